"""Countries of a layer and what is disputed -> coasts and borders about a box, the disputed ones apart; parts of countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dossier.geodesy.basemap import BORDER, COAST, TURNS, Box, Degrees, Layer, Line, touch
from dossier.geodesy.disputes import Dispute, Part
from dossier.geodesy.extents import holds
from dossier.geodesy.lines import bounds, clip_line, finer, split
from dossier.tuples import NamedTuple

GRAIN: Final = 0.5  # degrees: steps of a line of our own, which is bent where a parallel is
# Degrees of longitude from which on a box is looked at in the layer
WIDE: Final[Mapping[str, float]] = {"countries 110m": 60.0, "countries 50m": 25.0, "countries 10m": 0.0}


class Edges(NamedTuple):
    """Lines of a layer about a box: coasts, borders that nobody disputes, and by the name of what is disputed all others."""

    coasts: Sequence[Line]
    borders: Sequence[Line]
    disputed: Mapping[str, Sequence[Line]]


def edges_of(layer: Layer, box: Box, disputes: Sequence[Dispute]) -> Edges:
    """Return the coasts and borders of a layer about a box, with our own lines where it has none."""
    coasts: list[Line] = []
    borders: list[Line] = []
    found: dict[str, list[Line]] = {}
    contested = _contested(layer, box, disputes)
    for uses, arc, line in layer.lines(box):
        if uses == COAST:
            coasts.append(line)
        elif uses >= BORDER:
            left = [line]
            for name, limits in contested.get(arc, ()):
                cut = [split(piece, limits) for piece in left]
                found.setdefault(name, []).extend(piece for inside, _ in cut for piece in inside)
                left = [piece for _, outside in cut for piece in outside]
            borders += left
    for dispute in disputes:
        for edge in _turned(dispute.edge, box):
            found.setdefault(dispute.name, []).append(finer(edge, GRAIN))
    return Edges(coasts, borders, {name: lines for name, lines in found.items() if lines})


def _contested(layer: Layer, box: Box, disputes: Sequence[Dispute]) -> dict[int, list[tuple[str, Box]]]:
    """Return which arcs are disputed about a box, each with the name of what is, and how much of it is meant."""
    found: dict[int, list[tuple[str, Box]]] = {}
    for dispute in disputes:
        for one, other, limits in dispute.stretches:
            seen = [_by(limits, turn) for turn in TURNS if touch(_by(limits, turn), box)]
            for arc in layer.shared(one, other) if seen else ():
                found.setdefault(arc, []).extend((dispute.name, part) for part in seen)
    return found


def _by(box: Box, turn: float) -> Box:
    """Return a box with its longitudes turned."""
    return Box((box[0] + turn, box[1], box[2] + turn, box[3]))


def _turned(line: Sequence[Degrees], box: Box) -> list[Line]:
    """Return a line as often as its box touches that of a map, its longitudes turned to the side of the map."""
    limits = Box(bounds(line)) if line else box
    return [[(x + turn, y) for x, y in line] for turn in TURNS if line and touch(_by(limits, turn), box)]


def parts_of(disputes: Sequence[Dispute], joined: Mapping[str, str], box: Box) -> dict[str, list[tuple[Part, str]]]:
    """Return by countries which parts of them are drawn otherwise about a box, and as what: a land by itself, or of a country.

    `joined` says by the names of disputed lands which country they are drawn in.
    """
    found: dict[str, list[tuple[Part, str]]] = {}
    for dispute in disputes:
        land = joined.get(dispute.name)
        for part in dispute.parts:
            if not part.outline and land:
                found.setdefault(part.of, []).append((part, land))
            for outline in _turned(part.outline, box):
                found.setdefault(part.of, []).append((part._replace(outline=outline), land or dispute.land))
    return found


def lies_in(ring: Sequence[Degrees], outline: Sequence[Degrees]) -> bool:
    """Say whether a ring lies wholly in the box of an outline."""
    west, south, east, north = bounds(outline)
    left, bottom, right, top = bounds(ring)
    return west <= left and right <= east and south <= bottom and top <= north


def disputed_in(layers: Mapping[str, Layer], box: Box, disputes: Sequence[Dispute]) -> list[Dispute]:
    """Return what is disputed in a box: of which a line or a point lies in it."""
    layer = next(layers[name] for name, least in WIDE.items() if box[2] - box[0] >= least)
    found = {dispute.name for dispute in disputes if any(holds(box, point) for point in dispute.points)}
    others = [dispute for dispute in disputes if dispute.name not in found]
    if _contested(layer, box, others):
        lines = edges_of(layer, box, others).disputed
        found.update(name for name, whole in lines.items() if any(clip_line(line, box) for line in whole))
    return [dispute for dispute in disputes if dispute.name in found]

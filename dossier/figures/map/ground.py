"""The ground of a map: land, water, coasts, borders and rivers within a frame, as ink; and where its lines run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dossier.figures.kit.ink import Ink, rectangle
from dossier.figures.map.frame import Frame
from dossier.geodesy.basemap import BORDER, COAST, Box, Layer
from dossier.geodesy.lines import Line, clip_area, clip_line, inside, joined, smoothed, thinned
from dossier.styling.style import RoleStyle, Style
from dossier.tuples import NamedTuple

FINE: Final = 1 / 16  # degrees a point may stand for on the finest layer of countries (a map 3,300 km wide)
MIDDLING: Final = 1 / 2.8
COARSE: Final = 1 / 5  # degrees a point may stand for where rivers and lakes are drawn
COASTS: Final = -77.0  # degrees: south of it there is no coast all round
THIN: Final = 0.35  # points: what is nearer together than this is not drawn
JOIN: Final = 1.5  # points: ends of a river's parts that are nearer to each other are one place
BORDER_DASH: Final = (3.2, 1.2, 0.7, 1.2)


class Country(NamedTuple):
    """A country as far as it is seen: its name on the base map, its rings on paper, whether something of the map is in it."""

    name: str
    rings: Sequence[Line]
    concerned: bool


class Ground(NamedTuple):
    """The ground: countries, coasts and borders, rivers by name with their lines joined, lakes; on paper."""

    countries: Sequence[Country]
    coasts: Sequence[Line]
    borders: Sequence[Line]
    rivers: Sequence[tuple[str, Line]]
    lakes: Sequence[Line]


def ground_of(layers: Mapping[str, Layer], frame: Frame, points: Sequence[tuple[float, float]], thin: float = THIN) -> Ground:
    """Read the base map within a frame. `points` (on paper) say which countries are concerned; coarse maps have no rivers."""
    per_point = 1 / frame.degree
    level = "10m" if per_point < FINE else "50m" if per_point < MIDDLING else "110m"
    countries = layers[f"countries {level}"]
    wide = _grown(frame.box)
    least = thin * per_point
    watered = per_point < COARSE
    edges: dict[int, list[Line]] = {0: [], COAST: [], BORDER: []}
    for uses, line in countries.lines(wide):
        edges[min(uses, BORDER)].append(line)
    return Ground(
        _countries(countries, frame, wide, least, points),
        _lines(edges[COAST], frame, least),
        _lines(edges[BORDER], frame, least),
        _rivers(layers["rivers"], frame, wide) if watered else [],
        [_ring(frame, ring, wide, least) for _, ring in layers["lakes"].rings(wide)] if watered else [],
    )


def _grown(box: Box) -> Box:
    """Return the box with a rim, so that what is cut at its edges ends beyond the frame."""
    rim = 0.02 * (box[2] - box[0]), 0.02 * (box[3] - box[1])
    return Box((box[0] - rim[0], max(-90.0, box[1] - rim[1]), box[2] + rim[0], min(90.0, box[3] + rim[1])))


def _ring(frame: Frame, ring: Sequence[tuple[float, float]], box: Box, least: float) -> Line:
    return frame.line(thinned(clip_area(ring, box), least))


def _countries(layer: Layer, frame: Frame, box: Box, least: float, points: Sequence[tuple[float, float]]) -> list[Country]:
    names = layer.names
    rings: dict[int, list[Line]] = {}
    about_pole = box[1] <= -90.0 and box[3] < COASTS  # whose coast is far off, and a box no box: nothing is cut
    asked = Box((*box[:3], COASTS)) if about_pole else box
    for feature, ring in layer.rings(asked):
        line = frame.line(thinned(ring, least)) if about_pole else _ring(frame, ring, box, least)
        if len(line) > 2:
            rings.setdefault(feature, []).append(line)
    return [
        Country(names[feature], lines, any(inside(point, line) for line in lines for point in points))
        for feature, lines in rings.items()
    ]


def _lines(lines: Iterable[Line], frame: Frame, least: float) -> list[Line]:
    out = []
    for line in lines:
        out += clip_line(frame.line(thinned(line, least)), (-4.0, -4.0, frame.width + 4, frame.height + 4))
    return out


def _rivers(layer: Layer, frame: Frame, box: Box) -> list[tuple[str, Line]]:
    """Return the rivers, those of a name joined, with their corners cut: they are known to a kilometre or three, not better."""
    by_name: dict[str, list[Line]] = {}
    for name, line in layer.named_lines(box):
        by_name.setdefault(name, []).append(frame.line(line))
    limits = (-30.0, -30.0, frame.width + 30, frame.height + 30)
    out = []
    for name, lines in by_name.items():
        for line in joined(lines, JOIN) if name else lines:
            out += [(name, thinned(part, THIN)) for part in clip_line(smoothed(line), limits)]
    return out


def ink(ground: Ground, frame: Frame, style: Style, tints: Sequence[Ink] = (), *, weight: float = 1.0) -> list[Ink]:
    """Return the ground as ink, from the water up to the borders, with tints on land; `weight` is a factor of all lines."""
    role = style.role
    water, land, abroad, river, border = (role(f"map.{name}") for name in ("water", "land", "abroad", "river", "border"))
    inks = [Ink([rectangle(0, 0, frame.width, frame.height)], fill=water.fill)]
    inks += [Ink(it.rings, fill=(land if it.concerned else abroad).fill, closed=True) for it in ground.countries]
    inks += tints
    if water.rule_above:
        inks.append(Ink(ground.coasts, stroke=water.rule_color, width=weight * water.rule_above))
    if ground.lakes:
        inks.append(Ink(ground.lakes, fill=water.fill, stroke=water.rule_color, width=weight * water.rule_above, closed=True))
    inks += _river_ink(ground, river, weight)
    if border.rule_above:
        dash = [weight * part for part in BORDER_DASH]
        inks.append(Ink(ground.borders, stroke=border.rule_color, width=weight * border.rule_above, dash=dash))
    return inks


def _river_ink(ground: Ground, river: RoleStyle, weight: float) -> list[Ink]:
    """Draw rivers that have a name a little bolder than the others."""
    if not river.rule_above:
        return []
    named = [line for name, line in ground.rivers if name]
    others = [line for name, line in ground.rivers if not name]
    return [
        Ink(others, stroke=river.rule_color, width=0.5 * weight * river.rule_above),
        Ink(named, stroke=river.rule_color, width=weight * river.rule_above),
    ]

"""The ground of a map: land, water, coasts, borders and rivers within a frame, as ink; and where its lines run."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from dossier.figures.kit.ink import Ink, rectangle
from dossier.figures.map.frame import Frame
from dossier.figures.map.survey import Frontiers, Survey
from dossier.geodesy.basemap import Box, Layer
from dossier.geodesy.extents import within
from dossier.geodesy.frontiers import edges_of, lies_in, parts_of
from dossier.geodesy.lines import Line, clip_area, clip_convex, clip_line, joined, smoothed, thinned, unbroken
from dossier.styling.style import RoleStyle, Style
from dossier.tuples import NamedTuple
from dossier.units import WHITE

FINE: Final = 1 / 16  # degrees a point may stand for on the finest layer of countries (a map 3,300 km wide)
MIDDLING: Final = 1 / 2.8
COARSE: Final = 1 / 5  # degrees a point may stand for where rivers and lakes are drawn
COASTS: Final = -77.0  # degrees: south of it there is no coast all round
THIN: Final = 0.35  # points: what is nearer together than this is not drawn
JOIN: Final = 1.5  # points: ends of a river's parts that are nearer to each other are one place
BORDER_DASH: Final = (3.2, 1.2, 0.7, 1.2)
DISPUTED_DASH: Final = (1.1, 1.5)


class Country(NamedTuple):
    """A country as far as it is seen: its name on the base map, its rings on paper, whether something of the map is in it."""

    name: str
    rings: Sequence[Line]
    concerned: bool


class Ground(NamedTuple):
    """The ground: countries, coasts and borders, rivers by name with their lines joined, lakes; on paper.

    `disputed` are the borders that are disputed, by the name of what is.
    """

    countries: Sequence[Country]
    coasts: Sequence[Line]
    borders: Sequence[Line]
    disputed: Mapping[str, Sequence[Line]]
    rivers: Sequence[tuple[str, Line]]
    lakes: Sequence[Line]


def ground_of(data: Survey, frame: Frame, lands: Container[str], thin: float = THIN) -> Ground:
    """Read the base map within a frame. `lands` are the countries in which something is; coarse maps have no rivers."""
    per_point = 1 / frame.degree
    level = "10m" if per_point < FINE else "50m" if per_point < MIDDLING else "110m"
    countries = data.layers[f"countries {level}"]
    wide = _grown(frame.box)
    least = thin * per_point
    watered = per_point < COARSE
    coasts, borders, disputed = edges_of(countries, wide, data.frontiers.disputed)
    return Ground(
        _countries(countries, frame, wide, least, data.frontiers, lands),
        _lines(coasts, frame, least),
        _lines(borders, frame, least),
        {name: lines for name, whole in disputed.items() if (lines := _lines(whole, frame, least))},
        _rivers(data.layers["rivers"], frame, wide) if watered else [],
        [_ring(frame, ring, wide, least) for _, ring in data.layers["lakes"].rings(wide)] if watered else [],
    )


def _grown(box: Box) -> Box:
    """Return the box with a rim, so that what is cut at its edges ends beyond the frame."""
    rim = 0.02 * (box[2] - box[0]), 0.02 * (box[3] - box[1])
    return Box((box[0] - rim[0], max(-90.0, box[1] - rim[1]), box[2] + rim[0], min(90.0, box[3] + rim[1])))


def _ring(frame: Frame, ring: Sequence[tuple[float, float]], box: Box, least: float) -> Line:
    return frame.line(thinned(clip_area(ring, box), least))


def _countries(layer: Layer, frame: Frame, box: Box, least: float, frontiers: Frontiers, lands: Container[str]) -> list[Country]:
    """Return what is seen of countries; disputed lands are a country of their own, or part of that to which they are joined."""
    names = layer.names
    parts = parts_of(frontiers.disputed, frontiers.joined, box)
    rings: dict[str, list[Line]] = {}
    about_pole = box[1] <= -90.0 and box[3] < COASTS  # whose coast is far off, and a box no box: nothing is cut
    asked = Box((*box[:3], COASTS)) if about_pole else box
    for feature, ring in layer.rings(asked):
        country = names[feature]
        for part, land in parts.get(country, ()):
            if not part.outline or (part.islands and lies_in(ring, part.outline)):
                country = land
            elif not part.islands and (piece := clip_convex(clip_area(ring, box), part.outline)):
                line = frame.line(thinned(piece, least))
                rings.setdefault(land, []).append(line)
                rings.setdefault(country, []).append(line)  # cut out there (even-odd rule)
        line = frame.line(thinned(ring, least)) if about_pole else _ring(frame, ring, box, least)
        if len(line) > 2:
            rings.setdefault(country, []).append(line)
    return [Country(name, lines, name in lands) for name, lines in rings.items()]


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


def ink(ground: Ground, frame: Frame, data: Survey, style: Style, tints: Sequence[Ink] = (), *, weight: float = 1.0) -> list[Ink]:
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
    doubtful = doubtful_lines(ground, frame, data)
    plain = [*ground.borders, *(doubtful if data.frontiers.how == "plain" else ())]
    if border.rule_above:
        dash = [weight * part for part in BORDER_DASH]
        inks.append(Ink(plain, stroke=border.rule_color, width=weight * border.rule_above, dash=dash))
    return inks if data.frontiers.how == "plain" else [*inks, *disputed_ink(doubtful, style, weight)]


def doubtful_lines(ground: Ground, frame: Frame, data: Survey) -> list[Line]:
    """Return the borders that are disputed, on paper, as far as they are drawn: those of the base map, or the issuer's own."""
    if data.frontiers.how == "left out":
        return []
    if data.frontiers.how == "own":
        return _lines([unbroken([within(line[0], frame.box), *line[1:]]) for line in data.frontiers.own], frame, 0.0)
    return [line for lines in ground.disputed.values() for line in lines]


def disputed_ink(lines: Sequence[Line], style: Style, weight: float = 1.0) -> list[Ink]:
    """Draw borders that are disputed: in dots on a pale line, which no other line of a map has."""
    role = style.role("map.disputed")
    if not lines or not role.rule_above:
        return []
    dash = [weight * part for part in DISPUTED_DASH]
    return [
        Ink(lines, stroke=WHITE, width=weight * (role.rule_above + 1.0)),
        Ink(lines, stroke=role.rule_color, width=weight * role.rule_above, dash=dash),
    ]


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

"""The inset of routes that lead beyond the map: all of them, on a small map that holds them, with the places where they stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dossier.figures.kit.ink import Ink
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.map import signs
from dossier.figures.map.courses import schematic
from dossier.figures.map.frame import Frame
from dossier.figures.map.ground import Ground, ground_of, ink
from dossier.figures.map.inset import COARSE, Inset, bordered, corner, outlined
from dossier.figures.map.lettering import Lettering, Name
from dossier.figures.map.survey import Course, Mark, Survey
from dossier.geodesy.basemap import Layer
from dossier.geodesy.extents import box_of, padded
from dossier.geodesy.lines import Line, bounds, thinned
from dossier.styling.style import Style
from dossier.units import BLACK, WHITE

SHARE: Final = 0.4  # of the map's width: an inset is no wider
HIGHEST: Final = 0.5  # of the map's height: nor is it higher
LEAST: Final = 72.0  # points: a narrower inset shows nothing
MARGIN: Final = 0.05  # of the greater side of what the routes take
FLATTEST, TALLEST = 0.5, 1.0
WEIGHT: Final = 1.1  # points: a route
DOT: Final = 1.7  # points: radius of a place's mark
CREASE: Final = 0.6  # points: what of a route is nearer together than this is not drawn


def beyond(
    layers: Mapping[str, Layer],
    frame: Frame,
    lettering: Lettering,
    data: Survey,
    style: Style,
    avoid: Sequence[tuple[float, float]],
    taken: Rect,
) -> Inset | None:
    """Make the inset of the routes beyond the map, in the corner with the most room; None where no corner has any."""
    small = _frame(frame, data.far)
    where = corner(frame, small, avoid, taken, least=float("inf")) if small.width >= LEAST else None
    if where is None:
        return None
    stops = [mark for mark in data.stops if not frame.shows(mark.at)]
    lines = [(course, thinned(small.line(schematic(course, small.box)), CREASE)) for course in data.far]
    ground = ground_of(layers, small, (), COARSE)
    outline, marked = outlined(frame, small, style)
    color = style.role("map.way").rule_color
    land = [
        country._replace(concerned=True) for country in ground.countries
    ]  # all of one tone, which stands off the sea in grey too
    inks = ink(ground._replace(countries=land, rivers=[], lakes=[]), small, style, weight=0.55)
    for course, line in lines:
        inks += signs.route(line, course.kind, color, WEIGHT)
    inks += [*marked, *(dot for mark in stops for dot in _dot(*small.place(mark.at)))]
    names = _named(small, lettering, stops, [line for _, line in lines], ground, outline, where)
    return Inset(inks, bordered(small, style), where, names, len(stops) - len(names))


def _frame(frame: Frame, courses: Sequence[Course]) -> Frame:
    """Return the frame that holds all of these routes, and not much more."""
    box = padded(box_of([point for course in courses for point in schematic(course, frame.box)]), MARGIN)
    width, most = SHARE * frame.width, HIGHEST * frame.height
    natural = Frame(box, width, float("inf"), FLATTEST, TALLEST).height
    return Frame(box, width * min(1.0, most / natural), most, FLATTEST, TALLEST)


def _dot(x: float, y: float) -> list[Ink]:
    """Draw the mark of a place."""
    return [
        Ink([signs.form(x, y, DOT + 0.9, -1)], fill=WHITE, closed=True),
        Ink([signs.form(x, y, DOT, -1)], fill=BLACK, closed=True),
    ]


def _named(
    small: Frame, lettering: Lettering, stops: Sequence[Mark], lines: Sequence[Line], ground: Ground, outline: Line, where: Rect
) -> list[Name]:
    """Write the names of the places where routes stop, each where there is room, in the coordinates of the map."""
    board = Board(small.width, small.height)
    for line in lines:
        board.draw(line, 1.6)
    for coast in ground.coasts:
        board.draw(coast, 0.35)
    board.take(Rect(*bounds(outline)))
    boxes = [Rect(x - DOT - 1, y - DOT - 1, x + DOT + 1, y + DOT + 1) for x, y in (small.place(mark.at) for mark in stops)]
    for box in boxes:
        board.take(box)
    names = []
    written = [(lettering.set(mark.name, "map.note"), box) for mark, box in zip(stops, boxes, strict=True)]
    for said, box in sorted(written, key=lambda it: -lettering.size(it[0])[0]):  # the longest have the fewest places
        size, middle = lettering.size(said), ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
        spot = board.place(*size, box, leaders=False) or board.place_over(*size, *middle)
        if spot:
            left, bottom, right, top = spot.box
            moved = Rect(left + where.left, bottom + where.bottom, right + where.left, top + where.bottom)
            names.append(lettering.level(said, moved))
    return names

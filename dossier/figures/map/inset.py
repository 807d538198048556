"""The inset: a small map in a corner: of the wider region, or of all routes that lead beyond the map, with where they stop.

The stretch that the map shows is outlined on it.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from math import cos, radians
from typing import Final

from dossier.figures.kit.ink import Ink, paint, rectangle
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.map import signs
from dossier.figures.map.courses import schematic
from dossier.figures.map.frame import Frame, around
from dossier.figures.map.ground import Ground, doubtful_lines, ground_of, ink
from dossier.figures.map.lettering import Lettering, Name
from dossier.figures.map.survey import Course, Mark, Survey
from dossier.geodesy.basemap import Box
from dossier.geodesy.extents import DEGREE, box_of, padded
from dossier.geodesy.lines import Line, bounds, thinned
from dossier.layout.surface import Surface
from dossier.styling.style import Style
from dossier.tuples import NamedTuple
from dossier.units import BLACK, WHITE

SHARE: Final = 0.21  # of the map's width
LEAST_MAP: Final = 260.0  # points: a narrower map has no room for an inset
WIDER: Final = 5.5  # how much more of the globe it shows
LEAST: Final = 3_200_000.0  # metres: it shows no less
MOST: Final = 9_000_000.0  # metres: it shows no more, and a map that is itself as wide needs none
LEAST_MARK: Final = 6.0  # points: a stretch that comes out smaller is marked by a square of this size
BUSY: Final = 3.0  # so many points near a corner are too many
WEIGHT_OF_LINES: Final = 0.55  # of those of the map
COARSE: Final = 0.7  # points: what is nearer together than this is not drawn

# An inset of routes
MOST_SHARE: Final = 0.4  # of the map's width: it is no wider
MOST_HEIGHT: Final = 0.5  # of the map's height: nor is it higher
NARROWEST: Final = 72.0  # points: a narrower one shows nothing
MARGIN: Final = 0.05  # of the greater side of what the routes take
SHAPE: Final = (0.5, 1.0)  # its height by its width, at least and at most
WEIGHT: Final = 1.1  # points: a route
DOT: Final = 1.7  # points: radius of a place's mark
CREASE: Final = 0.6  # points: what of a route is nearer together than this is not drawn


class Inset(NamedTuple):
    """An inset: ink, border, where it stands on the map; names in the map's coordinates, and how many have no room.

    `disputed`: borders that are disputed are drawn on it.
    """

    inks: Sequence[Ink]
    border: Sequence[Ink]
    box: Rect
    disputed: bool
    names: Sequence[Name] = ()
    unnamed: int = 0


def inset(
    frame: Frame, data: Survey, style: Style, lands: Container[str], avoid: Sequence[tuple[float, float]], taken: Rect
) -> Inset | None:
    """Make the inset in the corner about which the fewest points lie; None where the map is too small, or wide enough itself."""
    metres = frame.metres(frame.width / 2, frame.height / 2) * frame.width
    if frame.width < LEAST_MAP or WIDER * metres > 4 * MOST or metres > MOST / 2:
        return None
    side = min(max(WIDER * metres, LEAST), MOST)
    x, y = frame.globe(frame.width / 2, frame.height / 2)
    up = side * 0.78 / DEGREE / 2
    south, north = max(-88.0, y - up), min(88.0, y + up)
    across = side / DEGREE / max(0.15, cos(radians((south + north) / 2))) / 2
    small = Frame(Box((x - across, south, x + across, north)), SHARE * frame.width, SHARE * frame.width * 0.8)
    where = corner(frame, small, avoid, taken)
    if where is None:
        return None
    ground = ground_of(data, small, lands, COARSE)
    inks = ink(ground._replace(rivers=[], lakes=[]), small, data, style, weight=WEIGHT_OF_LINES)
    disputed = bool(doubtful_lines(ground, small, data))
    return Inset([*inks, *outlined(frame, small, style)[1]], bordered(small, style), where, disputed)


def outlined(frame: Frame, small: Frame, style: Style) -> tuple[Line, list[Ink]]:
    """Return the outline, on a small map, of the stretch that a map shows, and the ink that draws it."""
    outline = small.line(frame.globe(*point) for point in around(0, 0, frame.width, frame.height))
    left, bottom, right, top = bounds(outline)
    if max(right - left, top - bottom) < LEAST_MARK:
        x, y, half = (left + right) / 2, (bottom + top) / 2, LEAST_MARK / 2
        outline = [*around(x - half, y - half, x + half, y + half)]
    return outline, [
        Ink([outline], stroke=WHITE, width=2.4, closed=True),
        Ink([outline], stroke=style.role("map.way").rule_color, width=1.1, closed=True),
    ]


def bordered(small: Frame, style: Style) -> list[Ink]:
    """Return the border of a small map: its white casing, then its line."""
    border = [rectangle(0, 0, small.width, small.height)]
    edge = style.role("map").rule_color
    return [Ink(border, stroke=WHITE, width=4.0, closed=True), Ink(border, stroke=edge, width=0.5, closed=True)]


def corner(frame: Frame, small: Frame, avoid: Sequence[tuple[float, float]], taken: Rect, *, least: float = BUSY) -> Rect | None:
    """Return the corner about which the fewest points lie; the upper ones come first, and none in which something stands.

    `least`: from which cost on a corner has too much about it; none may hide a point, whatever it costs.
    """
    best = None
    for order, (right, top) in enumerate(((True, True), (False, True), (True, False), (False, False))):
        left = frame.width - small.width if right else 0.0
        bottom = frame.height - small.height if top else 0.0
        box = Rect(left, bottom, left + small.width, bottom + small.height)
        if box.touches(taken):
            continue
        near = Rect(box.left - 34, box.bottom - 16, box.right + 34, box.top + 16)
        count = sum(near.touches(Rect(x, y, x, y)) for x, y in avoid)
        hit = sum(box.touches(Rect(x - 4, y - 4, x + 4, y + 4)) for x, y in avoid)
        cost = count + 20 * hit + 0.1 * order
        if cost < least and not hit:
            best, least = box, cost
    return best


def beyond(
    frame: Frame,
    lettering: Lettering,
    data: Survey,
    style: Style,
    avoid: Sequence[tuple[float, float]],
    taken: Rect,
) -> Inset | None:
    """Make the inset of the routes beyond the map, in the corner with the most room; None where no corner has any."""
    small = _wide_frame(frame, data.far)
    where = corner(frame, small, avoid, taken, least=float("inf")) if small.width >= NARROWEST else None
    if where is None:
        return None
    stops = [mark for mark in data.stops if not frame.shows(mark.at)]
    lines = [(course, thinned(small.line(schematic(course, small.box)), CREASE)) for course in data.far]
    ground = ground_of(data, small, (), COARSE)
    outline, marked = outlined(frame, small, style)
    color = style.role("map.way").rule_color
    land = [
        country._replace(concerned=True) for country in ground.countries
    ]  # all of one tone, which stands off the sea in grey too
    inks = ink(ground._replace(countries=land, rivers=[], lakes=[]), small, data, style, weight=WEIGHT_OF_LINES)
    for course, line in lines:
        inks += signs.route(line, course.kind, color, WEIGHT)
    inks += [*marked, *(dot for mark in stops for dot in _dot(*small.place(mark.at)))]
    names = _named(small, lettering, stops, [line for _, line in lines], ground, outline, where)
    disputed = bool(doubtful_lines(ground, small, data))
    return Inset(inks, bordered(small, style), where, disputed, names, len(stops) - len(names))


def _wide_frame(frame: Frame, courses: Sequence[Course]) -> Frame:
    """Return the frame that holds all of these routes, and not much more."""
    box = padded(box_of([point for course in courses for point in schematic(course, frame.box)]), MARGIN)
    width, most = MOST_SHARE * frame.width, MOST_HEIGHT * frame.height
    natural = Frame(box, width, float("inf"), *SHAPE).height
    return Frame(box, width * min(1.0, most / natural), most, *SHAPE)


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


def paint_inset(surface: Surface, inset: Inset) -> None:
    """Draw an inset in its corner of the map."""
    box = inset.box
    with surface.turned(box.left, box.bottom, 0.0):
        paint(surface, inset.border[:1])
        with surface.clipped(0, 0, box.right - box.left, box.top - box.bottom):
            paint(surface, inset.inks)
        paint(surface, inset.border[1:])

"""The course of a route on paper: beside the water that it follows, on the bank that is said; else straight as the ground is."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, radians, sin
from typing import Final

from dossier.figures.map.frame import Frame
from dossier.figures.map.survey import OPEN, Course, Mark
from dossier.geodesy.basemap import Box
from dossier.geodesy.extents import within
from dossier.geodesy.geodesics import Degrees, along_geodesic
from dossier.geodesy.lines import Line, beside, lengths, nearest, point_at, smoothed, stretch, thinned

ASIDE: Final = 4.2  # points: from the line of a river
REACH: Final = 0.14  # of the map's height: nearer than this to both ends a river must come
TURN: Final = 0.64  # the cosine of the angle within which a route goes on from the sign of an open way
PARTS: Final = 24
GRAIN: Final = 7.0  # points: bends smaller than this are not the road's


def course_line(frame: Frame, course: Course, rivers: Sequence[tuple[str, Line]]) -> tuple[Line, bool]:
    """Return the line of a route, and whether it follows the water that the dossier says."""
    start, end = frame.place(course.start), frame.place(course.end)
    wanted = {name.lower() for name in course.along}
    best, least = None, REACH * frame.height * 2
    for name, line in rivers:
        if name.lower() not in wanted:
            continue
        (far, from_), (off, to) = nearest(line, start), nearest(line, end)
        if far + off < least and abs(to - from_) > 10:
            best, least = stretch(line, from_, to), far + off
    if best is None:
        return thinned(frame.line(schematic(course, frame.box)), 1.0), False
    piece = _on_bank(thinned(best, GRAIN), course.bank, frame, course)
    whole = lengths(piece)[-1]
    inner = stretch(piece, min(9.0, whole / 4), max(whole - 9.0, whole * 3 / 4))
    return smoothed([start, *inner, end]), True


def schematic(course: Course, box: Box) -> list[Degrees]:
    """Return a route as the shortest ways between the points that it is drawn through."""
    line = [within(course.start, box)]
    for stop in (*course.via, course.end):
        line += along_geodesic(line[-1], stop, PARTS)[1:]
    return line


def _on_bank(line: Line, bank: float | None, frame: Frame, course: Course) -> Line:
    """Move a stretch of river to one of its banks: that of the bearing, or the side on which the route starts."""
    if len(line) < 2:
        return line
    along = lengths(line)
    (x, y), (dx, dy) = point_at(line, along, along[-1] / 2)
    if bank is None:
        start = frame.place(course.start)
        first, (dx, dy) = point_at(line, along, 0.0)
        side = (start[0] - first[0], start[1] - first[1])
    else:
        side = frame.direction(frame.globe(x, y), bank) if hypot(dx, dy) else (sin(radians(bank)), cos(radians(bank)))
    left = -dy * side[0] + dx * side[1] >= 0
    return beside(line, ASIDE if left else -ASIDE)


def all_round(frame: Frame, line: Line) -> list[Line]:
    """Return a line as often as it is seen: on a map of the world, one that leaves it at a side comes in at the other."""
    if frame.projection.name != "cylindrical":
        return [line]
    center = frame.projection.center
    globe = frame.paper(center + 180, 0)[0] - frame.paper(center - 180, 0)[0]
    turned = [[(x + turn, y) for x, y in line] for turn in (-globe, 0.0, globe)]
    return [line for line in turned if any(0 <= x <= frame.width for x, _ in line)]


def goes_on(frame: Frame, marks: Sequence[Mark], course: Course, line: Line) -> bool:
    """Say whether a route leaves its start where the sign of an open way stands already."""
    starts = [mark for mark in marks if mark.at == course.start]
    (x, y), (u, v) = line[0], line[min(len(line) - 1, max(1, len(line) // 8))]
    far = ((u - x) ** 2 + (v - y) ** 2) ** 0.5 or 1.0
    for mark in starts:
        for way in mark.ways:
            dx, dy = frame.direction(mark.at, way.bearing)
            if way.kind == OPEN and (dx * (u - x) + dy * (v - y)) / far > TURN:
                return True
    return False

"""The names of rivers: along their lines, where these are straight enough and nothing else stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atan2, cos, pi, sin
from typing import Final

from dossier.blocks import Text, text
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.map.lettering import Lettering, Name
from dossier.geodesy.lines import Line, lengths, point_at

PIECES: Final = 6  # boxes that a turned name is made of, for what may not touch it
LIFT: Final = 2.6  # points: a river's name stands this far off its line
BENT: Final = 0.35  # radians: where a river turns by more, its name can't follow


def place_rivers(board: Board, lettering: Lettering, rivers: Sequence[tuple[str, Line]], names: Mapping[str, Text]) -> list[Name]:
    """Write the names of rivers along them, each once, where the river is straight enough and nothing else stands."""
    out = []
    done: set[str] = set()
    longest = sorted((river for river in rivers if river[0]), key=lambda river: -lengths(river[1])[-1])
    for name, line in longest:
        if name in done:
            continue
        lines = lettering.set(names.get(name.lower()) or text(name), "map.river")
        found = _along(board, line, *lettering.size(lines))
        if found:
            done.add(name)
            x, y, angle, boxes = found
            for box in boxes:
                board.take(box)
            out.append(Name(lines, x, y, angle, boxes, True))
    return out


def _along(board: Board, line: Line, width: float, height: float) -> tuple[float, float, float, list[Rect]] | None:
    """Return the place of a name along a line: the corner of its lines, its angle, the boxes that it takes."""
    along = lengths(line)
    best, least = None, float("inf")
    distance, whole = 6.0, along[-1]
    while distance + width < whole:
        (x, y), _ = point_at(line, along, distance)
        (u, v), _ = point_at(line, along, distance + width)
        if x > u:
            x, y, u, v = u, v, x, y
        angle = atan2(v - y, u - x)
        bend = _bend(line, along, distance, width, angle)
        if bend < BENT * width / 2:
            for lift in (LIFT + bend, -LIFT - bend - height):
                corner = x - (lift + height) * sin(angle), y + (lift + height) * cos(angle)
                boxes = turned_boxes(*corner, angle, width, height)
                cost = bend + 0.6 * abs(angle) / pi * width + (1.5 if lift < 0 else 0)
                if cost < least and all(board.is_free(box, 0.5) for box in boxes):
                    cost += 2 * sum(map(board.crossed, boxes))
                    if cost < least:
                        best, least = (*corner, angle, boxes), cost
        distance += 8.0
    return best


def _bend(line: Line, along: Sequence[float], start: float, width: float, angle: float) -> float:
    """Return how far a stretch of a line leaves the straight one between its ends."""
    (x, y), _ = point_at(line, along, start)
    far = 0.0
    for i in range(1, 8):
        (u, v), _ = point_at(line, along, start + width * i / 8)
        far = max(far, abs((v - y) * cos(angle) - (u - x) * sin(angle)))
    return far


def turned_boxes(x: float, y: float, angle: float, width: float, height: float) -> list[Rect]:
    """Return boxes that cover a turned rectangle, whose upper left corner before turning is x, y."""
    c, s = cos(angle), sin(angle)
    out = []
    for i in range(PIECES):
        start, end = width * i / PIECES, width * (i + 1) / PIECES
        corners = [(x + u * c - v * s, y + u * s + v * c) for u in (start, end) for v in (0.0, -height)]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        out.append(Rect(min(xs), min(ys), max(xs), max(ys)))
    return out

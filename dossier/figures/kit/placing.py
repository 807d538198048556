"""Where labels stand: boxes that must not touch, lines that are better not crossed, places about a point; all in points.

Each label takes, in the order in which they are asked for, the best of its places: beside its mark, then farther
off with a leader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, hypot, radians, sin
from typing import Final

from dossier.tuples import NamedTuple

CELL: Final = 3.0  # points: the square in which it is noted that a line crosses
YARD: Final = 40.0  # points: the square in which boxes are sought
CLEAR: Final = 1.2  # points: the room that stays free about a box
CROSSING: Final = 1.0  # what a label costs for each square of a line that it covers
# where a label likes to stand about its mark: direction, and what it costs (E. Imhof, Positioning Names on Maps, 1975)
SIDES: Final = ((45, 0.0), (-45, 0.6), (0, 0.8), (135, 1.6), (-135, 1.8), (180, 2.0), (90, 2.4), (-90, 2.6))
LEADERS: Final = tuple(range(0, 360, 20))
REACHES: Final = (14.0, 22.0, 32.0, 44.0)  # points: how far off a label may stand
DEAR: Final = 8.0  # what a leader costs at least


class Rect(NamedTuple):
    """A box on the map: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: Rect, clear: float = 0.0) -> bool:
        """Say whether two boxes come nearer to each other than `clear`."""
        return (
            self.left < other.right + clear
            and other.left < self.right + clear
            and self.bottom < other.top + clear
            and other.bottom < self.top + clear
        )


class Spot(NamedTuple):
    """Where a label stands, and the line that leads to it, if it needs one."""

    box: Rect
    leader: tuple[tuple[float, float], tuple[float, float]] | None


class Board:
    """A map on which labels are placed: what is taken, and where lines run."""

    def __init__(self, width: float, height: float) -> None:
        self.frame = Rect(0.0, 0.0, width, height)
        self.taken: list[Rect] = []
        self._yards: dict[tuple[int, int], list[Rect]] = {}
        self._lines: dict[tuple[int, int], float] = {}

    def take(self, box: Rect) -> None:
        """Note that a box is taken."""
        self.taken.append(box)
        for yard in _squares(box, YARD):
            self._yards.setdefault(yard, []).append(box)

    def draw(self, line: Sequence[tuple[float, float]], weight: float = 1.0) -> None:
        """Note that a line is better not covered."""
        lines = self._lines
        for (x, y), (u, v) in pairwise(line):
            parts = ceil(hypot(u - x, v - y) / CELL) or 1
            for i in range(parts):
                cell = int((x + (u - x) * i / parts) // CELL), int((y + (v - y) * i / parts) // CELL)
                lines[cell] = max(weight, lines.get(cell, 0.0))

    def is_free(self, box: Rect, clear: float = CLEAR) -> bool:
        """Say whether a box lies within the frame and touches nothing that is taken."""
        frame = self.frame
        if box.left < frame.left + 2 or box.right > frame.right - 2 or box.bottom < frame.bottom + 2 or box.top > frame.top - 2:
            return False
        return not any(box.touches(other, clear) for yard in _squares(box, YARD) for other in self._yards.get(yard, ()))

    def crossed(self, box: Rect) -> float:
        """Return how much of lines a box would cover."""
        lines = self._lines
        return sum(lines.get(cell, 0.0) for cell in _squares(box, CELL)) if lines else 0.0

    def place(self, width: float, height: float, mark: Rect, *, leaders: bool = True) -> Spot | None:
        """Place a label about a mark and take the room; None where there is none."""
        best: Spot | None = None
        least = float("inf")
        for cost, spot in _spots(width, height, mark, leaders):
            if cost >= least:
                break  # the further ones cost at least as much
            if not self.is_free(spot.box):
                continue
            cost += CROSSING * self.crossed(spot.box)
            if spot.leader and not self._way_is_free(spot.leader, mark):
                continue
            if cost < least:
                best, least = spot, cost
        if best is not None:
            self.take(best.box)
        return best

    def place_over(self, width: float, height: float, x: float, y: float) -> Spot | None:
        """Place a label upon a point or near to it, as the name of an area stands, and take the room."""
        best, least = None, float("inf")
        for right in (0.0, 0.25, -0.25, 0.5, -0.5):
            for up in (0.0, 0.7, -0.7, 1.4, -1.4):
                left, bottom = x + (right - 0.5) * width, y + (up - 0.5) * height
                box = Rect(left, bottom, left + width, bottom + height)
                cost = 5 * abs(right) + 2 * abs(up)
                if cost < least and self.is_free(box):
                    cost += CROSSING * self.crossed(box)
                    best, least = (box, cost) if cost < least else (best, least)
        if best is None:
            return None
        self.take(best)
        return Spot(best, None)

    def _way_is_free(self, leader: Sequence[tuple[float, float]], mark: Rect) -> bool:
        """Say whether a leader runs through no box but that of its mark."""
        (x, y), (u, v) = leader
        parts = int(hypot(u - x, v - y) / CELL) + 1
        for i in range(1, parts):
            px, py = x + (u - x) * i / parts, y + (v - y) * i / parts
            at = Rect(px, py, px, py)
            boxes = (box for yard in _squares(at, YARD) for box in self._yards.get(yard, ()))
            if any(box != mark and at.touches(box) for box in boxes):
                return False
        return True


def _squares(box: Rect, size: float) -> Iterator[tuple[int, int]]:
    for i in range(int(box.left // size), int(box.right // size) + 1):
        for j in range(int(box.bottom // size), int(box.top // size) + 1):
            yield i, j


def _spots(width: float, height: float, mark: Rect, leaders: bool) -> Iterable[tuple[float, Spot]]:
    """Yield the places of a label about a mark with their costs, the cheap ones first."""
    x, y = (mark.left + mark.right) / 2, (mark.bottom + mark.top) / 2
    rx, ry = (mark.right - mark.left) / 2 + 2, (mark.top - mark.bottom) / 2 + 1
    for extra, more in ((0.0, 0.0), (3.0, 1.2)):
        for angle, cost in SIDES:
            yield cost + more, Spot(_near(x, y, rx + extra, ry + extra, angle, width, height), None)
    if not leaders:
        return
    for step, reach in enumerate(REACHES):
        for angle in LEADERS:
            box = _beside(x, y, rx + reach, ry + reach, angle, width, height)
            end = min(max(x, box.left), box.right), min(max(y, box.bottom), box.top)
            far = hypot(end[0] - x, end[1] - y) or 1.0
            start = x + (end[0] - x) * min(1.0, rx / far), y + (end[1] - y) * min(1.0, rx / far)
            yield DEAR + 4 * step, Spot(box, (start, end))


def _near(x: float, y: float, rx: float, ry: float, angle: float, width: float, height: float) -> Rect:
    """Return the box that stands right beside a mark: to the sides clear of it, a little higher or lower; else above or below."""
    c, s = cos(radians(angle)), sin(radians(angle))
    if abs(c) < 0.5:
        return _beside(x, y, rx, ry, angle, width, height)
    left = x + rx if c > 0 else x - rx - width
    bottom = y + 2 * s - height * (1 - s) / 2
    return Rect(left, bottom, left + width, bottom + height)


def _beside(x: float, y: float, rx: float, ry: float, angle: float, width: float, height: float) -> Rect:
    """Return the box that stands in a direction from a mark; to the sides its middle is level with the mark."""
    c, s = cos(radians(angle)), sin(radians(angle))
    px, py = x + rx * c, y + ry * s
    left = px - width * (1 - c) / 2 if abs(c) < 0.5 else (px if c > 0 else px - width)
    bottom = py - height * (1 - s) / 2 if abs(s) < 0.95 else (py if s > 0 else py - height)
    return Rect(left, bottom, left + width, bottom + height)

"""What a map is drawn with: paths with their fill and stroke, and the simple forms that signs are made of. Lengths in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, pi, sin
from typing import Final

from dossier.layout.surface import Surface
from dossier.tuples import NamedTuple
from dossier.units import Color

ROUND: Final = 0.5523  # of the radius: the arms of the Bézier curves that make a circle


class Ink(NamedTuple):
    """Paths drawn in one go. A step of a path is a point, or six numbers of a Bézier curve."""

    lines: Sequence[Sequence[Sequence[float]]]
    fill: Color | None = None
    stroke: Color | None = None
    width: float = 0.0
    dash: Sequence[float] = ()
    closed: bool = False


def paint(surface: Surface, inks: Iterable[Ink]) -> None:
    """Draw them on a surface, one over the other."""
    for lines, fill, stroke, width, dash, closed in inks:
        surface.path(lines, fill=fill, stroke=stroke, width=width, dash=dash, closed=closed)


def circle(x: float, y: float, r: float) -> list[tuple[float, ...]]:
    """Return a circle."""
    k = ROUND * r
    return [
        (x + r, y),
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    ]


def polygon(x: float, y: float, r: float, corners: int, turn: float = 0.0) -> list[tuple[float, ...]]:
    """Return a regular polygon; its first corner stands above the middle, turned by a part of a full turn."""
    angles = [pi / 2 + 2 * pi * (i / corners + turn) for i in range(corners)]
    return [(x + r * cos(a), y + r * sin(a)) for a in angles]


def rectangle(left: float, bottom: float, right: float, top: float) -> list[tuple[float, ...]]:
    """Return a rectangle."""
    return [(left, bottom), (right, bottom), (right, top), (left, top)]


def arrow_head(x: float, y: float, dx: float, dy: float, size: float) -> list[tuple[float, ...]]:
    """Return an arrow head whose tip is at x, y and which points along dx, dy."""
    far = hypot(dx, dy) or 1.0
    dx, dy = dx / far, dy / far
    back_x, back_y, half = x - size * dx, y - size * dy, size * 0.42
    return [
        (x, y),
        (back_x - half * dy, back_y + half * dx),
        (x - 0.75 * size * dx, y - 0.75 * size * dy),
        (back_x + half * dy, back_y - half * dx),
    ]

"""Hatches: an area is filled with lines in directions of its class's own, so that classes differ on a copy in grey."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Final

from dossier.figures.kit.ink import Ink
from dossier.geodesy.lines import bounds
from dossier.units import Color, lightness

# the directions of the lines of a hatch, and how far they stand apart, in points
HATCHES: Final = (
    (((1.0, 1.0),), 5.0),
    (((1.0, -1.0),), 5.0),
    (((1.0, 0.0),), 5.0),
    (((0.0, 1.0),), 5.0),
    (((1.0, 1.0), (1.0, -1.0)), 7.0),
    (((1.0, 0.0), (0.0, 1.0)), 7.0),
    (((1.0, 2.0),), 5.0),
    (((1.0, -2.0),), 5.0),
    (((1.0, 0.0),), 2.5),
    (((1.0, 1.0),), 2.5),
)
FAINT: Final = 65.0  # L* of a colour whose lines are drawn wider, within a dark edge
EDGE: Final = Color("gray", (0.35,))


def hatch(rings: Sequence[Sequence[tuple[float, float]]], number: int, color: Color, gap: float | None = None) -> list[Ink]:
    """Draw an area of a class: lines across it, in directions of their own, within its outline."""
    directions, usual = HATCHES[number % len(HATCHES)]
    lines = [line for dx, dy in directions for line in _parallels(rings, dx, dy, gap or usual)]
    edge = [Ink(list(rings), stroke=color, width=0.9, closed=True)]
    if lightness(color) > FAINT:
        edge = [*edge, Ink(list(rings), stroke=EDGE, width=0.4, closed=True)]
    return [Ink(lines, stroke=color, width=0.9 if lightness(color) > FAINT else 0.6), *edge]


def _parallels(
    rings: Sequence[Sequence[tuple[float, float]]], dx: float, dy: float, gap: float
) -> list[Sequence[Sequence[float]]]:
    """Return lines in a direction, as far as they lie within rings."""
    left, bottom, right, top = bounds(point for ring in rings for point in ring)
    far = hypot(dx, dy)
    nx, ny = -dy / far, dx / far
    offsets = [x * nx + y * ny for x, y in ((left, bottom), (right, bottom), (right, top), (left, top))]
    lines: list[Sequence[Sequence[float]]] = []
    step = int(min(offsets) // gap) + 1
    while step * gap < max(offsets):
        lines += _across(rings, nx, ny, step * gap)
        step += 1
    return lines


def _across(
    rings: Sequence[Sequence[tuple[float, float]]], nx: float, ny: float, offset: float
) -> list[Sequence[Sequence[float]]]:
    """Return the parts of a straight line that lie within rings (even-odd rule)."""
    cuts = []
    for ring in rings:
        for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True):
            one, other = x * nx + y * ny - offset, u * nx + v * ny - offset
            if (one < 0) != (other < 0):
                share = one / (one - other)
                cuts.append((x + share * (u - x), y + share * (v - y)))
    cuts.sort(key=lambda p: -p[0] * ny + p[1] * nx)
    return [[start, end] for start, end in zip(cuts[::2], cuts[1::2], strict=False)]

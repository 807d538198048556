"""How ties are drawn: kinds told by line and end, not by colour alone. A strand is a polyline in points, from start to end."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import Final, TypeAlias

from dossier.figures.kit.ink import Ink, arrow_head, circle
from dossier.figures.relations.shows import ALLIED, DEALS, HOLDS, HOSTILE, PART, REGARDS, Kind
from dossier.geodesy.lines import Line, lengths, point_at
from dossier.styling.style import RoleStyle
from dossier.units import WHITE

Points: TypeAlias = Sequence[tuple[float, float]]
STEPS: Final = 12  # pieces of a bend
HEAD: Final = 7.0  # points: the length of an arrow head
BAR: Final = 3.0  # points: half of the length of a bar across a hostile tie
EVERY: Final = 9.0  # points: from bar to bar
APART: Final = 1.3  # points: half of the distance of the two lines of an alliance
DASHES: Final = {REGARDS: (7.0, 3.0), DEALS: (0.1, 2.6)}
OPEN: Final = (2.5, 2.5)
DOT: Final = 2.6  # points: the radius of the dot at who holds


def bend(x: float, y: float, u: float, v: float) -> list[tuple[float, float]]:
    """Return a curve that leaves one point and enters another upright; its height lies between theirs."""
    middle = (y + v) / 2
    out = []
    for i in range(STEPS + 1):
        t = i / STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        out.append((x * (a + b) + u * (c + d), y * a + middle * (b + c) + v * d))
    return out


def strand(points: Points, kind: Kind, role: RoleStyle, *, is_open: bool, mutual: bool) -> list[Ink]:
    """Draw a tie in the manner of its kind."""
    color, width = role.rule_color, role.rule_above
    dash = OPEN if is_open else DASHES.get(kind, ())
    if kind == ALLIED:
        sides = [_beside(points, APART), _beside(points, -APART)]
        return [Ink(sides, stroke=color, width=0.8 * width, dash=dash)]
    if kind == PART:
        line = [Ink([points], stroke=color, width=width, dash=dash)]
        return [*line, Ink([_diamond(points)], WHITE if is_open else color, color, 0.8 * width, closed=True)]
    heads = [_head(points)]
    shaft = _cut(points, HEAD * 0.8)
    if mutual:
        heads.append(_head(points[::-1]))
        shaft = _cut(shaft[::-1], HEAD * 0.8)[::-1]
    out = [Ink([shaft], stroke=color, width=_weight(kind) * width, dash=dash), Ink(heads, color)]
    if kind == HOLDS:
        x, y = point_at(list(points), lengths(list(points)), DOT)[0]
        out.append(Ink([circle(x, y, DOT)], WHITE if is_open else color, color, 0.8 * width, closed=True))
    if kind == HOSTILE:
        out.append(Ink(_bars(shaft), stroke=color, width=width))
    return out


def _weight(kind: Kind) -> float:
    return {HOSTILE: 1.5, DEALS: 2.0}.get(kind, 1.0)


def _head(points: Points) -> list[tuple[float, ...]]:
    """Return an arrow head at the end of a strand."""
    (u, v) = points[-1]
    x, y = next((point for point in reversed(points) if hypot(u - point[0], v - point[1]) > 2), points[0])
    return arrow_head(u, v, u - x, v - y, HEAD)


def _cut(points: Points, by: float) -> list[tuple[float, float]]:
    """Return a strand that ends earlier."""
    line: Line = list(points)
    along = lengths(line)
    if along[-1] <= by:
        return list(points)
    (x, y), _ = point_at(line, along, along[-1] - by)
    return [*(point for point, far in zip(points, along, strict=True) if far < along[-1] - by), (x, y)]


def _bars(points: Points) -> list[list[tuple[float, float]]]:
    """Return the bars across a hostile tie."""
    line: Line = list(points)
    along = lengths(line)
    out = []
    count = int((along[-1] - EVERY) / EVERY)
    first = (along[-1] - count * EVERY) / 2
    for i in range(count + 1):
        far = first + i * EVERY
        (x, y), _ = point_at(line, along, max(0.0, far - 1))
        (u, v), _ = point_at(line, along, min(along[-1], far + 1))
        long = hypot(u - x, v - y) or 1.0
        dx, dy = (u - x) / long * BAR, (v - y) / long * BAR
        x, y = (x + u) / 2, (y + v) / 2
        out.append([(x - dy, y + dx), (x + dy, y - dx)])
    return out


def _diamond(points: Points) -> list[tuple[float, float]]:
    """Return the diamond at the whole, where the strand starts."""
    x, y = points[0]
    u, v = next((point for point in points if hypot(point[0] - x, point[1] - y) > 4), points[-1])
    far = hypot(u - x, v - y) or 1.0
    dx, dy = (u - x) / far, (v - y) / far
    return [
        (x, y),
        (x + 4 * dx - 2.6 * dy, y + 4 * dy + 2.6 * dx),
        (x + 8 * dx, y + 8 * dy),
        (x + 4 * dx + 2.6 * dy, y + 4 * dy - 2.6 * dx),
    ]


def _beside(points: Points, by: float) -> list[tuple[float, float]]:
    """Return a line at a distance from a strand."""
    out = []
    for i, (x, y) in enumerate(points):
        (a, b), (c, d) = points[max(0, i - 1)], points[min(len(points) - 1, i + 1)]
        far = hypot(c - a, d - b) or 1.0
        out.append((x - by * (d - b) / far, y + by * (c - a) / far))
    return out

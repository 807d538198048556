"""Lines and areas in the plane: clipping, thinning, smoothing, moving aside, measuring."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import ceil, hypot
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = list[Point]


def clip_area(ring: Sequence[Point], box: Sequence[float]) -> Line:
    """Clip a ring to a box (left, bottom, right, top); along the box's edges it may run on (Sutherland and Hodgman, 1974)."""
    points = list(ring)
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        if not points or all(sign * (p[axis] - limit) >= 0 for p in points):
            continue
        points = _clip_side(points, axis, limit, sign)
    return points


def _clip_side(points: Line, axis: int, limit: float, sign: int) -> Line:
    out: Line = []
    before = points[-1]
    was_in = sign * (before[axis] - limit) >= 0
    for here in points:
        is_in = sign * (here[axis] - limit) >= 0
        if is_in != was_in:
            out.append(_crossing(before, here, axis, limit))
        if is_in:
            out.append(here)
        before, was_in = here, is_in
    return out


def _crossing(one: Point, other: Point, axis: int, limit: float) -> Point:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    cross = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (limit, cross) if axis == 0 else (cross, limit)


def clip_convex(ring: Sequence[Point], outline: Sequence[Point]) -> Line:
    """Clip a ring to a convex outline, whose corners go counterclockwise (Sutherland and Hodgman, 1974)."""
    points = list(ring)
    for (x, y), (u, v) in pairwise([*outline, outline[0]]):
        sides = [(u - x) * (q - y) - (v - y) * (p - x) for p, q in points]  # positive to the left
        out: Line = []
        for i, here in enumerate(points):
            (a, b), before, side = points[i - 1], sides[i - 1], sides[i]
            if (side >= 0) != (before >= 0):
                share = before / (before - side)
                out.append((a + share * (here[0] - a), b + share * (here[1] - b)))
            if side >= 0:
                out.append(here)
        points = out
    return points if len(points) > 2 else []


def split(line: Sequence[Point], box: Sequence[float]) -> tuple[list[Line], list[Line]]:
    """Return the parts of a line that lie in a box (left, bottom, right, top), and those that don't."""
    within = clip_line(line, box)
    if within == [line]:
        return within, []
    outside: list[Line] = []
    part: Line = []
    for one, other in pairwise(line):
        ends = _clip_segment(one, other, box)
        for start, end in [(one, other)] if ends is None else [(one, ends[0]), (ends[1], other)]:
            if start == end:
                continue
            if not part or part[-1] != start:
                _ended(outside, part)
                part = [start]
            part.append(end)
    _ended(outside, part)
    return within, outside


def finer(line: Sequence[Point], most: float) -> Line:
    """Return a line with points between its own, none further than this from the next."""
    out = list(line[:1])
    for (x, y), (u, v) in pairwise(line):
        steps = max(1, ceil(hypot(u - x, v - y) / most))
        out += [(x + (u - x) * i / steps, y + (v - y) * i / steps) for i in range(1, steps + 1)]
    return out


def unbroken(line: Sequence[Point]) -> Line:
    """Return a line whose longitudes go on from point to point by the shorter way, beyond 180 where need be."""
    out = list(line[:1])
    for x, y in line[1:]:
        out.append((x + 360 * round((out[-1][0] - x) / 360), y))
    return out


def clip_line(line: Sequence[Point], box: Sequence[float]) -> list[Line]:
    """Return the parts of a line that lie in a box (Liang and Barsky, 1984)."""
    left, bottom, right, top = box
    lies_in = [left <= x <= right and bottom <= y <= top for x, y in line]
    if all(lies_in):
        return [list(line)] if len(line) > 1 else []
    out: list[Line] = []
    part: Line = []
    for (one, one_in), (other, other_in) in pairwise(zip(line, lies_in, strict=True)):
        inside = (one, other) if one_in and other_in else _clip_segment(one, other, box)
        if inside is None:
            part = _ended(out, part)
            continue
        start, end = inside
        if not part or part[-1] != start:
            _ended(out, part)
            part = [start]
        part.append(end)
    _ended(out, part)
    return out


def _ended(out: list[Line], part: Line) -> Line:
    if len(part) > 1:
        out.append(part)
    return []


def _clip_segment(one: Point, other: Point, box: Sequence[float]) -> tuple[Point, Point] | None:
    (x, y), (dx, dy) = one, (other[0] - one[0], other[1] - one[1])
    start, end = 0.0, 1.0
    for step, room in ((-dx, x - box[0]), (dx, box[2] - x), (-dy, y - box[1]), (dy, box[3] - y)):
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            start = max(start, share)
        else:
            end = min(end, share)
    if start > end:
        return None
    first = one if start == 0 else (x + start * dx, y + start * dy)
    return first, (other if end == 1 else (x + end * dx, y + end * dy))


def thinned(line: Iterable[Point], least: float) -> Line:
    """Leave out points that stand nearer than this to the one before; first and last stay."""
    out: Line = []
    last: Point | None = None
    x, y = float("inf"), 0.0
    square = least * least
    for last in line:
        dx, dy = last[0] - x, last[1] - y
        if dx * dx + dy * dy >= square:
            out.append(last)
            x, y = last
    if last is not None and out[-1] != last:
        out.append(last)
    return out


def smoothed(line: Sequence[Point], rounds: int = 2) -> Line:
    """Cut the corners of a line (Chaikin, 1974): it stays within its own corners, and so claims nothing that they don't."""
    points = list(line)
    for _ in range(rounds):
        if len(points) < 3:
            break
        cut = [points[0]]
        for (x, y), (u, v) in pairwise(points):
            cut += ((0.75 * x + 0.25 * u, 0.75 * y + 0.25 * v), (0.25 * x + 0.75 * u, 0.25 * y + 0.75 * v))
        cut.append(points[-1])
        points = cut
    return points


def lengths(line: Sequence[Point]) -> list[float]:
    """Return how far along the line each of its points lies."""
    return list(accumulate((hypot(u - x, v - y) for (x, y), (u, v) in pairwise(line)), initial=0.0))


def point_at(line: Sequence[Point], along: Sequence[float], distance: float) -> tuple[Point, Point]:
    """Return the point at a distance along a line, and the direction there as a vector of length 1."""
    i = max(0, min(len(line) - 2, bisect_right(along, distance) - 1))
    (x, y), (u, v) = line[i], line[i + 1]
    step = along[i + 1] - along[i] or 1.0
    share = max(0.0, min(1.0, (distance - along[i]) / step))
    return (x + share * (u - x), y + share * (v - y)), ((u - x) / step, (v - y) / step)


def nearest(line: Sequence[Point], point: Point) -> tuple[float, float]:
    """Return how far from a point the line is, and how far along it the nearest of its points lies."""
    best, at, done = float("inf"), 0.0, 0.0
    for (x, y), (u, v) in pairwise(line):
        dx, dy = u - x, v - y
        step, square = hypot(dx, dy), dx * dx + dy * dy
        share = max(0.0, min(1.0, ((point[0] - x) * dx + (point[1] - y) * dy) / square)) if square else 0.0
        far = hypot(point[0] - x - share * dx, point[1] - y - share * dy)
        if far < best:
            best, at = far, done + share * step
        done += step
    return best, at


def stretch(line: Sequence[Point], start: float, end: float) -> Line:
    """Return the piece of a line between two distances along it; backwards where the first is the greater."""
    low, high = sorted((start, end))
    along = lengths(line)
    inner = [p for p, far in zip(line, along, strict=True) if low < far < high]
    piece = [point_at(line, along, low)[0], *inner, point_at(line, along, high)[0]]
    return piece if start <= end else piece[::-1]


def beside(line: Sequence[Point], distance: float) -> Line:
    """Return a line at a distance to the left of another, in its direction; to the right where it is negative."""
    out: Line = []
    for i, (x, y) in enumerate(line):
        (a, b), (c, d) = line[max(0, i - 1)], line[min(len(line) - 1, i + 1)]
        step = hypot(c - a, d - b) or 1.0
        out.append((x - distance * (d - b) / step, y + distance * (c - a) / step))
    return out


def joined(parts: Iterable[Sequence[Point]], near: float) -> list[Line]:
    """Join lines whose ends meet, within a distance, to lines as long as they can be."""
    left = [list(part) for part in parts if len(part) > 1]
    out: list[Line] = []
    while left:
        line = left.pop()
        while (more := _continuation(line, left, near)) is not None:
            line = more
        out.append(line)
    return out


def _continuation(line: Line, left: list[Line], near: float) -> Line | None:
    for i, other in enumerate(left):
        for one, two in ((line, other), (line, other[::-1]), (other, line), (other[::-1], line)):
            if hypot(one[-1][0] - two[0][0], one[-1][1] - two[0][1]) <= near:
                del left[i]
                return one + two[1:]
    return None


def bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Say whether a point lies in a ring (even-odd rule)."""
    x, y = point
    odd = False
    for (a, b), (c, d) in pairwise([*ring, *ring[:1]]):
        if (b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a):
            odd = not odd
    return odd

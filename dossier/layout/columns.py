"""Boxes in columns of equal height, and how they are shared out. Lengths are points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from dossier.layout.box import CLOSE, Box, Room
from dossier.layout.stacks import Stack
from dossier.layout.surface import Surface


class Columns(Box):
    """Boxes that fill columns of equal height one after the other; none is parted unless it is taller than a page."""

    __slots__ = ("children", "count", "gap", "stacks")

    def __init__(
        self,
        children: Sequence[Box],
        width: float,
        count: int,
        gap: float,
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
    ) -> None:
        self.children, self.count, self.gap = children, count, gap
        self.stacks = balance(children, count, column_width(width, count, gap))
        super().__init__(width, max((s.height for s in self.stacks), default=0.0), before=before, after=after, keep=keep)
        self.baseline = self.stacks[0].baseline if self.stacks else 0.0

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Fill the columns to the height of the room, in order; what is left goes on."""
        return room.cut(self.height, lambda room: self._split(room, force), force)

    def _split(self, room: Room, force: bool) -> tuple[Box, Box] | None:
        measure = column_width(self.width, self.count, self.gap)
        heads: list[Stack] = []
        rest: Sequence[Box] = self.children
        for _ in range(self.count):
            count = whole_children(rest, room)
            if not count:
                parts = Stack(rest[:1], measure).split(room, force) if rest and force else None
                if parts is None:
                    break
                head, tail = parts
                heads.append(head)  # type: ignore[arg-type]
                rest = [*tail.children, *rest[1:]]  # type: ignore[attr-defined]
                continue
            heads.append(Stack(rest[:count], measure))
            rest = rest[count:]
        if not heads:
            return None
        first = Columns((), self.width, self.count, self.gap, before=self.before)
        first.stacks, first.height = heads, max(s.height for s in heads)
        first.children = [child for stack in heads for child in stack.children]
        first.baseline = heads[0].baseline
        tail_box = Columns(rest, self.width, self.count, self.gap)  # of no height, where a box parted over columns made all fit
        first.id, first.running = self.id, self.running
        self.pass_on(tail_box)
        return first, tail_box

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the columns from left to right."""
        if self.id:
            surface.destination(self.id, y)
        step = column_width(self.width, self.count, self.gap) + self.gap
        for i, stack in enumerate(self.stacks):
            stack.draw(surface, x + i * step, y)

    def held(self) -> Sequence[Box]:
        """Return the children."""
        return self.children


def column_width(width: float, count: int, gap: float) -> float:
    """Return the width of one of `count` columns in `width`."""
    return (width - (count - 1) * gap) / count


def balance(children: Sequence[Box], count: int, width: float) -> list[Stack]:
    """Share boxes out over columns in order so that the tallest column is as short as can be."""
    if not children:
        return []
    column = _Column(children)
    low, high = max([child.height for child in children]), column.bottoms[-1]
    while high - low > 1.0:
        middle = (low + high) / 2
        low, high = (low, middle) if len(column.ends(middle, count + 1)) <= count else (middle, high)
    return [Stack(children[start:end], width) for start, end in pairwise([0, *column.ends(high, count)])]


class _Column:
    """Boxes one under the other, measured once: where each begins and ends, and where the boxes before one may part from it."""

    __slots__ = ("bottoms", "parting", "tops")

    def __init__(self, children: Sequence[Box]) -> None:
        self.tops, self.bottoms, self.parting = list[float](), list[float](), [0]
        bottom = after = 0.0
        for number, child in enumerate(children, 1):
            top = bottom + max(after, child.before) if number > 1 else 0.0
            bottom, after = top + child.height, child.after
            self.tops.append(top)
            self.bottoms.append(bottom)
            self.parting.append(self.parting[-1] if child.keep and number < len(children) else number)

    def ends(self, height: float, most: int) -> list[int]:
        """Return with which box each of at most so many columns of a height ends (from 1)."""
        out: list[int] = []
        start, count = 0, len(self.tops)
        while start < count and len(out) < most:
            end = self.parting[bisect_right(self.bottoms, self.tops[start] + height + CLOSE, start)]
            if end <= start:  # one taller than the column, or a heading with what follows
                end = start + 1
                while self.parting[end] != end:
                    end += 1
            out.append(end)
            start = end
        return out


def whole_children(children: Sequence[Box], room: Room) -> int:
    """Return how many of these boxes fit one under the other, none parted from what it keeps with."""
    height = 0.0
    fit = 0
    previous: Box | None = None
    notes: tuple[Box, ...] = ()
    for i, child in enumerate(children):
        height += (max(previous.after, child.before) if previous else 0.0) + child.height
        notes += child.notes()
        if not room.fits(height, notes):
            return fit
        if not child.keep:
            fit = i + 1
        previous = child
    return len(children)

"""Boxes that hold boxes: stacks, rows, drawings, and what stands round them. Lengths are points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from dossier.layout.box import CLOSE, Box, Room
from dossier.layout.element import Element
from dossier.layout.surface import Surface
from dossier.tuples import NamedTuple
from dossier.units import Color


class Decor(NamedTuple):
    """What stands round a stack: rules, a bar at the left, a fill, padding. Widths in points; colours typed."""

    rule_above: float = 0.0
    rule_below: float = 0.0
    rule_color: Color | None = None
    bar: float = 0.0
    fill: Color | None = None
    top: float = 0.0
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0

    def head(self) -> Decor:
        """Return what stands round the piece above a cut."""
        return self._replace(rule_below=0.0, bottom=0.0)

    def rest(self) -> Decor:
        """Return what stands round the piece below a cut."""
        return self._replace(rule_above=0.0, top=0.0)


PLAIN = Decor()
MANY = 500  # children of a stack from which on what is below a cut isn't added up anew at each cut


class Sums(NamedTuple):
    """The gaps above each of a stack's children, and the height of them all, in points."""

    gaps: list[float]
    height: float


def summed(children: Sequence[Box], height: float = 0.0) -> Sums:
    """Add boxes up that stand one under the other, from a height on."""
    gaps = []
    previous: Box | None = None
    for child in children:
        gap = max(previous.after, child.before) if previous else 0.0
        gaps.append(gap)
        height += gap + child.height
        previous = child
    return Sums(gaps, height)


class Stack(Box):
    """Boxes one under the other."""

    __slots__ = ("children", "decor", "gaps", "together")
    yields: ClassVar[bool] = False  # parted in a needy room, though it is to stay together

    def __init__(
        self,
        children: Sequence[Box],
        width: float,
        *,
        decor: Decor = PLAIN,
        together: bool = False,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        sums: Sums | None = None,
    ) -> None:
        self.children = children
        self.decor, self.together = decor, together
        self.gaps, height = sums or summed(children, decor.top + decor.bottom)
        super().__init__(width, height, before=before, after=after, keep=keep)
        if children and children[0].baseline:
            self.baseline = decor.top + children[0].baseline

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Split in or between children, where neither `keep` nor `together` forbids it."""
        if self.together and not force and not (room.needy and self.yields):
            return None
        room = room.less(self.decor.top)
        for i, child in enumerate(self.children):
            under = room.less(self.gaps[i])
            notes = child.notes()
            if not under.fits(child.height, notes):
                parts = child.split(under, force and i == 0)
                if parts:
                    return self._parts([*self.children[:i], parts[0]], [parts[1], *self.children[i + 1 :]])
                return self._cut_before(i, force)
            room = under.less(child.height, notes)
        return self._cut_before(len(self.children) - 1, force) if self.decor.bottom > room.height + CLOSE else None

    def _cut_before(self, i: int, force: bool) -> tuple[Box, Box] | None:
        at = i
        while at > 0 and self.children[at - 1].keep:
            at -= 1
        if at == 0 and force:
            at = i
        return self._parts(self.children[:at], self.children[at:]) if at > 0 else None

    def _parts(self, head: Sequence[Box], tail: Sequence[Box]) -> tuple[Box, Box]:
        first = Stack(head, self.width, decor=self.decor.head(), before=self.before)
        rest = Stack(tail, self.width, decor=self.decor.rest(), sums=self._left(tail) if len(tail) > MANY else None)
        first.id, first.running = self.id, self.running
        self.pass_on(rest)
        return first, rest

    def _left(self, tail: Sequence[Box]) -> Sums:
        """Return the sums of what is below a cut, whose first box may be the rest of a child: what is above, taken off."""
        taken = len(self.children) - len(tail)
        gaps = [0.0, max(tail[0].after, tail[1].before), *self.gaps[taken + 2 :]]
        above = summed(self.children[: taken + 1], self.decor.top).height + self.gaps[taken + 1]
        return Sums(gaps, self.height - above + tail[0].height + gaps[1])

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw what stands round the children, then the children."""
        if self.id:
            surface.destination(self.id, y)
        d = self.decor
        if d is not PLAIN:
            draw_decor(d, surface, x, y, self.width, self.height)
        x, y = x + d.left, y - d.top
        for gap, child in zip(self.gaps, self.children, strict=True):
            y -= gap
            child.draw(surface, x, y)
            y -= child.height

    def levels(self) -> Iterator[tuple[float, Box]]:
        """Yield the notes of all children with their marks' places."""
        y = self.decor.top
        for gap, child in zip(self.gaps, self.children, strict=True):
            y += gap
            for level, note in child.levels():
                yield y + level, note
            y += child.height

    def held(self) -> Sequence[Box]:
        """Return the children."""
        return self.children


class Kept(Stack):
    """Boxes that stay together where they can, as long as that doesn't leave a page far too empty."""

    __slots__ = ()
    yields = True


def draw_decor(d: Decor, surface: Surface, x: float, y: float, width: float, height: float) -> None:
    """Draw fill, rules and bar of a box whose top left corner is at x, y."""
    if d.fill is not None:
        surface.box(x, y - height, width, height, fill=d.fill)
    if d.rule_above:
        surface.rule(x, y, x + width, y, d.rule_above, d.rule_color)
    if d.rule_below:
        surface.rule(x, y - height, x + width, y - height, d.rule_below, d.rule_color)
    if d.bar:
        surface.box(x, y - height, d.bar, height, fill=d.rule_color)


class Cell(NamedTuple):
    """A box in a row, and where it stands from the row's left edge."""

    x: float
    box: Box


class Row(Box):
    """Boxes side by side, their first baselines on one line. Split only where it is taller than `whole` (points)."""

    __slots__ = ("align", "cells", "decor", "shifts", "whole")

    def __init__(
        self,
        cells: Sequence[Cell],
        width: float,
        *,
        decor: Decor = PLAIN,
        whole: float = 0.0,
        align: bool = True,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
    ) -> None:
        self.cells, self.decor, self.whole, self.align = cells, decor, whole, align
        base = max((c.box.baseline for c in cells), default=0.0) if align else 0.0
        self.shifts = [base - c.box.baseline if align and c.box.baseline else 0.0 for c in cells]
        height = max((s + c.box.height for s, c in zip(self.shifts, cells, strict=True)), default=0.0)
        super().__init__(width, height + decor.top + decor.bottom, before=before, after=after, keep=keep)
        self.baseline = decor.top + base if base else 0.0

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Split every cell at the same height."""
        if not force and not room.needy and self.height <= self.whole:
            return None
        return room.cut(self.height, lambda room: self._split(room, force), force)

    def _split(self, room: Room, force: bool) -> tuple[Box, Box] | None:
        room = room.less(self.decor.top)
        heads: list[Cell] = []
        tails: list[Cell] = []
        moved = False
        for shift, (x, box) in zip(self.shifts, self.cells, strict=True):
            under = room.less(shift)
            if under.holds(box):
                heads.append(Cell(x, box))
                tails.append(Cell(x, Box(box.width, 0.0)))
                continue
            parts = box.split(under, force)
            if parts is None:
                heads.append(Cell(x, Box(box.width, 0.0)))
                tails.append(Cell(x, box))
                moved = moved or box.height > 0
            else:
                heads.append(Cell(x, parts[0]))
                tails.append(Cell(x, parts[1]))
        if not any(c.box.height for c in heads) or not any(c.box.height for c in tails):
            return None
        if moved and not force:  # a cell that can't begin here would part from its neighbours
            return None
        first = Row(heads, self.width, decor=self.decor.head(), align=self.align, before=self.before)
        rest = Row(tails, self.width, decor=self.decor.rest(), whole=self.whole, align=self.align)
        first.id, first.running = self.id, self.running
        self.pass_on(rest)
        return first, rest

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw what stands round the cells, then the cells in order."""
        if self.id:
            surface.destination(self.id, y)
        d = self.decor
        if d is not PLAIN:
            draw_decor(d, surface, x, y, self.width, self.height)
        for shift, cell in zip(self.shifts, self.cells, strict=True):
            cell.box.draw(surface, x + d.left + cell.x, y - d.top - shift)

    def levels(self) -> Iterator[tuple[float, Box]]:
        """Yield the notes of all cells with their marks' places."""
        for shift, cell in zip(self.shifts, self.cells, strict=True):
            for level, note in cell.box.levels():
                yield self.decor.top + shift + level, note

    def held(self) -> Sequence[Box]:
        """Return what stands in the cells."""
        return [cell.box for cell in self.cells]


class LinkRow(Row):
    """A row that is one link from edge to edge: its `element` is a Link, and gets the annotation for it (PDF/UA-1, 7.18.5)."""

    __slots__ = ("element",)

    def __init__(self, cells: Sequence[Cell], width: float, element: Element) -> None:
        super().__init__(cells, width)
        self.element = element

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Split as a row is; both parts are links."""
        parts = super().split(room, force)
        if parts is None:
            return None
        first, rest = (LinkRow(part.cells, self.width, self.element) for part in parts if isinstance(part, Row))
        first.before = self.before
        first.id, first.running = self.id, self.running
        self.pass_on(rest)
        return first, rest

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the cells, then the link over them."""
        super().draw(surface, x, y)
        surface.annotate(surface.link(self.element), self.element, (x, y - self.height, x + self.width, y))


class Drawing(Box):
    """A figure. `paint` draws it from its top left corner; all that it draws is the content of one Figure element."""

    __slots__ = ("element", "paint")

    def __init__(self, width: float, height: float, element: Element, paint: Callable[[Surface, float, float], None]) -> None:
        super().__init__(width, height)
        self.element, self.paint = element, paint

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the figure."""
        if self.id:
            surface.destination(self.id, y)
        with surface.figure(self.element, (x, y - self.height, x + self.width, y)):
            self.paint(surface, x, y)

"""Boxes: what a block becomes when it is set. A box is measured when it is made, split at a height, and drawn at a place.

All lengths are points. A box is drawn from its top left corner; `y` grows upwards, as in PDF. `Surface` is what it draws on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import pairwise
from typing import Any, Protocol

from dossier.structure import Element
from dossier.tuples import NamedTuple

CLOSE = 0.01  # lengths nearer than this are the same: sums of floats are never exact


class Surface(Protocol):
    """What a box needs of a page. `pdf.canvas.Canvas` is one, and says what its calls mean."""

    # ruff: noqa: D102
    def text(
        self, setting: Any, first: int, last: int, x: float, y: float, leading: float, element: Element, inline: Sequence[Element]
    ) -> None: ...
    def artifact_text(self, setting: Any, first: int, last: int, x: float, y: float, leading: float, kind: str = "") -> None: ...
    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float, color: Any) -> None: ...
    def box(self, x: float, y: float, w: float, h: float, fill: Any = None, stroke: Any = None, width: float = 0) -> None: ...
    def figure(self, element: Element, box: tuple[float, float, float, float]) -> AbstractContextManager[None]: ...
    @property
    def reportlab(self) -> Any: ...
    def destination(self, id: str, y: float) -> None: ...
    def bookmark(self, level: int, title: str, id: str) -> None: ...
    def link(self, element: Element) -> int: ...
    def annotate(self, annotation: int, element: Element, box: tuple[float, float, float, float]) -> None: ...


class Room:
    """What is left of a page: a height, and what the notes that a piece calls would take of it.

    `called` are the notes of what stands above already; the height is what they leave.
    """

    __slots__ = ("called", "height", "notes_cost")

    def __init__(
        self, height: float, notes_cost: Callable[[Sequence[Box]], float] | None = None, called: tuple[Box, ...] = ()
    ) -> None:
        self.height, self.notes_cost, self.called = height, notes_cost, called

    def _cost(self, notes: Sequence[Box]) -> float:
        """Return what these notes take of what the others leave."""
        if not notes or self.notes_cost is None:
            return 0.0
        if not self.called:
            return self.notes_cost(notes)
        return self.notes_cost((*self.called, *notes)) - self.notes_cost(self.called)

    def fits(self, height: float, notes: Sequence[Box] = ()) -> bool:
        """Tell whether this much text, with the notes it calls, can stand here."""
        return height + self._cost(notes) <= self.height + CLOSE

    def holds(self, box: Box) -> bool:
        """Tell whether a box can stand here with the notes it calls, gathered only where it is not too tall itself."""
        return box.height <= self.height + CLOSE and self.fits(box.height, box.notes())

    def less(self, height: float, notes: Sequence[Box] = ()) -> Room:
        """Return what is left when this is taken."""
        left = self.height - height
        if not notes:
            return Room(left, self.notes_cost, self.called)
        return Room(left - self._cost(notes), self.notes_cost, (*self.called, *notes))

    def cut(self, height: float, cut: Callable[[Room], tuple[Box, Box] | None], force: bool = False) -> tuple[Box, Box] | None:
        """Return the parts into which a box of several columns is cut, its head with room for the notes of all of them.

        It is cut lower and lower until that is so, since lines of all columns call notes; with `force`, as low as may be.
        """
        limit, found = min(self.height, height - 2 * CLOSE), None
        while limit > 0:
            parts = cut(Room(limit))
            if parts is None:
                break
            found = parts
            notes = parts[0].notes()
            if not notes or self.fits(parts[0].height, notes):
                return parts
            limit = min(limit, parts[0].height) - 2 * CLOSE
        return found if force else None


class Box:
    """A piece of a page. Of the spaces `after` and `before` that meet the larger counts. `keep`: not parted from the next."""

    __slots__ = ("after", "baseline", "before", "closes", "fresh", "height", "id", "keep", "loose", "running", "width")

    def __init__(self, width: float, height: float, *, before: float = 0.0, after: float = 0.0, keep: bool = False) -> None:
        self.width, self.height, self.before, self.after, self.keep = width, height, before, after, keep
        self.baseline = 0.0  # from the top to the first baseline; 0 where there is no text
        self.id = ""  # named as the target of links
        self.closes: tuple[Element, ...] = ()  # structure elements that are complete once this is drawn
        self.running = ""  # what the running head says from here on
        self.fresh = False  # begins a page
        self.loose = False  # follows the one before at its own distance, off the grid: a further row of the same list

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Return the piece that stands in `room`, and the rest; None where no piece may stand there.

        `force` asks for a piece whatever the keeps say: the room is a whole page.
        """
        return None

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the box with its top left corner at x, y."""

    def notes(self) -> tuple[Box, ...]:
        """Return the notes whose marks stand in it, in order."""
        return ()

    def levels(self) -> Iterator[tuple[float, Box]]:
        """Yield each note with how far below the top of the box the baseline of its mark stands, as far as the box can tell."""
        for note in self.notes():
            yield self.baseline, note

    def noted(self) -> Iterator[str]:
        """Yield what the page map is to note: ids as '#id', and the keys of its lines."""
        if self.id:
            yield "#" + self.id

    def pass_on(self, tail: Box) -> None:
        """Give a rest what belongs to the end of this box; what belongs to its beginning stays here."""
        tail.after, tail.keep, tail.closes = self.after, self.keep, self.closes


class Lines(Box):
    """Lines of set text. `setting` is a `SetText`; the box shows its lines `first` to `last` - 1."""

    __slots__ = ("calls", "element", "first", "indent", "inline", "last", "leading", "orphans", "setting", "widows")

    def __init__(
        self,
        setting: Any,
        width: float,
        leading: float,
        ascent: float,
        element: Element | None,
        inline: Sequence[Element] = (),
        *,
        first: int = 0,
        last: int | None = None,
        orphans: int = 2,
        widows: int = 2,
        indent: float = 0.0,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        calls: dict[int, tuple[Box, ...]] | None = None,
    ) -> None:
        self.first = first
        self.last = len(setting.lines) if last is None else last
        super().__init__(width, (self.last - first) * leading, before=before, after=after, keep=keep)
        self.setting, self.leading, self.element, self.inline = setting, leading, element, inline
        self.orphans, self.widows, self.indent = orphans, widows, indent
        self.baseline = ascent
        self.calls = calls or {}  # line -> the notes that its marks call

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Split between lines: at least `orphans` lines stay, at least `widows` go."""
        count = self.last - self.first
        fit = min(count, int((room.height + CLOSE) / self.leading))
        if self.calls:
            while fit > 0 and not room.fits(fit * self.leading, self._notes(self.first, self.first + fit)):
                fit -= 1
        if fit >= count:
            return None
        if not force:
            fit = min(fit, count - self.widows)
            if fit < self.orphans:
                return None
        elif fit < 1:
            return None
        return self._part(self.first, self.first + fit), self._part(self.first + fit, self.last)

    def _part(self, first: int, last: int) -> Lines:
        part = Lines(
            self.setting, self.width, self.leading, self.baseline, self.element, self.inline,
            first=first, last=last, orphans=self.orphans, widows=self.widows, indent=self.indent, calls=self.calls,
        )  # fmt: skip
        if first == self.first:
            part.before, part.id, part.running = self.before, self.id, self.running
        else:
            self.pass_on(part)
        return part

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the lines as text of their element; without one, as an artifact."""
        if self.id:
            surface.destination(self.id, y)
        if self.calls:
            self._name_marks(surface, y)
        top = y - self.baseline
        if self.element is None:
            surface.artifact_text(self.setting, self.first, self.last, x + self.indent, top, self.leading, "Layout")
        else:
            surface.text(self.setting, self.first, self.last, x + self.indent, top, self.leading, self.element, self.inline)

    def _name_marks(self, surface: Surface, y: float) -> None:
        """Name the places of marks, so that their notes can lead back to them."""
        for line in range(self.first, self.last):
            if line in self.calls:
                for key in self.setting.anchors.get(line, ()):
                    if key.startswith("mark:"):
                        surface.destination(key.replace(":", "-"), y - (line - self.first) * self.leading)

    def levels(self) -> Iterator[tuple[float, Box]]:
        """Yield each note with the baseline of its mark."""
        if self.calls:
            for line in range(self.first, self.last):
                for note in self.calls.get(line, ()):
                    yield self.baseline + (line - self.first) * self.leading, note

    def notes(self) -> tuple[Box, ...]:
        """Return the notes that the marks of these lines call."""
        return self._notes(self.first, self.last) if self.calls else ()

    def _notes(self, first: int, last: int) -> tuple[Box, ...]:
        return tuple(note for line in range(first, last) for note in self.calls.get(line, ()))

    def noted(self) -> Iterator[str]:
        """Yield the id and the keys noted on these lines."""
        if self.id:
            yield "#" + self.id
        anchors = self.setting.anchors
        if anchors:
            for line in range(self.first, self.last):
                yield from anchors.get(line, ())


class Decor(NamedTuple):
    """What stands round a stack: rules, a bar at the left, a fill, padding. Widths in points; colours typed."""

    rule_above: float = 0.0
    rule_below: float = 0.0
    rule_color: Any = None
    bar: float = 0.0
    fill: Any = None
    top: float = 0.0
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0


PLAIN = Decor()


class Stack(Box):
    """Boxes one under the other."""

    __slots__ = ("children", "decor", "gaps", "together")

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
    ) -> None:
        self.children = children
        self.decor, self.together = decor, together
        gaps = []
        height = decor.top + decor.bottom
        previous: Box | None = None
        for child in children:
            gap = max(previous.after, child.before) if previous else 0.0
            gaps.append(gap)
            height += gap + child.height
            previous = child
        self.gaps = gaps
        super().__init__(width, height, before=before, after=after, keep=keep)
        if children and children[0].baseline:
            self.baseline = decor.top + children[0].baseline

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Split in or between children, where neither `keep` nor `together` forbids it."""
        if self.together and not force:
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
        above = self.decor._replace(rule_below=0.0, bottom=0.0)
        below = self.decor._replace(rule_above=0.0, top=0.0)
        first = Stack(head, self.width, decor=above, before=self.before)
        rest = Stack(tail, self.width, decor=below)
        first.id, first.running = self.id, self.running
        self.pass_on(rest)
        return first, rest

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

    def notes(self) -> tuple[Box, ...]:
        """Return the notes of all children."""
        return tuple(note for child in self.children for note in child.notes())

    def noted(self) -> Iterator[str]:
        """Yield the keys of all children."""
        if self.id:
            yield "#" + self.id
        for child in self.children:
            yield from child.noted()


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
        if not force and self.height <= self.whole:
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
        first = Row(
            heads, self.width, decor=self.decor._replace(rule_below=0.0, bottom=0.0), align=self.align, before=self.before
        )
        rest = Row(tails, self.width, decor=self.decor._replace(rule_above=0.0, top=0.0), whole=self.whole, align=self.align)
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

    def notes(self) -> tuple[Box, ...]:
        """Return the notes of all cells."""
        return tuple(note for cell in self.cells for note in cell.box.notes())

    def noted(self) -> Iterator[str]:
        """Yield the keys of all cells."""
        if self.id:
            yield "#" + self.id
        for cell in self.cells:
            yield from cell.box.noted()


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

    def notes(self) -> tuple[Box, ...]:
        """Return the notes of all children."""
        return tuple(note for child in self.children for note in child.notes())

    def noted(self) -> Iterator[str]:
        """Yield the keys of all children."""
        if self.id:
            yield "#" + self.id
        for child in self.children:
            yield from child.noted()


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

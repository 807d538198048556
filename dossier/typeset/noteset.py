"""Marks and notes -> boxes: at the foot of the page, beside the line of the mark, or one after the other at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.blocks import Endnotes, Late, Note, Run, Text, text
from dossier.layout.box import CLOSE, Box, Room
from dossier.layout.element import Element
from dossier.layout.paginate import least
from dossier.layout.stacks import Cell, Decor, LinkRow, Row
from dossier.layout.surface import Surface
from dossier.typeset.setter import Measure, Setter


def set_note(setter: Setter, block: Note, measure: Measure, parent: Element) -> list[Box]:
    """Set a note that a mark calls, at the foot of the page or in the side column."""
    return [_numbered(setter, block, parent)]


def set_endnotes(setter: Setter, block: Endnotes, measure: Measure, parent: Element) -> list[Box]:
    """Set notes at the end of the brief, each with the page of its mark."""
    boxes: list[Box] = []
    for note in block.notes:
        page = (Run(f" ({setter.labels['page']}\u00a0"), Run("", late=Late("pages", note.mark)), Run(")"))
        box = _numbered(setter, note, Element("Note", parent), page)
        box.loose = bool(boxes)
        boxes.append(box)
    return boxes


def _numbered(setter: Setter, note: Note, element: Element, more: Text = ()) -> Row:
    """Set a note, its number before it; the number leads back to the mark."""
    role = "note.side" if setter.aside else "note"
    r = setter.style.role(role)
    width = setter.page.side if setter.aside else setter.measure.of(r)
    back = setter.labels["note-back"].format(note.number)
    link = Element("Link", Element("Lbl", element), link=f"#mark-{note.number}", title=back)
    label = text(str(note.number))
    room = max(r.label_width, setter.natural(label, "note.label")[1] + 0.4 * r.size)
    cells = [
        Cell(0.0, LinkRow([Cell(0.0, setter.lines(label, "note.label", room, link))], room, link)),
        Cell(room, setter.lines((*note.text, *more), role, width - room, Element("P", element))),
    ]
    box = Row(cells, width, decor=Decor(top=r.row_gap))
    box.id = f"note-{note.number}"
    return box


def beside_marks(setter: Setter, main: Box, side: Box | None = None) -> Box:
    """Put the notes that a box in the main column calls, or what stands beside it, into the side column; a box without stays."""
    if not (main.notes() or (side and side.notes())):
        return main
    page = setter.page
    box = Margin(main, page.both - page.side, page.both, side)
    box.before, box.after, box.keep, box.fresh, box.loose = main.before, main.after, main.keep, main.fresh, main.loose
    return box


class Margin(Box):
    """A box in the main column, and in the side column the notes that it calls, each level with the line of its mark.

    Where one note reaches down to the next, that one stands below it. `side` is what stands in the side column anyway, above the
    notes; `carried` are rests of notes from the page before. A note begins on the page of its mark.
    """

    __slots__ = ("carried", "main", "placed", "shift", "side", "x")

    def __init__(self, main: Box, x: float, width: float, side: Box | None = None, carried: Sequence[Box] = ()) -> None:
        self.main, self.x, self.side, self.carried = main, x, side, carried
        self.shift = max(main.baseline - side.baseline, 0.0) if side and side.baseline else 0.0
        self.placed = [(top, note) for top, note, _ in self._place(main, side)]
        bottoms = [top + note.height for top, note in self.placed]
        beside = side.height + self.shift if side else 0.0
        super().__init__(width, max(main.height, beside, *bottoms))
        self.baseline = main.baseline

    def _place(self, main: Box, side: Box | None) -> list[tuple[float, Box, float]]:
        """Return the notes of these boxes, after what is carried: each with its top, and the baseline of its mark."""
        down = side.height + self.shift if side else 0.0
        out: list[tuple[float, Box, float]] = []
        beside = ((self.shift + level, note) for level, note in (side.levels() if side else ()))
        for level, note in (*((0.0, note) for note in self.carried), *main.levels(), *beside):
            top = max(level - note.baseline, down, 0.0)
            out.append((top, note, level))
            down = top + note.height
        return out

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Split the main column so that each note of its head can begin in the room; what notes have left goes on overleaf."""
        side, beside = self.side, None
        if side and side.height + self.shift > room.height + CLOSE:
            parts = side.split(Room(room.height - self.shift), force)
            if parts is None:
                return None
            side, beside = parts
        found = self._parts(side, room.height, force)
        if found is None:
            return None
        head, tail = found
        first = Margin(head, self.x, self.width, side, self.carried)
        carried: list[Box] = []
        placed: list[tuple[float, Box]] = []
        for top, note in first.placed:
            if top + note.height <= room.height + CLOSE and not carried:
                placed.append((top, note))
                continue
            halves = note.split(Room(room.height - top)) if not carried else None
            if halves:
                placed.append((top, halves[0]))
            carried.append(halves[1] if halves else note)
        first.placed, first.height = placed, min(first.height, max(room.height, head.height))
        first.before, first.running, first.id = self.before, self.running, self.id
        rest = Margin(tail, self.x, self.width, beside, carried)
        self.pass_on(rest)
        return first, rest

    def _parts(self, side: Box | None, height: float, force: bool) -> tuple[Box, Box] | None:
        """Return head and tail of the main column, the head as long as its notes allow."""
        limit = height
        while limit > 0:
            whole = self.main.height <= limit + CLOSE
            parts = None if whole else self.main.split(Room(limit), force)
            if not whole and parts is None:
                return (self.main, Box(self.main.width, 0.0)) if force and self.main.height <= height + CLOSE else None
            head, tail = parts or (self.main, Box(self.main.width, 0.0))
            placed = self._place(head, side)[len(self.carried) :]
            late = [level for top, note, level in placed if top + least(note) > height + CLOSE]
            if not late and not (whole and any(top + note.height > height + CLOSE for top, note, _ in placed)):
                return head, tail
            # up to the first mark whose note can't begin; or a line fewer, so that rests of notes stand beside text overleaf
            limit = min(head.height, *late[:1]) - 1.0 if late else head.height - 1.0
        return None

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the main column, then what stands beside it."""
        if self.id:
            surface.destination(self.id, y)
        self.main.draw(surface, x, y)
        if self.side:
            self.side.draw(surface, x + self.x, y - self.shift)
        for top, note in self.placed:
            note.draw(surface, x + self.x, y - top)

    def noted(self) -> Iterator[str]:
        """Yield the keys of text and notes."""
        if self.id:
            yield "#" + self.id
        yield from self.main.noted()
        if self.side:
            yield from self.side.noted()
        for _, note in self.placed:
            yield from note.noted()

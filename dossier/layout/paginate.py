"""Boxes -> pages, one after the other: keeps, splits, notes at the foot of the page of their mark. Nothing is laid out twice.

A page is given away as soon as it is decided, so a thousand of them need no more memory than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil

from dossier.layout.box import CLOSE, Box, Room
from dossier.layout.element import Element
from dossier.problems import DossierError, Problem, error
from dossier.tuples import NamedTuple


class Frame(NamedTuple):
    """Where text stands on a page (points): left edge, top and bottom in PDF's upward coordinates, baseline grid (0: none)."""

    left: float
    top: float
    bottom: float
    grid: float = 0.0

    @property
    def height(self) -> float:
        """The height of the text block."""
        return self.top - self.bottom


class Placed(NamedTuple):
    """A box and its top left corner on the page."""

    box: Box
    x: float
    y: float


class Page(NamedTuple):
    """A decided page: what stands on it, what its running head says, which structure elements are complete with it."""

    number: int
    boxes: Sequence[Placed]
    notes: Sequence[Placed]
    running: str
    closes: Sequence[Element]
    turned: bool = False  # to landscape


class PageMap:
    """On which pages a key stands: '#id' of a target, 'source:…', 'claim:…', 'name:…'. Filled while boxes are placed."""

    def __init__(self) -> None:
        self._pages: dict[str, list[int]] = {}

    def note(self, key: str, page: int) -> None:
        """Note that the key stands on the page."""
        pages = self._pages.setdefault(key, [])
        if not pages or pages[-1] != page:
            pages.append(page)

    def page(self, id: str) -> int | None:
        """Return the page of a link's target."""
        pages = self._pages.get("#" + id)
        return pages[0] if pages else None

    def pages(self, key: str) -> Sequence[int]:
        """Return the pages on which the key was noted so far, in order, each once."""
        return self._pages.get(key, ())


class _Open:
    """The page that is being filled."""

    def __init__(self, number: int, frame: Frame, running: str, separator: float, turned: bool = False) -> None:
        self.number, self.frame, self.running, self.separator, self.turned = number, frame, running, separator, turned
        self.y = 0.0  # how far down text reaches
        self.after = 0.0  # the space that the last box wants below it
        self.boxes: list[Placed] = []
        self.notes: list[Box] = []
        self.notes_height = 0.0
        self.carried: list[Box] = []  # notes, or rests of them, for the next page
        self.closes: list[Element] = []

    @property
    def empty(self) -> bool:
        return not self.boxes and not self.notes

    def top_of(self, box: Box, y: float, after: float, first: bool) -> float:
        """Return where the box begins below y: its space above, then the next line of the grid."""
        if first:
            return 0.0
        top = y + max(after, box.before)
        grid = self.frame.grid
        return ceil((top - CLOSE) / grid) * grid if grid and not box.loose else top

    def room(self, y: float) -> Room:
        """Return what is left below y, above the notes."""
        return Room(self.frame.height - self.notes_height - y, self.cost)

    def cost(self, notes: Sequence[Box]) -> float:
        """Return the least height that these further notes need: all but the last whole, and a beginning of that."""
        if self.carried:
            return float("inf")
        rule = 0.0 if self.notes else self.separator
        return rule + sum(note.height for note in notes[:-1]) + least(notes[-1])

    def forced_cost(self, notes: Sequence[Box]) -> float:
        """Return the height that lets the first of these notes begin: a page can't hold more, the others are carried on."""
        return self.separator + least(notes[0])

    def add(self, box: Box, top: float) -> None:
        """Place a box, and the notes that it calls."""
        self.boxes.append(Placed(box, self.frame.left, self.frame.top - top))
        self.y, self.after = top + box.height, box.after
        self.closes += box.closes
        if notes := box.notes():
            self.add_notes(notes)

    def add_notes(self, notes: Sequence[Box]) -> None:
        """Place notes as far as they fit; what doesn't is carried to the next page."""
        for note in notes:
            if self.carried:
                self.carried.append(note)
                continue
            rule = 0.0 if self.notes else self.separator
            left = self.frame.height - self.y - self.notes_height - rule
            if note.height <= left + CLOSE:
                self._add_note(note, rule)
                continue
            parts = note.split(Room(left)) or (note.split(Room(left), force=True) if self.empty else None)
            if parts:
                self._add_note(parts[0], rule)
            self.carried.append(parts[1] if parts else note)

    def _add_note(self, note: Box, rule: float) -> None:
        self.notes.append(note)
        self.notes_height += rule + note.height

    def close(self) -> Page:
        """Return the page as decided; notes stand at its foot."""
        y = self.frame.bottom + self.notes_height - (self.separator if self.notes else 0.0)
        notes = []
        for note in self.notes:
            notes.append(Placed(note, self.frame.left, y))
            y -= note.height
        return Page(self.number, self.boxes, notes, self.running, self.closes, self.turned)


def least(note: Box) -> float:
    """Return the height of the shortest beginning of a note that may stand alone."""
    parts = note.split(Room(0.0, None)) or note.split(Room(min(note.height, 3 * max(note.baseline, 1.0))))
    return parts[0].height if parts else note.height


def paginate(
    boxes: Iterable[Box],
    frame: Callable[[int], Frame],
    pages: PageMap,
    *,
    turned: Frame | None = None,
    note_separator: float = 0.0,
) -> Iterator[Page]:
    """Fill pages with boxes and yield each page once it is decided.

    `frame(n)` tells the text block of page n, from 1; `turned` that of a page in landscape. `pages` learns where each key stands
    as it is placed, so that a box that is made later can say so. `note_separator` is the height between text and notes.
    Raises DossierError where a single line is taller than a page.
    """
    filler = _Filler(frame, pages, note_separator, turned)
    chain: list[Box] = []
    for box in boxes:
        if not box.height:  # only says that something is complete
            if chain:
                chain[-1].closes += box.closes
            else:
                filler.page.closes += box.closes
            continue
        chain.append(box)
        if not box.keep:  # what keeps with the next waits for it
            yield from filler.place(chain)
            chain = []
    yield from filler.place(chain)
    yield from filler.finish()


class _Filler:
    """Places chains of boxes that are kept together on the open page, or the next."""

    def __init__(self, frame: Callable[[int], Frame], pages: PageMap, separator: float, turned: Frame | None) -> None:
        self.frame, self.map, self.separator, self.turned = frame, pages, separator, turned
        self.section = ""
        self.plates: list[tuple[Box, str]] = []  # called, with the section that they belong to, and not placed yet
        self.page = _Open(1, frame(1), "", separator)

    def place(self, chain: list[Box]) -> Iterator[Page]:
        while chain:
            page = self.page
            if chain[0].fresh and page.boxes:
                yield from self.turn()
                continue
            tops = self.tops(chain)
            last = chain[-1]
            room = page.room(tops[-1])
            if called := tuple(note for box in chain[:-1] for note in box.notes()):
                room = room.less(0.0, called)
            if room.holds(last):
                self.put(chain, tops)
                return
            parts = last.split(room) if room.height > 0 else None
            if parts:
                self.put([*chain[:-1], parts[0]], tops)
                chain = self.rest(parts[1], ())
                if chain:
                    yield from self.turn()
            elif not page.empty:
                yield from self.turn()
            else:
                chain = self.force(chain)
                if chain:
                    yield from self.turn()

    def tops(self, chain: Sequence[Box]) -> list[float]:
        """Return where each box of the chain would begin."""
        y, after, out = self.page.y, self.page.after, []
        for i, box in enumerate(chain):
            y = self.page.top_of(box, y, after, first=not self.page.boxes and i == 0)
            out.append(y)
            y, after = y + box.height, box.after
        return out

    def force(self, chain: list[Box]) -> list[Box]:
        """Fill an empty page with a chain that is taller than a page, whatever its keeps say; return what is left of it."""
        for i, box in enumerate(chain):
            top = self.page.top_of(box, self.page.y, self.page.after, first=not self.page.boxes)
            room = self.page.room(top)
            if room.holds(box):
                self.put([box], [top])
                continue
            parts = self.parted(box, room)
            if parts is None and self.page.empty:
                room = Room(room.height, self.page.forced_cost)
                if room.holds(box):
                    self.put([box], [top])
                    continue
                parts = self.parted(box, room)
            if parts:
                self.put([parts[0]], [top])
                return self.rest(parts[1], chain[i + 1 :])
            if self.page.empty:
                raise DossierError([too_tall(box, self.page.frame)])
            return chain[i:]
        return []

    def parted(self, box: Box, room: Room) -> tuple[Box, Box] | None:
        """Split a box so that its head stands in the room with its notes, against its keeps where nothing else stands there."""
        parts = box.split(room) or box.split(room, force=self.starved())
        return parts if parts and room.holds(parts[0]) else None

    def starved(self) -> bool:
        """Tell whether the page holds nothing but what waits for more: then something must go on it, whatever the keeps say."""
        return not self.page.notes and all(placed.box.keep for placed in self.page.boxes)

    def rest(self, tail: Box, chain: Sequence[Box]) -> list[Box]:
        """Return what goes to the next page. A rest of no height only says what is complete."""
        if tail.height:
            return [tail, *chain]
        self.page.closes += tail.closes
        return list(chain)

    def put(self, chain: Sequence[Box], tops: Sequence[float]) -> None:
        for box, top in zip(chain, tops, strict=True):
            if box.running:
                if not self.page.boxes:
                    self.page.running = box.running
                self.section = box.running
            self.page.add(box, top)
            self.plates += [(plate, self.section) for plate in box.called()]
            for key in box.noted():
                self.map.note(key, self.page.number)

    def turn(self) -> Iterator[Page]:
        """Close the page, let plates follow it, and open the next, with the notes that are carried over."""
        done = [self.page, *([] if self.page.carried else self.take_plates(self.page))]
        number = done[-1].number + 1
        self.page = _Open(number, self.frame(number), self.section, self.separator)
        carried = [note for page in done for note in page.carried]
        self.page.add_notes(carried)
        if carried:  # what calls a note isn't complete before the note is
            self.page.closes, done[-1].closes = done[-1].closes, self.page.closes
        for page in done:
            yield self.close(page)

    def take_plates(self, done: _Open) -> list[_Open]:
        """Open and fill the pages of plates; what calls a plate isn't complete before the last of them."""
        out: list[_Open] = []
        for number, (plate, section) in enumerate(self.plates, done.number + 1):
            frame = self.turned if plate.turned and self.turned else self.frame(number)
            out.append(_Open(number, frame, section, self.separator, plate.turned))
            out[-1].add(plate, 0.0)
            for key in plate.noted():
                self.map.note(key, number)
        self.plates = []
        if out:
            out[-1].closes, done.closes = [*done.closes, *out[-1].closes], []
        return out

    def close(self, page: _Open) -> Page:
        for note in page.notes:
            for key in note.noted():
                self.map.note(key, page.number)
        return page.close()

    def finish(self) -> Iterator[Page]:
        while self.page.carried or self.plates:
            yield from self.turn()
        if not self.page.empty or self.page.number == 1:
            yield self.close(self.page)


def too_tall(box: Box, frame: Frame) -> Problem:
    """Say that a line is taller than the page."""
    return error(
        f"a line of {box.height:.0f} pt doesn't fit a text block that is {frame.height:.0f} pt high",
        hint="make the type smaller, the page larger, or its margins narrower",
        name="page-too-small",
    )

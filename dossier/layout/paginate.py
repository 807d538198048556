"""Boxes -> pages, one after the other: keeps, splits, notes at the foot of the page of their mark. Nothing is laid out twice.

A page is given away as soon as it is decided, so a thousand of them need no more memory than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from dossier.layout.box import Box, Room
from dossier.layout.page import Frame, OpenPage, Page, PageMap
from dossier.problems import DossierError, Problem, error


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
        self.page = OpenPage(1, frame(1), "", separator)

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
        self.page = OpenPage(number, self.frame(number), self.section, self.separator)
        carried = [note for page in done for note in page.carried]
        self.page.add_notes(carried)
        if carried:  # what calls a note isn't complete before the note is
            self.page.closes, done[-1].closes = done[-1].closes, self.page.closes
        for page in done:
            yield self.close(page)

    def take_plates(self, done: OpenPage) -> list[OpenPage]:
        """Open and fill the pages of plates; what calls a plate isn't complete before the last of them."""
        out: list[OpenPage] = []
        for number, (plate, section) in enumerate(self.plates, done.number + 1):
            frame = self.turned if plate.turned and self.turned else self.frame(number)
            out.append(OpenPage(number, frame, section, self.separator, plate.turned))
            out[-1].add(plate, 0.0)
            for key in plate.noted():
                self.map.note(key, number)
        self.plates = []
        if out:
            out[-1].closes, done.closes = [*done.closes, *out[-1].closes], []
        return out

    def close(self, page: OpenPage) -> Page:
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

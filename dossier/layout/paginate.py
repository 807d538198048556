"""Boxes -> pages, one after the other: keeps, splits, figures that float, notes at the foot of the page of their mark.

Nothing is set twice. A page is given away as soon as it is decided, so a thousand of them need no more memory than ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.layout.box import Box
from dossier.layout.element import Element
from dossier.layout.filling import End, Start
from dossier.layout.outlook import PAGES, Outlook
from dossier.layout.page import Frame, OpenPage, Page, PageMap
from dossier.layout.window import Window


def paginate(
    boxes: Iterable[Box], frame: Frame, pages: PageMap, *, turned: Frame | None = None, note_separator: float = 0.0
) -> Iterator[Page]:
    """Fill pages with boxes and yield each page once it is decided.

    `frame` is the text block of a page, `turned` that of one in landscape. `pages` learns where each key stands, as soon as that
    is decided; what comes after a box that `waits` is made when the pages of all before it are known. `note_separator` is the
    height between text and notes. Raises DossierError where a single line is taller than a page.
    """
    window = Window(boxes)
    outlook = Outlook(window, frame, note_separator)
    deciding = _Deciding(frame, pages, turned, note_separator)
    start, least = Start(), 0
    while True:
        window.read((PAGES + 1.5) * frame.height)
        end = outlook.best(start, least)
        if end.last and window.waiting:  # all that there is stands on this page: now what knows pages can be made
            deciding.note(end.page)
            least = end.then.at
            window.go_on()
            outlook.forget()
            continue
        yield from deciding.decide(end, window.closes)
        if end.last:
            break
        start, least = end.then._replace(carried=tuple(deciding.carried)), 0
        window.drop(start.at)
        outlook.forget(start.at)
    yield from deciding.finish()


class _Deciding:
    """Numbers pages, tells the map what stands on them, and lets plates follow."""

    def __init__(self, frame: Frame, pages: PageMap, turned: Frame | None, separator: float) -> None:
        self.frame, self.map, self.turned, self.separator = frame, pages, turned, separator
        self.number = 1
        self.section = ""
        self.plates: list[tuple[Box, str]] = []  # called, with the section that they belong to, and not placed yet
        self.carried: list[Box] = []  # notes, or rests of them, for the next page
        self.held: list[Element] = []  # complete, but for a note or a figure that is still to come

    def note(self, page: OpenPage) -> None:
        """Tell the map what stands on a page that isn't decided yet, but for what may be added."""
        for box in (*(placed.box for placed in page.boxes), *page.notes):
            for key in box.noted():
                self.map.note(key, self.number)

    def decide(self, end: End, closes: list[Element]) -> Iterator[Page]:
        """Give away a page, and the plates that follow it. `closes` are elements that were complete before any box."""
        page = end.page
        if page.empty and self.number > 1:
            return
        page.number = self.number
        page.closes[:0] = closes
        closes.clear()
        self.note(page)
        for placed in page.boxes:
            self.section = placed.box.running or self.section
            self.plates += [(plate, self.section) for plate in placed.box.called()]
        done = [page, *([] if page.carried else self._take_plates())]
        self.number += len(done)
        self.carried = [note for it in done for note in it.carried]
        complete = [*page.closes, *(done[-1].closes if done[1:] else ())]
        if self.held:  # in the order of depth: what is written takes all below it along
            complete = sorted([*self.held, *complete], key=_depth, reverse=True)
        waits = bool(self.carried or end.then.floats)
        self.held = complete if waits else []
        page.closes = []
        done[-1].closes = [] if waits else complete
        for it in done:
            yield it.close()

    def _take_plates(self) -> list[OpenPage]:
        """Open and fill the pages of plates; what calls a plate isn't complete before the last of them."""
        out: list[OpenPage] = []
        for number, (plate, section) in enumerate(self.plates, self.number + 1):
            frame = self.turned if plate.turned and self.turned else self.frame
            out.append(OpenPage(frame, section, self.separator, number, plate.turned))
            out[-1].add(plate, 0.0)
            for box in (plate, *out[-1].notes):
                for key in box.noted():
                    self.map.note(key, number)
        self.plates = []
        return out

    def finish(self) -> Iterator[Page]:
        """Give away pages for notes that are left, and plates after them."""
        while self.carried:
            page = OpenPage(self.frame, self.section, self.separator)
            page.add_notes(self.carried)
            yield from self.decide(End(page, Start(), 0.0, last=True), [])


def _depth(element: Element) -> int:
    """Return how many elements an element is in."""
    depth = 0
    while element.parent is not None:
        depth, element = depth + 1, element.parent
    return depth

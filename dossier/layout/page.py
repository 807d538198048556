"""A page that is decided, or is being filled with boxes, notes at its foot; and on which pages a key stands."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from dossier.layout.box import CLOSE, Box, Room
from dossier.layout.element import Element
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


class Mark(NamedTuple):
    """How far a page was filled at some moment, to which it can be taken back."""

    boxes: int
    y: float
    after: float
    notes: int
    notes_height: float
    carried: int
    closes: int
    running: str


class OpenPage:
    """A page that is being filled, on trial or for good; its number is given to it when it is decided."""

    def __init__(self, frame: Frame, running: str, separator: float, number: int = 0, turned: bool = False) -> None:
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
        """Whether nothing stands on it yet."""
        return not self.boxes and not self.notes

    @property
    def emptiness(self) -> float:
        """How much of the text block is empty, of 1."""
        return max(0.0, 1.0 - (self.y + self.notes_height) / self.frame.height)

    def mark(self) -> Mark:
        """Return how far it is filled."""
        notes, carried = len(self.notes), len(self.carried)
        return Mark(len(self.boxes), self.y, self.after, notes, self.notes_height, carried, len(self.closes), self.running)

    def upto(self, mark: Mark) -> OpenPage:
        """Return the page as it was at a mark."""
        page = OpenPage(self.frame, mark.running, self.separator, self.number, self.turned)
        page.boxes, page.notes, page.carried = self.boxes[: mark.boxes], self.notes[: mark.notes], self.carried[: mark.carried]
        page.closes, page.y, page.after, page.notes_height = self.closes[: mark.closes], mark.y, mark.after, mark.notes_height
        return page

    def copy(self) -> OpenPage:
        """Return the page as it is now."""
        return self.upto(self.mark())

    def tops(self, chain: Sequence[Box]) -> list[float]:
        """Return where each box of a chain would begin below what stands on the page."""
        y, after, out = self.y, self.after, []
        for i, box in enumerate(chain):
            y = self.top_of(box, y, after, first=not self.boxes and i == 0)
            out.append(y)
            y, after = y + box.height, box.after
        return out

    def put(self, chain: Sequence[Box], tops: Sequence[float]) -> None:
        """Place the boxes of a chain; the first box of a page says which section its running head names."""
        for box, top in zip(chain, tops, strict=True):
            if box.running and not self.boxes:
                self.running = box.running
            self.add(box, top)

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

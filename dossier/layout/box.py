"""What a box is: what a block becomes when it is set. It is measured when it is made, split at a height, and drawn at a place.

All lengths are points. A box is drawn from its top left corner; `y` grows upwards, as in PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from dossier.layout.element import Element
from dossier.layout.surface import Surface
from dossier.text.textlines import SetText

CLOSE = 0.01  # lengths nearer than this are the same: sums of floats are never exact


class Room:
    """What is left of a page: a height, and what the notes that a piece calls would take of it.

    `called` are the notes of what stands above already; the height is what they leave. In a `needy` room what is kept together
    only because it is low is parted all the same: the page would be far too empty otherwise.
    """

    __slots__ = ("called", "height", "needy", "notes_cost")

    def __init__(
        self,
        height: float,
        notes_cost: Callable[[Sequence[Box]], float] | None = None,
        called: tuple[Box, ...] = (),
        needy: bool = False,
    ) -> None:
        self.height, self.notes_cost, self.called, self.needy = height, notes_cost, called, needy

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
            return Room(left, self.notes_cost, self.called, self.needy)
        return Room(left - self._cost(notes), self.notes_cost, (*self.called, *notes), self.needy)

    def shorter(self, height: float) -> Room:
        """Return a room for the same of another height."""
        return Room(height, self.notes_cost, self.called, self.needy)

    def needing(self) -> Room:
        """Return the same as a needy one."""
        return Room(self.height, self.notes_cost, self.called, needy=True)

    def cut(self, height: float, cut: Callable[[Room], tuple[Box, Box] | None], force: bool = False) -> tuple[Box, Box] | None:
        """Return the parts into which a box of several columns is cut, its head with room for the notes of all of them.

        It is cut lower and lower until that is so, since lines of all columns call notes; with `force`, as low as may be.
        """
        limit, found = min(self.height, height - 2 * CLOSE), None
        while limit > 0:
            parts = cut(Room(limit, needy=self.needy))
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

    __slots__ = (
        "after", "baseline", "before", "closes", "fresh", "height", "id", "keep", "loose", "plates", "running", "turned", "width",
    )  # fmt: skip
    floats: ClassVar[bool] = False  # a figure: it may stand on the page after the one where it is called, within its section
    heads: ClassVar[bool] = False  # a heading
    waits: ClassVar[bool] = False  # of no height: what comes after it says the pages of all that comes before

    def __init__(self, width: float, height: float, *, before: float = 0.0, after: float = 0.0, keep: bool = False) -> None:
        self.width, self.height, self.before, self.after, self.keep = width, height, before, after, keep
        self.baseline = 0.0  # from the top to the first baseline; 0 where there is no text
        self.id = ""  # named as the target of links
        self.closes: tuple[Element, ...] = ()  # structure elements that are complete once this is drawn
        self.running = ""  # what the running head says from here on
        self.fresh = False  # begins a page
        self.plates: tuple[Box, ...] = ()  # each stands alone on a page of its own, after the page on which this ends
        self.turned = False  # of a plate: its page is turned to landscape
        self.loose = False  # follows the one before at its own distance, off the grid: a further row of the same list

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Return the piece that stands in `room`, and the rest; None where no piece may stand there.

        `force` asks for a piece whatever the keeps say: the room is a whole page.
        """
        return None

    @property
    def rows(self) -> int:
        """How many rows a table has, its head apart."""
        return 0

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the box with its top left corner at x, y."""

    def held(self) -> Sequence[Box]:
        """Return the boxes in it, in reading order."""
        return ()

    def notes(self) -> tuple[Box, ...]:
        """Return the notes whose marks stand in it, in order."""
        return tuple([note for box in self.held() for note in box.notes()])

    def called(self) -> tuple[Box, ...]:
        """Return the plates that it calls, in order."""
        return (*self.plates, *[plate for box in self.held() for plate in box.called()])

    def levels(self) -> Iterator[tuple[float, Box]]:
        """Yield each note with how far below the top of the box the baseline of its mark stands, as far as the box can tell."""
        for note in self.notes():
            yield self.baseline, note

    def noted(self) -> Iterator[str]:
        """Yield what the page map is to note: ids as '#id', and the keys of its lines."""
        if self.id:
            yield "#" + self.id
        for box in self.held():
            yield from box.noted()

    def pass_on(self, tail: Box) -> None:
        """Give a rest what belongs to the end of this box; what belongs to its beginning stays here."""
        tail.after, tail.keep, tail.closes, tail.plates = self.after, self.keep, self.closes, self.plates


class Lines(Box):
    """Lines of set text. `setting` is a `SetText`; the box shows its lines `first` to `last` - 1."""

    __slots__ = ("calls", "element", "first", "indent", "inline", "last", "leading", "orphans", "setting", "widows")

    def __init__(
        self,
        setting: SetText,
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

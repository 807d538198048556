"""Boxes as they are made -> chains of boxes that are kept together, read as far ahead as a few pages need."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.layout.box import Box
from dossier.layout.element import Element


class Window:
    """The chains ahead, numbered through the document. `ended`: no more come. `waiting`: what comes next knows pages.

    A chain is known once the next one begins, since boxes of no height say what is complete with it.
    """

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._source = iter(boxes)
        self._chains: list[list[Box]] = []
        self._open: list[Box] = []
        self._first = 0
        self._height = 0.0
        self.ended = self.waiting = False
        self.closes: list[Element] = []  # what is complete before any box was placed

    def chain(self, number: int) -> list[Box] | None:
        """Return a chain; None beyond what was read."""
        at = number - self._first
        return self._chains[at] if at < len(self._chains) else None

    @property
    def end(self) -> int:
        """The number of the chain after the last that was read."""
        return self._first + len(self._chains)

    def read(self, height: float) -> None:
        """Read until boxes of this height are there, or what comes next waits for the pages of what there is."""
        while self._height < height and not self.ended and not self.waiting:
            box = next(self._source, None)
            if box is None or box.waits:
                self.ended, self.waiting = box is None, box is not None
                self._close()
            elif not box.height:  # only says that something is complete
                self._complete(box.closes)
            else:
                if self._open and not self._open[-1].keep:
                    self._close()
                self._open.append(box)

    def go_on(self) -> None:
        """Read what waited: the pages of all that there is are known."""
        self.waiting = False

    def drop(self, number: int) -> None:
        """Forget the chains before this one: they are on pages that are decided."""
        gone = self._chains[: number - self._first]
        del self._chains[: number - self._first]
        self._height -= sum(box.height for chain in gone for box in chain)
        self._first = number

    def _close(self) -> None:
        if self._open:
            self._chains.append(self._open)
            self._height += sum(box.height for box in self._open)
            self._open = []

    def _complete(self, elements: tuple[Element, ...]) -> None:
        last = self._open or (self._chains[-1] if self._chains else None)
        if last:
            last[-1].closes += elements
        else:
            self.closes += elements

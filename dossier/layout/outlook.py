"""Which way to fill the next page, seen from a few pages ahead: the cheapest of those that were tried (a beam search).

Most pages are filled well by going as far as they hold. Only where one of the next would end badly, others are tried. Nothing
farther ahead is looked at, so that pages can be given away one after the other, and a thousand need no more memory than ten.
"""

from __future__ import annotations

from typing import Final

from dossier.layout.filling import End, Filling, Start
from dossier.layout.page import Frame
from dossier.layout.window import Window

PAGES: Final = 3  # that are looked ahead; more change next to nothing, and cost time
WAYS: Final = 4  # that are followed from page to page
GOOD: Final = 60.0  # what a page may cost without a search: about a tenth of it empty


class Outlook:
    """The pages ahead, each filled once from each start that was reached."""

    def __init__(self, window: Window, frame: Frame, separator: float) -> None:
        self.window, self.frame, self.separator = window, frame, separator
        self._known: dict[Start, Filling] = {}

    def best(self, start: Start, least: int = 0) -> End:
        """Return how the page from a start is best filled. `least`: chains before this one must stand on it."""
        way, first = start, None
        for _ in range(1 if least else PAGES):
            end = self._filling(way).fullest
            if end.cost > GOOD:
                return self._cheapest(start, least)
            first = first or end
            if end.last:
                break
            way = end.then
        assert first is not None
        return first

    def forget(self, before: int | None = None) -> None:
        """Forget what is known of pages that start before a chain, or of all."""
        self._known = {} if before is None else {start: it for start, it in self._known.items() if start.at >= before}

    def _filling(self, start: Start) -> Filling:
        found = self._known.get(start)
        if found is None:
            found = Filling(self.window, self.frame, self.separator, start)
            if found.whole:
                self._known[start] = found
        return found

    def _cheapest(self, start: Start, least: int) -> End:
        """Return the first end of the cheapest way over the pages ahead."""
        fullest = self._filling(start).fullest
        layer: dict[tuple[object, ...], tuple[float, Start, End | None]] = {start.alike(): (0.0, start, None)}
        done: list[tuple[float, End]] = []
        for _ in range(PAGES):
            following: dict[tuple[object, ...], tuple[float, Start, End | None]] = {}
            for cost, way, first in sorted(layer.values(), key=lambda it: it[0])[:WAYS]:
                for end in self._filling(way).ends():
                    if first is None and not end.last and end.then.at < least:
                        continue
                    total, begun = cost + end.cost, first or end
                    if end.last:
                        done.append((total, begun))
                        continue
                    known = following.get(end.then.alike())
                    if known is None or total < known[0]:
                        following[end.then.alike()] = (total, end.then, begun)
            layer = following
        done += [(cost, first) for cost, _, first in layer.values() if first]
        return min(done, key=lambda it: it[0])[1] if done else fullest

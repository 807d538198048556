"""A pinned text: its paragraphs by their labels, and the digest by which it is known."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.inline import Locator
from dossier.settled import Settled
from dossier.tuples import NamedTuple


class Labelled(NamedTuple):
    """A paragraph with its label; `line` is where it begins in its file, counted from 1."""

    label: str
    text: str
    line: int


class PinnedText(Settled):
    """The text of a source: `name` is its file, `digest` the SHA-256 of the file's bytes, `paragraphs` go by their labels."""

    __slots__ = ("__weakref__", "_order", "_row", "digest", "name", "paragraphs")

    def __init__(self, name: str, digest: str, paragraphs: Iterable[Labelled]) -> None:
        self.name, self.digest = name, digest
        self.paragraphs = {paragraph.label: paragraph for paragraph in paragraphs}
        self._row = tuple(self.paragraphs.values())
        self._order = {label: place for place, label in enumerate(self.paragraphs)}

    def unknown(self, locator: Locator) -> str:
        """Return the first label of a locator that this text doesn't have; '' where it has both."""
        return next((label for label in (locator.first, locator.last) if label and label not in self._order), "")

    def between(self, locator: Locator) -> tuple[Labelled, ...]:
        """Return the paragraphs that a locator names, a range with all between its ends; nothing where a label is unknown."""
        if self.unknown(locator):
            return ()
        first = self._order[locator.first]
        last = self._order[locator.last or locator.first]
        return self._row[first : last + 1]

    def labels(self) -> str:
        """Return the labels in a few words: 'headline, deck, 1 to 17'."""
        out: list[list[str]] = []
        for label in self.paragraphs:
            if out and label.isdecimal() and out[-1][-1].isdecimal() and int(label) == int(out[-1][-1]) + 1:
                out[-1].append(label)
            else:
                out.append([label])
        words = [word for run in out for word in (run if len(run) < 3 else [f"{run[0]} to {run[-1]}"])]
        return ", ".join(words) if len(words) <= 20 else f"{', '.join(words[:20])} and {len(words) - 20} more"

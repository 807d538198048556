"""Lines of author text, what is missing, lists in a sentence -> runs: what is said the same way everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dossier.blocks import Run, Text, text
from dossier.model import Dossier, Gap
from dossier.saying.typography import typographic
from dossier.saying.wording import Wording, wording
from dossier.settled import Settled


class Sentences(Settled):
    """What is said with the words of the dossier's language."""

    __slots__ = ("dossier", "words")

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.words: Wording = wording(dossier.facts.language)

    def line(self, words: str | Gap | None, role: str = "") -> Text:
        """Say one line of author text; a gap says its word."""
        if not words:
            return ()
        if isinstance(words, Gap):
            return (self.gap(words),)
        return text(self.spelt(words), role)

    def spelt(self, words: str) -> str:
        """Return a line with the quotation marks of the language."""
        return typographic([words], self.words.marks)[0] if '"' in words or "'" in words else words

    def gap(self, gap: Gap, words: str = "") -> Run:
        """Say that something is missing, and why, in the gap's own word or others; it is a key of the run."""
        return Run(words or self.words[f"gap.{gap}"], "gap", keys=(f"gap:{gap}",))

    def fill(self, key: str, words: Text) -> Text:
        """Put words, with their links, into the gap of a pattern."""
        before, after = self.words[key].split("{}")
        return (*text(before), *words, *text(after))

    def listing(self, parts: Sequence[Text]) -> Text:
        """Join texts as a list in a sentence: 'a, b and c'."""
        out: list[Run] = []
        for index, part in enumerate(parts):
            if index:
                out.append(Run(f" {self.words['and']} " if index == len(parts) - 1 else ", "))
            out += part
        return tuple(out)

    def series(self, parts: Iterable[Text], between: str = "; ") -> Text:
        """Put something between texts; empty ones leave nothing behind."""
        out: list[Run] = []
        for part in parts:
            if part and out:
                out.append(Run(between))
            out += part
        return tuple(out)

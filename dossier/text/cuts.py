"""Words -> the places where they may be cut, with the widths on both sides; remembered per face and language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from dossier.text import hyphenation, linebreaks
from dossier.text.breaking import Cut
from dossier.text.shaping import Face, Memo

Cuts: TypeAlias = Sequence[Cut]
RELUCTANT = (
    2.0  # a name, or a word with a hyphen of its own, is hyphenated only where its penalty, times this, is still the least
)


class WordCuts:
    """The cuts of words in one face and language, in 1/1000 em.

    `plain`: what the word itself offers (hyphens, dashes, soft hyphens, addresses); `hyphens`: those and the dictionary's. A word
    in which the author put soft hyphens gets no others.
    """

    __slots__ = ("_face", "_find", "_penalty", "hyphens", "plain")

    def __init__(self, face: Face, language: str, penalty: float) -> None:
        self._face, self._penalty = face, penalty
        self._find = hyphenation.finder(language)
        self.plain: Memo[Cuts] = Memo(self._plain)
        self.hyphens: Memo[Cuts] = Memo(self._hyphens)

    def _plain(self, word: str) -> Cuts:
        places = linebreaks.places(word)
        return self._measured(word, places) if places else ()

    def _hyphens(self, word: str) -> Cuts:
        offsets = self._find(word)
        if not offsets:
            return self.plain[word]
        reluctant = "-" in word or word.lstrip("([«“„‘\"'")[:1].isupper()
        penalty = self._penalty * (RELUCTANT if reluctant else 1.0)
        taken = {offset: (offset, linebreaks.SOFT_HYPHEN, penalty) for offset in offsets}
        taken.update({place[0]: place for place in linebreaks.places(word)})
        return self._measured(word, [taken[offset] for offset in sorted(taken)])

    def _measured(self, word: str, places: Sequence[linebreaks.Place]) -> Cuts:
        space = self._face.space
        return [
            (stays, goes + space, penalty, offset, end)
            for (offset, end, penalty), (stays, goes) in zip(places, self._face.splits(word, places), strict=True)
        ]


def word_cuts(face: Face, language: str, penalty: float, hyphenate: bool) -> WordCuts:
    """Return the cuts of words in a face; with `hyphenate`, by the patterns of a language (BCP 47)."""
    key = f"{language if hyphenate else ''}/{penalty}"
    found: WordCuts | None = face.cuts.get(key)
    if found is None:
        found = face.cuts[key] = WordCuts(face, language if hyphenate else "", penalty)
    return found

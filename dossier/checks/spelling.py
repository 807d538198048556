"""Names are spelt as the dossier lists them: `Erdogan` is one of Erdoğan's listed spellings, or a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.evidence.statements import texts
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {"spelling": Name("Names are spelt as listed.")}

SHORTEST: Final = 5  # letters; shorter names are one letter apart by chance
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# a letter that may be a capital, at the beginning of a word
_START: Final = re.compile(r"[^\W\d_a-z](?<![^\W\d_].)(?<![^\W\d_][-’'].)")
_POSSESSIVE: Final = ("’s", "'s")
_ENDINGS: Final = ("n", "s", "i", "an", "ian", "ns", "is", "es")  # Syria, Syrian, Syrians


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find words that are a known name but for a letter, its case, accents or hyphens, and not one of its spellings."""
    known = _Known(evidence.names)
    out: dict[tuple[str, str], Problem] = {}
    for words in texts(dossier):
        if words.ours and words.field not in ("also", "name", "short"):
            for written in _candidates(words.text, known.longest):
                meant = known.near(written)
                if meant:
                    hint = f"write it so, or add it to the `also` of {evidence.names[meant]!r}"
                    problem = warning(f"{written!r} is close to {meant!r}", words.span, hint, "spelling", word=written)
                    out.setdefault((words.about, written), problem)
    return list(out.values())


def _candidates(text: str, longest: int) -> Iterator[str]:
    """Give each capitalised word of a text, and the phrases that begin with one, up to so many words."""
    for start in _START.finditer(text):
        if start[0].islower():
            continue
        for last in islice(_WORD.finditer(text, start.start()), longest):
            phrase = text[start.start() : last.end()]
            if len(phrase) >= SHORTEST - 1:  # a letter may be missing
                yield phrase[:-2] if phrase.endswith(_POSSESSIVE) else phrase


class _Known:
    """The known names, found by what is left of them without accents, case and hyphens, and with one letter taken out."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.longest = max((len(_WORD.findall(name)) for name in names), default=0)
        self.folded: dict[str, str] = {}
        self.without: dict[str, list[str]] = {}
        self.words = {word for name in names for word in _WORD.findall(name)}
        self.seen: dict[str, str] = {}
        self.shapes: set[tuple[str, int]] = set()  # first letters and lengths that a word has that is one letter from a name
        for name in names:
            fold = folded(name)
            self.folded.setdefault(fold, name)
            self.shapes.update((fold[:1], len(fold) + more) for more in (-1, 0, 1))
            for piece in (fold, *(_shortened(fold) if len(fold) >= SHORTEST else ())):
                self.without.setdefault(piece, []).append(fold)

    def near(self, written: str) -> str:
        """Return the known name that a word is an unlisted spelling of, '' where it is none."""
        if written not in self.seen:
            self.seen[written] = "" if written in self.names or written in self.words else self._search(written)
        return self.seen[written]

    def _search(self, written: str) -> str:
        fold = folded(written)
        name = self.folded.get(fold, "")
        if name and name[0] + written[1:] == name:
            return ""  # at the beginning of a sentence
        if name:
            return "" if written.isupper() and " " not in written and len(written) < SHORTEST else name
        if len(fold) < SHORTEST - 1 or (fold[0], len(fold)) not in self.shapes:
            return ""
        pieces = _shortened(fold)
        pieces.add(fold)
        near = {other for piece in self.without.keys() & pieces for other in self.without[piece] if len(other) >= SHORTEST}
        found = [other for other in near if _one_apart(fold, other)]
        return self.folded[min(found)] if found else ""


@cache
def folded(name: str) -> str:
    """Return a name without accents, case, hyphens, apostrophes and blanks."""
    if name.isascii():
        plain = name
    else:
        from unicodedata import combining, normalize

        plain = "".join(c for c in normalize("NFKD", name.replace("ı", "i")) if not combining(c))
    return "".join(filter(str.isalpha, plain.casefold()))


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _one_apart(one: str, other: str) -> bool:
    """Say whether one letter was added, left out, changed or swapped with its neighbour; not an ending, nor the first letter."""
    if one[0] != other[0] or one == other:
        return False
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        return longer[len(shorter) :] not in _ENDINGS
    if len(shorter) < len(longer):
        return len(longer) - len(shorter) == 1 and shorter in _shortened(longer)
    differing = [at for at in range(len(one)) if one[at] != other[at]]
    if len(differing) == 2:
        first, second = differing
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(differing) == 1 and differing[0] < len(one) - 1

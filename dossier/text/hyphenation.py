"""Words -> the places where they may be cut, with the widths on both sides: what they offer themselves, and hyphens.

Hyphens stand by Liang's patterns, loaded at the first word of a language that needs them.

Not hyphenated: words with figures, words in capitals, words shorter than six letters, addresses. Words with capital initials
and compounds with a hyphen are; the breaker pays more for them. At least three letters stay on the line and
three go on, whatever the patterns say.
"""

from __future__ import annotations

import os.path
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from dossier.text.breaking import Cut
from dossier.text.linebreaks import SOFT_HYPHEN, Place, is_address, places
from dossier.text.shaping import Face, Memo

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "hyphens")
LEFT, RIGHT, SHORTEST = 3, 3, 6
CARRIED = {"en": "en-gb", "en-gb": "en-gb", "en-us": "en-us", "es": "es", "fr": "fr", "de": "de", "it": "it"}
_PUNCTUATION = ".,;:()[]{}\"'!?…‘’‚“”„‹›«»¿¡*†‡"

# Marks with so little ink that a margin looks straight where they stand beyond it in part: those of the end of a line.
HANGING = frozenset(".,-‐'\"’”‘“")

# A name, or a word with a hyphen of its own, is hyphenated only where its penalty, times this, is still the least.
RELUCTANT = 2.0

Cuts: TypeAlias = Sequence[Cut]
Finder = Callable[[str], Sequence[int]]
Followers = Mapping[str, bytes]  # what follows in a pattern -> the offset of its figures from the head (+ 48), the figures


class Patterns(dict[str, "tuple[Followers, int]"]):
    """The patterns of a language by their first two letters: what may follow these, and how long the longest of this is.

    What only begins a pattern stands there too, without figures. Patterns are read when a word first has their letters, since a
    text needs few of them. `singles` are those of one letter.
    """

    __slots__ = ("_read", "singles")

    def __init__(self, read: Callable[[str], Followers], singles: Followers) -> None:
        self._read, self.singles = read, singles

    def __missing__(self, head: str) -> tuple[Followers, int]:
        followers = self._read(head)
        known = {follower[:end]: b"" for follower in followers for end in range(len(follower))}
        known.update(followers)
        made = self[head] = known, max(map(len, known), default=-1)
        return made


_loaded: dict[str, Patterns | None] = {}


def finder(language: str) -> Finder:
    """Return the function that gives a word's offsets in a language (BCP 47); without a language or patterns there are none."""

    def find(word: str) -> Sequence[int]:
        core = _core(word)
        if not core:
            return ()
        patterns = _patterns(language)
        return () if patterns is None else offsets(core, patterns, word.index(core))

    return find if language else _none


def _none(word: str) -> Sequence[int]:
    return ()


def _core(word: str) -> str:
    """Return the part of a word that may be hyphenated, '' for none."""
    core = word.strip(_PUNCTUATION)
    if len(core) < SHORTEST or SOFT_HYPHEN in word or core[1:].upper() == core[1:] or is_address(word):
        return ""
    return core if core.replace("’", "").replace("'", "").replace("-", "").isalpha() else ""


def offsets(word: str, patterns: Patterns, shift: int = 0) -> list[int]:
    """Return where patterns allow a hyphen in a word, each plus `shift` (Liang, "Word Hy-phen-a-tion by Com-put-er", 1983)."""
    dotted = "." + word.lower().replace("’", "'") + "."
    if len(dotted) != len(word) + 2:  # a letter whose small form has another length
        return []
    length = len(dotted)
    values = bytearray(b"0" * (length + 1))
    singles = patterns.singles
    for i in range(length - 1):
        start = i + 2
        known, longest = patterns[dotted[i:start]]
        if singles and dotted[i] in singles:
            _raise(values, i, singles[dotted[i]])
        for stop in range(start, min(start + longest, length) + 1):
            figures = known.get(dotted[start:stop])
            if figures is None:
                break
            if figures:
                _raise(values, i, figures)
    odd = (i - 1 for i in range(LEFT + 1, length - RIGHT) if values[i] & 1)
    return [shift + at for at in odd if _fit_to_part(word[at - LEFT : at], word[at : at + RIGHT])]


def _raise(values: bytearray, start: int, figures: bytes) -> None:
    """Let each place have the highest of the figures that patterns give it."""
    at = start + figures[0] - 48
    for value in figures[1:]:
        if value > values[at]:
            values[at] = value
        at += 1


def _fit_to_part(stays: str, goes: str) -> bool:
    """Say whether the letters on both sides are letters, and not those of a name in capitals (`NATO-led`)."""
    return stays.isalpha() and goes.isalpha() and not (stays + goes[:2]).isupper()


def _patterns(language: str) -> Patterns | None:
    """Return the patterns of a language, or of the language without its region; None where there are none."""
    if language not in _loaded:
        tag = language.lower().replace("_", "-")
        carried = CARRIED.get(tag) or CARRIED.get(tag.split("-")[0])
        _loaded[language] = _read(carried) if carried else _from_pyphen(tag)
    return _loaded[language]


def _read(name: str) -> Patterns:
    """Read a file that scripts/derive_hyphens.py wrote."""
    import zlib

    with open(os.path.join(FOLDER, name + ".hyphens"), "rb") as file:  # noqa: PTH123 - pathlib takes time to import
        heads, singles, *sections = zlib.decompress(file.read()).decode().split("\n")
    held = dict(zip(heads.split(" "), sections, strict=True))
    return Patterns(lambda head: _followers(held.get(head, "")), _followers(singles))


def _followers(section: str) -> Followers:
    if not section:
        return {}
    keys, values = section.split("\t")
    return dict(zip(keys.split(" "), values.encode().split(b" "), strict=True))


def _from_pyphen(tag: str) -> Patterns | None:
    """Read a dictionary that the package doesn't carry; it takes some tenths of a second."""
    import pyphen

    name = pyphen.language_fallback(tag)
    if not name:
        return None
    held: dict[str, dict[str, bytes]] = {}
    singles: dict[str, bytes] = {}
    for pattern, (start, figures) in pyphen.Pyphen(lang=name).hd.patterns.items():
        values = bytes((48 + start, *(48 + int(figure) for figure in figures)))
        if len(pattern) > 1:
            held.setdefault(pattern[:2], {})[pattern[2:]] = values
        else:
            singles[pattern] = values
    return Patterns(lambda head: held.get(head, {}), singles)


class WordCuts:
    """The cuts of words in one face and language, in 1/1000 em; `hangs[word]` is how far a line that ends with it reaches out.

    `plain`: what the word itself offers (hyphens, dashes, soft hyphens, addresses); `hyphens`: those and the dictionary's. A word
    in which the author put soft hyphens gets no others.
    """

    __slots__ = ("_face", "_find", "_hanging", "_penalty", "hangs", "hyphens", "plain")

    def __init__(self, face: Face, language: str, penalty: float, hanging: float = 0.0) -> None:
        self._face, self._penalty, self._hanging = face, penalty, hanging
        self._find = finder(language)
        self.plain: Memo[Cuts] = Memo(self._plain)
        self.hyphens: Memo[Cuts] = Memo(self._hyphens)
        self.hangs: Memo[float] = Memo(self.hang)

    def hang(self, word: str, end: str = "") -> float:
        """Return how far a line that ends with a word, or with one of these ends of a cut, reaches out (1/1000 em)."""
        mark = self._face.file.hyphen if end == SOFT_HYPHEN else word[-1:]
        return self._hanging * self._face.ink(mark) if self._hanging and mark in HANGING else 0.0

    def _plain(self, word: str) -> Cuts:
        found = places(word)
        return self._measured(word, found) if found else ()

    def _hyphens(self, word: str) -> Cuts:
        hyphens = self._find(word)
        if not hyphens:
            return self.plain[word]
        reluctant = "-" in word or word.lstrip("([«“„‘\"'")[:1].isupper()
        penalty = self._penalty * (RELUCTANT if reluctant else 1.0)
        taken = {offset: (offset, SOFT_HYPHEN, penalty) for offset in hyphens}
        taken.update({place[0]: place for place in places(word)})
        return self._measured(word, [taken[offset] for offset in sorted(taken)])

    def _measured(self, word: str, found: Sequence[Place]) -> Cuts:
        space = self._face.space
        return [
            (stays - self.hang(word[:offset], end), goes + space, penalty, offset, end)
            for (offset, end, penalty), (stays, goes) in zip(found, self._face.splits(word, found), strict=True)
        ]


def word_cuts(face: Face, language: str, penalty: float, hyphenate: bool, hanging: float = 0.0) -> WordCuts:
    """Return the cuts of words in a face; with `hyphenate`, by the patterns of a language (BCP 47)."""
    key = f"{language if hyphenate else ''}/{penalty}/{hanging}"
    found = face.cuts.get(key)
    if not isinstance(found, WordCuts):
        found = face.cuts[key] = WordCuts(face, language if hyphenate else "", penalty, hanging)
    return found

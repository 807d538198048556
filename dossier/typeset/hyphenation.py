"""Words -> where they may be hyphenated: Liang's patterns, loaded at the first word of a language that needs them.

Not hyphenated: words with figures, words in capitals, words shorter than five letters, addresses. Words with capital initials
and compounds with a hyphen are; the breaker pays more for them (see cuts.py). At least two letters stay on the line and three
go on, whatever the patterns say.
"""

from __future__ import annotations

import os.path
from collections.abc import Callable, Mapping, Sequence

from dossier.typeset.linebreaks import SOFT_HYPHEN, is_address

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "hyphens")
LEFT, RIGHT, SHORTEST = 2, 3, 5
CARRIED = {"en": "en-gb", "en-gb": "en-gb", "en-us": "en-us", "es": "es", "fr": "fr", "de": "de", "it": "it"}
_PUNCTUATION = ".,;:()[]{}\"'!?…‘’‚“”„‹›«»¿¡*†‡"

Finder = Callable[[str], Sequence[int]]
Patterns = tuple[Mapping[str, bytes], int]
_loaded: dict[str, Patterns | None] = {}


def finder(language: str) -> Finder:
    """Return the function that gives a word's offsets in a language (BCP 47); without a language or patterns there are none."""

    def find(word: str) -> Sequence[int]:
        core = _core(word)
        if not core:
            return ()
        patterns = _patterns(language)
        return offsets(core, patterns, word.index(core)) if patterns else ()

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
    known, longest = patterns
    dotted = "." + word.lower().replace("’", "'") + "."
    if len(dotted) != len(word) + 2:  # a letter whose small form has another length
        return []
    values = bytearray(b"0" * (len(dotted) + 1))
    length = len(dotted)
    for i in range(length - 1):
        for j in range(i + 1, min(i + longest, length) + 1):
            pattern = known.get(dotted[i:j])
            if pattern is not None:
                at = i + pattern[0] - 48
                for value in pattern[1:]:
                    if value > values[at]:
                        values[at] = value
                    at += 1
    places = (i - 1 for i in range(LEFT + 1, length - RIGHT) if values[i] & 1)
    return [shift + at for at in places if _fit_to_part(word[at - LEFT : at], word[at : at + RIGHT])]


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
    import zlib

    with open(os.path.join(FOLDER, name + ".hyphens"), "rb") as file:  # noqa: PTH123 - pathlib takes time to import
        longest, keys, values = zlib.decompress(file.read()).split(b"\n")
    return dict(zip(keys.decode().split(" "), values.split(b" "), strict=True)), int(longest)


def _from_pyphen(tag: str) -> Patterns | None:
    """Read a dictionary that the package doesn't carry; it takes some tenths of a second."""
    import pyphen

    name = pyphen.language_fallback(tag)
    if not name:
        return None
    dictionary = pyphen.Pyphen(lang=name).hd
    known = {
        pattern: bytes((48 + start, *(48 + int(figure) for figure in figures)))
        for pattern, (start, figures) in dictionary.patterns.items()
    }
    return known, dictionary.maxlen

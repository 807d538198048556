"""Text -> the numbers that it has in words of English: two hundred and five, twenty-second, two-thirds, a dozen, twice, both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dossier.holding.digits import SCALES, Number, key

_UNITS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL: Final[Mapping[str, int]] = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
}
_FIRST: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_NTH: Final[Mapping[str, int]] = {
    **{word: value for value, word in enumerate(_FIRST, 1)},
    **{f"{word}th": value for word, value in _SMALL.items() if 13 <= value < 20},
    **{f"{word[:-1]}ieth": value for word, value in _SMALL.items() if value >= 20},
}
_PARTS: Final[Mapping[str, int]] = {
    "half": 2, "halves": 2, "quarter": 4, "quarters": 4,
    **{word + ending: value for word, value in _NTH.items() if 2 < value <= 12 for ending in ("", "s")},
}  # fmt: skip
_VAGUE: Final = frozenset(("dozens", "hundreds", "thousands", "millions", "billions", "scores", "tens"))
# what means a number in a source without being one: "both" is two
_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "both": ("2",), "pair": ("2",), "couple": ("2",), "twice": ("2", "o2"), "double": ("2",), "trio": ("3",), "thrice": ("3",),
    "single": ("1",), "sole": ("1",), "lone": ("1",), "only": ("1",), "once": ("1",), "none": ("0",), "nil": ("0",), "no": ("0",),
    "decade": ("10",), "fortnight": ("14", "2"), "again": ("o2",), "a": ("1",), "an": ("1",),
}  # fmt: skip

_GAP: Final = r"(?:[ \u00a0\n]+|-)"
_BELOW: Final = rf"(?:(?:{'|'.join(_TENS)})(?:{_GAP}(?:{'|'.join(_UNITS[1:10])})(?!\w))?|(?:{'|'.join(_UNITS[::-1])}))(?!\w)"
_HUNDREDS: Final = rf"(?:(?:{_BELOW}|an?){_GAP}hundred(?!\w)(?:{_GAP}(?:and{_GAP})?{_BELOW})?|{_BELOW})"
_SCALED: Final = rf"(?:(?:half{_GAP}an?|{_HUNDREDS}|an?){_GAP}(?:{'|'.join(SCALES)})(?!\w))"
_WHOLE: Final = re.compile(
    rf"(?<!\w)(?P<whole>{_SCALED}(?:,?{_GAP}(?:and{_GAP})?(?:{_SCALED}|{_HUNDREDS}))*|{_HUNDREDS}"
    rf"|(?<!\d[ \u00a0-])(?:{'|'.join(SCALES)})(?!\w))"
    rf"(?:{_GAP}(?P<end>{'|'.join(sorted({*_NTH, *_PARTS}, key=len, reverse=True))})(?!\w))?",
    re.IGNORECASE,
)
_SINGLE: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted({*_NTH, *_PARTS, *_VAGUE, *_MEANT}, key=len, reverse=True))})(?!\w)", re.IGNORECASE
)
_BEFORE: Final = re.compile(r"([^\W\d_]+)[\s-]+$")
_AFTER: Final = re.compile(r"[\s-]+([^\W\d_]+)")
_ALONE: Final = re.compile(  # behind "one": it stands for somebody, or counts nothing
    r"of|another|or|and|who|which|that|in|on|by|is|was|has|had|can|could|may|might|must|will|would|should|to|at|as|day|from|with|for|\w+ed"
)
_NOT_ONE: Final = re.compile(r"no|not|any|every|some|each|this|that|which|the|another|is|are|was|were|be|been")
_COUNTED: Final = re.compile(r"time|half|quarter|day|week|month|year|round|stage|ship|attempt")  # behind "first"


def in_words(text: str) -> Iterator[Number]:
    """Yield the numbers in words."""
    taken = 0
    for at in _WHOLE.finditer(text):
        yield from _singles(text, taken, at.start())
        number = _whole(text, at)
        yield number
        taken = at.start() + len(number.words)
    yield from _singles(text, taken, len(text))


def _whole(text: str, at: re.Match[str]) -> Number:
    """Read a number in words, with an ordinal or a fraction that ends it."""
    start, words, end = at.start(), at["whole"], (at["end"] or "").lower()
    value = _value(words)
    nth, part = _NTH.get(end, 0), _PARTS.get(end, 0)
    if 0 < nth < 10 and value >= 20 and value % 10 == 0:
        return Number((f"o{key(value + nth)}",), start, at[0], spelt=True)
    if part and (end.endswith("s") or value == 1):
        return Number((_share(value / part),), start, at[0], value / part, spelt=True)
    is_pronoun = words.lower() == "one" and _is_pronoun(text, start, start + 3)
    return Number((key(value),), start, words, value, said=not is_pronoun, spelt=True)


def _value(words: str) -> float:
    """Return the value of a number in words."""
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total, current = total + (current or 1) * SCALES[word], 0.0
        elif word == "half":
            current = 0.5
    return total + current


def _share(value: float) -> str:
    return key(round(value, 6))


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Say whether `one` counts nothing: no one, one of them, nor was one asked."""
    before, after = _BEFORE.search(text[max(0, start - 20) : start]), _AFTER.match(text, end)
    if after is None or (before and _NOT_ONE.fullmatch(before[1].lower())):
        return True
    return bool(_ALONE.fullmatch(after[1].lower()))


def _singles(text: str, begin: int, end: int) -> Iterator[Number]:
    """Yield ordinals, fractions, vague and meant numbers of one word."""
    for at in _SINGLE.finditer(text, begin, end):
        word = at[0].lower()
        found, behind = _BEFORE.search(text[max(0, at.start() - 20) : at.start()]), _AFTER.match(text, at.end())
        before, after = found[1].lower() if found else "", behind[1].lower() if behind else ""
        if word in _VAGUE:
            yield Number((word,), at.start(), at[0], spelt=True)
        elif word in _MEANT:
            yield Number(_MEANT[word], at.start(), at[0], said=word == "twice", spelt=True)
        else:
            shares = (_share(1 / _PARTS[word]),) if word in _PARTS else ()
            keys = (f"o{_NTH[word]}", *shares) if word in _NTH else shares
            yield Number(keys, at.start(), at[0], said=_counts(word, before, after), spelt=True)


def _counts(word: str, before: str, after: str) -> bool:
    """Say whether an ordinal or fraction counts something: not `first` the adverb, a third party, a second of time."""
    if word in _PARTS and before in ("a", "an") and after == "of":
        return True
    if word == "first":
        return bool(_COUNTED.fullmatch(after))
    if word not in _NTH:
        return word == "half" and after in ("of", "the", "its", "all")
    return after not in ("", "party", "parties", "hand", "thoughts") and before != "per"

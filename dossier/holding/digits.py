"""Text -> the numbers that it has in digits, with their scale, and times of day; what a number is known by.

A number is known by keys: its value (`916000000`), `o2` for an ordinal, `t905` for a time of day in minutes, the word itself
where it has no value (`dozens`). Two numbers are the same where they share a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dossier.tuples import NamedTuple

SCALES: Final[Mapping[str, float]] = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_LETTERS: Final[Mapping[str, float]] = {
    **SCALES, "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
_LOOSE: Final = frozenset("mbk")  # metres, or millions
_DIGITS: Final = re.compile(
    r"(?<!\w)(?<!\d[.,:/])"
    r"(?P<number>\d{1,3}(?P<mark>[,.'’ \u00a0\u202f\u2009])\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?:(?P<nth>st|nd|rd|th)\b|(?P<gap>[ \u00a0-]?)(?P<letters>[a-zA-Z]+)?)"
)
_CLOCK: Final = re.compile(
    r"(?<![\w.,:])(?:(?P<h>[01]?\d|2[0-4])(?P<mark>[:.h])(?P<m>[0-5]\d)"
    r"|(?P<flat>(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?:UTC|GMT|hours|hrs|local)\b)"
    r"|(?P<whole>1?\d)(?=\s*[ap]\.?m\b))(?:\s*(?P<half>[ap])\.?m\b\.?)?(?![\w:])"
)


class Number(NamedTuple):
    """A number in a text: its keys, where it begins, and how it is written. `value` is None for ordinals, times and vague words.

    `said` is false where it is a word that means a number without being one (`both`), or that perhaps counts nothing (`one of`);
    `spelt` where it is in words.
    """

    keys: tuple[str, ...]
    start: int
    words: str
    value: float | None = None
    said: bool = True
    spelt: bool = False


def key(value: float) -> str:
    """Return the key of a value."""
    return f"{value:.10g}"


def in_digits(text: str) -> Iterator[Number]:
    """Yield the numbers in digits, those of dates among them, and the times of day."""
    clocks: set[int] = set()
    for at in _CLOCK.finditer(text):
        hour, minute = at["h"] or at["whole"] or at["flat"][:2], at["m"] or (at["flat"] or "0000")[2:]
        hours = int(hour) % 12 + 12 * (at["half"] == "p") if at["half"] else int(hour)
        is_sure = at["mark"] != "." or bool(at["half"])  # 15.05 may be a number as well
        clocks.update([at.start()] if is_sure else [])
        yield Number((f"t{60 * hours + int(minute)}",), at.start(), at[0].strip(), said=is_sure)
    for at in _DIGITS.finditer(text):
        number = _number(at) if at.start() not in clocks else None
        if number:
            yield number


def _number(at: re.Match[str]) -> Number | None:
    """Read digits with what follows: an ordinal, a scale, a unit; 7KBW is a name."""
    values = values_of(at["number"])
    if at["nth"]:
        return Number(tuple(f"o{key(it)}" for it in values), at.start(), at[0])
    letters, gap = at["letters"] or "", at["gap"] or ""
    scale = _LETTERS.get(letters.lower()) if not gap or len(letters) > 1 else None
    if letters and not gap and scale is None and (len(letters) > 4 or (letters.isupper() and len(letters) > 2)):
        return None
    words = at["number"] + (gap + letters if scale or (letters and not gap) else "")
    scaled = [it * scale for it in values] if scale else values
    loose = values if letters in _LOOSE and not gap else []
    if " " in at["number"]:  # 25 000, or two numbers that stand side by side
        loose = [*loose, *map(float, re.findall(r"\d+", at["number"]))]
    return Number(tuple(map(key, (*scaled, *loose))), at.start(), words, scaled[0])


def values_of(digits: str) -> list[float]:
    """Return what the digits that a text begins with may mean: 30.000 is thirty, or thirty thousand; nothing without digits."""
    found = _DIGITS.match(digits)
    if found is None:
        return []
    plain = re.sub(r"['’ \u00a0\u202f\u2009]", "", found["number"])
    out = []
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain) or "," not in plain:
        out.append(plain.replace(",", "") if plain.count(".") < 2 else plain.replace(".", ""))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", plain) or ("," in plain and not out):
        out.append(plain.replace(".", "").replace(",", "."))
    return [float(it) for it in dict.fromkeys(out) if it.count(".") < 2] or [float(re.sub(r"\D", "", plain))]

"""Text -> all numbers in it, in digits and in words; and the keys by which those of a source are found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dossier.holding.digits import Number, in_digits, key, values_of
from dossier.holding.numberwords import in_words

_NEAR: Final = 8  # characters between the ends of a range: ` to US$`


def numbers(text: str) -> list[Number]:
    """Find the numbers of a text, in its order; what a date is made of is found as well."""
    return sorted((*in_digits(text), *in_words(text)), key=lambda number: number.start)


def keys_of(found: Sequence[Number]) -> set[str]:
    """Return all keys by which the numbers of a source are found: with their scale, and without."""
    out = set(map(key, values([number for number in found if number.value is not None])))
    for number in found:
        out.update(number.keys)
        out.update(map(key, values_of(number.words) if number.value is not None else ()))
        if number.value and number.spelt:
            out.update(key(number.value / scale) for scale in (1e6, 1e9) if number.value >= scale)
    return out


def values(found: Sequence[Number]) -> list[float]:
    """Return the values of numbers that have one; in `14-15m` and `14 to 15 million` the first takes the scale of the second."""
    out = [it.value or 0.0 for it in found]
    for place, (one, other) in enumerate(pairwise(found)):
        plain = values_of(other.words)
        is_near = other.start - one.start - len(one.words) <= _NEAR
        if is_near and one.words[-1].isdigit() and plain and plain[0] and not other.words[-1].isdigit():
            scaled = out[place] * (out[place + 1] / plain[0])
            out[place] = scaled if scaled <= out[place + 1] else out[place]
    return out

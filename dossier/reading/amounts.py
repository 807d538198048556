"""Figures that can be drawn: a number or a range in words, in; least, most, and how exactly it is known, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf
from typing import Final

from dossier.fields import Kind
from dossier.model import Gap, Quantity
from dossier.reading.context import BAD, GAPS, Bad, Reading
from dossier.reading.nodes import SCALAR, Node
from dossier.reading.shortforms import read_quantity
from dossier.tuples import NamedTuple

MAGNITUDES: Final = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
_WORDS: Final = {"thousand": "k", "million": "m", "billion": "bn", "trillion": "tn"}
_LEAST: Final = r"at least|more than|no less than|no fewer than|over"
_MOST: Final = r"at most|less than|fewer than|no more than|up to|under|below"
_NUMBER: Final = (
    r"([-−+]?)(US\$|[$£€¥]?)([-−+]?(?:\d{1,3}(?:[, \u2009\u202f\u00a0]\d{3})+|\d+)(?:\.\d+)?)"
    rf"(?:\s*({'|'.join((*_WORDS, *MAGNITUDES))})\b)?"
)
_AMOUNT: Final = re.compile(
    rf"(?:(about)\s+)?(?:({_LEAST})|({_MOST}))?\s*{_NUMBER}(?:\s*(?:to|–|\.\.|-)\s*{_NUMBER})?\s*(%?)"
    r"(?:\s+(?:(or (?:more|over|above))|(or (?:less|fewer|under|below))))?"
)
LARGEST: Final = 1e15  # beyond, digits of a float are lost


class Amount(NamedTuple):
    """A number: least and most of what is meant, the same where it is one figure, and the sign of its unit: $, %, or none.

    `bound` says what of a figure is known: '', 'least' (at least so much), 'most' (at most so much).
    """

    low: float
    high: float
    about: bool
    bound: str = ""
    unit: str = ""

    @property
    def is_range(self) -> bool:
        """Say whether it lies anywhere between two figures."""
        return self.low != self.high


def read_amount(reading: Reading, node: Node, kind: Kind[Quantity]) -> Quantity | Bad:
    """Read `about 150 [@4]`, `140 to 160`, or that it isn't stated -> Quantity, of which `amount_of` knows the number."""
    if node.kind == SCALAR and (gap := GAPS.get(node.value)):
        return Quantity(gap, (), "", node.span)
    quantity = read_quantity(reading, node, kind)
    if quantity is BAD:
        return BAD
    if amount_of(quantity) is None:
        hint = (
            "150, about 150, 140 to 160, at least 300, under 100, $916m, -3.5, or: not stated; what is counted belongs to `unit`"
        )
        return reading.bad(f"{quantity.words!r} is no number that can be drawn", node.span, hint, "bad-figure")
    return quantity


def amount_of(quantity: Quantity) -> Amount | None:
    """Return the number of a figure; None where it has none."""
    match = None if isinstance(quantity.words, Gap) else _AMOUNT.fullmatch(quantity.words.strip())
    if not match:
        return None
    about, least, most, *numbers, percent, more, less = match.groups()
    first, second = numbers[:4], numbers[4:]
    if second[2] is None:
        second = first
    elif not first[3]:
        first[3] = second[3]  # 14 to 15m
    one, other = _number(*first), _number(*second)
    unit = (first[1] or second[1] or percent).removeprefix("US")
    opposite = bool((least or more) and (most or less)) or bool((least or more or most or less) and one != other)
    if max(abs(one), abs(other)) > LARGEST or opposite:
        return None
    bound = "least" if least or more else "most" if most or less else ""
    return Amount(min(one, other), max(one, other), bool(about), bound, unit)


def counted(quantity: Quantity) -> tuple[Amount, str] | None:
    """Return the number that a figure begins with, and the words behind it: what is counted; None where it begins with none."""
    words = "" if isinstance(quantity.words, Gap) else quantity.words.strip()
    found = _AMOUNT.match(words)
    figure = found.group().rstrip() if found else ""
    rest = words[len(figure) :]
    number = amount_of(quantity._replace(words=figure)) if figure and not rest[:1].strip() else None
    return (number, rest.strip()) if number else None


def agree(quantities: Sequence[Quantity]) -> bool:
    """Say whether figures can all be right: there is a number that each of them can mean, and they count the same.

    `about` means all that is rounded or cut to its last digit but zeros, within a tenth of it: about 26,000 is 25,500 to 27,000.
    Two figures that bound it from one side (at least 14, at least 20) agree only where they are the same.
    """
    found = [counted(it) for it in quantities]
    numbers = [it[0] for it in found if it]
    if len(numbers) < len(quantities) or len({it.unit for it in numbers}) > 1 or len({it[1] for it in found if it and it[1]}) > 1:
        return False
    for side in ("least", "most"):
        if len({(it.low, it.high) for it in numbers if it.bound == side}) > 1:
            return False
    return max(_least(it) for it in numbers) <= min(_most(it) for it in numbers)


def _least(amount: Amount) -> float:
    return -inf if amount.bound == "most" else amount.low - _leeway(amount, amount.low, 0.5 if amount.low > 0 else 1.0)


def _most(amount: Amount) -> float:
    return inf if amount.bound == "least" else amount.high + _leeway(amount, amount.high, 1.0 if amount.high > 0 else 0.5)


def _leeway(amount: Amount, number: float, share: float) -> float:
    """Return by how much a number that is `about` may be off: by a share of its last digit's worth, or a tenth of it."""
    if not amount.about or not number:
        return 0.0
    digits = f"{abs(number):.0f}" if abs(number) >= 1 else ""
    step = 10.0 ** (len(digits) - len(digits.rstrip("0"))) if digits and number == int(number) else abs(number)
    return min(share * step, abs(number) / 10)


def _number(sign: str, _: str, digits: str, magnitude: str | None) -> float:
    figure = float(re.sub("[, \u2009\u202f\u00a0]", "", digits).replace("−", "-"))
    figure *= MAGNITUDES[_WORDS.get(magnitude, magnitude)] if magnitude else 1.0
    return -figure if sign in ("-", "−") and sign else figure

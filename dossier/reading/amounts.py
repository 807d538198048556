"""Figures that can be drawn: a number or a range in words, in; least, most, and whether it is approximate, out."""

from __future__ import annotations

import re
from typing import Any, Final

from dossier.fields import Kind
from dossier.model import NOT_RECORDED, NOT_STATED, Quantity
from dossier.reading.context import BAD, Reading
from dossier.reading.nodes import SCALAR, Node
from dossier.reading.shortforms import read_quantity
from dossier.tuples import NamedTuple

_NUMBER: Final = r"[-−+]?(?:\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+)(?:\.\d+)?"
_AMOUNT: Final = re.compile(rf"(about\s+)?({_NUMBER})(?:\s*(?:to|–|\.\.)\s*({_NUMBER}))?(?:\s*%)?")
LARGEST: Final = 1e15  # beyond, digits of a float are lost


class Amount(NamedTuple):
    """A number: least and most of what is meant, the same where it is exact."""

    low: float
    high: float
    about: bool


def read_amount(reading: Reading, node: Node, kind: Kind) -> Any:
    """Read `about 150 [@4]`, `140 to 160`, or that it isn't stated -> Quantity, of which `amount_of` knows the number."""
    if node.kind == SCALAR and node.value in (NOT_STATED, NOT_RECORDED):
        return Quantity(NOT_STATED if node.value == NOT_STATED else NOT_RECORDED, (), "", node.span)
    quantity = read_quantity(reading, node, kind)
    if quantity is BAD:
        return BAD
    if amount_of(quantity) is None:
        hint = "150, about 150, 140 to 160, -3.5, or: not stated; what is counted belongs to `unit`"
        return reading.bad(f"{quantity.words!r} is no number that can be drawn", node.span, hint, "bad-figure")
    return quantity


def amount_of(quantity: Quantity) -> Amount | None:
    """Return the number of a figure; None where it has none."""
    match = _AMOUNT.fullmatch(quantity.words.strip())
    if not match:
        return None
    first = _number(match[2])
    second = _number(match[3]) if match[3] else first
    if max(abs(first), abs(second)) > LARGEST:
        return None
    return Amount(min(first, second), max(first, second), bool(match[1]))


def _number(words: str) -> float:
    return float(re.sub("[,\u202f\u00a0]", "", words).replace("−", "-"))

"""Ranges said in prose, held within the figures of the claims that are cited: a `Dossier` and its `Evidence` in, ranges out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dossier.evidence.graph import Evidence
from dossier.holding.digits import key
from dossier.holding.numbers import numbers, values
from dossier.holding.stating import Stated, stated
from dossier.inline import Prose
from dossier.model import Claim, Dossier, Quantity
from dossier.problems import Span
from dossier.tuples import NamedTuple

_JOINT: Final = re.compile(r"\s*(?:-|–|to)\s*(?:(?:US|A|HK)?[$€£])?")
_AND: Final = re.compile(r"\s+and\s+(?:(?:US|A|HK)?[$€£])?")
_BETWEEN: Final = re.compile(r"\bbetween\s+\D*$", re.IGNORECASE)
_LEAST: Final = re.compile(r"at least|more than|over|above|or more|not less than|minimum", re.IGNORECASE)
_MOST: Final = re.compile(r"at most|less than|fewer than|under|below|up to|or less|not more than|maximum", re.IGNORECASE)
_OTHER: Final = 10.0  # times as large or small: a figure of something else


class Beyond(NamedTuple):
    """A range that reaches beyond the figures of the claims that it rests on; `word` is its first number, to be looked up."""

    words: str
    about: str
    span: Span
    word: str
    claims: tuple[str, ...]
    figures: str


class _Bounds(NamedTuple):
    """The least and the greatest of several figures; what lies between the open ends is borne out, `at least 300` has one."""

    low: float
    high: float
    is_open_below: bool
    is_open_above: bool


def beyond(dossier: Dossier, evidence: Evidence) -> Iterator[Beyond]:
    """Yield the ranges that reach beyond the least and the greatest of the figures that they cite."""
    bounds = {view.id: found for view in evidence.claims if (found := _bounds(view.claim.figures))}
    for it in stated(dossier) if bounds else ():
        claims = _claims(it, bounds)
        if not claims:
            continue
        low, high = min(bounds[id].low for id in claims), max(bounds[id].high for id in claims)
        below, above = any(bounds[id].is_open_below for id in claims), any(bounds[id].is_open_above for id in claims)
        for words, first, start, end in _ranges(it.text, it.begin):
            is_other = end * _OTHER < low or start > high * _OTHER
            if not is_other and ((start < low and not below) or (end > high and not above)):
                figures = key(low) if low == high else f"{key(low)} to {key(high)}"
                yield Beyond(words, it.about, it.span, first, claims, figures)


def _claims(it: Stated, bounds: dict[str, _Bounds]) -> tuple[str, ...]:
    """Return the claims with figures on which words rest; a claim's own words rest on its own."""
    said: Prose | None = it.record.__dict__.get("text") if isinstance(it.record, Claim) else None
    if isinstance(it.record, Claim) and (said is None or it.span != said.span):
        return ()  # the figures themselves
    own = (it.record.id,) if isinstance(it.record, Claim) else ()
    return tuple(id for id in dict.fromkeys((*own, *(cite.target for cite in it.cites))) if id in bounds)


def _bounds(figures: Sequence[Quantity]) -> _Bounds | None:
    """Return the bounds of several figures; None where none has a value."""
    there: list[float] = []
    below = above = False
    for figure in figures:
        words = figure.words if isinstance(figure.words, str) else ""
        there += values([it for it in numbers(words) if it.value is not None])
        below, above = below or bool(_MOST.search(words)), above or bool(_LEAST.search(words))
    return _Bounds(min(there), max(there), below, above) if there else None


def _ranges(text: str, begin: int) -> Iterator[tuple[str, str, float, float]]:
    """Yield the ranges of a text from a place on: as written, their first number as written, and both ends."""
    found = [it for it in numbers(" " * begin + text[begin:]) if it.value is not None]
    for (one, other), (start, end) in zip(pairwise(found), pairwise(values(found)), strict=True):
        gap = text[one.start + len(one.words) : other.start]
        is_between = _AND.fullmatch(gap) and _BETWEEN.search(text[max(0, one.start - 20) : one.start])
        if start <= end and (_JOINT.fullmatch(gap) or is_between):
            yield text[one.start : other.start + len(other.words)], one.words, start, end

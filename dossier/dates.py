"""Dates with the precision that they really have: EDTF (ISO 8601-2) level 0 and 1, and the words that an analyst writes."""

from __future__ import annotations

from typing import NamedTuple


class PartialDate(NamedTuple):
    """A day, month, year or interval, perhaps approximate or uncertain (EDTF level 0 and 1, and level 2 one-of sets).

    `edtf` is the normal form; `earliest` and `latest` are proleptic ordinals of days (1 = 1 January 1), the bounds of what is meant;
    an open end is None.
    """

    edtf: str
    earliest: int | None
    latest: int | None


class When(NamedTuple):
    """When something was so: `word` is '' (at), 'since', 'by' (no later than), 'as of' (a state), or 'undated'; `before` bounds an undated one."""

    word: str
    date: PartialDate | None
    about: bool

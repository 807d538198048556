"""Dates with the precision that they really have: EDTF (ISO 8601-2) level 0 and 1, and the words that an analyst writes.

In: `2017-02-17`, `about 2016-10`, `[2017-02-15,2017-02-16]`; out: bounds, a sort key, and the date in the words of a language.
"""

from __future__ import annotations

from dossier.dates.calendar import is_leap, month_length, ordinal, weekday
from dossier.dates.edtf import parse_date, parse_moment, parse_when
from dossier.dates.saying import ENGLISH, DateWords, words
from dossier.dates.values import PartialDate, When, is_state, sort_key, written

__all__ = [
    "ENGLISH",
    "DateWords",
    "PartialDate",
    "When",
    "is_leap",
    "is_state",
    "month_length",
    "ordinal",
    "parse_date",
    "parse_moment",
    "parse_when",
    "sort_key",
    "weekday",
    "words",
    "written",
]

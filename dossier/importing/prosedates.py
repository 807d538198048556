"""Dates in English running text: where they stand, and what they come to in EDTF where they say so themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH: Final = r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?" \
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"  # fmt: skip
_DATE: Final = re.compile(
    r"\b(?:(?P<iso>\d{4}-\d\d(?:-\d\d)?)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH.format('m1')}(?:,? (?P<y1>\d{{4}}))?"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y2>\d{{4}}))?"
    rf"|(?:in|since|until|by|last|of|early|late|mid-?) ?{_MONTH.format('m3')}(?: (?P<y3>\d{{4}}))?"
    r"|(?:on |last |next |by |since )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|(?:in|since) (?P<y4>(?:19|20)\d\d))\b"
)


def dates(text: str) -> Iterator[tuple[str, str]]:
    """Yield each date of a text as written, and in EDTF; '' where it doesn't say its year."""
    for found in _DATE.finditer(text):
        yield " ".join(found[0].split()), _edtf(found)


def first_date(text: str) -> str:
    """Return the first full date of a text in EDTF; '' where there is none."""
    return next((edtf for _, edtf in dates(text) if edtf), "")


def _edtf(found: re.Match[str]) -> str:
    if found["iso"]:
        return found["iso"]
    if found["y4"]:
        return found["y4"]
    for number in "123":
        month, year = found[f"m{number}"], found[f"y{number}"]
        if month and year:
            at = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower()))
            day = found[f"d{number}"] if number != "3" else ""
            return f"{year}-{at:02}" + (f"-{int(day):02}" if day else "")
    return ""

"""Dates as others write them -> EDTF, with the precision that they have: in English running text, and in CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.dates import parse_date
from dossier.problems import Problem, Span

SEASONS: Final = {
    "1": 21, "2": 22, "3": 23, "4": 24, "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
}  # fmt: skip
_NUMBER: Final = re.compile(r"\s*-?\d{1,9}\s*", re.ASCII)
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


# CSL-JSON: `date-parts`, `raw`, `literal`, `season`, `circa` -----------------------------------------------------------
def date_of(value: object) -> tuple[str, bool]:
    """Return a date variable in EDTF, '' where nothing in it can be read as a date, and whether that says all of it.

    Raises ValueError where it has another form than the schema gives it, or names a day that there isn't.
    """
    if isinstance(value, str):
        return _from_words(value)
    if not isinstance(value, dict):
        raise ValueError("a date is an object, or a text in EDTF")
    if _is_empty(value.get("date-parts")):
        return _from_words_of(value)
    if season := value.get("season"):
        month = SEASONS.get(str(season).strip().lower().lstrip("0"))
    else:
        month = None
    dates = [_part(part, month) for part in _parts(value["date-parts"])]
    mark = "~" if value.get("circa") else ""
    said = "/".join(date + mark for date in dates)
    if reason := _wrong(said):
        raise ValueError(reason)
    seasonal = not season or (month is not None and all(date.endswith(f"-{month}") for date in dates))
    others = {key for key, other in value.items() if other} - {"date-parts", "season", "circa"}
    return said, seasonal and not others


def _is_empty(parts: object) -> bool:
    return parts in (None, [], [[]], [[None]], [[""]])


def _parts(parts: object) -> list[list[object]]:
    """Return one list of year, month, day, or two of an interval."""
    if not isinstance(parts, list) or not all(isinstance(part, list) for part in parts):
        raise ValueError("`date-parts` is a list of lists: [[2017, 2, 17]]")
    if len(parts) > 2:
        raise ValueError(f"`date-parts` holds {len(parts)} dates; the most is two, the ends of an interval")
    return parts


def _part(part: list[object], season: int | None) -> str:
    """Return a year, month, season or day in EDTF; numbers may be written as text."""
    if not 1 <= len(part) <= 3 or any(isinstance(it, bool) or not _NUMBER.fullmatch(str(it)) for it in part):
        raise ValueError(f"a date is a year, perhaps with month and day, not {str(part)[:60]}")
    year, *rest = (int(str(it)) for it in part)
    if not rest and season:
        rest = [season]
    elif len(rest) == 1 and 13 <= rest[0] <= 16:  # the older numbers of the seasons
        rest = [rest[0] + 8]
    return "-".join([f"{year:04}", *(f"{it:02}" for it in rest)])


def _from_words_of(value: dict[str, object]) -> tuple[str, bool]:
    """Read what was left as words; more than one date in words, or a word about it, is kept beside it."""
    for key in ("raw", "literal"):
        words = value.get(key)
        if isinstance(words, str):
            date, whole = _from_words(words)
            if date:
                mark = "~" if value.get("circa") and date[-1] not in "?~%" and "/" not in date else ""
                return date + mark, whole and not {k for k, other in value.items() if other} - {key, "date-parts", "circa"}
    return "", False


def _from_words(words: str) -> tuple[str, bool]:
    """Read EDTF, the same with a time behind it, or an English date that is the whole text."""
    words = " ".join(words.split())
    if not _wrong(words):
        return words, True
    day, _, clock = words.partition("T" if "T" in words else " ")
    if len(day) == len("2017-02-17") and clock[:1].isdigit() and not _wrong(day):
        return day, False
    found = list(dates(words))
    if len(found) == 1 and found[0][0] == words and found[0][1] and not _wrong(found[0][1]):
        return found[0][1], True
    return "", False


def _wrong(edtf: str) -> str:
    """Say why this is no date; '' where it is one."""
    problems: list[Problem] = []
    parse_date(edtf, lambda offset: Span("", 1, 1 + offset), problems)
    return problems[0].message if problems else ""

"""Dates in the words of a language, no more precise than they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.dates.values import PartialDate, When
from dossier.tuples import NamedTuple


class DateWords(NamedTuple):
    """The words of one language for dates: twelve months, four seasons, and patterns with `{}` for the date."""

    months: Sequence[str]
    seasons: Sequence[str] = ("spring", "summer", "autumn", "winter")
    day: str = "{day} {month} {year}"
    month: str = "{month} {year}"
    decade: str = "the {}s"
    century: str = "the years {}00 to {}99"
    about: str = "about {}"
    perhaps: str = "{}, uncertain"
    since: str = "since {}"
    by: str = "by {}"
    as_of: str = "as of {}"
    undated: str = "undated"
    undated_before: str = "undated, before {}"
    until: str = "until {}"
    span: str = "{} to {}"
    either: str = "{} or {}"
    a_day_of: str = "a day in {}"
    a_month_of: str = "a month of {}"
    unknown: str = "an unknown date"


ENGLISH = DateWords(
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
)


def words(when: When | PartialDate, table: DateWords = ENGLISH) -> str:
    """Return the date in words: `17 February 2017`, `since about October 2016`, `15 or 16 February 2017`."""
    if isinstance(when, PartialDate):
        return _date_words(when.edtf, table)
    if when.date is None:
        return table.undated
    said = _date_words(when.date.edtf, table)
    if when.about:
        said = table.about.format(said)
    patterns = {"since": table.since, "by": table.by, "as of": table.as_of, "undated": table.undated_before}
    return patterns[when.word].format(said) if when.word else said


def _date_words(edtf: str, table: DateWords) -> str:
    if edtf.startswith("["):
        return _set_words(edtf[1:-1], table)
    start, slash, end = edtf.partition("/")
    if not slash:
        return _simple_words(edtf, table)
    if start in ("", ".."):
        return table.until.format(_simple_words(end, table))
    if end == "..":
        return table.since.format(_simple_words(start, table))
    if not end:
        return table.span.format(_simple_words(start, table), table.unknown)
    return _joined_words(start, end, table.span, table)


def _set_words(body: str, table: DateWords) -> str:
    """Say a one-of set; the last two members are joined with the word for `or`, those before with commas."""
    parts = body.split(",")
    said = [_range_words(part, table) for part in parts[:-2]]
    if len(parts) > 1 and not any(".." in p for p in parts[-2:]):
        said.append(_joined_words(parts[-2], parts[-1], table.either, table))
    elif len(parts) > 1:
        said.append(table.either.format(_range_words(parts[-2], table), _range_words(parts[-1], table)))
    else:
        said.append(_range_words(parts[0], table))
    return ", ".join(said)


def _range_words(part: str, table: DateWords) -> str:
    first, dots, last = part.partition("..")
    if not dots:
        return _simple_words(part, table)
    if not first:
        return table.until.format(_simple_words(last, table))
    if not last:
        return table.since.format(_simple_words(first, table))
    return _joined_words(first, last, table.span, table)


def _joined_words(first: str, last: str, pattern: str, table: DateWords) -> str:
    """Join two dates; two days of one month name month and year once, where the language puts the day first."""
    plain = first.isascii() and re.fullmatch(r"\d{4}-\d\d-\d\d", first) and re.fullmatch(r"\d{4}-\d\d-\d\d", last)
    if plain and first[:7] == last[:7] and table.day.startswith("{day}"):
        return pattern.format(int(first[8:]), _simple_words(last, table))
    return pattern.format(_simple_words(first, table), _simple_words(last, table))


def _simple_words(edtf: str, table: DateWords) -> str:
    """Say a year, month, season or day with its qualifier."""
    mark = edtf[-1] if edtf[-1] in "?~%" else ""
    year, month, day = [*edtf.rstrip("?~%").split("-"), "", ""][:3]
    if year.endswith("XX"):
        said = table.century.format(year[:2], year[:2])
    elif year.endswith("X"):
        said = table.decade.format(year[:3] + "0")
    else:
        said = _calendar_words(year.lstrip("0"), month, day, table)
    if mark in ("~", "%") and mark:
        said = table.about.format(said)
    return table.perhaps.format(said) if mark in ("?", "%") and mark else said


def _calendar_words(year: str, month: str, day: str, table: DateWords) -> str:
    if not month:
        return year
    if month == "XX":
        return (table.a_day_of if day else table.a_month_of).format(year)
    number = int(month)
    name = table.months[number - 1] if number <= 12 else table.seasons[number - 21]
    if not day or day == "XX":
        said = table.month.format(month=name, year=year)
        return table.a_day_of.format(said) if day else said
    return table.day.format(day=int(day), month=name, year=year)

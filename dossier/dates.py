"""Dates with the precision that they really have: EDTF (ISO 8601-2) level 0 and 1, and the words that an analyst writes.

In: `2017-02-17`, `about 2016-10`, `[2017-02-15,2017-02-16]`; out: bounds, a sort key, and the date in the words of a language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from dossier.problems import Problem, Span, error


class PartialDate(NamedTuple):
    """A day, month, year or interval, perhaps approximate or uncertain (EDTF level 0 and 1, and level 2 one-of sets).

    `edtf` is the normal form; `earliest` and `latest` are proleptic ordinals of days (1 = 1 January 1), the bounds of what is
    meant; an open end is None.
    """

    edtf: str
    earliest: int | None
    latest: int | None


class When(NamedTuple):
    """When something was so: `word` is '' (at), 'since', 'by' (no later than), 'as of' (a state), or 'undated'.

    The date of an undated one is the bound before which it was; it has none where even that isn't known.
    """

    word: str
    date: PartialDate | None
    about: bool


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

Place: TypeAlias = Callable[[int], Span]

WANTED = "write 2017-02-17, 2017-02, 2017, or words: about 2016-10, since 2016-10, by 2017-02-17, as of 2017-02-17, undated"
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SIMPLE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%]?)")
_WHEN = re.compile(r"(?:(undated)(?:,? before\b)?|(since|by|as of)\b)?\s*(about\b)?\s*", re.I)
_MOMENT = re.compile(r"(\S+?)(?:(?:T|\s+)(\d{1,2}:\d{2})(?::\d{2})?\s*(\S+)?)?")
_ZONE = re.compile(r"UTC|Z|[+-]\d{2}:\d{2}")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}  # months of a season of the northern half of the earth
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class _BadDateError(Exception):
    """A date can't be read: what is wrong, and what to write instead."""

    def __init__(self, message: str, hint: str = WANTED) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def ordinal(year: int, month: int, day: int) -> int:
    """Return the proleptic Gregorian ordinal of a day; 1 is 1 January 1."""
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400
    return days + sum(_LENGTHS[: month - 1]) + (1 if month > 2 and is_leap(year) else 0) + day


def is_leap(year: int) -> bool:
    """Say whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return how many days the month has."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def weekday(day: int) -> int:
    """Return the day of the week of an ordinal: Monday is 0, Sunday 6."""
    return (day + 6) % 7


# Reading ---------------------------------------------------------------------------------------------------------------
def parse_date(text: str, place: Place, problems: list[Problem]) -> PartialDate | None:
    """Read an EDTF date: level 0, level 1 without long years, and one-of sets; None with a located problem where it is none."""
    words = text.strip()
    at = len(text) - len(text.lstrip())
    try:
        return _date(words)
    except _BadDateError as bad:
        span = place(at)._replace(length=max(1, len(words)))
        problems.append(error(bad.message, span, bad.hint, "date"))
        return None


def parse_when(text: str, place: Place, problems: list[Problem]) -> When | None:
    """Read a date with its words: `about`, `since`, `by`, `as of`, `undated`, `undated, before`."""
    start = len(text) - len(text.lstrip())
    found = _WHEN.match(text, start)
    assert found
    word = (found.group(1) or found.group(2) or "").lower()
    rest = text[found.end() :]
    if word == "undated" and found.group().strip().lower() == "undated" and not rest.strip():
        return When("undated", None, False)
    if word == "undated" and "before" not in found.group().lower():
        problems.append(
            error("undated stands alone, or with a bound", place(start)._replace(length=7), "undated, before 2017-02-17", "date")
        )
        return None
    if not word and re.match(r"(before|after|from|until|around|circa|c\.|ca\.|early|late|mid)\b", rest, re.I):
        hint = "undated, before 2017-02-17 | by 2017-02-17 (no later than) | since 2016-10 | about 2016-10"
        problems.append(
            error(
                f"{rest.split()[0]!r} is not one of the words for dates",
                place(start)._replace(length=len(rest.split()[0])),
                hint,
                "date",
            )
        )
        return None
    date = parse_date(rest, lambda offset: place(found.end() + offset), problems)
    return When(word, date, bool(found.group(3))) if date else None


def parse_moment(text: str, place: Place, problems: list[Problem]) -> tuple[PartialDate, str, str] | None:
    """Read a day, with a time and its zone where the minute matters: `2017-02-17 20:00 UTC`, `2017-02-17T20:00+03:00`.

    Returns the day, `HH:MM` and the zone as written (Z is UTC); the last two are '' where only the day is given.
    """
    words = text.strip()
    span = place(len(text) - len(text.lstrip()))._replace(length=max(1, len(words)))
    hint = "write 2017-02-17 20:00 UTC or 2017-02-17 20:00 +03:00"
    found = _MOMENT.fullmatch(words)
    if not found:
        problems.append(error(f"{words!r} is not a day and a time", span, hint, "date"))
        return None
    day, time, zone = found.group(1), (found.group(2) or "").zfill(5) if found.group(2) else "", found.group(3) or ""
    date = parse_date(day, lambda offset: span.at(offset), problems)
    if date is None:
        return None
    wrong = ""
    if date.earliest != date.latest or date.edtf[-1] in "?~%":
        wrong = f"{day} is not a single day"
    elif time and not ("00:00" <= time <= "23:59" and time[3:] <= "59"):
        wrong = f"{time} is not a time of day"
    elif time and not _ZONE.fullmatch(zone):
        wrong = f"{zone!r} is not a zone" if zone else f"{time} has no zone"
    if wrong:
        problems.append(error(wrong, span, hint, "date"))
        return None
    return date, time, "UTC" if zone == "Z" else zone


def _date(words: str) -> PartialDate:
    """Read a date, interval or set."""
    if words.startswith("["):
        return _one_of(words)
    if words.startswith("{"):
        raise _BadDateError(f"{words}: an all-of set is not taken", "a list of dates, one a line, says that there are several")
    if "/" in words and not re.fullmatch(r"\d{1,2}/\d{1,2}(/\d{2,4})?|\d{4}/\d{1,2}(/\d{1,2})?", words):
        return _interval(words)
    return _simple(words)


def _interval(words: str) -> PartialDate:
    """Read `start/end`; `..` is an open end, nothing an unknown one."""
    ends = words.split("/")
    if len(ends) != 2 or all(end in ("", "..") for end in ends):
        raise _BadDateError(f"{words!r} is not an interval", "write 2016-10/2017-02 or 2016-10/..")
    start, end = (None if part in ("", "..") else _simple(part) for part in ends)
    if start and end and (start.earliest or 0) > (end.latest or 0):
        raise _BadDateError(f"{words} ends before it begins", "the earlier date stands first")
    return PartialDate(words, start.earliest if start else None, end.latest if end else None)


def _one_of(words: str) -> PartialDate:
    """Read `[a,b]` or `[a..b]`: one of these, it isn't known which."""
    body = words[1:-1].replace(" ", "")
    if not words.endswith("]") or not body.strip(".,"):
        raise _BadDateError(f"{words!r} is not a set of dates", "write [2017-02-15,2017-02-16]")
    bounds: list[tuple[int | None, int | None]] = []
    for part in body.split(","):
        first, dots, last = part.partition("..")
        if dots and not (first or last):
            raise _BadDateError(f"{words!r} is not a set of dates", "write [2017-02-15,2017-02-16]")
        early, late = (_simple(p) if p else None for p in (first, last if dots else first))
        bounds.append((early.earliest if early else None, late.latest if late else None))
    starts = [b[0] for b in bounds]
    ends = [b[1] for b in bounds]
    earliest = None if None in starts else min(s for s in starts if s is not None)
    latest = None if None in ends else max(e for e in ends if e is not None)
    if earliest is not None and latest is not None and earliest > latest:
        raise _BadDateError(f"{words} ends before it begins", "the earlier date stands first")
    return PartialDate(f"[{body}]", earliest, latest)


def _simple(words: str) -> PartialDate:
    """Read a year, month, season or day, with X for digits that aren't known and a qualifier at its end."""
    found = _SIMPLE.fullmatch(words)
    if not found or (found.group(2) == "XX" and found.group(3) not in (None, "XX")):
        raise _BadDateError(f"{words!r} is not a date" if words else "a date is missing", _hint(words))
    year, month, day, _ = found.groups()
    if "X" in year:
        if month:
            raise _BadDateError(f"{words}: a month needs its year", "write 201X for a year of the 2010s")
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        if not first:
            first = 1
        return PartialDate(words, ordinal(first, 1, 1), ordinal(last, 12, 31))
    if year == "0000":
        raise _BadDateError("there is no year 0", WANTED)
    return PartialDate(words, *_bounds(int(year), month, day))


def _bounds(year: int, month: str | None, day: str | None) -> tuple[int, int]:
    """Return the first and last day of what is meant."""
    if month is None or month == "XX":
        return ordinal(year, 1, 1), ordinal(year, 12, 31)
    number = int(month)
    if number in _SEASONS and day is None:
        first, last = _SEASONS[number]
        late = (year + 1, last - 12) if last > 12 else (year, last)
        return ordinal(year, first, 1), ordinal(*late, month_length(*late))
    if not 1 <= number <= 12:
        raise _BadDateError(f"there is no month {month}", WANTED)
    length = month_length(year, number)
    if day is None or day == "XX":
        return ordinal(year, number, 1), ordinal(year, number, length)
    if not 1 <= int(day) <= length:
        raise _BadDateError(
            f"{ENGLISH.months[number - 1]} {year} has {length} days, not {int(day)}",
            f"the month ends on {year:04}-{month}-{length}",
        )
    return ordinal(year, number, int(day)), ordinal(year, number, int(day))


def _hint(words: str) -> str:
    """Say how a date in another form is written here."""
    year_first = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", words)
    if year_first:
        return f"write {_joined(*year_first.groups())}"
    if re.fullmatch(r"\d{8}", words):
        return f"write {words[:4]}-{words[4:6]}-{words[6:]}"
    numbers = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})", words)
    if numbers:
        return _numeric_hint(int(numbers.group(1)), int(numbers.group(3)), numbers.group(4))
    named = _named_hint(words)
    if named:
        return named
    if re.search(r"\du|unknown|open|\)", words):
        return "that is a draft of EDTF from before 2018: write 201X, 2017-02-XX, 2016-10/.. or undated"
    if re.search(r"\dT\d|\d \d\d?:\d\d", words):
        return "only dossier.as_of takes a time of day"
    return WANTED


def _joined(year: str, month: str, day: str | None) -> str:
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _numeric_hint(first: int, second: int, year: str) -> str:
    """Say what a date with its year at the end may mean."""
    forms = [
        f"{year}-{m:02}-{d:02}" for d, m in dict.fromkeys(((first, second), (second, first))) if 1 <= m <= 12 and 1 <= d <= 31
    ]
    return f"write {' or '.join(forms)}: year, month, day" if forms else WANTED


def _named_hint(words: str) -> str:
    """Say how a date with the name of its month is written here; '' where it has none."""
    parts = re.findall(r"\d+|[A-Za-z]{3,}", words)
    months = [_MONTH_NAMES.index(p[:3].lower()) + 1 for p in parts if p[:3].lower() in _MONTH_NAMES]
    years = [p for p in parts if len(p) == 4 and p.isdigit()]
    days = [p for p in parts if len(p) <= 2]
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return ""
    return f"write {_joined(years[0], str(months[0]), days[0] if days else None)}"


# Order -----------------------------------------------------------------------------------------------------------------
def sort_key(when: When) -> tuple[int, int]:
    """Return the key that puts dates in order: what is earliest first, at the same day the longer stretch, undated before all."""
    if when.word == "undated" or when.date is None:
        return 0, 0
    earliest, latest = when.date.earliest, when.date.latest
    start = earliest if earliest is not None else latest or 0
    return start, -(latest if latest is not None else 10_000_000)


def is_state(when: When) -> bool:
    """Say whether this dates a state of things (`as of`, `since`) and not an event."""
    return when.word in ("as of", "since")


# Showing ---------------------------------------------------------------------------------------------------------------
def written(when: When) -> str:
    """Return the date as an analyst writes it: what `parse_when` reads back to the same value."""
    if when.date is None:
        return "undated"
    word = "undated, before" if when.word == "undated" else when.word
    return " ".join(part for part in (word, "about" if when.about else "", when.date.edtf) if part)


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

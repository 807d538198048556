"""Text -> dates: EDTF and the words of an analyst; what can't be read is a located problem with advice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from dossier.dates.calendar import month_length, ordinal
from dossier.dates.saying import ENGLISH
from dossier.dates.values import PartialDate, When
from dossier.problems import Problem, Span, error

Place: TypeAlias = Callable[[int], Span]

WANTED = "write 2017-02-17, 2017-02, 2017, or words: about 2016-10, since 2016-10, by 2017-02-17, as of 2017-02-17, undated"
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_SIMPLE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%]?)", re.A)
_WHEN = re.compile(r"(?:(undated)(?:,? before\b)?|(since|by|as of)\b)?\s*(about\b)?\s*", re.I)
_FOREIGN = re.compile(r"(?:before|after|from|until|around|circa|early|late|mid|ca?\.)(?=\W)", re.I)
_MOMENT = re.compile(r"(\S+?)(?:(?:T|\s+)(\d{1,2}:\d{2})(?::\d{2})?\s*(\S+)?)?", re.A)
_ZONE = re.compile(r"UTC|Z|[+-](?:0\d|1[0-4]):[0-5]\d", re.A)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}  # months of a season of the northern half of the earth


class _BadDateError(Exception):
    """A date can't be read: what is wrong, and what to write instead."""

    def __init__(self, message: str, hint: str = WANTED) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


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
    opening, rest = found.group().lower(), text[found.end() :]
    word = (found.group(1) or found.group(2) or "").lower()
    if word == "undated" and "before" not in opening:
        if opening.strip() == "undated" and not rest.strip():
            return When("undated", None, False)
        problems.append(_wrong_word("undated stands alone, or with a bound", place(start), "undated"))
        return None
    foreign = None if word else _FOREIGN.match(rest)
    if foreign:
        problems.append(_wrong_word(f"{foreign.group()!r} is not one of the words for dates", place(start), foreign.group()))
        return None
    date = parse_date(rest, lambda offset: place(found.end() + offset), problems)
    return When(word, date, bool(found.group(3))) if date else None


def _wrong_word(message: str, place: Span, word: str) -> Problem:
    """Say that a word is not used so, and which there are."""
    hint = "undated | undated, before 2017-02-17 | by 2017-02-17 (no later than) | since 2016-10 | about 2016-10"
    return error(message, place._replace(length=len(word)), hint, "date")


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
    day, time, zone = (part or "" for part in found.groups())
    time = time.zfill(5) if time else ""
    date = parse_date(day, lambda offset: span.at(offset), problems)
    if date is None:
        return None
    wrong = ""
    if len(date.edtf) != len("2017-02-17") or date.earliest != date.latest:
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
        if early and late and (early.earliest or 0) > (late.latest or 0):
            raise _BadDateError(f"{part} ends before it begins", "the earlier date stands first")
        bounds.append((early.earliest if early else None, late.latest if late else None))
    starts = [b[0] for b in bounds]
    ends = [b[1] for b in bounds]
    earliest = None if None in starts else min(s for s in starts if s is not None)
    latest = None if None in ends else max(e for e in ends if e is not None)
    return PartialDate(f"[{body}]", earliest, latest)


def _simple(words: str) -> PartialDate:
    """Read a year, month, season or day, with X for digits that aren't known and a qualifier at its end."""
    found = _SIMPLE.fullmatch(words)
    if not found or (found.group(2) == "XX" and found.group(3) not in (None, "XX")):
        raise _BadDateError(f"{words!r} is not a date" if words else "a date is missing", _advice(words))
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


# Advice -----------------------------------------------------------------------------------------------------------------
def _advice(words: str) -> str:
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

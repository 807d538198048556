"""Text -> the days, months and years that it names, as precise as they are; weekdays are led to days by a known date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from dossier.dates import ENGLISH, PartialDate
from dossier.dates.calendar import civil, month_length, ordinal, weekday
from dossier.tuples import NamedTuple

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = {name[:3].lower(): number for number, name in enumerate(ENGLISH.months, 1)}
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![\w-]*[^\W\d_])"
)
_DAY: Final = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?(?!\d)"
_DAYS: Final = rf"{_DAY}(?:\s*(?:-|–|to|and|or|/|,)\s*{_DAY}){{0,3}}"
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![^\W\d_])"
_YEAR: Final = r"(?:1[5-9]|20)\d\d(?![\d]|[.,]\d)"
_BEFORE: Final = (
    "in", "since", "until", "by", "last", "this", "next", "of", "early", "late", "mid", "before", "after", "during", "from", "to",
    "about",
)  # fmt: skip
_NEAR: Final = "(?:" + "|".join(f"(?<=[{word[0].upper()}{word[0]}]{word[1:]}[ -])" for word in _BEFORE) + ")"  # May, not may
_DATE: Final = re.compile(
    r"(?<![\w.,-])(?:"
    r"(?P<iso>\d{4}-\d\d(?:-\d\d)?)(?![\d-])"
    rf"|(?:(?P<w1>{_WEEKDAY}),?\s+(?:the\s+)?)?(?P<d1>{_DAYS})\s+(?:of\s+)?(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?"
    rf"|(?:(?P<w2>{_WEEKDAY}),?\s+)?(?P<m2>{_MONTH})\s+(?P<d2>{_DAYS})(?:,?\s+(?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_MONTH}),?\s+(?P<y3>{_YEAR})"
    rf"|{_NEAR}(?P<m4>{_MONTH})"
    r"|(?P<m5>January|February|April|June|July|August|September|October|November|December)(?![^\W\d_])"
    rf"|(?P<w3>{_WEEKDAY})"
    rf"|(?P<y5>{_YEAR})(?!\w)"
    r")"
)
_COUNT: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<day>today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening))"
    r"|(?P<which>last|this|next) (?P<unit>month|year)"
    rf"|(?P<count>\d{{1,4}}|a|{_COUNT}) (?P<units>day|week|month|year)s? (?P<to>ago|earlier|before))\b",
    re.IGNORECASE,
)
_COUNTS: Final = dict(zip(_COUNT.split("|"), range(1, 13), strict=True))
_BACK: Final = {"yesterday": -1, "tomorrow": 1}
_HALF_YEAR: Final = 183  # days: what is said without a year is further ahead only with one


class Day(NamedTuple):
    """A day, month, year or weekday as a text says it; 0 where a part isn't said. `weekday` counts from 1, Monday."""

    year: int
    month: int
    day: int
    weekday: int = 0

    @property
    def written(self) -> str:
        """The date as a dossier writes it: 2016-12."""
        return "-".join(f"{part:02}" for part in self[:3] if part)


class Dated(NamedTuple):
    """A date in a text: what it says, where it begins, how it is written."""

    day: Day
    start: int
    words: str


def dates(text: str) -> list[Dated]:
    """Find the dates that an English text names: days with their months, months, years, weekdays; 12-13 April is two."""
    return [found for at in _DATE.finditer(text) for found in _read(at)]


def _read(at: re.Match[str]) -> Iterator[Dated]:
    if at["iso"]:
        yield Dated(Day(*map(int, (at["iso"] + "-0-0").split("-")[:3])), at.start(), at["iso"])
        return
    year = int(at["y1"] or at["y2"] or at["y3"] or at["y5"] or 0)
    named = at["m1"] or at["m2"] or at["m3"] or at["m4"] or at["m5"] or ""
    month = _MONTHS[named[:3].lower()] if named else 0
    day = at["w1"] or at["w2"] or at["w3"] or ""
    week = _WEEKDAYS.index(day.lower()) + 1 if day else 0
    numbers = [int(it) for it in re.findall(r"\d+", at["d1"] or at["d2"] or "0")]
    words = " ".join(at[0].split())
    for number in numbers:
        yield Dated(Day(year, month, number, week if len(numbers) == 1 else 0), at.start(), words)


# What the dates of a source come to ------------------------------------------------------------------------------------
def told(text: str, published: PartialDate | None) -> set[Day]:
    """Return the days, months and years that a text names, those without a year near the date of its publication."""
    out: set[Day] = set()
    for found in dates(text):
        out.update(_near(found.day, published))
    if published:
        for at in _RELATIVE.finditer(text):
            out.update(_relative(at, published))
    return out


def _near(day: Day, published: PartialDate | None) -> Iterable[Day]:
    """Give a date its year, and a weekday its day, as who writes at a known time means them: mostly of what is past."""
    if day.year or not (published and published.earliest and published.latest):
        return (day,)
    first, last = published.earliest, published.latest
    if not day.month:
        return [Day(*civil(it), day.weekday) for it in range(first - 6, last + 7) if weekday(it) + 1 == day.weekday]
    out = []
    for year in range(civil(first)[0] - 1, civil(last)[0] + 2):
        number = min(day.day, month_length(year, day.month)) or 1
        begin = ordinal(year, day.month, number)
        end = begin if day.day else ordinal(year, day.month, month_length(year, day.month))
        if end - first > -366 and begin - last < _HALF_YEAR and not (begin > last and end - last >= _HALF_YEAR):
            out.append(day._replace(year=year))
    return out


def _relative(at: re.Match[str], published: PartialDate) -> Iterator[Day]:
    """Give what `yesterday`, `last month`, `ten days ago` mean on the day of publication."""
    first, last = published.earliest, published.latest
    if first is None or last is None or last - first > 31:
        return
    year, month, _ = civil(last)
    if at["day"]:
        for it in range(first, last + 1):
            yield Day(*civil(it + _BACK.get(at["day"].lower(), 0)))
        return
    unit = at["unit"] or at["units"]
    count = {"last": -1, "this": 0, "next": 1}.get((at["which"] or "").lower(), 0)
    if at["count"]:
        count = -(int(at["count"]) if at["count"].isdigit() else _COUNTS.get(at["count"].lower(), 1))
    if unit.lower() == "year":
        yield Day(year + count, 0, 0)
    elif unit.lower() == "month":
        months = 12 * year + month - 1 + count
        yield Day(months // 12, months % 12 + 1, 0)
    else:
        days = count * (7 if unit.lower() == "week" else 1)
        for it in range(first, last + 1):
            yield Day(*civil(it + days))


# Whether a date is among them ------------------------------------------------------------------------------------------
def is_told(day: Day, there: Iterable[Day]) -> bool:
    """Say whether a date is among those of a source, with no more precision than that has."""
    return any(_is(day, it) for it in there)


def _is(day: Day, it: Day) -> bool:
    if day.year and it.year and day.year != it.year:
        return False
    if not day.month and not day.day and not day.weekday:
        return it.year == day.year
    if day.month and (day.month, day.day or it.day) != (it.month, it.day):
        return False
    if day.weekday:
        full = it.year or day.year
        of = weekday(ordinal(full, it.month, it.day)) + 1 if full and it.month and it.day else it.weekday
        return of == day.weekday
    return not day.day or bool(it.month)


def days_of(date: PartialDate) -> list[Day]:
    """Return the days, months and years that a date of the dossier is written with: both ends of an interval, all of a set."""
    out = []
    for year, month, day in re.findall(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date.edtf):
        number = int(month or 0)
        out.append(Day(int(year), number if number <= 12 else 0, int(day or 0)))
    return out

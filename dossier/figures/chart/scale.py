"""Scales: figures in, round steps and places along a line out; labels in, their places where they are numbers or dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor
from typing import Final

from dossier import dates
from dossier.dates import DateWords, PartialDate, month_length, ordinal
from dossier.figures.kit.rounding import round_up
from dossier.saying.wording import Wording
from dossier.tuples import NamedTuple

LEAST: Final = 1e-300  # figures that lie no farther apart are alike
_NUMBER: Final = re.compile(r"[-−+]?(?:\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+)(?:\.\d+)?")
_EDTF: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_DAYS: Final = r"(\d{1,2})(?:\s*(?:–|-|to|or|and)\s*(\d{1,2}))?"
_MONTH: Final = r"([^\W\d_]{3,})\.?"
_TIME: Final = r"(?:,?\s+(\d{1,2}):(\d{2}))?"
_DAY_FIRST: Final = re.compile(rf"(?:{_DAYS}\s+)?{_MONTH}(?:,?\s+(\d{{4}}))?{_TIME}")
_MONTH_FIRST: Final = re.compile(rf"{_MONTH}\s+{_DAYS}(?:,\s*(\d{{4}}))?{_TIME}")
_LEAP_YEAR: Final = 2000  # stands in where no label has a year: it has every day
_WHOLE_YEAR: Final = 366


class Scale:
    """Places figures along a length in points, between round ends."""

    def __init__(self, figures: Iterable[float], length: float, *, zero: bool, steps: int = 5) -> None:
        """Choose the ends; `zero`: nought is one of what is shown; about so many steps."""
        known = [*figures, *([0.0] if zero else [])]
        low, high = min(known), max(known)
        size = max(abs(low), abs(high))
        if high - low <= max(LEAST, 1e-9 * size):
            room = max(1.0, 1e-6 * size)
            low, high = (low - room, high + room) if not zero else (0.0, 1.0)
        self.step = round_up((high - low) / steps)
        if all(figure == int(figure) for figure in known):
            self.step = max(1.0, self.step)  # of what is counted there are no parts
        self.low = floor(low / self.step + 1e-9) * self.step
        self.high = -floor(-high / self.step + 1e-9) * self.step
        self.length = length

    def place(self, figure: float) -> float:
        """Return where a figure stands."""
        return (figure - self.low) / (self.high - self.low) * self.length

    def ticks(self) -> list[float]:
        """Return the round figures from end to end."""
        count = round((self.high - self.low) / self.step)
        return [self.low + i * self.step for i in range(count + 1)]


def said(figure: float, unit: str = "", between: str = ",", short: Wording | None = None) -> str:
    """Return a round figure as it prints: a real minus, thousands apart, its unit; `short`: with letters for millions."""
    size = abs(figure)
    power = next((power for power in (12, 9, 6) if size >= 10.0**power), 0) if short else 0
    number = f"{size / 10.0**power:,.9f}".rstrip("0").rstrip(".") if 1e-9 <= size < 1e18 else f"{size:g}"
    letters = short[f"magnitude.{power}"] if short and power else ""
    before, after = (unit, "") if unit != "%" else ("", unit)
    return f"{'−' if figure < 0 else ''}{before}{number.replace(',', between)}{letters}{after}"


# Labels -----------------------------------------------------------------------------------------------------------------
class _Day(NamedTuple):
    """A label that is a date: days of a month, or the month where there are none; `year` is 0 where none is given."""

    year: int
    month: int
    first: int
    last: int
    hour: float


def scaled(labels: Sequence[str], words: DateWords) -> Sequence[float]:
    """Return the place of each label on a common scale: as numbers, else as days; nothing where they have none."""
    numbers = [_number(label) for label in labels]
    places = numbers if None not in numbers else _days([_day(label, words) for label in labels])
    known = [place for place in places if place is not None]
    return known if len(known) == len(set(known)) == len(labels) else ()


def dated(label: str, words: DateWords) -> bool:
    """Say whether a label is a date."""
    return _day(label, words) is not None


def printed(label: str, words: DateWords) -> str:
    """Return a label as it prints: a date in figures in the words of the language."""
    match = _EDTF.fullmatch(label)
    if not match or _day(label, words) is None:
        return label
    return dates.words(PartialDate(label, 0, 0), words)


def _number(label: str) -> float | None:
    found = _NUMBER.fullmatch(label)
    return float(re.sub("[,\u202f\u00a0]", "", label).replace("−", "-")) if found else None


def _day(label: str, words: DateWords) -> _Day | None:
    """Read `24 March`, `5–6 April 2021`, `March 2021`, `24 March 08:00`, `2021-03-24`, `2021`."""
    if match := _EDTF.fullmatch(label):
        return _checked(int(match[1]), int(match[2]), match[3], None, None, None)
    if re.fullmatch(r"\d{4}", label):
        return _Day(int(label), 7, 1, 1, 0.0)
    if match := _DAY_FIRST.fullmatch(label):
        first, last, name, year, hour, minute = match.groups()
    elif match := _MONTH_FIRST.fullmatch(label):
        name, first, last, year, hour, minute = match.groups()
    else:
        return None
    months = [i for i, month in enumerate(words.months, 1) if month.casefold().startswith(name.casefold())]
    return _checked(int(year or 0), months[0], first, last, hour, minute) if len(months) == 1 else None


def _checked(year: int, month: int, first: str | None, last: str | None, hour: str | None, minute: str | None) -> _Day | None:
    if not 1 <= month <= 12:
        return None
    length = month_length(year or _LEAP_YEAR, month)
    start = int(first or 1)
    end = int(last or first or length)
    at = int(hour) + int(minute or 0) / 60 if hour else 12.0
    return _Day(year, month, start, end, at) if 1 <= start <= end <= length and at < 24 else None


def _days(found: Sequence[_Day | None]) -> Sequence[float | None]:
    """Return days on one scale; dates without a year are taken to lie as near together as they can."""
    known = [day for day in found if day is not None]
    if len(known) < len(found) or len({bool(day.year) for day in known}) != 1:
        return [None]
    at = [(_at(day, day.first) + _at(day, day.last)) / 2 for day in known]
    if known[0].year or len(at) < 2:
        return at
    order = sorted(at)
    gaps = [(b - a, b) for a, b in pairwise([*order, order[0] + _WHOLE_YEAR])]
    widest, after = max(gaps)
    return [place + _WHOLE_YEAR if place < after <= order[-1] and widest > _WHOLE_YEAR / 2 else place for place in at]


def _at(day: _Day, number: int) -> float:
    return ordinal(day.year or _LEAP_YEAR, day.month, number) + day.hour / 24

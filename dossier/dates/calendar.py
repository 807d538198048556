"""The proleptic Gregorian calendar: days as ordinals, months, weekdays.

Of our own, because importing the standard library's costs more time than all that is done with it here.
"""

from __future__ import annotations

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def ordinal(year: int, month: int, day: int) -> int:
    """Return the proleptic Gregorian ordinal of a day; 1 is 1 January 1."""
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400
    return days + sum(LENGTHS[: month - 1]) + (1 if month > 2 and is_leap(year) else 0) + day


def is_leap(year: int) -> bool:
    """Say whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return how many days the month has."""
    return 29 if month == 2 and is_leap(year) else LENGTHS[month - 1]


def civil(day: int) -> tuple[int, int, int]:
    """Return year, month and day of an ordinal from 1 on."""
    year = day * 400 // 146_097 + 2  # never too early
    while ordinal(year, 1, 1) > day:
        year -= 1
    month = next(month for month in range(12, 0, -1) if ordinal(year, month, 1) <= day)
    return year, month, day - ordinal(year, month, 1) + 1


def weekday(day: int) -> int:
    """Return the day of the week of an ordinal: Monday is 0, Sunday 6."""
    return (day + 6) % 7

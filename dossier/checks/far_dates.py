"""No date lies far from all others of the dossier, as one does whose year was mistyped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dossier.checks.names import Name
from dossier.dates import PartialDate
from dossier.evidence.graph import Evidence
from dossier.evidence.inside import records
from dossier.model import Claim, Contact, Dossier, Event, Held, Origin, Place, Source, known
from dossier.problems import Problem, Span, warning
from dossier.tuples import NamedTuple

TELLS = {"far-date": Name("No date lies years from all others of the dossier.")}

LEAST: Final = 6  # dates in a dossier, with fewer nothing can be said
GAP: Final = 7 * 365.25  # days that part a date from the others at least
TIMES: Final = 3  # and how many times the stretch of the others
MOST_FAR: Final = 2  # days; more of them are a history


class _Day(NamedTuple):
    """A date of the dossier: the first day that it can mean, as it was written, and where."""

    day: int
    edtf: str
    span: Span


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find dates before or after all others by years, and by several times the stretch over which most others are spread."""
    days = sorted(_days(dossier), key=lambda it: it.day)
    if len(days) < LEAST:
        return []
    turned = [it._replace(day=-it.day) for it in reversed(days)]
    early, late = _far(days), _far(turned)
    left = days[len(early) : len(days) - len(late)]
    return [_told(it, left) for it in days if it in early or it in days[len(days) - len(late) :]]


def _far(days: Sequence[_Day]) -> Sequence[_Day]:
    """Return the first days, if they lie far before the others."""
    distinct: list[int] = []
    for count, (here, there) in enumerate(pairwise(days), 1):
        distinct += [here.day] if here.day not in distinct else []
        if len(distinct) > MOST_FAR or count * 3 > len(days):
            return ()
        gap = there.day - here.day
        if gap > GAP and gap > TIMES * _stretch(days[count:]):
            return days[:count]
    return ()


def _stretch(days: Sequence[_Day]) -> int:
    """Return over how many days most of the days are spread: without the tenth at each end."""
    tenth = len(days) // 10
    return days[-1 - tenth].day - days[tenth].day


def _told(far: _Day, others: Sequence[_Day]) -> Problem:
    """Tell a far date, and what it would be in the years of the others."""
    first, last = others[0], others[-1]
    years = round(min(abs(far.day - first.day), abs(far.day - last.day)) / 365.25)
    message = f"{far.edtf} lies {years:,} years from all other dates, which lie between {first.edtf} and {last.edtf}"
    year = next((it.edtf[:4] for it in others if it.edtf[:4].isdigit() and _one_digit_off(far.edtf[:4], it.edtf[:4])), "")
    meant = f"is {year}{far.edtf[4:]} meant? " if year else ""
    return warning(message, far.span, f"{meant}where it is right, accept it under `silence:` (check: far-date)", "far-date")


def _one_digit_off(year: str, other: str) -> bool:
    """Say whether a year is another one but for a digit, or with two of them changed over."""
    return sum(a != b for a, b in zip(year, other, strict=True)) == 1 or sorted(year) == sorted(other)


def _days(dossier: Dossier) -> Iterator[_Day]:
    """Give the dates of a dossier that say when something was, or was published, read or spoken."""
    if as_of := dossier.facts.as_of:
        yield from _day(as_of.date, dossier.facts.place_of("as_of"))
    for record in records(dossier):
        if isinstance(record, Source):
            for name in ("published", "taken_as", "accessed"):
                date = record.__dict__.get(name)
                if isinstance(date, PartialDate):
                    yield from _day(date, record.place_of(name))
        elif isinstance(record, Origin | Claim | Event | Contact):
            for dated in known(record.when) or ():
                if dated.when.date:
                    yield from _day(dated.when.date, dated.span)
        elif isinstance(record, Place) and isinstance(record.held_by, Held):
            when = record.held_by.when
            if when and when.date:
                yield from _day(when.date, record.place_of("held_by"))


def _day(date: PartialDate, span: Span) -> Iterator[_Day]:
    day = date.earliest if date.earliest is not None else date.latest
    if day is not None:
        yield _Day(day, date.edtf, span)

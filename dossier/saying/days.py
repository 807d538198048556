"""Dates of the dossier -> words, with the precision that they have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier import dates
from dossier.blocks import Text, text
from dossier.dates import PartialDate, When
from dossier.model import Dated, Dossier, Gap
from dossier.saying.sentences import Sentences
from dossier.saying.wording import NO_BREAK

_DAY = re.compile(r"(?<=\d) (?=[^\W\d]{3})")  # between the day and the name of its month


class Days(Sentences):
    """What is said of days."""

    __slots__ = ("_days",)

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self._days: dict[PartialDate | When, str] = {}  # those said already

    def date(self, date: PartialDate | When | Gap | None) -> Text:
        """Say a date with the precision that it has, a gap by its word."""
        if date is None or isinstance(date, Gap):
            return self.line(date)
        return text(self._day(date))

    def _day(self, date: PartialDate | When) -> str:
        """Return a date in words; day and month stay on one line."""
        if date not in self._days:
            self._days[date] = _DAY.sub(NO_BREAK, dates.words(date, self.words.dates))
        return self._days[date]

    def when(self, when: Sequence[Dated]) -> str:
        """Return when something was so; dates that the sources disagree on are joined by 'or'."""
        days = sorted({dated.when for dated in when}, key=dates.sort_key)
        if len(days) > 1 and all(it.date and not it.word and not it.about and it.date.edtf[:1].isdigit() for it in days):
            bounds = [it.date for it in days if it.date]
            if all("/" not in it.edtf for it in bounds):
                one_of = PartialDate(f"[{','.join(it.edtf for it in bounds)}]", bounds[0].earliest, bounds[-1].latest)
                return self._day(one_of)
        return f" {self.words['or']} ".join(self._day(it) for it in days)

    def cut_off(self) -> str:
        """Return the information cut-off with its time and zone, '' where there is none."""
        as_of = self.dossier.facts.as_of
        if as_of is None:
            return ""
        day = self._day(as_of.date)
        return f"{day}, {as_of.time} {as_of.zone}".rstrip() if as_of.time else day

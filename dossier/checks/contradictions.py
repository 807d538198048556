"""What the dossier says of one thing in two ways is meant to be so: dates, places and holders that can't all be right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dossier.checks.names import Name
from dossier.dates import When, written
from dossier.evidence.contradictions import DATE, HOLDER, PLACE, Contradiction
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning
from dossier.reading.amounts import agree

TELLS = {
    "contradiction": Name("Nothing is dated, placed or held in two ways without being declared so."),
    "agreement": Name("Figures that stand in a list, as sources disagree on them, can’t all be right."),
}

_SAID: Final = {DATE: "dated", PLACE: "placed", HOLDER: "held by"}
_HINTS: Final = {
    DATE: "where the sources disagree, write the dates as a list; both are printed",
    PLACE: "give both the same place, or say with which claim each belongs",
    HOLDER: "both are printed; take one out where it is a mistake",
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of contradictions that the author has not declared as such, and of figures declared as one that agree."""
    return [*(_told(it) for it in evidence.contradictions if not it.declared), *_agreeing(dossier)]


def _agreeing(dossier: Dossier) -> Iterator[Problem]:
    """Tell lists of figures that can all be right: `about` has the leeway of its rounding."""
    lists = [claim.figures for group in dossier.claims for claim in group.claims.values()]
    lists += [figures for chart in dossier.charts.values() for row in chart.figures.values() for figures in row.values()]
    for figures in lists:
        if len(figures) > 1 and agree(figures):
            words = " and ".join(str(it.words) for it in figures)
            hint = "keep the one that the brief says; a list is for figures of which one must be wrong"
            yield warning(f"{words} agree: this is no disagreement", figures[-1].span, hint, "agreement")


def _told(it: Contradiction) -> Problem:
    sides = " and ".join(written(side.said) if isinstance(side.said, When) else side.said for side in it.sides)
    message = f"{it.about!r} is {_SAID[it.aspect]} {sides}, which can't all be so"
    return warning(message, it.sides[-1].span, _HINTS[it.aspect], "contradiction")

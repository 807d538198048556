"""What the dossier says of one thing in two ways is meant to be so: dates, places and holders that can't all be right."""

from __future__ import annotations

from typing import Final

from dossier.checks.names import Name
from dossier.dates import When, written
from dossier.evidence.contradictions import DATE, HOLDER, PLACE, Contradiction
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {"contradiction": Name("Nothing is dated, placed or held in two ways without being declared so.")}

_SAID: Final = {DATE: "dated", PLACE: "placed", HOLDER: "held by"}
_HINTS: Final = {
    DATE: "where the sources disagree, write the dates as a list; both are printed",
    PLACE: "give both the same place, or say with which claim each belongs",
    HOLDER: "both are printed; take one out where it is a mistake",
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of contradictions that the author has not declared as such."""
    return [_told(it) for it in evidence.contradictions if not it.declared]


def _told(it: Contradiction) -> Problem:
    sides = " and ".join(written(side.said) if isinstance(side.said, When) else side.said for side in it.sides)
    message = f"{it.about!r} is {_SAID[it.aspect]} {sides}, which can't all be so"
    return warning(message, it.sides[-1].span, _HINTS[it.aspect], "contradiction")

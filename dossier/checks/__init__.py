"""Rules of the trade over a linked dossier: `Dossier` and `Evidence` in, findings out. A rule is one file, and one row here.

The file has a function `check`, and TELLS: the names under which it tells its findings, each with the sentence that it holds.
Rules of REGISTRY are told at every run. Those of STRICT ask for more than a draft can have: they are told when asked
for (`--strict`), and counted at every build.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from dossier.checks import (
    absences,
    annex,
    bottom_line,
    citations,
    confidence,
    contradictions,
    cut_off,
    distinct,
    far_dates,
    grading,
    judged,
    language,
    left_out,
    likelihood,
    literal_marks,
    map_words,
    matrix,
    order,
    overstated,
    plots,
    questions,
    quotations,
    routes,
    spelling,
    tense,
    titles,
    twice,
    uncited,
    unfinished,
    unheld,
    unused,
    voices,
    whereabouts,
    whole_sources,
)
from dossier.checks.names import Name
from dossier.checks.silencing import findings
from dossier.evidence.findings import Findings, Silenced
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, errors_in


class Rule(Protocol):
    """A rule: a module of this folder."""

    @property
    def TELLS(self) -> Mapping[str, Name]:  # noqa: N802
        """The names under which it tells what it finds."""

    def check(self, dossier: Dossier, evidence: Evidence, /) -> list[Problem]:
        """Return what it finds."""


REGISTRY: Final[tuple[Rule, ...]] = (
    language,
    titles,
    bottom_line,
    likelihood,
    overstated,
    confidence,
    absences,
    citations,
    grading,
    voices,
    cut_off,
    order,
    far_dates,
    whereabouts,
    map_words,
    whole_sources,
    contradictions,
    twice,
    distinct,
    questions,
    matrix,
    plots,
    quotations,
    literal_marks,
    unheld,
    routes,
    left_out,
    unused,
    annex,
)

STRICT: Final[tuple[Rule, ...]] = (unfinished, judged, uncited, spelling, tense)

__all__ = ["REGISTRY", "STRICT", "Findings", "Name", "Rule", "Silenced", "find", "names", "run"]


def run(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Apply the rules that are told at every run; the problems come in their order."""
    return [problem for rule in REGISTRY for problem in rule.check(dossier, evidence)]


def find(
    dossier: Dossier, evidence: Evidence, text: str = "", today: int | None = None, also: Sequence[Problem] = ()
) -> Findings:
    """Apply all rules, and part what is open from what the dossier silences.

    `text` is the file, in which words are looked up; `today` the day on which states must be fresh, a proleptic ordinal;
    `also` are problems that were found earlier: warnings, which keep the brief a draft as well, or errors; what may come of these
    is held back.
    """
    found = run(dossier, evidence)
    asked = [problem for rule in STRICT for problem in rule.check(dossier, evidence)]
    if today is not None:
        from dossier.checks import stale

        asked += stale.check(dossier, evidence, today)
    wrong = errors_in(also)
    if wrong:
        from dossier.checks.doubtful import Doubt

        doubt = Doubt(dossier, evidence, wrong)
        found, asked = (list(filter(doubt.holds, them)) for them in (found, asked))
    told = [*also, *found]
    return findings(dossier, evidence, told, asked, text, names() if dossier.silence else (), whole=not wrong)


def names() -> dict[str, Name]:
    """Return all names of checks, each with what it holds."""
    from dossier.checks import stale

    return {name: said for tells in (*(rule.TELLS for rule in (*REGISTRY, *STRICT)), stale.TELLS) for name, said in tells.items()}

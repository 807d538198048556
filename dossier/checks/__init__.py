"""Rules of the trade over a linked dossier: `Dossier` and `Evidence` in, findings out. A rule is one file, and one line here.

Rules of REGISTRY are told at every run. Those of STRICT ask for more than a draft can have: they are told when asked
for (`--strict`), and counted at every build.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from dossier.checks import (
    annex,
    bottom_line,
    citations,
    confidence,
    contradictions,
    cut_off,
    grading,
    language,
    likelihood,
    matrix,
    order,
    plots,
    questions,
    quotations,
    routes,
    spelling,
    uncited,
    unfinished,
    unused,
)
from dossier.checks.silencing import findings
from dossier.evidence.findings import Findings, Silenced
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem

Check: TypeAlias = Callable[[Dossier, Evidence], list[Problem]]

REGISTRY: Final[tuple[Check, ...]] = (
    language.check,
    bottom_line.check,
    likelihood.check,
    confidence.check,
    citations.check,
    grading.check,
    cut_off.check,
    order.check,
    contradictions.check,
    questions.check,
    matrix.check,
    plots.check,
    quotations.check,
    routes.check,
    unused.check,
    annex.check,
)

STRICT: Final[tuple[Check, ...]] = (unfinished.check, uncited.check, spelling.check)

__all__ = ["REGISTRY", "STRICT", "Check", "Findings", "Silenced", "find", "run"]


def run(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Apply the rules that are told at every run; the problems come in their order."""
    return [problem for check in REGISTRY for problem in check(dossier, evidence)]


def find(
    dossier: Dossier, evidence: Evidence, text: str = "", today: int | None = None, also: Sequence[Problem] = ()
) -> Findings:
    """Apply all rules, and part what is open from what the dossier silences.

    `text` is the file, in which words are looked up; `today` the day on which states must be fresh, a proleptic ordinal;
    `also` are warnings that were found earlier, which keep the brief a draft as well.
    """
    told = [*also, *run(dossier, evidence)]
    asked = [problem for check in STRICT for problem in check(dossier, evidence)]
    if today is not None:
        from dossier.checks import stale

        asked += stale.check(dossier, evidence, today)
    return findings(dossier, evidence, told, asked, text)

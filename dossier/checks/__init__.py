"""Rules of the trade over a linked dossier: `Dossier` and `Evidence` in, problems out. A rule is one file, and one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from dossier.checks import (
    bottom_line,
    citations,
    confidence,
    cut_off,
    grading,
    language,
    likelihood,
    questions,
    quotations,
    routes,
    unused,
)
from dossier.evidence import Evidence
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
    questions.check,
    quotations.check,
    routes.check,
    unused.check,
)


def run(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Apply every rule; the problems come in the order of the rules."""
    return [problem for check in REGISTRY for problem in check(dossier, evidence)]

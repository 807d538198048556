"""That something was not said is no evidence of what is so: nothing rests on absences alone."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import ABSENCE, Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {"absence": Name("No judgement, and no statement, rests on absences alone.")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of judgements, and of claims that say that something is so, that rest on nothing but what was not said."""
    out: list[Problem] = []
    for judged in evidence.judgements:
        if judged.absences and not judged.claims:
            hint = "not announced isn't lacking: rests_on wants a claim that says that something is so"
            span = judged.judgement.place_of("rests_on")
            out.append(warning("this judgement rests only on what was not said", span, hint, "absence"))
    for view in evidence.claims:
        if view.absence and view.claim.kind != ABSENCE:
            hint = "say `kind: absence`, or cite where it is said to be so"
            message = "this claim rests only on what was not said"
            out.append(warning(message, view.claim.place_of("cite"), hint, "absence"))
    return out

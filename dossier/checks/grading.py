"""Grades say no more than the evidence does (Admiralty code, AJP-2.1)."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import SINGLE, Evidence
from dossier.model import Dossier
from dossier.problems import Problem, error, warning

TELLS = {
    "grade": Name(
        "Grade 1 has two independent origins, and each digit has its letter.",
        "error: 1 without two origins; open: no letter",
    ),
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find claims called confirmed (1) without two independent origins (an error), and digits without a letter (a warning)."""
    out: list[Problem] = []
    for view in evidence.claims:
        span = view.claim.place_of("grade")
        if view.claim.grade == 1 and len(view.origins) < 2:
            told = f"from one origin, {view.origins[0]}" if SINGLE in view.marks else "without an origin"
            hint = "1 asks for another, independent origin; 2 is `probably true`"
            out.append(error(f"graded 1 (confirmed), but it comes {told}", span, hint, "grade"))
        elif view.claim.grade and not view.letter:
            whose = f"{view.by!r}" if view.by else "what it cites"
            hint = "give the origin or source a `reliability` of A to F; F says that it can't be judged"
            out.append(
                warning(f"graded {view.claim.grade}, but {whose} has no letter: it prints as not graded", span, hint, "grade")
            )
    return out

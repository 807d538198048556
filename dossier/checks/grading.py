"""Grades say no more than the evidence does (Admiralty code, AJP-2.1)."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import UNNAMED, ClaimView, Evidence
from dossier.model import Dossier
from dossier.problems import Problem, error, warning

TELLS = {
    "grade": Name(
        "Grade 1 has two independent origins, and each digit has its letter.",
        "error: 1 without two origins; open: no letter",
    ),
    "grade-reason": Name("Grade 1 or 2 of what no source is named for says why."),
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find claims called confirmed (1) without two independent origins (an error); warn of digits without letter or reason."""
    out: list[Problem] = []
    for view in evidence.claims:
        digit = view.claim.grade
        span = view.claim.place_of("grade")
        if digit == 1 and len(view.origins) < 2:
            hint = "1 asks for another party, or an outlet in its own words; 2 is `probably true`"
            out.append(error(f"graded 1 (confirmed), but {_from(evidence, view)}", span, hint, "grade"))
        elif digit and not view.letter:
            bare = [voice for voice in view.voices if not evidence.letter(voice, view.sources)]
            whose = " and ".join(map(repr, bare)) or "what it cites"
            hint = "give the origin or source a `reliability` of A to F; F says that it can't be judged"
            has = "have" if len(bare) > 1 else "has"
            out.append(warning(f"graded {digit}, but {whose} {has} no letter: it prints as not graded", span, hint, "grade"))
        elif digit in (1, 2) and UNNAMED in view.marks and not view.claim.why:
            hint = "say in `why` what bears it out; 3 is possibly true, 6 can't be judged"
            called = "confirmed" if digit == 1 else "probably true"
            message = f"graded {digit} ({called}), but no source is named and no reason given"
            out.append(warning(message, span, hint, "grade-reason"))
    return out


def _from(evidence: Evidence, view: ClaimView) -> str:
    """Say from how little a claim comes."""
    if view.absence:
        return "it says only that something was not said"
    return f"it comes from {evidence.parties.alone(evidence.starts(view.id))}"

"""A matrix of competing hypotheses is complete: at least two, and each piece of evidence weighed against each (Heuer)."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier, Question
from dossier.problems import Problem, error, warning

TELLS = {
    "matrix": Name(
        "A matrix weighs each piece of evidence against each of two or more hypotheses.",
        "error: a cell too few or too many; open: no matrix",
    ),
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find rows that leave a hypothesis out or name an unknown one (errors), and matrices that decide nothing (warnings)."""
    out = [problem for question in dossier.questions.values() for problem in _in_question(question)]
    for judgement in dossier.judgements.values():
        weighed = judgement.weighed_in
        question = dossier.questions.get(weighed.id) if weighed else None
        if weighed and question and not question.hypotheses:
            hint = "name its readings under `hypotheses` and weigh the evidence, or write `rivals` here"
            out.append(warning(f"no readings are weighed in the question {weighed.id!r}", weighed.span, hint, "matrix"))
    return out


def _in_question(question: Question) -> list[Problem]:
    names = question.hypotheses
    if not names and not question.evidence:
        return []
    out: list[Problem] = []
    if len(names) < 2:
        hint = "name at least two readings under `hypotheses`; one alone competes with nothing"
        out.append(warning("evidence is weighed where there are no two hypotheses", question.span, hint, "matrix"))
    elif not question.evidence:
        hint = "evidence: a list of claims, each with `weighs`"
        out.append(warning("nothing is weighed against these hypotheses", question.place_of("hypotheses"), hint, "matrix"))
    for row in question.evidence:
        span = row.place_of("weighs")
        if missing := [name for name in names if name not in row.weighs]:
            message = f"this row leaves out {', '.join(map(repr, missing))}"
            out.append(error(message, span, "CC, C, N, I or II for each hypothesis; N says that it tells nothing", "matrix"))
        if unknown := [name for name in row.weighs if name not in names]:
            message = f"there is no hypothesis {', '.join(map(repr, unknown))}"
            out.append(error(message, span, f"there are: {', '.join(names) or 'none'}", "matrix"))
    return out

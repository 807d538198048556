"""A judgement says how good its evidence is, and doesn't say `high` on the word of one, nor more than a judgement below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence, JudgementView
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {
    "confidence": Name(
        "A judgement rests on claims and has a confidence: not high on one party or outlet, nor more than below it."
    )
}
_LEVELS: Final = ("low", "moderate", "high")


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of judgements without confidence or claims to rest on, and of high confidence on a single origin (ICD 203, ODNI)."""
    out: list[Problem] = []
    for view in evidence.judgements:
        judgement = view.judgement
        if not view.claims and not view.absences:
            hint = "rests_on: the ids of claims"
            out.append(warning("this judgement rests on no claim", judgement.place_of("text"), hint, "confidence"))
        if judgement.confidence is None:
            out.append(
                warning(
                    "this judgement has no confidence",
                    judgement.place_of("text"),
                    "confidence: high | moderate | low",
                    "confidence",
                )
            )
        elif judgement.confidence == "high" and view.claims and len(view.origins) < 2:
            message = f"high confidence, but all of it rests on {evidence.parties.alone(evidence.starts(view.id))}"
            hint = "high confidence asks for consistent reporting from several parties, or outlets in their own words"
            out.append(warning(message, judgement.place_of("confidence"), hint, "confidence"))
        out += _above(view, evidence)
    return out


def _above(view: JudgementView, evidence: Evidence) -> Iterator[Problem]:
    """Find judgements below this one of which we are less confident: what rests on them has no better evidence."""
    mine = view.judgement.confidence
    for ref in view.judgement.rests_on:
        below = evidence.judgement(ref.id).judgement.confidence if evidence.part(ref.id) == "judgements" else None
        if mine and below and _LEVELS.index(mine) > _LEVELS.index(below):
            message = f"{mine} confidence, but judgement {evidence.number(ref.id)}, {ref.id}, on which it rests, has {below}"
            hint = "what rests on a judgement has no better evidence; where claims bear it by themselves, name those alone"
            yield warning(message, view.judgement.place_of("confidence"), hint, "confidence")

"""A judgement says how good its evidence is, and doesn't say `high` on the word of one."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {"confidence": Name("A judgement rests on claims and has a confidence, which isn’t high on one party or outlet.")}


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
    return out

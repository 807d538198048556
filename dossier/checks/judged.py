"""A judgement is finished: it says so what, until when it is meant, and what else the evidence could mean (ICD 203)."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier, Judgement
from dossier.problems import Problem, warning

TELLS = {"judgement": Name("A judgement says why it matters, until when it is meant, and which rival readings there are.")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find judgements that leave out one of these, and rival readings of which nobody says what would favour them."""
    out: list[Problem] = []
    for judgement in dossier.judgements.values():
        if missing := _missing(judgement):
            hint = "what follows for the reader; a day; readings that the evidence allows too, each with what would favour it"
            message = f"this judgement leaves out {'; '.join(missing)}"
            out.append(warning(message, judgement.place_of("text"), hint, "judgement"))
        for rival in judgement.rivals:
            if not rival.favoured_by:
                hint = "favoured_by: what would be seen if this reading were the right one"
                out.append(warning("nothing says what would favour this reading", rival.place_of("reading"), hint, "judgement"))
    return out


def _missing(judgement: Judgement) -> list[str]:
    """Name what a judgement leaves out."""
    parts = (
        (judgement.matters, "why it matters (`matters`)"),
        (judgement.by, "until when it is meant (`by`)"),
        (judgement.rivals or judgement.weighed_in, "rival readings (`rivals`, or `weighed_in` and a question)"),
    )
    return [words for value, words in parts if not value]

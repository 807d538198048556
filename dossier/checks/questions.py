"""An open question says what is known, who wants what, why it matters, what would settle it, and what to watch for."""

from __future__ import annotations

from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {"question": Name("A question asks, and leaves out none of its aspects.")}

ASPECTS: Final = {
    "known": "what is known",
    "positions": "the positions of the parties",
    "matters": "why it matters",
    "resolves": "what would settle it",
    "watch": "what to watch for",
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of questions with aspects left out (`not stated` says one), or that don't ask."""
    out: list[Problem] = []
    for question in dossier.questions.values():
        missing = [words for name, words in ASPECTS.items() if not getattr(question, name)]
        if missing and question.status != "closed":
            message = f"this question leaves out {'; '.join(missing)}"
            out.append(warning(message, question.place_of("ask"), "`not stated` says that the sources are silent", "question"))
        if not question.ask.rstrip().endswith(("?", "؟", "；", ";")):
            message = "this question has no question mark"
            out.append(
                warning(message, question.place_of("ask"), "one sentence, neutral, that ends with a question mark", "question")
            )
    return out

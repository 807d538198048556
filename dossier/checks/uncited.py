"""Each statement that is put forward as reported cites something: a paragraph of prose, or a field."""

from __future__ import annotations

from dossier.checks.citations import TELLS
from dossier.evidence.graph import Evidence
from dossier.evidence.statements import Statement, statements
from dossier.model import Dossier
from dossier.problems import Problem, warning

__all__ = ["TELLS", "check"]


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find the finer statements that cite nothing: paragraphs of prose, people, senses, holders, ways in, routes, rows."""
    hint = "[@6] a paragraph, [@departure] a claim, [@desk] our own knowledge"
    return [
        warning(f"{it.name}: nothing is cited", it.span, hint, "uncited")
        for it in statements(dossier)
        if it.reported and not it.cites and not _always_told(it, evidence)
    ]


def _always_told(it: Statement, evidence: Evidence) -> bool:
    """Say whether the rule on citations, which is never left out, tells this one."""
    if it.aspect:
        return it.aspect in ("role", "what is said") or it.aspect.startswith(("known ", "position "))
    return not evidence.part(it.about) or evidence.part(it.about) == "contacts"

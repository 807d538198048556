"""A source list holds what the brief rests on, and nothing else."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {"unused": Name("Each source is cited, and something rests on each origin.")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of sources that nothing cites, and origins whose words nothing rests on."""
    out: list[Problem] = []
    for id, source in dossier.sources.items():
        if not evidence.cited_by(id):
            hint = "cite it where it is used, or take it out"
            out.append(warning(f"nothing cites the source {id!r}", source.span, hint, "unused"))
    for id, origin in dossier.origins.items():
        if not evidence.cited_by(id):
            hint = "name it in the `by` of a claim, or take it out"
            out.append(warning(f"nothing rests on the origin {id!r}", origin.span, hint, "unused"))
    return out

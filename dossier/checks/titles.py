"""The title is one that can head a page, and the furniture of every other."""

from __future__ import annotations

from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning

MOST: Final = 160  # characters: two lines at the head of page 1
TELLS = {"title": Name(f"The title has {MOST} characters at most.")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find a title that is longer than two lines."""
    count = len(dossier.facts.title)
    if count <= MOST:
        return []
    hint = "say in a line or two what the brief says; the rest belongs to `standfirst` and `bottom_line`"
    return [warning(f"a title of {count:,} characters", dossier.facts.place_of("title"), hint, "title")]

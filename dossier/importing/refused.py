"""The text of a new dossier -> what would be wrong with it at once: it is held against the reader and the usual style."""

from __future__ import annotations

from typing import Final

from dossier import pipeline
from dossier.problems import ERROR, DossierError, Problem

_OF_TITLES: Final = ("markup", "title")


def refused(text: str, name: str) -> list[Problem]:
    """Return the errors of a new dossier, and what is wrong with its title; what waits to be written is none of these.

    `name` stands for the dossier in the problems.
    """
    title = next((number for number, line in enumerate(text.split("\n"), 1) if line.startswith("  title: ")), 0)
    try:
        problems = list(pipeline.check(text.encode(), name).problems)
    except DossierError as wrong:
        problems = list(wrong.problems)
    return [it for it in problems if it.severity == ERROR or (it.span and it.span.line == title and it.name in _OF_TITLES)]

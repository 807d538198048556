"""A citation of a source whose paragraphs are known says which of them it means."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {"paragraph": Name("A citation names the paragraph, where those of its source are known or cited elsewhere.")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find citations of a whole source of which other citations, or its text, have paragraphs."""
    example: dict[str, str] = {}
    for use in evidence.uses:
        if use.locators:
            first = use.locators[0]
            example.setdefault(use.on or evidence.default, f"{first.first}-{first.last}" if first.last else first.first)
    out = []
    for use in evidence.uses:
        text = evidence.texts.get(use.on)
        if use.how != "cite" or use.locators or use.on not in dossier.sources or not (text or use.on in example):
            continue
        there = f"its text has {text.labels()}" if text else f"elsewhere {use.on} {example[use.on]} is cited"
        message = f"the whole of {use.on!r} is cited, though its paragraphs are known"
        out.append(warning(message, use.span, f"name the paragraph; {there}", "paragraph"))
    return out

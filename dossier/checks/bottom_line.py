"""The bottom line is short: three sentences, 75 words."""

from __future__ import annotations

from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.inline.parting import sentences
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {"bottom-line": Name("The bottom line is three sentences and 75 words at most.")}

SENTENCES: Final = 3
WORDS: Final = 75


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of a bottom line that is longer than can be read at a glance."""
    line = dossier.bottom_line
    if line is None:
        return []
    count, words = sum(bool(it.text.strip()) for it in sentences(line)), len(line.plain.split())
    if count <= SENTENCES and words <= WORDS:
        return []
    message = f"the bottom line has {_count(count, 'sentence')} and {_count(words, 'word')}"
    hint = f"{SENTENCES} sentences and {WORDS} words at most; the rest belongs into judgements and claims"
    return [warning(message, dossier.place_of("bottom_line"), hint, "bottom-line")]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")

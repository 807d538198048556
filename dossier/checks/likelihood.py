"""A judgement has one likelihood word, of the scale that the brief has chosen, and no confidence in its sentence (ICD 203)."""

from __future__ import annotations

import re
from typing import Final

from dossier.evidence import Evidence, JudgementView
from dossier.model import Dossier
from dossier.problems import Problem, error, warning
from dossier.scales import NAMES, SCALES

_CONFIDENCE = re.compile(r"\bconfidence\b", re.I)
_ORDINARY: Final = frozenset(("remote",))  # as in "a remote village": a likelihood only in the scale that has it
_ROWS: Final = ("icd203 row 1", "icd203 row 2")


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find judgements with no likelihood word, with several, with one of another scale, or with their confidence inside."""
    if not evidence.judgements:
        return []
    scale = dossier.facts.likelihood
    own = {word for term in SCALES[scale] for word in term.words}
    every = own | ({word for terms in SCALES.values() for term in terms for word in term.words} - _ORDINARY)
    # the longer first, so that `unlikely` is not found within `very unlikely`
    longest_first = sorted(every, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.I)
    return [problem for view in evidence.judgements for problem in _in_judgement(view, scale, own, pattern)]


def _in_judgement(view: JudgementView, scale: str, own: set[str], pattern: re.Pattern[str]) -> list[Problem]:
    """Check the sentence of one judgement."""
    text, span = view.judgement.text.plain, view.judgement.place_of("text")
    found = pattern.findall(text)
    out: list[Problem] = []
    for word in found:
        if word.lower() not in own:
            message = f"{word!r} is not a word of {NAMES[scale]}"
            out.append(error(message, span, f"write {_instead(word.lower(), scale)}", "likelihood"))
    if not found:
        hint = f"one word of {NAMES[scale]} says how likely it is; what is certain is a claim, not a judgement"
        out.append(warning("this judgement has no likelihood word", span, hint, "likelihood"))
    elif len(found) > 1:
        message = f"this judgement has {len(found)} likelihood words: {', '.join(found)}"
        out.append(warning(message, span, "one judgement, one likelihood; make two of it", "likelihood"))
    if _CONFIDENCE.search(text):
        message = "likelihood and confidence stand in one sentence"
        out.append(error(message, span, "the confidence belongs into its own field, `confidence`", "likelihood"))
    return out


def _instead(word: str, scale: str) -> str:
    """Name the word of the other row for the same step; all words of the scale where its steps are others."""
    for row in _ROWS if scale in _ROWS else ():
        for step, term in enumerate(SCALES[row]):
            if word in term.words:
                return SCALES[scale][step].words[0]
    return " | ".join(term.words[0] for term in SCALES[scale])

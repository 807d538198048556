"""A judgement has one likelihood word, of the scale that the brief has chosen, and no confidence in its sentence (ICD 203).

The bottom line has no other words of likelihood either, unless it reports those of a claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence, JudgementView
from dossier.inline import Citation, Prose
from dossier.inline.parting import sentences
from dossier.model import Dossier
from dossier.problems import Problem, Span, error, warning
from dossier.saying.scales import FOREIGN, HEDGE, NAMES, SCALES, Estimate, estimates

TELLS = {
    "likelihood": Name(
        "A judgement has one likelihood word, and it is one of the chosen scale; the bottom line has no others.",
        "error: a foreign word; open: none, or several",
    ),
    "likelihood-and-confidence": Name("Likelihood and confidence never stand in one sentence.", "error"),
    "hedge": Name("Judgements and bottom line have no word that leaves likelihood open: may, could, possible, cannot rule out."),
}

_LEVELS: Final = "high|higher|moderate|medium|low|lower|great|little|full|some|limited|strong|weak|reasonable|our|no|much"
# These are seldom needed, and slow to compile, so they stay text until they are.
_STEM: Final = "confiden"
_CONFIDENCE: Final = (
    rf"\b(?:(?:{_LEVELS}) confidence|confidence (?:level|rating|is|that|in (?:this|that|our|the) (?:judg|assess|view))"
    r"|with confidence|confiden(?:t|tly) (?:that|in|of|assess|judge|predict)|(?:we|are|is|remain|feel) confident)\b"
    r"(?! (?:vote|motion|measure|building|trick))"
)
_NO_ASSESSMENT: Final = r"\b(?:vote|motion) of (?:no )?confidence\b|\bno[- ]confidence (?:vote|motion)\b"
_SENTENCE_END: Final = r"(?<=[.!?…])[\"'”’»)]*\s+(?=[\"'“‘«(]*[^\W\d_a-z])"
_QUOTED: Final = r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»'
_ROWS: Final = ("icd203 row 1", "icd203 row 2")
_APART: Final = "the confidence belongs into its own field, `confidence`"


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find judgements with no likelihood word, several, one of another scale, a hedge, or their confidence in one sentence."""
    scale = dossier.facts.likelihood
    out = [problem for view in evidence.judgements for problem in _in_judgement(view, scale)]
    if dossier.bottom_line:
        span = dossier.place_of("bottom_line")
        out += _mixed(dossier.bottom_line, span, scale)
        for sentence in sentences(dossier.bottom_line):
            words = [it for it in in_own_words(sentence.text, scale) if it.kind in (FOREIGN, HEDGE)]
            out += [_outside(it, span, scale) for it in unreported(words, sentence.all_cites, evidence)]
    return out


def in_own_words(text: str, scale: str) -> list[Estimate]:
    """Find the words of likelihood in a text that aren't in quotation marks."""
    return estimates(re.sub(_QUOTED, lambda found: " " * len(found.group()), text), scale)


def unreported(found: Sequence[Estimate], cites: Iterable[Citation], evidence: Evidence) -> list[Estimate]:
    """Return the words of likelihood that aren't taken over from one of the claims cited."""
    if not found:
        return []
    claims = [evidence.claim(cite.target).claim for cite in cites if evidence.part(cite.target) == "claims"]
    said = " ".join(f"{claim.text.plain} {claim.quote or ''}" for claim in claims)
    words = {it.word.lower() for it in found}
    theirs = {word for word in words if re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE)}
    return [it for it in found if it.word.lower() not in theirs]


def _in_judgement(view: JudgementView, scale: str) -> Iterator[Problem]:
    """Check one judgement: its sentence, and that its reasons keep likelihood and confidence apart."""
    judgement = view.judgement
    text, span = judgement.text.plain, judgement.place_of("text")
    found = estimates(text, scale)
    terms = [it for it in found if it.kind != HEDGE]
    yield from (_outside(it, span, scale) for it in found if it.kind in (FOREIGN, HEDGE))
    if not terms:
        hint = f"one word of {NAMES[scale]} says how likely it is; what is certain is a claim, not a judgement"
        yield warning("this judgement has no likelihood word", span, hint, "likelihood")
    elif len(terms) > 1:
        message = f"this judgement has {len(terms)} likelihood words: {', '.join(it.word for it in terms)}"
        yield warning(message, span, "one judgement, one likelihood; make two of it", "likelihood")
    if word := confidence_in(text):
        message = "likelihood and confidence stand in one sentence"
        yield error(message, span, _APART, "likelihood-and-confidence", word=word)
    for name, prose in (("because", judgement.because), ("changes_if", judgement.changes_if)):
        if prose:
            yield from _mixed(prose, judgement.place_of(name), scale)


def _outside(it: Estimate, span: Span, scale: str) -> Problem:
    """Tell a word that is not of the scale; one that has no probability at all is a warning."""
    if it.kind == HEDGE:
        hint = f"say how likely, in a word of {NAMES[scale]}: {_terms(scale)}"
        return warning(f"{it.word!r} leaves open how likely it is", span, hint, "hedge", word=it.word)
    message = f"{it.word!r} is not a word of {NAMES[scale]}"
    return error(message, span, f"write {_instead(it.word.lower(), scale)}", "likelihood", word=it.word)


def _mixed(prose: Prose, span: Span, scale: str) -> Iterator[Problem]:
    """Find sentences that hold both a likelihood word and a level of confidence."""
    if not confidence_in(prose.plain):
        return
    for sentence in re.split(_SENTENCE_END, prose.plain):
        word = confidence_in(sentence)
        if word and any(it.kind != HEDGE for it in estimates(sentence, scale)):
            message = "likelihood and confidence stand in one sentence"
            yield error(message, span, "make two sentences of it", "likelihood-and-confidence", word=word)


def confidence_in(text: str) -> str:
    """Return the words that state a confidence in an assessment, '' where there are none; a vote of confidence is none."""
    if _STEM not in text.lower():
        return ""
    found = re.search(_CONFIDENCE, re.sub(_NO_ASSESSMENT, "", text, flags=re.IGNORECASE), re.IGNORECASE)
    return found.group() if found else ""


def _instead(word: str, scale: str) -> str:
    """Name the word of the other row for the same step; all words of the scale where its steps are others."""
    for row in _ROWS if scale in _ROWS else ():
        for step, term in enumerate(SCALES[row]):
            if word in term.words:
                return SCALES[scale][step].words[0]
    return _terms(scale)


def _terms(scale: str) -> str:
    return " | ".join(term.words[0] for term in SCALES[scale])

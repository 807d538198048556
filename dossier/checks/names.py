"""The names of the checks: by which problems say what found them, and dossiers silence them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NAMES: Final[Mapping[str, str]] = {
    "bottom-line": "The bottom line is three sentences and 75 words at most.",
    "likelihood": "A judgement has one likelihood word, and it is one of the chosen scale.",
    "likelihood-and-confidence": "Likelihood and confidence never stand in one sentence.",
    "hedge": "A judgement has no word that leaves its likelihood open: may, could, possible, cannot rule out.",
    "confidence": "A judgement rests on claims and has a confidence, which isn’t high on one origin.",
    "uncited": "A claim cites something, and so does each statement that is put forward as reported.",
    "grade": "Grade 1 has two independent origins, and each digit has its letter.",
    "contradiction": "Nothing is dated, placed or held in two ways without being declared so.",
    "cut-off": "Nothing is later than the information cut-off.",
    "order": "Nothing is read before it was published, told before it happened, or planned for a day that is over.",
    "question": "A question asks, and leaves out none of its aspects.",
    "empty-chart": "A chart has a figure that can be drawn.",
    "mixed-units": "All figures of a chart are in one unit.",
    "matrix": "A matrix weighs each piece of evidence against each of two or more hypotheses.",
    "unused": "Each source is cited, and something rests on each origin.",
    "annex": "Where an annex is asked for, there are sources to reproduce, and their texts are at hand.",
    "language": "The words that the brief prints by itself exist in its language.",
    "route": "What looks like an id in the words of a route is one.",
    "quotation": "A quotation holds words, and they stand in the paragraph that it cites.",
    "quotation-marks": "A quotation is written without quotation marks of its own.",
    "long-quotation": "A quotation has 500 words at most.",
    "unverified-quotation-marks": "Words in quotation marks within prose cite what they quote.",
    "unknown-label": "Each paragraph that is cited is one of the source’s text.",
    "todo": "No text waits to be written.",
    "unrecorded": "Nothing is missing that we could have noted.",
    "spelling": "Names are spelt as listed.",
    "stale": "States are fresh on the day given with --today, and plans have a day still to come.",
}

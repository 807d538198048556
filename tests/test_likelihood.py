"""The likelihood lint against sentences that an editor has marked by hand, and the words of the three scales."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from dossier import checks
from dossier.evidence.graph import link
from dossier.problems import ERROR, Problem
from dossier.reading.reader import read
from dossier.saying.scales import FOREIGN, HEDGE, OWN, SCALES, estimates

HERE = Path(__file__).parent
NAMED = {"1": "icd203 row 1", "2": "icd203 row 2", "p": "phia"}
LABELS = ("none", "several", "foreign", "hedge", "confidence")
PRECISION, RECALL = 0.97, 0.97


class Marked(NamedTuple):
    """A sentence, the scale that it is written in, and what an editor marks in it."""

    scale: str
    labels: frozenset[str]
    sentence: str


def corpus() -> list[Marked]:
    """Read the marked sentences."""
    lines = (HERE / "likelihood.txt").read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [Marked(NAMED[scale], frozenset(labels.split()) - {"clean"}, sentence) for scale, labels, sentence in rows]


def judged(sentence: str, scale: str, more: str = "") -> list[Problem]:
    """Return what the checks of likelihood find in a judgement of this sentence, placed at its words."""
    text = (
        f'dossier: {{title: T, marking: "TLP:CLEAR", likelihood: {scale}}}\nsources: {{a: {{title: S}}}}\n'
        f"claims: {{All: {{one: {{text: A., cite: a}}}}}}\n"
        f"judgements:\n  it:\n    text: >-\n      {sentence}\n    confidence: low\n    rests_on: one\n{more}"
    )
    dossier, problems = read(text.encode(), "t.yaml")
    assert dossier is not None, problems
    evidence, problems = link(dossier)
    assert not problems
    found = [
        it for it in checks.find(dossier, evidence, text).told if it.name in ("likelihood", "hedge", "likelihood-and-confidence")
    ]
    for problem in found:
        assert problem.span
        assert problem.about == "it"
    return found


def labels_of(problems: list[Problem]) -> set[str]:
    """Return what the problems say, in the labels of the marked sentences."""
    out = set()
    for it in problems:
        if it.name == "likelihood":
            out.add("foreign" if it.severity == ERROR else "none" if "no likelihood word" in it.message else "several")
        else:
            out.add("hedge" if it.name == "hedge" else "confidence")
    return out


def test_the_corpus_is_what_it_says() -> None:
    """A hundred and fifty sentences, each once, half of them clean, with labels that are known."""
    marked = corpus()
    assert len(marked) == len({it.sentence for it in marked}) == 150
    assert sum(not it.labels for it in marked) == 75
    assert {label for it in marked for label in it.labels} == set(LABELS)


def figures() -> tuple[float, float, list[str]]:
    """Return precision and recall over all labels, and the sentences that were marked otherwise."""
    right = found = wanted = 0
    wrong = []
    for it in corpus():
        got = labels_of(judged(it.sentence, it.scale))
        right += len(got & it.labels)
        found += len(got)
        wanted += len(it.labels)
        if got != it.labels:
            wrong.append(f"{it.sentence} marked {sorted(it.labels)}, found {sorted(got)}")
    return right / found, right / wanted, wrong


def test_precision_and_recall() -> None:
    """What the lint finds is what an editor marks, but for a few sentences; docs/checks.md states the figures."""
    precision, recall, wrong = figures()
    assert precision >= PRECISION, "\n".join(wrong)
    assert recall >= RECALL, "\n".join(wrong)
    page = (HERE.parent / "docs" / "checks.md").read_text(encoding="utf-8")
    stated = re.search(r"precision (\d\.\d\d), recall (\d\.\d\d)", page)
    assert stated
    assert stated.groups() == (f"{precision:.2f}", f"{recall:.2f}")


@pytest.mark.parametrize("scale", SCALES)
def test_each_term_is_found_in_its_scale(scale: str) -> None:
    """All words of a scale are its own, and those of the others are foreign to it."""
    own = {word for term in SCALES[scale] for word in term.words}
    for words in SCALES.values():
        for word in (word for term in words for word in term.words):
            if word.startswith("remote") and scale != "phia":  # half a word of the trade, and a chance of its own in row 2
                continue
            (found,) = estimates(f"There is, so we think, {word} of it", scale) or [None]
            if word == "remote":
                assert found is None
                continue
            assert found
            assert (found.kind, found.word) == (OWN if word in own else FOREIGN, word)


def test_a_problem_stands_at_its_word() -> None:
    """The place is that of the word, in the line in which it stands, in folded text too."""
    (found,) = judged("It is highly\n      likely that the road is closed.", "icd203 row 1")
    assert found.span
    assert (found.span.line, found.span.column, found.span.length) == (7, 13, 6)
    hedge = next(it for it in judged("The siege is likely to end and may\n      end soon.", "phia") if it.name == "hedge")
    assert hedge.span
    assert (hedge.span.line, hedge.span.column, hedge.span.length) == (7, 38, 3)


def test_reasons_keep_likelihood_and_confidence_apart() -> None:
    """What the confidence rests on may speak of confidence, but not in a sentence with a likelihood word."""
    apart = "    because: Our confidence is low. It is unlikely that he saw it.\n"
    mixed = "    because: Our confidence is low, as it is unlikely that he saw it.\n"
    assert judged("It is likely to rain.", "icd203 row 1", apart) == []
    (found,) = judged("It is likely to rain.", "icd203 row 1", mixed)
    assert (found.severity, found.name) == (ERROR, "likelihood-and-confidence")


def test_the_kind_of_each_word() -> None:
    """Words are told apart in one reading of the sentence, the longer before the shorter."""
    found = estimates("It is very likely, not highly likely, and may be so", "icd203 row 1")
    assert [(it.kind, it.word) for it in found] == [(OWN, "very likely"), (FOREIGN, "not highly likely"), (HEDGE, "may")]


@pytest.mark.parametrize("piece", ["very ", "1-", "could ", "chance of ", "not very likely ", "may "])
def test_long_sentences_take_no_longer_by_the_word(piece: str) -> None:
    """No sentence makes the search start over again at each of its words: forty thousand of them are read at once."""
    found = estimates(piece * 40_000, "icd203 row 1")
    assert len(found) in (0, 40_000)

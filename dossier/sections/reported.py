"""What is reported: the claims under the dossier's headings, numbered through, each with its speaker, its words and its grade."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import Block, Blocks, Entry, Heading, Paragraph, Run, Text, text
from dossier.evidence.contradictions import DATE, FIGURE, STATEMENT, Contradiction
from dossier.evidence.graph import ClaimView
from dossier.saying.attribution import speaker
from dossier.saying.phrases import Phrases, paragraph
from dossier.saying.typography import spoken

UNCHECKED: Final = "quotation not checked"


def compose(phrases: Phrases) -> Blocks:
    """Say each claim as an entry; its grade, marks and citation stand beside it."""
    blocks: list[Block] = []
    for index, group in enumerate(phrases.dossier.claims, 1):
        if group.title and group.claims:
            blocks.append(Heading(3, phrases.line(group.title), f"reported-{index}"))
        blocks += [_claim(phrases, phrases.evidence.claim(id)) for id in group.claims]
    return tuple(blocks)


def _claim(phrases: Phrases, view: ClaimView) -> Entry:
    """Say one claim: the statement, who says so, the words themselves, why it is graded so."""
    claim, checked = view.claim, _checked(phrases, view)
    blocks = [Paragraph(phrases.prose(claim.text), "entry"), Paragraph(speaker(phrases, view), "entry.note")]
    if claim.quote:
        blocks.append(Paragraph((_quoted(phrases, claim.quote, checked),), "entry.quote"))
    if claim.when and not _has(phrases, view.id, DATE):
        when = phrases.series((text(phrases.words["says.when"]), phrases.dated(claim.when)), " ")
        blocks.append(Paragraph(when, "entry.note"))
    if claim.figures and not _has(phrases, view.id, FIGURE):
        blocks.append(
            Paragraph(phrases.series((text(phrases.words["says.figure"]), phrases.sides(claim.figures)), " "), "entry.note")
        )
    blocks += [Paragraph(said, "entry.note") for said in phrases.reasons(claim)]
    blocks += [Paragraph(_contested(phrases, it), "entry.note") for it in phrases.evidence.contested(view.id)]
    blocks += [Paragraph(_circular(phrases, sources), "entry.note") for _, sources in view.repeated]
    if claim.why:
        why = phrases.series((text(phrases.words["says.graded"].format(view.grade)), phrases.prose(claim.why)), " ")
        blocks.append(Paragraph(why, "entry.note"))
    number = str(view.number) if phrases.numbered else ""
    marks = (*view.marks, *([UNCHECKED] if checked == "" else ()))
    return Entry(number, tuple(blocks), "entry", f"claim-{view.id}", side=_beside(phrases, view, marks))


def _checked(phrases: Phrases, view: ClaimView) -> str | None:
    """Return the source against which the words of a claim were held, '' where nobody did; None for a claim without words."""
    quote = view.claim.quote
    if not quote:
        return None
    if not phrases.evidence.texts:
        return ""
    from dossier.quotations.verifying import standing

    return standing(phrases.evidence, quote, view.sources).source


def _quoted(phrases: Phrases, quote: str, source: str | None) -> Run:
    """Say the words themselves; the key of the run is the source against which they were held."""
    return Run(spoken(quote, phrases.words.marks), keys=(f"quotation:{source}",))


def _has(phrases: Phrases, id: str, aspect: str) -> bool:
    """Say whether a claim is contested in this aspect, and so says it there."""
    return any(it.aspect == aspect for it in phrases.evidence.contested(id))


def _contested(phrases: Phrases, it: Contradiction) -> Text:
    """Say side by side what the sources disagree on, each with its own evidence."""
    label = (Run(phrases.words[f"contested.{it.aspect}"], "mark"), Run(" "))
    return (*label, *phrases.sides(it.sides), *text("" if it.aspect == STATEMENT else "."))


def _circular(phrases: Phrases, sources: Sequence[str]) -> Text:
    """Say which sources have it from one origin."""
    numbers = phrases.words.join([str(phrases.evidence.number(id)) for id in sources])
    return text(phrases.words["says.circular"].format(phrases.words["cite.sources"].format(numbers)))


def _beside(phrases: Phrases, view: ClaimView, marks: Sequence[str]) -> Blocks:
    """Say what helps to weigh the claim at a glance: grade, citation, marks."""
    grade = Run(view.grade, "grade") if view.grade else Run(phrases.words["grade.none"], "gap")
    first: Text = phrases.after((grade,), view.claim.cite)
    said = [text(phrases.words[f"mark.{mark}"], "mark") for mark in marks]
    return (Paragraph(first, "side"), *paragraph(phrases.series(said, " · "), "side"))

"""The open questions: a card for each that has much to be said about it, one table for the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import Block, Blocks, Card, Column, Definitions, Heading, Paragraph, Run, Table, Text, text
from dossier.model import Gap, Positions, Question, known
from dossier.saying.phrases import Phrases, paragraph, statements

AGAINST: Final = {"I": 1, "II": 2}
_WEIGHTY = 3  # as many filled fields as make a card worth its room


def compose(phrases: Phrases) -> Blocks:
    """Say what isn't known, what is, and what would settle it."""
    questions = phrases.dossier.questions.values()
    weighty = [it for it in questions if _is_weighty(it)]
    lesser = [it for it in questions if not _is_weighty(it)]
    blocks: list[Block] = []
    for question in weighty:
        blocks.append(_card(phrases, question))
        if question.evidence and question.hypotheses:
            blocks.append(_matrix(phrases, question))
    if lesser:
        blocks.append(_table(phrases, lesser, titled=bool(weighty)))
    return tuple(blocks)


def _is_weighty(question: Question) -> bool:
    """Say whether a question has positions, readings, or several fields."""
    if question.readings or question.hypotheses or (isinstance(question.positions, Positions) and question.positions.stated):
        return True
    fields = (question.known, question.positions, question.matters, question.resolves, question.watch)
    return sum(1 for field in fields if known(field)) >= _WEIGHTY


def _rows(phrases: Phrases, question: Question) -> list[tuple[str, tuple[Paragraph, ...]]]:
    """Give what there is to say about a question: label, and its blocks."""
    owner = phrases.line(question.owner)
    rows = (
        ("known", statements(phrases, question.known)),
        ("positions", _positions(phrases, question.positions)),
        ("readings", (*statements(phrases, question.readings), *_hypotheses(phrases, question))),
        ("matters", paragraph(phrases.prose(question.matters))),
        ("resolves", paragraph(phrases.prose(question.resolves))),
        ("watch", statements(phrases, question.watch)),
        ("owner", paragraph(owner)),
    )
    return [(phrases.words[f"questions.{name}"], blocks) for name, blocks in rows if blocks]


def _hypotheses(phrases: Phrases, question: Question) -> tuple[Paragraph, ...]:
    """Say the readings that are weighed, each with its name."""
    return tuple(
        Paragraph((*phrases.line(name, "strong"), Run(": "), *phrases.prose(reading)))
        for name, reading in question.hypotheses.items()
    )


def _matrix(phrases: Phrases, question: Question) -> Table:
    """Weigh the evidence against each reading; the one with the least against it comes first (Heuer: disprove, don't confirm)."""
    words = phrases.words
    against = {name: sum(AGAINST.get(row.weighs.get(name, ""), 0) for row in question.evidence) for name in question.hypotheses}
    ranked = sorted(against, key=lambda name: against[name])
    columns = [Column(text(words["matrix.evidence"]), 4.0, header=True)]
    columns += [Column(phrases.line(name), 1.2) for name in ranked]
    rows: list[tuple[Text | Blocks, ...]] = []
    for row in question.evidence:
        said = phrases.after(phrases.prose(row.what) or phrases.claimed(row.claim), phrases.basis(row.claim, row.cite))
        if not _is_diagnostic(list(row.weighs.values())):
            said = (*said, Run(" "), Run(words["matrix.undiagnostic"], "mark"))
        rows.append((said, *(text(row.weighs.get(name, words["none"])) for name in ranked)))
    rows.append((text(words["matrix.against"], "strong"), *(text(str(against[name]), "strong") for name in ranked)))
    caption = text(words["matrix.caption"].format(phrases.evidence.number(question.id)))
    return Table(tuple(columns), tuple(rows), caption, id=f"matrix-{question.id}")


def _is_diagnostic(cells: Sequence[str]) -> bool:
    """Say whether evidence tells readings apart: it sits with them differently, or speaks against some and not against others."""
    said = {cell for cell in cells if cell != "N"}
    return len(said) > 1 or ("N" in cells and any(cell in AGAINST for cell in said))


def _card(phrases: Phrases, question: Question) -> Card:
    """Say one question with all that hangs on it."""
    head = Heading(3, phrases.line(question.ask), f"question-{question.id}", role="card.title", tag=_tag(phrases, question))
    rows = tuple((text(label), blocks) for label, blocks in _rows(phrases, question))
    blocks: Blocks = (Definitions(rows, "card"),) if rows else ()
    return Card(head, blocks, "question", number=str(phrases.evidence.number(question.id)))


def _tag(phrases: Phrases, question: Question) -> Text:
    """Say what kind of not knowing it is, and where it stands if it isn't simply open."""
    said = [text(phrases.words[f"type.{kind}"]) for kind in question.type]
    if question.status != "open":
        said.append(text(phrases.words[f"status.{question.status}"]))
    return phrases.series(said, " · ")


def _positions(phrases: Phrases, positions: Positions | Gap | None) -> tuple[Paragraph, ...]:
    """Say who holds what, then who has said nothing."""
    words = phrases.words
    if positions is None:
        return ()
    if isinstance(positions, Positions) and positions.nobody:
        return paragraph(text(words["questions.no-positions"], "gap"))
    if isinstance(positions, Gap):
        return paragraph(phrases.line(positions))
    said = [Paragraph(phrases.position(party, prose)) for party, prose in positions.stated]
    if positions.silent:
        silent = phrases.series([phrases.name(party, short=True) for party in positions.silent], ", ")
        whole = (*text(words["questions.silent"] + " ", "gap"), *silent, *text("."))
        said.append(Paragraph(whole))
    return tuple(said)


def _table(phrases: Phrases, questions: list[Question], *, titled: bool) -> Table:
    """Give the lesser questions one a row, with what little there is to say about each under its label."""
    words = phrases.words
    columns = (Column(text(words["questions.question"]), 3.0, header=True), Column(text(words["questions.known"]), 4.0))
    rows = []
    for question in questions:
        number = f"{phrases.evidence.number(question.id)} "
        asked = (*text(number, "number"), *phrases.line(question.ask), *text(" "), *_tag(phrases, question))
        head = (Paragraph(asked, "table.cell", id=f"question-{question.id}"),)
        said: list[Block] = []
        for label, blocks in _rows(phrases, question):
            said += [Paragraph(text(label, "label"), "table.cell"), *(it._replace(role="table.cell") for it in blocks)]
        rows.append((head, tuple(said) or text(words["none"])))
    return Table(columns, tuple(rows), text(words["questions.others"]) if titled else (), id="questions-others")

"""The open questions: a card for the first, one table for the others. Who takes which position is said here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import Block, Blocks, Card, Column, Definitions, Heading, Paragraph, Run, Table, Text, text
from dossier.inline import Prose
from dossier.model import Gap, Positions, Question
from dossier.saying.citing import ranges
from dossier.saying.phrases import Phrases, is_sentence, paragraph, statements
from dossier.saying.wording import NO_BREAK

AGAINST: Final = {"I": 1, "II": 2}
_FEW: Final = 2  # so many have a card each; of more only the first


def compose(phrases: Phrases) -> Blocks:
    """Say what isn't known, what is, and what would settle it."""
    questions = list(phrases.dossier.questions.values())
    cards = questions if len(questions) <= _FEW else questions[:1]
    others = questions[len(cards) :]
    blocks: list[Block] = [*_nobody(phrases, others)]
    for question in cards:
        blocks += [_card(phrases, question), *_weighed(phrases, question)]
    if others:
        blocks.append(_table(phrases, others))
    for question in others:
        blocks += _weighed(phrases, question)
    return tuple(blocks)


def _weighed(phrases: Phrases, question: Question) -> Blocks:
    """Weigh the readings of a question that has evidence for and against them."""
    return (_matrix(phrases, question),) if question.evidence and question.hypotheses else ()


def _nobody(phrases: Phrases, questions: Sequence[Question]) -> Blocks:
    """Say once on which questions of the table nobody takes a position."""
    words = phrases.words
    numbers = [phrases.evidence.number(it.id) for it in questions if _is_nobodys(it)]
    if not numbers:
        return ()
    which = words["question" if len(numbers) == 1 else "questions"].format(ranges(numbers))
    return (Paragraph(text(f"{words['positions.nobody']} {which}.")),)


def _is_nobodys(question: Question) -> bool:
    return isinstance(question.positions, Positions) and question.positions.nobody


def _rows(phrases: Phrases, question: Question) -> list[tuple[str, tuple[Paragraph, ...]]]:
    """Give what there is to say about a question: label, and its blocks."""
    owner = phrases.line(question.owner)
    rows = (
        ("known", statements(phrases, question.known)),
        ("positions", _positions(phrases, question.positions)),
        ("readings", (*statements(phrases, question.readings), *_hypotheses(phrases, question))),
        ("matters", paragraph(phrases.prose(question.matters))),
        ("resolves", paragraph(phrases.prose(question.resolves))),
        ("watch", _drawn_together(phrases, question.watch)),
        ("owner", paragraph(owner)),
    )
    return [(phrases.words[f"questions.{name}"], blocks) for name, blocks in rows if blocks]


def _drawn_together(phrases: Phrases, watch: Sequence[Prose] | Gap | None) -> tuple[Paragraph, ...]:
    """Say what to watch for in one paragraph, whole sentences one after the other, phrases with a semicolon between."""
    if watch is None or isinstance(watch, Gap):
        return paragraph(phrases.line(watch))
    said = [phrases.prose(it) for it in watch]
    ended = any(map(is_sentence, said))
    return paragraph(phrases.series(said, " " if ended else "; "))


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
            said = (*said, Run(" "), Run(words["matrix.undiagnostic"], "gap"))
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


def _table(phrases: Phrases, questions: Sequence[Question]) -> Table:
    """Give the questions one a row; a column that none of them fills is left out."""
    words = phrases.words
    columns = [Column(text(words["questions.question"]), 2.0, header=True)]
    cells = [[_asked(phrases, it) for it in questions]]
    for name, weight, say in (("taken", 3.0, _known), ("matters", 1.8, _matters), ("resolves", 2.4, _settling)):
        column = [say(phrases, it) for it in questions]
        if any(column):
            columns.append(Column(_head(phrases, name), weight))
            cells.append(column)
    return Table(tuple(columns), tuple(zip(*cells, strict=True)), id="questions-others")


def _head(phrases: Phrases, name: str) -> Text:
    said = text(phrases.words[f"questions.{name}"])
    return (*said, Run(" · "), Run(phrases.words["questions.watch"], "emphasis")) if name == "resolves" else said


def _cell(blocks: Sequence[Text]) -> Blocks:
    return paragraph(tuple(run for part in blocks if part for run in (*part, Run(" ")))[:-1], "table.cell")


def _asked(phrases: Phrases, question: Question) -> Blocks:
    """Say number and question, then of what kind it is, where it stands, and who follows it."""
    number = Run(f"{phrases.evidence.number(question.id)}{NO_BREAK}", "number")
    ask = tuple(run._replace(role=run.role or "strong") for run in phrases.line(question.ask))
    owner = phrases.line(question.owner)
    follows = (Run(phrases.words["questions.owner"] + " "), *owner) if owner else ()
    tag = phrases.series((_tag(phrases, question), follows), " · ")
    return (
        Paragraph((number, *ask, *(Run(" "), *tag)[: 1 + len(tag) if tag else 0]), "table.cell", id=f"question-{question.id}"),
    )


def _known(phrases: Phrases, question: Question) -> Blocks:
    """Say what is known, who takes which position, and which readings there are."""
    positions = () if _is_nobodys(question) else _positions(phrases, question.positions)
    parts = (*statements(phrases, question.known), *positions, *statements(phrases, question.readings))
    return _cell([it.text for it in (*parts, *_hypotheses(phrases, question))])


def _matters(phrases: Phrases, question: Question) -> Blocks:
    return paragraph(phrases.prose(question.matters), "table.cell")


def _settling(phrases: Phrases, question: Question) -> Blocks:
    """Say what would settle a question, then in italics what to watch for."""
    watch = [it.text for it in _drawn_together(phrases, question.watch)]
    stressed = [tuple(run._replace(role=run.role or "emphasis") for run in said) for said in watch]
    return _cell([phrases.prose(question.resolves), *stressed])

"""The diplomacy: each contact with its dates by source, then who holds which position on the open questions."""

from __future__ import annotations

from dossier.blocks import Block, Blocks, Card, Column, Definitions, Heading, Paragraph, Run, Table, Text, text
from dossier.model import Contact, Gap, Positions, Question, Ref, known
from dossier.saying.attribution import attributed
from dossier.saying.citing import ranges
from dossier.saying.phrases import Phrases, capitalised, paragraph

_SENT = frozenset(
    ("appeal", "demand", "demarche", "démarche", "letter", "message", "note", "note verbale", "offer", "proposal", "request")
)


def compose(phrases: Phrases) -> Blocks:
    """Say who dealt with whom, and where the parties stand."""
    blocks: list[Block] = [_contact(phrases, contact) for contact in phrases.dossier.contacts.values()]
    return (*blocks, *_positions(phrases))


def parties(phrases: Phrases, contact: Contact) -> Text:
    """Say who dealt with whom; what is sent goes from the first party to the others."""
    said = [phrases.name(party) if index == 0 else _within(phrases, party) for index, party in enumerate(contact.parties)]
    if len(said) > 1 and str(contact.kind).lower() in _SENT:
        return (*said[0], Run(f" {phrases.words['to']} "), *phrases.listing(said[1:]))
    return phrases.listing(said) or phrases.line(contact.kind)


def _within(phrases: Phrases, party: Ref) -> Text:
    """Say a party in the middle of a sentence: an office that stands for an unknown name begins in lower case."""
    said = phrases.name(party)
    unnamed = party.id in phrases.people and isinstance(phrases.people[party.id][0].name, Gap)
    name = said[0].text
    return (said[0]._replace(text=name[:1].lower() + name[1:]),) if unnamed and name[1:2].islower() else said


def encounter(phrases: Phrases, contact: Contact) -> Text:
    """Say a contact in a sentence, its claim's or our own: what kind, who with whom, where; and on whose word."""
    if isinstance(contact.claim, Ref):
        return phrases.after(
            attributed(phrases, contact.claim, phrases.claimed(contact.claim)), phrases.basis(contact.claim, contact.cite)
        )
    said = (*capitalised(phrases.line(contact.kind)), Run(": "), *parties(phrases, contact))
    if isinstance(contact.where, Ref):
        said = (*said, Run(", "), *phrases.name(contact.where))
    return phrases.after((*said, Run(".")), phrases.basis(None, contact.cite))


def _contact(phrases: Phrases, contact: Contact) -> Card:
    """Say one contact. What is missing is said once, in a row of its own."""
    words = phrases.words
    fields = (("when", contact.when), ("where", contact.where), ("subject", contact.subject), ("outcome", contact.outcome))
    rows: list[tuple[Text, Text]] = []
    missing: dict[Gap, list[str]] = {}
    if who := _offices(phrases, contact):
        rows.append((text(words["contacts.who"]), who))
    for name, value in fields:
        if isinstance(value, Gap):
            missing.setdefault(value, []).append(words[f"contacts.missing.{name}"])
        elif value:
            rows.append((text(words[f"contacts.{name}"]), _said(phrases, name, contact)))
    claimed = attributed(phrases, contact.claim, phrases.claimed(contact.claim))
    reported = phrases.after(claimed, phrases.basis(contact.claim, contact.cite))
    blocks: list[Block] = list(paragraph(reported))
    rows += [(text(words[f"gaps.{gap}"]), (phrases.gap(gap, words.join(names)),)) for gap, names in missing.items()]
    if rows:
        blocks.append(Definitions(tuple((label, (Paragraph(body),)) for label, body in rows), "card"))
    blocks += [Paragraph(said) for said in phrases.reasons(contact)]
    kind = phrases.series(
        (phrases.line(contact.kind), text(words[f"contacts.{contact.status}"] if contact.status else "")), " · "
    )
    head = Heading(3, parties(phrases, contact), f"contact-{contact.id}", role="card.title", tag=kind, listed=False)
    return Card(head, tuple(blocks), "contact")


def _offices(phrases: Phrases, contact: Contact) -> Text:
    """Say in what office the people who met stand, and for whom."""
    said = []
    for party in contact.parties:
        if party.id in phrases.people:
            person, actor = phrases.people[party.id]
            if not isinstance(person.name, Gap):
                name = text(phrases.person(person, actor, office=True))
                said.append((*name, Run(" ("), *phrases.named(actor.id, short=True), Run(")")))
    return phrases.series(said)


def _said(phrases: Phrases, name: str, contact: Contact) -> Text:
    """Say one field of a contact that is there."""
    if name == "when":
        return phrases.dated(known(contact.when) or ())
    if name == "where" and isinstance(contact.where, Ref):
        return phrases.name(contact.where)
    return phrases.prose(contact.subject if name == "subject" else contact.outcome)


def _positions(phrases: Phrases) -> Blocks:
    """Give the stated positions question by question; the questions on which nobody has one are named in a sentence."""
    words = phrases.words
    questions = phrases.dossier.questions.values()
    stated = [(it, said) for it in questions if isinstance(said := it.positions, Positions) and said.stated]
    if not stated:
        return ()
    columns = (
        Column(text(words["positions.question"]), 3.0, header=True),
        Column(text(words["positions.stated"]), 4.0),
        Column(text(words["positions.silent"]), 2.6),
    )
    rows = [(_asked(phrases, it), _stated(phrases, said), _silent(phrases, said)) for it, said in stated]
    blocks: list[Block] = [Table(columns, tuple(rows), text(words["positions.caption"]), id="positions")]
    nobody = [it for it in phrases.dossier.questions.values() if isinstance(it.positions, Positions) and it.positions.nobody]
    if nobody and phrases.link(nobody[0].id):
        numbers = ranges(phrases.evidence.number(it.id) for it in nobody)
        which = words["question" if len(nobody) == 1 else "questions"].format(numbers)
        blocks.append(Paragraph(text(f"{words['positions.nobody']} {which}.")))
    return tuple(blocks)


def _asked(phrases: Phrases, question: Question) -> Text:
    """Say a question with its number, where it is printed with one."""
    number = phrases.leading(f"{phrases.evidence.number(question.id)} ", question.id, "number")
    return (*((number,) if number.link else ()), *phrases.line(question.ask))


def _stated(phrases: Phrases, positions: Positions) -> Blocks:
    """Say who takes which position, one a paragraph."""
    return tuple(Paragraph(phrases.position(party, said), "table.cell") for party, said in positions.stated)


def _silent(phrases: Phrases, positions: Positions) -> Text:
    """Name the parties without a stated position."""
    return phrases.series([phrases.name(party, short=True) for party in positions.silent], ", ") or text(phrases.words["none"])

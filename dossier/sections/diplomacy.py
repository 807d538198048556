"""The diplomacy: who dealt with whom, one contact a row, with its dates by source. Positions stand with the questions."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.blocks import Blocks, Column, Paragraph, Run, Table, Text, text
from dossier.model import Contact, Gap, Ref, known
from dossier.saying.attribution import attributed
from dossier.saying.phrases import Phrases, capitalised, is_sentence, paragraph

_SENT = frozenset(
    ("appeal", "demand", "demarche", "démarche", "letter", "message", "note", "note verbale", "offer", "proposal", "request")
)


def compose(phrases: Phrases) -> Blocks:
    """Say who dealt with whom, when, where, about what, and what came of it."""
    contacts = tuple(phrases.dossier.contacts.values())
    return (_table(phrases, contacts),) if contacts else ()


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


def _table(phrases: Phrases, contacts: Sequence[Contact]) -> Table:
    """Give the contacts one a row."""
    words = phrases.words
    columns = (
        Column(text(words["contacts.when"]), 2.4),
        Column(text(words["contacts.who"]), 3.6, header=True),
        Column(text(words["contacts.where"]), 1.4),
        Column(text(words["contacts.matter"]), 2.8),
    )
    rows = tuple((_when(phrases, it), _who(phrases, it), _where(phrases, it), _matter(phrases, it)) for it in contacts)
    return Table(columns, rows, id="contacts")


def _when(phrases: Phrases, contact: Contact) -> Text:
    return phrases.line(contact.when) if isinstance(contact.when, Gap) else phrases.dated(contact.when or ())


def _where(phrases: Phrases, contact: Contact) -> Text:
    return phrases.name(contact.where) if isinstance(contact.where, Ref) else phrases.line(contact.where)


def _who(phrases: Phrases, contact: Contact) -> Blocks:
    """Say who dealt with whom, in what office people stand, and for whom; then what kind of contact it was."""
    kind = phrases.series(
        (phrases.line(contact.kind), text(phrases.words[f"contacts.{contact.status}"] if contact.status else "")), ", "
    )
    offices = _offices(phrases, contact)
    said = phrases.series((_strong(parties(phrases, contact)), capitalised(offices), capitalised(kind)), ". ")
    return (Paragraph((*said, Run(".")), "table.cell", id=f"contact-{contact.id}"),)


def _strong(said: Text) -> Text:
    return tuple(run._replace(role=run.role or "strong") for run in said)


def _matter(phrases: Phrases, contact: Contact) -> Blocks:
    """Say subject and outcome, what it rests on, and what of it no source has. What is missing is said once."""
    words = phrases.words
    said: list[Text] = []
    missing: dict[Gap, list[str]] = {}
    for name, value in (("subject", contact.subject), ("outcome", contact.outcome)):
        if isinstance(value, Gap):
            missing.setdefault(value, []).append(words[f"contacts.missing.{name}"])
        elif value:
            said.append(_labelled(phrases, name, phrases.prose(value)))
    for gap, names in missing.items():
        said.append((phrases.gap(gap, f"{words[f'gaps.{gap}']}: {words.join(names)}."),))
    claimed = () if phrases.numbered else attributed(phrases, contact.claim, phrases.claimed(contact.claim))
    whole = phrases.after(phrases.series((claimed, *said), " "), phrases.basis(contact.claim, contact.cite))
    return (*paragraph(whole, "table.cell"), *(Paragraph(it, "table.cell") for it in phrases.reasons(contact)))


def _labelled(phrases: Phrases, name: str, said: Text) -> Text:
    """Say subject or outcome under its name."""
    stop = () if is_sentence(said) else text(".")
    return (Run(f"{phrases.words[f'contacts.{name}']}: "), *said, *stop)


def _offices(phrases: Phrases, contact: Contact) -> Text:
    """Say in what office the people who met stand, and for whom."""
    said = []
    for party in contact.parties:
        if party.id in phrases.people:
            person, actor = phrases.people[party.id]
            if not isinstance(person.name, Gap):
                office = phrases.line(known(person.office))
                body = phrases.named(actor.id, short=True)
                said.append((*office, Run(" ("), *body, Run(")")) if office else body)
    return phrases.series(said)

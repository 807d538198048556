"""What a dossier puts forward on the word of others: a `Dossier` in; words, dates and parties out, each with what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dossier.dates import When
from dossier.evidence.inside import names_in, words
from dossier.fields import Record
from dossier.inline import Citation, Prose
from dossier.model import (
    Actor,
    Chart,
    Claim,
    Contact,
    Dated,
    Dossier,
    Event,
    Held,
    Image,
    Judgement,
    Mail,
    Origin,
    Person,
    Place,
    Positions,
    Quantity,
    Question,
    Ref,
    Relation,
    Rival,
    Route,
    Silence,
    Source,
    Weighing,
    cited_by,
    known,
)
from dossier.problems import Span
from dossier.tuples import NamedTuple

_OTHERS: Final = (Judgement, Mail, Rival, Silence, Source)  # what the issuer makes of it, or says of a source
_REASONS: Final = ("computed", "desk")
# Fields whose words rest on all that their record cites; words elsewhere rest on the citations in them.
_LENT: Final = {
    Claim: ("text",), Event: ("what", "label"), Contact: ("subject", "outcome", "label"), Route: ("what", "state"),
    Image: ("caption",), Weighing: ("what",), Actor: ("role",), Place: ("what", "senses"), Chart: ("note",),
}  # fmt: skip


class Stated(NamedTuple):
    """Words, a date or a party that a statement puts forward.

    `about` is an id, or a phrase for what has none; `record` says what of it is computed, or the desk's own. One of `text`,
    `when` and `party` is there, the others are '' or None; a party is an actor, a person, or the place where something was. Of a
    text what stands before `begin` is left to others. `span` is where it begins. `scale` is what its numbers count in.
    """

    about: str
    record: Record
    cites: tuple[Citation, ...]
    span: Span
    text: str = ""
    when: When | None = None
    party: str = ""
    begin: int = 0
    scale: float = 1


def stated(dossier: Dossier) -> Iterator[Stated]:
    """Go through all that a dossier states on the word of something that it cites."""
    yield from _words(dossier)
    for group in dossier.claims:
        for id, claim in group.claims.items():
            yield from _dated(id, claim, known(claim.when) or (), cited_by(claim))
            for figure in claim.figures:
                yield from _figure(id, claim, figure, figure.cites or cited_by(claim))
    for number, event in enumerate(dossier.events, 1):
        yield from _dated(f"event {number}", event, known(event.when) or (), all_cites(event))
        yield from _where(f"event {number}", event)
    for contact in dossier.contacts.values():
        cites = all_cites(contact)
        yield from _dated(contact.id, contact, known(contact.when) or (), cites)
        yield from (Stated(contact.id, contact, cites, party.span, party=party.id) for party in contact.parties or ())
        yield from _where(contact.id, contact)
    for origin in dossier.origins.values():
        yield from _origin(origin)
    for number, relation in enumerate(dossier.relations, 1):
        yield from _relation(f"relation {number}", dossier, relation)
    for actor in dossier.actors.values():
        yield from _named(actor)
        for person in actor.people.values():
            yield from _named(person)
    for place in dossier.places.values():
        yield from _place(place)
    for chart in dossier.charts.values():
        yield from _chart(chart)
    for question in dossier.questions.values():
        yield from _positions(question)


def all_cites(record: Record) -> tuple[Citation, ...]:
    """Return all that a record rests on: what it cites, in its words and dates too, and the claim that lends its evidence."""
    out: list[Citation] = []
    for field, name in names_in(record):
        if field in _REASONS or (isinstance(record, Claim) and field == "why"):
            continue
        if isinstance(name, Citation):
            out.append(name)
        elif field == "claim":
            out.append(Citation(name.id, (), name.span))
    return tuple(dict.fromkeys(out))


# Words ------------------------------------------------------------------------------------------------------------------
def _words(dossier: Dossier) -> Iterator[Stated]:
    """Give the words of prose with what they cite, and those that rest on what their record cites."""
    for about, record, field, said in words(dossier):
        if isinstance(record, _OTHERS) or not said.ours or said.quotation or field.name in _REASONS:
            continue
        lent = _lent(record, said.prose) if field.name in _LENT.get(type(record), ()) else ()
        if said.prose:
            yield from _in_prose(about, record, said.prose, lent)
        elif lent:
            yield Stated(about, record, lent, said.span or record.place_of(field.name), said.text)


def _lent(record: Record, prose: Prose | None) -> tuple[Citation, ...]:
    """Return what words of a record rest on, beside the citations in them; a chart lends its evidence to a note that cites."""
    if isinstance(record, Place | Actor):
        return cited_by(record)
    return () if isinstance(record, Chart) and not (prose and prose.cites) else all_cites(record)


def _in_prose(about: str, record: Record, prose: Prose, lent: tuple[Citation, ...]) -> Iterator[Stated]:
    """Give a paragraph in pieces: what stands before a citation rests on that, what stands behind the last on all of them."""
    text, pieces = "", list[tuple[int, int, tuple[Citation, ...]]]()
    for run in prose.runs:
        begin = pieces[-1][1] if pieces else 0
        if run.cites and pieces and not text[begin:].strip():
            pieces[-1] = (*pieces[-1][:2], (*pieces[-1][2], *run.cites))
        elif run.cites:
            pieces.append((begin, len(text), run.cites))
        text += run.text
    end = pieces[-1][1] if pieces else 0
    if text[end:].strip():
        pieces.append((end, len(text), prose.cites))
    for begin, end, cites in pieces:
        if cites or lent:
            yield Stated(about, record, (*cites, *lent), prose.span, text[:end], begin=begin)


# Dates, figures, parties ------------------------------------------------------------------------------------------------
def _dated(about: str, record: Record, when: Sequence[Dated], lent: tuple[Citation, ...]) -> Iterator[Stated]:
    for dated in when:
        cites = dated.cites or lent
        yield Stated(about, record, cites, dated.span, when=dated.when)
        if dated.note:
            yield Stated(about, record, cites, dated.span, dated.note)


def _where(about: str, record: Event | Contact) -> Iterator[Stated]:
    if isinstance(record.where, Ref):
        yield Stated(about, record, all_cites(record), record.where.span, party=record.where.id)


def _figure(about: str, record: Record, figure: Quantity, cites: tuple[Citation, ...], scale: float = 1) -> Iterator[Stated]:
    for said in (figure.words, figure.note):
        if isinstance(said, str) and said:
            yield Stated(about, record, cites, figure.span, said, scale=scale)


def _origin(origin: Origin) -> Iterator[Stated]:
    yield from _dated(origin.id, origin, known(origin.when) or (), origin.cite)
    if isinstance(origin.speaker, Ref):
        yield Stated(origin.id, origin, origin.cite, origin.speaker.span, party=origin.speaker.id)


def _relation(about: str, dossier: Dossier, relation: Relation) -> Iterator[Stated]:
    """Give the parties of a relation, and its words; who is only inferred to stand in it, or asked, isn't put forward."""
    for party in (*relation.parties, *relation.to):
        if isinstance(party, str):
            yield Stated(about, dossier, relation.cites, relation.span, party)
        elif relation.status in ("stated", "disputed"):
            yield Stated(about, dossier, relation.cites, party.span, party=party.id)
    if relation.detail:
        yield Stated(about, dossier, relation.cites, relation.span, relation.detail)


def _named(party: Actor | Person) -> Iterator[Stated]:
    """Give an actor or person, who must be named where the source is said to name them."""
    yield Stated(party.id, party, cited_by(party), party.place_of("cite"), party=party.id)


def _place(place: Place) -> Iterator[Stated]:
    if isinstance(place.held_by, Held):
        held = place.held_by
        yield from (Stated(place.id, place, held.cites, party.span, party=party.id) for party in (held.by, *held.against))
        if held.when:
            yield Stated(place.id, place, held.cites, held.by.span, when=held.when)
    for way in place.approaches:
        if isinstance(way.state, str):
            yield Stated(place.id, place, way.cites, way.span, way.state)
        if way.by:
            yield Stated(place.id, place, way.cites, way.by.span, party=way.by.id)


def _chart(chart: Chart) -> Iterator[Stated]:
    """Give the figures of a chart, and the labels under which they stand."""
    from dossier.holding.digits import SCALES

    unit = re.search(r"\b(hundred|thousand|million|billion|trillion)s?\b", chart.unit or "")
    scale = SCALES[unit[1]] if unit else 1
    for row in (chart.figures or {}).values():  # of a dossier with errors it may be lost
        for label, figures in row.items():
            above = figures[0].span.line - (len(figures) > 1) if figures else 0  # a list begins below its label
            for figure in figures:
                if isinstance(figure.words, str):
                    yield from _figure(chart.id, chart, figure, figure.cites, scale)
                    yield Stated(chart.id, chart, figure.cites, figure.span._replace(line=above, column=1), label, scale=scale)


def _positions(question: Question) -> Iterator[Stated]:
    if isinstance(question.positions, Positions):
        for party, said in question.positions.stated:
            yield Stated(question.id, question, said.cites, party.span, party=party.id)

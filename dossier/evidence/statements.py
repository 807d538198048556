"""What a dossier states, one statement at a time, each with what it rests on: a `Dossier` in, `Statement`s out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.evidence.inside import names_in, words
from dossier.fields import Record
from dossier.inline import Citation, Prose, TextBlock
from dossier.model import (
    Actor,
    Chart,
    Dossier,
    Gap,
    Held,
    Mail,
    OwnSection,
    Place,
    Positions,
    Question,
    Ref,
    Relation,
    Silence,
    known,
)
from dossier.problems import Span
from dossier.tuples import NamedTuple


class Statement(NamedTuple):
    """One thing that the dossier states.

    `about` is the id of what it belongs to, or a phrase for what has none (`event 3`, `the bottom line`); `aspect` says which
    part of that it is, '' for the whole. `reported`: it is put forward as reported, and so has to cite something.
    """

    about: str
    aspect: str
    words: str
    cites: tuple[Citation, ...]
    span: Span
    reported: bool = True

    @property
    def name(self) -> str:
        """The statement as lists name it: `question how-many, known 2`."""
        return f"{self.about}, {self.aspect}" if self.aspect else self.about


def statements(dossier: Dossier) -> Iterator[Statement]:
    """Go through all that the dossier states, but for claims and judgements, in the order of the file."""
    if dossier.bottom_line:
        yield _prose("the bottom line", "", dossier.bottom_line)
    yield from _passage("the report", dossier.report)
    for section in dossier.sections:
        if isinstance(section, OwnSection):
            yield from _passage(section.id, section.text)
    for actor in dossier.actors.values():
        yield from _actor(actor)
    for number, relation in enumerate(dossier.relations, 1):
        yield Statement(f"relation {number}", "", _said(relation), relation.cites, relation.span)
    for place in dossier.places.values():
        yield from _place(place)
    for route in dossier.routes.values():
        yield Statement(route.id, "", route.name, _all_cites(route), route.span)
    for chart in dossier.charts.values():
        yield from _chart(chart)
    for image in dossier.images.values():
        words = image.caption.plain if image.caption else image.alt
        yield Statement(image.id, "", words, _all_cites(image), image.span, reported=False)
    for number, event in enumerate(dossier.events, 1):
        yield Statement(f"event {number}", "", event.what.plain if event.what else "", _all_cites(event), event.span)
    for contact in dossier.contacts.values():
        yield Statement(contact.id, "", _words(contact.kind), _all_cites(contact), contact.span)
    for question in dossier.questions.values():
        yield from _question(question)


def _prose(about: str, aspect: str, prose: Prose, lent: tuple[Citation, ...] = (), *, reported: bool = True) -> Statement:
    return Statement(about, aspect, prose.plain.strip(), prose.cites or lent, prose.span, reported)


def _words(value: str | Gap | None) -> str:
    return known(value) or ""


def _passage(about: str, blocks: Sequence[TextBlock]) -> Iterator[Statement]:
    """Give the paragraphs, items and quotations of a passage; headings state nothing."""
    items = (item for block in blocks if block.kind != "heading" for item in block.items)
    for number, item in enumerate(items, 1):
        yield _prose(about, f"paragraph {number}", item)


def _actor(actor: Actor) -> Iterator[Statement]:
    if isinstance(actor.role, Prose):
        yield _prose(actor.id, "role", actor.role, actor.cite)
    elif actor.cite:
        yield Statement(actor.id, "", actor.name, actor.cite, actor.span)
    for person in actor.people.values():
        yield Statement(person.id, "", _words(person.name) or _words(person.office), person.cite, person.span)


def _place(place: Place) -> Iterator[Statement]:
    if isinstance(place.what, Prose):
        senses = tuple(cite for sense in place.senses for cite in sense.cites)
        yield _prose(place.id, "what is said", place.what, place.cite or senses)
    for number, sense in enumerate(place.senses, 1):
        yield _prose(place.id, f"sense {number}", sense, place.cite)
    if isinstance(place.held_by, Held):
        held = place.held_by
        yield Statement(place.id, "held by", _holding(held), held.cites, held.by.span)
    for way in place.approaches:
        if isinstance(way.state, Gap):
            continue
        yield Statement(place.id, f"way in from the {way.direction}", way.state, way.cites, way.span)


def _holding(held: Held) -> str:
    """Return who holds a place, and how it stands, in the words of the file."""
    against = f" by {' + '.join(ref.id for ref in held.against)}" if held.against else ""
    return held.by.id if held.state == "held" else f"{held.by.id}, {held.state}{against}"


def _chart(chart: Chart) -> Iterator[Statement]:
    """Give the figures of a chart, each by its series and label; one that is missing states nothing."""
    for series, row in chart.figures.items():
        for label, figures in row.items():
            for it in figures:
                if not isinstance(it.words, Gap):
                    yield Statement(chart.id, f"{series}, {label}", it.words, it.cites, it.span)


def _question(question: Question) -> Iterator[Statement]:
    for number, fact in enumerate(known(question.known) or (), 1):
        yield _prose(question.id, f"known {number}", fact)
    if isinstance(question.positions, Positions):
        for party, said in question.positions.stated:
            yield _prose(question.id, f"position of {party.id}", said)
    for number, row in enumerate(question.evidence, 1):
        yield Statement(question.id, f"evidence {number}", row.what.plain if row.what else "", _all_cites(row), row.span)
    for name, value in (("matters", question.matters), ("resolves", question.resolves)):
        if isinstance(value, Prose):
            yield _prose(question.id, name, value, reported=False)


def _said(relation: Relation) -> str:
    """Return a relation in the words of the file."""
    parties, others = ([it.id if isinstance(it, Ref) else it for it in side] for side in (relation.parties, relation.to))
    return f"{' + '.join(parties)} {relation.does} {' + '.join(others)}"


def _all_cites(record: Record) -> tuple[Citation, ...]:
    """Return all that a record rests on: the claim that lends its evidence, its citations, those in its words and dates."""
    out: list[Citation] = []
    for field, name in names_in(record):
        if isinstance(name, Citation):
            out.append(name)
        elif field == "claim":
            out.append(Citation(name.id, (), name.span))
    return tuple(dict.fromkeys(out))


# Words that print ------------------------------------------------------------------------------------------------------
class Words(NamedTuple):
    """Words that print: about what, in which field, where. `ours`: the author chose them; titles and quotations are others'."""

    about: str
    field: str
    text: str
    span: Span
    ours: bool


def texts(dossier: Dossier) -> list[Words]:
    """Return all words of the dossier that print, in the order of the file."""
    return [
        Words(about, field.name, said.text, said.span or record.place_of(field.name), said.ours)
        for about, record, field, said in words(dossier)
        if not isinstance(record, Mail | Silence)
    ]

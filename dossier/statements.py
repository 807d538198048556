"""What a dossier states, one statement at a time, each with what it rests on: a `Dossier` in, `Statement`s out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from dossier.fields import Record
from dossier.inline import Citation, Prose, TextBlock
from dossier.model import (
    Actor,
    Approach,
    Claim,
    ClaimGroup,
    Dated,
    Dossier,
    Gap,
    Held,
    OwnSection,
    Place,
    Positions,
    Quantity,
    Question,
    Ref,
    Relation,
    Source,
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
    for section in dossier.sections:
        if isinstance(section, OwnSection):
            yield from _section(section)
    for actor in dossier.actors.values():
        yield from _actor(actor)
    for number, relation in enumerate(dossier.relations, 1):
        yield Statement(f"relation {number}", "", _said(relation), relation.cites, relation.span)
    for place in dossier.places.values():
        yield from _place(place)
    for route in dossier.routes.values():
        yield Statement(route.id, "", route.name, _all_cites(route), route.span)
    for number, event in enumerate(dossier.events, 1):
        yield Statement(f"event {number}", "", event.what.plain if event.what else "", _all_cites(event), event.span)
    for contact in dossier.contacts.values():
        yield Statement(contact.id, "", _words(contact.kind), _all_cites(contact), contact.span)
    for question in dossier.questions.values():
        yield from _question(question)


def _prose(about: str, aspect: str, prose: Prose, lent: tuple[Citation, ...] = (), *, reported: bool = True) -> Statement:
    return Statement(about, aspect, prose.plain.strip(), prose.cites or lent, prose.span, reported)


def _words(value: Any) -> str:
    return value if isinstance(value, str) and not isinstance(value, Gap) else ""


def _cites(value: Any) -> tuple[Citation, ...]:
    return value if isinstance(value, tuple) else ()


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, tuple) else ()


def _section(section: OwnSection) -> Iterator[Statement]:
    """Give the paragraphs, items and quotations of a section of the issuer's own; headings state nothing."""
    number = 0
    for block in section.text:
        if block.kind != "heading":
            for item in block.items:
                number += 1
                yield _prose(section.id, f"paragraph {number}", item)


def _actor(actor: Actor) -> Iterator[Statement]:
    cites = _cites(actor.cite)
    if isinstance(actor.role, Prose):
        yield _prose(actor.id, "role", actor.role, cites)
    elif cites:
        yield Statement(actor.id, "", actor.name, cites, actor.span)
    for person in (actor.people or {}).values():
        yield Statement(person.id, "", _words(person.name) or _words(person.office), _cites(person.cite), person.span)


def _place(place: Place) -> Iterator[Statement]:
    if isinstance(place.what, Prose):
        senses = tuple(cite for sense in _listed(place.senses) for cite in sense.cites)
        yield _prose(place.id, "what is said", place.what, _cites(place.cite) or senses)
    for number, sense in enumerate(_listed(place.senses), 1):
        yield _prose(place.id, f"sense {number}", sense, _cites(place.cite))
    if isinstance(place.held_by, Held):
        yield Statement(place.id, "held by", place.held_by.by.id, place.held_by.cites, place.held_by.by.span)
    for way in _listed(place.approaches):
        yield Statement(place.id, f"way in from the {way.direction}", way.state, way.cites, way.span)


def _question(question: Question) -> Iterator[Statement]:
    for number, known in enumerate(_listed(question.known), 1):
        yield _prose(question.id, f"known {number}", known)
    if isinstance(question.positions, Positions):
        for party, said in question.positions.stated:
            yield _prose(question.id, f"position of {party.id}", said)
    for number, row in enumerate(question.evidence, 1):
        yield Statement(question.id, f"evidence {number}", row.what.plain if row.what else "", _all_cites(row), row.span)
    for name in ("matters", "resolves"):
        value = getattr(question, name)
        if isinstance(value, Prose):
            yield _prose(question.id, name, value, reported=False)


def _said(relation: Relation) -> str:
    """Return a relation in the words of the file."""
    parties, others = ([it.id if isinstance(it, Ref) else it for it in side] for side in (relation.parties, relation.to))
    return f"{' + '.join(parties)} {relation.does} {' + '.join(others)}"


def _all_cites(record: Record) -> tuple[Citation, ...]:
    """Return all that a record rests on: the claim that lends its evidence, its citations, those in its words and dates."""
    out: list[Citation] = []
    for field in type(record).own_fields:
        value = record.__dict__.get(field.name)
        if isinstance(value, Ref) and field.name == "claim":
            out.append(Citation(value.id, (), value.span))
        elif isinstance(value, Prose):
            out += value.cites
        elif isinstance(value, tuple):
            for item in value:
                out += (item,) if isinstance(item, Citation) else item.cites if isinstance(item, Dated | Prose | Quantity) else ()
    return tuple(dict.fromkeys(out))


# Words that print ------------------------------------------------------------------------------------------------------
class Words(NamedTuple):
    """Words that print: about what, in which field, where. `ours`: the author chose them; titles and quotations are others'."""

    about: str
    field: str
    text: str
    span: Span
    ours: bool = True


_THEIRS: Final = frozenset(("title", "author", "publisher", "quote"))  # a source's own, word for word
_LINES: Final = frozenset(("line", "passage"))


def texts(dossier: Dossier) -> Iterator[Words]:
    """Go through all words of the dossier that print, in the order of the file."""
    phrases = {"events": "event", "relations": "relation"}
    for field in type(dossier).own_fields:
        value = getattr(dossier, field.name)
        if field.name in phrases:
            for number, item in enumerate(value, 1):
                yield from _texts(item, f"{phrases[field.name]} {number}", field.name, dossier.span)
        elif field.name not in ("silence", "mail"):
            yield from _texts(value, f"the {field.key.replace('_', ' ')}", field.name, dossier.span)


def _texts(value: Any, about: str, name: str, span: Span) -> Iterator[Words]:
    """Give the words in a value that isn't itself a line of text."""
    if isinstance(value, Prose):
        yield Words(about, name, value.plain, value.span)
    elif isinstance(value, Record):
        yield from _of_record(value, about)
    elif isinstance(value, ClaimGroup):
        yield Words("the claims", "heading", value.title, value.span)
        yield from _texts(value.claims, about, name, span)
    elif isinstance(value, Relation):
        parties = [it for it in (*value.parties, *value.to) if isinstance(it, str)]
        yield from (Words(about, name, said, value.span) for said in (*parties, value.detail) if said)
    elif isinstance(value, Approach):
        yield Words(about, name, value.state, value.span)
    elif isinstance(value, Dated | Quantity):
        said = value.note if isinstance(value, Dated) else f"{value.words} {value.note}".strip()
        yield from [Words(about, name, said, value.span)] if said else []
    elif isinstance(value, Positions):
        for _, position in value.stated:
            yield Words(about, name, position.plain, position.span)
    elif isinstance(value, TextBlock):
        yield from _texts(value.items, about, name, span)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, key if isinstance(item, Record) else about, name, span)
    elif type(value) is tuple:
        for item in value:
            yield from _texts(item, about, name, span)


def _of_record(record: Record, about: str) -> Iterator[Words]:
    """Give the words in the fields of a record."""
    about = record.id or about
    values = record.__dict__
    for field in type(record).own_fields:
        value = values.get(field.name)
        if value is None or isinstance(value, Gap):
            continue
        ours = not (field.name in _THEIRS and isinstance(record, Source | Claim))
        kind = field.kind.of if field.kind.name == "list" else field.kind
        if kind.name in _LINES and not isinstance(value, Prose):
            for line in value if isinstance(value, tuple) else (value,):
                if isinstance(line, str):
                    yield Words(about, field.name, line, record.place_of(field.name), ours)
                else:
                    yield from _texts(line, about, field.name, record.place_of(field.name))
        else:
            yield from _texts(value, about, field.name, record.place_of(field.name))

"""What a dossier states, one statement at a time, each with what it rests on: a `Dossier` in, `Statement`s out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from dossier.fields import Record
from dossier.inline import Citation, Prose, TextBlock
from dossier.model import (
    Actor,
    Approach,
    Chart,
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


def _chart(chart: Chart) -> Iterator[Statement]:
    """Give the figures of a chart, each by its series and label; one that is missing states nothing."""
    for series, row in chart.figures.items():
        for label, figures in row.items():
            for it in figures:
                if not isinstance(it.words, Gap):
                    yield Statement(chart.id, f"{series}, {label}", it.words, it.cites, it.span)


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
_WORDLESS: Final = frozenset(
    (
        "ident", "ref", "whole", "digit", "choice", "yes", "url", "path", "language", "moment", "date", "cite", "point", "names",
        "marking", "sha256", "held",
    )
)  # fmt: skip
_PHRASES: Final = {"events": "event", "relations": "relation"}


def texts(dossier: Dossier) -> list[Words]:
    """Return all words of the dossier that print, in the order of the file."""
    walk = _Walk()
    for field in type(dossier).own_fields:
        value = dossier.__dict__.get(field.name)
        if field.name in _PHRASES:
            for number, item in enumerate(value or (), 1):
                walk.value(item, f"{_PHRASES[field.name]} {number}", field.name)
        elif field.name not in ("silence", "mail"):
            walk.value(value, f"the {field.key.replace('_', ' ')}", field.name)
    return walk.out


class _Walk:
    """Go through values and gather the words in them."""

    def __init__(self) -> None:
        self.out: list[Words] = []
        self.plans: dict[type, list[tuple[str, bool, bool]]] = {}
        self.ways: dict[type, Callable[[Any, str, str], None]] = {
            Prose: self.prose,
            ClaimGroup: self.group,
            Relation: self.relation,
            Approach: self.approach,
            Dated: self.noted,
            Quantity: self.quantity,
            Positions: self.positions,
            TextBlock: self.block,
            dict: self.mapping,
            tuple: self.each,
        }

    def value(self, value: Any, about: str, name: str) -> None:
        """Gather the words of a value that isn't itself a line of text."""
        way = self.ways.get(type(value))
        if way:
            way(value, about, name)
        elif isinstance(value, Record):
            self.record(value, about)

    def record(self, record: Record, about: str) -> None:
        about = record.id or about
        values = record.__dict__
        plan = self.plans.get(type(record)) or self.plan(type(record))
        for name, is_line, ours in plan:
            value = values.get(name)
            if value is None:
                continue
            if not is_line:
                self.value(value, about, name)
            elif isinstance(value, str):
                if not isinstance(value, Gap):
                    self.out.append(Words(about, name, value, record.place_of(name), ours))
            else:
                for item in value:
                    if isinstance(item, str):
                        self.out.append(Words(about, name, item, record.place_of(name), ours))
                    else:
                        self.value(item, about, name)

    def plan(self, record: type[Record]) -> list[tuple[str, bool, bool]]:
        """Return the fields of a record that can hold words: name, whether they are lines, whether they are the author's."""
        plan = []
        for field in record.own_fields:
            kind = field.kind.of if field.kind.name == "list" else field.kind
            if kind.name not in _WORDLESS:
                theirs = field.name in _THEIRS and record in (Source, Claim)
                plan.append((field.name, kind.name in _LINES, not theirs))
        self.plans[record] = plan
        return plan

    def prose(self, prose: Prose, about: str, name: str) -> None:
        self.out.append(Words(about, name, prose.plain, prose.span))

    def group(self, group: ClaimGroup, about: str, name: str) -> None:
        self.out.append(Words("the claims", "heading", group.title, group.span))
        self.mapping(group.claims, about, name)

    def relation(self, relation: Relation, about: str, name: str) -> None:
        parties = [it for it in (*relation.parties, *relation.to) if isinstance(it, str)]
        self.out += [Words(about, name, said, relation.span) for said in (*parties, relation.detail) if said]

    def approach(self, way: Approach, about: str, name: str) -> None:
        self.out.append(Words(about, name, way.state, way.span))

    def noted(self, dated: Dated, about: str, name: str) -> None:
        if dated.note:
            self.out.append(Words(about, name, dated.note, dated.span))

    def quantity(self, quantity: Quantity, about: str, name: str) -> None:
        self.out.append(Words(about, name, f"{quantity.words} {quantity.note}".strip(), quantity.span))

    def positions(self, positions: Positions, about: str, name: str) -> None:
        for _, said in positions.stated:
            self.prose(said, about, name)

    def block(self, block: TextBlock, about: str, name: str) -> None:
        self.each(block.items, about, name)

    def mapping(self, values: Mapping[str, Any], about: str, name: str) -> None:
        for key, item in values.items():
            self.value(item, key if isinstance(item, Record) else about, name)

    def each(self, values: tuple[Any, ...], about: str, name: str) -> None:
        for item in values:
            self.value(item, about, name)

"""A reader of the model as mypy sees it, never run: each line marked `# wrong` is an error, and no other line is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, assert_type

from dossier.fields import NOT_STATED, Gap, Kind, Record, field
from dossier.inline import Citation, Prose
from dossier.model import (
    CELL,
    LINE,
    WHEN,
    Actor,
    Claim,
    Dated,
    Event,
    Judgement,
    Origin,
    Person,
    Place,
    Question,
    Ref,
    Source,
    choice,
    known,
    listed,
    mapped,
    texts,
)
from dossier.reading.context import Bad, Reading
from dossier.reading.nodes import Node


def a_gap_wants_a_guard(source: Source, place: Place, person: Person, question: Question) -> None:
    """What may be missing is no text, no list, no value, until one has looked."""
    source.author.upper()  # wrong
    source.title.upper()  # wrong
    len(question.known)  # wrong
    print(place.at.latitude)  # wrong
    print(", ".join([person.name]))  # wrong
    if source.author:
        source.author.upper()  # wrong
    if author := known(source.author):
        author.upper()
    for fact in known(question.known) or ():
        print(fact.plain)
    if not isinstance(person.name, Gap):
        person.name.upper()


def what_may_be_left_out_wants_a_guard(claim: Claim, judgement: Judgement) -> None:
    """An optional field without gaps may still be None; one with a default is never."""
    print(claim.why.plain)  # wrong
    print(judgement.because.plain)  # wrong
    print([ref.id for ref in (*judgement.rests_on, *claim.by)])
    print([cite.target for cite in claim.cite])


def a_word_is_one_of_its_list(judgement: Judgement, origin: Origin) -> bool:
    """A comparison with a word that a field never holds is a slip."""
    if origin.record == "on background":  # wrong
        return False
    return judgement.confidence == "certain"  # wrong


def types_follow_from_declarations(source: Source, actor: Actor, event: Event, origin: Origin) -> None:
    """The type of a field is that of its kind, with a gap and None where it takes them."""
    assert_type(actor.name, str)
    assert_type(source.title, str | Gap)
    assert_type(source.author, str | Gap | None)
    assert_type(actor.role, Prose | Gap | None)
    assert_type(actor.also, tuple[str, ...])
    assert_type(actor.people, Mapping[str, Person])
    assert_type(actor.cite, tuple[Citation, ...])
    assert_type(event.when, tuple[Dated, ...])
    assert_type(event.where, Ref | Gap | None)
    assert_type(origin.when, tuple[Dated, ...] | Gap | None)
    assert_type(origin.record, Literal["named", "unnamed", "background"] | None)


class Made(Record):
    """A record as one would be added."""

    lines = field(listed(LINE), "Lines.", default=(), gaps=False)
    cells = field(texts(CELL), "Cells.", required=True)
    people = field(mapped(Person), "People.")
    wrong_default = field(WHEN, "When.", default="today", gaps=False)  # wrong
    wrong_gaps = field(LINE, "A line.", gaps="no")  # wrong


WORDS: Kind[Literal["a", "b"]] = choice(Literal["a", "b"])


def kinds_of_kinds(made: Made, reading: Reading, node: Node) -> None:
    """What is made of kinds, and read as one, has the type that follows."""
    assert_type(made.lines, tuple[str, ...])
    assert_type(made.cells, Mapping[str, Literal["CC", "C", "N", "I", "II"]])
    assert_type(made.people, Mapping[str, Person] | Gap | None)
    assert_type(Made.lines.kind.name, str)
    assert_type(reading.value(node, WHEN), tuple[Dated, ...] | Bad)
    assert_type(known(made.people), Mapping[str, Person] | None)
    assert_type(NOT_STATED, Gap)

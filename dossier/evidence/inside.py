"""What is inside a dossier: a `Dossier` in; its records, and all that they name and say, out, in the order of their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar

from dossier.fields import Field, Gap, Generic, Kind, Listed, Record
from dossier.model import Dossier

if TYPE_CHECKING:
    from typing import TypeAlias

    from dossier.fields import Finder, Name, Said

Found = TypeVar("Found")
if TYPE_CHECKING:  # what it is about: an id, or a phrase for what has none; the record and the field in which it stands; itself
    Inside: TypeAlias = tuple[str, Record, Field[Any], Found]  # a field of whatever kind
PHRASES: Final = {"events": "event", "relations": "relation", "sections": "section"}  # what has no id goes by its number


def names(dossier: Dossier) -> list[Inside[Name]]:
    """Return all citations and ids that the dossier's values name."""
    return _Walk(lambda kind: kind.names).through(dossier)


def words(dossier: Dossier) -> list[Inside[Said]]:
    """Return all words that the dossier's values say."""
    return _Walk(lambda kind: kind.words).through(dossier)


def names_in(record: Record) -> Iterator[tuple[str, Name]]:
    """Go through what a record names itself, not what the records in it do; each with the name of its field."""
    for field in type(record).own_fields:
        value = record.__dict__.get(field.name)
        if value is not None and field.kind.names and not isinstance(value, Gap):
            for name in field.kind.names(value):
                yield field.name, name


def records(record: Record) -> Iterator[Record]:
    """Go through a record and all that are in it."""
    yield record
    for field in type(record).own_fields:
        value = record.__dict__.get(field.name)
        if value is not None and field.kind.records and not isinstance(value, Gap):
            for inner in field.kind.records(value):
                yield from records(inner)


def phrase(field: Field[Any]) -> str:
    """Return what a field of the dossier itself goes by: `the bottom line`."""
    return f"the {field.key.replace('_', ' ')}"


class _Walk(Generic[Found]):
    """Goes through the values of a dossier and gathers what kinds find in them."""

    def __init__(self, finder: Callable[[Kind[Any]], Finder[Any, Found] | None]) -> None:
        self.finder = finder
        self.out: list[Inside[Found]] = []
        self.plans: dict[type[Record], list[Field[Any]]] = {}

    def through(self, dossier: Dossier) -> list[Inside[Found]]:
        """Gather from a whole dossier."""
        for field in self.plan(Dossier):
            value = dossier.__dict__.get(field.name)
            if field.name in PHRASES and isinstance(field.kind, Listed):
                for number, item in enumerate(value or (), 1):
                    self.value(f"{PHRASES[field.name]} {number}", dossier, field, field.kind.of, item)
            elif value is not None:
                self.value(phrase(field), dossier, field, field.kind, value)
        return self.out

    def plan(self, record: type[Record]) -> list[Field[Any]]:
        """Return the fields of a record in which something can be found."""
        if record not in self.plans:
            self.plans[record] = [it for it in record.own_fields if it.kind.records or self.finder(it.kind)]
        return self.plans[record]

    def value(self, about: str, record: Record, field: Field[Any], kind: Kind[Any], value: object) -> None:
        """Gather from a value, and from the records in it."""
        find = self.finder(kind)
        if find:
            for found in find(value):
                self.out.append((about, record, field, found))
        if kind.records:
            for inner in kind.records(value):
                self.record(inner.id or about, inner)

    def record(self, about: str, record: Record) -> None:
        """Gather from the fields of a record."""
        values = record.__dict__
        for field in self.plan(type(record)):
            value = values.get(field.name)
            if value is not None and not isinstance(value, Gap):
                self.value(about, record, field, field.kind, value)

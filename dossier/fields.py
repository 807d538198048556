"""Declare what a record of the dossier holds: one line a field, with its kind, its default and its sentence of documentation.

The reader, the JSON Schema and the reference documentation all come from these lines.
"""

from __future__ import annotations

from typing import Any, ClassVar

from dossier.problems import Span
from dossier.tuples import NamedTuple


class Kind(NamedTuple):
    """What a field takes. `of` is the inner kind of a list or a mapping, the record class, or the words of a choice.

    `name` selects the reading function and the JSON Schema; the table of both stands in `reading/kinds.py`.
    """

    name: str
    of: Any = None


class Field:
    """One field of a record: how it is read, whether it must be there, what stands in for it, what it means."""

    __slots__ = ("default", "doc", "gaps", "key", "kind", "name", "required")

    def __init__(self, kind: Kind, doc: str, required: bool, default: Any, key: str, gaps: bool) -> None:
        self.kind, self.doc, self.required, self.default, self.key, self.gaps = kind, doc, required, default, key, gaps
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.key = self.key or name
        owner.__dict__["own_fields"].append(self)

    def __get__(self, record: Any, owner: type) -> Any:
        if record is None:
            return self
        return record.__dict__.get(self.name, self.default)


def field(kind: Kind, doc: str, *, required: bool = False, default: Any = None, key: str = "", gaps: bool | None = None) -> Any:
    """Declare a field. `key` is its name in YAML where that isn't the attribute's.

    `gaps` says whether the reserved values `not stated` and `not recorded` are taken; by default every optional field takes them.
    """
    return Field(kind, doc, required, default, key, not required if gaps is None else gaps)


class _Declared(type):
    """Collect the fields of a record class in the order in which they are written."""

    by_key: dict[str, Field]

    @classmethod
    def __prepare__(cls, name: str, bases: tuple[type, ...], /, **options: Any) -> dict[str, object]:
        return {"own_fields": []}

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any) -> None:
        super().__init__(name, bases, namespace)
        cls.by_key = {f.key: f for f in namespace["own_fields"]}


class Record(metaclass=_Declared):
    """A mapping of the dossier, read and typed, with the place of each value. Frozen once the reader returns it."""

    own_fields: ClassVar[list[Field]]
    by_key: ClassVar[dict[str, Field]]
    any_of: ClassVar[tuple[str, ...]] = ()  # fields of which at least one has to be there

    id: str = ""
    span: Span

    def __init__(self, span: Span, spans: dict[str, Span] | None = None, id: str = "", **values: Any) -> None:
        self.__dict__.update(values)
        self.__dict__.update(id=id, span=span, spans=spans or {})

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name}: a record is not changed after it was read")

    def place_of(self, name: str) -> Span:
        """Return where the field's value stands, or the record itself where the field was left out."""
        spans: dict[str, Span] = self.__dict__["spans"]
        return spans.get(name, self.span)

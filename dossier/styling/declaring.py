"""How a property of a style is declared: as a row of a class, whose instances hold the values of all its properties."""

from __future__ import annotations

from typing import Any, ClassVar, Final, TypeVar

from dossier.settled import Settled
from dossier.styling.types import Type
from dossier.tuples import NamedTuple

Value = TypeVar("Value")
Style = TypeVar("Style", bound="Resolved")

CHARACTER: Final = "character"
"""Inherited by every role, and by inline roles from the block in which they stand."""
PARAGRAPH: Final = "paragraph"
"""Inherited by every block role; inline roles don't have it."""
BOX: Final = "box"
"""Inherited by sub-roles, not by the parts of a block (the cells of a table don't take the space before the table)."""
PAGE: Final = "page"
"""A property of the page."""


class Property(NamedTuple):
    """One property: its name in a sheet, its type, its default as written, how far it is inherited, what it means.

    `attribute` is that of the resolved style which carries it.
    """

    name: str
    type: Type[Any]
    default: str
    scope: str
    doc: str
    attribute: str = ""


def prop(name: str, type: Type[Value], default: str, scope: str, doc: str) -> Value:
    """Declare a property as an attribute of a resolved style, in which it has a value of this type."""
    return Property(name, type, default, scope, doc)  # type: ignore[return-value]


class Resolved(Settled):
    """Values by attribute, one for each property that the class declares; they don't change, and compare by value."""

    properties: ClassVar[dict[str, Property]]

    def __init_subclass__(cls) -> None:
        rows = {attribute: row for attribute, row in vars(cls).items() if isinstance(row, Property)}
        cls.properties = {row.name: row._replace(attribute=attribute) for attribute, row in rows.items()}
        for attribute in rows:
            delattr(cls, attribute)  # only an instance has values, and one that lacks a value must not answer with the row

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def changed(self: Style, **values: Any) -> Style:
        """Return a copy in which some attributes have other values."""
        assert vars(self).keys() >= values.keys(), values
        return type(self)(**{**vars(self), **values})

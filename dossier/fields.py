"""Declare what a record of the dossier holds: one line a field, with its kind, its default and its sentence of documentation.

The reader, the JSON Schema, the reference documentation, and the types that consumers are held to all come from these lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeAlias, TypeVar, final, overload

from dossier.inline import Citation, Prose
from dossier.problems import Span
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from typing import Generic as Generic
else:

    class Generic:
        """What `typing` has, without its cost: nobody asks at run time of what something was."""

        __slots__ = ()

        def __class_getitem__(cls, of):
            return cls


@final
class Gap:
    """A value that is missing, and why: the two words that are reserved in every optional field. There are no others."""

    __slots__ = ("words",)

    def __init__(self, words: str) -> None:
        self.words = words

    def __str__(self) -> str:
        return self.words

    def __repr__(self) -> str:
        return f"Gap({self.words!r})"


NOT_STATED: Final = Gap("not stated")
NOT_RECORDED: Final = Gap("not recorded")


# What is in a value -----------------------------------------------------------------------------------------------------
class Named(NamedTuple):
    """An id in a value, the parts of the dossier that it may be of (any, where there are none), and where it was written.

    `how` is 'name' for a name with an id, 'link' for an internal link, '' for an id that the field itself takes.
    """

    how: str
    id: str
    parts: tuple[str, ...]
    span: Span


class Said(NamedTuple):
    """Words in a value, and where; None: where the field stands.

    `prose` is what they were parsed to, where they are of the inline language. `ours`: the author chose them; what others
    worded is taken over as it is. `quotation`: they are set as one.
    """

    text: str
    span: Span | None = None
    prose: Prose | None = None
    ours: bool = True
    quotation: bool = False


T = TypeVar("T")
V = TypeVar("V")
Found = TypeVar("Found")
W = TypeVar("W", bound=str)
if TYPE_CHECKING:
    Finder: TypeAlias = Callable[[T], Iterable[Found]]
    Name: TypeAlias = Citation | Named


# Kinds ------------------------------------------------------------------------------------------------------------------
class Kind(Generic[T]):
    """What a field takes, and what is in a value of it: the ids that it names, the words that it says, the records in it.

    Each of the three is found by a function, or is None where no value of the kind has any. `name` leads to the row in
    `reading/kinds.py` that tells how the kind is read and what JSON Schema says of it.
    """

    __slots__ = ("name", "names", "records", "words")

    def __init__(
        self,
        name: str,
        names: Finder[T, Name] | None,
        words: Finder[T, Said] | None,
        records: Finder[T, Record] | None = None,
    ) -> None:
        self.name, self.names, self.words, self.records = name, names, words, records


class Choice(Kind[W]):
    """One of some words."""

    __slots__ = ("of",)

    def __init__(self, words: tuple[W, ...]) -> None:
        super().__init__("choice", None, None)
        self.of = words


class Listed(Kind[tuple[T, ...]]):
    """A list of values of one kind."""

    __slots__ = ("of",)

    def __init__(self, of: Kind[T], name: str = "list") -> None:
        self.name, self.of = name, of
        self.names = of.names and in_each(of.names)
        self.words = of.words and in_each(of.words)
        self.records = of.records and in_each(of.records)


class Texts(Kind[Mapping[str, T]]):
    """Values of one kind by a term as it prints."""

    __slots__ = ("of",)

    def __init__(self, of: Kind[T]) -> None:
        self.name, self.of = "texts", of
        self.names = of.names and _under(of.names)
        self.words = of.words and _under(of.words)
        self.records = of.records and _under(of.records)


def in_each(find: Finder[T, Found]) -> Finder[Iterable[T], Found]:
    """Find in each of several values what `find` finds in one."""
    return lambda values: chain.from_iterable(map(find, values))


def _under(find: Finder[T, Found]) -> Finder[Mapping[str, T], Found]:
    return lambda values: chain.from_iterable(map(find, values.values()))


def silent(name: str) -> Kind[T]:
    """Make a kind whose values name nothing and say nothing."""
    return Kind(name, None, None)


IDENT: Final[Kind[str]] = silent("ident")  # a new id: lower-case letters, digits, hyphens; begins with a letter


# Fields -----------------------------------------------------------------------------------------------------------------
class Field(Generic[V]):
    """One field of a record: how it is read, whether it must be there, what stands in for it, what it means.

    `V` is what it holds: a value of its kind, and a `Gap` or None where the field takes them. `key` is its name in YAML where
    that isn't the attribute's. `gaps` says whether the reserved values `not stated` and `not recorded` are taken; by default
    every optional field takes them.
    """

    __slots__ = ("default", "doc", "gaps", "key", "kind", "name", "required")

    @overload
    def __init__(self: Field[T], kind: Kind[T], doc: str, *, required: Literal[True], key: str = "") -> None: ...
    @overload
    def __init__(
        self: Field[T | Gap], kind: Kind[T], doc: str, *, required: Literal[True], gaps: Literal[True], key: str = ""
    ) -> None: ...
    @overload
    def __init__(self: Field[T], kind: Kind[T], doc: str, *, default: T, gaps: Literal[False], key: str = "") -> None: ...
    @overload
    def __init__(self: Field[T | Gap], kind: Kind[T], doc: str, *, default: T, key: str = "") -> None: ...
    @overload
    def __init__(self: Field[T | None], kind: Kind[T], doc: str, *, gaps: Literal[False], key: str = "") -> None: ...
    @overload
    def __init__(self: Field[T | Gap | None], kind: Kind[T], doc: str, *, key: str = "") -> None: ...
    def __init__(
        self,
        kind: Kind[Any],  # that of V without Gap and None, for which Python has no words; the overloads hold it and
        doc: str,
        *,
        required: bool = False,
        default: Any = None,  # the default to V
        key: str = "",
        gaps: bool | None = None,
    ) -> None:
        self.kind, self.doc, self.required, self.default, self.key = kind, doc, required, default, key
        self.gaps = not required if gaps is None else gaps

    def __set_name__(self, owner: type[Record], name: str) -> None:
        self.name = name
        self.key = self.key or name

    @overload
    def __get__(self, record: None, owner: type[Record]) -> Field[V]: ...
    @overload
    def __get__(self, record: Record, owner: type[Record]) -> V: ...
    def __get__(self, record: Record | None, owner: type[Record]) -> Field[V] | V:
        if record is None:
            return self
        value: V = record.__dict__.get(self.name, self.default)
        return value


field = Field  # as records declare it


# Records ----------------------------------------------------------------------------------------------------------------
class Record:
    """A mapping of the dossier, read and typed, with the place of each value. Frozen once the reader returns it."""

    own_fields: ClassVar[list[Field[Any]]] = []  # of different kinds, in the order in which they are written
    by_key: ClassVar[dict[str, Field[Any]]] = {}
    needed: ClassVar[list[Field[Any]]] = []  # fields that have to be there
    any_of: ClassVar[tuple[str, ...]] = ()  # fields of which at least one has to be there

    id = field(IDENT, "What others name it by.", default="", gaps=False)
    span: Span
    spans: Mapping[str, Span]  # of the values that were written, those too that couldn't be read

    def __init_subclass__(cls) -> None:
        cls.own_fields = [it for it in vars(cls).values() if isinstance(it, Field)]
        cls.by_key = {it.key: it for it in cls.own_fields}
        cls.needed = [it for it in cls.own_fields if it.required]

    def __init__(self, span: Span, spans: dict[str, Span] | None = None, id: str = "", **values: object) -> None:
        self.__dict__.update(values)
        self.__dict__.update(id=id, span=span, spans=spans or {})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name}: a record is not changed after it was read")

    def place_of(self, name: str) -> Span:
        """Return where the field's value stands, or the record itself where the field was left out."""
        return self.spans.get(name, self.span)


R = TypeVar("R", bound=Record)


class One(Kind[R]):
    """One record."""

    __slots__ = ("of",)

    def __init__(self, record: type[R]) -> None:
        super().__init__("record", None, None, lambda value: (value,))
        self.of = record


class Mapped(Kind[Mapping[str, R]]):
    """Records by their ids."""

    __slots__ = ("of",)

    def __init__(self, record: type[R]) -> None:
        super().__init__("map", None, None, lambda values: values.values())
        self.of = record


def known(value: T | Gap | None) -> T | None:
    """Return a value, None where it is missing for whatever reason."""
    return None if isinstance(value, Gap) else value

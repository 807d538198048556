"""What one reading holds in hand: the table of kinds, the problems so far, and the ids that are taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from dossier.fields import Generic, Kind, Record
from dossier.ids import ID_FORM, id_like, nearest
from dossier.model import DESK, NOT_RECORDED, NOT_STATED, Gap
from dossier.problems import Problem, Span, error, warning
from dossier.reading.nodes import LIST, MAP, SCALAR, Node

if TYPE_CHECKING:
    from typing import Protocol

    class View(Protocol):
        """What describes kinds in JSON Schema, and knows the ids of a dossier (`schema.py` has it)."""

        def record(self, record: type[Record]) -> Schema:
            """Refer to a record."""

        def kind(self, kind: Kind[T]) -> Schema:
            """Describe a kind."""

        def known(self, parts: Iterable[str]) -> list[str]:
            """Return the ids of these parts; none where no dossier is given."""

        def refs(self, parts: Iterable[str]) -> Schema:
            """Describe an id that names something of these parts."""


class Bad(Enum):
    """Stands for a value that can't be read; the problem is told already."""

    BAD = "bad"


T = TypeVar("T")
K = TypeVar("K")
Schema: TypeAlias = dict[str, object]  # a JSON object
BAD: Final = Bad.BAD
GAPS: Final[Mapping[str, Gap]] = {str(gap): gap for gap in (NOT_STATED, NOT_RECORDED)}
_FOUND: Final = {SCALAR: "text", LIST: "a list", MAP: "a mapping"}
MOST_SUGGESTIONS: Final = 300
_NULLS: Final = frozenset(("~", "null"))


class KindRow(Generic[K, T]):
    """How values T of the kinds K of a name come about: what problems call them, how they are read, what JSON Schema says.

    `empty`: a key with nothing after it means none of them. `free`: they would take the reserved words for text. `silence`:
    `not stated` is one of them.
    """

    __slots__ = ("empty", "free", "name", "read", "schema", "silence", "wanted")

    def __init__(
        self,
        name: str,
        wanted: str | Callable[[K], str],
        read: Callable[[Reading, Node, K], T | Bad],
        schema: Schema | Callable[[View, K], Schema],
        *,
        empty: bool = False,
        free: bool = False,
        silence: bool = False,
    ) -> None:
        self.name, self.wanted, self.read, self.schema = name, wanted, read, schema
        self.empty, self.free, self.silence = empty, free, silence


# The table holds all kinds, so that in it none can be said; a kind that is looked up by its name has the row that takes it.
Table: TypeAlias = Mapping[str, KindRow[Any, Any]]


class Reading:
    """Reads nodes by kind; collects every problem on the way."""

    __slots__ = ("ids", "problems", "table")

    def __init__(self, table: Table, problems: list[Problem]) -> None:
        self.table, self.problems = table, problems
        self.ids: dict[str, Span] = {}

    def value(self, node: Node, kind: Kind[T]) -> T | Bad:
        """Read a node as a kind; BAD where it can't be."""
        value: T | Bad = self.table[kind.name].read(self, node, kind)
        return value

    def bad(self, message: str, span: Span, hint: str | None, name: str) -> Bad:
        """Tell an error; return BAD."""
        self.problems.append(error(message, span, hint, name))
        return BAD

    def warn(self, message: str, span: Span, hint: str | None, name: str) -> None:
        """Tell a warning."""
        self.problems.append(warning(message, span, hint, name))

    def wrong(self, node: Node, kind: Kind[T], advice: str | None = None) -> Bad:
        """Tell that something else was wanted; return BAD."""
        if node.partial:
            return BAD
        row: KindRow[Kind[T], T] = self.table[kind.name]
        wanted = row.wanted if isinstance(row.wanted, str) else row.wanted(kind)
        if node.kind == SCALAR:
            return self.bad(f"{wanted} is wanted here, not '{shorten(node.value)}'", node.span, advice, "wrong-type")
        hint = advice
        if node.mark == "flow" and not advice:
            hint = "text that begins with [ or { has to stand in quotes, or in a block (>-)"
        return self.bad(f"{wanted} is wanted here, not {_FOUND[node.kind]}", node.span, hint, "wrong-type")

    def meant(self, word: str, words: Collection[str]) -> tuple[str, str | None]:
        """Return the word that was probably meant, and a hint that says so; neither in a flood of problems, as it takes time."""
        if len(self.problems) >= MOST_SUGGESTIONS:
            return "", None
        near = nearest(word, words)
        if near:
            return near, f"did you mean {near}?"
        return "", "there are: " + ", ".join(words) if len(words) <= 25 else None

    def suggest(self, word: str, words: Collection[str]) -> str | None:
        """Return a hint that names the word that was probably meant, or the words there are."""
        return self.meant(word, words)[1]

    def text(self, node: Node, kind: Kind[T]) -> str | Bad:
        """Return the text of a scalar, without the line end of a block; BAD where there is none."""
        if node.kind != SCALAR:
            return self.wrong(node, kind)
        value = node.value
        if node.partial:
            return BAD
        if node.mark in ("|", ">"):
            value = value.rstrip("\n")
        if not value.strip():
            if node.style == "quoted":
                return self.bad("the quotation marks hold nothing", node.span, _LEAVE, "empty-value")
            return self.bad("nothing is written here", node.span, _LEAVE, "empty-value")
        if value in _NULLS and node.style == "plain":
            hint = f"{_LEAVE}; if the word itself is meant, put it in quotes"
            return self.bad(f"{value} means nothing here", node.span, hint, "empty-value")
        return value

    def new_id(self, text: str, span: Span) -> bool:
        """Take an id, or tell why it can't be taken: its form, or another part of the dossier has it."""
        if not ID_FORM.fullmatch(text):
            suggestion = id_like(text)
            hint = "an id is lower-case letters, digits and hyphens, and begins with a letter"
            hint += f": {suggestion}" if suggestion else ""
            self.bad(f"'{shorten(text)}' can't be an id", span, hint, "bad-id")
            return False
        if text == DESK:
            self.bad("'desk' is taken: it is what the issuer knows without a source", span, "choose another id", "reserved-id")
            return False
        first = self.ids.setdefault(text, span)
        if first is not span:
            message = f"the id '{text}' is given a second time; the first is in line {first.line}, column {first.column}"
            self.bad(message, span, "ids are unique in the whole dossier; choose another", "duplicate-id")
            return False
        return True


_LEAVE: Final = "leave the key out where there is nothing to say"


def shorten(text: str, most: int = 60) -> str:
    """Return text short enough to be quoted in a message, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"

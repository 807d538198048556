"""A YAML document as a tree of nodes that know their place in the file, down to each character of a scalar."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Final, Literal, TypeAlias, TypeVar

from dossier.fields import Generic
from dossier.problems import Span
from dossier.reading.source import Source

SCALAR: Final = "scalar"
LIST: Final = "list"
MAP: Final = "map"

V = TypeVar("V")


class _Node(Generic[V]):
    """What scalars, lists and maps of a YAML document have in common: where they stand, how they are written.

    - `mark`: how it is written, in the letters of YAML: '', single or double quotation mark, | or > of a scalar; of a list or
      map 'flow' or 'blocks'
    - `partial`: a syntax error cut it short
    """

    __slots__ = ("column", "end", "line", "mark", "partial", "source", "start", "value")

    def __init__(self, value: V, mark: str, source: Source, line: int, column: int, start: int, end: int) -> None:
        self.value, self.mark, self.source = value, mark, source
        self.line, self.column, self.start, self.end = line, column, start, end
        self.partial = False

    @property
    def style(self) -> str:
        """How it is written: 'plain', 'quoted', 'block' or 'flow'."""
        return _STYLES[self.mark]

    @property
    def span(self) -> Span:
        """Its place: a scalar's whole first line, of a list or map the first character."""
        return Span(self.source.name, self.line + 1, self.column + 1)

    @property
    def place(self) -> Callable[[int], Span]:
        """What turns an offset in a scalar's value into the place of that character in the file; a list or map has one place."""
        span = self.span
        return lambda offset: span


class Scalar(_Node[str]):
    """A text exactly as written, without typing, so that NO, 010 and 12:30 stay what they are."""

    __slots__ = ()
    kind: Literal["scalar"] = SCALAR

    @property
    def span(self) -> Span:
        """Its whole first line."""
        length, source = 1, self.source
        if self.line + 1 < len(source.starts):
            length = self.end - self.start
            if self.end >= source.starts[self.line + 1]:
                length = min(length, len(source.line(self.line).rstrip()) - self.column)
        return Span(source.name, self.line + 1, self.column + 1, max(1, length))

    @property
    def place(self) -> Callable[[int], Span]:
        """What turns an offset in its value into the place of that character in the file."""
        edge = 1 if self.style == "quoted" else 0
        name, line, column = self.source.name, self.line + 1, self.column + 1 + edge
        if self.mark == "|":
            return _by_lines(self)
        if self.mark != ">" and len(self.value) == self.end - self.start - 2 * edge:
            written = self.source.text[self.start : self.end]
            if "\n" not in written and "\r" not in written:
                return lambda offset: Span(name, line, column + offset)
        return _by_pieces(self) if edge else _by_words(self)

    def plain(self) -> str:
        """Return it as a plain value."""
        return self.value


class Items(_Node[list["Node"]]):
    """A list."""

    __slots__ = ()
    kind: Literal["list"] = LIST

    def plain(self) -> list[object]:
        """Return it as plain values: str, list and dict."""
        return [item.plain() for item in self.value]


class Pairs(_Node[dict[str, "Node"]]):
    """A map, in the order of the file; `keys` holds the node of each key by its text."""

    __slots__ = ("keys",)
    kind: Literal["map"] = MAP

    def __init__(self, value: dict[str, Node], mark: str, source: Source, line: int, column: int, start: int, end: int) -> None:
        super().__init__(value, mark, source, line, column, start, end)
        self.keys: dict[str, Scalar] = {}

    @property
    def items(self) -> list[tuple[Scalar, Node]]:
        """Its pairs of key and value."""
        return [(self.keys[key], value) for key, value in self.value.items()]

    def key_span(self, key: str) -> Span:
        """Return the place of a key."""
        return self.keys[key].span

    def plain(self) -> dict[str, object]:
        """Return it as plain values: str, list and dict."""
        return {key: value.plain() for key, value in self.value.items()}


Node: TypeAlias = Scalar | Items | Pairs

_STYLES: Final = {"": "plain", "'": "quoted", '"': "quoted", "|": "block", ">": "block", "flow": "flow", "blocks": "block"}
_FOLD: Final = r"[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)+"
_BLANKS: Final = r"[ \t]++(?![\r\n])"
_ESCAPE: Final = r"\\(?:\r\n|\r|\n)[ \t]*|\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
_PIECES: Final = {"'": rf"''|{_BLANKS}|{_FOLD}|.", '"': rf"{_ESCAPE}|{_BLANKS}|{_FOLD}|."}
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_WORD: Final = re.compile(r"[^ \t\r\n]+")


def _by_lines(node: Scalar) -> Callable[[int], Span]:
    """Find places in a literal block: its lines are those below its head, without their indentation (YAML 1.1, 9.3.3)."""
    source, head, name = node.source, node.line + 1, node.source.name
    starts: list[int] = []
    start = indent = 0
    for number, line in enumerate(node.value.split("\n"), head):
        starts.append(start)
        start += len(line) + 1
        indent = indent or (len(source.line(number)) - len(line) if line else 0)

    def place(offset: int) -> Span:
        line = bisect_right(starts, offset)
        return Span(name, head + line, indent + offset - starts[line - 1] + 1)

    return place


def _by_words(node: Scalar) -> Callable[[int], Span]:
    """Find places in a plain or folded scalar: folding changes the blanks between its words, and nothing else."""
    source, begin = node.source, node.start
    if node.style == "block":
        head = _BREAK.search(source.text, begin, node.end)
        begin = head.end() if head else begin
    inside: list[int] = []
    outside: list[int] = []

    def place(offset: int) -> Span:
        if not inside:
            inside.extend(word.start() for word in _WORD.finditer(node.value))
            outside.extend(word.start() for word in _WORD.finditer(source.text, begin, node.end))
        nth = min(bisect_right(inside, offset), len(outside)) - 1
        return source.span(outside[nth] + offset - inside[nth] if nth >= 0 else begin)

    return place


def _by_pieces(node: Scalar) -> Callable[[int], Span]:
    """Find places in a quoted scalar: replay how YAML folds its lines and reads its escapes (YAML 1.1, 5.7, 9.1)."""
    source = node.source
    indices: list[int] = []

    def place(offset: int) -> Span:
        if not indices:
            indices.extend(_quoted_indices(node))
        return source.span(indices[min(offset, len(indices) - 1)])

    return place


def _quoted_indices(node: Scalar) -> list[int]:
    """Return for each character of a quoted value, and for its end, the index in the source text."""
    begin, pieces = node.start + 1, re.compile(_PIECES[node.mark], re.DOTALL)  # rarely needed, so not at import
    indices: list[int] = []
    for piece in pieces.finditer(node.source.text, begin, node.end - 1):
        text, at = piece.group(), piece.start()
        breaks = len(_BREAK.findall(text))
        if text[0] in " \t" and not breaks:
            indices.extend(range(at, at + len(text)))
        elif text[0] == "\\" and node.mark == '"':
            indices.extend([at] * (not breaks))
        else:
            indices.extend([at] * max(1, breaks - 1))
    indices.append(node.end - 1)
    return indices

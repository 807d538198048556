"""A YAML document as a tree of nodes that know their place in the file, down to each character of a scalar."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Final

from dossier.problems import Span
from dossier.reading.source import Source

SCALAR: Final = "scalar"
LIST: Final = "list"
MAP: Final = "map"

_NO_KEYS: Final[dict[str, Any]] = {}


class Node:
    """A scalar, a list or a map of a YAML document.

    - `value`: str for a scalar, exactly as written (no typing, so NO, 010 and 12:30 stay what they are); list[Node] for a list;
      dict[str, Node] for a map, in the order of the file
    - `keys`: for a map, the node of each key by its text
    - `style`: a scalar's 'plain', 'quoted' or 'block'; of a list or map 'flow' or 'block'
    - `partial`: a syntax error cut it short
    """

    __slots__ = ("column", "end", "keys", "kind", "line", "mark", "partial", "source", "start", "value")

    def __init__(self, kind: str, value: Any, mark: str, source: Source, line: int, column: int, start: int, end: int) -> None:
        self.kind, self.value, self.mark, self.source = kind, value, mark, source
        self.line, self.column, self.start, self.end = line, column, start, end
        self.keys: dict[str, Node] = {} if kind == MAP else _NO_KEYS
        self.partial = False

    @property
    def style(self) -> str:
        """How it is written: 'plain', 'quoted', 'block' or 'flow'."""
        return _STYLES[self.mark]

    @property
    def span(self) -> Span:
        """Its place: a scalar's whole first line, of a list or map the first character."""
        length, source = 1, self.source
        if self.kind == SCALAR and self.line + 1 < len(source.starts):
            length = self.end - self.start
            if self.end >= source.starts[self.line + 1]:
                length = min(length, len(source.line(self.line).rstrip()) - self.column)
        return Span(self.source.name, self.line + 1, self.column + 1, max(1, length))

    @property
    def items(self) -> list[Any]:
        """A list's nodes, or a map's pairs of key node and value node."""
        if self.kind == MAP:
            return [(self.keys[key], value) for key, value in self.value.items()]
        return list(self.value) if self.kind == LIST else []

    def key_span(self, key: str) -> Span:
        """Return the place of a map's key."""
        return self.keys[key].span

    @property
    def place(self) -> Callable[[int], Span]:
        """What turns an offset in a scalar's value into the place of that character in the file."""
        edge = 1 if self.style == "quoted" else 0
        name, line, column = self.source.name, self.line + 1, self.column + 1 + edge
        if self.mark == "|":
            return _by_lines(self)
        if self.mark != ">" and len(self.value) == self.end - self.start - 2 * edge:
            written = self.source.text[self.start : self.end]
            if "\n" not in written and "\r" not in written:
                return lambda offset: Span(name, line, column + offset)
        return _by_pieces(self) if edge else _by_words(self)

    def plain(self) -> Any:
        """Return it as plain values: str, list and dict."""
        if self.kind == MAP:
            return {key: value.plain() for key, value in self.value.items()}
        return [item.plain() for item in self.value] if self.kind == LIST else self.value


_STYLES: Final = {"": "plain", "'": "quoted", '"': "quoted", "|": "block", ">": "block", "flow": "flow", "blocks": "block"}
_FOLD: Final = r"[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)+"
_BLANKS: Final = r"[ \t]++(?![\r\n])"
_ESCAPE: Final = r"\\(?:\r\n|\r|\n)[ \t]*|\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
_PIECES: Final = {"'": rf"''|{_BLANKS}|{_FOLD}|.", '"': rf"{_ESCAPE}|{_BLANKS}|{_FOLD}|."}
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_WORD: Final = re.compile(r"[^ \t\r\n]+")


def _by_lines(node: Node) -> Callable[[int], Span]:
    """Find places in a literal block: its lines are those below its head, without their indentation (YAML 1.1, 9.3.3)."""
    source, head, name = node.source, node.line + 1, node.source.name
    starts, start, indent = [], 0, 0
    for number, line in enumerate(node.value.split("\n"), head):
        starts.append(start)
        start += len(line) + 1
        indent = indent or (len(source.line(number)) - len(line) if line else 0)

    def place(offset: int) -> Span:
        line = bisect_right(starts, offset)
        return Span(name, head + line, indent + offset - starts[line - 1] + 1)

    return place


def _by_words(node: Node) -> Callable[[int], Span]:
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


def _by_pieces(node: Node) -> Callable[[int], Span]:
    """Find places in a quoted scalar: replay how YAML folds its lines and reads its escapes (YAML 1.1, 5.7, 9.1)."""
    source = node.source
    indices: list[int] = []

    def place(offset: int) -> Span:
        if not indices:
            indices.extend(_quoted_indices(node))
        return source.span(indices[min(offset, len(indices) - 1)])

    return place


def _quoted_indices(node: Node) -> list[int]:
    """Return for each character of a quoted value, and for its end, the index in the source text."""
    begin, pieces = node.start + 1, re.compile(_PIECES[node.mark], re.DOTALL)  # rarely needed, so not at import
    indices: list[int] = []
    for piece in pieces.finditer(node.source.text, begin, node.end - 1):
        text, at = piece[0], piece.start()
        breaks = len(_BREAK.findall(text))
        if text[0] in " \t" and not breaks:
            indices.extend(range(at, at + len(text)))
        elif text[0] == "\\" and node.mark == '"':
            indices.extend([at] * (not breaks))
        else:
            indices.extend([at] * max(1, breaks - 1))
    indices.append(node.end - 1)
    return indices

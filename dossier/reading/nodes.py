"""A YAML document as a tree of nodes that know their place in the file, down to each character of a scalar."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from dossier.problems import Span
from dossier.reading.source import Source

SCALAR: Final = "scalar"
LIST: Final = "list"
MAP: Final = "map"


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
        self.keys: dict[str, Node] = {}
        self.partial = False

    @property
    def style(self) -> str:
        """How it is written: 'plain', 'quoted', 'block' or 'flow'."""
        return _STYLES[self.mark]

    @property
    def span(self) -> Span:
        """Its place: a scalar's whole first line, of a list or map the first character."""
        length = 1
        if self.kind == SCALAR:
            lines = self.source.lines
            rest = len(lines[self.line].rstrip()) - self.column if self.line < len(lines) else 1
            length = max(1, min(self.end - self.start, rest))
        return Span(self.source.name, self.line + 1, self.column + 1, length)

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
        if self.style != "block" and len(self.value) == self.end - self.start - 2 * edge:
            written = self.source.text[self.start : self.end]
            if "\n" not in written and "\r" not in written:
                return lambda offset: Span(name, line, column + offset)
        indices: list[int] = []

        def place(offset: int) -> Span:
            if not indices:
                indices.extend(character_indices(self))
            return self.source.span(indices[min(offset, len(indices) - 1)])

        return place

    def plain(self) -> Any:
        """Return it as plain values: str, list and dict."""
        if self.kind == MAP:
            return {key: value.plain() for key, value in self.value.items()}
        return [item.plain() for item in self.value] if self.kind == LIST else self.value


_STYLES: Final = {"": "plain", "'": "quoted", '"': "quoted", "|": "block", ">": "block", "flow": "flow", "blocks": "block"}
_FOLD: Final = r"[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)+"
_BLANKS: Final = r"[ \t]++(?![\r\n])"
_ESCAPE: Final = r"\\(?:\r\n|\r|\n)[ \t]*|\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
_PIECES: Final = {
    "": re.compile(rf"{_BLANKS}|{_FOLD}|.", re.DOTALL),
    "'": re.compile(rf"''|{_BLANKS}|{_FOLD}|.", re.DOTALL),
    '"': re.compile(rf"{_ESCAPE}|{_BLANKS}|{_FOLD}|.", re.DOTALL),
}
_BREAK: Final = re.compile(r"\r\n|\r|\n")


def character_indices(node: Node) -> list[int]:
    """Return for each character of a scalar's value, and for its end, the index in the source text."""
    indices = _block_indices(node) if node.style == "block" else _flow_indices(node)
    return indices or [node.start]


def _flow_indices(node: Node) -> list[int]:
    """Replay how YAML folds lines and reads escapes (YAML 1.1, 7.3 to 7.5), piece by piece of the source."""
    edge = 1 if node.mark else 0
    written = node.source.text[node.start + edge : node.end - edge]
    indices: list[int] = []
    for piece in _PIECES[node.mark].finditer(written):
        text, at = piece[0], node.start + edge + piece.start()
        breaks = len(_BREAK.findall(text))
        if text[0] in " \t" and not breaks:
            indices.extend(range(at, at + len(text)))
        elif text[0] == "\\" and node.mark == '"':
            indices.extend([at] * (not breaks))
        else:
            indices.extend([at] * max(1, breaks - 1))
    indices.append(node.end - edge)
    return indices


def _block_indices(node: Node) -> list[int]:
    """Walk value and source in step: a block keeps every character but the blanks that indent and fold it."""
    text, end = node.source.text, node.end
    head = _BREAK.search(text, node.start, end)
    at = head.end() if head else node.start
    indices: list[int] = []
    for character in node.value:
        if character not in " \t\n":
            while at < end and text[at] in " \t\r\n":
                at += 1
        indices.append(min(at, end))
        if character not in " \t\n" or (at < end and text[at] == character and character != "\n"):
            at += 1
    indices.append(min(at, end))
    return indices

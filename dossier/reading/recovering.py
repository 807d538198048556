"""Where reading goes on after a syntax error: the text and what was open there -> the next stretch that can be read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dossier.reading.nodes import LIST, MAP, Items, Pairs
from dossier.tuples import NamedTuple

_KEY: Final = re.compile(r"(?:[\w\"'][^\n#]*?|#\S[^\n]*?):(?=\s|$)")
_ITEM: Final = re.compile(r"-(?=\s|$)")


class Stretch(NamedTuple):
    """A part of the text, from line to line, all of which belongs to the innermost of some open lists and maps."""

    begin: int
    end: int
    within: tuple[Items | Pairs, ...]


def following(text: str, at: int, opened: Sequence[Items | Pairs]) -> Stretch | None:
    """Return the next stretch after the beginning of a line: keys of an open map, or items of an open list, in its column.

    What is indented in another way is passed over; None where nothing follows.
    """
    for start, column, line in _lines(text, at):
        for depth in range(len(opened), 0, -1):
            node = opened[depth - 1]
            if node.column == column and _begins(node, line):
                return Stretch(start, _end(text, start, node), tuple(opened[:depth]))
    return None


def column_of_next(text: str, at: int) -> int:
    """Return the column of the first line that says something from here on; 0 where none does."""
    return next((column for _, column, _ in _lines(text, at)), 0)


def _begins(node: Items | Pairs, line: str) -> bool:
    """Say whether a line begins an item of a list, or a key of a map."""
    item = bool(_ITEM.match(line))
    return item if node.kind == LIST else not item and bool(_KEY.match(line))


def _end(text: str, start: int, node: Items | Pairs) -> int:
    """Return where what belongs to a list or map ends: at a line further out, for a list also at one that is no item."""
    for begin, column, line in _lines(text, start):
        if column < node.column or (column == node.column and node.kind == LIST and not _ITEM.match(line)):
            return begin
        if column == node.column == 0 and node.kind == MAP and line.startswith(("---", "...")):
            return begin
    return len(text)


def _lines(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    """Yield the lines that say something: where each begins, in which column its text does, and that text."""
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        words = line.lstrip(" ")
        if words.strip() and not words.startswith("#"):
            yield at, len(line) - len(words), words
        at = end + 1

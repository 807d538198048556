"""Bookmarks: titles with levels and targets in, outline items out (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.pdf.document import Document
from dossier.pdf.objects import literal, text_string
from dossier.tuples import NamedTuple

OPEN = 1  # levels whose items show what is below them when the file is opened


class Bookmark(NamedTuple):
    """A bookmark: its level (1 is the outermost), its title, the destination it leads to."""

    level: int
    title: str
    id: str


class _Item:
    """An outline item, or the root with number 0 levels above it."""

    __slots__ = ("bookmark", "depth", "items", "number")

    def __init__(self, number: int, depth: int, bookmark: Bookmark) -> None:
        self.number, self.depth, self.bookmark = number, depth, bookmark
        self.items: list[_Item] = []


def write_outline(file: Document, bookmarks: Sequence[Bookmark]) -> int:
    """Write the outline; return the number of its root, or 0 without bookmarks. A level that was left out counts as there."""
    if not bookmarks:
        return 0
    root = _Item(file.allocate(), 0, Bookmark(0, "", ""))
    path = [root]
    for bookmark in bookmarks:
        while path[-1].bookmark.level >= bookmark.level and len(path) > 1:
            path.pop()
        item = _Item(file.allocate(), len(path), bookmark)
        path[-1].items.append(item)
        path.append(item)
    _write_items(file, root)
    file.add(root.number, b"<</Type/Outlines%b>>" % _kids(root))
    return root.number


def _write_items(file: Document, parent: _Item) -> None:
    for place, item in enumerate(parent.items):
        parts = [b"<</Title%b/Parent %d 0 R" % (text_string(item.bookmark.title), parent.number)]
        parts.append(b"/Dest" + literal(item.bookmark.id.encode()))
        if place:
            parts.append(b"/Prev %d 0 R" % parent.items[place - 1].number)
        if place + 1 < len(parent.items):
            parts.append(b"/Next %d 0 R" % parent.items[place + 1].number)
        file.add(item.number, b"".join(parts) + _kids(item) + b">>")
        _write_items(file, item)


def _kids(item: _Item) -> bytes:
    """Return First, Last and Count; the count of a closed item is negative (table 153)."""
    if not item.items:
        return b""
    count = _visible(item) if item.depth <= OPEN else -_visible(item)
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (item.items[0].number, item.items[-1].number, count)


def _visible(item: _Item) -> int:
    """Count the items that show below this one when it is open."""
    return sum(1 + (_visible(kid) if kid.items and kid.depth <= OPEN else 0) for kid in item.items)

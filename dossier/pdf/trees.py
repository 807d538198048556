"""Balanced trees of PDF, of numbers, of names, of pages: entries in, the number of the root object out.

ISO 32000-1, 7.7.3, 7.9.6 and 7.9.7.
"""

from __future__ import annotations

from collections.abc import Sequence

from dossier.pdf.document import Document

FANOUT = 64


def number_tree(file: Document, values: Sequence[bytes]) -> int:
    """Write a number tree whose keys are 0, 1, 2 and on, in the order of `values`."""
    keys = [b"%d" % key for key in range(len(values))]
    return _tree(file, b"Nums", list(zip(keys, values, strict=True)))


def name_tree(file: Document, entries: dict[bytes, bytes]) -> int:
    """Write a name tree; keys are written strings, in brackets."""
    return _tree(file, b"Names", sorted(entries.items()))


def _tree(file: Document, kind: bytes, entries: Sequence[tuple[bytes, bytes]]) -> int:
    """Write leaves and the levels over them. Only the root has no limits."""
    nodes: list[tuple[bytes, bytes, bytes]] = []  # first key, last key, what the node holds
    for start in range(0, max(len(entries), 1), FANOUT):
        part = entries[start : start + FANOUT]
        pairs = b" ".join([b"%b %b" % entry for entry in part])
        first, last = (part[0][0], part[-1][0]) if part else (b"", b"")
        nodes.append((first, last, b"/%b[%b]" % (kind, pairs)))
    while len(nodes) > 1:
        written = [(first, last, file.put(b"<</Limits[%b %b]%b>>" % node)) for node in nodes for first, last in [node[:2]]]
        groups = [written[start : start + FANOUT] for start in range(0, len(written), FANOUT)]
        nodes = [(group[0][0], group[-1][1], b"/Kids[%b]" % references([n for _, _, n in group])) for group in groups]
    return file.put(b"<<%b>>" % nodes[0][2])


def references(numbers: Sequence[int]) -> bytes:
    """Write references to objects, with spaces between them."""
    return b" ".join([b"%d 0 R" % number for number in numbers])


class PageTree:
    """The tree of pages: each page is told its parent's number when it comes, and the tree is written at the end."""

    __slots__ = ("_file", "_leaves", "count")

    def __init__(self, file: Document) -> None:
        self._file = file
        self._leaves: list[tuple[int, list[int]]] = []
        self.count = 0

    def append(self, page: int) -> int:
        """Take the next page by its object number; return the number of its parent."""
        if self.count % FANOUT == 0:
            self._leaves.append((self._file.allocate(), []))
        self.count += 1
        parent, kids = self._leaves[-1]
        kids.append(page)
        return parent

    def write(self) -> int:
        """Write the nodes; return the number of the root."""
        level = [(number, kids, len(kids)) for number, kids in self._leaves]
        while len(level) > 1:
            above = []
            for start in range(0, len(level), FANOUT):
                group = level[start : start + FANOUT]
                parent = self._file.allocate()
                for node in group:
                    self._write_node(*node, parent)
                above.append((parent, [node[0] for node in group], sum(node[2] for node in group)))
            level = above
        self._write_node(*level[0], 0)
        return level[0][0]

    def _write_node(self, number: int, kids: Sequence[int], count: int, parent: int) -> None:
        above = b"/Parent %d 0 R" % parent if parent else b""
        self._file.add(number, b"<</Type/Pages%b/Count %d/Kids[%b]>>" % (above, count, references(kids)))

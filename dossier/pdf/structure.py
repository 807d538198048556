"""The structure tree: elements and their marks in, objects out, each as soon as its element is complete (ISO 32000-1, 14.7).

Among an element's `kids` a mark is the pair (page object, MCID), an annotation its written object reference (bytes), an
element that is complete its object number (int), and one that isn't the `Element`.
"""

from __future__ import annotations

from typing import Any

from dossier.layout.element import Element
from dossier.pdf.document import Document
from dossier.pdf.objects import literal, text_string
from dossier.pdf.trees import name_tree, number_tree

_MAY_BE_EMPTY = frozenset(("TD", "TH", "Document"))  # a cell stands for its place in the grid


class _Complete(list[Any]):
    """The kids of an element that was written: whoever adds one is late."""

    def append(self, kid: Any) -> None:
        raise AssertionError(f"{kid!r} came after its structure element was closed")


_COMPLETE = _Complete()


class StructureTree:
    """The structure of the document under way: numbers of elements, the parent tree, the tree of ids."""

    __slots__ = ("_file", "_ids", "_number", "_parents", "root")

    def __init__(self, file: Document, root: Element) -> None:
        self._file, self.root = file, root
        self._number = file.allocate()
        self._parents: list[bytes] = []
        self._ids: dict[bytes, bytes] = {}

    def number(self, element: Element) -> int:
        """Return the element's object number, given at the first call."""
        if not element.number:
            element.number = self._file.allocate()
        return element.number

    def parent_key(self, value: bytes = b"null") -> int:
        """Give out the next key of the parent tree: what a page or an annotation names as `StructParents` or `StructParent`."""
        self._parents.append(value)
        return len(self._parents) - 1

    def set_parents(self, key: int, elements: list[int]) -> None:
        """Say which element each MCID of a page belongs to."""
        self._parents[key] = b"[%b]" % b" ".join([b"%d 0 R" % number for number in elements])

    def close(self, element: Element) -> None:
        """Write an element and all below it, and forget them: the parent keeps a number. What holds nothing is left out.

        Raises AssertionError when it was closed before, or stands nowhere in the tree.
        """
        assert element.kids is not _COMPLETE, f"{element.role} closed twice"
        assert element.attached, f"{element.role} closed before it was attached"
        number = self._write(element)
        if element.parent is not None:
            _replace(element.parent.kids, element, number)

    def finish(self) -> int:
        """Write what is left of the tree, and its root; return the root's number."""
        if self.root.kids is not _COMPLETE:
            self.close(self.root)
        ids = b"/IDTree %d 0 R" % name_tree(self._file, self._ids) if self._ids else b""
        body = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%b>>" % (
            self.root.number, number_tree(self._file, self._parents), len(self._parents), ids,
        )  # fmt: skip
        return self._file.add(self._number, body)

    def _write(self, element: Element) -> int:
        """Write the element and what is below it; return its number, or 0 where it holds nothing."""
        kids: list[bytes] = []
        page = 0
        for kid in element.kids:
            if isinstance(kid, tuple):
                page = page or kid[0]
                kids.append(b"%d" % kid[1] if kid[0] == page else b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % kid)
            elif isinstance(kid, bytes):
                kids.append(kid)
            else:
                number = kid if isinstance(kid, int) else self._write(kid)
                if number:
                    kids.append(b"%d 0 R" % number)
        element.kids = _COMPLETE
        if not kids and not element.number and element.role not in _MAY_BE_EMPTY:
            return 0
        number = self.number(element)
        self._file.add(number, self._body(element, kids, page))
        return number

    def _body(self, element: Element, kids: list[bytes], page: int) -> bytes:
        above = self.number(element.parent) if element.parent is not None else self._number
        on = b"/Pg %d 0 R" % page if page else b""
        content = b"/K %b" % kids[0] if len(kids) == 1 else b"/K[%b]" % b" ".join(kids) if kids else b""
        front = b"<</Type/StructElem/S/%b/P %d 0 R%b%b" % (element.role.encode(), above, on, content)
        if not (element.attributes or element.lang or element.alt or element.actual or element.id or element.role == "Note"):
            return front + b">>"
        parts = [front]
        if element.attributes:
            parts.append(b"/A<<%b>>" % element.attributes.encode())
        for key, text in ((b"/Lang", element.lang), (b"/Alt", element.alt), (b"/ActualText", element.actual)):
            if text:
                parts.append(key + text_string(text))
        if element.id or element.role == "Note":
            parts.append(b"/ID" + self._name(element))
        return b"".join(parts) + b">>"

    def _name(self, element: Element) -> bytes:
        """Return the element's id as a written string; a note has one always (ISO 14289-1, 7.9)."""
        name = literal((element.id or f"note-{element.number}").encode())
        assert name not in self._ids, f"two structure elements are called {name!r}"
        self._ids[name] = b"%d 0 R" % element.number
        return name


def _replace(kids: list[Any], element: Element, number: int) -> None:
    """Put the number in the element's place, which is mostly the last."""
    for place in range(len(kids) - 1, -1, -1):
        if kids[place] is element:
            if number:
                kids[place] = number
            else:
                del kids[place]
            return
    raise AssertionError(f"{element.role} is not among the kids of its parent")

"""The logical structure of the document: elements of tagged PDF (ISO 32000-1, 14.7 and 14.8), made in reading order."""

from __future__ import annotations

from typing import TypeAlias

Kid: TypeAlias = "Element | tuple[int, int] | bytes | int"  # marks, and elements that were written, are made by pdf/


class Element:
    """A structure element. `role` is a standard structure type.

    Document, Sect, H1..H6, P, L, LI, Lbl, LBody, Table, THead, TBody, TR, TH, TD, TOC, TOCI, Link, Reference, Note, Span, Quote,
    BlockQuote, Caption, Figure, Div. An inline element is made unattached (`inline=True`) and takes its place among its parent's
    kids with its first piece of text, so that kids stand in reading order. `number` is that of its PDF object, given when it is
    first shown; it belongs to `pdf/`.
    """

    __slots__ = (
        "actual", "alt", "attached", "attributes", "follower", "id", "kids", "lang", "link", "number", "parent", "role",
        "title",
    )  # fmt: skip

    def __init__(
        self,
        role: str,
        parent: Element | None = None,
        *,
        inline: bool = False,
        lang: str = "",
        alt: str = "",
        actual: str = "",
        attributes: str = "",
        link: str = "",
        title: str = "",
    ) -> None:
        self.role, self.parent = role, parent
        self.lang, self.alt, self.actual, self.attributes = lang, alt, actual, attributes
        self.link, self.title = link, title  # a Link's target ('#id' or an address) and what it says of it
        self.kids: list[Kid] = []
        self.attached = not inline
        self.follower: Element | None = None  # takes its place right after this one, whenever it is drawn: a note after its mark
        self.number = 0
        self.id = ""
        if parent is not None and not inline:
            parent.kids.append(self)

    @property
    def elements(self) -> list[Element]:
        """The elements among its kids that aren't written yet."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def attach(self) -> None:
        """Take the place in reading order, the parent's first."""
        if not self.attached:
            self.attached = True
            if self.parent is not None:
                self.parent.attach()
                self.parent.kids.append(self)
            if self.follower is not None:
                self.follower.attach()

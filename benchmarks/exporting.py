"""Write a galley out for another typesetter: the walk over the dozen kinds of block that its exporters share.

What a peer can't say without laying out once more, the lists of pages on which a source is used, is printed as the room reserved
for it: that spares the peers, not us.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

from dossier.blocks import (
    Beside,
    Block,
    Blocks,
    Card,
    Cards,
    Contents,
    Definitions,
    Entry,
    Figure,
    Galley,
    Heading,
    Items,
    Paragraph,
    Quotation,
    Run,
    Section,
    Strip,
    Table,
    Text,
    text,
)
from dossier.styling.style import RoleStyle, Style, TextStyle

PARTS = {"definitions": ("definitions.label", "definitions.body"), "card": ("card.label", "card.body")}


class Exporter(ABC):
    """Turns blocks into the source text of a peer; a subclass says how each is written."""

    def __init__(self, galley: Galley, style: Style) -> None:
        self.galley, self.style, self.page = galley, style, style.page
        self.styles: dict[TextStyle, str] = {}
        self.settings: dict[RoleStyle, str] = {}
        self.headings = list(_headings((*galley.front, *galley.sections)))
        self.ids = {heading.id for heading in self.headings}
        self.within = "text"  # the role whose parts a nested block takes
        self.measure = self.page.main

    # What a peer has to say in its own words
    @abstractmethod
    def escape(self, words: str) -> str:
        """Return words as the peer's source."""

    @abstractmethod
    def styled(self, inner: str, style: TextStyle) -> str:
        """Dress a run."""

    @abstractmethod
    def linked(self, inner: str, link: str) -> str:
        """Make a link to '#id' or to an address."""

    @abstractmethod
    def in_language(self, inner: str, language: str) -> str:
        """Mark a run as another language."""

    @abstractmethod
    def page_of(self, id: str) -> str:
        """Print the page of a link's target."""

    @abstractmethod
    def heading(self, block: Heading) -> str:
        """Write a heading."""

    @abstractmethod
    def paragraph(self, words: str, role: str, id: str = "") -> str:
        """Write a paragraph of finished words."""

    @abstractmethod
    def items(self, block: Items, items: Sequence[str]) -> str:
        """Write a list."""

    @abstractmethod
    def definitions(self, rows: Sequence[tuple[str, str]], label_width: float) -> str:
        """Write labels and what belongs to them."""

    @abstractmethod
    def quotation(self, words: str) -> str:
        """Write a quotation."""

    @abstractmethod
    def entry(self, number: str, inner: str, width: float, id: str) -> str:
        """Write a numbered statement."""

    @abstractmethod
    def card(self, head: str, inner: str) -> str:
        """Write a card."""

    @abstractmethod
    def columns(self, cells: Sequence[str], count: int, gap: float) -> str:
        """Write blocks side by side."""

    @abstractmethod
    def table(self, block: Table, head: Sequence[str], rows: Sequence[Sequence[str]], caption: str, width: float) -> str:
        """Write a table."""

    @abstractmethod
    def contents(self, depth: int) -> str:
        """Write the contents."""

    @abstractmethod
    def beside(self, main: str, side: str) -> str:
        """Write a flow with another beside it."""

    # The walk
    def blocks(self, blocks: Blocks) -> str:
        """Write blocks one after the other."""
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        """Write one block, with what stands in the side column at its first line."""
        written: str = getattr(self, f"_{type(block).__name__.lower()}")(block)
        side = getattr(block, "side", ())
        if side and not isinstance(block, Beside):
            return self.beside(written, self.blocks(side))
        return written

    def words(self, content: Text, role: str) -> str:
        """Write a text in the role of its block."""
        return "".join(self._run(run, role) for run in content)

    def _run(self, run: Run, role: str) -> str:
        inner = self.escape(run.text)
        if run.late is not None:
            inner += self.page_of(run.late.key) if run.late.kind == "page" else self.escape(run.late.reserve)
        if run.role and inner:
            inner = self.styled(inner, self.style.run(role, run.role))
        if run.lang and inner:
            inner = self.in_language(inner, run.lang)
        if run.link and inner and (not run.link.startswith("#") or run.link[1:] in self.ids):
            inner = self.linked(inner, run.link)
        return inner

    def _heading(self, block: Heading) -> str:
        return self.heading(block)

    def _paragraph(self, block: Paragraph) -> str:
        return self.paragraph(self.words(block.text, block.role), block.role, block.id)

    def _items(self, block: Items) -> str:
        return self.items(block, [self.blocks(item) for item in block.items])

    def _definitions(self, block: Definitions) -> str:
        label, _ = PARTS.get(self.within, PARTS["definitions"])
        rows = [(self.paragraph(self.words(head, label), label), self.blocks(body)) for head, body in block.rows]
        return self.definitions(rows, self.style.role(block.role).label_width)

    def _figure(self, block: Figure) -> str:
        """Write the caption alone: the peers draw none of our figures, and are spared the work."""
        return self.paragraph(self.words(block.caption, "caption"), "caption", block.id) if block.caption else ""

    def _quotation(self, block: Quotation) -> str:
        return self.quotation(self.paragraph(self.words(block.text, block.role), block.role))

    def _entry(self, block: Entry) -> str:
        role = f"{block.role}.number" if block.role in ("entry", "judgement") else "entry.number"
        number = self.paragraph(self.escape(block.number), role)
        return self.entry(number, self.blocks(block.blocks), self.style.role(block.role).label_width, block.id)

    def _card(self, block: Card) -> str:
        head = block.head._replace(number=block.number or block.head.number, role=block.head.role or "card.title")
        if block.aside:
            head = head._replace(tag=(*head.tag, *block.aside))
        outer, self.within = self.within, "card"
        written = self.card(self.heading(head), self.blocks(block.blocks))
        self.within = outer
        return written

    def _cards(self, block: Cards) -> str:
        role = self.style.role(block.role)
        return self.columns([self.block(card) for card in block.cards], role.columns or 1, role.column_gap)

    def _table(self, block: Table) -> str:
        head = [self.paragraph(self.words(column.head, "table.head"), "table.head") for column in block.columns]
        rows = [[self._cell(cell) for cell in row] for row in block.rows]
        caption = self.paragraph(self.words(block.caption, "table.caption"), "table.caption") if block.caption else ""
        role = self.style.role(block.role)
        return self.table(block, head, rows, caption, self.page.both if role.span == "both" else self.measure)

    def _cell(self, cell: Text | Blocks) -> str:
        if all(isinstance(part, Run) for part in cell):
            runs: Any = cell
            return self.paragraph(self.words(runs, "table.cell"), "table.cell")
        blocks: Any = cell
        return self.blocks(blocks)

    def _strip(self, block: Strip) -> str:
        figures = [
            self.paragraph(self.escape(figure), "strip.figure") + self.paragraph(self.words(label, "strip.label"), "strip.label")
            for figure, label in block.figures
        ]
        return self.columns(figures, 1, 0)

    def _contents(self, block: Contents) -> str:
        return self.contents(block.depth)

    def _beside(self, block: Beside) -> str:
        return self.beside(self.blocks(block.main), self.blocks(block.side))

    def _section(self, block: Section) -> str:
        blocks = block.blocks
        if not blocks or not isinstance(blocks[0], Heading) or blocks[0].level > 2:
            blocks = (Heading(2, text(block.title), block.id), *blocks)
        return self.blocks(blocks)


def _headings(blocks: Sequence[Any]) -> Iterator[Heading]:
    """Yield all headings in order, those of sections that leave theirs to the typesetter included."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Card):
            yield block.head
            yield from _headings(block.blocks)
        elif isinstance(block, Section):
            if not block.blocks or not isinstance(block.blocks[0], Heading) or block.blocks[0].level > 2:
                yield Heading(2, text(block.title), block.id)
            yield from _headings(block.blocks)
        elif isinstance(block, Beside):
            yield from _headings((*block.main, *block.side))
        elif isinstance(block, Cards):
            yield from _headings(block.cards)
        elif isinstance(block, Entry):
            yield from _headings(block.blocks)

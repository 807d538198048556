"""Headings, paragraphs, quotations and lists -> boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dossier.blocks import Blocks, Heading, Items, Paragraph, Quotation, Run, Text, plain, text
from dossier.layout.box import Box
from dossier.layout.columns import Columns, column_width
from dossier.layout.element import Element
from dossier.layout.stacks import Cell, Row, Stack
from dossier.layout.surface import Surface
from dossier.styling.style import RoleStyle
from dossier.typeset.dress import decor_of, spaced
from dossier.typeset.setter import BULLET, Measure, Setter, list_element


class HeadingBox(Stack):
    """A heading: a target for links, and a bookmark where it is listed."""

    __slots__ = ("level", "title")
    heads = True

    def __init__(self, children: Sequence[Box], width: float, level: int, title: str) -> None:
        super().__init__(children, width, together=True)
        self.level, self.title = level, title

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the heading, and bookmark it."""
        super().draw(surface, x, y)
        if self.level and self.id:
            surface.bookmark(self.level, self.title, self.id)


_NUMBER: Final = re.compile("[(\\[#¶§№$£€¥~<>≤≥±+−-]*[0-9][0-9.,:/–\u00a0\u202f-]*[0-9%.)\\]]*\u00a0?")

_WIDE: Final = 0.62  # of the size: what a figure takes at most


def heading_role(block: Heading) -> str:
    """Return the role of a heading: its own, or that of its level; what is below level 3 looks as that does."""
    return block.role or f"heading.{min(block.level, 3)}"


def set_heading(setter: Setter, block: Heading, measure: Measure, parent: Element) -> list[Box]:
    """Set a heading; it stays with what follows."""
    role = heading_role(block)
    r = setter.style.role(role)
    width = measure.of(r)
    element = Element(setter.heading_tag(block.level), parent)
    content = (Run(f"{block.number}\u2002", "number"), *block.text) if block.number else block.text
    room = setter.natural(block.tag, role)[1] + 2 * r.size if block.tag else 0.0
    line: Box = setter.lines(content, role, width - room, element)
    if block.tag:
        line = with_tag(setter, line, block.tag, role, width, parent)
    box = HeadingBox([line], width, block.level if block.listed else 0, plain(block.text))
    box.decor = decor_of(r)
    box.id, box.before, box.after, box.keep, box.fresh = block.id, r.before, r.after, True, r.page_break == "before"
    return beside(setter, [box], block.side, measure, parent)


def with_tag(setter: Setter, line: Box, tag: Text, role: str, width: float, parent: Element) -> Row:
    """Put a short label at the right end of a heading's line."""
    room = setter.natural(tag, role)[1]
    label = setter.lines(tag, role, room, Element("P", parent), align="right")
    return Row([Cell(0.0, line), Cell(width - room, label)], width)


def set_paragraph(setter: Setter, block: Paragraph, measure: Measure, parent: Element) -> list[Box]:
    """Set a paragraph."""
    if not block.text:
        return []
    r = setter.style.role(block.role)
    box = setter.dressed(block.text, block.role, measure.of(r), Element("P", parent))
    box.id = block.id
    return beside(setter, [box], block.side, measure, parent)


def has_side(measure: Measure) -> bool:
    """Tell whether there is a side column beside blocks of this measure."""
    return measure.both > measure.main


def beside(setter: Setter, boxes: list[Box], side: Blocks, measure: Measure, parent: Element) -> list[Box]:
    """Put blocks into the side column, level with the first of these boxes; under them where there is no side column."""
    if not side or not boxes:
        return boxes
    if not has_side(measure):
        return boxes + setter.set(side, measure, parent)
    gap = measure.both - measure.main - setter.page.side
    first = boxes[0]
    notes = setter.stack(side, setter.page.side, parent)
    if setter.aside:
        from dossier.typeset.noteset import beside_marks

        margin = beside_marks(setter, first, notes)
        if margin is not first:
            return [margin, *boxes[1:]]
    cells = [Cell(0.0, first), Cell(measure.main + gap, notes)]
    row = Row(cells, measure.both, whole=setter.third, before=first.before, after=first.after, keep=first.keep)
    row.id, first.id = first.id, ""
    row.fresh, row.running = first.fresh, first.running
    return [row, *boxes[1:]]


def set_quotation(setter: Setter, block: Quotation, measure: Measure, parent: Element) -> list[Box]:
    """Set words of somebody, apart from the rest."""
    r = setter.style.role(block.role)
    width = measure.of(r)
    element = Element("BlockQuote", parent)
    words = setter.lines(block.text, block.role, width, Element("P", element))
    return [Stack([words], width, decor=decor_of(r), before=r.before, after=r.after, keep=r.keep_next)]


def set_items(setter: Setter, block: Items, measure: Measure, parent: Element) -> list[Box]:
    """Set a list: bullet or number, and the item's blocks beside it (ISO 32000-1, 14.8.4.3.3: L, LI, Lbl, LBody)."""
    r = setter.style.role(block.role)
    whole = measure.of(r)
    width = column_width(whole, r.columns, r.column_gap)
    label_role = f"{block.role}.label"
    labels = [_label(block, i) for i in range(len(block.items))]
    group = list_element(parent, [plain(label) for label in labels])
    room = label_room(setter, r, labels, label_role) if block.kind != "plain" else 0.0
    boxes: list[Box] = []
    for label, item in zip(labels, block.items, strict=True):
        entry = Element("LI", group)
        cells = []
        if label:
            cells.append(Cell(r.indent, setter.lines(label, label_role, room, Element("Lbl", entry), measure_indent=False)))
        body = setter.stack(item, width - r.indent - room, Element("LBody", entry))
        boxes.append(Row([*cells, Cell(r.indent + room, body)], width))
    boxes = spaced(boxes, r, r.row_gap)
    return boxes if r.columns == 1 else [Columns(boxes, whole, r.columns, r.column_gap, before=r.before, after=r.after)]


def _label(block: Items, i: int) -> Text:
    if block.kind == "plain":
        return ()
    return text(BULLET if block.kind == "bullet" else f"{block.start + i}.")


def label_room(setter: Setter, r: RoleStyle, labels: Sequence[Text], role: str, most: float = 0.0, taken: float = 0.0) -> float:
    """Return the width of a column of labels with the gap after it: the style's, or that of the widest label.

    A number is never divided: the column has room for the widest, whatever the style says. Of the style's width `taken` is gap.
    """
    gap = r.column_gap or setter.style.role(role).size * 0.5
    if r.label_width:
        needed = widest_number(setter, labels, role, r.label_width - taken)
        return r.label_width if needed + taken <= r.label_width else needed + gap
    widest = max((setter.natural(label, role)[1] for label in labels), default=0.0)
    if most and widest > most:
        widest = max(most, widest_number(setter, labels, role))
    return widest + gap


def widest_number(setter: Setter, labels: Sequence[Text], role: str, room: float = 0.0) -> float:
    """Return the width of the widest of those labels that are numbers, in points; 0 where all fit into a room at a glance."""
    numbers = dict.fromkeys(said for label in labels if _NUMBER.fullmatch(said := plain(label)))
    size = setter.style.role(role).size
    numbers = {said: None for said in numbers if len(said) * size * _WIDE > room}
    return max((setter.natural(text(number), role)[1] for number in numbers), default=0.0)

"""Numbered statements and cards -> boxes."""

from __future__ import annotations

from dossier.blocks import Card, Cards, Definitions, Entry, Paragraph, Text, plain, text
from dossier.layout.box import Box
from dossier.layout.columns import Columns, column_width
from dossier.layout.element import Element
from dossier.layout.stacks import Cell, Kept, Row
from dossier.typeset.definitions import definition_rows
from dossier.typeset.dress import decor_of
from dossier.typeset.paragraphs import HeadingBox, beside, has_side, label_room
from dossier.typeset.setter import Measure, Setter


def set_entry(setter: Setter, block: Entry, measure: Measure, parent: Element) -> list[Box]:
    """Set a numbered statement: the number hangs at the left, the statement and what belongs to it stand beside it."""
    r = setter.style.role(block.role)
    width = measure.of(r)
    entry = Element("LI", parent)
    cells = []
    room = 0.0
    if block.number:
        label_role = f"{block.role}.number"
        label = text(block.number)
        room = label_room(setter, r, [label, *setter.widest_numbers(block.role)], label_role)
        cells.append(Cell(r.indent, setter.lines(label, label_role, room, Element("Lbl", entry), measure_indent=False)))
    element = Element("LBody", entry)
    inner = width - r.indent - room
    aside = has_side(measure)
    blocks = block.blocks if aside else (*block.blocks, *block.side)
    statement = setter.stack(blocks, inner, element, block.role, together=r.keep_together)
    cells.append(Cell(r.indent + room, statement))
    row = Row(cells, width, decor=decor_of(r), whole=setter.third, before=r.before, after=r.after, keep=r.keep_next)
    row.id = block.id
    return beside(setter, [row], block.side if aside else (), measure, element)


def set_card(setter: Setter, block: Card, measure: Measure, parent: Element) -> list[Box]:
    """Set a card: its heading's line with number, tag or foreign name, then its rows. It breaks between rows only."""
    r = setter.style.role(block.role)
    width = measure.of(r)
    decor = decor_of(r)
    inner = width - decor.left - decor.right
    indent = 0.0
    number: list[Cell] = []
    element = Element(setter.heading_tag(block.head.level), parent)
    if block.number:
        label = text(block.number + "\u00a0")  # a space, since number and heading are one element
        indent = label_room(setter, r.changed(label_width=0.0), [label, text("00\u00a0")], "card.number")
        number.append(Cell(0.0, setter.lines(label, "card.number", indent, Element("Span", element))))
    head = _head(setter, block, inner, indent, number, element, parent)
    rows = card_rows(setter, block, inner, indent, parent)
    if rows:
        rows[0].before = max(rows[0].before, head.after)
    box = Kept([head, *rows], width, decor=decor, before=r.before, after=r.after, keep=r.keep_next)
    box.together = r.keep_together or box.height <= setter.third
    return [box]


def _head(setter: Setter, block: Card, width: float, indent: float, number: list[Cell], element: Element, parent: Element) -> Box:
    role = block.head.role or "card.title"
    right: Text = block.aside or block.head.tag
    right_role = "card.aside" if block.aside else "card.tag"
    room = setter.natural(right, right_role)[1] if right else 0.0
    title = width - indent - (room + 10.0 if right else 0.0)
    under = bool(right) and title < setter.natural(block.head.text, role)[0]  # no room beside the title: the line below
    if under:
        title = width - indent
    cells = [*number, Cell(indent, setter.lines(block.head.text, role, title, element))]
    boxes: list[Box] = []
    if right and not under:
        label = setter.lines(right, right_role, room + 0.5, Element("P", parent), align="right")
        cells.append(Cell(width - room - 0.5, label))
    boxes.append(Row(cells, width))
    if under:
        boxes.append(setter.lines(right, right_role, width, Element("P", parent)))
    box = HeadingBox(boxes, width, block.head.level if block.head.listed else 0, plain(block.head.text))
    r = setter.style.role(role)
    box.id, box.keep, box.after = block.head.id, True, r.after
    return box


def card_rows(setter: Setter, block: Card, width: float, indent: float, parent: Element) -> list[Box]:
    """Set what stands below a card's heading; definitions take the card's own roles."""
    r = setter.style.role(block.role)
    boxes: list[Box] = []
    for part in block.blocks:
        if type(part) is Definitions:
            rows = definition_rows(setter, part.rows, r, "card.label", "card.body", width, parent, indent)
            for row in rows:
                row.before = row.after = r.row_gap
            boxes += rows
            continue
        if type(part) is Paragraph and part.role == "body":
            part = part._replace(role="card.body")
        inner = width - indent
        found = setter.set((part,), Measure(inner, inner), parent, "card.body")
        boxes += [Row([Cell(indent, box)], width, before=box.before, after=box.after, keep=box.keep) for box in found]
    return boxes


def set_cards(setter: Setter, block: Cards, measure: Measure, parent: Element) -> list[Box]:
    """Set cards in columns of equal height; a heading among them stays with the card that follows."""
    r = setter.style.role(block.role)
    width = measure.of(r)
    each = column_width(width, r.columns, r.column_gap)
    boxes: list[Box] = []
    for card in block.cards:
        found = setter.set((card,), Measure(each, each), parent)
        if isinstance(card, Card):
            for box in found:
                box.before = box.after = max(box.before, box.after, r.row_gap)
                if boxes and boxes[-1].keep:
                    box.before = 0.0
        boxes += found
    if r.columns == 1:
        return boxes
    return [Columns(boxes, width, r.columns, r.column_gap, before=r.before, after=r.after)]

"""Labels and what belongs to them -> rows of two columns, some with a square drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import Blocks, Definitions, Paragraph, Text, plain
from dossier.figures.kit.typesetter import drawer
from dossier.layout.box import Box
from dossier.layout.columns import Columns, column_width
from dossier.layout.element import Element
from dossier.layout.stacks import PLAIN, Cell, Decor, Drawing, Row, Stack
from dossier.styling.roles import ROLES
from dossier.styling.style import RoleStyle
from dossier.typeset.dress import decor_of, spaced
from dossier.typeset.paragraphs import has_side, label_room
from dossier.typeset.setter import Measure, Setter, list_element

LEVEL: Final = 3  # lines by which columns may differ in height
FEW: Final = 3  # rows a column: with more, whole rows make columns level enough


def set_definitions(setter: Setter, block: Definitions, measure: Measure, parent: Element) -> list[Box]:
    """Set labels and what belongs to them in two columns."""
    r = setter.style.role(block.role)
    body = f"{block.role}.body" if f"{block.role}.body" in ROLES else block.role
    if block.signs:
        return signed_rows(setter, block, body, measure, parent)
    width = measure.of(r)
    each = column_width(width, r.columns, r.column_gap)
    if r.columns == 1 or len(block.rows) < r.columns:
        return definition_rows(setter, block.rows, r, f"{block.role}.label", body, width, parent)
    said = setter.style.role(body)
    inner = r.changed(column_gap=min(r.column_gap, said.size))  # the gap of the style parts the columns
    rows = definition_rows(setter, block.rows, inner, f"{block.role}.label", body, each, parent)
    whole = Columns(rows, width, r.columns, r.column_gap, before=r.before, after=r.after)
    heights = [stack.height for stack in whole.stacks]
    if max(heights) - min(heights) <= LEVEL * said.leading or len(rows) > FEW * r.columns:
        return [whole]
    parted = [part for row in rows for part in _parted(row)]
    return [Columns(parted, width, r.columns, r.column_gap, before=r.before, after=r.after)]


def _parted(row: Box) -> list[Box]:
    """Part a row between its paragraphs, the label with the first two: where few rows would leave columns far from level."""
    if not isinstance(row, Row) or not isinstance(row.cells[-1].box, Stack) or len(row.cells[-1].box.children) < FEW:
        return [row]
    label, (x, body) = row.cells[0], row.cells[-1]
    assert isinstance(body, Stack)
    first = Stack(body.children[:2], body.width)
    out: list[Box] = [Row([label, Cell(x, first)], row.width, decor=row.decor, before=row.before)]
    out += [Row([Cell(x, other)], row.width) for other in body.children[2:]]
    out[-1].after = row.after
    return out


def definition_rows(
    setter: Setter,
    rows: Sequence[tuple[Text, Blocks]],
    r: RoleStyle,
    label_role: str,
    body_role: str,
    width: float,
    parent: Element,
    indent: float = 0.0,
    between: Decor | None = None,
) -> list[Box]:
    """Set rows of a label and its blocks; paragraphs in the plain body role take `body_role`.

    `between` is what parts the rows; left out, the rules and the ground of `body_role`.
    """
    group = list_element(parent, [plain(label) for label, _ in rows])
    room = label_room(setter, r, [label for label, _ in rows], label_role, (width - indent) / 3, r.column_gap)
    boxes: list[Box] = []
    between = decor_of(setter.style.role(body_role)) if between is None else between
    for label, body in rows:
        entry = Element("LI", group)
        term = setter.lines(label, label_role, room - r.column_gap, Element("Lbl", entry), measure_indent=False)
        blocks = tuple(b._replace(role=body_role) if type(b) is Paragraph and b.role == "body" else b for b in body)
        what = setter.stack(blocks, width - indent - room, Element("LBody", entry), body_role)
        boxes.append(Row([Cell(indent, term), Cell(indent + room, what)], width, decor=between if boxes else PLAIN))
    return spaced(boxes, r, r.row_gap)


def signed_rows(setter: Setter, block: Definitions, body: str, measure: Measure, parent: Element) -> list[Box]:
    """Set rows with their drawings in the side column; where there is none the text leaves them room at its right.

    `body` is the role of plain paragraphs. A drawing is part of what belongs to the label (ISO 32000-1, 14.8.4.3.3: LBody).
    """
    r = setter.style.role(block.role)
    drawn = [drawer(sign.kind)(setter, sign.data, 0.0, None) if sign else None for sign in block.signs]
    widest = max((found[0] for found in drawn if found), default=0.0)
    width = whole = measure.of(r)
    if has_side(measure) and r.span == "main":
        whole, x = measure.both, measure.both - setter.page.side
    else:
        width, x = whole - widest - r.size, whole - widest
    rows = definition_rows(setter, block.rows, r, f"{block.role}.label", body, width, parent)
    entries = parent.elements[-1].elements
    boxes: list[Box] = []
    for row, entry, sign, found in zip(rows, entries, block.signs, drawn, strict=True):
        if sign is None or found is None:
            boxes.append(row)
            continue
        side, paint = found
        drawing = Drawing(side, side, Element("Figure", entry.elements[-1], alt=sign.alt), paint)
        box = Row([Cell(0.0, row), Cell(x, drawing)], whole, before=row.before, after=row.after, keep=row.keep)
        box.loose = row.loose
        boxes.append(box)
    return boxes

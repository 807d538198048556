"""Rows of labels and what belongs to them, each with a square drawing -> boxes."""

from __future__ import annotations

from dossier.blocks import Definitions
from dossier.figures import drawer
from dossier.layout.box import Box
from dossier.layout.element import Element
from dossier.layout.stacks import Cell, Drawing, Row
from dossier.typeset.paragraphs import definition_rows, has_side
from dossier.typeset.setter import Measure, Setter


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
    entries = parent.kids[-1].kids
    boxes: list[Box] = []
    for row, entry, sign, found in zip(rows, entries, block.signs, drawn, strict=True):
        if sign is None or found is None:
            boxes.append(row)
            continue
        side, paint = found
        drawing = Drawing(side, side, Element("Figure", entry.kids[-1], alt=sign.alt), paint)
        box = Row([Cell(0.0, row), Cell(x, drawing)], whole, before=row.before, after=row.after, keep=row.keep)
        box.loose = row.loose
        boxes.append(box)
    return boxes

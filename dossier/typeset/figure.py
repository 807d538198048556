"""Figures -> boxes: the drawing, sized by the column that its role takes, and its caption; where that is no use, its words."""

from __future__ import annotations

from dossier.blocks import Figure, Paragraph, text
from dossier.boxes import Drawing, Stack
from dossier.figures import drawer
from dossier.pages import Box
from dossier.structure import Element
from dossier.typeset.setter import Measure, Setter

ROOM = 0.8  # of the text block that a figure may take with its caption, so that its heading stands with it


def set_figure(setter: Setter, block: Figure, measure: Measure, parent: Element) -> list[Box]:
    """Set a figure with its caption under it; they stay together. One that no page holds is told by its alternative text."""
    r = setter.style.role(block.role)
    width = measure.of(r)
    height, paint = drawer(block.kind)(setter, block.data, width)
    if height > 3 * setter.third * ROOM:
        told = Paragraph((*text(setter.labels["not-drawn"]), *text(block.alt)), "caption", block.id)
        return setter.set((Paragraph(block.caption, "caption"), told), measure, parent)
    drawing = Drawing(width, height, Element("Figure", parent, alt=block.alt), paint)
    boxes: list[Box] = [drawing]
    if block.caption:
        boxes.append(setter.lines(block.caption, "caption", width, Element("Caption", parent)))
        drawing.after = setter.style.role("caption").before
    box = Stack(boxes, width, together=True, before=r.before, after=r.after, keep=r.keep_next)
    box.id = block.id
    return [box]

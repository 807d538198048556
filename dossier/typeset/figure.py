"""Figures -> boxes: the drawing, sized by the column that its role takes, and its caption."""

from __future__ import annotations

from dossier.blocks import Figure
from dossier.boxes import Drawing, Stack
from dossier.figures import drawer
from dossier.pages import Box
from dossier.structure import Element
from dossier.typeset.setter import Measure, Setter


def set_figure(setter: Setter, block: Figure, measure: Measure, parent: Element) -> list[Box]:
    """Set a figure with its caption under it; they stay together."""
    r = setter.style.role(block.role)
    width = measure.of(r)
    element = Element("Figure", parent, alt=block.alt)
    height, paint = drawer(block.kind)(setter, block.data, width)
    drawing = Drawing(width, height, element, paint)
    boxes: list[Box] = [drawing]
    if block.caption:
        boxes.append(setter.lines(block.caption, "caption", width, Element("Caption", parent)))
        drawing.after = setter.style.role("caption").before
    box = Stack(boxes, width, together=True, before=r.before, after=r.after, keep=r.keep_next)
    box.id = block.id
    return [box]

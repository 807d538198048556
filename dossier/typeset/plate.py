"""A figure that has a page of its own -> the line that says on which, and the plate: drawing and caption, as large as a page."""

from __future__ import annotations

from dossier.blocks import Figure, Late, Run
from dossier.figures import drawer
from dossier.layout.box import Box, Lines
from dossier.layout.element import Element
from dossier.layout.stacks import Drawing, Stack
from dossier.typeset.setter import Setter


def set_plate(setter: Setter, block: Figure, turned: bool, parent: Element) -> list[Box]:
    """Set a figure for a page of its own, turned to landscape or not; nothing where a page is too small for it.

    Elements stand in the order of reading, though what follows in the text may come on an earlier page.
    """
    page = setter.page.turned() if turned else setter.page
    below = Element("Caption", parent, inline=True)
    caption = setter.lines(block.caption, "caption", page.both, below)
    gap = setter.style.role("caption").before
    room = page.height - page.top - page.bottom - gap - caption.height - _notes(setter, caption)
    found = drawer(block.kind)(setter, block.data, page.both, room) if room > 0 else None
    if found is None or found[0] > room + 0.5:
        return []
    line = _pointer(setter, block, parent)
    height, paint = found
    drawing = Drawing(page.both, height, Element("Figure", parent, alt=block.alt), paint)
    drawing.after = gap
    below.attach()
    plate = Stack([drawing, caption] if block.caption else [drawing], page.both, together=True)
    plate.turned, plate.id = turned, block.id
    line.plates = (plate,)
    return [line]


def _notes(setter: Setter, caption: Box) -> float:
    """Return what the notes take that the caption calls."""
    notes = caption.notes()
    r = setter.style.role("note")
    return sum(note.height for note in notes) + r.before + r.rule_above + r.rule_gap if notes else 0.0


def _pointer(setter: Setter, block: Figure, parent: Element) -> Box:
    """Set the line that says on which page the figure stands."""
    r = setter.style.role(block.role)
    name = (block.title[0].text if block.title else setter.labels["figure"]).rstrip(". ")
    before, _, after = setter.labels["plate"].format(name, "\n").partition("\n")
    link = f"#{block.id}" if block.id else ""
    where = Run("", link=link, title=name, late=Late("page", block.id)) if link else Run("")
    line = setter.lines((Run(before), where, Run(after)), "caption", setter.measure.main, Element("P", parent))
    assert isinstance(line, Lines)
    line.orphans = line.widows = line.last
    line.before, line.after, line.keep = r.before, r.after, r.keep_next
    return line

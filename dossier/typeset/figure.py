"""Figures -> boxes: the drawing, sized by the columns that its role takes, and its caption; where that is no use, its words."""

from __future__ import annotations

from dossier.blocks import Figure, Late, Paragraph, Run, text
from dossier.figures.kit.typesetter import Paint, drawer
from dossier.layout.box import Box, Lines
from dossier.layout.element import Element
from dossier.layout.stacks import Cell, Drawing, Row, Stack
from dossier.tuples import NamedTuple
from dossier.typeset.paragraphs import has_side
from dossier.typeset.setter import Measure, Setter

ROOM = 0.8  # of the text block that a figure may take with its caption, so that its heading stands with it
SPANS = ("side", "main", "both")  # from the narrowest: where a figure has no room, it takes the next

PLATES = ("page", "landscape")  # spans of a figure that has a page of its own


class FigureBox(Stack):
    """A drawing with its caption, which may stand on the page after the one where it is called."""

    __slots__ = ()
    floats = True


class Drawn(NamedTuple):
    """A drawing for which there is room: which columns it takes, its width and height in points, and what paints it."""

    span: str
    width: float
    height: float
    paint: Paint


def set_figure(setter: Setter, block: Figure, measure: Measure, parent: Element) -> list[Box]:
    """Set a figure with its caption; they stay together. One that no column holds is told in words."""
    r = setter.style.role(block.role)
    if r.span in PLATES:
        return _plate(setter, block, r.span == "landscape", parent) or _told(setter, block, measure, parent)
    drawn = _drawn(setter, block, measure, r.span)
    if drawn is None:
        return _told(setter, block, measure, parent)
    drawing = Drawing(drawn.width, drawn.height, Element("Figure", parent, alt=block.alt), drawn.paint)
    box = _aside(setter, block, drawing, measure) if drawn.span == "side" else _over_caption(setter, block, drawing)
    box.before, box.after, box.keep, box.id = r.before, r.after, r.keep_next, block.id
    return [box]


def _told(setter: Setter, block: Figure, measure: Measure, parent: Element) -> list[Box]:
    """Say in words what a figure would show."""
    told = block.instead or (*text(setter.labels["not-drawn"]), *text(block.alt))
    return setter.set((Paragraph(block.title, "caption"), Paragraph(told, "caption", block.id)), measure, parent)


def _drawn(setter: Setter, block: Figure, measure: Measure, span: str) -> Drawn | None:
    """Draw a figure in the columns that it is to take, or in the next wider ones in which it is of use; say so."""
    widths = {"side": setter.page.side, "main": measure.main, "both": measure.both}
    tried = SPANS[SPANS.index(span) :] if has_side(measure) else (max(span, "main", key=SPANS.index),)
    for wider in tried:
        found = drawer(block.kind)(setter, block.data, widths[wider], None)
        if found and found[0] <= 3 * setter.third * ROOM:
            if wider != tried[0] and setter.warn:
                columns = "both columns" if wider == "both" else f"the {wider} column"
                setter.warn(f"the {block.kind} '{block.id}' has no room at span '{span}': it takes {columns}")
            return Drawn(wider, widths[wider], *found)
    return None


def _caption(setter: Setter, block: Figure, width: float, figure: Element) -> Lines:
    """Set the caption, which is part of its figure and is read after what is drawn (ISO 32000-1, 14.8.4.3.4)."""
    return setter.lines(block.caption, "caption", width, Element("Caption", figure, inline=True))


def _over_caption(setter: Setter, block: Figure, drawing: Drawing) -> Box:
    """Put the caption under the drawing."""
    boxes: list[Box] = [drawing]
    if block.caption:
        boxes.append(_caption(setter, block, drawing.width, drawing.element))
        drawing.after = setter.style.role("caption").before
    return FigureBox(boxes, drawing.width, together=True)


def _aside(setter: Setter, block: Figure, drawing: Drawing, measure: Measure) -> Box:
    """Put the drawing into the side column, the caption beside it into the main one."""
    cells = [Cell(measure.both - setter.page.side, drawing)]
    if block.caption:
        cells.append(Cell(0.0, _caption(setter, block, measure.main, drawing.element)))
    row = Row(cells, measure.both)
    row.whole = row.height
    return row


# A page of its own -----------------------------------------------------------------------------------------------------
def _plate(setter: Setter, block: Figure, turned: bool, parent: Element) -> list[Box]:
    """Set a figure for a page of its own, turned to landscape or not; nothing where a page is too small for it.

    Elements stand in the order of reading, though what follows in the text may come on an earlier page.
    """
    page = setter.page.turned() if turned else setter.page
    figure = Element("Figure", parent, inline=True, alt=block.alt)
    caption = _caption(setter, block, page.both, figure)
    gap = setter.style.role("caption").before
    room = page.height - page.top - page.bottom - gap - caption.height - _notes_of(setter, caption)
    found = drawer(block.kind)(setter, block.data, page.both, room) if room > 0 else None
    if found is None or found[0] > room + 0.5:
        return []
    line = _pointer(setter, block, parent)
    height, paint = found
    drawing = Drawing(page.both, height, figure, paint)
    drawing.after = gap
    figure.attach()
    plate = Stack([drawing, caption] if block.caption else [drawing], page.both, together=True)
    plate.turned, plate.id = turned, block.id
    line.plates = (plate,)
    return [line]


def _notes_of(setter: Setter, caption: Box) -> float:
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
    line.orphans = line.widows = line.last
    line.before, line.after, line.keep = r.before, r.after, r.keep_next
    return line

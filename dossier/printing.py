"""A galley -> a PDF: blocks are set, pages filled and drawn, each as soon as it is decided."""

from __future__ import annotations

from collections.abc import Callable

from dossier.blocks import Galley
from dossier.furniture import Furniture
from dossier.paginate import Frame, PageMap, paginate
from dossier.pdf import Press
from dossier.structure import Element
from dossier.style import Style
from dossier.tuples import NamedTuple
from dossier.typeset.faces import FontBook
from dossier.typeset.front import flow
from dossier.typeset.kinds import KINDS
from dossier.typeset.setter import Setter

RULE = 1 / 3  # of the main column: the rule above the notes


class Printed(NamedTuple):
    """A PDF, how many pages it has, and where each key stands."""

    pdf: bytes
    pages: int
    map: PageMap


def print_galley(
    galley: Galley, style: Style, book: FontBook, created: int, warn: Callable[[str], None] | None = None
) -> Printed:
    """Set, paginate and draw a galley. `created` is the date in the file, in seconds since the epoch."""
    root = Element("Document")
    press = Press(
        root=root,
        title=galley.title,
        language=galley.language,
        author=galley.author,
        subject=galley.subject,
        keywords=galley.keywords,
        created=created,
        book=book,
    )
    pages = PageMap()
    setter = Setter(galley, style, book, pages, KINDS, warn)
    frame = _frame(style)
    running: list[str] = []
    rule = style.role("note")
    separator = rule.before + rule.rule_above + rule.rule_gap
    for page in paginate(flow(setter, root), lambda number: frame, pages, note_separator=separator):
        canvas = press.begin_page(style.page.width, style.page.height)
        for placed in (*page.boxes, *page.notes):
            placed.box.draw(canvas, placed.x, placed.y)
        if page.notes and rule.rule_above:
            x, y = page.notes[0].x, page.notes[0].y + rule.rule_gap
            canvas.rule(x, y, x + style.page.main * RULE, y, rule.rule_above, rule.rule_color)
        press.end_page()
        for element in page.closes:
            press.close(element)
        running.append(page.running)
    return Printed(press.finish(Furniture(setter, running), setter.words_of), len(running), pages)


def _frame(style: Style) -> Frame:
    """Return the text block of a page."""
    page = style.page
    return Frame(page.left, page.height - page.top, page.bottom, page.grid)

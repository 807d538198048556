"""A galley -> a PDF: blocks are set, pages filled and drawn, each as soon as it is decided."""

from __future__ import annotations

from collections.abc import Callable

from dossier.blocks import Galley
from dossier.layout.element import Element
from dossier.layout.paginate import Frame, PageMap, paginate
from dossier.layout.surface import Surface
from dossier.pdf import Press
from dossier.printing.purposes import PURPOSES
from dossier.styling.style import PageStyle, Style
from dossier.text.faces import FontBook
from dossier.tuples import NamedTuple
from dossier.typeset.front import flow
from dossier.typeset.furniture import Furniture
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

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
    purpose = PURPOSES[style.purpose]
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
        preferences=purpose.preferences(style),
    )
    making = purpose(press, style, galley, warn)
    pages = PageMap()
    setter = Setter(galley, style, book, pages, KINDS, warn)
    upright, turned = style.page, style.page.turned()
    frame = _frame(upright)
    running: list[str] = []
    landscape: set[int] = set()
    rule = style.role("note")
    separator = rule.before + rule.rule_above + rule.rule_gap
    decided = paginate(flow(setter, root), lambda number: frame, pages, turned=_frame(turned), note_separator=separator)
    for page in making.pages(decided):
        canvas = making.begin(page, turned if page.turned else upright)
        for placed in (*page.boxes, *page.notes):
            placed.box.draw(canvas, placed.x, placed.y)
        if page.notes and rule.rule_above:
            x, y = page.notes[0].x, page.notes[0].y + rule.rule_gap
            canvas.rule(x, y, x + style.page.main * RULE, y, rule.rule_above, rule.rule_color)
        press.end_page()
        for element in page.closes:
            press.close(element)
        running.append(page.running)
        if page.turned:
            landscape.add(page.number)
    making.fill_up()
    furniture = Furniture(setter, running, upright, making.outer)
    aside = Furniture(setter, running, turned, making.outer) if landscape else furniture

    def furnish(surface: Surface, number: int, total: int) -> None:
        if number > len(running):
            furniture.blank(surface)
        else:
            (aside if number in landscape else furniture)(surface, number, len(running))

    pdf = press.finish(furnish, setter.words_of)
    making.judge()
    return Printed(pdf, len(running), pages)


def _frame(page: PageStyle) -> Frame:
    """Return the text block of a page."""
    return Frame(page.left, page.height - page.top, page.bottom, page.grid)

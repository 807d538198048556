"""A galley -> a PDF: blocks are set, pages filled and drawn, each as soon as it is decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from dossier.blocks import Galley
from dossier.layout.element import Element
from dossier.layout.page import Frame, Page, PageMap
from dossier.layout.paginate import paginate
from dossier.layout.surface import Surface
from dossier.pdf import Press
from dossier.printing.booklet import Booklet
from dossier.printing.purposes import Office, Screen
from dossier.problems import Problem, warning
from dossier.styling.style import PageStyle, Style
from dossier.text.faces import FontBook
from dossier.tuples import NamedTuple
from dossier.typeset.front import flow
from dossier.typeset.furniture import Edge, Furniture
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

PURPOSES: Final[Mapping[str, type[Screen]]] = {"": Screen, "office": Office, "booklet": Booklet}
RULE: Final = 1 / 3  # of the main column: the rule above the notes


class Printed(NamedTuple):
    """A PDF, how many pages it has, where each key stands, and what came out badly."""

    pdf: bytes
    pages: int
    map: PageMap
    problems: tuple[Problem, ...] = ()


def print_galley(galley: Galley, style: Style, book: FontBook, created: int) -> Printed:
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
    problems: list[Problem] = []

    def warn(words: str) -> None:
        problems.append(warning(words, name="setting"))

    making = purpose(press, style, galley, warn)
    pages = PageMap()
    setter = Setter(galley, style, book, pages, KINDS, warn)
    running: list[str] = []
    landscape: set[int] = set()
    for page in making.pages(_decided(setter, root)):
        _draw(making.begin(page, _form(style, page.turned)), page, style)
        press.end_page()
        for element in page.closes:
            press.close(element)
        running.append(page.running)
        if page.turned:
            landscape.add(page.number)
    making.fill_up()
    pdf = press.finish(_furnishing(setter, running, landscape, making.outer), setter.words_of)
    making.judge()
    return Printed(pdf, len(running), pages, tuple(problems))


def _form(style: Style, turned: bool) -> PageStyle:
    """Return the form of a page, upright or turned to landscape."""
    return style.page.turned() if turned else style.page


def _decided(setter: Setter, root: Element) -> Iterator[Page]:
    """Set the blocks of the galley and fill pages with them, as pages are asked for."""
    frame, turned = (_frame(setter, _form(setter.style, turned)) for turned in (False, True))
    rule = setter.style.role("note")
    separator = rule.before + rule.rule_above + rule.rule_gap
    return paginate(flow(setter, root), frame, setter.pages, turned=turned, note_separator=separator)


def _draw(surface: Surface, page: Page, style: Style) -> None:
    """Draw what stands on a page, with a rule above its notes."""
    for placed in (*page.boxes, *page.notes):
        placed.box.draw(surface, placed.x, placed.y)
    rule = style.role("note")
    if page.notes and rule.rule_above:
        x, y = page.notes[0].x, page.notes[0].y + rule.rule_gap
        surface.rule(x, y, x + style.page.main * RULE, y, rule.rule_above, rule.rule_color)


def _furnishing(
    setter: Setter, running: Sequence[str], landscape: Collection[int], outer: Callable[[int], Edge]
) -> Callable[[Surface, int, int], None]:
    """Return what draws head and foot of a page, given its number; of one beyond the brief, that it is blank."""
    upright = Furniture(setter, running, _form(setter.style, False), outer)
    turned = Furniture(setter, running, _form(setter.style, True), outer) if landscape else upright

    def furnish(surface: Surface, number: int, total: int) -> None:
        if number > len(running):
            upright.blank(surface)
        else:
            (turned if number in landscape else upright)(surface, number, len(running))

    return furnish


def _frame(setter: Setter, page: PageStyle) -> Frame:
    """Return the text block of a page, which gives way to a head or a foot of several lines."""
    head, foot = Furniture(setter, [""], page).reach()
    return Frame(page.left, page.height - max(page.top, head), max(page.bottom, foot), page.grid)

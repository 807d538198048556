"""Decided pages -> where each is drawn: by itself, moved off the edge that is bound, or on half a sheet.

No purpose changes what stands on a page, nor where lines and pages break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from dossier.layout.paginate import Page
from dossier.pdf import Canvas, Press
from dossier.printing import imposition
from dossier.problems import DossierError, Span, error
from dossier.styling.style import PageStyle, Style
from dossier.typeset.furniture import Edge
from dossier.units import BETWEEN, NEXT_LARGER, PAPERS, POINTS

if TYPE_CHECKING:
    from dossier.blocks import Galley
    from dossier.pdf.hairlines import Border

Warn = Callable[[str], None] | None

DEAD: Final = 5 * POINTS["mm"]  # along each edge of a sheet: where an office printer may print nothing


class Screen:
    """For the screen: each page by itself, as it is."""

    duplex = ""

    @classmethod
    def preferences(cls, style: Style) -> str:
        """Return what the file asks of who prints it (ISO 32000-1, table 150); for a page between two papers no tray is right."""
        if not cls.duplex:
            return ""
        tray = "" if style.page.paper == BETWEEN else "/PickTrayByPDFSize true"
        return f"/Duplex/{cls.duplex}{tray}/PrintScaling/None"

    def __init__(self, press: Press, style: Style, galley: Galley, warn: Warn) -> None:
        self.press, self.style, self.galley, self.warn = press, style, galley, warn
        self.bound_right = imposition.bound_right(galley.language)

    def pages(self, pages: Iterable[Page]) -> Iterable[Page]:
        """Return the pages, as they come or all at once."""
        return pages

    def begin(self, page: Page, form: PageStyle) -> Canvas:
        """Begin a page."""
        return self.press.begin_page(form.width, form.height)

    def fill_up(self) -> None:
        """Draw what follows the last page of the brief."""

    def outer(self, number: int) -> Edge:
        """Return at which edge of a page its folio stands."""
        return ""

    def judge(self) -> None:
        """Raise DossierError where what was drawn can't be printed."""


class Office(Screen):
    """For an office's printer: on both sides of the paper, all of a page moved off the edge that is bound."""

    duplex = "DuplexFlipLongEdge"

    def __init__(self, press: Press, style: Style, galley: Galley, warn: Warn) -> None:
        super().__init__(press, style, galley, warn)
        self.border: Border = _guarded(press)
        self.turned: set[int] = set()

    def begin(self, page: Page, form: PageStyle) -> Canvas:
        """Begin a page. One in landscape stays where it is: to which side a printer turns it is the printer's affair."""
        if page.turned:
            self.turned.add(page.number)
            return self.press.begin_page(form.width, form.height)
        shift = self.style.page.binding
        return self.press.begin_page(form.width, form.height, shift if self.recto(page.number) != self.bound_right else -shift)

    def recto(self, number: int) -> bool:
        """Tell whether a page is the upper one of its leaf."""
        return number % 2 == 1

    def outer(self, number: int) -> Edge:
        """Return the edge that isn't bound."""
        if number in self.turned:
            return ""
        return "right" if self.recto(number) != self.bound_right else "left"

    def judge(self) -> None:
        """Raise DossierError where something was drawn where printers print nothing."""
        problems = []
        for edge, (distance, page) in sorted(self.border.nearest.items()):
            if distance < DEAD - 0.01:
                names = self._deciding(edge)
                span = next((declared.span for name in names if (declared := self.style.declared("page", name))), None)
                message = f"page {page} has something {distance / POINTS['mm']:.1f} mm from its {edge} edge"
                hint = f"an office printer prints nothing within 5 mm of it: see {', '.join('page.' + name for name in names)}"
                problems.append(error(message, span, hint, "printer-border"))
        if problems:
            raise DossierError(problems)

    def _deciding(self, edge: str) -> list[str]:
        """Return the properties of the page that say what stands nearest to an edge, the likeliest first."""
        page = self.style.page
        if edge in ("left", "right"):
            return ["binding", f"margin.{edge}"]
        lines = (
            {"head": page.head, "margin.top": page.top} if edge == "upper" else {"foot": page.foot, "margin.bottom": page.bottom}
        )
        if self.galley.banner:
            lines["banner"] = page.banner
        return sorted(lines, key=lines.__getitem__)


class Booklet(Office):
    """To fold: two pages on each side of a sheet, in the order that makes a booklet of the folded sheets."""

    duplex = "DuplexFlipShortEdge"

    def pages(self, pages: Iterable[Page]) -> Iterable[Page]:
        """Wait for all pages: where the first stands is known by the number of the last."""
        known = list(pages)
        self.count = len(known)
        self.blanks = imposition.blanks(self.count)
        whole = imposition.padded(self.count)
        self.places = imposition.places(whole, self.bound_right)
        self._refuse(known)
        sheet = PAPERS[NEXT_LARGER[self.style.page.paper]]
        self.sheet_width, sheet_height = sheet[1], sheet[0]
        self.sides = [self.press.begin_side(self.sheet_width, sheet_height) for _ in range(whole // 2)]
        return known

    def begin(self, page: Page, form: PageStyle) -> Canvas:
        """Begin a page on its half of its side."""
        return self._begin(imposition.position(page.number, self.count))

    def fill_up(self) -> None:
        """Draw the blank pages."""
        for place in self.blanks:
            self._begin(place)
            self.press.end_page()

    def recto(self, number: int) -> bool:
        """Tell whether a page is the upper one of its leaf; blank pages are numbered after those of the brief."""
        blank = number - self.count
        return (self.blanks[blank - 1] if blank > 0 else imposition.position(number, self.count)) % 2 == 1

    def _begin(self, position: int) -> Canvas:
        """Begin the page at a position: at the fold, and nearer to it the farther inside its sheet lies."""
        page, place = self.style.page, self.places[position]
        creep = place.sheet * page.thickness
        fold = self.sheet_width / 2
        shift = fold - page.width + creep if place.left else fold - creep
        return self.press.begin_page(page.width, page.height, shift, self.sides[place.side])

    def _refuse(self, pages: list[Page]) -> None:
        """Raise DossierError for what can't be folded; warn of what folds badly."""
        page = self.style.page
        if turned := next((p.number for p in pages if p.turned), 0):
            hint = "let it span both columns in the booklet: `booklet: {map.span: both}` in a style sheet"
            raise DossierError(
                [
                    error(
                        f"page {turned} lies in landscape, and a booklet has none",
                        next(_spanning(self.style), None),
                        hint,
                        "booklet",
                    )
                ]
            )
        sheets = imposition.padded(self.count) // 4
        creep = (sheets - 1) * page.thickness
        inner = min(page.left, page.width - page.left - page.both)
        if inner - creep < DEAD:
            declared = self.style.declared("page", "thickness")
            message = f"the innermost of {sheets} sheets moves {creep / POINTS['mm']:.1f} mm towards the fold, into it"
            hint = "fold it in parts, or take thinner paper (page.thickness) or wider margins"
            raise DossierError([error(message, declared.span if declared else None, hint, "booklet")])
        if self.warn and self.count > imposition.COMFORTABLE:
            self.warn(
                f"a booklet of {imposition.padded(self.count)} pages has {sheets} sheets, and more than "
                f"{imposition.COMFORTABLE // 4} neither lie flat nor take a staple: print it in parts, or --for office"
            )


def _spanning(style: Style) -> Iterator[Span]:
    """Yield where a style lets figures lie in landscape."""
    from dossier.styling.roles import ROLES

    for role in ROLES:
        declared = style.declared(role, "span")
        if declared and declared.value == "landscape":
            yield declared.span


def _guarded(press: Press) -> Border:
    """Let the press draw on canvases for an office's printer; return what they note of its border."""
    from dossier.pdf.hairlines import Border, OfficeCanvas

    border = Border()
    press.make_canvas = partial(OfficeCanvas, border)
    return border


PURPOSES: Final[dict[str, type[Screen]]] = {"": Screen, "office": Office, "booklet": Booklet}

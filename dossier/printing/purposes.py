"""Decided pages -> where each is drawn: by itself, moved off the edge that is bound, or on half a sheet (`booklet`).

No purpose changes what stands on a page, nor where lines and pages break.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from dossier.layout.page import Page
from dossier.pdf import Canvas, Press
from dossier.problems import DossierError, Warn, error
from dossier.styling.style import PageStyle, Style
from dossier.typeset.furniture import Edge
from dossier.units import BETWEEN, POINTS

if TYPE_CHECKING:
    from dossier.blocks import Galley
    from dossier.pdf.hairlines import Border


RIGHT_TO_LEFT: Final = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"))
_SCRIPTS: Final = frozenset(("arab", "hebr", "syrc", "thaa"))
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
        self.bound_right = bound_right(galley.language)

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


def _guarded(press: Press) -> Border:
    """Let the press draw on canvases for an office's printer; return what they note of its border."""
    from dossier.pdf.hairlines import Border, OfficeCanvas

    border = Border()
    press.make_canvas = partial(OfficeCanvas, border)
    return border


def bound_right(language: str) -> bool:
    """Tell whether a brief in the language is bound at its right edge: that of a script that runs from right to left."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4]
    return scripts[0] in _SCRIPTS if scripts else first in RIGHT_TO_LEFT

"""Pages of a booklet: which of them stand side by side on which sheet, so that folding puts them in order; and their drawing.

Sheets lie one in the other and are stapled through the fold (saddle stitch). Positions count from 1, in the order of reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dossier.layout.page import Page
from dossier.pdf import Canvas
from dossier.printing.purposes import DEAD, Office
from dossier.problems import DossierError, Span, error
from dossier.styling.style import PageStyle, Style
from dossier.tuples import NamedTuple
from dossier.units import NEXT_LARGER, PAPERS, POINTS

COMFORTABLE: Final = 48  # pages: what still folds flat and takes a staple


class Booklet(Office):
    """To fold: two pages on each side of a sheet, in the order that makes a booklet of the folded sheets."""

    duplex = "DuplexFlipShortEdge"

    def pages(self, pages: Iterable[Page]) -> Iterable[Page]:
        """Wait for all pages: where the first stands is known by the number of the last."""
        known = list(pages)
        self.count = len(known)
        self.blanks = blanks(self.count)
        whole = padded(self.count)
        self.places = places(whole, self.bound_right)
        self._refuse(known)
        sheet = PAPERS[NEXT_LARGER[self.style.page.paper]]
        self.sheet_width, sheet_height = sheet[1], sheet[0]
        self.sides = [self.press.begin_side(self.sheet_width, sheet_height) for _ in range(whole // 2)]
        return known

    def begin(self, page: Page, form: PageStyle) -> Canvas:
        """Begin a page on its half of its side."""
        return self._begin(position(page.number, self.count))

    def fill_up(self) -> None:
        """Draw the blank pages."""
        for place in self.blanks:
            self._begin(place)
            self.press.end_page()

    def recto(self, number: int) -> bool:
        """Tell whether a page is the upper one of its leaf; blank pages are numbered after those of the brief."""
        blank = number - self.count
        return (self.blanks[blank - 1] if blank > 0 else position(number, self.count)) % 2 == 1

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
        sheets = padded(self.count) // 4
        creep = (sheets - 1) * page.thickness
        inner = min(page.left, page.width - page.left - page.both)
        if inner - creep < DEAD:
            declared = self.style.declared("page", "thickness")
            message = f"the innermost of {sheets} sheets moves {creep / POINTS['mm']:.1f} mm towards the fold, into it"
            hint = "fold it in parts, or take thinner paper (page.thickness) or wider margins"
            raise DossierError([error(message, declared.span if declared else None, hint, "booklet")])
        if self.warn and self.count > COMFORTABLE:
            self.warn(
                f"a booklet of {padded(self.count)} pages has {sheets} sheets, and more than "
                f"{COMFORTABLE // 4} neither lie flat nor take a staple: print it in parts, or --for office"
            )


def _spanning(style: Style) -> Iterator[Span]:
    """Yield where a style lets figures lie in landscape."""
    from dossier.styling.roles import ROLES

    for role in ROLES:
        declared = style.declared(role, "span")
        if declared and declared.value == "landscape":
            yield declared.span


class Place(NamedTuple):
    """Where a page stands: the number of its side (two to a sheet, the outer sheet first), and on which half of it."""

    side: int
    left: bool

    @property
    def sheet(self) -> int:
        """The number of its sheet; 0 is the outermost."""
        return self.side // 2


def padded(pages: int) -> int:
    """Return how many pages the booklet has with its blank ones: four to a sheet."""
    return -(-pages // 4) * 4


def position(page: int, pages: int) -> int:
    """Return where a page of the brief comes in the booklet: the last of several is the back cover, behind the blank ones."""
    return padded(pages) if page == pages > 1 else page


def blanks(pages: int) -> range:
    """Return the positions of the blank pages."""
    return range(pages, padded(pages)) if pages > 1 else range(2, 5)


def sides(count: int, right: bool = False) -> list[tuple[int, int]]:
    """Return the positions on the left and the right half of each side, front and back of a sheet after each other.

    `count` is a multiple of four. `right`: the booklet is bound at its right edge.
    """
    assert count % 4 == 0, f"{count} pages fill no sheets"
    out: list[tuple[int, int]] = []
    for sheet in range(count // 4):
        first, last = 2 * sheet + 1, count - 2 * sheet
        out += [(last, first), (first + 1, last - 1)]
    return [(b, a) for a, b in out] if right else out


def places(count: int, right: bool = False) -> dict[int, Place]:
    """Return the place of each position."""
    return {
        position: Place(number, half == 0)
        for number, pair in enumerate(sides(count, right))
        for half, position in enumerate(pair)
    }

"""How many pages a booklet has -> which of them stand side by side on which sheet, so that folding puts them in order.

Sheets lie one in the other and are stapled through the fold (saddle stitch). Positions count from 1, in the order of reading.
"""

from __future__ import annotations

from typing import Final

from dossier.tuples import NamedTuple

COMFORTABLE: Final = 48  # pages: what still folds flat and takes a staple
RIGHT_TO_LEFT: Final = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"))
_SCRIPTS: Final = frozenset(("arab", "hebr", "syrc", "thaa"))


class Place(NamedTuple):
    """Where a page stands: the number of its side (two to a sheet, the outer sheet first), and on which half of it."""

    side: int
    left: bool

    @property
    def sheet(self) -> int:
        """The number of its sheet; 0 is the outermost."""
        return self.side // 2


def bound_right(language: str) -> bool:
    """Tell whether a brief in the language is bound at its right edge: that of a script that runs from right to left."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4]
    return scripts[0] in _SCRIPTS if scripts else first in RIGHT_TO_LEFT


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

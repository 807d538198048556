"""The addresses of sources as QR codes (ISO/IEC 18004), for readers of paper: which source gets one, and how large it prints."""

from __future__ import annotations

from typing import Any, Final

from dossier.model import Dossier, Gap, Source
from dossier.problems import DossierError, Problem, error, warning
from dossier.styling.style import PageStyle, Style
from dossier.tuples import NamedTuple
from dossier.units import POINTS

MM: Final = POINTS["mm"]
MODULE: Final = 0.4 * MM  # the least side of a module that a telephone reads off a copy
LEAST: Final = 15 * MM  # the least side of a code, without its quiet zone
MOST: Final = 30 * MM  # the greatest side with it: a larger one would outweigh the record that it stands at
QUIET: Final = 4  # modules of white on each side (ISO/IEC 18004, 6.3.8)
LONGEST: Final = 420  # characters: longer addresses fit into no code of 30 mm


class Symbol(NamedTuple):
    """A QR code: the address that it holds, its rows of modules (1: dark) and the side of a module in points."""

    address: str
    rows: tuple[bytes, ...]
    module: float

    @property
    def side(self) -> float:
        """The side of the code with its quiet zone, in points."""
        return (len(self.rows) + 2 * QUIET) * self.module


def address_of(source: Source) -> str:
    """Return the address by which a source is best found: that of its kept copy, or else its own; '' where it has none."""
    found = [it for it in (source.archived, source.url) if it and not isinstance(it, Gap)]
    return found[0] if found else ""


def encode(dossier: Dossier, style: Style) -> tuple[dict[str, Symbol], list[Problem]]:
    """Return the codes of a dossier's sources by their ids, as large as the style has room for, and which addresses are too long.

    Raise DossierError where the library is missing that makes them.
    """
    addresses = {id: address for id, source in dossier.sources.items() if (address := address_of(source))}
    if not addresses:
        return {}, []
    segno = _library(style)
    most = _room(style.page)
    codes: dict[str, Symbol] = {}
    problems: list[Problem] = []
    for id, address in addresses.items():
        symbol = _symbol(segno, address, most) if len(address) <= LONGEST else None
        if symbol:
            codes[id] = symbol
            continue
        source = dossier.sources[id]
        place = source.place_of("archived" if address == source.archived else "url")
        message = f"the address of source {id!r} fits into no QR code of {most / MM:.0f} mm, and prints without one"
        hint = "a shorter address might: an archive's, or the publisher's permanent link"
        problems.append(warning(message, place, hint, "long-address", id))
    return codes, problems


def _library(style: Style) -> Any:
    """Import segno, which an extra of this package brings."""
    try:
        import segno
    except ImportError as missing:
        declared = style.declared("page", "qr")
        message = f"page.qr: QR codes need segno, which can't be used here ({missing})"
        hint = "pip install 'dossier-press[qr]', or set page.qr to no"
        raise DossierError([error(message, declared.span if declared else None, hint, "needs-extra")]) from None
    return segno


def _room(page: PageStyle) -> float:
    """Return the most that a code may take of the side column, or of the text where there is none."""
    return min(MOST, page.side or page.main / 3)


def _symbol(segno: Any, address: str, most: float) -> Symbol | None:
    """Return the code of an address, with a correction of 15 percent or more; None where it would be larger than `most`."""
    made = segno.make_qr(address, error="m", encoding=None if address.isascii() else "utf-8")
    rows = tuple(bytes(row) for row in made.matrix)
    symbol = Symbol(address, rows, max(MODULE, LEAST / len(rows)))
    return symbol if symbol.side <= most else None

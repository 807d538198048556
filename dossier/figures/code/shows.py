"""The addresses of sources as QR codes (ISO/IEC 18004), for readers of paper: which source gets one, and how large it prints."""

from __future__ import annotations

from typing import Final

from dossier.model import Dossier, Source, known
from dossier.problems import Problem, warning
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
    return known(source.archived) or known(source.url) or ""


def encode(dossier: Dossier, style: Style) -> tuple[dict[str, Symbol], list[Problem]]:
    """Return the codes of a dossier's sources by their ids, as large as the style has room for; and which have too long ones."""
    addresses = {id: address for id, source in dossier.sources.items() if (address := address_of(source))}
    if not addresses:
        return {}, []
    most = _room(style.page)
    codes: dict[str, Symbol] = {}
    problems: list[Problem] = []
    for id, address in addresses.items():
        symbol = _symbol(address, most) if len(address) <= LONGEST else None
        if symbol:
            codes[id] = symbol
            continue
        source = dossier.sources[id]
        place = source.place_of("archived" if address == source.archived else "url")
        message = f"the address of source {id!r} fits into no QR code of {most / MM:.0f} mm, and prints without one"
        hint = "a shorter address might: an archive's, or the publisher's permanent link"
        problems.append(warning(message, place, hint, "long-address", id))
    return codes, problems


def _room(page: PageStyle) -> float:
    """Return the most that a code may take of the side column, or of the text where there is none."""
    return min(MOST, page.side or page.main / 3)


def _symbol(address: str, most: float) -> Symbol | None:
    """Return the code of an address; None where it would be larger than `most`."""
    rows = modules(address)
    symbol = Symbol(address, rows, max(MODULE, LEAST / len(rows)))
    return symbol if symbol.side <= most else None


def modules(address: str) -> tuple[bytes, ...]:
    """Return the rows of a code's modules (1: dark), as few as hold the address in UTF-8.

    Its correction restores 15 percent of the code, or 25 or 30 where that takes no more modules.
    """
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    codes = []
    for level in (QRErrorCorrectLevel.M, QRErrorCorrectLevel.Q, QRErrorCorrectLevel.H):
        codes.append(QRCode(None, level))
        codes[-1].addData(QR8bitByte(address))
    sizes = [code.calculate_version() for code in codes]
    best = codes[max(place for place, size in enumerate(sizes) if size == sizes[0])]
    best.make()
    return tuple(bytes(row) for row in best.modules)

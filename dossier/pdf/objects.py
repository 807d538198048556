"""PDF syntax: Python values in, the bytes of numbers, names, strings, colours and streams out (ISO 32000-1, 7.3)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.units import Color

LEVEL = 5  # measured on pages of text: 6 is 0.5 % smaller and takes half as long again, 4 is 4 % larger for a third less time

# PDFDocEncoding (annex D.2) where it differs from Latin-1; what it can't hold is sent beyond Latin-1, so that encoding fails
_PDF_DOC: dict[int, int | str] = {ord(character): code for code, character in enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", 0x80)}
_PDF_DOC.update(dict.fromkeys([*range(0x18, 0x20), *range(0x7F, 0xA1), 0xAD], "\uffff"))
_PDF_DOC[ord("€")] = 0xA0
_MARKS = (b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")  # a string that began so would be read in another encoding
_FILTER = b"/Filter/FlateDecode"
_SPECIAL = re.compile(rb"[\\()\r\n]")
_ESCAPES = {ord("\\"): "\\\\", ord("("): "\\(", ord(")"): "\\)", ord("\r"): "\\r", ord("\n"): "\\n"}


def number(value: float, places: int = 2) -> bytes:
    """Write a number, rounded: a hundredth of a point is finer than any press, but what is multiplied later needs more places."""
    digits = (b"%.*f" % (places, value)).rstrip(b"0").rstrip(b".")
    return b"0" if digits == b"-0" else digits


def numbers(values: Sequence[float]) -> bytes:
    """Write numbers with spaces between them."""
    return b" ".join([number(value) for value in values])


def literal(data: bytes) -> bytes:
    """Write bytes as a literal string."""
    if _SPECIAL.search(data):
        data = data.decode("latin-1").translate(_ESCAPES).encode("latin-1")
    return b"(%b)" % data


@lru_cache(maxsize=1024)  # links say the same of the same source again and again
def text_string(text: str) -> bytes:
    """Write a text string: in PDFDocEncoding where that has all its characters, else in UTF-16BE with its mark (7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return literal(text.encode())
    try:
        data = text.translate(_PDF_DOC).encode("latin-1")
    except UnicodeEncodeError:
        return literal(b"\xfe\xff" + text.encode("utf-16-be"))
    return literal(b"\xfe\xff" + text.encode("utf-16-be") if data.startswith(_MARKS) else data)


def address(uri: str) -> bytes:
    """Write a URI: characters beyond ASCII, spaces and controls as the percent codes of their UTF-8 (12.6.4.7)."""
    return literal(b"".join(b"%c" % byte if 0x20 < byte < 0x7F else b"%%%02X" % byte for byte in uri.encode()))


def stream(data: bytes, entries: bytes = b"", *, compress: bool = True, always: bool = False) -> bytes:
    """Make a stream object, with an end of line before `endstream` as PDF/A asks (ISO 19005-2, 6.1.7.1).

    It is compressed where that makes it smaller; with `always` even where not.
    """
    if compress:
        packed = zlib.compress(data, LEVEL)
        if always or len(packed) + len(_FILTER) < len(data):
            data, entries = packed, entries + _FILTER
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def predicted(rows: bytes, length: int, above: bytes = b"") -> bytes:
    """Write rows of a length as their differences from the row above: PNG's "up" (7.4.4.4). Nothing stands above the first."""
    over = int.from_bytes((above or bytes(length)) + rows[:-length])
    under = int.from_bytes(rows)
    # all bytes at once: each is subtracted with its highest bit set aside, so that none borrows from its neighbour
    high = int.from_bytes(b"\x80" * len(rows))
    low = int.from_bytes(b"\x7f" * len(rows))
    differences = (((under | high) - (over & low)) ^ ((under ^ over ^ high) & high)).to_bytes(len(rows))
    return b"".join([b"\2" + differences[at : at + length] for at in range(0, len(rows), length)])


@lru_cache(maxsize=256)
def fill_color(color: Color | None) -> bytes:
    """Return the operator that sets the colour of text and areas; None is black.

    Inks go in as sRGB: under an RGB output intent PDF/A allows no DeviceCMYK (ISO 19005-2, 6.2.4.3).
    """
    if color is None:
        return b"0 g"
    if color.space == "gray":
        return _part(color.values[0]) + b" g"
    return b" ".join(map(_part, color.rgb())) + b" rg"


@lru_cache(maxsize=256)
def stroke_color(color: Color | None) -> bytes:
    """Return the operator that sets the colour of lines; None is black."""
    operands, _, operator = fill_color(color).rpartition(b" ")
    return operands + b" " + operator.upper()


def _part(value: float) -> bytes:
    """Write a part of a colour: a 255th needs four decimals to come back as itself."""
    digits = f"{value:.4f}".rstrip("0").rstrip(".")
    return (digits[1:] if digits.startswith("0.") else digits).encode()

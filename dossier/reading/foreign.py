"""Name what a file is that was given for a text and is none: a PDF, a Word document, a picture, a page in HTML."""

from __future__ import annotations

import re
from typing import Final

# The first bytes of a file -> what it is; None: a ZIP file, whose members tell.
_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document in RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an older Word or Excel"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
)
_MEMBERS: Final = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel table (XLSX)"),
    (b"ppt/", "a PowerPoint file (PPTX)"),
    (b"opendocument.text", "a document of LibreOffice (ODT)"),
    (b"opendocument", "a document of LibreOffice"),
    (b"epub", "an e-book (EPUB)"),
)
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)

_ZIP: Final = b"PK\x03\x04"
LOOKED_AT: Final = 1 << 16  # bytes from the beginning and from the end: there a ZIP file lists its members
TO_TEXT: Final = "copy its paragraphs into a plain text file in UTF-8, and give that"


def kind_of(data: bytes) -> str:
    """Return what these bytes are, as `a PDF`; '' where they may be text."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if not data.startswith(_ZIP):
        return ""
    looked_at = data[:LOOKED_AT] + data[-LOOKED_AT:]
    return next((name for member, name in _MEMBERS if member in looked_at), "a compressed file (ZIP)")


def is_html(data: bytes) -> bool:
    """Say whether these bytes are a page in HTML."""
    return bool(_HTML.match(data[:4096]))


def is_wide(data: bytes) -> bool:
    """Say whether these bytes are UTF-16 without its mark: every other one is zero."""
    return len(data) > 1 and (not any(data[0:400:2]) or not any(data[1:400:2])) and any(data[:400])

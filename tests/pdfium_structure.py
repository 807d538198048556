"""Read a PDF's text as PDFium gives it to assistive technology: page by page, in the order of the structure tree."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

RISE = 6.0  # points; a baseline that moves more than a note's mark is raised is another line's
KEPT_AT_LINE_END = ("\u0002", "\u2010", "\u2013", "\u2014")  # a line's end after one of these adds no space


class Piece(NamedTuple):
    """What one block has on one page, from 1."""

    page: int
    role: str
    text: str


def _wide(function: Callable[..., int], *arguments: Any) -> str:
    """Call a function that fills a buffer with UTF-16 and returns its length in bytes."""
    size = function(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size + 2)
    function(*arguments, ctypes.cast(buffer, function.argtypes[len(arguments)]), size)  # type: ignore[attr-defined]
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")


def _object_text(thing: Any, text_page: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(thing, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size + 2)
    raw.FPDFTextObj_GetText(thing, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")


class _Shown(NamedTuple):
    """Text that was shown, and where its first and its last text object begin."""

    text: str
    first: tuple[float, float]
    last: tuple[float, float]

    def then(self, more: _Shown) -> _Shown:
        """Add what follows; PDFium drops the space at a line's end, so one stands where a new line begins."""
        (x0, y0), (x1, y1) = self.last, more.first
        down = abs(y1 - y0)
        new_line = down > RISE or (down > 1 and x1 < x0)
        gap = " " if new_line and not self.text.endswith(KEPT_AT_LINE_END) else ""
        return _Shown(self.text + gap + more.text, self.first, more.last)


def _by_mark(page: pypdfium2.PdfPage) -> dict[int, _Shown]:
    """Return the text of each marked-content number."""
    found = dict[int, _Shown]()
    text_page, matrix = page.get_textpage(), raw.FS_MATRIX()
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        mark = raw.FPDFPageObj_GetMarkedContentID(thing)
        raw.FPDFPageObj_GetMatrix(thing, matrix)
        place = (matrix.e, matrix.f)
        shown = _Shown(_object_text(thing, text_page), place, place)
        found[mark] = found[mark].then(shown) if mark in found else shown
    text_page.close()
    return found


def pdfium_pieces(path: Path, inline: frozenset[str]) -> list[Piece]:
    """Return the pieces of blocks; elements of the inline roles belong to the block around them."""
    with pypdfium2.PdfDocument(path) as document:
        return [piece for number, page in enumerate(document, 1) for piece in _Page(page, number, inline).pieces()]


class _Page:
    """One page's part of the structure tree."""

    def __init__(self, page: pypdfium2.PdfPage, number: int, inline: frozenset[str]) -> None:
        self.page, self.number, self.inline = page, number, inline
        self.texts = _by_mark(page)

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in order."""
        tree = raw.FPDF_StructTree_GetForPage(self.page.raw)
        if not tree:
            return
        try:
            for index in range(raw.FPDF_StructTree_CountChildren(tree)):
                yield from self.element(raw.FPDF_StructTree_GetChildAtIndex(tree, index))
        finally:
            raw.FPDF_StructTree_Close(tree)

    def element(self, element: Any) -> Iterator[Piece]:
        """Yield the pieces of a block: its own text, cut where blocks stand within it."""
        role = _wide(raw.FPDF_StructElement_GetType, element)
        shown: _Shown | None = None
        for part in self.parts(element):
            if isinstance(part, _Shown):
                shown = part if shown is None else shown.then(part)
                continue
            if shown is not None:
                yield Piece(self.number, role, shown.text)
            shown = None
            yield from self.element(part)
        if shown is not None:
            yield Piece(self.number, role, shown.text)

    def parts(self, element: Any) -> Iterator[Any]:
        """Yield what an element and its inline elements show, or its ActualText instead, and the blocks that stand within it."""
        own = list(self.own_parts(element))
        actual = _wide(raw.FPDF_StructElement_GetActualText, element)
        shown = [part for part in own if isinstance(part, _Shown)]
        if actual and shown:
            yield _Shown(actual, shown[0].first, shown[-1].last)
        else:
            yield from own

    def own_parts(self, element: Any) -> Iterator[Any]:
        """Yield the same by what is shown; a link's annotation shows nothing, and comes as mark -1."""
        for index in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
            if not child:
                mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
                if mark >= 0 and mark in self.texts:
                    yield self.texts[mark]
            elif _wide(raw.FPDF_StructElement_GetType, child) in self.inline:
                yield from self.parts(child)
            else:
                yield child

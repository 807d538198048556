"""Read a PDF's text as PDFium gives it to assistive technology: page by page, in the order of the structure tree."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]


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
    """Return what an object shows; where it is nothing but a space, at a line's end, PDFium gives no text for it."""
    size = raw.FPDFTextObj_GetText(thing, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size + 2)
    raw.FPDFTextObj_GetText(thing, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace") or " "


def _by_mark(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Return the text of each marked-content number."""
    found = dict[int, str]()
    text_page = page.get_textpage()
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        mark = raw.FPDFPageObj_GetMarkedContentID(thing)
        found[mark] = found.get(mark, "") + _object_text(thing, text_page)
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
        shown: str | None = None
        for part in self.parts(element):
            if isinstance(part, str):
                shown = (shown or "") + part
                continue
            if shown is not None:
                yield Piece(self.number, role, shown)
            shown = None
            yield from self.element(part)
        if shown is not None:
            yield Piece(self.number, role, shown)

    def parts(self, element: Any) -> Iterator[Any]:
        """Yield what an element and its inline elements show, or its ActualText instead, and the blocks that stand within it."""
        own = list(self.own_parts(element))
        actual = _wide(raw.FPDF_StructElement_GetActualText, element)
        if actual and any(isinstance(part, str) for part in own):
            yield actual
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

"""Where words stand on pages: boxes in points from the top left, rounded, as poppler measures them."""

from __future__ import annotations

import ctypes
import html
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
TOUCH = 0.6  # points by which neighbours may overlap: italics lean, kerning tightens


class Word(NamedTuple):
    """A word and its box."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Page(NamedTuple):
    """A page's size and its words."""

    width: float
    height: float
    words: list[Word]


def pages(path: Path, digits: int = 1) -> list[Page]:
    """Return the pages with their words in content order, boxes rounded to so many digits of a point."""
    command = ["pdftotext", "-bbox", "-enc", "UTF-8", str(path), "-"]
    out = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    found = []
    for width, height, body in PAGE.findall(out):
        words = [Word(html.unescape(text), *(round(float(value), digits) for value in box)) for *box, text in WORD.findall(body)]
        found.append(Page(float(width), float(height), words))
    return found


def page_words(path: Path, digits: int = 1) -> list[list[Word]]:
    """Return the words of each page with their boxes."""
    return [page.words for page in pages(path, digits)]


def lines(words: list[Word]) -> Iterator[list[Word]]:
    """Yield the words of each line, from left to right; words belong together whose boxes end at about one height."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: (word.y1, word.x0)):
        if line and word.y1 - line[0].y1 > 1.5:
            yield sorted(line, key=lambda word: word.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.x0)


def misplaced(path: Path) -> list[str]:
    """Return a line for each piece of text that leaves its page and each word that lies on another; empty where none does."""
    overlaps = [line for number, page in enumerate(pages(path, 2), 1) for line in _overlaps(page, number)]
    return list(_outside(path)) + overlaps


def _outside(path: Path) -> Iterator[str]:
    """By PDFium, for poppler leaves out what lies off the page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            for index in range(raw.FPDFPage_CountObjects(page.raw)):
                thing = raw.FPDFPage_GetObject(page.raw, index)
                if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
                    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
                    x0, y0, x1, y1 = (side.value for side in (left, bottom, right, top))
                    if x0 < 0 or y0 < 0 or x1 > width or y1 > height:
                        yield f"page {number}: off the page: {x0:.1f} to {x1:.1f}, {y0:.1f} to {y1:.1f}"


def _overlaps(page: Page, number: int) -> Iterator[str]:
    for line in lines(page.words):
        for left, right in pairwise(line):
            if left.x1 - right.x0 > TOUCH:
                yield f"page {number}: {right.text!r} lies on {left.text!r} at {right.x0:.1f}, {right.y0:.1f}"

"""Witnesses of what a PDF says: the text of its blocks as the file itself has it, as PDFium reads it, as poppler reads it.

The first is strict: codes through ToUnicode in the order of the structure tree, nobody's heuristics. The others prove that
readers get the same words. `differences` compares all three; `outline`, `links` and `destinations` say where a click leads.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from content import PageText, read_page
from pdfium_structure import Piece, pdfium_pieces

INLINE = frozenset({"Span", "Quote", "Link", "Reference", "Code", "Em", "Strong", "BibEntry", "Annot", "Ruby", "Warichu"})
RIGHT_TO_LEFT = ("R", "AL")
DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

__all__ = [
    "Block",
    "Link",
    "Piece",
    "Reading",
    "comparable",
    "destinations",
    "differences",
    "links",
    "outline",
    "page_texts",
    "stream_text",
]


class Block(NamedTuple):
    """A block of the structure: its standard role, and its text by page, inline elements joined."""

    role: str
    parts: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """The whole text, pages joined."""
        return "".join(words for _, words in self.parts)

    @property
    def pages(self) -> list[int]:
        """The pages it stands on, from 1."""
        return sorted({page for page, _ in self.parts})


class Reading(NamedTuple):
    """What the content streams say: the blocks in structure order, furniture by page, and text that nothing claims by page."""

    blocks: list[Block]
    furniture: list[str]
    loose: list[str]


class Link(NamedTuple):
    """A link annotation: the page it stands on, the page or the address it leads to, and what it says of itself."""

    page: int
    target: int | str
    contents: str
    box: tuple[float, float, float, float]


def comparable(text: str) -> str:
    """Normalise a text for comparison: NFC, automatic hyphens and their line ends removed, white space single.

    A soft hyphen at a line's end is U+00AD from poppler and U+0002 from PDFium; a hyphen of the author's there carries U+200B.
    """
    text = re.sub("[\u00ad\u0002\ufffe]\\s*", "", text)
    text = re.sub("-\u200b\\s*", "-", text)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


# The file itself -------------------------------------------------------------------------------------------------------
class _Walk:
    """A walk of the structure tree that gathers blocks; marks that the tree names twice or not at all stand out in the result."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self.texts: list[PageText] = [read_page(page) for page in pdf.pages]
        tree = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
        self.role_map = {str(key)[1:]: str(value)[1:] for key, value in tree.get("/RoleMap", pikepdf.Dictionary()).items()}
        self.blocks: list[Block] = []
        self.claimed: set[tuple[int, int]] = set()
        for kid in _kids(tree):
            self.element(kid)

    def role(self, element: Any) -> str:
        """Return the standard structure type of an element."""
        name = str(element.S)[1:]
        return self.role_map.get(name, name)

    def element(self, element: Any) -> None:
        """Add the blocks of a block-level element: its own text, cut where blocks stand within it."""
        role, parts = self.role(element), list[tuple[int, str]]()

        def flush() -> None:
            if parts:
                self.blocks.append(Block(role, tuple(_by_page(parts))))
                parts.clear()

        def gather(element: Any, page: Any) -> None:
            page = element.get("/Pg", page)
            for kid in _kids(element):
                if isinstance(kid, int):
                    parts.append(self.mark(page, kid))
                elif kid.get("/Type") == "/MCR":
                    parts.append(self.mark(kid.get("/Pg", page), int(kid.MCID)))
                elif kid.get("/Type") == "/OBJR":
                    continue
                elif self.role(kid) in INLINE:
                    gather(kid, page)
                else:
                    flush()
                    self.element(kid)

        gather(element, None)
        flush()

    def mark(self, page: Any, number: int) -> tuple[int, str]:
        """Return the page and the text of a marked-content sequence."""
        where = self.numbers[page.objgen]
        self.claimed.add((where, number))
        return where, self.texts[where - 1].marked.get(number, "")


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [int(kid) if not isinstance(kid, pikepdf.Object) else kid for kid in found]


def _by_page(parts: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    page, words = parts[0]
    for number, more in parts[1:]:
        if number != page:
            yield page, words
            page, words = number, ""
        words += more
    yield page, words


def stream_text(path: Path) -> Reading:
    """Read a PDF's text from its content streams in the order of its structure tree."""
    with pikepdf.open(path) as pdf:
        walk = _Walk(pdf)
    loose = []
    for number, text in enumerate(walk.texts, 1):
        unclaimed = [words for mark, words in sorted(text.marked.items()) if (number, mark) not in walk.claimed]
        loose.append(" ".join([text.loose, *unclaimed]).strip())
    return Reading(walk.blocks, [text.furniture for text in walk.texts], loose)


# Poppler, and all together ---------------------------------------------------------------------------------------------
def page_texts(path: Path) -> list[str]:
    """Return the text of each page in the order in which pdftotext reads it."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    if done.stderr:
        raise ValueError(f"pdftotext: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode().split("\f")[:-1]


def _left_to_right(text: str) -> bool:
    return not any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text)


def differences(path: Path) -> list[str]:
    """Compare the witnesses; return a line for each disagreement, and for text outside the structure. Empty where all agree.

    What stands in a figure is left out: a reader is told its alternative text, and each program orders its labels in its own way.
    """
    reading = stream_text(path)
    found = [f"page {page}: in no element: {text!r}" for page, text in enumerate(reading.loose, 1) if text]
    own = [Piece(page, block.role, comparable(words)) for block in reading.blocks for page, words in block.parts]
    own = sorted((piece for piece in own if piece.text and piece.role != "Figure"), key=lambda piece: piece.page)
    pdfium = [piece._replace(text=comparable(piece.text)) for piece in pdfium_pieces(path, INLINE)]
    found += _unlike(own, [piece for piece in pdfium if piece.text and piece.role != "Figure"])
    pages = [comparable(DIRECTION_MARKS.sub("", text)) for text in page_texts(path)]
    for page, role, text in own:
        if _left_to_right(text) and not _says(pages[page - 1] if page <= len(pages) else "", text):
            found.append(f"page {page}: {role}: not in pdftotext: {text!r}")
    return found


def _says(page: str, text: str) -> bool:
    """Tell whether a page says a text: at a stretch, or all its words where poppler takes columns in another order."""
    return text.replace(" ", "") in page.replace(" ", "") or Counter(text.split()) <= Counter(page.split())


def _unlike(own: list[Piece], pdfium: list[Piece]) -> list[str]:
    found = [f"{mine} in the file is {theirs} in PDFium" for mine, theirs in zip(own, pdfium, strict=False) if mine != theirs]
    if len(own) != len(pdfium):
        found.append(f"{len(own)} pieces in the file, {len(pdfium)} in PDFium")
    return found[:20]


# Where a click leads ----------------------------------------------------------------------------------------------------
def _tree(node: Any) -> Iterator[tuple[str, Any]]:
    names = list(node.get("/Names", pikepdf.Array()))
    for name, value in zip(names[::2], names[1::2], strict=True):
        yield str(name), value
    for kid in node.get("/Kids", pikepdf.Array()):
        yield from _tree(kid)


def _destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    named = [(str(name)[1:], value) for name, value in pdf.Root.get("/Dests", pikepdf.Dictionary()).items()]
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    named += _tree(names.get("/Dests", pikepdf.Dictionary()))
    arrays = [(name, value.D if isinstance(value, pikepdf.Dictionary) else value) for name, value in named]
    return {name: numbers[value[0].objgen] for name, value in arrays}


def destinations(path: Path) -> dict[str, int]:
    """Return the page of each named destination."""
    with pikepdf.open(path) as pdf:
        return _destinations(pdf)


def _target(pdf: pikepdf.Pdf, dictionary: Any, named: dict[str, int]) -> int | str:
    """Return where an annotation or an outline item leads; a KeyError where it leads nowhere."""
    action = dictionary.get("/A", pikepdf.Dictionary())
    if action.get("/S") == "/URI":
        return str(action.URI)
    destination = dictionary["/Dest"] if "/Dest" in dictionary else action["/D"]
    if isinstance(destination, pikepdf.Array):
        return next(number for number, page in enumerate(pdf.pages, 1) if page.objgen == destination[0].objgen)
    return named[str(destination).removeprefix("/") if isinstance(destination, pikepdf.Name) else str(destination)]


def links(path: Path) -> list[Link]:
    """Return the links in order of pages; a link that leads nowhere is a KeyError."""
    with pikepdf.open(path) as pdf:
        named = _destinations(pdf)
        return [
            Link(number, _target(pdf, note, named), str(note.get("/Contents", "")), _box(note.Rect))
            for number, page in enumerate(pdf.pages, 1)
            for note in page.get("/Annots", pikepdf.Array())
            if note.get("/Subtype") == "/Link"
        ]


def _box(rectangle: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (round(float(value), 1) for value in rectangle)
    return x0, y0, x1, y1


def outline(path: Path) -> list[tuple[int, str, int]]:
    """Return the bookmarks as level from 1, title and page."""
    with pikepdf.open(path) as pdf:
        named = _destinations(pdf)

        def items(parent: Any, level: int) -> Iterator[tuple[int, str, int]]:
            item = parent.get("/First")
            while item is not None:
                page = _target(pdf, item, named)
                assert isinstance(page, int), f"the bookmark {item.Title} leads to {page}"
                yield level, str(item.Title), page
                yield from items(item, level + 1)
                item = item.get("/Next")

        return list(items(pdf.Root.get("/Outlines", pikepdf.Dictionary()), 1))

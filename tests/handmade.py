"""Small tagged PDFs made by hand, right or wrong in one known way, to test the witnesses on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

LEADING = 14


class Segment(NamedTuple):
    """A stretch of a block: its page from 0, its lines, and the inline element it stands in."""

    page: int
    lines: list[str]
    inline: str = ""


class Part(NamedTuple):
    """A block: its structure type and its segments in reading order."""

    role: str
    segments: list[Segment]


def to_unicode(**wrong: str) -> bytes:
    """Return a ToUnicode map of the Latin letters, some of them wrong: code -> text."""
    pairs = {chr(code): chr(code) for code in range(32, 127)} | wrong
    lines = "\n".join(f"<{ord(code):02X}> <{text.encode('utf-16-be').hex()}>" for code, text in pairs.items())
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
    space = "1 begincodespacerange <00> <FF> endcodespacerange"
    return f"{head} {space} {len(pairs)} beginbfchar\n{lines}\nendbfchar endcmap end end".encode()


class Maker:
    """Puts a document together; `save` writes it."""

    def __init__(self, pages: int, cmap: bytes | None = None, footers: bool = True) -> None:
        self.pdf = pikepdf.new()
        self.cmap = to_unicode() if cmap is None else cmap
        self.contents: list[list[str]] = [[] for _ in range(pages)]
        self.y = [700] * pages
        self.marks: list[list[pikepdf.Object]] = [[] for _ in range(pages)]
        for _ in range(pages):
            self.pdf.add_blank_page(page_size=(595, 842))
        self.document = self.element("Document", None)
        if footers:
            for number, content in enumerate(self.contents, 1):
                content.append(f"/Artifact <</Type/Pagination>> BDC BT /F 8 Tf 1 0 0 1 72 30 Tm (page {number}) Tj ET EMC")

    def element(self, role: str, parent: pikepdf.Object | None) -> pikepdf.Object:
        """Add a structure element."""
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + role), K=Array()))
        if parent is not None:
            element.P = parent
            parent.K.append(element)
        return element

    def add(self, part: Part, x: int = 72) -> None:
        """Set a block: one marked-content sequence a segment, each line below the one before."""
        block = self.element(part.role, self.document)
        for segment in part.segments:
            owner = self.element(segment.inline, block) if segment.inline else block
            page = self.pdf.pages[segment.page].obj
            number = len(self.marks[segment.page])
            self.marks[segment.page].append(owner)
            owner.K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=number))
            self.contents[segment.page].append(f"/{part.role} <</MCID {number}>> BDC BT /F 10 Tf")
            for line in segment.lines:
                self.contents[segment.page].append(f"1 0 0 1 {x} {self.y[segment.page]} Tm ({line}) Tj")
                self.y[segment.page] -= LEADING
            self.contents[segment.page].append("ET EMC")

    def save(self, path: Path) -> Path:
        """Write the file."""
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
            ToUnicode=self.pdf.make_stream(self.cmap),
        )
        font = self.pdf.make_indirect(font)
        numbers: Any = Array()
        for number, page in enumerate(self.pdf.pages):
            page.Contents = self.pdf.make_stream("\n".join(self.contents[number]).encode())
            page.Resources = Dictionary(Font=Dictionary(F=font))
            page.StructParents = number
            numbers.extend([number, Array(self.marks[number])])
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=self.document, ParentTree=Dictionary(Nums=numbers)))
        self.document.P = tree
        self.pdf.Root.StructTreeRoot = tree
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.Lang = String("en-GB")
        self.pdf.save(path)
        return path

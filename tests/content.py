"""Read the text of a page's content streams through ToUnicode: by marked-content number, furniture, what nothing claims."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pikepdf

UNKNOWN = "\ufffd"  # a code without an entry in ToUnicode
ARTIFACT = -1
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
SECTIONS = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.S)


class PageText(NamedTuple):
    """The text of one page: by MCID, of artifacts, and of neither."""

    marked: dict[int, str]
    furniture: str
    loose: str


class ToUnicode:
    """A font's map from codes to text (ISO 32000-1, 9.10.3)."""

    def __init__(self, font: Any) -> None:
        self.width = 2 if font.get("/Subtype") == "/Type0" else 1
        self.text: dict[int, str] = {}
        if "/ToUnicode" in font:
            self._read(font.ToUnicode.read_bytes())

    def _read(self, program: bytes) -> None:
        for kind, body in SECTIONS.findall(program):
            tokens = [match[0] if not (match[1] or match[2]) else match[1] or match[2] for match in HEX.findall(body)]
            values = [token if token in (b"[", b"]") else bytes.fromhex(token.decode()) for token in tokens]
            if kind == b"codespacerange":
                self.width = len(values[0])
            elif kind == b"bfchar":
                for code, text in zip(values[::2], values[1::2], strict=True):
                    self.text[int.from_bytes(code)] = text.decode("utf-16-be")
            else:
                self._ranges(values)

    def _ranges(self, values: list[bytes]) -> None:
        at = 0
        while at < len(values):
            first, last, start = int.from_bytes(values[at]), int.from_bytes(values[at + 1]), values[at + 2]
            at += 3
            if start == b"[":
                for code in range(first, last + 1):
                    self.text[code] = values[at].decode("utf-16-be")
                    at += 1
                at += 1
                continue
            text = start.decode("utf-16-be")
            for code in range(first, last + 1):
                self.text[code] = text[:-1] + chr(ord(text[-1]) + code - first)

    def read(self, codes: bytes) -> list[str]:
        """Return the text of each code of a shown string."""
        return [self.text.get(int.from_bytes(codes[i : i + self.width]), UNKNOWN) for i in range(0, len(codes), self.width)]


class _Reader:
    """Goes through the operators of a page and of the forms that it draws."""

    def __init__(self) -> None:
        self.fonts: dict[Any, ToUnicode] = {}
        self.marked: dict[int, list[str]] = {}
        self.furniture: list[str] = []
        self.loose: list[str] = []
        self.marks: list[int | None] = []

    def stream(self, content: Any, resources: Any) -> None:
        """Read one content stream with its resources."""
        font: ToUnicode | None = None
        saved: list[ToUnicode | None] = []
        for instruction in pikepdf.parse_content_stream(content):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name in ("BDC", "BMC"):
                self.marks.append(_mark(name, operands, resources))
            elif name == "EMC":
                self.marks.pop()
            elif name == "q":
                saved.append(font)
            elif name == "Q":
                font = saved.pop()
            elif name == "Tf":
                font = self.font(resources.Font[operands[0]])
            elif name in ("Tj", "TJ", "'", '"'):
                self.show(operands[-1], font)
            elif name == "Do":
                form = resources.XObject[operands[0]]
                if form.Subtype == "/Form":
                    self.stream(form, form.get("/Resources", resources))

    def font(self, font: Any) -> ToUnicode:
        """Return a font's map, read once."""
        key = font.objgen if font.is_indirect else id(font)
        if key not in self.fonts:
            self.fonts[key] = ToUnicode(font)
        return self.fonts[key]

    def show(self, shown: Any, font: ToUnicode | None) -> None:
        """Add the text of a shown string or array where the marks in force say."""
        strings = shown if isinstance(shown, pikepdf.Array) else [shown]
        codes = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
        texts = font.read(codes) if font is not None else [UNKNOWN]
        text = "".join(texts)
        mark = next((mark for mark in reversed(self.marks) if mark is not None), None)
        if mark is None:
            self.loose.append(text)
        elif mark == ARTIFACT:
            self.furniture.append(text)
        else:
            self.marked.setdefault(mark, []).append(text)


def _mark(operator: str, operands: Any, resources: Any) -> int | None:
    if operands[0] == "/Artifact":
        return ARTIFACT
    if operator == "BMC":
        return None
    properties = operands[1]
    if isinstance(properties, pikepdf.Name):
        properties = resources.Properties[properties]
    return int(properties.MCID) if "/MCID" in properties else None


def read_page(page: pikepdf.Page) -> PageText:
    """Read the text of one page."""
    reader = _Reader()
    reader.stream(page, page.get("/Resources", pikepdf.Dictionary()))
    marked = {mark: "".join(texts) for mark, texts in reader.marked.items()}
    return PageText(marked, "".join(reader.furniture), "".join(reader.loose))

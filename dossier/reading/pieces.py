"""The text of a short form in parts that know their place: what stands before the evidence, the citations, what follows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from dossier.fields import Kind
from dossier.inline import Citation, Place, parse_citations
from dossier.problems import Span
from dossier.reading.context import BAD, Reading
from dossier.reading.nodes import Node
from dossier.reading.printable import author_text
from dossier.tuples import NamedTuple

T = TypeVar("T")
LONGEST: Final = 2_000  # characters
_BARE: Final = re.compile(r"\[(?!\s*[.\d]\d{2})([^\[\]]*)\]\.?$")  # but [2017-02,2017-03] is a date
_EVIDENCE: Final = re.compile(r"\[@([^\[\]]*)\]")


class Piece(NamedTuple):
    """A part of a scalar's text that knows its place."""

    text: str
    place: Place

    def part(self, start: int, end: int | None = None) -> Piece:
        """Return the part between two offsets, without the blanks at its ends."""
        text = self.text[start:end]
        shift = start + len(text) - len(text.lstrip())
        place = self.place
        return Piece(text.strip(), lambda offset: place(shift + offset))

    def span(self, length: int | None = None) -> Span:
        """Return its place; it underlines the text as far as it stands in one line."""
        return self.place(0)._replace(length=max(1, len(self.text) if length is None else length))


def evidence(reading: Reading, piece: Piece) -> tuple[Piece, tuple[Citation, ...], Piece] | None:
    """Split off the evidence -> what stands before it, the citations, what stands after it; None where it can't be read."""
    found = _EVIDENCE.search(piece.text)
    if not found:
        stray = re.search(r"\[@?|(?<!\w)@", piece.text)
        if stray and stray[0] != "[":
            span = piece.part(stray.start()).span()
            reading.bad("the evidence isn't closed, or not opened", span, "write [@6] or [@departure]", "bad-evidence")
            return None
        return piece, (), piece.part(len(piece.text))
    inside, place = found.start(1), piece.place
    cites = parse_citations(found[1], lambda offset: place(inside + offset), reading.problems)
    tail = piece.part(found.end())
    if "[@" in tail.text:
        span = piece.part(piece.text.index("[@", found.end())).span(2)
        reading.bad("evidence stands here a second time", span, "put all of it in one bracket: [@6; departure]", "bad-evidence")
        return None
    return piece.part(0, found.start()), cites, tail


def first_comma(text: str, start: int, pairs: Mapping[str, str]) -> int:
    """Return where the first comma outside of pairs is, or -1."""
    at = start
    while at < len(text):
        if text[at] == ",":
            return at
        closing = text.find(pairs[text[at]], at + 1) if text[at] in pairs else -1
        at = closing + 1 if closing > 0 else at + 1
    return -1


def nothing_after(reading: Reading, head: Piece, tail: Piece) -> bool:
    """Say whether nothing but a full stop follows the evidence; tell what is lost there."""
    bare = _BARE.search(head.text)
    if bare:
        span = head.part(bare.start()).span()
        reading.bad("brackets without @ are no evidence", span, f"write [@{bare[1].strip()}]", "bad-evidence")
        return False
    if tail.text in ("", "."):
        return True
    reading.bad("words after the evidence are lost here", tail.span(), "put them before the bracket", "bad-evidence")
    return False


def short_text(reading: Reading, node: Node, kind: Kind[T]) -> Piece | None:
    """Return the text of a short form; None where there is none, or it is too long to be one."""
    text = author_text(reading, node, kind)
    if text is BAD:
        return None
    if len(text) > LONGEST:
        message = f"a short form of {len(text):,} characters; the most is {LONGEST:,}"
        reading.bad(message, node.span, "write it in its long form, one key a line", "too-long")
        return None
    return Piece(text, node.place).part(0)

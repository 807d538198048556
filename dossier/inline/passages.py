"""Several paragraphs of author text -> blocks: paragraphs, lists, quotations, sub-headings."""

from __future__ import annotations

import re
from bisect import bisect_right

from dossier.inline import other_markup
from dossier.inline.other_markup import Foreign
from dossier.inline.parsed import Place, Prose, TextBlock
from dossier.inline.prose import parse_prose
from dossier.problems import Problem, Span

_LISTS = ("bullets", "numbers")
_COUNTED = re.compile(r"\d{1,2}\. ")
_KEPT_PLAIN = re.compile(r"(\d*)\\(?:(?<=\d\\)(?=\. )|(?<!\d\\)(?=[-+•] |#{1,6} |> |\|))")


class _Lines:
    """Lines of a passage taken together as one paragraph, and where each of them stood."""

    __slots__ = ("offsets", "starts", "text")

    def __init__(self) -> None:
        self.text = ""
        self.starts: list[int] = []  # in the joined text
        self.offsets: list[int] = []  # in the passage

    def add(self, words: str, offset: int, glue: str = "\n") -> None:
        """Add words that stand at an offset of the passage."""
        if self.starts:
            self.text += glue
        self.starts.append(len(self.text))
        self.offsets.append(offset)
        self.text += words

    def prose(self, place: Place, problems: list[Problem]) -> Prose:
        """Parse the lines as one paragraph."""

        def at(offset: int) -> Span:
            line = bisect_right(self.starts, offset) - 1
            return place(self.offsets[line] + offset - self.starts[line])

        return parse_prose(self.text, at, problems)


def parse_passage(text: str, place: Place, problems: list[Problem]) -> tuple[TextBlock, ...]:
    r"""Parse paragraphs, `- ` bullets, `1. ` numbers, `> ` quotations and `## ` sub-headings, with a blank line between blocks.

    A numbered list begins with 1 and counts on: a paragraph that begins with a year is a paragraph. A backslash before what would
    begin a block, here or in another language (`\- `, `\# `, `\> `, `\|`, `1\. `), keeps it text.
    """
    blocks = _Blocks()
    offset = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            indent = line.index(words[0])
            if mark := blocks.unlike(words, indent):
                other_markup.told(mark, place, offset + indent, len(words), problems)
            blocks.add(words, offset + indent)
        else:
            blocks.goes_on = False
        offset += len(line) + 1
    return tuple(TextBlock(kind, tuple(i.prose(place, problems) for i in items if i.text)) for kind, items in blocks.out)


class _Blocks:
    """The blocks found so far; `goes_on` says whether the next line may belong to the last of them."""

    __slots__ = ("goes_on", "indent", "last", "out")

    def __init__(self) -> None:
        self.out: list[tuple[str, list[_Lines]]] = []
        self.goes_on = False
        self.indent = 0  # of the first item of the list that is being read
        self.last: Foreign | None = None  # what was told of the line before

    def unlike(self, words: str, indent: int) -> Foreign | None:
        """Name what a line that is still to be added begins in another language, or loses in ours; a table is named once."""
        before, self.last = self.last, self.lost(words, indent) or other_markup.at_line(words)
        return None if before == self.last in (other_markup.TABLE, other_markup.BULLET) and self.goes_on else self.last

    def lost(self, words: str, indent: int) -> Foreign | None:
        """Name what a line loses where it stands: its depth in a list, its number, the empty line before it."""
        kind, _ = self.kind_of(words)
        last = self.out[-1][0] if self.out else ""
        if kind in _LISTS and not (self.goes_on and last == "paragraph"):
            nested = self.goes_on and last in _LISTS and indent > self.indent
            self.indent = self.indent if self.goes_on and last in _LISTS else indent
            return other_markup.NESTED if nested else None
        if self.goes_on and last == "numbers" and _COUNTED.match(words):
            return other_markup.MISCOUNTED
        return other_markup.NO_GAP if self.goes_on and last == "paragraph" and kind != "paragraph" and kind != "numbers" else None

    def add(self, words: str, offset: int) -> None:
        """Put one line where it belongs."""
        kind, taken = self.kind_of(words)
        last = self.out[-1][0] if self.goes_on else ""
        body = words[taken:].lstrip()
        offset += len(words) - len(body)
        if last == kind == "quotation":
            self.quoted(body, offset)
        elif last and not (last == kind and kind in _LISTS):
            self.out[-1][1][-1].add(words, offset + len(body) - len(words))
        elif not last:
            self.begin(kind, body, offset)
        else:
            self.item(body, offset)
        self.goes_on = kind != "heading" or bool(last)

    def kind_of(self, words: str) -> tuple[str, int]:
        """Name the kind of block that a line begins, and how many characters say so."""
        if words.startswith("- "):
            return "bullets", 2
        if words.startswith("## "):
            return "heading", 3
        if words.startswith("> ") or words == ">":
            return "quotation", 1
        last, items = self.out[-1] if self.out else ("", [])
        number = f"{len(items) + 1 if last == 'numbers' else 1}. "
        return ("numbers", len(number)) if words.startswith(number) else ("paragraph", 0)

    def begin(self, kind: str, body: str, offset: int) -> None:
        """Begin a block, or go on with a list after a blank line."""
        if not (self.out and self.out[-1][0] == kind and kind in _LISTS):
            self.out.append((kind, []))
        self.item(body, offset)

    def item(self, body: str, offset: int) -> None:
        """Begin an item of the last block, its only one where it is no list."""
        kind, items = self.out[-1]
        items.append(_Lines())
        kept = _KEPT_PLAIN.match(body) if kind == "paragraph" else None
        if kept:
            items[-1].add(kept.group(1), offset)
            items[-1].add(body[kept.end() :], offset + kept.end(), "")
        else:
            items[-1].add(body, offset)

    def quoted(self, body: str, offset: int) -> None:
        """Go on with a quotation; a bare `>` parts its paragraphs."""
        items = self.out[-1][1]
        if body:
            items[-1].add(body, offset)
        else:
            items.append(_Lines())

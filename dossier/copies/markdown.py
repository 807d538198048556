"""Galley -> a reading copy in Markdown: the same statements, numbers and citations as the PDF, for wikis, mail and comparison."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from dossier.blocks import (
    Beside,
    Block,
    Blocks,
    Card,
    Cards,
    Contents,
    Definitions,
    Endnotes,
    Entry,
    Figure,
    Galley,
    Heading,
    Items,
    Note,
    Paragraph,
    Quotation,
    Run,
    Section,
    Strip,
    Table,
    Text,
    plain,
    rewritten,
    text,
)
from dossier.copies import Finished
from dossier.copies.markup import EMPHASIS, STRONG, cell, escaped, inline, opening
from dossier.layout.page import PageMap
from dossier.typeset.setter import late_words

_BASES: Final = {"side.label": STRONG, "contents.title": STRONG, "standfirst": EMPHASIS}
_LIST: Final = re.compile(r"(- )|(\d+\. )")  # how a list of either kind begins
_ENDS: Final = (".", ":", "?", "!", "…")
_CITED: Final = ("#claim-", "#judgement-", "#question-", "#source-")  # what is known by its number
RECORD: Final = "source"  # the role of definitions that are long records, each under its number


def copy(brief: Finished) -> bytes:
    """Return a finished brief as a file in Markdown."""
    return markdown(brief.galley, brief.map).encode()


def markdown(galley: Galley, pages: PageMap) -> str:
    """Return a galley as Markdown. `pages` are those of the edition that was printed from it, which the list of sources names."""
    return _Copy(galley, pages).whole()


class _Copy:
    """Writes one galley. A block becomes chunks: stretches of lines with an empty line between them."""

    def __init__(self, galley: Galley, pages: PageMap) -> None:
        self.galley, self.pages = galley, pages
        self.notes: dict[int, Note] = {}
        self.paged = False
        self.anchors = _targets(galley)

    def whole(self) -> str:
        """Return the copy, between the markings."""
        galley = self.galley
        chunks = self.flow(galley.front)
        for section in _printed(galley):
            chunks += self.flow(section.blocks)
        chunks += [f"[^{number}]: {self.line(note.text)}" for number, note in sorted(self.notes.items())]
        chunks.append("---")
        if self.paged:
            chunks.append(self.line(text(galley.labels["paged"]), EMPHASIS))
        marks = [(Run(mark, "strong"),) for mark in (galley.banner, galley.marking, galley.labels.get("draft", "")) if mark]
        chunks.append(opening(" · ".join(self.line(part) for part in (*marks, text(galley.foot)) if part)))
        return _stacked(chunks) + "\n"

    def flow(self, content: Iterable[Block]) -> list[str]:
        """Return the chunks of some blocks."""
        return [chunk for block in content for chunk in _WRITERS[type(block)](self, block)]

    def line(self, content: Text, base: str = "") -> str:
        """Return a text as one line; the notes that it calls are kept for the end."""
        self.notes.update({run.note.number: run.note for run in content if run.note})
        return inline(self._linked(content), self._words, base)

    def said(self, block: Paragraph) -> str:
        """Return a paragraph as one line, with its anchor, safe at the beginning of a block."""
        return self.anchor(block.id) + opening(self.line(block.text, _BASES.get(block.role, "")))

    def anchor(self, id: str) -> str:
        """Return what a link to this id leads to; nothing where none does."""
        return f'<a id="{id}"></a>' if id in self.anchors else ""

    def _words(self, run: Run) -> str:
        if run.late is None:
            return run.text
        self.paged = True
        return late_words(run.late, self.pages, self.galley.labels)

    def _linked(self, content: Text) -> Text:
        """Keep the links of numbers and those that lead out; a name in running text stays a name."""
        return tuple(
            run._replace(link="") if run.link[:1] == "#" and run.link[1:] not in self.anchors else run for run in content
        )


# What may be linked ----------------------------------------------------------------------------------------------------
def _printed(galley: Galley) -> list[Section]:
    """Return the sections, but for one that holds only notes: these stand where Markdown has its footnotes."""
    return [section for section in galley.sections if not all(isinstance(block, Endnotes) for block in section.blocks[1:])]


def _targets(galley: Galley) -> frozenset[str]:
    """Return the ids to which the numbers in citations lead, and those of the sections."""
    found = {section.id for section in galley.sections}

    def look(words: Text) -> Text:
        for run in words:
            if run.link.startswith(_CITED):
                found.add(run.link[1:])
            if run.note:
                look(run.note.text)
        return words

    rewritten((galley.front, tuple(galley.sections)), look)
    return frozenset(found)


# Lists and what is in them ---------------------------------------------------------------------------------------------
def _stacked(chunks: Iterable[str]) -> str:
    """Put chunks one under the other; two lists of a kind in a row are kept apart, or they would be counted as one."""
    out: list[str] = []
    for chunk in chunks:
        kind = _LIST.match(chunk)
        if out and kind and (before := _LIST.match(out[-1])) and kind.lastindex == before.lastindex:
            out.append("<!-- -->")
        out.append(chunk)
    return "\n\n".join(out)


def _under(marker: str, body: str) -> str:
    """Put a marker before a body, the later lines of which stand level with its first."""
    first, *rest = body.split("\n")
    return "\n".join([marker + first, *(" " * len(marker) + line if line else "" for line in rest)])


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


# One function a kind of block ------------------------------------------------------------------------------------------
def _heading(copy: _Copy, block: Heading, before: Text = (), after: Text = ()) -> list[str]:
    """Write a heading: its number, its words, then the short label at the end of its line, or a foreign name."""
    number = block.number or plain(before)
    parts = [copy.line(part) for part in (block.text, after, block.tag) if part]
    words = (f"{escaped(number)}. " if number else "") + " · ".join(parts)
    if words.endswith("#"):  # a heading may be closed by such signs
        words = words[:-1] + "\\#"
    return [f"{'#' * block.level} {copy.anchor(block.id)}{words}", *copy.flow(block.side)]


def _paragraph(copy: _Copy, block: Paragraph) -> list[str]:
    line = copy.said(block)
    return [line, *copy.flow(block.side)] if line else copy.flow(block.side)


def _items(copy: _Copy, block: Items) -> list[str]:
    """Write a list; items of one paragraph each stand close."""
    numbers = block.kind == "number"
    items = [
        _under(f"{number}. " if numbers else "- ", _stacked(copy.flow(item)))
        for number, item in enumerate(block.items, block.start)
    ]
    loose = any(len(item) > 1 for item in block.items)
    return [("\n\n" if loose else "\n").join(items)] if items else []


def _definitions(copy: _Copy, block: Definitions) -> list[str]:
    """Write labels and what belongs to them as a list; a record of a source is an entry under its number."""
    if block.role == RECORD:
        return [chunk for label, content in block.rows for chunk in _numbered(copy, copy.line(label), content)]
    rows = []
    for label, content in block.rows:
        head = copy.line(label, STRONG)
        head = head if not head or plain(label).endswith(_ENDS) else copy.line((*label, Run(":")), STRONG)
        chunks = copy.flow(content)
        if len(content) > 1 and all(type(inner) is Paragraph for inner in content):
            rows.append(_under("- ", f"{head}\n{_bullets(chunks)}"))
        else:
            rows.append(_under("- ", _stacked([f"{head} {chunks[0]}".strip(), *chunks[1:]] if chunks else [head])))
    return ["\n".join(rows)] if rows else []


def _quotation(copy: _Copy, block: Quotation) -> list[str]:
    return [_quoted(opening(copy.line(block.text)))]


def _quoted(body: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in body.split("\n"))


def _entry(copy: _Copy, block: Entry) -> list[str]:
    return _numbered(copy, escaped(block.number), (*block.blocks, *block.side), block.id)


def _numbered(copy: _Copy, number: str, content: Blocks, id: str = "") -> list[str]:
    """Write a statement under its number, which no reader of Markdown counts anew, and as a list what hangs on it."""
    head = copy.anchor(id) + (f"**{number}{'.' * number.isdecimal()}** " if number else "")
    chunks: list[str] = []
    for is_said, same in groupby(content, lambda block: type(block) is Paragraph and not block.side):
        lines = copy.flow(same)
        if is_said and not chunks:
            chunks.append(head + lines.pop(0) if lines else head)
        chunks += ([_bullets(lines)] if is_said else lines) if lines else []
    return chunks


def _card(copy: _Copy, block: Card) -> list[str]:
    return [*_heading(copy, block.head, text(block.number), block.aside), *copy.flow(block.blocks)]


def _table(copy: _Copy, block: Table) -> list[str]:
    """Write a table; the paragraphs of a cell stand one under the other."""
    heads = [cell(copy.line(column.head)) for column in block.columns]
    rules = ["---:" if column.align in ("right", "decimal") else "---" for column in block.columns]
    rows = [[cell(_cell(copy, content)) for content in row] for row in block.rows]
    caption = [copy.anchor(block.id) + copy.line(block.caption, STRONG)] if block.caption else []
    return [*caption, "\n".join(f"| {' | '.join(row)} |" for row in (heads, rules, *rows))]


def _cell(copy: _Copy, content: Text | Blocks) -> str:
    if not content or isinstance(content[0], Run):
        return copy.line(content)  # type: ignore[arg-type]
    return "<br>".join(chunk.replace("\n", "<br>") for chunk in copy.flow(content))


def _strip(copy: _Copy, block: Strip) -> list[str]:
    return [_bullets(f"**{escaped(figure)}** {copy.line(words)}" for figure, words in block.figures)]


def _figure(copy: _Copy, block: Figure) -> list[str]:
    """Write the title of a drawing, then in words what it would show; how it is drawn is of no use without it.

    A logo shows nothing that the copy's foot doesn't say.
    """
    if block.role == "logo":
        return []
    words = (Run(copy.galley.labels["drawing"], "emphasis"), Run(f" {block.alt}"))
    title = [copy.anchor(block.id) + opening(copy.line(block.title))] if block.title else []
    return [*title, _quoted(opening(copy.line(words)))]


def _contents(copy: _Copy, block: Contents) -> list[str]:
    return [_bullets(f"[{escaped(section.title)}](#{section.id})" for section in _printed(copy.galley) if section.title)]


_WRITERS: Final[Mapping[type, Callable[[_Copy, Any], list[str]]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Definitions: _definitions,
    Quotation: _quotation,
    Entry: _entry,
    Card: _card,
    Cards: lambda copy, block: copy.flow(block.cards),
    Table: _table,
    Strip: _strip,
    Figure: _figure,
    Endnotes: lambda copy, block: [],
    Contents: _contents,
    Beside: lambda copy, block: copy.flow((*block.main, *block.side)),
}

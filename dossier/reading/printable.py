"""Text that will print: lines, prose, passages, after a look for the ways in which YAML loses words of them."""

from __future__ import annotations

import re
from typing import Final, TypeVar

from dossier.fields import Kind
from dossier.inline import Prose, TextBlock, other_markup, parse_passage, parse_prose
from dossier.problems import Problem
from dossier.reading.context import BAD, GAPS, Bad, Reading
from dossier.reading.nodes import Node

T = TypeVar("T")
_NEAR_GAP: Final = re.compile(r"not[ _-]?(stated|recorded)\.?", re.IGNORECASE)
_COMMENT: Final = re.compile(r"[ \t]+#(.?)")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_LINE_END: Final = re.compile(r"\n")
_ITEM: Final = re.compile(r"\n[ \t]*[-*] ")
_FIRST_ITEM: Final = re.compile(r">[^\n]*\n\s*[-*] ")


def author_text(reading: Reading, node: Node, kind: Kind[T]) -> str | Bad:
    """Return text that will print, after looking for the ways in which YAML loses words of it; BAD where there is none."""
    text = reading.text(node, kind)
    if text is BAD:
        return text
    near = _NEAR_GAP.fullmatch(text)
    if near and (text in GAPS or node.style == "plain"):
        word = f"not {near[1].lower()}"
        hint = f"write `{word}`" if text != word else "leave it out; only the fields that may have a gap take it"
        return reading.bad(f"'{text}' is a reserved value and no text", node.span, hint, "reserved-value")
    if node.style == "plain":
        _look_for_lost_words(reading, node)
    elif node.mark == ">" and "\n" not in text:
        _look_for_folded_items(reading, node, kind)
    return text


def _look_for_lost_words(reading: Reading, node: Node) -> None:
    """Tell of a comment after unquoted text, and of a list item that became part of it.

    A sign that hugs a word (`No. #3`) is meant as text far more often than as a comment, so it is an error; `# so` is a warning.
    """
    source = node.source.text
    comment = _COMMENT.match(source, node.end)
    if comment:
        span = node.source.span(comment.end() - 1 - len(comment[1]))
        hint = "put the text in quotes, or in a block (>-); a remark can stand on a line of its own"
        if comment[1].strip():
            reading.bad("everything from # on is a comment and lost to the text", span, hint, "comment-in-text")
        else:
            reading.warn("a comment cuts off this text here; was that meant?", span, hint, "comment-in-text")
    written = source[node.start : node.end]
    if "\n" in written:
        item = _ITEM.search(written)
        if item:
            span = node.source.span(node.start + item.end() - 2)
            hint = "a list begins on the line after its key; take the text away from the key's line, or make it the first item"
            reading.bad("this item has become part of the text above it", span, hint, "item-in-text")


def _look_for_folded_items(reading: Reading, node: Node, kind: Kind[T]) -> None:
    """Tell of a list whose items > has folded into one line; a paragraph that begins with an item is told as such."""
    first = _FIRST_ITEM.match(node.source.text, node.start, node.end)
    if first and kind.name != "passage":
        return
    if item := _ITEM.search(node.source.text, first.end() if first else node.start, node.end):
        span = node.source.span(item.end() - 2)
        other_markup.told(other_markup.FOLDED, lambda _: span, 0, 2, reading.problems)


def read_line(reading: Reading, node: Node, kind: Kind[str]) -> str | Bad:
    """Read one line of text, kept as written."""
    text = author_text(reading, node, kind)
    if text is BAD:
        return BAD
    if "\n" in text:
        span = node.place(text.index("\n"))
        return reading.bad("one line is wanted here, and the text has several", span, "fold them with >-", "several-lines")
    return text


def read_prose(reading: Reading, node: Node, kind: Kind[Prose]) -> Prose | Bad:
    """Read one paragraph of the inline language."""
    text = author_text(reading, node, kind)
    if text is BAD:
        return BAD
    gap = _BLANK_LINE.search(text) if node.mark == "|" else _LINE_END.search(text)
    if gap and text[gap.end() :].strip():
        message = "one paragraph is wanted here, and the text has several"
        reading.bad(message, node.place(gap.start()), "join them, or take a section of your own", "several-paragraphs")
    _tell_blocks(reading, node, text)
    prose = parse_prose(text, node.place, reading.problems)
    if prose.cites and not prose.plain.strip():
        return reading.bad(
            "there is a citation here, and no word that it could be of", node.span, "write the words before it", "citation"
        )
    return prose


def read_passage(reading: Reading, node: Node, kind: Kind[tuple[TextBlock, ...]]) -> tuple[TextBlock, ...] | Bad:
    """Read paragraphs, lists, quotations and headings."""
    text = author_text(reading, node, kind)
    if text is BAD:
        return BAD
    gap = _LINE_END.search(text) if node.mark == ">" else None
    if gap and text[gap.end() :].strip():
        message = "> folds the lines of this text: its paragraphs and lists become one paragraph"
        reading.bad(message, node.place(gap.start()), "write | in the place of >", "folded-text")
        found: list[Problem] = []
        passage = parse_passage(text, node.place, found)
        reading.problems += [it for it in found if it.name != other_markup.CHECK]  # what its blocks lose is said by that
        return passage
    return parse_passage(text, node.place, reading.problems)


def _tell_blocks(reading: Reading, node: Node, text: str) -> None:
    """Tell a list, a heading, a table or a quotation in a paragraph that can't have any; the first of them will do."""
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if found := other_markup.at_paragraph(words):
            other_markup.told(found, node.place, at + line.index(words[0]), len(words), reading.problems)
            return
        at += len(line) + 1

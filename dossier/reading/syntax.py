"""What libyaml says of broken YAML, in plain words, with the place that matters and what to do."""

from __future__ import annotations

import re
from typing import Final

from dossier.problems import Problem, Span, error
from dossier.reading.nodes import MAP, SCALAR, Node, Scalar
from dossier.reading.source import Source
from dossier.tuples import NamedTuple

_QUOTE: Final = "put the text in quotes, or in a block (>-) on the lines below"
_ALIGN: Final = "look at the indentation here and in the lines above; keys of one record start in the same column"
_BRACKETS: Final = "text that begins with [ or { has to stand in quotes, or in a block (>-)"
_INNER: Final = "put the whole text in quotes of the other kind, or in a block (>-) on the lines below"
_LESS: Final = "this line is indented less than the lines below it"
_MORE: Final = "this line is indented more than the lines below it"
DEEPEST: Final = 64
TOO_DEEP: Final = f"more than {DEEPEST} levels, one within the other"
_COLON: Final = "a colon within text"
_KEY_LIKE: Final = re.compile(r"[a-z][a-z_]*(?: |:\S)")
_TIGHT: Final = re.compile(r"[ -]*([a-z][\w-]*):(?=[{\[\"'])")
_PAIRS: Final = {"[": "]", "{": "}"}
_CHARACTERS: Final = {
    "\t": ("a tab stands where the line is indented", "indent with spaces"),
    "@": ("a value can't begin with @ unless it is quoted", _QUOTE + "; `cite:` takes the bare form: cite: 6"),
    "`": ("a value can't begin with ` unless it is quoted", _QUOTE),
    "%": ("a value can't begin with % unless it is quoted", _QUOTE),
}
# a piece of libyaml's message -> what is wrong; what to do; whether it is placed where it began, not where it was noticed
_MESSAGES: Final = (
    ("tab character", "a tab stands where the line is indented", "indent with spaces", False),
    ("mapping values are not", "a colon where no key can be", _ALIGN, False),
    ("block sequence entries", "a list begins in the middle of a line", "begin the list on the next line", False),
    ("mapping keys are not", "a value can't begin with ? and a blank unless it is quoted", _QUOTE, False),
    ("end of stream", "a quotation mark is opened and not closed", 'close it; inside double quotes, \\" is one', True),
    ("document indicator", "a quotation mark is opened and not closed", "close it", True),
    ("unknown escape", "a backslash with a letter that means nothing", "inside double quotes write \\\\", False),
    ("hexdecimal", "an escape without its hexadecimal digits", "write \\u and four digits", False),
    ("character escape code", "an escape that names no character", "write the character itself", False),
    ("alphabetic or numeric", "a value can't begin with * or & unless it is quoted", _QUOTE, True),
    ("comment or line break", "text on the line of a block's | or >", "begin the text on the next line", False),
    ("indentation indicator", "a block's | or > with an indentation that isn't 1 to 9", "leave the digit out", False),
    ("leading all spaces", "a blank line of a block is indented further than its text", _ALIGN, False),
    ("',' or ']'", "a list in [ ] is not closed, or lacks a comma", "close it, or write the list in lines with -", True),
    ("',' or '}'", "a record in { } is not closed, or lacks a comma", "close it, or write one key a line", True),
    ("'-' indicator", "a line that isn't an item stands among the items of a list", _ALIGN, False),
    ("node content", "a value can't begin with this sign unless it is quoted", _QUOTE, False),
    ("expected ':'", "a line without a colon where a key is wanted", "write `key: value`, or indent it as text", True),
    ("expected key", "something is left over here that is no key", _ALIGN, False),
    ("document start", "something is left over here that isn't part of the document", _ALIGN, False),
    ("directive", "a % at the beginning of a line", "take it out", False),
    ("scanning a tag", "a value can't begin with ! unless it is quoted", _QUOTE, True),
    ("parsing a tag", "a value can't begin with ! unless it is quoted", _QUOTE, True),
    ("undefined tag handle", "a value can't begin with ! unless it is quoted", _QUOTE, False),
)


class Explained(NamedTuple):
    """A problem, its place as an index in the text, and whether it is a colon that was meant as text."""

    problem: Problem
    place: int
    colon: bool = False


def explain(said: str, began: int, noticed: int, source: Source, last: Node | None) -> Explained:
    """Turn what libyaml said into a problem; `began` and `noticed` are indices.

    `last` is the node that was finished last; where the error comes from it, it is marked as cut short.
    """
    found = None
    if last is not None:
        if "mapping values are not" in said and last.kind == SCALAR and last.style == "plain":
            found = _colon_in_text(last, noticed, source)
        elif "expected key" in said or "'-' indicator" in said:
            found = _text_after(last, noticed, source) or _first_line_astray(last, began, noticed, source)
    if found is not None:
        return Explained(found, noticed, found.message == _COLON)
    character = source.text[noticed : noticed + 1]
    if "cannot start any token" in said and character in _CHARACTERS:
        message, hint = _CHARACTERS[character]
        return Explained(_broken(message, source.span(noticed), hint), noticed)
    if "maximum nesting depth" in said:  # libyaml 0.2.6 and later, which looks ahead, may stop before we do
        return Explained(error(TOO_DEEP, source.span(noticed), _BRACKETS, "too-deep"), noticed)
    for piece, message, hint, from_start in _MESSAGES:
        if piece in said:
            index = began if from_start else noticed
            return Explained(_broken(message, _on_text(source, index), hint), index)
    return Explained(_broken(f"this is not YAML: {said}", _on_text(source, noticed), _QUOTE), noticed)


def _broken(message: str, span: Span, hint: str) -> Problem:
    return error(message, span, hint, "yaml-syntax")


def _colon_in_text(last: Scalar, noticed: int, source: Source) -> Problem:
    """Explain a colon where text was being read: it belongs to the text, or the indentation made a key part of the text above."""
    last.partial = not source.text[last.end : noticed].strip()
    line = source.span(noticed).line - 1
    if tight := _TIGHT.match(source.line(last.line)):
        return _broken("no blank after this colon", Span(source.name, last.line + 1, tight.end()), f"write `{tight[1]}: `")
    if not last.partial or line == last.line:
        return _broken(_COLON, _on_text(source, noticed), _QUOTE)
    column, first = _indent(source.line(line)), source.line(last.line)
    if last.column == _indent(first) == column and _KEY_LIKE.match(last.value):
        return _broken("a line without a colon where a key is wanted", last.span, "write `key: value`")
    if last.column == _indent(first) < column:
        return _broken("a line without a colon where a key is wanted", last.span, "put a colon behind it")
    if last.column > _indent(first) and _following(source, line) == column:
        return _broken(_LESS, Span(source.name, last.line + 1, _indent(first) + 1), _ALIGN)
    return _broken("this line is indented as if it went on with the text above", Span(source.name, line + 1, column + 1), _ALIGN)


def _text_after(last: Node, noticed: int, source: Source) -> Problem | None:
    """Explain text that follows a closing bracket or quotation mark in the same line; None where there is none."""
    if "\n" in source.text[last.end : noticed]:
        return None
    if last.kind != SCALAR and last.style == "flow":
        last.partial = True
        bracket = source.text[last.start]
        return _broken(f"text goes on after {bracket} … {_PAIRS[bracket]}", source.span(last.start), _BRACKETS)
    if last.style == "quoted":
        last.partial = True
        return _broken("text goes on after the closing quotation mark", source.span(noticed), _INNER)
    return None


def _first_line_astray(last: Node, began: int, noticed: int, source: Source) -> Problem | None:
    """Blame the first line of a record where the lines after it agree with each other; None where they don't."""
    place = source.span(noticed)
    column = place.column - 1
    if _following(source, place.line - 1) != column:
        return None
    if last.kind == MAP and last.style == "block" and len(last.value) == 1 and last.column > column:
        return _broken(_MORE, Span(source.name, last.line + 1, last.column + 1), _ALIGN)
    start = source.span(began)
    if source.text[began : began + 1] == "-" and start.column - 1 == column and place.line - start.line == 1:
        return _broken("an item (-) stands where the lines below are keys", start, "take the - out, or begin each item with one")
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _following(source: Source, line: int) -> int:
    """Return the column of the next line that says something, both from 0; -1 where there is none."""
    for text in source.lines[line + 1 :]:
        if text.strip() and not text.lstrip().startswith("#"):
            return _indent(text)
    return -1


def _on_text(source: Source, index: int) -> Span:
    """Return the place of an index; past the end, that of the last character."""
    return source.span(min(index, max(0, len(source.text.rstrip()) - 1)) if index >= len(source.text) else index)

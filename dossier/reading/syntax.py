"""What libyaml says of broken YAML, in plain words, with the place that matters and what to do."""

from __future__ import annotations

from typing import Final

from dossier.problems import Problem, Span, error
from dossier.reading.nodes import SCALAR, Node
from dossier.reading.source import Source

_QUOTE: Final = "put the text in quotes, or in a block (>-) on the lines below"
_ALIGN: Final = "look at the indentation here and in the lines above; keys of one record start in the same column"
_BRACKETS: Final = "text that begins with [ or { has to stand in quotes, or in a block (>-)"
_INNER: Final = "put the whole text in quotes of the other kind, or in a block (>-) on the lines below"
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


def explain(said: str, began: int, noticed: int, source: Source, last: Node | None) -> tuple[Problem, int]:
    """Turn what libyaml said into a problem, and return the index of its place; `began` and `noticed` are indices too.

    `last` is the node that was finished last; where the error comes from it, it is marked as cut short.
    """
    problem = _after(last, said, noticed, source) if last is not None else None
    if problem is not None:
        return problem, noticed
    character = source.text[noticed : noticed + 1]
    if "cannot start any token" in said and character in _CHARACTERS:
        message, hint = _CHARACTERS[character]
        return error(message, source.span(noticed), hint, "yaml-syntax"), noticed
    for piece, message, hint, from_start in _MESSAGES:
        if piece in said:
            index = began if from_start else noticed
            return error(message, _on_text(source, index), hint, "yaml-syntax"), index
    return error(f"this is not YAML: {said}", _on_text(source, noticed), _QUOTE, "yaml-syntax"), noticed


def _after(last: Node, said: str, noticed: int, source: Source) -> Problem | None:
    """Explain what follows a value that was thought to be complete; None where it isn't that."""
    before = source.text[last.start : noticed]
    if "mapping values are not" in said and last.kind == SCALAR and last.style == "plain":
        last.partial = source.text[last.end : noticed].strip() == ""
        if last.partial and "\n" in before:
            line = source.text.rfind("\n", 0, noticed) + 1
            span = source.span(line + len(source.text[line:noticed]) - len(source.text[line:noticed].lstrip()))
            return error("this line is indented as if it went on with the text above", span, _ALIGN, "yaml-syntax")
        return error("a colon within text", _on_text(source, noticed), _QUOTE, "yaml-syntax")
    if "expected key" not in said or "\n" in source.text[last.end : noticed]:
        return None
    if last.kind != SCALAR and last.style == "flow":
        last.partial = True
        bracket = source.text[last.start]
        return error(f"text goes on after {bracket} … {_PAIRS[bracket]}", source.span(last.start), _BRACKETS, "yaml-syntax")
    if last.style == "quoted":
        last.partial = True
        return error("text goes on after the closing quotation mark", source.span(noticed), _INNER, "yaml-syntax")
    return None


def _on_text(source: Source, index: int) -> Span:
    """Return the place of an index; past the end, that of the last character."""
    return source.span(min(index, max(0, len(source.text.rstrip()) - 1)) if index >= len(source.text) else index)

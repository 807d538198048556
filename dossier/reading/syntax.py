"""What libyaml says of broken YAML, in plain words, with the place that matters and what to do."""

from __future__ import annotations

from typing import Final

from dossier.problems import Problem, Span, error
from dossier.reading.source import Source

_QUOTE: Final = "put the text in quotes, or in a block (>-) on the lines below"
_ALIGN: Final = "look at the indentation here and in the lines above; keys of one record start in the same column"
_CHARACTERS: Final = {
    "\t": ("a tab stands where the line is indented", "indent with spaces"),
    "@": ("a value can't begin with @ unless it is quoted", _QUOTE + "; `cite:` takes the bare form: cite: 6"),
    "`": ("a value can't begin with ` unless it is quoted", _QUOTE),
    "%": ("a value can't begin with % unless it is quoted", _QUOTE),
}
# a piece of libyaml's message -> what is wrong; what to do; whether it is placed where it began, not where it was noticed
_MESSAGES: Final = (
    ("tab character", "a tab stands where the line is indented", "indent with spaces", False),
    ("mapping values are not", "a second colon in one line, or a line indented too far", _QUOTE + "; or " + _ALIGN, False),
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
    ("expected key", "something is left over here that is no key", _QUOTE + "; or " + _ALIGN, False),
    ("document start", "something is left over here that isn't part of the document", _ALIGN, False),
    ("directive", "a % at the beginning of a line", "take it out", False),
    ("scanning a tag", "a value can't begin with ! unless it is quoted", _QUOTE, True),
    ("parsing a tag", "a value can't begin with ! unless it is quoted", _QUOTE, True),
    ("undefined tag handle", "a value can't begin with ! unless it is quoted", _QUOTE, False),
)


def explain(context: str, problem: str, began: int, noticed: int, source: Source) -> tuple[Problem, int]:
    """Turn libyaml's error into a problem, and return the index of its place; `began` and `noticed` are indices too."""
    character = source.text[noticed : noticed + 1]
    if "cannot start any token" in problem and character in _CHARACTERS:
        message, hint = _CHARACTERS[character]
        return error(message, source.span(noticed), hint, "yaml-syntax"), noticed
    said = f"{problem} {context}"
    for piece, message, hint, from_start in _MESSAGES:
        if piece in said:
            index = began if from_start else noticed
            return error(message, _on_text(source, index), hint, "yaml-syntax"), index
    return error(f"this is not YAML: {problem or context}", _on_text(source, noticed), _QUOTE, "yaml-syntax"), noticed


def _on_text(source: Source, index: int) -> Span:
    """Return the place of an index; past the end, that of the last character."""
    return source.span(min(index, max(0, len(source.text.rstrip()) - 1)) if index >= len(source.text) else index)

"""Characters that no face of the style can draw -> problems at their very place: nothing is printed as an empty box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from dossier.blocks import Galley, Run
from dossier.problems import Problem, Span, error, lines_of
from dossier.styling.style import Style, TextStyle
from dossier.text.faces import FontBook

PLACES = 3  # places of one character that are told
_ASCII = bytes(range(128))


def uncovered(galley: Galley, style: Style, book: FontBook, source: str, name: str) -> list[Problem]:
    """Return a problem for each character of the galley that no face has, at its first places in the text of the file `name`."""
    beyond_ascii = source.encode().translate(None, _ASCII).decode()
    suspects = _missing(set(beyond_ascii), style, book)
    if not suspects and "\\" not in source:
        return []
    missing = _missing({c for words in texts(galley) for c in words if not c.isascii()}, style, book)
    return [problem for char in sorted(missing) for problem in _problems(char, source, name)]


def _missing(characters: Iterable[str], style: Style, book: FontBook) -> set[str]:
    """Return those that the chain of faces of any family in use lacks."""
    words = "".join(sorted(c for c in characters if not c.isascii()))
    return {c for family in style.families() for c in book.missing(words, TextStyle(family))} if words else set()


def texts(galley: Galley) -> Iterator[str]:
    """Yield every stretch of text of a galley."""
    yield from (galley.title, galley.foot, galley.marking, galley.banner)
    stack: list[object] = [galley.front, galley.sections]
    while stack:
        part = stack.pop()
        if type(part) is Run:
            yield part.text
            if part.note:
                stack.extend(part.note.text)
        elif isinstance(part, str):
            yield part
        elif isinstance(part, (tuple, list)):
            stack.extend(part)


def _problems(char: str, source: str, name: str) -> Iterator[Problem]:
    called = unicodedata.name(char, "a character without a name")
    message = f"no typeface of the style has {char!r} (U+{ord(char):04X}, {called})"
    hint = "write it in another way, or name a typeface that has it in the style sheet"
    places: list[Span | None] = list(_places(char, source, name))
    for span in places or [None]:
        yield error(message, span, hint, "no-glyph")


def _places(char: str, source: str, name: str) -> Iterator[Span]:
    """Yield the first places of a character in the text of a file, as itself or escaped."""
    left = PLACES
    escapes = {f"\\u{ord(char):04x}", f"\\U{ord(char):08x}", f"\\x{ord(char):02x}"}
    for number, line in enumerate(lines_of(source), 1):
        at = line.find(char)
        length = 1
        if at < 0 and "\\" in line:
            lower = line.lower()
            at, length = max((lower.find(escape.lower()), len(escape)) for escape in escapes)
        if at >= 0:
            yield Span(name, number, at + 1, length)
            left -= 1
            if not left:
                return

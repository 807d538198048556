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


def uncovered(printed: Iterable[str], style: Style, book: FontBook, source: str, name: str) -> list[Problem]:
    """Return a problem for each character of what is printed that no face has, at its first places in the file `name`."""
    beyond_ascii = source.encode().translate(None, _ASCII).decode()
    suspects = _missing(set(beyond_ascii), style, book)
    if not suspects and "\\" not in source:
        return []
    missing = _missing({c for words in printed for c in words if not c.isascii()}, style, book)
    return [problem for char in sorted(missing) for problem in _problems(char, source, name, style, book)]


def _missing(characters: Iterable[str], style: Style, book: FontBook) -> set[str]:
    """Return those that the chain of faces of any family in use lacks."""
    words = "".join(sorted(c for c in characters if not c.isascii()))
    families = [family for family in style.families() if family in book.families]
    return {c for family in families for c in book.missing(words, TextStyle(family))} if words else set()


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


def _problems(char: str, source: str, name: str, style: Style, book: FontBook) -> Iterator[Problem]:
    """Tell a character at its first places, and at the last of these in how many lines more it stands."""
    called = unicodedata.name(char, "a character without a name")
    message = f"no typeface of the style has {char!r} (U+{ord(char):04X}, {called})"
    hint = _way_out(char, style, book)
    places: list[Span | None] = [*_places(char, source, name)]
    for span in places[:PLACES] or [None]:
        yield error(message, span, hint, "no-glyph")
    if (rest := len(places) - PLACES) > 0:
        more = f"{message}; {rest} more line{'s have' if rest > 1 else ' has'} it"
        yield error(more, places[PLACES], hint, "no-glyph")


def _way_out(char: str, style: Style, book: FontBook) -> str:
    """Say what can be done about a character: another one that means the same, a typeface that is there, Latin letters."""
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and plain.strip() and not _missing(plain, style, book):
        return f"write {plain}"
    having = [family for family in book.families if char in book.file(family).covers]
    if having:
        return f"{having[0]} has it: `font: {having[0]}` in a style sheet, for the words that have it"
    if unicodedata.category(char)[0] in "LM":
        return "no typeface here has this script: write it in Latin letters, and leave out what stands under `native` in it"
    return "no typeface here has this sign: say it in words, or take it out"


def _places(char: str, source: str, name: str) -> list[Span]:
    """Return the places of a character in the text of a file, one a line, as itself or escaped; not those in remarks."""
    found: list[Span] = []
    escapes = {f"\\u{ord(char):04x}", f"\\U{ord(char):08x}", f"\\x{ord(char):02x}"}
    for number, line in enumerate(lines_of(source), 1):
        at, length = line.find(char), 1
        if at < 0 and "\\" in line:
            lower = line.lower()
            at, length = max((lower.find(escape.lower()), len(escape)) for escape in escapes)
        if at >= 0 and not line.lstrip().startswith("#"):
            found.append(Span(name, number, at + 1, length))
    return found

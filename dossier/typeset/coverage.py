"""What no face of the style can draw -> problems at its very place: characters that all lack, letters under a heap of marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dossier.blocks import Galley, Run
from dossier.inline.piles import MOST_MARKS, Pile, piles
from dossier.problems import Problem, Span, error, lines_of
from dossier.styling.style import Style, TextStyle
from dossier.text.faces import FontBook
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.texts.pinned import PinnedText

PLACES = 3  # places of one character that are told
_ASCII = bytes(range(128))


class Written(NamedTuple):
    """A stretch of a file: the file's name, the number of the line where it begins, its text."""

    file: str
    line: int
    text: str


def uncovered(
    printed: Iterable[str], style: Style, book: FontBook, source: str, name: str, pinned: Iterable[PinnedText] = ()
) -> list[Problem]:
    """Return a problem for all of what is printed that no face can draw, at its first places in the file `name`.

    What isn't there is looked for in the pinned texts, paragraphs of which may be printed.
    """
    files = [Written(name, 1, source)]
    files += [Written(text.name, part.line, part.text) for text in pinned for part in text.paragraphs.values()]
    beyond_ascii = set("".join([file.text.encode().translate(None, _ASCII).decode() for file in files]))
    marked = any(unicodedata.category(char)[0] == "M" for char in beyond_ascii)
    if not marked and "\\" not in source and not _missing(beyond_ascii, style, book):
        return []
    said = [words for words in printed if not words.isascii()]
    missing = _missing({char for words in said for char in words}, style, book)
    problems = [problem for char in sorted(missing) for problem in _lacking(char, files, style, book)]
    heaps = {pile.text: pile for words in said for pile in piles(words)}
    return problems + [_heaped(pile, files) for pile in heaps.values()]


def _missing(characters: Iterable[str], style: Style, book: FontBook) -> set[str]:
    """Return those that the chain of faces of any family in use lacks."""
    words = "".join(sorted(c for c in characters if not c.isascii()))
    families = [family for family in style.families() if family in book.families]
    return {c for family in families for c in book.missing(words, TextStyle(family))} if words else set()


def texts(galley: Galley) -> Iterator[str]:
    """Yield every stretch of text of a galley."""
    yield from (galley.title, galley.running, galley.foot, galley.marking, galley.banner)
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


def _lacking(char: str, files: Sequence[Written], style: Style, book: FontBook) -> Iterator[Problem]:
    """Tell a character at its first places, and at the last of these in how many lines more it stands."""
    called = unicodedata.name(char, "a character without a name")
    message = f"no typeface of the style has {char!r} (U+{ord(char):04X}, {called})"
    hint = _way_out(char, style, book)
    places: list[Span | None] = [*_places(char, files)]
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


def _heaped(pile: Pile, files: Sequence[Written]) -> Problem:
    """Tell of a letter under too many marks, at its first place."""
    letter = pile.text[0]
    message = f"{pile.marks} marks stand on one letter, {letter!r} (U+{ord(letter):04X}); more than {MOST_MARKS} can't be drawn"
    places = _places(pile.text, files) or _places(pile.text[1], files)
    span = places[0]._replace(length=1) if places else None
    return error(message, span, "leave out those that no language asks for", "too-many-marks")


def _places(words: str, files: Sequence[Written]) -> list[Span]:
    """Return where a character stands, or several, in texts of files, one place a line, as itself or escaped; not in remarks."""
    found: list[Span] = []
    escapes = {"".join([form.format(ord(char)) for char in words]) for form in ("\\u{:04x}", "\\U{:08x}", "\\x{:02x}")}
    for file, first, text in files:
        for number, line in enumerate(lines_of(text), first):
            at, length = line.find(words), len(words)
            if at < 0 and "\\" in line:
                lower = line.lower()
                at, length = max((lower.find(escape.lower()), len(escape)) for escape in escapes)
            if at >= 0 and not line.lstrip().startswith("#"):
                found.append(Span(file, number, at + 1, length))
    return found

"""The text of a file: bytes -> Unicode, with the characters that have no place in a brief named and taken out."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import Final

from dossier.problems import Problem, Span, error
from dossier.reading import foreign

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_REPORTS: Final = 20
_BIDI: Final = "\u202a-\u202e"
_BREAKS: Final = "\x85\u2028\u2029"
_LAST_TWO: Final = "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
# Surrogates stand for undecodable bytes (PEP 383); U+FEFF is a byte order mark, and within a text it is debris of joined files.
_FORBIDDEN: Final = f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef{_BREAKS}{_BIDI}{_LAST_TWO}]"
_PLAIN: Final = bytes([9, 10, 13, *range(32, 127)])


@cache  # seldom needed, and slow to compile
def forbidden() -> re.Pattern[str]:
    """Return the pattern of a character that has no place in a brief; `str.isprintable` holds for none of them."""
    return re.compile(_FORBIDDEN)


class Source:
    r"""A file's name and its text, and where its lines start; `line` and `column` of a place count from 1, in characters.

    Only \n, \r and \r\n may end a line in the text.
    """

    __slots__ = ("_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The index of the first character of each line, and of the end of the text."""
        if self._starts is None:
            self._starts = [0, *accumulate(map(len, self.text.splitlines(keepends=True)))]
        return self._starts

    @property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.splitlines()

    def line(self, number: int) -> str:
        """Return a line by its number, counted from 0, without its end; '' past the end of the text."""
        starts = self.starts
        return self.text[starts[number] : starts[number + 1]].rstrip("\r\n") if number + 1 < len(starts) else ""

    def span(self, index: int, length: int = 1) -> Span:
        """Return the place of a character by its index in the text."""
        starts = self.starts
        line = bisect_right(starts, index)
        return Span(self.name, line, index - starts[line - 1] + 1, length)


def decode(data: bytes, name: str) -> tuple[Source, list[Problem]]:
    """Turn bytes into text, strictly as UTF-8 (a byte order mark before it is dropped).

    Each byte and character that can't stay is reported and replaced by U+FFFD, so that reading can go on in the same columns.
    Returns an empty text where there is nothing to go on with.
    """
    nothing, size = Source(name, ""), len(data)
    top = Span(name, 1, 1)
    if size > MOST_BYTES:
        return nothing, [error(f"the file has {size:,} bytes; the most is {MOST_BYTES:,}", top, name="file-size")]
    if _is_clean(data) and not data[:200].lstrip().startswith(b"<"):
        return Source(name, data.removeprefix(b"\xef\xbb\xbf").decode()), []
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or foreign.is_wide(data):
        return nothing, [error("the file is written in UTF-16", top, "save it as UTF-8", "encoding")]
    if kind := foreign.kind_of(data) or ("a page in HTML" if foreign.is_html(data) else ""):
        hint = "what is wanted here is a text file in YAML; `dossier new ID` starts a dossier"
        return nothing, [error(f"the file is {kind}", top, hint, "no-text")]
    data = data.removeprefix(b"\xef\xbb\xbf")
    text = data.decode("utf-8", "surrogateescape")
    found = list(forbidden().finditer(text))
    source = Source(name, forbidden().sub("\ufffd", text))
    bytes_of_others = [match for match in found if "\udc80" <= match[0] <= "\udcff"]
    problems = _undecodable(text, bytes_of_others, size, source) if bytes_of_others else []
    found = [match for match in found if match not in bytes_of_others]
    problems += [error(*described(match[0], source.span(match.start()))) for match in found[:MOST_REPORTS]]
    if len(found) > MOST_REPORTS:
        rest = len(found) - MOST_REPORTS
        problems.append(error(f"{rest} more characters like these", source.span(found[MOST_REPORTS].start()), name="character"))
    return source, problems


def _is_clean(data: bytes) -> bool:
    """Say whether these bytes are UTF-8 without a forbidden character; the few that aren't plain ASCII are looked at."""
    try:
        data.decode()
        unusual = data.translate(None, _PLAIN).decode()
        return unusual.isprintable() or not forbidden().search(unusual)
    except UnicodeDecodeError:
        return False


def _undecodable(text: str, found: list[re.Match[str]], size: int, source: Source) -> list[Problem]:
    """Tell the first byte that isn't UTF-8, and in how many lines there are others: all come of one way of saving."""
    index, character = found[0].start(), found[0][0]
    ahead = size - len(text[index:].encode("utf-8", "surrogateescape"))
    message = f"byte 0x{ord(character) - 0xDC00:02X} at offset {ahead} is not UTF-8"
    others = dict.fromkeys(source.span(match.start()).line for match in found[1:])
    more = f"; others are in line{'s' * (len(others) > 1)} {', '.join(map(str, list(others)[:8]))}" if others else ""
    more += f" and {len(others) - 8} more" if len(others) > 8 else ""
    hint = f"save the file as UTF-8; it looks like Windows-1252 or Latin-1{more}"
    return [error(message, source.span(index), hint, "encoding")]


def described(character: str, span: Span) -> tuple[str, Span, str, str]:
    """Return message, place, hint and check name for a character that is not allowed."""
    number = f"U+{ord(character):04X}"
    if character in "\u202a\u202b\u202c\u202d\u202e":
        hint = "take it out; the direction is found from the letters, and isolates (U+2066 to U+2069) may guide it"
        return f"{number} overrides the direction of text", span, hint, "bidi-override"
    if character in _BREAKS:
        return f"{number} is a line end that editors don't count", span, "end the line the usual way", "character"
    if character == "\ufeff":
        return f"{number}, a byte order mark, inside the text", span, "take it out", "character"
    kind = "is no character" if ord(character) >= 0xD800 else "is a control character"
    return f"{number} {kind}", span, "take it out", "character"

"""The bytes of a pinned text -> Unicode: UTF-8, or UTF-16 with a byte order mark. What is neither is named by its byte."""

from __future__ import annotations

from typing import Final

from dossier.problems import Problem, Span, error
from dossier.reading import foreign
from dossier.reading.source import Source, described, forbidden

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_BREAKS: Final = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"))  # line ends of word processors


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Return the text of a file with line ends as `\\n`, and what is wrong with it; `name` is what problems call the file."""
    wide = data[:2] in _UTF16
    if kind := "" if wide else foreign.kind_of(data):
        return "", [error(f"{name} is {kind}, not a text", Span(name, 1, 1), foreign.TO_TEXT, "no-text")]
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as wrong:
        return "", [_undecodable(data, wrong, name, "UTF-16" if wide else "UTF-8")]
    if "\0" in text:
        return "", [_holds_nul(data, text, name)]
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    source = Source(name, text)
    found = forbidden().search(text)
    return text, [error(*described(found[0], source.span(found.start())))] if found else []


def _undecodable(data: bytes, wrong: UnicodeDecodeError, name: str, wanted: str) -> Problem:
    line = data.count(b"\n", 0, wrong.start) + 1
    column = wrong.start - data.rfind(b"\n", 0, wrong.start)
    at = min(wrong.start, len(data) - 1)
    message = f"byte 0x{data[at]:02X} at offset {at} is not {wanted}"
    hint = "save the text as UTF-8; it looks like Windows-1252 or Latin-1" if wanted == "UTF-8" else "save the text as UTF-8"
    return error(message, Span(name, line, column) if wanted == "UTF-8" else Span(name, 1, 1), hint, "encoding")


def _holds_nul(data: bytes, text: str, name: str) -> Problem:
    """Tell a NUL; where every other byte is one, this is UTF-16 without its mark."""
    at = text.index("\0")
    every_other = data.count(0) * 3 > len(data)
    hint = (
        "this looks like UTF-16 without a byte order mark; save it as UTF-8" if every_other else "a text has no such characters"
    )
    return error(f"a NUL character at offset {at}", Source(name, text).span(at), hint, "encoding")

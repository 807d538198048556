"""Straight quotation marks and apostrophes of the author -> those of the language; nothing else is touched."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.saying.wording import Marks

_BEFORE_OPENING = frozenset("([{<«“„‘‚‹—–-/|=")
_APOSTROPHE = "’"
_DEEPEST = 8  # nobody nests quotations further; more is hostile text, and costs time


def typographic(pieces: Sequence[str], marks: Marks, fixed: Sequence[bool] = ()) -> list[str]:
    """Return the pieces of one paragraph with quotation marks set by nesting: the outer pair first, then the inner pair.

    A mark may open in one piece and close in another. Pieces with `fixed` (code) stay as they are. A mark that closes nothing
    stays straight if it is double (an inch) and is an apostrophe if it is single.
    """
    whole = "".join(pieces)
    if '"' not in whole and "'" not in whole:
        return list(pieces)
    skip = _fixed_places(pieces, fixed)
    out = list(whole)
    open_marks: list[tuple[str, int]] = []
    last = _last_closing(whole)
    for place, char in enumerate(whole):
        if char in "\"'" and place not in skip:
            out[place] = _mark(whole, place, open_marks, last, marks)
    result: list[str] = []
    start = 0
    for piece in pieces:
        result.append("".join(out[start : start + len(piece)]))
        start += len(piece)
    return result


def _fixed_places(pieces: Sequence[str], fixed: Sequence[bool]) -> set[int]:
    places: set[int] = set()
    start = 0
    for index, piece in enumerate(pieces):
        if index < len(fixed) and fixed[index]:
            places.update(range(start, start + len(piece)))
        start += len(piece)
    return places


def _mark(whole: str, place: int, open_marks: list[tuple[str, int]], last: dict[str, int], marks: Marks) -> str:
    """Return what the straight mark at `place` becomes, and keep the marks that are open, each with its place."""
    char = whole[place]
    before = whole[place - 1] if place else " "
    after = whole[place + 1] if place + 1 < len(whole) else " "
    if char == "'" and before.isalnum() and after.isalnum():
        return _APOSTROPHE
    is_open = any(mark == char for mark, _ in open_marks)
    within = bool(open_marks) and open_marks[-1][1] == place - 1
    closes_later = place < last[char] and not (char == "'" and after.isdigit())  # '90s
    starts = (before.isspace() or before in _BEFORE_OPENING or within) and not after.isspace()
    if starts and len(open_marks) < _DEEPEST and (closes_later or (char == '"' and not is_open)):
        open_marks.append((char, place))
        return marks.open if len(open_marks) % 2 else marks.inner_open
    if is_open and not starts:
        while open_marks[-1][0] != char:  # an inner mark that was never closed
            open_marks.pop()
        outer = len(open_marks) % 2
        open_marks.pop()
        return marks.close if outer else marks.inner_close
    return _APOSTROPHE if char == "'" else char


def _last_closing(whole: str) -> dict[str, int]:
    """Return for each kind of mark the last place where it can end a word: only a mark before that place can open."""
    last = {}
    for char in "\"'":
        place = whole.rfind(char)
        while place > 0 and (whole[place - 1].isspace() or whole[place + 1 : place + 2].isalnum()):
            place = whole.rfind(char, 0, place)
        last[char] = place
    return last


def spoken(words: str, marks: Marks) -> str:
    """Put the language's quotation marks round somebody's words; the words stay as they are."""
    return f"{marks.open}{words}{marks.close}"

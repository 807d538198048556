"""Text -> letters under more combining marks than can be drawn: an accent or two is language, a hundred are an attack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

MOST_MARKS: Final = 32  # no script asks for a third of it; Unicode's own limit for streams is 30 (UAX#15, 13)
_FEW: Final = re.compile(r"[\u0300-\U0010ffff]")  # the first mark of all, and all that may be one
_BETWEEN: Final = "\u200c\u200d\u2060\ufeff\u00ad\u200b"  # they draw nothing, and part no mark from its letter


class Pile(NamedTuple):
    """A letter and the marks on it, as written; how many these are; where in the text it begins."""

    text: str
    marks: int
    start: int


def piles(text: str) -> Iterator[Pile]:
    """Yield the letters of a text that bear more than `MOST_MARKS` marks."""
    if len(text) <= MOST_MARKS or not _FEW.search(text):
        return
    start = marks = 0
    for at, char in enumerate(text):
        if char >= "\u0300" and unicodedata.category(char)[0] == "M":
            marks += 1
        elif char not in _BETWEEN:
            if marks > MOST_MARKS:
                yield Pile(text[start:at], marks, start)
            start, marks = at, 0
    if marks > MOST_MARKS:
        yield Pile(text[start:], marks, start)

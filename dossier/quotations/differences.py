"""Say how a quotation differs from the passage that is most like it: in words, and in few of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from dossier.quotations.matching import Passage
from dossier.quotations.parsing import Words
from dossier.quotations.words import is_word
from dossier.tuples import NamedTuple

_COMPARED: Final = 400  # words on each side: a search for likeness takes time with the square of it
_SHOWN: Final = 3  # differences
_LONGEST: Final = 12  # words of one difference, or of what stands round it
_ALIKE: Final = 0.5  # the part of the words that must be there before a passage is called near
_TIGHT: Final = frozenset(",.;:!?…)]'")


class Nearest(NamedTuple):
    """The passage that is most like a quotation: its label, its words round the first difference, and the differences.

    `word` is what the first difference is written as, with the word before where that is needed to find it;
    '' for words left out.
    """

    label: str
    around: str
    differences: str
    word: str


def nearest(quoted: Words, passages: Sequence[Passage]) -> Nearest | None:
    """Return the passage that is most like a quotation, and how they differ; None where none is like it."""
    wanted = Counter(word for word in quoted if is_word(word))
    if not wanted:
        return None
    shared = [sum(min(count, len(passage.places.get(w, ()))) for w, count in wanted.items()) for passage in passages]
    best = max(range(len(passages)), key=shared.__getitem__, default=-1)
    if best < 0 or shared[best] < max(1, _ALIKE * wanted.total()):
        return None
    here, there = _trimmed(quoted, passages[best])
    return Nearest(passages[best].label, *_compared(here, there))


def _trimmed(quoted: Words, passage: Passage) -> tuple[Words, Words]:
    """Take away what both begin with at the most promising place, all but a few words, and what is too long to be compared."""
    start, same = _anchor(quoted, passage)
    skip = max(0, same - _LONGEST)
    here = quoted[skip : skip + _COMPARED]
    begin = max(0, start + skip - _LONGEST)
    return here, passage.words[begin : begin + len(here) + 3 * _LONGEST]


def _anchor(quoted: Words, passage: Passage) -> tuple[int, int]:
    """Return where the longest beginning of a quotation stands and how many words it has, or where its rarest word points to."""
    best = (0, 0)
    for start in passage.places.get(quoted[0], ())[:_COMPARED]:
        same = 0
        while same < len(quoted) and quoted[same : same + 1] == passage.words[start + same : start + same + 1]:
            same += 1
        best = max(best, (same, start))
    if best[0] > 1:
        return best[1], best[0]
    known = [(len(passage.places[w]), -len(w), i, w) for i, w in enumerate(quoted[:_COMPARED]) if w in passage.places]
    _, _, offset, rarest = min(known)
    return max(0, passage.places[rarest][0] - offset), 0


def _compared(here: Words, there: Words) -> tuple[str, str, str]:
    """Return the words of the source round the first difference, up to three differences in words, and the first as written."""
    steps = SequenceMatcher(None, there, here, autojunk=False).get_opcodes()
    if steps and steps[0][0] != "equal":  # the source begins earlier than the quotation
        _, a, b, c, d = steps.pop(0)
        steps[:0] = [("replace", max(a, b - (d - c)), b, c, d)] if c < d else []
    if steps and steps[-1][0] != "equal":  # and goes on behind it
        _, a, b, c, d = steps.pop()
        steps += [("replace", a, min(b, a + d - c), c, d)] if c < d else []
    changed = [step for step in steps if step[0] != "equal"]
    if not changed:
        return "", "", ""
    told = [_told(there[a:b], here[c:d]) for _, a, b, c, d in changed[:_SHOWN]]
    rest = f"; and {len(changed) - _SHOWN} more differences" if len(changed) > _SHOWN + 1 else ""
    at = changed[0][1]
    begin, end = max(0, at - _LONGEST // 2), at + _LONGEST
    around = ("… " if begin else "") + said(there[begin:end]) + (" …" if end < len(there) else "")
    return around, "; ".join(told) + rest, _written(here, *changed[0][3:])


def _written(here: Words, begin: int, end: int) -> str:
    """Return differing words of a quotation, with the one before where they stand in it more than once."""
    row = here[begin : min(end, begin + 3)]
    alone = sum(here[at : at + len(row)] == row for at in range(len(here))) == 1
    return said(row if alone or not begin else here[begin - 1 : begin] + row) if row else ""


def _told(there: Words, here: Words) -> str:
    """Say one difference."""
    if not here:
        return f"“{_short(there)}” of the source is left out"
    if not there:
        return f"“{_short(here)}” is not in the source"
    return f"“{_short(here)}” is written where the source has “{_short(there)}”"


def _short(row: Words) -> str:
    return said(row) if len(row) <= _LONGEST else f"{said(row[: _LONGEST // 2])} … {said(row[-_LONGEST // 2 :])}"


def said(row: Sequence[str]) -> str:
    """Put words and signs together again so that they can be read."""
    out = ""
    for word in row:
        out += word if not out or word[0] in _TIGHT or out[-1] in "([" else " " + word
    return out

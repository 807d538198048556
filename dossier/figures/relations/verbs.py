"""Verbs on ties: which ties need a word, since the key doesn't say it, and where it lies on its own tie and on no other.

Lengths in points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from dossier.figures.kit.placing import Board, Rect
from dossier.figures.relations.shows import ALLIED, HOSTILE, Kind, Tie
from dossier.figures.relations.strands import APART, BAR
from dossier.geodesy.lines import clip_line, lengths, point_at
from dossier.saying.wording import Wording
from dossier.tuples import NamedTuple

Group: TypeAlias = tuple[Kind, bool]
"""Ties that are drawn alike: their kind, and whether they have a direction."""
REACH: Final = {HOSTILE: BAR + 0.5, ALLIED: APART + 0.5}  # how far the ink of a tie lies from its middle
THIN: Final = 1.0  # that of the others
CLEAR: Final = 1.2  # between a word and the ink of another tie
FAR: Final = 5.0  # the same, of a word that stands beside its tie, so that nobody takes it for the other's
BESIDE: Final = 2.5  # between a tie and the word beside it
SHARES: Final = (0.5, 0.25, 0.75)  # of a word upon a tie: how much of it stands left of the tie
STEP: Final = 4.0  # along a tie, from one place that is tried to the next
PLAIN: Final = frozenset(("backs", "allied with", "fights", "part of"))  # what most readers take a line of their kind for
YARD: Final = 16.0  # the square in which ties are sought


class Verbs(NamedTuple):
    """The verbs of ties that are drawn alike, in order; `is_stated`: a line without a word means the first."""

    said: Sequence[str]
    is_stated: bool


class Wanted(NamedTuple):
    """The words for a tie; `needed`: the key doesn't say them, so where there is no room a number stands for them."""

    words: str
    needed: bool


def verbs(ties: Sequence[Tie]) -> Mapping[Group, Verbs]:
    """Return for each group of ties its verbs: the key says the one that is stated most often, the first of these."""
    found: dict[Group, tuple[Counter[str], Counter[str]]] = {}
    for tie in ties:
        stated, other = found.setdefault((tie.kind, tie.mutual), (Counter(), Counter()))
        (other if tie.status else stated)[tie.verb] += 1
    return {group: Verbs(_in_order(*both), bool(both[0])) for group, both in found.items()}


def _in_order(stated: Counter[str], other: Counter[str]) -> list[str]:
    """Return verbs, those that are stated most often first; where several are, the one that says no more than its line."""
    often = sorted(stated, key=lambda verb: (-stated[verb], verb not in PLAIN))
    return list(dict.fromkeys((*often, *other)))


def wanted(ties: Sequence[Tie], found: Mapping[Group, Verbs], words: Wording) -> list[Wanted]:
    """Return the words that each tie has: what isn't simply stated says so; a plain line is left alone where the key tells it."""
    out = []
    for tie in ties:
        said, is_stated = found[tie.kind, tie.mutual]
        in_key = is_stated and tie.verb == said[0]
        if tie.status:
            out.append(Wanted(words[f"relations.label.{tie.status}"].format(tie.verb), True))
        else:
            out.append(Wanted("" if in_key and tie.verb in PLAIN else tie.verb, not in_key))
    return out


class Ways:
    """Where the ties of a diagram run, and which boxes they touch."""

    def __init__(self, ties: Sequence[Tie], strands: Sequence[Sequence[tuple[float, float]]]) -> None:
        self.strands = strands
        self.reaches = [REACH.get(tie.kind, THIN) for tie in ties]
        self._pieces: dict[tuple[int, int], list[tuple[int, float, float, float, float]]] = {}
        for tie, points in enumerate(strands):
            for (x, y), (u, v) in pairwise(points):
                for yard in _yards(Rect(min(x, u), min(y, v), max(x, u), max(y, v))):
                    self._pieces.setdefault(yard, []).append((tie, x, y, u, v))

    def touches_another(self, box: Rect, own: int, clear: float) -> bool:
        """Say whether a tie other than `own` comes nearer to a box than `clear`."""
        for yard in _yards(grown(box, clear + max(REACH.values()))):
            for tie, x, y, u, v in self._pieces.get(yard, ()):
                if tie == own:
                    continue
                left, bottom, right, top = around = grown(box, clear + self.reaches[tie])
                is_near = (
                    (x > left or u > left) and (x < right or u < right) and (y > bottom or v > bottom) and (y < top or v < top)
                )
                if is_near and clip_line([(x, y), (u, v)], around):
                    return True
        return False

    def place(self, tie: int, wide: float, high: float, board: Board) -> Rect | None:
        """Return the best box for words upon a tie or right beside it; None where each would lie on something else."""
        for box, is_upon in _places(self.strands[tie], wide, high):
            if board.is_free(box) and not self.touches_another(box, tie, CLEAR if is_upon else FAR):
                return box
        return None


def _places(points: Sequence[tuple[float, float]], wide: float, high: float) -> Iterator[tuple[Rect, bool]]:
    """Yield the boxes for words on a tie, from its middle to its ends, and whether they lie upon it; those beside it as well."""
    line = list(points)
    along = lengths(line)
    count = max(2, int(along[-1] / STEP))
    for step in sorted(range(1, count), key=lambda step: abs(2 * step - count)):
        (x, y), _ = point_at(line, along, along[-1] * step / count)
        for share in SHARES:
            left = x - share * wide
            yield Rect(left, y - high / 2, left + wide, y + high / 2), True
        for left in (x + BESIDE, x - BESIDE - wide):
            yield Rect(left, y - high / 2, left + wide, y + high / 2), False


def grown(box: Rect, by: float) -> Rect:
    """Return a box that is larger on all sides."""
    return Rect(box.left - by, box.bottom - by, box.right + by, box.top + by)


def _yards(box: Rect) -> Iterator[tuple[int, int]]:
    for i in range(int(box.left // YARD), int(box.right // YARD) + 1):
        for j in range(int(box.bottom // YARD), int(box.top // YARD) + 1):
            yield i, j

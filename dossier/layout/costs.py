"""What it costs to end a page here: room that stays empty, what is torn, what stands alone. The least sum is the best way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.layout.box import Box, Lines
from dossier.layout.columns import Columns
from dossier.layout.page import Placed
from dossier.layout.stacks import Stack

EMPTY: Final = 500.0  # for a page that is empty altogether; in proportion
TOO_EMPTY: Final = 100.0  # for a tenth more than is usual, and for more by its square
USUAL: Final = 0.05  # of a page that may be empty without being seen
ALONE: Final = 90.0  # for a part that is so small that it looks lost
HEADING: Final = 80.0  # for a heading with next to nothing below it
PUT_OFF: Final = 60.0  # for a figure that goes to the next page
TORN: Final = 130.0  # for a card or a row that is parted though it is low
LINES: Final = 36.0  # points: three lines, what a part should have at least
SHORT: Final = 60.0  # points: what the last page should have


def emptiness(share: float) -> float:
    """Return what it costs that this share of a page is empty, of 1: little at first, then more than in proportion."""
    beyond = max(0.0, share - USUAL) / 0.1
    return EMPTY * share + TOO_EMPTY * beyond * beyond


def last_page(height: float) -> float:
    """Return what it costs that the last page has no more than this (points)."""
    return ALONE * max(0.0, 1.0 - height / SHORT) if height else 0.0


def foot(placed: Sequence[Placed]) -> float:
    """Return what it costs to end a page with these boxes: with a heading that has little below it."""
    if len(placed) < 2 or placed[-1].box.height >= LINES:
        return 0.0
    above = placed[-2].box
    return HEADING if above.heads or any(part.heads for part in above.held()) else 0.0


def alone(above: Box | None, following: Box, after: Box | None) -> float:
    """Return what it costs to end a page between rows of a list: after its first, or before its last, where that is low."""
    if not following.loose:
        return 0.0
    first = above is not None and not above.loose and above.height < LINES
    last = following.height < LINES and (after is None or not after.loose)
    return ALONE * (first + last)


def parting(head: Box, tail: Box) -> float:
    """Return what it costs to part a box into these."""
    if not tail.height:
        return 0.0
    if isinstance(head, Lines) and isinstance(tail, Lines):
        return 10.0 if min(lines(head), lines(tail)) > 2 else 25.0
    if isinstance(head, Columns):
        return 15.0 + (ALONE if min(len(head.children), len(tail.held())) < head.count else 0.0)
    if tail.rows:
        above = len(head.held()) - 1
        return 25.0 + ALONE * ((above < 2 and head.height < LINES) + (tail.rows < 2 and tail.height < LINES))
    return 40.0 + (ALONE if min(lines(head), lines(tail)) < 3 else 0.0)


def lines(box: Box) -> int:
    """Count the lines of the longest column of a box."""
    if isinstance(box, Lines):
        return box.last - box.first
    if isinstance(box, Stack):
        return sum(lines(part) for part in box.children)
    return max((lines(part) for part in box.held()), default=0)

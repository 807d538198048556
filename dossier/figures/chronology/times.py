"""The signs of a chronology: how exactly a date is known is told by form, also on a copy in grey. Lengths in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.figures.chronology.shows import BY, DAY, EITHER, WITHIN, Kind
from dossier.figures.kit.ink import Ink, arrow_head, circle, rectangle
from dossier.styling.style import RoleStyle
from dossier.units import Color

STUB: Final = 30.0  # what the arrow of 'no later than' takes
DOT: Final = 2.8  # the radius of a day's dot
BAR: Final = 1.9  # half of the height of a bar
TICK: Final = 3.6  # half of the height of an end that is known
WHITE: Final = Color("gray", (1.0,))


def sign(
    kind: Kind, left: float, right: float, y: float, role: RoleStyle, *, about: bool, is_open: bool, days: Sequence[float] = ()
) -> list[Ink]:
    """Draw the mark of a date from left to right at a height; `about`: hollow; `is_open`: without one of its ends."""
    color, width = role.rule_color, role.rule_above
    if kind == DAY:
        return _dot((left + right) / 2, y, color, width, about)
    if kind == EITHER:
        line = Ink([[(days[0], y), (days[-1], y)]], stroke=color, width=width, dash=(1.2, 2))
        return [line, *(ink for day in days for ink in _dot(day, y, color, width, True))]
    if kind == BY:
        return _by(left, right, y, color, width, about)
    if kind == WITHIN:
        return _bracket(left, right, y, color, width, about)
    return _bar(left, right, y, color, width, about, is_open)


def _dot(x: float, y: float, color: Color, width: float, hollow: bool) -> list[Ink]:
    return [Ink([circle(x, y, DOT)], WHITE if hollow else color, color, width, closed=True)]


def _bracket(left: float, right: float, y: float, color: Color, width: float, about: bool) -> list[Ink]:
    """Draw a bracket: a time within it; about: its line is broken."""
    right = max(right, left + 4)
    hook = min(2.5, (right - left) / 3)
    ends = [
        [(left + hook, y + TICK), (left, y + TICK), (left, y - TICK), (left + hook, y - TICK)],
        [(right - hook, y + TICK), (right, y + TICK), (right, y - TICK), (right - hook, y - TICK)],
    ]
    line = Ink([[(left, y), (right, y)]], stroke=color, width=0.6 * width, dash=(2, 2) if about else ())
    return [line, Ink(ends, stroke=color, width=width)]


def _by(left: float, right: float, y: float, color: Color, width: float, about: bool) -> list[Ink]:
    """Draw what was no later than its end: a line that comes out of the past in longer and longer dashes."""
    part = (right - left) / 10
    dashes = [
        [(left + a * part, y), (left + b * part, y)] for a, b in ((0.3, 0.8), (1.7, 2.6), (3.5, 4.8), (5.7, 7.3), (8.1, 10.0))
    ]
    return [
        Ink(dashes, stroke=color, width=1.2 * width),
        Ink([[(right, y + TICK), (right, y - TICK)]], stroke=color, width=1.4 * width, dash=(1.5, 1.5) if about else ()),
    ]


def _bar(left: float, right: float, y: float, color: Color, width: float, about: bool, is_open: bool) -> list[Ink]:
    """Draw what lasted: a bar; hollow where its ends are approximate; with an arrow where it goes on."""
    right = max(right, left + 4)
    end = right - 5 if is_open else right
    fill = WHITE if about else color
    out = [Ink([rectangle(left, y - BAR, max(end, left + 1), y + BAR)], fill, color, width, closed=True)]
    if is_open:
        out.append(Ink([arrow_head(right, y, 1, 0, 8)], color))
    return out

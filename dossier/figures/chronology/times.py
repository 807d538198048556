"""The signs of a chronology and their key: how exactly a date is known is told by form, also on a copy in grey.

Lengths in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import text
from dossier.figures.chronology.axis import Axis
from dossier.figures.chronology.shows import BY, DAY, EITHER, KINDS, WITHIN, Chronology, Kind, Mark
from dossier.figures.kit.ink import Ink, Sign, arrow_head, circle, nothing, rectangle
from dossier.figures.kit.key import SIGN, Entry
from dossier.styling.style import RoleStyle, Style
from dossier.units import WHITE, Color

MARK: Final = 8.0  # the height of a mark
STUB: Final = 30.0  # what the arrow of 'no later than' takes
DOT: Final = 2.8  # the radius of a day's dot
BAR: Final = 1.9  # half of the height of a bar
TICK: Final = 3.6  # half of the height of an end that is known


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


# Key -------------------------------------------------------------------------------------------------------------------
def is_open(mark: Mark) -> bool:
    """Say whether one end of a mark is not known."""
    return mark.start is None or mark.end is None


def entries(data: Chronology, axis: Axis, style: Style, has_words: bool) -> list[Entry]:
    """Return the key: the kinds of mark that are drawn, the scales, the cut-off; and that words had no room, if so."""
    words, role = data.words, style.role("chronology.mark")
    used = dict.fromkeys((mark.kind, mark.about, is_open(mark)) for mark in data.marks)
    out = []
    for kind, about, has_open_end in sorted(used, key=lambda it: (KINDS.index(it[0]), it[1:])):
        said = words[f"chronology.{kind}"]
        if has_open_end and kind != BY:
            said = words["chronology.on"].format(said)
        if about:
            said = words["chronology.about"].format(said)
        out.append(Entry(_sample(kind, about, has_open_end, role), text(said)))
    kinds = {piece.kind for piece in axis.pieces}
    if "wide" in kinds:
        out.append(Entry(_wide_sample(style.role("chronology.lane")), text(words["chronology.wide"])))
    if "cut" in kinds:
        out.append(Entry(_cut_sample(style.role("chronology.axis")), text(words["chronology.cut"])))
    if data.cut_off is not None:
        out.append(Entry(_cut_off_sample(style.role("chronology.cut-off")), text(words["chronology.cut-off"])))
    if not has_words:
        out.append(Entry(nothing, text(words["chronology.wordless"])))
    return out


def _sample(kind: Kind, about: bool, is_open: bool, role: RoleStyle) -> Sign:
    """Return who draws the sign of a kind."""

    def draw_sign(x: float, y: float) -> Sequence[Ink]:
        left, right = x, x + SIGN - 8
        if kind == DAY:
            left, right = (left + right - MARK) / 2, (left + right + MARK) / 2
        days = (left + MARK / 2, right - MARK / 2) if kind == EITHER else ()
        return sign(kind, left, right, y, role, about=about, is_open=is_open, days=days)

    return draw_sign


def cut_off(start: tuple[float, float], end: tuple[float, float], role: RoleStyle) -> list[Ink]:
    """Draw the line of the cut-off."""
    return [Ink([[start, end]], stroke=role.rule_color, width=role.rule_above, dash=(4, 2))]


def _cut_off_sample(role: RoleStyle) -> Sign:
    return lambda x, y: cut_off((x, y), (x + SIGN - 8, y), role)


def _wide_sample(role: RoleStyle) -> Sign:
    def draw_sign(x: float, y: float) -> Sequence[Ink]:
        ground = rectangle(x, y - 3.5, x + SIGN - 8, y + 3.5)
        return [Ink([ground], role.fill, role.rule_color, role.rule_below, closed=True)]

    return draw_sign


def _cut_sample(role: RoleStyle) -> Sign:
    def draw_sign(x: float, y: float) -> Sequence[Ink]:
        middle = x + (SIGN - 8) / 2
        strokes = [[(middle + d - 2, y - 4), (middle + d + 2, y + 4)] for d in (-2, 2)]
        ends = [[(x, y), (middle - 3, y)], [(middle + 3, y), (x + SIGN - 8, y)]]
        return [Ink([*ends, *strokes], stroke=role.rule_color, width=role.rule_above)]

    return draw_sign

"""The signs of a chronology and their key: how exactly a date is known is told by form, also on a copy in grey.

Lengths in points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from dossier.blocks import text
from dossier.figures.chronology.axis import Axis
from dossier.figures.chronology.shows import BY, DAY, KINDS, LASTING, WITHIN, Chronology, Extent, Kind
from dossier.figures.kit.ink import Ink, Sign, arrow_head, circle, nothing, rectangle
from dossier.figures.kit.key import SIGN, Entry
from dossier.styling.style import RoleStyle, Style
from dossier.tuples import NamedTuple
from dossier.units import WHITE, Color

MARK: Final = 8.0  # the height of a mark
STUB: Final = 30.0  # what the arrow of 'no later than' takes
DOT: Final = 2.8  # the radius of a day's dot
BAR: Final = 1.9  # half of the height of a bar
TICK: Final = 3.6  # half of the height of an end that is known
Place: TypeAlias = Callable[[float], float]
"""Says where on a line a day begins."""


class Looks(NamedTuple):
    """What is told apart by form: the kind of a date; that it is approximate, without a known end, with ends of unknown days."""

    kind: Kind
    about: bool
    is_open: bool
    is_vague: bool


def sign(extent: Extent, place: Place, y: float, role: RoleStyle, end: float) -> list[Ink]:
    """Draw the time of a date at a height; `place` says where a day begins, `end` where the arrow of what goes on ends."""
    color, width, about = role.rule_color, role.rule_above, extent.about
    left, right = span(extent, place, end)
    if extent.kind == DAY:
        return _dot((left + right) / 2, y, color, width, about)
    if extent.kind == BY:
        return _by(left, right, y, color, width, about)
    if extent.kind == WITHIN:
        return _bracket(left, right, y, color, width, about)
    begun = left if extent.begun in (None, extent.start) else place((extent.begun or 0) + 1)
    ending = right if extent.ending in (None, extent.end) else place(extent.ending or 0)
    return _bar((left, begun, ending, right), y, color, width, about, extent.end is None)


def sides(extents: Sequence[Extent], place: Place, y: float, role: RoleStyle, end: float) -> list[Ink]:
    """Draw the dates that sources disagree on, each as it is, and what joins them."""
    ends = [span(extent, place, end) for extent in extents]
    middles = [(left + right) / 2 for left, right in ends]
    out = [Ink([[(min(middles), y), (max(middles), y)]], stroke=role.rule_color, width=role.rule_above, dash=(1.2, 2))]
    for extent in extents:
        out += sign(extent._replace(about=extent.about or extent.kind == DAY), place, y, role, end)
    return out


def span(extent: Extent, place: Place, end: float) -> tuple[float, float]:
    """Return from where to where the sign of a date reaches; `end`: where the arrow of what goes on ends."""
    if extent.kind == BY:
        assert extent.end is not None
        right = place(extent.end + 1)
        return max(0.0, right - STUB), right
    assert extent.start is not None
    if extent.start == extent.end:
        middle = place(extent.start + 0.5)
        return middle - MARK / 2, middle + MARK / 2
    left = place(extent.start)
    return left, max(end if extent.end is None else place(extent.end + 1), left + 4)


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
    """Draw what was no later than its end, however long before: dashes that lead back, with an arrow to what is earlier."""
    start = left + 5
    part = (right - start) / 10
    dashes = [[(start + a * part, y), (start + b * part, y)] for a, b in ((0.0, 1.6), (2.8, 4.6), (5.8, 7.4), (8.4, 10.0))]
    return [
        Ink([arrow_head(left, y, -1, 0, 7)], color),
        Ink(dashes, stroke=color, width=1.2 * width),
        Ink([[(right, y + TICK), (right, y - TICK)]], stroke=color, width=1.4 * width, dash=(1.5, 1.5) if about else ()),
    ]


def _bar(places: Sequence[float], y: float, color: Color, width: float, about: bool, is_open: bool) -> list[Ink]:
    """Draw what lasted: a bar as far as that is known, thin lines where it began or ended at a day that isn't.

    Hollow where the ends are approximate; with an arrow where it goes on.
    """
    left, begun, ending, right = places
    end = min(ending, right - 5) if is_open else ending
    is_certain = end >= begun + 1
    if not is_certain:
        begun = end = min((begun + end) / 2, end)
    thin = [[(x, y), (u, y)] for x, u in ((left, begun), (end, right)) if u > x + 0.5]
    bounds = ((left, begun),) if is_open else ((left, begun), (right, end))
    ticks = [[(x, y + BAR), (x, y - BAR)] for x, u in bounds if abs(u - x) > 0.5]
    out = [Ink([*thin, *ticks], stroke=color, width=0.8 * width, dash=(2, 1.5) if about else ())]
    if is_certain:
        out.append(Ink([rectangle(begun, y - BAR, end, y + BAR)], WHITE if about else color, color, width, closed=True))
    if is_open:
        out.append(Ink([arrow_head(right, y, 1, 0, 8)], color))
    return out


# Key -------------------------------------------------------------------------------------------------------------------
def entries(data: Chronology, axis: Axis, style: Style, has_words: bool) -> list[Entry]:
    """Return the key: the kinds of mark that are drawn, the scales, the cut-off; and that words had no room, if so."""
    words, role = data.words, style.role("chronology.mark")
    drawn = [
        extent for mark in data.marks for extent in (mark.sides or (mark.extent,)) if not (mark.sides and extent.kind == DAY)
    ]
    used = {_looks(extent) for extent in drawn}
    out = []
    for looks in sorted(used, key=lambda it: (KINDS.index(it.kind), it.about, it.is_open, it.is_vague)):
        said = words[f"chronology.{looks.kind}"]
        if looks.is_open:
            said = words["chronology.on"].format(said)
        if looks.is_vague:
            said = words["chronology.vague"].format(said)
        if looks.about:
            said = words["chronology.about"].format(said)
        out.append(Entry(_sample(looks, role), text(said)))
    if any(mark.sides for mark in data.marks):
        out.append(Entry(_sides_sample(role), text(words["chronology.either"])))
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


def _looks(extent: Extent) -> Looks:
    is_vague = extent.kind == LASTING and (extent.begun not in (None, extent.start) or extent.ending not in (None, extent.end))
    return Looks(extent.kind, extent.about, extent.kind == LASTING and extent.end is None, is_vague)


def _sample(looks: Looks, role: RoleStyle) -> Sign:
    """Return who draws the sign of a kind: on an axis of its own, of ten days."""
    start, end = {DAY: (4, 4), BY: (None, 9)}.get(looks.kind, (0, None if looks.is_open else 9))
    begun, ending = (2, None if looks.is_open else 7) if looks.is_vague else (None, None)
    extent = Extent(looks.kind, start, end, looks.about, begun, ending)

    def draw_sign(x: float, y: float) -> Sequence[Ink]:
        return sign(extent, lambda day: x + day * (SIGN - 8) / 10, y, role, x + SIGN - 8)

    return draw_sign


def _sides_sample(role: RoleStyle) -> Sign:
    days = (Extent(DAY, 1, 1, False), Extent(DAY, 8, 8, False))
    return lambda x, y: sides(days, lambda day: x + day * (SIGN - 8) / 10, y, role, x + SIGN - 8)


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

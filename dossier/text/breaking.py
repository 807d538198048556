"""Units of a paragraph with their widths -> where its lines end: the best for the whole paragraph.

The cost of a line is that of Knuth and Plass, "Breaking Paragraphs into Lines" (1981): (1 + penalty + 100 |r|^3)^2, r being the
part of its stretch (or shrink) that its spaces must give. The search is over units, not over boxes and glue: from where a line
starts, bisection finds the last unit that fits; the ends worth a look are that one, those before it while r stays small, the next
one if it shrinks in, and the cuts of the one unit that straddles the margin. A best-fit pass gives the bound above which a
beginning is dropped; the result is the same as without it.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

# Where a unit may be cut: width that stays (hyphen included), width that goes on (the space after the unit included), penalty,
# offset in the unit, and what the last glyph stands for ('' where no hyphen shows).
Cut: TypeAlias = tuple[float, float, float, int, str]
# cost, where the line starts (on the scale of `starts`, indents taken off), unit, offset in it, the cut, the node before.
Node: TypeAlias = "tuple[float, float, int, int, Cut | None, Node | None]"
LineEnd: TypeAlias = "tuple[int, Cut | None]"
Key = TypeVar("Key")

LOOSE = 3.0  # whole-word ends with a larger r are looked at only where there is no other
CONSECUTIVE = 10_000.0
HYPHEN_BEFORE_LAST = 5_000.0
SHORT_LAST = 10_000.0
FRAGMENT_LAST = 30_000.0
OVERFULL = 1e15


class Matter(NamedTuple, Generic[Key]):
    """A paragraph as the breaker sees it, `length` units; all lengths in one unit of the caller's choice.

    `starts[i]`: natural width of all before unit i, spaces included; `ends[i]`: the same without the last space, where a line
    would end before unit i; `gaps[i]`: number of stretchable spaces before unit i. `cuts[keys[i]]` are a unit's cuts that cost no
    look-up, `hyphens[keys[i]]` those and the hyphens besides; both in order of offset.
    """

    starts: Sequence[float]
    ends: Sequence[float]
    gaps: Sequence[int]
    length: int
    keys: Sequence[Key]
    cuts: Mapping[Key, Sequence[Cut]]
    hyphens: Mapping[Key, Sequence[Cut]]


class Setting(NamedTuple):
    """How lines are filled: measure, how far a space stretches and shrinks at r = 1, cost of a hyphen, first indent, an em."""

    measure: float
    stretch: float
    shrink: float
    hyphen: float = 100.0
    indent: float = 0.0
    em: float = 1000.0


def best_lines(matter: Matter[Key], setting: Setting) -> list[LineEnd]:
    """Return the ends of the lines that cost least in sum: (unit the next line starts in, cut of that unit or None)."""
    bound = _best_fit(matter, setting)
    return _trace(_search(matter, setting, bound[0] * (1 + 1e-9) + 1e-6) or bound)


def best_fit_lines(matter: Matter[Key], setting: Setting) -> list[LineEnd]:
    """Return the ends of the lines where each in turn is the best that can be made."""
    return _trace(_best_fit(matter, setting))


def cost(matter: Matter[Key], setting: Setting, ends: Sequence[LineEnd]) -> float:
    """Return what lines cost together; it's what `best_lines` makes least."""
    total, x0, first, offset = 0.0, -setting.indent, 0, 0
    before: Cut | None = None
    for unit, cut in ends:
        if unit == matter.length and matter.ends[unit] <= x0 + setting.measure:
            return total + _last(matter, setting, x0, first, offset, before)
        total += _line_cost(matter, setting, x0, first, unit, before, cut)
        x0 = matter.starts[unit + 1] - cut[1] if cut else matter.starts[unit]
        first, offset, before = unit, cut[3] if cut else 0, cut
    return total


def _line_cost(
    matter: Matter[Key], setting: Setting, x0: float, first: int, unit: int, before: Cut | None, cut: Cut | None
) -> float:
    """Return the cost of one full line."""
    spaces = matter.gaps[unit if cut else unit - 1] - matter.gaps[first]
    gap = x0 + setting.measure - (matter.starts[unit] + cut[0] if cut else matter.ends[unit])
    if gap >= 0:
        ratio = gap / ((spaces or 1) * setting.stretch)
    else:
        ratio = gap / (spaces * setting.shrink) if spaces else -9.0
    if ratio < -1:
        return OVERFULL
    line = 1 + (cut[2] if cut else 0.0) + 100 * abs(ratio**3)
    return line * line + (CONSECUTIVE if before and before[4] and cut and cut[4] else 0.0)


def _last(matter: Matter[Key], setting: Setting, x0: float, first: int, offset: int, before: Cut | None) -> float:
    """Return the cost of the last line: a few letters alone, or the rest of a word, are worth a looser paragraph."""
    total = 1.0
    if before and before[4]:
        total += HYPHEN_BEFORE_LAST
        if first == matter.length - 1 and offset:
            total += FRAGMENT_LAST
    if first and matter.ends[matter.length] - x0 < 1.5 * setting.em:
        total += SHORT_LAST
    return total


def _trace(node: Node) -> list[LineEnd]:
    out: list[LineEnd] = []
    while node[5] is not None:
        out.append((node[2], node[4]))
        node = node[5]
    out.reverse()
    return out


def _best_fit(matter: Matter[Key], setting: Setting) -> Node:
    """Fill line by line, each as well as can be; the bound of the search, so its costs are the same."""
    starts, ends, gaps, count, keys, _, hyphens = matter
    measure = setting.measure
    node: Node = (0.0, -setting.indent, 0, 0, None, None)
    while True:
        total, x0, first, offset, before, _ = node
        limit = x0 + measure
        if ends[count] <= limit:
            return (total + _last(matter, setting, x0, first, offset, before), 0.0, count, 0, None, node)
        fit = bisect_right(ends, limit, first + 1, count + 1) - 1
        best = OVERFULL
        found: Node | None = None
        for unit in (fit, fit + 1):
            if unit > first:
                price = _line_cost(matter, setting, x0, first, unit, before, None)
                if price < best:
                    best, found = price, (total + price, starts[unit], unit, 0, None, node)
        if best > (1 + setting.hyphen) ** 2 or matter.cuts[keys[fit]]:
            spaces = gaps[fit] - gaps[first]
            room = limit + spaces * setting.shrink - starts[fit]
            for cut in hyphens[keys[fit]]:
                if cut[0] > room:
                    break
                if fit == first and cut[3] <= offset:
                    continue
                price = _line_cost(matter, setting, x0, first, fit, before, cut)
                if price < best:
                    best, found = price, (total + price, starts[fit + 1] - cut[1], fit, cut[3], cut, node)
        if found is None:
            unit = max(fit, first + 1)
            found = (total + OVERFULL, starts[unit], unit, 0, None, node)
        node = found
        if node[2] >= count:
            return node


def _search(matter: Matter[Key], setting: Setting, bound: float) -> Node | None:
    """Find the cheapest way; None where nothing is cheaper than the bound. One loop on local names: this is the hot one."""
    starts, ends, gaps, count, keys, plain_cuts, hyphens = matter
    measure, stretch, shrink, penalty, indent, _ = setting
    least_hyphen = (1 + penalty) ** 2
    end = ends[count]
    whole: list[Node | None] = [None] * (count + 1)
    whole[0] = (0.0, -indent, 0, 0, None, None)
    parts: dict[int, dict[int, Node]] = {}
    final: Node | None = None
    best = bound
    for first in range(count):
        row = parts.pop(first, None)
        if row is None:
            if whole[first] is None:
                continue
            row = {}
        if whole[first] is not None:
            row[0] = whole[first]  # type: ignore[assignment]
        whole[first] = None
        offsets = sorted(row) if len(row) > 1 else list(row)
        gaps_before = gaps[first]
        for offset in offsets:
            node = row[offset]
            total, x0, _, _, before, _ = node
            if total >= best:
                continue
            limit = x0 + measure
            if end <= limit:
                price = total + _last(matter, setting, x0, first, offset, before)
                if price < best:
                    best, final = price, (price, 0.0, count, 0, None, node)
                continue
            unit = fit = bisect_right(ends, limit, first + 1, count + 1) - 1
            loose = True  # nothing good by whole units alone: then cuts are taken at any ratio
            stuck = True
            while unit > first:
                spaces = gaps[unit - 1] - gaps_before
                ratio = (limit - ends[unit]) / ((spaces or 1) * stretch)
                if ratio > LOOSE:
                    if not stuck:
                        break
                else:
                    loose = False
                line = 1 + 100 * ratio * ratio * ratio
                price = total + line * line
                other = whole[unit]
                stuck = False
                if price < best and (other is None or price < other[0]):
                    whole[unit] = (price, starts[unit], unit, 0, None, node)
                if ratio > LOOSE:
                    break
                unit -= 1
            spaces = gaps[fit] - gaps_before
            if spaces:
                ratio = (limit - ends[fit + 1]) / (spaces * shrink)
                if ratio >= -1:
                    line = 1 - 100 * ratio * ratio * ratio
                    price = total + line * line
                    stuck = False
                    if fit + 1 == count:
                        if price < best:
                            best, final = price, (price, 0.0, count, 0, None, node)
                    else:
                        other = whole[fit + 1]
                        if price < best and (other is None or price < other[0]):
                            whole[fit + 1] = (price, starts[fit + 1], fit + 1, 0, None, node)
            key = keys[fit]
            cuts = hyphens[key] if total + least_hyphen < best else plain_cuts[key]
            if cuts:
                base = limit - starts[fit]
                room = base + spaces * shrink
                for cut in cuts:
                    stays = cut[0]
                    if stays > room:
                        break
                    if fit == first and cut[3] <= offset:
                        continue
                    gap = base - stays
                    ratio = gap / ((spaces or 1) * stretch) if gap >= 0 else gap / (spaces * shrink)
                    if ratio > LOOSE and not loose:
                        continue
                    stuck = False
                    line = 1 + cut[2] + 100 * abs(ratio * ratio * ratio)
                    price = total + line * line
                    if cut[4] and before is not None and before[4]:
                        price += CONSECUTIVE
                    if price >= best:
                        continue
                    there = row if fit == first else parts.setdefault(fit, {})
                    place = cut[3]
                    known = there.get(place)
                    if known is None or price < known[0]:
                        there[place] = (price, starts[fit + 1] - cut[1], fit, place, cut, node)
                        if known is None and fit == first:
                            insort(offsets, place)
            if stuck:
                unit = max(fit, first + 1)
                price = total + OVERFULL
                over: Node = (price, starts[unit], unit, 0, None, node)
                if unit == count:
                    if price < best:
                        best, final = price, over
                elif price < best and (whole[unit] is None or price < whole[unit][0]):  # type: ignore[index]
                    whole[unit] = over
    return final

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
    return _trace(_Search(matter, setting, bound[0] * (1 + 1e-9) + 1e-6).run() or bound)


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


class _Search(Generic[Key]):
    """The search for the cheapest way; nothing is found where nothing is cheaper than the bound.

    `whole[unit]` is the cheapest way to a line that starts with a unit, `parts[unit][offset]` to one that starts with the rest of
    one that was cut. This is the hot part: what is asked for often has local names.
    """

    __slots__ = ("best", "final", "matter", "parts", "setting", "whole")

    def __init__(self, matter: Matter[Key], setting: Setting, bound: float) -> None:
        self.matter, self.setting = matter, setting
        self.whole: list[Node | None] = [None] * (matter.length + 1)
        self.whole[0] = (0.0, -setting.indent, 0, 0, None, None)
        self.parts: dict[int, dict[int, Node]] = {}
        self.best = bound
        self.final: Node | None = None

    def run(self) -> Node | None:
        """Go on from each way to the starts of further lines, in their order; return the cheapest to the end."""
        whole, parts = self.whole, self.parts
        for first in range(self.matter.length):
            row = parts.pop(first, {})
            before = whole[first]
            if before is not None:
                row[0] = before
                whole[first] = None
            offsets = sorted(row)
            for offset in offsets:  # a unit that is cut twice adds to them
                node = row[offset]
                if node[0] < self.best:
                    self._go_on(node, row, offsets)
        return self.final

    def _go_on(self, node: Node, row: dict[int, Node], offsets: list[int]) -> None:
        """End the line that starts here wherever it may end."""
        _, ends, gaps, count, _, _, _ = self.matter
        total, x0, first, offset, before, _ = node
        limit = x0 + self.setting.measure
        if ends[count] <= limit:
            self._end(total + _last(self.matter, self.setting, x0, first, offset, before), node)
            return
        fit = bisect_right(ends, limit, first + 1, count + 1) - 1
        spaces = gaps[fit] - gaps[first]
        is_loose, stuck = self._end_whole(node, fit, limit)
        if spaces:
            ratio = (limit - ends[fit + 1]) / (spaces * self.setting.shrink)
            if ratio >= -1:
                line = 1 - 100 * ratio * ratio * ratio
                self._reach(fit + 1, total + line * line, node)
                stuck = False
        if not self._end_cut(node, fit, limit, is_loose, row, offsets) and stuck:
            self._reach(max(fit, first + 1), total + OVERFULL, node)

    def _end(self, price: float, node: Node) -> None:
        """Note a way to the end of the paragraph."""
        if price < self.best:
            self.best, self.final = price, (price, 0.0, self.matter.length, 0, None, node)

    def _reach(self, unit: int, price: float, node: Node) -> None:
        """Note a way to a line that starts with a whole unit."""
        if unit == self.matter.length:
            self._end(price, node)
        elif price < self.best:
            known = self.whole[unit]
            if known is None or price < known[0]:
                self.whole[unit] = (price, self.matter.starts[unit], unit, 0, None, node)

    def _end_whole(self, node: Node, fit: int, limit: float) -> tuple[bool, bool]:
        """End the line before whole units, as long as r stays small.

        Return whether all of these ends are loose, so that cuts are taken at any r, and whether there is none.
        """
        starts, ends, gaps, _, _, _, _ = self.matter
        stretch, best, whole = self.setting.stretch, self.best, self.whole
        total, first = node[0], node[2]
        gaps_before = gaps[first]
        is_loose = stuck = True
        for unit in range(fit, first, -1):
            spaces = gaps[unit - 1] - gaps_before
            ratio = (limit - ends[unit]) / ((spaces or 1) * stretch)
            if ratio <= LOOSE:
                is_loose = False
            elif not stuck:
                break
            line = 1 + 100 * ratio * ratio * ratio
            price = total + line * line
            stuck = False
            if price < best:
                known = whole[unit]
                if known is None or price < known[0]:
                    whole[unit] = (price, starts[unit], unit, 0, None, node)
            if ratio > LOOSE:
                break
        return is_loose, stuck

    def _end_cut(self, node: Node, fit: int, limit: float, is_loose: bool, row: dict[int, Node], offsets: list[int]) -> bool:
        """End the line with a cut of the unit that straddles the margin; say whether it has one that will do."""
        starts, _, gaps, _, keys, plain_cuts, hyphens = self.matter
        _, stretch, shrink, penalty, _, _ = self.setting
        total, _, first, offset, before, _ = node
        key, best = keys[fit], self.best
        cuts = hyphens[key] if total + (1 + penalty) ** 2 < best else plain_cuts[key]
        if not cuts:
            return False
        spaces = gaps[fit] - gaps[first]
        after_hyphen = before is not None and before[4]
        base = limit - starts[fit]
        room = base + spaces * shrink
        there = row if fit == first else self.parts.setdefault(fit, {})
        found = False
        for cut in cuts:
            stays, goes, surcharge, place, end = cut
            if stays > room:
                break
            if fit == first and place <= offset:
                continue
            gap = base - stays
            ratio = gap / ((spaces or 1) * stretch) if gap >= 0 else gap / (spaces * shrink)
            if ratio > LOOSE and not is_loose:
                continue
            found = True
            line = 1 + surcharge + 100 * abs(ratio * ratio * ratio)
            price = total + line * line + (CONSECUTIVE if end and after_hyphen else 0.0)
            if price >= best:
                continue
            known = there.get(place)
            if known is None or price < known[0]:
                there[place] = (price, starts[fit + 1] - goes, fit, place, cut, node)
                if known is None and fit == first:
                    insort(offsets, place)
        return found

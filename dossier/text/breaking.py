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

SOFT = "\u00ad"  # what a hyphen stands for that isn't the author's
LOOSE = 3.0  # whole-word ends with a larger r are looked at only where there is no other
NEVER = 1e12  # what is done only where a line would be little but holes otherwise: r of 20 and more
IN_A_ROW = (0.0, 10_000.0, NEVER)  # a hyphen's surcharge after a line without one, after one with, after two
HYPHEN_BEFORE_LAST = NEVER
ONE_WORD_LAST = 3_000.0
SHORT_LAST = 10_000.0
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
    """How lines are filled: measure, how far a space stretches and shrinks at r = 1, cost of a hyphen, first indent, an em.

    `looser` and `tighter`: how far the letters of a full line give at r = 1, all together.
    """

    measure: float
    stretch: float
    shrink: float
    hyphen: float = 100.0
    indent: float = 0.0
    em: float = 1000.0
    looser: float = 0.0
    tighter: float = 0.0


def best_lines(matter: Matter[Key], setting: Setting) -> list[LineEnd]:
    """Return the ends of the lines that cost least in sum: (unit the next line starts in, cut of that unit or None)."""
    bound = _best_fit(matter, setting)
    return _trace(_Search(matter, setting, bound[0] * (1 + 1e-9) + 1e-6).run() or bound)


def _line_cost(matter: Matter[Key], setting: Setting, x0: float, first: int, unit: int, cut: Cut | None, hyphens: int) -> float:
    """Return the cost of one full line, after so many in a row that end in hyphens."""
    spaces = matter.gaps[unit if cut else unit - 1] - matter.gaps[first]
    gap = x0 + setting.measure - (matter.starts[unit] + cut[0] if cut else matter.ends[unit])
    if gap >= 0:
        ratio = gap / ((spaces or 1) * setting.stretch + setting.looser)
    else:
        ratio = gap / (spaces * setting.shrink + setting.tighter) if spaces else -9.0
    if ratio < -1:
        return OVERFULL
    line = 1 + (cut[2] if cut else 0.0) + 100 * abs(ratio**3)
    return line * line + (IN_A_ROW[hyphens] if cut and cut[4] else 0.0)


def _hyphens_in_a_row(node: Node) -> int:
    """Return how many of the lines before ended in a hyphen, one after the other: 0, 1, or 2 for more."""
    cut, before = node[4], node[5]
    if cut is None or not cut[4] or before is None:
        return 0
    return 2 if before[4] and before[4][4] else 1


def _last(matter: Matter[Key], setting: Setting, x0: float, first: int, before: Cut | None) -> float:
    """Return the cost of the last line: one word or a few letters alone are worth a looser paragraph; it begins with a word."""
    total = 1.0
    if before and before[4] == SOFT:
        total += HYPHEN_BEFORE_LAST
    if first:
        if first == matter.length - 1:
            total += ONE_WORD_LAST
        if matter.ends[matter.length] - x0 < 1.5 * setting.em:
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
            return (total + _last(matter, setting, x0, first, before), 0.0, count, 0, None, node)
        row = _hyphens_in_a_row(node)
        fit = bisect_right(ends, limit, first + 1, count + 1) - 1
        best = OVERFULL
        found: Node | None = None
        for unit in (fit, fit + 1, fit + 2):
            if first < unit <= count:
                price = _line_cost(matter, setting, x0, first, unit, None, 0)
                if unit == count:
                    price += _last(matter, setting, x0, first, before)
                if price < best:
                    best, found = price, (total + price, starts[unit], unit, 0, None, node)
        if best > (1 + setting.hyphen) ** 2 or matter.cuts[keys[fit]]:
            spaces = gaps[fit] - gaps[first]
            room = limit + spaces * setting.shrink + (setting.tighter if spaces else 0.0) - starts[fit]
            for cut in hyphens[keys[fit]]:
                if cut[0] > room:
                    break
                if fit == first and cut[3] <= offset:
                    continue
                price = _line_cost(matter, setting, x0, first, fit, cut, row)
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

    `whole[unit]` is the cheapest way to a line that starts with a unit, `parts[unit][2 * offset]` to one that starts with the
    rest of one that was cut, and `parts[unit][2 * offset + 1]` to one before which two lines end in hyphens: its way on is
    another. This is the hot part: what is asked for often has local names.
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
            places = sorted(row)
            for place in places:  # a unit that is cut twice adds to them
                node = row[place]
                if node[0] < self.best:
                    self._go_on(node, row, places)
        return self.final

    def _go_on(self, node: Node, row: dict[int, Node], places: list[int]) -> None:
        """End the line that starts here wherever it may end."""
        _, ends, gaps, count, _, _, _ = self.matter
        total, x0, first, _, before, _ = node
        limit = x0 + self.setting.measure
        if ends[count] <= limit:
            self._end(total + _last(self.matter, self.setting, x0, first, before), node)
            return
        fit = bisect_right(ends, limit, first + 1, count + 1) - 1
        spaces = gaps[fit] - gaps[first]
        is_loose, stuck = self._end_whole(node, fit, limit)
        unit = fit
        while spaces and unit < count:
            unit += 1
            ratio = (limit - ends[unit]) / (spaces * self.setting.shrink + self.setting.tighter)
            if ratio < -1:
                break
            line = 1 - 100 * ratio * ratio * ratio
            if unit == count:  # the last line, made to fit
                total += _last(self.matter, self.setting, x0, first, before)
            self._reach(unit, total + line * line, node)
            stuck = False
            spaces = gaps[unit] - gaps[first]
        if not self._end_cut(node, fit, limit, is_loose, row, places) and stuck:
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
        stretch, looser, best, whole = self.setting.stretch, self.setting.looser, self.best, self.whole
        total, first = node[0], node[2]
        gaps_before = gaps[first]
        is_loose = stuck = True
        for unit in range(fit, first, -1):
            spaces = gaps[unit - 1] - gaps_before
            ratio = (limit - ends[unit]) / ((spaces or 1) * stretch + looser)
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

    def _end_cut(self, node: Node, fit: int, limit: float, is_loose: bool, row: dict[int, Node], places: list[int]) -> bool:
        """End the line with a cut of the unit that straddles the margin; say whether it has one that will do."""
        starts, _, gaps, _, keys, plain_cuts, hyphens = self.matter
        _, stretch, shrink, penalty, _, _, looser, tighter = self.setting
        total, _, first, offset, _, _ = node
        key, best = keys[fit], self.best
        cuts = hyphens[key] if total + (1 + penalty) ** 2 < best else plain_cuts[key]
        if not cuts:
            return False
        spaces = gaps[fit] - gaps[first]
        in_a_row = _hyphens_in_a_row(node)
        surcharge = IN_A_ROW[in_a_row]
        base = limit - starts[fit]
        stretches = (spaces or 1) * stretch + looser
        shrinks = spaces * shrink + tighter if spaces else 0.0
        room = base + shrinks
        there = row if fit == first else self.parts.setdefault(fit, {})
        found = False
        for cut in cuts:
            stays, goes, penalty, place, end = cut
            if stays > room:
                break
            if fit == first and place <= offset:
                continue
            gap = base - stays
            ratio = gap / stretches if gap >= 0 else gap / shrinks
            if ratio > LOOSE and not is_loose:
                continue
            found = True
            line = 1 + penalty + 100 * abs(ratio * ratio * ratio)
            price = total + line * line + (surcharge if end else 0.0)
            if price >= best:
                continue
            at = 2 * place + (in_a_row > 0 and end != "")
            known = there.get(at)
            if known is None or price < known[0]:
                there[at] = (price, starts[fit + 1] - goes, fit, place, cut, node)
                if known is None and fit == first:
                    insort(places, at)
        return found

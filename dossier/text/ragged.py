"""Units of a paragraph with their widths -> where its lines end: each takes what fits, and its end stays ragged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from dossier.text.breaking import SOFT, Cut, Key, LineEnd, Matter, Setting

RAGGED: Final = 0.2  # share of the measure that may stay white before a line is hyphenated
FEWEST: Final = 4  # lines from which on a paragraph has hyphens
LONELY, ENOUGH = 0.35, 0.55  # of the measure: a last word narrower than this gets company; what stays above it is wider than that


def first_fit_lines(matter: Matter[Key], setting: Setting, ragged: float) -> list[LineEnd]:
    """Fill each line with what fits; hyphenate if more than `ragged` would stay white; leave no last line of one short word.

    No more than two lines in a row end in hyphens; words are not divided over the last two, nor in a paragraph of few lines.
    """
    out = _fitted(matter, setting, ragged)
    few = len(out) < FEWEST and any(cut and cut[4] == SOFT for _, cut in out)
    return _fitted(matter, setting, setting.measure) if few else out


def _fitted(matter: Matter[Key], setting: Setting, ragged: float) -> list[LineEnd]:
    starts, ends, _, count, keys, plain_cuts, hyphens = matter
    out: list[LineEnd] = []
    x0, first, offset = -setting.indent, 0, 0
    while ends[count] > x0 + setting.measure:
        limit = x0 + setting.measure
        unit = bisect_right(ends, limit, first + 1, count + 1) - 1
        hyphen = unit == first or limit - ends[unit] > ragged
        key, room, least = keys[unit], limit - starts[unit], offset if unit == first else 0
        cut = _last_cut(plain_cuts[key], room, least, hyphen)
        if cut is None and hyphen:
            cut = _last_cut(hyphens[key], room, least, True)
        if cut and cut[4] and unit > first:
            ends_here = cut[4] == SOFT and ends[count] - starts[unit + 1] + cut[1] <= setting.measure
            if ends_here or _two_in_a_row(out):
                cut = None
        if cut is None:
            unit = max(unit, first + 1)
            out.append((unit, None))
            x0, first, offset = starts[unit], unit, 0
            if unit == count:
                return out
        else:
            out.append((unit, cut))
            x0, first, offset = starts[unit + 1] - cut[1], unit, cut[3]
    if out:
        _give_company(matter, setting, out)
    out.append((count, None))
    return out


def _two_in_a_row(out: Sequence[LineEnd]) -> bool:
    return len(out) > 1 and all(cut and cut[4] for _, cut in out[-2:])


def _last_cut(cuts: Sequence[Cut], room: float, least: int, hyphen: bool) -> Cut | None:
    """Return the last cut that fits; those that add a hyphen only where asked for."""
    for cut in reversed(cuts):
        if cut[0] <= room and cut[3] > least and (hyphen or cut[4] != SOFT):
            return cut
    return None


def _give_company(matter: Matter[Key], setting: Setting, out: list[LineEnd]) -> None:
    """Bring the unit before the last break down to a last line of one short word, if enough stays on the line above."""
    (unit, cut), (above, split) = out[-1], out[-2] if len(out) > 1 else (0, None)
    starts, end = matter.starts, matter.ends[matter.length]
    if cut is not None or unit < matter.length - 1 or unit - 1 - above < 2:
        return
    x0 = starts[above + 1] - split[1] if split else starts[above] - (0.0 if len(out) > 1 else setting.indent)
    short = end - starts[unit] < max(LONELY * setting.measure, 1.5 * setting.em)
    if short and matter.ends[unit - 1] - x0 > ENOUGH * setting.measure and end - starts[unit - 1] <= setting.measure:
        out[-1] = (unit - 1, None)

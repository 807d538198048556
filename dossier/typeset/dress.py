"""What stands round blocks and between them, by their role: rules, bar, ground, spaces. Lengths in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.layout.box import Box
from dossier.layout.stacks import PLAIN, Decor
from dossier.styling.style import RoleStyle

FEW_LINES: Final = 60.0  # the last two rows of a list that are lower than this go on together


def decor_of(r: RoleStyle) -> Decor:
    """Return what stands round a block in this role."""
    if not (r.rule_above or r.rule_below or r.bar or r.fill):
        return PLAIN
    ground = r.padding if r.fill else 0.0
    top = ground + (r.rule_gap if r.rule_above else 0.0)
    bottom = ground + (r.rule_gap if r.rule_below else 0.0)
    left = r.bar + r.padding if r.bar else ground
    return Decor(r.rule_above, r.rule_below, r.rule_color, r.bar, r.fill, top, bottom, left, ground)


def spaced(boxes: Sequence[Box], r: RoleStyle, gap: float) -> list[Box]:
    """Give a block's boxes its spaces: before the first, after the last, and `gap` between."""
    out = [box for box in boxes if box.height]
    for box in out:
        box.before = box.after = gap
        box.loose = True
    keep_last_two(out, FEW_LINES)
    if out:
        out[0].loose = False
        out[0].before, out[-1].after = r.before, r.after
        if r.keep_next:
            out[-1].keep = True
    return out


def keep_last_two(boxes: Sequence[Box], most: float) -> None:
    """Keep the last two of a list together where they are low, so that the last doesn't go on alone."""
    if len(boxes) > 2 and boxes[-2].height + boxes[-1].height < most:
        boxes[-2].keep = True

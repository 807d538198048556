"""Words of a figure, set in a box as wide as they are: so they stand where they are put, whatever the direction of writing."""

from __future__ import annotations

from typing import Final

from dossier.blocks import Text
from dossier.figures.kit.typesetter import Typesetter
from dossier.layout.box import Lines
from dossier.text.bidi import needs_bidi

ROUNDING: Final = 0.01  # points: what a measure is wider than the words that it holds


def snug(setter: Typesetter, content: Text, role: str, width: float) -> Lines:
    """Set words as part of a figure, within a width in points.

    A paragraph from right to left begins at the right end of its measure, so that has to be where the words end. Where the words
    stand is the figure's affair: no sheet aligns or indents them.
    """

    def put(measure: float) -> Lines:
        return setter.lines(content, role, measure, None, align="left", measure_indent=False)

    lines = put(width)
    if not any(needs_bidi(run.text) for run in content):
        return lines
    widest = max(lines.setting.widths, default=0.0) + ROUNDING
    return put(min(width, widest))


def size(lines: Lines) -> tuple[float, float]:
    """Return width and height of set lines, as far as there is ink."""
    return max(lines.setting.widths, default=0.0), lines.height

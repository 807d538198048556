"""A QR code in, its drawing out: dark modules as rectangles, those of a row that touch as one, within the quiet zone."""

from __future__ import annotations

from itertools import groupby

from dossier.figures.code.shows import QUIET, Symbol
from dossier.figures.kit.ink import Ink, paint, rectangle
from dossier.figures.kit.typesetter import Paint, Typesetter
from dossier.layout.surface import Surface
from dossier.units import BLACK


def draw(setter: Typesetter, data: Symbol, width: float, height: float | None = None) -> tuple[float, Paint]:
    """Return the side of the code, which is as wide as high whatever the width, and what paints it."""
    bars = [(row, first, last) for row, modules in enumerate(data.rows) for first, last in dark(modules)]

    def paint_code(surface: Surface, x: float, y: float) -> None:
        """Fill all rectangles at once: edges that two of them share have the same numbers, so no seam shows."""
        across = [x + (QUIET + i) * data.module for i in range(len(data.rows) + 1)]
        down = [y - (QUIET + i) * data.module for i in range(len(data.rows) + 1)]
        paths = [rectangle(across[first], down[row + 1], across[last], down[row]) for row, first, last in bars]
        paint(surface, [Ink(paths, fill=BLACK)])

    return data.side, paint_code


def dark(modules: bytes) -> list[tuple[int, int]]:
    """Return where each run of dark modules of a row begins, and where it ends."""
    runs, at = [], 0
    for is_dark, same in groupby(modules):
        count = len(list(same))
        if is_dark:
            runs.append((at, at + count))
        at += count
    return runs

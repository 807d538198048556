"""A panel with its marks -> its words: names at the ends of lines, figures at their points, as far as they touch nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, TypeAlias

from dossier.blocks import Run, Text, text
from dossier.figures.chart.scale import Scale
from dossier.figures.chart.sheet import Mark, Sheet, spread
from dossier.figures.kit.ink import Ink
from dossier.figures.kit.placing import Rect
from dossier.reading.amounts import Amount
from dossier.tuples import NamedTuple

HEAD: Final = 18.0  # over a panel, for figures at its top
CROWD: Final = 60  # figures in a panel, beyond which only the notable ones are written

Key: TypeAlias = tuple[int, int, int]
"""Which figure: its series, its label, its number among those of its cell."""


class Panel(NamedTuple):
    """A panel: the series that it shows, its edges, where labels stand, and how far arrows reach out below and above."""

    group: Sequence[int]
    scale: Scale
    left: float
    right: float
    base: float
    places: Sequence[float]
    out: tuple[float, float]

    def height(self, figure: float) -> float:
        """Return where a figure stands."""
        return self.base + self.scale.place(figure)


def write_names(sheet: Sheet, panel: Panel, edge: float) -> set[Key]:
    """Write the names of lines at their last figures: beside one within the panel where nothing is touched, else at its end.

    Return the figures that are told with a name.
    """
    told: set[Key] = set()
    later = []
    for series in panel.group:
        marks = [mark for mark in sheet.marks if mark.series == series]
        if not marks:
            continue
        last = [mark for mark in marks if mark.label == marks[-1].label]
        within = last[-1].box.right <= panel.right - 30
        if within and len(last) == 1 and _name_beside(sheet, last[0], with_figure=True):
            told.add(last[0][:3])
        elif not within or not _name_beside(sheet, last[-1], with_figure=False):
            later.append(((last[0].box.bottom + last[0].box.top) / 2, last[0].box.right, series))
    if later:
        _name_at_end(sheet, panel, edge, sorted(later))
    return told


def _name_at_end(sheet: Sheet, panel: Panel, edge: float, ends: Sequence[tuple[float, float, int]]) -> None:
    """Write names right of a panel, moved apart where they would touch, each with its mark and a line from its last figure."""
    names = sheet.data.series
    room = edge - panel.right - 14
    sizes = [sheet.set(names[series], "chart.series", room)[2] for *_, series in ends]
    low, high = panel.base - 4, panel.base + panel.scale.length + HEAD
    places = spread([y for y, *_ in ends], sizes, low, max(high, low + sum(sizes) + len(sizes)))
    axis = sheet.role("chart.axis")
    for (y, x, series), at in zip(ends, places, strict=True):
        leader = [(x + 1, y), (panel.right, y), (panel.right + 4, at), (panel.right + 11, at)]
        sheet.inks.append(Ink([leader], stroke=axis.color, width=0.5, dash=(0.5, 2)))
        sheet.strokes.append(((x + 1, y), (panel.right, y)))
        sheet.write(names[series], "chart.series", panel.right + 14, at, width=room)


def _name_beside(sheet: Sheet, mark: Mark, *, with_figure: bool) -> bool:
    """Write the name of a series right beside a mark, or over or under it; say whether there was room."""
    words: Text = text(sheet.data.series[mark.series])
    if with_figure:
        words = (*words, Run(f"  {sheet.data.cells[mark.series][mark.label].words[mark.number]}", "short"))
    _, wide, high = sheet.set(words, "chart.series")
    above, below, right, *_ = _beside(mark.box, wide, high)
    for box in (right, above, below):
        if sheet.is_free(box):
            sheet.write(words, "chart.series", box.left, (box.bottom + box.top) / 2)
            return True
    return False


def write_figures(sheet: Sheet, panel: Panel, told: Collection[Key]) -> None:
    """Write figures at their points where they touch nothing: the last, the greatest and the least of each series first."""
    data = sheet.data
    sheet.board.frame = Rect(panel.left - 2, panel.base - 1, panel.right + 2, panel.base + panel.scale.length + HEAD)
    boxes = {mark[:3]: mark.box for mark in sheet.marks}
    notable, others = _order(sheet, panel)
    wanted = [*notable, *(others if len(notable) + len(others) <= CROWD else ())]
    for series, i, number, _ in wanted:
        if (series, i, number) in told:
            continue
        mark = boxes[series, i, number]
        _, wide, high = sheet.set(data.cells[series][i].words[number], "chart.figure")
        for box in _beside(mark, wide, high):
            if sheet.is_free(box):
                sheet.write(data.cells[series][i].words[number], "chart.figure", box.left, (box.bottom + box.top) / 2)
                break


def _order(sheet: Sheet, panel: Panel) -> tuple[list[tuple[int, int, int, Amount]], list[tuple[int, int, int, Amount]]]:
    """Return the figures that are to be written first, and the others."""
    notable, others = [], []
    for series in panel.group:
        row = [(series, i, n, it) for i, cell in enumerate(sheet.data.cells[series]) for n, it in enumerate(cell.amounts)]
        if not row:
            continue
        chosen = {row[-1], max(row, key=lambda it: it[3].high), min(row, key=lambda it: it[3].low), row[0]}
        notable += [it for it in row if it in chosen]
        others += [it for it in row if it not in chosen]
    return notable, others


def _beside(mark: Rect, wide: float, high: float) -> Sequence[Rect]:
    """Return the places of words about a mark: above, below, to the right, to the left; then farther above and below."""
    x, y = (mark.left + mark.right) / 2, (mark.bottom + mark.top) / 2
    above, below = (
        [Rect(x - wide / 2, foot, x + wide / 2, foot + high) for foot in feet]
        for feet in ((mark.top + 0.8, mark.top + 3.2), (mark.bottom - 0.8 - high, mark.bottom - 3.2 - high))
    )
    return (
        above[0],
        below[0],
        Rect(mark.right + 1.5, y - high / 2, mark.right + 1.5 + wide, y + high / 2),
        Rect(mark.left - 1.5 - wide, y - high / 2, mark.left - 1.5, y + high / 2),
        above[1],
        below[1],
    )

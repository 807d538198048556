"""Two labels -> a slope plot: two uprights of one scale, a line for each series, its name and figure at both ends."""

from __future__ import annotations

from math import inf
from typing import Final

from dossier.blocks import Run, Text
from dossier.figures.chart.marks import ARROW, DASHES, DOT, color_of, point
from dossier.figures.chart.scale import Scale
from dossier.figures.chart.sheet import LEAST, Sheet, spread
from dossier.figures.kit.ink import Ink

PANEL: Final = 160.0  # the height of a plot, unless its words need more
SIDE: Final = 0.34  # of the width: the most that the words at an end take
WIDEST: Final = 240.0  # from one upright to the other: wider, slopes lie flat
LEAD: Final = 14.0  # from a point to its words


def lay(sheet: Sheet) -> None:
    """Lay a slope plot out in the middle of the width.

    Where words leave too little room, the chart is higher than any page, so that only its table is printed.
    """
    data = sheet.data
    measure = SIDE * sheet.width
    said = [[_said(sheet, series, end) for series in range(len(data.series))] for end in (0, 1)]
    rooms = [max(sheet.set(words, "chart.series", measure)[1] for words in side) for side in said]
    span = min(WIDEST, sheet.width - sum(rooms) - 2 * LEAD)
    start = (sheet.width - sum(rooms) - 2 * LEAD - span) / 2
    ends = (start + rooms[0] + LEAD, start + rooms[0] + LEAD + span)
    measured = 0.45 * span
    heads = [sheet.set(label, "chart.label", max(0.0, measured))[1:] for label in data.labels]
    if span < LEAST * sheet.width or any(wide > sheet.width / 2 - 2 for wide, _ in heads):
        sheet.height = inf
        return
    sizes = [[sheet.set(words, "chart.series", measure)[2] for words in side] for side in said]
    reach = ARROW if any(it.bound for row in data.cells for cell in row for it in cell.amounts) else 0.0
    head = max(high for _, high in heads) + 8 + reach
    deep = max(sheet.deep(PANEL, head + reach + 14, sheet.width), *(sum(side) + len(side) for side in sizes))
    figures = [at for row in data.cells for cell in row for it in cell.amounts for at in (it.low, it.high)]
    scale = Scale(figures, deep, zero=data.zero)
    base = -head - deep - 6
    axis = sheet.role("chart.axis")
    for x, label, (wide, _), way in zip(ends, data.labels, heads, (-1, 1), strict=True):
        sheet.inks.append(Ink([[(x, base), (x, 2 + reach - head)]], stroke=axis.rule_color, width=axis.rule_above))
        nearest = sheet.width / 2 + way * (2 + wide / 2)  # a long word keeps to its half
        sheet.write(label, "chart.label", way * max(way * x, way * nearest), 0, align=0.5, width=measured, top=True)
    _lines(sheet, scale, base, ends)
    for side in (0, 1):
        _write_end(sheet, scale, base, ends[side], side, said[side], measure)
    sheet.height = max(8 + reach - base, *(-label.box.bottom for label in sheet.labels))


def _said(sheet: Sheet, series: int, end: int) -> Text:
    """Say name and figures, the figures next to the line; nothing where there is none."""
    data = sheet.data
    cell = data.cells[series][end]
    name = Run(data.series[series], "strong")
    words = Run(f" {data.words['or']} ".join(cell.words) or data.words["charts.missing"])
    return (name, Run("  "), words) if end == 0 else (words, Run("  "), name)


def _lines(sheet: Sheet, scale: Scale, base: float, ends: tuple[float, float]) -> None:
    """Draw the lines between single figures, then the points of all."""
    mark = sheet.role("chart.mark")
    for series, row in enumerate(sheet.data.cells):
        color = color_of(series, mark) if len(sheet.data.series) > 1 else mark.rule_color
        if all(len(cell.amounts) == 1 and not cell.amounts[0].is_range for cell in row):
            line = [(x, base + scale.place(cell.amounts[0].low)) for x, cell in zip(ends, row, strict=True)]
            sheet.inks.append(Ink([line], stroke=color, width=mark.rule_above, dash=DASHES[series % len(DASHES)]))
        for end, (x, cell) in enumerate(zip(ends, row, strict=True)):
            for number, it in enumerate(cell.amounts):
                inks, box = point(
                    it, (x, base + scale.place(it.low)), (x, base + scale.place(it.high)), series, color, upright=True
                )
                sheet.inks += inks
                sheet.mark(series, end, number, box)


def _write_end(sheet: Sheet, scale: Scale, base: float, x: float, end: int, said: list[Text], measure: float) -> None:
    """Write names and figures beside an upright at the heights of their points, moved apart where they would touch."""
    heights = []
    for series, row in enumerate(sheet.data.cells):
        known = [base + scale.place((it.low + it.high) / 2) for it in row[end].amounts]
        other = [base + scale.place((it.low + it.high) / 2) for it in row[1 - end].amounts]
        heights.append(((sum(known) / len(known)) if known else sum(other) / len(other) if other else base, bool(known), series))
    heights.sort()
    sizes = [sheet.set(said[series], "chart.series", measure)[2] for *_, series in heights]
    low = base - sizes[0] / 2
    places = spread([y for y, *_ in heights], sizes, low, max(base + scale.length + 4, low + sum(sizes) + len(sizes)))
    way = -1.0 if end == 0 else 1.0
    for (y, is_known, series), at in zip(heights, places, strict=True):
        if is_known:
            line = [(x + way * DOT, y), (x + way * (LEAD - 2), at)]
            sheet.inks.append(Ink([line], stroke=sheet.role("chart.axis").color, width=0.35))
        sheet.write(said[series], "chart.series", x + way * LEAD, at, align=1.0 if end == 0 else 0.0, width=measure)

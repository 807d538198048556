"""Lines and small multiples -> panels of one scale: labels below, each line named at its end, figures where they fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dossier.figures.chart.annotating import HEAD, Panel, write_figures, write_names
from dossier.figures.chart.marks import ARROW, DASHES, color_of, point
from dossier.figures.chart.scale import Scale, said
from dossier.figures.chart.sheet import APART, Sheet
from dossier.figures.kit.ink import Ink
from dossier.figures.kit.placing import Rect

PANEL: Final = 150.0  # the height of a panel of lines
SMALL: Final = 82.0  # that of one of several
BETWEEN: Final = 18.0  # between two panels
FOOT: Final = 7.0  # below it, with the labels
NAMES: Final = 0.3  # of a panel: the most that names at its end take
LABEL: Final = 90.0  # the most that a label takes
REACH: Final = ARROW + 4.0  # of the arrow of a bound, with the room about it
TICK: Final = 2.5


def lay(sheet: Sheet) -> None:
    """Lay lines out: all in one panel, or each series in its own with the same scale."""
    data = sheet.data
    several = data.kind == "multiples"
    columns = min(len(data.series), 3 if sheet.width > 400 else 2 if sheet.width > 220 else 1) if several else 1
    wide = (sheet.width - BETWEEN * (columns - 1)) / columns
    figures = [end for row in data.cells for cell in row for it in cell.amounts for end in (it.low, it.high)]
    foot_room = FOOT + max(sheet.set(label, "chart.label", _measure(wide))[2] for label in data.labels)
    names = data.series if several else ()
    head = HEAD - 9.5 + max([9.5, *(sheet.set(name, "chart.series", wide)[2] for name in names)])
    rows = -(-len(data.series) // columns) if several else 1
    deep = sheet.deep(SMALL if several else PANEL, head + foot_room + 8 + 2 * REACH, wide, rows)
    if not several and len(data.series) > 1:
        deep = max(deep, _names(sheet, wide)[1] - HEAD - 4)  # names begin a little below a panel and reach into its head
    scale = Scale(figures, deep, zero=data.zero, steps=3 if deep < PANEL else 5)
    out = _reaching_out(sheet, scale)
    head, foot_room = head + out[1], foot_room + out[0]
    groups = [[i] for i in range(len(data.series))] if several else [list(range(len(data.series)))]
    foot = 0.0
    for number, group in enumerate(groups):
        top = -(number // columns) * (head + deep + foot_room + 8)
        _panel(sheet, group, scale, (number % columns) * (wide + BETWEEN), top - head, wide, out)
        foot = top - head - deep - foot_room
    sheet.height = -foot


def _panel(
    sheet: Sheet, group: Sequence[int], scale: Scale, x: float, high: float, wide: float, out: tuple[float, float]
) -> None:
    """Draw a panel: scale, labels below, lines, their names at the right end, or above where it is the only one."""
    data = sheet.data
    alone = len(group) == 1
    ticks = [said(tick, *data.form[:2], data.words if data.form.short else None) for tick in scale.ticks()]
    left = x + sheet.widest(ticks, "chart.axis") + 6
    names = 0.0 if alone else _names(sheet, wide)[0]
    right, base = x + wide - names, high - scale.length
    panel = Panel(group, scale, left, right, base, _places(data.at, len(data.labels), left, right), out)
    if alone and len(data.series) > 1:
        _, _, deep = sheet.set(data.series[group[0]], "chart.series", wide)
        sheet.write(data.series[group[0]], "chart.series", x, high + out[1] + HEAD - 9.5 + deep - 1, width=wide, top=True)
    axis = sheet.role("chart.axis")
    for tick, words in zip(scale.ticks(), ticks, strict=True):
        y = panel.height(tick)
        width = axis.rule_above * (1.6 if tick == 0 else 1)
        sheet.inks.append(Ink([[(left, y), (right, y)]], stroke=axis.rule_color, width=width))
        sheet.write(words, "chart.axis", left - 4, y, align=1.0)
    _labels(sheet, panel, x, x + wide)
    sheet.board.frame = Rect(left, base - FOOT, right + 2, high + HEAD)
    for i in group:
        _line(sheet, panel, i)
    told = set() if alone else write_names(sheet, panel, x + wide)
    write_figures(sheet, panel, told)


def _names(sheet: Sheet, wide: float) -> tuple[float, float]:
    """Return what the names at the ends of lines take beside a panel: width with their leaders, height."""
    names = sheet.data.series
    measure = sheet.widest(names, "chart.series", NAMES * wide) + 4
    return measure + 14, sum(sheet.set(name, "chart.series", measure)[2] + APART for name in names)


def _places(at: Sequence[float], count: int, left: float, right: float) -> list[float]:
    """Return where labels stand: to scale where they are dates or numbers, else evenly."""
    at = at or list(range(count))
    first, last = min(at), max(at)
    inset = min(18.0, (right - left) * 0.5 / count)
    stretch = (right - left - 2 * inset) / (last - first) if last > first else 0.0
    return [left + inset + (it - first) * stretch for it in at]


def _reaching_out(sheet: Sheet, scale: Scale) -> tuple[float, float]:
    """Return how far arrows of bounds reach out of a panel, below and above."""
    amounts = [it for row in sheet.data.cells for cell in row for it in cell.amounts]
    below = [REACH - scale.place(it.low) for it in amounts if it.bound == "most"]
    above = [REACH - scale.length + scale.place(it.high) for it in amounts if it.bound == "least"]
    return max([0.0, *below]), max([0.0, *above])


def _measure(wide: float) -> float:
    """Return the most that a label takes below a panel of a width: two stand side by side."""
    return min(LABEL, 0.42 * wide)


def _labels(sheet: Sheet, panel: Panel, start: float, end: float) -> None:
    """Write the labels below a panel, the first and the last before those between, as far as there is room; all have a tick."""
    data, base = sheet.data, panel.base
    count, measure = len(data.labels), _measure(end - start)
    axis = sheet.role("chart.axis")
    ticks = [[(x, base), (x, base - TICK)] for x in panel.places]
    sheet.inks.append(Ink(ticks, stroke=axis.color, width=axis.rule_above))
    taken: list[tuple[float, float]] = []
    for i in dict.fromkeys((0, count - 1, *range(count))):
        _, wide, _ = sheet.set(data.labels[i], "chart.label", measure)
        x = min(max(panel.places[i] - wide / 2, start), end - wide)
        if wide <= end - start and all(x > right + 4 or x + wide < left - 4 for left, right in taken):
            taken.append((x, x + wide))
            sheet.write(data.labels[i], "chart.label", x, base - panel.out[0] - TICK - 2, width=measure, top=True)


def _line(sheet: Sheet, panel: Panel, series: int) -> None:
    """Draw a series: a point for each figure, a line only from one figure to the next one that stands alone in its cell.

    Where there is no figure, a range, or what sources disagree on, it is broken: nobody said how it ran.
    """
    mark = sheet.role("chart.mark")
    color = color_of(series, mark) if len(sheet.data.series) > 1 else mark.rule_color
    for one, other in pairwise(_single(sheet, panel, series)):
        if one and other:
            sheet.inks.append(Ink([[one, other]], stroke=color, width=mark.rule_above, dash=DASHES[series % len(DASHES)]))
            sheet.strokes.append((one, other))
    for i, cell in enumerate(sheet.data.cells[series]):
        for number, amount in enumerate(cell.amounts):
            x = panel.places[i]
            inks, box = point(amount, (x, panel.height(amount.low)), (x, panel.height(amount.high)), series, color, upright=True)
            sheet.inks += inks
            sheet.mark(series, i, number, box)


def _single(sheet: Sheet, panel: Panel, series: int) -> list[tuple[float, float] | None]:
    """Return the point of each label at which a series has one figure; None at the others."""
    return [
        (x, panel.height(cell.amounts[0].low)) if len(cell.amounts) == 1 and not cell.amounts[0].is_range else None
        for x, cell in zip(panel.places, sheet.data.cells[series], strict=True)
    ]

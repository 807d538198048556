"""Bars and dots -> rows below a scale: a label, its series under each other, the figures of several sources side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dossier.blocks import Run, Text, text
from dossier.figures.chart.marks import ARROW, DOT, bar, point
from dossier.figures.chart.plotting import Cell
from dossier.figures.chart.scale import Scale, said
from dossier.figures.chart.sheet import Sheet
from dossier.figures.kit.ink import Ink

LABELS: Final = 0.28  # of the width: the most that labels take, and names of series
FIGURES: Final = 0.4  # of the width: the most that figures take with their sources
ROW: Final = 11.5  # a bar with the room about it
BETWEEN: Final = 5.0  # between two labels
AXIS: Final = 14.0  # what the numbers of the scale take
GAP: Final = 5.0  # between a mark and its words


def lay(sheet: Sheet) -> None:
    """Lay bars or dots out in rows below a scale."""
    data = sheet.data
    measure = LABELS * sheet.width
    left = min(measure, sheet.widest(data.labels, "chart.label", measure)) + 8
    names = left
    if len(data.series) > 1:
        left += min(measure, sheet.widest(data.series, "chart.series", measure)) + 8
    amounts = [it for row in data.cells for cell in row for it in cell.amounts]
    saying = _saying(sheet)
    room = max(sheet.set(words, "chart.figure")[1] for row in data.cells for cell in row for words in (*saying(cell), text("0")))
    pad = ARROW + DOT if any(it.bound for it in amounts) else DOT
    room += GAP + 3 + pad
    below = room if data.kind == "bars" and min(it.low for it in amounts) < 0 else pad
    ends = [end for it in amounts for end in (it.low, it.high)]
    scale = Scale(ends, sheet.width - left - room - below, zero=data.zero)
    place = placing(scale, left + below)
    y = -AXIS
    for i, label in enumerate(data.labels):
        y = _group(sheet, i, label, (names, left), place, saying, y - BETWEEN)
    axis_above(sheet, scale, place, y)
    sheet.height = 2 - y


def placing(scale: Scale, left: float) -> Callable[[float], float]:
    """Return what places figures on a scale that begins at a distance from the left edge."""
    return lambda figure: left + scale.place(figure)


def _saying(sheet: Sheet) -> Callable[[Cell], list[Text]]:
    """Return what says the figures of a cell: with their sources, where these leave enough room for the bars."""

    def sourced(cell: Cell) -> list[Text]:
        found = zip(cell.words, cell.sources, strict=True)
        return [(Run(words), Run(f" {source}", "cite")) if source else text(words) for words, source in found]

    cells = [cell for row in sheet.data.cells for cell in row]
    widest = max(sheet.set(words, "chart.figure")[1] for cell in cells for words in (*sourced(cell), text("0")))
    return sourced if widest <= FIGURES * sheet.width else lambda cell: [text(it) for it in cell.words]


def _group(
    sheet: Sheet,
    i: int,
    label: str,
    lefts: tuple[float, float],
    place: Callable[[float], float],
    saying: Callable[[Cell], list[Text]],
    y: float,
) -> float:
    """Draw the rows of a label; return where the next one begins."""
    data, measure = sheet.data, LABELS * sheet.width
    foot = y
    head = sheet.write(label, "chart.label", 0, y, width=measure, top=True)
    for series, row in enumerate(data.cells):
        cell, top = row[i], foot
        if not cell.asked:
            continue
        if len(data.series) > 1:
            name = sheet.write(data.series[series], "chart.series", lefts[0], top, width=measure, top=True)
            foot = min(foot, name.bottom - 1)
        for number, words in enumerate(saying(cell)):
            at = top - (number + 0.5) * ROW
            _figure(sheet, (series, i, number), words, place, at)
            foot = min(foot, at - ROW / 2)
        if not cell.amounts:
            _write_missing(sheet, place, lefts[1], top - ROW / 2)
            foot = min(foot, top - ROW)
    return min(foot, head.bottom - 1)


def _write_missing(sheet: Sheet, place: Callable[[float], float], left: float, y: float) -> None:
    """Say that there is no figure, where a bar would begin."""
    start = place(0) if sheet.data.zero else left
    sheet.write(sheet.data.words["charts.missing"], "chart.axis", start + GAP, y)


def _figure(sheet: Sheet, key: tuple[int, int, int], words: Text, place: Callable[[float], float], y: float) -> None:
    """Draw one figure, and write it in its own words at its end."""
    series, label, number = key
    amount = sheet.data.cells[series][label].amounts[number]
    mark = sheet.role("chart.mark")
    if sheet.data.kind == "bars":
        inks, box = bar(amount, place, y, mark)
    else:
        inks, box = point(amount, (place(amount.low), y), (place(amount.high), y), 0, mark.rule_color, upright=False)
    sheet.inks += inks
    sheet.mark(series, label, number, box)
    if amount.high <= 0 and amount.low < 0 and sheet.data.kind == "bars":
        sheet.write(words, "chart.figure", box.left - GAP, y, align=1.0)
    else:
        sheet.write(words, "chart.figure", box.right + GAP, y)


def axis_above(sheet: Sheet, scale: Scale, place: Callable[[float], float], foot: float) -> None:
    """Draw the scale at the head, its lines through all rows; that of nought is heavier."""
    axis = sheet.role("chart.axis")
    for tick in scale.ticks():
        x = place(tick)
        width = axis.rule_above * (1.6 if abs(tick) < scale.step / 2 else 1.0)
        sheet.inks.insert(0, Ink([[(x, 2 - AXIS), (x, foot)]], stroke=axis.rule_color, width=width))
    right = -1.0
    for tick in scale.ticks():
        words = said(tick, *sheet.data.form[:2], sheet.data.words if sheet.data.form.short else None)
        _, wide, _ = sheet.set(words, "chart.axis")
        x = place(tick)
        if x - wide / 2 > right + 4:
            right = sheet.write(words, "chart.axis", x, -AXIS / 2 + 2, align=0.5).right

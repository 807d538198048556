"""Bars and dots -> rows below a scale: a label, its series under each other, the figures of several sources side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import Final

from dossier.blocks import Run, Text, text
from dossier.figures.chart.marks import ARROW, DOT, bar, point
from dossier.figures.chart.plotting import Cell
from dossier.figures.chart.scale import Scale, said
from dossier.figures.chart.sheet import LEAST, WIDE, Sheet
from dossier.figures.kit.ink import Ink
from dossier.tuples import NamedTuple

LABELS: Final = 0.28  # of the width: the most that labels take, and names of series
FIGURES: Final = 0.4  # of the width: the most that figures take with their sources
ROW: Final = 11.5  # a bar with the room about it
BETWEEN: Final = 5.0  # between two labels
AXIS: Final = 14.0  # what the numbers of the scale take
GAP: Final = 5.0  # between a mark and its words


class Plan(NamedTuple):
    """Where rows have what: names, then the scale from its origin; how figures are said, within which width."""

    names: float
    start: float
    origin: float
    scale: Scale
    saying: Callable[[Cell], list[Text]]
    figures: float

    def place(self, figure: float) -> float:
        """Return where a figure stands."""
        return self.origin + self.scale.place(figure)

    def is_over(self) -> bool:
        """Say whether labels and names stand over their bars, not beside them."""
        return self.start == 0


def lay(sheet: Sheet) -> None:
    """Lay bars or dots out in rows below a scale: with sources where these leave room, else without, else with words over bars.

    Where words leave too little room in all ways, the chart is higher than any page, so that only its table is printed.
    """
    plan = next((it for it in _plans(sheet) if it and it.scale.length >= LEAST * sheet.width), None)
    if plan is None:
        sheet.height = inf
        return
    y = -AXIS
    for i, label in enumerate(sheet.data.labels):
        y = _group(sheet, i, label, plan, y - BETWEEN)
    axis_above(sheet, plan.scale, plan.place, y)
    sheet.height = 2 - y


def _plans(sheet: Sheet) -> Iterator[Plan | None]:
    """Yield how rows may be arranged, the best first; None where words leave nothing for a scale."""
    data, measure = sheet.data, LABELS * sheet.width
    names = sheet.widest(data.labels, "chart.label", measure) + 8
    start = names + (sheet.widest(data.series, "chart.series", measure) + 8 if len(data.series) > 1 else 0.0)
    if _has_room_for_sources(sheet):
        yield _plan(sheet, names, start, _sourced, WIDE)
    yield _plan(sheet, names, start, _bare, WIDE)
    yield _plan(sheet, 0.0, 0.0, _bare, measure)


def _plan(sheet: Sheet, names: float, start: float, saying: Callable[[Cell], list[Text]], figures: float) -> Plan | None:
    """Return a plan with the scale that words and arrows leave room for."""
    cells = [cell for row in sheet.data.cells for cell in row]
    amounts = [it for cell in cells for it in cell.amounts]
    pad = ARROW + DOT if any(it.bound for it in amounts) else DOT
    room = max(sheet.set(words, "chart.figure", figures)[1] for cell in cells for words in (*saying(cell), text("0")))
    room += GAP + 3 + pad
    origin = start + (room if sheet.data.kind == "bars" and min(it.low for it in amounts) < 0 else pad)
    length = sheet.width - origin - room
    if length <= 0:
        return None
    scale = Scale([end for it in amounts for end in (it.low, it.high)], length, zero=sheet.data.zero)
    return Plan(names, start, origin, scale, saying, figures)


def _has_room_for_sources(sheet: Sheet) -> bool:
    """Say whether figures with their sources leave enough room for the bars."""
    cells = [cell for row in sheet.data.cells for cell in row]
    widest = max(sheet.set(words, "chart.figure")[1] for cell in cells for words in (*_sourced(cell), text("0")))
    return widest <= FIGURES * sheet.width


def _sourced(cell: Cell) -> list[Text]:
    """Say the figures of a cell with their sources."""
    found = zip(cell.words, cell.sources, strict=True)
    return [(Run(words), Run(f" {source}", "cite")) if source else text(words) for words, source in found]


def _bare(cell: Cell) -> list[Text]:
    """Say the figures of a cell without their sources."""
    return [text(it) for it in cell.words]


def _group(sheet: Sheet, i: int, label: str, plan: Plan, y: float) -> float:
    """Draw the rows of a label; return where the next one begins."""
    data, measure = sheet.data, sheet.width if plan.is_over() else LABELS * sheet.width
    head = sheet.write(label, "chart.label", 0, y, width=measure, top=True)
    foot = head.bottom - 1 if plan.is_over() else y
    for series, row in enumerate(data.cells):
        cell, top = row[i], foot
        if not cell.asked:
            continue
        if len(data.series) > 1:
            name = sheet.write(data.series[series], "chart.series", plan.names, top, width=measure, top=True)
            foot = min(foot, name.bottom - 1)
        at = top = foot if plan.is_over() else top
        for number, words in enumerate(plan.saying(cell)):
            high = max(ROW, sheet.set(words, "chart.figure", plan.figures)[2] + 1)
            _figure(sheet, (series, i, number), words, plan, at - high / 2)
            at -= high
        if not cell.amounts:
            _write_missing(sheet, plan, top - ROW / 2)
            at = top - ROW
        foot = min(foot, at)
    return min(foot, head.bottom - 1)


def _write_missing(sheet: Sheet, plan: Plan, y: float) -> None:
    """Say that there is no figure, where a bar would begin."""
    start = plan.place(0) if sheet.data.zero else plan.start
    sheet.write(sheet.data.words["charts.missing"], "chart.axis", start + GAP, y)


def _figure(sheet: Sheet, key: tuple[int, int, int], words: Text, plan: Plan, y: float) -> None:
    """Draw one figure, and write it in its own words at its end."""
    series, label, number = key
    amount = sheet.data.cells[series][label].amounts[number]
    mark, place = sheet.role("chart.mark"), plan.place
    if sheet.data.kind == "bars":
        inks, box = bar(amount, place, y, mark)
    else:
        inks, box = point(amount, (place(amount.low), y), (place(amount.high), y), 0, mark.rule_color, upright=False)
    sheet.inks += inks
    sheet.mark(series, label, number, box)
    if amount.high <= 0 and amount.low < 0 and sheet.data.kind == "bars":
        sheet.write(words, "chart.figure", box.left - GAP, y, align=1.0, width=plan.figures)
    else:
        sheet.write(words, "chart.figure", box.right + GAP, y, width=plan.figures)


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

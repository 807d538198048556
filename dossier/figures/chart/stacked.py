"""Stacked bars -> rows below a scale: the figure of each part in it or led out of it, the sum at the end, names over all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import Final

from dossier.blocks import text
from dossier.figures.chart.marks import segment
from dossier.figures.chart.plotting import Cell, total, total_words
from dossier.figures.chart.rows import AXIS, BETWEEN, GAP, LABELS, axis_above
from dossier.figures.chart.scale import Scale
from dossier.figures.chart.sheet import APART, LEAST, Sheet, spread
from dossier.figures.kit.ink import Ink, Sign, rectangle
from dossier.figures.kit.key import Entry, Label, key
from dossier.figures.kit.placing import Rect
from dossier.units import WHITE

DEEP: Final = 15.0  # the height of a bar
LEADER: Final = 4.0
PAD: Final = 2.0  # about a figure within its part
SUMS: Final = 0.34  # of the width: the most that the words at the end take
LONGEST: Final = 30.0  # how far a name may stand off its part


def lay(sheet: Sheet) -> None:
    """Lay stacked bars out below a scale, what the parts are over the first bar, or below all where there is no room.

    Where words leave too little room, the chart is higher than any page, so that only its table is printed.
    """
    data = sheet.data
    columns = list(zip(*data.cells, strict=True))
    left = sheet.widest(data.labels, "chart.label", LABELS * sheet.width) + 8
    ends = [_end(sheet, column) for column in columns]
    room = min(SUMS * sheet.width, sheet.widest(filter(None, ends), "chart.figure")) + GAP + 2
    length = sheet.width - left - room
    if length < LEAST * sheet.width:
        sheet.height = inf
        return
    scale = Scale([total(column) for column in columns], length, zero=True)

    def place(figure: float) -> float:
        return left + scale.place(figure)

    y = -AXIS
    named = _names(sheet, columns[0], place, y - BETWEEN)
    y -= (11.0 + LEADER) if named else 0.0
    for i, (label, column, end) in enumerate(zip(data.labels, columns, ends, strict=True)):
        y = _bar(sheet, i, label, column, end, place, room - GAP, y - BETWEEN)
        if y == -inf:
            sheet.height = inf
            return
    axis_above(sheet, scale, place, y)
    sheet.height = 2 - y
    if not named and len(data.series) > 1:
        _key(sheet)


def _end(sheet: Sheet, column: Sequence[Cell]) -> str:
    """Say the sum of a bar, and the parts of which there is no figure."""
    words, figure = sheet.data.words, total_words(sheet.data, column)
    missing = [name for name, cell in zip(sheet.data.series, column, strict=True) if not cell.amounts]
    parts = [words["charts.sum"].format(figure)] if figure else []
    parts += [f"{', '.join(missing)}: {words['charts.missing']}"] if missing else []
    return "; ".join(parts)


def _bar(
    sheet: Sheet, i: int, label: str, column: Sequence[Cell], end: str, place: Callable[[float], float], room: float, y: float
) -> float:
    """Draw a stacked bar; return where the next one begins."""
    mark = sheet.role("chart.mark")
    head = sheet.write(label, "chart.label", 0, y - 2, width=LABELS * sheet.width, top=True)
    at, right = 0.0, place(0)
    out: list[tuple[float, str]] = []
    for number, cell in enumerate(column):
        if not cell.amounts:
            continue
        start, right = place(at), place(at + cell.amounts[0].high)
        at += cell.amounts[0].high
        box = Rect(start, y - DEEP, right, y)
        sheet.inks += segment(box, number, mark)
        sheet.mark(number, i, 0, box)
        _, wide, _ = sheet.set(cell.words[0], "chart.figure")
        middle = (start + right) / 2
        if wide + 4 * PAD <= right - start:
            plate = rectangle(middle - wide / 2 - PAD, y - DEEP / 2 - 4.5, middle + wide / 2 + PAD, y - DEEP / 2 + 4.5)
            sheet.inks.append(Ink([plate], WHITE, closed=True))
            sheet.write(cell.words[0], "chart.figure", middle, y - DEEP / 2, align=0.5)
        else:
            out.append((middle, cell.words[0]))
    foot = y - DEEP
    if end:
        foot = min(foot, sheet.write(end, "chart.figure", right + GAP, y - 3, width=room, top=True).bottom)
    if out:
        foot = min(foot, _lead_out(sheet, out, y - DEEP, min(foot, head.bottom)))
    return min(foot, head.bottom) - 1


def _lead_out(sheet: Sheet, out: Sequence[tuple[float, str]], y: float, free: float) -> float:
    """Write the figures of parts that are too small below the bar, each with a line to its part; return the foot.

    They stand right below it, or where they would touch the words at either end of it, below those, where all is free.
    Where the chart is narrower than they are, the foot is infinitely far.
    """
    sizes = [sheet.set(words, "chart.figure")[1:] for _, words in out]
    if sum(wide + 4 + APART for wide, _ in sizes) > sheet.width:
        return -inf
    places = spread([x for x, _ in out], [wide + 4 for wide, _ in sizes], 0.0, sheet.width)
    middle = y - LEADER - 5
    boxes = [
        Rect(at - wide / 2, middle - high / 2, at + wide / 2, middle + high / 2)
        for at, (wide, high) in zip(places, sizes, strict=True)
    ]
    head = free if any(box.touches(label.box, 0) for box in boxes for label in sheet.labels) else y
    axis = sheet.role("chart.axis")
    foot = y
    for (x, words), at in zip(out, places, strict=True):
        sheet.inks.append(Ink([[(x, y), (x, head), (at, head - LEADER)]], stroke=axis.color, width=0.5))
        foot = min(foot, sheet.write(words, "chart.figure", at, head - LEADER - 5, align=0.5).bottom)
    return foot


def _names(sheet: Sheet, column: Sequence[Cell], place: Callable[[float], float], y: float) -> bool:
    """Write the names of all parts over the first bar, each with a line to its part, where it has them all and there is room."""
    data = sheet.data
    if len(data.series) < 2 or not all(cell.amounts and cell.amounts[0].high for cell in column):
        return False
    sizes = [sheet.set(name, "chart.series")[1] + 6 for name in data.series]
    left = max(0.0, place(0) - 40)
    if sum(sizes) + len(sizes) > sheet.width - left:
        return False
    at, middles = 0.0, []
    for cell in column:
        middles.append((place(at) + place(at + cell.amounts[0].high)) / 2)
        at += cell.amounts[0].high
    places = spread(middles, sizes, left, sheet.width)
    if max(abs(x - at) for x, at in zip(middles, places, strict=True)) > LONGEST:
        return False
    foot = y - 11.0 - LEADER
    for name, x, at in zip(data.series, middles, places, strict=True):
        sheet.write(name, "chart.series", at, y - 5.5, align=0.5)
        sheet.inks.append(Ink([[(at, y - 11), (x, foot)]], stroke=sheet.role("chart.axis").color, width=0.5))
    return True


def _key(sheet: Sheet) -> None:
    """Say below the chart what the patterns stand for."""
    mark = sheet.role("chart.mark")

    def sign(number: int) -> Sign:
        return lambda x, y: segment(Rect(x, y - 4, x + 22, y + 4), number, mark)

    entries = [Entry(sign(i), text(name)) for i, name in enumerate(sheet.data.series)]
    found = key(entries, sheet.setter, "chart.key", sheet.width)
    down = -sheet.height
    sheet.inks += [it._replace(lines=[[(x, y + down) for x, y in line] for line in it.lines]) for it in found.inks]
    for it in found.labels:
        box = Rect(it.box.left, it.box.bottom + down, it.box.right, it.box.top + down)
        sheet.labels.append(Label(it.lines, box))
    sheet.height += found.height

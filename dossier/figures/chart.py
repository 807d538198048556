"""A plot in, the drawn chart out: bars from nought, dots, or lines, each figure with its words beside it. Lengths in points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from dossier.blocks import text
from dossier.figures.drawing.key import Entry, Label, key, size
from dossier.figures.drawing.scale import Scale, said
from dossier.figures.mapping.ink import Ink, circle, paint, polygon, rectangle
from dossier.figuring import Cell, Plot
from dossier.mapping.placing import Rect
from dossier.reading.amounts import Amount
from dossier.units import Color

MOST_THIRDS: Final = 2.6  # of the page's height, in thirds: what a chart may take of it
NARROWEST: Final = 160.0  # points: what a chart takes at least
LABELS: Final = 0.28  # of the width: the most that labels take
ROW: Final = 11.0  # points: a bar with the room about it
PANEL: Final = 150.0  # points: the height of a panel of lines
BETWEEN: Final = 18.0  # points: between two panels
HALO: Final = 2.2  # points: the width of the outline under words
WHITE: Final = Color("gray", (1.0,))
DASHES: Final[Sequence[Sequence[float]]] = ((), (5, 2), (1.5, 1.5), (7, 2, 1.5, 2))


def draw(
    setter: Any, data: Plot, width: float, height: float | None = None
) -> tuple[float, Callable[[Any, float, float], None]] | None:
    """Lay the chart out; return its height and what paints it; None where it has no room."""
    if width < NARROWEST:
        return None
    sheet = Sheet(setter, data, width)
    return (sheet.height, sheet.paint) if sheet.height <= (height or MOST_THIRDS * setter.third) else None


class Sheet:
    """A chart that is laid out; its origin is the upper left corner, heights are negative."""

    def __init__(self, setter: Any, data: Plot, width: float) -> None:
        self.setter, self.data, self.width = setter, data, width
        self.role = setter.style.role
        self.inks: list[Ink] = []
        self.labels: list[Label] = []
        self.height = 0.0
        if data.kind in ("bars", "stacked", "dots"):
            self._lay_rows()
        else:
            self._lay_panels()

    def _set(self, words: str, role: str, width: float = 400.0) -> tuple[Any, float, float]:
        lines = self.setter.lines(text(words), role, width, None)
        return lines, *size(lines)

    def _write(self, words: str, role: str, x: float, middle: float, *, align: float = 0.0, width: float = 400.0) -> Rect:
        """Write words about a height; `align` says how much of them stands to the left of x."""
        lines, wide, high = self._set(words, role, width)
        x = min(max(0.0, x - align * wide), max(0.0, self.width - wide))
        box = Rect(x, middle - high / 2, x + wide, middle + high / 2)
        self.labels.append(Label(lines, box))
        return box

    # Rows ----------------------------------------------------------------------------------------------------------------
    def _rows(self) -> list[tuple[str, str, Cell]]:
        """Return what stands under each other: label, series, figures; the label at its first row only."""
        several = len(self.data.series) > 1
        return [
            (label if number == 0 else "", name if several else "", row[i])
            for i, label in enumerate(self.data.labels)
            for number, (name, row) in enumerate(zip(self.data.series, self.data.cells, strict=True))
        ]

    def _lay_rows(self) -> None:
        """Lay bars or dots out in rows below a scale."""
        data = self.data
        stacked = data.kind == "stacked"
        measure = LABELS * self.width
        names = [*data.labels, *(data.series if len(data.series) > 1 and not stacked else ())]
        left = min(measure, max(self._set(name, "chart.label", measure)[1] for name in names)) + 8
        if len(data.series) > 1 and not stacked:
            left += min(measure, max(self._set(name, "chart.series", measure)[1] for name in data.series)) + 8
        room = max(self._set(words, "chart.figure")[1] for row in data.cells for cell in row for words in (*cell.words, "0")) + 8
        sums = [sum(cell.amounts[0].high for cell in column if cell.amounts) for column in zip(*data.cells, strict=True)]
        figures = (
            sums if stacked else [end for row in data.cells for cell in row for it in cell.amounts for end in (it.low, it.high)]
        )
        negative = room if min(figures) < 0 else 0.0
        scale = Scale(figures, self.width - left - room - negative, zero=data.kind != "dots")
        self.left = left + negative
        y = -16.0
        if stacked:
            for label, column in zip(data.labels, zip(*data.cells, strict=True), strict=True):
                y = self._stack(label, column, scale, y)
        else:
            for label, name, cell in self._rows():
                y = self._row(label, name, cell, scale, y, left)
        self._scale(scale, y)
        self.height = -y + 2
        if stacked:
            mark = self.role("chart.mark")
            found = key(
                [Entry(_sample(i, mark), text(name)) for i, name in enumerate(data.series)], self.setter, "chart.key", self.width
            )
            self.inks += [_lowered(it, -self.height) for it in found.inks]
            self.labels += [
                Label(it.lines, Rect(it.box.left, it.box.bottom - self.height, it.box.right, it.box.top - self.height))
                for it in found.labels
            ]
            self.height += found.height

    def _row(self, label: str, name: str, cell: Cell, scale: Scale, y: float, left: float) -> float:
        """Draw the figures of a row, side by side as sources give them; return where the next one begins."""
        measure = LABELS * self.width
        y -= 5 if label else 0
        deep = ROW * max(1, len(cell.amounts))
        if label:
            box = self._write(label, "chart.label", 0, y - deep / 2, width=measure)
            deep = max(deep, box.top - box.bottom + 1)
            self.labels[-1] = Label(self.labels[-1].lines, Rect(0, y - (box.top - box.bottom), box.right, y))
        if name:
            self._write(name, "chart.series", left - 8, y - ROW / 2, align=1.0, width=measure)
        for i, (amount, words) in enumerate(zip(cell.amounts, cell.words, strict=True)):
            self._figure(amount, words, scale, y - (i + 0.5) * ROW)
        if not cell.amounts:
            start = scale.place(0) if scale.low <= 0 <= scale.high else 0.0
            self._write(self.data.words["charts.missing"], "chart.axis", self.left + start + 4, y - ROW / 2)
        return y - deep

    def _figure(self, amount: Amount, words: str, scale: Scale, y: float) -> None:
        """Draw a bar from nought or a dot, a whisker over a range, and the figure in its own words at the end."""
        mark = self.role("chart.mark")
        low, high = self.left + scale.place(amount.low), self.left + scale.place(amount.high)
        middle = (low + high) / 2
        negative = amount.low < 0 and self.data.kind == "bars"
        if self.data.kind == "bars":
            start = self.left + scale.place(0)
            fill = WHITE if amount.about else mark.rule_color
            box = rectangle(min(start, middle), y - 3.4, max(start, middle), y + 3.4)
            self.inks.append(Ink([box], fill, mark.rule_color, 0.6, closed=True))
        if high > low:
            ends = [[(low, y), (high, y)], [(low, y - 2.6), (low, y + 2.6)], [(high, y - 2.6), (high, y + 2.6)]]
            self.inks.append(Ink(ends, stroke=mark.rule_color, width=0.9))
        if self.data.kind == "dots":
            fill = WHITE if amount.about else mark.rule_color
            self.inks.append(Ink([circle(middle, y, 2.8)], fill, mark.rule_color, 0.9, closed=True))
        if negative:
            self._write(words, "chart.figure", low - 5, y, align=1.0)
        else:
            self._write(words, "chart.figure", high + 5, y)

    def _stack(self, label: str, column: Sequence[Cell], scale: Scale, y: float) -> float:
        """Draw a stacked bar with the names of its parts over the first one that has room, figures within."""
        mark = self.role("chart.mark")
        y -= 6
        self._write(label, "chart.label", 0, y - 15, width=LABELS * self.width)
        at = 0.0
        for number, cell in enumerate(column):
            if not cell.amounts:
                continue
            start, end = self.left + scale.place(at), self.left + scale.place(at + cell.amounts[0].high)
            at += cell.amounts[0].high
            self.inks += _segment(Rect(start, y - 22, end, y - 8), number, mark)
            _, wide, _ = self._set(cell.words[0], "chart.figure")
            if wide + 4 <= end - start:
                self._write(cell.words[0], "chart.figure", (start + end) / 2, y - 15, align=0.5)
        if not all(cell.amounts for cell in column):
            names = [name for name, cell in zip(self.data.series, column, strict=True) if not cell.amounts]
            words = f"{', '.join(names)}: {self.data.words['charts.missing']}"
            self._write(words, "chart.axis", self.left + scale.place(at) + 6, y - 15)
        return y - 24

    def _scale(self, scale: Scale, foot: float) -> None:
        """Draw the scale at the head, its lines through all rows."""
        axis = self.role("chart.axis")
        lines = [[(self.left + scale.place(tick), -12), (self.left + scale.place(tick), foot)] for tick in scale.ticks()]
        self.inks.insert(0, Ink(lines, stroke=axis.rule_color, width=axis.rule_above))
        right = -1.0
        for tick in scale.ticks():
            _, wide, _ = self._set(said(tick), "chart.axis")
            x = self.left + scale.place(tick)
            if x - wide / 2 > right + 4:
                right = self._write(said(tick), "chart.axis", x, -5, align=0.5).right

    # Lines ---------------------------------------------------------------------------------------------------------------
    def _lay_panels(self) -> None:
        """Lay lines out: all in one panel, or each series in its own with the same scale."""
        data = self.data
        several = data.kind == "multiples"
        columns = (3 if self.width > 400 else 2) if several else 1
        wide = (self.width - BETWEEN * (columns - 1)) / columns
        figures = [end for row in data.cells for cell in row for it in cell.amounts for end in (it.low, it.high)]
        deep = PANEL * (0.55 if several else 1.0)
        scale = Scale(figures, deep, zero=False, steps=3 if several else 5)
        groups = [[i] for i in range(len(data.series))] if several else [list(range(len(data.series)))]
        lowest = 0.0
        for number, group in enumerate(groups):
            top = -(number // columns) * (deep + 46)
            self._panel(group, scale, (number % columns) * (wide + BETWEEN), top, wide)
            lowest = top - deep - 40
        self.height = -lowest

    def _panel(self, group: Sequence[int], scale: Scale, x: float, top: float, wide: float) -> None:
        """Draw a panel: scale, labels below, lines with their names at the right end, or above where it is the only one."""
        data, axis = self.data, self.role("chart.axis")
        left = x + max(self._set(said(tick), "chart.axis")[1] for tick in scale.ticks()) + 6
        alone = len(group) == 1
        room = (
            0.0 if alone else min(0.3 * wide, max(self._set(data.series[i], "chart.series", 0.3 * wide)[1] for i in group)) + 10
        )
        right, base = x + wide - room, top - 18 - scale.length
        if alone and len(data.series) > 1:
            self._write(data.series[group[0]], "chart.series", x, top - 6, width=wide)
        for tick in scale.ticks():
            y = base + scale.place(tick)
            self.inks.append(
                Ink([[(left, y), (right, y)]], stroke=axis.rule_color, width=axis.rule_above * (2 if tick == 0 else 1))
            )
            self._write(said(tick), "chart.axis", left - 4, y, align=1.0)
        places = self._places(left, right)
        free = -1.0
        for label, at in zip(data.labels, places, strict=True):
            _, size_of, _ = self._set(label, "chart.label", 90)
            if at - size_of / 2 > free + 4:
                free = self._write(label, "chart.label", at, base - 10, align=0.5, width=90).right
        ends = [(self._line(i, scale, places, base), i) for i in group]
        if not alone:
            self._name_lines(sorted(ends, reverse=True), right + 8, room - 8)

    def _places(self, left: float, right: float) -> list[float]:
        count = len(self.data.labels)
        inset = (right - left) * 0.5 / count
        return [left + inset + (right - left - 2 * inset) * i / max(1, count - 1) for i in range(count)]

    def _line(self, series: int, scale: Scale, places: Sequence[float], base: float) -> float:
        """Draw the line of a series, broken where there is no figure, every figure as a point; return the height of its end."""
        mark = self.role("chart.mark")
        runs: list[list[tuple[float, float]]] = [[]]
        points: list[Ink] = []
        last = base
        for x, cell in zip(places, self.data.cells[series], strict=True):
            if not cell.amounts:
                runs.append([])
                continue
            heights = [base + scale.place((it.low + it.high) / 2) for it in cell.amounts]
            last = sum(heights) / len(heights)
            runs[-1].append((x, last))
            for it, y in zip(cell.amounts, heights, strict=True):
                if it.high > it.low:
                    low, high = base + scale.place(it.low), base + scale.place(it.high)
                    whisker = [[(x, low), (x, high)], [(x - 2.6, low), (x + 2.6, low)], [(x - 2.6, high), (x + 2.6, high)]]
                    points.append(Ink(whisker, stroke=mark.rule_color, width=0.8))
                points.append(_point(x, y, series, it.about, mark))
        dash = DASHES[series % len(DASHES)]
        self.inks += [Ink(runs, stroke=mark.rule_color, width=mark.rule_above, dash=dash), *points]
        return last

    def _name_lines(self, ends: Sequence[tuple[float, int]], x: float, room: float) -> None:
        """Write the names of lines at their ends, moved apart where they would touch."""
        top = float("inf")
        for y, series in ends:
            _, _, high = self._set(self.data.series[series], "chart.series", room)
            y = min(y, top - high / 2 - 1)
            self._write(self.data.series[series], "chart.series", x, y, width=room)
            self.inks.append(_point(x - 6, y, series, False, self.role("chart.mark")))
            top = y - high / 2

    # Drawing -------------------------------------------------------------------------------------------------------------
    def paint(self, surface: Any, x: float, y: float) -> None:
        """Draw marks, then words with a halo."""
        with surface.turned(x, y, 0.0):
            paint(surface, self.inks)
            with surface.halos(self.role("chart.figure").fill or WHITE, HALO):
                for label in self.labels:
                    label.lines.draw(surface, label.box.left, label.box.top)
            for label in self.labels:
                label.lines.draw(surface, label.box.left, label.box.top)


def _point(x: float, y: float, series: int, about: bool, mark: Any) -> Ink:
    """Draw a point in the form of its series; hollow where the figure is approximate."""
    forms = (circle(x, y, 2.6), polygon(x, y, 3.2, 4, 0.125), polygon(x, y, 3.6, 3), polygon(x, y, 3.4, 4))
    return Ink([forms[series % len(forms)]], WHITE if about else mark.rule_color, mark.rule_color, 0.9, closed=True)


def _segment(box: Rect, number: int, mark: Any) -> list[Ink]:
    """Draw a part of a stacked bar: upright strokes, denser or wider by the number of the part."""
    step = (2.0, 4.0, 8.0, 0.0)[number % 4]
    frame = Ink([rectangle(*box)], WHITE, mark.rule_color, 0.8, closed=True)
    if not step:
        return [frame]
    count = int((box.right - box.left) / step)
    strokes = [[(box.left + i * step, box.bottom), (box.left + i * step, box.top)] for i in range(1, count + 1)]
    return [frame, Ink(strokes, stroke=mark.rule_color, width=0.7)]


def _sample(number: int, mark: Any) -> Callable[[float, float], Sequence[Ink]]:
    def sign(x: float, y: float) -> Sequence[Ink]:
        return _segment(Rect(x, y - 4, x + 22, y + 4), number, mark)

    return sign


def _lowered(ink: Ink, by: float) -> Ink:
    return ink._replace(lines=[[(x, y + by) for x, y in line] for line in ink.lines])

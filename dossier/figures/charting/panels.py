"""Lines and small multiples -> panels of one scale: labels below, each line named at its end, figures where they fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dossier.figures.charting.sheet import Sheet, spread
from dossier.figures.charting.signs import DASHES, color_of, form, point
from dossier.figures.drawing.scale import Scale, said
from dossier.figures.mapping.ink import Ink
from dossier.mapping.placing import Rect
from dossier.reading.amounts import Amount
from dossier.tuples import NamedTuple

PANEL: Final = 150.0  # the height of a panel of lines
SMALL: Final = 82.0  # that of one of several
BETWEEN: Final = 18.0  # between two panels
HEAD: Final = 18.0  # over a panel, for figures at its top
FOOT: Final = 7.0  # below it, with the labels
NAMES: Final = 0.3  # of a panel: the most that names at its end take
CROWD: Final = 60  # figures in a panel, beyond which only the notable ones are written
LABEL: Final = 90.0  # the most that a label takes
TICK: Final = 2.5


class Panel(NamedTuple):
    """A panel: the series that it shows, its edges, and where labels stand."""

    group: Sequence[int]
    scale: Scale
    left: float
    right: float
    base: float
    places: Sequence[float]

    def height(self, figure: float) -> float:
        """Return where a figure stands."""
        return self.base + self.scale.place(figure)


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
    deep = sheet.deep(SMALL if several else PANEL, head + foot_room + 8, wide, rows)
    scale = Scale(figures, deep, zero=data.zero, steps=3 if deep < PANEL else 5)
    groups = [[i] for i in range(len(data.series))] if several else [list(range(len(data.series)))]
    foot = 0.0
    for number, group in enumerate(groups):
        top = -(number // columns) * (head + deep + foot_room + 8)
        _panel(sheet, group, scale, (number % columns) * (wide + BETWEEN), top - head, wide)
        foot = top - head - deep - foot_room
    sheet.height = -foot


def _panel(sheet: Sheet, group: Sequence[int], scale: Scale, x: float, high: float, wide: float) -> None:
    """Draw a panel: scale, labels below, lines, their names at the right end, or above where it is the only one."""
    data = sheet.data
    alone = len(group) == 1
    ticks = [said(tick, *data.form[:2], data.words if data.form.short else None) for tick in scale.ticks()]
    left = x + sheet.widest(ticks, "chart.axis") + 6
    names = 0.0 if alone else sheet.widest([data.series[i] for i in group], "chart.series", NAMES * wide) + 18
    right, base = x + wide - names, high - scale.length
    panel = Panel(group, scale, left, right, base, _places(data.at, len(data.labels), left, right))
    if alone and len(data.series) > 1:
        _, _, deep = sheet.set(data.series[group[0]], "chart.series", wide)
        sheet.write(data.series[group[0]], "chart.series", x, high + HEAD - 9.5 + deep - 1, width=wide, top=True)
    axis = sheet.role("chart.axis")
    for tick, words in zip(scale.ticks(), ticks, strict=True):
        y = panel.height(tick)
        width = axis.rule_above * (1.6 if tick == 0 else 1)
        sheet.inks.append(Ink([[(left, y), (right, y)]], stroke=axis.rule_color, width=width))
        sheet.write(words, "chart.axis", left - 4, y, align=1.0)
    _labels(sheet, panel, x, x + wide)
    sheet.board.frame = Rect(left, base - FOOT, x + wide, high + HEAD)
    for i in group:
        _line(sheet, panel, i)
    if not alone:
        _name_lines(sheet, panel, x + wide)
    _write_figures(sheet, panel)


def _places(at: Sequence[float], count: int, left: float, right: float) -> list[float]:
    """Return where labels stand: to scale where they are dates or numbers, else evenly."""
    at = at or list(range(count))
    first, last = min(at), max(at)
    inset = min(18.0, (right - left) * 0.5 / count)
    stretch = (right - left - 2 * inset) / (last - first) if last > first else 0.0
    return [left + inset + (it - first) * stretch for it in at]


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
        if all(x > right + 4 or x + wide < left - 4 for left, right in taken):
            taken.append((x, x + wide))
            sheet.write(data.labels[i], "chart.label", x, base - TICK - 2, width=measure, top=True)


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


def _name_lines(sheet: Sheet, panel: Panel, edge: float) -> None:
    """Write the names of lines at their last figures: beside one within the panel where nothing is touched, else at its end."""
    data = sheet.data
    later = []
    room = edge - panel.right - 14
    for series in panel.group:
        marks = [mark for mark in sheet.marks if mark.series == series]
        if marks and (marks[-1].box.right > panel.right - 30 or not _name_beside(sheet, data.series[series], marks[-1].box)):
            last = max(mark.label for mark in marks)
            box = next(mark.box for mark in marks if mark.label == last)
            later.append(((box.bottom + box.top) / 2, box.right, series))
    if not later:
        return
    later.sort()
    sizes = [sheet.set(data.series[series], "chart.series", room)[2] for *_, series in later]
    low, high = panel.base - 4, panel.base + panel.scale.length + HEAD
    places = spread([y for y, *_ in later], sizes, low, max(high, low + sum(sizes) + len(sizes)))
    axis = sheet.role("chart.axis")
    for (y, x, series), at in zip(later, places, strict=True):
        color = color_of(series, sheet.role("chart.mark"))
        sheet.inks.append(
            Ink([[(x + 1, y), (panel.right, y), (panel.right + 4, at)]], stroke=axis.color, width=0.5, dash=(0.5, 2))
        )
        sheet.strokes.append(((x + 1, y), (panel.right, y)))
        sheet.inks.append(Ink([form(panel.right + 7, at, series)], color, color, 0.9, closed=True))
        sheet.write(data.series[series], "chart.series", panel.right + 14, at, width=room)


def _name_beside(sheet: Sheet, name: str, mark: Rect) -> bool:
    """Write a name right beside a mark, or over or under it; say whether there was room."""
    _, wide, high = sheet.set(name, "chart.series")
    above, below, right, *_ = _beside(mark, wide, high)
    for box in (right, above, below):
        if sheet.is_free(box):
            sheet.write(name, "chart.series", box.left, (box.bottom + box.top) / 2)
            return True
    return False


def _write_figures(sheet: Sheet, panel: Panel) -> None:
    """Write figures at their points where they touch nothing: the last, the greatest and the least of each series first."""
    data = sheet.data
    sheet.board.frame = Rect(panel.left - 2, panel.base - 1, panel.right + 2, panel.base + panel.scale.length + HEAD)
    boxes = {mark[:3]: mark.box for mark in sheet.marks}
    notable, others = _order(sheet, panel)
    wanted = [*notable, *(others if len(notable) + len(others) <= CROWD else ())]
    for series, i, number, _ in wanted:
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

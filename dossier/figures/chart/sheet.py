"""A plot and a width in, a sheet of marks and words out, on which each kind of chart is laid. Lengths in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from dossier.blocks import Text, text
from dossier.figures.chart.plotting import Plot
from dossier.figures.kit.ink import Ink, paint
from dossier.figures.kit.key import Label, letter
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.kit.snug import size, snug
from dossier.figures.kit.typesetter import Typesetter
from dossier.layout.box import Lines
from dossier.layout.surface import Surface
from dossier.tuples import NamedTuple
from dossier.units import WHITE

HALO: Final = 2.2  # the width of the outline under words
SQUARE: Final = 0.8  # of its width: the greatest height of a panel
CLEAR: Final = 0.6  # about words that are placed where there is room
APART: Final = 1.0  # between words that are moved apart
LEAST: Final = 0.15  # of the width: what marks need beside words
WIDE: Final = 400.0  # a measure in which a figure stays on one line


Stroke: TypeAlias = tuple[tuple[float, float], tuple[float, float]]


class Mark(NamedTuple):
    """The mark of a figure: its series, its label, which of several figures it is, and the box that it takes."""

    series: int
    label: int
    number: int
    box: Rect


class Sheet:
    """A chart that is being laid out; its origin is the upper left corner, heights are negative."""

    def __init__(self, setter: Typesetter, data: Plot, width: float, most: float | None = None) -> None:
        self.setter, self.data, self.width, self.most = setter, data, width, most
        self.role = setter.style.role
        self.inks: list[Ink] = []
        self.labels: list[Label] = []
        self.marks: list[Mark] = []
        self.board = Board(width, 0.0)  # boxes that words must keep off
        self.strokes: list[Stroke] = []  # and lines
        self.height = 0.0

    def set(self, words: str | Text, role: str, width: float = WIDE) -> tuple[Lines, float, float]:
        """Set words; return the lines, their width and height."""
        lines = snug(self.setter, text(words) if isinstance(words, str) else words, role, width)
        return lines, *size(lines)

    def widest(self, words: Iterable[str], role: str, width: float = WIDE) -> float:
        """Return the width of the widest words; 0 for none."""
        return max((self.set(it, role, width)[1] for it in words), default=0.0)

    def write(
        self, words: str | Text, role: str, x: float, middle: float, *, align: float = 0.0, width: float = WIDE, top: bool = False
    ) -> Rect:
        """Write words about a height, or below it (`top`); `align` says how much of them stands to the left of x."""
        lines, wide, high = self.set(words, role, width)
        x = min(max(0.0, x - align * wide), max(0.0, self.width - wide))
        upper = middle if top else middle + high / 2
        box = Rect(x, upper - high, x + wide, upper)
        self.labels.append(Label(lines, box))
        self.board.take(box)
        return box

    def deep(self, usual: float, rest: float, wide: float, rows: int = 1) -> float:
        """Return the height of each row of panels: the usual one, or where the chart has a page for itself its share of that.

        `rest` is what else a row takes; a panel is not made much higher than it is wide.
        """
        return max(usual, min(self.most / rows - rest, SQUARE * wide)) if self.most else usual

    def is_free(self, box: Rect) -> bool:
        """Say whether a box touches no words, no mark and no line."""
        return self.board.is_free(box, CLEAR) and not any(crosses(stroke, box) for stroke in self.strokes)

    def mark(self, series: int, label: int, number: int, box: Rect) -> None:
        """Note where the mark of a figure stands, so that words keep off."""
        self.marks.append(Mark(series, label, number, box))
        self.board.take(box)

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Draw marks, then words with a halo."""
        with surface.turned(x, y, 0.0):
            paint(surface, self.inks)
            with surface.halos(self.role("chart.figure").fill or WHITE, HALO):
                letter(surface, self.labels)
            letter(surface, self.labels)


def spread(wished: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return places as near to what is wished as order and room allow, without overlap; middles, in increasing order.

    Least squares, by pooling neighbours that would overlap.
    """
    starts = [0.0]
    for one, other in pairwise(sizes):
        starts.append(starts[-1] + (one + other) / 2 + APART)
    pools: list[tuple[float, int]] = []
    for wish, start in zip(wished, starts, strict=True):
        place, count = wish - start, 1
        while pools and pools[-1][0] > place:
            before, more = pools.pop()
            place, count = (before * more + place * count) / (more + count), more + count
        pools.append((place, count))
    least, most = low + sizes[0] / 2, high - sizes[-1] / 2 - starts[-1]
    places = [max(least, min(place, most)) for place, count in pools for _ in range(count)]
    return [place + start for place, start in zip(places, starts, strict=True)]


def crosses(stroke: Stroke, box: Rect) -> bool:
    """Say whether a straight line runs through a box: what the four edges leave of it (Liang and Barsky 1984)."""
    (x, y), (u, v) = stroke
    start, end = 0.0, 1.0
    for step, room in ((x - u, x - box.left), (u - x, box.right - x), (y - v, y - box.bottom), (v - y, box.top - y)):
        if step < 0:
            start = max(start, room / step)
        elif step > 0:
            end = min(end, room / step)
        elif room < 0:
            return False
    return start < end

"""A chart of a dossier -> its plot: all that the drawing shows, in numbers and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dossier.blocks import plain
from dossier.figures.chart.scale import printed, said, scaled
from dossier.model import Chart, Quantity
from dossier.reading.amounts import Amount, amount_of
from dossier.saying.phrases import Phrases
from dossier.saying.wording import Wording
from dossier.tuples import NamedTuple

MOST_LABELS: Final = 40  # labels up to which a chart can be read
MOST_SERIES: Final = 9
NEAR_NOUGHT: Final = 0.6  # of the greatest figure: a scale starts from nought unless all figures are greater than this
MANY: Final = 1e7  # figures from which on a scale has letters for millions
_LETTERS: Final = re.compile(r"\d\s?(?:k|m|bn|tn|thousand|million|billion|trillion)\b")
_LONG: Final = re.compile(r"(?<![\d.,])\d{5,}")
_MINUS: Final = re.compile(r"(?<![\w)])-(?=[$£€¥\d])")
_GROUPED: Final = re.compile(r"\d([, \u2009\u202f\u00a0])\d{3}(?!\d)")


class Cell(NamedTuple):
    """The figures of one label in one series, side by side as their sources give them; none where there is none.

    `words` are the figures as they print, `sources` what each rests on, in short. `asked`: the dossier has an entry, if only that
    the figure is not stated.
    """

    amounts: Sequence[Amount]
    words: Sequence[str]
    sources: Sequence[str]
    asked: bool


class Form(NamedTuple):
    """How round figures print, as in the dossier: sign of the unit, what stands between thousands, letters for millions."""

    unit: str = ""
    between: str = ","
    short: bool = False


class Plot(NamedTuple):
    """All that a chart shows: `cells[series][label]`. `kind` is one that its figures allow.

    `at` is where labels stand on a scale of numbers or days; nothing where they have no such places. `zero`: the scale of
    figures starts from nought.
    """

    kind: str
    unit: str
    series: Sequence[str]
    labels: Sequence[str]
    cells: Sequence[Sequence[Cell]]
    words: Wording
    at: Sequence[float] = ()
    form: Form = Form()
    zero: bool = True


def labels_of(phrases: Phrases, chart: Chart) -> list[str]:
    """Return the labels of all series: by their places where they have some, else as they first come."""
    labels = list(dict.fromkeys(label for row in chart.figures.values() for label in row))
    at = scaled(labels, phrases.words.dates)
    return [label for _, label in sorted(zip(at, labels, strict=True))] if at else labels


def plot_of(phrases: Phrases, chart: Chart, labels: Sequence[str]) -> Plot | None:
    """Return what a chart shows; None where it has no figure, or more than can be read."""
    between = separator(chart)
    cells = [[_cell(phrases, row.get(label, ()), between) for label in labels] for row in chart.figures.values()]
    known = [it for row in cells for cell in row for it in cell.amounts]
    if not known or len(labels) > MOST_LABELS or len(cells) > MOST_SERIES:
        return None
    kind = kind_of(chart.kind, cells)
    return Plot(
        kind,
        chart.unit or "",
        [plain(phrases.line(name)) for name in chart.figures],
        [label_of(phrases, label) for label in labels],
        cells,
        phrases.words,
        scaled(labels, phrases.words.dates),
        Form(next((it.unit for it in known if it.unit), ""), between, _in_letters(chart, known)),
        kind in ("bars", "stacked") or _near_nought(known),
    )


def _in_letters(chart: Chart, known: Sequence[Amount]) -> bool:
    """Say whether round figures print as 200m and 1bn: the author writes so, or they are long."""
    return max(max(abs(it.low), abs(it.high)) for it in known) >= MANY or any(
        _LETTERS.search(str(it.words)) for it in figures_of(chart)
    )


def _near_nought(known: Sequence[Amount]) -> bool:
    """Say whether a scale may begin at nought without pressing all figures together at its far end."""
    least, most = min(it.low for it in known), max(it.high for it in known)
    return least == most or 0 <= least <= NEAR_NOUGHT * most or 0 >= most >= NEAR_NOUGHT * least


def label_of(phrases: Phrases, label: str) -> str:
    """Return a label as it prints."""
    return plain(phrases.line(printed(label, phrases.words.dates)))


def kind_of(kind: str, cells: Sequence[Sequence[Cell]]) -> str:
    """Return how figures can be drawn: what sources disagree on, what isn't one figure and what is negative can't be stacked."""
    single = all(
        len(cell.amounts) < 2 and all(it.low == it.high >= 0 and not it.bound for it in cell.amounts)
        for row in cells
        for cell in row
    )
    if kind == "stacked" and (not single or len(cells) < 2):
        return "bars"
    if kind in ("slope", "lines", "multiples") and len(cells[0]) < 2:
        return "dots"
    return "lines" if kind == "slope" and len(cells[0]) > 2 else kind


def figures_of(chart: Chart) -> Iterator[Quantity]:
    """Yield all figures of a chart in the order in which they are written."""
    for row in chart.figures.values():
        for figures in row.values():
            yield from figures


def separator(chart: Chart) -> str:
    """Return what stands between thousands in the figures of a chart: what the author writes, else a comma."""
    found = next((match[1] for it in figures_of(chart) if (match := _GROUPED.search(str(it.words)))), ",")
    return "\u202f" if found in " \u2009\u00a0" else found


def figure_words(words: str, between: str) -> str:
    """Return a figure as it prints: a real minus, long numbers in groups of three, no break within a number."""
    words = _MINUS.sub("−", words)
    words = _GROUPED.sub(lambda match: match[0].replace(match[1], between), words)
    return _LONG.sub(lambda match: f"{int(match[0]):,}".replace(",", between), words)


def _cell(phrases: Phrases, figures: Sequence[Quantity], between: str) -> Cell:
    known = [(amount, it) for it in figures if (amount := amount_of(it)) is not None]
    return Cell(
        [amount for amount, _ in known],
        [plain(phrases.line(figure_words(str(it.words), between))) for _, it in known],
        [plain(phrases.cite(it.cites)) for _, it in known],
        bool(figures),
    )


def total(column: Sequence[Cell]) -> float:
    """Return the sum of what has one figure each."""
    return sum(cell.amounts[0].high for cell in column if cell.amounts)


def total_words(plot: Plot, column: Sequence[Cell]) -> str:
    """Return the sum of the parts of a bar as it prints; '' where there are fewer than two figures."""
    known = [cell.amounts[0] for cell in column if cell.amounts]
    if len(known) < 2:
        return ""
    about = f"{plot.words['charts.about']} " if any(it.about for it in known) else ""
    return about + said(total(column), plot.form.unit, plot.form.between, plot.words if plot.form.short else None)


def signs_in(cells: Sequence[Sequence[Cell]]) -> Mapping[str, bool]:
    """Say which signs of inexact figures a plot has."""
    known = [it for row in cells for cell in row for it in cell.amounts]
    return {
        "about": any(it.about for it in known),
        "range": any(it.is_range for it in known),
        "least": any(it.bound == "least" for it in known),
        "most": any(it.bound == "most" for it in known),
    }

"""Charts of a dossier -> what each shows, and the table of its figures with their sources, which says all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import Block, Blocks, Column, Figure, Run, Table, Text, plain, text
from dossier.model import Chart, Quantity
from dossier.phrases import Phrases
from dossier.reading.amounts import Amount, amount_of
from dossier.tuples import NamedTuple
from dossier.wording import Wording

MOST_LABELS: Final = 40  # labels up to which a chart can be read
MOST_SERIES: Final = 9
HOMES: Final = ("reported", "geography", "timeline", "actors", "diplomacy", "questions", "scope")


class Cell(NamedTuple):
    """The figures of one label in one series, side by side as their sources give them; none where there is none."""

    amounts: Sequence[Amount]
    words: Sequence[str]


class Plot(NamedTuple):
    """All that a chart shows: `cells[series][label]`. `kind` is one that its figures allow."""

    kind: str
    unit: str
    series: Sequence[str]
    labels: Sequence[str]
    cells: Sequence[Sequence[Cell]]
    words: Wording


def home(phrases: Phrases, chart: Chart) -> str:
    """Return the section at whose end a chart stands: the one that the dossier names, or one that is printed."""
    return next((name for name in (chart.section, *HOMES) if name in phrases.printed), "sources")


def charts_in(phrases: Phrases, section: str) -> Blocks:
    """Return the charts that stand at the end of a section."""
    out: list[Block] = []
    for id, chart in phrases.dossier.charts.items():
        if home(phrases, chart) == section:
            out += _chart(phrases, id, chart)
    return tuple(out)


def _chart(phrases: Phrases, id: str, chart: Chart) -> list[Block]:
    """Say one chart: the drawing, and its figures in a table."""
    labels = list(dict.fromkeys(label for row in chart.figures.values() for label in row))
    table = _table(phrases, id, chart, labels)
    cells = [[_cell(row.get(label, ())) for label in labels] for row in chart.figures.values()]
    known = any(cell.amounts for row in cells for cell in row)
    if not known or len(labels) > MOST_LABELS or len(cells) > MOST_SERIES:
        return [table]
    series = [plain(phrases.line(name)) for name in chart.figures]
    plot = Plot(
        _kind(chart.kind, cells), chart.unit or "", series, [plain(phrases.line(it)) for it in labels], cells, phrases.words
    )
    number = Run(phrases.words["figure.number"].format(phrases.figure_number()), "strong")
    caption = (number, Run(" "), *phrases.line(chart.title), Run(". "), *_unit(phrases, chart))
    caption = (*caption, Run(phrases.words["charts.sources"]), *_note(phrases, chart))
    small = text(phrases.words["charts.small"])
    return [Figure("chart", plot, _alternative(phrases, chart, plot), caption, "chart", f"chart-{id}", instead=small), table]


def _kind(kind: str, cells: Sequence[Sequence[Cell]]) -> str:
    """Return how figures can be drawn: what sources disagree on, ranges and negative figures can't be stacked."""
    single = all(len(cell.amounts) < 2 and all(it.low == it.high >= 0 for it in cell.amounts) for row in cells for cell in row)
    if kind == "stacked" and not single:
        return "bars"
    if kind == "slope" and len(cells[0]) != 2:
        return "lines"
    return "dots" if kind in ("lines", "multiples") and len(cells[0]) < 2 else kind


def _cell(figures: Sequence[Quantity]) -> Cell:
    amounts = [(amount, it.words) for it in figures if (amount := amount_of(it)) is not None]
    return Cell([amount for amount, _ in amounts], [words for _, words in amounts])


def _unit(phrases: Phrases, chart: Chart) -> Text:
    return text(phrases.words["charts.unit"].format(chart.unit) + " ") if chart.unit else ()


def _note(phrases: Phrases, chart: Chart) -> Text:
    return (Run(" "), *phrases.prose(chart.note)) if chart.note else ()


def _table(phrases: Phrases, id: str, chart: Chart, labels: Sequence[str]) -> Table:
    """Give the figures one label a row and one series a column, each with its source; what is missing is said."""
    words = phrases.words
    columns = [
        Column(text(words["charts.label"]), 2.0, header=True),
        *(Column(phrases.line(name), 2.4) for name in chart.figures),
    ]
    rows = [(phrases.line(label), *(_said(phrases, row.get(label, ())) for row in chart.figures.values())) for label in labels]
    caption = (*phrases.line(chart.title), *(Run(f" ({chart.unit})", "short") for _ in range(bool(chart.unit))))
    return Table(tuple(columns), tuple(rows), caption, id=f"figures-{id}")


def _said(phrases: Phrases, figures: Sequence[Quantity]) -> Text:
    """Say figures side by side, each with its source and note."""
    parts = []
    for it in figures:
        words = phrases.after(phrases.line(it.words), it.cites)
        parts.append(phrases.series((words, phrases.line(it.note)), ", "))
    return phrases.series(parts) or text(phrases.words["none"])


def _alternative(phrases: Phrases, chart: Chart, plot: Plot) -> str:
    """Say in words what the chart shows: every figure by series and label."""
    words = phrases.words
    said = [words["charts.alt"].format(chart.title, plot.unit or words["charts.alt.unitless"])]
    for name, row in zip(plot.series, plot.cells, strict=True):
        between, missing = f" {words['or']} ", words["charts.missing"]
        figures = [f"{label}: {between.join(it.words) or missing}" for label, it in zip(plot.labels, row, strict=True)]
        said.append(f"{name}: {'; '.join(figures)}.")
    return " ".join(said)

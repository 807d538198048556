"""Charts of a dossier -> what each shows, and the table of its figures with their sources, which says all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.blocks import Block, Blocks, Column, Figure, Run, Table, Text, text
from dossier.figures.chart.plotting import (
    Plot,
    figure_words,
    figures_of,
    label_of,
    labels_of,
    plot_of,
    separator,
    signs_in,
    total_words,
)
from dossier.inline import Citation
from dossier.model import Chart, Gap, Quantity
from dossier.saying.homes import home
from dossier.saying.phrases import Phrases


def charts_in(phrases: Phrases, section: str) -> Blocks:
    """Return the charts that stand at the end of a section."""
    out: list[Block] = []
    for id, chart in phrases.dossier.charts.items():
        if home(phrases, chart.section) == section:
            out += _chart(phrases, id, chart)
    return tuple(out)


def _chart(phrases: Phrases, id: str, chart: Chart) -> list[Block]:
    """Say one chart: the drawing, and its figures in a table; the table alone where they can't be drawn, or aren't to be."""
    labels = labels_of(phrases, chart)
    plot = plot_of(phrases, chart, labels) if phrases.style.role("chart").show else None
    if plot is None:
        return [_table(phrases, chart, labels, f"chart-{id}", alone=True)]
    figure = Figure(
        "chart",
        plot,
        _alternative(phrases, chart, plot),
        _title(phrases, chart),
        "chart",
        f"chart-{id}",
        made=(Run(" "), *_made(phrases, plot)) if _made(phrases, plot) else (),
        instead=text(phrases.words["charts.small"]),
    )
    return [figure, _table(phrases, chart, labels, f"figures-{id}", alone=False)]


def _title(phrases: Phrases, chart: Chart) -> Text:
    """Say title, unit, cut-off, the sources, and the dossier's own note."""
    words = phrases.words
    return phrases.series(
        (
            (*phrases.line(chart.title), *text("" if chart.title.endswith((".", "?", "!")) else ".")),
            text(words["charts.unit"].format(chart.unit)) if chart.unit else (),
            text(words["charts.as-of"].format(cut_off)) if (cut_off := phrases.cut_off()) else (),
            _sources(phrases, chart),
            phrases.prose(chart.note) if chart.note else (),
        ),
        " ",
    )


def _made(phrases: Phrases, plot: Plot) -> Text:
    """Say what the signs mean that are drawn, and what is ours."""
    words = phrases.words
    said = [words[f"charts.sign.{name}"] for name, there in signs_in(plot.cells).items() if there]
    if not all(cell.amounts for row in plot.cells for cell in row):
        said.append(words["charts.gaps"])
    if plot.kind == "stacked":
        said.append(words["charts.sums"])
    if plot.kind in ("lines", "multiples") and not plot.at:
        said.append(words["charts.even"])
    if not plot.zero and plot.kind != "dots":
        said.append(words["charts.cut"])
    return text(" ".join(said))


def _sources(phrases: Phrases, chart: Chart) -> Text:
    """Say on which sources and claims the figures rest, each once."""
    cites = [cite._replace(locators=()) for it in figures_of(chart) for cite in it.cites]
    once: dict[str, Citation] = {}
    for cite in cites:
        once.setdefault(cite.target, cite)
    if not once:
        return ()
    cited = sorted(once.values(), key=lambda cite: phrases.evidence.citation(cite).number)
    return phrases.fill("charts.sources", phrases.cite(tuple(cited)))


def _table(phrases: Phrases, chart: Chart, labels: Sequence[str], id: str, *, alone: bool) -> Table:
    """Give the figures one label a row and one series a column, each with its source; what is missing is said."""
    between = separator(chart)
    columns = [
        Column(text(phrases.words["charts.label"]), 2.0, header=True),
        *(Column(phrases.line(name), 2.4) for name in chart.figures),
    ]
    rows = [
        (text(label_of(phrases, label)), *(_said(phrases, row.get(label, ()), between) for row in chart.figures.values()))
        for label in labels
    ]
    caption = (*phrases.line(chart.title), *(Run(f" ({chart.unit})", "short") for _ in range(bool(chart.unit))))
    if alone:
        caption = (*caption, *text(f". {phrases.words['charts.table']}"))
        caption = phrases.series((caption, phrases.prose(chart.note) if chart.note else ()), " ")
    return Table(tuple(columns), tuple(rows), caption, id=id)


def _said(phrases: Phrases, figures: Sequence[Quantity], between: str) -> Text:
    """Say figures side by side, each with its source and note."""
    parts = []
    for it in figures:
        said = it.words if isinstance(it.words, Gap) else figure_words(it.words, between)
        parts.append(phrases.series((phrases.after(phrases.line(said), it.cites), phrases.line(it.note)), ", "))
    return phrases.series(parts) or text(phrases.words["none"])


def _alternative(phrases: Phrases, chart: Chart, plot: Plot) -> str:
    """Say in words what the chart shows: every figure by series and label, what there is no figure of, sums."""
    words = phrases.words
    spoken = [words["charts.alt"].format(chart.title, plot.unit or words["charts.alt.unitless"])]
    for name, row in zip(plot.series, plot.cells, strict=True):
        figures = zip(plot.labels, (f" {words['or']} ".join(it.words) for it in row), strict=True)
        known, missing = [], []
        for label, figure in figures:
            known += [f"{label}: {figure}"] if figure else []
            missing += [] if figure else [label]
        known += [words["charts.alt.missing"].format(words.join(missing))] if missing else []
        spoken.append(f"{name}: {'; '.join(known)}." if len(plot.series) > 1 else f"{'; '.join(known)}.")
    if plot.kind == "stacked":
        spoken.append(words["charts.alt.sums"].format("; ".join(_sums(plot))))
    return " ".join(spoken)


def _sums(plot: Plot) -> Iterator[str]:
    """Yield the sum that stands at each bar of more than one figure, and of which parts there is none in it."""
    missing = plot.words["charts.missing"]
    for label, column in zip(plot.labels, zip(*plot.cells, strict=True), strict=True):
        if figure := total_words(plot, column):
            without = [name for name, cell in zip(plot.series, column, strict=True) if not cell.amounts]
            yield f"{label}: {figure}" + (f" ({plot.words.join(without)}: {missing})" if without else "")

"""Each chart has a figure that can be drawn, and all of its figures are of one unit."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Chart, Dossier, Quantity
from dossier.problems import Problem, error
from dossier.reading.amounts import amount_of

TELLS = {
    "empty-chart": Name("A chart has a figure that can be drawn.", "error"),
    "mixed-units": Name("All figures of a chart are in one unit.", "error"),
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find the charts without a single figure, and those that would lay dollars beside euros on one scale."""
    return [problem for id, chart in dossier.charts.items() for problem in _problems(id, chart)]


def _problems(id: str, chart: Chart) -> Iterator[Problem]:
    figures = [it for row in chart.figures.values() for figures in row.values() for it in figures]
    drawn = [(it, amount) for it in figures if (amount := amount_of(it))]
    if not drawn:
        hint = "24 March: 150 [@4], below the name of a series"
        yield error(f"the chart {chart.title!r} has no figure", chart.span, hint, "empty-chart", id)
        return
    first = drawn[0][1].unit
    other = next((it for it, amount in drawn if amount.unit != first), None)
    if other:
        yield _mixed(id, other, first)


def _mixed(id: str, other: Quantity, first: str) -> Problem:
    """Tell the first figure whose unit is not that of the others."""
    wanted = f"in {first}" if first else "without a sign of a unit"
    hint = "give all figures of a chart in one unit, or make it two charts"
    return error(f"{other.words!r} stands on one scale with figures {wanted}", other.span, hint, "mixed-units", id)

"""Each chart has a figure that can be drawn."""

from __future__ import annotations

from dossier.evidence import Evidence
from dossier.model import Dossier, Gap
from dossier.problems import Problem, error


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find the charts without a single figure."""
    return [
        error(
            f"the chart {chart.title!r} has no figure",
            chart.span,
            "24 March: 150 [@4], below the name of a series",
            "empty-chart",
        )
        for chart in dossier.charts.values()
        if all(isinstance(it.words, Gap) for row in chart.figures.values() for figures in row.values() for it in figures)
    ]

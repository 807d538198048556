"""A plot in, the drawn chart out: bars from nought, dots, lines or slopes, figures with their words. Lengths in points."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from dossier.figures.chart.plotting import Plot
from dossier.figures.chart.sheet import Sheet
from dossier.figures.kit.typesetter import Paint, Typesetter

MOST_THIRDS: Final = 2.6  # of the page's height, in thirds: what a chart may take of it
NARROWEST: Final = 160.0  # points: what a chart takes at least
LAYERS: Final = {
    "bars": "rows",
    "dots": "rows",
    "stacked": "stacked",
    "lines": "panels",
    "multiples": "panels",
    "slope": "slopes",
}


def draw(setter: Typesetter, data: Plot, width: float, height: float | None = None) -> tuple[float, Paint] | None:
    """Lay the chart out; return its height and what paints it; None where it has no room."""
    if width < NARROWEST:
        return None
    sheet = laid(setter, data, width, height)
    return (sheet.height, sheet.paint) if sheet.height <= (height or MOST_THIRDS * setter.third) else None


def laid(setter: Typesetter, data: Plot, width: float, height: float | None = None) -> Sheet:
    """Return the sheet of a chart, laid out by the module of its kind; with a height that it has for itself, it uses that."""
    sheet = Sheet(setter, data, width, height)
    import_module(f"dossier.figures.chart.{LAYERS[data.kind]}").lay(sheet)
    return sheet

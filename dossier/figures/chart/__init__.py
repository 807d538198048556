"""Charts: `shows` makes a plot and the table of its figures, `draws` the drawing; here stand their roles."""

from __future__ import annotations

from dossier.effects import DRAWN_WORDS, FIGURE, KEY, STROKE, Role, part

ROLES = (
    Role("chart", "figure", FIGURE, "A chart of figures."),
    part("chart.axis", "chart", DRAWN_WORDS, "The scale: `rule-above`; its numbers are its text.", "rule-above", "rule-color"),
    part("chart.label", "chart", DRAWN_WORDS, "What a figure is for."),
    part("chart.series", "chart", DRAWN_WORDS, "The name of a series, at its bars or line."),
    part("chart.figure", "chart", DRAWN_WORDS, "A figure, at its bar or point; `fill` is the halo of words.", "fill"),
    part("chart.key", "chart", KEY, "What the patterns of stacked bars stand for."),
    part("chart.mark", "chart", STROKE, "Bars, points and lines: `rule-above`, `rule-color`."),
)

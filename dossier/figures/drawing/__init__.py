"""Figures of one's own, and SVG: ReportLab draws them on a stage.

`sketching` has it do so, `shows` says what stands at them, `draws` sets their words.
"""

from __future__ import annotations

from dossier.effects import FOREIGN_WORDS, Role, part

ROLES: tuple[Role, ...] = (
    part("figure.label", "figure", FOREIGN_WORDS, "Words within a figure of one's own, which says itself how large they are."),
)

"""The drawn chronology: `shows` makes its record, `draws` the axis of time with its marks; here stand its roles."""

from __future__ import annotations

from dossier.effects import DRAWN_WORDS, FIGURE, KEY, STROKE, Role, part

ROLES = (
    Role(
        "chronology",
        "figure",
        FIGURE,
        "A chronology: an axis of time with what happened, from `least` different dates on.",
        ("least",),
    ),
    part(
        "chronology.axis",
        "chronology",
        DRAWN_WORDS,
        "The axis: `rule-above`; its dates are its text.",
        "rule-above",
        "rule-color",
    ),
    part("chronology.mark", "chronology", STROKE, "The signs of dates: `rule-above`, `rule-color`."),
    part("chronology.label", "chronology", DRAWN_WORDS, "The words at a sign; `fill` is their halo.", "fill"),
    part(
        "chronology.lane",
        "chronology",
        DRAWN_WORDS,
        "A lane: its heading, `rule-below`; `fill` is the ground of wider days.",
        "fill",
        "rule-below",
        "rule-color",
    ),
    part("chronology.cut-off", "chronology", STROKE, "The line of the information cut-off: `rule-above`, `rule-color`."),
    part("chronology.key", "chronology", KEY, "The key of the signs: `column-gap`, `row-gap`."),
)

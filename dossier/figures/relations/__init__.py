"""The diagram of relations: `shows` makes its record, `draws` the parties and the ties between them; here stand its roles."""

from __future__ import annotations

from dossier.effects import DRAWN_WORDS, FIGURE, KEY, STROKE, Role, part

ROLES = (
    Role("relations", "figure", FIGURE, "A diagram of relations, of `most` parties at most.", ("most",)),
    part(
        "relations.party",
        "relations",
        DRAWN_WORDS,
        "The box of a party: `fill`, `rule-above`; the name is its text; `padding` is that of all boxes.",
        "fill",
        "rule-above",
        "rule-color",
        "padding",
    ),
    part(
        "relations.phrase",
        "relations.party",
        DRAWN_WORDS,
        "The box of somebody whom the sources don't name.",
        "fill",
        "rule-above",
        "rule-color",
    ),
    part("relations.tie", "relations", STROKE, "The lines between parties: `rule-above`, `rule-color`."),
    part("relations.hostile", "relations.tie", STROKE, "The lines of hostile relations."),
    part("relations.label", "relations", DRAWN_WORDS, "The word on a line; `fill` is its ground.", "fill"),
    part("relations.key", "relations", KEY, "The key of the lines: `column-gap`, `row-gap`."),
)

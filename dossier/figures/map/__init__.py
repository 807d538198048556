"""The map: `shows` gathers what it shows and says it in words, `draws` puts it on paper; here stand its roles."""

from __future__ import annotations

from dossier.effects import DRAWN_WORDS, FIGURE, GROUND, STROKE, Role, part

ROLES = (
    Role(
        "map",
        "figure",
        FIGURE,
        "A map: its frame is `rule-above`; `names` says which names it writes, `inset` whether it shows where it lies.",
        ("rule-above", "rule-color", "names", "inset"),
    ),
    part("map.land", "map", GROUND, "The countries in which something is: `fill`."),
    part("map.abroad", "map", GROUND, "All other countries: `fill`."),
    part(
        "map.water",
        "map",
        DRAWN_WORDS,
        "Seas and lakes: `fill`; the coast is `rule-above`; their names are its text.",
        "fill",
        "rule-above",
        "rule-color",
    ),
    part("map.river", "map", DRAWN_WORDS, "Rivers: `rule-above`; their names are its text.", "rule-above", "rule-color"),
    part("map.border", "map", STROKE, "Borders, drawn in dashes: `rule-above`."),
    Role("map.disputed", "map.border", STROKE, "Borders that are disputed or only de facto, drawn in dots: `rule-above`."),
    part("map.graticule", "map", STROKE, "Meridians and parallels: `rule-above`; 0: none."),
    part("map.country", "map", DRAWN_WORDS, "The name of a country."),
    part("map.place", "map", DRAWN_WORDS, "The name of a place; `fill` is the halo of all names.", "fill"),
    part("map.chief", "map.place", DRAWN_WORDS, "The name of the place that most is said of."),
    part("map.area", "map", DRAWN_WORDS, "The name of an area."),
    part("map.note", "map", DRAWN_WORDS, "Small print on the map: scale, numbers, what signs stand for."),
    part("map.legend", "map", DRAWN_WORDS, "The legend below the map; `column-gap` stands between its columns.", "column-gap"),
    part("map.way", "map", STROKE, "Ways and routes, and signs at places: `rule-above`, `rule-color`."),
)

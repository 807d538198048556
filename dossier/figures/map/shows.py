"""The map of a dossier: what it shows, gathered and put into words. The figure `map` draws it."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.blocks import Figure
from dossier.figures.map.describing import alternative, made, title
from dossier.figures.map.gathering import survey_of
from dossier.figures.map.geojson import Overlay
from dossier.saying.phrases import Phrases


def figure(phrases: Phrases, overlays: Sequence[Overlay]) -> Figure | None:
    """Return the map of a dossier's places and overlays; None where nothing has a point, or the style wants none."""
    survey = survey_of(phrases, overlays) if phrases.style.role("map").show else None
    if survey is None:
        return None
    said = alternative(phrases, survey)
    return Figure("map", survey, said, title(phrases, survey), "map", "map", made(phrases, survey))

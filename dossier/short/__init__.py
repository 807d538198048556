"""The short form: a brief on one sheet, two pages for who decides, of the statements of the full one. An open set of parts."""

from __future__ import annotations

from typing import Final

from dossier.tuples import NamedTuple


class Part(NamedTuple):
    """A part of the short form: its name, who composes it (`short/MODULE.py`), and where it stands.

    `place`: 'main' or 'side' of the first page, 'back' for the second.
    """

    name: str
    module: str
    place: str


PARTS: Final = (
    Part("bottom-line", "front", "main"),
    Part("report", "front", "main"),
    Part("judgements", "front", "main"),
    Part("unjudged", "front", "main"),
    Part("who", "margin", "side"),
    Part("rests-on", "margin", "side"),
    Part("ahead", "margin", "side"),
    Part("keys", "margin", "side"),
    Part("figure", "back", "back"),
    Part("table", "back", "back"),
    Part("question", "back", "back"),
    Part("also-open", "back", "back"),
    Part("references", "foot", "back"),
    Part("left-out", "foot", "back"),
)
"""The parts, a row each, in the order of reading. `dossier.products.PARTS` names them for who reads a dossier."""

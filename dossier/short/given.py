"""What the parts of the short form are composed with: the dossier, short keys, weights, the room there is, the full brief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dossier.blocks import Galley, Heading, text
from dossier.evidence.graph import Evidence
from dossier.layout.page import PageMap
from dossier.model import Dossier
from dossier.short.keyed import Keyed
from dossier.short.weighing import Weights
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.figures.map.geojson import Overlay


class Full(NamedTuple):
    """The full brief in the same style on the same paper: what it says, how many pages it has, where each thing stands."""

    galley: Galley
    pages: int
    map: PageMap


class Room(NamedTuple):
    """How much there is room for of what gives way.

    `paragraphs` of the report, `rows` of the table, questions that are `also` open; whether judgements say what follows from them
    (`matters`), whether `rivals` to them are named; of how many whose short forms are used the `roles` are said.
    """

    paragraphs: int = 2
    rows: int = 7
    also: int = 6
    matters: bool = True
    rivals: bool = True
    roles: int = 6


class Sheet(NamedTuple):
    """What a part is composed with. `said` are the words and keys of the parts that were composed before."""

    dossier: Dossier
    evidence: Evidence
    phrases: Keyed
    weights: Weights
    room: Room
    full: Full
    overlays: Sequence[Overlay] = ()
    said: Any = ()

    def page(self, id: str) -> int | None:
        """Return the page of the full brief on which something stands."""
        return self.full.map.page(id)


def heading(words: str, id: str) -> Heading:
    """Make the small heading of a part."""
    return Heading(2, text(words), id, role="heading.3", listed=True)

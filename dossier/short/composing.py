"""Dossier, evidence, style and the full brief -> the galley of the short form, with as much as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dossier.blocks import Beside, Blocks, Figure, Galley, Heading, Items, Paragraph, Run, Section, rewritten
from dossier.model import DESK
from dossier.products import ROWS_OF_SHORT
from dossier.saying.phrases import Phrases
from dossier.short import composer
from dossier.short.given import Full, Room, Sheet
from dossier.short.keyed import Keyed
from dossier.short.weighing import Weights

if TYPE_CHECKING:
    from dossier.figures.map.geojson import Overlay

PLACES: Final = ("main", "side", "back", "foot")
BACK: Final = "overleaf"
MASTHEAD: Final = ("", "series", "standfirst", "image")  # roles; the title has none of its own


class Composer:
    """Composes the short form of a linked dossier, again and again with less of it, until it fits."""

    def __init__(self, phrases: Phrases, full: Full, parts: Sequence[str], overlays: Sequence[Overlay] = ()) -> None:
        self.full, self.overlays = full, overlays
        self.rows = [row for name in dict.fromkeys(parts) for row in ROWS_OF_SHORT if row.name == name]
        self.masthead = _masthead(full.galley.front)
        entries = phrases.evidence.entries
        linked = {id: f"{it.part[:-1]}-{id}" for id, it in entries.items() if it.part in ("sources", "questions", "judgements")}
        self.phrases = Keyed(phrases, {**linked, DESK: f"source-{DESK}"})
        self.weights = Weights(phrases.dossier, phrases.evidence)

    def compose(self, room: Room, *, one_page: bool) -> Galley:
        """Compose the galley with so much of what gives way. `one_page`: no page is begun for what else stands overleaf."""
        sheet = Sheet(self.phrases.dossier, self.phrases.evidence, self.phrases, self.weights, room, self.full, self.overlays)
        made: dict[str, Blocks] = {}
        for row in sorted(self.rows, key=lambda row: row.late):
            places = PLACES[:2] if row.late == 1 else PLACES  # what explains a page asks for what stands on that page
            said = tuple(made[it.name] for it in self.rows if it.name in made and it.place in places)
            made[row.name] = composer(row)(sheet._replace(said=(self.masthead, *said)))
        front, back = self._front(made), self._back(made)
        page = Section(BACK, self.full.galley.running, back, "section" if one_page else BACK)
        return _linked(self.full.galley._replace(front=front, sections=(page,) if back else ()))

    def _front(self, made: dict[str, Blocks]) -> Blocks:
        main, side = (
            tuple(block for row in self.rows if row.place == place for block in made[row.name]) for place in ("main", "side")
        )
        columns: Blocks = (Beside(main, side),) if main and side else main or side
        return (*self.masthead, *columns)

    def _back(self, made: dict[str, Blocks]) -> Blocks:
        blocks = [block for row in self.rows if row.place == "back" for block in made[row.name]]
        foot = [(block,) for row in self.rows if row.place == "foot" for block in made[row.name]]
        return (*blocks, Items(tuple(foot), "plain", "foot")) if foot else tuple(blocks)


def _masthead(front: Blocks) -> Blocks:
    """Return the masthead of the full brief: what stands above its columns."""
    return tuple(block for block in front if isinstance(block, Heading | Figure | Paragraph) and block.role in MASTHEAD)


def _linked(galley: Galley) -> Galley:
    """Let keys and names lead to what stands on the sheet, and nowhere else."""
    there = set(_ids((galley.front, galley.sections)))

    def say(words: tuple[Run, ...]) -> tuple[Run, ...]:
        if all(not run.link.startswith("#") or run.link[1:] in there for run in words):
            return words
        return tuple(
            run._replace(link="", title="") if run.link.startswith("#") and run.link[1:] not in there else run for run in words
        )

    return galley._replace(front=rewritten(galley.front, say), sections=rewritten(galley.sections, say))


def _ids(part: object) -> Iterator[str]:
    if isinstance(part, tuple | list):
        id = getattr(part, "id", "")
        if isinstance(id, str) and id:
            yield id
        for inner in part:
            yield from _ids(inner)

"""Ids of the dossier -> the names of people, parties, places and sources, each linked to where its entry stands in the brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.blocks import Run, Text
from dossier.evidence.graph import Evidence
from dossier.inline import Prose
from dossier.model import (
    DESK,
    NOT_STATED,
    RUNNING_ORDER,
    Actor,
    Chart,
    Claim,
    Dossier,
    Gap,
    Image,
    Judgement,
    OwnSection,
    Person,
    Place,
    Question,
    Ref,
    Source,
    known,
)
from dossier.saying.days import Days
from dossier.saying.typography import spoken, typographic


class Names(Days):
    """What is called by a name. `printed` are the sections of the brief; `indexing`: what is named is a key of its run."""

    __slots__ = ("_anchors", "_titles", "evidence", "indexing", "people", "printed")

    def __init__(self, dossier: Dossier, evidence: Evidence, printed: frozenset[str], indexing: bool) -> None:
        super().__init__(dossier)
        self.evidence, self.printed, self.indexing = evidence, printed, indexing
        self.people: dict[str, tuple[Person, Actor]] = {
            id: (person, actor) for actor in dossier.actors.values() for id, person in (actor.people or {}).items()
        }
        self._titles: dict[str, str] = {}  # of sources, said already
        self._anchors = {**dict(self._entries()), **{name: name for name in printed}}

    def _entries(self) -> Iterator[tuple[str, str]]:
        """Yield for each id the name of the place where its entry stands; ids without a printed entry are left out."""
        homes = {part: row.name for row in RUNNING_ORDER for part in row.entries if row.name in self.printed}
        for id, entry in self.evidence.entries.items():
            if entry.part in homes:
                yield id, f"actor-{self.people[id][1].id}" if entry.part == "people" else f"{entry.part[:-1]}-{id}"
        if "sources" in homes:
            yield DESK, f"source-{DESK}"

    def link(self, id: str) -> str:
        """Return the link to the printed entry of an id, '' where none is printed."""
        anchor = self._anchors.get(id, "")
        return "#" + anchor if anchor else ""

    def naming(self, id: str) -> tuple[str, ...]:
        """Return the key by which the index finds an actor, a person or a place; nothing where that isn't indexed."""
        return (f"name:{id}",) if self.indexing and self.evidence.names_of(id) else ()

    def name(self, who: Ref | str, *, short: bool = False, role: str = "") -> Text:
        """Say a party or a place by its name, linked to its entry; a phrase stands for itself."""
        return self.line(who, role) if isinstance(who, str) else self.named(who.id, short=short, role=role)

    def named(self, id: str, *, short: bool = False, role: str = "") -> Text:
        """Say the name behind an id, linked to its entry."""
        return (self.leading(self.name_of(id, short=short), id, role),)

    def leading(self, words: str, id: str, role: str = "") -> Run:
        """Say words that lead to the printed entry of an id; the link is described by what stands there, never by the id."""
        link = self.link(id)
        return Run(words, role, link=link, title=self.described(id) if link else "", keys=self.naming(id))

    def described(self, id: str) -> str:
        """Return what the printed entry of an id is called."""
        record = self.evidence.entries[id].record if id in self.evidence.entries else None
        if isinstance(record, Claim | Judgement | Question):
            kind = type(record).__name__.lower()
            said = record.ask if isinstance(record, Question) else record.text.plain
            return self.words[f"cite.title.{kind}"].format(self.evidence.number(id), self.spelt(said))
        if isinstance(record, Source):
            return self.words["cite.title.source"].format(self.evidence.number(id), self.source_title(id))
        if isinstance(record, Chart | OwnSection):
            return self.spelt(record.title)
        if isinstance(record, Image):
            return self.spelt(record.caption.plain if isinstance(record.caption, Prose) else record.alt)
        return self.words.sections.get(id) or self.name_of(id)

    def names(self, parties: Iterable[Ref | str], *, short: bool = False) -> Text:
        """Say several parties as a list in a sentence, each linked to its entry."""
        return self.listing([self.name(who, short=short) for who in parties])

    def name_of(self, id: str, *, short: bool = False) -> str:
        """Return the name behind an id as plain words."""
        if id in self.people:
            return self.person(*self.people[id])
        record = self.dossier.actors.get(id) or self.dossier.places.get(id) or self.dossier.routes.get(id)
        if record is None:
            return id
        return self.spelt((getattr(record, "short", None) if short else None) or record.name)

    def person(self, person: Person, actor: Actor, *, office: bool = False) -> str:
        """Return a person's rank and name; where no name is known, the office and whose it is."""
        held, rank = known(person.office), known(person.rank)
        if isinstance(person.name, Gap):
            missing = self.words["actors.unnamed" if person.name is NOT_STATED else "actors.unrecorded"]
            who = self.words["actors.office-of"].format(held, actor.name) if held else actor.name
            return self.spelt(f"{who} ({missing})")
        name = f"{rank} {person.name}" if rank else person.name
        return self.spelt(f"{name}, {held}" if office and held else name)

    def native(self, record: Actor | Person | Place) -> list[Run]:
        """Say the names in other languages, each in its own."""
        return [Run(name, "native", lang) for lang, name in record.native.items()]

    def source_name(self, id: str) -> str:
        """Return who published a source, or else its title, in quotation marks."""
        source = self.dossier.sources[id]
        if publisher := known(source.publisher):
            return self.spelt(publisher)
        if title := known(source.title):
            return spoken(typographic([title], self.words.marks.inner)[0], self.words.marks)
        return self.words["cite.title.source"].format(self.evidence.number(id), "–")

    def source_title(self, id: str) -> str:
        """Return what a source is called in a few words: its title, or else its publisher."""
        if id not in self._titles:
            title = known(self.dossier.sources[id].title)
            self._titles[id] = self.spelt(title) if title is not None else self.source_name(id)
        return self._titles[id]

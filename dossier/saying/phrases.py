"""Values of the dossier -> runs of text: prose, names, dates, citations, gaps: what all sections say in the same way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dossier import dates
from dossier.blocks import Note, Paragraph, Run, Text, plain, text
from dossier.dates import PartialDate, When
from dossier.evidence.contradictions import Side
from dossier.evidence.findings import Findings
from dossier.evidence.graph import Evidence
from dossier.inline import Citation, Prose
from dossier.model import Actor, Dated, Dossier, Gap, Person, Quantity, Ref
from dossier.saying.citing import anchors, citation
from dossier.saying.typography import typographic
from dossier.saying.wording import NO_BREAK, Wording, wording
from dossier.styling.style import Style

if TYPE_CHECKING:
    from dossier.figures.code.shows import Symbol
    from dossier.figures.drawing.sketch import Sketch
    from dossier.figures.map.geojson import Overlay
    from dossier.figures.picture.loaded import Raster

_SENTENCE_ENDS = (".", "!", "?", "…")
_HOLDER = re.compile(r"(.*\bby )([a-z][a-z0-9-]*)(.*)", re.DOTALL)  # who holds a route, by his id
_DAY = re.compile(r"(?<=\d) (?=[^\W\d]{3})")  # between the day and the name of its month


class Phrases:
    """What the sections are composed with: the dossier, its evidence, the words of its language, and which sections are printed.

    `keys` gathers what was used so far, so that only that is explained: keys of the page map ('source:mee'), gaps ('gap:…').
    `numbered` says whether claims are printed with numbers, and so can be cited by them. `found` is what the checks found.
    `noting` says what a statement rests on in the text of a note; without it, and where a citation stands by itself, a key in
    brackets does. `notes` gathers the notes in the order of their marks. `indexing` says whether what is named is indexed.
    """

    __slots__ = (
        "_figures",
        "_marks",
        "anchors",
        "codes",
        "dossier",
        "evidence",
        "found",
        "indexing",
        "keys",
        "logo",
        "notes",
        "noting",
        "numbered",
        "overlays",
        "people",
        "pictures",
        "printed",
        "style",
        "words",
    )

    def __init__(
        self,
        dossier: Dossier,
        evidence: Evidence,
        style: Style,
        printed: frozenset[str],
        found: Findings | None = None,
        noting: Callable[[Phrases, Sequence[Citation]], Text] | None = None,
    ) -> None:
        self.dossier, self.evidence, self.style, self.printed, self.noting = dossier, evidence, style, printed, noting
        self.found = found or Findings()
        self.notes: list[Note] = []
        self.indexing = "index" in printed
        self.words: Wording = wording(dossier.facts.language)
        self.numbered = "reported" in printed and dossier.facts.paragraphs == "numbered"
        self.keys: set[str] = set()
        self.people: dict[str, tuple[Person, Actor]] = {
            id: (person, actor) for actor in dossier.actors.values() for id, person in (actor.people or {}).items()
        }
        self._marks: dict[tuple[object, ...], Text] = {}
        self._figures = 0
        self.overlays: Sequence[Overlay] = ()  # of the map
        self.codes: Mapping[str, Symbol] = {}  # of the sources that print with one
        self.pictures: Mapping[str, Raster | Sketch] = {}
        self.logo: Raster | Sketch | None = None
        self.anchors = dict(anchors(dossier, printed))

    def figure_number(self) -> int:
        """Return the number of the next figure, from 1, in the order in which they are composed."""
        self._figures += 1
        return self._figures

    # Author text --------------------------------------------------------------------------------------------------
    def prose(self, prose: Prose | Gap | str | None, role: str = "") -> Text:
        """Say a paragraph of author text; `role` is the dress of what has none of its own. A gap says its word."""
        if not isinstance(prose, Prose):
            return self.line(prose, role)
        words = typographic([run.text for run in prose.runs], self.words.marks, [run.style == "code" for run in prose.runs])
        out: list[Run] = []
        for run, said in zip(prose.runs, words, strict=True):
            if run.cites:
                self._cite(out, run.cites)
            elif run.ref or run.link:
                before = self.evidence.split_name(run)[0] if run.ref else ""
                if before:
                    out.append(Run(said[: len(before)], run.style or role))
                target = self._target(run.link, run.ref)
                out.append(Run(said[len(before) :], run.style or role, link=target, keys=self._naming(run.ref)))
            else:
                out.append(Run(said, run.style or role))
        return tuple(out)

    def line(self, words: str | None, role: str = "") -> Text:
        """Say one line of author text; a gap says its word."""
        if not words:
            return ()
        if isinstance(words, Gap):
            return (self.gap(words),)
        return text(typographic([words], self.words.marks)[0], role)

    def gap(self, gap: Gap) -> Run:
        """Say that something is missing, and why."""
        self.keys.add(f"gap:{gap}")
        return Run(self.words[f"gap.{gap}"], "gap")

    # Citations ----------------------------------------------------------------------------------------------------
    def cite(self, cites: Any) -> Text:
        """Say what a statement rests on, as it stands by itself; gaps say their word."""
        if isinstance(cites, Gap):
            return (self.gap(cites),)
        return self._mark(cites, "") if cites else ()

    def _mark(self, cites: Sequence[Citation], before: str) -> Text:
        """Return the mark of a citation with something before its bracket; the same citations have one mark in a whole brief."""
        key = (before, *[cite[:2] for cite in cites])
        mark = self._marks.get(key)
        if mark is None:
            mark = citation(self, cites)
            for run in mark:
                self.keys.update(run.keys)
            if mark and before:
                mark = (mark[0]._replace(text=before + mark[0].text), *mark[1:])
            self._marks[key] = mark
        return mark

    def basis(self, claim: Ref | Gap | None, cites: Any) -> tuple[Citation, ...]:
        """Return what something rests on that a claim may lend its evidence to: the claim, then its own citations."""
        lent = (Citation(claim.id, (), claim.span),) if isinstance(claim, Ref) else ()
        return (*lent, *(() if isinstance(cites, Gap) else cites or ()))

    def claimed(self, claim: Ref | Gap | None) -> Text:
        """Say the text of a claim that lends its words."""
        return self.prose(self.evidence.claim(claim.id).claim.text) if isinstance(claim, Ref) else ()

    def after(self, words: Text, cites: Any) -> Text:
        """Add a citation to words so that the bracket never starts a line."""
        out = list(words)
        if cites and not isinstance(cites, Gap):
            self._cite(out, cites)
        return tuple(out)

    def _cite(self, out: list[Run], cites: Sequence[Citation]) -> None:
        mark = self._called(out, cites) if self.noting else self._mark(cites, NO_BREAK if out else "")
        if mark and out and out[-1].text.endswith(" "):
            out[-1] = out[-1]._replace(text=out[-1].text.rstrip(" "))
        out.extend(mark)

    def _called(self, out: Sequence[Run], cites: Sequence[Citation]) -> Text:
        """Return the mark of a note; its number comes when the order of all marks is known."""
        noting = self.noting
        assert noting is not None
        key = ("note", *[cite[:2] for cite in cites])
        mark = self._marks.get(key)
        if mark is None:
            self.noting = None  # what the note itself cites stands in it as a key
            keys = dict.fromkeys(key for run in self._mark(cites, "") for key in run.keys)
            mark = (Run("", "note.mark", keys=tuple(keys), note=Note(noting(self, cites))),)
            self._marks[key] = mark
            self.noting = noting
        # a number right after another one, or after a figure, would be read as one with it
        apart = out and (out[-1].note or out[-1].text.rstrip(" ")[-1:].isdigit())
        return (Run(NO_BREAK, "note.mark"), *mark) if apart else mark

    # Names --------------------------------------------------------------------------------------------------------
    def _target(self, link: str, ref: str = "") -> str:
        """Return where a link leads: an address, or the printed entry of an id ('' where none is printed)."""
        if ref:
            return self.link(ref)
        return self.link(link[1:]) if link.startswith("#") else link

    def link(self, id: str) -> str:
        """Return the link to the printed entry of an id, '' where none is printed."""
        anchor = self.anchors.get(id, "")
        return "#" + anchor if anchor else ""

    def _naming(self, id: str) -> tuple[str, ...]:
        """Return the key by which the index finds an actor, a person or a place; nothing where that isn't indexed."""
        return (f"name:{id}",) if self.indexing and self.evidence.names_of(id) else ()

    def name(self, who: Ref | str, *, short: bool = False, role: str = "") -> Text:
        """Say a party or a place by its name; a phrase stands for itself."""
        if isinstance(who, str):
            return self.line(who, role)
        return (Run(self.name_of(who.id, short=short), role, link=self.link(who.id), keys=self._naming(who.id)),)

    def name_of(self, id: str, *, short: bool = False) -> str:
        """Return the name behind an id as plain words."""
        if id in self.people:
            return self.person(*self.people[id])
        record = self.dossier.actors.get(id) or self.dossier.places.get(id) or self.dossier.routes.get(id)
        if record is None:
            return id
        name = (getattr(record, "short", None) if short else None) or record.name
        return typographic([name], self.words.marks)[0]

    def person(self, person: Person, actor: Actor, *, office: bool = False) -> str:
        """Return a person's rank and name; where no name is known, the office and whose it is."""
        if isinstance(person.name, Gap):
            missing = self.words["actors.unnamed" if person.name == "not stated" else "actors.unrecorded"]
            known = person.office and not isinstance(person.office, Gap)
            who = self.words["actors.office-of"].format(person.office, actor.name) if known else actor.name
            return typographic([f"{who} ({missing})"], self.words.marks)[0]
        rank = f"{person.rank} " if person.rank and not isinstance(person.rank, Gap) else ""
        name = rank + person.name
        if office and person.office and not isinstance(person.office, Gap):
            name = f"{name}, {person.office}"
        return typographic([name], self.words.marks)[0]

    def names(self, parties: Iterable[Ref | str], *, short: bool = False) -> Text:
        """Say several parties as a list in a sentence, each linked to its entry."""
        return self.listing([self.name(who, short=short) for who in parties])

    def named(self, id: str, *, short: bool = False) -> Text:
        """Say the name behind an id, linked to its entry."""
        return (Run(self.name_of(id, short=short), link=self.link(id), keys=self._naming(id)),)

    def fill(self, key: str, words: Text) -> Text:
        """Put words, with their links, into the gap of a pattern."""
        before, after = self.words[key].split("{}")
        return (*text(before), *words, *text(after))

    def native(self, record: Any) -> list[Run]:
        """Say the names in other languages, each in its own."""
        names = record.native
        if not names or isinstance(names, Gap):
            return []
        return [Run(name, "native", lang) for lang, name in names.items()]

    def source_name(self, id: str) -> str:
        """Return who published a source, or else its title."""
        source = self.dossier.sources[id]
        known = [name for name in (source.publisher, source.title) if name and not isinstance(name, Gap)]
        return (
            typographic([known[0]], self.words.marks)[0]
            if known
            else self.words["cite.title.source"].format(self.evidence.number(id), "–")
        )

    def source_title(self, id: str) -> str:
        """Return what a source is called in a few words: its title, or else its publisher."""
        title = self.dossier.sources[id].title
        return self.source_name(id) if isinstance(title, Gap) else typographic([title], self.words.marks)[0]

    def position(self, party: Ref, said: Prose) -> Text:
        """Say who takes a position, and which."""
        return (*self.name(party, short=True, role="strong"), Run(": "), *self.prose(said))

    # Lists --------------------------------------------------------------------------------------------------------
    def listing(self, parts: Sequence[Text]) -> Text:
        """Join texts as a list in a sentence: 'a, b and c'."""
        out: list[Run] = []
        for index, part in enumerate(parts):
            if index:
                out.append(Run(f" {self.words['and']} " if index == len(parts) - 1 else ", "))
            out += part
        return tuple(out)

    def series(self, parts: Iterable[Text], between: str = "; ") -> Text:
        """Put something between texts; empty ones leave nothing behind."""
        out: list[Run] = []
        for part in parts:
            if part and out:
                out.append(Run(between))
            out += part
        return tuple(out)

    # Dates --------------------------------------------------------------------------------------------------------
    def date(self, date: PartialDate | When | Gap | None) -> Text:
        """Say a date with the precision that it has, a gap by its word."""
        if date is None or isinstance(date, Gap):
            return self.line(date)
        return text(self._day(date))

    def _day(self, date: PartialDate | When) -> str:
        """Return a date in words; day and month stay on one line."""
        return _DAY.sub(NO_BREAK, dates.words(date, self.words.dates))

    def when(self, when: Sequence[Dated]) -> str:
        """Return when something was so; dates that the sources disagree on are joined by 'or'."""
        days = sorted({dated.when for dated in when}, key=dates.sort_key)
        if len(days) > 1 and all(it.date and not it.word and not it.about and it.date.edtf[:1].isdigit() for it in days):
            bounds = [it.date for it in days if it.date]
            if all("/" not in it.edtf for it in bounds):
                one_of = PartialDate(f"[{','.join(it.edtf for it in bounds)}]", bounds[0].earliest, bounds[-1].latest)
                return self._day(one_of)
        return f" {self.words['or']} ".join(self._day(it) for it in days)

    def dated(self, when: Sequence[Dated] | Gap) -> Text:
        """Say when something was so, each date with its own citation and note; and that sources disagree, where they do."""
        if isinstance(when, Gap):
            return self.line(when)
        parts = []
        for dated in when:
            said = self.after(self.date(dated.when), dated.cites)
            parts.append(self.series((said, self.line(dated.note)), ", "))
        mark = (Run(self.words["dates.conflict"], "mark"), Run(": ")) if len(parts) > 1 else ()
        return (*mark, *self.series(parts))

    def sides(self, sides: Sequence[Side | Quantity]) -> Text:
        """Say several dates, names or figures side by side, each with its own citation and note."""
        parts = []
        for side in sides:
            said = side.words if isinstance(side, Quantity) else side.said
            words = self.date(said) if isinstance(said, When) else self._side(said)
            if isinstance(side, Side) and side.when:
                words = self.series((words, self.date(side.when)), ", ")
            parts.append(self.series((self.after(words, side.cites), self.line(side.note)), ", "))
        return self.series(parts)

    def _side(self, said: str) -> Text:
        """Say a place or holder by its name, another claim by its words, a figure as written."""
        part = self.evidence.part(said)
        if part == "claims":
            return self.prose(self.evidence.claim(said).claim.text)
        return self.named(said) if part else self.line(said)

    def stamp(self) -> str:
        """Return the words that say that this is a draft, and how many checks are open; '' where none is."""
        count = len(self.found.open)
        return self.words.count("draft", count).format(count) if count else ""

    def cut_off(self) -> str:
        """Return the information cut-off with its time and zone, '' where there is none."""
        as_of = self.dossier.facts.as_of
        if as_of is None:
            return ""
        day = self._day(as_of.date)
        return f"{day}, {as_of.time} {as_of.zone}".rstrip() if as_of.time else day


def paragraph(words: Text, role: str = "body", **more: Any) -> tuple[Paragraph, ...]:
    """Make a paragraph of words, or nothing of nothing."""
    return (Paragraph(words, role, **more),) if words else ()


def statements(phrases: Phrases, values: Sequence[Prose | str] | Gap | None, role: str = "body") -> tuple[Paragraph, ...]:
    """Say several statements, one a paragraph; phrases in lower case draw together to one sentence."""
    if values is None or isinstance(values, Gap):
        return paragraph(phrases.line(values), role)
    said = [words for words in map(phrases.prose, values) if words]
    if any(_is_sentence(plain(words)) for words in said) or all(plain(words)[:1].isupper() for words in said):
        return tuple(Paragraph(words, role) for words in said)
    return (Paragraph(capitalised((*phrases.series(said), Run("."))), role),)


def _is_sentence(words: str) -> bool:
    """Say whether words end with the mark of a sentence, before quotation marks and a citation."""
    said = words.rpartition("[")[0] if words.endswith("]") else words
    return said.rstrip("”’»\u00a0 \n\t").endswith(_SENTENCE_ENDS)


def capitalised(words: Text) -> Text:
    """Begin words with a capital, where they begin with a word in lower case."""
    first = plain(words).split(" ")[0]
    if not first.islower():
        return words
    return (words[0]._replace(text=words[0].text[:1].upper() + words[0].text[1:]), *words[1:])


def route_state(phrases: Phrases, state: str | None) -> Text:
    """Say the state of a route; an id after `by` is the actor who holds it."""
    holder = None if not state or isinstance(state, Gap) else _HOLDER.fullmatch(state)
    if holder is None or holder[2] not in phrases.dossier.actors:
        return phrases.line(state)
    return (*phrases.line(holder[1]), *phrases.named(holder[2], short=True), *phrases.line(holder[3]))

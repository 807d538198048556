"""The claim-source graph: a `Dossier` in; `Evidence` out, which tells who says what, on whose word, and what rests on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from dossier.evidence.contradictions import DATE, FIGURE, PLACE, STATEMENT, Contradiction, contradictions
from dossier.evidence.origins import BEARING, bearing, circle, in_order, roots
from dossier.evidence.references import Entry, Use, all_wrong, default_source, index, uses
from dossier.fields import Record
from dossier.inline import Citation, Inline, Locator, Prose
from dossier.model import DESK, Actor, Claim, Dossier, Judgement, Origin, Person, Place, Ref, Source, known
from dossier.problems import Problem
from dossier.settled import Settled
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.texts import PinnedText

SINGLE: Final = "single origin"
UNNAMED: Final = "no source named"
ONE_PARTY: Final = "one party only"
CONTESTED: Final[Mapping[str, str]] = {
    DATE: "date contested",
    PLACE: "place contested",
    FIGURE: "figure contested",
    STATEMENT: "contested",
}


class Cited(NamedTuple):
    """A citation, resolved. `kind` is 'source', 'claim', 'judgement' or 'desk' ('unknown' only where linking found an error).

    `number` is that of what is cited; `sources` is what it comes to in the end: sources with their labels, claims followed.
    """

    kind: str
    id: str
    number: int
    locators: tuple[Locator, ...]
    sources: tuple[Cited, ...] = ()


class ClaimView(NamedTuple):
    """A claim with all that follows from where it stands in the graph.

    `cited` is its own citations, `sources` the sources behind them. `by` is the id of the origin or source whose words it rests
    on, '' where it names none; `origin` that origin, `speaker` the id of who spoke. `voices` are all whose words it comes to:
    `by`, or else the sources that it cites and the voices of the claims that it cites. `ladder` is the step of attribution:
    'named', 'unnamed', 'background', 'own' (a source's own words), 'several' (independent voices, each as it is), 'nobody',
    'desk', or '' (an origin without `record`). `grade` is letter and digit, '' where one is missing. `origins` are the
    independent origins, after following what repeats what; `marks` are of
    SINGLE, UNNAMED, ONE_PARTY, and the values of CONTESTED. `repeated` names each origin that several of the sources carry, with
    those sources: circular reporting, which confirms nothing.
    """

    id: str
    number: int
    claim: Claim
    group: str
    cited: tuple[Cited, ...]
    sources: tuple[Cited, ...]
    by: str
    voices: tuple[str, ...]
    origin: Origin | None
    speaker: str
    ladder: str
    letter: str
    grade: str
    origins: tuple[str, ...]
    marks: tuple[str, ...]
    repeated: tuple[tuple[str, tuple[str, ...]], ...] = ()


class JudgementView(NamedTuple):
    """A judgement, the claims that it rests on (through other judgements too), and their independent origins."""

    id: str
    number: int
    judgement: Judgement
    claims: tuple[ClaimView, ...]
    origins: tuple[str, ...]


class Counts(NamedTuple):
    """Figures for the first page. `origins` counts those that some claim rests on, each once; `open` the questions not closed."""

    sources: int
    origins: int
    claims: int
    single: int
    open: int


class Evidence(Settled):
    """The graph of one dossier, and what is known of its sources' texts; settled when it is made.

    `uses` is the table of edges, in the order of the file, with the default source filled in. `numbers` holds the number of each
    source, claim, judgement and question, each part counted from 1 in the order of the file. `names` leads from a known name to
    its id; an actor goes before a person, a person before a place. `contradictions` are those declared and those found.
    `order` holds all ids, what others rest on before them.
    `texts` are the pinned texts of sources that are at hand, by the ids of these.
    """

    __slots__ = (
        "_actor_of",
        "_behind",
        "_claims",
        "_contested",
        "_judgements",
        "_known",
        "_starts",
        "_users",
        "claims",
        "contradictions",
        "counts",
        "default",
        "entries",
        "judgements",
        "names",
        "numbers",
        "order",
        "texts",
        "uses",
    )

    def __init__(
        self,
        dossier: Dossier,
        entries: Mapping[str, Entry],
        found: Sequence[Use],
        default: str,
        order: Sequence[str],
        starts: Mapping[str, tuple[str, ...]],
        texts: Mapping[str, PinnedText],
    ) -> None:
        self.entries, self.uses, self.default, self.texts = entries, tuple(found), default, texts
        self.numbers = _numbers(dossier)
        self._known = _known(dossier)
        self.names = _names(self._known)
        self._users: dict[str, list[Use]] = {}
        for use in found:
            self._users.setdefault(use.on, []).append(use)
        self.contradictions = contradictions(dossier)
        self._contested: dict[str, list[Contradiction]] = {}
        for it in self.contradictions:
            self._contested.setdefault(it.about, []).append(it)
        self._starts = starts
        self._actor_of = {person: id for id, actor in dossier.actors.items() for person in actor.people}
        self._behind: dict[str, tuple[Cited, ...]] = {}
        self._claims: dict[str, ClaimView] = {}
        self._judgements: dict[str, JudgementView] = {}
        groups = {id: group.title for group in dossier.claims for id in group.claims}
        self.order = tuple(order)
        for id in order:
            if id in groups:
                self._claims[id] = self._view(id, groups[id], starts[id])
        self.claims = tuple(self._claims[id] for id in groups)
        self.judgements = self._judgement_views(order, starts)
        self._judgements.update((view.id, view) for view in self.judgements)
        self.counts = _counts(self, dossier)

    def claim(self, id: str) -> ClaimView:
        """Return the view of a claim; KeyError where the id is no claim's."""
        return self._claims[id]

    def judgement(self, id: str) -> JudgementView:
        """Return the view of a judgement; KeyError where the id is none's."""
        return self._judgements[id]

    def contested(self, id: str) -> Sequence[Contradiction]:
        """Return the contradictions about a claim or place."""
        return self._contested.get(id, ())

    def starts(self, id: str) -> tuple[str, ...]:
        """Return the origins and sources where the information of a source, origin, claim or judgement starts."""
        return self._starts.get(id, ())

    def number(self, id: str) -> int:
        """Return the number of a source, claim, judgement or question; 0 for everything else."""
        return self.numbers.get(id, 0)

    def part(self, id: str) -> str:
        """Return the part of the dossier that the id is in (`actors`, `people`, `claims`, …); '' where nothing has it."""
        entry = self.entries.get(id)
        return entry.part if entry else ""

    def record(self, id: str) -> Record:
        """Return the record of an id; KeyError where nothing has it."""
        return self.entries[id].record

    def stated(self, id: str) -> Prose:
        """Return what a claim or a judgement says; KeyError where the id is none's."""
        record = self.entries[id].record
        if not isinstance(record, Claim | Judgement):
            raise KeyError(id)
        return record.text

    def citation(self, cite: Citation) -> Cited:
        """Resolve a citation: to its source and labels, or to a claim or judgement and the sources behind it."""
        return self._resolve(cite.target or self.default, cite.locators)

    def _resolve(self, id: str, locators: tuple[Locator, ...]) -> Cited:
        part = self.part(id)
        number = self.number(id)
        if part == "sources":
            plain = Cited("source", id, number, locators)
            return Cited("source", id, number, locators, (plain,))
        if part == "claims":
            return Cited("claim", id, number, (), self._behind.get(id, ()))
        if part == "judgements":
            return Cited("judgement", id, number, (), self._behind_judgement(id))
        return Cited("desk" if id == DESK else "unknown", id, 0, locators)

    def _behind_judgement(self, id: str) -> tuple[Cited, ...]:
        """Return the sources behind the claims that a judgement rests on."""
        view = self._judgements.get(id)
        return tuple(dict.fromkeys(source for claim in view.claims for source in claim.sources)) if view else ()

    def supports(self, id: str) -> tuple[ClaimView, ...]:
        """Return the claims that rest on a source, origin or claim: directly, through claims, or through what is repeated."""
        reached = {id}
        waiting = [id]
        while waiting:
            for use in self._users.get(waiting.pop(), ()):
                if use.user not in reached and use.how in ("cite", "by", "rests_on") and self.part(use.user) in BEARING:
                    reached.add(use.user)
                    waiting.append(use.user)
        claims = [self._claims[it] for it in reached if it in self._claims and it != id]
        return tuple(sorted(claims, key=lambda view: view.number))

    def using(self, id: str) -> Sequence[Use]:
        """Return the places where an id is named, in the order of the file."""
        return self._users.get(id, ())

    def cited_by(self, id: str) -> tuple[str, ...]:
        """Return who names an id in any way, each once, in the order of the file: ids, or phrases for what has none."""
        return tuple(dict.fromkeys(use.user for use in self._users.get(id, ())))

    def names_of(self, id: str) -> tuple[str, ...]:
        """Return the names of an actor, a person or a place: as printed, short, other spellings; nothing for everything else."""
        return self._known.get(id, ())

    def split_name(self, run: Inline) -> tuple[str, str]:
        """Split a run with a `ref` into the words before the name, and the name: the longest known one that ends the run."""
        name = max((n for n in self._known.get(run.ref, ()) if run.text.endswith(n)), key=len, default=run.text)
        return run.text[: len(run.text) - len(name)], name

    def _view(self, id: str, group: str, starts: tuple[str, ...]) -> ClaimView:
        """Build the view of a claim from what it rests on, whose views are built already."""
        claim = self.entries[id].record
        assert isinstance(claim, Claim)
        cited = tuple(self.citation(c) for c in claim.cite)
        self._behind[id] = behind = tuple(dict.fromkeys(source for c in cited for source in c.sources))
        by = claim.by.id if claim.by else self._lent(cited)
        entry = self.entries.get(by)
        origin = entry.record if entry and isinstance(entry.record, Origin) else None
        voice = entry.record if entry else self._first(cited)
        letter = _letter(voice) or (self._carrier(behind) if origin else "")
        voices = (by,) if by else tuple(dict.fromkeys(voice for c in cited for voice in self._voices(c)))
        ladder = self._ladder(by, origin, cited, voices, starts)
        marks: tuple[str, ...] = (SINGLE,) if len(starts) == 1 else ()
        marks += (UNNAMED,) if ladder in ("nobody", "desk") else ()
        marks += (ONE_PARTY,) if self._of_one_party(starts) else ()
        marks += tuple(dict.fromkeys(CONTESTED[it.aspect] for it in self.contested(id)))
        grade = f"{letter}{claim.grade}" if letter and claim.grade else ""
        speaker = origin.speaker.id if origin and isinstance(origin.speaker, Ref) else ""
        number = self.numbers[id]
        repeated = self._repeated(by, cited)
        return ClaimView(
            id, number, claim, group, cited, behind, by, voices, origin, speaker, ladder, letter, grade, starts, marks, repeated
        )

    def _voices(self, cited: Cited) -> tuple[str, ...]:
        """Return whose words a citation brings: a source's own, or those that a claim comes to; desk knowledge has no voice."""
        if cited.kind == "claim":
            return self._claims[cited.id].voices if cited.id in self._claims else ()
        return (cited.id,) if cited.kind == "source" else ()

    def _ladder(
        self, by: str, origin: Origin | None, cited: Sequence[Cited], voices: Sequence[str], starts: Sequence[str]
    ) -> str:
        """Name the step of attribution. Without `by` sources that repeat one origin are nobody: what is left out weakens."""
        if origin:
            return origin.record or ""
        if by:
            return "own"
        if cited and all(c.kind == "desk" for c in cited):
            return "desk"
        return "nobody" if len(starts) < 2 and all(self.part(voice) == "sources" for voice in voices) else "several"

    def _of_one_party(self, starts: Sequence[str]) -> bool:
        """Say whether all origins speak for a party to the matter, and for the same one."""
        records = [self.entries[start].record for start in starts]
        interested = [isinstance(it, Source | Origin) and it.interested for it in records]
        return bool(starts) and all(interested) and len({self._party(start) for start in starts}) == 1

    def _party(self, id: str) -> str:
        """Return the actor that an origin speaks for in the end; a source stands for itself."""
        record = self.entries[id].record
        party = record.speaker.id if isinstance(record, Origin) and isinstance(record.speaker, Ref) else id
        party = self._actor_of.get(party, party)
        seen = {party}
        while (above := self._above(party)) and above.id not in seen:
            party = above.id
            seen.add(party)
        return party

    def _above(self, id: str) -> Ref | None:
        """Return the actor that an actor belongs to; None for everything else."""
        entry = self.entries.get(id)
        return entry.record.part_of if entry and isinstance(entry.record, Actor) else None

    def _repeated(self, by: str, cited: Sequence[Cited]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the origins that several of the sources cited carry, each with the sources; claims cited say so themselves."""
        sources = dict.fromkeys(one.id for one in cited if one.kind == "source")
        if len(sources) < 2:
            return ()
        carriers: dict[str, list[str]] = {}
        for source in sources:
            for start in self._starts.get(by or source, ()):
                carriers.setdefault(start, []).append(source)
        return tuple((start, tuple(carried)) for start, carried in carriers.items() if len(carried) > 1)

    def _lent(self, cited: Sequence[Cited]) -> str:
        """Return the voice that all claims cited share, for a claim that cites claims only; '' otherwise."""
        voices = {self._claims[c.id].by if c.kind == "claim" and c.id in self._claims else "" for c in cited}
        return voices.pop() if len(voices) == 1 else ""

    def _first(self, cited: Sequence[Cited]) -> Record | None:
        """Return the record of the source that is cited first, through claims too; None for desk knowledge."""
        return self.entries[cited[0].sources[0].id].record if cited and cited[0].sources else None

    def _carrier(self, behind: Sequence[Cited]) -> str:
        """Return the letter of the first source that carries the words, for an origin without a letter of its own."""
        return _letter(self.entries[behind[0].id].record) if behind else ""

    def _judgement_views(self, order: Sequence[str], starts: Mapping[str, tuple[str, ...]]) -> tuple[JudgementView, ...]:
        """Build the views of the judgements, those first that others rest on."""
        rest: dict[str, dict[str, None]] = {}
        judgements = {id: it.record for id, it in self.entries.items() if isinstance(it.record, Judgement)}
        for id in order:
            if id in judgements:
                rest[id] = {}
                for ref in judgements[id].rests_on:
                    rest[id].update(rest.get(ref.id, {}) if ref.id in judgements else {ref.id: None})
        return tuple(
            JudgementView(
                id, self.numbers[id], judgement, tuple(self._claims[c] for c in rest[id] if c in self._claims), starts[id]
            )
            for id, judgement in judgements.items()
        )


def _letter(record: Record | None) -> str:
    """Return the letter of the grade of an origin's or a source's words; '' where it has none."""
    return (record.reliability or "") if isinstance(record, Source | Origin) else ""


def _numbers(dossier: Dossier) -> dict[str, int]:
    """Count sources, claims, judgements and questions, each from 1."""
    claims = [id for group in dossier.claims for id in group.claims]
    parts = (dossier.sources, claims, dossier.judgements, dossier.questions)
    return {id: number for part in parts for number, id in enumerate(part, 1)}


def _known(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return the names of each actor, person and place: as printed, short, other spellings."""
    out: dict[str, tuple[str, ...]] = {}
    people = {id: person for actor in dossier.actors.values() for id, person in actor.people.items()}
    parts: tuple[Mapping[str, Actor | Person | Place], ...] = (dossier.actors, people, dossier.places)
    for part in parts:
        for id, record in part.items():
            short = None if isinstance(record, Place) else record.short
            out.setdefault(id, tuple(name for name in (known(record.name), short, *record.also) if name))
    return out


def _names(names_of: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Turn the names round; of two with one name an actor goes before a person, a person before a place."""
    out: dict[str, str] = {}
    for id, names in names_of.items():
        for name in names:
            out.setdefault(name, id)
    return out


def _counts(evidence: Evidence, dossier: Dossier) -> Counts:
    """Count what the first page shows."""
    origins = {start for view in evidence.claims for start in view.origins}
    single = sum(len(view.origins) == 1 for view in evidence.claims)
    unsettled = sum(question.status != "closed" for question in dossier.questions.values())
    return Counts(len(dossier.sources), len(origins), len(evidence.claims), single, unsettled)


def link(dossier: Dossier, texts: Mapping[str, PinnedText] | None = None) -> tuple[Evidence, list[Problem]]:
    """Resolve everything that the dossier names, and build its graph. Problems: unknown ids, ids of the wrong part, circles.

    `texts` are the pinned texts of sources that are at hand; what they say of the dossier is for the checks to find.
    """
    entries, default, found = index(dossier), default_source(dossier), uses(dossier)
    problems = all_wrong(found, entries, default)
    filled = [use if use.on else use._replace(on=default) for use in found]
    graph = bearing(filled, entries)
    order, circles = in_order(graph, entries)
    if circles:
        problems += [circle(use, entries) for use in circles]
        cut = set(circles)
        filled = [use for use in filled if use not in cut]
        graph = bearing(filled, entries)
    return Evidence(dossier, entries, filled, default, order, roots(order, graph, entries), texts or {}), problems

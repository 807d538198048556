"""The claim-source graph: a `Dossier` in; `Evidence` out, which tells who says what, on whose word, and what rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from dossier.evidence.contradictions import DATE, FIGURE, PLACE, STATEMENT, Contradiction, contradictions
from dossier.evidence.origins import BEARING, bearing, circle, in_order, roots
from dossier.evidence.parties import DOCUMENT, OUTLET, PARTY, parties
from dossier.evidence.parties import circles as part_circles
from dossier.evidence.references import NOTHING_LOST, Entry, Lost, Use, all_wrong, default_source, index, uses
from dossier.fields import Record
from dossier.inline import Citation, Inline, Locator, Prose
from dossier.model import DESK, Actor, Claim, Dossier, Judgement, Origin, Person, Place, Source, known
from dossier.problems import Problem
from dossier.settled import Settled
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.texts import PinnedText

CHIEF: Final = 0.8  # of all citations of sources: the source with so many prints without its number
SINGLE: Final = "single origin"
UNNAMED: Final = "no source named"
ONE_PARTY: Final = "one party only"
ABSENCE: Final = "absence"
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

    `cited` is its own citations, `sources` the sources behind them. `voices` are all whose words it rests on, ids of origins and
    sources: those that it names, or else the sources that it cites and the voices of the claims that it cites. `ladder` is the
    step of attribution: 'named', 'unnamed', 'background', 'own' (a source's own words), 'several' (each as it is), 'nobody',
    'desk', or '' (an origin without `record`). `grade` is letter and digit, '' where one is missing; the letter is that of the
    least reliable voice. `origins` are the independent origins, after following what repeats what and whose voices are one (see
    `parties`). `absence`: it says that something was not said, or rests on claims alone that do; it has no origin, and supports
    nothing. `marks` are of SINGLE or ONE_PARTY, UNNAMED, ABSENCE, and the values of CONTESTED. `repeated` names each origin that
    several of the sources carry, with those sources: circular reporting, which confirms nothing.
    """

    id: str
    number: int
    claim: Claim
    group: str
    cited: tuple[Cited, ...]
    sources: tuple[Cited, ...]
    voices: tuple[str, ...]
    ladder: str
    letter: str
    grade: str
    origins: tuple[str, ...]
    absence: bool
    marks: tuple[str, ...]
    repeated: tuple[tuple[str, tuple[str, ...]], ...] = ()


class JudgementView(NamedTuple):
    """A judgement, the claims that it rests on (through other judgements too), and their independent origins.

    `absences` are those it names that say only that something was not said; they are not among `claims`, since nothing rests on
    them.
    """

    id: str
    number: int
    judgement: Judgement
    claims: tuple[ClaimView, ...]
    absences: tuple[ClaimView, ...]
    origins: tuple[str, ...]


class Counts(NamedTuple):
    """Figures for the first page.

    `parties`, `outlets` and `documents` are the independent origins on which some claim rests, each once, by their kind; `single`
    are the claims that rest on one alone, `absences` those that say that something was not said; `open` the questions not closed.
    """

    sources: int
    parties: int
    outlets: int
    documents: int
    claims: int
    single: int
    absences: int
    open: int


class Evidence(Settled):
    """The graph of one dossier, and what is known of its sources' texts; settled when it is made.

    `uses` is the table of edges, in the order of the file, with the default source filled in. `numbers` holds the number of each
    source, claim, judgement and question, each part counted from 1 in the order of the file. `names` leads from a known name to
    its id; an actor goes before a person, a person before a place. `contradictions` are those declared and those found.
    `order` holds all ids, what others rest on before them. `parties` says which voices are one.
    `chief` is the source to which all but few citations of sources lead, '' where none is that.
    `texts` are the pinned texts of sources that are at hand, by the ids of these.
    """

    __slots__ = (
        "_behind",
        "_claims",
        "_contested",
        "_judgements",
        "_known",
        "_starts",
        "_users",
        "chief",
        "claims",
        "contradictions",
        "counts",
        "default",
        "entries",
        "judgements",
        "names",
        "numbers",
        "order",
        "parties",
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
        self.parties = parties(dossier, entries, self.names, found, order)
        self._behind: dict[str, tuple[Cited, ...]] = {}
        self._claims: dict[str, ClaimView] = {}
        self._judgements: dict[str, JudgementView] = {}
        groups = {id: group.title for group in dossier.claims for id in group.claims if entries[id].part == "claims"}
        self.order = tuple(order)
        for id in order:
            if id in groups:
                self._claims[id] = self._view(id, groups[id], starts[id])
        self.claims = tuple(self._claims[id] for id in groups)
        self.judgements = self._judgement_views(order, starts)
        self._judgements.update((view.id, view) for view in self.judgements)
        self.counts = _counts(self, dossier)
        self.chief = self._chief()

    def _chief(self) -> str:
        cited = Counter(
            use.on or self.default for use in self.uses if use.how == "cite" and self.part(use.on or self.default) == "sources"
        )
        (id, times), *_ = cited.most_common(1) or [("", 0)]
        return id if times >= CHIEF * cited.total() else ""

    def claim(self, id: str) -> ClaimView:
        """Return the view of a claim; KeyError where the id is no claim's."""
        return self._claims[id]

    def judgement(self, id: str) -> JudgementView:
        """Return the view of a judgement; KeyError where the id is none's."""
        return self._judgements[id]

    def contested(self, id: str) -> Sequence[Contradiction]:
        """Return the contradictions about a claim or place."""
        return self._contested.get(id, ())

    def letter(self, voice: str, behind: Sequence[Cited]) -> str:
        """Return the letter of a voice; an origin without one of its own takes that of the first source that carries it."""
        record = self.entries[voice].record if voice in self.entries else None
        if isinstance(record, Origin) and not record.reliability and behind:
            record = self.entries[behind[0].id].record
        return (record.reliability or "") if isinstance(record, Source | Origin) else ""

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
                rests = use.how in ("cite", "by", "rests_on") and not use.aside
                if rests and use.user not in reached and self.part(use.user) in BEARING:
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
        origins = self.parties.independent(starts)
        voices, ladder = self._attributed(claim, cited, origins)
        letters = [self.letter(voice, behind) for voice in voices]
        letter = max(letters, default="") if all(letters) else ""
        absence = claim.kind == ABSENCE or self._of_absences(claim, cited)
        marks = ((ABSENCE,) if absence else self._weight(starts, origins, ladder)) + tuple(
            dict.fromkeys(CONTESTED[it.aspect] for it in self.contested(id))
        )
        grade = f"{letter}{claim.grade}" if letter and claim.grade else ""
        number = self.numbers[id]
        repeated = self._repeated(claim, cited)
        return ClaimView(
            id, number, claim, group, cited, behind, voices, ladder, letter, grade, origins, absence, marks, repeated
        )

    def _voices(self, cited: Cited) -> tuple[str, ...]:
        """Return whose words a citation brings: a source's own, or those that a claim comes to; desk knowledge has no voice."""
        if cited.kind == "claim":
            return self._claims[cited.id].voices if cited.id in self._claims else ()
        return (cited.id,) if cited.kind == "source" else ()

    def _attributed(self, claim: Claim, cited: Sequence[Cited], origins: Sequence[str]) -> tuple[tuple[str, ...], str]:
        """Return whose words a claim rests on, and the step of attribution.

        Without `by` reports that come to one origin are nobody's words: what is left out weakens. A document or dataset speaks
        for itself, and then for what repeats it too.
        """
        voices = tuple(it.id for it in claim.by) or tuple(dict.fromkeys(voice for c in cited for voice in self._voices(c)))
        if claim.by or any(self.part(voice) != "sources" for voice in voices):
            return voices, self._step(voices)
        lent = [self._claims[c.id] for c in cited if c.kind == "claim" and c.id in self._claims]
        if not voices:
            ours = all(c.kind == "desk" for c in cited if c.kind != "claim") and all(view.ladder == "desk" for view in lent)
            return voices, "desk" if cited and ours else "nobody"
        if len(origins) > 1:
            return voices, "several"
        reports = {c.id for c in cited if c.kind == "source" and not self._speaks(c.id)}
        named = {voice for view in lent if view.ladder != "nobody" for voice in view.voices} - reports
        speaking = tuple(voice for voice in voices if voice in named or self._speaks(voice))
        return (speaking, self._step(speaking)) if speaking else (voices, "nobody")

    def _step(self, voices: Sequence[str]) -> str:
        """Return the step of attribution of those whose words something rests on."""
        if len(voices) > 1:
            return "several"
        record = self.entries[voices[0]].record if voices[0] in self.entries else None
        return (record.record or "") if isinstance(record, Origin) else "own"

    def _speaks(self, id: str) -> bool:
        """Say whether a source is a document or a dataset, which speaks for itself."""
        record = self.entries[id].record
        return isinstance(record, Source) and record.kind != "report"

    def _of_absences(self, claim: Claim, cited: Sequence[Cited]) -> bool:
        """Say whether a claim rests on nothing but claims that something was not said."""
        views = [self._claims.get(c.id) if c.kind == "claim" else None for c in cited]
        return not claim.by and bool(views) and all(view is not None and view.absence for view in views)

    def _weight(self, starts: Sequence[str], origins: Sequence[str], ladder: str) -> tuple[str, ...]:
        """Return the marks of how much a statement is worth: on how many it rests, and whether anybody is named."""
        alone: tuple[str, ...] = ()
        if len(origins) == 1:
            alone = (ONE_PARTY if self._of_one_party(starts, origins[0]) else SINGLE,)
        return alone + ((UNNAMED,) if ladder in ("nobody", "desk") else ())

    def _of_one_party(self, starts: Sequence[str], origin: str) -> bool:
        """Say whether the one origin is a party to the matter that speaks for itself, or one voice of a party not named."""
        if origin in self.parties.interested:
            return True
        record = self.entries[starts[0]].record
        return len(starts) == 1 and isinstance(record, Source | Origin) and record.interested

    def _repeated(self, claim: Claim, cited: Sequence[Cited]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the origins that several of the sources cited carry, each with the sources; claims cited say so themselves.

        Where a claim names several voices, nothing says which source carries which.
        """
        sources = dict.fromkeys(one.id for one in cited if one.kind == "source")
        if len(sources) < 2 or len(claim.by) > 1:
            return ()
        carriers: dict[str, list[str]] = {}
        for source in sources:
            for start in self._starts.get(claim.by[0].id if claim.by else source, ()):
                carriers.setdefault(start, []).append(source)
        return tuple((start, tuple(carried)) for start, carried in carriers.items() if len(carried) > 1)

    def _judgement_views(self, order: Sequence[str], starts: Mapping[str, tuple[str, ...]]) -> tuple[JudgementView, ...]:
        """Build the views of the judgements, those first that others rest on."""
        rest: dict[str, dict[str, None]] = {}
        judgements = {id: it.record for id, it in self.entries.items() if isinstance(it.record, Judgement)}
        for id in order:
            if id in judgements:
                rest[id] = {}
                for ref in judgements[id].rests_on:
                    rest[id].update(rest.get(ref.id, {}) if ref.id in judgements else {ref.id: None})
        out: list[JudgementView] = []
        for id, judgement in judgements.items():
            views = [self._claims[c] for c in rest[id] if c in self._claims]
            claims, absences = (tuple(view for view in views if view.absence is absent) for absent in (False, True))
            out.append(JudgementView(id, self.numbers[id], judgement, claims, absences, self.parties.independent(starts[id])))
        return tuple(out)


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
    origins = {origin for view in evidence.claims for origin in view.origins}
    kinds = [evidence.parties.kinds[origin] for origin in origins]
    single = sum(len(view.origins) == 1 for view in evidence.claims)
    absences = sum(view.absence for view in evidence.claims)
    unsettled = sum(question.status != "closed" for question in dossier.questions.values())
    heard, told, kept = (kinds.count(kind) for kind in (PARTY, OUTLET, DOCUMENT))
    return Counts(len(dossier.sources), heard, told, kept, len(evidence.claims), single, absences, unsettled)


def link(
    dossier: Dossier, texts: Mapping[str, PinnedText] | None = None, lost: Lost = NOTHING_LOST
) -> tuple[Evidence, list[Problem]]:
    """Resolve everything that the dossier names, and build its graph. Problems: unknown ids, ids of the wrong part, circles.

    `texts` are the pinned texts of sources that are at hand; what they say of the dossier is for the checks to find. `lost` is
    what the file of a dossier with errors may give all the same.
    """
    entries, default, found = index(dossier), default_source(dossier), uses(dossier)
    problems = all_wrong(found, entries, default, lost) + part_circles(dossier)
    filled = [use if use.on else use._replace(on=default) for use in found]
    graph = bearing(filled, entries)
    order, circles = in_order(graph, entries)
    if circles:
        problems += [circle(use, entries) for use in circles]
        cut = set(circles)
        filled = [use for use in filled if use not in cut]
        graph = bearing(filled, entries)
    return Evidence(dossier, entries, filled, default, order, roots(order, graph, entries), texts or {}), problems

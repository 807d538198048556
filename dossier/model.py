"""The dossier: what an analyst writes down, typed, each value with its place in the file. Changed by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from dossier.dates import PartialDate, When
from dossier.fields import (
    IDENT,
    Choice,
    Kind,
    Listed,
    Mapped,
    Named,
    One,
    R,
    Record,
    Said,
    T,
    Texts,
    W,
    field,
    in_each,
    silent,
)
from dossier.fields import NOT_RECORDED as NOT_RECORDED
from dossier.fields import NOT_STATED as NOT_STATED
from dossier.fields import Gap as Gap
from dossier.fields import known as known
from dossier.inline import Citation, Prose, TextBlock
from dossier.problems import Span
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.fields import Name
    from dossier.units import Color

DESK: Final = "desk"

# Words of which a field takes one ---------------------------------------------------------------------------------------
Marking: TypeAlias = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
Scale: TypeAlias = Literal["icd203 row 1", "icd203 row 2", "phia"]  # of likelihood words
Letter: TypeAlias = Literal["A", "B", "C", "D", "E", "F"]  # of a grade
Annex: TypeAlias = Literal["cited"]
OnRecord: TypeAlias = Literal["named", "unnamed", "background"]
Confidence: TypeAlias = Literal["high", "moderate", "low"]
Numbering: TypeAlias = Literal["numbered", "plain"]
Projection: TypeAlias = Literal["conic", "mercator", "cylindrical", "stereographic"]
Grid: TypeAlias = Literal["degrees", "mgrs"]
Drawing: TypeAlias = Literal["disputed", "plain", "left out", "own"]  # how borders are drawn that are disputed
Holding: TypeAlias = Literal["held", "contested", "under attack", "taken"]  # how a place stands by who holds it
Plot: TypeAlias = Literal["bars", "stacked", "dots", "lines", "slope", "multiples"]
Outcome: TypeAlias = Literal["held", "planned", "cancelled", "reported"]  # what became of a contact
NotKnowing: TypeAlias = Literal["gap", "undecided", "disputed", "mystery"]
Progress: TypeAlias = Literal["open", "partly answered", "closed"]  # of a question
Cell: TypeAlias = Literal["CC", "C", "N", "I", "II"]  # how a piece of evidence sits with a hypothesis (Heuer)
Standing: TypeAlias = Literal["stated", "disputed", "inferred", "open"]  # of a relation
Published: TypeAlias = Literal["report", "document", "dataset"]  # what a source is: whether it speaks for itself
Saying: TypeAlias = Literal["statement", "absence"]  # what a claim tells: that something is so, or that something was not said

MARKINGS: Final[tuple[Marking, ...]] = get_args(Marking)
DIRECTIONS: Final = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
SIDES: Final = ("north", "east", "south", "west")  # of a place: where no way in is told from one of them, that is said
# verb as written -> (active words, passive words)
RELATION_VERBS: Final[Mapping[str, tuple[str, str]]] = {
    "fights": ("fights", "fought by"),
    "besieges": ("besieges", "besieged by"),
    "backs": ("backs", "backed by"),
    "allied-with": ("is allied with", "allied with"),
    "part-of": ("is part of", "includes"),
    "armed-wing-of": ("is the armed wing of", "armed wing"),
    "takes-part-in": ("takes part in", "joined by"),
    "holds": ("holds", "held by"),
    "controls": ("controls", "controlled by"),
    "designates-terrorist": ("designates as terrorist", "designated as terrorist by"),
    "considers-terrorist": ("considers terrorist", "considered terrorist by"),
    "disputes": ("disputes", "disputed by"),
    "negotiates-with": ("negotiates with", "negotiates with"),
    "meets": ("meets", "meets"),
    "proposes-to": ("makes a proposal to", "receives a proposal from"),
    "supplies": ("supplies", "supplied by"),
    "opposes": ("opposes", "opposed by"),
    "owns": ("owns", "owned by"),
    "operates": ("operates", "operated by"),
    "manages": ("manages", "managed by"),
    "charters": ("charters", "chartered by"),
    "insures": ("insures", "insured by"),
    "regulates": ("regulates", "regulated by"),
    "investigates": ("investigates", "investigated by"),
    "asks": ("asks", "asked by"),
    "detains": ("detains", "detained by"),
}


class BuiltIn(NamedTuple):
    """A section that we compose: all that is known of it but its file, `sections/NAME.py`, and its title, in `saying/wording.py`.

    `back`: it stands at the end, whatever its place in the dossier's list. `on_demand`: it is printed only where dossier or style
    ask for it. `entries` are the parts of the dossier whose records it prints, so that links lead to them, `also` other fields of
    the dossier that it prints. `figures`: charts and pictures can stand at its end; those whose own section isn't printed go to
    the first by this number. `apparatus`: it says where things come from, and cites by keys in brackets in every style.

    `gathers`: what its `compose` is given besides the phrases: 0, nothing; 1, what all sections with 0 use; 2, also what those
    with 1 do; 3, what the whole brief does, its notes numbered. `takes`: what else of the arguments of `compose.compose`.
    """

    name: str
    back: bool = False
    on_demand: bool = False
    entries: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    figures: int = 0
    apparatus: bool = False
    gathers: int = 0
    takes: tuple[str, ...] = ()


RUNNING_ORDER: Final = (
    BuiltIn("summary", entries=("judgements",), also=("bottom_line",)),
    BuiltIn("scope", figures=7, also=("scope",)),
    BuiltIn("reported", figures=1, entries=("claims",)),
    BuiltIn("actors", figures=4, entries=("actors", "people"), also=("relations",)),
    BuiltIn("geography", figures=2, entries=("places", "routes"), also=("map",), takes=("overlays",)),
    BuiltIn("timeline", figures=3, also=("events",)),
    BuiltIn("diplomacy", figures=5, entries=("contacts",)),
    BuiltIn("questions", figures=6, entries=("questions",)),
    BuiltIn("notes", back=True, on_demand=True, gathers=3),
    BuiltIn("sources", back=True, apparatus=True, entries=("sources", "charts", "images"), gathers=1, takes=("codes",)),
    BuiltIn("annex", back=True, on_demand=True, apparatus=True),
    BuiltIn("glossary", back=True, also=("glossary",)),
    BuiltIn("reading", back=True, apparatus=True, gathers=2),
    BuiltIn("index", back=True, on_demand=True, gathers=3),
    BuiltIn("colophon", back=True, also=("silence",), apparatus=True),
)
SECTION_NAMES: Final = tuple(row.name for row in RUNNING_ORDER)
# Parts of the dossier of which something may be named
PARTIES: Final = ("actors", "people")
NAMED: Final = ("actors", "people", "places", "routes")


# Values that are read whole --------------------------------------------------------------------------------------------
class Ref(NamedTuple):
    """An id that names something of this dossier, and where it was written."""

    id: str
    span: Span


class Moment(NamedTuple):
    """A minute with its zone, both as written: the cut-off of a brief."""

    date: PartialDate
    time: str  # HH:MM, or '' where only the day is given
    zone: str  # UTC, +03:00, or ''


class Point(NamedTuple):
    """WGS 84 latitude and longitude in decimal degrees, digits kept as written (ISO 6709 order: latitude first)."""

    latitude: str
    longitude: str
    about: bool


class Stretch(NamedTuple):
    """What a map shows: from the south-western corner to the north-eastern; degrees, WGS 84.

    `east` is greater than `west`: beyond 180 where the antimeridian lies between them.
    """

    south: float
    west: float
    north: float
    east: float


class Dated(NamedTuple):
    """One date with what supports it: `2017-02-15 [@dod], said as yesterday`."""

    when: When
    cites: tuple[Citation, ...]
    note: str
    span: Span


class Quantity(NamedTuple):
    """One figure with what supports it, in the author's words: `about 300 [@4], said as some 300`; or that it is missing."""

    words: str | Gap
    cites: tuple[Citation, ...]
    note: str
    span: Span


class Borders(NamedTuple):
    """How a map draws borders that are disputed, or only de facto; `own`: as the lines of GeoJSON files."""

    how: Drawing
    files: tuple[str, ...] = ()


class Held(NamedTuple):
    """Who holds a place, since or as of when, by whose word; whether others contest or attack it, or it was only taken."""

    by: Ref
    when: When | None
    cites: tuple[Citation, ...]
    state: Holding = "held"
    against: tuple[Ref, ...] = ()  # who contests or attacks it


class Approach(NamedTuple):
    """The state of one way into a place: `blocked by sdf [@blocked]`."""

    direction: str  # north, south-east, …
    state: str | Gap  # blocked, open, bridges destroyed, as written
    by: Ref | None
    cites: tuple[Citation, ...]
    span: Span


class Relation(NamedTuple):
    """Who does what to whom. A party is an id, or a phrase for somebody without one."""

    parties: tuple[Ref | str, ...]
    does: str  # a verb of RELATION_VERBS
    to: tuple[Ref | str, ...]
    detail: str
    cites: tuple[Citation, ...]
    status: Standing
    see: Ref | None  # a question or a claim
    span: Span


class Positions(NamedTuple):
    """What the parties say: by party in order, then those without a stated position. `nobody`: none has one."""

    stated: tuple[tuple[Ref, Prose], ...]
    silent: tuple[Ref, ...]
    nobody: bool


# Kinds: how a value is read and described stands in reading/kinds.py, what is in it here -------------------------------------
class Reference(Kind[Ref]):
    """An id of one of these parts of the dossier (`actors`, `people`, `places`, `sources`, `claims`, …)."""

    __slots__ = ("of",)

    def __init__(self, to: tuple[str, ...]) -> None:
        super().__init__("ref", lambda ref: (Named("", ref.id, to, ref.span),), None)
        self.of = to


def choice(words: object) -> Choice[W]:
    """Take one of the words of a `Literal`."""
    return Choice(get_args(words))


def listed(kind: Kind[T]) -> Listed[T]:
    """Take a list of this kind, or one value where a list of one is meant."""
    return Listed(kind)


def mapped(record: type[R]) -> Mapped[R]:
    """Take a mapping from new ids to records; the order is kept."""
    return Mapped(record)


def texts(kind: Kind[T]) -> Texts[T]:
    """Take a mapping from a term as it prints to a value of this kind."""
    return Texts(kind)


def one(record: type[R]) -> One[R]:
    """Take one record."""
    return One(record)


def ref(*to: str) -> Reference:
    """Take an id of one of these parts of the dossier."""
    return Reference(to)


def _in_prose(prose: Prose) -> list[Name]:
    """Return the citations, the names with an id and the internal links of a paragraph, in order."""
    out: list[Name] = []
    for run in prose.runs:
        out += run.cites
        if run.ref:
            out.append(Named("name", run.ref, NAMED, run.span or prose.span))
        elif run.link.startswith("#"):
            out.append(Named("link", run.link[1:], (), run.span or prose.span))
    return out


def _in_block(block: TextBlock) -> Iterable[Name]:
    return (name for item in block.items for name in _in_prose(item))


def _said_in_block(block: TextBlock) -> Iterable[Said]:
    return (Said(item.plain, item.span, item, quotation=block.kind == "quotation") for item in block.items)


def _by(actor: Ref | None, cites: Iterable[Citation]) -> Iterable[Name]:
    return (Named("", actor.id, PARTIES, actor.span), *cites) if actor else cites


def _in_holding(held: Held) -> Iterable[Name]:
    yield from (Named("", actor.id, PARTIES, actor.span) for actor in (held.by, *held.against))
    yield from held.cites


def _in_relation(relation: Relation) -> Iterable[Name]:
    for party in (*relation.parties, *relation.to):
        if isinstance(party, Ref):
            yield Named("", party.id, NAMED, party.span)
    if relation.see:
        yield Named("", relation.see.id, ("questions", "claims"), relation.see.span)
    yield from relation.cites


def _said_in_relation(relation: Relation) -> Iterable[Said]:
    parties = [it for it in (*relation.parties, *relation.to) if isinstance(it, str)]
    return (Said(said, relation.span) for said in (*parties, relation.detail) if said)


def _in_positions(positions: Positions) -> Iterable[Name]:
    for party, said in positions.stated:
        yield Named("", party.id, PARTIES, party.span)
        yield from _in_prose(said)
    for party in positions.silent:
        yield Named("", party.id, PARTIES, party.span)


def _said_in_prose(prose: Prose) -> Iterable[Said]:
    return (Said(prose.plain, prose.span, prose),)


LINE: Final[Kind[str]] = Kind("line", None, lambda line: (Said(line),))  # one line of text, kept as written
VERBATIM: Final[Kind[str]] = Kind("line", None, lambda line: (Said(line, ours=False),))  # one line, as others word or spell it
PROSE: Final[Kind[Prose]] = Kind("prose", _in_prose, _said_in_prose)  # one paragraph of the inline language
ASSESSMENT: Final[Kind[Prose]] = Kind("prose", _in_prose, _said_in_prose)  # a paragraph of what the issuer makes of it
PASSAGE: Final[Kind[tuple[TextBlock, ...]]] = Kind("passage", in_each(_in_block), in_each(_said_in_block))  # several, headings
JUDGING: Final = (ASSESSMENT, PASSAGE)  # what judgements may be cited in; everywhere else stands what is reported
WHOLE: Final[Kind[int]] = silent("whole")  # a whole number from 0
DIGIT: Final[Kind[int]] = silent("digit")  # a grade's digit, 1 to 6
YES: Final[Kind[bool]] = silent("yes")  # yes or no
URL: Final[Kind[str]] = silent("url")  # http, https or mailto
PATH: Final[Kind[str]] = silent("path")  # below the dossier's folder, with / between parts
LANGUAGE: Final[Kind[str]] = silent("language")  # BCP 47
MOMENT: Final[Kind[Moment]] = silent("moment")  # 2017-02-17 20:00 UTC
DATE: Final[Kind[PartialDate]] = silent("date")  # EDTF level 0 and 1
CITE: Final[Kind[tuple[Citation, ...]]] = Kind("cite", lambda cites: cites, None)  # 1-3, 6; dod 2
POINT: Final[Kind[Point]] = silent("point")  # latitude, longitude as written, `about` kept
NAMES: Final[Kind[Mapping[str, str]]] = silent("names")  # language -> name in it
MARKING: Final[Kind[Marking]] = silent("marking")  # a TLP 2.0 label
SHA256: Final[Kind[str]] = silent("sha256")  # 64 hexadecimal digits, in lower case
COLOR: Final[Kind[Color]] = silent("color")  # as in a style sheet: #b2332e, navy
BORDERS: Final[Kind[Borders]] = silent("borders")  # a word for how they are drawn, or GeoJSON files
STRETCH: Final[Kind[Stretch]] = silent("stretch")  # a corner to the opposite one: 34.0, 36.5 to 37.2, 43.5
SCALE: Final[Kind[Scale]] = choice(Scale)
LETTER: Final[Kind[Letter]] = choice(Letter)
NUMBERING: Final[Kind[Numbering]] = choice(Numbering)
ANNEX: Final[Kind[Annex]] = choice(Annex)
ON_RECORD: Final[Kind[OnRecord]] = choice(OnRecord)
CONFIDENCE: Final[Kind[Confidence]] = choice(Confidence)
PROJECTION: Final[Kind[Projection]] = choice(Projection)
GRID: Final[Kind[Grid]] = choice(Grid)
HOLDING: Final[Kind[Holding]] = choice(Holding)
PLOT: Final[Kind[Plot]] = choice(Plot)
OUTCOME: Final[Kind[Outcome]] = choice(Outcome)
NOT_KNOWING: Final[Kind[NotKnowing]] = choice(NotKnowing)
PROGRESS: Final[Kind[Progress]] = choice(Progress)
STANDING: Final[Kind[Standing]] = choice(Standing)
PUBLISHED: Final[Kind[Published]] = choice(Published)
SAYING: Final[Kind[Saying]] = choice(Saying)
CELL: Final[Kind[Cell]] = choice(Cell)
HELD: Final[Kind[Held]] = Kind("held", _in_holding, None)  # is-group, under attack by iraqi-forces, as of 2017-02-17 [@1, 6]
DATED: Final[Kind[Dated]] = Kind(  # one date with what supports it
    "dated", lambda dated: dated.cites, lambda dated: (Said(dated.note, dated.span),) if dated.note else ()
)
WHEN: Final[Listed[Dated]] = Listed(DATED, "when")  # a date with its words, or a list that sources disagree on
QUANTITY: Final[Kind[Quantity]] = Kind(  # 300 fighters [@4], said as "some 300"
    "quantity", lambda figure: figure.cites, lambda figure: (Said(f"{figure.words} {figure.note}".strip(), figure.span),)
)
AMOUNT: Final[Kind[Quantity]] = Kind("amount", QUANTITY.names, QUANTITY.words)  # can be drawn: about 150 [@4]; not stated
APPROACH: Final[Kind[Approach]] = Kind(  # one way in: its state by an actor [@evidence]; its direction is not yet known
    "approach", lambda way: _by(way.by, way.cites), lambda way: () if isinstance(way.state, Gap) else (Said(way.state, way.span),)
)
APPROACHES: Final[Listed[Approach]] = Listed(APPROACH, "approaches")  # direction -> state by actor [@evidence]
RELATION: Final[Kind[Relation]] = Kind("relation", _in_relation, _said_in_relation)  # one line, or the long form
PARTY: Final[Kind[Ref | str]] = Kind(  # an id, or a phrase for somebody without one
    "party",
    lambda party: (Named("", party.id, NAMED, party.span),) if isinstance(party, Ref) else (),
    lambda party: (Said(party),) if isinstance(party, str) else (),
)
SPOKEN_FOR: Final[Kind[Ref | str]] = Kind(  # an actor or one of its people, or a name for who is none
    "party",
    lambda party: (Named("", party.id, PARTIES, party.span),) if isinstance(party, Ref) else (),
    PARTY.words,
)
VOICES: Final[Listed[Ref]] = Listed(Reference(("origins", "sources")), "voices")  # briefing, notice
POSITIONS: Final[Kind[Positions]] = Kind(  # party -> position; or `not stated` for all
    "positions", _in_positions, lambda positions: (said for _, prose in positions.stated for said in _said_in_prose(prose))
)
STOP: Final[Kind[Ref | Point]] = Kind(  # the id of a place, or a point
    "stop", lambda stop: (Named("", stop.id, ("places",), stop.span),) if isinstance(stop, Ref) else (), None
)
SECTION: Final[Kind[str | OwnSection]] = Kind(  # a name of a section, or a mapping: our own
    "section", None, None, lambda section: () if isinstance(section, str) else (section,)
)
SECTIONS: Final[Listed[str | OwnSection]] = Listed(SECTION, "sections")  # the running order, no section twice
HOME: Final[Choice[str]] = Choice(tuple(row.name for row in RUNNING_ORDER if row.figures))  # where a figure can stand
CLAIMS: Final[Kind[tuple[ClaimGroup, ...]]] = Kind("claims", None, None, lambda groups: groups)  # heading -> id -> claim


# What of a statement no source has
_COMPUTED: Final = "What of its numbers, dates and names we computed from what is cited, each as it is written: how."
_DESK: Final = "What of its numbers, dates and names we know ourselves, each as it is written: since when, or how."


# Records ---------------------------------------------------------------------------------------------------------------
class Facts(Record):
    """What the brief is: title, issuer, edition, cut-off, marking."""

    id = field(IDENT, "A short name of the brief, for file names and mail.", default="", gaps=False)
    title = field(LINE, "The title as it prints.", required=True)
    short_title = field(LINE, "The title as the head of each page prints it; left out: the whole title.", gaps=False)
    marking = field(MARKING, "The TLP 2.0 label of the whole brief; there is no default.", required=True)
    standfirst = field(LINE, "One line under the title.", gaps=False)
    series = field(LINE, "The kind of document, as it prints.", gaps=False)
    number = field(LINE, "The number within the series.", gaps=False)
    issuer = field(LINE, "Who issues the brief.", gaps=False)
    short_issuer = field(LINE, "The issuer as the foot of each page prints it; left out: the whole name.", gaps=False)
    contact = field(LINE, "Where a reader can write to.", gaps=False)
    edition = field(WHOLE, "The number of this edition.", gaps=False)
    as_of = field(MOMENT, "The information cut-off, with its zone.", gaps=False)
    language = field(LANGUAGE, "The language of the brief (BCP 47).", default="en-GB", gaps=False)
    banner = field(LINE, "A classification banner, printed exactly, centred at both edges of every page.", gaps=False)
    likelihood = field(SCALE, "The scale that likelihood words are taken from.", default="icd203 row 1", gaps=False)
    paragraphs = field(NUMBERING, "Whether claims are numbered through.", default="numbered", gaps=False)
    annex = field(ANNEX, "`cited`: an annex gives the paragraphs cited of those sources that may be reproduced.", gaps=False)
    stale_after = field(WHOLE, "After how many days a state (`as of`) is stale.", default=30, gaps=False)


class Defaults(Record):
    """What is meant where nothing is said."""

    source = field(ref("sources"), "The source that bare paragraph numbers mean.", gaps=False)
    names = field(ref("sources"), "The source of native names.", gaps=False)
    coordinates = field(ref("sources"), "The source of points.", gaps=False)


class Source(Record):
    """Something published or kept that the brief rests on."""

    title = field(VERBATIM, "The title as published.", required=True, gaps=True)
    kind = field(
        PUBLISHED,
        "report: what an outlet tells, of others mostly; document: what speaks for itself, a law, a letter, a press release, an "
        "organisation's own account; dataset: counts, registers, tracks by who keeps them.",
        default="report",
        gaps=False,
    )
    author = field(VERBATIM, "Who wrote it.")
    publisher = field(VERBATIM, "Who published it.")
    published = field(DATE, "When it was published.")
    taken_as = field(DATE, "The date we take it to have, where none is stated.", gaps=False)
    because = field(PROSE, "Why we take it to have that date.", gaps=False)
    url = field(URL, "Its address.")
    accessed = field(DATE, "When it was read there.")
    archived = field(URL, "The address of a kept copy.")
    descriptor = field(PROSE, "Who this source is and how it knows.", gaps=False)
    reliability = field(LETTER, "The letter of the grade of its own words, A to F.", gaps=False)
    interested = field(YES, "Whether it speaks for a party to the matter.", default=False, gaps=False)
    party = field(
        SPOKEN_FOR,
        "Whose words its own words are, an actor's id or a name; left out: the actor who is named as its author or publisher.",
        gaps=False,
    )
    rests_on = field(listed(ref("origins", "sources")), "The origins or sources that it repeats.", default=(), gaps=False)
    text = field(PATH, "The pinned text, with labelled paragraphs.", gaps=False)
    sha256 = field(SHA256, "The SHA-256 of the pinned text.")
    rights = field(
        YES,
        "Whether you may reproduce its paragraphs: those cited stand in the annex, if there is one.",
        default=False,
        gaps=False,
    )


class Origin(Record):
    """Where information starts: one speaker, one occasion."""

    speaker = field(ref("people", "actors"), "Who spoke.", required=True, gaps=True)
    to = field(LINE, "To whom.")
    when = field(WHEN, "When.")
    record = field(ON_RECORD, "On the record with a name, without one, or background.", gaps=False)
    reliability = field(LETTER, "The letter of the grade, A to F.", gaps=False)
    interested = field(YES, "Whether the speaker speaks for a party to the matter.", default=False, gaps=False)
    cite = field(CITE, "Where a source carries it.", default=(), gaps=False)
    rests_on = field(listed(ref("origins", "sources")), "The origins that it repeats in turn.", default=(), gaps=False)


class Rival(Record):
    """Another reading of the evidence that a judgement rests on."""

    reading = field(ASSESSMENT, "The reading, in a sentence.", required=True)
    favoured_by = field(ASSESSMENT, "What would favour it over the judgement.", gaps=False)


class Judgement(Record):
    """What the issuer makes of the claims: one sentence with its likelihood word, and the confidence beside it."""

    text = field(PROSE, "One sentence, with one word of the chosen scale.", required=True)
    confidence = field(CONFIDENCE, "How good the evidence is.", gaps=False)
    because = field(ASSESSMENT, "What the confidence rests on.", gaps=False)
    rests_on = field(listed(ref("claims", "judgements")), "The claims and judgements that it rests on.", default=(), gaps=False)
    matters = field(ASSESSMENT, "So what: what follows from it for the reader.", gaps=False)
    by = field(DATE, "Its horizon: until when it is meant; after that it is to be made anew.", gaps=False)
    rivals = field(listed(one(Rival)), "Other readings of the same evidence.", default=(), gaps=False)
    weighed_in = field(ref("questions"), "The question whose hypotheses are its rival readings.", gaps=False)
    changes_if = field(ASSESSMENT, "What would change it.", gaps=False)


class Scope(Record):
    """What the brief covers and on whose word."""

    covers = field(PROSE, "What is covered.", gaps=False)
    leaves_out = field(listed(PROSE), "What is not.", default=(), gaps=False)
    source_summary = field(PROSE, "Which sources carry the weight, and how far they can.", gaps=False)


class OwnSection(Record):
    """A section in the issuer's own prose."""

    id = field(IDENT, "What links and the contents know it by.", required=True)
    title = field(LINE, "The heading.", required=True)
    text = field(PASSAGE, "Paragraphs, lists, quotations, sub-headings.", required=True)


class Person(Record):
    """Somebody who speaks or acts for an actor."""

    name = field(LINE, "The name as it prints.", required=True, gaps=True)
    short = field(LINE, "The short form.", gaps=False)
    also = field(listed(LINE), "Other spellings.", default=(), gaps=False)
    native = field(NAMES, "The name in its own language.", default={}, gaps=False)
    rank = field(LINE, "Rank or title before the name.")
    office = field(LINE, "The office.")
    cite = field(CITE, "Where the source names the person.", default=(), gaps=False)


class Actor(Record):
    """A party: state, force, group, body."""

    name = field(LINE, "The name as it prints.", required=True)
    short = field(LINE, "The short form, used after the first mention.", gaps=False)
    also = field(listed(LINE), "Other names and spellings.", default=(), gaps=False)
    native = field(NAMES, "The name in other languages, by language.", default={}, gaps=False)
    kind = field(LINE, "State, armed group, ministry, …")
    side = field(LINE, "The heading under which its card stands.", gaps=False)
    part_of = field(ref("actors"), "The actor that it belongs to.", gaps=False)
    plural = field(YES, "Whether it takes verbs in the plural; left out: as its kind, or the form of its name, does.", gaps=False)
    role = field(PROSE, "Its part in the matter, in a sentence.")
    people = field(mapped(Person), "People who speak or act for it.", default={}, gaps=False)
    color = field(COLOR, "Its colour in figures; left out: one of the safe palette.", gaps=False)
    cite = field(CITE, "Where the source names it.", default=(), gaps=False)


class Place(Record):
    """Somewhere that the brief speaks of."""

    name = field(LINE, "The name as it prints.", required=True)
    also = field(listed(LINE), "Other spellings.", default=(), gaps=False)
    native = field(NAMES, "The name in other languages, by language.", default={}, gaps=False)
    at = field(POINT, "Latitude, longitude (WGS 84), `about` before them where that is meant.")
    kind = field(LINE, "City, river, area, …")
    country = field(LINE, "The country or countries.")
    what = field(PROSE, "What is said of it.")
    held_by = field(HELD, "Who holds it, or has taken it; who contests or attacks it; as of when, by whose word.")
    approaches = field(
        APPROACHES, "The state of the ways into it, by direction; what is left out is said.", default=(), gaps=False
    )
    senses = field(listed(PROSE), "The senses in which the name is used.", default=(), gaps=False)
    map = field(YES, "Whether it is drawn on the map.", default=True, gaps=False)
    area = field(YES, "Whether the name means an area: the map writes it without a point.", default=False, gaps=False)
    cite = field(CITE, "Where the source names it.", default=(), gaps=False)


class Route(Record):
    """A way between places."""

    name = field(LINE, "The name as it prints.", required=True)
    start = field(ref("places"), "Where it starts.", key="from", gaps=False)
    end = field(ref("places"), "Where it ends.", key="to", gaps=False)
    via = field(listed(STOP), "What it is drawn through, in order: ids of places, or points.", default=(), gaps=False)
    along = field(LINE, "What it follows: an id of a place, and words after a comma.", gaps=False)
    state = field(LINE, "Open, closed, …; `by` and an id where somebody holds it.")
    what = field(PROSE, "What is said of it.")
    cite = field(CITE, "Where the source says so.", default=(), gaps=False)


class Map(Record):
    """The map of the places: what the data alone don't say."""

    title = field(LINE, "What the map shows; left out: the place that most is said of.", gaps=False)
    extent = field(STRETCH, "What it shows, from corner to corner; left out: what has a point.", gaps=False)
    projection = field(
        PROJECTION,
        "How the globe is laid flat; left out: what suits the stretch.",
        gaps=False,
    )
    overlays = field(
        listed(PATH),
        "GeoJSON files: points, lines and areas, each with `label` and `class`; a class that is an actor, or a place that one "
        "holds, takes its colour.",
        default=(),
        gaps=False,
    )
    names = field(texts(VERBATIM), "Names of countries and rivers of the base map, as they are to print.", default={}, gaps=False)
    borders = field(
        BORDERS,
        "How borders are drawn that are disputed or only de facto: `disputed` in a manner of their own, `plain` like all others, "
        "`left out`, or GeoJSON files: by lines of one's own in their place.",
        default=Borders("disputed"),
        gaps=False,
    )
    note = field(PROSE, "What the issuer says of the boundaries; left out: the usual note.", gaps=False)
    coordinates = field(GRID, "How the gazetteer prints points; areas never by a grid.", default="degrees", gaps=False)
    inset = field(YES, "Whether a small map shows where the stretch lies.", default=True, gaps=False)


class Chart(Record):
    """Figures to be drawn: by series and label, each with its source; a list where sources disagree."""

    title = field(LINE, "What the chart shows.", required=True)
    kind = field(PLOT, "How it is drawn.", default="bars", gaps=False)
    unit = field(LINE, "What is counted: ships, US dollars.", gaps=False)
    section = field(HOME, "The section at whose end it stands.", key="in", default="reported", gaps=False)
    figures = field(
        texts(texts(listed(AMOUNT))),
        "Series, each with labels and figures: 150 [@4]; 140 to 160; at least 300; under $100m; not stated.",
        required=True,
    )
    note = field(PROSE, "What else the reader has to know.", gaps=False)


class Image(Record):
    """A picture from a file of its own: PNG, JPEG or SVG, upright, with words for who can't see it."""

    file = field(PATH, "The file, below the dossier's folder.", required=True)
    alt = field(LINE, "What a reader who can't see it would miss, in a sentence or two.", required=True)
    caption = field(PROSE, "What stands below it.", gaps=False)
    credit = field(LINE, "Whose picture it is.", gaps=False)
    cite = field(CITE, "Where the source shows it.", default=(), gaps=False)
    section = field(HOME, "The section at whose end it stands.", key="in", default="reported", gaps=False)


class Claim(Record):
    """One thing that a source says, in our words."""

    text = field(PROSE, "The statement, in one sentence.", required=True)
    kind = field(
        SAYING,
        "statement: something is so; absence: something was not said or not announced, which supports no judgement.",
        default="statement",
        gaps=False,
    )
    by = field(
        VOICES,
        "On whose words it rests, one or several: briefing, notice; left out: the source's own.",
        default=(),
        gaps=False,
    )
    cite = field(CITE, "Where the source says so.", required=True)
    grade = field(DIGIT, "The credibility of the information, 1 to 6.", gaps=False)
    why = field(PROSE, "Why this digit.", gaps=False)
    quote = field(VERBATIM, "Words of the source, verbatim, without quotation marks.", gaps=False)
    when = field(WHEN, "When it is said to have been so.", gaps=False)
    figures = field(listed(QUANTITY), "The figure, with its citation; a list where sources disagree.", default=(), gaps=False)
    disputes = field(listed(ref("claims")), "Other claims that can't be true if this one is.", default=(), gaps=False)
    computed = field(texts(PROSE), _COMPUTED, default={}, gaps=False)
    desk = field(texts(PROSE), _DESK, default={}, gaps=False)


class ClaimGroup(Record):
    """A heading of the section on what is reported, and its claims in order."""

    title = field(LINE, "The heading.", required=True)
    claims = field(mapped(Claim), "What is reported under it.", required=True)


class Event(Record):
    """Something dated: its own words, or a claim that lends its words and its evidence."""

    any_of = ("what", "claim")

    when = field(WHEN, "When, with the precision it really has.", required=True)
    what = field(PROSE, "What happened.", gaps=False)
    claim = field(ref("claims"), "The claim that lends text and evidence.", gaps=False)
    where = field(ref("places"), "Where.")
    lane = field(LINE, "The lane of the drawn chronology in which it stands: a theatre, a party.", gaps=False)
    label = field(LINE, "What the drawn chronology says of it, in a few words; left out: the text.", gaps=False)
    cite = field(CITE, "Where the source says so.", default=(), gaps=False)
    computed = field(texts(PROSE), _COMPUTED, default={}, gaps=False)
    desk = field(texts(PROSE), _DESK, default={}, gaps=False)


class Contact(Record):
    """A meeting, a call, a letter, a proposal."""

    kind = field(LINE, "Meeting, call, letter, proposal, …", required=True)
    parties = field(listed(ref("people", "actors")), "Who with whom.", required=True)
    where = field(ref("places"), "Where.")
    when = field(WHEN, "When; a list where the sources disagree.")
    status = field(OUTCOME, "What became of it.", gaps=False)
    subject = field(PROSE, "On what.")
    outcome = field(PROSE, "With what result.")
    claim = field(ref("claims"), "The claim that lends its evidence.", gaps=False)
    lane = field(LINE, "The lane of the drawn chronology in which it stands: a theatre, a party.", gaps=False)
    label = field(LINE, "What the drawn chronology says of it, in a few words; left out: the text.", gaps=False)
    cite = field(CITE, "Where the source says so.", default=(), gaps=False)
    computed = field(texts(PROSE), _COMPUTED, default={}, gaps=False)
    desk = field(texts(PROSE), _DESK, default={}, gaps=False)


class Weighing(Record):
    """A row of a matrix of competing hypotheses: a piece of evidence, and how it sits with each hypothesis."""

    any_of = ("claim", "what")

    claim = field(ref("claims"), "The claim that is the evidence.", gaps=False)
    what = field(PROSE, "The evidence in your own words; what was to be expected and is missing too.", gaps=False)
    cite = field(CITE, "Where the source says so.", default=(), gaps=False)
    weighs = field(
        texts(CELL), "For each hypothesis CC, C, N, I or II: consistent, neither, inconsistent; doubled: strongly.", required=True
    )


class Question(Record):
    """What is not known, and what would settle it."""

    ask = field(LINE, "The question, in one sentence.", required=True)
    type = field(listed(NOT_KNOWING), "What kind of not knowing it is.", required=True)
    known = field(listed(PROSE), "What is known.", default=())
    positions = field(POSITIONS, "What the parties say.")
    readings = field(listed(LINE), "Competing readings.", default=(), gaps=False)
    hypotheses = field(
        texts(PROSE),
        "Competing readings to be weighed: a name as it prints, and the reading in a sentence.",
        default={},
        gaps=False,
    )
    evidence = field(listed(one(Weighing)), "What is weighed against the hypotheses, one row each.", default=(), gaps=False)
    matters = field(PROSE, "Why it matters.")
    resolves = field(PROSE, "What would settle it.")
    watch = field(listed(PROSE), "What to watch for.", default=())
    status = field(PROGRESS, "Where it stands.", default="open", gaps=False)
    owner = field(LINE, "Who follows it; left out: the issuer.", gaps=False)


class Mail(Record):
    """What a covering mail says."""

    subject = field(LINE, "The subject, without marking, edition and date.", gaps=False)
    to = field(listed(LINE), "Recipients; they stay out of the file that travels.", default=(), gaps=False)
    note = field(PROSE, "A line of your own.", gaps=False)


class Silence(Record):
    """A finding that is accepted: it is told no more, and the colophon says so with the reason."""

    check = field(LINE, "The name of the check, as problems and docs/checks.md give it.", required=True)
    about = field(
        listed(LINE),
        "What it may stay silent about: ids, `event 3`, `the bottom line`; left out: everything.",
        default=(),
        key="id",
        gaps=False,
    )
    because = field(PROSE, "Why, for the reader of the colophon.", required=True)


class Dossier(Record):
    """A whole dossier file."""

    facts = field(one(Facts), "What the brief is.", key="dossier", required=True)
    defaults = field(one(Defaults), "What is meant where nothing is said.", gaps=False)
    sources = field(mapped(Source), "What the brief rests on.", default={}, gaps=False)
    origins = field(mapped(Origin), "Where information starts.", default={}, gaps=False)
    bottom_line = field(ASSESSMENT, "The main point, three sentences at most, on judgements and claims.", gaps=False)
    judgements = field(mapped(Judgement), "What the issuer makes of it.", default={}, gaps=False)
    scope = field(one(Scope), "What is covered, on whose word.", gaps=False)
    sections = field(SECTIONS, "The running order; left out: all sections in the usual order.", default=(), gaps=False)
    actors = field(mapped(Actor), "The parties.", default={}, gaps=False)
    relations = field(listed(RELATION), "Who stands with whom.", default=(), gaps=False)
    places = field(mapped(Place), "Where it happens.", default={}, gaps=False)
    routes = field(mapped(Route), "Ways between places.", default={}, gaps=False)
    map = field(one(Map), "The map of the places.", gaps=False)
    charts = field(mapped(Chart), "Figures to be drawn.", default={}, gaps=False)
    images = field(mapped(Image), "Pictures from files of their own.", default={}, gaps=False)
    claims = field(CLAIMS, "What is reported, under headings, in order.", default=(), gaps=False)
    events = field(listed(one(Event)), "What happened when.", default=(), gaps=False)
    contacts = field(mapped(Contact), "Who dealt with whom.", default={}, gaps=False)
    questions = field(mapped(Question), "What is open.", default={}, gaps=False)
    glossary = field(texts(PROSE), "Terms and their meaning.", default={}, gaps=False)
    mail = field(one(Mail), "The covering mail.", gaps=False)
    silence = field(listed(one(Silence)), "Findings of checks that are accepted, with reasons.", default=(), gaps=False)


def unsaid(place: Place) -> list[str]:
    """Return the sides of a place from which no way in is told, where others are."""
    told = [way.direction for way in place.approaches]
    return [side for side in SIDES if side not in told] if told else []


def cited_by(record: Record) -> tuple[Citation, ...]:
    """Return what a record cites for the whole of itself; nothing where it has no such field."""
    cites: tuple[Citation, ...] = record.__dict__.get("cite", ())
    return cites

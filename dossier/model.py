"""The dossier: what an analyst writes down, typed, each value with its place in the file. Changed by nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from dossier.dates import PartialDate, When
from dossier.fields import Kind, Record, field
from dossier.inline import Citation, Prose
from dossier.problems import Span
from dossier.tuples import NamedTuple


class Gap(str):
    """A value that is missing, and why: the two words that are reserved in every optional field."""

    __slots__ = ()


NOT_STATED: Final = Gap("not stated")
NOT_RECORDED: Final = Gap("not recorded")
DESK: Final = "desk"
ID_FORM: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
MARKINGS: Final = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
SCALES: Final = ("icd203 row 1", "icd203 row 2", "phia")
DIRECTIONS: Final = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")

# Kinds ----------------------------------------------------------------------------------------------------------------
LINE = Kind("line")  # one line of text, kept as written -> str
PROSE = Kind("prose")  # one paragraph of the inline language -> Prose
PASSAGE = Kind("passage")  # paragraphs, lists, quotations, headings -> tuple[Block of text, ...]
IDENT = Kind("ident")  # a new id: lower-case letters, digits, hyphens; begins with a letter -> str
WHOLE = Kind("whole")  # a whole number from 0 -> int
DIGIT = Kind("digit")  # a grade's digit, 1 to 6 -> int
LETTER = Kind("choice", ("A", "B", "C", "D", "E", "F"))  # a grade's letter -> str
YES = Kind("yes")  # yes or no -> bool
URL = Kind("url")  # http, https or mailto -> str
PATH = Kind("path")  # below the dossier's folder, with / between parts -> str
LANGUAGE = Kind("language")  # BCP 47 -> str
MOMENT = Kind("moment")  # 2017-02-17 20:00 UTC -> Moment
DATE = Kind("date")  # EDTF level 0 and 1 -> PartialDate
WHEN = Kind("when")  # a date with its words, or a list that sources disagree on -> tuple[Dated, ...]
CITE = Kind("cite")  # 1-3, 6; dod 2 -> tuple[Citation, ...]
POINT = Kind("point")  # latitude, longitude as written, `about` kept -> Point
NAMES = Kind("names")  # language -> name in it -> Mapping[str, str]
MARKING = Kind("marking")  # a TLP 2.0 label -> str
SHA256 = Kind("sha256")  # 64 hexadecimal digits -> str, in lower case
SCALE = Kind("choice", SCALES)  # a scale of likelihood words -> str
HELD = Kind("held")  # is-group, as of 2017-02-17 [@1, 6] -> Held
APPROACHES = Kind("approaches")  # direction -> state by actor [@evidence] -> tuple[Approach, ...]
DATED = Kind("dated")  # one date with what supports it -> Dated
QUANTITY = Kind("quantity")  # 300 fighters [@4], said as "some 300" -> Quantity
AMOUNT = Kind("amount")  # a figure that can be drawn: about 150 [@4]; 140 to 160; not stated -> Quantity
CELL = Kind("choice", ("CC", "C", "N", "I", "II"))  # how a piece of evidence sits with a hypothesis (Heuer) -> str
APPROACH = Kind("approach")  # one way in: its state by an actor [@evidence] -> Approach, without its direction
RELATION = Kind("relation")  # one line, or the long form -> Relation
PARTY = Kind("party")  # an id, or a phrase for somebody without one -> Ref | str
POSITIONS = Kind("positions")  # party -> position; or `not stated` for all -> Positions
SECTION = Kind("section")  # a name of a section, or a mapping: our own -> str | OwnSection
SECTIONS = Kind("sections", SECTION)  # the running order, no section twice -> tuple[str | OwnSection, ...]
COLOR = Kind("color")  # as in a style sheet: #b2332e, navy -> units.Color
STOP = Kind("stop", ("places",))  # the id of a place, or a point -> Ref | Point
STRETCH = Kind("stretch")  # a corner to the opposite one: 34.0, 36.5 to 37.2, 43.5 -> Stretch
CLAIMS = Kind("claims")  # heading -> id -> claim -> tuple[ClaimGroup, ...]


def choice(*words: str) -> Kind:
    """Take one of these words."""
    return Kind("choice", words)


def listed(kind: Kind) -> Kind:
    """Take a list of this kind, or one value where a list of one is meant."""
    return Kind("list", kind)


def mapped(record: type[Record]) -> Kind:
    """Take a mapping from new ids to records; the order is kept -> dict[str, record]."""
    return Kind("map", record)


def texts(kind: Kind) -> Kind:
    """Take a mapping from a term as it prints to a value of this kind -> dict[str, value]."""
    return Kind("texts", kind)


def one(record: type[Record]) -> Kind:
    """Take one record."""
    return Kind("record", record)


def ref(*to: str) -> Kind:
    """Take an id of one of these parts of the dossier (`actors`, `people`, `places`, `sources`, `claims`, …) -> Ref."""
    return Kind("ref", to)


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
    """One figure with what supports it, in the author's words: `about 300 [@4], said as some 300`"""

    words: str
    cites: tuple[Citation, ...]
    note: str
    span: Span


class Held(NamedTuple):
    """Who holds a place, since or as of when, by whose word."""

    by: Ref
    when: When | None
    cites: tuple[Citation, ...]


class Approach(NamedTuple):
    """The state of one way into a place: `blocked by sdf [@blocked]`."""

    direction: str  # north, south-east, …
    state: str  # blocked, open, bridges destroyed, as written
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
    status: str  # stated, disputed, inferred, open
    see: Ref | None  # a question or a claim
    span: Span


class Positions(NamedTuple):
    """What the parties say: by party in order, then those without a stated position. `nobody`: none has one."""

    stated: tuple[tuple[Ref, Prose], ...]
    silent: tuple[Ref, ...]
    nobody: bool


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
    "charters": ("charters", "chartered by"),
    "insures": ("insures", "insured by"),
    "regulates": ("regulates", "regulated by"),
    "investigates": ("investigates", "investigated by"),
    "asks": ("asks", "asked by"),
    "detains": ("detains", "detained by"),
}
SECTION_NAMES: Final = (
    "summary", "scope", "reported", "actors", "geography", "timeline",
    "diplomacy", "questions", "notes", "sources", "annex", "glossary", "reading", "index", "colophon",
)  # fmt: skip


# Records ---------------------------------------------------------------------------------------------------------------
class Facts(Record):
    """What the brief is: title, issuer, edition, cut-off, marking."""

    id: str = field(IDENT, "A short name of the brief, for file names and mail.", default="", gaps=False)
    title: str = field(LINE, "The title as it prints.", required=True)
    marking: str = field(MARKING, "The TLP 2.0 label of the whole brief; there is no default.", required=True)
    standfirst: str | None = field(LINE, "One line under the title.", gaps=False)
    series: str | None = field(LINE, "The kind of document, as it prints.", gaps=False)
    number: str | None = field(LINE, "The number within the series.", gaps=False)
    issuer: str | None = field(LINE, "Who issues the brief.", gaps=False)
    contact: str | None = field(LINE, "Where a reader can write to.", gaps=False)
    edition: int | None = field(WHOLE, "The number of this edition.", gaps=False)
    as_of: Moment | None = field(MOMENT, "The information cut-off, with its zone.", gaps=False)
    language: str = field(LANGUAGE, "The language of the brief (BCP 47).", default="en-GB", gaps=False)
    banner: str | None = field(LINE, "A classification banner, printed exactly, centred at both edges of every page.", gaps=False)
    likelihood: str = field(SCALE, "The scale that likelihood words are taken from.", default="icd203 row 1", gaps=False)
    paragraphs: str = field(choice("numbered", "plain"), "Whether claims are numbered through.", default="numbered", gaps=False)
    annex: str | None = field(
        choice("cited"), "`cited`: an annex gives the paragraphs cited of those sources that may be reproduced.", gaps=False
    )
    stale_after: int = field(WHOLE, "After how many days a state (`as of`) is stale.", default=30, gaps=False)


class Defaults(Record):
    """What is meant where nothing is said."""

    source: Any = field(ref("sources"), "The source that bare paragraph numbers mean.", gaps=False)
    names: Any = field(ref("sources"), "The source of native names.", gaps=False)
    coordinates: Any = field(ref("sources"), "The source of points.", gaps=False)


class Source(Record):
    """Something published or kept that the brief rests on."""

    title: Any = field(LINE, "The title as published.", required=True, gaps=True)
    author: Any = field(LINE, "Who wrote it.")
    publisher: Any = field(LINE, "Who published it.")
    published: Any = field(DATE, "When it was published.")
    taken_as: Any = field(DATE, "The date we take it to have, where none is stated.", gaps=False)
    because: Prose | None = field(PROSE, "Why we take it to have that date.", gaps=False)
    url: Any = field(URL, "Its address.")
    accessed: Any = field(DATE, "When it was read there.")
    archived: Any = field(URL, "The address of a kept copy.")
    descriptor: Prose | None = field(PROSE, "Who this source is and how it knows.", gaps=False)
    reliability: str | None = field(LETTER, "The letter of the grade of its own words, A to F.", gaps=False)
    interested: bool = field(YES, "Whether it speaks for a party to the matter.", default=False, gaps=False)
    rests_on: Any = field(listed(ref("origins", "sources")), "The origins or sources that it repeats.", default=(), gaps=False)
    text: str | None = field(PATH, "The pinned text, with labelled paragraphs.", gaps=False)
    sha256: Any = field(SHA256, "The SHA-256 of the pinned text.")
    rights: bool = field(
        YES,
        "Whether you may reproduce its paragraphs: those cited stand in the annex, if there is one.",
        default=False,
        gaps=False,
    )


class Origin(Record):
    """Where information starts: one speaker, one occasion."""

    speaker: Any = field(ref("people", "actors"), "Who spoke.", required=True, gaps=True)
    to: Any = field(LINE, "To whom.")
    when: Any = field(WHEN, "When.")
    record: str | None = field(
        choice("named", "unnamed", "background"), "On the record with a name, without one, or background.", gaps=False
    )
    reliability: str | None = field(LETTER, "The letter of the grade, A to F.", gaps=False)
    interested: bool = field(YES, "Whether the speaker speaks for a party to the matter.", default=False, gaps=False)
    cite: Any = field(CITE, "Where a source carries it.", gaps=False)
    rests_on: Any = field(listed(ref("origins", "sources")), "The origins that it repeats in turn.", default=(), gaps=False)


class Judgement(Record):
    """What the issuer makes of the claims: one sentence with its likelihood word, and the confidence beside it."""

    text: Prose = field(PROSE, "One sentence, with one word of the chosen scale.", required=True)
    confidence: str | None = field(choice("high", "moderate", "low"), "How good the evidence is.", gaps=False)
    because: Prose | None = field(PROSE, "What the confidence rests on.", gaps=False)
    rests_on: Any = field(listed(ref("claims", "judgements")), "The claims that it rests on.", default=(), gaps=False)
    changes_if: Prose | None = field(PROSE, "What would change it.", gaps=False)


class Scope(Record):
    """What the brief covers and on whose word."""

    covers: Prose | None = field(PROSE, "What is covered.", gaps=False)
    leaves_out: Any = field(listed(PROSE), "What is not.", default=(), gaps=False)
    source_summary: Prose | None = field(PROSE, "Which sources carry the weight, and how far they can.", gaps=False)


class OwnSection(Record):
    """A section in the issuer's own prose."""

    id: str = field(IDENT, "What links and the contents know it by.", required=True)
    title: str = field(LINE, "The heading.", required=True)
    text: Any = field(PASSAGE, "Paragraphs, lists, quotations, sub-headings.", required=True)


class Person(Record):
    """Somebody who speaks or acts for an actor."""

    name: Any = field(LINE, "The name as it prints.", required=True, gaps=True)
    short: str | None = field(LINE, "The short form.", gaps=False)
    also: Any = field(listed(LINE), "Other spellings.", default=(), gaps=False)
    native: Any = field(NAMES, "The name in its own language.", default=None, gaps=False)
    rank: Any = field(LINE, "Rank or title before the name.")
    office: Any = field(LINE, "The office.")
    cite: Any = field(CITE, "Where the source names the person.", gaps=False)


class Actor(Record):
    """A party: state, force, group, body."""

    name: str = field(LINE, "The name as it prints.", required=True)
    short: str | None = field(LINE, "The short form, used after the first mention.", gaps=False)
    also: Any = field(listed(LINE), "Other names and spellings.", default=(), gaps=False)
    native: Any = field(NAMES, "The name in other languages, by language.", default=None, gaps=False)
    kind: Any = field(LINE, "State, armed group, ministry, …")
    side: str | None = field(LINE, "The heading under which its card stands.", gaps=False)
    part_of: Any = field(ref("actors"), "The actor that it belongs to.", gaps=False)
    role: Any = field(PROSE, "Its part in the matter, in a sentence.")
    people: Any = field(mapped(Person), "People who speak or act for it.", default=None, gaps=False)
    color: Any = field(COLOR, "Its colour in figures; left out: one of the safe palette.", gaps=False)
    cite: Any = field(CITE, "Where the source names it.", gaps=False)


class Place(Record):
    """Somewhere that the brief speaks of."""

    name: str = field(LINE, "The name as it prints.", required=True)
    also: Any = field(listed(LINE), "Other spellings.", default=(), gaps=False)
    native: Any = field(NAMES, "The name in other languages, by language.", default=None, gaps=False)
    at: Any = field(POINT, "Latitude, longitude (WGS 84), `about` before them where that is meant.")
    kind: Any = field(LINE, "City, river, area, …")
    country: Any = field(LINE, "The country or countries.")
    what: Any = field(PROSE, "What is said of it.")
    held_by: Any = field(HELD, "Who holds it, as of when, by whose word.")
    approaches: Any = field(APPROACHES, "The state of the ways into it.", default=(), gaps=False)
    senses: Any = field(listed(PROSE), "The senses in which the name is used.", default=(), gaps=False)
    map: bool = field(YES, "Whether it is drawn on the map.", default=True, gaps=False)
    area: bool = field(YES, "Whether the name means an area: the map writes it without a point.", default=False, gaps=False)
    cite: Any = field(CITE, "Where the source names it.", gaps=False)


class Route(Record):
    """A way between places."""

    name: str = field(LINE, "The name as it prints.", required=True)
    start: Any = field(ref("places"), "Where it starts.", key="from", gaps=False)
    end: Any = field(ref("places"), "Where it ends.", key="to", gaps=False)
    via: Any = field(listed(STOP), "What it is drawn through, in order: ids of places, or points.", default=(), gaps=False)
    along: Any = field(LINE, "What it follows: an id of a place, and words after a comma.", gaps=False)
    state: Any = field(LINE, "Open, closed, …; `by` and an id where somebody holds it.")
    what: Any = field(PROSE, "What is said of it.")
    cite: Any = field(CITE, "Where the source says so.", gaps=False)


class Map(Record):
    """The map of the places: what the data alone don't say."""

    title: str | None = field(LINE, "What the map shows; left out: the place that most is said of.", gaps=False)
    extent: Any = field(STRETCH, "What it shows, from corner to corner; left out: what has a point.", gaps=False)
    projection: str | None = field(
        choice("conic", "mercator", "cylindrical", "stereographic"),
        "How the globe is laid flat; left out: what suits the stretch.",
        gaps=False,
    )
    overlays: Any = field(
        listed(PATH),
        "GeoJSON files: points, lines and areas, each with `label` and `class`; a class that is an actor, or a place that one "
        "holds, takes its colour.",
        default=(),
        gaps=False,
    )
    names: Mapping[str, str] = field(
        texts(LINE), "Names of countries and rivers of the base map, as they are to print.", default={}, gaps=False
    )
    note: Prose | None = field(PROSE, "What the issuer says of the boundaries; left out: the usual note.", gaps=False)
    coordinates: str = field(
        choice("degrees", "mgrs"), "How the gazetteer prints points; areas never by a grid.", default="degrees", gaps=False
    )
    inset: bool = field(YES, "Whether a small map shows where the stretch lies.", default=True, gaps=False)


class Chart(Record):
    """Figures to be drawn: by series and label, each with its source; a list where sources disagree."""

    title: str = field(LINE, "What the chart shows.", required=True)
    kind: str = field(
        choice("bars", "stacked", "dots", "lines", "slope", "multiples"), "How it is drawn.", default="bars", gaps=False
    )
    unit: str | None = field(LINE, "What is counted: ships, US dollars.", gaps=False)
    section: str = field(
        choice(*SECTION_NAMES[1:8]), "The section at whose end it stands.", key="in", default="reported", gaps=False
    )
    figures: Mapping[str, Any] = field(
        texts(texts(listed(AMOUNT))),
        "Series, each with labels and figures: 150 [@4]; 140 to 160; at least 300; under $100m; not stated.",
        required=True,
    )
    note: Prose | None = field(PROSE, "What else the reader has to know.", gaps=False)


class Image(Record):
    """A picture from a file of its own: PNG, JPEG or SVG, upright, with words for who can't see it."""

    file: str = field(PATH, "The file, below the dossier's folder.", required=True)
    alt: str = field(LINE, "What a reader who can't see it would miss, in a sentence or two.", required=True)
    caption: Prose | None = field(PROSE, "What stands below it.", gaps=False)
    credit: str | None = field(LINE, "Whose picture it is.", gaps=False)
    cite: Any = field(CITE, "Where the source shows it.", gaps=False)
    section: str = field(
        choice(*SECTION_NAMES[1:8]), "The section at whose end it stands.", key="in", default="reported", gaps=False
    )


class Claim(Record):
    """One thing that a source says, in our words."""

    text: Prose = field(PROSE, "The statement, in one sentence.", required=True)
    by: Any = field(ref("origins", "sources"), "Whose words it rests on; left out: the source's own.", gaps=False)
    cite: Any = field(CITE, "Where the source says so.", required=True)
    grade: int | None = field(DIGIT, "The credibility of the information, 1 to 6.", gaps=False)
    why: Prose | None = field(PROSE, "Why this digit.", gaps=False)
    quote: Any = field(LINE, "Words of the source, verbatim, without quotation marks.", gaps=False)
    when: Any = field(WHEN, "When it is said to have been so.", gaps=False)
    figures: Any = field(
        listed(QUANTITY), "The figure, with its citation; a list where sources disagree.", default=(), gaps=False
    )
    disputes: Any = field(listed(ref("claims")), "Other claims that can't be true if this one is.", default=(), gaps=False)


class ClaimGroup(NamedTuple):
    """A heading of the section on what is reported, and its claims in order."""

    title: str
    claims: Mapping[str, Claim]
    span: Span


class Event(Record):
    """Something dated: its own words, or a claim that lends its words and its evidence."""

    any_of = ("what", "claim")

    when: Any = field(WHEN, "When, with the precision it really has.", required=True)
    what: Prose | None = field(PROSE, "What happened.", gaps=False)
    claim: Any = field(ref("claims"), "The claim that lends text and evidence.", gaps=False)
    where: Any = field(ref("places"), "Where.")
    lane: str | None = field(LINE, "The lane of the drawn chronology in which it stands: a theatre, a party.", gaps=False)
    label: str | None = field(LINE, "What the drawn chronology says of it, in a few words; left out: the text.", gaps=False)
    cite: Any = field(CITE, "Where the source says so.", gaps=False)


class Contact(Record):
    """A meeting, a call, a letter, a proposal."""

    kind: Any = field(LINE, "Meeting, call, letter, proposal, …", required=True)
    parties: Any = field(listed(ref("people", "actors")), "Who with whom.", required=True)
    where: Any = field(ref("places"), "Where.")
    when: Any = field(WHEN, "When; a list where the sources disagree.")
    status: str | None = field(choice("held", "planned", "cancelled", "reported"), "What became of it.", gaps=False)
    subject: Any = field(PROSE, "On what.")
    outcome: Any = field(PROSE, "With what result.")
    claim: Any = field(ref("claims"), "The claim that lends its evidence.", gaps=False)
    lane: str | None = field(LINE, "The lane of the drawn chronology in which it stands: a theatre, a party.", gaps=False)
    label: str | None = field(LINE, "What the drawn chronology says of it, in a few words; left out: the text.", gaps=False)
    cite: Any = field(CITE, "Where the source says so.", gaps=False)


class Weighing(Record):
    """A row of a matrix of competing hypotheses: a piece of evidence, and how it sits with each hypothesis."""

    any_of = ("claim", "what")

    claim: Any = field(ref("claims"), "The claim that is the evidence.", gaps=False)
    what: Prose | None = field(PROSE, "The evidence in your own words; what was to be expected and is missing too.", gaps=False)
    cite: Any = field(CITE, "Where the source says so.", gaps=False)
    weighs: Mapping[str, str] = field(
        texts(CELL), "For each hypothesis CC, C, N, I or II: consistent, neither, inconsistent; doubled: strongly.", required=True
    )


class Question(Record):
    """What is not known, and what would settle it."""

    ask: str = field(LINE, "The question, in one sentence.", required=True)
    type: Any = field(listed(choice("gap", "undecided", "disputed", "mystery")), "What kind of not knowing it is.", required=True)
    known: Any = field(listed(PROSE), "What is known.", default=())
    positions: Any = field(POSITIONS, "What the parties say.")
    readings: Any = field(listed(LINE), "Competing readings.", default=(), gaps=False)
    hypotheses: Mapping[str, Prose] = field(
        texts(PROSE),
        "Competing readings to be weighed: a name as it prints, and the reading in a sentence.",
        default={},
        gaps=False,
    )
    evidence: Any = field(listed(one(Weighing)), "What is weighed against the hypotheses, one row each.", default=(), gaps=False)
    matters: Any = field(PROSE, "Why it matters.")
    resolves: Any = field(PROSE, "What would settle it.")
    watch: Any = field(listed(PROSE), "What to watch for.", default=())
    status: str = field(choice("open", "partly answered", "closed"), "Where it stands.", default="open", gaps=False)
    owner: str | None = field(LINE, "Who follows it; left out: the issuer.", gaps=False)


class Mail(Record):
    """What a covering mail says."""

    subject: str | None = field(LINE, "The subject, without marking, edition and date.", gaps=False)
    to: Any = field(listed(LINE), "Recipients; they stay out of the file that travels.", default=(), gaps=False)
    note: Prose | None = field(PROSE, "A line of your own.", gaps=False)


class Silence(Record):
    """A finding that is accepted: it is told no more, and the colophon says so with the reason."""

    check: str = field(LINE, "The name of the check, as problems and docs/checks.md give it.", required=True)
    about: Any = field(
        listed(LINE),
        "What it may stay silent about: ids, `event 3`, `the bottom line`; left out: everything.",
        default=(),
        key="id",
        gaps=False,
    )
    because: Prose = field(PROSE, "Why, for the reader of the colophon.", required=True)


class Dossier(Record):
    """A whole dossier file."""

    facts: Facts = field(one(Facts), "What the brief is.", key="dossier", required=True)
    defaults: Defaults | None = field(one(Defaults), "What is meant where nothing is said.", gaps=False)
    sources: Mapping[str, Source] = field(mapped(Source), "What the brief rests on.", default={}, gaps=False)
    origins: Mapping[str, Origin] = field(mapped(Origin), "Where information starts.", default={}, gaps=False)
    bottom_line: Prose | None = field(PROSE, "The main point, three sentences at most.", gaps=False)
    judgements: Mapping[str, Judgement] = field(mapped(Judgement), "What the issuer makes of it.", default={}, gaps=False)
    scope: Scope | None = field(one(Scope), "What is covered, on whose word.", gaps=False)
    sections: Any = field(SECTIONS, "The running order; left out: all sections in the usual order.", default=(), gaps=False)
    actors: Mapping[str, Actor] = field(mapped(Actor), "The parties.", default={}, gaps=False)
    relations: Any = field(listed(RELATION), "Who stands with whom.", default=(), gaps=False)
    places: Mapping[str, Place] = field(mapped(Place), "Where it happens.", default={}, gaps=False)
    routes: Mapping[str, Route] = field(mapped(Route), "Ways between places.", default={}, gaps=False)
    map: Map | None = field(one(Map), "The map of the places.", gaps=False)
    charts: Mapping[str, Chart] = field(mapped(Chart), "Figures to be drawn.", default={}, gaps=False)
    images: Mapping[str, Image] = field(mapped(Image), "Pictures from files of their own.", default={}, gaps=False)
    claims: tuple[ClaimGroup, ...] = field(CLAIMS, "What is reported, under headings, in order.", default=(), gaps=False)
    events: Any = field(listed(one(Event)), "What happened when.", default=(), gaps=False)
    contacts: Mapping[str, Contact] = field(mapped(Contact), "Who dealt with whom.", default={}, gaps=False)
    questions: Mapping[str, Question] = field(mapped(Question), "What is open.", default={}, gaps=False)
    glossary: Mapping[str, Prose] = field(texts(PROSE), "Terms and their meaning.", default={}, gaps=False)
    mail: Mail | None = field(one(Mail), "The covering mail.", gaps=False)
    silence: Any = field(listed(one(Silence)), "Findings of checks that are accepted, with reasons.", default=(), gaps=False)

"""Every fixed word that is printed: a language tag in, one table of words, names and quotation marks out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dossier.dates import ENGLISH, DateWords
from dossier.tuples import NamedTuple

NO_BREAK: Final = "\u00a0"
NARROW: Final = "\u202f"


class Marks(NamedTuple):
    """Quotation marks of a language: outer pair, inner pair."""

    open: str
    close: str
    inner_open: str
    inner_close: str

    @property
    def inner(self) -> Marks:
        """The marks for words that stand within a quotation already."""
        return Marks(self.inner_open, self.inner_close, self.open, self.close)


class Wording:
    """The words of one language; `words[key]` is a word or a pattern for `str.format`, never author text."""

    __slots__ = ("confidence", "dates", "digits", "labels", "languages", "letters", "marks", "sections", "tag", "tlp", "words")

    def __init__(self, tag: str, table: Mapping[str, Mapping[str, str]], dates: DateWords, marks: Marks) -> None:
        self.tag, self.marks, self.dates = tag, marks, dates
        self.words = table["words"]
        self.sections = table["sections"]
        self.labels = table["labels"]
        self.letters = table["letters"]
        self.digits = table["digits"]
        self.confidence = table["confidence"]
        self.tlp = table["tlp"]
        self.languages = table["languages"]

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def count(self, key: str, number: int) -> str:
        """Return the word for `number` things: the entry `key`, or `key.one` for a single one."""
        return self.words[f"{key}.one" if number == 1 else key]

    def join(self, parts: Sequence[str]) -> str:
        """Join words as a list in a sentence: 'a, b and c'."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.words['and']} {parts[-1]}"

    def language_name(self, tag: str) -> str:
        """Return the name of a language; its tag where we have no name."""
        return self.languages.get(tag) or self.languages.get(tag.split("-")[0]) or tag


EN: Final[Mapping[str, Mapping[str, str]]] = {
    "sections": {
        "summary": "Summary",
        "scope": "Scope",
        "reported": "What is reported",
        "actors": "Actors",
        "geography": "Geography",
        "timeline": "Timeline",
        "diplomacy": "Diplomacy",
        "questions": "Open questions",
        "notes": "Notes",
        "sources": "Sources",
        "annex": "Paragraphs cited",
        "glossary": "Glossary",
        "reading": "How to read this brief",
        "index": "Index",
        "colophon": "Colophon",
    },
    # what furniture and typesetter print by themselves
    "labels": {
        "of": "of",
        "page": "page",
        "pages": "pages",
        "continued": "continued",
        "contents": "Contents",
        "figure": "Figure",
        "table": "Table",
        "note": "Note",
        "notes": "Notes",
        "note-back": "Back to mark {} in the text",
        "see": "see",
        "none": "–",
    },
    "words": {
        "and": "and",
        "or": "or",
        "to": "to",
        "with": "with",
        "also": "also",
        "about": "about",
        "none": "–",
        # masthead
        "edition": "edition {}",
        "number": "no. {}",
        "as-of": "as of {}",
        "draft": "Draft, {} open checks",
        "draft.one": "Draft, {} open check",
        "bottom-line": "Bottom line.",
        "key-judgements": "Key judgements",
        "confidence.high": "High confidence.",
        "confidence.moderate": "Moderate confidence.",
        "confidence.low": "Low confidence.",
        "confidence.none": "Confidence not recorded.",
        "changes-if": "What would change it:",
        "at-a-glance": "At a glance",
        "cut-off": "Information cut-off",
        "glance.sources": "sources",
        "glance.sources.one": "source",
        "glance.origins": "independent origins",
        "glance.origins.one": "independent origin",
        "glance.claims": "claims, of which",
        "glance.claims.one": "claim",
        "glance.single": "rest on a single origin",
        "glance.single.one": "rests on a single origin",
        "glance.questions": "open questions",
        "glance.questions.one": "open question",
        # gaps
        "gap.not stated": "not stated",
        "gap.not recorded": "not recorded",
        "gaps.not stated": "Not stated",
        "gaps.not recorded": "Not recorded",
        "dates.conflict": "Sources disagree",
        # citations
        "cite.source": "source {}",
        "cite.sources": "sources {}",
        "cite.claim": "claim {}",
        "cite.claims": "claims {}",
        "cite.judgement": "judgement {}",
        "cite.judgements": "judgements {}",
        "cite.desk": "desk",
        "cite.paragraph": "¶{}",
        "cite.paragraphs": "¶¶{}",
        "annex.cited-by": "Cited by {}.",
        "index.see": "see",
        "note.title": "Note {}",
        "cite.title.source": "Source {}: {}",
        "cite.title.claim": "Claim {}: {}",
        "cite.title.judgement": "Judgement {}: {}",
        "cite.title.desk": "Desk knowledge, unsourced",
        "cite.label.headline": "headline",
        "cite.label.deck": "deck",
        "cite.label.caption": "caption",
        # who says so
        "says.named": "on the record",
        "says.unnamed": "on the record, speaker not named",
        "says.background": "on background, speaker not named",
        "says.own": "{}, each in its own words",
        "says.own.one": "{} in its own words",
        "says.nobody": "no source named",
        "says.speaker.not stated": "speaker not stated",
        "says.speaker.not recorded": "speaker not recorded",
        "says.quote": "Words:",
        "says.to": "to {}",
        "says.when": "When:",
        "says.graded": "Grade {}:",
        "grade.none": "not graded",
        "mark.single origin": "single origin",
        "mark.no source named": "no source named",
        "mark.one party only": "one party only",
        "mark.date contested": "date contested",
        "mark.place contested": "place contested",
        "mark.figure contested": "figure contested",
        "mark.contested": "contested",
        "contested.date": "Sources disagree on the date:",
        "contested.place": "Sources disagree on the place:",
        "contested.figure": "Sources disagree on the figure:",
        "contested.statement": "Disputed:",
        "contested.holder": "Sources disagree:",
        "says.figure": "Figure:",
        "says.circular": "Circular reporting: {} repeat one origin, and don’t confirm each other.",
        "mark.quotation not checked": "quotation not checked",
        # scope
        "scope.covers": "Covers",
        "scope.leaves-out": "Leaves out",
        "scope.sources": "Source summary",
        # actors
        "actors.also": "Also",
        "actors.kind": "Kind",
        "actors.part-of": "Part of",
        "actors.cite": "Named in",
        "actors.people": "People",
        "actors.other": "Others",
        "actors.office": "office",
        "actors.office-of": "{} of {}",
        "actors.unnamed": "name not stated",
        "actors.unrecorded": "name not recorded",
        "relations.caption": "Who stands with whom",
        "relations.who": "Who",
        "relations.does": "Relation",
        "relations.whom": "To whom",
        "relations.detail": "In detail",
        "relations.source": "Source",
        "status.disputed": "disputed",
        "status.inferred": "inferred by us",
        "status.open": "open",
        "see.question": "see question {}",
        "see.claim": "see claim {}",
        # geography
        "places.caption": "Gazetteer",
        "places.place": "Place",
        "places.said": "What is said",
        "places.held": "Held by",
        "places.point": "Coordinates",
        "places.ways": "Ways into {}",
        "routes.caption": "Routes",
        "routes.route": "Route",
        "routes.course": "Course",
        "routes.state": "State",
        "routes.source": "Source",
        "routes.from": "from {}",
        "routes.to": "to {}",
        "routes.along": "along {}",
        "figure.number": "Figure {}.",
        # the map; `means`: words of a state by which a way is taken for open, closed or broken
        "map.title": "{} and its surroundings",
        "map.title.all": "Places of this brief",
        "map.situation": "situation as of {}",
        "map.reported": f"As reported in{NO_BREAK}{{}}.",
        "map.near": "At this scale borders are true to about half a kilometre.",
        "map.sources": "Borders (as drawn in 2018), coasts, rivers and lakes: Natural Earth; rivers are drawn roughly.",
        "map.conic": "Lambert conformal conic projection, true at {}; WGS 84.",
        "map.mercator": "Mercator projection, true at {}; WGS 84.",
        "map.stereographic": "Polar stereographic projection, true at {}; WGS 84.",
        "map.cylindrical": "Equidistant cylindrical projection, true at {}; WGS 84.",
        "map.boundaries": "Boundaries and names shown here do not imply that {} endorses or accepts them.",
        "map.boundaries.nobody": "Boundaries and names shown here do not imply endorsement or acceptance.",
        "map.means.open": "open passable reopened",
        "map.means.closed": "blocked closed cut barred shut sealed",
        "map.means.broken": "destroyed broken collapsed blown",
        "map.kilometres": "km",
        "map.miles": "mi",
        "map.exact": "place",
        "map.about": "position approximate",
        "map.senses": "{} senses",
        "map.held": "held by {}",
        "map.way.open": "way reported open",
        "map.way.closed": "way reported blocked",
        "map.way.broken": "crossings reported destroyed",
        "map.way.other": "way, state in the text",
        "map.route.open": "route reported open",
        "map.route.closed": "route reported closed",
        "map.route.broken": "route reported broken",
        "map.route.other": "route",
        "map.schematic": "{}; schematic",
        "map.along": "{}; drawn along its water",
        "map.beyond": "{} places beyond this map: see the gazetteer",
        "map.beyond.one": "1 place beyond this map: see the gazetteer",
        "map.unnamed": "{} places without room for their names: see the gazetteer",
        "map.unnamed.one": "1 place without room for its name: see the gazetteer",
        "map.alt": "Map: {}. Situation as of {}.",
        "map.alt.undated": "a date not stated",
        "map.alt.about": "position approximate",
        "map.alt.area": "an area",
        "map.alt.from": "{} km {} of {}",
        "map.alt.held": "held by {} {}",
        "map.alt.to": "to the",
        "map.alt.route": "Route: {}{}.",
        "map.alt.shapes": "Also drawn: {}.",
        "by": "by",
        "north": "N",
        "south": "S",
        "east": "E",
        "west": "W",
        "places.grid": "(MGRS, WGS 84, cut to the digits recorded; areas in degrees)",
        "places.datum": "(latitude and longitude in degrees, WGS 84, to the digits recorded)",
        # timeline
        "timeline.states": "The situation as of {}",
        "timeline.states.undated": "The situation",
        "timeline.events": "Chronology",
        "timeline.planned": "planned",
        "timeline.cancelled": "cancelled",
        "timeline.in": "in {}",
        "chronology.title": "What happened when.",
        "chronology.sources": "Each entry with its sources: in the lists of this section; states of one day stand there only.",
        "chronology.undated": "{} entries without a known date are not drawn.",
        "chronology.undated.one": "1 entry without a known date is not drawn.",
        "chronology.lane.other": "Elsewhere",
        "chronology.months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "chronology.day": "a day",
        "chronology.within": "at a time within",
        "chronology.lasting": "lasting",
        "chronology.by": "no later than",
        "chronology.either": "days by source",
        "chronology.on": "{}, end not known",
        "chronology.about": "{}; about",
        "chronology.wide": "days drawn wider",
        "chronology.cut": "stretch left out",
        "chronology.cut-off": "information cut-off",
        "chronology.alt": "Chronology of {} entries.",
        "chronology.alt.lane": "Lane “{}”:",
        "chronology.alt.cut-off": "The information ends on {}.",
        # diplomacy
        "contacts.when": "When",
        "contacts.where": "Where",
        "contacts.who": "Who",
        "contacts.subject": "Subject",
        "contacts.outcome": "Outcome",
        "contacts.missing.when": "date",
        "contacts.missing.where": "place",
        "contacts.missing.subject": "subject",
        "contacts.missing.outcome": "outcome",
        "contacts.held": "held",
        "contacts.planned": "planned",
        "contacts.cancelled": "cancelled",
        "contacts.reported": "reported",
        "positions.caption": "Positions on the open questions",
        "positions.question": "Question",
        "positions.stated": "Stated position",
        "positions.silent": "No stated position",
        "positions.nobody": "No party has a stated position in the sources on",
        "question": "question {}",
        "questions": "questions {}",
        # questions
        "questions.known": "Known",
        "questions.positions": "Positions",
        "questions.readings": "Readings",
        "questions.matters": "Why it matters",
        "questions.resolves": "Would settle it",
        "questions.watch": "Watch for",
        "questions.owner": "Followed by",
        "questions.silent": "No stated position in the sources:",
        "questions.no-positions": "No party has a stated position in the sources.",
        "questions.others": "Further questions",
        "questions.question": "Question",
        "matrix.caption": "Question {}: what speaks for and against each reading",
        "matrix.evidence": "Evidence",
        "matrix.undiagnostic": "no diagnostic value",
        "matrix.against": "Speaks against it (I one, II two)",
        "type.gap": "gap",
        "type.undecided": "undecided",
        "type.disputed": "disputed",
        "type.mystery": "mystery",
        "status.partly answered": "partly answered",
        "status.closed": "closed",
        # sources
        "sources.author": "author",
        "sources.title": "title",
        "sources.publisher": "publisher",
        "sources.published": "date of publication",
        "sources.url": "address",
        "sources.accessed": "day of access",
        "sources.archived": "kept copy",
        "sources.sha256": "SHA-256 of the text",
        "sources.untitled": "Untitled record",
        "sources.taken-as": "Date taken as {}",
        "sources.because": "Why this date:",
        "sources.at": "Address:",
        "sources.read": "read {}",
        "sources.kept": "Kept copy:",
        "sources.digest": "SHA-256 of the text:",
        "sources.digest.checked": "Quotations checked against its text, SHA-256:",
        "sources.reliability": "Reliability {}, {}.",
        "sources.ungraded": "Reliability not graded.",
        "sources.interested": "Speaks for a party to the matter.",
        "sources.carries": "Carries the words of",
        "sources.carries.nobody": "Carries a statement:",
        "sources.repeats": "Repeats {}.",
        "sources.repeating": "repeating {}",
        "sources.origin": "Origin:",
        "sources.supports": "Supports {}.",
        "sources.cited": "Pages that cite it:",
        "sources.desk": "Desk knowledge",
        "sources.desk.text": "What the issuer knows itself; unsourced.",
        "sources.stands-for": "Source of {}, unless cited otherwise.",
        "sources.names": "native names",
        "sources.coordinates": "coordinates",
        "sources.party": "a party to the matter",
        # reading
        "reading.likelihood": "Likelihood",
        "reading.likelihood.text": "The word in a judgement stands for a range of probability ({}):",
        "reading.confidence": "Confidence",
        "reading.grades": "Grades",
        "reading.grades.text": "The letter grades the source, the digit the information; each is judged by itself.",
        "reading.marks": "Marks",
        "reading.single origin": "all that is reported goes back to one speaker on one occasion, however many outlets carry it.",
        "reading.no source named": "the outlet, or the desk, says it itself and names nobody.",
        "reading.one party only": "the only origin speaks for a party to the matter.",
        "reading.quotation not checked": "nobody has held the words against the text of the source.",
        "reading.contested": "the sources, or two claims of this brief, say different things of it; both stand beside it.",
        "reading.matrix": "Weighing",
        "reading.matrix.text": "How a piece of evidence sits with a reading. The reading with the least against it stands first.",
        "cell.CC": "strongly consistent",
        "cell.C": "consistent",
        "cell.N": "neither",
        "cell.I": "inconsistent",
        "cell.II": "strongly inconsistent",
        "reading.not graded": "nobody has graded the information.",
        "reading.cites": "Citations",
        "reading.cite.source": "source 1 of the list, its paragraph 6.",
        "reading.cite.whole": "source 1 of the list.",
        "reading.cite.claim": "a numbered claim of this brief, with its speaker, grade and source.",
        "reading.cite.desk": "our own knowledge, unsourced.",
        "reading.cite.note": "a note says what the statement rests on.",
        "reading.gaps": "What is missing",
        "reading.not stated": "the sources are silent.",
        "reading.not recorded": "we failed to note it.",
        "reading.marking": "Marking",
        # colophon
        "colophon.issued": "Issued by",
        "colophon.contact": "Contact",
        "colophon.built": "Edition",
        "colophon.style": "Style",
        "colophon.type": "Type",
        "colophon.checks": "Checks",
        "colophon.silenced": "Accepted:",
        "colophon.program": "Set with",
        "colophon.licence": "{} ({})",
    },
    "letters": {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "reliability cannot be judged",
    },
    "digits": {
        "1": "confirmed by other sources",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "truth cannot be judged",
    },
    "confidence": {
        "high": "consistent reporting of good quality from several sources; few gaps and assumptions.",
        "moderate": "credible and plausible, but not of the quality, or not confirmed enough, for more.",
        "low": "scant, questionable or fragmented information, or serious doubts about its sources.",
    },
    "tlp": {
        "TLP:RED": "for the named recipients only.",
        "TLP:AMBER": "for those who need to know in the recipient’s organisation and among its clients.",
        "TLP:AMBER+STRICT": "for those who need to know in the recipient’s organisation only.",
        "TLP:GREEN": "for the recipient’s community; not for public channels.",
        "TLP:CLEAR": "may be passed on without limit.",
    },
    "languages": {
        "ar": "Arabic",
        "ckb": "Kurdish (Sorani)",
        "de": "German",
        "el": "Greek",
        "en": "English",
        "es": "Spanish",
        "fa": "Persian",
        "fr": "French",
        "he": "Hebrew",
        "hy": "Armenian",
        "it": "Italian",
        "ja": "Japanese",
        "ka": "Georgian",
        "kmr": "Kurdish (Kurmanji)",
        "ku": "Kurdish",
        "nl": "Dutch",
        "pt": "Portuguese",
        "ru": "Russian",
        "syr": "Syriac",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "ur": "Urdu",
        "zh": "Chinese",
    },
}
MARKS: Final[Mapping[str, Marks]] = {
    "en": Marks("“", "”", "‘", "’"),
    "de": Marks("„", "“", "‚", "‘"),
    "de-CH": Marks("«", "»", "‹", "›"),
    "es": Marks("«", "»", "“", "”"),
    "fr": Marks(f"«{NARROW}", f"{NARROW}»", "“", "”"),
    "it": Marks("«", "»", "“", "”"),
    "nl": Marks("“", "”", "‘", "’"),
    "pl": Marks("„", "”", "«", "»"),
    "ru": Marks("«", "»", "„", "“"),
    "sv": Marks("”", "”", "’", "’"),
    "uk": Marks("«", "»", "„", "“"),
}


def has_words(language: str) -> bool:
    """Say whether there is a table of words for a language tag (BCP 47)."""
    return language.split("-")[0].lower() == "en"


def wording(language: str) -> Wording:
    """Return the words for a language tag (BCP 47); for a language without a table, English words and its own quotation marks."""
    marks = MARKS.get(language) or MARKS.get(language.split("-")[0]) or MARKS["en"]
    return Wording("en", EN, ENGLISH, marks)

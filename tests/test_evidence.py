"""The claim-source graph: numbers, grades, marks, origins, who rests on what, and what is wrong with a reference."""

from __future__ import annotations

from textwrap import dedent

import pytest

from dossier.evidence.graph import ONE_PARTY, SINGLE, UNNAMED, Evidence, link
from dossier.inline import Inline, Locator
from dossier.problems import ERROR, Problem, errors_in
from dossier.reading.reader import read, read_partly

HEAD = "dossier:\n  title: T\n  marking: TLP:CLEAR\n"
SOURCES = """
defaults:
  source: mee
sources:
  mee: {title: Report, reliability: C}
  dod: {title: Account, reliability: B, interested: yes}
  copy: {title: Copy, reliability: D, rests_on: mee}
origins:
  briefing: {speaker: davis, record: named, reliability: B, interested: yes, cite: 1-3}
  retold: {speaker: not stated, record: background, rests_on: briefing}
actors:
  pentagon:
    name: Department of Defense
    short: Pentagon
    also: [Turkey House]
    people:
      davis: {name: Jeff Davis}
  turkey:
    name: Turkey
places:
  turkey-visit: {name: Turkey}
  deir-ezzor: {name: Deir Ezzor, also: [Deir ez-Zor]}
"""


def linked(text: str, base: str = SOURCES) -> tuple[Evidence, list[Problem]]:
    """Read and link a dossier that reads without errors."""
    dossier, problems = read((HEAD + base + dedent(text)).encode(), "t.yaml")
    assert not errors_in(problems), problems
    assert dossier is not None
    return link(dossier)


def evidence(text: str, base: str = SOURCES) -> Evidence:
    """Read and link a dossier without any problem."""
    graph, problems = linked(text, base)
    assert not problems
    return graph


CLAIMS = """
claims:
  One:
    spoken: {text: A., by: briefing, cite: 1-2, grade: 3}
    bare: {text: B., cite: "7, 9", grade: 2}
    retelling: {text: C., by: retold, cite: dod, grade: 3}
  Two:
    official: {text: D., by: dod, cite: dod 4, grade: 2}
    both: {text: E., cite: "16; dod"}
    repeated: {text: F., cite: "16; copy"}
    ours: {text: G., cite: desk, grade: 2}
    derived: {text: H., cite: spoken, grade: 3}
    mixed: {text: I., cite: spoken; official; 5}
"""


def test_numbers_run_through() -> None:
    """Claims are numbered through their groups, sources in the order of the file."""
    graph = evidence(CLAIMS)
    assert [(view.number, view.id, view.group) for view in graph.claims[:4]] == [
        (1, "spoken", "One"), (2, "bare", "One"), (3, "retelling", "One"), (4, "official", "Two"),
    ]  # fmt: skip
    assert [graph.number(id) for id in ("mee", "dod", "copy", "turkey")] == [1, 2, 3, 0]


@pytest.mark.parametrize(
    "id, voices, ladder, grade, origins, marks",
    [
        ("spoken", ("briefing",), "named", "B3", ("pentagon",), (ONE_PARTY,)),
        ("bare", ("mee",), "nobody", "C2", ("mee",), (SINGLE, UNNAMED)),
        ("retelling", ("retold",), "background", "B3", ("pentagon",), (ONE_PARTY,)),
        ("official", ("dod",), "own", "B2", ("dod",), (ONE_PARTY,)),
        ("both", ("mee", "dod"), "several", "", ("mee", "dod"), ()),
        ("repeated", ("mee", "copy"), "nobody", "", ("mee",), (SINGLE, UNNAMED)),
        ("ours", (), "desk", "", (), (UNNAMED,)),
        ("derived", ("briefing",), "named", "B3", ("pentagon",), (ONE_PARTY,)),
        ("mixed", ("briefing", "dod", "mee"), "several", "", ("pentagon", "dod", "mee"), ()),
    ],
)
def test_claims(
    id: str, voices: tuple[str, ...], ladder: str, grade: str, origins: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    """A claim has its voice, ladder step, grade and marks from where it stands; nothing is made stronger on the way."""
    view = evidence(CLAIMS).claim(id)
    assert (view.voices, view.ladder, view.grade, view.origins, view.marks) == (
        voices,
        ladder,
        grade,
        origins,
        marks,
    )


def test_a_copy_is_no_second_origin() -> None:
    """A source that repeats another, however many do, adds no origin; one in its own words does."""
    base = SOURCES.replace("rests_on: mee}", "rests_on: [mee]}\n  wire: {title: W, rests_on: copy}")
    graph = evidence("claims:\n  One:\n    a: {text: A., cite: 1; copy; wire}\n    b: {text: B., cite: wire; dod}\n", base)
    assert graph.claim("a").origins == ("mee",)
    assert graph.claim("b").origins == ("mee", "dod")


def test_a_claim_cited_beside_a_voice_brings_its_own() -> None:
    """The sources that carry a voice add no origin to it; another claim does."""
    graph = evidence(
        CLAIMS
        + "    backed: {text: J., by: briefing, cite: 1; dod; official}\n    alone: {text: K., by: briefing, cite: 1; dod}\n"
    )
    assert graph.claim("backed").origins == ("pentagon", "dod")
    assert graph.claim("alone").origins == ("pentagon",)


def test_citations_resolve() -> None:
    """A number means the default source, an id its source or claim; a claim brings the sources behind it."""
    graph = evidence(CLAIMS + "bottom_line: X [@7; @dod 2; @derived; @desk]\n")
    line = graph.record("spoken")
    assert line.text.plain == "A."
    problems: list[Problem] = []
    from dossier.inline import parse_citations
    from dossier.problems import Span

    cites = parse_citations("7; dod 2; derived; desk", lambda offset: Span("", 1, 1), problems)
    got = [graph.citation(cite) for cite in cites]
    assert [(c.kind, c.id, c.number, c.locators) for c in got] == [
        ("source", "mee", 1, (Locator("7"),)),
        ("source", "dod", 2, (Locator("2"),)),
        ("claim", "derived", 8, ()),
        ("desk", "desk", 0, ()),
    ]
    assert [(s.id, s.locators) for s in got[2].sources] == [("mee", (Locator("1", "2"),))]


def test_what_rests_on_what() -> None:
    """`supports` follows claims, origins and copies; `cited_by` tells only who names a thing."""
    graph = evidence(CLAIMS)
    assert [view.id for view in graph.supports("dod")] == ["retelling", "official", "both", "mixed"]
    assert [view.id for view in graph.supports("briefing")] == ["spoken", "retelling", "derived", "mixed"]
    assert [view.id for view in graph.supports("spoken")] == ["derived", "mixed"]
    assert "repeated" in [view.id for view in graph.supports("copy")]
    assert graph.cited_by("dod") == ("retelling", "official", "both")
    assert graph.cited_by("briefing") == ("retold", "spoken")
    assert graph.cited_by("derived") == ()


def test_phrases_for_what_has_no_id() -> None:
    """Events, relations and the bottom line name things too."""
    graph = evidence(
        CLAIMS
        + "events:\n  - {when: 2017, claim: bare}\nrelations:\n  - turkey fights pentagon [@bare]\nbottom_line: X [@bare]\n"
    )
    assert graph.cited_by("bare") == ("the bottom line", "relation 1", "event 1")


def test_counts() -> None:
    """The figures of the first page: sources, origins by kind, claims, those on one origin, absences, open questions."""
    graph = evidence(CLAIMS + "questions:\n  q: {ask: Why?, type: gap}\n  r: {ask: So?, type: gap, status: closed}\n")
    assert tuple(graph.counts) == (3, 2, 1, 0, 9, 6, 0, 1)


def test_judgements() -> None:
    """A judgement stands on claims, through other judgements too, and on the origins of those."""
    text = """
    judgements:
      first: {text: It is likely., rests_on: [second, both]}
      second: {text: It is likely., rests_on: spoken}
    """
    graph = evidence(CLAIMS + dedent(text))
    view = graph.judgement("first")
    assert (view.number, [claim.id for claim in view.claims]) == (1, ["spoken", "both"])
    assert view.origins == ("pentagon", "mee", "dod")


def test_names() -> None:
    """Names, short forms and other spellings lead to ids; an actor goes before a place; a suffix finds its name in the words."""
    graph = evidence(CLAIMS)
    assert graph.names["Turkey"] == "turkey"
    assert graph.names["Pentagon"] == graph.names["Turkey House"] == "pentagon"
    assert graph.names["Jeff Davis"] == "davis"
    assert graph.split_name(Inline("In Deir ez-Zor", ref="deir-ezzor")) == ("In ", "Deir ez-Zor")
    assert graph.split_name(Inline("Visit to Turkey", ref="turkey-visit")) == ("Visit to ", "Turkey")
    assert graph.split_name(Inline("the ministry", ref="pentagon")) == ("", "the ministry")


BASE_LINES = (HEAD + SOURCES).count("\n")

WRONG = [
    ("bottom_line: Go [@departed]", "nothing has the id 'departed'", 18, "a source or a claim"),
    ("bottom_line: Go [@med]", "nothing has the id 'med'", 18, "did you mean mee?"),
    ("bottom_line: Go [@briefing]", "'briefing' is an origin; a source or a claim or a judgement belongs here", 18, "`by`"),
    ("bottom_line: Go Ankara{turky} on", "nothing has the id 'turky'", 24, "did you mean turkey?"),
    ("bottom_line: Go [to](#turkye)", "nothing has the id 'turkye'", 22, "did you mean turkey?"),
    (
        "bottom_line: Go [@a 3]\nclaims: {One: {a: {text: A., cite: 1}}}",
        "'a' is a claim, which has no paragraphs of its own",
        18,
        "[@a]",
    ),
    ("bottom_line: Go [@mee 3, dod]", "'dod' stands where a paragraph belongs, but is a source", 18, "semicolons"),
    ("events: [{when: 2017, claim: mee}]", "'mee' is a source; a claim belongs here", 30, None),
    (
        "relations:\n  - turkey fights mee [@1]",
        "'mee' is a source; an actor or a person or a place or a route belongs here",
        19,
        None,
    ),
    ("claims: {One: {a: {text: A., cite: a}}}", "'a' is a claim that rests on itself", 36, "name what it really rests on"),
    (
        "claims: {One: {a: {text: A., by: pentagon, cite: 1}}}",
        "'pentagon' is an actor; an origin or a source belongs here",
        34,
        None,
    ),
]


@pytest.mark.parametrize("text, message, column, hint", WRONG)
def test_wrong_references(text: str, message: str, column: int, hint: str | None) -> None:
    """An unknown id, an id of the wrong part and a misplaced label are errors at their column, with advice."""
    _, problems = linked(text)
    (problem,) = problems
    assert (problem.severity, problem.message) == (ERROR, message)
    assert problem.span is not None
    assert problem.span.line >= BASE_LINES
    assert problem.span.column == column
    assert (hint or "") in (problem.hint or "")


def test_references_are_found_beside_errors_of_reading() -> None:
    """What a dossier names is looked up even where something in it can't be read."""
    text = "events:\n  - {when: never, what: X}\nbottom_line: Go [@departed]\n"
    dossier, problems = read_partly((HEAD + SOURCES + text).encode(), "t.yaml")
    assert dossier is not None
    assert errors_in(problems)
    assert [p.name for p in link(dossier)[1]] == ["unknown-id"]


def test_many_unknown_ids_are_all_told() -> None:
    """Advice is searched for a hundred times at most, but no unknown id is passed over."""
    dossier, _ = read(
        (HEAD + SOURCES + f"bottom_line: Go [{'; '.join(f'@x{n}' for n in range(150))}; @med]\n").encode(), "t.yaml"
    )
    assert dossier is not None
    problems = link(dossier)[1]
    assert len(problems) == 151
    assert all(problem.hint for problem in problems)


PARTS = """
places:
  raqqa:
    name: Raqqa
    held_by: {held}, as of 2017 [@{held_cite}]
    approaches:
      north: blocked by {blocked} [@{blocked_cite}]
relations:
  - from: {one}
    does: fights
    to: {other}
    cite: {relation_cite}
    see: {see}
contacts:
  met: {{kind: meeting, parties: [{party}], where: {where}, claim: {lends}}}
  seen:
    kind: call
    parties: [turkey]
    when:
      - 2017 [@{dated_cite}]
      - 2016 [@1]
routes:
  road: {{name: Road, from: {start}, to: raqqa}}
questions:
  why:
    ask: Why?
    type: gap
    known:
      - X [@{known_cite}]
    positions:
      {stated}: For. [@{position_cite}]
      not stated: [{silent}]
sections:
  - summary
  - id: own
    title: Own
    text: |
      One

      - two [@{passage_cite}]
glossary:
  term: Meaning [@{glossary_cite}]
scope:
  leaves_out:
    - this [@{scope_cite}]
claims: {{One: {{a: {{text: A., cite: 1, by: {by}}}}}}}
events: [{{when: 2017, claim: {event_claim}, where: {event_where}}}]
judgements:
  first: {{text: It is likely., rests_on: [{rests}]}}
"""
SOUND = {
    **dict.fromkeys(["held", "blocked", "one", "stated"], "turkey"),
    **dict.fromkeys(
        [
            "held_cite",
            "blocked_cite",
            "relation_cite",
            "dated_cite",
            "known_cite",
            "position_cite",
            "passage_cite",
            "glossary_cite",
            "scope_cite",
        ],
        "1",
    ),
    **dict.fromkeys(["other", "party"], "davis"),
    **dict.fromkeys(["see"], "why"),
    **dict.fromkeys(["where", "start", "event_where"], "raqqa"),
    **dict.fromkeys(["lends", "event_claim", "rests"], "a"),
    **dict.fromkeys(["silent"], "pentagon"),
    **dict.fromkeys(["by"], "dod"),
}


@pytest.mark.parametrize("part", SOUND)
def test_every_place_that_names_is_looked_up(part: str) -> None:
    """An unknown id is found wherever a dossier can name something: long forms, short forms, lists and passages."""
    base = SOURCES[: SOURCES.index("places:")]
    assert linked(PARTS.format(**SOUND), base)[1] == []
    text = PARTS.format(**{**SOUND, part: "nobody-has-this"})
    problems = linked(text, base)[1]
    assert [p.name for p in problems] == ["unknown-id"]
    span = problems[0].span
    assert span is not None
    assert "nobody-has-this" in (HEAD + base + text).split("\n")[span.line - 1][span.column - 1 :][:16]


def test_no_default_source() -> None:
    """A bare paragraph needs a default source."""
    _, problems = linked("bottom_line: X [@6]", "sources:\n  mee: {title: R}\n")
    assert [p.name for p in problems] == ["no-default-source"]


@pytest.mark.parametrize(
    "text",
    [
        "claims: {One: {a: {text: A., cite: b}, b: {text: B., cite: c}, c: {text: C., cite: a; 1}}}",
        "judgements: {a: {text: Likely., rests_on: b}, b: {text: Likely., rests_on: a}}",
        "questions: {}",
    ],
)
def test_circles(text: str) -> None:
    """What rests on itself in the end is found once, where the circle closes, and the graph is still built."""
    graph, problems = linked(text)
    assert [p.name for p in problems] == ([] if "questions" in text else ["circle"])
    assert all(view.origins == ("mee",) for view in graph.claims)


def test_circle_of_sources_and_origins() -> None:
    """Sources and origins that repeat each other are a circle too."""
    base = "sources:\n  a: {title: A, rests_on: b}\n  b: {title: B, rests_on: o}\n"
    base += "origins:\n  o: {speaker: not stated, rests_on: a}\n"
    _, problems = linked("", base)
    assert [(p.name, p.span and p.span.line) for p in problems] == [("circle", 8)]


def test_a_large_dossier_is_linked_in_one_pass() -> None:
    """Five thousand claims in one chain on two thousand sources need no recursion and no search."""
    sources = "".join(f"  s{n}: {{title: S}}\n" for n in range(2000))
    claims = "".join(f"    c{n}: {{text: A., cite: s{n % 2000} {n}{f'; c{n - 1}' if n % 50 else ''}}}\n" for n in range(5000))
    dossier, _ = read(f"{HEAD}sources:\n{sources}claims:\n  All:\n{claims}".encode(), "t.yaml")
    assert dossier is not None
    graph, problems = link(dossier)
    assert not problems
    assert len(graph.claim("c4999").origins) == 50

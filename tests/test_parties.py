"""Independence counts parties, and outlets in their own words: whose voices are one, what was not said, several speakers."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import pytest
from galley import parts, show
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier import checks
from dossier.blocks import Galley, Strip, plain
from dossier.compose import compose
from dossier.console.tracing import told_trace, told_without
from dossier.evidence.falling import fallen
from dossier.evidence.graph import ABSENCE, ONE_PARTY, SINGLE, UNNAMED, Evidence, link
from dossier.evidence.parties import DOCUMENT, OUTLET, PARTY
from dossier.inline import Citation
from dossier.model import SECTION_NAMES, Dossier, Ref
from dossier.problems import ERROR, Problem, errors_in
from dossier.reading.reader import read, read_partly
from dossier.saying.noting import noted
from dossier.saying.phrases import Phrases
from dossier.styling.library import open_style

CASE = """
dossier: {title: T, marking: "TLP:CLEAR"}
sources:
  herald: {title: Herald, publisher: The Herald, reliability: C}
  herald-2: {title: More, publisher: the  herald, reliability: D}
  post: {title: Post, publisher: The Post, reliability: B}
  gazette: {title: Gazette, publisher: State Gazette, kind: document, reliability: A}
  counts: {title: Counts, publisher: Port Office, kind: dataset, reliability: B}
  minister-writes: {title: Why, author: Anna Orm, publisher: The Weekly, reliability: B}
  weekly: {title: Also, author: Anna Orm, publisher: The Weekly, reliability: B}
  firm: {title: Notice, publisher: A press service, party: Lund Lines, interested: yes, reliability: B}
  firm-2: {title: Notice, publisher: lund lines, reliability: B}
  echo: {title: Echo, publisher: The Echo, rests_on: gazette, reliability: D}
origins:
  briefing: {speaker: ben, record: named, reliability: B, interested: yes, cite: herald 1}
  notice: {speaker: navy, record: unnamed, reliability: D, cite: post 1}
  rival: {speaker: other, record: named, reliability: A}
  nameless: {speaker: not stated, record: background, reliability: C, cite: herald 5}
  hearsay: {speaker: not stated, reliability: F}
actors:
  land:
    name: Land
    people: {anna: {name: Anna Orm}}
  ministry: {name: Ministry, also: [State Gazette], part_of: land, people: {ben: {name: Ben Ek}}}
  navy: {name: Navy, part_of: ministry}
  other: {name: Other}
"""


LINE = "bottom_line: It is so. [@a]\n"


def claims(lines: str, more: str = "") -> str:
    """Return the case with these claims, one a line."""
    return CASE + "claims:\n  All:\n" + "".join(f"    {line}\n" for line in dedent(lines).strip().split("\n")) + more


def linked(text: str) -> tuple[Dossier, Evidence]:
    """Read and link a dossier without errors."""
    dossier, problems = read(text.encode(), "t.yaml")
    assert dossier is not None
    assert errors_in(problems) == []
    evidence, problems = link(dossier)
    assert problems == []
    return dossier, evidence


def found(text: str, *names: str) -> list[Problem]:
    """Return what the checks of these names find."""
    dossier, evidence = linked(text)
    return [problem for problem in checks.find(dossier, evidence, text).told if problem.name in names]


def composed(text: str) -> Galley:
    """Compose a dossier."""
    dossier, evidence = linked(text)
    style = open_style(("briefing",)).style
    assert style is not None
    return compose(dossier, evidence, style, checks.find(dossier, evidence, text))


def at_a_glance(text: str) -> list[str]:
    """Return the figures of the first page."""
    strip = next(part for part in parts(composed(text).front) if isinstance(part, Strip))
    return [f"{figure} {plain(what)}" for figure, what in strip.figures]


# Whose voices are one -------------------------------------------------------------------------------------------------
ORIGINS = [
    ("two spokesmen of one ministry", "by: [briefing, notice], cite: herald 1", ("land",)),
    ("a party and its own document", "by: briefing, cite: herald 1; gazette 2; own", ("land",)),
    ("an article by one of its people", "cite: minister-writes 1; gazette 1", ("land",)),
    ("two parties", "by: briefing; rival, cite: herald 1", ("land", "other")),
    ("two sources of one publisher", "cite: herald 1; herald-2 1", ("herald",)),
    ("two outlets", "cite: herald 1; post 1", ("herald", "post")),
    ("what an outlet carries without a name", "by: nameless, cite: herald 5", ("herald",)),
    ("it and the outlet itself", "cite: veiled; herald 6", ("herald",)),
    ("a voice that nobody passes on", "by: hearsay, cite: desk", ()),
    ("a voice that a claim's source passes on", "by: hearsay, cite: post 3", ("post",)),
    ("what repeats a document", "cite: echo 1; gazette 1", ("land",)),
    ("a party by name", "cite: firm 1; firm-2 1", ("firm",)),
]


@pytest.mark.parametrize(("claim", "origins"), [row[1:] for row in ORIGINS], ids=[row[0] for row in ORIGINS])
def test_origins_are_parties_and_outlets(claim: str, origins: tuple[str, ...]) -> None:
    """A second voice of a party, or a second page of an outlet, would confirm what the first one says."""
    text = claims(f"""
        own: {{text: Own., cite: gazette 1}}
        veiled: {{text: Veiled., by: nameless, cite: herald 5}}
        it: {{text: It., {claim}}}
    """)
    assert linked(text)[1].claim("it").origins == origins


def test_kinds_of_origins() -> None:
    """The first page would call a ministry an outlet, or a register a newspaper."""
    kinds = linked(claims("it: {text: It., cite: herald 1}"))[1].parties.kinds
    assert {id: kinds[id] for id in ("land", "other", "firm", "herald", "counts")} == {
        "land": PARTY, "other": PARTY, "firm": PARTY, "herald": OUTLET, "counts": DOCUMENT,
    }  # fmt: skip


def test_the_first_page_says_what_is_true() -> None:
    """Three voices of one party would be told as three independent origins, in the singular and in the plural."""
    one = claims(
        """
        a: {text: A., by: briefing, cite: herald 1}
        b: {text: B., by: notice, cite: post 1}
        c: {text: C., cite: gazette 1}
        d: {text: D., cite: herald 2}
    """,
        LINE,
    )
    assert at_a_glance(one) == [
        "10 sources", "1 party heard", "1 outlet in its own words", "4 claims, of which", "4 rest on a single origin",
    ]  # fmt: skip
    many = claims(
        """
        a: {text: A., by: "briefing, rival", cite: herald 1}
        b: {text: B., cite: herald 1; post 1; counts 1}
        c: {text: C., cite: herald 1; post 1}
    """,
        LINE,
    )
    assert at_a_glance(many) == [
        "10 sources", "2 parties heard", "2 outlets in their own words", "1 document or dataset", "3 claims",
    ]  # fmt: skip


def test_marks_say_one_thing() -> None:
    """A claim by a party to the matter would be marked twice, or its own voices would take the mark away."""
    views = {
        view.id: view.marks
        for view in linked(
            claims("""
                a: {text: A., by: "briefing, notice", cite: herald 1}
                b: {text: B., by: rival, cite: herald 1}
                c: {text: C., cite: herald 1; herald-2 2}
                d: {text: D., cite: gazette 1}
                e: {text: E., cite: counts 1}
                f: {text: F., cite: herald 1; post 1}
            """)
        )[1].claims
    }
    assert views == {
        "a": (ONE_PARTY,), "b": (SINGLE,), "c": (SINGLE, UNNAMED), "d": (ONE_PARTY,), "e": (SINGLE,), "f": (),
    }  # fmt: skip


def test_confirmed_and_high_ask_for_two_parties() -> None:
    """Grade 1 and high confidence would pass on two spokesmen of one ministry."""
    text = claims(
        'a: {text: A., by: "briefing, notice", cite: herald 1; gazette 1, grade: 1}',
        "judgements:\n  j: {text: It is likely., confidence: high, rests_on: a}\n",
    )
    grade, confidence = found(text, "grade", "confidence")[::-1]
    assert (grade.severity, grade.message) == (
        ERROR,
        "graded 1 (confirmed), but it comes from one party, land (briefing, notice)",
    )
    assert confidence.message == "high confidence, but all of it rests on one party, land (briefing, notice)"
    assert found(text.replace("briefing, notice", "briefing, rival"), "grade", "confidence") == []


def test_reasons_bear_out_nothing() -> None:
    """What a grade's reason cites, a denial say, would make two origins of one, or be said to support the claim."""
    lines = """
        a: {text: A 3., cite: herald 1, by: briefing, grade: 4, why: 'Denied. [@b; @post 4]', computed: {3: 'By post. [@post 5]'}}
        b: {text: B., cite: post 2, by: rival}
    """
    _, evidence = linked(claims(lines))
    assert evidence.claim("a").origins == ("land",)
    assert ONE_PARTY in evidence.claim("a").marks
    assert [view.id for view in evidence.supports("b")] == []
    assert [view.id for view in evidence.supports("post")] == ["b"]


def test_a_good_grade_without_a_name_has_a_reason() -> None:
    """“Probably true” would stand on nobody's word, and not say why."""
    text = claims("a: {text: A., cite: herald 1, grade: 2}")
    assert [problem.message for problem in found(text, "grade-reason")] == [
        "graded 2 (probably true), but no source is named and no reason given"
    ]
    for fine in ("grade: 2, why: We saw it.", "grade: 3", "grade: 2, by: herald", "grade: 2, kind: absence"):
        assert found(text.replace("grade: 2", fine), "grade-reason") == [], fine


def test_who_speaks_for_a_party_says_for_which() -> None:
    """An interested source of an unknown party would count as a party of its own, beside that party's spokesman."""
    text = claims("a: {text: A., cite: herald 1}")
    assert found(text, "party") == []
    for was, put in (("party: Lund Lines, ", ""), ("record: background", "record: background, interested: yes")):
        (problem,) = found(text.replace(was, put), "party")
        assert problem.span is not None
        assert problem.hint
        assert problem.message.endswith("speaks for a party, but not said which")


CARRIED = [
    ("by: [briefing, herald], cite: herald 1", "second-voice", "'herald' carries the words of 'briefing': no second voice"),
    ("by: [rival, post], cite: post 3", "second-voice", "'post' carries the words of 'rival': no second voice"),
    ("by: [briefing, post], cite: herald 1; post 9", "", ""),
    ("cite: herald 1", "unattributed", "this paragraph of 'herald' carries the words of 'briefing', but the claim names nobody"),
    ("cite: herald 1-2", "", ""),
    ("cite: herald 2", "", ""),
    ("by: herald, cite: herald 1", "", ""),
    ("kind: absence, cite: herald 1", "", ""),
]


@pytest.mark.parametrize(("claim", "name", "message"), CARRIED)
def test_an_outlet_is_no_second_voice_for_what_it_carries(claim: str, name: str, message: str) -> None:
    """`by: briefing, herald` would make two origins of one spokesman, and a forgotten `by` an outlet's word of a spokesman's."""
    problems = found(claims(f"a: {{text: A., {claim}}}"), "second-voice", "unattributed")
    assert [(problem.name, problem.message) for problem in problems] == ([(name, message)] if name else [])
    assert all(problem.hint and problem.span for problem in problems)


def test_a_circle_of_parts_is_told() -> None:
    """Actors that are part of each other would be two parties, or none, without a word."""
    text = claims("a: {text: A., by: briefing, cite: herald 1}").replace("name: Land\n", "name: Land\n    part_of: navy\n")
    dossier, _ = read(text.encode(), "t.yaml")
    assert dossier is not None
    evidence, problems = link(dossier)
    assert [(p.name, p.message) for p in problems] == [
        ("circle", "a circle: 'land' is part of 'navy', which in the end is part of 'land'")
    ]
    assert evidence.claim("a").origins == ("land",)


def test_all_that_counts_gives_one_answer() -> None:
    """`trace` and `without` would count voices where the page counts parties."""
    text = claims(
        """
        a: {text: A., by: "briefing, notice", cite: herald 1}
        b: {text: B., by: "briefing, rival", cite: herald 1}
        """,
        "judgements:\n  j: {text: It is likely., confidence: low, rests_on: [a, b]}\n",
    )
    dossier, evidence = linked(text)
    assert "  independent origins: land (briefing, notice)" in told_trace(dossier, evidence, "a")
    assert "  independent origins: land (briefing, notice); other (rival)" in told_trace(dossier, evidence, "j")
    assert any("on the word of origin notice" in line for line in told_trace(dossier, evidence, "a"))
    assert "claims that become single-origin (1)" in told_without(dossier, evidence, "rival")
    it = fallen(dossier, evidence, "briefing")
    assert (it.claims, it.weakened_claims, it.single, it.single_judgements) == ((), ("a", "b"), ("b",), ())


# Documents ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cite", "ladder", "said"),
    [
        ("herald 1", "nobody", "The Herald in its own words"),
        ("minister-writes 1; weekly 2", "nobody", "The Weekly in its own words"),
        ("gazette 1", "own", "State Gazette in its own words"),
        ("counts 1", "own", "Port Office in its own words"),
        ("echo 1; gazette 1", "own", "State Gazette in its own words"),
        ("echo 1", "nobody", "The Echo in its own words"),
        ("herald 1; counts 1", "several", "The Herald and Port Office, each in its own words"),
    ],
)
def test_a_document_speaks_for_itself(cite: str, ladder: str, said: str) -> None:
    """A law or a register would print “no source named”; an article that repeats it would pass for the law."""
    text = claims(f"a: {{text: A., cite: {cite}}}")
    view = linked(text)[1].claim("a")
    assert (view.ladder, UNNAMED in view.marks) == (ladder, ladder == "nobody")
    assert said in show(composed(text))


def test_what_a_source_is_and_whose_is_printed() -> None:
    """The reader of the list of sources would not know whose words a press release holds."""
    text = show(composed(claims("a: {text: A., cite: firm 1; gazette 1; counts 1}")))
    assert "Speaks for Lund Lines, a party to the matter." in text
    assert "Document in its own words. Reliability A" in text
    assert "Dataset in its own words. Reliability B" in text


# Several speakers -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "by", ["briefing, rival", "briefing;rival", "[briefing, rival]", "\n        - briefing\n        - rival"]
)
def test_several_speakers(by: str) -> None:
    """A claim on the word of two would lose one of them, in words, in notes, or in its grade."""
    text = CASE + f"claims:\n  All:\n    a:\n      text: A.\n      cite: herald 1\n      grade: 3\n      by: {by}\n"
    dossier, evidence = linked(text)
    view = evidence.claim("a")
    assert (view.voices, view.ladder, view.origins) == (("briefing", "rival"), "several", ("land", "other"))
    assert view.grade == "B3"
    said = show(composed(text))
    assert "Ben Ek, on the record; Other, on the record" in said
    style = open_style(("briefing",)).style
    assert style is not None
    phrases = Phrases(dossier, evidence, style, frozenset(SECTION_NAMES))
    note = plain(noted(phrases, [Citation("a", (), view.claim.span)]))
    assert note.replace("\u00a0", " ") == "Claim 1, 1¶1: Ben Ek, on the record; Other, on the record."


@pytest.mark.parametrize(
    ("by", "letter"),
    [("rival", "A"), ("rival, briefing", "B"), ("briefing, notice", "D"), ("rival, hearsay", "F"), ("herald, rival", "C")],
)
def test_the_letter_is_that_of_the_least_reliable(by: str, letter: str) -> None:
    """A good source would lend its letter to a bad one."""
    assert linked(claims(f"a: {{text: A., by: '{by}', cite: herald 1, grade: 3}}"))[1].claim("a").grade == f"{letter}3"


WRONG = [
    ("briefing, brefing", "unknown-id", "brefing", "did you mean briefing?"),
    ("rival, briefing, rival", "duplicate-voice", " rival", "keep one"),
    ("briefing,", "bad-id", ",", "lower-case"),
    ("briefing rival", "bad-id", "briefing", "parted by commas: briefing, rival"),
    ("desk", "wrong-part", "desk", "cite desk"),
    ("briefing, land", "wrong-part", "land", ""),
    ("[]", "wrong-type", "[]", ""),
]


@pytest.mark.parametrize(("by", "name", "there", "hint"), WRONG)
def test_wrong_speakers_are_told_at_their_place(by: str, name: str, there: str, hint: str) -> None:
    """A speaker that doesn't exist, or is named twice, would be dropped or counted in silence."""
    text = CASE + f"claims:\n  All:\n    a:\n      text: A.\n      cite: herald 1\n      by: {by}\n"
    dossier, problems = read(text.encode(), "t.yaml")
    problems = [*problems, *(link(dossier)[1] if dossier else ())]
    assert [problem.name for problem in problems] == [name]
    (problem,) = problems
    assert problem.span is not None
    line = text.split("\n")[problem.span.line - 1]
    assert there in line[problem.span.column - 2 :]
    assert hint in (problem.hint or "")


# What was not said ----------------------------------------------------------------------------------------------------
SILENT = claims(
    """
    said: {text: Said., by: briefing, cite: herald 1}
    unsaid: {text: No plan was announced., kind: absence, cite: post 9, grade: 2}
    turned: {text: There is no plan., cite: unsaid}
    mixed: {text: Mixed., cite: unsaid; herald 1}
    """,
    """
judgements:
  sound: {text: It is likely., confidence: low, rests_on: [said, unsaid]}
  hollow: {text: It is unlikely., confidence: low, rests_on: [unsaid]}
  turning: {text: It is very likely., confidence: low, rests_on: turned}
  on: {text: It is very unlikely., confidence: low, rests_on: hollow}
""",
)


def test_an_absence_is_no_origin() -> None:
    """That nothing was announced would count as somebody's word for what is so."""
    _, evidence = linked(SILENT)
    views = {view.id: (view.origins, view.absence, view.marks) for view in evidence.claims}
    assert views["unsaid"] == views["turned"] == ((), True, (ABSENCE,))
    assert views["mixed"] == (("herald",), False, (SINGLE, UNNAMED))
    assert evidence.judgement("sound").origins == ("land",)
    assert [[view.id for view in one.claims] for one in evidence.judgements] == [["said"], [], [], []]
    assert (evidence.counts.single, evidence.counts.absences) == (2, 2)
    assert evidence.claim("unsaid").grade == "B2"


def test_nothing_rests_on_absences_alone() -> None:
    """Not announced would be told as lacking."""
    assert [(problem.about, problem.message) for problem in found(SILENT, "absence", "confidence")] == [
        ("hollow", "this judgement rests only on what was not said"),
        ("turning", "this judgement rests only on what was not said"),
        ("on", "this judgement rests only on what was not said"),
        ("turned", "this claim rests only on what was not said"),
    ]
    (problem,) = found(SILENT.replace("grade: 2", "grade: 1"), "grade")
    assert problem.message == "graded 1 (confirmed), but it says only that something was not said"


def test_no_judgement_lives_on_an_absence() -> None:
    """Without its one voice a judgement would be told to stand on what nobody said."""
    dossier, evidence = linked(SILENT)
    it = fallen(dossier, evidence, "briefing")
    assert (it.claims, it.judgements, it.shaken) == (("said",), ("sound",), ())
    traced = told_trace(dossier, evidence, "sound")
    assert "  claim 2, unsaid: No plan was announced. (absence: supports nothing)" in traced
    assert fallen(dossier, evidence, "post").claims == ("unsaid", "turned")
    assert fallen(dossier, evidence, "herald").claims == ("said", "mixed")


def test_an_absence_is_printed_as_one() -> None:
    """The reader would take it for a statement, or for one that names no source."""
    said = show(composed(SILENT))
    assert "2 report an absence" in said
    assert "side.note: B2 · absence" in said
    assert said.count("absence: something was not said") == 1


LOST = """
dossier: {title: T, marking: "TLP:CLEAR"}
sources:
  s: {title: S, party: nosuch, interested: yes, rests_on: nix}
  r: {title: R, publisher: P}
origins:
  o: {speaker: nosuch, cite: gone 1, interested: yes, rests_on: nix}
  u: {speaker: not stated, cite: gone 1}
actors:
  a: {name: A, part_of: nosuch, people: {p: {name: P Q}}}
claims:
  All:
    c1: {text: A., by: [nobody, o], cite: gone 1, grade: 1}
    c2: {text: A., by: nobody, cite: gone2; c9; s 1, grade: 2}
    c3: {text: A., cite: c9, grade: 1}
    c4: {text: A., by: "u, s, desk", cite: s, grade: 1, kind: absence}
    c5: {text: A., cite: c9; gone 3; r 2, grade: 1}
    c6: {text: A., by: [desk, r], cite: desk, grade: 2}
judgements:
  j: {text: It is likely., confidence: high, rests_on: [c1, c9, c3]}
  k: {text: It is likely., confidence: high, rests_on: [c4, nojudgement]}
"""


def test_what_names_nothing_is_told_and_no_more() -> None:
    """A dossier that names what isn't there would end in a traceback where parties are counted, and not in its problems."""
    dossier, _ = read_partly(LOST.encode(), "t.yaml")
    assert dossier is not None
    evidence, problems = link(dossier)
    assert {problem.name for problem in problems} == {"unknown-id", "wrong-part"}
    assert checks.run(dossier, evidence)
    for id in (*dossier.sources, *dossier.origins):
        fallen(dossier, evidence, id)


# Any graph ------------------------------------------------------------------------------------------------------------
PUBLISHERS = ("", "Daily", "daily", "Bureau", "Actor 0", "actor 1", "Person 2")


@st.composite
def dossiers(draw: st.DrawFn) -> str:
    """Draw a dossier: actors in actors, people, sources and origins that repeat each other, claims by several and on claims."""

    def some(ids: list[str], most: int = 3) -> list[str]:
        return draw(st.lists(st.sampled_from(ids), max_size=most, unique=True)) if ids else []

    def yes() -> str:
        return draw(st.sampled_from(["yes", "no"]))

    count = draw(st.integers(1, 5))
    out = ['dossier: {title: T, marking: "TLP:CLEAR"}', "actors:"]
    for n in range(count):
        above = draw(st.integers(-1, n - 1))
        part = f", part_of: a{above}" if above >= 0 else ""
        out.append(f"  a{n}: {{name: Actor {n}{part}, people: {{p{n}: {{name: Person {n}}}}}}}")
    speakers = [f"{kind}{n}" for kind in "ap" for n in range(count)]
    sources: list[str] = []
    out.append("sources:")
    for n in range(draw(st.integers(1, 6))):
        publisher = draw(st.sampled_from(PUBLISHERS))
        party = draw(st.sampled_from(["", *speakers[:2], "Some Firm"]))
        kind = draw(st.sampled_from(["report", "report", "document", "dataset"]))
        out.append(
            f"  s{n}: {{title: S, reliability: B, interested: {yes()}, kind: {kind}, rests_on: [{', '.join(some(sources, 2))}]"
            f"{f', publisher: {publisher}' if publisher else ''}{f', party: {party}' if party else ''}}}"
        )
        sources.append(f"s{n}")
    origins: list[str] = []
    out.append("origins:")
    for n in range(draw(st.integers(0, 6))):
        speaker = draw(st.sampled_from(["not stated", *speakers]))
        cite = draw(st.sampled_from(["", *sources]))
        repeats = some([*origins, *sources], 2)
        out.append(
            f"  o{n}: {{speaker: {speaker}, reliability: B, interested: {yes()}, rests_on: [{', '.join(repeats)}]"
            f"{f', cite: {cite}' if cite else ''}}}"
        )
        origins.append(f"o{n}")
    ids: list[str] = []
    out += ["claims:", "  All:"]
    for n in range(draw(st.integers(1, 8))):
        by = some([*origins, *sources])
        kind = draw(st.sampled_from(["statement", "statement", "absence"]))
        cites = "; ".join(some([*sources, *ids, "desk"])) or sources[0]
        grade = draw(st.sampled_from([1, 3]))
        voices = f", by: [{', '.join(by)}]" if by else ""
        out.append(f"    c{n}: {{text: C., kind: {kind}, cite: {cites}, grade: {grade}{voices}}}")
        ids.append(f"c{n}")
    out.append("judgements:")
    out.append(f"  j: {{text: It is likely., confidence: high, rests_on: [{', '.join(some(ids))}]}}")
    return "\n".join(out) + "\n"


def whole(dossier: Dossier, id: str) -> str:
    """Follow a person to the actor, and an actor up to the one that it belongs to in the end."""
    id = next((actor.id for actor in dossier.actors.values() if id in actor.people), id)
    while above := dossier.actors[id].part_of:
        id = above.id
    return id


def own(dossier: Dossier, id: str) -> str:
    """Say whose the own words of a source are: a party's, or a publisher's, by name."""
    source = dossier.sources[id]
    called = {actor.name.lower(): actor.id for actor in dossier.actors.values()}
    called |= {str(person.name).lower(): person.id for actor in dossier.actors.values() for person in actor.people.values()}
    if isinstance(source.party, Ref):
        return whole(dossier, source.party.id)
    name = (source.party or str(source.publisher or "")).lower()
    return whole(dossier, called[name]) if name in called else name or id


def starts(dossier: Dossier, id: str) -> Iterator[str]:
    """Follow what repeats what to where information starts."""
    rests = (dossier.sources.get(id) or dossier.origins[id]).rests_on
    for ref in rests:
        yield from starts(dossier, ref.id)
    if not rests:
        yield id


def begun(dossier: Dossier, id: str) -> Iterator[str]:
    """Follow a claim to where its information starts; nothing starts with what was not said."""
    claim = next(group.claims[id] for group in dossier.claims if id in group.claims)
    if claim.kind == ABSENCE:
        return
    cited = [cite.target for cite in claim.cite if cite.target != "desk"]
    for ref in claim.by:
        yield from starts(dossier, ref.id)
    for target in cited:
        if target not in dossier.sources:
            yield from begun(dossier, target)
        elif not claim.by:
            yield from starts(dossier, target)


@settings(max_examples=150)
@given(text=dossiers())
def test_no_more_origins_than_parties_and_outlets(text: str) -> None:
    """Any number of voices, copies and pages of one party or outlet would be printed as more than one origin."""
    dossier, evidence = linked(text)
    speakers = {whole(dossier, it.speaker.id) for it in dossier.origins.values() if isinstance(it.speaker, Ref)}
    counts = evidence.counts
    assert counts.parties + counts.outlets + counts.documents <= len(speakers | {own(dossier, id) for id in dossier.sources})
    for view in evidence.claims:
        heard, unnamed = set(), set()
        for start in begun(dossier, view.id):
            if start in dossier.sources:
                heard.add(own(dossier, start))
            elif isinstance(speaker := dossier.origins[start].speaker, Ref):
                heard.add(whole(dossier, speaker.id))
            else:
                unnamed.add(start)
        assert len(heard) <= len(view.origins) <= len(heard) + len(unnamed)
        assert len(view.origins) == 0 or not view.absence
        alone = [mark for mark in view.marks if mark in (SINGLE, ONE_PARTY)]
        assert len(alone) == (len(view.origins) == 1)


@settings(max_examples=60)
@given(text=dossiers())
def test_all_that_is_told_asks_the_same_function(text: str) -> None:
    """Page 1, grade 1, high confidence, `trace` and `without` would give different answers to one question."""
    dossier, evidence = linked(text)
    views = {view.id: view for view in evidence.claims}
    told = [problem for problem in checks.run(dossier, evidence) if problem.name in ("grade", "confidence")]
    ones = {view.id for view in evidence.claims if view.claim.grade == 1 and len(view.origins) < 2}
    assert sum(problem.name == "grade" and "graded 1 (confirmed)" in problem.message for problem in told) == len(ones)
    judged = evidence.judgement("j")
    high = any(problem.name == "confidence" and "high confidence" in problem.message for problem in told)
    assert high == (bool(judged.claims) and len(judged.origins) < 2)
    for id, view in views.items():
        (line,) = [line for line in told_trace(dossier, evidence, id) if line.startswith("  independent origins: ")]
        assert len(view.origins) == (0 if line.endswith(": none") else line.count("; ") + 1)
    shown = at_a_glance(text)
    counts = evidence.counts
    said = (("part", "heard", counts.parties), ("outlet", "own words", counts.outlets), ("document", "dataset", counts.documents))
    for kind, words, number in said:
        assert [line.split()[0] for line in shown if kind in line and words in line] == ([str(number)] if number else [])
    for id in (*dossier.sources, *dossier.origins):
        it = fallen(dossier, evidence, id)
        assert all(len(views[one].origins) > 1 for one in it.single)
        standing = {claim.id for claim in judged.claims} - set(it.claims)
        assert ("j" in it.judgements) == (bool(judged.claims) and not standing)

"""Origins of origins, circular reporting, one party, contradictions; what falls, what rests on what; the draft stamp."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from galley import show

from dossier import checks
from dossier.compose import compose
from dossier.console.tracing import told_trace, told_without
from dossier.evidence.falling import fallen
from dossier.evidence.graph import Evidence, link
from dossier.evidence.statements import statements, texts
from dossier.model import Dossier
from dossier.reading.reader import read
from dossier.styling.library import open_style

RAQQA = Path(__file__).parent.parent / "sources" / "raqqa.yaml"
FULL = Path(__file__).parent / "full.yaml"
HALF_LOST = """
dossier: {title: T, marking: "TLP:CLEAR"}
sources: {wire: {title: Wire}, daily: {title: Daily}}
claims: {All: {one: {text: One., cite: wire 1}, two: {text: Two., cite: daily 1}}}
"""
CASE = """
dossier: {title: T, marking: "TLP:CLEAR"}
sources:
  wire: {title: Wire}
  daily: {title: Daily, rests_on: wire}
  weekly: {title: Weekly, rests_on: daily}
  own: {title: Own, interested: yes}
origins:
  spokesman: {speaker: anna, interested: yes, cite: wire 1}
  minister: {speaker: land, interested: yes, rests_on: note}
  note: {speaker: office, interested: yes}
  rival: {speaker: other, interested: yes}
actors:
  land: {name: Land, people: {anna: {name: Anna}}}
  office: {name: Office, part_of: land}
  other: {name: Other}
places:
  town: {name: Town, held_by: "land, as of 2020-01-02 [@wire 3]"}
  port: {name: Port}
relations:
  - other controls town [@daily 4]
claims:
  All:
    repeated: {text: Repeated., cite: daily 1; weekly 2}
    confirmed: {text: Confirmed., cite: weekly 2; own 3}
    spoken: {text: Spoken., by: spokesman, cite: wire 1; daily 1}
    noted: {text: Noted., by: minister, cite: wire 2}
    theirs: {text: Theirs., cite: spoken; noted}
    both: {text: Both., cite: spoken; rivalled}
    rivalled: {text: Rivalled., by: rival, cite: wire 5, disputes: noted}
    dated: {text: Dated., cite: wire 6, when: 2020-01}
    counted:
      text: Counted.
      cite: wire 7
      figures:
        - 300 [@wire 7]
        - about 500 [@own]
    single: {text: Single., cite: wire 8, figures: "12 dead [@wire 8], said as a dozen"}
events:
  - {when: 2020-03-01, claim: dated, where: town}
  - {when: by 2020-02-20, claim: confirmed, where: town}
contacts:
  met: {kind: meeting, parties: [land, other], when: 2020-02-25, claim: confirmed, where: port}
judgements:
  firm: {text: It is likely that it holds., rests_on: [spoken, confirmed]}
  weak: {text: It is likely that it fails., rests_on: spoken}
"""


def linked(text: str | bytes) -> tuple[Dossier, Evidence]:
    """Read and link a dossier without errors."""
    dossier, problems = read(text if isinstance(text, bytes) else text.encode(), "t.yaml")
    assert dossier is not None, problems
    evidence, problems = link(dossier)
    assert problems == []
    return dossier, evidence


@pytest.fixture(scope="module")
def case() -> tuple[Dossier, Evidence]:
    """A dossier in which each kind of weight occurs."""
    return linked(CASE)


ORIGINS = [
    ("repeated", ("wire",), (("wire", ("daily", "weekly")),)),
    ("confirmed", ("wire", "own"), ()),
    ("spoken", ("land",), (("spokesman", ("wire", "daily")),)),
    ("noted", ("land",), ()),
    ("theirs", ("land",), ()),
]


@pytest.mark.parametrize("id, origins, repeated", ORIGINS)
def test_origins_of_origins(
    case: tuple[Dossier, Evidence], id: str, origins: tuple[str, ...], repeated: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    """What is repeated counts once, through any number of steps, and sources that carry one origin are named."""
    view = case[1].claim(id)
    assert view.origins == origins
    assert view.repeated == repeated


def test_one_party_through_people_and_parts(case: tuple[Dossier, Evidence]) -> None:
    """Two voices of one party are one origin; those of two parties aren't."""
    marks = {view.id: view.marks for view in case[1].claims}
    assert marks["theirs"] == ("one party only",)
    assert marks["both"] == ()


def test_contradictions(case: tuple[Dossier, Evidence]) -> None:
    """Those declared and those found, each with its sides, and no others."""
    found = {(it.about, it.aspect): (len(it.sides), it.declared) for it in case[1].contradictions}
    assert found == {
        ("dated", "date"): (2, False),
        ("confirmed", "date"): (2, False),
        ("confirmed", "place"): (2, False),
        ("counted", "figure"): (2, True),
        ("noted", "statement"): (1, True),
        ("rivalled", "statement"): (1, True),
        ("town", "holder"): (2, False),
    }


AGREEING = [
    ("2020-01", "2020-01-31"),
    ("about 2020-01", "2020-02-20"),
    ("2020-01-05", "by 2020-01-06"),
    ("since 2020-01-05", "2020-03-01"),
    ("as of 2020-01-05", "2020-03-01"),
    ("undated", "2020-03-01"),
    ("2020-01-05", "2020-01-05"),
]
DISAGREEING = [
    ("2020-01", "2020-02-01"),
    ("about 2020-01", "2020-04-20"),
    ("2020-01-07", "by 2020-01-06"),
    ("since 2020-01-05", "since 2020-01-06"),
    ("2020-01-05", "2020-01-06"),
    ("2020-03-01", "undated, before 2020-02"),
]


@pytest.mark.parametrize("one, other, agree", [(*it, True) for it in AGREEING] + [(*it, False) for it in DISAGREEING])
def test_dates_that_can_be_one(one: str, other: str, agree: bool) -> None:
    """Dates contradict each other only where no day is left that both can mean."""
    text = CASE.replace("when: 2020-01}", f'when: "{one}"}}').replace("when: 2020-03-01, claim", f'when: "{other}", claim')
    found = [it for it in linked(text)[1].contradictions if (it.about, it.aspect) == ("dated", "date")]
    assert (found == []) == agree


def printed(text: str | bytes, **more: object) -> str:
    """Compose a dossier and show its galley."""
    dossier, evidence = linked(text)
    style = open_style(("briefing",)).style
    assert style is not None
    found = checks.find(dossier, evidence, text if isinstance(text, str) else text.decode())
    return show(compose(dossier, evidence, style, found))


def test_both_sides_are_printed_beside_the_statement() -> None:
    """Date, place, figure, statement and holder: each side with its evidence, the mark in words, explained once."""
    text = printed(CASE)
    for words in (
        "Sources disagree on the date: January 2020~1¶6",
        "Sources disagree on the place: Town",
        "Sources disagree on the figure: 300",
        "Disputed: →7",
        "Sources disagree: Land, as of 2~January 2020",
        "Circular reporting: sources 2 and 3 repeat one origin",
        "Figure: 12 dead",
        "date contested",
    ):
        assert words.split(" [")[0] in text, words
    assert text.count("say different things; both") == 1


# What falls -----------------------------------------------------------------------------------------------------------
def test_without_the_briefing() -> None:
    """The list that a reader of the Raqqa brief makes by hand, with the source list and the claims before him."""
    dossier, evidence = linked(RAQQA.read_bytes())
    it = fallen(dossier, evidence, "briefing")
    assert it.claims == ("departure", "organised", "end-near", "one-road", "road-route", "blocked")
    assert it.weakened_claims == it.single == ()
    assert it.judgements == ("leaving", "ordered")
    assert it.shaken == it.single_judgements == ()
    assert [one.name for one in it.statements] == [
        "raqqa, way in from the north",
        "raqqa, way in from the west",
        "raqqa, way in from the south",
        "raqqa, way in from the south-east",
        "euphrates, what is said",
        "deir-ezzor, sense 1",
        "south-east-road",
        "event 4",
        "event 6",
        "event 8",
        "event 9",
        "how-many, known 1",
        "why-leaving, known 2",
        "why-leaving, position of pentagon",
        "why-leaving, evidence 1",
        "why-leaving, evidence 3",
        "why-leaving, evidence 4",
        "where-to, known 1",
        "how-isolated, known 1",
        "how-isolated, position of pentagon",
        "bridges, known 1",
    ]
    assert [one.name for one in it.weakened] == [
        "the bottom line",
        "the report, paragraph 1",
        "relation 14",
        "deir-ezzor, what is said",
        "event 7",
        "how-many, position of pentagon",
    ]
    # these cite paragraphs 1 to 3 and 6 to 8, which the source list says carry the briefing, but not the briefing itself
    assert [one.name for one in it.again] == [
        "scale",
        "is-group, role",
        "sdf, role",
        "pentagon, role",
        "davis",
        "relation 2",
        "raqqa, what is said",
        "raqqa, held by",
        "event 5",
        "why-leaving, known 1",
        "why-leaving, evidence 2",
        "where-to, known 2",
    ]


def test_without_the_account_of_the_department() -> None:
    """Without the second source the meeting of the ministers rests on one, and nothing falls."""
    dossier, evidence = linked(RAQQA.read_bytes())
    it = fallen(dossier, evidence, "dod")
    assert it.claims == it.judgements == it.statements == ()
    assert it.single == it.weakened_claims == ("mattis-isik",)


def test_what_only_repeats_goes_with_it(case: tuple[Dossier, Evidence]) -> None:
    """Outlets that repeat a wire fall with it, and origins that repeat a note with the note."""
    wire, note = fallen(*case, "wire"), fallen(*case, "note")
    assert wire.claims == ("repeated", "spoken", "noted", "theirs", "both", "rivalled", "dated", "single")
    assert wire.single == ("confirmed", "counted")
    assert wire.judgements == ("weak",)
    assert wire.shaken == ("firm",)
    assert note.claims == ("noted",)
    assert note.weakened_claims == ("theirs",)
    assert note.single == ()  # one party before, one party after


def test_told_in_lines(case: tuple[Dossier, Evidence]) -> None:
    """The answers are plain lines: what falls under headings with counts, what it rests on by levels."""
    assert told_without(*case, "note")[0] == "without origin note: Office"
    assert "claims that become single-origin (2)" in told_without(*case, "own")
    assert told_without(*case, "rival")[2:4] == ["claims that rest on nothing (1)", "  claim 7, rivalled: Rivalled."]
    trace = told_trace(*case, "firm")
    assert trace[0] == "judgement 1, firm: It is likely that it holds."
    assert "    on the word of origin spokesman: Anna" in trace
    assert "      ¶1 of source 1, wire: Wire" in trace
    assert trace[-2:] == ["what rests on it", "  nothing"]
    above = told_trace(*case, "spokesman")
    assert above[above.index("what rests on it") + 1 :][:3] == [
        "  judgement 1, firm: It is likely that it holds.",
        "  judgement 2, weak: It is likely that it fails.",
        "  claim 3, spoken: Spoken.",
    ]


def test_what_everything_rests_on_is_told_as_it_was(golden: Callable[[str, str], None]) -> None:
    """What is asked for would be called otherwise, rest on less than it does, or fall with what it doesn't rest on."""
    dossier, evidence = linked(FULL.read_bytes())
    traces = [told_trace(dossier, evidence, id) for id in evidence.entries]
    below = [trace[: trace.index("what rests on it")] for trace in traces]
    fallen_with = [told_without(dossier, evidence, id) for id in (*dossier.sources, *dossier.origins)]
    lines = [line for told in (*below, *fallen_with) for line in [*told, ""]]
    golden("full.traces.txt", "\n".join(lines))


def test_a_judgement_that_loses_a_claim_is_told_with_those_it_keeps() -> None:
    """Who asks what falls would take for lost what still stands on something."""
    text = HALF_LOST + "judgements: {firm: {text: It is likely., confidence: low, rests_on: [one, two]}}\n"
    lines = told_without(*linked(text), "wire")
    at = lines.index("judgements that lose part of their claims (1)")
    assert lines[at + 1] == "  judgement 1, firm: It is likely. (left: claim 2, two)"


def test_a_source_goes_by_its_title() -> None:
    """A source with a pinned text is told by its title, not by the path of the text."""
    dossier, evidence = linked("dossier: {title: T, marking: TLP:CLEAR}\nsources: {wire: {title: The wire, text: wire.txt}}\n")
    assert told_trace(dossier, evidence, "wire")[0] == "source 1, wire: The wire"


def test_every_citation_belongs_to_a_statement() -> None:
    """The walk over statements leaves out no part of the dossier that cites."""
    dossier, evidence = linked(RAQQA.read_bytes())
    told = {cite.span for it in statements(dossier) for cite in it.cites}
    others = {"claims", "judgements", "sources", "origins"}
    missing = [
        use for use in evidence.uses if use.how == "cite" and evidence.part(use.user) not in others and use.span not in told
    ]
    # where the words of an actor cite for themselves, the places where it is only named support no statement
    assert {use.user for use in missing} <= set(dossier.actors) | set(dossier.places)


def test_words_of_sources_are_not_ours() -> None:
    """Titles and quotations are told apart from the author's own words."""
    dossier, _ = linked(RAQQA.read_bytes())
    theirs = {(it.about, it.field) for it in texts(dossier) if not it.ours}
    assert {("mee", "title"), ("departure", "quote")} <= theirs
    assert all(field in ("title", "author", "publisher", "quote") for _, field in theirs)


# Drafts ---------------------------------------------------------------------------------------------------------------
def test_a_draft_says_so() -> None:
    """Where checks are open, masthead and colophon give their number; where none is, nothing does."""
    assert "Draft, " in printed(CASE)
    clean = printed(RAQQA.read_bytes())
    assert "Draft" not in clean
    assert "unrecorded, source 1: The report was kept" in clean


def test_the_work_grows_with_the_dossier() -> None:
    """Twice the claims and sources take twice the steps to check, not four times."""
    import sys

    def steps(size: int) -> int:
        sources = "".join(
            f"  s{n}: {{title: S, rests_on: s{n - 1}}}\n" if n % 5 else f"  s{n}: {{title: S}}\n" for n in range(size // 2)
        )
        claims = "".join(f"    c{n}: {{text: Said by Town {n}., cite: s{n // 2} 1}}\n" for n in range(size))
        events = "".join(f"  - {{when: 2020-01-02, claim: c{n}}}\n" for n in range(size))
        text = f'dossier: {{title: T, marking: "TLP:CLEAR"}}\nsources:\n{sources}claims:\n  All:\n{claims}events:\n{events}'
        dossier, problems = read(text.encode(), "t.yaml")
        assert dossier is not None, problems
        count = 0

        def tracer(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tracer)
        try:
            evidence, _ = link(dossier)
            checks.find(dossier, evidence, text)
        finally:
            sys.setprofile(None)
        return count

    small, large = steps(200), steps(400)
    assert large < 2.3 * small

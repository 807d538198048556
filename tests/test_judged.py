"""The bottom line and the judgements are held to each other: by their words, by what they cite, and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from galley import runs
from witness import links

from dossier import checks, pipeline
from dossier.blocks import Galley, Section
from dossier.console.tracing import told_trace, told_without
from dossier.evidence.graph import Evidence, link
from dossier.inline import Prose
from dossier.inline.parting import sentences
from dossier.model import Dossier
from dossier.problems import ERROR, Problem, errors_in
from dossier.reading.reader import read
from dossier.saying.scales import SCALES, step
from dossier.styling.library import open_style

BRIEF = """
dossier: {{title: The dam, marking: "TLP:CLEAR", as_of: 2019-05-02, likelihood: {scale}}}
sources:
  log: {{title: Log, reliability: B}}
  wire: {{title: Wire, reliability: C}}
origins:
  keeper: {{speaker: hale, record: named, reliability: B}}
actors:
  office: {{name: Water office, role: "Keeps the dam. [@log 1]", people: {{hale: {{name: Ann Hale, cite: log 1}}}}}}
bottom_line: >-
  {line}
judgements:
  leak:
    {{text: The dam is {one} to leak., confidence: low, rests_on: [wet, unsaid]}}
  flood:
    {{text: A flood is {two}., confidence: low, rests_on: [leak, rain]}}
claims:
  All:
    wet: {{text: The wall is wet and rain is likely., by: keeper, cite: log 1}}
    unsaid: {{text: Nobody says how deep the cracks are., kind: absence, cite: wire 2}}
    rain: {{text: Rain falls., cite: wire 3}}
{more}"""


def linked(line: str, one: str = "likely", two: str = "unlikely", scale: str = "icd203 row 1", more: str = "") -> str:
    """Return a dossier with this bottom line and these words in its two judgements."""
    return BRIEF.format(line=line, one=one, two=two, scale=scale, more=more)


def graph(text: str) -> tuple[Dossier, Evidence, list[Problem]]:
    """Read and link a dossier; what linking found is returned."""
    dossier, problems = read(text.encode(), "t.yaml")
    assert not errors_in(problems), problems
    assert dossier is not None
    return dossier, *link(dossier)


def told(text: str, *names: str) -> list[str]:
    """Return what checks of these names say."""
    dossier, evidence, problems = graph(text)
    assert not problems
    found = [it for it in checks.find(dossier, evidence, text).told if it.name in names]
    assert all(it.hint and it.span for it in found)
    return [it.message for it in found]


def held(line: str, one: str = "likely", two: str = "unlikely", scale: str = "icd203 row 1") -> list[str]:
    """Return what holds the bottom line to its judgements."""
    return [it for it in told(linked(line, one, two, scale), "unjudged", "overstated") if "bottom line" in it]


# Words -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("scale", SCALES)
def test_a_scale_is_as_sure_at_both_ends(scale: str) -> None:
    """ "Very unlikely" would count as weaker than "unlikely", since it stands for a smaller number."""
    steps = [step(term.words[0], scale) for term in SCALES[scale]]
    assert steps == [-3, -2, -1, 0, 1, 2, 3]
    assert step(SCALES[scale][4].words[-1].upper(), scale) == 1


WORDS = [(scale, said, judged) for scale, terms in SCALES.items() for said in range(len(terms)) for judged in range(len(terms))]


@pytest.mark.parametrize("scale, said, judged", WORDS)
def test_the_bottom_line_is_no_surer_than_its_judgement(scale: str, said: int, judged: int) -> None:
    """On each scale, in both directions: a stronger word, or one that points the other way, would print as if judged so."""
    mine, below = (SCALES[scale][at].words[0] for at in (said, judged))
    mine = "remote chance" if mine == "remote" else mine
    below = "remote" if below == "remote" else below
    text = linked(f"It leaks, which is {mine.removesuffix(' chance') if 'remote' in mine and scale != 'phia' else mine}. [@leak]")
    text = text.replace("icd203 row 1", scale).replace("The dam is likely to leak", f"That the dam leaks is {below}")
    found = [it for it in told(text, "overstated") if "bottom line" in it]
    if said == 3 or (said - 3) * (judged - 3) > 0:
        assert bool(found) == (abs(said - 3) > abs(judged - 3))
    else:
        assert len(found) == 1
        assert ("stronger than" if judged == 3 else "the opposite of") in found[0]


HELD = [
    # (bottom line, what is told, in part)
    ("The dam is likely to leak. [@leak]", None),
    ("The dam is likely, [@leak] and a flood unlikely. [@flood]", None),
    ("A flood is unlikely. [@flood] The dam is likely to leak. [@leak] The wall is wet. [@wet]", None),
    ("It leaks, which is very likely. [@leak]", "'very likely' in the bottom line is stronger than judgement 1, leak"),
    ("A leak is unlikely. [@leak]", "'unlikely' in the bottom line says the opposite of judgement 1, leak"),
    ("The dam leaks. [@leak]", "cites judgement 1, leak, without a likelihood word"),
    ("Likely it leaks, [@leak] and it floods. [@flood]", "cites judgement 2, flood, without a likelihood word"),
    ("The dam leaks. [@leak] A flood is unlikely. [@flood]", "cites judgement 1, leak, without a likelihood word"),
    ("The wall is wet. [@wet]", "the bottom line rests on no judgement"),
    ("A flood is unlikely. [@flood] Help is likely.", "'likely' in the bottom line rests on no judgement"),
    ("A flood is unlikely. [@flood] Help is likely. [@rain]", "'likely' in the bottom line rests on no judgement"),
    ("Rain is likely, [@wet] and a flood unlikely. [@flood]", None),
    ("A flood is unlikely, [@flood] and rain likely, it is said. [@wet]", None),
    ("A flood is unlikely. [@flood] Hale said that rain is “likely”. [@rain]", None),
    ("What Gen. Hale judges likely is so. [@leak]", None),
]


@pytest.mark.parametrize("line, message", HELD)
def test_each_word_is_held_to_what_stands_behind_it(line: str, message: str | None) -> None:
    """A word would rest on the judgement of another clause, or on none; what others say, or a claim reports, is theirs."""
    found = held(line)
    assert len(found) == (message is not None), found
    assert not message or message in found[0]


def test_a_citation_of_nothing_is_told_once() -> None:
    """An id mistyped in the bottom line would be told a second time, as a word that no judgement bears."""
    dossier, evidence, problems = graph(linked("The dam is likely to leak. [@leek]"))
    assert [it.name for it in problems] == ["unknown-id"]
    assert not {"unjudged", "overstated"} & {it.name for it in checks.find(dossier, evidence).told}


def test_a_word_that_two_judgements_bear_is_as_weak_as_the_weaker() -> None:
    """One word for two judgements would be as sure as the surer of them."""
    (found,) = held("A leak and a flood are very likely. [@leak; @flood]", "very likely", "likely")
    assert "judgement 2" in found
    assert held("A leak and a flood are likely. [@leak; @flood]", "very likely", "likely") == []


def test_a_word_is_borne_once() -> None:
    """A word that a judgement bears would be held to the next one too."""
    assert held("A leak is very likely, [@rain] so we judge, [@leak] and a flood unlikely. [@flood]", "very likely") == []


def test_without_judgements_the_bottom_line_makes_none() -> None:
    """A dossier without judgements would make one in its bottom line that nobody accounts for."""
    head, tail = linked("Rain falls. [@rain] A flood is likely. [@wet; @rain]").split("judgements:")
    text = head + tail[tail.index("claims:") :]
    assert told(text, "unjudged", "overstated") == []  # the claim says so
    assert told(text.replace("A flood is likely", "A flood is unlikely"), "unjudged") == [
        "'unlikely' in the bottom line rests on no judgement"
    ]


def test_the_bottom_line_has_the_words_of_the_scale() -> None:
    """A reader would take a word of another scale, or one without any probability, for one that is explained."""
    line = "A flood may come, it is improbable. [@flood] The wall is “probably” wet, perhaps. [@wet]"
    found = told(linked(line), "likelihood", "hedge")
    assert found == [
        "'may' leaves open how likely it is",
        "'improbable' is not a word of ICD 203, row 1",
        "'perhaps' leaves open how likely it is",
    ]
    reported = linked("The wall may be wet. [@wet] A flood is unlikely. [@flood]").replace(
        "The wall is wet", "The wall may be wet"
    )
    assert told(reported, "likelihood", "hedge") == []


@pytest.mark.parametrize(
    "one, two, surer",
    [("likely", "very likely", True), ("likely", "very unlikely", True), ("unlikely", "likely", False),
     ("likely", "unlikely", False), ("roughly even chance", "unlikely", True), ("very likely", "unlikely", False)],
)  # fmt: skip
def test_a_judgement_is_no_surer_than_one_below_it(one: str, two: str, surer: bool) -> None:
    """A conclusion would be surer than its premise; which way either points tells nothing, as one may be the other's opposite."""
    text = linked("A flood is even. [@flood]", two=two).replace("The dam is likely to leak", f"A leak is a thing that is {one}")
    found = [it for it in told(text, "overstated") if "surer" in it]
    assert found == (["this judgement is surer than judgement 1, leak, on which it rests"] if surer else [])


def test_a_judgement_has_no_more_confidence_than_one_below_it() -> None:
    """A conclusion would claim better evidence than its premise has."""
    text = linked("A flood is unlikely. [@flood]")
    assert told(text, "confidence") == []
    better = text.replace("A flood is unlikely., confidence: low", "A flood is unlikely., confidence: moderate")
    assert told(better, "confidence") == ["moderate confidence, but judgement 1, leak, on which it rests, has low"]


def test_sentences_keep_the_citations_behind_them() -> None:
    """A citation behind a full stop would belong to the sentence that follows."""
    dossier, _, _ = graph(
        linked(
            "Gen. Hale says 3.5 m. [@wet] “It holds.” [@log 2] [@rain] Then it "
            "fell (all of it). It is hers. A mess of Hale's. A mess: [@leak] it leaks"
        )
    )
    assert isinstance(dossier.bottom_line, Prose)
    found = [(it.text.strip(), [cite.target for _, cites in it.cites for cite in cites]) for it in sentences(dossier.bottom_line)]
    assert found == [
        ("Gen. Hale says 3.5 m.", ["wet"]),
        ("“It holds.”", ["log", "rain"]),
        ("Then it fell (all of it).", []),
        ("It is hers.", []),
        ("A mess of Hale's.", []),
        ("A mess:  it leaks", ["leak"]),
    ]


def test_long_bottom_lines_take_no_longer_by_the_word() -> None:
    """Dots, breaks and marks by the ten thousand would stop the build."""
    for piece in (". ", "a. ", "word. A", " [@leak]", "ab. [@leak] ", "ab." + " " * 50, "ab" + "." * 50, ").", "a.) [@leak]"):
        dossier, _, _ = graph(linked(piece * 2_000 + "x [@leak]"))
        assert dossier.bottom_line
        assert len(list(sentences(dossier.bottom_line))) <= 2_001


# Where judgements are cited --------------------------------------------------------------------------------------------
OWN = """sections:
  - {names}
  - id: mine
    title: Mine
    text: |
      It will probably hold. [@leak]
"""


def galley(text: str, *settings: str) -> Galley:
    """Compose a dossier."""
    found = pipeline.check(text.encode(), "t.yaml", open_style(["briefing"], settings))
    assert found.galley
    assert not errors_in(found.problems), found.problems
    return found.galley


def words(part: Galley) -> str:
    """Return the words of a galley, no-break spaces as spaces."""
    return "".join(run.text for run in runs(part)).replace("\u00a0", " ")


def alone(whole: Galley, id: str) -> str:
    """Return the words of one section."""
    return words(whole._replace(front=(), sections=tuple(it for it in whole.sections if isinstance(it, Section) and it.id == id)))


def test_a_judgement_is_cited_by_its_number_and_linked(tmp_path: Path) -> None:
    """The bottom line would lead to nothing, or print an id."""
    text = linked("The dam is likely to leak [@leak] and a flood unlikely. [@leak; @flood]", more=OWN.format(names="summary"))
    whole = galley(text)
    assert "The dam is likely to leak judgement 1 and a flood unlikely. judgements 1, 2" in words(whole)
    pdf = tmp_path / "a.pdf"
    brief = pipeline.build(text.encode(), "t.yaml", open_style(["briefing"], ()))
    pdf.write_bytes(brief.pdf)
    assert {it.target for it in links(pdf) if it.contents == "Judgement 1: The dam is likely to leak."} == {1}
    copy = brief.markdown()
    assert "[judgement 1](#judgement-leak)" in copy.replace("\u00a0", " ").replace("\\", "")
    assert '<a id="judgement-leak"></a>' in copy


def test_a_note_names_the_judgement() -> None:
    """With notes the mark of a judgement would call an empty note, or one of desk knowledge."""
    whole = galley(linked("The dam is likely to leak. [@leak]"), "page.notes=end")
    assert "Judgement 1." in [
        words_of
        for run in runs(whole)
        if run.note
        for words_of in ["".join(it.text for it in run.note.text).replace("\u00a0", " ")]
    ]


def test_how_to_read_explains_what_a_judgement_in_brackets_is() -> None:
    """A reader would meet a form that nothing explains."""
    line = "judgement 2 of this brief"
    assert line in words(galley(linked("The dam is likely to leak. [@leak]")))
    assert line not in words(galley(linked("The wall is wet. [@wet]").replace("rests_on: [leak, rain]", "rests_on: [wet]")))


@pytest.mark.parametrize("notes", ["inline", "end"])
@pytest.mark.parametrize("names, said", [("reported", "claim 1"), ("glossary", "1¶1")])
def test_a_judgement_that_is_not_printed_gives_way_to_what_it_rests_on(names: str, said: str, notes: str) -> None:
    """A section of one's own would cite a number that stands nowhere in the brief."""
    text = linked("The dam is likely to leak. [@leak]", more=OWN.format(names=names)) + "  - sources\n"
    whole = galley(text, f"page.notes={notes}")
    inside = " ".join(
        run.text + "".join(it.text for it in (run.note.text if run.note else ())) for run in runs(whole)
    ).replace("\u00a0", " ")  # fmt: skip
    assert said in inside.casefold()
    assert "judgement 1" not in inside.casefold()


def test_what_is_reported_rests_on_no_judgement() -> None:
    """A claim, a role or an event would pass off as reported what the issuer makes of it."""
    for was, put in (("cite: wire 3", "cite: leak"), ("Keeps the dam. [@log 1]", "Keeps the dam. [@leak]")):
        _, _, problems = graph(linked("Rain falls. [@rain]").replace(was, put))
        (found,) = problems
        assert (found.severity, found.name) == (ERROR, "wrong-part")
        assert "a source or a claim belongs here" in found.message
        assert "cite judgements" in (found.hint or "")
    _, _, problems = graph(linked("Rain falls. [@leak 3]"))
    assert [it.message for it in problems] == ["'leak' is a judgement, which has no paragraphs of its own"]


def test_trace_and_without_follow_judgements() -> None:
    """What rests on a judgement would not fall with it, and a judgement would live on what nobody said."""
    dossier, evidence, _ = graph(linked("The dam is likely to leak. [@leak]"))
    trace = told_trace(dossier, evidence, "leak")
    assert trace[-1] == "  the bottom line: The dam is likely to leak."
    assert any("judgement 2, flood" in line for line in trace[trace.index("what rests on it") :])
    own, graph_of_own, _ = graph(linked("Rain falls. [@rain]", more=OWN.format(names="summary")))
    assert any("judgement 1, leak" in line for line in told_trace(own, graph_of_own, "mine"))
    fallen = told_without(dossier, evidence, "keeper")
    assert fallen[fallen.index("judgements that stand on nothing (1)") + 1].startswith("  judgement 1, leak")
    assert fallen[fallen.index("other statements that rest on nothing (1)") + 1].startswith("  the bottom line")
    dossier, evidence, _ = graph(linked("A flood is unlikely. [@flood]"))
    fallen = told_without(dossier, evidence, "keeper")
    assert fallen[fallen.index("judgements that lose part of their claims (1)") + 1].startswith("  judgement 2, flood")
    assert fallen[fallen.index("other statements that keep part of their support (1)") + 1].startswith("  the bottom line")


# What a judgement says besides -----------------------------------------------------------------------------------------
WHOLE = """
    text: The dam is likely to leak.
    confidence: low
    because: It is wet.
    rests_on: wet
    matters: The valley is at risk.
    by: 2019-06
    rivals: [{reading: It sweats., favoured_by: The cellar stays dry.}, {reading: It rains in.}]
    weighed_in: why
    changes_if: It dries."""
WHY = """questions:
  why:
    ask: Why is it wet?
    type: gap
    hypotheses: {Dew: It sweats in summer., Crack: It is torn.}
    evidence: [{claim: wet, weighs: {Dew: C, Crack: I}}]
"""


def test_a_judgement_says_so_what_until_when_and_what_else() -> None:
    """A field would be read and printed nowhere, or twice."""
    text = linked("The dam is likely to leak. [@leak]", more=WHY)
    was = "\n    {text: The dam is likely to leak., confidence: low, rests_on: [wet, unsaid]}"
    text = text.replace(was, WHOLE)
    said = words(galley(text))
    for part in (
        "So what: The valley is at risk.",
        "Low confidence. It is wet. Horizon: June 2019.",
        "Rival reading: It sweats. Favoured by: The cellar stays dry. Rival reading: It rains in. "
        "Readings weighed in question 1: Dew; Crack. What would change it: It dries.",
        "A judgement holds up to its horizon",
    ):
        assert said.count(part) == 1, part
    assert said.count("It sweats in summer.") == 1  # in the question, and nowhere else
    alone_there = galley(text.replace("questions:", "sections: [summary]\nquestions:"))
    assert "Rival reading: Dew: It sweats in summer. Rival reading: Crack: It is torn." in words(alone_there)

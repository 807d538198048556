"""The rules of the trade: what each finds, where, and how grave it is."""

from __future__ import annotations

import importlib
from pathlib import Path
from textwrap import dedent

import pytest

from dossier import checks
from dossier.evidence import link
from dossier.problems import ERROR, WARNING, Problem, errors_in
from dossier.reader import read

SOUND = """
dossier: {title: T, marking: "TLP:CLEAR", as_of: 2017-02-17}
defaults: {source: mee}
sources:
  mee: {title: Report, reliability: C, published: 2017-02-17}
  dod: {title: Account, reliability: B, published: 2017-02-16}
origins:
  briefing: {speaker: davis, reliability: B, record: named}
actors:
  pentagon:
    name: Department of Defense
    role: Speaks. [@1]
    people:
      davis: {name: Jeff Davis}
  turkey: {name: Turkey, role: Backs rebels., cite: 10}
relations:
  - turkey opposes pentagon [@1]
places:
  raqqa:
    name: Raqqa
    what: Held. [@1]
routes:
  road: {name: Road, along: "raqqa, north bank", state: held by turkey}
bottom_line: One thing is said by Capt. Davis on 17 Feb. 2017. [@one]
judgements:
  first: {text: It is likely that some left., confidence: low, rests_on: one}
  second: {text: It is unlikely to change., confidence: high, rests_on: two}
claims:
  All:
    one: {text: A., by: briefing, cite: 1, grade: 3}
    two: {text: B., cite: 6; dod, grade: 1}
events:
  - {when: 2017-02-17, claim: one}
  - when: by 2017-02-20
    what: It ends. [@1]
contacts:
  met: {kind: meeting, parties: [davis, turkey], when: 2017-02-16, claim: one}
  visit: {kind: visit, parties: [davis, turkey], when: 2017-03-01, status: planned, cite: 17}
questions:
  why:
    ask: Why?
    type: gap
    known:
      - So. [@1]
    positions:
      turkey: For. [@1]
    matters: Much.
    resolves: News.
    watch:
      - Press
"""


def problems_in(text: str) -> list[Problem]:
    """Read, link and check; reading and linking find nothing."""
    dossier, problems = read(text.encode(), "t.yaml")
    assert not errors_in(problems), problems
    assert dossier is not None
    evidence, problems = link(dossier)
    assert not problems
    return checks.run(dossier, evidence)


def test_a_sound_dossier_has_no_problems() -> None:
    """No rule finds anything where nothing is wrong."""
    assert problems_in(SOUND) == []


LONG = "This is one long sentence of ten words in all. "

FOUND = [
    # (what stands in the sound dossier, what is put there, name, severity, part of the message, what stands at its place)
    ("17 Feb. 2017. [@one]", LONG * 4 + "[@one]", "bottom-line", WARNING, "5 sentences", "One thing is s"),
    ("17 Feb. 2017. [@one]", "word " * 80 + "[@one]", "bottom-line", WARNING, "1 sentence and 88 words", "One thing is s"),
    ("17 Feb. 2017. [@one]", "17 Feb. 2017.", "uncited", WARNING, "the bottom line cites nothing", "One thing is s"),
    ("It is likely that", "It is clear that", "likelihood", WARNING, "no likelihood word", "It is clear th"),
    (
        "It is likely that",
        "It is probable that",
        "likelihood",
        ERROR,
        "'probable' is not a word of ICD 203, row 1",
        "It is probable",
    ),
    ("It is likely that", "It is highly likely that", "likelihood", ERROR, "'highly likely' is not a word of", "It is highly l"),
    (
        "It is likely that",
        "It is likely or unlikely that",
        "likelihood",
        WARNING,
        "2 likelihood words: likely, unlikely",
        "It is likely o",
    ),
    ("It is likely that", "With low confidence it is likely that", "likelihood", ERROR, "in one sentence", "With low confi"),
    ("confidence: low, ", "", "confidence", WARNING, "has no confidence", "It is likely t"),
    ("confidence: low, rests_on: one", "confidence: low", "confidence", WARNING, "rests on no claim", "It is likely t"),
    (
        "confidence: high, rests_on: two",
        "confidence: high, rests_on: one",
        "confidence",
        WARNING,
        "on one origin, briefing",
        "high, rests_on",
    ),
    (
        "cite: 6; dod, grade: 1",
        "cite: 6, grade: 1",
        "grade",
        ERROR,
        "graded 1 (confirmed), but it comes from one origin, mee",
        "1}",
    ),
    (
        "two: {text: B., cite: 6; dod, grade: 1",
        "two: {text: B., cite: desk",
        "confidence",
        WARNING,
        "on no origin at all",
        "high",
    ),
    ("cite: 6; dod, grade: 1", "cite: desk, grade: 1", "grade", ERROR, "without an origin", "1}"),
    ("Report, reliability: C", "Report", "grade", WARNING, "graded 1, but what it cites has no letter", "1}"),
    (
        "published: 2017-02-17}",
        "published: 2017-02-18}",
        "cut-off",
        ERROR,
        "published after the information cut-off, 2017-02-17",
        "2017-02-18}",
    ),
    ("published: 2017-02-17}", "taken_as: 2017-03}", "cut-off", ERROR, "published after", "2017-03}"),
    ("{when: 2017-02-17, claim", "{when: 2017-02-18, claim", "cut-off", WARNING, "this event is dated after", "2017-02-18, cl"),
    (
        "when: 2017-03-01, status: planned",
        "when: 2017-03-01",
        "cut-off",
        WARNING,
        "this contact is dated after",
        "2017-03-01, ci",
    ),
    ("Backs rebels., cite: 10", "Backs rebels.", "uncited", WARNING, "what is said of Turkey cites nothing", "Backs rebels.}"),
    ("opposes pentagon [@1]", "opposes pentagon", "uncited", WARNING, "this relation cites nothing", "turkey opposes"),
    ("what: Held. [@1]", "what: Held.", "uncited", WARNING, "what is said of Raqqa cites nothing", "Held."),
    ("what: It ends. [@1]", "what: It ends.", "uncited", WARNING, "this event cites nothing", "when: by 2017-"),
    ("2017-02-16, claim: one", "2017-02-16", "uncited", WARNING, "this contact cites nothing", "met: {kind: me"),
    ("- So. [@1]", "- So.", "uncited", WARNING, "what is known here cites nothing", "So."),
    ("turkey: For. [@1]", "turkey: For.", "uncited", WARNING, "the position of 'turkey' cites nothing", "For."),
    ("ask: Why?", "ask: Why", "question", WARNING, "no question mark", "Why"),
    ("    matters: Much.\n", "", "question", WARNING, "leaves out why it matters", "Why?"),
    ("    watch:\n      - Press\n", "", "question", WARNING, "leaves out what to watch for", "Why?"),
    ("    resolves: News.\n", "    status: partly answered\n", "question", WARNING, "leaves out what would settle it", "Why?"),
    ("raqqa, north", "raqa, north", "route", WARNING, "nothing has the id 'raqa' among the places", '"raqa, north'),
    ("held by turkey", "closed by big-army", "route", WARNING, "nothing has the id 'big-army' among the actors", "closed by"),
    (
        'title: T, marking: "TLP:CLEAR"',
        'title: T, language: de-AT, marking: "TLP:CLEAR"',
        "language",
        WARNING,
        "no words in German (de-AT): headings, labels and dates print in English",
        "de-AT",
    ),
    ("origins:\n", "  copy: {title: Copy}\norigins:\n", "unused", WARNING, "nothing cites the source 'copy'", "copy: {title:"),
    ("by: briefing, ", "", "unused", WARNING, "nothing rests on the origin 'briefing'", "briefing: {spe"),
]


@pytest.mark.parametrize("was, put, name, severity, message, there", FOUND)
def test_rules(was: str, put: str, name: str, severity: str, message: str, there: str) -> None:
    """Each fault put into a sound dossier is found, at its place, with advice."""
    assert was in SOUND
    text = SOUND.replace(was, put, 1)
    found = [p for p in problems_in(text) if p.name == name]
    assert [(p.severity, message in p.message) for p in found] == [(severity, True)], found
    assert found[0].hint
    span = found[0].span
    assert span is not None
    assert text.split("\n")[span.line - 1][span.column - 1 :].startswith(there)


def test_words_of_the_chosen_scale() -> None:
    """Each scale takes its own words, and a remote village is nobody's."""
    for scale, word in (("icd203 row 2", "probable"), ("phia", "highly likely"), ("icd203 row 1", "likely in a remote area")):
        text = SOUND.replace("as_of:", f"likelihood: {scale}, as_of:").replace("It is likely that", f"It is {word} that")
        text = text.replace("It is unlikely to", f"It is {'improbable' if scale.endswith('2') else 'unlikely'} to")
        assert problems_in(text) == []


def test_the_hint_gives_the_word_of_the_same_step() -> None:
    """A word of the other row is answered with ours."""
    (problem,) = problems_in(SOUND.replace("It is likely that", "It is nearly certain that"))
    assert problem.hint == "write almost certain"


@pytest.mark.parametrize(
    "along, state",
    [("the river", "closed by snow"), ("river", "open"), ("raqqa", "held by turkey, mostly"), ("raqqa", "not stated")],
)
def test_words_of_a_route_may_be_words(along: str, state: str) -> None:
    """What doesn't look like an id is text."""
    assert problems_in(SOUND.replace("raqqa, north bank", along).replace("held by turkey", f'"{state}"')) == []


def test_english_of_any_country_has_its_words() -> None:
    """No warning of a language whose words there are."""
    for tag in ("en", "en-US", "EN-au"):
        assert problems_in(SOUND.replace("title: T,", f"title: T, language: {tag},")) == []


def test_not_stated_is_an_answer() -> None:
    """A question whose sources are silent leaves nothing out."""
    text = SOUND.replace("    matters: Much.\n", "    matters: not stated\n").replace("      turkey: For. [@1]\n", "")
    assert problems_in(text.replace("    positions:\n", "    positions: not stated\n")) == []


def test_a_closed_question_may_be_short() -> None:
    """What is settled needs nothing that would settle it."""
    assert problems_in(SOUND.replace("    resolves: News.\n", "    status: closed\n")) == []


def test_every_rule_is_listed() -> None:
    """Each file of the folder is a line of the registry, and the other way round."""
    folder = Path(checks.__file__).parent
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    assert sorted(check.__module__.rsplit(".", 1)[1] for check in checks.REGISTRY) == names
    for name in names:
        assert importlib.import_module(f"dossier.checks.{name}").check.__doc__


def test_a_dossier_of_ten_lines_has_no_problems() -> None:
    """Nothing is asked of what isn't there."""
    text = """
    dossier:
      title: T
      marking: TLP:GREEN
    sources:
      mee:
        title: Report
    claims:
      All:
        one: {text: A., cite: mee 1}
    """
    assert problems_in(dedent(text)) == []

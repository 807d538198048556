"""The rules of the trade: what each finds, where, and how grave it is."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from dossier import checks
from dossier.dates import ordinal
from dossier.evidence.graph import link
from dossier.problems import ERROR, WARNING, Problem, errors_in
from dossier.reading.reader import read

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
      davis: {name: Jeff Davis, cite: 2}
  turkey: {name: Turkey, role: Backs rebels., cite: 10}
relations:
  - turkey opposes pentagon [@1]
places:
  raqqa:
    name: Raqqa
    what: Held. [@1]
routes:
  road: {name: Road, along: "raqqa, north bank", state: held by turkey, cite: 1}
bottom_line: Some are likely to have left, [@first] says Capt. Davis on 17 Feb. 2017. [@one]
judgements:
  first:
    {text: It is likely that some left., confidence: low, rests_on: one, matters: Much.,
    by: 2017-03, rivals: [{reading: No., favoured_by: So.}]}
  second: {text: It is unlikely to change., confidence: high, rests_on: two, matters: Little., by: 2017, weighed_in: how}
claims:
  All:
    one: {text: A., by: briefing, cite: 1, grade: 3}
    two: {text: B., cite: 6; dod, grade: 1}
events:
  - {when: 2017-02-17, claim: one}
  - when: by 2017-02-20
    what: It ends. [@1]
contacts:
  met: {kind: meeting, parties: [davis, turkey], when: 2017-02-17, claim: one}
  visit: {kind: visit, parties: [davis, turkey], when: 2017-03-01, status: planned, cite: 17}
questions:
  how:
    ask: How?
    type: gap
    known: not stated
    positions: not stated
    hypotheses: {Fast: They ran., Slow: They went.}
    evidence: [{claim: one, weighs: {Fast: C, Slow: I}}]
    matters: Little.
    resolves: Proof.
    watch: Press
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
    return list(checks.find(dossier, evidence, text).told)


def asked_in(text: str, today: int | None = None) -> list[Problem]:
    """Return what only `--strict` asks for."""
    dossier, _ = read(text.encode(), "t.yaml")
    assert dossier is not None
    return list(checks.find(dossier, link(dossier)[0], text, today).asked)


def test_a_sound_dossier_has_no_problems() -> None:
    """No rule finds anything where nothing is wrong."""
    assert problems_in(SOUND) == []


LONG = "This is one long sentence of ten words in all. "

FOUND = [
    # (what stands in the sound dossier, what is put there, name, severity, part of the message, what stands at its place)
    ("17 Feb. 2017. [@one]", LONG * 4 + "[@one]", "bottom-line", WARNING, "4 sentences", "Some are likely"),
    ("17 Feb. 2017. [@one]", "word " * 80 + "[@one]", "bottom-line", WARNING, "1 sentence and 90 words", "Some are likely"),
    (
        "left, [@first] says Capt. Davis on 17 Feb. 2017. [@one]",
        "left.",
        "uncited",
        WARNING,
        "the bottom line cites nothing",
        "Some are",
    ),
    (
        "likely to have left, [@first]",
        "said to have left,",
        "unjudged",
        WARNING,
        "the bottom line rests on no judgement",
        "Some are said",
    ),
    ("by: 2017-03,", "by: 2017-02-16,", "horizon", WARNING, "lies before the information cut-off, 2017-02-17", "2017-02-16"),
    ("by: 2017-03,", "by: 2017-03/..,", "horizon", WARNING, "has no end", "2017-03/.."),
    ("weighed_in: how", "weighed_in: why", "matrix", WARNING, "no readings are weighed in the question 'why'", "why}"),
    ("It is likely that", "It is clear that", "likelihood", WARNING, "no likelihood word", "It is clear th"),
    (
        "It is likely that",
        "It is probable that",
        "likelihood",
        ERROR,
        "'probable' is not a word of ICD 203, row 1",
        "probable that",
    ),
    ("It is likely that", "It is highly likely that", "likelihood", ERROR, "'highly likely' is not a word of", "highly likely "),
    (
        "It is likely that",
        "It is likely or unlikely that",
        "likelihood",
        WARNING,
        "2 likelihood words: likely, unlikely",
        "It is likely o",
    ),
    (
        "It is likely that",
        "With low confidence it is likely that",
        "likelihood-and-confidence",
        ERROR,
        "in one sentence",
        "low confidence",
    ),
    ("some left.", "some left and may be back.", "hedge", WARNING, "'may' leaves open how likely", "may be back."),
    ("confidence: low, ", "", "confidence", WARNING, "has no confidence", "It is likely t"),
    ("confidence: low, rests_on: one", "confidence: low", "confidence", WARNING, "rests on no claim", "It is likely t"),
    (
        "confidence: high, rests_on: two",
        "confidence: high, rests_on: one",
        "confidence",
        WARNING,
        "on one party, pentagon (briefing)",
        "high, rests_on",
    ),
    (
        "cite: 6; dod, grade: 1",
        "cite: 6, grade: 1",
        "grade",
        ERROR,
        "graded 1 (confirmed), but it comes from one outlet, mee",
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
    ("cite: 6; dod, grade: 1", "cite: desk, grade: 1", "grade", ERROR, "from no origin at all", "1}"),
    ("Report, reliability: C", "Report", "grade", WARNING, "graded 1, but 'mee' has no letter", "1}"),
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
    (
        "2017-02-17, claim: one}\n  visit",
        "2017-02-17}\n  visit",
        "uncited",
        WARNING,
        "this contact cites nothing",
        "met: {kind: me",
    ),
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
    ('marking: "TLP:CLEAR"', 'annex: cited, marking: "TLP:CLEAR"', "annex", WARNING, "no source of the annex may be", "cited,"),
    (
        "as_of: 2017-02-17}\ndefaults: {source: mee}\nsources:\n  mee: {",
        "as_of: 2017-02-17, annex: cited}\ndefaults: {source: mee}\nsources:\n  mee: {rights: yes, ",
        "annex",
        WARNING,
        "the annex lacks the text of 'mee'",
        "yes,",
    ),
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


def test_a_horizon_may_be_the_day_of_the_cut_off() -> None:
    """What is judged of the day itself would be told as past, and a year as over on its first day."""
    for day in ("2017-02-17", "2017-02", "2017"):
        assert problems_in(SOUND.replace("by: 2017-03,", f"by: {day},")) == []


def test_words_of_the_chosen_scale() -> None:
    """Each scale takes its own words, and a remote village is nobody's."""
    for scale, word in (("icd203 row 2", "probable"), ("phia", "highly likely"), ("icd203 row 1", "likely in a remote area")):
        text = SOUND.replace("as_of:", f"likelihood: {scale}, as_of:").replace("It is likely that", f"It is {word} that")
        text = text.replace("Some are likely", f"Some are {word}")
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
    """Each file of the folder with a rule is a line of a registry, and the other way round."""
    folder = Path(checks.__file__).parent
    modules = {path.stem: importlib.import_module(f"dossier.checks.{path.stem}") for path in folder.glob("*.py")}
    rules = {name for name, module in modules.items() if hasattr(module, "check")}
    listed = [rule.__name__.rsplit(".", 1)[1] for rule in (*checks.REGISTRY, *checks.STRICT)]  # type: ignore[attr-defined]
    assert len(listed) == len(set(listed))
    assert {*listed, "stale"} == rules
    assert all(modules[name].check.__doc__ for name in rules)


def told(path: Path) -> set[str]:
    """Return the names that the problems of a module bear."""
    return {
        call.args[3].value
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in ("error", "warning")
        and len(call.args) > 3
        and isinstance(call.args[3], ast.Constant)
    }


def test_each_rule_says_what_it_holds() -> None:
    """Each name under which a file tells something has its sentence in that file, and nothing else has one."""
    folder = Path(checks.__file__).parent
    for path in folder.glob("*.py"):
        tells = getattr(importlib.import_module(f"dossier.checks.{path.stem}"), "TELLS", {})
        telling = (path, *(folder.parent / "quotations").glob("*.py")) if path.stem == "quotations" else (path,)
        made = {name for it in telling for name in told(it)}
        assert made - {"unknown-check", "idle-silence"} == set(tells), path.stem


def test_the_page_of_checks_is_up_to_date() -> None:
    """The table of docs/checks.md is what the checks say of themselves."""
    script = Path(checks.__file__).parent.parent.parent / "scripts" / "check_reference.py"
    run = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


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


# Asked for -------------------------------------------------------------------------------------------------------------
OWN = """sections:
  - summary
  - id: mine
    title: Mine
    text: |
      Nothing is cited here.

      ## A heading cites nothing

      Here it is. [@1]
"""
STRICT = [
    # (what stands in the sound dossier, what is put there, name, part of the message, what it is about)
    ("matters: Little.,", "", "judgement", "leaves out why it matters (`matters`)", "second"),
    ("by: 2017, ", "", "judgement", "leaves out until when it is meant (`by`)", "second"),
    (", weighed_in: how", "", "judgement", "leaves out rival readings", "second"),
    (", favoured_by: So.", "", "judgement", "nothing says what would favour this reading", "first"),
    ("text: A.,", "text: A. TODO look,", "todo", "'TODO' is still to be done", "one"),
    ("ask: Why?", "ask: Why???", "todo", "'???' is still", "why"),
    ("title: Report,", "title: Report, url: not recorded,", "unrecorded", "`url` is not recorded", "mee"),
    ("    known:\n      - So. [@1]\n", "    known: not recorded\n", "unrecorded", "`known` is not recorded", "why"),
    ("bottom_line:", OWN + "bottom_line:", "uncited", "mine, paragraph 1: nothing is cited", "mine"),
    ("{name: Jeff Davis, cite: 2}", "{name: Jeff Davis}", "uncited", "davis: nothing is cited", "davis"),
    ("what: Held. [@1]", "what: Held. [@1]\n    held_by: turkey", "uncited", "raqqa, held by", "raqqa"),
    ("Backs rebels.", "Backs rebels near Raqa.", "spelling", "'Raqa' is close to 'Raqqa'", "turkey"),
    ("text: A.,", "text: In RAQQA.,", "spelling", "'RAQQA' is close to 'Raqqa'", "one"),
    ("text: A.,", "text: In Ráqqa.,", "spelling", "'Ráqqa' is close to 'Raqqa'", "one"),
    ("text: A.,", "text: Jeff-Davis said so.,", "spelling", "'Jeff-Davis' is close to 'Jeff Davis'", "one"),
    ("text: A.,", "text: Jef Davis said so.,", "spelling", "'Jef Davis' is close to 'Jeff Davis'", "one"),
    ("text: A.,", "text: Jeff Daivs said so.,", "spelling", "'Jeff Daivs' is close to 'Jeff Davis'", "one"),
    ("what: It ends.", "what: It is slowly ending.", "tense", "'is slowly ending' is said of the day", "event 2"),
    ("text: A.,", "text: They have begun to go.,", "tense", "'have begun' is said of the day", "event 1"),
    ("by 2017-02-20\n    what: It ends.", "since 2016\n    what: At war for two years.", "tense", "'for two years'", "event 2"),
]


def test_a_sound_dossier_is_no_draft() -> None:
    """Nothing is asked for where nothing is missing; words that only look like names are left alone."""
    assert asked_in(SOUND) == []
    said = "Turkish forces, Turkeys, Raqqa's people and the Davis family; as in Raqqan streets."
    assert asked_in(SOUND.replace("text: A.,", f'text: "{said}",')) == []


@pytest.mark.parametrize(
    ("when", "what"),
    [
        ("as of 2017-02-20", "It is ending."),
        ("undated, before 2017-02-20", "It is ending."),
        ("2017-02-20", "A spokesman says that it is ending."),
        ("since 2017-02-20", "Two ships are missing."),
        ("2017-02-20", "It ended after four months."),
    ],
)
def test_what_may_stand_in_the_present(when: str, what: str) -> None:
    """States, what somebody says, and words that only look like what goes on would be found fault with."""
    event = f"  - when: {when}\n    what: {what} [@1]"
    assert asked_in(SOUND.replace("  - when: by 2017-02-20\n    what: It ends. [@1]", event)) == []


@pytest.mark.parametrize("was, put, name, message, about", STRICT)
def test_what_a_finished_brief_needs(was: str, put: str, name: str, message: str, about: str) -> None:
    """Each thing that keeps a brief a draft is found, named after what it is about, and told only when asked for."""
    assert was in SOUND
    text = SOUND.replace(was, put, 1)
    (problem,) = asked_in(text)
    assert (problem.name, problem.about, problem.severity) == (name, about, WARNING)
    assert message in problem.message
    assert problem not in problems_in(text)


def test_states_grow_stale() -> None:
    """States are stale when older than the dossier says, plans and judgements when their day is over; without a day none is."""
    text = SOUND.replace("when: by 2017-02-20", "when: as of 2017-02-10").replace(
        "as_of: 2017-02-17", "as_of: 2017-02-17, stale_after: 20"
    )
    assert asked_in(text) == []
    found = asked_in(text, ordinal(2017, 3, 3))
    assert [(it.about, it.message) for it in found] == [
        ("event 2", "the state as of 2017-02-10 is 21 days old"),
        ("visit", "the day for which this was planned is over"),
    ]
    held = text.replace("what: Held. [@1]", "what: Held. [@1]\n    held_by: turkey, as of 2017-02-09 [@1]")
    assert "who holds Raqqa as of 2017-02-09 is 22 days old" in [it.message for it in asked_in(held, ordinal(2017, 3, 3))]
    judged = [it.about for it in asked_in(text, ordinal(2017, 4, 1)) if it.message == "this judgement was meant up to 2017-03"]
    assert judged == ["first"]
    assert "the information as of 2017-02-17 is 21 days old" in [it.message for it in asked_in(text, ordinal(2017, 3, 10))]


# Time and contradictions ----------------------------------------------------------------------------------------------
ORDER = [
    ("published: 2017-02-17}", "published: 2017-02-17, accessed: 2017-02-16}", "read on 2017-02-16, before", "mee"),
    ("record: named}", "record: named, when: 2017-02-18, cite: 1}", "spoken after all sources", "briefing"),
    (
        "when: by 2017-02-20\n    what: It ends. [@1]",
        "when: 2017-02-17\n    what: It ends. [@dod]",
        "dated after all that it cites",
        "event 2",
    ),
    ("when: 2017-03-01, status", "when: 2017-02-16, status", "planned for a day before", "visit"),
]


@pytest.mark.parametrize("was, put, message, about", ORDER)
def test_impossible_orders(was: str, put: str, message: str, about: str) -> None:
    """What can't have happened in this order is found."""
    assert was in SOUND
    found = [it for it in problems_in(SOUND.replace(was, put, 1)) if it.name == "order"]
    assert [(message in it.message, it.about) for it in found] == [(True, about)]


def test_a_contradiction_that_nobody_declared() -> None:
    """Two dates of one claim are told; the same two as a list are meant."""
    text = SOUND.replace("when: 2017-02-17, claim: one}\n  visit", "when: 2017-02-16, claim: one}\n  visit")
    (problem,) = problems_in(text)
    assert (problem.name, problem.about) == ("contradiction", "met")
    assert "2017-02-17 and 2017-02-16" in problem.message
    assert problems_in(text.replace("when: 2017-02-16,", "when: [2017-02-16, 2017-02-17],")) == []


MATRIX = """    hypotheses: {Flight: They flee., Ruse: They deceive.}
    evidence:
      - {claim: one, weighs: {Flight: C, Ruse: I}}
"""


def test_a_matrix_is_complete() -> None:
    """A row weighs each hypothesis, and there are two."""
    whole = SOUND + MATRIX
    assert problems_in(whole) == []
    (left_out,) = problems_in(whole.replace(", Ruse: I}", "}"))
    assert (left_out.severity, left_out.name, left_out.about) == (ERROR, "matrix", "why")
    assert "'Ruse'" in left_out.message
    (unknown,) = problems_in(whole.replace("Ruse: I}", "Ruse: I, Trick: C}"))
    assert "no hypothesis 'Trick'" in unknown.message
    (empty,) = problems_in(SOUND + MATRIX.split("    evidence")[0])
    assert (empty.severity, empty.name, empty.message) == (WARNING, "matrix", "nothing is weighed against these hypotheses")
    assert "`weighs`" in (empty.hint or "")
    (alone,) = problems_in(whole.replace(", Ruse: They deceive.", "").replace(", Ruse: I}", "}"))
    assert alone.severity == WARNING


# Silences -------------------------------------------------------------------------------------------------------------
UNCITED = SOUND.replace("turkey opposes pentagon [@1]", "turkey opposes pentagon")


def silencing(check: str, about: str = "") -> str:
    """Return an uncited relation with a silence."""
    return UNCITED + f"silence:\n  - check: {check}\n    because: It is known.\n" + (f"    id: {about}\n" if about else "")


def test_a_silence_with_its_reason() -> None:
    """What is silenced is told no more, and kept with the silence that says why."""
    assert [it.about for it in problems_in(UNCITED)] == ["relation 1"]
    for about in ("", "relation 1", "[raqqa, relation 1]"):
        text = silencing("uncited", about)
        dossier, _ = read(text.encode(), "t.yaml")
        assert dossier is not None
        found = checks.find(dossier, link(dossier)[0], text)
        assert found.open == ()
        assert [(it.problem.about, it.silence.because.plain) for it in found.silenced] == [("relation 1", "It is known.")]


def test_a_silence_of_nothing() -> None:
    """A silence about something else leaves the finding, and is told itself; one of no check at all is an error."""
    found = problems_in(silencing("uncited", "relation 2"))
    assert [it.name for it in found] == ["uncited", "idle-silence"]
    *_, unknown = problems_in(silencing("uncitd"))
    assert (unknown.severity, unknown.name, unknown.hint) == (ERROR, "unknown-check", "did you mean uncited?")

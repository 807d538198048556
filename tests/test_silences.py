"""Nothing is lost or wrong without a word: each slip of a careless author is told at its place, with a way out."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from dossier import checks, cli, pipeline
from dossier.blocks import Definitions
from dossier.evidence.graph import link
from dossier.geodesy.within import countries_in, country_at, distance
from dossier.problems import Problem
from dossier.reading.reader import read
from dossier.texts.loading import pinned

SOUND = """
dossier: {title: The ferry is laid up, marking: "TLP:CLEAR", as_of: 2022-03-06}
defaults: {source: agency}
sources:
  agency: {title: Ferry laid up, reliability: C, published: 2022-03-05, accessed: 2022-03-06}
  gazette: {title: Notice to mariners, reliability: A, published: 2022-03-04}
origins:
  master: {speaker: brandt, reliability: B, record: named, when: 2022-03-03, cite: 2}
bottom_line: The ferry is laid up for a week. [@laid-up; @gazette 1]
actors:
  port:
    name: Port of Osk
    role: Runs the ferry. [@1]
    people:
      brandt: {name: Ilse Brandt, cite: 2}
  union: {name: Union of Crews, role: "Speaks for the crew. [@3]"}
relations:
  - union opposes port [@3]
places:
  osk: {name: Osk, country: Syria, at: "35.95, 39.01", cite: 1}
claims:
  What is reported:
    laid-up: {text: The ferry is laid up., by: master, cite: 2, grade: 3}
    talks-held: {text: Port and union met., cite: 4, grade: 3}
    crew: {text: Many travel by it., cite: 5, grade: 3, figures: "26,527 [@5]"}
events:
  - {when: 2022-03-01, claim: laid-up}
contacts:
  met: {kind: meeting, parties: [port, union], when: 2022-03-02, claim: talks-held}
"""


def told(text: str, text_of: str = "") -> list[Problem]:
    """Read, link and check, with the text of the agency's report where one is given; return the warnings and errors."""
    dossier, problems = read(text.encode(), "t.yaml")
    assert dossier is not None, problems
    texts = {"agency": pinned(text_of.encode(), "agency.txt")[0]} if text_of else {}
    evidence, _ = link(dossier, {id: it for id, it in texts.items() if it})
    return list(checks.find(dossier, evidence, text, None, problems).told)


def found_at(text: str, problem: Problem) -> str:
    """Return the words of the file that a problem points at."""
    assert problem.span
    return text.split("\n")[problem.span.line - 1][problem.span.column - 1 :][: problem.span.length]


def slipped(old: str, new: str) -> str:
    """Return the sound dossier with one slip."""
    assert SOUND.count(old) == 1, old
    return SOUND.replace(old, new)


def test_the_sound_dossier_is_sound() -> None:
    """Without a slip nothing is told, so that what the tests below find is the slip."""
    assert told(SOUND) == []


SLIPS = [
    # (what stands in the sound dossier, the slip, name of the check, what stands at its place, part of the way out)
    ("[@laid-up; @gazette 1]", "[laid-up; gazette 1] [@1]", "bare-citation", "[laid-up; gazette 1]", "[@laid-up; gazette 1]"),
    ("for a week.", "for a week. [gazette 1]", "bare-citation", "[gazette 1]", "\\[gazette 1]"),
    ("for a week.", "for a week. [gazette ¶1]", "bare-citation", "[gazette ¶1]", "[@gazette 1]"),
    ("for a week.", "for a week. [gazette, laid-up]", "bare-citation", "[gazette, laid-up]", "[@gazette; laid-up]"),
    ("for a week.", "for a week. [6]", "bare-citation", "[6]", "[@6]"),
    ("for a week.", "for a week. [1-2, 4]", "bare-citation", "[1-2, 4]", "[@1-2, 4]"),
    ("for a week.", "for a week. [ @6]", "bare-citation", "[ @6]", "[@6]"),
    ("for a week.", "for a week, see @gazette.", "bare-citation", "@gazette", "[@gazette]"),
    ("for a week.", "for a week (gazette 1).", "bare-citation", "(gazette 1)", "[@gazette 1]"),
    ("for a week.", "for a week. [see gazette 1]", "bare-citation", "[see gazette 1]", "[@gazette 1]"),
    ("for a week.", "for a week. [para 6]", "bare-citation", "[para 6]", "[@6]"),
    ("for a week.", "for a week. {@6}", "bare-citation", "@6", "[@6]"),
    ("for a week.", "for a week (¶6).", "bare-citation", "(¶6)", "[@6]"),
    ("for a week.", "for a week, says @union.", "bare-citation", "@union", "Name{union}"),
    ("[@laid-up; @gazette 1]", "[@laid-up](https://x.org)", "markup", "(https://x.org)", "`url`"),
    ("for a week.", "for a week.[^1]", "markup", "[^1]", "[@6]"),
    ("for a week.", "for a week. ![It](a.png)", "markup", "[", "images:"),
    ("bottom_line: The ferry is laid", "bottom_line: |\n  # The ferry is laid", "markup", "# The ferry", "`## `"),
    ("title: The ferry is", "title: The **ferry** is", "markup", "**ferry**", "style"),
    ("title: The ferry is", "title: 'The ferry [@6] is laid up', standfirst: It", "markup", "'The ferry [", "`cite`"),
    ("by: master, cite: 2,", "by: master, cite: 2, quote: 'laid up [@2]',", "markup", "'laid up [@2]'", "`cite`"),
    ("35.95, 39.01", "39.01, 35.95", "whereabouts", '"39.01, 35.95"', "swapped: 35.95, 39.01 lies in Syria"),
    ("35.95, 39.01", "35.95, -39.01", "whereabouts", '"35.95, -39.01"', "west or east?: 35.95, 39.01 lies in Syria"),
    ("35.95, 39.01", "5.95, 39.01", "whereabouts", '"5.95, 39.01"', "latitude first"),
    ("country: Syria", "country: Syira", "country", "Syira", "did you mean Syria?"),
    ("country: Syria", "country: Elbonia", "country", "Elbonia", "usual English name"),
    ("when: 2022-03-01", "when: 2002-03-01", "far-date", "2002-03-01", "is 2022-03-01 meant?"),
    ("published: 2022-03-04", "published: 1022-03-04", "far-date", "1022-03-04", "is 2022-03-04 meant?"),
    ("when: 2022-03-02", "when: 2092-03-02", "far-date", "2092-03-02", "silence"),
    ("as_of: 2022-03-06", "as_of: 2092-03-06", "far-date", "2092-03-06", "is 2022-03-06 meant?"),
    ("[@laid-up; @gazette 1]", "[@laid-up; @agency]", "paragraph", "@agency", "agency 2 is cited"),
    ('figures: "26,527 [@5]"', "figures: ['26,527 [@5]', 'about 26,000 [@6]']", "agreement", "'about 26,000", "a list is for"),
    ("  - {when: 2022-03-01", "  - {when: 2022-03-01, claim: laid-up}\n  - {when: 2022-03-01", "twice", "{", "take one of them"),
    ("  - union opposes port [@3]", "  - union opposes port [@3]\n  - union opposes port [@4]", "twice", "union opp", "take one"),
    ("for a week.", "for a week. [#laid-up]", "bare-citation", "[#laid-up]", "[@laid-up]"),
    ("for a week.", "for a week. [Gazette 1]", "bare-citation", "[Gazette 1]", "[@gazette 1]"),
    ("[@laid-up; @gazette 1]", "^[@laid-up]", "markup", "^", "take it out"),
    ("  - {when: 2022-03-01", "  - {when: 2022-03-01, what: '[@2] The ferry is laid up'}\n  - {when: 2022-03-01",
     "twice", "{", "take"),
    ("    crew: {text", "    again: {text: the ferry is laid up, by: master, cite: 2, grade: 3}\n    crew: {text",
     "twice", "again", "take"),
    ("contacts:\n", "glossary: {'*Berth*': A.}\ncontacts:\n", "markup", "*Berth*", "style"),
    ("contacts:\n", "glossary: {Berth: A., berth: B.}\ncontacts:\n", "twice", "berth", "take one of them"),
    ("contacts:\n", "scope: {covers: A., leaves_out: [The crew., the crew]}\ncontacts:\n", "twice", "the", "take one of them"),
    ("parties: [port, union]", "parties: [port, port]", "itself", "[", "slip"),
    ("union opposes port", "union opposes union", "itself", "union opposes union", "slip"),
    ("contacts:\n", "routes: {a: {name: Way, from: osk, to: osk, cite: 1}}\ncontacts:\n", "itself", "osk", "slip"),
    ("name: Union of Crews", "name: Port of Osk", "one-name", "Port of Osk", "name of its own"),
    ("name: Union of Crews", "name: Union of Crews, also: [Ilse Brandt]", "one-name", "Ilse Brandt", "name of its own"),
    ("contacts:\n", "map: {names: {Turky: Türkiye}}\ncontacts:\n", "map-name", "Turky", "did you mean Turkey?"),
    ("contacts:\n", "map: {extent: '38.0, 35.0 to 40.0, 37.0'}\ncontacts:\n", "map-extent", "'38.0", "latitude comes first"),
    ("contacts:\n", "map: {extent: '8.0, 5.0 to 10.0, 7.0'}\ncontacts:\n", "map-extent", "'8.0", "leave `extent` out"),
    ("when: 2022-03-01", "when: 2000-03-01", "far-date", "2000-03-01", "silence"),
    ("title: The ferry is laid up", "title: " + "The ferry is laid up " * 9, "title", "The ferry is", "standfirst"),
]  # fmt: skip


@pytest.mark.parametrize("old, new, name, place, way_out", SLIPS)
def test_each_slip_is_told_at_its_place_with_a_way_out(old: str, new: str, name: str, place: str, way_out: str) -> None:
    """A slip that would print something false or strange is told once, where it stands, and the hint leads on."""
    text = slipped(old, new)
    problems = [it for it in told(text) if it.name == name]
    assert [it.name for it in problems] == [name], told(text)
    assert found_at(text, problems[0])[: len(place)] == place
    assert way_out in (problems[0].hint or "")


INNOCENT = [
    ("for a week.", r"for a week. \[gazette 1\]"),
    ("for a week.", "for a week, in [2017] and [sic]."),
    ("for a week.", "for a week, “it waits for the [gazette]” [@gazette 1]."),
    ("for a week.", "for a week (gazette and union)."),
    ("for a week.", "for a week, writes @somebody."),
    ("country: Syria", "country: Iraq and Syria"),
    ("country: Syria", "country: northern Syria"),
    ("country: Syria", "country: the Red Sea"),
    ("35.95, 39.01", "37.0, 38.4"),  # over the border by less than the leeway
    ("35.95, 39.01", "about 38.0, 38.4"),
    ("when: 2022-03-01", "when: since 2016"),
    ('figures: "26,527 [@5]"', "figures: ['26,527 [@5]', 'about 24,000 [@6]']"),
    ('figures: "26,527 [@5]"', "figures: ['05:40 UTC [@5]', '07:30 local time [@6]']"),
    ("[@laid-up; @gazette 1]", "[@laid-up; @gazette]"),
    ("country: Syria", "country: not stated"),
    ("contacts:\n", "map: {names: {Turkey: Türkiye, euphrates: Firat, Black Sea: Karadeniz}}\ncontacts:\n"),
    ("contacts:\n", "routes: {a: {name: Way, from: osk, to: osk, via: ['36.0, 39.2'], cite: 1}}\ncontacts:\n"),
    ("for a week.", "for a week. The union waits."),
    ("name: Union of Crews", "name: Union of Crews, short: the union"),
    ("title: The ferry is", "title: 5 * 4 a_b_c is"),
]


@pytest.mark.parametrize("old, new", INNOCENT)
def test_what_is_no_slip_is_not_told(old: str, new: str) -> None:
    """What an author may well mean is left alone."""
    assert [it for it in told(slipped(old, new)) if it.name != "order"] == []


@pytest.mark.parametrize("country", ["country: Switzerland", "kind: town"])
def test_a_swapped_stop_of_a_route_is_told(country: str) -> None:
    """A point without a country is held against the other points: far off, and near them when turned, it is a slip."""
    text = slipped("country: Syria", country).replace("35.95, 39.01", "46.2, 7.36")
    route = "routes: {road: {name: Way, via: ['46.3, 7.4', '7.4, 46.3', '52.5, 13.4'], cite: 1}}\ncontacts:\n"
    problems = told(text.replace("contacts:\n", route))
    assert [(it.name, it.hint) for it in problems] == [("whereabouts", "latitude comes first: is 46.3, 7.4 meant?")]


def test_marks_can_be_accepted_like_any_finding() -> None:
    """What an author does mean to print is silenced with its reason, in a paragraph as in a line."""
    text = slipped("for a week.", "for a week.[^1]").replace("title: The ferry is", "title: The **ferry** is")
    assert {it.name for it in told(text)} == {"markup"}
    assert told(text + "\nsilence:\n  - {check: markup, because: It is printed so on the ticket.}\n") == []


def test_a_history_with_old_dates_is_none() -> None:
    """Dates of many years are a history, in which none is far; a single old date can be accepted by a silence."""
    history = "\n".join(f"  - {{when: {year}, what: 'Built anew. [@6]'}}" for year in (1901, 1922, 1956, 1967, 1999))
    assert told(slipped("contacts:\n", f"{history}\ncontacts:\n")) == []
    silence = "\nsilence:\n  - {check: far-date, because: It was founded then.}\n"
    assert told(slipped("when: 2022-03-01, claim", "when: 1956-03-01, claim") + silence) == []


def test_a_text_at_hand_has_paragraphs() -> None:
    """A source that is cited as a whole everywhere is held against its text, whose labels are offered."""
    text = SOUND.replace("[@laid-up; @gazette 1]", "[@laid-up; @agency]")
    problems = [it for it in told(text, "[1]\nOne.\n\n[2]\nTwo.\n\n[3]\nA.\n\n[4]\nA.\n\n[5]\nB.\n") if it.name == "paragraph"]
    assert [it.hint for it in problems] == ["name the paragraph; its text has 1 to 5"]


class TestCountries:
    """Countries by name and place."""

    @pytest.mark.parametrize(
        "words, countries",
        [
            ("Türkiye", ("Turkey",)),
            ("USA", ("United States of America",)),
            ("UK and Ireland", ("United Kingdom", "Ireland")),
            ("Cote d'Ivoire", ("Côte d’Ivoire",)),
            ("Papua New Guinea", ("Papua New Guinea",)),
            ("Trinidad and Tobago", ("Trinidad and Tobago",)),
            ("Bosnia and Herzegovina/Serbia", ("Bosnia and Herzegovina", "Serbia")),
            ("West Bank", ("Palestine",)),
            ("DRC", ("Democratic Republic of the Congo",)),
            ("Iran, Islamic Republic of", ("Iran",)),
            ("Czechoslovakia", ("Czechia", "Slovakia")),
            ("Elbonia", ()),
            ("Omani", ()),
        ],
    )
    def test_names_and_variants(self, words: str, countries: tuple[str, ...]) -> None:
        """The usual names, those in several words, former ones, and several at once are known; parts of words aren't."""
        assert countries_in(words) == countries

    @pytest.mark.parametrize(
        "country, latitude, longitude",
        [
            ("Ukraine", 44.61, 33.52),  # Sevastopol
            ("Russia", 44.61, 33.52),
            ("Syria", 33.13, 35.78),  # Golan
            ("Serbia", 42.66, 21.17),  # Pristina
            ("Kosovo", 42.66, 21.17),
            ("Morocco", 27.15, -13.2),  # Laayoune
            ("Cyprus", 35.19, 33.36),
            ("India", 34.08, 74.8),
            ("Pakistan", 34.08, 74.8),
            ("China", 25.03, 121.56),
            ("Taiwan", 25.03, 121.56),
            ("Somalia", 9.56, 44.06),
            ("Georgia", 43.0, 41.02),  # Sokhumi
            ("Moldova", 46.84, 29.63),  # Tiraspol
            ("Azerbaijan", 39.82, 46.75),
            ("Israel", 31.78, 35.23),
            ("Palestine", 31.78, 35.23),
            ("Fiji", -16.8, 179.99),
            ("Russia", 66.0, -175.0),  # beyond the antimeridian
            ("France", 4.92, -52.31),  # Cayenne
            ("United States of America", 21.31, -157.86),
        ],
    )
    def test_a_disputed_or_distant_place_lies_in_whoever_claims_it(self, country: str, latitude: float, longitude: float) -> None:
        """The base map shows who holds a stretch; that is no reason to tell an author that a place lies elsewhere."""
        assert distance([country], latitude, longitude) < 5

    def test_an_enclave_is_outside(self) -> None:
        """A hole in a country is not that country, and the sea is none."""
        assert country_at(-29.31, 27.48) == "Lesotho"
        assert distance(["South Africa"], -29.6, 28.2) > 50
        assert country_at(0.0, 0.0) == ""
        assert distance(["Ghana"], 0.0, 0.0) > 400


ORDER = """
sections: [summary, reported, actors, geography, timeline, diplomacy, reading, colophon]
charts:
  trips: {title: Trips, figures: {Ferry: {March: '4 [@1]'}}, in: scope}
"""


def test_a_running_order_tells_what_it_leaves_out() -> None:
    """Without the sources no citation can be looked up; a section with something to print is missed; a chart moves."""
    text = SOUND + ORDER
    problems = [it for it in told(text) if it.name == "left-out"]
    assert [it.message for it in problems] == [
        "the running order leaves out the sources, without which no citation can be looked up",
        "this figure belongs to 'scope', which the running order leaves out; it stands in 'reported'",
    ]
    assert found_at(text, problems[1]) == "scope"
    text = text.replace("sections: [summary, reported, actors, geography,", "sections: [sources, reported, geography,")
    assert [it.hint and it.hint.split(",")[0] for it in told(text) if it.name == "left-out"] == [
        "add `summary` to `sections`",
        "add `actors` to `sections`",
        "write `in: reported`",
    ]


def test_a_figure_that_no_section_can_take_is_an_error() -> None:
    """A chart isn't lost where the running order has no section at whose end it could stand."""
    text = SOUND + ORDER.replace(
        "[summary, reported, actors, geography, timeline, diplomacy, reading, colophon]", "[summary, reading, colophon]"
    )
    assert "error" in [it.severity for it in told(text) if it.about == "trips"]


def timeline(text: str) -> list[tuple[str, int]]:
    """Return the dates of the timeline, each with the number of things said of it."""
    galley = pipeline.check(text.encode(), "t.yaml").galley
    section = next(it for it in galley.sections if it.id == "timeline")
    rows = [row for block in section.blocks if isinstance(block, Definitions) for row in block.rows]
    return [("".join(run.text for run in label).replace("\u00a0", " "), len(said)) for label, said in rows]


@pytest.mark.parametrize("when", ["2022-03-02", "2022-03", "about 2022-03-01", "undated", "by 2022-03-04"])
def test_a_contact_and_its_event_are_printed_once(when: str) -> None:
    """An event and a contact on one claim are one line of the timeline, at the more exact date, planned where it is planned."""
    event = f"  - {{when: {when}, claim: talks-held}}\n"
    text = slipped("  - {when: 2022-03-01", f"{event}  - {{when: 2022-03-01")
    assert [it for it in told(text) if it.name in ("twice", "contradiction")] == []
    assert timeline(text) == [("1 March 2022", 1), ("2 March 2022", 1)]
    planned = text.replace("union], when: 2022-03-02,", "union], when: 2022-03-07, status: planned,")
    assert timeline(planned.replace(f"when: {when}, claim", "when: 2022-03-07, claim"))[-1] == ("7 March 2022, planned", 1)


def test_a_contact_and_an_event_of_other_dates_are_both_printed() -> None:
    """Where the two contradict each other it is told, and both stand there."""
    text = slipped("  - {when: 2022-03-01", "  - {when: 2022-03-04, claim: talks-held}\n  - {when: 2022-03-01")
    assert "contradiction" in [it.name for it in told(text)]
    assert [label for label, _ in timeline(text)] == ["1 March 2022", "2 March 2022", "4 March 2022"]


@pytest.mark.parametrize(
    "one, other, agrees",
    [
        ("26,527", "about 26,000", True),
        ("26,527", "about 27,000", True),
        ("26,527", "about 25,000", False),
        ("26,527", "26,000", False),
        ("300", "at least 250", True),
        ("at least 14", "at least 20", False),
        ("140 to 160", "150", True),
        ("140 to 160", "170", False),
        ("$916m", "916,000,000", False),
        ("$916m", "about $900m", True),
        ("12 ships", "about 12", True),
        ("12 ships", "12 crews", False),
        ("about -3", "-3", True),
        ("nobody knows", "12", False),
    ],
)
def test_figures_that_agree_are_not_contested(one: str, other: str, agrees: bool) -> None:
    """`about` has the leeway of its rounding, a bound that of its side; what can be one number is told, and bears no mark."""
    text = slipped('figures: "26,527 [@5]"', f"figures: ['{one} [@5]', '{other} [@6]']")
    dossier, _ = read(text.encode(), "t.yaml")
    assert dossier is not None
    evidence, _ = link(dossier)
    assert bool([it for it in told(text) if it.name == "agreement"]) is agrees
    assert ("figure contested" in evidence.claim("crew").marks) is not agrees


class TestScaffold:
    """A dossier that nobody has filled in."""

    @pytest.fixture
    def made(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Start one in an empty folder."""
        monkeypatch.chdir(tmp_path)
        assert cli.run(["new", "ferry"]) == 0
        return tmp_path / "sources" / "ferry.yaml"

    def test_an_untouched_scaffold_never_passes(self, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It has an id, builds as a draft that says so on each page, and is refused as finished."""
        text = made.read_text(encoding="utf-8")
        assert "\n  id: ferry\n" in text
        assert cli.run(["build", "sources/ferry.yaml"]) == 0
        brief = pipeline.brief("sources/ferry.yaml")
        assert len(brief.open) > 30
        assert cli.run(["build", "sources/ferry.yaml", "--strict"]) == 2
        assert cli.run(["check", "sources/ferry.yaml", "--strict"]) == 2
        capsys.readouterr()

    def test_its_brief_says_draft_on_every_page(self, made: Path) -> None:
        """A reader who is sent the untouched scaffold sees on each page that it is none."""
        import io

        import pikepdf
        from content import read_page

        with pikepdf.open(io.BytesIO(pipeline.brief(str(made)).pdf)) as pdf:
            pages = [read_page(page) for page in pdf.pages]
        assert pages
        assert all("Draft" in page.furniture for page in pages)

    def test_each_todo_that_is_left_is_found(self, made: Path) -> None:
        """Whichever single TODO is left when all others are written, --strict finds it."""
        text = made.read_text(encoding="utf-8")
        count = text.count("TODO") - text.split("\n\n")[0].count("TODO")
        head, body = text.split("\n\n", 1)
        for left in range(count):
            pieces = body.split("TODO")
            words = ["TODO" if at == left else "Now" for at in range(count)]
            other = "".join(piece + word for piece, word in zip(pieces, [*words, ""], strict=True))
            dossier, _ = read(f"{head}\n\n{other}".encode(), "t.yaml")
            assert dossier is not None
            asked = checks.find(dossier, link(dossier)[0], f"{head}\n\n{other}").asked
            assert [it.name for it in asked].count("todo") == 1, pieces[left][-60:]


@pytest.mark.parametrize(
    "old, new",
    [
        ("laid-up: {text", "todo-1: {text"),
        ("title: Ferry laid up", "title: TODO"),
        ("by: master, cite: 2,", "by: master, cite: 2, quote: 'laid up TODO',"),
        ("title: Notice to mariners,", "title: Notice, url: 'https://example.org/TODO',"),
        ("contacts:\n", "map: {names: {Turkey: TODO}}\ncontacts:\n"),
        ("contacts:\n", "map: {names: {TBD: Türkiye}}\ncontacts:\n"),
        ("contacts:\n", "glossary: {TODO: A term.}\ncontacts:\n"),
        ("name: Osk,", "name: Osk, native: {ar: TODO},"),
        ("name: Osk,", "name: Osk, kind: TODO,"),
        ("bottom_line: The", "bottom_line: TODO the"),
        ("[@3]\nplaces", "[@3]\n  - union opposes port, TODO how [@3]\nplaces"),
    ],
)
def test_todo_is_found_in_every_kind_of_field(old: str, new: str) -> None:
    """Ids, titles of sources, quotations, addresses, names on the map and terms wait to be written as much as sentences do."""
    text = slipped(old, new).replace("claim: laid-up", "claim: todo-1" if "todo-1" in new else "claim: laid-up")
    text = text.replace("@laid-up", "@todo-1") if "todo-1" in new else text
    dossier, problems = read(text.encode(), "t.yaml")
    assert dossier is not None, problems
    todo = [it for it in checks.find(dossier, link(dossier)[0], text).asked if it.name == "todo"]
    assert len(todo) == 1
    assert todo[0].span


@pytest.mark.parametrize("words", ["'...'", "…", "'-'", "n/a", "'?'"])
def test_what_stands_for_no_word_is_still_to_be_done(words: str) -> None:
    """An ellipsis or a dash in the place of a text is a text that nobody has written."""
    text = slipped("name: Osk,", f"name: Osk, kind: {words},")
    dossier, _ = read(text.encode(), "t.yaml")
    assert dossier is not None
    assert "todo" in [it.name for it in checks.find(dossier, link(dossier)[0], text).asked]


@pytest.mark.parametrize("text", ["one\n\n  two", "- a\n- b", "Head\n\n  - a\n  - b"])
def test_a_folded_text_tells_what_it_folds(text: str) -> None:
    """In `>` paragraphs and lists become one line: that is told, in a section as in a paragraph."""
    own = "\n".join(f"      {line}".rstrip() for line in text.split("\n"))
    section = f"sections:\n  - id: own\n    title: Own\n    text: >-\n{own}\n"
    _, problems = read((SOUND + section).encode(), "t.yaml")
    assert problems
    assert {it.name for it in problems} <= {"folded-text", "markup"}
    line = SOUND.count("\n") + 5
    assert all(it.span and it.span.line >= line for it in problems)


@pytest.mark.parametrize("word", ["TODO", "TBD", "XX"])
def test_a_date_that_waits_is_an_error(word: str) -> None:
    """A date can't be left to be written: it is no date."""
    _, problems = read(slipped("when: 2022-03-01", f"when: {word}").encode(), "t.yaml")
    assert [it.severity for it in problems] == ["error"]


TITLES = [
    "a\x07b",
    "龍 is here",
    "**bold**",
    "[@6] is here",
    "two\nlines",
    "<b>bold</b>",
    "&amp;",
    "",
    "   ",
    "word " * 50,
    "Name{id}",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("more", [[], ["--from", "article.txt"]])
def test_new_refuses_the_title_that_check_would(
    title: str, more: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What couldn't be printed is refused before anything is written, with exit code 2, in words and with a way out."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(
        "The ferry is laid up\n\nThe ferry was laid up on Monday.\n\nNobody said why it was.\n", encoding="utf-8"
    )
    assert cli.run(["new", "ferry", "--title", title, *more]) == 2
    assert not (tmp_path / "sources").exists()
    said = capsys.readouterr().err
    assert "hint:" in said
    assert "nothing was written" in said
    assert "Traceback" not in said


def test_a_build_says_which_checks_are_open(tmp_path: Path) -> None:
    """The closing line names the open checks, the most frequent first, and the command that shows them."""
    (tmp_path / "a b.yaml").write_text(
        SOUND.replace("[@laid-up; @gazette 1]", "TODO [@laid-up]").replace("Runs the", "TODO"), encoding="utf-8"
    )
    main, terminal = pty.openpty()
    root = Path(__file__).resolve().parent.parent
    run = subprocess.Popen(
        [sys.executable, "-m", "dossier", "build", "a b.yaml", "-o", "a.pdf"],
        cwd=tmp_path,
        stderr=terminal,
        stdout=terminal,
        env={**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1"},
    )
    assert run.wait() == 0
    os.close(terminal)
    said = os.read(main, 1 << 16).decode()
    os.close(main)
    assert "a draft with 3 open checks (todo 2, unused 1): dossier check --strict 'a b.yaml' shows them" in said

"""What each section says, and that the set of sections and the table of words are complete."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from shutil import copytree, ignore_patterns
from subprocess import run

import pytest
from galley import parts
from hypothesis import given, settings
from hypothesis import strategies as st
from test_compose import FULL, RAQQA, SMALL, composed, dossier_in, of, said, section, small

import dossier.sections
from dossier.blocks import Block, Card, Definitions, Entry, Heading, Items, Paragraph, Quotation, Run, Table, plain
from dossier.evidence.graph import ONE_PARTY, SINGLE, UNNAMED
from dossier.evidence.references import SINGULAR
from dossier.model import RUNNING_ORDER, SECTION_NAMES, BuiltIn, Point
from dossier.saying.scales import NAMES, SCALES
from dossier.saying.sentences import Sentences
from dossier.saying.typography import typographic
from dossier.saying.wording import EN, MARKS, wording
from dossier.sections import composer
from dossier.sections.colophon import LICENCES
from dossier.sections.geography import degrees

PACKAGE = Path(dossier.sections.__file__).parent


# The sets ---------------------------------------------------------------------------------------------------------------
def test_each_section_has_a_row_a_file_and_a_title() -> None:
    """A section in the table without its file or its title, or a file that the table doesn't know, would not be printed."""
    files = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "own"}
    assert sorted(files) == sorted(SECTION_NAMES)
    assert set(EN["sections"]) == files


@pytest.mark.parametrize("row", RUNNING_ORDER, ids=lambda row: row.name)
def test_each_row_says_what_its_section_is_composed_with(row: BuiltIn) -> None:
    """A section that asks for something else than its row says would be composed with the wrong things, or not at all."""
    asked = list(signature(composer(row.name)).parameters)
    assert asked == ["phrases", *(["gathered"] if row.gathers else []), *row.takes]


def test_each_kind_of_entry_has_one_home() -> None:
    """A link would lead nowhere if no section printed the entries of a part of the dossier, or to the wrong one if two did."""
    homes = [part for row in RUNNING_ORDER for part in row.entries]
    assert sorted([*homes, "origins", "sections"]) == sorted(SINGULAR)


NEW = """
from dossier.blocks import Blocks, Paragraph
from dossier.saying.phrases import Phrases

def compose(phrases: Phrases) -> Blocks:
    return (Paragraph(phrases.line("It rains.")),)
"""
BUILD = """
import sys
from dossier.pipeline import check
galley = check(sys.stdin.buffer.read()).galley
print([(part.id, part.title, len(part.blocks)) for part in galley.sections])
"""


def test_a_new_section_is_one_file_one_row_and_its_title(tmp_path: Path) -> None:
    """Whoever adds a section would have to look for more places, and one that is forgotten leaves it unprinted."""
    package = tmp_path / "dossier"
    copytree(PACKAGE.parent, package, ignore=ignore_patterns("data", "__pycache__"))
    (package / "data").symlink_to(PACKAGE.parent / "data")
    (tmp_path / "styles").symlink_to(PACKAGE.parent.parent / "styles")
    (package / "sections" / "weather.py").write_text(NEW, encoding="utf-8")
    for name, before, line in (
        ("model.py", 'BuiltIn("timeline"', 'BuiltIn("weather", figures=8),'),
        ("saying/wording.py", '"timeline": "Timeline"', '"weather": "The weather",'),
    ):
        text = (package / name).read_text(encoding="utf-8")
        assert text.count(before) == 1
        (package / name).write_text(text.replace(before, f"{line} {before}"), encoding="utf-8")
    chart = "charts:\n  rain: {title: Rain, in: weather, figures: {rain: {May: '3 [@a]', June: '4 [@a]'}}}\n"
    for listed in ("", "sections: [weather, sources]"):
        yaml = SMALL.format(cite="a 1", more=chart + listed)
        done = run([sys.executable, "-c", BUILD], cwd=tmp_path, input=yaml, capture_output=True, text=True)
        assert "('weather', 'The weather', 4)" in done.stdout, done.stderr


def _keys(path: Path) -> Iterator[str]:
    """Yield the keys of the table of words that a module asks for; an f-string stands as a pattern."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(re.escape(str(it.value)) if isinstance(it, ast.Constant) else "[^.]+" for it in node.values)


def test_each_word_is_used() -> None:
    """A word of the table that nothing asks for is a word that nobody would translate."""
    modules = [
        *PACKAGE.glob("*.py"),
        PACKAGE.parent / "compose.py",
        *(PACKAGE.parent / "saying").glob("*.py"),
        *(PACKAGE.parent / "short").glob("*.py"),
        *(PACKAGE.parent / "mailing").glob("*.py"),
        *(PACKAGE.parent / "figures").rglob("*.py"),
    ]
    asked = re.compile("|".join({key for path in modules if path.stem != "wording" for key in _keys(path) if len(key) > 1}))
    unused = [key for key in EN["words"] if not asked.fullmatch(key.removesuffix(".one").removeprefix("short-form."))]
    assert unused == []


def test_each_word_says_something() -> None:
    """A heading, a label or a sentence would print as nothing; of one thing nothing would be said, or two things in one word."""
    assert [f"{table}: {key}" for table, words in EN.items() for key, said in words.items() if not said.strip()] == []
    for key in (it for it in EN["words"] if it.endswith(".one")):
        assert EN["words"][key] != EN["words"][key.removesuffix(".one")]


def test_each_mark_and_gap_has_its_words() -> None:
    """Marks, likelihood scales and grades of the evidence all have something to print."""
    for mark in (SINGLE, UNNAMED, ONE_PARTY):
        assert EN["words"][f"mark.{mark}"]
        assert EN["words"][f"reading.{mark}"]
    assert set(EN["letters"]) == set("ABCDEF")
    assert set(EN["digits"]) == set("123456")
    assert set(SCALES) == set(NAMES)
    assert all(len(scale) == 7 for scale in SCALES.values())


def test_each_shipped_typeface_has_its_licence() -> None:
    """The colophon knows the licence of every family that comes with the program."""
    fonts = PACKAGE.parent / "data" / "fonts"
    shipped = {path.stem.removeprefix("OFL-") for path in fonts.glob("OFL-*.txt")}
    assert shipped == {family.replace(" ", "") for family in LICENCES}


def test_no_straight_marks_in_the_table_of_words() -> None:
    """What we print ourselves has the right apostrophes and dashes from the start."""
    assert [word for table in EN.values() for word in table.values() if "'" in word or '"' in word] == []


@pytest.mark.parametrize(
    ("parts", "listed", "joined", "chosen"),
    [
        ((), "", "", ""),
        (("a",), "a", "a", "a"),
        (("a", "b"), "a and b", "a and b", "a or b"),
        (("a", "b", "c"), "a, b and c", "a, b and c", "a, b or c"),
    ],
)
def test_words_are_joined_as_a_sentence_joins_them(parts: tuple[str, ...], listed: str, joined: str, chosen: str) -> None:
    """Names would run together, or a sentence have an `and` too many."""
    sentences = Sentences(dossier_in(SMALL.format(cite="a 1", more="").encode()))
    words = sentences.words
    said = sentences.listing([(Run(part),) for part in parts])
    assert ("".join(run.text for run in said), words.join(parts), words.either(parts)) == (listed, joined, chosen)


# Quotation marks --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('He said "go".', "He said “go”."),
        ("\"It is 'urgent',\" he said", "“It is ‘urgent’,” he said"),
        ("the ministers' plan isn't", "the ministers’ plan isn’t"),
        ("'tis the '90s", "’tis the ’90s"),
        ('a 5" gun', 'a 5" gun'),
        ('("x")', "(“x”)"),
        ('"say \'x\'". "More"', "“say ‘x’”. “More”"),
        ('"a "b" c"', "“a ‘b’ c”"),
        ('"unclosed', "“unclosed"),
        ("3' 6\"", '3’ 6"'),
    ],
)
def test_quotation_marks_by_nesting(written: str, printed: str) -> None:
    """Outer and inner marks alternate; apostrophes, inches and lone marks are none."""
    assert "".join(typographic([written], MARKS["en"])) == printed


def test_quotation_marks_across_runs_and_languages() -> None:
    """A mark may open in one run and close in another; each language has its own; code is left alone."""
    assert typographic(['"a ', "b", '" c'], wording("de-DE").marks) == ["„a ", "b", "“ c"]
    assert typographic(['"', '"x"', '"'], MARKS["en"], [False, True, False]) == ["“", '"x"', "”"]
    assert "".join(typographic(['"a"'], wording("fr").marks)) == "«\u202fa\u202f»"
    assert wording("xx").marks == MARKS["en"]


@given(st.lists(st.text("ab '\"(.-9\n“”’", max_size=12), max_size=6))
@settings(max_examples=150, deadline=None)
def test_quotation_marks_change_nothing_else(pieces: list[str]) -> None:
    """Only straight marks change, one for one; what is typographic already stays; no straight apostrophe is left."""
    printed = typographic(pieces, MARKS["en"])
    assert [len(piece) for piece in printed] == [len(piece) for piece in pieces]
    for old, new in zip("".join(pieces), "".join(printed), strict=True):
        assert new == old or (old == '"' and new in "“”‘’") or (old == "'" and new in "“”‘’")
    assert "'" not in "".join(printed)


def test_many_marks_take_no_longer_than_long_text() -> None:
    """A hundred thousand openings are no deeper nesting than eight, and are set at once."""
    assert len("".join(typographic(["('" * 50_000 + "x')"], MARKS["en"]))) == 100_003


# Sections ---------------------------------------------------------------------------------------------------------------
def _all(kind: type, id: str, path: Path = FULL) -> list[object]:
    return [part for part in parts(section(of(path), id)) if isinstance(part, kind)]


def _rows(card: Card) -> dict[str, str]:
    tables = (part for part in card.blocks if isinstance(part, Definitions))
    return {plain(label): said(blocks) for table in tables for label, blocks in table.rows}


def test_a_claim_says_who_says_so_and_how_surely() -> None:
    """Statement, speaker with the ladder's step, verbatim words, why of the grade; grade, citation and marks beside it."""
    entry = _all(Entry, "reported")[0]
    assert isinstance(entry, Entry)
    assert (entry.number, entry.id) == ("1", "claim-first")
    lines = [(part.role, said(part)) for part in (*entry.blocks, *entry.side) if isinstance(part, Paragraph)]
    assert lines == [
        ("entry", "Claim zqclaim. ¶10–12"),
        ("entry.quote", '“It\'s "zqquote" ...”'),
        ("side.note", "Sources disagree on the figure: 300 zqfigure ¶10, said as zqsaidas; 500 zqother source 2."),
        ("side.note", "Disputed: →3"),
        ("side.note", "E4 · When: April 2020. Why zqwhy."),
        ("side.note", "“zqsum” is computed by us: Computed zqcomputed."),
        ("side.note", "“zqown” is our own knowledge: Known zqdesk."),
    ]


def test_a_claim_without_speaker_is_the_outlets_own() -> None:
    """No `by`: the outlet's own words, and nobody is named; its heading says so for all its claims."""
    rule, _, whose, entry = section(small(), "reported").blocks[1:]
    assert said(rule) == "Single origin: all. No source named: all."
    assert isinstance(whose, Paragraph)
    assert said(whose.text) == "The Daily in its own words."
    assert said(whose.side) == "not graded"
    assert isinstance(entry, Entry)
    assert (said(entry.blocks), entry.side) == ("Something happened. ¶1", ())


SHARED = """
claims:
  Talks:
    one: {text: They met., by: o, cite: a 1, grade: 3}
    two: {text: They ate., by: o, cite: a 2, grade: 3}
    other: {text: It rained., cite: a 3, grade: 2}
  More:
    again: {text: They left., by: o, cite: a 4, grade: 3}
origins: {o: {speaker: hale, to: reporters, record: named, reliability: B, cite: a 1}}
actors: {mill: {name: Mill, people: {hale: {name: Ann Hale, office: miller}}}}
"""


def test_a_heading_says_what_its_claims_share_and_a_claim_what_differs() -> None:
    """Speaker and grade would be said at each claim again, or a claim that differs would pass for one of the others."""
    yaml = SMALL.split("claims:")[0].format(cite="a 1") + SHARED
    blocks = section(composed(yaml), "reported").blocks
    shared = [(said(it.text), said(it.side)) for it in blocks if isinstance(it, Paragraph) and it.role == "entry.group"]
    assert shared == [
        ("Ann Hale, miller, on the record, to reporters.", "Grade B3"),
        ("Ann Hale (Mill), as above.", "Grade B3"),
    ]
    beside = {it.id: said(it.side) for it in blocks if isinstance(it, Entry)}
    assert beside["claim-one"] == beside["claim-two"] == beside["claim-again"] == ""
    assert beside["claim-other"] == "not graded · The Daily in its own words"
    assert "No source named: 3." in said(blocks[1])


def test_actor_entries() -> None:
    """Name with short form, native name at the line's end; then what it is, its part, its people and where it is named."""
    cards = {card.head.id: card for card in _all(Card, "actors") if isinstance(card, Card)}
    state = cards["actor-state"]
    assert plain(state.head.text) == "State zqactor zqshort"
    assert [(run.text, run.lang) for run in state.aside] == [("زق", "ar")]
    assert said(state.blocks) == (
        "Kind zqkind; part of Union zqunion; Kurdish zqkurdish; also Other zqalso. Role zqrole. "
        "Rank zqrank Person zqperson, office zqoffice (Pz zqpshort) zqturkish (also Alias zqalias) ¶3; "
        "Clerk zqclerk of State zqactor (name not stated). Named in ¶2"
    )


def test_relations_one_a_row() -> None:
    """Who, relation, to whom, detail with its status, source; several subjects take the plural."""
    table = next(part for part in _all(Table, "actors", RAQQA) if isinstance(part, Table))
    rows = [[said(cell) for cell in row] for row in table.rows]
    assert ["coalition and US back SDF", "air power by the US"] in [row[:2] for row in rows]
    assert next(row for row in rows if "takes part in?" in row[0])[1].startswith("open, see question")


def test_gazetteer() -> None:
    """Place with its names, what is said, who holds it by whose word, coordinates with the digits recorded."""
    table = next(part for part in _all(Table, "geography") if isinstance(part, Table))
    town, port = ([said(cell) for cell in row] for row in table.rows)
    assert town[0].startswith("Town zqtown مدينة")
    assert town[1].endswith("Reported held by State zqactor, contested by Union zqunion, since March 2020 ¶7")
    assert town[2] == "about 12.50° S 30.25° E"
    assert port == ["Port zqport", "", ""]


@pytest.mark.parametrize(
    ("point", "printed"),
    [
        (Point("35.95", "39.01", False), "35.95° N 39.01° E"),
        (Point("-0.5", "-78.40", False), "0.5° S 78.40° W"),
        (Point("+50.850", "4", True), "about 50.850° N 4° E"),
    ],
)
def test_degrees(point: Point, printed: str) -> None:
    """Latitude first, letters for the signs, no digit added or dropped."""
    assert degrees(point, wording("en")).replace("\u00a0", " ") == printed


def test_a_route_names_who_holds_it() -> None:
    """An id after `by` prints as the actor's name, an id after `along` as the place's."""
    route = section(of(FULL), "geography").blocks[-1]
    assert isinstance(route, Paragraph)
    assert said(route.text) == (
        "Road zqroad: from Town zqtown to Port zqport by way of Town zqtown, along Town zqtown, bank zqbank; "
        "open zqopen, held by zqshort. Said zqroadsaid. ¶9"
    )


def test_one_timeline_in_the_order_of_time() -> None:
    """Events stand in order; dates in conflict side by side with their sources."""
    events = section(of(FULL), "timeline").blocks[-1]
    assert isinstance(events, Definitions)
    assert [said(label) for label, _ in events.rows] == [
        "January 2020 to February 2020",
        "by March 2020",
        "2 April 2020",
        "10 or 11 April 2020, cancelled",
        "12 April 2020",
        "as of 1 May 2020",
    ]
    conflict = events.rows[3][1][1]
    assert said(conflict) == "Sources disagree: 10 April 2020 ¶14, noted zqnoted; 11 April 2020 source 2."


def test_how_things_stand_at_the_cut_off_the_claims_say() -> None:
    """The timeline would say again what a numbered claim says, or lose a state that says more than its claim."""
    more = "events:\n- {{when: as of {0}, claim: one{1}}}\n- {{when: 2019-12-01, what: Snow., cite: a 3}}\n"

    def labels(day: str, cite: str = "") -> list[str]:
        yaml = SMALL.format(cite="a 1", more=more.format(day, cite)).replace("TLP:GREEN", "TLP:GREEN\n  as_of: 2020-01-02")
        rows = section(composed(yaml), "timeline").blocks[-1]
        assert isinstance(rows, Definitions)
        return [said(label) for label, _ in rows.rows]

    assert labels("2020-01-02") == ["1 December 2019"]
    assert labels("2020-01-02", ", cite: a 2") == ["1 December 2019", "as of 2 January 2020"]
    assert labels("2020-01-01") == ["1 December 2019", "as of 1 January 2020"]


def test_a_date_repeats_no_evidence() -> None:
    """Evidence of a date that its event has already is said once; other evidence stands under the event."""
    more = "events:\n- {{when: '2020-01-01 [@{0}]', what: Rain., cite: a 1}}\n"
    rows = [section(small(more.format(cite)), "timeline").blocks[-1] for cite in ("a 1", "a 2")]
    told = [[said(it) for _, blocks in row.rows for it in blocks] for row in rows if isinstance(row, Definitions)]
    assert told == [["Rain. ¶1"], ["Rain. ¶1", "¶2"]]


def test_a_source_carries_words_of_nobody() -> None:
    """Where nobody is named, the list of sources doesn't speak of somebody's words."""
    origin = "origins: {o: {speaker: not stated, to: AP, record: unnamed, cite: a 1}}\n"
    text = said(section(small(origin), "sources").blocks)
    assert "Carries a statement: on the record, speaker not named, to AP ¶1" in text


def test_a_contact_says_what_is_missing_once() -> None:
    """Gaps of a contact are gathered by their reason."""
    table = _all(Table, "diplomacy")[0]
    assert isinstance(table, Table)
    assert [said(cell) for cell in table.rows[1]] == [
        "12 April 2020",
        "Union zqunion to State zqactor. Note.",
        "",
        "Not stated: subject. Not recorded: outcome.",
    ]


def test_questions_as_cards_and_lesser_ones_as_rows() -> None:
    """A question with positions is a card with its type; one with hardly anything to say is a row of the table."""
    card = _all(Card, "questions")[0]
    assert isinstance(card, Card)
    assert (card.number, plain(card.head.tag)) == ("1", "gap · disputed · partly answered")
    rows = _rows(card)
    assert rows["Positions"] == "zqshort: Position zqposition.No position stated: Union zqunion."
    assert rows["Readings"] == (
        "Reading zqreading; another zqanother.Flight zqflight: They flee zqflee.Ruse zqruse: They deceive zqdeceive."
    )
    (matrix,) = _all(Table, "questions")
    assert isinstance(matrix, Table)
    assert plain(matrix.caption) == "Question 1: what speaks for and against each reading"
    assert [plain(column.head) for column in matrix.columns] == ["Evidence", "Flight zqflight", "Ruse zqruse"]
    assert [said(row) for row in matrix.rows] == [
        "Second zqclaimtwo. →2CCII",
        "Missing zqmissing. ¶16 no diagnostic valueCC",
        "Speaks against it (I one, II two)02",
    ]


ASKED = """
questions:
  first: {{ask: Who?, type: gap, known: ['Nobody says. [@a 1]'], watch: [a list]}}
  second: {{ask: When?, type: gap, known: ['It rained. [@a 2]'], positions: not stated,
    matters: Much., resolves: A date., watch: [a diary, a log]}}
  third: {{ask: Where?, type: gap, known: not recorded, owner: the desk}}
"""


def test_the_first_question_is_a_card_and_the_others_rows() -> None:
    """Each question would take a card; or what is known of one, and what to watch for, would be lost in the table."""
    blocks = section(small(ASKED.format()), "questions").blocks
    assert [plain(it.head.text) for it in blocks if isinstance(it, Card)] == ["Who?"]
    table = blocks[-1]
    assert isinstance(table, Table)
    assert [[said(cell) for cell in row] for row in table.rows] == [
        ["2 When? gap", "It rained. ¶2", "Much.", "A date. a diary; a log"],
        ["3 Where? gap · Followed by the desk", "not recorded", "", ""],
    ]
    assert "No party has a stated position in the sources on question 2." in [said(it) for it in blocks]


@pytest.mark.parametrize(
    "cells, tells", [("N, Slow: I", True), ("C, Slow: I", True), ("N, Slow: C", False), ("I, Slow: I", False)]
)
def test_what_speaks_against_one_reading_tells_readings_apart(cells: str, tells: bool) -> None:
    """Evidence against one reading only would be called worthless; what only fits one speaks against none."""
    more = "questions: {q: {ask: Why?, type: gap, hypotheses: {Fast: A., Slow: B.}, "
    more += "evidence: [{what: E., cite: a 1, weighs: {Fast: %s}}]}}\n"
    assert ("no diagnostic value" not in said(section(small(more % cells), "questions").blocks)) is tells


def test_a_source_says_what_it_supports() -> None:
    """The record in order, whose words it carries, address in full, what is missing, which claims rest on it, late pages."""
    table = section(of(FULL), "sources").blocks[1]
    assert isinstance(table, Definitions)
    lines = [said(it) for it in table.rows[0][1]]
    assert lines[0] == "Author zqauthor, “Title zqsourcetitle”, House zqpublisher, 1 May 2020"
    assert "https://example.org/zqurl, read 3 May 2020" in lines
    assert lines[-1] == "Source of coordinates, unless cited otherwise. Supports claims 1, 2, 4, 5. Cited on pages ."
    late = [run.late.key for run in parts(table) if isinstance(run, Run) and run.late]
    assert late == ["source:paper", "source:mute", "source:desk"]
    muted = [said(it) for it in table.rows[1][1]]
    assert "Not stated: author and date of publication. Not recorded: title and address." in muted


@pytest.mark.parametrize("gap", ["not stated", "not recorded"])
def test_reading_explains_the_gap_that_is_printed(gap: str) -> None:
    """A reader would take what the sources are silent on for what we failed to note, or the other way round."""
    galley = small(f"places: {{b: {{name: B, at: {gap}}}}}\n")
    explained = said(section(galley, "reading"))
    for one in ("not stated", "not recorded"):
        assert (EN["words"][f"reading.{one}"] in explained) == (one == gap)


def test_reading_explains_only_what_is_used() -> None:
    """No judgement, no scale; no grade digit, no digits; the marking always."""
    text = said(section(small(), "reading"))
    assert "almost certain" not in text
    assert "probably true" not in text
    assert "TLP:GREEN" in text
    full = said(section(of(FULL), "reading"))
    assert "55–80 %" in full
    assert "4 doubtful" in full
    assert "3 possibly" not in full


def test_own_section_keeps_the_authors_blocks() -> None:
    """Paragraph, sub-heading, bullets, numbers, quotation; emphasis and code keep their roles."""
    blocks: tuple[Block, ...] = section(of(FULL), "mine").blocks
    assert [type(it) for it in blocks] == [Heading, Paragraph, Heading, Items, Items, Quotation]
    roles = {run.role for run in parts(blocks) if isinstance(run, Run)}
    assert {"emphasis", "code"} <= roles


def test_glossary_in_alphabetical_order() -> None:
    """Terms stand in the order in which they are looked up."""
    galley = composed("dossier: {title: T, marking: TLP:RED}\nglossary:\n  zebra: A horse.\n  Ant: An insect.\n")
    table = section(galley, "glossary").blocks[1]
    assert isinstance(table, Definitions)
    assert [plain(label) for label, _ in table.rows] == ["Ant", "zebra"]


def test_positions_that_nobody_noted_are_said_to_be_so() -> None:
    """A question whose positions were not noted would look as if nobody had one."""
    question = "questions: {q: {ask: Why?, type: gap, positions: not recorded, known: Little.}}\n"
    words_ = said(section(small(question), "questions").blocks)
    assert "Positions" in words_
    assert "not recorded" in words_.partition("Positions")[2]

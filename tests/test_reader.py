"""The reader: specimens and their problems, what good files are read to, the guards, files that are damaged at random."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier import model
from dossier.evidence import references
from dossier.evidence.graph import link
from dossier.fields import Record
from dossier.model import NOT_RECORDED, NOT_STATED, Approach, Dossier, Point, Ref, Relation
from dossier.problems import Problem, errors_in, lines_of
from dossier.reading.nodes import Node
from dossier.reading.reader import read, read_partly, read_sheet_nodes
from dossier.reading.source import forbidden

HERE = Path(__file__).parent
SPECIMENS = sorted((HERE / "specimens").glob("*.yaml"))
SOURCES = sorted((HERE.parent / "sources").glob("*.yaml"))
LEAST = "dossier:\n  title: T\n  marking: TLP:CLEAR\n"


def expected(text: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """Split a specimen into the file that is read and the problems that it must give.

    A line `#! COLUMN SEVERITY: MESSAGE` speaks of the last line before it; such lines are taken out before reading.
    """
    kept: list[str] = []
    wanted = []
    for line in text.split("\n"):
        if line.startswith("#!"):
            column, severity, message = re.fullmatch(r"#! (\d+) (error|warning): (.+)", line).groups()
            wanted.append((len(kept), int(column), severity, message))
        else:
            kept.append(line)
    return "\n".join(kept), wanted


def problems_of(text: str | bytes) -> list[Problem]:
    """Read a file and return its problems, which all have a place and a name."""
    dossier, problems = read(text if isinstance(text, bytes) else text.encode(), "file.yaml")
    assert all(p.span and p.span.file == "file.yaml" and p.span.line > 0 and p.span.column > 0 for p in problems)
    assert (dossier is None) == bool(errors_in(problems))
    return problems


def only(text: str | bytes) -> tuple[str, int, int, str]:
    """Return name, line, column and hint of the one problem of a file."""
    (problem,) = problems_of(text)
    return problem.name, problem.span.line, problem.span.column, problem.hint or ""


def dossier_of(text: str) -> Dossier:
    """Read a file that has no errors."""
    dossier, problems = read(text.encode(), "file.yaml")
    assert dossier is not None, problems
    return dossier


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_specimen(path: Path) -> None:
    """Each specimen gives exactly the problems written into it, in one run."""
    text, wanted = expected(path.read_text(encoding="utf-8"))
    found = [(p.span.line, p.span.column, p.severity, p.message) for p in problems_of(text)]
    assert found == wanted


def test_one_run_finds_all() -> None:
    """One file with more than thirty mistakes gives as many problems, on as many lines, in one run."""
    text, wanted = expected((HERE / "specimens" / "records.yaml").read_text(encoding="utf-8"))
    assert len(problems_of(text)) == len(wanted) >= 30
    assert len({problem.span.line for problem in problems_of(text)}) >= 30


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_sources_read(path: Path) -> None:
    """The dossiers that we ship are read without an error or a warning."""
    assert problems_of(path.read_bytes()) == []


def test_least_dossier() -> None:
    """Three lines are a dossier; what they leave out has its default."""
    dossier = dossier_of(LEAST)
    assert (dossier.facts.title, dossier.facts.marking, dossier.facts.language) == ("T", "TLP:CLEAR", "en-GB")
    assert dossier.sources == {}
    assert dossier.claims == dossier.events == ()


def test_empty_sections() -> None:
    """A section with nothing in it is an empty section."""
    names = ("sources", "actors", "claims", "events", "relations", "glossary", "sections", "scope", "mail")
    dossier = dossier_of(LEAST + "".join(f"{name}:\n" for name in names))
    assert dossier.sources == dossier.actors == {}
    assert dossier.scope is not None
    assert dossier.scope.covers is None


VALID = dossier_of(expected((HERE / "specimens" / "valid.yaml").read_text(encoding="utf-8"))[0])


def test_text_stays_as_written() -> None:
    """What YAML 1.1 would make a truth value or a number stays text where text is wanted."""
    facts = VALID.facts
    assert (facts.title, facts.number, facts.series, facts.issuer, facts.contact) == ("NO", "010", "12:30", "1e3", "yes")


def test_gaps_are_values() -> None:
    """The reserved values become the constants that say why a value is missing."""
    assert VALID.sources["gazette"].title is NOT_RECORDED
    assert VALID.actors["army"].people["chief"].name is NOT_STATED
    assert VALID.questions["why"].known is NOT_STATED
    assert VALID.questions["why"].positions.nobody is True


def test_long_and_short_forms_agree() -> None:
    """A relation says the same in one line and in long form; a list of one may be one value."""
    short, long = VALID.relations
    assert [p.id if isinstance(p, Ref) else p for p in short.parties] == ["army", "their neighbours, not named"]
    assert [p.id if isinstance(p, Ref) else p for p in long.parties] == ["army", "their neighbours"]
    assert (short.does, short.detail, short.status) == ("fights", "over the pass", "stated")
    assert (long.does, long.detail, long.status, long.see.id) == ("fights", "over the pass", "disputed", "why")
    assert VALID.questions["why"].type == ("gap",)
    assert isinstance(short, Relation)


def test_points_keep_their_digits() -> None:
    """Coordinates keep the digits that were written, and their `about`."""
    assert VALID.places["pass"].at == Point("-35.950", "+139.010", True)


def test_approaches() -> None:
    """The state of a way in is read with its actor; sources that disagree give several states of one direction."""
    ways = [(a.direction, a.state, a.by and a.by.id) for a in VALID.places["pass"].approaches]
    assert ways == [
        ("north", "closed", "army"),
        ("south", "open", "union"),
        ("west", "open", None),
        ("west", "closed", "night-patrol"),
    ]
    assert all(isinstance(a, Approach) for a in VALID.places["pass"].approaches)


def test_dates_that_disagree() -> None:
    """A list of dates is several dates; the comma of an undated one isn't that of a note."""
    first, second = VALID.events
    assert [dated.when.date.edtf for dated in first.when] == ["2024-02-16", "2024-02-17"]
    (dated,) = second.when
    assert (dated.when.word, dated.when.date.edtf, dated.note) == ("undated", "2024-02-17", "said in passing")


def test_dated_evidence_and_note() -> None:
    """A date carries its evidence and how the source puts it."""
    text = LEAST + "events:\n  - {what: x, when: ['2017-02-15 [@dod], said as yesterday', '2017 [@3]', 2018]}\n"
    dates = dossier_of(text).events[0].when
    assert [(d.when.date.edtf, [c.target for c in d.cites], d.note) for d in dates] == [
        ("2017-02-15", ["dod"], "said as yesterday"),
        ("2017", [""], ""),
        ("2018", [], ""),
    ]


def test_records_know_their_place() -> None:
    """A record knows its id and where its fields stand; a field left out stands where the record does."""
    actor = dossier_of(LEAST + "actors:\n  army:\n    name: Army\n").actors["army"]
    assert (actor.id, actor.span[:3], actor.place_of("name")[1:]) == ("army", ("file.yaml", 5, 3), (6, 11, 4))
    assert actor.place_of("role") == actor.span


def test_no_field_hides_what_a_record_can_do() -> None:
    """Each record of the model can say where its fields stand, whatever their names are."""
    records = [it for it in vars(model).values() if isinstance(it, type) and issubclass(it, Record) and it is not Record]
    assert len(records) > 15
    for record in records:
        assert {f.name for f in record.own_fields}.isdisjoint(set(dir(Record)) - {"id"}), record.__name__


def test_the_running_order_is_no_mapping() -> None:
    """Sections written as a mapping are told at their place, and their ids aren't called unknown; one section may be one."""
    order = LEAST + "sections:\n  intro: {title: Intro, text: x}\nbottom_line: See [it](#intro).\n"
    assert only(order) == ("wrong-type", 5, 3, "write one section a line, each after a hyphen: - summary")
    assert unknown_ids(order) == []
    (own,) = dossier_of(LEAST + "sections:\n  id: intro\n  title: Intro\n  text: x\n").sections
    assert own.id == "intro"


def test_lines_end_where_editors_end_them() -> None:
    """Only line feed, carriage return and both together end a line of a problem's file."""
    assert lines_of("a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i\n") == ["a", "b", "c", "d\x0be\x0cf\x1cg\x85h\u2028i"]
    assert lines_of("") == []


def test_records_are_frozen() -> None:
    """A record can't be changed after it was read."""
    with pytest.raises(AttributeError, match="not changed"):
        VALID.facts.title = "Another"


def unknown_ids(text: str) -> list[str]:
    """Return the ids of which a file that has errors is told that nothing has them."""
    dossier, problems = read_partly(text.encode(), "file.yaml")
    assert errors_in(problems)
    assert dossier is not None
    _, found = link(dossier, {}, references.lost_in(text, problems))
    return [it.message.split("'")[1] for it in found if it.name == "unknown-id"]


def test_what_stands_of_a_wrong_dossier() -> None:
    """Where the ids are known, a dossier with errors can still be looked through for ids that it names."""
    wrong = "actors:\n  army: text\n  chief: {nam: x, part_of: army}\nevents:\n  - {when: 2024-13, what: x, where: pass}\n"
    assert unknown_ids(LEAST + wrong) == ["pass"]


@pytest.mark.parametrize(
    "lost", ["actors: [army]\n", "claims:\n  a: {text: x, cite: 1}\n", "actrs: {a: {name: A}}\n", "actors: {a: {name: @a}}\n"]
)
def test_ids_that_are_lost(lost: str) -> None:
    """What can't be read gives its ids all the same: who names them isn't told that they are unknown, but others are."""
    given = "army" if "army" in lost else "a"
    use = f"contacts:\n  call: {{kind: call, parties: [{given}, zebra]}}\nbottom_line: So. [@{given}; @zebra]\n"
    assert set(unknown_ids(LEAST + lost + use)) == {"zebra"}


def test_an_id_that_was_meant_is_known() -> None:
    """An id in a form that none can have is one cause: whoever names what it should be isn't told as well."""
    use = "claims:\n  So:\n    one: {text: X., cite: wire-service}\n"
    assert unknown_ids(LEAST + "sources:\n  Wire Service:\n    title: X\n" + use) == []


def test_an_unknown_id_is_told_once() -> None:
    """A record that isn't there is one problem, with the lines of all who name it; so is a default source that nobody gave."""
    claims = "".join(f"    c{n}: {{text: X., cite: 'gazete 2; 3'}}\n" for n in range(20))
    dossier, _ = read_partly((LEAST + "sources: {gazette: {title: X}}\nclaims:\n  So:\n" + claims).encode(), "file.yaml")
    assert dossier is not None
    first, second = link(dossier)[1]
    assert (first.message, first.span and first.span.line) == ("nothing has the id 'gazete'", 7)
    assert first.hint == f"did you mean gazette?; the same in lines {', '.join(map(str, range(8, 20)))} and 7 more"
    assert second.name == "no-default-source"


def test_flood_of_mistakes() -> None:
    """Thousands of unknown keys are told without looking for what each of them meant."""
    problems = problems_of(LEAST + "scope:\n" + "".join(f"  cover{n}: x\n" for n in range(5000)))
    assert len(problems) == 5000
    assert problems[0].hint
    assert problems[-1].hint is None


def test_long_short_form() -> None:
    """A short form that is no longer short is refused."""
    assert only(LEAST + f"relations:\n  - a backs b, {'so ' * 700}\n")[0] == "too-long"


# YAML's traps, and what must become of each ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["NO", "on", "yes", "22:22", "190:20:30", "010", "1_000", "1e3", "0o10", "2024-01-01", "=", ".inf", "-"]
)
def test_trap_text_is_text(text: str) -> None:
    """Words that YAML 1.1 types by itself stay the text that was written."""
    if text == "-":
        text = "a - b"
    assert dossier_of(f"dossier:\n  title: {text}\n  marking: TLP:RED\n").facts.title == text


@pytest.mark.parametrize(
    ("text", "name", "line", "column"),
    [
        (LEAST + "  title: Again\n", "duplicate-key", 4, 3),
        (LEAST + "bottom_line: !!int abc\n", "yaml-tag", 4, 14),
        (LEAST + "bottom_line: !!bool maybe\n", "yaml-tag", 4, 14),
        (LEAST + "bottom_line: !!timestamp no\n", "yaml-tag", 4, 14),
        (LEAST + "bottom_line: !!python/object/apply:os.system ['true']\n", "yaml-tag", 4, 14),
        (LEAST + "[1]: x\n", "bad-key", 4, 1),
        (LEAST + "{}: x\n", "bad-key", 4, 1),
        (LEAST + 'bottom_line: "\\ud83d\\ude00"\n', "yaml-syntax", 4, 17),
        (LEAST + 'bottom_line: "x\\0y"\n', "character", 4, 16),
        (LEAST + "bottom_line: x\0y\n", "character", 4, 15),
        (LEAST + "bottom_line: x\x1by\n", "character", 4, 15),
        (LEAST + "bottom_line: x\x85y\n", "character", 4, 15),
        (LEAST + "bottom_line: x\u2028y\n", "character", 4, 15),
        (LEAST + "bottom_line: x\ufffey\n", "character", 4, 15),
        (LEAST + "bottom_line: x\ufeffy\n", "character", 4, 15),
        (LEAST + "bottom_line: x\u202ey\n", "bidi-override", 4, 15),
        (LEAST + 'bottom_line: "x\\u202ey"\n', "bidi-override", 4, 16),
        (LEAST + "bottom_line: &a [*a]\n", "yaml-anchor", 4, 14),
        (LEAST + "bottom_line: *a\n", "yaml-alias", 4, 14),
        (LEAST + "<<: {title: x}\n", "yaml-merge", 4, 1),
        (LEAST + "bottom_line: ~\n", "empty-value", 4, 14),
        (LEAST + "bottom_line:\n", "empty-value", 4, 13),
        (LEAST + "bottom_line: ''\n", "empty-value", 4, 14),
        ("%YAML 1.1\n---\n" + LEAST, "yaml-directive", 1, 1),
        (LEAST + "---\n" + LEAST, "several-documents", 4, 1),
        ("", "empty-file", 1, 1),
        ("# nothing\n", "empty-file", 1, 1),
        ("- a\n", "wrong-type", 1, 1),
        ("hello\n", "wrong-type", 1, 1),
        ("[" * 100, "too-deep", 1, 65),
        ("- " * 100, "too-deep", 1, 129),
    ],
)
def test_trap_is_a_problem(text: str, name: str, line: int, column: int) -> None:
    """Each trap of YAML is a named problem at its very place, first of all that are told."""
    first = problems_of(text)[0]
    assert (first.name, first.span.line, first.span.column) == (name, line, column)


@pytest.mark.parametrize("sign", ["[", "{", "- "])
def test_depth_without_end_is_a_problem(sign: str) -> None:
    """Too many levels are told as such, whether libyaml or the reader notices them first."""
    first = problems_of(sign * 100_000)[0]
    assert (first.name, first.span.line) == ("too-deep", 1)


def test_a_colon_in_text_hides_nothing_else() -> None:
    """What else is wrong is told in the same run as a colon in unquoted text: before it, after it, in its section, in others."""
    text = """\
dossier:
  marking: TLP:GREN
  title: Raqqa: the leaders: leave
  as_of: 2017-13-01
sources:
  mee:
    title: A report: of a sort
    publishd: 2017-02-17
claims:
  Said:
    one:
      text: Something.
      cite: mee 2
"""
    found = [(it.name, it.span.line, it.span.column) for it in problems_of(text)]
    assert [line for _, line, _ in found] == [2, 3, 3, 4, 7, 8]
    assert found[1] == ("yaml-syntax", 3, 15)
    assert found[2] == ("yaml-syntax", 3, 28)


def test_isolates_are_allowed() -> None:
    """Isolates may guide the direction of text."""
    assert dossier_of(LEAST + "bottom_line: a \u2067b\u2069 c\n").bottom_line.plain == "a \u2067b\u2069 c"


def test_not_utf8() -> None:
    """A byte that is not UTF-8 is named with its offset, line and column; what else is wrong is told too."""
    first, second = problems_of(LEAST.encode() + b"bottom_line: \xc3\xa9 caf\xe9\nscop: x\n")
    assert (first.message, first.span[1:3]) == ("byte 0xE9 at offset 60 is not UTF-8", (4, 19))
    assert second.name == "unknown-key"


def test_byte_order_mark() -> None:
    """A byte order mark before the text is dropped, and UTF-16 is named."""
    assert problems_of(b"\xef\xbb\xbf" + LEAST.encode()) == []
    assert only(LEAST.encode("utf-16"))[0] == "encoding"


def test_line_ends() -> None:
    """Lines end as they do on any system, and are counted alike."""
    for end in ("\n", "\r\n", "\r"):
        text = (LEAST + "scope:\n  coverz: x\n").replace("\n", end)
        assert only(text)[:3] == ("unknown-key", 5, 3)


def test_alias_bomb() -> None:
    """Aliases that would multiply are each refused."""
    text = LEAST + "mail:\n  to: &a [x, x]\n  note: &b [*a, *a]\n  subject: [*b, *b]\n"
    names = {p.name for p in problems_of(text)}
    assert {"yaml-alias", "yaml-anchor"} <= names


def test_too_many_characters_are_summed_up() -> None:
    """Hundreds of bad characters give twenty problems and a count."""
    problems = problems_of(LEAST + "bottom_line: " + "x\0" * 300 + "\n")
    assert len(problems) == 21
    assert problems[-1].message == "280 more characters like these"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("scope:\n  coverz: x\n", "did you mean covers?"),
        ("scope:\n  leave out: x\n", "did you mean leaves_out?"),
        ("relations:\n  - a figths b\n", "did you mean fights?"),
        ("defaults:\n  source: Middle East Eye\n", "write the id: middle-east-eye"),
        ("places:\n  a: {name: A, at: '139.01, 35.95'}\n", "latitude comes first: 35.95, 139.01"),
        ("places:\n  a: {name: A, approaches: {Southeast: open}}\n", "did you mean south-east?"),
        ("sources:\n  a: {title: A, url: www.a.example/b}\n", "write https://www.a.example/b"),
        ("sources:\n  a: {title: A, text: 'C:/x'}\n", "write it from the folder of the dossier file"),
        ("sources:\n  a: {title: A, text: 'b\\c'}\n", "write / between folders"),
        ("actors:\n  A B: {name: A}\n", "an id is lower-case letters, digits and hyphens, and begins with a letter: a-b"),
        ("actors:\n  a: {name: A, role: NOT STATED}\n", "write `not stated`"),
        ("sections: [actor]\n", "did you mean actors?"),
        ("relations: [a]\n", "sdf fights is-group"),
        ("claims: {H: {a: {text: x, cite: 1, figures: ['300 [@4] said as some']}}}\n", "300 [@4], said as some 300"),
        ("claims: {H: {a: {text: x, cite: 1, when: '2017 [@4] said as last'}}}\n", "2017-02-15 [@dod], said as yesterday"),
    ],
)
def test_hints(written: str, hint: str) -> None:
    """A problem says what was probably meant."""
    assert only(LEAST + written)[3] == hint


@pytest.mark.parametrize(
    ("marking", "hint"),
    [("TLP:WHITE", "TLP 2.0 says TLP:CLEAR"), ("tlp:amber+strict", "write TLP:AMBER+STRICT"), ("'TLP: RED'", "write TLP:RED")],
)
def test_markings(marking: str, hint: str) -> None:
    """A label that TLP 2.0 doesn't have is refused, and the right one named."""
    assert only(f"dossier:\n  title: T\n  marking: {marking}\n")[3] == hint


def test_ids_share_a_namespace() -> None:
    """An id of one part can't be given again in another, people and claims included."""
    text = LEAST + "actors:\n  a: {name: A, people: {b: {name: B}}}\nclaims:\n  H:\n    b: {text: T., cite: 1}\n"
    (problem,) = problems_of(text)
    assert (problem.name, problem.span.line) == ("duplicate-id", 8)
    assert "line 5, column 25" in problem.message


# Damage ------------------------------------------------------------------------------------------------------------------
WHOLE = "".join(expected(path.read_text(encoding="utf-8"))[0] for path in SPECIMENS if path.stem == "valid")
SIGNS = list("\0\t\r{}'\"\\|@`%~#\x85\u2028\u202e\ufeff𝒳ا\u0301")
WORDS = [
    "*a",
    "&a ",
    "!!str ",
    "<<: ",
    ">-",
    "- ",
    ": ",
    "? ",
    " # ",
    " #x",
    "[@",
    "[@]",
    "---\n",
    "...\n",
    "not stated",
    "2024-99-99",
]
NAUGHTY = [*SIGNS, *WORDS, "[" * 80, "9" * 400, "-" * 50, "\n" * 9]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a good dossier after a few random changes."""
    text = WHOLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        kind = draw(st.sampled_from(["cut", "splice", "repeat", "text", "line"]))
        if kind == "cut":
            text = text[:start] + text[end:]
        elif kind == "splice":
            text = text[:start] + draw(st.sampled_from(NAUGHTY)) + text[start:]
        elif kind == "repeat":
            text = text[:end] + text[start:end] + text[end:]
        elif kind == "text":
            text = text[:start] + draw(st.text(max_size=5)) + text[end:]
        else:
            lines = text.split("\n")
            text = "\n".join(draw(st.permutations(lines[:3])) + lines[3:])
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if data and draw(st.booleans()):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_damage_gives_problems(data: bytes) -> None:
    """A damaged dossier gives a dossier or problems with a place, and never raises; what stands of it can be looked through."""
    problems_of(data)
    dossier, _ = read_partly(data, "file.yaml")
    if dossier is not None:
        entries = references.index(dossier)
        assert all(references.wrong(use, entries, "") or use for use in references.uses(dossier))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_give_problems(data: bytes) -> None:
    """Any bytes give problems with a place, and never raise."""
    assert problems_of(data)


# Places --------------------------------------------------------------------------------------------------------------------
def _written(words: list[str], style: str, width: int) -> str:
    """Write words as a scalar of a style, folded after every `width` words."""
    lines = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
    if style in "|>":
        return f"a: {style}\n" + "".join(f"  {line}\n" for line in lines)
    if style == "'":
        lines = [line.replace("'", "''") for line in lines]
    elif style == '"':
        lines = [line.replace("\\", "\\\\").replace('"', '\\"').replace("é", "\\u00e9") for line in lines]
    return f"a: {style}" + "\n   ".join(lines) + style + "\n"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text("abé'\"\\𝒳", min_size=1, max_size=4).map(lambda word: "w" + word), min_size=1, max_size=9),
    st.sampled_from(["", "'", '"', "|", ">"]),
    st.integers(1, 4),
)
def test_every_character_knows_its_place(words: list[str], style: str, width: int) -> None:
    """Each character of a value is found in the file where it was written, whatever the style of the scalar."""
    text = _written(words, style, width)
    root, problems = read_sheet_nodes(text.encode(), "x")
    assert root is not None
    assert problems == []
    node: Node = root.value["a"]
    assert node.value.split() == words
    lines = text.split("\n")
    for offset, character in enumerate(node.value):
        if not character.isspace():
            span = node.place(offset)
            rest = lines[span.line - 1][span.column - 1 :]
            escaped = {'"': {"é": "\\u00e9", '"': '\\"', "\\": "\\\\"}, "'": {"'": "''"}}.get(style, {})
            assert rest.startswith(escaped.get(character, character))


def test_nodes_for_style_sheets() -> None:
    """Nodes give any file of ours as text, lists and maps, with places of keys and values."""
    root, problems = read_sheet_nodes(b"page:\n  size: a4\n  margins: [1cm, '2 cm']\n", "s")
    assert problems == []
    assert root is not None
    assert root.plain() == {"page": {"size": "a4", "margins": ["1cm", "2 cm"]}}
    page = root.value["page"]
    assert (page.key_span("size")[1:], page.value["size"].span[1:]) == ((2, 3, 4), (2, 9, 2))
    assert [key.value for key, _ in page.items] == ["size", "margins"]
    assert [item.style for item in page.value["margins"].value] == ["plain", "quoted"]


def test_no_printable_character_is_forbidden() -> None:
    """The quick look by `str.isprintable` passes over nothing that the pattern would find, all planes through."""
    assert not forbidden().search("".join(c for c in map(chr, range(0x110000)) if c.isprintable()))
    assert forbidden().fullmatch("\ufeff")

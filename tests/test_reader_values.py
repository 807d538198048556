"""Values kind by kind: what each takes, what it is read to, and what is refused under which name."""

from __future__ import annotations

from typing import Any

import pytest

from dossier.model import DIRECTIONS, NOT_STATED, Dossier, Point
from dossier.problems import errors_in
from dossier.reading import reader
from dossier.reading.reader import read, read_sheet_nodes

LEAST = "dossier:\n  title: T\n  marking: TLP:CLEAR\n"


def dossier_of(text: str) -> Dossier:
    """Read a file that has no errors."""
    dossier, problems = read((LEAST + text).encode(), "x")
    assert dossier is not None, problems
    return dossier


def names_of(text: str) -> list[str]:
    """Return the names of a file's errors."""
    return [p.name for p in errors_in(read((LEAST + text).encode(), "x")[1])]


def source(key: str, value: str) -> Any:
    """Read one field of a source."""
    return getattr(dossier_of(f"sources: {{a: {{title: x, {key}: {value}}}}}\n").sources["a"], key)


@pytest.mark.parametrize("path", ["a.txt", "raqqa/mee.txt", "a b/ç.txt", ".hidden/x"])
def test_paths(path: str) -> None:
    """A path stays below the dossier's folder."""
    assert source("text", path) == path


BAD_PATHS = ["/a", "../a", "a/../b", "a//b", "a/", "./a", "a/.", "~/a", "C:/a", "c:a", "'a\\b'", "'\\\\h\\s'", '"a\\0b"']


@pytest.mark.parametrize("path", BAD_PATHS)
def test_paths_refused(path: str) -> None:
    """A path that leads elsewhere, or may on some system, is refused."""
    assert names_of(f"sources: {{a: {{title: x, text: {path}}}}}\n")


@pytest.mark.parametrize(
    "url", ["http://a.example", "HTTPS://a.example/b?c=d&e#f", "mailto:a@b.example", "'https://a.example/%20,b'"]
)
def test_addresses(url: str) -> None:
    """An address is kept as written."""
    assert source("url", url) == url.strip("'")


SCHEMES = ["javascript:alert(1)", "file:///etc/passwd", "'data:text/html,x'", "ftp://a"]
HALVES = [
    "//a.example",
    "https://",
    "'https://a b'",
    "mailto:a",
    "'https://a\"b'",
    "'https://a/<b>'",
    "'\\\\host\\share'",
    "a.example",
]


@pytest.mark.parametrize("url", SCHEMES + HALVES)
def test_addresses_refused(url: str) -> None:
    """Other schemes, and what isn't a whole address, are refused."""
    assert names_of(f"sources: {{a: {{title: x, url: {url}}}}}\n") == ["bad-url"]


def test_sha256() -> None:
    """A SHA-256 is read in lower case; one of another length is refused."""
    assert source("sha256", "AB" * 32) == "ab" * 32
    assert names_of(f"sources: {{a: {{title: x, sha256: {'a' * 63}}}}}\n") == ["bad-sha256"]


@pytest.mark.parametrize("tag", ["en", "en-GB", "ku-Latn-TR", "sr-Latn-RS-x-a1", "zh-419", "no"])
def test_languages(tag: str) -> None:
    """A language tag is kept as written, also where YAML 1.1 would see a truth value."""
    assert list(dossier_of(f"actors: {{a: {{name: A, native: {{{tag}: x}}}}}}\n").actors["a"].native) == [tag]


@pytest.mark.parametrize("tag", ["e", "en_GB", "en-", "en-x", "english language", "toolongatag", "en--GB"])
def test_languages_refused(tag: str) -> None:
    """What isn't a well-formed tag is refused."""
    assert names_of(f"actors: {{a: {{name: A, native: {{{tag}: x}}}}}}\n") == ["bad-language"]


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("35.95, 39.01", Point("35.95", "39.01", False)),
        ("about 35.950,-39.0", Point("35.950", "-39.0", True)),
        ("-90, 180", Point("-90", "180", False)),
        ("\u22125, +10", Point("-5", "+10", False)),
    ],
)
def test_points(written: str, point: Point) -> None:
    """A point keeps its digits."""
    assert dossier_of(f"places: {{a: {{name: A, at: '{written}'}}}}\n").places["a"].at == point


@pytest.mark.parametrize("written", ["91, 0", "0, 181", "91, 181", "35", "35, 39, 1", "nan, 1", "1e1, 2", "35°N, 39°E", "1,2,3"])
def test_points_refused(written: str) -> None:
    """What lies outside the globe, or isn't in decimal degrees, is refused."""
    assert names_of(f"places: {{a: {{name: A, at: '{written}'}}}}\n") == ["bad-point"]


@pytest.mark.parametrize(("written", "whole"), [("0", 0), ("12", 12), ("999999999", 999999999)])
def test_whole_numbers(written: str, whole: int) -> None:
    """A whole number is read as such."""
    assert read(f"{LEAST}  edition: {written}\n".encode(), "x")[0].facts.edition == whole


@pytest.mark.parametrize("written", ["-1", "1.5", "010", "1e3", "0x10", "9" * 5000, "١٢"])
def test_whole_numbers_refused(written: str) -> None:
    """Signs, fractions, octals and what no edition can be are refused."""
    assert names_of(f"  edition: {written}\n") == ["wrong-type"]


@pytest.mark.parametrize(("written", "id", "word", "cites"), [
    ("army", "army", None, 0),
    ("army, as of 2024-02-17 [@1, 6]", "army", "as of", 2),
    ("{by: army, when: since 2024, cite: 3}", "army", "since", 1),
    ("{by: army}", "army", None, 0),
    ("army, as of [2024-01,2024-02]", "army", "as of", 0),
])  # fmt: skip
def test_holders(written: str, id: str, word: str | None, cites: int) -> None:
    """Who holds a place is read from one line or from the long form."""
    written = written if written.startswith("{") else f"'{written}'"
    held = dossier_of(f"places: {{a: {{name: A, held_by: {written}}}}}\n").places["a"].held_by
    assert (held.by.id, held.when and held.when.word, sum(len(c.locators) for c in held.cites)) == (id, word, cites)


@pytest.mark.parametrize(("written", "state", "against", "word"), [
    ("army", "held", [], None),
    ("army, held, as of 2024", "held", [], "as of"),
    ("army, contested", "contested", [], None),
    ("army, contested by rebels + guard, as of 2024-02-17 [@1]", "contested", ["rebels", "guard"], "as of"),
    ("army, under attack by rebels [@1]", "under attack", ["rebels"], None),
    ("army, taken, 2024-02 [@1]", "taken", [], ""),
    ("{by: army, state: under attack, against: rebels, when: since 2024, cite: 3}", "under attack", ["rebels"], "since"),
    ("{by: army, state: contested, against: [rebels, guard]}", "contested", ["rebels", "guard"], None),
])  # fmt: skip
def test_how_a_place_stands(written: str, state: str, against: list[str], word: str | None) -> None:
    """A place that is fought over would read as held, or who fights for it would be lost."""
    written = written if written.startswith("{") else f"'{written}'"
    held = dossier_of(f"places: {{a: {{name: A, held_by: {written}}}}}\n").places["a"].held_by
    assert (held.by.id, held.state, [ref.id for ref in held.against], held.when and held.when.word) == (
        "army",
        state,
        against,
        word,
    )


@pytest.mark.parametrize(("written", "name", "column"), [
    ("army, taken by rebels", "bad-holder", 39),
    ("army, held by rebels", "bad-holder", 39),
    ("army, contested by The Rebels", "bad-id", 52),
    ("army, contested, ", "date", None),
    ("army, besieged by rebels", "bad-holder", 39),
    ("army, under attack by", "bad-holder", 39),
    ("{by: army, state: lost}", "unknown-word", None),
    ("{by: army, against: rebels}", "bad-holder", None),
])  # fmt: skip
def test_how_a_place_stands_refused(written: str, name: str, column: int | None) -> None:
    """A slip in how a place stands would be taken for a date, or be dropped."""
    written = written if written.startswith("{") else f"'{written}'"
    problems = read(
        f"dossier: {{title: T, marking: TLP:RED}}\nplaces: {{a: {{name: A, held_by: {written}}}}}\n".encode(), "t.yaml"
    )[1]
    assert [problem.name for problem in problems] == [name]
    assert column is None or (problems[0].span and problems[0].span.column) == column


@pytest.mark.parametrize("written", ["not stated", "not stated [@3]", "{state: not stated, cite: 3}"])
def test_a_way_in_that_the_sources_are_silent_on(written: str) -> None:
    """That nothing is stated of a way in would be taken for its state, and drawn on the map."""
    (way,) = (
        dossier_of(f"places: {{a: {{name: A, approaches:\n  {{east: {written if written[0] == '{' else repr(written)}}}}}}}\n")
        .places["a"]
        .approaches
    )
    assert (way.direction, way.state) == ("east", NOT_STATED)


@pytest.mark.parametrize("written", ["army, ", "army, whenever", "The Army", "army [@3] or so", "{when: 2024}"])
def test_holders_refused(written: str) -> None:
    """Half a holder is no holder."""
    written = written if written.startswith("{") else f"'{written}'"
    assert names_of(f"places: {{a: {{name: A, held_by: {written}}}}}\n")


def test_a_date_run_on_to_its_holder() -> None:
    """A comma that is missing before a date is told where it is missing, and the line is not taken for an id."""
    problems = read(b"dossier: {title: T, marking: TLP:RED}\nplaces: {a: {name: A, held_by: army since 2024}}\n", "t.yaml")[1]
    assert [(p.name, p.span and p.span.column, p.hint) for p in problems] == [
        ("bad-date", 37, "put a comma after the id: army, since 2024")
    ]


def test_directions() -> None:
    """The eight directions are taken, each with its state."""
    ways = ", ".join(f"{direction}: open" for direction in DIRECTIONS)
    assert [
        a.direction for a in dossier_of(f"places: {{a: {{name: A, approaches: {{{ways}}}}}}}\n").places["a"].approaches
    ] == list(DIRECTIONS)


def test_note_without_full_stop() -> None:
    """A note after a date prints without the full stop of its line."""
    (dated,) = dossier_of("events: [{what: x, when: '2024-02-16 [@3], said as Thursday.'}]\n").events[0].when
    assert dated.note == "said as Thursday"


def test_blocks_lose_their_line_end() -> None:
    """A line written as a block is the line, without the line end that YAML keeps."""
    assert read(b"dossier:\n  marking: TLP:RED\n  title: |\n    One line\n", "x")[0].facts.title == "One line"


def test_prose_knows_where_it_was_written() -> None:
    """A citation after blank lines and escapes in a quoted paragraph is found at its very place."""
    text = 'bottom_line: "It is \\u201cso\\u201d.\n  And \\\n  so. [@3]"\n'
    cite = dossier_of(text).bottom_line.cites[0]
    assert cite.span[1:3] == (6, 8)
    passage = 'sections: [{id: own, title: O, text: "One.\n\n\n  Two. [@3]"}]\n'
    (cites,) = (block.items[0].cites for block in dossier_of(passage).sections[0].text if block.items[0].cites)
    assert cites[0].span[1:3] == (7, 9)


def test_tag_directive() -> None:
    """A directive for tags is refused as one for the version is."""
    _, problems = read(b"%TAG !e! tag:e.example,2024:\n---\n" + LEAST.encode(), "x")
    assert [p.name for p in problems] == ["yaml-directive"]


def test_empty_tag_is_told_once() -> None:
    """A tag with nothing after it is one problem, not two."""
    assert names_of("bottom_line: !\n") == ["yaml-tag"]


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many values and too many bytes are refused, the first with its place."""
    monkeypatch.setattr(reader, "MOST_NODES", 20)
    _, problems = read_sheet_nodes(LEAST.encode() + b"actors: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o]\n", "x")
    assert [(p.name, p.span.line) for p in problems] == [("too-many", 4)]
    monkeypatch.setattr("dossier.reading.source.MOST_BYTES", 50)
    assert [p.name for p in read(LEAST.encode() + b" " * 20, "x")[1]] == ["file-size"]


def test_libyaml_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML without libyaml is told as a problem of the installation."""
    import sys

    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    with pytest.raises(reader.DossierError, match="without libyaml"):
        read(LEAST.encode(), "x")


@pytest.mark.parametrize("text", ["[@a 6]", " [@a 6] [@a 7]"])
def test_a_citation_alone_is_no_statement(text: str) -> None:
    """A claim would print as a number with a key, or bring the build down where its words are said again."""
    assert names_of(f"sources: {{a: {{title: x}}}}\nclaims:\n  Said:\n    one: {{text: '{text}', cite: a 6}}\n") == ["citation"]

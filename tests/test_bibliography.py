"""From a bibliography in CSL-JSON to records of sources: what is filled in, what is kept beside it, what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.cli import run
from dossier.importing.bibliography import MOST_ITEMS, read_bibliography, written
from dossier.importing.writtendates import date_of
from dossier.model import Source
from dossier.problems import DossierError, Problem
from dossier.reading.reader import read

TOP = "dossier:\n  title: A brief\n  marking: TLP:GREEN\n"
NEWSPAPER = {
    "id": "http://zotero.org/users/1/items/AB12CD34",
    "citation-key": "goghBridge2017",
    "type": "article-newspaper",
    "title": "The bridge is <i>closed</i>",
    "container-title": "The Ferry Times",
    "publisher": "Ferry Press",
    "author": [{"given": "Ada", "family": "Gogh", "non-dropping-particle": "van"}, {"literal": "Harbour Office"}],
    "issued": {"date-parts": [["2017", 2, 17]]},
    "accessed": {"date-parts": [[2017, 3]]},
    "URL": "https://example.org/bridge?a=b#c",
    "archive_location": "https://archive.example.org/1",
    "abstract": "First line.\nSecond: line.",
}


def sources(*items: Any) -> list[Source]:
    """Return the records that our reader takes from what is printed for these items; it finds nothing wrong."""
    text = TOP + written(read_bibliography(json.dumps(items).encode(), "a.json"))
    dossier, problems = read(text.encode(), "a.yaml")
    assert problems == []
    assert dossier is not None
    return list(dossier.sources.values())


def rest(**item: Any) -> list[str]:
    """Return what of an item stands in comments."""
    return list(read_bibliography(json.dumps([{"id": "a", "title": "T", **item}]).encode(), "a.json")[0].rest)


def refused(data: bytes | str) -> Problem:
    """Return the first reason why this is no bibliography."""
    with pytest.raises(DossierError) as stopped:
        read_bibliography(data.encode() if isinstance(data, str) else data, "a.json")
    return stopped.value.problems[0]


def test_an_item_fills_a_record() -> None:
    """Each variable that has a place is in it; what stands in a newspaper was published by that."""
    (source,) = sources(NEWSPAPER)
    assert source.id == "gogh-bridge-2017"
    assert source.title == "The bridge is closed"
    assert source.author == "Ada van Gogh and Harbour Office"
    assert source.publisher == "The Ferry Times"
    assert (source.published.edtf, source.accessed.edtf) == ("2017-02-17", "2017-03")
    assert (source.url, source.archived) == (NEWSPAPER["URL"], NEWSPAPER["archive_location"])


def test_what_has_no_place_is_listed() -> None:
    """Every other variable stands in a comment of one line, and so does what was only partly taken."""
    (item,) = read_bibliography(json.dumps([NEWSPAPER]).encode(), "a.json")
    assert set(item.rest) == {
        "id: http://zotero.org/users/1/items/AB12CD34",
        "citation-key: goghBridge2017",
        "type: article-newspaper",
        "title: The bridge is <i>closed</i>",
        "publisher: Ferry Press",
        'abstract: "First line.\\nSecond: line."',
    }
    assert rest(archive="Record Office", archive_location="FO 371/1") == ["archive: Record Office", "archive_location: FO 371/1"]
    assert rest(URL="ftp://example.org/a", DOI="none") == ["URL: ftp://example.org/a", "DOI: none"]
    assert rest(author=[{"family": "A", "ORCID": "1"}]) == ['author: [{"family": "A", "ORCID": "1"}]']
    assert rest(title="a\u202eb") == ["title: \"a\\u202eb\""]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        ([{"literal": "World Bank"}], "World Bank"),
        ([{"family": "Plato"}], "Plato"),
        ([{"given": "A.", "family": "One"}, {"given": "B.", "family": "Two"}, {"family": "Three"}], "A. One, B. Two and Three"),
        ([{"given": "Jean", "dropping-particle": "d'", "family": "Alembert"}], "Jean d'Alembert"),
        ([{"given": "Carl", "family": "Ray", "suffix": "Jr."}], "Carl Ray Jr."),
        ([{"given": "Carl", "family": "Ray", "suffix": "Jr.", "comma-suffix": True}], "Carl Ray, Jr."),
        ([{"given": "小明", "family": "王", "static-ordering": True}], "王 小明"),
    ],
)
def test_names_print_as_they_are_said(names: list[dict[str, Any]], printed: str) -> None:
    """Given name, particles, family name, suffix; an institution as it is."""
    (source,) = sources({"title": "T", "author": names})
    assert source.author == printed


@pytest.mark.parametrize(
    ("date", "edtf", "whole"),
    [
        ({"date-parts": [[2017]]}, "2017", True),
        ({"date-parts": [["2017", "02"]]}, "2017-02", True),
        ({"date-parts": [[2016, 10], [2017, 2, 17]]}, "2016-10/2017-02-17", True),
        ({"date-parts": [[2016]], "season": 2}, "2016-22", True),
        ({"date-parts": [[2016]], "season": "Autumn"}, "2016-23", True),
        ({"date-parts": [[2016, 15]]}, "2016-23", True),
        ({"date-parts": [[2016]], "season": "Michaelmas"}, "2016", False),
        ({"date-parts": [[1956, 7]], "circa": True}, "1956-07~", True),
        ({"date-parts": [[1956]], "literal": "Suez year"}, "1956", False),
        ({"raw": "17 February 2017"}, "2017-02-17", True),
        ({"raw": "2017-02-17T20:00:00Z"}, "2017-02-17", False),
        ({"raw": "2017-02", "circa": 1}, "2017-02~", True),
        ({"literal": "forthcoming in 2017"}, "", False),
        ({"literal": "in press"}, "", False),
        ("2017-02-17", "2017-02-17", True),
        ({}, "", False),
        ({"date-parts": [[]]}, "", False),
    ],
)
def test_dates_keep_their_precision(date: Any, edtf: str, whole: bool) -> None:
    """No date becomes more exact than it was, and what isn't in it is known to be left out."""
    assert date_of(date) == (edtf, whole)


def test_a_date_in_words_is_listed() -> None:
    """What can't be read as a date isn't guessed, and isn't lost."""
    (item,) = read_bibliography(b'[{"title": "T", "issued": {"literal": "in press"}}]', "a.json")
    assert item.fields["published"] == "not recorded"
    assert item.rest == ['issued: {"literal": "in press"}']


@pytest.mark.parametrize(
    "title",
    [
        "Suez: the canal", 'He said "no"', "A # B", "#", "@home", "[draft]", "{a}", "- item", "NO", "null", "~", "1984", "1e3",
        "back\\slash", "'", "%", "&a", "*a", "!tag", "a\nb\n\nc", " a\tb ", "a\u2028b", "\ufeffa", "a\x07b", "Not stated.",
        "ناقلة", "a\ud800b",
    ],
)  # fmt: skip
def test_any_title_is_read_back(title: str) -> None:
    """What YAML would take for something else stays text; lines become one, and what no file may hold goes."""
    (source,) = sources({"title": title})
    wanted = re.sub("[\ufeff\x07\ud800]", "", re.sub("[\n\t\u2028 ]+", " ", title)).strip()
    assert source.title == wanted


def test_a_title_that_says_so_is_a_gap() -> None:
    """`not stated` means in a bibliography what it means in a dossier."""
    (source,) = sources({"title": "not stated"})
    assert str(source.title) == "not stated"


WORDS = st.text(max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["id", "citation-key", "author", "issued", "URL", "DOI", "publisher", "archive", "note", "type"]) | WORDS


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=5), WORDS)
def test_whatever_is_taken_is_read_back(item: dict[str, Any], title: str) -> None:
    """An item is refused at its place, or our reader takes all that is printed of it."""
    try:
        made = read_bibliography(json.dumps([{**item, "title": title}]).encode(), "a.json")
    except DossierError as stopped:
        placed = [problem for problem in stopped.problems if problem.span]
        assert len(placed) == len(stopped.problems)  # noqa: PT017
        return
    dossier, problems = read((TOP + written(made)).encode(), "a.yaml")
    assert problems == []
    assert dossier is not None
    for key in ("note", "type"):
        kept = item.get(key) not in (None, "", [], {})
        assert any(line.startswith(f"{key}: ") for line in made[0].rest) == kept


def test_ids_are_ours_and_unique() -> None:
    """Citation keys become ids; without one author and year, or the title do; collisions are numbered, reserved words too."""
    author = [{"family": "Ünal"}]
    items = [
        {"title": "A", "citation-key": "smith2017"},
        {"title": "A", "id": "smith2017"},
        {"title": "A", "id": "smith-2017-2"},
        {"title": "A", "id": 7, "author": author, "issued": {"date-parts": [[2017]]}},
        {"title": "A", "note": "x\nCitation Key: doe_1999"},
        {"title": "A bridge too far away to see", "id": "https://example.org"},
        {"title": "ناقلة"},
        {"title": "A", "id": "desk"},
        {"title": "A", "id": "deck"},
    ]
    assert [source.id for source in sources(*items)] == [
        "smith-2017", "smith-2017-2", "smith-2017-2-2", "unal-2017", "doe-1999", "a-bridge-too-far-away", "source-7", "desk-2",
        "deck-2",
    ]  # fmt: skip


def test_a_number_that_is_taken_is_passed_over() -> None:
    """An id that looks like a numbered one is not given again."""
    keys = ("a", "a-2", "a", "a")
    assert [source.id for source in sources(*({"title": "T", "id": key} for key in keys))] == ["a", "a-2", "a-3", "a-4"]


def test_a_doi_leads_to_the_source() -> None:
    """Where no address is given, the DOI is one."""
    (source,) = sources({"title": "T", "DOI": "doi:10.1000/182"})
    assert source.url == "https://doi.org/10.1000/182"


@pytest.mark.parametrize(
    ("data", "said", "place"),
    [
        (b'[\n {"title": "a",}\n]', "not JSON", (2, 16)),
        (b"", "not JSON", (1, 1)),
        (b"\xff", "byte 1 is not UTF-8", (1, 1)),
        (b"{}", "a list of items is wanted", (1, 1)),
        (b"[]", "no item", (1, 1)),
        (b'[{"title": NaN}]', "NaN is not JSON", (1, 1)),
        (b'[{"title": "a", "title": "b"}]', "'title' stands twice", (1, 1)),
        (b'[{"digits": 1, "digits": 2}]', "'digits' stands twice", (1, 1)),
        (b"[" * 100_000, "nested too deep", (1, 1)),
        (b"[" + b"9" * 5000 + b"]", "number in it is too long", (1, 1)),
        (b'[{"title": "a"},\n  {"id": "b"}]', "item 2: it has no title", (2, 3)),
        (b'[{"title": "a"},\n\n 7 ]', "item 2: an object is wanted, not a number", (3, 2)),
        (b'[{"title": ["a"]}]', "item 1: `title` is a text, not a list", (1, 2)),
        (b'[{"title": "a", "author": "b"}]', "`author` is a list of names", (1, 2)),
        (b'[{"title": "a", "author": [{"family": []}]}]', "`family` of a name is a text", (1, 2)),
        (b'[{"title": "a", "issued": 2017}]', "`issued`: a date is an object", (1, 2)),
        (b'[{"title": "a", "issued": {"date-parts": [[2017, 2, 29]]}}]', "February 2017 has 28 days", (1, 2)),
        (b'[{"title": "a", "issued": {"date-parts": [[2017, 0]]}}]', "there is no month 00", (1, 2)),
        (b'[{"title": "a", "accessed": {"date-parts": [["x"]]}}]', "`accessed`: a date is a year", (1, 2)),
        (b'[{"title": "a", "issued": {"date-parts": [2017]}}]', "a list of lists", (1, 2)),
        (b'[{"title": "a", "issued": {"date-parts": [[1], [2], [3]]}}]', "holds 3 dates", (1, 2)),
        (b'[{"title": "a", "issued": {"date-parts": [[2018], [2017]]}}]', "ends before it begins", (1, 2)),
        (b"[" + b"0," * MOST_ITEMS + b"0]", "the most is", (1, 1)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(data: bytes, said: str, place: tuple[int, int]) -> None:
    """Line and column where it isn't JSON, else where the item begins."""
    problem = refused(data)
    assert said in problem.message
    assert problem.span is not None
    assert (problem.span.file, problem.span.line, problem.span.column) == ("a.json", *place)


def test_all_that_is_wrong_is_told_at_once() -> None:
    """One bad item doesn't hide the next."""
    with pytest.raises(DossierError) as stopped:
        read_bibliography(b'[{"id": 1}, {"title": "a"}, {"id": 2}]', "a.json")
    assert [problem.message for problem in stopped.value.problems] == ["item 1: it has no title", "item 3: it has no title"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bibliography in it."""
    monkeypatch.chdir(tmp_path)
    items = [NEWSPAPER, {"id": "ministry", "title": "A paper"}]
    (tmp_path / "library.json").write_text(json.dumps(items), encoding="utf-8")
    return tmp_path


def test_the_command_prints_what_can_be_pasted(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is the part `sources:` and nothing else."""
    assert run(["sources", "library.json"]) == 0
    out, said = capsys.readouterr()
    assert said == ""
    dossier, problems = read((TOP + out).encode(), "a.yaml")
    assert problems == []
    assert dossier is not None
    assert list(dossier.sources) == ["gogh-bridge-2017", "ministry"]


def test_the_command_refuses_with_a_place(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, nothing on standard output, and the line with a caret."""
    (desk / "library.json").write_text('[\n  {"id": "a"}\n]', encoding="utf-8")
    assert run(["sources", "library.json"]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith("library.json:2:3: error: item 1: it has no title\n")
    assert "^" in said
    assert run(["sources", "missing.json"]) == 2
    assert run(["new", "ferry", "--csl", "library.json"]) == 2
    assert not (desk / "sources").exists()


def test_a_new_dossier_has_the_sources(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They stand in the place of the one that a new dossier has; an id that it uses elsewhere is numbered; it builds."""
    assert run(["new", "ferry", "--csl", "library.json"]) == 0
    text = (desk / "sources" / "ferry.yaml").read_bytes()
    dossier, problems = read(text, "ferry.yaml")
    assert problems == []
    assert dossier is not None
    assert list(dossier.sources) == ["gogh-bridge-2017", "ministry-2"]
    assert dossier.defaults is not None
    assert dossier.defaults.source.id == "gogh-bridge-2017"
    assert run(["build"]) == 0
    assert (desk / "build" / "ferry.pdf").exists()


def test_an_article_and_a_bibliography_are_two_beginnings(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--from and --csl are not taken together."""
    assert run(["new", "ferry", "--csl", "library.json", "--from", "a.txt"]) == 2
    assert "can't go together" in capsys.readouterr().err

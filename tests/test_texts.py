"""Pinned texts: decoding, labels that are written or found, where a text is read from, and what is wrong with it."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import pipeline
from dossier.cli import run
from dossier.inline import Locator
from dossier.problems import DossierError, Problem, errors_in
from dossier.texts import Labelled, PinnedText, labelled, pinned, written

ARTICLES = Path(__file__).parent / "articles"
FERRY = ARTICLES / "ferry.txt"


def read(data: bytes | str) -> PinnedText:
    """Make a pinned text that has nothing wrong with it."""
    text, problems = pinned(data.encode() if isinstance(data, str) else data, "a.txt")
    assert problems == []
    assert text is not None
    return text


def wrong(data: bytes | str) -> Problem:
    """Return the one thing that is wrong with a text."""
    text, problems = pinned(data.encode() if isinstance(data, str) else data, "a.txt")
    assert text is None
    (problem,) = problems
    return problem


def labels(text: str) -> list[tuple[str, str]]:
    """Return labels and paragraphs."""
    return [(it.label, it.text) for it in labelled(text, "a.txt")[0]]


def test_an_article_gets_its_labels_by_rule() -> None:
    """Menu, headline, deck and caption are told apart from the paragraphs, which are counted from the first sentence."""
    assert read(FERRY.read_bytes()).labels() == "menu-1, headline, deck, caption, 1 to 10"


def test_the_article_named_in_the_environment_gets_its_labels() -> None:
    """A real article, which can't be part of the project: headline, deck, caption and 17 paragraphs."""
    path = os.environ.get("DOSSIER_ARTICLE")
    if not path:
        pytest.skip("DOSSIER_ARTICLE names no article")
    assert read(Path(path).read_bytes()).labels() == "menu-1, headline, deck, caption, 1 to 17"


def test_written_labels_count() -> None:
    """A label stands before its paragraph, which goes on to the next label; lines and empty lines in it are white space."""
    text = "\n[headline]\nOne\n\n[p12]\nTwo\nlines\n\nand more\n\n[§4.1]\nThree\n"
    assert labels(text) == [("headline", "One"), ("p12", "Two lines and more"), ("§4.1", "Three")]


def test_a_line_in_brackets_is_no_label_where_the_text_has_none() -> None:
    """Only a usual label, or one with a digit, says in the first line that a text is labelled."""
    assert labels("[Updated]\n\nIt rained all day on the island.") == [
        ("headline", "[Updated]"),
        ("1", "It rained all day on the island."),
    ]


def test_a_backslash_keeps_what_looks_like_a_label() -> None:
    """What is written comes back as it was, a paragraph in brackets too."""
    paragraphs = [Labelled("1", "[applause]", 0), Labelled("2", r"\[7]", 0)]
    assert labels(written(paragraphs)) == [("1", "[applause]"), ("2", r"\[7]")]


WORDS = (
    st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=30)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_a_labelled_text_is_read_as_it_was_written(paragraphs: list[str]) -> None:
    """No paragraph is lost, joined, or taken for a label."""
    given = [Labelled(str(n), text, 0) for n, text in enumerate(paragraphs, 1)]
    assert labels(written(given)) == [(it.label, it.text) for it in given]


@given(st.text(max_size=300))
def test_labels_found_by_rule_lose_no_word(text: str) -> None:
    """Whatever the text, all its words stand under labels that are all different, in their order."""
    found = labelled(text.replace("[", "("), "a.txt")[0]
    assert [word for it in found for word in it.text.split()] == text.replace("[", "(").split()
    assert len({it.label for it in found}) == len(found)


def test_lines_that_were_broken_to_a_width_are_one_paragraph() -> None:
    """A text as mail programs and terminals write it has paragraphs of several lines; one line a paragraph stays so."""
    first = "The first line of this text goes on for a while and\nthen is continued in the next one. So ends it here."
    broken = f"{first}\n\nA second paragraph is here."
    assert [label for label, _ in labels(broken)] == ["1", "2"]
    lines = "Headline of a text\n\nThe first paragraph is short.\nThe second one is a good deal longer than that, and more.\n"
    assert [label for label, _ in labels(lines)] == ["headline", "1", "2"]


def test_byline_dateline_headings_and_credits_are_not_counted() -> None:
    """What stands between the paragraphs has labels of its own, so that the paragraphs keep the numbers a reader counts."""
    parts = ["Head", "By Mara Ellison", "Published 2 May 2031", "It rained.", "More rain", "It snowed."]
    text = "\n\n".join([*parts, "Snow on the pier (Osk Courier)", "It ended."])
    assert [label for label, _ in labels(text)] == ["headline", "byline", "dateline", "1", "heading-1", "2", "caption", "3"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings_with_a_mark_are_read(codec: str) -> None:
    """UTF-8 with or without its mark, and UTF-16 with one, come to the same text; the digest is that of the bytes."""
    text = "[1]\r\nDer Hafen – „zu“.\r\n"
    data = (b"\xfe\xff" if codec == "utf-16-be" else b"") + text.encode(codec)
    made = read(data)
    assert made.paragraphs["1"].text == "Der Hafen – „zu“."
    assert made.digest == sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        (b"[1]\nAb\xe9c", "byte 0xE9 at offset 6 is not UTF-8", (2, 3)),
        (b"[1]\nA\0b", "a NUL character at offset 5", (2, 2)),
        ("[1]\nAb".encode("utf-16-le"), "a NUL character at offset 1", (1, 2)),
        (b"\xff\xfeA\0\x00\xd8", "byte 0x00 at offset 4 is not UTF-16", (1, 1)),
        ("[1]\nA\u202eb".encode(), "U+202E overrides the direction of text", (2, 2)),
        ("[1]\nA\n[1]\nB", "the label '1' stands here a second time; the first is in line 1", (3, 1)),
        ("[1]\nA\n[1-2]\nB", "'1-2' is a range, no label", (3, 1)),
        ("[1]\n\n[2]\nB", "nothing stands under the label '1'", (1, 1)),
    ],
)
def test_what_is_no_text_is_told_with_its_place(data: bytes | str, message: str, place: tuple[int, int]) -> None:
    """Bytes of another encoding, NULs, signs that turn text round, labels twice or for nothing."""
    problem = wrong(data)
    assert problem.message == message
    assert problem.span is not None
    assert problem.span[1:3] == place


def test_an_empty_text_is_wrong() -> None:
    """A text without a word can't be cited."""
    assert "empty" in wrong(b" \n\n ").message


def test_ranges_of_labels() -> None:
    """A range is all that stands between its ends; an unknown end names nothing and is told."""
    text = read("[headline]\nA\n[1]\nB\n[1a]\nC\n[2]\nD\n[3]\nE")
    assert [it.label for it in text.between(Locator("1", "2"))] == ["1", "1a", "2"]
    assert text.between(Locator("2", "9")) == ()
    assert text.unknown(Locator("2", "9")) == "9"
    assert text.labels() == "headline, 1, 1a, 2, 3"


# Where a text comes from ----------------------------------------------------------------------------------------------
DOSSIER = """
dossier: {{title: T, marking: "TLP:CLEAR"}}
sources:
  courier: {{title: Night ferry, {record}}}
claims:
  All:
    one: {{text: It was stopped., cite: courier 1, grade: 2}}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a dossier's text below it, and one that is outside."""
    (tmp_path / "desk" / "texts").mkdir(parents=True)
    for path in ("desk/texts/a.txt", "outside.txt"):
        (tmp_path / path).write_text("[1]\nIt was stopped on Thursday.\n", encoding="utf-8")
    return tmp_path / "desk"


def checked(desk: Path, record: str, **texts: str) -> list[Problem]:
    """Check a dossier in the folder, and return its errors."""
    path = desk / "d.yaml"
    path.write_text(DOSSIER.format(record=record), encoding="utf-8")
    try:
        pipeline.check(path.read_bytes(), str(path), root=pipeline.folder_of(str(path)), texts=texts)
    except DossierError as stopped:
        return errors_in(stopped.problems)
    return []


def test_a_text_is_read_below_the_folder_of_its_dossier(desk: Path) -> None:
    """What the dossier names is read, and its labels count."""
    assert checked(desk, "text: texts/a.txt") == []
    (problem,) = checked(desk, "text: texts/b.txt")
    assert "texts/b.txt: no such file" in problem.message
    assert problem.name == "unreadable"
    assert problem.span is not None
    assert problem.span.line == 4


def test_no_text_is_read_outside_the_folder(desk: Path) -> None:
    """Neither by `..` nor through a link; the user may grant such a path on the command line."""
    assert checked(desk, "text: ../outside.txt")[0].name == "bad-path"
    (desk / "link.txt").symlink_to("../outside.txt")
    assert "symbolic link" in checked(desk, "text: link.txt")[0].message
    assert checked(desk, "", courier=str(desk / "link.txt")) == []


def test_without_a_folder_no_file_is_read(desk: Path) -> None:
    """Bytes that come from nowhere in particular name no files."""
    ready = pipeline.check(DOSSIER.format(record="text: texts/none.txt").encode())
    assert ready.texts == {}


def test_a_text_that_has_changed_is_told_with_both_digests(desk: Path) -> None:
    """The record's SHA-256 is that of the file's bytes; where it isn't, both are named at the record."""
    digest = sha256((desk / "texts" / "a.txt").read_bytes()).hexdigest()
    assert checked(desk, f"text: texts/a.txt, sha256: {digest}") == []
    (problem,) = checked(desk, f"text: texts/a.txt, sha256: {'0' * 64}")
    assert problem.name == "changed-text"
    assert digest in problem.message
    assert "0" * 64 in problem.message
    assert checked(desk, "text: texts/a.txt, sha256: not recorded") == []


def test_a_text_for_no_source_is_an_error(desk: Path) -> None:
    """A slip in the id given on the command line must not leave the quotations unchecked."""
    (problem,) = checked(desk, "", curier="x.txt")
    assert "no source has the id 'curier'" in problem.message


def test_unknown_labels_are_told_with_those_there_are(desk: Path) -> None:
    """A paragraph that the text doesn't have can't be cited; without the text nobody knows."""
    path = desk / "d.yaml"
    text = DOSSIER.format(record="text: texts/a.txt").replace("courier 1", "courier 1-3")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError) as stopped:
        pipeline.check(path.read_bytes(), str(path), root=str(desk))
    (problem,) = errors_in(stopped.value.problems)
    assert problem.message == "'courier' has no paragraph with the label '3'"
    assert problem.hint == "its text has 1"
    assert problem.name == "unknown-label"
    pipeline.check(path.read_bytes(), str(path))


def test_a_text_is_an_input(desk: Path) -> None:
    """The build says which texts it was made from, so that they are watched and never overwritten."""
    path = desk / "d.yaml"
    path.write_text(DOSSIER.format(record="text: texts/a.txt"), encoding="utf-8")
    assert pipeline.brief(str(path)).inputs[-1] == str(desk / "texts" / "a.txt")


# Commands -------------------------------------------------------------------------------------------------------------
CITING = """
dossier: {title: T, marking: "TLP:CLEAR"}
defaults: {source: courier}
sources:
  courier: {title: Night ferry, reliability: C, text: ferry.txt}
claims:
  All:
    one: {text: It was stopped., cite: "1-3, 5", grade: 2}
    two: {text: It was said so., cite: 4, grade: 2}
events:
  - {when: 2031-05-01, claim: one}
  - {when: 2031-05-01, what: "A second ship was asked for. [@2]"}
"""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder sources/ with a dossier and its text, below the current one."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "ferry.txt").write_bytes(FERRY.read_bytes())
    (tmp_path / "sources" / "a.yaml").write_text(CITING, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "sources"


def test_show_prints_a_paragraph_and_what_cites_it(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Direct citations and ranges, each with its place, and what rests on the claims among them."""
    assert run(["show", "courier", "2"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith('[2] "We would rather have no ferry at all')
    assert rest == [
        "cited by",
        "  claim one, sources/a.yaml:8",
        "    and through it by event 1, sources/a.yaml:11",
        "  event 2, sources/a.yaml:12",
    ]
    assert run(["show", "courier", "10"]) == 0
    assert capsys.readouterr().out.endswith("\ncited by nothing\n")
    judged = "judgements: {end: {text: It is likely over., rests_on: one}}\nbottom_line: The end is likely. [@end; @one]\n"
    (sources / "a.yaml").write_text(CITING + judged, encoding="utf-8")
    assert run(["show", "courier", "3"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "cited by",
        "  claim one, sources/a.yaml:8",
        "    and through it by the bottom line, sources/a.yaml:14",
        "    and through it by judgement end, sources/a.yaml:13",
        "    and through it by event 1, sources/a.yaml:11",
    ]


def test_show_lists_the_labels(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is in the text, menu lines too, each with its first words."""
    assert run(["show", "courier"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 14
    assert lines[0] == "[menu-1]   Skip to main content"
    assert lines[-1].startswith("[10]       The council")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["curier"], "no source has the id 'curier'"),
        (["courier", "11"], "its text has menu-1, headline, deck, caption, 1 to 10"),
        (["courier", "1", "--text", "courier=none.txt"], "none.txt: no such file"),
        (["courier", "1", "--text", "none.txt"], "write ID=PATH"),
    ],
)
def test_show_says_what_there_is_not(sources: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    """No such source, label or file: bad input, with advice."""
    assert run(["show", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_show_asks_which_dossier_is_meant(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two dossiers with the same id of a source: --in says which; a source without a text has nothing to show."""
    (sources / "b.yaml").write_text(CITING.replace(", text: ferry.txt", ""), encoding="utf-8")
    assert run(["show", "courier", "1"]) == 2
    assert "--in FILE" in capsys.readouterr().err
    assert run(["show", "courier", "1", "--in", "sources/a.yaml"]) == 0
    assert run(["show", "courier", "1", "--in", "sources/b.yaml"]) == 2
    assert "is not at hand" in capsys.readouterr().err


def test_check_and_build_take_texts_from_the_command_line(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the user grants goes before what the dossier names, in both."""
    (sources / "short.txt").write_text("[1]\nIt was stopped.\n", encoding="utf-8")
    assert run(["check"]) == 0
    assert run(["check", "--text", "courier=sources/short.txt"]) == 2
    assert "no paragraph with the label '3'" in capsys.readouterr().err
    assert run(["build", "--text", "courier=sources/short.txt"]) == 2
    assert run(["check", "--text", "courier=a", "--text", "courier=b"]) == 2


def test_a_pinned_text_is_watched_and_never_overwritten(sources: Path) -> None:
    """A build tells its text as an input, also where it failed because of it; an output can't take its place."""
    from dossier.commands.build import Job
    from dossier.commands.watch import _again
    from dossier.pipeline import usual_look

    job = Job("sources/a.yaml", "out.pdf")
    assert "sources/ferry.txt" in _again(job, usual_look, {})
    (sources / "ferry.txt").write_bytes(b"[1]\nr\xe9")
    assert "sources/ferry.txt" in _again(job, usual_look, {})
    (sources / "ferry.txt").write_bytes(FERRY.read_bytes())
    (sources / "ferry.txt").rename(sources / "ferry.md")
    assert run(["build", "sources/a.yaml", "--text", "courier=sources/ferry.md", "-o", "sources/ferry.md"]) == 1
    assert (sources / "ferry.md").read_bytes() == FERRY.read_bytes()


def test_the_bytes_do_not_tell_where_a_text_lies(sources: Path) -> None:
    """Named by the dossier or granted by the user, the same text makes the same PDF."""
    (sources.parent / "elsewhere.txt").write_bytes(FERRY.read_bytes())
    named = pipeline.brief("sources/a.yaml").pdf
    assert pipeline.brief("sources/a.yaml", texts={"courier": "elsewhere.txt"}).pdf == named

"""From an article to a dossier: what is pinned, what is suggested, what is asked, and what is refused."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dossier import pipeline
from dossier.cli import run
from dossier.importing.article import read_article
from dossier.importing.candidates import Candidate, mentioned_dates, names, quotations
from dossier.importing.writtendates import dates, first_date
from dossier.problems import DossierError, Problem
from dossier.reading.reader import read
from dossier.texts import Labelled, pinned

FERRY = Path(__file__).parent / "articles" / "ferry.txt"
BODY = "It rained all day on the island, the harbour office said.\n\nThe day after it snowed."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(data: bytes | str, name: str = "a.txt") -> Problem:
    """Return why this is no article."""
    with pytest.raises(DossierError) as stopped:
        read_article(data.encode() if isinstance(data, str) else data, name)
    return stopped.value.problems[0]


def test_a_dossier_made_from_an_article_has_its_text_and_its_words(desk: Path) -> None:
    """The pinned text stands beside the dossier under its digest, each quotation is a claim, and all of them are found in it."""
    assert run(["new", "ferry", "--from", str(FERRY), "--drop-menu"]) == 0
    data = (desk / "sources" / "ferry.report.txt").read_bytes()
    text, problems = pinned(data, "t")
    assert problems == []
    assert text is not None
    assert text.labels() == "headline, deck, caption, 1 to 10"
    dossier, problems = read((desk / "sources" / "ferry.yaml").read_bytes(), "d")
    assert problems == []
    assert dossier is not None
    source = dossier.sources["report"]
    assert (source.title, source.text, source.sha256) == (
        "Night ferry to Osk stopped after engines fail",
        "ferry.report.txt",
        sha256(data).hexdigest(),
    )
    (group,) = dossier.claims
    assert len(group.claims) == 5
    ready = pipeline.check((desk / "sources" / "ferry.yaml").read_bytes(), "d", root="sources")
    assert [p for p in ready.problems if p.name in ("quotation", "unverified-quotation-marks")] == []
    assert run(["build", "sources/ferry.yaml"]) == 0


def test_what_a_person_must_decide_says_so(desk: Path) -> None:
    """Suggestions stand in comments, TODO where the program can't know, and nothing is made up."""
    assert run(["new", "ferry", "--from", str(FERRY), "--keep-menu"]) == 0
    text = (desk / "sources" / "ferry.yaml").read_text(encoding="utf-8")
    assert text.count('text: "TODO: say in your own words what is claimed here."') == 5
    for line in (
        "    author: not stated",
        "    published: not stated",
        "      # perhaps said by: harbour master Ilse Brandt",
        "      # perhaps said by: she (harbour master Ilse Brandt?)",
        "#   Fishermen's Union (8)",
        "#   2 May 2031, 2031-05-02 (9)",
    ):
        assert line in text.split("\n"), line


def test_menu_lines_are_never_dropped_in_silence(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal the writer has to say what becomes of them; either way they are named."""
    assert run(["new", "ferry", "--from", str(FERRY)]) == 2
    assert not (desk / "sources").exists()
    assert "line 1: Skip to main content" in capsys.readouterr().err
    assert run(["new", "ferry", "--from", str(FERRY), "--drop-menu"]) == 0
    assert "left out, as the menu of a web site:\n  line 1: Skip to main content" in capsys.readouterr().err
    assert "Skip to main" not in (desk / "sources" / "ferry.report.txt").read_text(encoding="utf-8")
    assert run(["new", "kept", "--from", str(FERRY), "--keep-menu"]) == 0
    assert (desk / "sources" / "kept.report.txt").read_text(encoding="utf-8").startswith("[menu-1]\nSkip to main content\n")


@pytest.mark.parametrize(("answer", "kept"), [("y\n", False), ("n\n", True)])
def test_on_a_terminal_the_writer_is_asked(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str, kept: bool
) -> None:
    """The lines are shown, and the answer decides."""
    import io

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert run(["new", "ferry", "--from", str(FERRY)]) == 0
    assert "Skip to main content" in capsys.readouterr().err
    assert ("[menu-1]" in (desk / "sources" / "ferry.report.txt").read_text(encoding="utf-8")) is kept


def test_nothing_that_exists_is_overwritten(desk: Path) -> None:
    """Neither the dossier nor a pinned text that stands there already."""
    (desk / "sources").mkdir()
    (desk / "sources" / "ferry.report.txt").write_text("mine", encoding="utf-8")
    assert run(["new", "ferry", "--from", str(FERRY), "--drop-menu"]) == 1
    assert os.listdir(desk / "sources") == ["ferry.report.txt"]
    assert (desk / "sources" / "ferry.report.txt").read_text(encoding="utf-8") == "mine"


def test_the_article_named_in_the_environment_becomes_a_dossier(desk: Path) -> None:
    """A real article, which can't be part of the project: its labels, and its three quotations."""
    path = os.environ.get("DOSSIER_ARTICLE")
    if not path:
        pytest.skip("DOSSIER_ARTICLE names no article")
    assert run(["new", "real", "--from", path, "--drop-menu"]) == 0
    text, _ = pinned((desk / "sources" / "real.report.txt").read_bytes(), "t")
    assert text is not None
    assert text.labels() == "headline, deck, caption, 1 to 17"
    assert (desk / "sources" / "real.yaml").read_text(encoding="utf-8").count("      quote: ") == 3
    assert run(["check", "sources/real.yaml"]) == 0


# What is no article ---------------------------------------------------------------------------------------------------
def test_an_article_without_paragraphs_is_refused() -> None:
    """A headline and a deck are no article; neither is an empty file."""
    assert refused("A headline\n\nA deck without a full stop\n").name == "no-article"
    assert refused("\n \n").message == "there is no text in this file"


def test_a_login_page_is_refused_at_its_line() -> None:
    """A page that asks for a password is no article, though it has sentences."""
    problem = refused("The Courier\n\nPlease log in to read on.\n\nForgot your password?\n")
    assert "wants a login" in problem.message
    assert problem.span is not None
    assert problem.span.line == 3
    read_article(("A headline\n\n" + "It rained all day on the island. " * 50 + "\n\nThe password was wrong.").encode(), "a.txt")


def test_what_is_too_long_for_a_pinned_text_is_refused() -> None:
    """Nothing is imported that a build would then refuse to read."""
    assert "larger than 16,777,216 bytes" in refused(b"a" * ((16 << 20) + 1)).message


@pytest.mark.parametrize("data", [b"Head\n\nIt r\xe9ained.", b"Head\n\nIt r\0ained."])
def test_what_is_no_text_is_refused_by_its_byte(data: bytes) -> None:
    """Other encodings and NULs are named with the byte, as in a pinned text."""
    problem = refused(data)
    assert problem.name == "encoding"
    assert "offset 10" in problem.message


def test_five_megabytes_are_an_article_like_others(desk: Path) -> None:
    """What is long is read, labelled and counted; of thousands of candidates the first are shown and the rest counted."""
    page = 'The keeper, Ola{} Vik, said: "The lamp number {} burns on."\n\n'
    text = "Headline of it all\n\n" + "".join(page.format("abcdefghij"[n % 10] * (n % 177), n) for n in range(50_000))
    assert len(text) > 5_000_000
    (desk / "long.txt").write_text(text, encoding="utf-8")
    assert run(["new", "long", "--from", "long.txt"]) == 0
    made = (desk / "sources" / "long.yaml").read_text(encoding="utf-8")
    assert "# and 49920 more quotations in the text" in made
    assert len(made) < 60_000


# HTML -----------------------------------------------------------------------------------------------------------------
class Extractor(ModuleType):
    """Stands for trafilatura: gives back what it was made with."""

    def __init__(self, found: str | None) -> None:
        super().__init__("trafilatura")
        self.found = found

    def extract(self, text: str, **options: Any) -> str | None:
        """Return the record as JSON."""
        assert options["output_format"] == "json"
        return self.found


def test_a_page_becomes_an_article_by_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    """Title, author, date, publisher and address come from the page, and the title is the headline."""
    found = '{"title": "Rain  on Osk", "author": "Mara Ellison", "date": "2031-05-03", "sitename": "Osk Courier",'
    found += ' "source": "https://courier.example.org/rain", "text": "It rained.\\nIt snowed."}'
    monkeypatch.setitem(sys.modules, "trafilatura", Extractor(found))
    article = read_article(b"<!DOCTYPE html><html>", "page")
    assert [(it.label, it.text) for it in article.paragraphs] == [
        ("headline", "Rain on Osk"),
        ("1", "It rained."),
        ("2", "It snowed."),
    ]
    assert article[1:] == ("Mara Ellison", "2031-05-03", "Osk Courier", "https://courier.example.org/rain")


def test_a_page_without_an_article_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is extracted, that is said."""
    monkeypatch.setitem(sys.modules, "trafilatura", Extractor(None))
    assert refused("<html></html>", "page.html").name == "no-article"


def test_without_trafilatura_a_page_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra that brings it is named, and another way."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    problem = refused("<html></html>", "page.html")
    assert problem.name == "needs-extra"
    assert "dossier-press[import]" in str(problem.hint)


def test_a_page_is_read_by_the_library_itself() -> None:
    """With the extra installed a page comes out as labelled paragraphs."""
    pytest.importorskip("trafilatura")
    paragraphs = "".join(f"<p>It rained all day on the island of Osk, and the ferry number {n} stayed in.</p>" for n in range(8))
    body = f"<nav>Home</nav><article><h1>Rain</h1>{paragraphs}</article>"
    page = f"<!doctype html><html><head><title>Rain</title></head><body>{body}</body></html>"
    labels = [it.label for it in read_article(page.encode(), "page.html").paragraphs]
    assert labels == ["headline", *map(str, range(1, 9))]


# Guesses --------------------------------------------------------------------------------------------------------------
def found_in(text: str) -> list[Candidate]:
    """Return the quotations of one paragraph."""
    return quotations([Labelled("1", text, 1)])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"It rained," said harbour master Ilse Brandt, who was there.', "harbour master Ilse Brandt"),
        ('"It rained," Ilse Brandt told reporters on Friday.', "Ilse Brandt"),
        ('Ilse Brandt said: "It rained."', "Ilse Brandt"),
        ('The secretary, Aud Skarre, wrote on 2 May: "It rained."', "The secretary, Aud Skarre"),
        ('According to Ilse Brandt, it was "rain".', "Ilse Brandt"),
        ('The "old lady" lies at the pier.', ""),
    ],
)
def test_speakers_are_guessed_from_the_words_beside(text: str, speaker: str) -> None:
    """A verb of saying behind or before the words names the speaker; without one nobody is named."""
    (candidate,) = found_in(text)
    assert candidate.speaker == speaker


def test_names_are_found_where_they_are_written_as_names() -> None:
    """Words that only begin a sentence, days and months are none; the same name counts once, with all its paragraphs."""
    text = [
        Labelled("1", "On Friday the Harbour Office of Osk spoke. Rain fell.", 1),
        Labelled("2", "Osk was wet, said Ilse Brandt.", 2),
    ]
    text.append(Labelled("3", "It fell on Osk in May.", 3))
    assert [(it.words, it.labels) for it in names(text)] == [
        ("Harbour Office of Osk", ("1",)),
        ("Ilse Brandt", ("2",)),
        ("Osk", ("3",)),
    ]


def test_dates_are_found_as_they_are_written() -> None:
    """A date that says its year comes with its EDTF form; the others are left as they are."""
    text = "On Friday, 2 May 2031, in March 2030, since 2029, May 3rd, 2031, on 2031-05-04, yesterday, 4 June."
    assert list(dates(text)) == [
        ("On Friday", "") if text.startswith("on") else ("Friday", ""),
        ("2 May 2031", "2031-05-02"),
        ("in March 2030", "2030-03"),
        ("since 2029", "2029"),
        ("May 3rd, 2031", "2031-05-03"),
        ("2031-05-04", "2031-05-04"),
        ("yesterday", ""),
        ("4 June", ""),
    ]
    assert first_date("Published 3 May 2031, 10:00") == "2031-05-03"
    assert [it.labels for it in mentioned_dates([Labelled("1", "on Friday", 1), Labelled("2", "on Friday", 2)])] == [("1", "2")]

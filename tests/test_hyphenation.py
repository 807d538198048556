"""Where words may be hyphenated, and where a line may end inside a word."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.styling.style import TextStyle
from dossier.text.faces import SERIF, FontBook
from dossier.text.hyphenation import CARRIED, FOLDER, finder, word_cuts
from dossier.text.linebreaks import KEPT_HYPHEN, SOFT_HYPHEN, may_part, places, unspaced_units


def parts(word: str, language: str) -> str:
    """Return a word with bars where it may be hyphenated."""
    offsets = [0, *finder(language)(word), len(word)]
    return "|".join(word[a:b] for a, b in pairwise(offsets))


def ends(word: str) -> list[str]:
    """Return what may stand before a break inside a word."""
    return [word[:offset] for offset, _, _ in places(word)]


@pytest.mark.parametrize(
    "language, word, wanted",
    [
        ("en-GB", "hyphenation,", "hyphen|a|tion,"),
        ("en-US", "hyphenation", "hyphen|ation"),
        ("en", "(international)", "(inter|na|tional)"),
        ("en-GB", "spokesman’s", "spokes|man’s"),
        ("de-AT", "Donaudampfschifffahrt", "Donau|dampf|schiff|fahrt"),
        ("fr", "l’administration", "l’admi|nis|tra|tion"),
        ("nl", "verantwoordelijkheid", "ver|ant|woor|de|lijk|heid"),
        ("ar", "international", "international"),
        ("", "international", "international"),
    ],
)
def test_words_are_cut_by_their_language(language: str, word: str, wanted: str) -> None:
    """Carried patterns, those of pyphen, and languages without any."""
    assert parts(word, language) == wanted


@pytest.mark.parametrize(
    "word",
    [
        "INTERNATIONAL-style",
        "A320neo",
        "2017-18",
        "ONGOING",
        "so\u00adlange",
        "www.example.org",
        "user@example.org",
        "it",
        "four",
    ],
)
def test_some_words_are_never_hyphenated(word: str) -> None:
    """Capitals, figures, the author's own soft hyphens, addresses and short words are left alone."""
    assert "|" not in parts(word, "en-GB")


def test_names_and_compounds_pay_more() -> None:
    """A capital initial, or a hyphen of its own, doubles what a word's hyphens cost; its own hyphen stays as it is."""
    cuts = word_cuts(FontBook().face(TextStyle(SERIF)), "en-GB", 100.0, True)
    assert {cut[2] for cut in cuts.hyphens["mesopotamia"]} == {100.0}
    assert {cut[2] for cut in cuts.hyphens["“Mesopotamia"]} == {200.0}
    assert {cut[2] for cut in cuts.hyphens["counter-terrorism"]} == {50.0, 200.0}
    assert not word_cuts(FontBook().face(TextStyle(SERIF)), "en-GB", 100.0, False).hyphens["mesopotamia"]


@given(st.sampled_from(["international", "reconnaissance", "neighbourhood", "humanitarian", "correspondents", "Mesopotamia"]))
def test_carried_patterns_say_what_pyphen_says(word: str) -> None:
    """The shipped file is the dictionary, re-encoded."""
    for language, name in (("en-GB", "en_GB"), ("en-US", "en_US"), ("it", "it_IT")):
        assert list(finder(language)(word)) == pyphen.Pyphen(lang=name, left=3, right=3).positions(word)


@given(st.text("abcdefghilmnoprstu-'", min_size=1, max_size=25))
def test_three_letters_stay_and_three_go_on(word: str) -> None:
    """No hyphen closer to an end, or to a hyphen of the author's, than typesetters allow."""
    for offset in finder("en-GB")(word):
        assert word[offset - 3 : offset].isalpha()
        assert len(word[:offset].strip("-'")) >= 3
        assert word[offset : offset + 3].isalpha()
        assert len(word[offset : offset + 3]) == 3


def test_each_carried_language_has_its_licence() -> None:
    """Patterns, terms and provenance lie side by side."""
    folder = Path(FOLDER)
    table = (folder / "PROVENANCE.md").read_text(encoding="utf-8")
    assert {path.stem for path in folder.glob("*.hyphens")} == set(CARRIED.values())
    for name in set(CARRIED.values()):
        assert f"| {name}.hyphens |" in table
        assert (folder / f"README-{name}.txt").is_file()


@pytest.mark.parametrize(
    "word, wanted",
    [
        ("well-known", ["well-"]),
        ("Deir-ez-Zor", ["Deir-", "Deir-ez-"]),
        ("-5", []),
        ("--force", []),
        ("F-16", []),
        ("1990–95", []),
        ("Syria–Iraq", ["Syria–"]),
        ("word—word", ["word—"]),
        ("—word", []),
        ("and/or", ["and/"]),
        ("1/2", []),
        ("well-)", []),
        ("non\u2011breaking", []),
        ("5\u00a0000", []),
        ("(a)-b", ["(a)-"]),
    ],
)
def test_lines_end_after_hyphens_dashes_and_slashes(word: str, wanted: list[str]) -> None:
    """After the mark, between letters, never before a figure or a closing mark."""
    assert ends(word) == wanted


def test_addresses_break_at_their_points() -> None:
    """After / ? & = . - _, and nothing is added; a hyphen is kept as the author's."""
    word = "https://www.example.org/a/b-c?x=1&y_z"
    assert ends(word) == [
        "https://",
        "https://www.",
        "https://www.example.",
        "https://www.example.org/",
        "https://www.example.org/a/",
        "https://www.example.org/a/b-",
        "https://www.example.org/a/b-c?",
        "https://www.example.org/a/b-c?x=",
        "https://www.example.org/a/b-c?x=1&",
        "https://www.example.org/a/b-c?x=1&y_",
    ]
    assert {end for _, end, _ in places(word)} == {"", KEPT_HYPHEN}


def test_soft_hyphens_of_the_author_are_places() -> None:
    """A soft hyphen shows a hyphen where the line ends."""
    assert places("so\u00adlange") == [(3, SOFT_HYPHEN, 50.0)]


def test_ideographs_follow_kinsoku() -> None:
    """No closing mark or small kana begins a line, no opening mark ends one; zero-width spaces part words."""
    assert unspaced_units("日本の「文章」です。") == ["日", "本", "の", "「文", "章」", "で", "す。"]
    assert unspaced_units("チェック") == ["チェッ", "ク"]
    assert unspaced_units("aa\u200bbb\u200bcc") == ["aa\u200b", "bb\u200b", "cc"]
    assert unspaced_units("か\u3099く") == ["か\u3099", "く"]


@given(st.text("日本「」。a b\u200bッ", max_size=20))
def test_units_are_the_text(text: str) -> None:
    """Splitting loses nothing."""
    assert "".join(unspaced_units(text)) == text


@pytest.mark.parametrize(
    "before, after, wanted",
    [
        ("a", "b", False),
        ("—", "b", True),
        ("-", "b", True),
        ("-", "5", False),
        ("(", "b", False),
        ("a", ")", False),
        ("\u00a0", "日", False),
    ],
)
def test_runs_part_by_the_same_rules(before: str, after: str, wanted: bool) -> None:
    """Between two runs without a space a line ends where it would inside one."""
    assert may_part(before, after) is wanted

"""The bidirectional algorithm, against ICU's levels, the standard's own examples, and its laws."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text.bidi import levels, needs_bidi, order

CASES = [
    line.split(" ")
    for line in (Path(__file__).parent / "bidi_cases.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ALPHABET = "ab א ب 12٣ ,.-+% ()[] \u0301\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def shown(text: str, base: int | None = None) -> str:
    """Return a text in visual order."""
    return "".join(text[i] for i in order(levels(text, base)[1]))


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_levels_are_those_of_icu(case: list[str]) -> None:
    """Every class, override, isolate and bracket rule gives the levels another implementation gives."""
    text = case[0].encode("ascii").decode("unicode_escape")
    base, found = levels(text, None if case[1] == "-" else int(case[1]))
    assert base == int(case[2])
    wanted = [None if digit == "x" else int(digit, 16) for digit in case[3]]
    assert [level for level, digit in zip(found, wanted, strict=True) if digit is not None] == [
        w for w in wanted if w is not None
    ]


@pytest.mark.parametrize(
    "text, base, wanted",
    [
        ("car means CAR.", None, "car means CAR."),
        ("he said אבג 123 דה", None, "he said הד 123 גבא"),
        ("אבג (2017) דה", None, "הד )2017( גבא"),
        ("a (אב) b", None, "a (בא) b"),
        ("smith (fabrikam אב) גד", 1, "דג )בא fabrikam( smith"),
        ("220,000 نسمة", None, "ةمسن 220,000"),
        ("a \u2067אב c\u2069 d", None, "a \u2067c בא\u2069 d"),
    ],
)
def test_examples_are_shown_in_order(text: str, base: int | None, wanted: str) -> None:
    """Sentences with numbers, brackets and isolates come out as they are read (brackets not yet mirrored)."""
    assert shown(text, base) == wanted


@given(st.text(ALPHABET, max_size=30), st.sampled_from([None, 0, 1]))
def test_order_is_a_permutation_and_levels_have_the_base_at_least(text: str, base: int | None) -> None:
    """No character is lost or doubled by reordering, and no level lies below the paragraph's."""
    level, found = levels(text, base)
    assert len(found) == len(text)
    assert all(level <= each <= 127 for each in found)
    assert sorted(order(found)) == list(range(len(text)))


@given(st.text("abc 12.,()", max_size=30))
def test_text_without_right_to_left_characters_needs_no_work(text: str) -> None:
    """What `needs_bidi` lets pass has only levels of 0."""
    assert not needs_bidi(text)
    assert levels(text)[1] == [0] * len(text)


@given(st.text("abאב12 ", max_size=8), st.text("abאב12 ", max_size=8), st.text("abאב()12", max_size=8))
def test_isolates_keep_to_themselves(before: str, after: str, inside: str) -> None:
    """What is between an isolate's marks has no influence on the levels outside it (BD8)."""
    first = levels(f"{before}\u2067{inside}\u2069{after}", 0)[1]
    second = levels(f"{before}\u2067\u2069{after}", 0)[1]
    assert first[: len(before) + 1] == second[: len(before) + 1]
    assert first[len(first) - len(after) - 1 :] == second[len(second) - len(after) - 1 :]


def test_depth_is_limited() -> None:
    """Two hundred embeddings are survived, and levels stop at the limit of BD2."""
    _, found = levels("\u202b" * 200 + "a" + "\u202c" * 200 + "b")
    assert max(found) <= 126


def test_equivalent_brackets_pair() -> None:
    """U+2329 pairs with U+3009, by canonical equivalence (BD14)."""
    assert levels("א\u2329a\u3009b", 1)[1][1] == levels("א\u3008a\u3009b", 1)[1][1]

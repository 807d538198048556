"""Ids and typed words: what an id may be, and which word was meant by one that isn't known; and round numbers, up and down."""

from __future__ import annotations

import ast
from itertools import permutations
from pathlib import Path

import pytest

import dossier
from dossier import pipeline
from dossier.figures.kit.rounding import round_down, round_up
from dossier.ids import ID_FORM, meant, nearest

KNOWN = ("departure", "mee", "south-east", "leaves_out", "heading.2.size")


@pytest.mark.parametrize(
    "typed, near",
    [
        ("departrue", "departure"),
        ("med", "mee"),
        ("Southeast", "south-east"),
        ("leave out", "leaves_out"),
        ("heading.2.sise", "heading.2.size"),
        ("xyz", ""),
        ("", ""),
        ("departure" * 1000, ""),
    ],
)
def test_the_word_that_was_meant(typed: str, near: str) -> None:
    """One letter of three may differ, and case and what joins words count for nothing; what is like nothing gets no advice."""
    assert nearest(typed, KNOWN) == near
    assert meant(typed, KNOWN) == (f"did you mean {near}?" if near else None)


def test_what_an_id_may_be() -> None:
    """Small letters, figures and single hyphens between them, beginning with a letter."""
    assert all(ID_FORM.fullmatch(id) for id in ("a", "a1", "suez-1956", "a-b-c"))
    assert not any(ID_FORM.fullmatch(id) for id in ("", "A", "1a", "a-", "a--b", "a_b", "-a", "a b"))


TAKEN = {
    "sources": "sources: {a: {title: T, published: 2026-01-01}, same: {title: T, published: 2026-01-01}}",
    "origins": "origins: {same: {speaker: x}}",
    "judgements": "judgements: {same: {text: It is likely so., rests_on: c}}",
    "actors": "actors: {x: {name: Osk}, same: {name: Marrow}}",
    "places": "places: {same: {name: Here}}",
    "routes": "routes: {same: {name: Way, cite: a 1}}",
    "charts": "charts: {same: {title: C, figures: {S: {k: '1 [@a 1]', l: '2 [@a 1]'}}}}",
    "contacts": "contacts: {same: {kind: meeting, parties: [x], cite: a 1}}",
    "questions": "questions: {same: {ask: Is it?, type: gap, known: ['So. [@same]']}}",
    "claims": "claims: {G: {c: {text: One., cite: a 1}, same: {text: Two., cite: a 1, by: same}, d: {text: More., cite: same}}}",
}


@pytest.mark.parametrize("one, other", list(permutations(TAKEN, 2)))
def test_an_id_of_two_parts_is_told(one: str, other: str) -> None:
    """An id that two parts of the dossier have is a problem at its second place, whichever parts: no internal error."""
    rest = {"sources": "sources: {a: {title: T, published: 2026-01-01}}", "actors": "actors: {x: {name: Osk}}", "claims": ""}
    lines = ["dossier: {title: T, marking: 'TLP:CLEAR'}", TAKEN[one], TAKEN[other]]
    lines += [line for part, line in rest.items() if part not in (one, other)]
    with pytest.raises(dossier.DossierError) as told:
        pipeline.check("\n".join(lines).encode(), "t.yaml")
    assert [it.span.line for it in told.value.problems if it.name == "duplicate-id" and it.span] == [3]


def test_an_id_is_described_once() -> None:
    """Nobody writes the form of an id, nor compares words for likeness, a second time."""
    package = Path(dossier.__file__).parent
    for path in package.rglob("*.py"):
        if path != package / "ids.py":
            text = path.read_text(encoding="utf-8")
            assert "[a-z][a-z0-9]*(" not in text, path
            names = {alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) for alias in node.names}
            assert "get_close_matches" not in names, path


@pytest.mark.parametrize(
    "figure, down, up", [(1, 1, 1), (3, 2, 5), (7.5, 5, 10), (10, 10, 10), (0.04, 0.02, 0.05), (480, 200, 500)]
)
def test_round_numbers(figure: float, down: float, up: float) -> None:
    """A scale has steps of 1, 2 or 5 times a power of ten: the next above, or the next below."""
    assert (round_down(figure), round_up(figure)) == (pytest.approx(down), pytest.approx(up))

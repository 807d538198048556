"""Words that stay together at a line's end."""

from __future__ import annotations

import pytest
from test_paragraph import BOOK, said

from dossier.styling.style import TextStyle
from dossier.text.bonds import bound
from dossier.text.faces import SERIF
from dossier.text.paragraph import Piece, set_text

BODY = TextStyle(SERIF)


@pytest.mark.parametrize(
    "words, kept",
    [
        ("then Captain Holm said", {2}),
        ("a captain holds", set()),
        ("the General said", set()),
        ("(Dr Holm) and", {1}),
        ("Lieutenant General Holm", {1, 2}),
        ("le président Holm parle", {2}),
        ("Frau Holm sagte", {1}),
        ("on 14 February, when", {2}),
        ("by February 14 at", {2}),
        ("February was cold", set()),
        ("le 3 mars 2017", {2, 3}),
        ("some 25 km north", {2}),
        ("about 12 per cent of", {2}),
        ("the km of", set()),
        ("1,200 tonnes.", {1}),
        ("in ¶ 6 and § 12", {2, 5}),
        ("see p. 12", {2}),
        ("he may go", set()),
    ],
)
def test_what_belongs_together_is_known(words: str, kept: set[int]) -> None:
    """Titles before names, figures before units and months, marks before figures, and nothing else."""
    assert bound(words.split(" ")) == kept


@pytest.mark.parametrize("pair", ["Captain Davis", "14 February", "25 km", "¶ 6"])
@pytest.mark.parametrize("align", ["left", "justify"])
@pytest.mark.parametrize("rich", [False, True])
def test_no_line_parts_what_belongs_together(pair: str, align: str, rich: bool) -> None:
    """At whatever width a paragraph is set, both words stand on one line, and a plain space between them."""
    text = f"The camp was quiet for a while and {pair} was in nobody's mind until the rain had stopped again."
    cut = text.index(pair) + len(pair.split(" ")[0]) + 1
    pieces = [Piece(text[:cut], BODY, "en-GB", 1), Piece(text[cut:], BODY, "en-GB", 2)] if rich else [Piece(text, BODY, "en-GB")]
    for measure in range(90, 320, 7):
        lines = said(set_text(pieces, measure, BOOK, align=align))
        assert any(pair in line for line in lines), lines
        assert "".join(lines) == text


def test_a_column_that_is_too_narrow_parts_them() -> None:
    """Where both words are wider than the column, they stand on two lines and nothing is cut."""
    told: list[str] = []
    lines = said(set_text([Piece("Brigadier Montgomery", BODY)], 70, BOOK, warn=told.append))
    assert [line.strip() for line in lines] == ["Brigadier", "Montgomery"]
    assert not told

"""The styles that travel with the program: numbers that a typographer would check."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dossier.files import data
from dossier.styling.library import open_style, shipped
from dossier.styling.roles import ROLES
from dossier.styling.style import MARKING_SIZE, Style
from dossier.units import PAPERS, WHITE, Color, contrast, lightness

MM = 72 / 25.4
BLOCKS = [role.name for role in ROLES.values() if not role.inline]
INLINE = ["", *(role.name for role in ROLES.values() if role.inline)]


@cache
def look(name: str, paper: str = "a4") -> Style:
    """Open a shipped style without a problem of any kind."""
    opened = open_style([name], [f"page.paper={paper}"])
    assert opened.problems == []
    assert opened.style is not None
    return opened.style


def test_what_is_shipped() -> None:
    """Two styles, of a length that can be read."""
    assert shipped() == ["briefing", "plain"]
    for name, most in (("briefing", 225), ("plain", 45)):
        assert len(Path(data(f"styles/{name}.yaml")).read_text(encoding="utf-8").splitlines()) <= most


@pytest.mark.parametrize("name", ["briefing", "plain"])
@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_every_paper_can_be_had(name: str, paper: str) -> None:
    """No paper that can be named leads to a page without room for text."""
    page = look(name, paper).page
    assert page.main >= 190
    assert page.left + page.both + page.right <= page.width + 0.5


def test_the_grid_of_the_briefing() -> None:
    """A4 has the three columns of the design; Letter has values of its own, and the same side column in points."""
    page = look("briefing").page
    assert [round(x / MM, 2) for x in (page.left, page.main, page.gap, page.side, page.both)] == [21, 114, 7, 47, 168]
    letter = look("briefing", "letter").page
    assert letter.both == pytest.approx(6.75 * 72)
    assert letter.left + letter.both + letter.right == pytest.approx(612)
    assert abs(letter.side - page.side) < 0.1


@pytest.mark.parametrize("paper", ["a4", "letter", "a5", "half-letter"])
def test_a_page_holds_whole_lines(paper: str) -> None:
    """Between head and foot stands a whole number of lines, with less than a point to spare."""
    style = look("briefing", paper)
    page = style.page
    assert (page.height - page.top - page.bottom) % style.role("body").leading < 1


@pytest.mark.parametrize("name", ["briefing", "plain"])
def test_headings_belong_to_what_follows(name: str) -> None:
    """A heading has at least twice as much room above it as below."""
    for level in "123":
        role = look(name).role(f"heading.{level}")
        assert role.before >= 2 * role.after


@pytest.mark.parametrize("name", ["briefing", "plain"])
def test_claims_have_the_lines_of_the_prose(name: str) -> None:
    """Running text and claims have one leading; between blocks stand points, so that pages are filled and keep to no grid."""
    style = look(name)
    assert style.role("body").leading == style.role("entry").leading == style.role("text").leading
    assert style.page.grid == 0


@pytest.mark.parametrize("name", ["briefing", "plain"])
def test_nothing_is_too_small_or_overlaps(name: str) -> None:
    """No words in any role of any block are below 7 points, and no line runs into the next."""
    style = look(name)
    for block in BLOCKS:
        assert style.role(block).leading >= style.role(block).size
        for inline in INLINE:
            assert style.run(block, inline).size >= 7


@pytest.mark.parametrize("name", ["briefing", "plain"])
def test_colours_can_be_read(name: str) -> None:
    """All text has 7:1 on its ground; the signal stays dark on a black-and-white copy."""
    style = look(name)
    for block in BLOCKS:
        if block == "furniture.marking":  # white on black, without words in other roles
            continue
        for inline in INLINE:
            color = style.run(block, inline).color
            assert color is not None
            assert contrast(color, style.role(block).fill or WHITE) >= 7, (block, inline)
    accent = style.role("heading.2").color
    signal = style.run("body", "mark").color
    assert signal is not None
    assert contrast(accent) >= 7
    assert contrast(signal) >= 7
    assert lightness(signal) < 40
    assert _saturation(accent) > 0.2
    assert _saturation(signal) > 0.2


def _saturation(color: Color) -> float:
    return max(color.rgb()) - min(color.rgb())


def test_the_marking_is_the_standards() -> None:
    """The TLP label is bold, 12 points, on black."""
    role = look("briefing").role("furniture.marking")
    assert role.size >= MARKING_SIZE
    assert role.weight == 700
    assert role.fill is not None
    assert lightness(role.fill) == 0


def test_plain_has_one_column() -> None:
    """The plain style has no side column and one face; its body is ragged and not hyphenated."""
    style = look("plain")
    assert style.page.side == style.page.gap == 0
    assert set(style.families()) == {"Source Sans 3"}
    assert not style.role("body").hyphenate
    assert style.role("heading.2").color != look("briefing").role("heading.2").color

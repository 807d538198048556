"""Running heads, feet and banner: what is too long for them."""

from __future__ import annotations

import pytest
from test_typeset import galley_of, setter_of

from dossier.blocks import Galley, Run, plain, text
from dossier.layout.box import Lines
from dossier.problems import DossierError
from dossier.typeset.furniture import MOST_LINES, Furniture, shorter

LONG = "a title that goes on and on " * 20


def furniture_of(galley: Galley) -> Furniture:
    """Return the furniture of an upright page."""
    setter = setter_of(galley)
    return Furniture(setter, ["A section"], setter.page)


def words_of(box: Lines) -> str:
    """Return the words of a line of furniture."""
    return "".join(piece.text for piece in box.setting.pieces)


def test_a_short_title_is_kept_whole() -> None:
    """What fits is printed as it is."""
    furniture = furniture_of(galley_of())
    assert words_of(furniture.foot) == "foot"


def test_a_long_title_is_cut_short_by_an_ellipsis() -> None:
    """Head and foot take two lines at most; the section's name, which is shorter, stays whole."""
    furniture = furniture_of(galley_of()._replace(title=LONG, foot=LONG))
    head = furniture._head("A section")
    for box in (head, furniture.foot):
        assert box.last == MOST_LINES
        assert "…" in words_of(box)
    assert words_of(head).endswith("A section")


def test_cutting_short_ends() -> None:
    """However narrow the page, something stays of a text and there is an end."""
    content = text("word " * 100)
    for _ in range(20):
        content = shorter(content, 0.6)
    assert plain(content) == "…"
    assert plain(shorter((Run("unparted" * 10), Run("short")), 0.5)) == "unparted" * 5 + "…short"


def test_a_banner_is_never_cut() -> None:
    """A banner is printed exactly; where a line doesn't hold it, that is told."""
    with pytest.raises(DossierError, match="banner"):
        furniture_of(galley_of()._replace(banner="NOT FOR DISTRIBUTION " * 12))

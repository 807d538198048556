"""Figures word by word and line by line: a wrong month, a wrong bank, a changed sign is a difference in a text file."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from drawn import Paths, Words, drawing, told

from dossier.styling.library import open_style

HERE = Path(__file__).parent
RAQQA, SUEZ = (HERE.parent / "sources" / f"{name}.yaml" for name in ("raqqa", "suez"))
SHIPS, SHARES, AGES = (HERE / "charts" / f"{name}.yaml" for name in ("ships", "shares", "ages"))
CANAL = HERE / "maps" / "suez.yaml"
FIGURES = {
    "raqqa-relations": (RAQQA, 0),
    "raqqa-map": (RAQQA, 1),
    "raqqa-chronology": (RAQQA, 2),
    "ages-chronology": (AGES, 0),
    "suez-bars": (SUEZ, 0),
    "suez-map": (SUEZ, 2),
    "ships-lines": (SHIPS, 0),
    "ships-stacked": (SHIPS, 2),
    "ships-bars": (SHIPS, 1),
    "ships-multiples": (SHIPS, 3),
    "ships-slope": (SHIPS, 4),
    "ships-dots": (SHIPS, 5),
    "shares-named": (SHARES, 0),
    "shares-keyed": (SHARES, 1),
    "canal-map": (CANAL, 0),
}


@cache
def drawn(name: str) -> list[Words | Paths]:
    """Draw a figure."""
    path, number = FIGURES[name]
    style = open_style(["briefing"], ["relations.show=yes", "chronology.least=4"])
    return drawing(path.read_bytes(), number, style, root=str(path.parent))


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_as_it_was(name: str, golden: Callable[[str, str], None]) -> None:
    """A word would be another or stand elsewhere, or a line or an area run or look otherwise, and nobody would have wanted it."""
    golden(f"{name}.figure.txt", told(drawn(name)))


@pytest.mark.parametrize("name", FIGURES)
def test_colours_are_colours(name: str) -> None:
    """A colour would have a part below nothing or above all, which readers and printers show as they please."""
    colors = [color for it in drawn(name) if isinstance(it, Paths) for color in (it.fill, it.stroke) if color]
    assert colors
    assert [color for color in colors if not all(0 <= part <= 1 for part in color.values)] == []

"""What is said of figures to who can't see them: sentences that can be read aloud, in both samples and the charts' specimen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.blocks import Figure
from dossier.model import DIRECTIONS
from dossier.styling.library import open_style

HERE = Path(__file__).parent
BRIEFS = (HERE.parent / "sources" / "raqqa.yaml", HERE.parent / "sources" / "suez.yaml", HERE / "charts" / "ships.yaml")
DRAWN = ("relations.show=yes", "chronology.least=4")  # figures that the usual style leaves to lists and tables
DOUBLED = re.compile(r"\b(\w+) \1\b", re.I)
SLIPS = re.compile(r"[\[\]¶]| [,.;:]|[,.;:]{2}|  |: \.|\(\)|\{\}|None|not recorded not")
SINGULAR = re.compile(r"\b(?:forces|rebels|units|allies) (?:fights|backs|takes)\b", re.I)


@cache
def figures_of(path: Path) -> tuple[dict[str, str], frozenset[str]]:
    """Return the alternative texts of a brief's figures by their ids, and the ids of its dossier that aren't words."""
    ready = pipeline.check(path.read_bytes(), str(path), open_style(["briefing"], DRAWN), root=str(path.parent))
    figures = [block for section in ready.galley.sections for block in section.blocks if isinstance(block, Figure)]
    ids = re.findall(r"^ +([a-z0-9]+(?:-[a-z0-9]+)+):", path.read_text(encoding="utf-8"), re.M)
    return {figure.id: figure.alt for figure in figures}, frozenset(ids).difference(DIRECTIONS)


def alternatives() -> Iterator[object]:
    """Yield each figure of the briefs."""
    for path in BRIEFS:
        for id in figures_of(path)[0]:
            yield pytest.param(path, id, id=f"{path.stem}-{id}")


@pytest.mark.parametrize(("path", "id"), list(alternatives()))
def test_it_can_be_read_aloud(path: Path, id: str) -> None:
    """Who listens would hear an id, a word twice, a verb that doesn't agree, or sentences without beginning or end."""
    texts, ids = figures_of(path)
    text = texts[id]
    assert [it for it in ids if re.search(rf"(?<![\w-]){re.escape(it)}(?![\w-])", text)] == []
    assert DOUBLED.findall(text) == []
    assert SLIPS.findall(text) == []
    assert SINGULAR.findall(text) == []
    assert text.endswith((".", "?", "!"))
    assert [it for it in re.split(r"(?<=[.?!]) (?=\S)", text) if it[0].islower()] == []


def test_both_samples_have_all_kinds_of_figure() -> None:
    """The figures of a sample could vanish, and nobody would hear what is said of them."""
    for path in BRIEFS[:2]:
        assert {"web", "map", "chronology"} <= set(figures_of(path)[0])

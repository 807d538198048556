"""The diagram of relations: boxes apart, ties that cross no box, words that touch nothing, and what is left out is said."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import pytest
from gate import Gate
from hypothesis import given, settings
from hypothesis import strategies as st
from witness import stream_text

from dossier import pipeline
from dossier.blocks import Figure, Paragraph, Table, plain
from dossier.figures.kit.placing import Rect
from dossier.figures.relations.draws import Sheet, draw
from dossier.figures.relations.layers import layout
from dossier.figures.relations.shows import KIND_OF
from dossier.layout.paginate import PageMap
from dossier.model import RELATION_VERBS
from dossier.styling.library import open_style
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

RAQQA = (Path(__file__).parent.parent / "sources" / "raqqa.yaml").read_text(encoding="utf-8")
VERBS = ("backs", "fights", "allied-with", "part-of", "considers-terrorist", "meets", "supplies", "armed-wing-of")


def web(count: int, *relations: str, sections: str = "[actors]") -> str:
    """Return a dossier of so many actors and these relations."""
    actors = "".join(f"  a{i}: {{name: Actor number {i}{' of the northern front' * (i % 4 == 0)}}}\n" for i in range(count))
    said = "".join(f"  - {relation} [@desk]\n" for relation in relations)
    return f"dossier: {{title: A web, marking: TLP:CLEAR}}\nsections: {sections}\nactors:\n{actors}relations:\n{said}"


def scattered(count: int, ties: int) -> str:
    """Return a dossier with ties between actors, spread without chance."""
    pairs = [(int(count * (i * 0.6180339 % 1)), int(count * (i * 0.7548776 % 1))) for i in range(1, ties + 1)]
    return web(count, *(f"a{a} {VERBS[i % len(VERBS)]} a{b}" for i, (a, b) in enumerate(pairs)))


SPECIMENS = {
    "raqqa": RAQQA,
    "forty actors": scattered(40, 50),
    "dense": scattered(12, 60),
    "a ring": web(9, *(f"a{i} fights a{(i + 1) % 9}" for i in range(9))),
    "a star": web(30, *(f"a{i} backs a0" for i in range(1, 30))),
    "from right to left": web(5, *(f"a{i} fights a{i + 1}" for i in range(4))).replace("Actor number", "قوات سوريا"),
    "all with all": web(6, *(f"a{i} {verb} a{j}" for i in range(6) for j in range(6) for verb in ("fights", "backs") if i != j)),
    "two apart": web(6, "a0 backs a1", "a1 fights a2", "a3 meets a4", "a4 fights a5"),
}
LOOKS = (("briefing", ""), ("briefing", "page.paper=letter"), ("briefing", "page.paper=a5"), ("plain", ""))


def blocks_of(yaml: str, look: Any = None) -> tuple[tuple[Any, ...], Setter]:
    """Return the blocks of the section on actors, and what sets them."""
    ready = pipeline.check(yaml.encode(), "web.yaml", look)
    (actors,) = [section for section in ready.galley.sections if section.id == "actors"]
    return actors.blocks, Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)


def figure_of(yaml: str) -> Figure | None:
    """Return the diagram of a dossier."""
    return next((block for block in blocks_of(yaml)[0] if isinstance(block, Figure)), None)


def sheet_of(yaml: str, look: Any = None) -> Sheet:
    """Lay the diagram of a dossier out."""
    blocks, setter = blocks_of(yaml, look)
    (figure,) = [block for block in blocks if isinstance(block, Figure)]
    return Sheet(setter, figure.data, setter.measure.of(setter.style.role(figure.role)))


def runs_through(points: list[tuple[float, float]], box: Rect) -> bool:
    """Say whether a line enters a box, looked at every half point; its own ends lie on edges."""
    for (x, y), (u, v) in pairwise(points):
        steps = int(max(abs(u - x), abs(v - y)) * 2) + 1
        for i in range(steps + 1):
            px, py = x + (u - x) * i / steps, y + (v - y) * i / steps
            if box.left + 0.1 < px < box.right - 0.1 and box.bottom + 0.1 < py < box.top - 0.1:
                return True
    return False


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: " ".join(filter(None, look)))
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_boxes_ties_and_words_keep_apart(specimen: str, look: tuple[str, str]) -> None:
    """No box touches a box, no tie runs through one, no word stands on a box or a word; all within measure and page."""
    sheet = sheet_of(SPECIMENS[specimen], open_style([look[0]], [look[1]] if look[1] else []))
    words = [label.box for label in sheet.labels]
    assert not any(box.touches(other) for box, other in combinations([*sheet.boxes, *words], 2))
    assert not any(runs_through(points, box) for points, box in product(sheet.strands, sheet.boxes))
    assert all(box.left >= -0.01 and box.right <= sheet.width + 0.01 for box in [*sheet.boxes, *words])
    assert all(-0.01 <= x <= sheet.width + 0.01 for points in sheet.strands for x, _ in points)
    drawn = draw(sheet.setter, sheet.data, sheet.width)
    height = drawn[0] if drawn else 0.0  # a page too small for it: the table tells all
    assert height < 2.8 * sheet.setter.third
    assert height == sheet.height or (specimen, look[1]) == ("forty actors", "page.paper=a5")


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_ties_join_their_parties(specimen: str) -> None:
    """Each tie starts on the edge of its first party's box and ends on that of its second."""
    sheet = sheet_of(SPECIMENS[specimen])
    for tie, points in zip(sheet.ties, sheet.strands, strict=True):
        for party, (x, y) in ((tie.start, points[0]), (tie.end, points[-1])):
            box = sheet.boxes[party]
            assert box.left < x < box.right
            assert y in (pytest.approx(box.bottom), pytest.approx(box.top))


def test_names_from_right_to_left_stand_in_their_boxes() -> None:
    """The measure of such a name ends where its box does, so that it begins there."""
    sheet = sheet_of(SPECIMENS["from right to left"])
    for lines, box in zip(sheet.names, sheet.boxes, strict=True):
        assert lines.width <= box.right - box.left - 2 * sheet.padding + 0.1


def test_names_fit_their_boxes() -> None:
    """A name stands within its box, whatever its length."""
    sheet = sheet_of(web(4, "a0 backs a1", "a1 fights a2", 'a2 backs "a person whom no source names, described at length"'))
    for lines, box in zip(sheet.names, sheet.boxes, strict=True):
        assert max(lines.setting.widths) <= box.right - box.left
        assert lines.height <= box.top - box.bottom


def test_every_tie_is_said_in_words() -> None:
    """The alternative text of Raqqa's diagram has each relation between parties; the caption names who has none."""
    figure = figure_of(RAQQA)
    assert figure is not None
    assert "Russia backs its allies, not named" in figure.alt
    assert "People’s Protection Units takes part in Syrian Democratic Forces (disputed or open)" in figure.alt
    assert "south" not in figure.alt
    assert "Without a relation to another party: Syrian government." in plain(figure.caption)
    assert figure.alt.count(". ") + 1 >= len(figure.data.ties)


def test_a_relation_to_oneself_is_left_to_the_table() -> None:
    """It makes no tie, and the caption says where it stands."""
    figure = figure_of(web(4, "a0 fights a0", "a0 backs a1", "a1 backs a2", "a2 backs a3"))
    assert figure is not None
    assert [(tie.start, tie.end) for tie in figure.data.ties] == [(0, 1), (1, 2), (2, 3)]
    assert "oneself" in plain(figure.caption)


def test_too_many_and_too_few() -> None:
    """Forty-one parties are too many, which is said; two relations are too few; the table stands in any case."""
    many, _ = blocks_of(scattered(41, 90))
    assert not any(isinstance(block, Figure) for block in many)
    assert any(isinstance(block, Paragraph) and "41 parties are too many" in plain(block.text) for block in many)
    few, _ = blocks_of(web(3, "a0 backs a1", "a1 backs a2"))
    assert not any(isinstance(block, Figure) for block in few)
    assert isinstance(many[-1], Table)
    assert isinstance(few[-1], Table)


def test_every_verb_has_a_kind() -> None:
    """Whatever can be written as a relation is told by one of the kinds of line."""
    assert set(KIND_OF) == set(RELATION_VERBS)


def test_the_key_tells_what_is_drawn() -> None:
    """One kind of tie, one entry; an open one and a nameless party have entries of their own."""
    assert len(sheet_of(web(4, "a0 backs a1", "a1 backs a2", "a2 backs a3")).key.labels) == 1
    assert len(sheet_of(RAQQA).key.labels) == 7


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_graph_can_be_laid_out(data: st.DataObject) -> None:
    """Boxes of a layer keep apart and in the measure; ties lead from layer to layer; the same graph gives the same layout."""
    count = data.draw(st.integers(2, 25))
    node = st.integers(0, count - 1)
    ties = data.draw(st.lists(st.tuples(node, node).filter(lambda pair: pair[0] != pair[1]), max_size=40))
    widths = data.draw(st.lists(st.floats(30, 90), min_size=count, max_size=count))
    found = layout(widths, ties, 330.0)
    for a, b in combinations(range(count), 2):
        if found.layers[a] == found.layers[b]:
            assert abs(found.middles[a] - found.middles[b]) >= (widths[a] + widths[b]) / 2
    assert all(wide / 2 - 0.01 <= at <= 330.01 - wide / 2 for at, wide in zip(found.middles, widths, strict=True))
    for (start, end), turned, passages in zip(ties, found.turned, found.passages, strict=True):
        above, below = (end, start) if turned else (start, end)
        assert found.layers[below] - found.layers[above] == len(passages) + 1
    assert layout(widths, ties, 330.0) == found


@pytest.mark.parametrize("specimen", ["raqqa", "forty actors", "dense"])
def test_diagrams_are_valid(specimen: str, tmp_path: Path, gate: Gate) -> None:
    """The PDF passes the gate and is the same each time; a name in the diagram is its text once."""
    built = pipeline.build(SPECIMENS[specimen].encode(), "web.yaml").pdf
    path = tmp_path / "web.pdf"
    path.write_bytes(built)
    gate(path)
    assert pipeline.build(SPECIMENS[specimen].encode(), "web.yaml").pdf == built
    if specimen == "raqqa":
        figures = [str(words) for words in stream_text(path).blocks if "considers terrorist" in str(words)]
        assert figures

"""Charts: words touch nothing, what is missing is said, and each figure stands with its source in a table."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from gate import Gate
from hypothesis import example, given
from hypothesis import strategies as st
from test_compose import said

from dossier import pipeline
from dossier.blocks import Figure, Table
from dossier.figures.chart.draws import draw, laid
from dossier.figures.chart.scale import Scale
from dossier.layout.paginate import PageMap
from dossier.problems import DossierError
from dossier.styling.library import open_style
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

HEAD = """
dossier: {title: Figures, marking: TLP:CLEAR}
sources: {a: {title: A, published: 2021-03-24}, b: {title: B, published: 2021-03-24}}
charts:
  one:
    title: Ships waiting
    unit: ships
"""
FIGURES = """    figures:
      Waiting north:
        24 March: 150 [@a 1]
        26 March:
          - 237 [@a 2]
          - 300 to 320 [@b 1]
        28 March: about 1,369 [@a 3]
        29 March: not stated
        30 March: -40 [@a 3]
      Waiting south:
        24 March: 15 [@a 1]
        30 March: 12.5 [@b 3]
"""
EVEN = "    figures:\n" + "".join(
    f"      Series {i}:\n" + "".join(f"        Label {j}: {(i * 7 + j * 3) % 11 + 1} [@a]\n" for j in range(4)) for i in range(5)
)
PAIR = "    figures:\n" + "".join(f"      Series {i}:\n        Before: {i} [@a]\n        After: {5 - i} [@a]\n" for i in range(4))
LONG = "    figures:\n      Series:\n" + "".join(f"        Label number {j}: {j} [@a]\n" for j in range(40))
SPECIMENS = [
    *((kind, FIGURES) for kind in ("bars", "stacked", "dots", "lines", "multiples")),
    *((kind, EVEN) for kind in ("bars", "stacked", "dots", "lines", "multiples")),
    ("slope", PAIR),
    ("bars", LONG),
]
LOOKS = (("briefing", ""), ("briefing", "page.paper=a5"), ("plain", ""))


def brief(figures: str, kind: str = "bars") -> str:
    """Return a dossier with a chart."""
    return f"{HEAD}    kind: {kind}\n{figures}"


def blocks_of(yaml: str, look: Any = None) -> tuple[tuple[Any, ...], Setter]:
    """Return the blocks of the section with the chart, and what sets them."""
    ready = pipeline.check(yaml.encode(), "chart.yaml", look)
    (section,) = [section for section in ready.galley.sections if section.id == "reported"]
    return section.blocks, Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: " ".join(filter(None, look)))
@pytest.mark.parametrize(("kind", "figures"), SPECIMENS)
def test_words_keep_apart(kind: str, figures: str, look: tuple[str, str]) -> None:
    """No words of a chart touch others, none leave its width, and a page holds it."""
    blocks, setter = blocks_of(brief(figures, kind), open_style([look[0]], [look[1]] if look[1] else []))
    figure = next(block for block in blocks if isinstance(block, Figure))
    width = setter.measure.of(setter.style.role("chart"))
    sheet = laid(setter, figure.data, width)
    boxes = [label.box for label in sheet.labels]
    assert [(a, b) for a, b in combinations(boxes, 2) if a.touches(b, -0.3)] == []
    assert all(box.left >= 0 and box.right <= width + 0.01 and box.bottom >= -sheet.height - 2 for box in boxes)
    drawn = draw(setter, figure.data, width)  # None on a page too small for it: the table tells all
    assert drawn is None or drawn[0] < 2.7 * setter.third


def test_figures_stand_with_their_sources() -> None:
    """The table has each figure with its citation, those of several sources side by side; the alternative text has all."""
    blocks, _ = blocks_of(brief(FIGURES))
    figure = next(block for block in blocks if isinstance(block, Figure))
    table = next(block for block in blocks if isinstance(block, Table))
    assert [said(cell).replace("\u00a0", " ") for cell in table.rows[1]] == ["26 March", "237 1¶2; 300 to 320 2¶1", "–"]
    assert "26 March: 237 or 300 to 320" in figure.alt
    assert "no figure for 29 March" in figure.alt
    assert said(table.rows[3][1]) == "not stated"


def test_figures_decide_what_can_be_drawn() -> None:
    """What sources disagree on isn't stacked, more than two labels have no slope, one label has no line."""
    one = "    figures:\n      Waiting:\n        24 March: 150 [@a]\n"
    for kind, figures, drawn in (
        ("stacked", FIGURES, "bars"),
        ("slope", EVEN, "lines"),
        ("lines", one, "dots"),
        ("slope", PAIR, "slope"),
    ):
        figure = next(block for block in blocks_of(brief(figures, kind))[0] if isinstance(block, Figure))
        assert figure.data.kind == drawn


@pytest.mark.parametrize(
    ("figures", "message", "line"),
    [
        ("    figures:\n      Waiting:\n        24 March: many ships [@a]\n", "is no number that can be drawn", 11),
        ("    figures:\n      Waiting:\n        24 March: not stated\n", "has no figure", 5),
        ("    figures: {}\n", "has no figure", 5),
    ],
)
def test_what_cannot_be_drawn_is_told(figures: str, message: str, line: int) -> None:
    """Words without a number and charts without figures are errors at their place."""
    with pytest.raises(DossierError) as caught:
        pipeline.build(brief(figures).encode(), "chart.yaml")
    problem = next(it for it in caught.value.problems if message in it.message)
    assert problem.span is not None
    assert problem.span.line == line


@given(st.lists(st.floats(-1e17, 1e17), min_size=1, max_size=20), st.booleans())
@example([5e-324], True)
@example([1e17], False)
@example([-1e-10, 1e-10], False)
def test_a_scale_holds_its_figures(figures: list[float], zero: bool) -> None:
    """All figures lie between the ends, nought too where it is wanted; ticks are in order and few."""
    scale = Scale(figures, 300, zero=zero)
    assert all(-0.01 <= scale.place(figure) <= 300.01 for figure in [*figures, *([0.0] if zero else [])])
    assert 2 <= len(scale.ticks()) <= 14


def test_a_chart_is_never_lost() -> None:
    """Where the section of a chart isn't printed, it stands in one that is."""
    yaml = brief(FIGURES).replace("dossier:", "sections: [sources]\ndossier:", 1)
    sections = pipeline.check(yaml.encode(), "chart.yaml").galley.sections
    assert any(isinstance(block, Figure) for section in sections for block in section.blocks)


@pytest.mark.parametrize(("kind", "figures"), SPECIMENS[:5])
def test_charts_are_valid(kind: str, figures: str, tmp_path: Path, gate: Gate) -> None:
    """The PDF passes the gate."""
    path = tmp_path / "chart.pdf"
    path.write_bytes(pipeline.build(brief(figures, kind).encode(), "chart.yaml").pdf)
    gate(path)

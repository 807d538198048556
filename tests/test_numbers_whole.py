"""Numbers in columns: item numbers, counters and figures take the room of their widest, and none is divided over two lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from geometry import page_words

from dossier import pipeline
from dossier.styling.library import open_style

HEAD = """
dossier: {title: Numbers, marking: TLP:CLEAR}
defaults: {source: s}
"""


def built(tmp_path: Path, text: str, *settings: str, style: str = "briefing") -> list[list[tuple[str, float, float]]]:
    """Return the words of each page of a dossier, with the left edge and the base of each."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pipeline.build(text.encode(), "a.yaml", open_style([style], settings)).pdf)
    return [[(word.text, word.x0, word.y1) for word in words] for words in page_words(path, 1)]


@pytest.mark.parametrize("style", ["briefing", "plain"])
def test_a_thousand_claims_are_numbered_in_one_piece(tmp_path: Path, style: str) -> None:
    """1000 doesn't read 100 above 0, and the numbers hang in one column before and after it."""
    claims = "".join(f"    c{i}: {{text: It is so., cite: 1}}\n" for i in range(1002))
    text = f"{HEAD}sources: {{s: {{title: A log, published: 2026-01-01}}}}\nsections: [reported]\nclaims:\n  All:\n{claims}"
    pages = built(tmp_path, text, style=style)
    said = [word for words in pages for word, *_ in words]
    assert [str(number) for number in range(990, 1003) if str(number) not in said] == []
    starts = {round(x) for words in pages for word, x, _ in words if word == "It"}
    assert len(starts) == 1


def test_a_list_of_a_thousand_items_is_numbered_in_one_piece(tmp_path: Path) -> None:
    """A list of prose from 998 on counts past a thousand in a column that is wide enough."""
    items = "".join(f"      {number}. Item so and so.\n" for number in range(996, 1004))
    text = f"{HEAD}sources: {{s: {{title: A log, published: 2026-01-01}}}}\nsections:\n"
    text += f"  - id: own\n    title: Own\n    text: |\n{items}"
    text += "claims: {All: {c: {text: It is so., cite: 1}}}\n"
    said = [word for words in built(tmp_path, text, "list.size=14pt") for word, *_ in words]
    assert [f"{number}." for number in range(996, 1004) if f"{number}." not in said] == []


def test_sources_past_a_thousand_are_numbered_in_one_piece(tmp_path: Path) -> None:
    """So are the sources."""
    sources = "".join(f"  s{i or ''}: {{title: Log {i}, published: 2026-01-01}}\n" for i in range(1003))
    text = f"{HEAD}sources:\n{sources}claims: {{All: {{c: {{text: It is so., cite: s 1}}}}}}\n"
    said = [word for words in built(tmp_path, text) for word, *_ in words]
    assert {"999", "1000", "1003"} <= set(said)


@pytest.mark.parametrize("figure", ["1000", "26,527,000"])
def test_a_counter_takes_the_room_of_its_figure(figure: str) -> None:
    """A strip of figures is as wide as its widest, though the style holds its labels narrower."""
    from test_typeset import galley_of, setter_of

    from dossier.blocks import Strip, text
    from dossier.layout.element import Element
    from dossier.layout.stacks import Row
    from dossier.typeset.front import set_strip

    setter = setter_of(galley_of())
    (row,) = set_strip(setter, Strip(((figure, text("claims")),)), setter.measure, Element("Sect"))
    assert isinstance(row, Row)
    lines = row.cells[0].box
    assert lines.last == 1  # type: ignore[attr-defined]


def test_a_long_figure_far_down_in_a_table_is_in_one_piece() -> None:
    """The widest number may stand in a row that is too far down for widths of columns to be measured by it."""
    from test_typeset import galley_of, setter_of

    from dossier.blocks import Column, Table, text
    from dossier.typeset.table import SAMPLE, column_widths

    setter = setter_of(galley_of())
    columns = (Column(text("Port"), header=True), Column(text("Ships"), align="right"))
    rows = (*((text("a port"), text("7")) for _ in range(SAMPLE)), (text("the port"), text("1,234,567,890,123")))
    filled = tuple((text("words that fill the column " * 9), text("7")) for _ in range(SAMPLE))
    for body in (rows, filled + rows[-1:]):
        widths = column_widths(setter, Table(columns, body), 200, 10)
        assert widths is not None
        assert widths[1] >= setter.natural(text("1,234,567,890,123"), "table.cell")[1]

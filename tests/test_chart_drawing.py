"""Charts, computed: where marks and words stand, what is joined and what isn't, how labels and figures are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from math import inf
from pathlib import Path
from typing import Any, cast

import pytest
from gate import Gate
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_chart import HEAD, blocks_of, brief

from dossier import pipeline
from dossier.blocks import Figure
from dossier.console.tracing import told_trace, told_without
from dossier.dates import ENGLISH
from dossier.evidence.graph import link
from dossier.figures.chart.draws import laid
from dossier.figures.chart.marks import DASHES, FORMS, segment
from dossier.figures.chart.plotting import Cell, Plot, figure_words, kind_of
from dossier.figures.chart.scale import printed, said, scaled
from dossier.figures.chart.sheet import Sheet, spread
from dossier.figures.kit.placing import Rect
from dossier.model import Quantity
from dossier.problems import DossierError, Span
from dossier.reading.amounts import Amount, amount_of
from dossier.styling.library import open_style

SHIPS = Path(__file__).parent / "charts" / "ships.yaml"
KINDS = ("bars", "dots", "stacked", "lines", "slope", "multiples")
LOOKS = ("page.paper=a4", "chart.span=main", "page.paper=a5")
Rows = Mapping[str, Mapping[str, str]]
LONG = "The first label which goes on and on for more than a line", "A second one of the same length as the first or so"
AWKWARD: Mapping[str, Rows] = {
    "one": {"S": {"24 March": "5"}},
    "two": {"S": {"24 March": "5", "27 March": "9"}},
    "thirty": {"S": {f"{i} March": str(i * 37 % 91) for i in range(1, 31)}},
    "ties": {f"Series {i}": {"24 March": "5", "27 March": "5", "2 April": "5"} for i in range(4)},
    "zero": {f"Series {i}": {"24 March": "0", "27 March": "0"} for i in range(2)},
    "negative": {
        "Change": {"24 March": "-40", "27 March": "25", "28 March": "about -10", "30 March": "-20 to -5", "31 March": "-5 to 12"},
        "Other": {"24 March": "12.5", "28 March": "not stated", "31 March": "at least -33"},
    },
    "huge": {"S": {"24 March": "1000000000000", "27 March": "1", "28 March": "250,000,000,000"}},
    "missing": {"S": {"24 March": "10", "25 March": "not stated", "26 March": "30"}, "T": {"25 March": "8", "26 March": "9"}},
    "long": {f"A series {i} with an uncommonly long name that has to wrap": dict.fromkeys(LONG, str(i)) for i in (3, 7)},
    "eight": {f"Series {i}": {f"{d} March": str((i * 13 + d * 7) % 50 + 5) for d in (1, 4, 9, 30)} for i in range(8)},
    "pair": {f"Series {i}": {f"{d} March": str((i * 13 + d * 7) % 20 + 1) for d in (1, 9)} for i in range(8)},
    "bounds": {"S": {"1 March": "165 to 185", "2 March": "at least 300", "3 March": "under 100", "4 March": "about 450"}},
}


def figures_yaml(rows: Rows) -> str:
    """Write figures as a dossier has them."""
    lines = ["    figures:"]
    for name, row in rows.items():
        lines.append(f"      {name}:")
        lines += [f"        {label}: {words}{'' if words == 'not stated' else ' [@a 1]'}" for label, words in row.items()]
    return "\n".join(lines) + "\n"


def sheets(yaml: str, *changes: str) -> Iterator[Sheet]:
    """Yield the sheets of all charts of a dossier."""
    blocks, setter = blocks_of(yaml, open_style(["briefing"], changes))
    role = setter.style.role("chart")
    width = setter.measure.both if role.span == "both" else setter.measure.main
    for block in blocks:
        if isinstance(block, Figure):
            yield laid(setter, block.data, width)


def sheet_of(kind: str, rows: Rows) -> Sheet:
    """Return the sheet of a single chart."""
    return next(sheets(brief(figures_yaml(rows), kind)))


def lines_of(sheet: Sheet) -> list[Sequence[Sequence[float]]]:
    """Return the strokes that join figures."""
    weight = sheet.role("chart.mark").rule_above
    return [line for ink in sheet.inks if ink.width == weight and not ink.closed for line in ink.lines]


def crosses(line: Sequence[Sequence[float]], box: Rect) -> bool:
    """Say whether a stroke runs through a box, by Liang and Barsky's clipping."""
    (x, y), (u, v) = line
    start, end = 0.0, 1.0
    for step, room in ((x - u, x - box.left), (u - x, box.right - x), (y - v, y - box.bottom), (v - y, box.top - y)):
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            start = max(start, room / step)
        else:
            end = min(end, room / step)
    return start < end


def middle(box: Rect) -> tuple[float, float]:
    """Return the middle of a box."""
    return (box.left + box.right) / 2, (box.bottom + box.top) / 2


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", KINDS)
def test_words_touch_nothing(kind: str, look: str) -> None:
    """Words would stand on other words, on a mark, on a line, or outside of the chart, and couldn't be read."""
    charts = ""
    for name, rows in AWKWARD.items():
        charts += f"  {name}:\n    title: {name}\n    kind: {kind}\n{figures_yaml(rows)}"
    for sheet in sheets(HEAD.split("  one:")[0] + charts, look):
        assert_apart(sheet)


@cache
def ground() -> tuple[Plot, Any]:
    """Return a plot with the words of its language, and what sets it."""
    blocks, setter = blocks_of(brief(figures_yaml(AWKWARD["two"])))
    return next(block.data for block in blocks if isinstance(block, Figure)), setter


@given(st.sampled_from(KINDS), st.integers(160, 500), st.data())
@settings(max_examples=60, deadline=None)
def test_words_touch_nothing_whatever_is_said(kind: str, width: int, data: st.DataObject) -> None:
    """With some figures, gaps, bounds and ranges words would lie on each other, or a chart would fail to be drawn."""
    series = data.draw(st.integers(1, 8))
    days = sorted(data.draw(st.sets(st.integers(0, 60), min_size=1, max_size=9)))
    figure = st.builds(
        lambda low, more, about, bound: Amount(low, low + more, about, "" if more else bound),
        st.integers(-50, 900), st.sampled_from((0, 0, 0, 40)), st.booleans(), st.sampled_from(("", "", "least", "most")),
    )  # fmt: skip
    amounts = [[data.draw(st.lists(figure, max_size=2)) for _ in days] for _ in range(series)]
    cells = [[Cell(it, [f"{a.low:g} to {a.high:g}" for a in it], ["¶2"] * len(it), True) for it in row] for row in amounts]
    assume(any(cell.amounts for row in cells for cell in row))
    plot, setter = ground()
    names, labels = [f"Series {i}" for i in range(series)], [f"Day {day}" for day in days]
    plot = plot._replace(
        kind=kind_of(kind, cells), series=names, labels=labels, cells=cells, at=days, zero=kind in ("bars", "stacked")
    )
    sheet = laid(setter, plot, float(width))
    assume(sheet.height < inf)  # a chart without room is told by its table
    assert_apart(sheet)


def assert_apart(sheet: Sheet) -> None:
    """Assert that words stand within the chart, and on no other words, mark or line."""
    boxes = [label.box for label in sheet.labels]
    assert [(a, b) for a, b in combinations(boxes, 2) if a.touches(b, -0.3)] == []
    assert all(box.left >= -0.01 and box.right <= sheet.width + 0.01 for box in boxes)
    assert all(box.top <= 2 and box.bottom >= -sheet.height - 0.5 for box in boxes)
    if sheet.data.kind != "stacked":  # their figures stand within their parts, on a plate
        assert [(box, mark) for box in boxes for mark in sheet.marks if box.touches(mark.box, -0.3)] == []
    assert [(line, box) for line in lines_of(sheet) for box in boxes if crosses(line, box)] == []


def test_bars_are_to_scale_from_nought() -> None:
    """A bar would be longer than its figure says beside the others, or a negative one would point to the right."""
    sheet = sheet_of("bars", {"S": {"a": "100", "b": "25", "c": "-40", "d": "0"}})
    boxes = [mark.box for mark in sheet.marks]
    start = boxes[0].left
    per = (boxes[0].right - start) / 100
    assert [box.left for box in boxes] == pytest.approx([start, start, start - 40 * per, start], abs=0.1)
    assert [box.right for box in boxes] == pytest.approx([start + 100 * per, start + 25 * per, start, start], abs=0.1)


def test_bars_begin_at_nought_whatever_their_figures() -> None:
    """Bars of 90 and 100 would look as if one were a fraction of the other."""
    small, large = (mark.box for mark in sheet_of("bars", {"S": {"a": "90", "b": "100"}}).marks)
    assert (small.right - small.left) / (large.right - large.left) == pytest.approx(0.9, abs=0.001)


def test_days_are_to_scale() -> None:
    """26, 27, 28 and 31 March would stand at equal distances, and the slope of a line would be a lie."""
    days = {"26 March": "10", "31 March": "50", "27 March": "20", "28 March": "30"}
    for kind in ("lines", "multiples"):
        points = [middle(mark.box) for mark in sheet_of(kind, {"S": days}).marks]
        x, y = zip(*points, strict=True)
        day, unit = (x[-1] - x[0]) / 5, (y[-1] - y[0]) / 40
        assert [at - x[0] for at in x] == pytest.approx([0, day, 2 * day, 5 * day], abs=0.1)
        assert [at - y[0] for at in y] == pytest.approx([0, 10 * unit, 20 * unit, 40 * unit], abs=0.1)


def test_dots_and_slopes_are_to_scale() -> None:
    """A dot, an end of a range, or an end of a slope would stand where its figure isn't."""
    dots = [mark.box for mark in sheet_of("dots", {"S": {"a": "0", "b": "100", "c": "20 to 40"}}).marks]
    per = (middle(dots[1])[0] - middle(dots[0])[0]) / 100
    ends = (dots[2].left + 3.6, dots[2].right - 3.6)  # a mark takes as much to both sides of its figure
    assert [at - middle(dots[0])[0] for at in ends] == pytest.approx([20 * per, 40 * per], abs=0.1)
    slope = sheet_of("slope", {"S": {"a": "0", "b": "60"}, "T": {"a": "100", "b": "30"}})
    heights = [middle(mark.box)[1] for mark in slope.marks]
    per = (heights[2] - heights[0]) / 100
    assert [at - heights[0] for at in heights] == pytest.approx([0, 60 * per, 100 * per, 30 * per], abs=0.1)


def test_only_single_figures_are_joined() -> None:
    """A line would run over a day without a figure, through a range, between two sources, or from one counter to another."""
    rows = {
        "S": {"1 March": "10", "2 March": "20", "3 March": "not stated", "4 March": "30", "5 March": "30 to 40", "6 March": "9"},
        "T": {"1 March": "5", "4 March": "7", "5 March": "at least 8", "6 March": "about 9"},
    }
    sheet = sheet_of("lines", rows)
    at = {(mark.series, mark.label): (middle(mark.box)[0], mark.box) for mark in sheet.marks}
    joined = {tuple(round(x) for x, _ in line) for line in lines_of(sheet)}
    wanted = {(at[0, 0][0], at[0, 1][0]), (at[1, 3][0], at[1, 4][0]), (at[1, 4][0], at[1, 5][0])}
    assert joined == {tuple(round(x) for x in pair) for pair in wanted}
    two = brief("    figures:\n      S:\n        1 March: 5 [@a]\n        2 March: [5, 9]\n        3 March: 7 [@a]\n", "lines")
    assert lines_of(next(sheets(two))) == []


def test_stacked_bars_add_up() -> None:
    """A part would overlap its neighbour or leave a gap, or the sum would be missing or wrong."""
    sheet = sheet_of("stacked", {"S": {"a": "1", "b": "30"}, "T": {"a": "2", "b": "40"}, "U": {"a": "400", "b": "not stated"}})
    first = [mark.box for mark in sheet.marks if mark.label == 0]
    assert all(one.right == pytest.approx(other.left) for one, other in pairwise(first))
    assert first[2].right - first[2].left == pytest.approx(200 * (first[1].right - first[1].left), abs=0.5)
    widths = [sheet.set(words, "chart.figure")[1] for words in ("sum 403", "sum 70; U: no figure")]
    assert all(any(label.box.right - label.box.left == pytest.approx(wide) for label in sheet.labels) for wide in widths)


def test_series_are_told_apart_without_colour() -> None:
    """On a copy in grey two lines, or two parts that touch, would look the same."""
    assert len({(FORMS[i % len(FORMS)], tuple(DASHES[i % len(DASHES)])) for i in range(9)}) == 9
    mark = sheet_of("bars", AWKWARD["two"]).role("chart.mark")
    drawn = [str([(ink.fill, ink.lines) for ink in segment(Rect(0, 0, 40, 14), i, mark)]) for i in range(9)]
    assert len(set(drawn)) == 9


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("150", Amount(150, 150, False)),
        ("about 1,369", Amount(1369, 1369, True)),
        ("165 to 185", Amount(165, 185, False)),
        ("300 or more", Amount(300, 300, False, "least")),
        ("over 300", Amount(300, 300, False, "least")),
        ("under $100m", Amount(1e8, 1e8, False, "most", "$")),
        ("$14-15m", Amount(14e6, 15e6, False, "", "$")),
        ("US$3.1bn", Amount(3.1e9, 3.1e9, False, "", "$")),
        ("−3.5%", Amount(-3.5, -3.5, False, "", "%")),
        ("-$40m", Amount(-4e7, -4e7, False, "", "$")),
        ("1 369", Amount(1369, 1369, False)),
        ("at least 3 or fewer", None),
        ("many", None),
        ("5 ships", None),
        ("1e400", None),
    ],
)
def test_figures_are_read(words: str, amount: Amount | None) -> None:
    """A figure would be drawn as another than the source gives."""
    assert amount_of(Quantity(words, (), "", Span("f", 1, 1))) == amount


def test_labels_have_places() -> None:
    """Dates would not be known as such, or days around New Year would lie a year apart."""
    assert scaled(["24 March", "26 March", "2 April"], ENGLISH)[2] - scaled(["24 March", "2 April"], ENGLISH)[0] == 9
    winter = scaled(["30 December", "2 January", "31 December"], ENGLISH)
    assert [round(at - winter[0]) for at in winter] == [0, 3, 1]
    assert list(scaled(["10", "2,000", "-5"], ENGLISH)) == [10, 2000, -5]
    middle_of = scaled(["5–6 April 2021", "April 6, 2021", "2021-04-07"], ENGLISH)
    assert [at - middle_of[1] for at in middle_of] == [-0.5, 0, 1]
    for labels in (["24 March", "late March"], ["24 March 2021", "25 March"], ["31 February"], ["24 March", "March 24"], ["A"]):
        assert list(scaled(labels, ENGLISH)) == []
    assert printed("2021-03-24", ENGLISH) == "24 March 2021"


def test_figures_print_in_one_convention() -> None:
    """Long numbers would be hard to read, or the scale would write them in another way than the figures."""
    assert figure_words("-1234567.5 to 1,000", ",") == "−1,234,567.5 to 1,000"
    assert figure_words("1 369", "\u202f") == "1\u202f369"
    assert said(1e12) == "1,000,000,000,000"
    assert said(-2.5e6, "$", "\u202f") == "−$2\u202f500\u202f000"
    assert said(0.1 + 0.2, "%") == "0.3%"


def test_words_are_moved_apart_in_order() -> None:
    """Names at line ends would touch or change their order."""
    assert spread([5, 5, 50], [4, 4, 4], 0, 100) == pytest.approx([2.5, 7.5, 50])
    assert spread([-9, 120], [4, 4], 0, 100) == pytest.approx([2, 98])


@pytest.mark.parametrize(
    ("yaml", "message", "line"),
    [
        (
            brief("    figures:\n      S:\n        a: $5m [@a]\n        b: €3m [@b]\n"),
            "stands on one scale with figures in $",
            12,
        ),
        (brief("    figures:\n      S:\n        a: 5 [@a]\n").replace("one:", "a:"), "is given a second time", 5),
        (brief("    figures:\n      S:\n        a: 5 [@one]\n"), "is a chart", 11),
    ],
)
def test_bad_charts_are_told(yaml: str, message: str, line: int) -> None:
    """Dollars would stand beside euros, two things would have one id, or a chart would be its own source."""
    with pytest.raises(DossierError) as caught:
        pipeline.build(yaml.encode(), "chart.yaml")
    problem = next(it for it in caught.value.problems if message in it.message)
    assert cast(Span, problem.span).line == line


def test_a_chart_can_be_linked() -> None:
    """A link to a chart would lead nowhere, or be called unknown."""
    yaml = brief(figures_yaml(AWKWARD["two"])) + "bottom_line: See [the chart](#one).\n"
    links = [run.link for block in pipeline.check(yaml.encode(), "c.yaml").galley.front for run in _runs(block)]
    assert "#chart-one" in links


def test_figures_of_charts_are_evidence() -> None:
    """A figure without a source would pass, or withdrawing a source would seem to leave its figures standing."""
    dossier = pipeline.check(SHIPS.read_bytes(), "ships.yaml").dossier
    evidence, _ = link(dossier)
    assert "  chart waiting, Agency, 24 March: 102" in told_without(dossier, evidence, "agency")
    assert any("Agency, 24 March: ¶4 of source 2" in line for line in told_trace(dossier, evidence, "waiting"))
    bare = pipeline.check(brief("    figures:\n      S:\n        a: 5\n        b: 6 [@a]\n").encode(), "chart.yaml", strict=True)
    assert [(it.name, it.span and it.span.line) for it in bare.problems if "S, a" in it.message] == [("uncited", 11)]


@pytest.mark.parametrize("kind", ["lines", "multiples", "slope"])
def test_a_page_of_its_own_is_used(kind: str) -> None:
    """On a page for itself a chart would be as low as in the text, or higher than the page."""
    blocks, setter = blocks_of(brief(figures_yaml(AWKWARD["pair"]), kind))
    data = next(block.data for block in blocks if isinstance(block, Figure))
    assert laid(setter, data, 480).height + 100 < laid(setter, data, 480, 600).height <= 600


def _runs(part: Any) -> Iterator[Any]:
    if hasattr(part, "link"):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from _runs(inner)


@pytest.mark.parametrize("changes", [(), ("page.paper=a5",), ("page.notes=foot",)])
def test_the_specimen_is_valid(changes: Sequence[str], tmp_path: Path, gate: Gate) -> None:
    """A PDF with all kinds of chart would not pass the gate."""
    path = tmp_path / "ships.pdf"
    path.write_bytes(pipeline.build(SHIPS.read_bytes(), "ships.yaml", open_style(["briefing"], changes)).pdf)
    gate(path)

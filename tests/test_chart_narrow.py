"""Charts with little room: what a search through thousands of random ones found, as fixed cases, and a short search each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from random import Random

import pytest
from test_chart_drawing import KINDS, assert_apart, ground

from dossier.figures.chart.draws import draw, laid
from dossier.figures.chart.plotting import Cell, kind_of
from dossier.figures.chart.sheet import Sheet
from dossier.reading.amounts import Amount

LONG = "A name that goes on and on and wraps"
WORD = "Donaudampfschifffahrtsgesellschaftskapitän"  # nowhere to be broken
STRETCH = "Day 3 of the long label kind"
FROM_NOUGHT = ("bars", "stacked")


def words_of(amount: Amount) -> str:
    """Return a figure as a source would give it."""
    bound = {"": "", "least": "at least ", "most": "under "}[amount.bound]
    end = f" to {amount.high:,}" if amount.is_range else ""
    return f"{'about ' if amount.about else ''}{bound}{amount.low:,}{end}"


def sheet_of(kind: str, width: float, labels: Sequence[str], series: Mapping[str, Sequence[Sequence[Amount]]]) -> Sheet:
    """Lay out a chart: for each series the figures of each label."""
    cells = [[Cell(it, [words_of(a) for a in it], ["¶2"] * len(it), True) for it in row] for row in series.values()]
    plot, setter = ground()
    drawn = kind_of(kind, cells)
    plot = plot._replace(kind=drawn, series=list(series), labels=labels, cells=cells, at=(), zero=drawn in FROM_NOUGHT)
    return laid(setter, plot, width)


def one(*figures: float) -> list[list[Amount]]:
    """Return a row of single, exact figures."""
    return [[Amount(it, it, False)] for it in figures]


RANGE = [[Amount(-50, 12, True)], [Amount(806, 1_000_040, True)]]
SMALL = one(3, 1)
FIXED: Mapping[str, tuple[str, float, Sequence[str], Mapping[str, Sequence[Sequence[Amount]]]]] = {
    "bars whose words leave nothing to the marks": (
        "bars", 180, ("Day 17", "Day 22"), {"Series 0": one(5, 90), LONG: [[], []], "Series 2": RANGE},
    ),
    "dots likewise": ("dots", 180, ("Day 17", STRETCH), {LONG: RANGE, "Series 1": [[Amount(251, 251, True, "least")], []]}),
    "a word beside bars that can't be broken": ("bars", 160, (WORD, "Day 1"), {"Series 0": one(11, 900)}),
    "many names at ends of lines": ("lines", 210, ("Day 1", "Day 2"), {f"{LONG} {i}": one(i, 9) for i in range(9)}),
    "a name beside a line's last figure, near names at ends": (
        "lines", 267, ("Day 24", "Day 45", "Day 51"),
        {"A name of a certain length": [*one(5, 9), []], **{f"{LONG} {i}": one(i, i, i) for i in range(7)}},
    ),
    "labels wider than their panel": ("multiples", 231, (WORD, STRETCH), {"Series 0": SMALL, "Series 1": SMALL}),
    "names of several lines at the foot of a slope": (
        "slope", 315, ("Day 1", "Day 2"), {LONG: SMALL, f"{LONG}, and about": [[Amount(0, 0, False)], [Amount(0, 0, False)]]},
    ),
    "labels over a slope that don't fit beside each other": ("slope", 206, (WORD, "Day 44"), {LONG: SMALL}),
    "a long label over a slope": ("slope", 238, (WORD, "Day 35"), {f"{LONG} {i}": SMALL for i in range(5)}),
    "parts led out under what is said at the end": (
        "stacked", 463, ("Day 1", "Day 2"),
        {"Series 0": one(1, 900), "Series 1": one(2, 5), LONG: [[], one(7)[0]], f"{LONG} further": [[], one(9)[0]]},
    ),
    "more parts led out than there is room for": (
        "stacked", 170, ("Day 1", "Day 2"), {f"Series {i}": [[Amount(10**5 + i, 10**5 + i, True)], *one(1)] for i in range(8)},
    ),
    "names over stacked bars wider than the chart": (
        "stacked", 162, ("Day 3",), {"Series 0": one(11), "Rindfleischetikettierungsüberwachung": one(123)},
    ),
    "a word beside stacked bars that can't be broken": ("stacked", 160, (WORD, "Day 3"), {"S": SMALL, "T": SMALL}),
}  # fmt: skip


@pytest.mark.parametrize("name", FIXED)
def test_words_keep_off_each_other_in_narrow_charts(name: str) -> None:
    """Words would stand on words or on a mark, or outside of the chart, in a case in which they once did."""
    sheet = sheet_of(*FIXED[name])
    if sheet.height < inf:
        assert_apart(sheet)


def test_a_narrow_chart_puts_names_over_its_bars() -> None:
    """With long words at their ends bars would have no length, or run to the left, or the chart would be given up."""
    sheet = sheet_of(*FIXED["bars whose words leave nothing to the marks"])
    longest = max(mark.box.right - mark.box.left for mark in sheet.marks)
    assert longest >= 0.15 * 180
    assert all(0 <= mark.box.left <= mark.box.right <= 180 for mark in sheet.marks)
    tops = [label.box.top for label in sheet.labels if label.box.left == 0]
    assert len(tops) >= 2 * (1 + 3)  # each label and each name begins a line


def test_a_chart_without_room_is_left_to_its_table() -> None:
    """A chart whose words take all of the width would be drawn with marks that nobody can read."""
    _, setter = ground()
    for name in ("a word beside stacked bars that can't be broken", "more parts led out than there is room for"):
        sheet = sheet_of(*FIXED[name])
        assert sheet.height == inf
        assert draw(setter, sheet.data, sheet.width) is None


@pytest.mark.parametrize("kind", KINDS)
def test_words_keep_off_each_other_in_random_charts(kind: str) -> None:
    """Words of some chart would stand on others or on a mark; each turn is the same, so that what is found stays found."""
    random = Random(kind)
    for turn in range(70):
        series, days = random.randint(1, 8), 2 if kind == "slope" else random.randint(1, 9)
        names = {random.choice((f"Series {i}", f"{LONG} {i}")): _row(random, kind, days) for i in range(series)}
        labels = [f"Day {day}{random.choice(('', '', '', ' of the long label kind'))}" for day in range(days)]
        if any(cell for row in names.values() for cell in row):
            sheet = sheet_of(kind, random.choice((160, random.randint(160, 240), random.randint(160, 500))), labels, names)
            if sheet.height < inf:
                assert_apart(sheet)
            else:
                assert sheet.width < 300, f"turn {turn}: no room on {sheet.width} points"


def _row(random: Random, kind: str, days: int) -> list[list[Amount]]:
    """Return the figures of a series."""
    if kind == "stacked":
        return [one(random.choice((1, 40, 900)))[0] if random.random() < 0.9 else [] for _ in range(days)]
    return [[_amount(random) for _ in range(random.choice((0, 1, 1, 1, 1 if kind == "slope" else 2)))] for _ in range(days)]


def _amount(random: Random) -> Amount:
    low, more = random.choice((random.randint(-50, 900), 0, 12_345_678, -2.25)), random.choice((0, 0, 0, 1, 400))
    return Amount(low, low + more, random.random() < 0.3, "" if more else random.choice(("", "", "least", "most")))

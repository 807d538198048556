"""What it costs to end a page: which of two ends is the better one, for each thing that a reader would see."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import pytest

from dossier.layout import costs
from dossier.layout.box import Box, Lines
from dossier.layout.columns import Columns
from dossier.layout.page import Placed
from dossier.layout.stacks import Cell, Row, Stack


class Title(Box):
    """A heading."""

    heads = True


class Listing(Box):
    """A table of so many rows, with its head."""

    def __init__(self, rows: int, height: float) -> None:
        super().__init__(100.0, height)
        self._rows = rows

    @property
    def rows(self) -> int:
        """How many rows it has, its head apart."""
        return self._rows

    def held(self) -> list[Box]:
        """Return the head and the rows."""
        return [Box(100.0, 12.0) for _ in range(self._rows + 1)]


def text(count: int) -> Lines:
    """Return so many lines of 12 points."""
    setting = SimpleNamespace(lines=[b""] * count, anchors={})
    return Lines(setting, 100.0, 12.0, 8.0, None)  # type: ignore[arg-type]


def stack(*parts: Box) -> Stack:
    """Return boxes one under the other."""
    return Stack(parts, 100.0)


def test_empty_room_costs_more_than_in_proportion() -> None:
    """A page would be left half empty to save two that lack three lines."""
    shares = [share / 20 for share in range(21)]
    found = [costs.emptiness(share) for share in shares]
    steps = [after - before for before, after in pairwise(found)]
    assert found[0] == 0
    assert found[1] == pytest.approx(25)  # a twentieth isn't seen: in proportion
    assert costs.emptiness(0.15) == pytest.approx(75 + 100)
    assert all(after > before for before, after in pairwise(steps))


def test_a_last_page_has_more_than_a_few_lines() -> None:
    """A brief would end with a page of one line; or a full last page would be avoided."""
    assert costs.last_page(0) == costs.last_page(60) == costs.last_page(200) == 0
    assert costs.last_page(15) == pytest.approx(67.5)
    assert costs.last_page(30) == pytest.approx(45)


def test_a_heading_has_something_below_it() -> None:
    """A page would end with a heading and a line."""

    def cost(*boxes: Box) -> float:
        return costs.foot([Placed(box, 0.0, 0.0) for box in boxes])

    title = Title(100.0, 20.0)
    assert cost(title, text(9), title, text(2)) == costs.HEADING
    assert cost(text(9), title, text(2)) == cost(stack(title, text(1)), text(2)) == costs.HEADING
    assert cost(title, text(3)) == cost(text(9), text(1)) == cost(stack(text(1)), text(1)) == 0
    assert cost() == cost(text(1)) == cost(title) == 0


def test_rows_of_a_list_stand_two_together() -> None:
    """The first row of a list would stand alone at the foot of a page, or the last at the head of the next."""

    def row(height: float, loose: bool) -> Box:
        box = Box(100.0, height)
        box.loose = loose
        return box

    first, low, high = row(12, False), row(12, True), row(48, True)
    assert costs.alone(low, first, low) == 0  # the list begins there
    assert costs.alone(first, low, low) == costs.ALONE
    assert costs.alone(low, low, None) == costs.alone(low, low, first) == costs.ALONE
    assert costs.alone(first, low, None) == 2 * costs.ALONE
    assert costs.alone(low, low, low) == costs.alone(None, low, low) == 0
    assert costs.alone(row(48, False), high, low) == costs.alone(low, high, None) == 0


def test_parts_are_large_enough_on_both_sides() -> None:
    """Two lines would be torn off a paragraph, or a row off a table, where a better place was a line away."""
    nothing = Box(100.0, 0.0)
    assert costs.parting(text(9), nothing) == 0
    assert costs.parting(text(3), text(3)) < costs.parting(text(2), text(9)) == costs.parting(text(9), text(2))
    even = costs.parting(stack(text(3)), stack(text(3)))
    assert even == costs.parting(stack(text(1), text(2)), stack(text(9))) == 40
    assert costs.parting(stack(text(2)), stack(text(9))) == costs.parting(stack(text(9)), stack(text(2))) == even + costs.ALONE


def test_columns_are_not_parted_before_each_has_a_box() -> None:
    """A column would stand empty beside another, on either page."""

    def columns(count: int) -> Columns:
        return Columns([text(2) for _ in range(count)], 100.0, 2, 10.0)

    assert costs.parting(columns(2), columns(2)) == 15
    assert costs.parting(columns(1), columns(2)) == costs.parting(columns(2), columns(1)) == 15 + costs.ALONE


def test_tables_keep_two_rows_or_high_ones_on_either_side() -> None:
    """A low row of a table would stand alone below its head, or on the next page."""

    def cost(above: int, below: int, height: float = 24.0) -> float:
        return costs.parting(Listing(above, height), Listing(below, height))

    assert cost(2, 2) == cost(1, 1, 60.0) == 25
    assert cost(1, 2) == cost(2, 1) == 25 + costs.ALONE
    assert cost(1, 1) == 25 + 2 * costs.ALONE


def test_lines_are_those_of_the_longest_column() -> None:
    """A part would count as large for what stands beside it, or as small for how it is boxed."""
    assert costs.lines(text(4)) == 4
    assert costs.lines(stack(text(1), text(2))) == 3
    assert costs.lines(Row([Cell(0.0, text(5)), Cell(50.0, text(2))], 100.0)) == 5
    assert costs.lines(Columns([text(3), text(2)], 100.0, 2, 10.0)) == 3
    assert costs.lines(stack(Row([Cell(0.0, stack(text(1), text(1)))], 100.0), text(1))) == 3
    assert costs.lines(Box(100.0, 50.0)) == costs.lines(stack()) == 0

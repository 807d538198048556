"""What figures say where: dates on an axis, routes on a bank, names within borders and upon areas, colours that can be seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from importlib import import_module
from math import cos, radians, sin
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from drawn import Listener, Paths, Words, heard, painted
from test_chronology import brief, figure_of
from test_map import SPECIMENS, places
from test_overlays import collection, feature

import dossier
from dossier.blocks import plain
from dossier.figures.chronology.draws import Sheet
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.map.courses import course_line
from dossier.figures.map.draws import Layout
from dossier.figures.map.frame import Frame
from dossier.figures.map.overlays import draw_shapes
from dossier.figures.map.signs import EDGE, FAINT, hatch
from dossier.figures.map.survey import CLOSED, Course
from dossier.geodesy.basemap import Box
from dossier.geodesy.lines import Line, inside, nearest
from dossier.units import Color, contrast, lightness

MAPS = Path(__file__).parent / "maps"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


# Dates on an axis ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "whens",
    [
        ("2016-12-27", "2016-12-30", "2016-12-31", "2017-01-04"),
        ("2016-03-05", "2016-08-20", "2016-11-12", "2017-02-01"),
        ("1999-03-05", "2004-08-20", "2007-12-31", "2012-02-01"),
        ("1017", "1204/1261", "about 1453-05-29", "2016-05"),
        ("2016-12", "2017-01-03", "2017-02-14", "2017-02-15", *["2017-02-16"] * 9),
    ],
)
def test_each_date_stands_where_it_is_on_the_axis(whens: tuple[str, ...]) -> None:
    """The axis would name a wrong day, month or year, or the right one beside its tick: checked by the calendar of Python."""
    figure, setter = figure_of(brief(*whens))
    assert figure is not None
    listener = Listener(setter)
    sheet = Sheet(listener, figure.data, setter.measure.both)
    drawn = painted(listener, "chronology", figure.data, setter.measure.both)
    written = [it for it in drawn if isinstance(it, Words) and it.role == "chronology.axis"]
    upper = [it for it in written if it.y == max(other.y for other in written)]
    lower = {it.x: it.text for it in written if it not in upper}
    assert len(upper) > 2
    owners = {}
    for it in upper:
        if it.text.isdigit() and len(it.text) < 3:
            day = _day_at(sheet, it.x + it.width / 2)
            assert it.text == str(day.day)
            owners[it.x] = f"{MONTHS[day.month - 1]} {day.year}"
        else:
            day = _day_at(sheet, it.x - 2 + 0.05)  # where the tick is, at the beginning of that month or year
            begun = day.replace(day=1) if it.text in MONTHS else day.replace(month=1, day=1)
            assert it.text == (MONTHS[day.month - 1] if it.text in MONTHS else str(day.year))
            assert sheet.axis.place(begun.toordinal()) == pytest.approx(it.x - 2, abs=0.06)
            owners[it.x] = str(day.year)
    assert lower.items() <= owners.items()


def _day_at(sheet: Sheet, x: float) -> date:
    """Return the day at a place of the axis."""
    piece = next(it for it in sheet.axis.pieces if it.left <= x <= it.right)
    return date.fromordinal(int(piece.start + (x - piece.left) / (piece.right - piece.left) * (piece.end - piece.start)))


# Routes on a bank ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("flow", "bank"),
    [(flow, bank) for flow in range(0, 360, 30) for bank in range(0, 360, 45) if abs(sin(radians(flow - bank))) > 0.4],
)
def test_a_route_keeps_to_the_bank_that_is_said(flow: int, bank: int) -> None:
    """A road on the west bank would be drawn on the east bank, on which others stand; whichever way it or the river runs."""
    frame, river, ends = _river(flow)
    for start, end in (ends, ends[::-1]):
        line, follows = course_line(frame, _course(start, end, float(bank)), [("the River", river)])
        assert follows
        assert {_is_towards(river, point, bank) for point in line[len(line) // 3 : -len(line) // 3]} == {True}


@pytest.mark.parametrize("flow", range(0, 360, 30))
@pytest.mark.parametrize("side", [90, -90])
def test_a_route_without_a_bank_keeps_to_the_side_on_which_it_starts(flow: int, side: int) -> None:
    """A road would cross the river at once, over a bridge that nobody mentioned."""
    frame, river, (start, end) = _river(flow, side)
    line, follows = course_line(frame, _course(start, end, None), [("The river", river), ("Another", [(0.0, 0.0), (400.0, 1.0)])])
    assert follows
    assert {_is_towards(river, point, flow + side) for point in line[len(line) // 3 : -len(line) // 3]} == {True}


def test_a_bank_is_that_of_the_middle_of_a_bend() -> None:
    """A road on the north bank of a river that ends southwards would be drawn on its south bank."""
    frame = Frame(Box((36.0, 38.0, 42.0, 42.0)), 400.0, 300.0)
    x, y = frame.width / 2, frame.height / 2
    river = [(x - 90, y - 60), (x - 80, y), (x, y), (x + 80, y), (x + 80, y - 40), (x + 40, y - 90)]
    ends = [frame.globe(x - 88, y - 60), frame.globe(x + 44, y - 92)]
    for start, end in (ends, ends[::-1]):
        line, _ = course_line(frame, _course(start, end, 0.0), [("the river", river)])
        middle = [point for point in line if abs(point[0] - x) < 50 and point[1] > y - 20]
        assert middle
        assert all(y + 3 < v < y + 6 for _, v in middle)


def _river(flow: int, side: int = 90) -> tuple[Frame, Line, tuple[Any, Any]]:
    """Return a map about 40° north, a straight river through its middle, and places beside it, near to its ends."""
    frame = Frame(Box((36.0, 38.0, 42.0, 42.0)), 400.0, 300.0)
    x, y = frame.width / 2, frame.height / 2
    dx, dy = sin(radians(flow)), cos(radians(flow))
    river = [(x + 100 * dx * t / 10, y + 100 * dy * t / 10) for t in range(-10, 11)]
    nx, ny = sin(radians(flow + side)), cos(radians(flow + side))
    ends = [frame.globe(x + 80 * dx * t + 3 * nx, y + 80 * dy * t + 3 * ny) for t in (-1, 1)]
    return frame, river, (ends[0], ends[1])


def _course(start: Any, end: Any, bank: float | None) -> Course:
    return Course((), start, (), end, ("the river",), bank, CLOSED, ())


def _is_towards(river: Line, point: tuple[float, float], bearing: float) -> bool:
    """Say whether a point stands off a straight river in a direction, by some points but not by many."""
    (x, y), far = river[0], nearest(river, point)[0]
    dx, dy = river[-1][0] - x, river[-1][1] - y
    across = (point[0] - x) * dy - (point[1] - y) * dx
    wanted = sin(radians(bearing)) * dy - cos(radians(bearing)) * dx
    return 2 < far < 8 and across * wanted > 0


# Names upon what they name -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("specimen", ["raqqa", "suez", "fifty places", "equator", "world", "one place"])
def test_names_of_countries_stand_within_their_borders(specimen: str) -> None:
    """A country's name would lie over its border, and read as the name of its neighbour, or of the sea."""
    layout, said = _layout(SPECIMENS[specimen], MAPS)
    found = 0
    for country in layout.ground.countries:
        for name in layout.names:
            if said(name.lines) == country.name:
                found += 1
                for box in name.boxes:
                    corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
                    assert all(sum(inside(corner, ring) for ring in country.rings) % 2 for corner in corners)
                    assert not any(_cuts(ring, box) for ring in country.rings)
    assert found


def _layout(yaml: str, root: Path) -> tuple[Layout, Callable[[Any], str]]:
    """Lay out the map of a dossier; return it with what tells which words lines are."""
    figures, listener = heard(yaml.encode(), root=str(root))
    data = next(figure.data for figure in figures if figure.kind == "map")
    return Layout(listener, data, listener.measure.both), listener.words


def _cuts(ring: Line, box: Rect) -> bool:
    """Say whether a border runs through a box."""
    inner = Rect(box.left + 0.5, box.bottom + 0.5, box.right - 0.5, box.top - 0.5)
    return any(inner.left < x < inner.right and inner.bottom < y < inner.top for x, y in ring)


def test_a_place_that_is_held_has_its_name_beside_its_mark_and_an_area_upon_it() -> None:
    """The name of an area would stand beside its middle as if that were a place, or a holder's mark would lie under a name."""
    three = places("36.2, 38.2", "36.8, 39.4", "36.5, 38.9").replace("name: Place 2", "name: Town")
    held = three.replace("name: Place", "area: yes, name: Place").replace("p0: {", "p0: {held_by: y, ")
    layout, said = _layout(held, MAPS)
    boxes = {said(name.lines): name.boxes[0] for name in layout.names}
    at = {plain(mark.name): point for mark, point in zip(layout.marks, layout.points, strict=True)}
    for beside in ("Place 0", "Town"):
        assert boxes[beside].left > at[beside][0] + 2
        assert boxes[beside].bottom < at[beside][1] < boxes[beside].top
    box, (x, y) = boxes["Place 1"], at["Place 1"]
    assert ((box.left + box.right) / 2, (box.bottom + box.top) / 2) == pytest.approx((x, y), abs=0.1)


def test_the_label_of_an_area_stands_in_its_middle_and_that_of_a_point_beside_it(tmp_path: Path) -> None:
    """Whose area it is would be written beside it, or at its corner, and a point's name over its mark."""
    ring = [[36.0, 36.0], [38.0, 36.0], [38.0, 37.0], [36.0, 37.0], [36.0, 36.0]]
    features = feature("Polygon", [ring], label="Area", **{"class": "y"}), feature("Point", [39.0, 36.5], label="Point")
    (tmp_path / "a.geojson").write_text(json.dumps(collection(*features)))
    layout, said = _layout(places("36.2, 35.2", "36.8, 39.4") + "map: {overlays: a.geojson}\n", tmp_path)
    board = Board(layout.frame.width, layout.frame.height)
    _, names = draw_shapes(layout.frame, board, layout.lettering, layout.data, layout.style)
    boxes = {said(name.lines): name.boxes[0] for name in names}
    for words, at in (("Area", (37.0, 36.5)), ("Point", (39.0, 36.5))):
        x, y = layout.frame.place(at)
        box = boxes[words]
        middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        if words == "Area":
            assert middle == pytest.approx((x, y), abs=4)
        else:
            assert not box.touches(Rect(x - 3, y - 3, x + 3, y + 3), -0.01)
            assert abs(middle[1] - y) < 12


# Colours -------------------------------------------------------------------------------------------------------------------
def test_every_colour_that_is_written_down_is_one() -> None:
    """A grey of 1.35 would be white to one reader and an error to the next."""
    found = []
    for module in walk_packages(dossier.__path__, "dossier."):
        if not module.name.startswith("dossier.importing"):  # needs what an extra brings
            for name, value in vars(import_module(module.name)).items():
                held = value.values() if isinstance(value, dict) else value if type(value) in (tuple, list) else (value,)
                found += [(module.name, name, color) for color in held if isinstance(color, Color)]
    assert len(found) > 20
    assert [it for it in found if not all(0 <= part <= 1 for part in it[2].values)] == []


@pytest.mark.parametrize("specimen", ["at one point", "world", "pacific", "south pole"])
def test_every_colour_of_a_map_is_one(specimen: str) -> None:
    """A line that leads to a name, or what else few maps have, would be drawn in a colour that is none."""
    figures, listener = heard(SPECIMENS[specimen].encode(), root=str(MAPS))
    drawn = painted(listener, "map", next(figure.data for figure in figures if figure.kind == "map"), listener.measure.both)
    colors = {color for it in drawn if isinstance(it, Paths) for color in (it.fill, it.stroke) if color}
    assert [color for color in colors if not all(0 <= part <= 1 for part in color.values)] == []
    leaders = [it for it in drawn if isinstance(it, Paths) and it.width == 0.5 and len(it.lines) == 1 and len(it.lines[0]) == 2]
    assert all(contrast(it.stroke) > 7 for it in leaders if it.stroke)
    assert leaders or specimen != "at one point"


def test_a_pale_area_has_a_dark_edge() -> None:
    """The lines of a yellow area would not be seen on white, nor on a copy in grey where it ends."""
    ring = [[(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)]]
    pale, dark = Color("rgb", (1.0, 0.9, 0.3)), Color("rgb", (0.1, 0.2, 0.4))
    assert lightness(pale) > FAINT > lightness(dark)
    edges = {color: [ink.stroke for ink in hatch(ring, 0, color) if ink.closed] for color in (pale, dark)}
    assert edges == {pale: [pale, EDGE], dark: [dark]}
    assert contrast(EDGE) > 4.5
    widths = {color: hatch(ring, 0, color)[0].width for color in (pale, dark)}
    assert widths[pale] > widths[dark]

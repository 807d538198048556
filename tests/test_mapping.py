"""The geometry of maps: geodesics and grid references against known values, projections and their inverses, lines, labels."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.figures.kit.placing import Board, Rect
from dossier.geodesy.basemap import BORDER, COAST, Box, open_layers
from dossier.geodesy.extents import box_of, can_show, padded, suitable, within
from dossier.geodesy.geodesics import Degrees, along_geodesic, direct, inverse
from dossier.geodesy.lines import (
    beside,
    clip_area,
    clip_line,
    inside,
    joined,
    lengths,
    nearest,
    smoothed,
    stretch,
    thinned,
)
from dossier.geodesy.projections import Conic, Cylindrical, Mercator, Projection, Stereographic, digits_of, grid_reference

ROOT = Path(__file__).resolve().parent.parent
RAQQA = (39.01, 35.95)
longitudes = st.floats(-180, 180)
latitudes = st.floats(-89, 89)


@pytest.mark.parametrize(
    "name, point, kilometres, bearing",
    [
        ("Deir ez-Zor", (40.15, 35.333), 124, 123),
        ("Palmyra", (38.267, 34.56), 168, None),
        ("Aleppo", (37.16, 36.20), 169, None),
        ("Mosul", (43.13, 36.34), 373, None),
    ],
)
def test_distances_and_bearings(name: str, point: tuple[float, float], kilometres: int, bearing: int | None) -> None:
    """From Raqqa the distances are those that were computed elsewhere, and so is a bearing."""
    way = inverse(RAQQA, point)
    assert round(way.distance / 1000) == kilometres
    assert bearing is None or round(way.bearing) == bearing


def test_lengths_of_degrees() -> None:
    """At Raqqa a degree is 110.95 km from south to north, and 90.1 km from west to east."""
    x, y = RAQQA
    assert inverse((x, y - 0.5), (x, y + 0.5)).distance == pytest.approx(110_950, abs=20)
    assert inverse((x - 0.5, y), (x + 0.5, y)).distance == pytest.approx(90_300, abs=250)


@given(longitudes, st.floats(-85, 85), st.floats(0, 360), st.floats(1, 15_000_000))
@settings(max_examples=60)
def test_direct_and_inverse_agree(x: float, y: float, bearing: float, distance: float) -> None:
    """A geodesic of a length leads to a point at that distance."""
    end = direct((x, y), bearing, distance)
    assert inverse((x, y), end).distance == pytest.approx(distance, abs=0.01)


def test_nearly_opposite_points_have_a_distance() -> None:
    """Where the series doesn't converge the sphere gives an answer."""
    assert inverse((0.0, 0.0), (179.9, 0.0)).distance == pytest.approx(20_000_000, rel=0.01)
    assert inverse(RAQQA, RAQQA).distance == 0


def test_a_geodesic_across_the_antimeridian_goes_on() -> None:
    """Longitudes go on beyond 180, so that a line on a map isn't torn."""
    xs = [x for x, _ in along_geodesic((170.0, 50.0), (-170.0, 50.0), 4)]
    assert xs == sorted(xs)
    assert xs[-1] == pytest.approx(190)


@pytest.mark.parametrize(
    "point, digits, reference",
    [
        (RAQQA, 5, "37S EV 00901 78402"),
        (RAQQA, 2, "37S EV 00 78"),
        ((40.15, 35.333), 5, "37S FV 04514 10579"),
        ((43.13, 36.34), 2, "38S LF 32 23"),
        ((38.267, 34.56), 2, "37S DU 32 24"),
        ((37.16, 36.20), 2, "37S CA 34 07"),
        ((4.35, 50.85), 2, "31U ES 95 34"),
        ((35.43, 37.00), 2, "36S YF 15 97"),
        ((5.3, 60.4), 0, "32V KN"),
        ((15.6, 78.2), 0, "33X WG"),
        ((0.0, 85.0), 2, ""),
        ((0.0, -81.0), 2, ""),
    ],
)
def test_grid_references(point: tuple[float, float], digits: int, reference: str) -> None:
    """Grid references are those of other programs, cut and never rounded; zones have their exceptions, the poles no grid."""
    found = grid_reference(point, digits)
    assert found.split(" ")[:2] == reference.split(" ")[:2]
    if reference != "36S YF 15 97":  # known only to the kilometre, from rounded coordinates
        assert found == reference


def test_a_reference_is_as_exact_as_the_point() -> None:
    """No digit is made up: two decimals of a degree give two digits."""
    assert digits_of("35.95", "39.01") == 2
    assert digits_of("35.333", "40.15") == 2
    assert digits_of("36", "39") == 1


PROJECTIONS: list[Projection] = [
    Conic(39.0, 34.0, 37.0),
    Conic(-60.0, -40.0, -20.0),
    Mercator(100.0, 4.0),
    Stereographic(10.0, 80.0),
    Stereographic(0.0, -75.0),
    Cylindrical(150.0, 30.0),
]


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: f"{p.name} {p.center:g}")
@given(across=st.floats(-60, 60), latitude=st.floats(-60, 80))
@settings(max_examples=40)
def test_projections_have_inverses(projection: Projection, across: float, latitude: float) -> None:
    """What was projected comes back to where it was."""
    point = projection.center + across, latitude
    back = projection.inverse(*projection.forward(*point))
    assert back == pytest.approx(point, abs=1e-6)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda p: f"{p.name} {p.center:g}")
def test_scale_is_true_on_the_standard_parallels(projection: Projection) -> None:
    """On its standard parallels a projection shows a short step as long as it is, within half a percent."""
    for latitude in projection.parallels:
        one, other = (projection.center + 5.0, latitude), (projection.center + 5.05, latitude)
        (x, y), (u, v) = projection.forward(*one), projection.forward(*other)
        assert hypot(u - x, v - y) == pytest.approx(inverse(one, other).distance, rel=0.005)


@pytest.mark.parametrize(
    "points, name",
    [
        ([RAQQA, (43.13, 36.34)], "conic"),
        ([(36.8, -1.3), (32.6, 0.3)], "mercator"),
        ([(15.6, 78.2), (-62.3, 82.5)], "stereographic"),
        ([(166.7, -77.8), (106.8, -78.5)], "stereographic"),
        ([(-0.1, 51.5), (139.7, 35.7), (-77.0, 38.9)], "cylindrical"),
    ],
)
def test_the_points_choose_the_projection(points: list[tuple[float, float]], name: str) -> None:
    """Each stretch of the globe gets what suits it."""
    assert suitable(padded(box_of(points))).name == name


@pytest.mark.parametrize("name", ["conic", "mercator", "cylindrical", "stereographic"])
@pytest.mark.parametrize(
    "points",
    [
        [(38.0, 34.5), (43.0, 36.5)],
        [(-10.0, -3.0), (12.0, 5.0)],
        [(-170.0, -60.0), (170.0, 70.0)],
        [(0.0, 88.0), (179.0, 80.0)],
        [(-70.0, -55.0), (-65.0, -50.0)],
        [(170.0, -40.0), (-170.0, 10.0)],
    ],
)
def test_a_wanted_projection_is_taken_where_it_can_show_the_map(name: str, points: list[Degrees]) -> None:
    """The wanted projection is used, or one that fits; either leads each point of the box to paper and back."""
    box = padded(box_of(points))
    projection = suitable(box, name)
    assert projection.name == (name if can_show(name, box) else suitable(box).name)
    for point in (within(point, box) for point in points):
        assert projection.inverse(*projection.forward(*point)) == pytest.approx(point, abs=1e-6)


def test_no_projection_is_blown_up() -> None:
    """Mercator's has no pole, a cone none on the equator, and a map of the tropics is not drawn about a pole."""
    arctic, equator = padded(box_of([(0.0, 88.0), (20.0, 80.0)])), padded(box_of([(10.0, -4.0), (20.0, 4.0)]))
    names = ("mercator", "conic", "cylindrical", "stereographic")
    assert [name for name in names if can_show(name, arctic)] == ["stereographic"]
    assert [name for name in names if can_show(name, equator)] == ["mercator", "cylindrical"]


@given(st.lists(st.tuples(longitudes, latitudes), min_size=1, max_size=8))
def test_a_box_holds_its_points(points: list[tuple[float, float]]) -> None:
    """All points lie in their box, turned to its side of the globe, also across the antimeridian; and it is padded, not cut."""
    box = padded(box_of(points))
    west, south, east, north = box
    assert west < east <= west + 360.001
    for point in points:
        x, y = within(point, box)
        assert west - 1e-6 <= x <= east + 1e-6
        assert south <= y <= north


def test_the_narrow_side_of_the_antimeridian_is_taken() -> None:
    """Fiji and Samoa are near each other."""
    west, _, east, _ = box_of([(178.4, -18.1), (-171.8, -13.8)])
    assert (west, east) == pytest.approx((178.4, 188.2))


squares = st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=3, max_size=9)


@given(squares, st.tuples(st.floats(-9, 9), st.floats(-9, 9)))
@settings(max_examples=60)
def test_what_lies_in_the_box_stays_as_it_was(ring: list[tuple[float, float]], point: tuple[float, float]) -> None:
    """A clipped area holds the same points of the box as the whole one, and none outside."""
    box = (-10.0, -10.0, 10.0, 10.0)
    clipped = clip_area(ring, box)
    assert all(-10.001 <= x <= 10.001 and -10.001 <= y <= 10.001 for x, y in clipped)
    if clipped and nearest([*ring, ring[0]], point)[0] > 0.01:
        assert inside(point, clipped) == inside(point, ring)


def test_a_line_is_cut_into_what_lies_in_the_box() -> None:
    """A line that leaves the box and comes back is two lines, which end on its edge."""
    parts = clip_line([(-5, 0), (5, 0), (5, 20), (7, 20), (7, -5)], (-10, -10, 10, 10))
    assert parts == [[(-5, 0), (5, 0), (5, 10)], [(7, 10), (7, -5)]]
    assert clip_line([(0, 0), (1, 1)], (-10, -10, 10, 10)) == [[(0, 0), (1, 1)]]
    assert clip_line([(20, 0), (30, 1)], (-10, -10, 10, 10)) == []


def test_lines_are_thinned_smoothed_moved_joined() -> None:
    """The first and the last point stay; what is moved to the left lies on the left; ends that meet are joined."""
    assert thinned([(0, 0), (0.1, 0), (0.2, 0), (5, 0)], 1.0) == [(0, 0), (5, 0)]
    soft = smoothed([(0, 0), (10, 0), (10, 10)])
    assert (soft[0], soft[-1]) == ((0, 0), (10, 10))
    assert (10, 0) not in soft
    assert all(y == 2 for _, y in beside([(0.0, 0.0), (10.0, 0.0)], 2.0))
    assert len(joined([[(0, 0), (1, 0)], [(2, 0), (1, 0)], [(9, 9), (8, 8)]], 0.1)) == 2
    assert stretch([(0.0, 0.0), (10.0, 0.0)], 8.0, 2.0) == [(8.0, 0.0), (2.0, 0.0)]
    assert lengths([(0, 0), (3, 4)]) == [0, 5]


# The base map -------------------------------------------------------------------------------------------------------------
def test_the_base_map_is_the_one_of_its_provenance() -> None:
    """The committed file has the digest that stands beside it, and is no larger than it may be."""
    folder = ROOT / "dossier" / "data" / "map"
    data = (folder / "world.map").read_bytes()
    said = re.search(
        r"sha256 of `world.map`: `([0-9a-f]{64})`, ([0-9,]+) bytes", (folder / "PROVENANCE.md").read_text(encoding="utf-8")
    )
    assert said is not None
    assert said[1] == hashlib.sha256(data).hexdigest()
    assert int(said[2].replace(",", "")) == len(data) <= 2_000_000


@pytest.mark.parametrize("level", ["10m", "50m", "110m"])
@pytest.mark.parametrize(
    "name, point", [("Syria", RAQQA), ("Iraq", (43.1, 35.5)), ("Brazil", (-50.0, -10.0)), ("Fiji", (178.0, -17.9))]
)
def test_a_point_lies_in_its_country(level: str, name: str, point: tuple[float, float]) -> None:
    """In a small box about it, though most of a country's outline lies outside and is not read, it lies in that country alone."""
    layer = open_layers()[f"countries {level}"]
    x, y = point
    box = Box((x - 0.6, y - 0.6, x + 0.6, y + 0.6))
    names = layer.names
    assert [names[feature] for feature, ring in layer.rings(box) if inside(point, ring)] == [name]


def test_what_is_read_in_part_is_the_same_as_read_whole() -> None:
    """Whether a ring is read for a small box or for the world, the same points of the small box lie in it."""
    layer = open_layers()["countries 50m"]
    small, whole = Box((35.0, 33.0, 44.0, 38.0)), Box((-180.0, -90.0, 180.0, 90.0))
    part, all_ = [list(layer.rings(box)) for box in (small, whole)]
    for x in range(36, 44):
        for y in range(34, 38):
            point = x + 0.137, y + 0.291
            found, wanted = ({f for f, ring in rings if inside(point, ring)} for rings in (part, all_))
            assert found == wanted


def test_land_goes_on_across_the_antimeridian() -> None:
    """Fiji and Chukotka lie whole on either side of it; nothing runs across the map from edge to edge."""
    layer = open_layers()["countries 50m"]
    names = layer.names
    for box, name, points in (
        (Box((176.0, -20.0, 184.0, -14.0)), "Fiji", [(178.0, -17.9), (179.3, -16.6)]),
        (Box((-184.0, -20.0, -176.0, -14.0)), "Fiji", [(-182.0, -17.9)]),
        (Box((170.0, 60.0, 195.0, 72.0)), "Russia", [(175.0, 66.0), (184.0, 66.5)]),
    ):
        rings = list(layer.rings(box))
        for point in points:
            assert [names[f] for f, ring in rings if inside(point, ring)] == [name]
        for _, _, line in layer.lines(box):
            assert all(abs(x - u) < 20 for (x, _), (u, _) in pairwise(line))


def test_a_pole_lies_in_its_continent() -> None:
    """The outline of Antarctica runs round the pole; it is closed through it."""
    layer = open_layers()["countries 110m"]
    names = layer.names
    box = Box((-180.0, -90.0, 180.0, -60.0))
    assert "Antarctica" in {names[f] for f, ring in layer.rings(box) if inside((20.0, -85.0), ring)}


def test_borders_and_coasts_are_told_apart() -> None:
    """Between Syria and Iraq runs a border and no coast; off Beirut it is the other way round."""
    layer = open_layers()["countries 10m"]
    desert, sea = Box((40.9, 34.2, 41.3, 34.8)), Box((35.3, 33.7, 35.5, 34.0))
    assert {uses for uses, _, _ in layer.lines(desert)} == {BORDER}
    assert {uses for uses, _, _ in layer.lines(sea)} == {COAST}


def test_rivers_have_names() -> None:
    """The Euphrates runs past Raqqa, the Tigris past Mosul, to the two kilometres to which rivers are known."""
    layer = open_layers()["rivers"]
    for name, (x, y) in (("Euphrates", RAQQA), ("Tigris", (43.13, 36.34))):
        lines = [line for said, line in layer.named_lines(Box((x - 1, y - 1, x + 1, y + 1))) if said == name]
        assert min(nearest(line, (x, y))[0] for line in lines) < 0.06


# Labels -------------------------------------------------------------------------------------------------------------------
@given(st.lists(st.tuples(st.floats(5, 295), st.floats(5, 195), st.floats(4, 60)), min_size=1, max_size=25))
@settings(max_examples=40)
def test_labels_never_overlap(labels: list[tuple[float, float, float]]) -> None:
    """However marks stand, no two labels touch, none leaves the frame, and none covers a mark."""
    board = Board(300, 200)
    marks = [Rect(x - 3, y - 3, x + 3, y + 3) for x, y, _ in labels]
    for mark in marks:
        board.take(mark)
    placed = [spot for mark, (_, _, width) in zip(marks, labels, strict=True) if (spot := board.place(width, 9, mark))]
    boxes = [spot.box for spot in placed]
    for i, box in enumerate(boxes):
        assert box.left >= 2
        assert box.right <= 298
        assert not any(box.touches(other) for other in (*boxes[:i], *marks))


def test_a_label_stands_where_maps_put_it() -> None:
    """With all sides free it stands to the upper right; with no room beside the mark a leader leads to it."""
    board = Board(300, 200)
    mark = Rect(147, 97, 153, 103)
    board.take(mark)
    spot = board.place(40, 9, mark)
    assert spot is not None
    assert spot.leader is None
    assert spot.box.left > 150
    assert spot.box.bottom >= 99
    board.take(Rect(130, 80, 170, 120))
    led = board.place(20, 9, mark)
    assert led is None or led.leader is not None
    board.take(Rect(0, 0, 300, 200))
    assert board.place(20, 9, mark) is None


def test_a_label_keeps_off_lines() -> None:
    """Where a river runs to the upper right of a mark the name goes elsewhere."""
    board = Board(300, 200)
    board.draw([(150 + i, 104 + i / 10) for i in range(60)])
    spot = board.place(40, 9, Rect(147, 97, 153, 103))
    assert spot is not None
    assert spot.box.top < 106

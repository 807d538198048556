"""GeoJSON of the analyst's own: what is read of it, and what is wrong with it, told where it stands."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier import pipeline
from dossier.blocks import Figure, plain
from dossier.figures.kit.hatching import hatch
from dossier.figures.map.geojson import Fault, features
from dossier.geodesy.lines import inside
from dossier.problems import DossierError
from dossier.units import BLACK

DOSSIER = """
dossier: {title: A title, marking: TLP:CLEAR}
sources: {a: {title: A, published: 2021-04-14}}
defaults: {source: a}
actors: {x: {name: Actor X, color: navy}}
places: {p: {name: Port, at: "31.25, 32.28"}}
map:
  overlays: shapes.geojson
"""
SQUARE = [[32.0, 31.0], [33.0, 31.0], [33.0, 32.0], [32.0, 32.0], [32.0, 31.0]]
POINT = {"type": "Point", "coordinates": [32, 31]}
HOLE = [[32.4, 31.4], [32.6, 31.4], [32.6, 31.6], [32.4, 31.6], [32.4, 31.4]]


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    """A feature of one geometry."""
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    """A collection of features."""
    return {"type": "FeatureCollection", "features": list(features), **more}


def shapes_of(folder: Path, content: Any) -> list[Any]:
    """Return the shapes that the map of a dossier gets from a file of this content."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (folder / "shapes.geojson").write_bytes(data)
    galley = pipeline.check(DOSSIER.encode(), str(folder / "d.yaml"), root=str(folder)).galley
    (figure,) = [block for section in galley.sections for block in section.blocks if isinstance(block, Figure)]
    return [(shape, figure.data.kinds[shape.class_number]) for shape in figure.data.shapes]


def problem_of(folder: Path, content: Any) -> Any:
    """Return the one problem that a file of this content gives."""
    with pytest.raises(DossierError) as caught:
        shapes_of(folder, content)
    (problem,) = caught.value.problems
    return problem


def test_each_kind_of_geometry_is_read(tmp_path: Path) -> None:
    """Points, lines and areas, single and several, in collections too; a feature without geometry is left out."""
    found = shapes_of(
        tmp_path,
        collection(
            feature("Point", [32.1, 31.1, 12.0], label="a", **{"class": "tugs"}),
            feature("MultiPoint", [[32.1, 31.1], [32.2, 31.2]]),
            feature("LineString", [[32.1, 31.1], [32.2, 31.2]]),
            feature("MultiLineString", [[[32.1, 31.1], [32.2, 31.2]], [[32.3, 31.3], [32.4, 31.4]]]),
            feature("Polygon", [SQUARE, HOLE]),
            feature("MultiPolygon", [[SQUARE], [HOLE]]),
            {"type": "Feature", "properties": None, "geometry": None},
            {"type": "Feature", "properties": {}, "geometry": {"type": "GeometryCollection", "geometries": [POINT]}},
        ),
    )
    assert [shape.kind for shape, _ in found] == ["point"] * 3 + ["line"] * 3 + ["area"] * 3 + ["point"]
    assert [len(shape.lines) for shape, _ in found if shape.kind == "area"] == [2, 1, 1]
    assert plain(found[0][0].label) == "a"
    assert plain(found[0][1].name) == "tugs"


def test_a_bare_geometry_and_a_bare_feature_will_do(tmp_path: Path) -> None:
    """GeoJSON may be one geometry or one feature."""
    assert [shape.kind for shape, _ in shapes_of(tmp_path, POINT)] == ["point"]
    assert [shape.kind for shape, _ in shapes_of(tmp_path, feature("Polygon", [SQUARE]))] == ["area"]


def test_a_class_may_be_an_actor(tmp_path: Path) -> None:
    """The id of an actor stands for its name and its colour."""
    ((_, kind),) = shapes_of(tmp_path, feature("Polygon", [SQUARE], **{"class": "x"}))
    assert plain(kind.name) == "Actor X"
    assert (kind.holder, kind.pattern) == (0, 0)


@pytest.mark.parametrize("turned", [False, True])
def test_a_hole_is_a_hole_whichever_way_it_is_wound(tmp_path: Path, turned: bool) -> None:
    """Hatching leaves the hole white, also where rings are wound against the rule."""
    rings = [SQUARE, HOLE[::-1] if turned else HOLE]
    ((shape, _),) = shapes_of(tmp_path, feature("Polygon", rings))
    lines = hatch(shape.lines, 0, BLACK, gap=0.05)[0].lines
    assert lines
    for (x, y), (u, v) in lines:
        middle = ((x + u) / 2, (y + v) / 2)
        assert inside(middle, shape.lines[0])
        assert not inside(middle, shape.lines[1])


@pytest.mark.parametrize(
    "content, message",
    [
        (b"\xff\xfe{", "byte 1 is not UTF-8"),
        (b"[1, 2]", "a GeoJSON object is wanted"),
        (b'{"type": "Point", "coordinates": [NaN, 1]}', "NaN is no number"),
        (b"[" * 100_000, "nested too deep"),
        ({"type": "FeatureCollection"}, "has a list of `features`"),
        (collection({"type": "Point", "coordinates": [1, 2]}), "feature 1 has no type `Feature`"),
        (collection(feature("Circle", [1, 2])), "'Circle' is no type of geometry"),
        (collection(feature("Point", [1])), "a position is two numbers"),
        (collection(feature("Point", [True, False])), "a position is two numbers"),
        (collection(feature("Point", ["1", "2"])), "a position is two numbers"),
        (collection(feature("LineString", [[1, 2]])), "a line of 1 points"),
        (collection(feature("Polygon", [[[1, 2], [2, 3]]])), "an area of 2 points"),
        (collection(feature("Polygon", [1, 2])), "not nested as its type asks"),
        (collection(feature("Point", [31.25, 132.28])), "132.28 is not a latitude"),
        (collection(feature("Point", [3_500_000.0, 3_900_000.0])), "lies beyond the globe"),
        (collection(feature("Point", [1, 2], label=["a"])), "`label` is words"),
        (collection(feature("Point", [1, 2], label="a" * 300)), "longer than 200 characters"),
        (collection(crs={"properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}), "coordinates are in urn:ogc:def"),
        (collection(feature("LineString", [[i / 1e4, 1.0] for i in range(200_001)])), "more than 200,000 points"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_wrong_is_told_at_the_line_that_names_the_file(tmp_path: Path, content: Any, message: str) -> None:
    """A file that can't be used is one located problem, in words."""
    problem = problem_of(tmp_path, content)
    assert message in problem.message
    assert problem.message.startswith("shapes.geojson: ")
    assert problem.span.line == DOSSIER.count("\n", 0, DOSSIER.index("overlays")) + 1


def test_broken_json_is_told_where_it_breaks(tmp_path: Path) -> None:
    """The place of the fault in the GeoJSON file itself is given."""
    problem = problem_of(tmp_path, b'{"type": "Point",\n "coordinates": [1, 2')
    assert (problem.span.file, problem.span.line) == ("shapes.geojson", 2)
    assert problem.message.startswith("this is not JSON")


def test_the_usual_system_is_accepted_when_it_is_named(tmp_path: Path) -> None:
    """Older files name WGS 84, which is what they have to be in."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert len(shapes_of(tmp_path, collection(feature("Point", [32, 31]), crs=crs))) == 1


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A name that leads nowhere, or out of the folder, is a problem at its line."""
    with pytest.raises(DossierError) as caught:
        pipeline.check(DOSSIER.encode(), "d.yaml", root=str(tmp_path))
    assert "no such file" in str(caught.value)
    with pytest.raises(DossierError, match="leaves the dossier's folder"):
        pipeline.check(DOSSIER.replace("shapes", "../shapes").encode(), "d.yaml", root=str(tmp_path))


KEYS = st.sampled_from(["type", "coordinates", "features", "geometry", "geometries", "properties", "crs", "label"])
LEAVES = (
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "Point", "Polygon", "Feature", "FeatureCollection"])
)
values = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12)


@given(values)
@settings(max_examples=100)
def test_no_file_brings_it_down(content: Any) -> None:
    """Whatever JSON stands in a file, it is shapes or one told fault."""
    with suppress(Fault):
        for overlay in features(json.dumps(content).encode(), "any"):
            assert overlay.kind in ("point", "line", "area")


def test_a_watched_dossier_is_built_again_when_an_overlay_changes(tmp_path: Path) -> None:
    """The files of the overlays are among those that a brief was made from."""
    (tmp_path / "shapes.geojson").write_text(json.dumps(POINT), encoding="utf-8")
    built = pipeline.build(DOSSIER.encode(), str(tmp_path / "d.yaml"), root=str(tmp_path))
    assert str(tmp_path / "shapes.geojson") in built.inputs

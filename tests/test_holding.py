"""Who holds what, on the map: an actor has one colour for its places and its areas, told in the legend and in grey."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from gate import Gate

from dossier import pipeline
from dossier.blocks import Figure, plain
from dossier.figures.kit.hatching import HATCHES, hatch
from dossier.figures.map.draws import Layout
from dossier.figures.map.overlays import PLAIN, sign, tints
from dossier.figures.map.signs import tint
from dossier.layout.paginate import PageMap
from dossier.styling.library import open_style
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS
from dossier.units import BLACK, lightness

ACTORS = 8
HEAD = """
dossier: {title: Who holds what, marking: TLP:CLEAR}
sources: {a: {title: A, published: 2021-04-14}}
defaults: {source: a}
"""
HELD = 'places:\n  town: {name: Town, at: "36.2, 38.2", held_by: "a1, as of 2021-04-13 [@1]"}\n'


def square(x: float, y: float, class_: str) -> dict[str, Any]:
    """An area of a class, a degree wide."""
    ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
    return {"type": "Feature", "properties": {"class": class_}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def brief(folder: Path, *classes: str, places: str = HELD) -> str:
    """Write areas of these classes side by side; return the dossier that shows them."""
    areas = [square(36 + i % 4, 36 - i // 4, class_) for i, class_ in enumerate(classes)]
    (folder / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": areas}))
    actors = "actors:\n" + "".join(f"  a{i}: {{name: Actor {chr(65 + i)}}}\n" for i in range(ACTORS))
    return f"{HEAD}{actors}{places}map: {{overlays: areas.geojson}}\n"


def layout_of(folder: Path, yaml: str) -> Layout:
    """Lay out the map of a dossier."""
    ready = pipeline.check(yaml.encode(), str(folder / "d.yaml"), root=str(folder))
    (figure,) = [block for section in ready.galley.sections for block in section.blocks if isinstance(block, Figure)]
    setter = Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)
    return Layout(setter, figure.data, setter.measure.both)


def test_an_actor_has_one_colour_for_places_and_areas(tmp_path: Path) -> None:
    """The place that an actor holds and the area of its class have one colour; so has the area of the place that it holds."""
    data = layout_of(tmp_path, brief(tmp_path, "a1", "town", "a2")).data
    assert [plain(holder.name) for holder in data.holders] == ["Actor B", "Actor C"]
    assert [mark.holder for mark in data.marks] == [0]
    assert [data.kinds[shape.class_number].holder for shape in data.shapes] == [0, 0, 1]
    drawn = [sign(shape, [[(0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0)]], data) for shape in data.shapes]
    assert [ink[0].stroke for ink in drawn] == [data.holders[i].color for i in (0, 0, 1)]
    assert drawn[0][0].lines == drawn[1][0].lines != drawn[2][0].lines


def test_the_legend_names_the_actors_whose_areas_are_drawn(tmp_path: Path) -> None:
    """One entry for each class that is drawn, by the actor's name or the class's own; none for an actor without anything."""
    layout = layout_of(tmp_path, brief(tmp_path, "a1", "town", "a2", "open desert"))
    said = [plain(entry.words) for entry in layout.entries if entry.key.startswith("class:")]
    assert said == ["Actor B", "Actor C", "open desert"]
    assert "held by Actor B" in [plain(entry.words) for entry in layout.entries]
    drawn = {layout.data.kinds[shape.class_number].name for shape in layout.data.shapes}
    assert [plain(name) for name in drawn if plain(name) not in said] == []


def test_areas_are_told_apart_in_grey(tmp_path: Path) -> None:
    """Any two classes, whether an actor's or not, differ in their hatch or by 12 L* in their lines."""
    data = layout_of(tmp_path, brief(tmp_path, *(f"a{i}" for i in range(ACTORS)), "one", "other")).data
    look = [(kind.pattern % len(HATCHES), data.holders[kind.holder].color if kind.holder >= 0 else PLAIN) for kind in data.kinds]
    assert len(look) == ACTORS + 2
    for (pattern, color), (other, another) in combinations(look, 2):
        assert pattern != other or abs(lightness(color) - lightness(another)) >= 12


def test_the_hatches_differ() -> None:
    """No two hatches have the same lines, so that they differ on a copy in grey; each has lines enough to be seen."""
    ring = [(0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0)]
    drawn = [hatch([ring], number, BLACK)[0].lines for number in range(len(HATCHES))]
    assert all(one != other for one, other in combinations(drawn, 2))
    assert all(len(lines) >= 10 for lines in drawn)


def test_only_actors_have_a_ground_and_it_is_pale(tmp_path: Path) -> None:
    """An area that is an actor's is tinted under rivers and names, light enough for black words; others are hatched only."""
    layout = layout_of(tmp_path, brief(tmp_path, "a1", "a2", "desert"))
    grounds = [ink.fill for ink in tints(layout.frame, layout.data)]
    assert grounds == [tint(holder.color) for holder in layout.data.holders]
    assert all(lightness(color) > 75 for color in grounds if color)


@pytest.mark.parametrize("span", ["side", "landscape"])
def test_a_map_of_holders_is_valid(span: str, tmp_path: Path, gate: Gate) -> None:
    """Tints, hatches and the legend make a valid file, in a narrow column and on a page in landscape."""
    yaml = brief(tmp_path, *(f"a{i}" for i in range(ACTORS)), "town")
    out = pipeline.build(
        yaml.encode(), str(tmp_path / "d.yaml"), open_style(["briefing"], [f"map.span={span}"]), root=str(tmp_path)
    )
    (tmp_path / "holders.pdf").write_bytes(out.pdf)
    gate(tmp_path / "holders.pdf")

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
from dossier.problems import DossierError
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
    assert "reported held by Actor B" in [plain(entry.words) for entry in layout.entries]
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


# How a place stands -------------------------------------------------------------------------------------------------------
STANDING = {
    "held": "a1, as of 2021-04-13 [@1]",
    "contested": "a1, contested by a2 + a3, as of 2021-04-13 [@1]",
    "under attack": "a1, under attack by a2, as of 2021-04-13 [@1]",
    "taken": "a1, taken, 2021-04 [@1]",
}


def town(held: str) -> str:
    """A place that stands so."""
    return HELD.replace(STANDING["held"], held)


def test_how_a_place_stands_is_told_by_form(tmp_path: Path) -> None:
    """A town under attack would be drawn like one that is held, or be told from it by colour alone."""
    forms: dict[str, Any] = {}
    for state, held in STANDING.items():
        layout = layout_of(tmp_path, brief(tmp_path, places=town(held)))
        forms[state] = [(it.lines, it.width) for it in layout.signs if not it.fill or it.closed]
        assert [mark.state for mark in layout.data.marks] == [state]
        assert [key for key in layout.legend.keys if key.startswith("state:")] == [f"state:{state}"] * (state != "held")
    assert len({repr(form) for form in forms.values()}) == len(STANDING)


@pytest.mark.parametrize(
    ("held", "gazetteer", "legend"),
    [
        (STANDING["held"], "Actor B, as of 13 April 2021", "reported held by Actor B"),
        (STANDING["contested"], "Actor B, contested by Actor C and Actor D, as of 13 April 2021", "reported contested"),
        (STANDING["under attack"], "Actor B, under attack by Actor C, as of 13 April 2021", "reported under attack"),
        (STANDING["taken"], "taken by Actor B, April 2021; who holds it now is not stated", "reported taken by Actor B"),
    ],
)
def test_how_a_place_stands_is_said(tmp_path: Path, held: str, gazetteer: str, legend: str) -> None:
    """Gazetteer, legend, alternative text or the reading copy would call a place held that isn't, or give no word for it."""
    yaml = brief(tmp_path, places=town(held))
    built = pipeline.build(yaml.encode(), str(tmp_path / "d.yaml"), root=str(tmp_path))
    copy = built.markdown().replace("\u00a0", " ")
    assert gazetteer in copy
    assert f"reported {'' if gazetteer.startswith('taken') else 'held by '}{gazetteer}" in copy  # in the words for the map
    layout = layout_of(tmp_path, yaml)
    said = [plain(entry.words) for entry in layout.entries]
    assert legend in said
    assert not any(words.startswith("held") for words in said)


def test_held_and_taken_by_one_actor(tmp_path: Path) -> None:
    """One sign would stand for a place that an actor holds and for one that it took, and say that it holds both."""
    both = HELD + f'  port: {{name: Port, at: "36.9, 38.9", held_by: "{STANDING["taken"]}"}}\n'
    said = [plain(entry.words) for entry in layout_of(tmp_path, brief(tmp_path, places=both)).entries]
    assert "reported held, or taken, by Actor B" in said
    assert "reported taken; who holds it now is not stated" in said


@pytest.mark.parametrize(("state", "found"), [("held", True), ("under attack", True), ("contested", False), ("taken", False)])
def test_who_contests_a_place_may_hold_some_of_it(tmp_path: Path, state: str, found: bool) -> None:
    """A place that is said to be contested, or only taken, would be told as a contradiction; one that is held would not."""
    yaml = brief(tmp_path, places=town(STANDING[state])) + "relations:\n  - a2 holds town [@2]\n"
    ready = pipeline.check(yaml.encode(), str(tmp_path / "d.yaml"), root=str(tmp_path))
    assert ("contradiction" in [problem.name for problem in ready.problems]) == found


def test_who_attacks_is_named(tmp_path: Path) -> None:
    """An actor that only attacks a place would count as unused, and an id that nobody has as one."""
    yaml = brief(tmp_path, places=town(STANDING["under attack"].replace("a2", "nobody")))
    with pytest.raises(DossierError) as caught:
        pipeline.check(yaml.encode(), str(tmp_path / "d.yaml"), root=str(tmp_path))
    assert ["'nobody'" in problem.message for problem in caught.value.problems] == [True]


# Ways in --------------------------------------------------------------------------------------------------------------------
def test_from_where_no_way_in_is_told_is_said(tmp_path: Path) -> None:
    """A brief that tells three ways into a town would be silent on the fourth side, and the reader take it for shut, or open."""
    ways = "{north: 'closed [@1]', west: not stated, south-east: 'open [@1]'}"
    yaml = brief(tmp_path, places=HELD.replace("held_by", f"approaches: {ways}, held_by"))
    copy = pipeline.build(yaml.encode(), str(tmp_path / "d.yaml"), root=str(tmp_path)).markdown()
    ways_in = copy[copy.index("### Ways into Town") :]
    assert "**west**: *not stated*;" in ways_in
    assert "**east and south**: nothing said of it." in ways_in
    assert "from the west, not stated; from the south-east, open; from the east and south, nothing is said." in copy
    (mark,) = layout_of(tmp_path, yaml).data.marks
    assert [way.bearing for way in mark.ways] == [0.0, 135.0]

"""The map of a dossier: no label touches another, the scale is true, the legend tells what is drawn, and the PDF is valid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from gate import Gate
from geometry import misplaced
from witness import stream_text

from dossier import pipeline
from dossier.blocks import Figure, plain
from dossier.figures.kit.placing import Rect
from dossier.figures.map.draws import Layout, draw
from dossier.figures.map.lettering import Name
from dossier.figures.map.signs import FORMS
from dossier.figures.map.survey import Survey
from dossier.geodesy.geodesics import inverse
from dossier.geodesy.lines import clip_line, inside, nearest
from dossier.layout.paginate import PageMap
from dossier.problems import DossierError
from dossier.styling.library import open_style
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS
from dossier.units import PALETTE, lightness

HERE = Path(__file__).parent
RAQQA = HERE.parent / "sources" / "raqqa.yaml"
HEAD = """
dossier: {title: A title, marking: TLP:CLEAR, issuer: Desk, as_of: 2021-04-15 12:00 UTC}
sources: {a: {title: A, published: 2021-04-14}}
defaults: {source: a}
actors: {x: {name: Actor X}, y: {name: Actor Y}, z: {name: Actor Zed, color: navy}}
"""


def places(*points: str, more: str = "") -> str:
    """A dossier of places at these points."""
    return HEAD + "places:\n" + "".join(f'  p{i}: {{name: Place {i}, at: "{at}"{more}}}\n' for i, at in enumerate(points))


def scattered(count: int) -> str:
    """Many places, scattered evenly without chance."""
    points = [f"{45 + 7 * (i * 0.6180339 % 1):.3f}, {5 + 12 * (i * 0.7548776 % 1):.3f}" for i in range(count)]
    return places(*points)


SPECIMENS = {
    "raqqa": RAQQA.read_text(encoding="utf-8"),
    "suez": (HERE / "maps" / "suez.yaml").read_text(encoding="utf-8"),
    "pacific": (HERE / "maps" / "pacific.yaml").read_text(encoding="utf-8"),
    "one place": places("36.891, 38.353"),
    "at one point": places(*["36.891, 38.353"] * 12),
    "arctic": places("78.22, 15.65", "82.5, -62.35", "71.29, -156.79", "71.64, 128.87", "90, 0"),
    "antarctic": places("-77.85, 166.67", "-78.46, 106.84", "-90, 0", "-64.77, -64.05"),
    "north pole": places("90, 0", "89.9, 120"),
    "south pole": places("-90, 0"),
    "equator": places("-1.29, 36.82", "0.32, 32.58", "4.85, 31.6"),
    "world": places("51.5, -0.13", "35.68, 139.7", "-12.05, -77.04", "-33.87, 151.2", "38.9, -77.04"),
    "fifty places": scattered(50),
    "five hundred places": scattered(500),
}
LOOKS = (("briefing", ""), ("briefing", "page.paper=a5"), ("plain", ""), ("briefing", "map.graticule.rule-above=0.4pt"))


def figure_of(contents: str, look: Any = None) -> tuple[Figure, Setter]:
    """Return the map of a dossier, and what sets it."""
    ready = pipeline.check(contents.encode(), "map.yaml", look, root=str(HERE / "maps"))
    (geography,) = [section for section in ready.galley.sections if section.id == "geography"]
    (figure,) = [block for block in geography.blocks if isinstance(block, Figure)]
    return figure, Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)


def layout_of(contents: str, look: Any = None) -> Layout:
    """Lay out the map of a dossier across both columns."""
    figure, setter = figure_of(contents, look)
    return Layout(setter, figure.data, setter.measure.of(setter.style.role(figure.role)))


@pytest.fixture(scope="module")
def raqqa() -> Layout:
    """The map of Raqqa."""
    return layout_of(SPECIMENS["raqqa"])


# Labels -------------------------------------------------------------------------------------------------------------------
def touching(names: Sequence[Name], height: float) -> list[tuple[Rect, Rect]]:
    """Return pairs of boxes of different names that touch."""
    boxes = [(i, box) for i, name in enumerate(names) for box in name.boxes]
    return [(box, other) for (i, box), (j, other) in combinations(boxes, 2) if i != j and box.touches(other, -0.01)]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: " ".join(filter(None, look)))
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_no_label_touches_another(specimen: str, look: tuple[str, str]) -> None:
    """In all specimens and looks: no name touches a name, the scale, the inset or a mark, and none leaves the frame."""
    if look != LOOKS[0] and specimen not in ("raqqa", "suez", "pacific", "fifty places"):
        pytest.skip("looked at in one look")
    layout = layout_of(SPECIMENS[specimen], open_style([look[0]], [look[1]] if look[1] else []))
    frame = layout.frame
    assert touching(layout.names, frame.height) == []
    fixed = [layout.scale.box, *([layout.inset.box] if layout.inset else [])]
    for name in layout.names:
        for box in name.boxes:
            assert not any(box.touches(other) for other in fixed)
            assert box.left >= 0
            assert box.bottom >= 0
            assert box.right <= frame.width
            assert box.top <= frame.height
    marks = [
        Rect(x - 2, y - 2, x + 2, y + 2)
        for (x, y), mark in zip(layout.points, layout.marks, strict=True)
        if mark.precision != "area"
    ]
    assert not any(box.touches(mark) for name in layout.names for box in name.boxes for mark in marks)


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_legend_and_key_overlap_nothing(specimen: str) -> None:
    """The words of the legend stand below the map, beside each other, within the figure's height."""
    layout = layout_of(SPECIMENS[specimen])
    assert touching(layout.legend.names, layout.height) == []
    for name in layout.legend.names:
        for box in name.boxes:
            assert -layout.legend.height <= box.bottom < box.top <= 0
            assert box.right <= layout.frame.width + 0.5


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_every_place_is_named_numbered_or_counted(specimen: str) -> None:
    """No place is lost: its name stands on the map, or a number with the name in the legend, or the legend counts it."""
    layout = layout_of(SPECIMENS[specimen])
    numbered = [key for key in layout.legend.keys if key.startswith("number:")]
    unnamed = [plain(entry.words) for entry in layout.entries if entry.key == "unnamed"]
    counted = int(re.match(r"\d+", unnamed[0])[0]) if unnamed else 0  # type: ignore[index]
    assert layout.placed + len(numbered) + counted == len(layout.marks)
    assert len(layout.marks) == len(layout.data.marks)


# Scale and places ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("specimen", [name for name in SPECIMENS if name != "world"])
def test_the_scale_bar_is_true(specimen: str) -> None:
    """At the middle of the map both bars are within one per cent of the geodesic between their ends."""
    layout = layout_of(SPECIMENS[specimen])
    frame, middle = layout.frame, layout.frame.height / 2
    for metres, length in zip(layout.scale.metres, layout.scale.lengths, strict=True):
        ends = [frame.globe(frame.width / 2 + side * length / 2, middle) for side in (-1, 1)]
        assert inverse(*ends).distance == pytest.approx(metres, rel=0.01)


def test_paper_and_globe_agree(raqqa: Layout) -> None:
    """What lies at a point of the paper lies there on the globe; distances on the map are those on the ground."""
    frame = raqqa.frame
    for mark, (x, y) in zip(raqqa.marks, raqqa.points, strict=True):
        assert frame.globe(x, y) == pytest.approx(mark.at, abs=1e-6)
    chief, other = raqqa.marks[0], raqqa.marks[1]
    (x, y), (u, v) = raqqa.points[0], raqqa.points[1]
    metre = frame.metres(frame.width / 2, frame.height / 2)
    assert hypot(u - x, v - y) * metre == pytest.approx(inverse(chief.at, other.at).distance, rel=0.01)


def test_ways_point_where_they_lead(raqqa: Layout) -> None:
    """North is up, south-east right and down, on this map."""
    chief = raqqa.marks[0]
    assert [way.kind for way in chief.ways] == ["closed", "closed", "broken", "open"]
    for way, (sign_x, sign_y) in zip(chief.ways, ((0, 1), (-1, 0), (0, -1), (1, -1)), strict=True):
        dx, dy = raqqa.frame.direction(chief.at, way.bearing)
        assert [round(dx / 0.7), round(dy / 0.7)] == pytest.approx([sign_x, sign_y], abs=0.4)


def test_the_road_follows_the_north_bank(raqqa: Layout) -> None:
    """The route runs near the Euphrates, on its northern side, from beside Raqqa to beside Deir Ezzor."""
    ((_, line, follows),) = raqqa.courses
    assert follows
    rivers = [river for name, river in raqqa.ground.rivers if name == "Euphrates"]
    inner = line[len(line) // 4 : -len(line) // 4]
    for x, y in inner:
        river = min(rivers, key=lambda river: nearest(river, (x, y))[0])
        assert 1.0 < nearest(river, (x, y))[0] < 12
        below = min(river, key=lambda p: abs(p[0] - x))
        assert below[1] < y


def test_a_route_along_nothing_that_is_drawn_is_schematic() -> None:
    """Without water to follow a route is the shortest way, and the legend says that it is schematic."""
    layout = layout_of(
        places("36.0, 38.0", "36.0, 42.0") + "routes: {r: {name: road, from: p0, to: p1, along: a road, state: open}}\n"
    )
    assert [follows for _, _, follows in layout.courses] == [False]
    assert "route:open:False" in layout.legend.keys


def test_a_route_can_follow_an_overlay() -> None:
    """A canal that the analyst drew is water like any other."""
    layout = layout_of(SPECIMENS["suez"])
    assert [follows for _, _, follows in layout.courses] == [False, True]


# Legend -------------------------------------------------------------------------------------------------------------------
def drawn_classes(layout: Layout) -> set[str]:
    """Return the classes of what is drawn, found from the data and the frame."""
    data: Survey = layout.data
    seen = [mark for mark in data.marks if layout.frame.shows(mark.at)]
    found = {f"way:{way.kind}" for mark in seen for way in mark.ways}
    found |= {f"holder:{mark.holder}" for mark in seen if mark.holder >= 0}
    found |= {mark.precision for mark in seen if mark.precision == "about" or (mark.precision == "exact" and mark.holder < 0)}
    found |= {f"state:{mark.state}" for mark in seen if mark.state != "held"}
    limits = (0, 0, layout.frame.width, layout.frame.height)
    in_dots = [line for lines in layout.ground.disputed.values() for line in lines if clip_line(line, limits)]
    found |= {"disputed"} if in_dots or (layout.inset and layout.inset.disputed) else set()
    found |= {f"route:{course.kind}:{follows}" for course, line, follows in layout.courses if line}
    return found | {f"class:{shape.class_number}:{shape.kind}" for shape in data.shapes}


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_the_legend_tells_what_is_drawn_and_only_that(specimen: str) -> None:
    """Each class that is drawn has its entry, and each entry something that is drawn."""
    layout = layout_of(SPECIMENS[specimen])
    keys = [key for key in layout.legend.keys if not key.startswith(("number:", "unnamed"))]
    assert len(keys) == len(set(keys))
    assert set(keys) == drawn_classes(layout)


def test_holders_are_told_apart_without_colour() -> None:
    """Any two colours of the palette differ by 12 L* or more on a copier, and neighbours have different forms besides."""
    assert min(abs(lightness(one) - lightness(other)) for one, other in combinations(PALETTE, 2)) >= 12
    assert len(set(FORMS)) == len(FORMS) >= len(PALETTE)


def test_an_actor_keeps_the_colour_that_it_is_given() -> None:
    """`color` of an actor goes before the palette, and nobody else gets it."""
    text = places("36, 38", "36.5, 39", "36.2, 38.4")
    for number, actor in enumerate("xyz"):
        text = text.replace(f"p{number}: {{", f"p{number}: {{held_by: {actor}, ")
    holders = layout_of(text).data.holders
    assert [plain(holder.name) for holder in holders] == ["Actor X", "Actor Y", "Actor Zed"]
    assert holders[2].color.rgb() == (0, 0, 128 / 255)
    assert len({holder.color for holder in holders}) == 3


# Words --------------------------------------------------------------------------------------------------------------------
def test_the_alternative_text_says_what_is_shown() -> None:
    """Who can't see the map reads of the same places, holders, ways, route, and of when; on whose word the caption says."""
    figure, _ = figure_of(SPECIMENS["raqqa"])
    for said in (
        "Raqqa", "17 February 2017", "Situation as of 17 February 2017.", "Raqqa, reported held by Islamic State.",
        "Mosul, 373 km east of Raqqa, reported held by Islamic State, under attack by Iraqi forces.", "from the east, not stated",
        "Ways into Raqqa, as reported: from the north, blocked by Syrian Democratic Forces;",
        "from the south-east, open, held by Islamic State",
        "reported taken by Islamic State, December 2016; who holds it now is not stated",
        "from the south, bridges destroyed", "position approximate", "an area",
        "road from Raqqa to Deir Ezzor: open, held by IS",
    ):  # fmt: skip
        assert said in figure.alt.replace("\u00a0", " "), said
    assert "Brussels" not in figure.alt
    assert "[" not in figure.alt


def test_the_caption_says_what_it_rests_on() -> None:
    """Number, date, citations, base map, projection with its parallels, datum, and the issuer's own note; not the UN's."""
    figure, _ = figure_of(SPECIMENS["raqqa"])
    caption = plain(figure.caption).replace("\u00a0", " ")
    assert re.match(r"Figure \d+\. Raqqa and its surroundings\. Situation as of 17 February 2017\.", caption)
    for said in (
        "→5, 6, 7, 10, 14; ¶1, 6, 11",
        "Natural Earth",
        "Lambert conformal conic",
        "WGS 84",
        "Middle East Desk endorses",
    ):
        assert said in caption
    assert "United Nations" not in caption


def test_names_by_style() -> None:
    """A style writes both names of a place, its own, or the native one."""
    figure, _ = figure_of(SPECIMENS["raqqa"])
    both, own, native = (
        layout_of(SPECIMENS["raqqa"], open_style(["briefing"], [f"map.names={which}"])) for which in ("both", "own", "native")
    )
    mark = both.marks[0]
    assert plain(both._name(mark, "both")) == "Raqqa الرقة"
    assert plain(own._name(mark, own.style.role("map").names)) == "Raqqa"
    assert plain(native._name(mark, native.style.role("map").names)) == "الرقة"
    assert figure.kind == "map"


def test_names_of_the_base_map_can_be_changed_or_left_out() -> None:
    """`names` prints a country otherwise; one without a name isn't named."""
    text = (
        places("36.0, 38.0", "36.0, 40.0")
        + "map: {names: {Syria: Syrian Arab Republic}, title: The north, note: Lines are rough.}\n"
    )
    figure, _ = figure_of(text)
    assert figure.data.names == {"Syria": "Syrian Arab Republic"}
    assert plain(figure.caption).startswith("Figure 1. The north.")
    assert "Lines are rough." in plain(figure.title)
    assert "imply" not in plain(figure.caption)


def test_senses_of_one_name_are_told() -> None:
    """A place whose name is used in several senses says so on the map."""
    layout = layout_of(SPECIMENS["raqqa"])
    (mark,) = [mark for mark in layout.marks if mark.id == "deir-ezzor"]
    assert plain(layout._name(mark, "own")) == "Deir Ezzor (3 senses)"


def test_points_by_the_grid_and_areas_not() -> None:
    """On request the gazetteer gives grid references, cut to the digits recorded; an area keeps its degrees."""
    text = SPECIMENS["raqqa"].replace("\nroutes:\n", "\nmap: {coordinates: mgrs}\nroutes:\n", 1)
    printed = repr(pipeline.check(text.encode(), "raqqa.yaml").galley)
    assert "'37S EV 00 78'" in printed
    assert "'about 37S FV 04 10'" in printed
    assert "37S CA" not in printed
    assert "about 36.20°" in printed


def test_what_the_dossier_says_is_shown() -> None:
    """`extent` is what the map shows; places beyond it are not drawn."""
    text = places("36.0, 38.0", "36.0, 40.0", "50.0, 10.0") + "map: {extent: '35.0, 37.0 to 37.0, 41.0', inset: no}\n"
    figure, setter = figure_of(text)
    layout = Layout(setter, figure.data, 400.0)
    assert [mark.id for mark in layout.marks] == ["p0", "p1"]
    assert layout.inset is None
    assert "1 place beyond this map: see the gazetteer" in [plain(entry.words) for entry in layout.entries]
    west, south, east, north = layout.frame.box
    assert west <= 37 <= 41 <= east
    assert south <= 35 <= 37 <= north


def test_a_pole_has_land_and_few_meridians() -> None:
    """About the South Pole there is Antarctica, not sea, though no coast is near; meridians stay as far apart as can be."""
    layout = layout_of(SPECIMENS["south pole"])
    (country,) = layout.ground.countries
    assert country.name == "Antarctica"
    x, y = layout.frame.width / 2, layout.frame.height / 2
    assert any(inside((x, y), ring) for ring in country.rings)
    assert layout_of(SPECIMENS["north pole"]).ground.countries == []
    for specimen in ("north pole", "south pole"):
        assert len(layout_of(SPECIMENS[specimen]).net[0].lines) < 40


def test_a_map_of_five_hundred_places_held_is_drawn() -> None:
    """A long legend takes its room from the map, which is drawn all the same."""
    yaml = SPECIMENS["five hundred places"].replace('"}', '", held_by: "x, as of 2021-04-01 [@1]"}')
    figure, setter = figure_of(yaml)
    assert all(mark.holder == 0 for mark in figure.data.marks)
    drawn = draw(setter, figure.data, setter.measure.both)
    assert drawn is not None
    assert drawn[0] <= 2.4 * setter.third


def test_native_names_stand_at_their_places(tmp_path: Path) -> None:
    """A name written from right to left stands where its box is, not at the end of a measure."""
    built = pipeline.build(RAQQA.read_bytes(), str(RAQQA), open_style(["briefing"], ["map.names=native"]))
    (tmp_path / "native.pdf").write_bytes(built.pdf)
    assert misplaced(tmp_path / "native.pdf") == []
    figure, setter = figure_of(SPECIMENS["raqqa"], open_style(["briefing"], ["map.names=native"]))
    layout = Layout(setter, figure.data, setter.measure.both)
    native = [name for name in layout.names if any("\u0600" <= char <= "\u06ff" for char in name.lines.setting.pieces[0].text)]
    assert len(native) == 5
    for name in native:
        assert name.lines.width == pytest.approx(name.boxes[0].right - name.boxes[0].left, abs=0.1)


def test_no_points_no_map() -> None:
    """A dossier whose places have no point, or want none drawn, has no map."""
    for text in (HEAD + "places:\n  p: {name: Somewhere, kind: area}\n", places("36, 38", more=", map: no")):
        galley = pipeline.check(text.encode(), "map.yaml").galley
        assert not any(isinstance(block, Figure) for section in galley.sections for block in section.blocks)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("mercator", "Mercator projection"), ("cylindrical", "Equidistant cylindrical"), ("stereographic", "Polar stereographic")],
)
def test_the_dossier_chooses_the_projection(wanted: str, said: str) -> None:
    """The map is drawn in the projection that the dossier asks for, and its caption names it."""
    text = f"{SPECIMENS['raqqa']}map: {{projection: {wanted}}}\n"
    layout = layout_of(text)
    assert layout.frame.projection.name == wanted
    assert said in plain(figure_of(text)[0].caption)


def test_a_projection_that_cannot_show_the_map_is_told() -> None:
    """Where the wanted projection can't show the stretch, that is a warning, and the caption names the one that was taken."""
    text = places("70, 10", "88, 40") + "map: {projection: mercator}\n"
    built = pipeline.build(text.encode(), "map.yaml")
    assert "can't be shown in the mercator projection; stereographic is taken" in " ".join(it.message for it in built.problems)
    assert "Polar stereographic" in plain(figure_of(text)[0].caption)


@pytest.mark.parametrize(
    "line, message",
    [
        ("extent: 35, 37", "a stretch of the globe is wanted here"),
        ("extent: 135.0, 37.0 to 136.0, 38.0", "lies beyond the globe"),
        ("extent: 37.0, 37.0 to 35.0, 38.0", "has no height or no width"),
        ("coordinates: utm", "one of degrees, mgrs is wanted here"),
    ],
)
def test_a_wrong_setting_is_told_at_its_place(line: str, message: str) -> None:
    """What is wrong with the settings of a map is a problem at its line."""
    text = places("36, 38") + f"map:\n  {line}\n"
    with pytest.raises(DossierError) as caught:
        pipeline.check(text.encode(), "map.yaml")
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.span is not None
    assert problem.span.line == text.count("\n")


# Routes beyond ----------------------------------------------------------------------------------------------------------
FAR = (
    places("30.0, 32.6", "31.2, 32.3", "51.9, 4.5", "1.3, 103.8", "-34.4, 18.5")
    + """
routes:
  near: {name: canal, from: p0, to: p1, via: ["30.3, 32.4", "30.6, 32.3"], state: open}
  far: {name: round the Cape, from: p3, to: p2, via: ["-34.0, 32.0", p4, "15.0, -18.2"], state: detour}
"""
)
CANAL = "map: {extent: '29.6, 31.2 to 31.7, 33.6'}\n"


def test_routes_beyond_the_extent_stand_on_the_inset() -> None:
    """The inset holds the whole detour and names where it stops, apart from each other; the map keeps its own extent."""
    figure, setter = figure_of(FAR + CANAL)
    layout = Layout(setter, figure.data, 500.0)
    inset = layout.inset
    assert inset is not None
    assert [plain(course.name) for course in figure.data.far] == ["round the Cape"]
    assert {mark.id for mark in figure.data.stops} == {"p2", "p3", "p4"}
    assert len(inset.names) == 3
    assert touching(inset.names, 0) == []
    for name in inset.names:
        (box,) = name.boxes
        assert inset.box.left <= box.left < box.right <= inset.box.right
        assert inset.box.bottom <= box.bottom < box.top <= inset.box.top
    assert {mark.id for mark in layout.marks} == {"p0", "p1"}
    assert "beyond" not in layout.legend.keys
    assert "route:other:False" in layout.legend.keys
    assert "routes that lead beyond" in plain(figure.caption)
    assert "Route: round the Cape" in figure.alt
    west, south, east, north = layout.frame.box
    assert east - west < 6
    assert north - south < 4


def test_a_route_is_drawn_through_its_points() -> None:
    """The line of the canal passes within a point of paper of each point that it goes by way of."""
    layout = layout_of(FAR + CANAL)
    ((course, line, follows),) = layout.courses
    assert not follows
    assert len(course.via) == 2
    assert all(nearest(line, layout.frame.place(point))[0] < 1.0 for point in course.via)


def test_without_an_extent_the_map_holds_all_routes() -> None:
    """Nothing is far where the dossier sets no extent, and points between widen the map like places."""
    figure, _ = figure_of(places("10.0, 0.0", "10.0, 10.0") + 'routes: {r: {name: way, from: p0, to: p1, via: ["20.0, 5.0"]}}\n')
    assert figure.data.far == []
    assert figure.data.box[3] > 20


def test_a_route_without_room_for_an_inset_is_told() -> None:
    """A map too narrow for the inset says that there is a route beyond it, and how many places."""
    figure, setter = figure_of(FAR + CANAL)
    layout = Layout(setter, figure.data, 150.0)
    assert layout.inset is None
    said = [plain(entry.words) for entry in layout.entries]
    assert "1 route beyond this map: see the table of routes" in said
    assert "3 places beyond this map: see the gazetteer" in said


@pytest.mark.parametrize("stop", ["nowhere", "91.0, 0.0", "[p0]"])
def test_a_wrong_stop_is_told_at_its_place(stop: str) -> None:
    """A stop that is neither a place nor a point is a problem at its line."""
    text = FAR.replace('"30.6, 32.3"', f'"{stop}"')
    with pytest.raises(DossierError) as caught:
        pipeline.check(text.encode(), "map.yaml")
    (problem,) = caught.value.problems
    assert problem.span is not None
    assert "near:" in text.split("\n")[problem.span.line - 1]


# Print --------------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("specimen", ["raqqa", "suez", "pacific", "arctic", "at one point"])
def test_maps_pass_the_gate(specimen: str, gate: Gate) -> None:
    """The PDF is valid, and the same each time."""
    contents = SPECIMENS[specimen].encode()
    built = pipeline.build(contents, "map.yaml", root=str(HERE / "maps"))
    gate(built.pdf)
    assert pipeline.build(contents, "map.yaml", root=str(HERE / "maps")).pdf == built.pdf


def test_names_are_text_once(tmp_path: Path, gate: Gate) -> None:
    """A name on the map is text of the figure, once: its halo is no second one."""
    contents = (places("36.0, 38.0", "36.0, 40.0").replace("Place 1", "Zyxwv")).encode()
    path = tmp_path / "map.pdf"
    path.write_bytes(pipeline.build(contents).pdf)
    gate(path)
    figures = [block for block in stream_text(path).blocks if block[0] == "Figure"]
    assert sum(repr(block).count("Zyxwv") for block in figures) == 1

"""Borders that are disputed, and lands that two countries claim: drawn in their own manner, named, and as the dossier says."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from gate import Gate

from dossier import pipeline
from dossier.blocks import Figure, plain
from dossier.figures.map.draws import Layout
from dossier.figures.map.ground import BORDER_DASH, DISPUTED_DASH, ink
from dossier.geodesy.basemap import Box, open_layers
from dossier.geodesy.countries import LONGEST, OTHERWISE, TERRITORIES, named_in, names_of
from dossier.geodesy.disputes import disputes
from dossier.geodesy.frontiers import disputed_in, edges_of
from dossier.geodesy.lines import clip_convex, clip_line, inside, lengths, split
from dossier.geodesy.within import countries_in
from dossier.layout.paginate import PageMap
from dossier.problems import DossierError
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

HEAD = """
dossier: {title: A title, marking: TLP:CLEAR, as_of: 2025-04-15 12:00 UTC}
sources: {a: {title: A, published: 2025-04-14}}
defaults: {source: a}
places:
"""
CRIMEA = ("44.6, 33.52", "48.46, 35.05", "45.04, 38.98")  # Sevastopol, Dnipro, Krasnodar
KYRENIA = "35.3, 33.32"


def places(*of: tuple[str, str]) -> str:
    """A dossier of places, each with its point and its country."""
    rows = [f'  p{i}: {{name: Place {i}, at: "{at}"' + (f", country: {land}" * bool(land)) for i, (at, land) in enumerate(of)]
    return HEAD + "".join(f"{row}}}\n" for row in rows)


def figure_of(yaml: str, folder: Path | None = None) -> tuple[Figure, Setter]:
    """Return the map of a dossier, and what sets it."""
    ready = pipeline.check(yaml.encode(), str((folder or Path()) / "d.yaml"), root=str(folder) if folder else None)
    (figure,) = [block for section in ready.galley.sections for block in section.blocks if isinstance(block, Figure)]
    return figure, Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)


def layout_of(yaml: str, folder: Path | None = None) -> Layout:
    """Lay out the map of a dossier across both columns."""
    figure, setter = figure_of(yaml, folder)
    return Layout(setter, figure.data, setter.measure.both)


def note(layout: Layout) -> str:
    """Return the words below the entries of the legend."""
    return " ".join(piece.text for name in layout.legend.names for piece in name.lines.setting.pieces)


def country_at(layout: Layout, point: tuple[float, float]) -> list[tuple[str, bool]]:
    """Return in which countries of the drawn ground a point lies, and whether each is tinted (even-odd rule, as it is filled)."""
    at = layout.frame.place(point)
    return [(it.name, it.concerned) for it in layout.ground.countries if sum(inside(at, ring) for ring in it.rings) % 2]


# The table ----------------------------------------------------------------------------------------------------------------
def test_the_table_is_of_this_base_map() -> None:
    """A record would name a country or a border that no layer has, and so nothing would be drawn of it."""
    layers = [open_layers()[f"countries {level}"] for level in ("10m", "50m", "110m")]
    for day in ("", "2017-02-17"):
        for it in disputes(day):
            assert it.says, it.name
            assert it.stretches or it.points, it.name
            for stretch in it.stretches:
                assert any(layer.shared(stretch.one, stretch.other) for layer in layers), (it.name, stretch)
            assert all(part.of in layers[0].names for part in it.parts), it.name


@pytest.mark.parametrize("dispute", [it for it in disputes() if it.stretches], ids=lambda it: it.name)
def test_each_stretch_is_found(dispute: Any) -> None:
    """The box of a stretch would miss the border of which it speaks, in the finest layer that has it."""
    for stretch in dispute.stretches:
        for level in ("10m", "50m"):
            layer = open_layers()[f"countries {level}"]
            if layer.shared(stretch.one, stretch.other):
                lines = edges_of(layer, stretch.box, [dispute]).disputed[dispute.name]
                assert sum(lengths(line)[-1] for line in lines) > 0.02
                break
        else:
            raise AssertionError(stretch)


@pytest.mark.parametrize(
    ("day", "there", "missing"),
    [
        ("", "regions of Ukraine that Russia claims since 2022", "Nagorno-Karabakh"),
        ("2017-02-17", "Nagorno-Karabakh", "regions of Ukraine that Russia claims since 2022"),
        ("2022-10-01", "regions of Ukraine that Russia claims since 2022", "Donetsk and Luhansk"),
    ],
)
def test_what_is_disputed_goes_by_the_cut_off(day: str, there: str, missing: str) -> None:
    """A brief would know what happened after its cut-off, or tell what was settled before it."""
    names = [it.name for it in disputes(day)]
    assert there in names
    assert missing not in names


def test_what_is_disputed_is_what_a_map_room_expects() -> None:
    """A stretch that any map room marks would be drawn like any other border."""
    names = " ".join(it.name for it in disputes())
    for said in (
        "Crimea", "Golan", "West Bank", "Gaza", "Kosovo", "Western Sahara", "Northern Cyprus", "Abkhazia", "South Ossetia",
        "Transnistria", "Kashmir", "Aksai Chin", "Arunachal", "Abyei", "Halaib", "Bir Tawil", "Ilemi", "Kuril", "Essequibo",
        "Korea", "Shebaa", "Doklam", "Somaliland", "Taiwan", "Falkland", "Gibraltar", "Senkaku", "Spratly",
    ):  # fmt: skip
        assert said in names


# How they are drawn ---------------------------------------------------------------------------------------------------------
def test_a_disputed_border_is_told_by_its_form() -> None:
    """In grey it would look like any border; or the legend would show a sign that the map doesn't have."""
    layout = layout_of(places(*((at, "") for at in CRIMEA)))
    inks = ink(layout.ground, layout.frame, layout.data, layout.style)
    dashes = [tuple(it.dash) for it in inks if it.dash]
    assert DISPUTED_DASH in dashes
    assert BORDER_DASH in dashes
    assert max(DISPUTED_DASH) < min(max(BORDER_DASH), 2)
    assert "disputed" in layout.legend.keys
    assert {"Crimea"} <= set(layout.ground.disputed)


def test_each_border_is_drawn_once() -> None:
    """A disputed stretch would be drawn as a plain border as well, or the rest of its border not at all."""
    layer, box = open_layers()["countries 10m"], Box((66.0, 23.0, 78.0, 36.0))
    edges = edges_of(layer, box, disputes())
    whole = edges_of(layer, box, [])
    drawn = sum(lengths(line)[-1] for lines in (edges.borders, *edges.disputed.values()) for line in lines)
    assert drawn == pytest.approx(sum(lengths(line)[-1] for line in whole.borders), rel=1e-6)
    plain_ones = [line for line in edges.borders if clip_line(line, (73.9, 32.8, 74.9, 35.0))]
    assert plain_ones == []  # the line of control
    assert any(clip_line(line, (70.0, 25.0, 74.4, 31.5)) for line in edges.borders)  # the border in the Punjab and further south


def test_only_what_is_in_the_frame_is_named() -> None:
    """The legend would speak of a dispute that the map doesn't show, or not of one that it does."""
    layout = layout_of(places(*((at, "Ukraine") for at in (*CRIMEA[:2], "46.48, 30.73"))))
    said = note(layout)
    assert "Crimea (held by Russia since 2014, claimed by Ukraine)" in said
    assert "Transnistria" in said
    assert "Abkhazia" not in said
    quiet = layout_of(places(("52.5, 13.4", "Germany"), ("50.1, 14.4", "Czechia")))
    assert quiet.seen == []
    assert "De facto or disputed" not in note(quiet)


def test_the_alternative_text_names_what_is_disputed() -> None:
    """Who can't see the dots would take the border for one that nobody disputes."""
    figure, _ = figure_of(places(*((at, "") for at in CRIMEA)))
    assert "De facto or disputed: Crimea (held by Russia since 2014, claimed by Ukraine)" in figure.alt


def test_a_map_of_the_world_gives_names_alone() -> None:
    """The legend of a map of the world would be longer than the map."""
    layout = layout_of(places(("51.5, -0.13", ""), ("35.68, 139.7", ""), ("-33.87, 151.2", ""), ("38.9, -77.04", "")))
    said = note(layout)
    assert "Falkland Islands (Malvinas)" in said
    assert "claimed by Argentina" not in said


def test_what_the_inset_hides_is_not_named() -> None:
    """The legend would name a border that nobody can see, behind the small map."""
    layout = layout_of(
        places(("34.08, 74.8", "India"), ("35.92, 74.3", "Pakistan"), ("34.16, 77.58", "India"), ("37.1, 79.92", "China"))
    )
    assert layout.inset is not None
    assert "Afghanistan–Pakistan border" in [it.name for it in disputed_in(layout.data.layers, layout.frame.box, disputes())]
    assert "Afghanistan–Pakistan border" not in [it.name for it in layout.seen]


@pytest.mark.parametrize(
    ("how", "drawn", "said"),
    [
        ("disputed", True, "De facto or disputed: Crimea"),
        ("plain", False, "De facto or disputed, with borders drawn like all others: Crimea"),
        ("left out", False, "De facto or disputed, with borders left out: Crimea"),
    ],
)
def test_the_dossier_switches_them(how: str, drawn: bool, said: str) -> None:
    """`borders` would be read and change nothing, or what is disputed would no longer be said."""
    layout = layout_of(places(*((at, "") for at in CRIMEA)) + f"map: {{borders: {how}}}\n")
    inks = ink(layout.ground, layout.frame, layout.data, layout.style)
    assert (DISPUTED_DASH in [tuple(it.dash) for it in inks]) == drawn
    assert ("disputed" in layout.legend.keys) == drawn
    assert said in note(layout)
    plain_lines = [line for it in inks if tuple(it.dash) == BORDER_DASH for line in it.lines]
    neck = [line for line in plain_lines if line in layout.ground.disputed["Crimea"]]
    assert bool(neck) == (how == "plain")


def test_lines_of_ones_own_stand_for_them(tmp_path: Path, gate: Gate) -> None:
    """The issuer's line would be missing, or stand beside that of the base map."""
    line = {
        "type": "Feature",
        "properties": {"label": "our line"},
        "geometry": {"type": "LineString", "coordinates": [[33, 46], [35, 46.1]]},
    }
    (tmp_path / "line.geojson").write_text(json.dumps(line))
    yaml = places(*((at, "") for at in CRIMEA)) + "map: {borders: line.geojson}\n"
    layout = layout_of(yaml, tmp_path)
    (drawn,) = [it for it in ink(layout.ground, layout.frame, layout.data, layout.style) if tuple(it.dash) == DISPUTED_DASH]
    assert [list(map(pytest.approx, one)) for one in drawn.lines] == [layout.frame.line([(33, 46), (35, 46.1)])]
    assert "border as the issuer draws it: our line" in note(layout)
    assert layout.data.shapes == []
    gate(pipeline.build(yaml.encode(), str(tmp_path / "d.yaml"), root=str(tmp_path)).pdf)


@pytest.mark.parametrize(
    ("written", "content", "message"),
    [
        ("dotted", None, "disputed, plain, left out or a GeoJSON file is wanted here, not 'dotted'"),
        ("[plain, line.geojson]", None, "disputed, plain, left out or a GeoJSON file is wanted here, not 'plain'"),
        ("[]", None, "disputed, plain, left out, or GeoJSON files is wanted here, not a list"),
        ("../line.geojson", None, "leaves the dossier's folder"),
        ("line.geojson", None, "line.geojson: "),
        ("line.geojson", {"type": "Point", "coordinates": [32, 31]}, "line.geojson: a border is a line, or the edge of an area"),
        ("line.geojson", {"type": "FeatureCollection", "features": []}, "a border is a line"),
    ],
)
def test_wrong_borders_are_told_at_their_place(tmp_path: Path, written: str, content: Any, message: str) -> None:
    """A word or a file that can't be taken would be dropped, or end in a traceback."""
    if content:
        (tmp_path / "line.geojson").write_text(json.dumps(content))
    yaml = places((CRIMEA[0], "")) + f"map:\n  borders: {written}\n"
    with pytest.raises(DossierError) as caught:
        pipeline.check(yaml.encode(), str(tmp_path / "d.yaml"), root=str(tmp_path))
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.span is not None
    assert problem.span.line == yaml.count("\n")
    assert problem.hint


# In which country a place is drawn --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("country", "land", "russia"),
    [("Ukraine", ("Ukraine", True), False), ("Russia", ("Russia", True), True), ("", ("Crimea", True), False)],
)
def test_sevastopol_is_drawn_where_the_dossier_has_it(country: str, land: tuple[str, bool], russia: bool) -> None:
    """A place would be tinted with the country of the base map, against what the brief says; or the brief would not say that."""
    yaml = places((CRIMEA[0], country), (CRIMEA[1], "Ukraine"))
    layout = layout_of(yaml)
    assert country_at(layout, (34.1, 45.0)) == [land]
    assert {it.concerned for it in layout.ground.countries if it.name == "Russia"} == {russia}
    said = plain(figure_of(yaml)[0].caption)
    assert ("Place 0 stands in Ukraine, as in this brief; the base map has it in Russia." in said) == (country == "Ukraine")


def test_a_land_cut_out_of_a_country_is_drawn_once() -> None:
    """The Golan would be filled twice, or the country that holds it would keep its tint there."""
    layout = layout_of(places(("32.99, 35.69", "Syria"), ("32.79, 34.99", "Israel")))
    assert country_at(layout, (35.75, 33.0)) == [("Syria", True)]
    assert country_at(layout, (35.3, 32.8)) == [("Israel", True)]
    assert country_at(layout, (35.92, 33.0)) == [("Syria", True)]


def test_a_country_that_the_base_map_parts_is_one_again() -> None:
    """Northern Cyprus would stay apart though the brief has its town in Cyprus."""
    layout = layout_of(places((KYRENIA, "Cyprus"), ("34.68, 33.04", "Cyprus")))
    assert country_at(layout, (33.4, 35.25)) == [("Cyprus", True)]
    assert "Northern Cyprus" not in [it.name for it in layout.ground.countries]
    apart = layout_of(places((KYRENIA, ""), ("34.68, 33.04", "Cyprus")))
    assert country_at(apart, (33.4, 35.25)) == [("Northern Cyprus", True)]


def test_what_can_not_be_drawn_as_the_dossier_says_is_told() -> None:
    """The map would have a place in another country than the brief, and nobody would say so."""
    figure, _ = figure_of(places(("43.0, 41.02", "Abkhazia"), ("41.7, 44.8", "Georgia")))
    assert "This brief has Place 0 in Abkhazia; the map draws it in Georgia." in plain(figure.caption)
    agreeing, _ = figure_of(places(("41.7, 44.8", "Georgia"), ("22.3, 114.17", "China"), ("35.95, 39.01", "northern Syria")))
    assert "This brief has" not in plain(agreeing.caption)
    assert "as in this brief" not in plain(agreeing.caption)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Syria", ["Syria"]),
        ("Syria and Iraq", ["Syria", "Iraq"]),
        ("South Sudan", ["South Sudan"]),
        ("Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
        ("the UK; Ireland", ["United Kingdom", "Ireland"]),
        ("Northern Ireland", ["United Kingdom"]),
        ("Türkiye", ["Turkey"]),
        ("the Democratic Republic of the Congo", ["Democratic Republic of the Congo"]),
        ("Kurdistan", []),
        ("", []),
    ],
)
def test_countries_by_what_people_call_them(said: str, meant: list[str]) -> None:
    """A usual name of a country would not be known, or be taken for another's."""
    assert named_in(said, names_of(open_layers()["countries 10m"].names)) == meant


def test_each_country_is_known_by_its_name_however_it_is_written() -> None:
    """A country would be another, or none, for want of an accent, a capital or the right apostrophe."""
    names = [*filter(None, open_layers()["countries 10m"].names)]
    for name in names:
        plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
        for said in (name, name.upper(), name.lower(), plain, name.replace("’", "'"), plain.replace("’", "'")):
            assert countries_in(said) == (name,), said
    assert [it for it, country in OTHERWISE.items() if countries_in(it) != (country,)] == []
    assert countries_in("Côte d’Ivoire and Türkiye") == ("Côte d’Ivoire", "Turkey")


def test_names_of_countries_are_those_of_the_base_map() -> None:
    """A name would lead to a country that the base map doesn't have."""
    names = open_layers()["countries 10m"].names
    assert {*OTHERWISE.values(), *TERRITORIES, *TERRITORIES.values()} <= set(names)
    assert not {name.lower() for name in names} & set(OTHERWISE)
    assert max(len(name.split()) for name in (*names, *OTHERWISE)) <= LONGEST


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((39.01, 35.95), "Syria"),
        ((399.01, 35.95), "Syria"),
        ((0.0, -88.0), "Antarctica"),
        ((-179.9, 67.0), "Russia"),
        ((-30.0, 40.0), ""),
    ],
)
def test_the_country_at_a_point(point: tuple[float, float], name: str) -> None:
    """A place near the antimeridian or the pole, or at sea, would lie in a country where it isn't."""
    layer = open_layers()["countries 10m"]
    assert layer.names_at([point]) == [name]
    assert layer.names_at([(10.0, 50.0), point]) == ["Germany", name]


# Lines ---------------------------------------------------------------------------------------------------------------------
def test_a_line_is_split_without_loss() -> None:
    """A border would have a gap where a stretch of it begins, or be drawn twice there."""
    line = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 4.0)]
    within, without = split(line, (2.0, -1.0, 12.0, 5.0))
    assert within == [[(2.0, 0.0), (10.0, 0.0), (10.0, 5.0)]]
    assert without == [[(0.0, 0.0), (2.0, 0.0)], [(10.0, 5.0), (10.0, 10.0), (0.0, 10.0), (0.0, 4.0)]]


def test_an_area_is_clipped_to_an_outline() -> None:
    """A land cut out of a country would reach beyond its outline."""
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    triangle = [(2.0, 2.0), (9.0, 2.0), (2.0, 9.0)]
    assert sorted(clip_convex(square, triangle)) == [(2.0, 2.0), (2.0, 4.0), (4.0, 2.0), (4.0, 4.0)]
    assert clip_convex(square, [(5.0, 5.0), (9.0, 5.0), (5.0, 9.0)]) == []

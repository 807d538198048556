"""The sample on the Ever Given: whole and valid in each look, with the figures of its sources and nothing later than its day."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from gate import Gate
from test_map import LOOKS, touching
from witness import comparable, stream_text

from dossier import pipeline
from dossier.blocks import Figure, plain
from dossier.evidence.graph import link
from dossier.figures.kit.placing import Rect
from dossier.figures.map.draws import Layout
from dossier.geodesy.lines import nearest
from dossier.layout.paginate import PageMap
from dossier.reading.reader import read
from dossier.styling.library import open_style
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

SOURCE = Path(__file__).parent.parent / "sources" / "suez.yaml"
MOST_PAGES = {"": 12, "page.paper=letter": 13, "page.paper=a5": 24}

# what sources say, and in which words the brief says it
SAID = [
    "US$916 million", "US$900 million", "about 1,000", "300 are a salvage bonus", "316", "US$114 million",
    "US$9.6 billion", "237", "321", "369", "422", "102", "327", "292", "372", "450",
    "05:40 UTC", "07:30 local time", "13.5 knots", "7.6 to 8.6", "40 knots", "15:05", "30,000 cubic metres", "18,300 containers",
    "15 ships round the Cape", "3,500 miles", "12 or 13 April 2021", "not stated",
]  # fmt: skip
# what became known only after the cut-off
LATER = [
    "550", "540 million", "$200", "150 million", "84m", "775", "appeal filed", "22 April", "4 May", "23 June", "4 July", "6 July",
    "7 July", "eight commands", "died", "death", "tug is part", "settlement was", "2022", "2023",
]  # fmt: skip
# whole sentences that officials spoke; nothing else stands in the brief's own quotation marks
SPOKEN = [
    "Strong winds and weather factors were not the main reasons for the ship's grounding, "
    "there may have been technical or human errors",
    "The vessel will remain here until investigations are complete and compensation is paid",
    "The vessel is now officially impounded. They do not want to pay anything.",
    "The SCA's decision to arrest the vessel is extremely disappointing.",
]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The words of the brief."""
    path = tmp_path_factory.mktemp("suez") / "suez.pdf"
    path.write_bytes(pipeline.brief(str(SOURCE)).pdf)
    blocks = [block for block in stream_text(path).blocks if block.role != "Figure"]
    return "\n".join(comparable(block.text) for block in blocks).replace("\u00a0", " ")


@pytest.mark.parametrize("setting", MOST_PAGES)
def test_it_is_finished_valid_and_short(setting: str, gate: Gate) -> None:
    """In each size of paper it is no draft, passes the gate, and is no longer than a reader bears."""
    built = pipeline.brief(str(SOURCE), open_style(["briefing"], [setting] if setting else []), strict=True)
    assert built.problems == ()
    assert built.pages <= MOST_PAGES[setting]
    gate(built.pdf)


@pytest.mark.parametrize("said", SAID)
def test_what_the_sources_say_is_on_the_page(said: str, words: str) -> None:
    """No figure, hour or distance of the sources has been lost on the way."""
    assert said in words


@pytest.mark.parametrize("later", LATER)
def test_nothing_after_the_cut_off_is(later: str, words: str) -> None:
    """The brief knows nothing that nobody knew on the evening of 15 April 2021."""
    assert later not in words


def test_quotation_marks_hold_what_officials_said(words: str) -> None:
    """Every quotation of a claim is one that a named official spoke, word for word, and each of these is printed."""
    dossier, problems = read(SOURCE.read_bytes(), "suez.yaml")
    assert dossier is not None
    assert problems == []
    claims = [claim for group in dossier.claims for claim in group.claims.values() if claim.quote]
    assert sorted(claim.quote for claim in claims) == sorted(SPOKEN)
    assert all(dossier.origins[voice.id].record == "named" for claim in claims for voice in claim.by)
    for spoken in SPOKEN:
        assert f"“{spoken}”" in words


def test_one_insurer_is_one_origin() -> None:
    """The claim of 916 million, its parts and the offer lead back to one speaker, however many sources carry them."""
    dossier, _ = read(SOURCE.read_bytes(), "suez.yaml")
    assert dossier is not None
    evidence, problems = link(dossier)
    assert problems == []
    views = {view.id: view for view in evidence.claims}
    assert {tuple(views[id].origins) for id in ("demand", "breakdown", "offer")} == {("uk-club",)}


def test_contradictions_stand_side_by_side(words: str) -> None:
    """Each side of a dispute names the other: cause, command, sum, offer, crew, hour, day of the order."""
    assert words.count("Disputed:") >= 10
    assert "Sources disagree on the figure: 05:40 UTC" in words
    assert "Sources disagree: 12 April 2021" in words


def test_counters_of_ships_stay_apart() -> None:
    """Each counter of waiting ships is a series of its own, so that no line joins two of them."""
    dossier, _ = read(SOURCE.read_bytes(), "suez.yaml")
    assert dossier is not None
    assert list(dossier.charts["waiting"].figures) == ["SCA", "Leth Agencies", "Lloyd's List", "Bloomberg"]
    cited = {name: {cite.target for row in rows.values() for it in row for cite in it.cites}
             for name, rows in dossier.charts["waiting"].figures.items()}  # fmt: skip
    assert not cited["SCA"] & cited["Leth Agencies"]
    sums = dossier.charts["sums"].figures
    assert all(it.cites or str(it.words) == "not stated" for rows in sums.values() for row in rows.values() for it in row)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: " ".join(filter(None, look)))
def test_no_label_of_its_map_touches_another(look: tuple[str, str]) -> None:
    """Names keep off each other, off the scale and the inset, within the frame; those on the inset keep within it."""
    style = open_style([look[0]], [look[1]] if look[1] else [])
    ready = pipeline.check(SOURCE.read_bytes(), "suez.yaml", style, root=str(SOURCE.parent))
    (geography,) = [section for section in ready.galley.sections if section.id == "geography"]
    (figure,) = [block for block in geography.blocks if isinstance(block, Figure) and block.kind == "map"]
    setter = Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)
    layout = Layout(setter, figure.data, setter.measure.of(setter.style.role(figure.role)))
    assert touching(layout.names, layout.frame.height) == []
    marks = [Rect(x - 3, y - 3, x + 3, y + 3) for x, y in layout.points]
    assert not any(layout.scale.box.touches(mark) for mark in marks)
    fixed = [layout.scale.box, *([layout.inset.box] if layout.inset else [])]
    assert not any(one.touches(other) for one, other in combinations(fixed, 2))
    for box in (box for name in layout.names for box in name.boxes):
        assert not any(box.touches(other) for other in fixed)
        assert 0 <= box.left < box.right <= layout.frame.width
        assert 0 <= box.bottom < box.top <= layout.frame.height
    assert layout.inset is not None
    assert len(layout.inset.names) == 3
    assert touching(layout.inset.names, 0) == []
    for box in (box for name in layout.inset.names for box in name.boxes):
        inset = layout.inset.box
        assert inset.left <= box.left < box.right <= inset.right
        assert inset.bottom <= box.bottom < box.top <= inset.top
    assert {"Rotterdam", "Tanjung Pelepas", "Cape of Good Hope"} == {plain(mark.name) for mark in figure.data.stops}


def test_the_detour_goes_round_africa() -> None:
    """The way round the Cape is on the inset and passes the Cape of Good Hope; the canal's extent doesn't grow for it."""
    ready = pipeline.check(SOURCE.read_bytes(), "suez.yaml", root=str(SOURCE.parent))
    (figure,) = [block for section in ready.galley.sections for block in section.blocks
                 if isinstance(block, Figure) and block.kind == "map"]  # fmt: skip
    survey = figure.data
    (cape,) = [course for course in survey.far if "Cape" in plain(course.name)]
    assert nearest(cape.stops, (18.47, -34.36))[0] < 0.01
    assert survey.box[2] - survey.box[0] < 6

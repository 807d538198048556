"""The drawn chronology: what it shows of dates, that nothing stands on anything else, and that any dates can be drawn."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from gate import Gate
from hypothesis import given, settings
from hypothesis import strategies as st
from witness import stream_text

from dossier import pipeline
from dossier.blocks import Figure, plain
from dossier.dates import ordinal
from dossier.figures.chronology.axis import Axis, from_ordinal
from dossier.figures.chronology.draws import Sheet
from dossier.figures.chronology.shows import BY, DAY, EITHER, LASTING, MOST, WITHIN
from dossier.figures.kit.placing import Rect
from dossier.layout.paginate import PageMap
from dossier.styling.library import open_style
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

RAQQA = (Path(__file__).parent.parent / "sources" / "raqqa.yaml").read_text(encoding="utf-8")
HEAD = "dossier: {title: A time, marking: TLP:CLEAR, as_of: 2017-02-17 20:00 UTC}\nsections: [timeline]\nevents:\n"
KINDS_OF_DATES = (
    "1017", "1204/1261", "about 1453-05-29", "2016-05", "2017-01-05", "[2017-01-08, 2017-01-10]",
    "since 2017-02-01", "by 2017-02-03",
)  # fmt: skip
DAYS = tuple(f"2016-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 12))


def brief(*whens: str, lanes: int = 0) -> str:
    """Return a dossier with an event at each of these times."""
    return HEAD + "".join(
        f'  - {{when: "{when}", what: Event {i} that takes some words to say.{f", lane: Lane {i % lanes}" if lanes else ""}}}\n'
        for i, when in enumerate(whens)
    )


SPECIMENS = {
    "raqqa": RAQQA,
    "a thousand years": brief(*KINDS_OF_DATES),
    "three thousand years": brief("0001-01-01", "0900", "1066-10-14", "1453-05-29", "2999", "3000-01-01"),
    "one day": brief("2017-02-01", "2017-02-02", "2017-02-03", *["2017-02-16"] * 60),
    "one week": brief(*(f"2017-02-{day}" for day in range(10, 17))),
    "one day but for three": brief("2016-12", "2017-01-03", "by 2017-02-01", *["2017-02-16"] * 12),
    "lanes": brief(*DAYS[::6], lanes=3),
    "crowded": brief(*DAYS),
    "twelve lanes": brief(*DAYS, lanes=12),
    "many lanes": brief(*DAYS[:60], lanes=30),
}
LOOKS = (("briefing", ""), ("briefing", "page.paper=a5"), ("plain", ""))


def figure_of(yaml: str, look: Any = None) -> tuple[Figure | None, Setter]:
    """Return the chronology of a dossier, and what sets it."""
    ready = pipeline.check(yaml.encode(), "time.yaml", look)
    (timeline,) = [section for section in ready.galley.sections if section.id == "timeline"]
    figure = next((block for block in timeline.blocks if isinstance(block, Figure)), None)
    return figure, Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)


def sheet_of(yaml: str, look: Any = None) -> Sheet:
    """Lay out the chronology of a dossier."""
    figure, setter = figure_of(yaml, look)
    assert figure is not None
    return Sheet(setter, figure.data, setter.measure.of(setter.style.role(figure.role)))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: " ".join(filter(None, look)))
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_nothing_stands_on_anything(specimen: str, look: tuple[str, str]) -> None:
    """No words touch other words or a mark of another entry, and nothing leaves the figure."""
    sheet = sheet_of(SPECIMENS[specimen], open_style([look[0]], [look[1]] if look[1] else []))
    assert sum(map(len, sheet.lanes)) == len(sheet.data.marks)
    for lane in sheet.lanes:
        boxes = [(i, it.label.box) for i, it in enumerate(lane) if it.label]
        marks = [(i, Rect(it.left, it.middle - 2, it.right, it.middle + 2)) for i, it in enumerate(lane)]
        for (i, box), (j, other) in combinations([*boxes, *(marks if boxes else [])], 2):
            assert i == j or not box.touches(other, -0.01)
        assert all(box.left >= -0.01 and box.right <= sheet.width + 0.01 for _, box in [*boxes, *marks])
    ticks = [label.box for label in sheet.ticks]
    assert not any(box.touches(other, -0.01) for box, other in combinations(ticks, 2))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: " ".join(filter(None, look)))
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_page_holds_it(specimen: str, look: tuple[str, str]) -> None:
    """However many entries there are, the figure with its caption is lower than a page."""
    sheet = sheet_of(SPECIMENS[specimen], open_style([look[0]], [look[1]] if look[1] else []))
    assert sheet.height < 2.8 * sheet.setter.third


def test_dates_keep_their_precision() -> None:
    """Each way to write a date has its mark; what is approximate is marked so, and an open end stays open."""
    figure, _ = figure_of(brief(*KINDS_OF_DATES))
    assert figure is not None
    found = [(mark.kind, mark.about, mark.start is None, mark.end is None) for mark in figure.data.marks]
    assert found == [
        (WITHIN, False, False, False),
        (LASTING, False, False, False),
        (DAY, True, False, False),
        (WITHIN, False, False, False),
        (DAY, False, False, False),
        (WITHIN, False, False, False),
        (LASTING, False, False, True),
        (BY, False, True, False),
    ]


def test_raqqa() -> None:
    """The sample shows what sources date differently as such, leaves states of a day to the list, and says all of it in words."""
    figure, _ = figure_of(RAQQA)
    assert figure is not None
    assert [mark.kind for mark in figure.data.marks].count(EITHER) == 1
    assert not any("no plan" in plain(mark.words) for mark in figure.data.marks)
    for mark in figure.data.marks:
        assert plain(mark.words) in figure.alt
        assert "[" not in plain(mark.words)
    assert "15 or 16 February 2017" in figure.alt.replace("\u00a0", " ")


@pytest.mark.parametrize("whens", [["2017-02-16"] * 9, ["2017-01", "2017-02", "2017-02-03"], [*DAYS, *DAYS]])
def test_no_drawing_where_a_list_is_better(whens: list[str]) -> None:
    """Fewer than four different dates, or more entries than there is room for: the list alone."""
    assert len(set(whens)) < 4 or len(whens) > MOST
    assert figure_of(brief(*whens))[0] is None


def test_labels_and_lanes_are_drawn() -> None:
    """A short label stands for the text, lanes have their headings, and what has none comes last."""
    events = "".join(f"  - {{when: 2017-01-0{i}, what: Long words {i}., lane: East, label: Short {i}}}\n" for i in range(1, 5))
    figure, _ = figure_of(HEAD + "  - {when: 2017-01-07, what: Elsewhere too.}\n" + events)
    assert figure is not None
    assert list(figure.data.lanes) == ["East", "Elsewhere"]
    assert [plain(mark.words) for mark in figure.data.marks][:2] == ["Short 1", "Short 2"]


def test_what_has_no_date_is_counted() -> None:
    """An entry of which nothing but its being is known isn't drawn, and the caption says so."""
    figure, _ = figure_of(brief(*KINDS_OF_DATES, "undated"))
    assert figure is not None
    assert "1 entry without a known date is not drawn." in plain(figure.caption)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 1_000_000), min_size=1, max_size=30), st.floats(150, 900))
def test_the_axis_keeps_order(days: list[int], width: float) -> None:
    """Later days stand further right, all on the axis; its pieces fill it without a gap; ticks rise."""
    axis = Axis(days, days, width)
    places = [axis.place(day + 0.5) for day in sorted(set(days))]
    assert all(before < after for before, after in pairwise(places))
    assert places[0] >= 0
    assert places[-1] <= width
    assert axis.pieces[0].left == 0
    assert axis.pieces[-1].right == pytest.approx(width)
    for before, after in pairwise(axis.pieces):
        assert before.end == after.start
        assert before.right == pytest.approx(after.left)
    ticks = [tick.x for tick in axis.ticks()]
    assert ticks == sorted(ticks)


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 3_600_000))
def test_a_day_and_its_date(day: int) -> None:
    """The date of an ordinal has this ordinal."""
    assert ordinal(*from_ordinal(day)) == day


def test_the_key_tells_what_is_drawn() -> None:
    """The key has an entry for each kind of mark that occurs, and for no other."""
    sheet = sheet_of(brief(*(f"2017-02-{day}" for day in range(10, 15))))
    assert len(sheet.key.labels) == 2  # a day, and the cut-off


def test_the_drawing_is_valid_and_says_its_words(tmp_path: Path, gate: Gate) -> None:
    """The PDF of a brief with lanes and all kinds of mark passes the gate; the words of a mark are text of the figure, once."""
    path = tmp_path / "time.pdf"
    path.write_bytes(pipeline.build(brief(*KINDS_OF_DATES, lanes=2).encode(), "time.yaml").pdf)
    gate(path)
    read = [words for words in stream_text(path).blocks if "Event 3 that" in str(words)]
    assert len(read) == 2
    assert sum("Lane 1" in str(words) for words in stream_text(path).blocks) == 1


def test_names_stand_in_the_drawing_where_the_index_notes_them() -> None:
    """What the index notes of a name takes no word away from an entry."""
    yaml = (Path(__file__).parent / "full.yaml").read_text(encoding="utf-8")
    figure, _ = figure_of(yaml, open_style(["briefing"], ["page.index=yes"]))
    assert figure is not None
    assert "12 April 2020: Note: Union zqunion to State zqactor." in figure.alt.replace("\u00a0", " ")

"""The drawn chronology: what it shows of dates, that nothing stands on anything else, and that any dates can be drawn."""

from __future__ import annotations

from collections.abc import Sequence
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
from dossier.figures.chronology.shows import BY, DAY, EITHER, LASTING, MOST, WITHIN, Extent
from dossier.figures.chronology.times import sign
from dossier.figures.kit.ink import Ink
from dossier.figures.kit.placing import Rect
from dossier.layout.paginate import PageMap
from dossier.styling.library import Opened
from dossier.styling.library import open_style as opened
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

RAQQA = (Path(__file__).parent.parent / "sources" / "raqqa.yaml").read_text(encoding="utf-8")
HEAD = "dossier: {title: A time, marking: TLP:CLEAR, as_of: 2017-02-17 20:00 UTC}\nsections: [timeline]\nevents:\n"
KINDS_OF_DATES = (
    "1017", "1204/1261", "about 1453-05-29", "2016-05", "2017-01-05", "[2017-01-08, 2017-01-10]",
    "since 2017-02-01", "by 2017-02-03",
)  # fmt: skip
DAYS = tuple(f"2016-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 12))


def open_style(sheets: Sequence[str], settings: Sequence[str] = ()) -> Opened:
    """Open a style in which the figure is drawn, which the usual one leaves to a list or table."""
    return opened(sheets, ["relations.show=yes", "chronology.least=4", *settings])


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
    "without dates": brief(*KINDS_OF_DATES, "undated", "undated, before 2016-05", "undated, before 2016-05", lanes=2),
    "mostly without dates": brief(*KINDS_OF_DATES, *["undated, before 2016-05"] * 80),
}
LOOKS = (("briefing", ""), ("briefing", "page.paper=a5"), ("plain", ""))


def figure_of(yaml: str, look: Any = None) -> tuple[Figure | None, Setter]:
    """Return the chronology of a dossier, and what sets it."""
    ready = pipeline.check(yaml.encode(), "time.yaml", look or open_style(["briefing"]))
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
    below = [label.box for label in sheet.undated.labels]
    assert not any(box.touches(other, -0.01) for box, other in combinations(below, 2))
    assert all(box.left >= 0 and box.right <= sheet.width and box.bottom >= -sheet.undated.height for box in below)
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
    found = [(it.kind, it.about, it.start is None, it.end is None) for it, *_ in figure.data.marks]
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
    assert [mark.extent.kind for mark in figure.data.marks].count(EITHER) == 1
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


def test_what_has_no_date_stands_on_none() -> None:
    """What was at an unknown time before a day would be drawn on that day, or be lost."""
    figure, _ = figure_of(brief(*KINDS_OF_DATES, "undated", "undated, before 2016-05-07", "undated, before 2016-05-07"))
    assert figure is not None
    assert len(figure.data.marks) == len(KINDS_OF_DATES)
    assert not any(ordinal(2016, 5, 6) in (it.start, it.end) for it, *_ in figure.data.marks)
    titles = [title.replace("\u00a0", " ") for title, _ in figure.data.undated]
    assert titles == ["Undated", "Undated, before 7 May 2016"]
    assert [len(entries) for _, entries in figure.data.undated] == [1, 2]
    assert "Undated, before 7 May 2016: Event 9 that takes some words to say." in figure.alt.replace("\u00a0", " ")
    assert figure.alt.startswith(f"Chronology of {len(KINDS_OF_DATES) + 3} entries.")


def test_what_has_no_date_stands_off_the_axis() -> None:
    """Its words would stand between the lanes, where each place means a day; where words have no room they are counted."""
    sheet = sheet_of(SPECIMENS["without dates"])
    assert len(sheet.undated.labels) == 2 + 3
    lowest = min(it.middle for lane in sheet.lanes for it in lane)
    assert sheet.foot < lowest - sheet.head
    assert sheet.height == pytest.approx(-sheet.foot + sheet.undated.height + sheet.key.height)
    crowded = sheet_of(brief(*DAYS, "undated", "undated"))
    (label,) = crowded.undated.labels
    assert not crowded.words
    assert len(label.lines.setting.widths) == 1


@pytest.mark.parametrize(
    ("when", "begun", "ending"),
    [
        ("since 2016-10", (2016, 10, 31), None),
        ("since 2016-10-05", (2016, 10, 5), None),
        ("2016-10/2016-12", (2016, 10, 31), (2016, 12, 1)),
        ("2016-10-05/2016-12-06", (2016, 10, 5), (2016, 12, 6)),
        ("2016/..", (2016, 12, 31), None),
    ],
)
def test_ends_are_as_exact_as_they_are(when: str, begun: tuple[int, int, int], ending: tuple[int, int, int] | None) -> None:
    """What began in October would be drawn as if it had begun on its first day."""
    figure, _ = figure_of(brief(when, "2017-01-05", "2017-01-08", "2017-01-10"))
    assert figure is not None
    extent = figure.data.marks[0].extent
    assert (extent.kind, extent.begun, extent.ending) == (LASTING, ordinal(*begun), ordinal(*ending) if ending else None)
    certain = [ink for ink in drawn(extent) if ink.closed and ink.fill and len(ink.lines[0]) == 4 and not head(ink)]
    left = ordinal(*begun) + (extent.begun != extent.start)
    assert min(x for x, _ in certain[0].lines[0]) == left


def drawn(extent: Extent) -> list[Ink]:
    """Draw the sign of a time on an axis where a day is a point."""
    return sign(extent, lambda day: day, 0.0, open_style(["briefing"]).style.role("chronology.mark"), 1_000_000.0)


def head(ink: Ink) -> bool:
    """Say whether ink is the head of an arrow."""
    return not ink.stroke


def test_an_end_that_no_day_is_certain_of_has_no_bar() -> None:
    """What began on some day of the month that the brief ends in would be drawn as certain on some, or beyond the end."""
    start, end = ordinal(2017, 2, 1), ordinal(2017, 2, 28)
    role = open_style(["briefing"]).style.role("chronology.mark")
    cut_off = float(ordinal(2017, 2, 17))
    inks = sign(Extent(LASTING, start, None, True, end), lambda day: day, 0.0, role, cut_off)
    assert not any(ink.closed for ink in inks if not head(ink))
    assert max(point[-2] for ink in inks for line in ink.lines for point in line) == cut_off


def test_no_later_than_points_to_what_is_earlier() -> None:
    """A bound would look like a stretch of the days before it."""
    inks = drawn(Extent(BY, None, 100, False))
    (arrow,) = [ink for ink in inks if head(ink)]
    tip, back = arrow.lines[0][0], arrow.lines[0][1]
    assert tip[0] < back[0]
    assert tip[0] == min(point[0] for ink in inks for line in ink.lines for point in line)


def test_dates_that_sources_disagree_on_keep_what_they_are() -> None:
    """A month would be drawn as the day in its middle, a bound as a date."""
    yaml = brief(*DAYS[:4]) + "  - {when: ['2016-12 [@desk]', '2016-12-04 [@desk]', 'undated [@desk]'], what: Disputed.}\n"
    figure, _ = figure_of(yaml + "  - {when: ['by 2016-12 [@desk]', '2016-12-05 [@desk]'], what: Bounded.}\n")
    assert figure is not None
    sides = {plain(mark.words): [side.kind for side in mark.sides] for mark in figure.data.marks if mark.sides}
    assert sides == {"Disputed (or undated)": [WITHIN, DAY], "Bounded": [DAY, BY]}


SPOKEN = """dossier: {title: A time, marking: TLP:CLEAR, as_of: 2017-02-17 20:00 UTC}
sections: [timeline, diplomacy]
sources: {paper: {title: Paper}}
actors:
  navy: {name: The Navy of the North, short: Navy, role: "Speaks. [@desk]", people: {voice: {name: Ann Voice, short: Voice}}}
origins:
  talk: {speaker: voice, record: named, cite: paper 1}
  note: {speaker: voice, record: unnamed, cite: paper 2}
claims:
  All:
    left: {text: They left the port., by: talk, cite: paper 1}
    came: {text: They came., by: note, cite: paper 2}
    went: {text: Voice says that they went., by: talk, cite: paper 1}
    rest: {text: They rest., cite: paper 3}
events:
  - {when: 2017-01-01, claim: left}
  - {when: 2017-01-02, claim: came}
  - {when: 2017-01-03, claim: went}
  - {when: 2017-01-04, claim: rest}
  - {when: 2017-01-05, claim: left, label: Out of port}
  - {when: 2017-01-07, what: "They rested. [@left]"}
  - {when: 2017-01-08, what: "They slept. [@left; @rest]"}
  - {when: 2017-01-09, what: "They sang, says the Navy. [@left]"}
  - {when: "undated, before 2017-01-05", claim: left}
contacts:
  call: {kind: call, parties: [voice, navy], when: 2017-01-06, claim: left}
"""


def test_what_somebody_says_is_said_on_his_word() -> None:
    """What one speaker says would stand in the timeline and the drawing as a fact."""
    figure, _ = figure_of(SPOKEN)
    assert figure is not None
    marks = [plain(mark.words) for mark in figure.data.marks]
    assert marks == [
        "Voice (Navy): They left the port",
        "Navy: They came",
        "Voice says that they went",
        "They rest",
        "Voice (Navy): Out of port",
        "Voice (Navy): They left the port",
        "Voice (Navy): They rested",
        "They slept",
        "They sang, says the Navy",
    ]
    assert [plain(words) for _, entries in figure.data.undated for words in entries] == ["Voice (Navy): They left the port"]
    ready = pipeline.check(SPOKEN.encode(), "time.yaml", open_style(["briefing"]))
    timeline, diplomacy = (repr(section.blocks) for section in ready.galley.sections if section.id in ("timeline", "diplomacy"))
    assert timeline.count("'Voice'") >= 4
    assert diplomacy.count("'Voice'") == 1


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
    path.write_bytes(pipeline.build(brief(*KINDS_OF_DATES, lanes=2).encode(), "time.yaml", look=open_style(["briefing"])).pdf)
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

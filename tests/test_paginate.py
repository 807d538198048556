"""The paginator on bare heights: nothing lost, keeps kept, notes on the page of their mark, and an end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.layout.box import Box, Lines, Room
from dossier.layout.columns import Columns
from dossier.layout.element import Element
from dossier.layout.paginate import Frame, Page, PageMap, paginate
from dossier.layout.stacks import Cell, Row, Stack
from dossier.problems import DossierError

FRAME = Frame(left=0.0, top=200.0, bottom=0.0, grid=10.0)


def text(name: str, count: int, leading: float = 10.0, notes: dict[int, tuple[Box, ...]] | None = None, **more: object) -> Lines:
    """Make `count` lines, each with a key that names it."""
    setting = SimpleNamespace(lines=[b""] * count, anchors={i: (f"{name}:{i}",) for i in range(count)})
    return Lines(setting, 100.0, leading, 8.0, None, calls=notes, **more)  # type: ignore[arg-type]


def keys(page: Page) -> list[str]:
    """The lines of a page's text in order."""
    return [key for placed in page.boxes for key in placed.box.noted()]


def note_keys(page: Page) -> list[str]:
    """The lines of a page's notes in order."""
    return [key for placed in page.notes for key in placed.box.noted()]


def pages_of(*boxes: Box, frame: Frame = FRAME, separator: float = 5.0) -> list[Page]:
    """Fill pages with these boxes."""
    return list(paginate(boxes, lambda n: frame, PageMap(), note_separator=separator))


@st.composite
def documents(draw: st.DrawFn) -> list[Box]:
    """Paragraphs, kept headings, stacks and rows of random heights, some with notes."""
    boxes: list[Box] = []
    for i in range(draw(st.integers(1, 25))):
        kind = draw(st.sampled_from(["text", "heading", "stack", "row", "columns", "noted"]))
        count = draw(st.integers(1, 45))
        if kind == "text":
            boxes.append(text(f"t{i}", count, after=draw(st.sampled_from([0.0, 7.0]))))
        elif kind == "heading":
            boxes.append(text(f"h{i}", draw(st.integers(1, 3)), 17.0, keep=True, before=20.0, after=5.0))
        elif kind == "stack":
            together = draw(st.booleans())
            boxes.append(
                Stack([text(f"s{i}a", 1, keep=True), text(f"s{i}b", count), text(f"s{i}c", 3)], 100.0, together=together)
            )
        elif kind == "row":
            cells = [Cell(0.0, text(f"r{i}a", count)), Cell(50.0, text(f"r{i}b", draw(st.integers(1, 9)), 8.0))]
            boxes.append(Row(cells, 100.0, whole=draw(st.sampled_from([0.0, 60.0]))))
        elif kind == "columns":
            boxes.append(Columns([text(f"c{i}.{k}", draw(st.integers(1, 12))) for k in range(4)], 100.0, 2, 10.0))
        else:
            note = text(f"n{i}", draw(st.integers(1, 40)), 8.0)
            boxes.append(text(f"m{i}", count, notes={draw(st.integers(0, count - 1)): (note,)}))
    return boxes


def all_keys(boxes: list[Box]) -> list[str]:
    """Every line that was put in, notes too."""
    out = [key for box in boxes for key in box.noted()]
    return out + [key for box in boxes for note in box.notes() for key in note.noted()]


@settings(max_examples=150, deadline=None)
@given(documents())
def test_nothing_is_lost_or_doubled(boxes: list[Box]) -> None:
    """Every line and every line of every note stands on exactly one page."""
    pages = pages_of(*boxes)
    found = [key for page in pages for key in (*keys(page), *note_keys(page))]
    assert sorted(found) == sorted(all_keys(boxes))


@settings(max_examples=150, deadline=None)
@given(documents())
def test_text_and_notes_stay_in_their_frame(boxes: list[Box]) -> None:
    """No box reaches into another, into the notes, or below the text block."""
    for page in pages_of(*boxes):
        floor = FRAME.bottom + sum(n.box.height for n in page.notes) + (5.0 if page.notes else 0.0)
        bottom = FRAME.top
        for placed in page.boxes:
            assert placed.y <= bottom + 0.01
            bottom = placed.y - placed.box.height
            assert bottom >= floor - 0.01


@settings(max_examples=150, deadline=None)
@given(documents())
def test_a_note_begins_on_the_page_of_its_mark(boxes: list[Box]) -> None:
    """The first line of a note stands on the page where its mark is, the rest on pages that follow without a gap."""
    pages = pages_of(*boxes)
    where = {key: page.number for page in pages for key in keys(page)}
    for box in boxes:
        if not isinstance(box, Lines) or not box.calls:
            continue
        (line, (note,)) = next(iter(box.calls.items()))
        mark = next(k for k in box.noted() if k.endswith(f":{line}"))
        on = [page.number for page in pages if set(note.noted()) & set(note_keys(page))]
        assert on[0] == where[mark]
        assert on == list(range(on[0], on[0] + len(on)))


@settings(max_examples=100, deadline=None)
@given(documents())
def test_a_heading_is_never_the_last_on_a_page(boxes: list[Box]) -> None:
    """What keeps with the next is followed by something, unless it is all there is."""
    pages = pages_of(*boxes)
    for page, following in pairwise(pages):
        if page.boxes and following.boxes:
            assert not page.boxes[-1].box.keep or all(placed.box.keep for placed in page.boxes)


def test_lines_keep_two_at_each_side_of_a_break() -> None:
    """A paragraph of 4 lines with room for 3 is split 2 and 2; one of 3 isn't split."""
    pages = pages_of(text("a", 17), text("b", 4))
    assert keys(pages[1]) == ["b:2", "b:3"]
    pages = pages_of(text("a", 18), text("b", 3))
    assert keys(pages[1]) == ["b:0", "b:1", "b:2"]


def test_boxes_stand_on_the_grid() -> None:
    """After a box of odd height the next begins on the next line of the grid."""
    page = pages_of(text("a", 1, 13.0), text("b", 2))[0]
    assert page.boxes[1].y == 180.0


def test_a_row_that_is_not_tall_moves_whole() -> None:
    """A row under its limit is not split; a taller one is, each cell at the same height."""
    short = Row([Cell(0.0, text("x", 5)), Cell(50.0, text("y", 2))], 100.0, whole=60.0)
    assert keys(pages_of(text("a", 17), short)[0]) == [f"a:{i}" for i in range(17)]
    tall = Row([Cell(0.0, text("x", 9)), Cell(50.0, text("y", 2))], 100.0, whole=60.0)
    assert keys(pages_of(text("a", 15), tall)[1]) == ["x:5", "x:6", "x:7", "x:8"]


def test_ten_thousand_notes_on_one_line_end() -> None:
    """More notes than a page holds are carried on, and come to an end."""
    notes = tuple(text(f"n{i}", 2, 8.0) for i in range(500))
    pages = pages_of(text("a", 3, notes={0: notes}), text("b", 3))
    assert [k for p in pages for k in note_keys(p)] == [f"n{i}:{k}" for i in range(500) for k in range(2)]


def test_a_line_taller_than_the_page_is_an_error() -> None:
    """It says what doesn't fit, instead of losing it."""
    with pytest.raises(DossierError, match="doesn't fit"):
        pages_of(text("a", 1, 300.0))


def test_the_map_knows_pages_while_boxes_are_made() -> None:
    """A box made late can say on which pages earlier keys stand."""
    pages = PageMap()
    seen: list[tuple[int, ...]] = []

    def boxes() -> Iterator[Box]:
        yield text("a", 30)
        seen.append((*pages.pages("a:0"), *pages.pages("a:29")))
        yield text("b", 1)

    list(paginate(boxes(), lambda n: FRAME, pages))
    assert seen == [(1, 2)]


def test_balanced_columns_break_over_pages_in_order() -> None:
    """Columns fill the page to its foot and go on overleaf in reading order."""
    columns = Columns([text(f"c{i}", 6) for i in range(10)], 210.0, 2, 10.0)
    pages = pages_of(columns)
    assert [k for p in pages for k in keys(p)] == [f"c{i}:{k}" for i in range(10) for k in range(6)]
    assert len(pages) == 2


def test_room_counts_notes() -> None:
    """A piece that calls notes needs room for them too."""
    room = Room(50.0, lambda notes: 30.0)
    assert room.fits(50.0)
    assert not room.fits(30.0, (Box(1.0, 1.0),))


def test_what_calls_a_note_is_complete_with_the_note() -> None:
    """An element whose note goes on overleaf is closed there, not before."""
    element = Element("P")
    caller = text("a", 3, notes={0: (text("n", 40, 8.0),)})
    caller.closes = (element,)
    pages = pages_of(caller)
    assert len(pages) > 1
    assert [list(page.closes) for page in pages] == [[]] * (len(pages) - 1) + [[element]]


def test_columns_leave_room_for_the_notes_that_they_call() -> None:
    """Cards side by side with notes: the notes stand on the page of their marks."""
    columns = Columns([text(f"c{i}", 6, notes={0: (text(f"n{i}", 2, 8.0),)}) for i in range(10)], 210.0, 2, 10.0)
    for page in pages_of(columns):
        marks = {key[1:-2] for key in keys(page) if key.endswith(":0")}
        assert marks == {key[1:-2] for key in note_keys(page) if key.endswith(":0")}


def test_a_box_too_tall_by_itself_is_not_asked_for_its_notes() -> None:
    """The rest of a table of thousands of rows is looked at on each page; gathering its notes each time would cost a square."""
    asked = []

    class Asked(Stack):
        def notes(self) -> tuple[Box, ...]:
            asked.append(self.height)
            return super().notes()

    assert not Room(100.0, lambda notes: 0.0).holds(Asked([text("a", 20)], 100.0))
    assert not asked
    assert Room(200.0, lambda notes: 0.0).holds(Asked([text("a", 20)], 100.0))
    assert asked == [200.0]

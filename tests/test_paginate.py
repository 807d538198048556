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
from dossier.layout.stacks import Cell, LinkRow, Row, Stack
from dossier.problems import DossierError
from dossier.typeset.front import Waiting

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


def is_in_frame(page: Page, separator: float = 5.0) -> None:
    """Hold a page to its frame: no box reaches into the one below, into the notes, or below the text block."""
    floor = FRAME.bottom + sum(note.box.height for note in page.notes) + (separator if page.notes else 0.0)
    bottom = FRAME.top
    for placed in page.boxes:
        assert placed.y <= bottom + 0.01
        bottom = placed.y - placed.box.height
        assert bottom >= floor - 0.01


def pages_of(*boxes: Box, frame: Frame = FRAME, separator: float = 5.0) -> list[Page]:
    """Fill pages with these boxes."""
    return list(paginate(boxes, frame, PageMap(), note_separator=separator))


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
        is_in_frame(page)


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


def test_a_link_that_is_parted_is_a_link_on_both_pages() -> None:
    """The second half of a long entry of the contents would lead nowhere, and its first half would be no target."""
    link = LinkRow([Cell(0.0, text("x", 9)), Cell(50.0, text("y", 2))], 100.0, Element("Link"))
    link.id, link.running, link.before, link.after = "here", "Section", 7.0, 3.0
    first, rest = link.split(Room(55.0), force=True) or (None, None)
    assert isinstance(first, LinkRow)
    assert isinstance(rest, LinkRow)
    assert first.element is rest.element is link.element
    assert [*first.noted()] == ["#here", *(f"x:{i}" for i in range(5)), "y:0", "y:1"]
    assert [*rest.noted()] == [f"x:{i}" for i in range(5, 9)]
    assert (first.running, first.before, rest.running, rest.after) == ("Section", 7.0, "", 3.0)
    assert link.split(Room(5.0)) is None


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
        yield Waiting()
        seen.append((*pages.pages("a:0"), *pages.pages("a:29")))
        yield text("b", 1)

    list(paginate(boxes(), FRAME, pages))
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


# Condition by condition ----------------------------------------------------------------------------------------------------
def heights(page: Page) -> list[tuple[str, float]]:
    """The first key of each box of a page with how far below the top of the text block it stands; notes from the bottom up."""
    text_ = [(next(iter(placed.box.noted())), FRAME.top - placed.y) for placed in page.boxes]
    return text_ + [(next(iter(placed.box.noted())), placed.y - placed.box.height) for placed in page.notes]


def closing(name: str) -> Box:
    """Make a box of no height, which only says that an element is complete."""
    box = Box(100.0, 0.0)
    box.closes = (Element(name),)
    return box


def closed(pages: list[Page]) -> list[list[str]]:
    """The roles of what is complete with each page."""
    return [[element.role for element in page.closes] for page in pages]


def test_the_map_has_each_page_once_in_order() -> None:
    """A key that stands twice on a page would be listed twice, or only the first page of several would be found."""
    pages = PageMap()
    for number in (1, 1, 2, 3, 3, 5):
        pages.note("#a", number)
    assert pages.pages("#a") == [1, 2, 3, 5]
    assert pages.page("a") == 1
    assert pages.page("b") is None
    assert list(pages.pages("#b")) == []


def test_what_is_loose_stands_off_the_grid_and_a_page_may_have_none() -> None:
    """A further row of a list would be pushed to the grid, or a style without a grid would bring the paginator down."""
    loose = text("b", 2, after=3.0)
    loose.loose = True
    boxes = [text("a", 1, 13.0), loose, text("c", 1)]
    assert heights(pages_of(*boxes)[0]) == [("a:0", 0.0), ("b:0", 13.0), ("c:0", 40.0)]
    free = FRAME._replace(grid=0.0)
    assert heights(pages_of(*boxes, frame=free)[0]) == [("a:0", 0.0), ("b:0", 13.0), ("c:0", 36.0)]


def test_of_two_spaces_the_larger_counts_and_none_at_the_top() -> None:
    """Spaces would add up, or a page would begin with one."""
    boxes = [
        text("a", 1, before=30.0, after=10.0),
        text("b", 1, before=20.0),
        text("c", 16, after=50.0),
        text("d", 1, before=20.0),
    ]
    first, second = pages_of(*boxes)
    assert heights(first) == [("a:0", 0.0), ("b:0", 30.0), ("c:0", 40.0)]
    assert heights(second) == [("d:0", 0.0)]


def test_notes_stand_at_the_foot_below_one_separator() -> None:
    """Notes would hang in the page or reach below it, or each would have a rule of its own."""
    page = pages_of(text("a", 3, notes={0: (text("m", 2, 8.0),), 1: (text("n", 1, 8.0),)}))[0]
    assert heights(page) == [("a:0", 0.0), ("m:0", 8.0), ("n:0", 0.0)]


@pytest.mark.parametrize(("lines", "page"), [(17, 1), (18, 2)])
def test_notes_and_text_fill_a_page_to_the_point(lines: int, page: int) -> None:
    """200 points hold 17 lines and a separator with 25 points of notes, and not one more; more would lie upon the notes."""
    notes = (text("m", 1, 12.5), text("n", 1, 12.5))
    found = pages_of(text("a", lines - 1), text("b", 1, notes={0: notes}), separator=5.0)
    assert [(p.number, keys(p)[-1]) for p in found if "b:0" in keys(p)] == [(page, "b:0")]
    assert note_keys(found[page - 1]) == ["m:0", "n:0"]


def test_a_second_note_needs_no_second_separator() -> None:
    """A line with a note would go overleaf although both have room."""
    boxes = [text("a", 8, notes={0: (text("m", 5),)}), text("b", 1, notes={0: (text("n", 5),)})]
    assert len(pages_of(*boxes, separator=10.0)) == 1
    assert len(pages_of(text("a", 9, notes={0: (text("m", 5),)}), boxes[1], separator=10.0)) == 2


def test_a_note_that_goes_on_overleaf_is_the_last_of_its_page() -> None:
    """Another note would begin below one that isn't finished, or stand before its mark; text without notes goes on."""
    boxes = [
        text("a", 2, notes={0: (text("m", 30, 8.0),), 1: (text("n", 1, 8.0),)}),
        text("b", 1),
        text("c", 2, notes={0: (text("o", 1, 8.0),)}),
    ]
    pages = pages_of(*boxes)
    assert [key for page in pages for key in note_keys(page)] == [*(f"m:{i}" for i in range(30)), "n:0", "o:0"]
    assert note_keys(pages[0])[-1] != "m:29"
    assert "c:0" not in keys(pages[0])
    assert [("c:0" in keys(page), "o:0" in note_keys(page)) for page in pages].count((True, True)) == 1


def test_a_mark_stands_where_its_note_can_begin() -> None:
    """The mark would stand on one page and its whole note on the next; a note begins with two lines at least."""
    note = text("n", 6)
    pages = pages_of(text("a", 17), text("b", 1, notes={0: (note,)}), separator=5.0)
    assert [keys(page)[-1] for page in pages] == ["a:16", "b:0"]
    pages = pages_of(text("a", 16), text("b", 1, notes={0: (note,)}), separator=5.0)
    assert [(keys(page)[-1:], note_keys(page)) for page in pages] == [
        (["b:0"], ["n:0", "n:1"]),
        ([], ["n:2", "n:3", "n:4", "n:5"]),
    ]


def test_a_note_that_may_not_be_parted_goes_on_whole_or_is_parted_where_it_has_a_page_for_itself() -> None:
    """A note of a paragraph that stays together would be torn before its time, or never be placed."""
    whole = Stack([text("n", 19)], 100.0, together=True)
    pages = pages_of(text("a", 1, notes={0: (text("m", 1), whole)}), separator=0.0)
    assert [note_keys(page) for page in pages] == [["m:0"], [f"n:{i}" for i in range(19)]]
    long = Stack([text("n", 25)], 100.0, together=True)
    pages = pages_of(text("a", 1, notes={0: (text("m", 1), long)}), separator=0.0)
    assert [len(note_keys(page)) for page in pages] == [1, 20, 5]


def test_what_is_complete_is_told_with_the_box_before_it() -> None:
    """An element would be closed on the page before its last line, or never."""
    pages = pages_of(closing("A"), text("a", 20), closing("B"), text("h", 1, keep=True), closing("C"), text("b", 20))
    assert closed(pages) == [["A", "B"], ["C"], []]
    pages = pages_of(text("a", 19), text("h", 1, keep=True), closing("C"), text("b", 19))
    assert [keys(page)[0] for page in pages] == ["a:0", "h:0"]
    assert closed(pages) == [[], ["C"]]


def test_a_rest_of_no_height_leaves_no_page() -> None:
    """Columns whose boxes were parted so that all fit would be followed by an empty page, or lose what is complete with them."""
    columns = Columns([text("a", 25), text("b", 10)], 210.0, 2, 10.0)
    columns.closes = (Element("A"),)
    pages = pages_of(columns)
    assert [key for page in pages for key in keys(page)] == [f"a:{i}" for i in range(25)] + [f"b:{i}" for i in range(10)]
    assert all(page.boxes for page in pages)
    assert closed(pages)[-1] == ["A"]


def test_where_nothing_is_left_of_a_box_its_page_goes_on() -> None:
    """What follows would begin a new page, and what is complete with it be lost on a page that never comes."""

    class Shrinking(Box):
        def split(self, room: Room, force: bool = False) -> tuple[Box, Box]:
            rest = Box(100.0, 0.0)
            rest.closes = (Element("A"),)
            return text("s", 5), rest

    pages = pages_of(text("a", 2), Shrinking(100.0, 300.0), text("c", 1), closing("B"))
    assert [(keys(page)[0], keys(page)[-1]) for page in pages] == [("a:0", "c:0")]
    assert closed(pages) == [["A", "B"]]
    columns = Columns([text("a", 25), text("b", 10)], 210.0, 2, 10.0)  # which are parted so that nothing is left
    assert closed(pages_of(columns, closing("B"))) == [["B"]]


def test_a_box_that_is_torn_has_room_for_the_notes_of_its_head() -> None:
    """What stays together and is higher than a page would fill it to the foot, and all its notes but one stand overleaf."""
    notes = {0: (text("m", 5),), 10: (text("n", 5),)}
    pages = pages_of(Stack([text("w", 30, notes=notes)], 100.0, together=True), separator=0.0)
    assert keys(pages[0]) == [f"w:{i}" for i in range(13)]
    assert note_keys(pages[0]) == [*(f"m:{i}" for i in range(5)), "n:0", "n:1"]


def test_what_begins_a_page_begins_one_and_only_one() -> None:
    """A part would begin in the middle of a page, or after an empty one."""
    fresh = text("b", 2)
    fresh.fresh = True
    assert [keys(page) for page in pages_of(text("a", 1), fresh, text("c", 1))] == [["a:0"], ["b:0", "b:1", "c:0"]]
    assert [keys(page) for page in pages_of(fresh, text("c", 1))] == [["b:0", "b:1", "c:0"]]
    after_note = pages_of(text("a", 1, notes={0: (text("n", 30, 8.0),)}), fresh)
    assert [(keys(page), len(note_keys(page))) for page in after_note] == [(["a:0"], 23), (["b:0", "b:1"], 7)]


def test_a_chain_has_room_for_the_notes_of_all_its_boxes() -> None:
    """The notes of a heading would be left out of the account, and those of the text below it be driven overleaf."""
    heading = text("h", 1, keep=True, notes={0: (text("m", 3),)})
    pages = pages_of(text("a", 10), heading, text("b", 2, notes={0: (text("n", 3),)}), separator=10.0)
    assert [(keys(page)[-1], note_keys(page)[-1]) for page in pages] == [("b:1", "n:2")]
    pages = pages_of(text("a", 11), heading, text("b", 2, notes={0: (text("n", 3),)}), separator=10.0)
    assert [(keys(page)[0], note_keys(page)) for page in pages] == [
        ("a:0", []),
        ("h:0", ["m:0", "m:1", "m:2", "n:0", "n:1", "n:2"]),
    ]


def test_headings_higher_than_a_page_are_parted_from_what_they_keep_with() -> None:
    """A chain that is kept together and taller than a page would turn pages for ever, or lose a box."""
    chain = [text(f"h{i}", 6, keep=True) for i in range(4)]
    pages = pages_of(*chain, text("b", 30))
    found = [key for page in pages for key in keys(page)]
    assert found == [f"h{i}:{k}" for i in range(4) for k in range(6)] + [f"b:{k}" for k in range(30)]
    assert len(pages) == 3
    whole = Stack([text("w", 8)], 100.0, together=True)
    assert [keys(page)[-1] for page in pages_of(text("h", 15, keep=True), whole)] == ["w:4", "w:7"]
    pages = pages_of(text("h", 15, keep=True, notes={0: (text("n", 1),)}), whole)  # something stands there: no need to tear it
    assert [keys(page)[-1] for page in pages] == ["h:14", "w:7"]


def test_a_line_with_more_notes_than_a_page_stands_with_the_first_of_them() -> None:
    """The line would be said to be too tall for the page, or stand without any of its notes."""
    notes = tuple(Stack([text(f"n{i}", 8)], 100.0, together=True) for i in range(5))
    pages = pages_of(text("a", 1, notes={0: notes}), text("b", 1))
    assert (keys(pages[0])[:1], note_keys(pages[0])[:1]) == (["a:0"], ["n0:0"])
    assert [key for page in pages for key in note_keys(page)] == [f"n{i}:{k}" for i in range(5) for k in range(8)]


def test_a_running_head_is_that_of_what_stands_first() -> None:
    """A page would bear the title of a section that begins further down, or of one that ended on the page before."""
    one, two = text("a", 15), text("b", 15)
    one.running, two.running = "One", "Two"
    pages = pages_of(one, two, text("c", 15))
    assert [page.running for page in pages] == ["One", "Two", "Two"]
    top = text("b", 5)
    top.running = "Two"
    assert [page.running for page in pages_of(one, text("c", 5), top)] == ["One", "Two"]


def plate(name: str, *, turned: bool = False) -> Box:
    """Make a box that stands alone on a page of its own."""
    box = text(name, 3)
    box.turned, box.closes = turned, (Element(name),)
    return box


def test_plates_follow_the_page_that_calls_them() -> None:
    """A plate would stand before its page, share one, bear a wrong head or frame, or be closed with what follows it."""
    turned = FRAME._replace(left=7.0)
    caller = text("a", 20)
    caller.plates, caller.closes, caller.running = (plate("p"), plate("q", turned=True)), (Element("A"),), "One"
    for with_turned, left in ((turned, 7.0), (None, 0.0)):
        map_ = PageMap()
        pages = list(paginate([caller, text("b", 1)], FRAME, map_, turned=with_turned))
        assert [(page.number, keys(page)[0], page.turned) for page in pages] == [
            (1, "a:0", False), (2, "p:0", False), (3, "q:0", True), (4, "b:0", False),
        ]  # fmt: skip
        assert [page.boxes[0].x for page in pages] == [0.0, 0.0, left, 0.0]
        assert [page.running for page in pages] == ["One"] * 4
        assert closed(pages) == [[], ["p"], ["A", "q"], []]
        assert (map_.pages("p:0"), map_.pages("q:0")) == ([2], [3])


def test_plates_wait_for_a_note_that_goes_on_overleaf() -> None:
    """A plate would part a note from its rest; a plate that is called on the last page would be lost."""
    caller = text("a", 3, notes={0: (text("n", 40, 8.0),)})
    caller.plates = (plate("p"),)
    pages = pages_of(caller)
    assert [(keys(page)[:1], len(note_keys(page))) for page in pages] == [(["a:0"], 20), ([], 20), (["p:0"], 0)]


def test_a_document_has_a_page_and_no_empty_one_at_its_end() -> None:
    """A brief without text would have no page, or a brief would end with a blank one."""
    assert [page.number for page in pages_of()] == [1]
    assert [page.number for page in pages_of(text("a", 20))] == [1]
    assert [bool(page.boxes or page.notes) for page in pages_of(text("a", 20, notes={0: (text("n", 60, 8.0),)}))].count(
        False
    ) == 0
    caller = text("a", 20)
    caller.plates = (plate("p"),)
    assert [page.number for page in pages_of(caller)] == [1, 2]


# Columns -------------------------------------------------------------------------------------------------------------------
def columns_of(*boxes: Box, count: int = 2) -> list[list[str]]:
    """Share boxes out over columns; return the first key of each box in each column."""
    return [[next(iter(box.noted())) for box in stack.children] for stack in Columns(boxes, 210.0, count, 10.0).stacks]


def test_columns_are_as_low_as_can_be() -> None:
    """One column would be much higher than the other, a column more would be made than there is room for, or a box be lost."""
    assert columns_of() == []
    assert columns_of(text("a", 3)) == [["a:0"]]
    assert columns_of(*(text(name, 3) for name in "abcd")) == [["a:0", "b:0"], ["c:0", "d:0"]]
    assert columns_of(text("a", 9), *(text(name, 3) for name in "bcd")) == [["a:0"], ["b:0", "c:0", "d:0"]]
    assert columns_of(*(text(name, 2) for name in "abcdef"), count=3) == [["a:0", "b:0"], ["c:0", "d:0"], ["e:0", "f:0"]]
    spaced = [text("a", 2, after=30.0), text("b", 2, before=10.0), text("c", 4, before=50.0)]
    columns = Columns(spaced, 210.0, 2, 10.0)
    assert columns_of(*spaced) == [["a:0", "b:0"], ["c:0"]]
    assert columns.height == 70.0


def test_a_heading_stays_with_its_box_in_columns() -> None:
    """A heading would be the last of a column, also where it and its box are higher than all else."""
    assert columns_of(text("a", 3), text("h", 1, keep=True), text("b", 3), text("c", 1)) == [["a:0"], ["h:0", "b:0", "c:0"]]
    assert columns_of(text("h", 9, keep=True), text("g", 9, keep=True), text("b", 9), text("c", 9)) == [
        ["h:0", "g:0", "b:0"],
        ["c:0"],
    ]
    assert columns_of(text("a", 3), text("h", 1, keep=True)) == [["a:0"], ["h:0"]]


def test_columns_are_parted_between_their_boxes() -> None:
    """A box would be torn between pages though it fits one, a heading stay behind, or nothing be placed at all."""
    boxes = [text(name, 6) for name in "abcdef"]
    pages = pages_of(text("z", 6), Columns(boxes, 210.0, 2, 10.0))
    assert [[next(iter(b.noted())) for b in page.boxes[-1].box.held()] for page in pages] == [
        ["a:0", "b:0", "c:0", "d:0"],
        ["e:0", "f:0"],
    ]
    pages = pages_of(text("z", 17), Columns(boxes, 210.0, 2, 10.0))
    assert [keys(page)[-1] for page in pages] == ["z:16", "f:5"]
    kept = [text("a", 6), text("h", 2, keep=True), text("b", 8), text("c", 9)]
    pages = pages_of(text("z", 10), Columns(kept, 210.0, 2, 10.0))
    assert [keys(page)[-1] for page in pages] == ["b:7", "c:8"]


def test_a_box_higher_than_the_page_goes_on_in_the_next_column() -> None:
    """It would be said that a line doesn't fit, or the rest of the box would stand before what comes first."""
    columns = Columns([text("a", 50), text("b", 4)], 210.0, 2, 10.0)
    columns.id, columns.running, columns.after = "here", "One", 12.0
    pages = pages_of(columns, text("c", 1))
    assert [key for page in pages for key in keys(page) if key != "#here"] == [
        *(f"a:{i}" for i in range(50)), *(f"b:{i}" for i in range(4)), "c:0",
    ]  # fmt: skip
    assert [len(keys(page)) for page in pages] == [41, 15]
    assert (keys(pages[0])[0], pages[0].running) == ("#here", "One")
    assert FRAME.top - pages[1].boxes[1].y == 120.0


def test_columns_are_drawn_from_left_to_right_at_their_name() -> None:
    """A link would lead nowhere, or columns would stand upon each other."""
    drawn: list[tuple[str, float, float]] = []
    surface = SimpleNamespace(
        destination=lambda id, y: drawn.append((id, 0.0, y)),
        artifact_text=lambda setting, first, last, x, y, *more: drawn.append((setting.anchors[0][0], x, y)),
    )
    columns = Columns([text("a", 3), text("b", 3)], 210.0, 2, 10.0)
    columns.draw(surface, 5.0, 100.0)  # type: ignore[arg-type]
    columns.id = "here"
    columns.draw(surface, 5.0, 100.0)  # type: ignore[arg-type]
    assert drawn == [("a:0", 5.0, 92.0), ("b:0", 115.0, 92.0), ("here", 0.0, 100.0), ("a:0", 5.0, 92.0), ("b:0", 115.0, 92.0)]

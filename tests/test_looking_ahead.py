"""Pages filled by looking ahead: figures float within their section, lists part well, only a few pages are read ahead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_paginate import FRAME, closed, is_in_frame, keys, note_keys, pages_of, text

from dossier.layout.box import Box
from dossier.layout.element import Element
from dossier.layout.outlook import PAGES
from dossier.layout.page import Page, PageMap
from dossier.layout.paginate import paginate
from dossier.layout.stacks import Kept
from dossier.typeset.figure import FigureBox
from dossier.typeset.front import Waiting


def figure(name: str, count: int) -> Box:
    """Make a figure that is so many lines high and may float."""
    return FigureBox([text(name, count)], 100.0, together=True)


def begins(box: Box, section: str) -> Box:
    """Let a section begin with a box."""
    box.running = section
    return box


def row(name: str, count: int, *, first: bool = False) -> Box:
    """Make a row of a list."""
    box = text(name, count, orphans=99, widows=99)
    box.loose = not first
    return box


def where(pages: list[Page]) -> dict[str, int]:
    """The page of the first line of each box."""
    return {key: page.number for page in pages for key in keys(page) if key.endswith(":0")}


@st.composite
def sections(draw: st.DrawFn) -> list[Box]:
    """Sections of paragraphs, kept headings, kept cards, notes and figures, each box named by its place in the text."""
    boxes: list[Box] = []
    for section in range(draw(st.integers(1, 4))):
        boxes.append(begins(text(f"{len(boxes)}h", 1, 17.0, keep=True, before=20.0), f"S{section}"))
        for _ in range(draw(st.integers(1, 10))):
            name, count = str(len(boxes)), draw(st.integers(1, 17))
            kind = draw(st.sampled_from(["text", "text", "figure", "heading", "card", "noted"]))
            if kind == "figure":
                boxes.append(figure(f"{name}f", count))
            elif kind == "heading":
                boxes.append(text(f"{name}h", 1, keep=True, before=12.0))
            elif kind == "card":
                boxes.append(Kept([text(f"{name}c{i}", max(1, count // 3)) for i in range(3)], 100.0, together=True))
            elif kind == "noted":
                boxes.append(text(f"{name}t", count, notes={0: (text(f"{name}n", draw(st.integers(1, 30)), 8.0),)}))
            else:
                boxes.append(text(f"{name}t", count))
        boxes.append(text(f"{len(boxes)}e", 2))
    return boxes


@settings(max_examples=200, deadline=None)
@given(sections())
def test_nothing_is_lost_and_text_keeps_its_order(boxes: list[Box]) -> None:
    """A line would be lost or stand twice where ways were tried, or text would overtake text; only figures may come later."""
    pages = pages_of(*boxes)
    found = [key for page in pages for key in keys(page)]
    assert sorted(found) == sorted(key for box in boxes for key in box.noted())
    assert sorted(key for page in pages for key in note_keys(page)) == sorted(
        key for box in boxes for note in box.notes() for key in note.noted()
    )
    order = [key for box in boxes for key in box.noted() if "f" not in key]
    assert [key for key in found if "f" not in key] == order
    figures = [key for box in boxes for key in box.noted() if "f" in key]
    assert [key for key in found if "f" in key] == figures


@settings(max_examples=200, deadline=None)
@given(sections())
def test_a_figure_stays_in_its_section_and_near_its_place(boxes: list[Box]) -> None:
    """A figure would stand before it is called, pages later, or under the heading of another section."""
    pages = pages_of(*boxes)
    first = where(pages)
    names = [next(iter(box.noted())) for box in boxes]
    for number, name in enumerate(names):
        if "f" not in name:
            continue
        before = first[names[number - 1]] if "f" not in names[number - 1] else 0
        assert before <= first[name]
        following = next((it for it, box in zip(names[number + 1 :], boxes[number + 1 :], strict=True) if box.running), None)
        if following:
            assert first[name] <= first[following]
        after = next(it for it in names[number + 1 :] if "f" not in it)
        assert first[name] <= first[after] + 2


@settings(max_examples=100, deadline=None)
@given(sections())
def test_no_page_is_overfull(boxes: list[Box]) -> None:
    """Text, figures and notes would lie upon each other where a way was tried and taken back."""
    for page in pages_of(*boxes):
        is_in_frame(page)


def test_a_figure_without_room_goes_to_the_next_head_and_text_fills_the_page() -> None:
    """The page would end half empty above the figure."""
    pages = pages_of(text("a", 10), figure("f", 12), text("b", 14), text("c", 8))
    assert [keys(page)[0] for page in pages] == ["a:0", "f:0", "c:4"]
    assert keys(pages[0]) == [*(f"a:{i}" for i in range(10)), *(f"b:{i}" for i in range(10))]
    assert keys(pages[1])[12] == "b:10"


def test_a_figure_does_not_leave_its_section_or_begin_it_without_its_heading() -> None:
    """A figure would stand under the next heading, or its own heading be parted from all that it is about."""
    pages = pages_of(begins(text("a", 12), "A"), figure("f", 12), begins(text("b", 9), "B"))
    assert [[key for key in keys(page) if key.endswith(":0")] for page in pages] == [["a:0"], ["f:0"], ["b:0"]] or (
        where(pages)["f:0"] <= where(pages)["b:0"]
    )
    headed = [text("a", 10), text("h", 1, keep=True), figure("f", 12), text("b", 8), text("c", 9)]
    pages = pages_of(*headed)
    assert keys(pages[0])[-9:] == ["h:0", *(f"b:{i}" for i in range(8))]
    assert keys(pages[1])[0] == "f:0"


def test_a_section_is_complete_after_a_figure_that_was_put_off() -> None:
    """What is written takes all below it along: a figure would be lost from the structure, or written twice."""
    outer = Element("Sect")
    inner = Element("Figure", outer)
    done, done_inside = Box(100.0, 0.0), Box(100.0, 0.0)
    done.closes, done_inside.closes = (outer,), (inner,)
    boxes = [text("a", 10), figure("f", 12), done_inside, text("b", 10), done, begins(text("c", 20), "C")]
    assert closed(pages_of(*boxes))[:2] == [[], ["Figure", "Sect"]]


def test_the_last_row_of_a_list_does_not_go_on_alone() -> None:
    """A list of low rows would end with one row at the head of a page; a page may end a little earlier instead."""
    rows = [row(f"r{i}", 2, first=i == 0) for i in range(10)]
    pages = pages_of(text("a", 2), *rows)
    assert [key for key in keys(pages[1]) if key.endswith(":0")] == ["r8:0", "r9:0"]


def test_a_page_that_is_full_is_not_searched_for_a_better_end() -> None:
    """Prose that fills its pages would be parted earlier than it must be."""
    pages = pages_of(*(text(f"t{i}", 7) for i in range(40)))
    assert {len(keys(page)) for page in pages[:-1]} <= {19, 20}


def test_a_card_is_parted_only_where_the_page_would_be_far_too_empty() -> None:
    """Cards would be torn at every foot, or leave half a page empty."""

    def card(name: str, count: int) -> Box:
        return Kept([text(f"{name}{i}", 1, keep=i == 0) for i in range(count)], 100.0, together=True)

    pages = pages_of(text("a", 19), card("c", 8), text("b", 30))
    assert keys(pages[0])[-1] == "a:18"
    pages = pages_of(text("a", 10), card("c", 16), text("b", 30))
    assert keys(pages[0])[-1] == "c9:0"


def test_no_more_is_read_than_a_few_pages_ahead() -> None:
    """A brief of ten thousand pages would be held in memory whole before its first page is given away."""
    made, most = 0, 0

    def boxes() -> Iterator[Box]:
        nonlocal made
        for number in range(600):
            made += 1
            yield figure(f"f{number}", 9) if number % 5 == 3 else text(f"t{number}", 8)

    placed = 0
    for page in paginate(boxes(), FRAME, PageMap()):
        most = max(most, made - placed)
        placed += len([key for key in keys(page) if key.endswith(":0")])
    assert placed == 600
    assert most <= (PAGES + 4) * 20 / 8


@pytest.mark.parametrize("lines", [5, 18, 30])
def test_what_knows_pages_is_made_when_all_before_it_is_placed(lines: int) -> None:
    """A list of sources would say too few pages, or the page of a figure that was put off after it was counted."""
    pages = PageMap()
    seen: list[list[int]] = []

    def boxes() -> Iterator[Box]:
        yield begins(text("a", lines), "A")
        yield figure("f", 12)
        yield text("b", 4)
        yield Waiting()
        seen.append([page for key in ("a:0", "f:0", "b:0", "b:3") for page in pages.pages(key)])
        yield begins(text("c", 3), "C")

    found = {key: page.number for page in paginate(boxes(), FRAME, pages) for key in keys(page)}
    assert seen == [[found["a:0"], found["f:0"], found["b:0"], found["b:3"]]]

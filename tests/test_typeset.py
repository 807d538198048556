"""Blocks -> boxes -> pages with the real faces: nothing lost, widths shared, heads repeated, late numbers true."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dossier.blocks import (
    Beside,
    Blocks,
    Card,
    Cards,
    Column,
    Contents,
    Definitions,
    Entry,
    Figure,
    Galley,
    Heading,
    Items,
    Late,
    Paragraph,
    Quotation,
    Run,
    Section,
    Strip,
    Table,
    text,
)
from dossier.figures.kit.snug import snug
from dossier.layout.box import Box, Lines
from dossier.layout.columns import Columns
from dossier.layout.element import Element
from dossier.layout.paginate import Frame, Page, PageMap, paginate
from dossier.layout.stacks import Cell, Row, Stack
from dossier.saying.citing import ranges
from dossier.styling.library import open_style
from dossier.styling.style import Style
from dossier.text.faces import FontBook
from dossier.typeset.front import flow
from dossier.typeset.setter import Measure, Setter
from dossier.typeset.setting import KINDS
from dossier.typeset.table import TableBox, column_widths, share

WORDS = "The report describes not one war but three fought apart and nothing in the sources says that they are coordinated "


def style_named(name: str = "briefing", *settings: str) -> Style:
    """A shipped style, with settings over it."""
    style = open_style((name,), settings).style
    assert style is not None
    return style


def galley_of(front: Blocks = (), sections: tuple[Section, ...] = ()) -> Galley:
    """A galley of these blocks."""
    return Galley(
        "A title", "en-GB", "TLP:CLEAR", "", front, sections, "foot", {"continued": "continued", "not-drawn": "Not drawn: "}
    )


def setter_of(galley: Galley, style: Style | None = None) -> Setter:
    """A setter for a galley."""
    return Setter(galley, style or style_named(), FontBook(), PageMap(), KINDS)


def lines_of(box: Box) -> Iterator[Lines]:
    """Every box of lines within a box, in order."""
    if isinstance(box, Lines):
        yield box
    for child in (
        box.children if isinstance(box, (Stack, Columns)) else [cell.box for cell in box.cells] if isinstance(box, Row) else []
    ):
        yield from lines_of(child)


def words_of(box: Box) -> str:
    """The words of all pieces that a box shows, artifacts apart."""
    return " ".join(p.text for lines in lines_of(box) if lines.element for p in lines.setting.pieces)


def pages_of(galley: Galley, style: Style | None = None) -> tuple[list[Page], Setter]:
    """Fill pages with a galley."""
    setter = setter_of(galley, style)
    page = setter.page
    frame = Frame(page.left, page.height - page.top, page.bottom, page.grid)
    return list(paginate(flow(setter, Element("Document")), frame, setter.pages)), setter


def set_one(block: object, width: float = 0.0) -> list[Box]:
    """Set one block, in the page's columns or in a width."""
    setter = setter_of(galley_of())
    return setter.set((block,), Measure(width, width) if width else setter.measure, Element("Document"))  # type: ignore[arg-type]


EVERY_KIND: Blocks = (
    Heading(3, text("heading"), "h"),
    Paragraph(text("paragraph")),
    Items(((Paragraph(text("first")),), (Paragraph(text("second")),)), "number"),
    Definitions(((text("label"), (Paragraph(text("meaning")),)),)),
    Quotation(text("quoted")),
    Entry(
        "12",
        (Paragraph(text("statement"), "entry"), Paragraph(text("said by"), "entry.note")),
        side=(Paragraph(text("B3"), "side"),),
    ),
    Card(
        Heading(4, text("card"), "c", listed=False),
        (Definitions(((text("known"), (Paragraph(text("little")),)),), "card"),),
        number="7",
    ),
    Cards((Card(Heading(4, text("left"), "l"), ()), Card(Heading(4, text("right"), "r"), (Paragraph(text("below")),)))),
    Table((Column(text("head a")), Column(text("head b"))), ((text("cell a"), (Paragraph(text("cell b")),)),), text("caption")),
    Strip((("19", text("claims")),)),
    Beside((Paragraph(text("main")),), (Paragraph(text("aside"), "side"),)),
)


EVERY_WORD = """heading paragraph first second label meaning quoted 12 statement said by B3 card known little 7 left right
below head a head b cell a cell b caption 19 claims main aside"""


@pytest.mark.parametrize("name", ["briefing", "plain"])
def test_no_word_of_any_kind_of_block_is_lost(name: str) -> None:
    """Each kind of block shows all its words, with a side column and without."""
    setter = setter_of(galley_of(), style_named(name))
    shown = " ".join(words_of(box) for box in setter.set(EVERY_KIND, setter.measure, Element("Document")))
    for word in EVERY_WORD.split():
        assert word in shown.split()


def test_boxes_are_as_wide_as_their_measure() -> None:
    """No line of any block is wider than what it was given."""
    for box in set_one(Paragraph(text(WORDS * 9)), 200.0):
        assert all(width <= lines.width + 0.05 for lines in lines_of(box) for width in lines.setting.widths)


def test_a_paragraph_that_keeps_together_isnt_parted() -> None:
    """Where the style keeps a paragraph together it goes overleaf whole, and is parted only where no page holds it."""
    galley = galley_of((Paragraph(text(WORDS * 9)), Paragraph(text("Kept " + WORDS * 9)), Paragraph(text("Long " + WORDS * 60))))

    def parted(keeps: str) -> list[str]:
        pages = pages_of(galley, style_named("plain", f"body.keep-together={keeps}", "page.paper=a5"))[0]
        parts = [words_of(placed.box)[:4] for page in pages for placed in page.boxes]
        return [word for word in ("Kept", "Long") if parts.count(word) > 1]

    assert parted("no") == ["Kept", "Long"]
    assert parted("yes") == ["Long"]


def test_no_sheet_moves_the_words_of_a_figure() -> None:
    """Where words stand on a map or a chart is reckoned: a style that centres prose doesn't move them off their places."""
    usual, *others = (
        snug(setter_of(galley_of(), style_named("briefing", f"text.align={align}")), text("Port Said"), "map.place", 200.0)
        for align in ("left", "right", "center")
    )
    assert [lines.setting.lines for lines in others] == [usual.setting.lines] * 2
    moved = setter_of(galley_of()).lines(text("Port Said"), "map.place", 200.0, None, align="right")
    assert isinstance(moved, Lines)
    assert moved.setting.lines != usual.setting.lines


def test_a_side_item_stands_level_with_its_line() -> None:
    """The first baseline in the side column is that of the text."""
    (row,) = set_one(Entry("1", (Paragraph(text("statement"), "entry"),), side=(Paragraph(text("B3"), "side"),)))
    assert isinstance(row, Row)
    baselines = [shift + cell.box.baseline for shift, cell in zip(row.shifts, row.cells, strict=True)]
    assert max(baselines) - min(baselines) < 0.01


def test_entries_in_a_row_are_one_list() -> None:
    """Entries that follow each other stand in one L of the structure, those after a heading in another."""
    setter = setter_of(galley_of())
    parent = Element("Sect")
    entry = Entry("1", (Paragraph(text("statement"), "entry"),))
    setter.set((entry, entry, Heading(3, text("next"), "n"), entry), setter.measure, parent)
    assert [(kid.role, len(kid.kids)) for kid in parent.kids] == [("L", 2), ("H1", 0), ("L", 1)]


def test_heading_levels_are_never_skipped() -> None:
    """From level 2 to level 4 the structure goes down one step."""
    setter = setter_of(galley_of())
    parent = Element("Sect")
    blocks = tuple(Heading(level, text("x"), f"h{i}") for i, level in enumerate((1, 2, 4, 4, 2, 3)))
    setter.set(blocks, setter.measure, parent)
    assert [kid.role for kid in parent.kids] == ["H1", "H2", "H3", "H4", "H2", "H3"]


# Tables ----------------------------------------------------------------------------------------------------------------
def table(rows: int, columns: int = 3, cell: str = "some words in a cell") -> Table:
    """A table of equal rows."""
    heads = tuple(Column(text(f"Head {i}"), header=i == 0) for i in range(columns))
    return Table(heads, tuple(tuple(text(f"{cell} {r}.{c}") for c in range(columns)) for r in range(rows)), text("A caption"))


def test_columns_get_what_they_want_where_there_is_room() -> None:
    """Short cells stay on one line, and the widths fill the measure."""
    setter = setter_of(galley_of())
    widths = column_widths(setter, table(3), 400.0, 10.0)
    assert widths is not None
    assert sum(widths) + 20.0 == pytest.approx(400.0)
    assert min(widths) > setter.natural(text("some words in a cell 0.0"), "table.cell")[1]


def test_a_long_column_does_not_starve_the_others() -> None:
    """Widths lie between least and want, and add up."""
    widths = share([30.0, 30.0, 40.0], [35.0, 5000.0, 200.0], [1.0, 1.0, 1.0], 300.0)
    assert sum(widths) == pytest.approx(300.0)
    assert widths[0] == pytest.approx(35.0)
    assert widths[2] > 60.0


def test_a_table_without_room_for_its_columns_becomes_records() -> None:
    """Forty columns can't stand side by side: each row is a list of head and cell, and no word is lost."""
    boxes = set_one(table(2, 40))
    assert not any(isinstance(box, TableBox) for box in boxes)
    shown = " ".join(words_of(box) for box in boxes)
    assert "Head 39" in shown
    assert "1.39" in shown


def test_the_head_comes_again_on_each_page_as_an_artifact() -> None:
    """Below the first page the head is repeated, marked 'continued', and without structure."""
    section = Section("s", "Section", (table(200),))
    pages, _ = pages_of(galley_of((), (section,)))
    assert len(pages) > 3
    for page in pages[1:]:
        box = page.boxes[0].box
        assert isinstance(box, Stack)
        again = list(lines_of(box.children[0]))
        assert all(lines.element is None for lines in again)
        assert again[0].setting.pieces[0].text == "A caption (continued)"
    rows = [p.text for page in pages for b in page.boxes for line in lines_of(b.box) if line.element for p in line.setting.pieces]
    assert [f"some words in a cell {r}.0" in rows for r in range(200)] == [True] * 200


def test_a_row_taller_than_a_third_of_the_page_is_split() -> None:
    """A row of ten thousand words goes on over pages, and none of its lines is lost."""
    tall = Table((Column(text("a")), Column(text("b"))), ((text("short"), text(WORDS * 300)),))
    pages, _ = pages_of(galley_of((), (Section("s", "S", (tall,)),)))
    assert len(pages) > 2
    long = [
        line for page in pages for b in page.boxes for line in lines_of(b.box) if line.element and len(line.setting.lines) > 9
    ]
    assert sorted((line.first, line.last) for line in long)[-1][1] == len(long[0].setting.lines)
    assert sum(line.last - line.first for line in long) == len(long[0].setting.lines)


# Late text -------------------------------------------------------------------------------------------------------------
def test_contents_and_back_pages_name_the_true_pages() -> None:
    """A section's page is where its heading is placed; a source's pages are those on which it is cited, later ones too."""
    cited = Paragraph((Run(WORDS * 30), Run("[1]", "cite", keys=("source:x",))))
    late = Run("", late=Late("pages", "source:x"))
    sections = (
        Section("a", "A", (Heading(2, text("A"), "a"), *(cited,) * 4)),
        Section("b", "B", (Heading(2, text("B"), "b"), Paragraph(text(WORDS * 90)))),
        Section("z", "Z", (Heading(2, text("Z"), "z"), Paragraph((Run("Pages "), late))), back=True),
        Section("g", "G", (Heading(2, text("G"), "g"), Paragraph(text(WORDS * 160)), cited), back=True),
    )
    pages, setter = pages_of(galley_of((Contents(),), sections))
    true = [
        page.number
        for page in pages
        for placed in page.boxes
        for lines in lines_of(placed.box)
        for at, keys in lines.setting.anchors.items()
        if "source:x" in keys and lines.first <= at < lines.last
    ]
    assert setter.words_of(Late("pages", "source:x")) == ranges(sorted(set(true)))
    assert true[-1] > setter.pages.page("z")  # type: ignore[operator]
    by_id = {placed.box.id: page.number for page in pages for placed in page.boxes if placed.box.id}
    assert {s.id: setter.words_of(Late("page", s.id)) for s in sections} == {s.id: str(by_id[s.id]) for s in sections}


@pytest.mark.parametrize(
    "pages, words",
    [((), ""), ((3,), "3"), ((2, 3), "2, 3"), ((2, 3, 4), "2–4"), ((1, 2, 5, 6, 7, 9), "1, 2, 5–7, 9")],
)
def test_lists_of_pages(pages: tuple[int, ...], words: str) -> None:
    """Three or more that follow each other are a range."""
    assert ranges(pages) == words


def test_the_running_head_names_the_section_at_the_top() -> None:
    """A page says the section that it begins with; the first page, which has the masthead, none."""
    sections = tuple(Section(s, s, (Heading(2, text(s), s), Paragraph(text(WORDS * 60)))) for s in "abc")
    pages, _ = pages_of(galley_of((Heading(1, text("Title"), "t"),), sections))
    assert pages[0].running == ""
    for page in pages[1:]:
        first = page.boxes[0].box
        assert page.running == (first.running or page.running)
    assert [page.running for page in pages[1:]] == sorted(page.running for page in pages[1:])


def test_structure_elements_are_closed_once_and_after_their_text() -> None:
    """Each block's element is complete on the page where its last line stands."""
    sections = (Section("a", "A", (Heading(2, text("A"), "a"), *(Paragraph(text(WORDS * 40)),) * 5)),)
    pages, _ = pages_of(galley_of((), sections))
    closed = [element for page in pages for element in page.closes]
    assert len(closed) == len(set(map(id, closed)))
    last = {id(lines.element): page.number for page in pages for b in page.boxes for lines in lines_of(b.box)}
    done = {id(element): page.number for page in pages for element in page.closes}
    assert all(done[key] >= number for key, number in last.items() if key in done)


def test_headings_of_two_lines_are_balanced() -> None:
    """A title that needs two lines doesn't leave a single word on the second."""
    (box,) = set_one(Heading(1, text("Islamic State figures reported leaving the city of Raqqa"), "t"), 400.0)
    (lines,) = lines_of(box)
    short, long = sorted(lines.setting.widths)
    assert len(lines.setting.lines) == 2
    assert short > 0.6 * long


def test_a_cell_is_set_with_the_widths_it_was_given() -> None:
    """Cells of a row stand one after the other with the gap of the style between them."""
    boxes = set_one(table(1))
    (holder,) = [box for box in boxes if isinstance(box, TableBox)]
    row = holder.children[1]
    assert isinstance(row, Row)
    xs = [cell.x for cell in row.cells]
    assert xs == sorted(xs)
    assert isinstance(row.cells[0], Cell)


def test_a_figure_that_no_page_holds_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its alternative text stands in its place, under its caption, and goes on over pages like any text."""
    monkeypatch.setattr("dossier.typeset.figure.drawer", lambda kind: lambda *given: (5000.0, None))
    figure = Figure("map", None, WORDS * 120, text("Figure 1."), id="f")
    pages, _ = pages_of(galley_of((), (Section("s", "S", (figure,)),)))
    assert len(pages) > 1
    shown = "".join(p.text for page in pages[:1] for b in page.boxes for line in lines_of(b.box) for p in line.setting.pieces)
    assert WORDS * 120 in shown
    assert "Figure 1." in shown

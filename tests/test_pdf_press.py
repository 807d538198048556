"""Tagged pages: what belongs to what, what is an artifact, what comes late, where links and bookmarks lead."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from gate import Gate
from pressroom import BOLD, SANS, SERIF, Pressroom
from witness import differences, links, outline, stream_text

from dossier.blocks import Late
from dossier.layout.element import Element
from dossier.pdf import Canvas
from dossier.text.faces import TextStyle
from dossier.text.textlines import LateLine, Piece
from dossier.units import Color

WORDS = "A paragraph of plain words that takes a few lines of this measure, no more, so that it can be parted. "


def _open(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def _codes(pdf: pikepdf.Pdf, page: int = 0) -> list[bytes]:
    """Return the content streams of a page."""
    return [part.read_bytes() for part in pdf.pages[page].Contents]


def _elements(element: Any) -> list[Any]:
    """Return the structure elements below one, in order."""
    kids = element.get("/K", pikepdf.Array())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    out = []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            out += [kid, *_elements(kid)]
    return out


def test_a_document_of_all_kinds_is_valid(valid_pdf: Gate, tmp_path: Path) -> None:
    """Sections, tables, lists, notes, figures, links, late text and furniture pass every checker; all witnesses agree."""
    room = Pressroom(author="The Office", subject="Nothing & <all>", keywords="one, two")
    canvas = room.page()
    section = Element("Sect", room.root)
    heading = Element("H1", section)
    canvas.destination("top", 370)
    canvas.bookmark(1, "Überschrift", "top")
    room.put(canvas, heading, "Überschrift", style=BOLD, y=360)
    paragraph = Element("P", section)
    link = Element("Link", paragraph, inline=True, link="https://example.org/ü", title="An example")
    page = Element("Link", paragraph, inline=True, link="#top", title="The heading")
    late = Late("page", "top", "000")
    pieces = (
        Piece("See the ", SERIF),
        Piece("example", SERIF, element=1),
        Piece(", page ", SERIF),
        Piece("000", SERIF, element=2, late=late),
        Piece(".", SERIF),
    )
    room.put(canvas, paragraph, *pieces, y=330, inline=(link, page))
    table = Element("Table", section)
    row = Element("TR", Element("TBody", table))
    room.put(canvas, Element("TH", row, attributes="/O/Table/Scope/Row"), "Place", y=300)
    Element("TD", row)
    canvas.rule(50, 290, 250, 290, 0.5, Color("cmyk", (1.0, 0.0, 0.0, 0.0)))
    item = Element("LI", Element("L", section, attributes="/O/List/ListNumbering/Disc"))
    room.put(canvas, Element("Lbl", item), "•", y=280)
    room.put(canvas, Element("LBody", item), "An item", y=280)
    with canvas.figure(Element("Figure", section, alt="A bar"), (50, 200, 90, 240)):
        canvas.box(50, 200, 40, 40, fill=Color("gray", (0.0,)))
    room.put(canvas, Element("Note", section), "A note without an id.", y=190)
    spoken = Element("P", section, lang="ar")
    said = Element("Span", spoken, inline=True, actual="قال المتحدث")
    room.put(canvas, spoken, Piece("قال المتحدث", SERIF, element=1), y=170, direction="rtl", inline=(said,))
    room.press.close(section)

    def furniture(canvas: Canvas, page: int, pages: int) -> None:
        canvas.artifact_text(room.set(f"{page} of {pages}"), 0, 1, 50, 20, 10, "Footer")

    path = tmp_path / "all.pdf"
    path.write_bytes(room.finish(furniture, lambda late: "1"))
    valid_pdf(path)
    assert differences(path) == []
    reading = stream_text(path)
    assert [(block.role, block.text.strip()) for block in reading.blocks][:2] == [
        ("H1", "Überschrift"),
        ("P", "See the example, page 1."),
    ]
    assert reading.furniture == ["1 of 1"]
    assert [link.target for link in links(path)] == ["https://example.org/%C3%BC", 1]
    assert outline(path) == [(1, "Überschrift", 1)]


def test_the_same_calls_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the clock nor SOURCE_DATE_EPOCH gets into a file whose moment was given."""

    def make() -> bytes:
        room = Pressroom()
        canvas = room.page()
        room.heading(canvas)
        with canvas.artifact():
            canvas.rule(0, 0, 9, 9, 0.5)
        return room.finish()

    first = make()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    monkeypatch.setattr("time.time", lambda: 5.0)
    assert make() == first
    assert os.environ["SOURCE_DATE_EPOCH"] == "soon"


def test_one_mark_holds_lines_of_one_element() -> None:
    """A plain paragraph of several lines is one marked content, and one of three stretches is three."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    plain, mixed = Element("P", room.root), Element("P", room.root)
    assert len(room.put(canvas, plain, WORDS * 2, y=300).lines) > 2
    strong = Element("Span", mixed, inline=True)
    style = TextStyle("Source Serif 4", 700, size=10)
    room.put(
        canvas,
        mixed,
        Piece(WORDS, SERIF),
        Piece("strong words", style, element=1),
        Piece(" and " + WORDS, SERIF),
        y=200,
        inline=(strong,),
    )
    with _open(room.finish()) as pdf:
        roles = [element.S for element in _elements(pdf.Root.StructTreeRoot.K)]
        assert roles == ["/H1", "/P", "/P", "/Span"]
        elements = _elements(pdf.Root.StructTreeRoot.K)
        assert elements[1].K == 1
        assert [kid if isinstance(kid, int) else kid.S for kid in elements[2].K] == [2, "/Span", 4]
        code = _codes(pdf)[0]
        assert code.count(b"BDC") == code.count(b"EMC") == 5
        assert code.count(b"BT\n") == code.count(b"ET") == 3


def test_marks_lead_to_their_elements_and_back() -> None:
    """Each MCID of a page is listed in the parent tree under the element among whose kids it stands."""
    room = Pressroom()
    for number in range(3):
        canvas = room.page()
        for place in range(20):
            room.put(canvas, Element("H1" if place == number == 0 else "P", room.root), f"Words {place}", y=380 - 15 * place)
        if number < 2:
            room.press.end_page()
    with _open(room.finish()) as pdf:
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            owners = tree[int(page.obj.StructParents)]
            assert len(owners) == 20
            for mcid, owner in enumerate(owners):
                assert owner.Pg.objgen == page.obj.objgen
                assert int(owner.K) == mcid


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    """The lines on the second page hang on the same element, by a reference that names the page."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    element = Element("P", room.root)
    setting = room.set(WORDS * 2)
    half = len(setting.lines) // 2
    canvas.text(setting, 0, half, 50, 100, 12, element)
    room.press.end_page()
    canvas = room.page(400, 300)
    canvas.text(setting, half, len(setting.lines), 50, 250, 12, element)
    with _open(room.finish()) as pdf:
        paragraph = _elements(pdf.Root.StructTreeRoot.K)[1]
        assert paragraph.Pg.objgen == pdf.pages[0].obj.objgen
        assert paragraph.K[0] == 1
        assert (paragraph.K[1].Type, paragraph.K[1].MCID) == ("/MCR", 0)
        assert paragraph.K[1].Pg.objgen == pdf.pages[1].obj.objgen
        assert [[int(edge) for edge in page.mediabox] for page in pdf.pages] == [[0, 0, 300, 400], [0, 0, 400, 300]]


def test_a_closed_element_takes_nothing_more() -> None:
    """Text of an element that was written is a bug that is told, and so is closing it twice."""
    room = Pressroom()
    canvas = room.page()
    heading = room.heading(canvas)
    room.press.close(heading)
    with pytest.raises(AssertionError, match="came after its structure element was closed"):
        room.put(canvas, heading, "More")
    with pytest.raises(AssertionError, match="H1 closed twice"):
        room.press.close(heading)


def test_closing_keeps_no_elements() -> None:
    """What hangs below a closed element is forgotten, and its parent keeps a number."""
    room = Pressroom()
    canvas = room.page()
    section = Element("Sect", room.root)
    heading = Element("H1", section)
    room.put(canvas, heading, "Words")
    room.press.close(section)
    assert room.root.kids == [section.number]
    assert not section.kids
    assert not heading.kids


def test_elements_without_content_are_left_out() -> None:
    """A paragraph that says nothing is no paragraph; an empty cell is a cell."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    Element("P", Element("Sect", room.root))
    row = Element("TR", Element("Table", room.root))
    Element("TD", row)
    Element("P", Element("TD", row))
    with _open(room.finish()) as pdf:
        assert [element.S for element in _elements(pdf.Root.StructTreeRoot.K)] == ["/H1", "/Table", "/TR", "/TD", "/TD"]


def test_unclaimed_text_is_an_error() -> None:
    """Text without an element is told with its page."""
    room = Pressroom()
    canvas = room.page()
    with pytest.raises(AssertionError, match=r"page 1: text that belongs to no structure element: .*TJ"):
        canvas.text(room.set("Lost"), 0, 1, 50, 50, 12, None)  # type: ignore[arg-type]


def test_a_figure_is_one_mark_with_a_box(tmp_path: Path) -> None:
    """Ink and text of a figure are one marked content of its element, which says what it takes up."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    figure = Element("Figure", room.root, alt="Bars")
    with canvas.figure(figure, (10, 10, 100, 100)):
        canvas.box(10, 10, 20, 20, fill=Color("rgb", (1.0, 0.0, 0.0)))
        room.put(canvas, figure, "label", y=50, style=SANS)
        canvas.rule(10, 5, 100, 5, 1)
    room.put(canvas, Element("P", room.root), "after")
    path = tmp_path / "figure.pdf"
    path.write_bytes(room.finish())
    assert [block.text.strip() for block in stream_text(path).blocks if block.role == "Figure"] == ["label"]
    with pikepdf.open(path) as pdf:
        code = _codes(pdf)[0]
        inside = code[code.index(b"/Figure<<") : code.index(b"/P<<")]
        assert inside.count(b"BDC") == inside.count(b"EMC") == 1
        element = _elements(pdf.Root.StructTreeRoot.K)[1]
        assert [int(edge) for edge in element.A.BBox] == [10, 10, 100, 100]


def test_decoration_and_furniture_are_artifacts(tmp_path: Path) -> None:
    """Rules and areas are Layout on the page and Pagination in the furniture; neighbours share a mark."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    canvas.rule(0, 10, 100, 10, 0.5)
    canvas.rule(0, 20, 100, 20, 0.5, Color("gray", (0.5,)))
    canvas.box(0, 30, 100, 10, Color("rgb", (1.0, 0.0, 0.0)), Color("gray", (0.0,)), 1)
    canvas.box(0, 30, 100, 10)
    canvas.artifact_text(room.set("continued"), 0, 1, 50, 50, 12, "Layout")

    def furniture(canvas: Canvas, page: int, pages: int) -> None:
        canvas.artifact_text(room.set("head"), 0, 1, 50, 380, 12, "Header")
        canvas.rule(0, 375, 300, 375, 0.5)

    path = tmp_path / "artifacts.pdf"
    path.write_bytes(room.finish(furniture))
    with pikepdf.open(path) as pdf:
        body, last = _codes(pdf)
    assert body.count(b"/Artifact<</Type/Layout>>BDC") == 1
    assert body.count(b" re ") == 1
    assert b"0 10 m 100 10 l S\n.5 G\n0 20 m" in body
    assert b"1 0 0 rg\n0 G\n1 w\n0 30 100 10 re B" in body
    assert last.startswith(b"/Artifact<</Type/Pagination/Subtype/Header>>BDC\n")
    assert b"/Artifact<</Type/Pagination>>BDC\n0 G\n0.5 w\n" in last
    assert stream_text(path).loose == [""]


def test_late_text_keeps_its_place_in_the_order(tmp_path: Path) -> None:
    """A line whose words come last is read between its neighbours, and its link lies over the true words."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    paragraph = Element("P", room.root)
    link = Element("Link", paragraph, inline=True, link="#end", title="The end")
    late = Late("page", "end", "0000")
    pieces = (Piece(WORDS + "See page ", SERIF), Piece("0000", SERIF, element=1, late=late), Piece(" for more. " + WORDS, SERIF))
    setting = room.put(canvas, paragraph, *pieces, y=300, inline=(link,), align="justify")
    assert sum(isinstance(line, LateLine) for line in setting.lines) == 1
    canvas.destination("end", 100)
    room.press.close(paragraph)
    path = tmp_path / "late.pdf"
    path.write_bytes(room.finish(late=lambda late: "7"))
    text = " ".join(stream_text(path).blocks[1].text.split())
    assert text == f"{WORDS}See page 7 for more. {WORDS}".strip()
    assert differences(path) == []
    (found,) = links(path)
    assert 3 < found.box[2] - found.box[0] < 9


def test_late_text_in_artifacts_and_furniture(tmp_path: Path) -> None:
    """Late text outside the structure has its words too."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    setting = room.set(Piece("page ", SERIF), Piece("00", SERIF, late=Late("page", "x")))
    canvas.artifact_text(setting, 0, 1, 50, 50, 12, "Layout")

    def furniture(canvas: Canvas, page: int, pages: int) -> None:
        canvas.artifact_text(setting, 0, 1, 50, 380, 12, "Header")

    path = tmp_path / "late.pdf"
    path.write_bytes(room.finish(furniture, lambda late: "12"))
    assert "".join(stream_text(path).furniture[0].split()) == "page12page12"


def test_a_link_over_two_lines_has_an_area_on_each() -> None:
    """Each line of a link has its annotation, all of them after the words, in the one element."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    paragraph = Element("P", room.root)
    link = Element("Link", paragraph, inline=True, link="https://example.org/", title="An example")
    inner = Element("Span", link, inline=True)
    style = TextStyle("Source Serif 4", 400, True, size=10)
    pieces = (
        Piece("Before the ", SERIF),
        Piece("many linked words of this address ", SERIF, element=1),
        Piece("and more", style, element=2),
    )
    setting = room.put(canvas, paragraph, *pieces, Piece(" end", SERIF), inline=(link, inner), measure=100)
    with _open(room.finish()) as pdf:
        element = next(e for e in _elements(pdf.Root.StructTreeRoot.K) if e.S == "/Link")
        kinds = [kid.get("/Type", "/Mark") if isinstance(kid, pikepdf.Dictionary) else "/Mark" for kid in element.K]
        areas = kinds.count("/OBJR")
        linked = [line for line in setting.lines if any(part.element for part in getattr(line, "segments", ()))]
        assert areas == len(linked) > 1
        assert kinds[-areas:] == ["/OBJR"] * areas
        notes = pdf.pages[0].Annots
        assert len(notes) == areas
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for note in notes:
            assert (note.F, note.Contents, note.A.URI) == (4, "An example", "https://example.org/")
            assert tree[int(note.StructParent)].objgen == element.objgen
            left, bottom, right, top = (float(edge) for edge in note.Rect)
            assert 50 <= left < right <= 153
            assert bottom < top


def test_a_link_to_nowhere_is_an_error() -> None:
    """Links and bookmarks must lead to a place that has a name; who leads astray is told."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    paragraph = Element("P", room.root)
    room.put(
        canvas,
        paragraph,
        Piece("word", SERIF, element=1),
        inline=(Element("Link", paragraph, inline=True, link="#no", title="Lost"),),
    )
    canvas.bookmark(1, "Astray", "nor")
    with pytest.raises(AssertionError, match="the link 'Lost' leads to 'no'; the bookmark 'Astray' leads to 'nor'"):
        room.finish()


def test_bookmarks_nest(tmp_path: Path) -> None:
    """Levels nest, a level left out is taken as there, and titles keep their letters."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    canvas.destination("a (b)", 300)
    marks = [(1, "Eins"), (2, "Zwei (a)"), (3, "Drei"), (2, "Їжак"), (1, "Fünf"), (3, "Sechs")]
    for level, title in marks:
        canvas.bookmark(level, title, "a (b)")
    path = tmp_path / "outline.pdf"
    path.write_bytes(room.finish())
    assert outline(path) == [(1, "Eins", 1), (2, "Zwei (a)", 1), (3, "Drei", 1), (2, "Їжак", 1), (1, "Fünf", 1), (2, "Sechs", 1)]
    with pikepdf.open(path) as pdf:
        first = pdf.Root.Outlines.First
        assert (pdf.Root.Outlines.Count, first.Count, first.First.Count) == (5, 2, -1)


def test_ids_of_elements_stand_in_a_tree() -> None:
    """A note has an id whether it was given one or not, and no two may share one."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    named = Element("Note", room.root)
    named.id = "n-1"
    room.put(canvas, named, "one")
    room.put(canvas, Element("Note", room.root), "two", y=200)
    with _open(room.finish()) as pdf:
        ids = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
        notes = _elements(pdf.Root.StructTreeRoot.K)[1:]
        assert [ids[str(note.ID)].objgen for note in notes] == [note.objgen for note in notes]
        assert notes[0].ID == "n-1"
    room = Pressroom()
    canvas = room.page()
    for _ in range(2):
        note = Element("Note", room.root)
        note.id = "n-1"
        room.put(canvas, note, "one")
    with pytest.raises(AssertionError, match="two structure elements are called"):
        room.finish()


def test_attributes_of_elements_are_written() -> None:
    """Language, alternative and actual text, and attributes come out as given."""
    room = Pressroom()
    canvas = room.page()
    room.heading(canvas)
    element = Element("Span", room.root, lang="ar", alt="Ä", actual="b", attributes="/O/Layout/Placement/Inline")
    room.put(canvas, element, "words")
    with _open(room.finish()) as pdf:
        span = _elements(pdf.Root.StructTreeRoot.K)[1]
        assert (span.Lang, span.Alt, span.ActualText, span.A.Placement) == ("ar", "Ä", "b", "/Inline")

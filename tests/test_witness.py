"""The witnesses tell right files from wrong ones."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import hypothesis.strategies as st
import pikepdf
import pytest
from content import UNKNOWN
from geometry import misplaced, page_words
from handmade import Maker, Part, Segment, to_unicode
from hypothesis import given
from pikepdf import Array, Dictionary, Name, String
from witness import Block, comparable, destinations, differences, links, outline, page_texts, stream_text

pytestmark = pytest.mark.ungated

HEADING = Part("H1", [Segment(0, ["The ring around the city"])])
PARAGRAPH = Part("P", [Segment(0, ["Cutting off the city is nearly ", "complete. "]), Segment(1, ["One road is left."])])


def _two_pages(tmp_path: Path, cmap: bytes | None = None) -> Path:
    maker = Maker(2, cmap)
    maker.add(HEADING)
    maker.add(PARAGRAPH)
    return maker.save(tmp_path / "made.pdf")


def test_blocks_come_in_structure_order_with_their_pages(tmp_path: Path) -> None:
    """A block that goes over the page's end is one block, and furniture stands apart."""
    reading = stream_text(_two_pages(tmp_path))
    assert [(block.role, block.pages, block.text) for block in reading.blocks] == [
        ("H1", [1], "The ring around the city"),
        ("P", [1, 2], "Cutting off the city is nearly complete. One road is left."),
    ]
    assert (reading.furniture, reading.loose) == (["page 1", "page 2"], ["", ""])


def test_a_right_file_has_no_differences(tmp_path: Path) -> None:
    """The three witnesses agree on a file that is right."""
    assert differences(_two_pages(tmp_path)) == []


def test_inline_elements_belong_to_their_block(tmp_path: Path) -> None:
    """Spans and links are joined to the words around them, and a link's annotation adds nothing."""
    maker = Maker(1)
    maker.add(Part("P", [Segment(0, ["Seen by "]), Segment(0, ["one witness "], "Span"), Segment(0, ["[1]"], "Link")]))
    link = maker.marks[0][2]
    note = maker.pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([72, 600, 90, 612]),
            A=Dictionary(S=Name.URI, URI=String("https://x.example")),
        )
    )
    maker.pdf.pages[0].Annots = Array([note])
    link.K.append(Dictionary(Type=Name.OBJR, Obj=note, Pg=maker.pdf.pages[0].obj))
    path = maker.save(tmp_path / "made.pdf")
    assert stream_text(path).blocks == [Block("P", ((1, "Seen by one witness [1]"),))]
    assert differences(path) == []


def test_text_around_a_nested_block_is_cut_there(tmp_path: Path) -> None:
    """A list within a list body splits the body's own text, in reading order."""
    maker = Maker(1)
    maker.add(Part("LBody", [Segment(0, ["before"]), Segment(0, ["inner"], "LBody"), Segment(0, ["after"])]))
    texts = [(block.role, block.text) for block in stream_text(maker.save(tmp_path / "made.pdf")).blocks]
    assert texts == [("LBody", "before"), ("LBody", "inner"), ("LBody", "after")]


def test_a_wrong_map_to_unicode_shows(tmp_path: Path) -> None:
    """One wrong letter in ToUnicode is one wrong letter in the text, and a missing one is no letter."""
    wrong = stream_text(_two_pages(tmp_path, cmap=to_unicode(g="q")))
    assert wrong.blocks[0].text == "The rinq around the city"
    missing = stream_text(_two_pages(tmp_path, cmap=to_unicode().replace(b"<67> <0067>", b"")))
    assert missing.blocks[0].text == f"The rin{UNKNOWN} around the city"


def test_ranges_of_a_map_are_read(tmp_path: Path) -> None:
    """Ranges, counted on and listed, map codes as single entries do."""
    ranges = (
        b"1 begincodespacerange <00><FF> endcodespacerange 2 beginbfrange <20><60><0020> <61><7A>["
        + b"".join(b"<%04X>" % code for code in range(0x61, 0x7B))
        + b"] endbfrange"
    )
    assert stream_text(_two_pages(tmp_path, cmap=ranges)).blocks[0].text == "The ring around the city"


def test_text_outside_the_structure_is_a_difference(tmp_path: Path) -> None:
    """Unmarked text, and a mark that no element names, are reported with their page."""
    maker = Maker(1)
    maker.add(HEADING)
    maker.contents[0].append(
        "BT /F 10 Tf 1 0 0 1 72 400 Tm (adrift) Tj ET /P <</MCID 7>> BDC BT /F 10 Tf 1 0 0 1 72 380 Tm (orphaned) Tj ET EMC"
    )
    path = maker.save(tmp_path / "made.pdf")
    assert stream_text(path).loose == ["adrift orphaned"]
    assert any("adrift orphaned" in line for line in differences(path))


def test_a_tree_out_of_step_with_the_page_is_a_difference(tmp_path: Path) -> None:
    """Where ActualText says something else than the glyphs, PDFium and the file disagree."""
    path = _two_pages(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.StructTreeRoot.K.K[0].ActualText = String("The siege of the city")
        pdf.save(path)
    assert any("siege" in line for line in differences(path))


def test_words_that_overprint_are_out_of_place(tmp_path: Path) -> None:
    """A word moved onto another, or off the page, is reported; the same words in their places are not."""
    right = _two_pages(tmp_path)
    assert misplaced(right) == []
    maker = Maker(1)
    maker.add(HEADING)
    maker.y[0] += 14
    maker.add(Part("P", [Segment(0, ["overprinted"])]))
    maker.add(Part("P", [Segment(0, ["beyond"])]), x=580)
    lines = misplaced(maker.save(tmp_path / "wrong.pdf"))
    assert any("overprinted" in line and "page 1" in line for line in lines)
    assert any("off the page: 580" in line for line in lines)


def test_a_moved_word_changes_the_geometry(tmp_path: Path) -> None:
    """The list of words and boxes differs where a word has moved by a point."""
    boxes = []
    for x in (72, 73):
        maker = Maker(1)
        maker.add(HEADING, x=x)
        boxes.append(page_words(maker.save(tmp_path / f"{x}.pdf")))
    assert [word.text for word in boxes[0][0]] == ["The", "ring", "around", "the", "city", "page", "1"]
    assert boxes[0] != boxes[1]
    assert boxes[1][0][0].x0 - boxes[0][0][0].x0 == pytest.approx(1, abs=0.05)


def test_a_missing_page_shows_in_every_witness(tmp_path: Path) -> None:
    """Without its second page a file says less, by the file and by poppler."""
    path = _two_pages(tmp_path)
    before = page_texts(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[1]
        pdf.save(path)
    assert len(before) == 2
    assert len(page_texts(path)) == 1
    assert len(page_words(path)) == 1
    with pytest.raises(KeyError):
        stream_text(path)


def test_bookmarks_links_and_destinations_name_their_pages(tmp_path: Path) -> None:
    """Nested bookmarks, links to names and to addresses, and named destinations are read with their pages."""
    path = _two_pages(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        first, second = (page.obj for page in pdf.pages)
        pdf.Root.Dests = Dictionary(road=Array([second, Name.XYZ, 0, 700, 0]))
        with pdf.open_outline() as marks:
            item = pikepdf.OutlineItem("The ring", 0)
            item.children.append(pikepdf.OutlineItem("One road", 1))
            marks.root.append(item)
        box = Array([72, 600, 90, 612])
        inner = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, Dest=Name.road, Contents=String("to the road"))
        outer = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.URI, URI=String("https://x.example"))
        )
        first.Annots = Array([pdf.make_indirect(inner), pdf.make_indirect(outer)])
        pdf.save(path)
    assert outline(path) == [(1, "The ring", 1), (2, "One road", 2)]
    assert [(link.page, link.target, link.contents) for link in links(path)] == [
        (1, 2, "to the road"),
        (1, "https://x.example", ""),
    ]
    assert destinations(path) == {"road": 2}


def test_a_link_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    """A link to a name that is not defined is not passed over."""
    path = _two_pages(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 1, 1]), Dest=Name.nowhere)
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
        pdf.save(path)
    with pytest.raises(KeyError):
        links(path)


@given(st.lists(st.sampled_from([*"ab -\n\u00a0\u00ad\u0002e\u0301", "-\u200b\n"]), max_size=30))
def test_comparable_text_stays_as_it_is(pieces: list[str]) -> None:
    """What is normalised once is not changed again, and no letter is lost."""
    text = "".join(pieces)
    once = comparable(text)
    assert comparable(once) == once
    assert [c for c in unicodedata.normalize("NFD", once) if c in "abe"] == [c for c in text if c in "abe"]


@pytest.mark.parametrize(
    ("extracted", "meant"),
    [
        ("evi\u00ad\ndence", "evidence"),
        ("evi\u0002 dence", "evidence"),
        ("well-\u200b\nknown", "well-known"),
        ("a\u00a0b  c\n", "a b c"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_comparison_forgives_line_ends_only(extracted: str, meant: str) -> None:
    """Automatic hyphens, line ends, no-break spaces and composition compare equal; nothing else does."""
    assert comparable(extracted) == meant
    assert comparable(extracted) != comparable(meant.replace("-", "")) or "-" not in meant

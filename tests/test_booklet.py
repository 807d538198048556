"""A brief made to fold: what is cut out of its sheets and put in the order of the fold is the brief, page after page."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from gate import Gate
from witness import comparable, stream_text

from dossier import pipeline
from dossier.brief import Brief
from dossier.printing import booklet
from dossier.printing.purposes import bound_right
from dossier.problems import DossierError
from dossier.styling.library import open_style
from dossier.units import PAPERS

RAQQA = Path(__file__).resolve().parent.parent / "sources" / "raqqa.yaml"
FORMS = (("half-letter", "foot"), ("a4", "end"), ("a4", "inline"), ("a5", "inline"))  # paper, notes
BLANK = "This page is intentionally blank; the brief ends on the back cover."


@cache
def built(style: str, paper: str, purpose: str = "booklet", *settings: str) -> Brief:
    """Build the brief on Raqqa."""
    return pipeline.brief(str(RAQQA), open_style([style], [f"page.paper={paper}", *settings], purpose))


def halves(pdf: bytes) -> list[tuple[list[str], list[str]]]:
    """Return the words on the left and the right half of each side."""
    out = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            left = text.get_text_bounded(0, 0, width / 2, height)
            out.append((left.split(), text.get_text_bounded(width / 2, 0, width, height).split()))
    return out


def folded(cut: list[tuple[list[str], list[str]]]) -> list[list[str]]:
    """Turn the halves of sides, printed front and back, into pages as they come when the stack is folded."""
    sheets = list(zip(cut[::2], cut[1::2], strict=True))
    down = [page for front, back in sheets for page in (front[1], back[0])]
    return down + [page for front, back in reversed(sheets) for page in (back[1], front[0])]


def letters(words: list[str]) -> list[str]:
    """Return the letters of words in a fixed order: where words meet, readers of PDF differ about the space between them."""
    return sorted("".join(words))


def test_sides_of_eight_and_twelve_pages() -> None:
    """Sheets are filled in the order of every saddle-stitched booklet."""
    assert booklet.sides(8) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert booklet.sides(12) == [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]
    assert booklet.sides(4, right=True) == [(1, 4), (3, 2)]


@pytest.mark.parametrize("count", range(4, 100, 4))
def test_each_page_has_one_place(count: int) -> None:
    """No page is lost or printed twice, and the two sides of a leaf follow each other."""
    places = booklet.places(count)
    assert sorted(places) == list(range(1, count + 1))
    assert len(set(places.values())) == count
    for recto in range(1, count, 2):
        assert places[recto].sheet == places[recto + 1].sheet
        assert places[recto].left != places[recto + 1].left


def test_blank_pages_stand_before_the_back_cover() -> None:
    """Blank pages fill the last sheet, and the last page of the brief is the outside of the booklet."""
    found = {n: (booklet.padded(n), list(booklet.blanks(n)), booklet.position(n, n)) for n in (1, 2, 5, 6, 7, 8)}
    assert found[1] == (4, [2, 3, 4], 1)
    assert found[2] == (4, [2, 3], 4)
    assert found[5] == (8, [5, 6, 7], 8)
    assert found[6] == (8, [6, 7], 8)
    assert found[7] == (8, [7], 8)
    assert found[8] == (8, [], 8)


@pytest.mark.parametrize("language", ["ar", "he-IL", "ku-Arab", "fa"])
def test_scripts_from_right_to_left_are_bound_at_the_right(language: str) -> None:
    """A booklet in Arabic opens from its right side, whichever way the language says so."""
    assert bound_right(language)
    assert not any(bound_right(other) for other in ("en", "ku", "az-Latn", "fa-Latn", "de-AT"))


@pytest.mark.parametrize(("paper", "notes"), FORMS)
def test_cut_and_folded_it_reads_as_the_brief(paper: str, notes: str) -> None:
    """A page stands on the wrong half, a word is lost at the fold, or blank pages lack marking and explanation."""
    notes = f"page.notes={notes}"
    plain, booklet = built("briefing", paper, "", notes), built("briefing", paper, "booklet", notes)
    pages = folded(halves(booklet.pdf))
    with pypdfium2.PdfDocument(plain.pdf) as document:
        wanted = [page.get_textpage().get_text_bounded().split() for page in document]
    blank = -plain.pages % 4
    assert (booklet.pages, len(pages)) == (plain.pages, plain.pages + blank)
    for page in pages[plain.pages - 1 : -1] if blank else []:
        assert " ".join(page).count("TLP:CLEAR") == 2
        assert BLANK in " ".join(page)
    brief = pages[: plain.pages - 1] + pages[-1:]
    assert [letters(page) for page in brief] == [letters(page) for page in wanted]


def test_the_tags_are_kept(valid_pdf: Gate, tmp_path: Path) -> None:
    """Read aloud, the sheets would not give the brief in order, or what is tagged would not be valid any more."""
    plain, booklet = tmp_path / "plain.pdf", tmp_path / "booklet.pdf"
    plain.write_bytes(built("briefing", "a5", "").pdf)
    booklet.write_bytes(built("briefing", "a5").pdf)
    valid_pdf(booklet)
    found, wanted = stream_text(booklet), stream_text(plain)
    assert [(b.role, comparable(b.text)) for b in found.blocks] == [(b.role, comparable(b.text)) for b in wanted.blocks]


def test_a_booklet_in_arabic_opens_from_the_right() -> None:
    """Bound at the wrong edge, it would have to be read from its last page."""
    contents = RAQQA.read_bytes().replace(b"language: en-GB", b"language: ar", 1)
    booklet, office = (pipeline.build(contents, "raqqa.yaml", open_style(["briefing"], [], of)) for of in ("booklet", "office"))
    left, right = halves(booklet.pdf)[0]
    assert f"1 of {booklet.pages}" in " ".join(left)
    assert f"{booklet.pages} of {booklet.pages}" in " ".join(right)
    with pikepdf.open(BytesIO(office.pdf)) as file:
        assert float(file.pages[0].MediaBox[0]) > 0 > float(file.pages[1].MediaBox[0])


def test_links_lie_on_their_words() -> None:
    """The area of a link stays where the words of the page were before they moved to a half of a sheet."""

    def under(pdf: bytes) -> list[tuple[str, ...]]:
        with pikepdf.open(BytesIO(pdf)) as file, pypdfium2.PdfDocument(pdf) as document:
            found = []
            for page, drawn in zip(file.pages, document, strict=True):
                text = drawn.get_textpage()
                for link in page.get("/Annots", []):
                    area = [float(edge) for edge in link.Rect]
                    found.append((str(link.get("/Dest", "")), *text.get_text_bounded(*area).split()))
            return sorted(found)

    assert under(built("briefing", "a5").pdf) == under(built("briefing", "a5", "").pdf)
    assert len(under(built("briefing", "a5").pdf)) > 50


@pytest.mark.parametrize(
    ("given", "page", "sheet"), [("a4", "a5", "a4"), ("letter", "half-letter", "letter"), ("a5", "a5", "a4")]
)
def test_the_paper_of_the_style_says_what_is_folded(given: str, page: str, sheet: str, tmp_path: Path) -> None:
    """A style for A4 makes a booklet of A5 on A4, one for Letter half-letters on Letter."""
    house = tmp_path / "house.yaml"
    house.write_text(f"extends: briefing\npage.paper: {given}\n")
    look = open_style([str(house)], [], "booklet")
    assert look.style is not None
    assert look.style.page.paper == page
    with pikepdf.open(BytesIO(pipeline.brief(str(RAQQA), look).pdf)) as file:
        height, width = PAPERS[sheet]
        assert [float(edge) for edge in file.pages[0].MediaBox] == pytest.approx([0, 0, width, height], abs=0.01)
        assert str(file.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
        assert str(file.Root.ViewerPreferences.PrintScaling) == "/None"


def test_inner_pages_move_towards_the_fold() -> None:
    """By the thickness of the paper for each sheet around them; the outermost stand where they are."""

    def left_of_words(thickness: str, side: int) -> float:
        with pypdfium2.PdfDocument(built("briefing", "a5", "booklet", f"page.thickness={thickness}").pdf) as document:
            text = document[side].get_textpage()
            boxes = [text.get_charbox(i) for i in range(text.count_chars())]
            return float(min(box[0] for box in boxes if box[2] > box[0]))

    assert left_of_words("1mm", 0) == pytest.approx(left_of_words("0", 0), abs=0.02)
    assert left_of_words("1mm", 7) - left_of_words("0", 7) == pytest.approx(3 * 72 / 25.4, abs=0.05)


def test_the_same_input_gives_the_same_bytes() -> None:
    """A booklet is as reproducible as any brief."""
    again = pipeline.brief(str(RAQQA), open_style(["briefing"], ["page.paper=a5"], "booklet"))
    assert again.pdf == built("briefing", "a5").pdf


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (["page.paper=a3"], "no paper is twice as large as a3"),
        (["page.paper=a4-letter"], "no paper is twice as large as a4-letter"),
        (["page.paper=a5", "page.width=150mm"], "needs pages of a paper with a name"),
        (["page.paper=a5", "page.thickness=3mm"], "towards the fold, into it"),
        (["page.paper=a5", "map.span=landscape"], "lies in landscape, and a booklet has none"),
    ],
)
def test_what_can_not_be_folded_is_told(settings: list[str], message: str) -> None:
    """Each of these would come out of the printer as something that nobody can fold; it is told, with its place."""
    look = open_style(["briefing"], settings, "booklet")
    problems = tuple(look.problems)
    if look.style:
        with pytest.raises(DossierError) as wrong:
            pipeline.brief(str(RAQQA), look)
        problems = tuple(wrong.value.problems)
    (found,) = [problem for problem in problems if message in problem.message]
    assert found.span is not None
    assert found.span.file == "command line"


def test_too_many_pages_are_warned_of() -> None:
    """A booklet of more than 48 pages neither lies flat nor takes a staple, and its maker hears so before it is printed."""
    thick = built("plain", "a5", "booklet", "text.size=15pt", "text.leading=54pt", "body.leading=66pt")
    assert thick.pages > booklet.COMFORTABLE
    assert [problem.message for problem in thick.problems if "take a staple" in problem.message]
    assert not any("staple" in problem.message for problem in built("plain", "a5").problems)

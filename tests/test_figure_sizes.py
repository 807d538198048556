"""Figures by the grid: in the side column, the main one, both, on a page of their own, on one in landscape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from gate import Gate
from geometry import misplaced
from PIL import ImageOps
from witness import stream_text

from dossier import pipeline
from dossier.blocks import Figure
from dossier.figures.kit.typesetter import drawer
from dossier.layout.paginate import PageMap
from dossier.styling.library import open_style
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS

RAQQA = Path(__file__).parent.parent / "sources" / "raqqa.yaml"
CHART = """
charts:
  counted:
    title: What is counted
    unit: fighters
    in: reported
    figures:
      First count: {Raqqa: "200 [@1]", Mosul: "140 [@2]", Palmyra: "90 to 120 [@3]"}
      Second count: {Raqqa: "180 [@4]", Mosul: "150 [@5]", Palmyra: "60 [@6]"}
"""
YAML = RAQQA.read_text(encoding="utf-8") + CHART
FIGURES = ("map", "chronology", "relations", "chart")
SPANS = ("side", "main", "both", "page", "landscape")
SCALE = 2.0  # dots to a point
DRAWN = ("relations.show=yes", "chronology.least=4")  # figures that the usual style leaves to lists and tables


def look(span: str, *more: str) -> Any:
    """Return a style in which all figures take a span."""
    return open_style(["briefing"], [*DRAWN, f"figure.span={span}", *more])


def built(span: str, tmp_path: Path, *more: str) -> tuple[Path, list[str]]:
    """Build the specimen with its figures at a span; return the file and what was warned of figures."""
    out = pipeline.build(YAML.encode(), str(RAQQA), look(span, *more))
    path = tmp_path / f"{span}.pdf"
    path.write_bytes(out.pdf)
    return path, [it.message for it in out.problems if "at span" in it.message]


def elements(path: Path) -> list[tuple[str, int, list[float], tuple[float, float]]]:
    """Return of each Figure of the structure: its alternative text, its page, its box, and the size of its page."""
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found = []

        def walk(node: Any) -> None:
            if isinstance(node, pikepdf.Array):
                for kid in node:
                    walk(kid)
            elif isinstance(node, pikepdf.Dictionary):
                if node.get("/S") == "/Figure":
                    page = _page(node)
                    box = [float(it) for it in node.A.BBox]
                    size = (float(page.MediaBox[2]), float(page.MediaBox[3]))
                    found.append((str(node.Alt), pages[page.objgen], box, size))
                walk(node.get("/K", pikepdf.Array()))

        walk(pdf.Root.StructTreeRoot.K)
        return found


def _page(node: Any) -> Any:
    """Return the page on which an element's first content stands."""
    if "/Pg" in node:
        return node.Pg
    return next(kid.Pg for kid in (node.K if isinstance(node.K, pikepdf.Array) else [node.K]) if "/Pg" in kid)


@pytest.mark.parametrize("span", SPANS)
def test_each_size_is_valid_and_stays_within_the_text_block(span: str, tmp_path: Path, gate: Gate) -> None:
    """At each of the five sizes the brief is valid, no ink stands in a margin, and no word lies on another or off its page."""
    path, _ = built(span, tmp_path)
    gate(path)
    assert misplaced(path) == []
    assert len(elements(path)) == len(FIGURES)
    page = look(span).style.page
    with pypdfium2.PdfDocument(path) as document:
        for number, sheet in enumerate(document, 1):
            width, height = sheet.get_size()
            picture = ImageOps.invert(sheet.render(scale=SCALE, grayscale=True).to_pil())
            block = (page.left - 1, page.head - 14, width - page.right + 1.5, height - page.foot + 6)
            left, top, right, bottom = (round(side * SCALE) for side in block)
            for margin in (
                (0, 0, left, picture.height),
                (right, 0, picture.width, picture.height),
                (0, 0, picture.width, top),
                (0, bottom, picture.width, picture.height),
                (0, round((page.head + 7) * SCALE), picture.width, round((page.top - 2) * SCALE)),
                (0, round((height - page.bottom + 2) * SCALE), picture.width, round((height - page.foot - 14) * SCALE)),
            ):
                assert picture.crop(margin).getbbox() is None, f"page {number}: ink in the margin {margin}"


@pytest.mark.parametrize("span", SPANS)
def test_figures_take_the_width_that_is_asked_for(span: str, tmp_path: Path) -> None:
    """Each figure is as wide as its columns; one that has no room there takes wider ones, and that is told."""
    path, told = built(span, tmp_path)
    page = look(span).style.page
    widths = {"side": page.side, "main": page.main, "both": page.both, "page": page.both, "landscape": page.turned().both}
    narrow = [box for _, _, box, _ in elements(path) if abs(box[2] - box[0] - widths[span]) > 0.1]
    assert len(narrow) == len(told)
    assert len(told) == (1 if span == "side" else 0)  # a chart with two series


def sizes_of(box: Any) -> set[float]:
    """Return the type sizes of all text that a thing of ours draws."""
    seen: set[float] = set()

    class Surface:
        """Takes what is drawn, and notes the sizes of type."""

        def artifact_text(self, setting: Any, *rest: Any) -> None:
            seen.update(piece.style.size for piece in setting.pieces)

        def path(self, *args: Any, **more: Any) -> None:
            pass

        def turned(self, *args: Any) -> Any:
            from contextlib import nullcontext

            return nullcontext()

        halos = clipped = turned

    box(Surface(), 0.0, 0.0)
    return seen


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("kind", FIGURES)
def test_no_type_is_smaller_than_the_least_size(kind: str, span: str) -> None:
    """Whatever the width, words of a figure keep their size: labels are left out instead, or the figure has no room at all."""
    ready = pipeline.check(YAML.encode(), str(RAQQA), look(span))
    found = [block for section in ready.galley.sections for block in section.blocks if isinstance(block, Figure)]
    (figure,) = [block for block in found if block.kind == kind]
    setter = Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS)
    page = setter.page.turned() if span == "landscape" else setter.page
    width = {"side": page.side, "main": page.main}.get(span, page.both)
    drawn = drawer(kind)(setter, figure.data, width, 400.0 if span in ("page", "landscape") else None)
    if drawn is None:
        assert (kind, span) in (("relations", "side"), ("chart", "side"))
        return
    assert min(sizes_of(drawn[1])) >= setter.page.smallest


@pytest.mark.parametrize("span", ["page", "landscape"])
@pytest.mark.parametrize("notes", ["inline", "foot", "end"])
def test_a_plate_stands_alone_and_in_its_order(span: str, notes: str, tmp_path: Path, gate: Gate) -> None:
    """It has its page to itself, with its caption and notes; the text before it says which; tags keep the dossier's order."""
    path, _ = built(span, tmp_path, f"page.notes={notes}")
    gate(path)
    blocks = stream_text(path).blocks
    for alt, number, box, (width, height) in elements(path):
        assert (width > height) == (span == "landscape")
        alone = {block.role for block in blocks if number in block.pages}
        assert alone <= {"Caption", "Figure", "Note", "Lbl", "P", "LBody"}
        assert not any(number in block.pages for block in blocks if block.role in ("H1", "H2", "H3", "TD", "TH", "TOCI"))
        assert box[3] - box[1] > 0.3 * height or alt.startswith("Chart"), alt
    captions = [block for block in blocks if block.role == "Caption" and block.text.startswith("Figure")]
    assert [block.text[:9] for block in captions] == [f"Figure {i}." for i in range(1, len(FIGURES) + 1)]
    for block in captions:
        said = next(it for it in blocks if it.text.startswith(f"{block.text[:8]} has page"))
        assert said.text == f"{block.text[:8]} has page {block.pages[0]} to itself."
        assert said.pages[0] < block.pages[0]
        assert blocks.index(said) < blocks.index(block)
    with pikepdf.open(path) as pdf:
        turned = [number for number, sheet in enumerate(pdf.pages, 1) if sheet.MediaBox[2] > sheet.MediaBox[3]]
    assert turned == ([number for _, number, _, _ in elements(path)] if span == "landscape" else [])


@pytest.mark.parametrize("paper", ["a5", "letter"])
def test_a_plate_on_other_papers(paper: str, tmp_path: Path, gate: Gate) -> None:
    """On paper of another size a plate is as large as that; what it has no room for is told in words, and nothing is lost."""
    path, _ = built("landscape", tmp_path, f"page.paper={paper}")
    gate(path)
    assert misplaced(path) == []
    said = " ".join(block.text for block in stream_text(path).blocks)
    assert all(f"Figure {i}." in said for i in range(1, len(FIGURES) + 1))


def test_where_there_is_no_side_column_a_figure_stands_in_the_text() -> None:
    """A span that the page doesn't have is the nearest that it has, without a warning."""
    out = pipeline.build(YAML.encode(), str(RAQQA), open_style(["plain"], ["figure.span=side"]))
    assert not any("at span" in it.message for it in out.problems)


def shown(yaml: str, name: str, *more: str) -> str:
    """Return all words of a built brief."""
    out = pipeline.build(yaml.encode(), name, open_style(["briefing"], [*DRAWN, *more]))
    with pypdfium2.PdfDocument(out.pdf) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def test_what_is_not_drawn_is_not_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room a figure keeps its title and says what it would show; nothing tells of ground or projection."""
    for kind in ("map", "relations", "chronology"):
        monkeypatch.setattr(f"dossier.figures.{kind}.draws.draw", lambda *given: None)
    words = " ".join(shown(RAQQA.read_text(encoding="utf-8"), str(RAQQA)).split())
    assert all(f"Figure {i}." in words for i in (1, 2, 3))
    assert "Figure 2. Raqqa and its surroundings." in words
    assert words.count("Not drawn, since it would be taller than a page.") == 2
    assert "are too many for this page; the table gives each relation" in words
    for said in ("drawn.", "Natural Earth", "projection", "Boundaries and names"):
        assert said not in words, said


def test_a_chronology_without_words_says_where_they_are() -> None:
    """Where entries crowd so that none of them can have its words, the key says that the lists do."""
    head = "dossier: {title: A time, marking: TLP:CLEAR}\nsections: [timeline]\nevents:\n"
    days = [f"2016-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 12)]
    events = "".join(f"  - {{when: {day}, what: Event {i} that takes some words to say.}}\n" for i, day in enumerate(days))
    assert "no room for words at the signs" in " ".join(shown(head + events, "t.yaml").split())
    assert "no room for words" not in " ".join(shown(RAQQA.read_text(encoding="utf-8"), str(RAQQA)).split())

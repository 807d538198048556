"""Figures of one's own: what a program draws with ReportLab stands in the brief as a figure does, or is refused by its name."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from gate import Gate
from PIL import Image
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Rect, String
from reportlab.graphics.shapes import Image as ImageShape
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle
from witness import stream_text

from dossier import DossierError, pipeline
from dossier.brief import Brief
from dossier.figures.drawing.extent import extent_of
from dossier.figures.drawing.shading import as_rgb
from dossier.figures.drawing.sketch import OwnFigure, Refused, Sketch
from dossier.figures.drawing.sketching import sketched
from dossier.figures.drawing.stage import Stage
from dossier.styling.library import open_style

BRIEF = """
dossier: {title: The bridge at Dorn, marking: TLP:CLEAR}
sources:
  own: {title: Bridge closed, published: 2019-05-02}
claims:
  What is reported:
    closed: {text: The bridge is closed., cite: own 1}
sections:
  - reported
  - {id: aside, title: An aside, text: A paragraph of the desk.}
  - sources
"""
ROOM = (400.0, 500.0)


def bars() -> Drawing:
    """Return a bar chart as ReportLab's users make one."""
    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 40, 30, 300, 120
    chart.data = [(13, 5, 20)]
    chart.valueAxis.valueMin = 0
    chart.valueAxis.valueStep = 10
    chart.categoryAxis.categoryNames = ["January", "February", "March"]
    return Drawing(360, 170, chart, String(180, 158, "Crossings, counted", textAnchor="middle", fontName="Helvetica-Bold"))


def boxed(*shapes: Any, width: float = 100, height: float = 100) -> Drawing:
    """Return a Drawing of shapes."""
    return Drawing(width, height, *shapes)


class Marks(Flowable):  # type: ignore[misc]
    """A Flowable that calls what it was given with its canvas."""

    def __init__(self, draw: Callable[[Canvas], object], width: float = 100, height: float = 100) -> None:
        super().__init__()
        self.width, self.height, self.call = width, height, draw

    def draw(self) -> None:
        """Draw it."""
        self.call(self.canv)


def build(*figures: OwnFigure, settings: tuple[str, ...] = ()) -> Brief:
    """Build the brief with figures."""
    return pipeline.build(BRIEF.encode(), "bridge.yaml", open_style(["briefing"], settings), figures=figures)


def told(*figures: Any) -> list[tuple[str, str, str]]:
    """Return what is wrong with figures: whom it concerns, what, and what to do about it."""
    with pytest.raises(DossierError) as refused:
        build(*figures)
    assert {(it.severity, it.name) for it in refused.value.problems} == {("error", "own-figure")}
    return [(it.about, it.message, it.hint or "") for it in refused.value.problems]


def refusal(drawing: object) -> str:
    """Return why a drawing is refused."""
    with pytest.raises(Refused) as refused:
        sketched(drawing, "it", ROOM)
    return str(refused.value)


def test_a_bar_chart_is_a_figure_of_the_brief(tmp_path: Path, valid_pdf: Gate) -> None:
    """It is tagged with its alternative text, numbered, stands at the end of its section, and its words can be extracted."""
    figure = OwnFigure(bars, "Crossings: most in March.", "reported", "Crossings a month", "crossings")
    path = tmp_path / "bars.pdf"
    built = build(figure)
    path.write_bytes(built.pdf)
    valid_pdf(path)
    assert built.problems == ()
    blocks = [(it.role, " ".join(it.text.split())) for it in stream_text(path).blocks]
    (at,) = [i for i, (role, _) in enumerate(blocks) if role == "Figure"]
    assert set(blocks[at][1].split()) >= {"January", "February", "March", "Crossings,", "counted", "0", "10", "20"}
    assert blocks[at + 1] == ("Caption", "Figure 1. Crossings a month")
    before, after = " ".join(words for _, words in blocks[:at]), " ".join(words for _, words in blocks[at + 1 :])
    assert "The bridge is closed." in before
    assert "An aside" in after
    with pikepdf.open(path) as pdf:
        (element,) = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/Figure"]
        assert str(element.Alt) == "Crossings: most in March."
        assert str(pdf.docinfo.Producer) == "dossier 0.1.0, ReportLab 5.1.0"
    assert "**Figure 1.** Crossings a month" in built.markdown()
    assert "Crossings: most in March." in built.markdown()


def test_its_words_are_in_faces_of_the_style(tmp_path: Path) -> None:
    """Helvetica, Times and Courier come out in the family of the style's figures, bold and slanted as asked, as wide as meant."""
    names = ["Helvetica", "Helvetica-Bold", "Times-Italic", "Times-BoldItalic", "Courier", "Courier-Oblique"]
    shapes = [String(5, 5 + 12 * i, f"words {i} in {name}", fontName=name, fontSize=9) for i, name in enumerate(names)]
    path = tmp_path / "faces.pdf"
    path.write_bytes(build(OwnFigure(boxed(*shapes, width=300), "Words", "reported")).pdf)
    with pikepdf.open(path) as pdf:
        fonts = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()}
    assert {"SourceSans3-Regular", "SourceSans3-Bold", "SourceSans3-Italic", "SourceSans3-BoldItalic"} <= fonts
    assert not [name for name in fonts if re.match("Helvetica|Times|Courier", name)]
    for i, name in enumerate(names):
        left, right = extent(path, f"words {i}", name)
        meant = pdfmetrics.stringWidth(f"words {i} in {name}", name, 9)
        assert abs((right - left) / meant - 1) < (0.3 if "Courier" in name else 0.06)


def extent(path: Path, first: str, last: str) -> tuple[float, float]:
    """Return where words begin and others of the same line end on the first page that has them."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            found = text.get_text_range()
            if first in found and last in found[found.index(first) :]:
                start = found.index(first)
                end = found.index(last, start) + len(last)
                boxes = [text.get_charbox(i, loose=True) for i in range(start, end) if found[i].strip()]
                return min(box[0] for box in boxes), max(box[2] for box in boxes)
    raise AssertionError(f"{first} … {last} is nowhere")


def test_a_string_hangs_where_it_was_hung(tmp_path: Path) -> None:
    """Words that hang at their middle or end have it where the drawing put it, though the face is another."""
    right = "a right one at its end"
    marks = Marks(lambda canvas: (canvas.setFont("Helvetica", 12), canvas.drawRightString(190, 5, right)), 200, 20)
    strings = boxed(
        String(100, 60, "hung at the middle of it all", textAnchor="middle", fontSize=12),
        String(190, 30, "hung at the very end", textAnchor="end", fontSize=12),
        Line(0, 0, 200, 0),
        width=200,
    )
    path = tmp_path / "hung.pdf"
    path.write_bytes(build(OwnFigure(strings, "Words", "reported"), OwnFigure(marks, "Words", "reported")).pdf)
    left = open_style(["briefing"]).style.page.left  # type: ignore[union-attr]
    middle = extent(path, "hung at the middle", "of it all")
    assert (middle[0] + middle[1]) / 2 - left == pytest.approx(100, abs=0.6)
    assert extent(path, "hung at the very", "end")[1] - left == pytest.approx(190, abs=0.6)
    assert extent(path, "a right one", "its end")[1] - left == pytest.approx(190, abs=0.6)


def test_a_table_with_paragraphs_is_a_figure_too(tmp_path: Path, valid_pdf: Gate) -> None:
    """A Flowable takes the width of its columns, and lines of a justified paragraph end where ReportLab ended them."""
    style = ParagraphStyle("it", fontName="Helvetica", fontSize=10, alignment=4)
    words = "A <b>bold</b> word and an <i>italic</i> one in a paragraph that goes on over several lines, each filled to its end."
    table = Table([["Place", Paragraph(words, style)], ["Dorn", "plain"]], colWidths=[60, 160])
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("BACKGROUND", (0, 0), (0, -1), colors.CMYKColor(0.2))])
    )
    path = tmp_path / "table.pdf"
    path.write_bytes(build(OwnFigure(table, "A table", "aside", name="table")).pdf)
    valid_pdf(path)
    (figure,) = [it for it in stream_text(path).blocks if it.role == "Figure"]
    assert "A bold word and an italic one in a paragraph" in " ".join(figure.text.split())
    with pypdfium2.PdfDocument(path) as document:
        rights = lines_of(document, "A bold word", "goes on over")
    assert max(rights) - min(rights) < 1.5


def lines_of(document: Any, first: str, last: str) -> list[float]:
    """Return the right ends of the lines from one that has some words to the one that has others."""
    for page in document:
        text = page.get_textpage()
        found = text.get_text_range()
        if first in found:
            start, end = found.index(first), found.index(last)
            ends: dict[float, float] = {}
            for i in range(start, found.index("\n", end)):
                if found[i].strip():
                    _, bottom, right, _ = text.get_charbox(i, loose=True)
                    line = next((it for it in ends if abs(it - bottom) < 3), bottom)  # faces of one line differ in depth
                    ends[line] = max(ends.get(line, 0.0), right)
            return list(ends.values())
    raise AssertionError(first)


def test_it_is_scaled_down_and_never_up() -> None:
    """A drawing wider than its columns is made narrower, and small words of it are told; one that fits keeps its size."""
    wide = boxed(Rect(0, 0, 1000, 50), String(10, 10, "ten points", fontSize=10), width=1000)
    built = build(OwnFigure(wide, "Wide", "reported", name="wide"), OwnFigure(boxed(Rect(0, 0, 50, 50)), "Small", "reported"))
    (warned,) = built.problems
    assert warned.severity == "warning"
    assert re.search(r"figure 'wide': words of it come out at \d\.\d points, .* 1000 points wide", warned.message)
    page = open_style(["briefing"]).style.page  # type: ignore[union-attr]
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        code = b"".join(stream.read_bytes() for page in pdf.pages for stream in page.Contents)
        scales = [float(it) for it in re.findall(rb"d ([\d.]+) 0 0 \1 ", code)]
    assert scales == [pytest.approx(page.both / 1000, abs=0.00001), 1.0]


def test_a_tall_one_has_room_on_its_page() -> None:
    """A drawing higher than a page is made smaller, so that nothing of it is lost."""
    built = build(OwnFigure(boxed(Rect(0, 0, 90, 2000), height=2000), "High", "reported"))
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        (box,) = [it.A.BBox for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/Figure"]
    assert 300 < float(box[3]) - float(box[1]) < 600


def test_switched_off_it_is_told_in_words() -> None:
    """Where the style wants no figures its number, title and alternative text are printed."""
    built = build(OwnFigure(bars, "Most in March.", "reported", "Crossings"), settings=("figure.show=no",))
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        assert not [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/Figure"]
    with pypdfium2.PdfDocument(built.pdf) as document:
        assert "Most in March." in "".join(page.get_textpage().get_text_range() for page in document)


def test_what_can_be_seen_through_shades_and_pictures_are_valid(tmp_path: Path, valid_pdf: Gate) -> None:
    """Transparency, gradients, and a picture with clear parts are among the page's resources, in RGB, and keep to PDF/A-2a."""
    clear = Image.new("RGBA", (4, 4), (255, 0, 0, 128))

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colors.Color(1, 0, 0, alpha=0.5))
        canvas.rect(0, 0, 20, 20, fill=1)
        canvas.setFillColorCMYK(1, 0, 0, 0.5)
        canvas.setStrokeAlpha(0.3)
        canvas.circle(50, 50, 20, fill=1)
        canvas.setBlendMode("Multiply")
        canvas.drawImage(clear, 60, 60, 30, 30, mask="auto")
        path = canvas.beginPath()
        path.rect(0, 70, 30, 30)
        canvas.clipPath(path, stroke=0)
        canvas.linearGradient(0, 70, 30, 100, (colors.red, colors.CMYKColor(0, 0, 1, 0)), positions=(0.2, 0.9))
        canvas.radialGradient(15, 85, 10, (colors.white, colors.green, colors.blue), extend=False)

    path = tmp_path / "clear.pdf"
    shown = boxed(ImageShape(10, 10, 40, 40, Image.new("RGB", (2, 2), "blue")))
    path.write_bytes(build(OwnFigure(Marks(draw), "Areas", "reported"), OwnFigure(shown, "A picture", "reported")).pdf)
    valid_pdf(path)
    with pikepdf.open(path) as pdf:
        resources = pdf.pages[0].Resources
        assert set(resources.ExtGState.keys()) == {"/ca0.5", "/ca1", "/CA0.3", "/BMMultiply"}
        assert len(resources.Shading) == 2
        assert len(resources.XObject) == 2
        masks = [picture.get("/SMask") for picture in resources.XObject.values()]
        assert sorted(mask is None for mask in masks) == [False, True]
        code = b"".join(stream.read_bytes() for stream in pdf.pages[0].Contents)
        assert not re.search(rb"\s[kK]\s", code)


@pytest.mark.parametrize("name", ["office", "booklet"])
def test_it_prints_for_every_purpose(name: str, gate: Gate) -> None:
    """For an office its lines are half a point or more, and in a booklet a side names what its figures need."""
    drawing = boxed(Line(0, 0, 90, 90, strokeWidth=0.1), Circle(50, 50, 20, fillColor=colors.Color(1, 0, 0, alpha=0.5)))
    built = pipeline.build(
        BRIEF.encode(), look=open_style(["briefing"], purpose=name), figures=[OwnFigure(drawing, "It", "reported")]
    )
    gate(built.pdf)
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        page = next(page for page in pdf.pages if "/ExtGState" in page.Resources)
        code = b"".join(stream.read_bytes() for stream in page.Contents)
        widths = [float(it) for it in re.findall(rb"(?<!\S)([\d.]+) w\s", code)]
    assert min(widths) >= 0.5 or name != "office"


def test_no_face_of_reportlabs_is_named() -> None:
    """Its names of faces, which mean others in our file, are left out of the operators, of strings and of paragraphs."""
    words = Paragraph("a <b>b</b>", ParagraphStyle("it", fontName="Helvetica"))
    for drawing in (bars, words):
        sketch = sketched(drawing, "it", ROOM)
        assert sketch.words
        assert "Tf" not in sketch.code


def test_the_same_figure_gives_the_same_bytes() -> None:
    """Two builds of the same drawing are the same file."""
    assert build(OwnFigure(bars, "Bars", "reported")).pdf == build(OwnFigure(bars, "Bars", "reported")).pdf


def test_figures_are_counted_with_those_of_the_dossier() -> None:
    """Two figures of one section follow each other by number, and one in a section of the desk's own comes after them."""
    built = build(*(OwnFigure(bars, "Bars", section, f"T{i}") for i, section in enumerate(("reported", "aside", "reported"))))
    with pypdfium2.PdfDocument(built.pdf) as document:
        words = "".join(page.get_textpage().get_text_range() for page in document)
    assert [title for _, title in sorted((words.index(f"T{i}"), i) for i in range(3))] == [0, 2, 1]


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        (OwnFigure(bars, "", "reported", name="bars"), "it has no alternative text"),
        (OwnFigure(bars, " \n", "reported", name="bars"), "it has no alternative text"),
        (OwnFigure(bars, "Bars", "nowhere", name="bars"), "there is no section 'nowhere'"),
        (OwnFigure(bars, "Bars", "timeline", name="bars"), "the dossier doesn't list the section 'timeline'"),
        (OwnFigure(bars, "Bars", "sources", name="bars"), "there is no section 'sources'"),
        (OwnFigure(bars, "Bars", "reported", name="Bars!"), "its name has other characters"),
        (OwnFigure(None, "Bars", "reported", name="bars"), "it is nothing (None), and neither a Drawing nor a Flowable"),
        (OwnFigure(lambda: 1 / 0, "Bars", "reported", name="bars"), "it raised ZeroDivisionError: division by zero"),
        (OwnFigure(boxed(String(5, 5, "世")), "Bars", "reported", name="bars"), "no typeface of the style has '世'"),
    ],
)
def test_what_is_wrong_is_told_by_the_name_of_the_figure(figure: Any, message: str) -> None:
    """No traceback: a problem that stops the build, with the name of the figure."""
    ((about, found, _),) = told(figure)
    assert found.startswith(f"figure {about!r}: {message}")
    assert about == figure.name


def test_all_that_is_wrong_is_told_in_one_run() -> None:
    """Each figure is looked at, each fault of one is told, and two of one name are told apart."""
    found = told(
        OwnFigure(bars, "", "nowhere", name="a"),
        OwnFigure(bars, "It", "reported", name="b"),
        OwnFigure(bars, "It", "reported", name="b"),
    )
    assert [about for about, _, _ in found] == ["a", "a", "b"]
    assert "another figure has this name" in found[2][1]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda canvas: canvas.linkURL("https://example.org", (0, 0, 9, 9)), "it holds a link"),
        (lambda canvas: canvas.linkRect("", "there", (0, 0, 9, 9)), "it holds a link"),
        (lambda canvas: canvas.acroForm.checkbox(), "it holds a form to be filled in"),
        (lambda canvas: canvas.addLiteral("/X Do"), "it holds operators of its own"),
        (lambda canvas: canvas.doForm("x"), "it holds a form"),
        (lambda canvas: canvas.bookmarkPage("x"), "it holds a bookmark"),
        (lambda canvas: canvas.showPage(), "it holds pages of its own"),
        (lambda canvas: canvas.drawImage("https://example.org/a.png", 0, 0), "it holds a picture from a network"),
        (
            lambda canvas: (canvas.setFont("Symbol", 9), canvas.drawString(0, 0, "a")),
            "its words are in 'Symbol', which is not embedded",
        ),
        (lambda canvas: canvas.setFillAlpha(2), "it raised ValueError: what can be seen through"),
        (lambda canvas: None, "it draws nothing"),
        (
            lambda canvas: canvas.rect(-5, 0, 50, 120, fill=1),
            "it draws 5.0 points beyond its left edge, 20.0 points beyond its upper edge",
        ),
        (lambda canvas: (canvas.translate(90, 0), canvas.circle(0, 50, 20)), "it draws 10.0 points beyond its right edge"),
        (lambda canvas: canvas.drawString(90, 50, "too long for it"), "beyond its right edge"),
    ],
)
def test_what_a_brief_cannot_take_is_refused(draw: Callable[[Canvas], object], message: str) -> None:
    """Links, forms, fonts that aren't embedded, ink outside of the box: each is told."""
    assert message in refusal(Marks(draw))


def test_a_refusal_that_the_drawing_swallows_counts() -> None:
    """A drawing can't go on as if nothing had been refused."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(0, 0, 50, 50)
        try:
            canvas.linkURL("https://example.org", (0, 0, 9, 9))
        except Exception:
            canvas.rect(0, 0, 9, 9)

    assert refusal(Marks(draw)) == "it holds a link"
    linked = ParagraphStyle("it", fontName="Helvetica")
    assert refusal(Paragraph('see <a href="https://example.org">there</a>', linked)) == "it holds a link"


def test_a_registered_typeface_is_refused_by_its_name() -> None:
    """What a program has registered with ReportLab is not embedded, so words in it are refused."""
    pdfmetrics.registerFont(TTFont("Own face", str(Path(__file__).parents[1] / "dossier/data/fonts/SourceSans3-400.ttf")))
    assert "'Own face'" in refusal(boxed(String(5, 5, "words", fontName="Own face")))


@pytest.mark.parametrize(("width", "height"), [(0, 50), (-1, 50), (float("nan"), 50), (50, float("inf")), (50, 20_000)])
def test_a_size_that_is_none_is_told(width: float, height: float) -> None:
    """Width and height are lengths above nought, and no greater than a page can be."""
    assert "both have to be lengths above nought" in refusal(Drawing(width, height, Rect(0, 0, 5, 5)))


def test_an_environment_that_stops_reportlab_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """ReportLab reads a date of which nothing is used; where it can't, that is no traceback."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert "ReportLab can't begin" in refusal(bars)


def traced(draw: Callable[[Canvas], object]) -> tuple[float, ...] | None:
    """Return how far a drawing on the canvas reaches."""
    stage = Stage()
    draw(stage)
    found = extent_of(Sketch("it", 1, 1, stage.getCurrentPageContent(), tuple(stage.words), {}, {}, ""))
    return tuple(round(side, 3) for side in found) if found else None


def test_extents_follow_transformations_and_clipping() -> None:
    """What is moved, turned, saved or clipped is where it shows; a path that isn't painted leaves nothing."""

    def moved(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(10, 20)
        canvas.rotate(90)
        canvas.scale(2, 1)
        canvas.rect(0, 0, 5, 3)
        canvas.restoreState()
        canvas.line(0, 0, 1, 1)

    def clipped(canvas: Canvas) -> None:
        edge = canvas.beginPath()
        edge.rect(2, 2, 4, 4)
        canvas.clipPath(edge, stroke=0)
        canvas.circle(5, 5, 50, fill=1)

    def unpainted(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(0, 0)
        path.lineTo(9, 9)
        canvas.drawPath(path, stroke=0, fill=0)

    assert traced(moved) == (0, 0, 10, 30)
    assert traced(clipped) == (2, 2, 6, 6)
    assert traced(unpainted) is None
    assert traced(lambda canvas: canvas.bezier(0, 0, 0, 12, 12, 12, 12, 0)) == (0, 0, 12, 9)


def test_lines_of_a_text_object_are_where_they_are_shown() -> None:
    """Each line of a text object stands a leading lower, and words of one line after each other."""

    def lines(canvas: Canvas) -> None:
        text = canvas.beginText(10, 100)
        text.setFont("Courier", 10, 12)
        text.textOut("ab")
        text.textLine("cd")
        text.textLine("abcdef")
        canvas.drawText(text)

    assert traced(lines) == (10, 100 - 12 - 2.2, 10 + 36, 107.5)


def test_colours_come_out_in_rgb() -> None:
    """Inks, spot colours and names are mixed to the lights that the file's output intent knows."""
    assert as_rgb(colors.CMYKColor(0, 0, 0, 0.5)).rgb() == (0.5, 0.5, 0.5)
    assert as_rgb(colors.CMYKColorSep(1, 0, 0, 0, spotName="It", density=0.5)).rgb() == (0.5, 1, 1)
    assert as_rgb((0, 1, 0, 0)).rgb() == (1, 0, 1)
    assert as_rgb("navy").rgb() == (0, 0, pytest.approx(128 / 255, abs=0.01))
    assert as_rgb(colors.Color(0.1, 0.2, 0.3, alpha=0.4)).alpha == 0.4


def test_states_that_a_drawing_left_saved_are_restored() -> None:
    """A drawing that forgets to restore the state can't leave the page in it."""
    code = sketched(
        Marks(lambda canvas: (canvas.saveState(), canvas.saveState(), canvas.rect(0, 0, 9, 9))), "it", ROOM
    ).code.split()
    assert code.count("q") == code.count("Q") == 3
    assert "it raised IndexError" in refusal(Marks(lambda canvas: (canvas.rect(0, 0, 9, 9), canvas.restoreState())))


def test_groups_of_the_drawing_are_in_one_mark() -> None:
    """However deep its groups are, the figure is one marked content, with as many states restored as saved."""
    built = build(OwnFigure(boxed(Group(Group(Rect(0, 0, 9, 9)), String(20, 20, "in it"))), "It", "reported"))
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        code = b"".join(stream.read_bytes() for page in pdf.pages for stream in page.Contents)
    inside = code[code.index(b"/Figure<<") :]
    inside = inside[: inside.index(b"EMC")]
    assert inside.count(b"BDC") == 1
    assert len(re.findall(rb"(?<!\S)q(?!\S)", inside)) == len(re.findall(rb"(?<!\S)Q(?!\S)", inside)) > 2


def test_the_program_in_the_docs_runs(tmp_path: Path) -> None:
    """The last program of docs/python.md draws its chart into a brief, and the words of the chart can be extracted."""
    root = Path(__file__).parents[1]
    programs = re.findall(r"^```python\n(.*?)^```", (root / "docs" / "python.md").read_text(encoding="utf-8"), re.M | re.S)
    (program,) = [it for it in programs if "OwnFigure" in it]
    shutil.copytree(root / "sources", tmp_path / "sources")
    (tmp_path / "build").mkdir()
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    blocks = stream_text(tmp_path / "build" / "crossings.pdf").blocks
    (figure,) = [it for it in blocks if it.role == "Figure" and "Ferry" in it.text]
    assert {"Bridge", "Ferry", "Ford", "Crossings", "day", "1000"} <= set(figure.text.split())

"""A brief for an office's printer: on both sides, off the bound edge, legible in grey, page by page that for the screen."""

from __future__ import annotations

import ctypes
from collections import Counter
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner
from gate import Gate
from PIL import Image

from dossier import pipeline
from dossier.brief import Brief
from dossier.commands import build as building
from dossier.layout.element import Element
from dossier.pdf import Press
from dossier.pdf.hairlines import Border, OfficeCanvas
from dossier.problems import DossierError, Problem
from dossier.styling.library import open_style
from dossier.text.faces import FontBook
from dossier.units import Color, contrast

RAQQA = Path(__file__).resolve().parent.parent / "sources" / "raqqa.yaml"
MM = 72 / 25.4
BINDING = 5 * MM  # what the shipped styles say


@cache
def built(purpose: str = "office", paper: str = "a4", *settings: str, style: str = "briefing", banner: bool = False) -> Brief:
    """Build the brief on Raqqa; with a banner, if that is asked."""
    contents = RAQQA.read_bytes()
    if banner:
        contents = contents.replace(b"  edition: 1\n", b"  edition: 1\n  banner: NOT FOR QUOTATION\n", 1)
    return pipeline.build(contents, "raqqa.yaml", open_style([style], [f"page.paper={paper}", *settings], purpose))


def told(*settings: str, sheet: str = "", folder: Path | None = None) -> list[Problem]:
    """Return what is wrong with a style for the office."""
    names = ["briefing"]
    if folder:
        (folder / "house.yaml").write_text(sheet)
        names = [str(folder / "house.yaml")]
    return open_style(names, settings, "office").problems


def inks(pdf: bytes, scale: float = 2.0) -> list[tuple[float, float, float, float]]:
    """Return how far ink stays from the left, upper, right and lower edge of each page, in points."""
    out = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            grey = page.render(scale=scale, grayscale=True).to_pil()
            left, top, right, bottom = grey.point([255 if level < 250 else 0 for level in range(256)]).getbbox() or (0, 0, 0, 0)
            out.append((left / scale, top / scale, (grey.width - right) / scale, (grey.height - bottom) / scale))
    return out


@pytest.mark.parametrize("style", ["briefing", "plain"])
def test_page_by_page_the_same_words(style: str) -> None:
    """'See page 5' would send those who hold the paper to another place than those who have the mail."""
    screen, office = (built(purpose, style=style) for purpose in ("", "office"))
    assert screen.pages == office.pages > 5
    with pypdfium2.PdfDocument(screen.pdf) as one, pypdfium2.PdfDocument(office.pdf) as other:
        for left, right in zip(one, other, strict=True):
            words = [sorted(page.get_textpage().get_text_bounded().split()) for page in (left, right)]
            assert words[0] == words[1]


def test_both_are_valid(valid_pdf: Gate) -> None:
    """A brief for the office that is no PDF/A-2a or PDF/UA-1 any more couldn't be filed or read aloud."""
    valid_pdf(built().pdf)
    valid_pdf(built("").pdf)


def test_all_of_a_page_moves_off_the_bound_edge() -> None:
    """Odd pages move right and even ones left, by the binding and by nothing else."""
    for number, (screen, office) in enumerate(zip(inks(built("").pdf), inks(built().pdf), strict=True), 1):
        shift = BINDING if number % 2 else -BINDING
        assert office[0] - screen[0] == pytest.approx(shift, abs=1.1)
        assert office[2] - screen[2] == pytest.approx(-shift, abs=1.1)
        assert office[1] == pytest.approx(screen[1], abs=1.1)


def test_folios_stand_outside_and_markings_at_the_right() -> None:
    """Who leafs through a stapled brief looks for the number at the outer corner."""
    with pypdfium2.PdfDocument(built().pdf) as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            place = text.search(f"{number} of {len(document)}").get_next()
            assert place is not None
            left = text.get_charbox(place[0])[0]
            assert left > 380 if number % 2 else left < 62
            width, height = page.get_size()
            corners = (
                text.get_text_bounded(width - 150, 0, width, 60),
                text.get_text_bounded(width - 150, height - 60, width, height),
            )
            assert all(corner.endswith("TLP:CLEAR") for corner in corners)


def test_the_printer_is_told() -> None:
    """Without it, a double-sided brief is printed on one side, or scaled to the next best paper."""
    with pikepdf.open(BytesIO(built().pdf)) as file, pikepdf.open(BytesIO(built("").pdf)) as screen:
        wishes = file.Root.ViewerPreferences
        assert (str(wishes.Duplex), bool(wishes.PickTrayByPDFSize)) == ("/DuplexFlipLongEdge", True)
        assert str(wishes.PrintScaling) == "/None"
        sizes = [[round(right - left, 2), round(top - low, 2)] for left, low, right, top in map(_edges, file.pages)]
        assert sizes == [[595.28, 841.89]] * len(file.pages)
        assert "/Duplex" not in screen.Root.ViewerPreferences


def _edges(page: pikepdf.Page) -> list[float]:
    return [float(edge) for edge in page.MediaBox]


@pytest.mark.parametrize("style", ["briefing", "plain"])
@pytest.mark.parametrize("paper", ["a4", "letter", "a4-letter"])
def test_nothing_stands_where_printers_print_nothing(style: str, paper: str) -> None:
    """6.35 mm along each edge stay free of all ink, banner and markings too, whatever the printer."""
    office = built("office", paper, style=style, banner=True)
    assert min(edge for page in inks(office.pdf) for edge in page) >= 6.35 * MM - 0.5
    assert [problem for problem in office.problems if problem.name.startswith(("office", "printer"))] == []


@pytest.mark.parametrize(
    ("setting", "edge"), [("page.foot=5mm", "lower"), ("page.head=7mm", "upper"), ("page.binding=17mm", "right")]
)
def test_what_would_not_be_printed_is_told_with_its_place(setting: str, edge: str) -> None:
    """Half of a marking would be missing on paper, and nobody would know why."""
    with pytest.raises(DossierError) as wrong:
        built("office", "a4", setting)
    problem = next(p for p in wrong.value.problems if f"{edge} edge" in p.message)
    assert problem.span is not None
    assert problem.span.file == "command line"
    assert problem.hint is not None
    assert setting.partition("=")[0] in problem.hint


@pytest.mark.parametrize(
    ("setting", "banner", "edge", "named"),
    [
        ("page.head=7mm", False, "upper", ["page.head", "page.margin.top"]),
        ("page.foot=5mm", False, "lower", ["page.foot", "page.margin.bottom"]),
        ("page.banner=6mm", True, "upper", ["page.banner", "page.head", "page.margin.top"]),
    ],
)
def test_properties_that_decide_are_named_and_no_others(setting: str, banner: bool, edge: str, named: list[str]) -> None:
    """Who follows the hint would change where a banner stands that the brief hasn't, or never think of the one that it has."""
    with pytest.raises(DossierError) as wrong:
        built("office", "a4", setting, banner=banner)
    hint = next(p.hint or "" for p in wrong.value.problems if f"{edge} edge" in p.message)
    assert hint.partition(": see ")[2].split(", ") == named


def _luminous(pixel: tuple[int, int, int]) -> Color:
    return Color("rgb", (pixel[0] / 255, pixel[1] / 255, pixel[2] / 255))


def _ground(image: Image.Image, area: tuple[float, float, float, float], ink: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return the colour that surrounds a letter: the most frequent one that isn't nearly its own."""
    counts: Counter[tuple[int, ...]] = Counter(
        image.crop((int(area[0]) - 3, int(area[1]) - 3, int(area[2]) + 4, int(area[3]) + 4)).get_flattened_data()
    )
    others = {c: n for c, n in counts.items() if max(abs(a - b) for a, b in zip(c, ink, strict=True)) > 40}
    red, green, blue = max(others, key=lambda color: others[color])
    return red, green, blue


def test_each_letter_is_told_from_its_ground_in_grey() -> None:
    """On a copy in black and white, a letter on its ground has a contrast of 4.5 to 1, wherever on the pages it stands."""
    scale, pale, seen = 3.0, [], 0
    channels = [ctypes.c_uint() for _ in range(4)]
    with pypdfium2.PdfDocument(built().pdf) as document:
        for number, page in enumerate(document, 1):
            image = page.render(scale=scale).to_pil().convert("RGB")
            left, height, text = page.get_mediabox()[0], page.get_size()[1], page.get_textpage()
            for index in range(text.count_chars()):
                if not text.get_text_range(index, 1).strip():
                    continue
                raw.FPDFText_GetFillColor(text.raw, index, *(ctypes.byref(channel) for channel in channels))
                ink = channels[0].value, channels[1].value, channels[2].value
                x0, y0, x1, y1 = text.get_charbox(index)
                area = (x0 - left) * scale, (height - y1) * scale, (x1 - left) * scale, (height - y0) * scale
                ground = _ground(image, area, ink)
                seen += 1
                if contrast(_luminous(ink), _luminous(ground)) < 4.45:  # a rendered colour is rounded to a 255th
                    pale.append((number, text.get_text_range(max(0, index - 8), 16), ink, ground))
    assert seen > 10_000
    assert pale == []


def test_no_line_is_thinner_than_a_printer_draws_cleanly() -> None:
    """Rules of a quarter of a point come out of a laser printer as dots, or not at all."""

    def thinnest(pdf: bytes) -> float:
        with pikepdf.open(BytesIO(pdf)) as file:
            done = [step for page in file.pages for step in pikepdf.parse_content_stream(page)]
            return min(float(step.operands[0]) for step in done if str(step.operator) == "w")

    assert thinnest(built().pdf) >= 0.5
    assert thinnest(built("").pdf) < 0.5


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("card.label.color=gray(55%)", "card.label is"),
        ("card.fill=gray(40%)", "card is 3.7 to 1 against its ground in grey"),
        ("cite.color=gray(60%)", "cite is"),
        ("body.size=8.5pt", "body is set in 8.5pt"),
        ("note.size=7pt", "note is set in 7pt"),
        ("map.note.size=6pt", "map.note is set in 6pt"),
        ("map.water.fill=#f1f0ea", "look alike on a copy in grey"),
        ("card.fill=gray(95%)", "card and the paper look alike"),
    ],
)
def test_what_a_copy_would_lose_is_told_with_its_place(setting: str, message: str) -> None:
    """A style that is legible on a screen only is found by reckoning, before somebody finds it at the copier."""
    assert told() == []
    found = [problem for problem in told(setting) if message in problem.message]
    assert [problem.span.file for problem in found if problem.span][:1] == ["command line"]


def test_a_style_says_what_holds_for_the_office_only(tmp_path: Path) -> None:
    """What stands under `office` counts for the office and the booklet and not on the screen; what moves text is warned of."""
    sheet = (
        "extends: briefing\noffice:\n  page.binding: 9mm\n  variables: {accent: black}\n  body.size: 11pt\nbooklet:\n  quiet: x\n"
    )
    problems = told(sheet=sheet, folder=tmp_path)
    assert [(p.name, p.span.line if p.span else 0) for p in problems] == [("office-reflow", 5), ("unknown-key", 7)]
    sheet = sheet.replace("  quiet: x", "  body.size: 9.5pt")
    problems = told(sheet=sheet, folder=tmp_path)
    assert [(p.name, p.span.line if p.span else 0) for p in problems] == [("office-reflow", 5)]
    looks = {purpose: open_style([str(tmp_path / "house.yaml")], [], purpose).style for purpose in ("", "office", "booklet")}
    found = {purpose: (round(look.page.binding / MM, 3), look.role("body").size) for purpose, look in looks.items() if look}
    assert found == {"": (0.0, 10.0), "office": (9.0, 11.0), "booklet": (9.0, 9.5)}


def test_the_paper_is_not_set_for_a_purpose(tmp_path: Path) -> None:
    """Which values under `on` hold would depend on what holds them."""
    (problem,) = told(sheet="office:\n  page.paper: letter\n", folder=tmp_path)
    assert (problem.name, problem.span and problem.span.line) == ("wrong-place", 2)


def test_a_page_for_a4_and_letter_fits_on_both() -> None:
    """Printed unscaled on either paper, nothing of it lies in that paper's border; and no tray is looked for that nobody has."""
    pdf = built("office", "a4-letter").pdf
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.Root.ViewerPreferences.PrintScaling) == "/None"
        assert "/PickTrayByPDFSize" not in file.Root.ViewerPreferences
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
    assert (width, height) == (pytest.approx(210 * MM, abs=0.02), pytest.approx(279.4 * MM, abs=0.02))
    assert min(edge for page in inks(pdf) for edge in page) >= 6.35 * MM


def test_addresses_of_links_are_printed() -> None:
    """Who holds the paper can't click: each address that a link leads to can be read in the list of sources."""
    with pikepdf.open(BytesIO(built().pdf)) as file, pypdfium2.PdfDocument(built().pdf) as document:
        links = [link for page in file.pages for link in page.get("/Annots", [])]
        addresses = {str(link.A.URI) for link in links if "/A" in link}
        words = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    words = words.replace("\u200b", "")  # where a line may end within an address
    assert addresses
    assert [address for address in addresses if address.removeprefix("mailto:").rstrip("/") not in words] == []


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made for paper goes beside what is made for the screen instead of over it; two purposes at once are refused."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    done = runner.invoke(building.command, [str(RAQQA), "--for", "office"])
    assert done.exit_code == 0, done.output
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["raqqa-office.pdf"]
    done = runner.invoke(building.command, [str(RAQQA), "--for", "office", "--for", "booklet"])
    assert done.exit_code == 2
    assert "one purpose" in done.output
    done = runner.invoke(building.command, [str(RAQQA), "--for", "office", "-o", "a.md"])
    assert done.exit_code == 2
    assert "no paper" in done.output


def test_the_box_of_a_figure_counts_as_something_near_the_edge() -> None:
    """A map that reaches into what an office printer leaves blank would be cut off, and nobody be told."""
    book, border = FontBook(), Border()
    root = Element("Document")
    press = Press(root=root, book=book, title="A proof", language="en", created=1_700_000_000)
    press.make_canvas = partial(OfficeCanvas, border)
    canvas = press.begin_page(300, 400)
    figure = Element("Figure", root, alt="A figure")
    with canvas.figure(figure, (20, 30, 290, 395)), canvas.turned(0, 0, 0.0):
        canvas.path([[(100, 100), (120, 120)]], stroke=Color("gray", (0.0,)), width=1)
    press.end_page()
    assert border.nearest == {"left": (20, 1), "right": (10, 1), "lower": (30, 1), "upper": (5, 1)}

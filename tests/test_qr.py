"""QR codes for the addresses of sources: what is drawn is the code, large enough to be read; what has none is told."""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from gate import Gate
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrreader import read
from witness import stream_text

from dossier import pipeline
from dossier.blocks import Definitions, Figure
from dossier.figures.code.draws import dark, draw
from dossier.figures.code.shows import QUIET, Symbol, modules
from dossier.styling.library import Opened, open_style

OWN = "https://example.org/news/bridge"
KEPT = "https://archive.example.org/2019/https://example.org/news/ferry?a=1&b=é"
BRIEF = f"""
dossier: {{title: The bridge at Dorn, marking: TLP:GREEN}}
sources:
  own: {{title: Bridge closed, published: 2019-05-02, url: "{OWN}"}}
  bare: {{title: Log, published: 2019-05-02, url: not stated, archived: not recorded}}
  kept: {{title: Ferry, published: 2019-05-03, url: "https://example.org/news/ferry", archived: "{KEPT}"}}
claims:
  What is reported:
    closed: {{text: The bridge is closed., cite: own 1}}
    stopped: {{text: The ferry has stopped., cite: kept 1}}
    known: {{text: The mole is open., cite: desk}}
"""
DPI = 216
MM = 72 / 25.4


def look(*settings: str, sheet: str = "briefing") -> Opened:
    """Open a style with codes."""
    return open_style([sheet], ["page.qr=yes", *settings])


def signs(brief: str = BRIEF, *settings: str) -> list[Figure | None]:
    """Return the codes of the rows of the list of sources."""
    galley = pipeline.check(brief.encode(), look=look(*settings)).galley
    (sources,) = [part for part in galley.sections if part.id == "sources"]
    (rows,) = [block for block in sources.blocks if isinstance(block, Definitions)]
    assert len(rows.signs) in (0, len(rows.rows))
    return list(rows.signs)


def with_address(address: str) -> str:
    """Return a brief with one source at this address."""
    return f'dossier: {{title: T, marking: TLP:CLEAR}}\nsources:\n  a: {{title: S, published: 2019, url: "{address}"}}\n'


class Paper:
    """A surface that keeps what is filled."""

    def __init__(self) -> None:
        self.paths: list[list[tuple[float, float]]] = []

    def path(self, lines: list[list[tuple[float, float]]], **how: object) -> None:
        """Keep the paths."""
        assert how["stroke"] is None
        self.paths += lines


def test_the_kept_copy_comes_before_the_address_and_what_has_neither_has_no_code() -> None:
    """Each row has its code or none, the desk's too, and the alternate text says whose address it is."""
    found = signs()
    assert [sign and (sign.data.address, sign.alt) for sign in found] == [
        (OWN, "QR code: the address of source 1"),
        None,
        (KEPT, "QR code: the address of source 3"),
        None,
    ]


def test_nothing_changes_unless_the_style_asks() -> None:
    """Without the property nothing is drawn, and the library that makes codes isn't loaded."""
    assert signs(BRIEF, "page.qr=no") == []
    program = (
        f"import sys\nfrom dossier import pipeline\npipeline.build({BRIEF!r}.encode())\nassert 'reportlab' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_no_code_is_made_for_a_list_that_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the dossier leaves out its sources nothing is asked of the library."""
    monkeypatch.setitem(sys.modules, "reportlab.graphics.barcode.qrencoder", None)
    pipeline.check((BRIEF + "sections: [reported]\n").encode(), look=look())


@pytest.mark.parametrize("sheet", ["briefing", "plain"])
@pytest.mark.parametrize("paper", ["a4", "letter", "a5"])
def test_what_is_drawn_is_the_code(sheet: str, paper: str, tmp_path: Path, gate: Gate) -> None:
    """Each module of a rendered page is dark or light as the code has it, with white round it."""
    path = tmp_path / "brief.pdf"
    path.write_bytes(pipeline.build(BRIEF.encode(), look=look(f"page.paper={paper}", sheet=sheet)).pdf)
    gate(path)
    figures = [block for block in stream_text(path).blocks if block.role == "Figure"]
    assert len(figures) == 2
    pages = rendered(path)
    for sign in signs(BRIEF, f"page.paper={paper}"):
        if sign:
            assert read(sign.data.rows).data == sign.data.address.encode()
            assert sum(place(image, sign.data) is not None for image in pages) == 1


def rendered(path: Path) -> list[Image.Image]:
    """Return the pages in black and white."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]


def place(image: Image.Image, symbol: Symbol) -> tuple[int, int] | None:
    """Return where the code stands on the page, its quiet zone included; None where it doesn't."""
    step = symbol.module * DPI / 72
    count = len(symbol.rows)
    pixels = image.load()
    assert pixels is not None
    around = range(-QUIET, count + QUIET)
    margin, room = int(QUIET * step) + 1, int((count + QUIET) * step) + 1
    for top in range(margin, image.height - room):
        for left in range(image.width // 2, image.width - room):
            corner = pixels[left, top] < 128 <= pixels[left - 1, top] and pixels[left, top - 1] >= 128
            if corner and all(
                (pixels[int(left + (x + 0.5) * step), int(top + (y + 0.5) * step)] < 128) == is_dark(symbol, x, y)
                for y in around
                for x in around
            ):
                return left, top
    return None


def is_dark(symbol: Symbol, x: int, y: int) -> bool:
    """Tell whether a module is dark; what lies round the code is light."""
    count = len(symbol.rows)
    return 0 <= x < count and 0 <= y < count and bool(symbol.rows[y][x])


@pytest.mark.parametrize("length", [20, 40, 80, 160, 280])
def test_a_code_is_large_enough_to_be_read(length: int) -> None:
    """A module has 0.4 mm or more and the code 15 mm or more; with its quiet zone it stays within 30 mm."""
    (sign,) = signs(with_address("https://example.org/".ljust(length, "a")))
    assert sign is not None
    code = sign.data
    assert code.module >= 0.4 * MM
    assert len(code.rows) * code.module >= 15 * MM - 0.001
    assert code.side <= 30 * MM


@pytest.mark.parametrize("settings", [(), ("page.notes=side", "page.index=yes"), ("page.side=0", "page.notes=foot")])
def test_a_long_list_breaks_between_its_codes(settings: tuple[str, ...], gate: Gate) -> None:
    """Over several pages each code is drawn once, whole, whatever else the style asks for."""
    many = BRIEF.replace("claims:", "".join(row(number) for number in range(60)) + "claims:")
    built = pipeline.build(many.encode(), look=look(*settings))
    gate(built.pdf)
    assert built.pages > 4
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        boxes = [it.A.BBox for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/Figure"]
    assert len(boxes) == 62
    assert all(float(top) - float(bottom) >= 15 * MM for _, bottom, _, top in boxes)
    assert all(float(bottom) > 0 for _, bottom, _, _ in boxes)


def row(number: int) -> str:
    """Return a further source."""
    return f'  s{number}: {{title: S {number}, published: 2019, url: "https://example.org/{number}"}}\n'


@pytest.mark.parametrize("length", [300, 5000])
def test_an_address_that_fits_into_no_code_is_told_at_its_place(length: int) -> None:
    """The source is printed without a code, and the warning stands at the address."""
    brief = with_address("https://example.org/".ljust(length, "a"))
    (problem,) = [it for it in pipeline.check(brief.encode(), look=look()).problems if it.name == "long-address"]
    assert problem.severity == "warning"
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (3, brief.splitlines()[2].index('"') + 1)
    assert signs(brief) == []


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=170))
def test_what_is_made_can_be_read(address: str) -> None:
    """By the standard a code holds the bytes of its address, and can lose 15 percent or more of its modules."""
    found = read(modules(address))
    assert found.data == address.encode()
    assert found.level in "MQH"


@pytest.mark.parametrize(("length", "size", "level"), [(14, 21, "M"), (7, 21, "H"), (11, 21, "Q"), (26, 25, "M"), (20, 25, "Q")])
def test_correction_is_as_strong_as_its_modules_allow(length: int, size: int, level: str) -> None:
    """A code is as small as correction M allows, and within that size corrects the most (ISO/IEC 18004, table 7)."""
    rows = modules("a" * length)
    assert (len(rows), read(rows).level) == (size, level)


@given(st.lists(st.booleans(), max_size=60))
def test_dark_runs_are_as_few_as_can_be(modules: list[bool]) -> None:
    """They cover the dark modules and no others, and no two of them touch."""
    runs = dark(bytes(modules))
    assert [any(first <= i < last for first, last in runs) for i in range(len(modules))] == modules
    assert all(one[1] < other[0] for one, other in pairwise(runs))


def test_rectangles_share_their_edges() -> None:
    """What touches in two rows has the same number on both sides, so that no light shows between them."""
    paper = Paper()
    side, paint = draw(None, Symbol("", (b"\1\1\0", b"\1\0\1", b"\0\1\1"), 1.1), 0.0)
    paint(paper, 7.3, 90.1)
    assert side == pytest.approx(11 * 1.1)
    assert len(paper.paths) == 4
    levels = {y for path in paper.paths for _, y in path}
    assert len(levels) == 4
    assert max(levels) == pytest.approx(90.1 - QUIET * 1.1)

"""SVG pictures: what they show comes out as a Drawing; what reaches out, grows without end or would be lost is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gate import Gate
from reportlab.graphics.shapes import Drawing
from witness import stream_text

from dossier import pipeline
from dossier.figures.drawing.extent import extent_of
from dossier.figures.drawing.sketch import OwnFigure, Refused
from dossier.figures.drawing.sketching import sketched
from dossier.figures.drawing.vectors import ELEMENTS, LIMIT, read_svg

SIZE = 'width="200" height="100" viewBox="0 0 200 100"'


def svg(inner: str, size: str = SIZE, before: str = "") -> bytes:
    """Return an SVG picture."""
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {spaces} {size}>{inner}</svg>".encode()


LOGO = svg(
    """<title>The desk</title><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
    <style>.edge { stroke: #1b3a5d; stroke-width: 2 }</style>
    <defs><linearGradient id="sky"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#1b3a5d"/></linearGradient>
    <circle id="dot" r="8"/></defs>
    <rect x="-20" y="0" width="260" height="100" fill="url(#sky)"/>
    <use xlink:href="#dot" x="30" y="50"/><use href="#dot" x="60" y="50"/>
    <path class="edge" d="M100 20 C 120 0 140 40 160 20 L160 80 Z" fill="none"/>
    <a href="https://example.org"><text x="100" y="60" font-family="Georgia, serif" font-weight="700" text-anchor="middle"
    font-size="14">Desk &amp; Sons</text></a><text x="5" y="95" font-family="No Such Face Mono" font-size="9">since <tspan
    font-style="italic">1902</tspan></text>"""
)


def test_a_logo_is_a_figure_of_the_brief(tmp_path: Path, valid_pdf: Gate) -> None:
    """Shapes, gradients, what is used twice and words are drawn; the words are text, and the file is valid."""
    drawing = read_svg(LOGO)
    assert isinstance(drawing, Drawing)
    assert (drawing.width, drawing.height) == (150, 75)  # 96 pixels to the inch
    path = tmp_path / "logo.pdf"
    path.write_bytes(pipeline.build(BRIEF, figures=[OwnFigure(drawing, "The logo of the desk", "reported", "The desk")]).pdf)
    valid_pdf(path)
    (figure,) = [it for it in stream_text(path).blocks if it.role == "Figure"]
    assert " ".join(figure.text.split()) == "Desk & Sons since 1902"


BRIEF = b"""
dossier: {title: The bridge at Dorn, marking: TLP:CLEAR}
sources: {own: {title: Bridge closed, published: 2019-05-02}}
claims: {What is reported: {closed: {text: The bridge is closed., cite: own 1}}}
"""


def test_nothing_shows_beyond_the_edges() -> None:
    """What lies outside of the view of a picture is cut off, as SVG has it."""
    sketch = sketched(read_svg(LOGO), "logo", (500, 500))
    extent = extent_of(sketch)
    assert extent is not None
    assert extent == pytest.approx((0, 0, 150, 75), abs=0.01)


def test_typefaces_come_from_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """No program is run and no file opened to find a typeface; a weight, a slant and the sort of face are kept."""
    monkeypatch.setattr("subprocess.Popen", lambda *arguments, **more: pytest.fail("a program was run"))
    monkeypatch.setattr("svglib.fonts.registerFont", lambda font: pytest.fail("a typeface was registered"))
    sketch = sketched(read_svg(LOGO), "logo", (500, 500))
    assert [(it.text.strip(), it.weight, it.italic) for it in sketch.words] == [
        ("Desk & Sons", 700, False), ("since", 400, False), ("1902", 400, True),
    ]  # fmt: skip


BOMB = "<g id='a0'><rect width='1' height='1'/></g>" + "".join(
    f"<g id='a{i}'>" + f"<use href='#a{i - 1}'/>" * 10 + "</g>" for i in range(1, 12)
)
CHAIN = "".join(f"<g id='a{i}'><use href='#a{i + 1}'/></g>" for i in range(900))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (svg("", before='<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "has a document type"),
        (svg("<rect/>", before='<?xml version="1.0" encoding="utf-7"?>'), "is not in UTF-8"),
        (svg("<rect/>").decode().encode("utf-16"), "is not in UTF-8"),
        (svg("<title>\xe9</title>").decode().encode("latin-1"), "is not in UTF-8"),
        (b"\x1f\x8b\x08", "is compressed"),
        (b"", "no well-formed XML"),
        (b"<svg><g></svg>", "no well-formed XML"),
        (b"<html/>", "no SVG"),
        (b" " * (LIMIT + 1), f"has {LIMIT + 1:,} bytes"),
        (svg("<rect/>" * (ELEMENTS + 1)), "elements"),
        (svg("<g>" * 100 + "</g>" * 100), "nests them deeper"),
        (svg('<image href="file:///etc/passwd"/>'), "<image> in line 1 would not be drawn"),
        (svg('<use href="other.svg#a"/>'), "<use> in line 1 names what lies outside"),
        (svg('<use xlink:href="https://example.org/a.svg#a"/>'), "<use> in line 1 names what lies outside"),
        (svg('<use href="data:image/png;base64,AAAA"/>'), "<use> in line 1 names what lies outside"),
        (svg('<rect width="9" height="9" fill="url( \'https://example.org/#a\')"/>'), "<rect> in line 1 names what lies outside"),
        (svg('<rect width="9" height="9" style="fill: URL(a.svg#b)"/>'), "<rect> in line 1 names what lies outside"),
        (svg("<style>@import url(https://example.org/a.css);</style>"), "the style sheet in line 1"),
        (svg("<style>@font-face { src: local(Arial) }</style>"), "the style sheet in line 1"),
        (svg(f"<style>{'a{fill:red}' * 900}</style>" + "<rect/>" * 900), "has 900 rules of style for 902 elements"),
        (svg("<script>alert(1)</script>"), "<script> in line 1 would not be drawn"),
        (svg("<foreignObject><p/></foreignObject>"), "<foreignObject> in line 1 would not be drawn"),
        (svg('<filter id="a"/>'), "<filter> in line 1 would not be drawn"),
        (svg('<g id="a"><use href="#a"/></g>'), "draws itself"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "draws itself"),
        (svg(BOMB), "by <use>"),
        (svg(CHAIN), "too many others in turn"),
        (svg('<rect width="5" height="5"/>', size=""), "says no width and height"),
        (svg('<rect width="5" height="5"/>', size='width="nan" height="5"'), "says no width and height"),
        (svg('<path d="M 1 L x"/>'), "svglib can't read it"),
        (svg('<g transform="rotate(a)"><rect width="5" height="5"/></g>'), "svglib can't draw all of it"),
        (svg('<rect width="5" height="5" fill="__import__(1)"/>'), "svglib can't draw all of it"),
    ],
)
def test_what_is_refused(data: bytes, message: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Each is told at once, and nothing is said beside it."""
    with pytest.raises(Refused) as refused:
        read_svg(data)
    assert message in refused.value.message
    assert capfd.readouterr() == ("", "")


def test_without_svglib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is missing the advice is how to get it."""
    monkeypatch.setitem(sys.modules, "svglib.svglib", None)
    with pytest.raises(Refused) as refused:
        read_svg(LOGO)
    assert refused.value.hint == "pip install 'dossier-press[svg]'"

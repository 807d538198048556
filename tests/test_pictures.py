"""Pictures from files of their own and the logo: what is read and refused, what of it reaches the PDF, and where it stands."""

from __future__ import annotations

import io
import os
import random
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import photographs as made
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from gate import Gate
from geometry import pages as page_geometry
from PIL import Image
from pressroom import Pressroom
from witness import destinations, stream_text

from dossier import DossierError, cli, pipeline
from dossier.blocks import Figure, Galley, Paragraph, plain
from dossier.brief import Brief
from dossier.figures.picture.loaded import OTHERS, Fault, Raster, check_form
from dossier.layout.element import Element
from dossier.pdf.pictures import PIXELS, ready, upright
from dossier.pdf.weights import weights
from dossier.problems import ERROR, WARNING, Problem
from dossier.styling.library import Opened, open_style

MM = 72 / 25.4
HEAD = """\
dossier: {title: A bridge, marking: TLP:GREEN, issuer: The Desk, as_of: 2026-02-04 12:00 UTC}
sources:
  agency: {title: Bridge closed, published: 2026-02-03}
claims:
  Heard:
    closed: {text: "It is closed; see [the bridge](#bridge).", cite: agency 2}
images:
  bridge:
    file: photos/bridge.jpg
    alt: The bridge from the south, its middle span in the river.
    caption: The bridge on 4 February.
    credit: Photo by the press office
    cite: agency 4
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with a dossier that names a picture, and the picture."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "bridge.jpg").write_bytes(made.jpeg(made.quarters(1600, 1000)))
    (tmp_path / "a.yaml").write_text(HEAD, encoding="utf-8")
    return tmp_path


def built(desk: Path, *settings: str, styles: Sequence[str] = ("briefing",), purpose: str = "", more: str = "") -> Brief:
    """Build the dossier of a folder, with some lines more."""
    (desk / "a.yaml").write_text(HEAD + more, encoding="utf-8")
    return pipeline.brief(str(desk / "a.yaml"), open_style(list(styles), list(settings), purpose))


def refused(desk: Path, look: Opened | None = None) -> list[Problem]:
    """Return why the dossier of a folder can't be built; checking it says the same."""
    with pytest.raises(DossierError) as wrong:
        pipeline.brief(str(desk / "a.yaml"), look)
    with pytest.raises(DossierError) as checked:
        pipeline.check((desk / "a.yaml").read_bytes(), str(desk / "a.yaml"), look, root=str(desk))
    assert checked.value.problems == wrong.value.problems
    return list(wrong.value.problems)


def picture_of(galley: Galley) -> Figure:
    """Return the one picture of a galley."""
    (found,) = (it for section in galley.sections for it in section.blocks if isinstance(it, Figure) and it.kind == "picture")
    return found


def images(pdf: bytes) -> list[Any]:
    """Return the image objects of a PDF, in the order of their numbers."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = [it for it in file.objects if isinstance(it, pikepdf.Stream) and it.get("/Subtype") == "/Image"]
        return [(dict(it), it.read_raw_bytes()) for it in found]


def drawn(pdf: bytes, page: int = 0, dpi: float = 72) -> Image.Image:
    """Return a page as PDFium draws it; at 72 a pixel is a point."""
    with pypdfium2.PdfDocument(pdf) as file:
        image: Image.Image = file[page].render(scale=dpi / 72).to_pil().convert("RGB")
    return image


def alike(one: Sequence[int], other: Sequence[int], by: int = 12) -> bool:
    """Say whether two colours look the same."""
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def corners(image: Image.Image, box: tuple[float, float, float, float]) -> list[Any]:
    """Return the colours in the middle of the four quarters of a box, given from the top left corner of the page."""
    left, top, right, bottom = box
    across = [left + (right - left) * part for part in (0.25, 0.75)]
    down = [top + (bottom - top) * part for part in (0.25, 0.75)]
    return [image.getpixel((int(x), int(y))) for y in down for x in across]


def on_page(*rasters: Raster) -> bytes:
    """Return a PDF with a picture on each page, 160 by 120 points, its lower left corner at 50, 200."""
    room = Pressroom()
    for number, raster in enumerate(rasters, 1):
        if number > 1:
            room.press.end_page()
        canvas = room.page()
        if number == 1:
            room.heading(canvas)
        with canvas.figure(Element("Figure", room.root, alt=f"Picture {number}"), (0, 0, 300, 400)):
            canvas.picture(raster, 50, 200, 160, 120)
    return room.finish()


BOX = (50, 400 - 320, 210, 400 - 200)
GREYS = [(it, it, it) for it in made.quarters().convert("L").resize((2, 2), Image.Resampling.NEAREST).tobytes()]


# Forms -----------------------------------------------------------------------------------------------------------------
def seen_through(mode: str) -> bytes:
    """Return a PNG that shows the four quarters on white paper: its last quarter is clear, and black beneath."""
    image = made.quarters().convert(mode)
    black = Image.new(mode, (32, 24), (0, 0, 0, 0) if mode == "RGBA" else (0, 0))
    image.paste(black, (32, 24))
    return made.png(image)


def inverted(image: Image.Image) -> Image.Image:
    """Return a picture in which each component is what it was short of."""
    return Image.eval(image, lambda value: 255 - value)


PALETTE = made.quarters().quantize(4)
FORMS = {
    "rgb": made.jpeg(),
    "progressive": made.jpeg(progressive=True),
    "restarting": made.jpeg(restart_marker_rows=1),
    "with a profile": made.jpeg(icc_profile=made.srgb()),
    "red, green, blue by name": made.without_segments(made.jpeg(keep_rgb=True), 0xE0, 0xEE),
    "grey": made.jpeg(made.quarters().convert("L")),
    "inks": made.jpeg(made.quarters().convert("CMYK")),
    "inks without Adobe's mark": made.without_segments(made.jpeg(inverted(made.quarters().convert("CMYK"))), 0xEE),
    "png": made.png(),
    "png, grey": made.png(made.quarters().convert("L")),
    "png, palette": made.png(made.quarters().quantize(4)),
    "png, palette, clear": made.png(PALETTE, transparency=PALETTE.getpixel((60, 40))),
    "png, alpha": seen_through("RGBA"),
    "png, grey and alpha": seen_through("LA"),
    "png, a clear colour": made.png(transparency=made.WHITE),
    "png, deep": made.deep_png(grey=False),
    "png, deep grey": made.deep_png(grey=True),
    "png, interlaced": made.interlaced_png(),
    "png with a profile": made.png(icc_profile=made.srgb()),
}  # fmt: skip


def test_every_form_shows_its_colours_where_they_belong(valid_pdf: Gate) -> None:
    """Each form of PNG and JPEG is there, upright, in its colours, in a file that is PDF/A-2a and PDF/UA-1."""
    pdf = on_page(*map(ready, FORMS.values()))
    for page, name in enumerate(FORMS):
        wanted = GREYS if "grey" in name else list(made.QUARTERS)
        if "alpha" in name or "clear" in name:
            wanted = [*wanted[:3], (255, 255, 255)]
        found = corners(drawn(pdf, page), BOX)
        assert all(map(alike, found, wanted)), (name, found, wanted)
    valid_pdf(pdf)


def test_grey_stays_grey() -> None:
    """A grey picture has one component in the file, whatever form it came in; all others have three."""
    colors = {name: ready(data).colors for name, data in FORMS.items()}
    assert {name for name, it in colors.items() if it == b"/DeviceGray"} == {name for name in FORMS if "grey" in name}
    assert set(colors.values()) == {b"/DeviceGray", b"/DeviceRGB"}
    assert ready(made.png(made.quarters().convert("1"))).colors == b"/DeviceGray"


@pytest.mark.parametrize("name", ["rgb", "progressive", "restarting", "grey", "with a profile"])
def test_a_jpeg_passes_through_by_its_own_bytes(name: str) -> None:
    """What was coded is in the PDF byte for byte, and decodes to the same pixels: nothing is lost by a second coding."""
    data = FORMS[name]
    ((entries, kept),) = images(on_page(ready(data)))
    assert entries["/Filter"] == "/DCTDecode"
    assert made.scan_data(kept) == made.scan_data(data)
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_what_a_picture_says_of_itself_is_left_out() -> None:
    """Camera, comment, small pictures within, text and what follows the end reach no reader of the brief."""
    small = b"JFIF\0\1\2\1\0\x48\0\x48\1\1" + b"abc"
    told = made.with_segment(made.without_segments(made.turned_jpeg(6), 0xE0), 0xE0, small) + b"A film " * 50
    for marker, body in ((0xE1, b"http://ns.adobe.com/xap/1.0/\0secret"), (0xED, b"Photoshop 3.0\0secret"), (0xEF, b"secret")):
        told = made.with_segment(told, marker, body)
    text = made.with_chunk(made.png(), b"tEXt", b"Author\0" + made.CAMERA.encode())
    for data in (told, text):
        raster = ready(data)
        for word in (b"camera", b"secret", b"film", b"abc", b"Exif"):
            assert word not in raster.data
    assert made.CAMERA.encode() in told
    assert ready(told).data == ready(made.with_segment(told, 0xFE, b"more")).data
    assert ready(told).data[2:20] == b"\xff\xe0\0\x10" + small[:12] + b"\0\0"  # a small picture of no pixels


@pytest.mark.parametrize("turn", made.STORED)
def test_a_picture_lies_as_its_exif_data_say(turn: int) -> None:
    """However the camera was held the picture stands upright, and isn't coded anew for it."""
    raster = ready(made.turned_jpeg(turn))
    assert (raster.width, raster.height) == (64, 48)
    pdf = on_page(raster)
    assert all(map(alike, corners(drawn(pdf), BOX), made.QUARTERS))
    assert made.scan_data(images(pdf)[0][1]) == made.scan_data(made.turned_jpeg(turn))


def test_a_png_may_lie_otherwise_too() -> None:
    """The chunk `eXIf` counts as the segment of a JPEG does; a number that means nothing counts as none."""
    data = made.with_chunk(made.png(made.STORED[8](made.quarters())), b"eXIf", made.exif(8).tobytes()[6:])
    assert all(map(alike, corners(drawn(on_page(ready(data))), BOX), made.QUARTERS))
    for broken in (b"", b"II", b"II*\0\xff\xff\xff\xff", made.exif(9).tobytes()[6:]):
        assert ready(made.with_chunk(made.png(), b"eXIf", broken)).turn == 1


def test_pictures_in_cmyk_keep_their_inks_only_with_a_profile(valid_pdf: Gate) -> None:
    """With its profile a CMYK picture passes through, Adobe's turned round; without one it becomes RGB, and says so."""
    inks = Image.new("CMYK", (2, 2))
    for place, value in {(0, 0): (255, 0, 0, 0), (1, 0): (0, 255, 0, 0), (0, 1): (0, 0, 0, 255)}.items():
        inks.putpixel(place, value)
    inks = inks.resize((64, 48), Image.Resampling.NEAREST)
    adobe = made.jpeg(inks, icc_profile=made.inks_profile())
    other = made.without_segments(made.jpeg(inverted(inks), icc_profile=made.inks_profile()), 0xEE)
    for data, decode in ((adobe, True), (other, False)):
        raster = ready(data)
        assert raster.changes == ()
        pdf = on_page(raster)
        entries, kept = images(pdf)[0]
        assert (len(entries["/ColorSpace"]), "/Decode" in entries) == (2, decode)
        assert made.scan_data(kept) == made.scan_data(data)
        _, _, black, white = corners(drawn(pdf), BOX)
        assert alike(black, (35, 31, 32), 45)
        assert alike(white, (255, 255, 255))
        valid_pdf(pdf)
    for profile in (None, made.srgb()):
        plainly = ready(made.jpeg(inks, icc_profile=profile))
        assert plainly.colors == b"/DeviceRGB"
        assert "CMYK without a profile" in plainly.changes[0]
        assert all(map(alike, corners(drawn(on_page(plainly)), BOX), [(0, 255, 255), (255, 0, 255), (0, 0, 0), (255, 255, 255)]))


def test_a_profile_that_does_not_fit_is_told_and_left_out(gate: Gate) -> None:
    """A profile of other colours, of a later version, cut short or packed wrongly would spoil the file for PDF/A."""
    good = made.srgb()
    assert ready(made.jpeg(icc_profile=good)).profile == ready(made.png(icc_profile=good)).profile == good
    later, link = bytearray(good), bytearray(good)
    later[8], link[12:16] = 5, b"link"
    wrong = [made.inks_profile(), good[:-1], good + b"\0", good[:100], bytes(later), bytes(link), b"x" * 5000]
    rasters = [ready(form(icc_profile=it)) for it in wrong for form in (made.jpeg, made.png)]
    rasters += [ready(made.with_chunk(made.png(), b"iCCP", body)) for body in (b"", b"x\0\0", b"x\0\0no zlib")]
    rasters += [ready(made.jpeg(made.quarters().convert("L"), icc_profile=good))]
    for raster in rasters:
        assert not raster.profile
        assert "profile" in raster.changes[0]
    gate(on_page(*rasters))


def test_a_profile_in_pieces_is_put_together() -> None:
    """A profile that takes several segments of a JPEG is joined by their numbers, in whatever order they stand."""
    good = made.srgb()
    data = made.jpeg()
    for number, part in ((1, good[:200]), (2, good[200:])):  # the second comes to stand before the first
        data = made.with_segment(data, 0xE2, b"ICC_PROFILE\0%c\2%b" % (number, part))
    assert ready(data).profile == good


def test_three_components_may_be_red_green_and_blue() -> None:
    """Where no mark says so but their names, the file says it, since readers of PDF would take them for luma and chroma."""
    told = {name for name, data in FORMS.items() if b"/ColorTransform 0" in ready(data).entries}
    assert told == {"red, green, blue by name"}


def test_a_picture_is_written_once() -> None:
    """Two records of one file, and two files of the same bytes, are one object, and so is their profile."""
    profiled = made.jpeg(icc_profile=made.srgb())
    other = made.jpeg(made.quarters(32, 24), icc_profile=made.srgb())
    found = images(on_page(*map(ready, (profiled, profiled, other, made.png(), made.png()))))
    assert len(found) == 3
    with pikepdf.open(io.BytesIO(on_page(ready(profiled), ready(other)))) as pdf:
        profiles = [it for it in pdf.objects if isinstance(it, pikepdf.Stream) and it.get("/N") == 3]
        assert len(profiles) == 2  # theirs, and that of the output intent


def test_a_png_comes_back_as_it_was(gate: Gate) -> None:
    """Rows that are told by their differences, as of photographs, give the same pixels; pictures of screens go as they are."""
    noise = Image.effect_noise((40, 30), 60).resize((400, 333), Image.Resampling.BICUBIC)
    photograph = Image.merge("RGB", (noise, noise.transpose(Image.Transpose.ROTATE_180), noise))
    screen = Image.open(Path(__file__).parent.parent / "docs" / "img" / "page-1.png").convert("RGB")
    for image, by_differences in ((photograph, True), (noise, True), (screen, False)):
        raster = ready(made.png(image))
        assert (b"/Predictor" in raster.entries) == by_differences
        assert (len(raster.data) < len(zlib.compress(image.tobytes(), 5))) == by_differences
        pdf = on_page(raster)
        with pikepdf.open(io.BytesIO(pdf)) as file:
            (found,) = (it for it in file.objects if isinstance(it, pikepdf.Stream) and it.get("/Subtype") == "/Image")
            assert found.read_bytes() == image.tobytes()
        gate(pdf)


# What is refused ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", [it for _, _, it in OTHERS])
def test_other_forms_are_known_by_what_they_hold(what: str) -> None:
    """Each other form is refused by its name, and what to do is said."""
    place, begin, _ = next(it for it in OTHERS if it[2] == what)
    with pytest.raises(Fault) as fault:
        check_form(bytes(place) + begin + bytes(40))
    assert what in fault.value.message
    assert "PNG" in str(fault.value.hint)


@pytest.mark.parametrize("form", ["GIF", "TIFF", "BMP", "WEBP", "PPM"])
def test_the_name_of_a_file_says_nothing(desk: Path, form: str) -> None:
    """A picture of another form is refused at its place under whatever name, and a PNG may be called .jpg."""
    (desk / "photos" / "bridge.jpg").write_bytes(made.saved(made.quarters(), form))
    (problem,) = refused(desk)
    assert problem.message.startswith("photos/bridge.jpg: this is ")
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (9, 11)
    (desk / "photos" / "bridge.jpg").write_bytes(made.png(made.quarters(900, 600)))
    assert built(desk).problems == ()


def test_svg_is_a_drawing_whatever_its_name(desk: Path) -> None:
    """A drawing in SVG is as wide as its columns, in lines and not in pixels, with its words as text."""
    words = '<text x="5" y="50" font-size="20">Dorn</text><rect x="1" y="1" width="98" height="98" fill="none" stroke="red"/>'
    (desk / "photos" / "bridge.jpg").write_bytes(SVG.format(words).encode())
    brief = built(desk)
    assert brief.problems == ()
    with pikepdf.open(io.BytesIO(brief.pdf)) as pdf:
        assert not [it for it in pdf.objects if isinstance(it, pikepdf.Stream) and it.get("/Subtype") == "/Image"]
    path = desk / "lines.pdf"
    path.write_bytes(brief.pdf)
    assert "Dorn" in [block.text.strip() for block in stream_text(path).blocks if block.role == "Figure"]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">{}</svg>'


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ('<image href="/etc/passwd"/>', "<image> in line 1 would not be drawn"),
        ("<text>世</text>", "no typeface of the style has '世'"),
    ],
)
def test_a_drawing_that_is_refused_is_told_at_its_place(inner: str, words: str, desk: Path) -> None:
    """What reaches out of an SVG, or can't be drawn, is an error where the dossier names the file."""
    (desk / "photos" / "bridge.jpg").write_bytes(SVG.format(inner).encode())
    (problem,) = refused(desk)
    assert problem.message.startswith("photos/bridge.jpg: ")
    assert words in problem.message
    assert problem.span is not None
    assert problem.span.line == 9


@pytest.mark.parametrize("data", [FORMS["rgb"], FORMS["progressive"], FORMS["inks"], FORMS["png"], FORMS["png, palette"]],
                         ids=["rgb", "progressive", "inks", "png", "palette"])  # fmt: skip
def test_a_picture_cut_short_is_refused(data: bytes) -> None:
    """Wherever a file ends too early it is a fault, and never anything else."""
    for length in range(8, len(data) - 2, 7):
        with pytest.raises(Fault):
            ready(data[:length])


@pytest.mark.parametrize("name", ["rgb", "progressive", "with a profile", "inks", "png", "png, palette, clear", "png, alpha"])
def test_a_spoilt_picture_is_drawn_or_refused(name: str) -> None:
    """Bytes that are changed at random end in a picture or a fault: no file of a stranger ends the program."""
    chance = random.Random(name)
    data = FORMS[name]
    refusals = 0
    for _ in range(300):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            spoilt[chance.randrange(3, min(len(data), 900))] = chance.randrange(256)
        try:
            ready(bytes(spoilt))
        except Fault:
            refusals += 1
    assert 10 < refusals < 300


def frame(components: int = 3, bits: int = 8, width: int = 64) -> bytes:
    """Return a JPEG whose head says this, whatever its data are."""
    data = made.jpeg()
    at = data.index(b"\xff\xc0") + 4
    spoilt = bytearray(data)
    spoilt[at], spoilt[at + 3 : at + 5], spoilt[at + 5] = bits, width.to_bytes(2), components
    return bytes(spoilt)


@pytest.mark.parametrize(("data", "said"), [
    (frame(bits=12), "of 12 bits"),
    (frame(components=2), "2 components"),
    (frame(width=0), "no pixels"),
    (made.jpeg().replace(b"\xff\xc0", b"\xff\xc3", 1), "rare kind"),
    (made.jpeg().replace(b"\xff\xc0", b"\xff\xc9", 1), "rare kind"),
    (made.jpeg()[:-2] + made.jpeg(progressive=True)[2:], "rare kind"),
    (made.png_of(0, 5, 8, 0, b""), "no pixels"),
    (made.png_of(5, 5, 8, 0, zlib.compress(b"")), "broken"),
    (made.png_of(5, 5, 3, 0, zlib.compress(bytes(100))), "broken"),
    (b"\x89PNG\r\n\x1a\n" + made.chunk(b"IEND", b""), "broken"),
])  # fmt: skip
def test_what_no_reader_of_pdf_takes_is_refused(data: bytes, said: str) -> None:
    """Kinds of JPEG that PDF doesn't know, and heads without sense, are told by what they are."""
    with pytest.raises(Fault) as fault:
        ready(data)
    assert said in fault.value.message


def test_large_pictures_are_refused_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes that say that they are a huge picture cost nothing: no decoder sees them."""

    def seen(*arguments: Any, **more: Any) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image, "open", seen)
    wide = made.jpeg().replace(b"\0\x30\0\x40\3", b"\xff\xff\xff\xff\3", 1)
    for data in (wide, made.png_of(100_000, 100_000, 8, 2, b""), made.png_of(PIXELS + 1, 1, 1, 0, b"")):
        with pytest.raises(Fault, match="million") as fault:
            ready(data)
        assert "make it smaller" in (fault.value.hint or "")
    scans = made.jpeg(progressive=True)
    last = scans.rindex(b"\xff\xda")
    with pytest.raises(Fault, match="scans"):
        ready(scans[:-2] + scans[last:-2] * 300 + b"\xff\xd9")


def test_what_is_packed_in_a_png_unpacks_within_bounds() -> None:
    """A profile that unpacks to gigabytes is cut off and left out; texts are never unpacked."""
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    raster = ready(made.with_chunk(made.with_chunk(made.png(), b"iCCP", b"x\0\0" + bomb), b"zTXt", b"x\0\0" + bomb))
    assert not raster.profile
    assert raster.changes


# In a dossier ----------------------------------------------------------------------------------------------------------
def test_a_picture_is_numbered_captioned_and_credited(desk: Path) -> None:
    """Number, caption, credit and source stand below it; its words for who can't see it are the author's."""
    figure = picture_of(built(desk).galley)
    said = plain(figure.title).replace("\u00a0", " ")
    assert said == "Figure 1. The bridge on 4 February. Photo by the press office. ¶4"
    assert figure.alt == "The bridge from the south, its middle span in the river."
    assert (figure.id, figure.role) == ("image-bridge", "image")
    (desk / "a.yaml").write_text(HEAD.replace("    credit: Photo by the press office\n", ""), encoding="utf-8")
    said = plain(picture_of(pipeline.brief(str(desk / "a.yaml")).galley).title).replace("\u00a0", " ")
    assert said == "Figure 1. The bridge on 4 February. ¶4"


def test_a_link_leads_to_a_picture(desk: Path) -> None:
    """`#bridge` is the id of the picture, which is one of the dossier's ids."""
    (desk / "a.pdf").write_bytes(built(desk).pdf)
    where = destinations(desk / "a.pdf")
    assert where["image-bridge"] == 1
    with pikepdf.open(desk / "a.pdf") as pdf:
        led = [str(it.Dest) for page in pdf.pages for it in page.get("/Annots", []) if "/Dest" in it]
    assert "image-bridge" in led
    (desk / "a.yaml").write_text(HEAD + "places: {bridge: {name: Bridge}}\n", encoding="utf-8")
    assert [problem.name for problem in refused(desk)] == ["duplicate-id"]


def test_a_picture_stands_at_the_end_of_its_section(desk: Path) -> None:
    """`in` names the section; one that isn't printed gives way to another, and the picture stays."""
    for wanted, place in (
        ("", "reported"),
        ("    in: geography\n", "geography"),
        ("    in: scope\nsections: [reported]\n", "reported"),
    ):
        galley = built(desk, more=wanted).galley
        section = next(it for it in galley.sections if it.id == place)
        assert isinstance(section.blocks[-1], Figure)
        assert section.blocks[-1].kind == "picture"


@pytest.mark.parametrize(("line", "name"), [
    ("    alt: The bridge from the south, its middle span in the river.\n", "missing-key"),
    ("    file: photos/bridge.jpg\n", "missing-key"),
])  # fmt: skip
def test_a_picture_needs_a_file_and_words(desk: Path, line: str, name: str) -> None:
    """Without a file there is nothing to see, without words nothing to hear."""
    assert line in HEAD
    (desk / "a.yaml").write_text(HEAD.replace(line, ""), encoding="utf-8")
    assert [problem.severity for problem in refused(desk)] == [ERROR]
    (desk / "a.yaml").write_text(HEAD.replace(line, line.split(": ")[0] + ": ''\n"), encoding="utf-8")
    assert [problem.name for problem in refused(desk)] == ["empty-value"]


def test_words_that_wait_to_be_written_are_told(desk: Path) -> None:
    """`TODO` for the words of a picture makes the brief a draft."""
    (desk / "a.yaml").write_text(HEAD.replace("The bridge from the south", "TODO the bridge"), encoding="utf-8")
    open_ones = pipeline.brief(str(desk / "a.yaml")).open
    assert [problem.name for problem in open_ones] == ["todo"]


@pytest.mark.parametrize(("path", "said"), [
    ("photos/none.jpg", "no such file"),
    ("photos", "is a folder"),
    ("../outside.jpg", "leaves the dossier's folder"),
    ("/etc/hostname", "doesn't begin in the dossier's folder"),
    ("link.jpg", "symbolic link"),
    ("away/outside.jpg", "no such file"),
    ("pipe.jpg", "not a regular file"),
    ("empty.jpg", "the file is empty"),
])  # fmt: skip
@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
def test_files_stand_below_the_dossier(desk: Path, path: str, said: str) -> None:
    """Nothing outside the dossier's folder is read, by whatever way, and each refusal names its place."""
    outside = desk / "outside"
    outside.mkdir()
    (outside / "outside.jpg").write_bytes(made.jpeg())
    inside = desk / "inside"
    inside.mkdir()
    (inside / "a.yaml").write_text(HEAD.replace("photos/bridge.jpg", path), encoding="utf-8")
    (inside / "photos").mkdir()
    (inside / "link.jpg").symlink_to(outside / "outside.jpg")
    (inside / "away").symlink_to(outside)
    os.mkfifo(inside / "pipe.jpg")
    (inside / "empty.jpg").write_bytes(b"")
    (problem,) = refused(inside)
    assert said in problem.message
    assert problem.span is not None
    assert problem.span.line == 9


def test_a_file_of_too_many_bytes_is_refused(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture has a bound, and all of them together have one."""
    monkeypatch.setattr("dossier.figures.picture.loaded.LIMIT", 1000)
    assert "larger than 1,000 bytes" in refused(desk)[0].message
    monkeypatch.undo()
    (desk / "photos" / "other.png").write_bytes(made.png(Image.effect_noise((300, 300), 90)))
    more = "  other: {file: photos/other.png, alt: Noise.}\n"
    size = len(ready((desk / "photos" / "bridge.jpg").read_bytes()).data)
    monkeypatch.setattr("dossier.figures.picture.loaded.TOGETHER", size + 20_000)
    (desk / "a.yaml").write_text(HEAD + more, encoding="utf-8")
    (problem,) = refused(desk)
    assert "photos/other.png: is larger than" in problem.message


def test_a_change_of_colours_is_told_and_makes_no_draft(desk: Path) -> None:
    """Inks that became RGB are a warning at the place of the file, not an open check."""
    (desk / "photos" / "bridge.jpg").write_bytes(made.jpeg(made.quarters(1600, 1200).convert("CMYK")))
    it = built(desk)
    assert [(p.severity, p.name, p.about, p.span and p.span.line) for p in it.problems] == [(WARNING, "picture", "bridge", 9)]
    assert it.open == ()


def test_without_a_folder_a_picture_is_told_in_words(desk: Path) -> None:
    """Bytes without a folder can name no file: what the picture shows is said. So it is where a style wants none."""
    told = pipeline.build(HEAD.encode()).galley
    hidden = built(desk, "image.show=no").galley
    for galley in (told, hidden):
        said = [plain(it.text) for section in galley.sections for it in section.blocks if isinstance(it, Paragraph)]
        assert any(words.startswith("Figure 1. The bridge on 4 February.") for words in said)
        assert "Not shown here. What it shows: The bridge from the south, its middle span in the river." in said
        assert not any(isinstance(it, Figure) for section in galley.sections for it in section.blocks)


def test_the_copy_in_markdown_tells_a_picture_in_words(desk: Path) -> None:
    """The copy is one file: it has caption, credit and words, and no image. A logo tells it nothing."""
    (desk / "house.yaml").write_text("extends: briefing\npage.logo: logo.png\n", encoding="utf-8")
    (desk / "logo.png").write_bytes(made.png(made.quarters(300, 100)))
    copy = built(desk, styles=[str(desk / "house.yaml")]).markdown()
    assert "The bridge on 4 February. Photo by the press office." in copy
    assert "> *In place of the drawing:* The bridge from the south, its middle span in the river." in copy
    assert "![" not in copy
    assert "Logo" not in copy


def test_the_files_of_a_brief_are_watched(desk: Path) -> None:
    """A picture and a logo that change are built again, and so is a brief that failed for one of them."""
    (desk / "house.yaml").write_text("page.logo: marks/logo.png\n", encoding="utf-8")
    (desk / "marks").mkdir()
    logo, picture = str(desk / "marks" / "logo.png"), str(desk / "photos" / "bridge.jpg")
    Path(logo).write_bytes(made.png())
    assert {logo, picture} <= set(built(desk, styles=["briefing", str(desk / "house.yaml")]).inputs)
    Path(picture).write_bytes(b"spoilt")
    with pytest.raises(DossierError) as wrong:
        built(desk, styles=["briefing", str(desk / "house.yaml")])
    assert {logo, picture} <= set(wrong.value.inputs)


def test_a_picture_is_never_written_over(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output can't be one of the files that the brief is made of."""
    (desk / "photos" / "bridge.jpg").rename(desk / "photos" / "bridge.pdf")
    (desk / "a.yaml").write_text(HEAD.replace("bridge.jpg", "bridge.pdf"), encoding="utf-8")
    before = (desk / "photos" / "bridge.pdf").read_bytes()
    assert cli.run(["build", str(desk / "a.yaml"), "-o", str(desk / "photos" / "bridge.pdf")]) == 1
    assert "is one of the inputs" in capsys.readouterr().err
    assert (desk / "photos" / "bridge.pdf").read_bytes() == before
    (desk / "photos" / "bridge.pdf").unlink()  # no PDF that the gate could check


# On the page -----------------------------------------------------------------------------------------------------------
def placed(pdf: bytes) -> list[tuple[int, list[float], str]]:
    """Return page, box and words of each Figure of the structure, in points from the lower left corner."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        numbers = {page.objgen: number for number, page in enumerate(file.pages)}
        found = [it for it in file.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/Figure"]
        return [(numbers[it["/Pg"].objgen], [float(n) for n in it["/A"]["/BBox"]], str(it["/Alt"])) for it in found]


@pytest.mark.parametrize("style", ["briefing", "plain"])
@pytest.mark.parametrize("span", ["main", "both"])
def test_a_picture_stands_upright_where_its_box_says(desk: Path, valid_pdf: Gate, style: str, span: str) -> None:
    """On the printed page the four quarters lie where the structure says that the figure is, as wide as its columns."""
    it = built(desk, f"image.span={span}", styles=[style])
    ((page, box, alt),) = placed(it.pdf)
    assert alt == "The bridge from the south, its middle span in the river."
    look = open_style([style]).style
    assert look is not None
    assert box[2] - box[0] == pytest.approx(getattr(look.page, span), abs=0.02)
    assert box[0] == pytest.approx(look.page.left, abs=0.02)
    image = drawn(it.pdf, page)
    assert all(map(alike, corners(image, (box[0], image.height - box[3], box[2], image.height - box[1])), made.QUARTERS))
    assert alike(image.getpixel((int(box[0]) - 3, int(image.height - box[1]) - 20)), (255, 255, 255))  # type: ignore[arg-type]
    valid_pdf(it.pdf)


def test_a_picture_is_never_coarser_than_can_be_looked_at(desk: Path) -> None:
    """Few pixels print small, at 150 to the inch, and the builder is told where that is much smaller than there is room."""
    for pixels, width, told in ((1600, 114 * MM, False), (450, 216.0, False), (200, 96.0, True)):
        (desk / "photos" / "bridge.jpg").write_bytes(made.jpeg(made.quarters(pixels, pixels // 2)))
        it = built(desk)
        ((_, box, _),) = placed(it.pdf)
        assert box[2] - box[0] == pytest.approx(width, abs=0.02)
        assert bool(it.problems) == told
    assert "200 pixels across" in it.problems[0].message
    assert "34 mm wide" in it.problems[0].message


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_the_style_says_where_a_narrow_picture_stands(desk: Path, align: str, share: float) -> None:
    """A picture that doesn't fill its columns stands at their left or right edge, or in the middle."""
    (desk / "photos" / "bridge.jpg").write_bytes(made.jpeg(made.quarters(400, 300)))
    ((_, box, _),) = placed(built(desk, f"image.align={align}").pdf)
    page = open_style(["briefing"]).style.page  # type: ignore[union-attr]
    assert box[0] == pytest.approx(page.left + share * (page.main - 192), abs=0.02)


@pytest.mark.parametrize(("span", "most"), [("main", 0.5), ("both", 0.5), ("page", 1.0), ("landscape", 1.0)])
def test_a_tall_picture_stays_on_its_page(desk: Path, gate: Gate, span: str, most: float) -> None:
    """A tower takes half a page, or with a page of its own all of that, in its proportions."""
    (desk / "photos" / "bridge.jpg").write_bytes(made.jpeg(made.quarters(1500, 4500)))
    it = built(desk, f"image.span={span}")
    ((page, box, _),) = placed(it.pdf)
    width, height = box[2] - box[0], box[3] - box[1]
    assert height / width == pytest.approx(3, abs=0.01)
    image = drawn(it.pdf, page)
    sheet = open_style(["briefing"]).style.page  # type: ignore[union-attr]
    room = image.height - sheet.top - sheet.bottom
    assert box[1] >= sheet.bottom - 0.1
    assert height <= most * room + 0.1
    assert height > most * room * 0.85
    gate(it.pdf)


@pytest.mark.parametrize("purpose", ["office", "booklet"])
def test_pictures_on_paper(desk: Path, gate: Gate, purpose: str) -> None:
    """Moved off the bound edge, or two pages to a side, each picture stands in its box."""
    (desk / "photos" / "other.png").write_bytes(seen_through("RGBA"))
    more = "  other: {file: photos/other.png, alt: Other.}\n  again: {file: photos/bridge.jpg, alt: Again.}\n"
    it = built(desk, purpose=purpose, more=more)
    assert len(images(it.pdf)) == 2
    for page, box, _ in placed(it.pdf):
        image = drawn(it.pdf, page)
        with pikepdf.open(io.BytesIO(it.pdf)) as pdf:
            left = float(pdf.pages[page].MediaBox[0])
        found = corners(image, (box[0] - left, image.height - box[3], box[2] - left, image.height - box[1]))
        assert all(map(alike, found[:3], made.QUARTERS))
    gate(it.pdf)


def test_the_same_dossier_gives_the_same_bytes(desk: Path) -> None:
    """Pictures bring nothing of chance, clock or folder into the file."""
    (desk / "photos" / "other.png").write_bytes(seen_through("RGBA"))
    more = "  other: {file: photos/other.png, alt: Other.}\n"
    assert built(desk, more=more).pdf == built(desk, more=more).pdf


def test_the_mail_is_told_what_pictures_weigh(desk: Path) -> None:
    """What makes a file large is named by its kind."""
    it = built(desk)
    assert weights(it.pdf)["pictures"] == len(images(it.pdf)[0][1])
    assert sum(weights(it.pdf).values()) == len(it.pdf)


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_turn_fills_the_same_rectangle(turn: int) -> None:
    """The corners of the unit square come to lie on the corners of the box."""
    a, b, c, d, e, f = map(float, upright(turn, 10, 20, 30, 40).split())
    at = {(round(a * u + c * v + e), round(b * u + d * v + f)) for u in (0, 1) for v in (0, 1)}
    assert at == {(10, 20), (40, 20), (10, 60), (40, 60)}


# The logo --------------------------------------------------------------------------------------------------------------
def house(desk: Path, words: str = "page.logo: logo.png\n", name: str = "house.yaml") -> str:
    """Write a style sheet that has a logo, three times as wide as high; return its path."""
    sheet = desk / name
    sheet.parent.mkdir(exist_ok=True)
    sheet.write_text(f"extends: briefing\n{words}", encoding="utf-8")
    (sheet.parent / "logo.png").write_bytes(made.png(made.quarters(300, 100)))
    return str(sheet)


@pytest.mark.parametrize(("more", "height", "align"), [
    ("", 12, "right"), ("page.logo-height: 20mm\nlogo.align: left\n", 20, "left"), ("page.logo-height: 150mm\n", 56, "right"),
])  # fmt: skip
def test_the_logo_stands_above_the_masthead(desk: Path, valid_pdf: Gate, more: str, height: float, align: str) -> None:
    """It is as high as the sheet says, where its width has room, at an edge of the columns, with its words."""
    it = built(desk, styles=[house(desk, "page.logo: logo.png\n" + more)])
    page, box, alt = placed(it.pdf)[0]
    assert (page, alt) == (0, "Logo of The Desk")
    assert box[3] - box[1] == pytest.approx(height * MM, abs=0.1)
    look = open_style(["briefing"]).style
    assert look is not None
    edge = look.page.left if align == "left" else look.page.left + look.page.both
    assert box[0 if align == "left" else 2] == pytest.approx(edge, abs=0.02)
    image = drawn(it.pdf)
    assert all(map(alike, corners(image, (box[0], image.height - box[3], box[2], image.height - box[1])), made.QUARTERS))
    (desk / "a.pdf").write_bytes(it.pdf)
    series = next(word for word in page_geometry(desk / "a.pdf")[0].words if word.text == "Desk")
    assert series.y0 > image.height - box[1]
    valid_pdf(it.pdf)


def test_a_logo_without_an_issuer_is_a_logo(desk: Path) -> None:
    """Where the dossier doesn't say who issues it, the words don't either."""
    (desk / "a.yaml").write_text(HEAD.replace(", issuer: The Desk", ""), encoding="utf-8")
    pdf = pipeline.brief(str(desk / "a.yaml"), open_style([house(desk)])).pdf
    assert placed(pdf)[0][2] == "Logo"


def test_the_logo_is_found_beside_the_sheet_that_names_it(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its path is the sheet's, whatever folder the dossier is in; on the command line it is from the current one."""
    house(desk, name="looks/house.yaml")
    (desk / "top.yaml").write_text("extends: looks/house.yaml\n", encoding="utf-8")
    assert len(placed(built(desk, styles=[str(desk / "top.yaml")]).pdf)) == 2
    monkeypatch.chdir(desk / "looks")
    assert len(placed(built(desk, "page.logo=logo.png").pdf)) == 2
    assert len(placed(built(desk, "page.logo=none", styles=[str(desk / "top.yaml")]).pdf)) == 1


@pytest.mark.parametrize(("path", "said"), [
    ("none.png", "no such file"),
    ("../logo.png", "must stay below"),
    ("/etc/hostname", "must be relative"),
    ("text.png", "neither"),
])  # fmt: skip
def test_a_logo_that_is_not_there_is_told_at_its_line(desk: Path, path: str, said: str) -> None:
    """A sheet is as strange as a dossier: it names pictures below its folder, and nothing else."""
    sheet = house(desk, f"page:\n  logo: {path}\n")
    (desk / "text.png").write_text("no picture", encoding="utf-8")
    (problem,) = refused(desk, open_style([sheet]))
    assert said in problem.message
    assert problem.span is not None
    assert (problem.span.file, problem.span.line, problem.span.column) == (sheet, 3, 9)

"""Pictures in files -> image objects of the PDF: a JPEG by its own bytes, a PNG decoded by ReportLab (ISO 32000-1, 8.9.5).

Under the sRGB output intent grey and RGB stand for themselves; CMYK only with its profile (ISO 19005-2, 6.2.4).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from PIL import Image, ImageChops
from reportlab.lib.utils import ImageReader

from dossier.figures.picture.loaded import Fault, Raster
from dossier.pdf.document import Document
from dossier.pdf.jpegs import Jpeg, taken_apart, turned
from dossier.pdf.objects import LEVEL, number, numbers, predicted, stream
from dossier.pdf.profiles import MOST, fits

PIXELS: Final = 60_000_000  # of a picture, in all
QUALITY: Final = 92  # of a JPEG that has to be written anew
COLORS: Final = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
COMPONENTS: Final = {colors: count for count, colors in COLORS.items()}
SAMPLE: Final = 64  # rows
PNG: Final = b"\x89PNG\r\n\x1a\n"
DRAWN: Final = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")  # chunks that make the picture; the others never reach a decoder
NO_PROFILE: Final = "its colour profile is broken, or not of its colours; it is printed as sRGB"
NO_CMYK: Final = "it is CMYK without a profile, and nobody knows what its inks look like; it is turned into RGB, roughly"


def ready(data: bytes) -> Raster:
    """Make a PNG or a JPEG ready for a page. Raises Fault for one that is broken, too large, or nothing for a PDF."""
    return _png(data) if data.startswith(PNG) else _jpeg(data)


def _bounded(width: int, height: int) -> None:
    """Refuse a picture without pixels, and one with more than a page can show, before anything of it is decoded."""
    if not width or not height:
        raise Fault("the picture has no pixels", None)
    if width * height > PIXELS:
        hint = "make it smaller: A4 at 300 pixels to the inch has 9 million"
        raise Fault(f"the picture has {width:,} × {height:,} pixels, more than {PIXELS // 1_000_000} million", hint)


def _decoded(image: Image.Image) -> bytes:
    """Let ReportLab decode a picture; return its pixels. Raises Fault."""
    try:
        pixels: bytes = ImageReader(image).getRGBData()
    except Exception:  # of any kind: decoders of many hands, and files of any
        raise Fault("the picture is broken, or cut short", "save it once more") from None
    return pixels


def _opened(data: bytes, form: str) -> Image.Image:
    """Open a picture as one form and no other. Raises Fault."""
    try:
        return Image.open(BytesIO(data), formats=(form,))
    except Exception:
        raise Fault("the picture is broken, or cut short", "save it once more") from None


def _entries(width: int, height: int, coding: bytes) -> bytes:
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/Filter/%b" % (width, height, coding)


def _raster(size: tuple[int, int], turn: int, entries: bytes, data: bytes, components: int, profile: bytes) -> Raster:
    """Return what is ready, with a profile that fits; of one that doesn't the picture is told to be rid."""
    fitting = bool(profile) and fits(profile, components)
    changes = (NO_PROFILE,) if profile and not fitting else ()
    size = size[::-1] if turn > 4 else size
    return Raster(*size, turn, entries, data, COLORS[components], profile if fitting else b"", changes)


# JPEG ------------------------------------------------------------------------------------------------------------------
def _jpeg(data: bytes) -> Raster:
    """Pass a JPEG through by its own bytes, without what it says of itself; it is decoded once, to see that it can be."""
    jpeg = taken_apart(data)
    size = jpeg.width, jpeg.height
    _bounded(*size)
    if jpeg.components not in COLORS:
        raise Fault(f"the JPEG has {jpeg.components} components; grey, RGB and CMYK have 1, 3 and 4", "save it as RGB")
    if jpeg.components == 4 and not fits(jpeg.profile, 4):
        return _in_rgb(jpeg)
    image = _opened(jpeg.bare, "JPEG")
    image.draft(image.mode, (max(size[0] // 8, 1), max(size[1] // 8, 1)))  # all of its data, an eighth of the pixels
    _decoded(image)
    entries = _entries(*size, b"DCTDecode")
    if jpeg.components == 4 and jpeg.adobe >= 0:
        entries += b"/Decode[1 0 1 0 1 0 1 0]"  # programs that write Adobe's marker write how much of an ink is missing
    if jpeg.plain:
        entries += b"/DecodeParms<</ColorTransform 0>>"
    return _raster(size, jpeg.turn, entries, jpeg.bare, jpeg.components, jpeg.profile)


def _in_rgb(jpeg: Jpeg) -> Raster:
    """Write a JPEG of four inks anew in RGB."""
    image = _opened(jpeg.bare, "JPEG")
    inks = Image.frombytes("CMYK", image.size, _decoded(image))
    if jpeg.adobe < 0:  # Pillow takes every one for Adobe's
        inks = ImageChops.invert(inks)
    out = BytesIO()
    inks.convert("RGB").save(out, "JPEG", quality=QUALITY, subsampling=0)
    size = jpeg.width, jpeg.height
    raster = _raster(size, jpeg.turn, _entries(*size, b"DCTDecode"), taken_apart(out.getvalue()).bare, 3, b"")
    return raster._replace(changes=(NO_CMYK,))


# PNG -------------------------------------------------------------------------------------------------------------------
def _png(data: bytes) -> Raster:
    """Decode a PNG to 8 bits of grey or RGB on white paper."""
    chunks: dict[bytes, bytes] = {}
    drawn = [PNG]
    for kind, body, whole in _chunks(data):
        if kind in DRAWN:
            drawn.append(whole)
        chunks.setdefault(kind, body)
    if len(chunks.get(b"IHDR", b"")) != 13:
        raise Fault("the picture is broken, or cut short", "save it once more")
    size = int.from_bytes(chunks[b"IHDR"][:4]), int.from_bytes(chunks[b"IHDR"][4:8])
    _bounded(*size)
    image = _on_paper(_opened(b"".join(drawn), "PNG"))
    components = len(image.getbands())
    packed, parameters = _packed(_decoded(image), components, size[0])
    turn = turned(chunks.get(b"eXIf", b""))
    entries = _entries(*size, b"FlateDecode") + parameters
    return _raster(size, turn, entries, packed, components, _unpacked(chunks.get(b"iCCP")))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield kind, contents and bytes of each chunk (ISO/IEC 15948, 5.3), to the end of the picture."""
    at = len(PNG)
    while True:
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if end > len(data):
            raise Fault("the picture is broken, or cut short", "save it once more")
        kind = data[at + 4 : at + 8]
        yield kind, data[at + 8 : end - 4], data[at:end]
        if kind == b"IEND":
            return
        at = end


def _on_paper(image: Image.Image) -> Image.Image:
    """Return a picture in grey or RGB; what can be seen through shows white paper."""
    try:
        image.load()
        clear = image.info.get("transparency")
        if image.mode[0] == "I":  # 16 bits of grey: the upper eight are kept
            step = 4 if image.mode == "I" else 2
            image = Image.frombytes("L", image.size, image.tobytes()[1::step])
            clear = clear >> 8 if isinstance(clear, int) else None
            if clear is not None:
                image.info["transparency"] = clear
        grey = image.mode in ("1", "L", "LA")
        if clear is not None or image.mode in ("LA", "RGBA", "PA"):
            seen = image if image.mode == "RGBA" and clear is None else image.convert("RGBA")
            image = Image.new("RGBA", seen.size, "white")
            image.alpha_composite(seen)
        return image.convert("L" if grey else "RGB")
    except Exception:
        raise Fault("the picture is broken, or cut short", "save it once more") from None


def _packed(pixels: bytes, components: int, width: int) -> tuple[bytes, bytes]:
    """Deflate pixels; return them and what undoes it. Rows are told by their differences where a sample says that this is less.

    It is for photographs (by a fifth), and isn't for drawings and pictures of screens.
    """
    row = components * width
    middle = len(pixels) // row // 2 * row
    sample = pixels[middle : middle + SAMPLE * row]
    if len(zlib.compress(predicted(sample, row), LEVEL)) >= len(zlib.compress(sample, LEVEL)):
        return zlib.compress(pixels, LEVEL), b""
    packer, out, above = zlib.compressobj(LEVEL), [], b""
    for at in range(0, len(pixels), SAMPLE * row):
        rows = pixels[at : at + SAMPLE * row]
        out.append(packer.compress(predicted(rows, row, above)))
        above = rows[-row:]
    out.append(packer.flush())
    return b"".join(out), b"/DecodeParms<</Predictor 12/Colors %d/Columns %d>>" % (components, width)


def _unpacked(chunk: bytes | None) -> bytes:
    """Return the profile in a chunk of a PNG: a name, a method, the packed profile; what it can't be is told as a broken one."""
    if chunk is None:
        return b""
    try:
        return zlib.decompressobj().decompress(chunk[chunk.index(b"\0") + 2 :], MOST + 1) or b"?"
    except (ValueError, zlib.error):
        return b"?"


# The file --------------------------------------------------------------------------------------------------------------
class Pictures:
    """The pictures of a document: each is written once, when it is first asked for."""

    __slots__ = ("_file", "_profiles", "_written")

    def __init__(self, file: Document) -> None:
        self._file = file
        self._profiles: dict[bytes, int] = {}
        self._written: dict[Raster, tuple[bytes, int]] = {}

    def written(self, raster: Raster) -> tuple[bytes, int]:
        """Return the name of a picture among the resources of pages, and the number of its object."""
        found = self._written.get(raster)
        if found is None:
            body = stream(raster.data, raster.entries + b"/ColorSpace" + self._colors(raster), compress=False)
            found = self._written[raster] = b"Im%d" % (len(self._written) + 1), self._file.put_stream(body)
        return found

    def _colors(self, raster: Raster) -> bytes:
        """Return the colour space of a picture: that of the output intent, or the one of its own profile."""
        if not raster.profile:
            return raster.colors
        profile = self._profiles.get(raster.profile)
        if profile is None:
            body = stream(raster.profile, b"/N %d" % COMPONENTS[raster.colors])
            profile = self._profiles[raster.profile] = self._file.put_stream(body)
        return b"[/ICCBased %d 0 R]" % profile


def upright(turn: int, x: float, y: float, w: float, h: float) -> bytes:
    """Return the six numbers that put a picture upright into a rectangle, given how it is stored (Exif 2.3, tag 274).

    The unit square of an image has its first row at the top (ISO 32000-1, 8.9.5.1).
    """
    across, up = (-w if turn in (2, 3, 5, 8) else w), (-h if turn in (3, 4, 5, 6) else h)
    left, bottom = (x + w if across < 0 else x), (y + h if up < 0 else y)
    matrix = (0.0, up, across, 0.0) if turn > 4 else (across, 0.0, 0.0, up)
    return b" ".join([*(number(part, 4) for part in matrix), numbers((left, bottom))])

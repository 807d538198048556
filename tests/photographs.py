"""Pictures for the tests, made here: of four quarters in four colours, in every form that a file of a picture can have."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterable
from typing import Any, Final

from PIL import Image, ImageCms

RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (40, 60, 200), (250, 250, 250)
QUARTERS: Final = (RED, GREEN, BLUE, WHITE)  # upper left, upper right, lower left, lower right
CAMERA: Final = "A camera that tells on you"
SHARP: Final = {"quality": 95, "subsampling": 0}


def quarters(width: int = 64, height: int = 48) -> Image.Image:
    """Return a picture of four quarters, by which one sees where its corners are."""
    small = Image.new("RGB", (2, 2))
    for number, color in enumerate(QUARTERS):
        small.putpixel((number % 2, number // 2), color)
    return small.resize((width, height), Image.Resampling.NEAREST)


def saved(image: Image.Image, form: str, **more: Any) -> bytes:
    """Return a picture as the bytes of a file."""
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def jpeg(image: Image.Image | None = None, **more: Any) -> bytes:
    """Return a JPEG of a picture, sharp enough that its colours can be told."""
    return saved(image or quarters(), "JPEG", **{**SHARP, **more})


def png(image: Image.Image | None = None, **more: Any) -> bytes:
    """Return a PNG of a picture."""
    return saved(image or quarters(), "PNG", **more)


# How a picture has to be stored to be seen upright, by what its Exif data say.
STORED: Final[dict[int, Callable[[Image.Image], Image.Image]]] = {
    1: lambda image: image,
    2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
    4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    6: lambda image: image.transpose(Image.Transpose.ROTATE_90),
    7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
    8: lambda image: image.transpose(Image.Transpose.ROTATE_270),
}


def exif(turn: int) -> Image.Exif:
    """Return Exif data that say how a picture lies, and who took it."""
    told = Image.Exif()
    told[0x0112], told[0x010F] = turn, CAMERA
    return told


def turned_jpeg(turn: int) -> bytes:
    """Return a JPEG that is stored otherwise than it is to be seen, and says so, with a comment and a small picture besides."""
    return jpeg(STORED[turn](quarters()), exif=exif(turn), comment=CAMERA.encode())


def without_segments(data: bytes, *markers: int) -> bytes:
    """Return a JPEG without its segments of these markers."""
    at, out = 2, [b"\xff\xd8"]
    while data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if data[at + 1] not in markers:
            out.append(data[at:end])
        at = end
    return b"".join([*out, data[at:]])


def with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    """Return a JPEG with one more segment at its beginning."""
    return b"%b\xff%c%b%b%b" % (data[:2], marker, struct.pack(">H", len(body) + 2), body, data[2:])


def scan_data(data: bytes) -> list[bytes]:
    """Return what lies between the head of each scan of a JPEG and the next marker: its picture, as it was coded."""
    out, at = [], 2
    while data[at : at + 2] != b"\xff\xd9":
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4])
        at = end
        if marker == 0xDA:
            while not (data[at] == 0xFF and data[at + 1] not in (0, *range(0xD0, 0xD8))):
                at += 1
            out.append(data[end:at])
    return out


# PNG by hand, for what Pillow doesn't write ------------------------------------------------------------------------------
def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG with its length and its sum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, depth: int, colors: int, data: bytes, *more: bytes, interlaced: bool = False) -> bytes:
    """Return a PNG of packed rows; `colors` is its type of colour (0 grey, 2 RGB, 3 palette)."""
    head = struct.pack(">IIBBBBB", width, height, depth, colors, 0, 0, interlaced)
    return b"".join((b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), *more, chunk(b"IDAT", data), chunk(b"IEND", b"")))


def with_chunk(data: bytes, kind: bytes, body: bytes) -> bytes:
    """Return a PNG with one more chunk after its head."""
    return data[:33] + chunk(kind, body) + data[33:]


def deep_png(grey: bool) -> bytes:
    """Return the quarters with 16 bits to a component."""
    image = quarters().convert("L" if grey else "RGB")
    parts = 1 if grey else 3
    raw = image.tobytes()
    row = image.width * parts
    rows = [b"\0" + b"".join(b"%c\x40" % part for part in raw[at : at + row]) for at in range(0, len(raw), row)]
    return png_of(*image.size, 16, 0 if grey else 2, zlib.compress(b"".join(rows)))


def interlaced_png() -> bytes:
    """Return the quarters in seven passes (ISO/IEC 15948, 8.2)."""
    image = quarters()
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    rows = [
        b"\0" + b"".join(bytes(image.getpixel((x, y))) for x in range(left, image.width, across))  # type: ignore[arg-type]
        for left, top, across, down in passes
        for y in range(top, image.height, down)
    ]
    return png_of(*image.size, 8, 2, zlib.compress(b"".join(rows)), interlaced=True)


# Profiles ----------------------------------------------------------------------------------------------------------------
def srgb() -> bytes:
    """Return a profile for RGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def inks_profile() -> bytes:
    """Return a small profile for CMYK: a table of its sixteen corners in Lab (ICC.1:2001-12, 6.5.7)."""

    def lab(inks: Iterable[int]) -> bytes:
        cyan, magenta, yellow, black = inks
        light = 0 if black else 255 - 60 * (cyan + magenta) - 20 * yellow
        return bytes((light, 128 + (0 if black else 60 * (magenta - cyan)), 128 + (0 if black else 90 * (yellow - cyan) // 2)))

    corners = b"".join(lab((n >> 3 & 1, n >> 2 & 1, n >> 1 & 1, n & 1)) for n in range(16))
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1\0\0\0\0\x04\x03\x02\0" + matrix + bytes(range(256)) * 4 + corners + bytes(range(256)) * 3
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"Inks\0" + bytes(78),
        b"cprt": b"text\0\0\0\0None\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
        b"A2B0": table,
    }
    body, entries, place = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        entries += name + struct.pack(">II", place + len(body), len(data))
        body += padded
    head = b"\0\0\0\0\x02\x20\0\0prtrCMYKLab " + bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    whole = head.ljust(124, b"\0") + struct.pack(">I", len(tags)) + entries + body
    return struct.pack(">I", len(whole) + 4) + whole

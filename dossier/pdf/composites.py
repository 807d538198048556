"""A TrueType file and recipes in, the file with composite glyphs appended out (OpenType 1.9: glyf, loca, hmtx, maxp, hhea, head).

Some fonts draw one character with several glyphs, or place a mark by offsets. PDF wants one glyph to a character code, so each
such group becomes a glyph of its own.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from dossier.tuples import NamedTuple

_ARGS_ARE_WORDS_AND_OFFSETS = 0x3
_MORE_COMPONENTS = 0x20
_CHECKSUM = 0xB1B0AFBA  # what the whole file must add up to (OpenType, `head`)


class Composite(NamedTuple):
    """A glyph to be made: its advance, and its parts as (glyph, x, y); all in font units."""

    advance: int
    parts: tuple[tuple[int, int, int], ...]


class _Outlines:
    """The glyph data of a file, open to additions."""

    def __init__(self, tables: dict[bytes, bytes]) -> None:
        count = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
        if tables[b"head"][51]:
            self.loca = list(struct.unpack(f">{count + 1}I", tables[b"loca"]))
        else:
            self.loca = [2 * half for half in struct.unpack(f">{count + 1}H", tables[b"loca"])]
        self.glyf = bytearray(tables[b"glyf"][: self.loca[-1]])
        self._align()
        self.loca[-1] = len(self.glyf)
        full = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
        hmtx = tables[b"hmtx"]
        self.metrics = [struct.unpack_from(">Hh", hmtx, 4 * glyph) for glyph in range(full)]
        last = self.metrics[-1][0]
        bearings = struct.unpack_from(f">{count - full}h", hmtx, 4 * full)
        self.metrics += [(last, bearing) for bearing in bearings]
        self.most = 0

    def append(self, composite: Composite) -> None:
        """Add a glyph after the last; of parts that are all empty, a space among them, an empty one."""
        boxes = []
        record = b""
        for place, (glyph, x, y) in enumerate(composite.parts):
            start, stop = self.loca[glyph], self.loca[glyph + 1]
            if stop > start:
                left, bottom, right, top = struct.unpack_from(">4h", self.glyf, start + 2)
                boxes.append((left + x, bottom + y, right + x, top + y))
            more = _MORE_COMPONENTS if place < len(composite.parts) - 1 else 0
            record += struct.pack(">HHhh", _ARGS_ARE_WORDS_AND_OFFSETS | more, glyph, x, y)
        box = _union(boxes) if boxes else (0, 0, 0, 0)
        self.glyf += struct.pack(">5h", -1, *box) + record if boxes else b""
        self._align()
        self.loca.append(len(self.glyf))
        self.metrics.append((composite.advance, box[0]))
        self.most = max(self.most, len(composite.parts))

    def _align(self) -> None:
        self.glyf += bytes(-len(self.glyf) % 4)


def add_composites(font: bytes, composites: Sequence[Composite]) -> bytes:
    """Return the TrueType file with the composites appended; they get the glyph numbers that follow its last."""
    tables = _read(font)
    outlines = _Outlines(tables)
    for composite in composites:
        outlines.append(composite)
    glyphs = len(outlines.metrics)
    tables[b"glyf"] = bytes(outlines.glyf)
    tables[b"loca"] = struct.pack(f">{len(outlines.loca)}I", *outlines.loca)
    tables[b"hmtx"] = b"".join([struct.pack(">Hh", *metric) for metric in outlines.metrics])
    tables[b"maxp"] = _profile(tables[b"maxp"], glyphs, outlines.most)
    widest = max(advance for advance, _ in outlines.metrics)
    tables[b"hhea"] = _patched(tables[b"hhea"], {10: widest, 34: glyphs})
    tables[b"head"] = _patched(tables[b"head"], {8: 0, 10: 0, 50: 1})
    return _write(font[:12], tables)


def _profile(maxp: bytes, glyphs: int, most: int) -> bytes:
    """Raise the limits of `maxp` to what composites of up to `most` parts may need."""
    points, contours, inner_points, inner_contours = struct.unpack_from(">4H", maxp, 6)
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    limits = {
        4: glyphs,
        10: min(0xFFFF, max(points, inner_points) * most),
        12: min(0xFFFF, max(contours, inner_contours) * most),
        28: max(most, elements),
        30: depth + 1,
    }
    return _patched(maxp, limits)


def _patched(table: bytes, values: dict[int, int]) -> bytes:
    """Return the table with 16-bit values put in at their offsets."""
    out = bytearray(table)
    for offset, value in values.items():
        struct.pack_into(">H", out, offset, value)
    return bytes(out)


def _union(boxes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(pick(side) for pick, side in zip((min, min, max, max), zip(*boxes, strict=True), strict=True))


def _read(font: bytes) -> dict[bytes, bytes]:
    """Return the tables of the file by tag."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4s3I", font, 12 + 16 * place) for place in range(count)]
    return {tag: font[offset : offset + length] for tag, _, offset, length in records}


def _write(header: bytes, tables: dict[bytes, bytes]) -> bytes:
    """Put tables together to a file, with its check sums."""
    offset = 12 + 16 * len(tables)
    directory, body = header, b""
    for tag in sorted(tables):
        padded = tables[tag] + bytes(-len(tables[tag]) % 4)
        directory += struct.pack(">4s3I", tag, _sum(padded), offset + len(body), len(tables[tag]))
        if tag == b"head":
            adjustment = offset + len(body) + 8
        body += padded
    out = bytearray(directory + body)
    struct.pack_into(">I", out, adjustment, (_CHECKSUM - _sum(out)) & 0xFFFFFFFF)
    return bytes(out)


def _sum(data: bytes | bytearray) -> int:
    """Add up a table as 32-bit numbers (OpenType, "Calculating Checksums")."""
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF

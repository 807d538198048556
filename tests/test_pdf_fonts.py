"""Embedded fonts: every pair of glyph and text, composites, the missing glyph."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import uharfbuzz as hb
from gate import Gate
from pressroom import SERIF, Pressroom
from witness import stream_text

from dossier.layout.element import Element
from dossier.pdf.composites import Composite, add_composites
from dossier.pdf.fonts import _widths
from dossier.text.faces import TextStyle
from dossier.text.shaping import FIRST_COMPOSITE

LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ àáâãäåæçèéêëìíîï Київ Ελλάδα Şanlıurfa"
)


class Proof:
    """A document of a heading and a paragraph for each text, and what is embedded in it; the heading's font is F1."""

    def __init__(self, *texts: str, style: TextStyle = SERIF) -> None:
        room = Pressroom()
        canvas = room.page()
        room.heading(canvas)
        for place, text in enumerate(texts):
            room.put(canvas, Element("P", room.root), text, y=320 - 40 * place, style=style)
        self.pdf = room.finish()
        self.files = room.book.files
        self.document = pikepdf.open(io.BytesIO(self.pdf))
        self.fonts: dict[str, Any] = dict(self.document.pages[0].Resources.Font.items())


def _program(font: Any) -> bytes:
    data: bytes = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    return data


def test_text_comes_out_as_it_went_in(valid_pdf: Gate, tmp_path: Path) -> None:
    """More letters than a block of the ToUnicode map holds, looks shared by several characters, and ligatures."""
    texts = [LETTERS, "a\u00a0b c", "no-break\u2011hyphen and hyphen\u2010minus -", "office, fjord, waffle"]
    proof = Proof(*texts)
    path = tmp_path / "letters.pdf"
    path.write_bytes(proof.pdf)
    valid_pdf(path)
    found = [" ".join(block.text.split(" ")).strip() for block in stream_text(path).blocks[1:]]
    assert [text.split() for text in found] == [text.split() for text in texts]
    maps = [font.ToUnicode.read_bytes() for font in proof.fonts.values()]
    assert all(int(line.split()[0]) <= 100 for data in maps for line in data.splitlines() if line.endswith(b"beginbfchar"))


def test_characters_of_several_glyphs_become_one(valid_pdf: Gate) -> None:
    """An Arabic letter that the font draws as shape and dots, and marks on their letters, are composites of the subset."""
    proof = Proof("بتثجخشضظغفقنية", "قال المتحدّثُ إنَّ")
    (arabic,) = [file for file in proof.files if file.composites]
    font = proof.fonts["/" + arabic.tag.decode()]
    face = hb.Face(_program(font))
    assert struct.unpack_from(">H", bytes(face.reference_table("maxp").data), 4)[0] == face.glyph_count
    glyph_map = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
    draw = hb.Font(face)
    for (glyph, _), cid in arabic.pairs.items():
        if glyph >= FIRST_COMPOSITE:
            new = struct.unpack_from(">H", glyph_map, 2 * cid)[0]
            assert draw.get_glyph_h_advance(new) * arabic.scale == pytest.approx(arabic.advance(glyph), abs=0.6)
            parts = next(parts for parts, made in arabic.composites.items() if made[0] == glyph)
            wanted = [_box(arabic.font, part) for part in parts if arabic.font.get_glyph_extents(part[0]).width]
            extents = draw.get_glyph_extents(new)
            if wanted:
                assert extents.x_bearing == min(box[0] for box in wanted)
                assert extents.y_bearing == max(box[3] for box in wanted)
    valid_pdf(proof.pdf)


def _box(font: Any, part: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Return left, bottom, right, top of a glyph at its place, in font units."""
    glyph, x, y = part
    ink = font.get_glyph_extents(glyph)
    return (x + ink.x_bearing, y + ink.y_bearing + ink.height, x + ink.x_bearing + ink.width, y + ink.y_bearing)


def test_the_missing_glyph_is_shown_validly(valid_pdf: Gate) -> None:
    """A character that no font has shows as a box that still extracts as the character; glyph 0 itself is never shown."""
    proof = Proof("a \u2603 b")
    valid_pdf(proof.pdf)
    (font,) = [font for font in proof.fonts.values() if b"<2603>" in font.ToUnicode.read_bytes()]
    line = next(line for line in font.ToUnicode.read_bytes().splitlines() if b"<2603>" in line)
    glyph_map = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
    glyph = struct.unpack_from(">H", glyph_map, 2 * int(line[1:5], 16))[0]
    drawn = hb.Font(hb.Face(_program(font)))
    assert glyph
    assert drawn.get_glyph_extents(glyph) == drawn.get_glyph_extents(0)


def test_widths_skip_holes() -> None:
    """A run of codes stands under its first; a hole begins a new run."""
    assert _widths([(3, 500.0), (4, 250.5), (7, 0.0)]) == b"3[500 250.5] 7[0]"


def test_the_tag_follows_what_is_embedded() -> None:
    """Six letters, the same for the same letters and others for other letters."""
    names = [str(proof.fonts["/F2"].BaseFont) for proof in map(Proof, ("one", "one", "two"))]
    assert names[0] == names[1] != names[2]
    assert names[0][7:] == "+SourceSerif4-Regular"
    assert names[0][1:7].isalpha()
    assert names[0][1:7].isupper()


def test_fonts_without_text_stay_out() -> None:
    """A file that was only measured with isn't embedded."""
    room = Pressroom()
    room.book.metrics(TextStyle("Source Sans 3"))
    room.heading(room.page())
    with pikepdf.open(io.BytesIO(room.finish())) as pdf:
        assert len(pdf.pages[0].Resources.Font) == 1


def test_descriptors_tell_the_style() -> None:
    """Flags for serifs and slant, a stem that grows with the weight, the box and heights of the file."""
    found = {}
    for style in (SERIF, TextStyle("Source Serif 4", 700, True), TextStyle("Source Sans 3")):
        proof = Proof("words", style=style)
        descriptor = list(proof.fonts.values())[-1].DescendantFonts[0].FontDescriptor
        found[style] = (int(descriptor.Flags), float(descriptor.ItalicAngle), int(descriptor.StemV), int(descriptor.Ascent))
    roman, bold, sans = found.values()
    assert (roman[0], bold[0], sans[0]) == (4 | 2, 4 | 2 | 64, 4)
    assert roman[1] == 0 > bold[1]
    assert roman[2] < bold[2]
    assert all(700 < each[3] < 1200 for each in found.values())


def test_composites_of_a_file_with_short_offsets() -> None:
    """The long form of `loca` is made where the file had the short one, check sums are right, and old glyphs are kept."""
    proof = Proof("abc")
    program = _program(proof.fonts["/F2"])
    before = hb.Font(hb.Face(program))
    count = hb.Face(program).glyph_count
    made = add_composites(program, [Composite(700, ((1, 0, 0), (2, 100, -50)))])
    after = hb.Font(hb.Face(made))
    assert [before.get_glyph_extents(g) for g in range(count)] == [after.get_glyph_extents(g) for g in range(count)]
    assert after.get_glyph_h_advance(count) == 700
    assert sum(struct.unpack(f">{len(made) // 4}I", made)) & 0xFFFFFFFF == 0xB1B0AFBA


def test_a_composite_of_empty_glyphs_is_empty() -> None:
    """A space with a mark that draws nothing has an advance and no outline."""
    proof = Proof("a b")
    program = _program(proof.fonts["/F2"])
    face = hb.Font(hb.Face(program))
    (space,) = [glyph for glyph in range(1, hb.Face(program).glyph_count) if face.get_glyph_extents(glyph) == (0, 0, 0, 0)]
    made = hb.Font(hb.Face(add_composites(program, [Composite(300, ((space, 0, 0), (space, 40, 0)))])))
    count = hb.Face(program).glyph_count
    assert made.get_glyph_h_advance(count) == 300
    assert made.get_glyph_extents(count) == (0, 0, 0, 0)

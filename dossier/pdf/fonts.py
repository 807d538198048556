"""Font files as the typesetter used them in, embedded subsets out: Type 0 fonts of TrueType outlines (ISO 32000-1, 9.7).

A code stands for a pair (glyph, text), so what looks alike still extracts as what it is.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

import uharfbuzz as hb

from dossier.pdf.composites import Composite, add_composites
from dossier.pdf.digest import md5
from dossier.pdf.document import Document
from dossier.pdf.objects import number, numbers
from dossier.pdf.packing import Packed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dossier.text.shaping import FontFile

_KEPT = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp"))  # all that PDF needs of a TrueType file (9.9)
_FIRST_COMPOSITE = 65536
_MISSING: tuple[tuple[int, int, int], ...] = (
    (0, 0, 0),
)  # the missing glyph as a composite: glyph 0 itself mustn't be shown (6.2.11.8)
_SERIF_CLASSES = range(1, 8)  # OS/2 sFamilyClass
_CMAP = b"""/CIDInit/ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
%bendcmap
CMapName currentdict/CMap defineresource pop
end
end
"""


def embed(font: FontFile, file: Document) -> int:
    """Embed what was used of a font file; return the object number of its font dictionary."""
    outlines, glyphs = _subset(font)
    pairs = sorted(font.pairs.items(), key=lambda entry: entry[1])
    name = _name(font, outlines)
    program = file.put_stream(Packed(outlines, b"/Length1 %d" % len(outlines)))
    descriptor = file.put(b"<</Type/FontDescriptor/FontName/%b%b/FontFile2 %d 0 R>>" % (name, _description(font), program))
    glyph_map = bytearray(2 * (pairs[-1][1] + 1))
    for (glyph, _), cid in pairs:
        struct.pack_into(">H", glyph_map, 2 * cid, glyphs[glyph])
    descendant = file.put(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/DW 0/W[%b]>>"
        % (name, descriptor, file.put_stream(Packed(bytes(glyph_map))), _widths((cid, font.advance(g)) for (g, _), cid in pairs))
    )
    unicode_map = file.put_stream(Packed(_unicode_map((cid, text) for (_, text), cid in pairs)))
    return file.put(
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, descendant, unicode_map)
    )


def _subset(font: FontFile) -> tuple[bytes, dict[int, int]]:
    """Return the font program with the glyphs used, composites appended, and the new number of each glyph of the pairs."""
    used = {glyph for glyph, _ in font.pairs}
    groups = {glyph: (font.advance(glyph), parts) for parts, (glyph, _) in font.composites.items() if glyph in used}
    if 0 in used:
        groups[0] = (font.advance(0), _MISSING)
    wanted = hb.SubsetInput()
    wanted.glyph_set.update({g for g in used if g < _FIRST_COMPOSITE} | {g for _, parts in groups.values() for g, _, _ in parts})
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    dropped = [int.from_bytes(tag.encode(), "big") for tag in font.face.table_tags if tag not in _KEPT]
    wanted.drop_table_tag_set.update(dropped)
    plan = hb.SubsetPlan(font.face, wanted)
    program = bytes(plan.execute().blob.data)
    new = dict(plan.old_to_new_glyph_mapping)
    if groups:
        first = struct.unpack_from(">H", bytes(hb.Face(program).reference_table("maxp").data), 4)[0]
        recipes = [
            Composite(round(advance / font.scale), tuple((new[g], x, y) for g, x, y in parts))
            for advance, parts in groups.values()
        ]
        program = add_composites(program, recipes)
        new.update({glyph: first + place for place, glyph in enumerate(groups)})
    return program, new


def _name(font: FontFile, program: bytes) -> bytes:
    """Return the PostScript name behind a tag of six letters that depends on what is embedded alone (9.6.4)."""
    digest = md5(program + repr(list(font.pairs.items())).encode(), usedforsecurity=False).digest()
    tag = bytes(65 + byte % 26 for byte in digest[:6])
    return tag + b"+" + re.sub(r"[^A-Za-z0-9-]", "", font.face.get_name(6) or "Font").encode()


def _description(font: FontFile) -> bytes:
    """Return the entries of the font descriptor (table 122)."""
    head, os2, post = (_table(font.face, tag) for tag in ("head", "OS/2", "post"))
    weight, family = struct.unpack_from(">H", os2, 4)[0], os2[30]
    italic, fixed = struct.unpack_from(">i", post, 4)[0] / 65536, struct.unpack_from(">I", post, 12)[0]
    is_serif = family in _SERIF_CLASSES or (os2[32] == 2 and 2 <= os2[33] <= 10)  # PANOSE: Latin text with serifs
    flags = 4 | bool(fixed) | (2 if is_serif else 0) | (64 if italic else 0)
    box = [round(edge * font.scale) for edge in struct.unpack_from(">4h", head, 36)]
    metrics = [round(value) for value in (font.ascent, font.descent, font.cap_height, 50 + (weight / 65) ** 2)]
    front = b"/Flags %d/FontBBox[%b]/ItalicAngle %b" % (flags, numbers(box), number(italic))
    return front + b"/Ascent %d/Descent %d/CapHeight %d/StemV %d" % tuple(metrics)


def _table(face: Any, tag: str) -> bytes:
    return bytes(face.reference_table(tag).data)


def _widths(advances: Iterable[tuple[int, float]]) -> bytes:
    """Write the widths: each run of codes without a hole under its first code (9.7.4.3)."""
    runs: list[tuple[int, list[float]]] = []
    for cid, advance in advances:
        if runs and cid == runs[-1][0] + len(runs[-1][1]):
            runs[-1][1].append(advance)
        else:
            runs.append((cid, [advance]))
    return b" ".join([b"%d[%b]" % (first, numbers(widths)) for first, widths in runs])


def _unicode_map(texts: Iterable[tuple[int, str]]) -> bytes:
    """Write the ToUnicode map: at most 100 entries to a block (9.10.3)."""
    entries = [b"<%04X><%b>\n" % (cid, text.encode("utf-16-be").hex().upper().encode()) for cid, text in texts if text]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    return _CMAP % b"".join([b"%d beginbfchar\n%bendbfchar\n" % (len(block), b"".join(block)) for block in blocks])

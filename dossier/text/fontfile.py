"""One TrueType file -> what shaping and embedding ask of it: coverage, metrics, widths, and the codes handed out so far."""

from __future__ import annotations

from collections.abc import Iterator

import uharfbuzz as hb

# They steer breaking and order and are never shown: soft hyphen, joiners of lines, zero-width space, bidirectional controls.
INVISIBLE = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HIDE = dict.fromkeys(map(ord, INVISIBLE))
# HarfBuzz draws these from the space or the hyphen where a file lacks them (or draws nothing).
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
IGNORABLE = INVISIBLE + "\u200c\u200d\u034f" + "".join(map(chr, range(0xFE00, 0xFE10)))
FIRST_COMPOSITE = 65536


def _codes() -> Iterator[int]:
    """Yield the two-byte codes none of whose bytes needs an escape in a literal string (ISO 32000-1, 7.3.4.2)."""
    plain = [b for b in range(256) if b not in b"\n\r()\\"]
    for high in plain[1:]:
        for low in plain:
            yield high << 8 | low


class FontFile:
    """One TrueType file: its outlines are embedded once, whatever faces are made of it.

    `tag` is its resource name (b'F1'). `pairs` gives each (glyph, text) its CID, in order of first use, and `codes` the same as
    bytes; `advances` are the widths of the glyphs asked for. Glyphs from `FIRST_COMPOSITE` on are made by the subset from
    `composites`: (glyph, x, y) in font units -> (glyph number, advance in 1/1000 em).
    `ascent`, `descent` (negative), `x_height` and `cap_height` are in 1/1000 em; `scale` is 1000 / units per em.
    `pairwise`: how it shows an ASCII character depends, by its default features, on the next one alone. Whoever opens it knows.
    Raises ValueError for a file without TrueType outlines or whose licence bits forbid embedding (OpenType, OS/2 fsType bit 1).
    """

    __slots__ = (
        "_free", "_simple", "advances", "ascent", "ascii", "cap_height", "chars", "codes", "composites", "covers",
        "descent", "face", "font", "hyphen", "pairs", "pairwise", "path", "scale", "tag", "upem", "x_height",
    )  # fmt: skip

    def __init__(self, path: str, tag: bytes, pairwise: bool = False) -> None:
        self.path, self.tag, self.pairwise = path, tag, pairwise
        try:
            self.face = hb.Face(hb.Blob.from_file_path(path))
        except hb.HarfBuzzError as problem:
            raise ValueError(f"{path}: can't be read as a font file") from problem
        self._refuse_unfit()
        self.font = hb.Font(self.face)
        self.upem: int = self.face.upem
        self.scale = 1000 / self.upem
        self.chars: frozenset[int] = frozenset(self.face.unicodes)
        self.covers = frozenset(map(chr, self.chars)).union(IGNORABLE, _SPACES if 32 in self.chars else "")
        self.ascii = self.covers.issuperset(map(chr, range(32, 127)))
        self.hyphen = "\u2010" if 0x2010 in self.chars else "-"
        if self.hyphen in self.covers:
            self.covers |= {"\u2011"}
        self._simple: frozenset[str] | None = None
        self.pairs: dict[tuple[int, str], int] = {}
        self.composites: dict[tuple[tuple[int, int, int], ...], tuple[int, float]] = {}
        self.advances: dict[int, float] = {}
        self.codes: dict[tuple[int, str], bytes] = {}
        self._free = _codes()
        tags = hb.OTMetricsTag
        self.ascent = self._metric(tags.HORIZONTAL_ASCENDER)
        self.descent = self._metric(tags.HORIZONTAL_DESCENDER)
        self.x_height = self._metric(tags.X_HEIGHT)
        self.cap_height = self._metric(tags.CAP_HEIGHT)

    def _refuse_unfit(self) -> None:
        if "glyf" not in self.face.table_tags:
            raise ValueError(f"{self.path}: not a font file with TrueType outlines")
        kind = bytes(self.face.reference_table("OS/2").data)[8:10]
        if kind and kind[1] & 2:
            raise ValueError(f"{self.path}: the font's licence bits forbid embedding it")

    def _metric(self, tag: hb.OTMetricsTag) -> float:
        return float(self.font.get_metric_position_with_fallback(tag) * self.scale)

    @property
    def simple(self) -> frozenset[str]:
        """The characters covered that run from left to right and let a line end at spaces and hyphens only."""
        if self._simple is None:
            self._simple = frozenset(filter(_is_simple, self.covers))
        return self._simple

    def advance(self, glyph: int) -> float:
        """Return a glyph's own width in 1/1000 em, rounded as it's written in the file's table of widths."""
        width = self.advances.get(glyph)
        if width is None:
            width = self.advances[glyph] = round(self.font.get_glyph_h_advance(glyph) * self.scale, 2)
        return width

    def composite(self, parts: tuple[tuple[int, int, int], ...], advance: int) -> int:
        """Return the number of the glyph made of several, or of a mark at its offsets; `advance` in font units."""
        made = self.composites.get(parts)
        if made is None:
            glyph = FIRST_COMPOSITE + len(self.composites)
            made = self.composites[parts] = (glyph, round(advance * self.scale, 2))
            self.advances[glyph] = made[1]
        return made[0]

    def code(self, glyph: int, text: str) -> bytes:
        """Return the two bytes that show a glyph for a text."""
        code = self.codes.get((glyph, text))
        if code is None:
            try:
                cid = self.pairs[glyph, text] = next(self._free)
            except StopIteration:
                raise OverflowError(f"{self.path}: more than 62,000 different characters") from None
            code = self.codes[glyph, text] = cid.to_bytes(2, "big")
        return code


def _is_simple(char: str) -> bool:
    return char < "\u0590" or ("\u0900" <= char < "\u2e80" and (char not in INVISIBLE or char == "\u2060"))

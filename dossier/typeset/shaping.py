"""Words -> glyph codes and widths: a font file, and its faces (features, language, tracking, direction) that remember words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

import uharfbuzz as hb

Made = TypeVar("Made")

# They steer breaking and order and are never shown: soft hyphen, joiners of lines, zero-width space, bidirectional controls.
INVISIBLE = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HIDE = dict.fromkeys(map(ord, INVISIBLE))
# HarfBuzz draws these from the space or the hyphen where a file lacks them (or draws nothing).
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_IGNORABLE = INVISIBLE + "\u200c\u200d\u034f" + "".join(map(chr, range(0xFE00, 0xFE10)))
FIRST_COMPOSITE = 65536
_CLUSTERS = hb.BufferClusterLevel.MONOTONE_CHARACTERS


class Memo(dict[str, Made], Generic[Made]):
    """A dictionary that makes what it lacks."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[str], Made]) -> None:
        self.make = make

    def __missing__(self, key: str) -> Made:
        made = self[key] = self.make(key)
        return made


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
    Raises ValueError for a file without TrueType outlines or whose licence bits forbid embedding (OpenType, OS/2 fsType bit 1).
    """

    __slots__ = (
        "_free",
        "_simple",
        "advances",
        "ascent",
        "ascii",
        "cap_height",
        "chars",
        "codes",
        "composites",
        "covers",
        "descent",
        "face",
        "font",
        "hyphen",
        "pairs",
        "path",
        "scale",
        "tag",
        "upem",
        "x_height",
    )

    def __init__(self, path: str, tag: bytes) -> None:
        self.path, self.tag = path, tag
        try:
            self.face = hb.Face(hb.Blob.from_file_path(path))
        except hb.HarfBuzzError as problem:
            raise ValueError(f"{path}: can't be read as a font file") from problem
        self._refuse_unfit()
        self.font = hb.Font(self.face)
        self.upem: int = self.face.upem
        self.scale = 1000 / self.upem
        self.chars: frozenset[int] = frozenset(self.face.unicodes)
        self.covers = frozenset(map(chr, self.chars)).union(_IGNORABLE, _SPACES if 32 in self.chars else "")
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

    def _metric(self, tag: Any) -> float:
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


class Face:
    """A font file as a style shows it: features, language, tracking (1/1000 em after each glyph), direction.

    `width[word]` is in 1/1000 em with the space that follows; `frag[word]` is the word as it stands inside the string of a TJ
    array, space and kerns included: codes, and `)-20(` between them. '' is the space alone. What is drawn is exactly as wide as
    what is measured.
    """

    __slots__ = (
        "_features",
        "_language",
        "_parts",
        "cuts",
        "file",
        "frag",
        "rtl",
        "space",
        "space_frag",
        "tag",
        "tracking",
        "width",
    )

    def __init__(
        self, file: FontFile, features: tuple[str, ...] = (), language: str = "", tracking: float = 0.0, rtl: bool = False
    ) -> None:
        self.file, self.tag, self.tracking, self.rtl = file, file.tag, tracking, rtl
        self._features = dict.fromkeys(features, True)
        if tracking:
            self._features |= {"liga": False, "clig": False}
        self._language = language
        self.width: Memo[float] = Memo(self._measure)
        self.frag: Memo[bytes] = Memo(self._fragment)
        self._parts: dict[tuple[str, int, int, str], tuple[float, bytes]] = {}
        self.cuts: dict[str, Any] = {}
        self.space, self.space_frag = self.shape(" ")

    def _measure(self, word: str) -> float:
        width, frag = self.shape(word) if word else (0.0, b"")
        dict.__setitem__(self.frag, word, frag + self.space_frag)
        return width + self.space

    def _fragment(self, word: str) -> bytes:
        self.width[word] = self._measure(word)
        return dict.__getitem__(self.frag, word)

    def bare(self, word: str) -> tuple[float, bytes]:
        """Return a word's width and fragment without the space after it."""
        width = self.width[word]
        return width - self.space, self.frag[word][: -len(self.space_frag)]

    def part(self, word: str, start: int, stop: int, end: str = "") -> tuple[float, bytes]:
        """Return width and fragment of a piece of a word, without a space.

        `end` is what the last glyph stands for where a line ends with it: a soft hyphen adds a hyphen; `-` and a zero-width space
        keep a hyphen of the author's, which readers of the file would take for one of ours.
        """
        key = (word, start, stop, end)
        part = self._parts.get(key)
        if part is None:
            piece = word[start:stop].translate(HIDE)
            part = self._parts[key] = self.shape(piece + self.file.hyphen if end == "\u00ad" else piece, end)
        return part

    def shape(self, text: str, last: str = "") -> tuple[float, bytes]:
        """Shape one word; return its width in 1/1000 em and its fragment. `last`: what its last glyph extracts as."""
        if not text.isascii():
            text = text.translate(HIDE)
        if not text:
            return 0.0, b""
        buffer = hb.Buffer()
        buffer.cluster_level = _CLUSTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if self.rtl else "ltr"
        if self._language:
            buffer.language = self._language
        hb.shape(self.file.font, buffer, self._features)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        written = None if self.rtl or last else self._write_simple(text, infos, positions)
        return written or self._write(text, last, infos, positions)

    def _write_simple(self, text: str, infos: list[Any], positions: list[Any]) -> tuple[float, bytes] | None:
        """Write glyphs that stand for their own text, from left to right, on the line: nearly all do. None where one doesn't."""
        file, scale, tracking = self.file, self.file.scale, self.tracking
        codes, advances = file.codes, file.advances
        starts = [info.cluster for info in infos]
        out: list[bytes] = []
        drawn = owed = 0.0
        before = -1
        for info, place, start, end in zip(infos, positions, starts, [*starts[1:], len(text)], strict=True):
            advance, source = place.x_advance, text[start:end]
            if start <= before or not advance or place.x_offset or place.y_offset or source in _IGNORABLE:
                return None
            before = start
            if owed:
                kern = round(owed)
                if kern:
                    out.append(b")%d(" % kern)
                    owed -= kern
                    drawn -= kern
            glyph = info.codepoint
            code = codes.get((glyph, source)) or file.code(glyph, source)
            out.append(code)
            natural = advances.get(glyph) or file.advance(glyph)
            drawn += natural
            owed += natural - advance * scale - tracking
        kern = round(owed)
        if kern:
            out.append(b")%d(" % kern)
        return drawn - kern, b"".join(out)

    def _write(self, text: str, last: str, infos: list[Any], positions: list[Any]) -> tuple[float, bytes]:
        """Write glyphs as codes and whole-number kerns; what rounding leaves over is carried on."""
        file, scale, tracking = self.file, self.file.scale, self.tracking
        starts = [info.cluster for info in infos]
        ends = _ends(starts, len(text))
        out = bytearray()
        drawn = owed = 0.0  # owed: thousandths by which the pen stands too far to the right
        count = len(infos)
        at = 0
        while at < count:
            first, at = at, at + 1
            while at < count and starts[at] == starts[first]:
                at += 1
            source = text[starts[first] : ends[starts[first]]]
            glyph, shift, advance = self._glyph(source, infos, positions, first, at)
            owed -= shift
            kern = round(owed)
            if kern:
                out += b")%d(" % kern
                owed -= kern
                drawn -= kern
            out += file.code(glyph, last if last and ends[starts[first]] == len(text) else source)
            natural = file.advance(glyph)
            drawn += natural
            owed += shift + natural - advance * scale - tracking
        kern = round(owed)
        if kern:
            out += b")%d(" % kern
            drawn -= kern
        return drawn, bytes(out)

    def _glyph(self, source: str, infos: list[Any], positions: list[Any], first: int, stop: int) -> tuple[int, float, int]:
        """Return glyph, shift in 1/1000 em before it, and advance in font units, for what one character (or ligature) became."""
        if stop - first == 1:
            place = positions[first]
            if not place.y_offset and (place.x_advance or not place.x_offset) and source not in _IGNORABLE:
                return infos[first].codepoint, place.x_offset * self.file.scale, place.x_advance
        pen = 0
        parts = []
        for info, place in zip(infos[first:stop], positions[first:stop], strict=True):
            parts.append((info.codepoint, pen + place.x_offset, place.y_offset))
            pen += place.x_advance
        return self.file.composite(tuple(parts), pen), 0.0, pen


def _is_simple(char: str) -> bool:
    return char < "\u0590" or ("\u0900" <= char < "\u2e80" and (char not in INVISIBLE or char == "\u2060"))


def _ends(starts: list[int], length: int) -> dict[int, int]:
    """Return where the text of each cluster ends."""
    order = sorted(set(starts))
    return dict(zip(order, [*order[1:], length], strict=True))

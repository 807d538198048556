"""Words -> glyph codes and widths: the faces of a font file (features, language, tracking, direction), which remember words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, groupby
from typing import Generic, TypeVar

import uharfbuzz as hb

from dossier.text.fontfile import FIRST_COMPOSITE, HIDE, IGNORABLE, FontFile

__all__ = ["FIRST_COMPOSITE", "Face", "FontFile", "Memo"]

Made = TypeVar("Made")
_TEXT = hb.BufferSerializeFormat.TEXT
_BARE = hb.BufferSerializeFlags.NO_CLUSTERS | hb.BufferSerializeFlags.NO_GLYPH_NAMES
_CLUSTERS = hb.BufferClusterLevel.MONOTONE_CHARACTERS


class Memo(dict[str, Made], Generic[Made]):
    """A dictionary that makes what it lacks."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[str], Made]) -> None:
        self.make = make

    def __missing__(self, key: str) -> Made:
        made = self[key] = self.make(key)
        return made


class _Fragments(dict[tuple[str, str], "bytes | None"]):
    """How a glyph is shown, with the kern after it, by HarfBuzz's words for it (`43+622`: glyph and advance) and its text.

    None where that isn't a matter of this glyph alone: it isn't the character's own, stands off its place, or isn't a whole
    number of thousandths wide, so that what rounding leaves over goes to the next.
    """

    __slots__ = ("_file", "_tracking")

    def __init__(self, file: FontFile, tracking: float) -> None:
        self._file, self._tracking = file, tracking

    def __missing__(self, key: tuple[str, str]) -> bytes | None:
        words, char = key
        made = self[key] = self.show(words, char, char)
        return made

    def show(self, words: str, char: str, text: str) -> bytes | None:
        """Show the glyph of a character as one that stands for a text."""
        digits, _, width = words.partition("+")
        if not digits.isdecimal() or not width.isdecimal() or char in IGNORABLE:
            return None
        glyph, advance = int(digits), int(width)
        if not advance or (len(char) == 1 and glyph != self._file.font.get_nominal_glyph(ord(char))):
            return None
        kern = self._file.advance(glyph) - advance * self._file.scale - self._tracking
        if not kern.is_integer():
            return None
        return self._file.code(glyph, text) + (b")%d(" % kern if kern else b"")


class _Advances(dict[str, int]):
    """The advance of a glyph, in font units, from HarfBuzz's words for it."""

    __slots__ = ()

    def __missing__(self, words: str) -> int:
        made = self[words] = int(words.rpartition("+")[2])
        return made


class Face:
    """A font file as a style shows it: features, language, tracking (1/1000 em after each glyph), direction.

    `width[word]` is in 1/1000 em with the space that follows; `frag[word]` is the word as it stands inside the string of a TJ
    array, space and kerns included: codes, and `)-20(` between them. '' is the space alone. What is drawn is exactly as wide as
    what is measured.
    """

    __slots__ = (
        "_advances", "_buffer", "_features", "_fragments", "_kerned", "_language", "_last", "_parts", "_shown", "cuts",
        "file", "frag", "rtl", "space", "space_frag", "tag", "tracking", "width",
    )  # fmt: skip

    def __init__(
        self, file: FontFile, features: tuple[str, ...] = (), language: str = "", tracking: float = 0.0, rtl: bool = False
    ) -> None:
        self.file, self.tag, self.tracking, self.rtl = file, file.tag, tracking, rtl
        self._features = dict.fromkeys(features, True)
        if tracking:
            self._features |= {"liga": False, "clig": False}
        self._language = language
        self._buffer = hb.Buffer()
        self._buffer.cluster_level = _CLUSTERS
        self._fragments, self._advances = _Fragments(file, tracking), _Advances()
        # Of a file that is `pairwise`: (character, the next one) -> how it's shown, and its advance in font units.
        self._shown: dict[tuple[str, str], bytes] = {}
        self._kerned: dict[tuple[str, str], int] = {}
        self.width: Memo[float] = Memo(self._measure)
        self.frag: Memo[bytes] = Memo(self._fragment)
        self._parts: dict[tuple[str, int, int, str], tuple[float, bytes]] = {}
        self._last: Memo[float] = Memo(lambda letters: self.shape(letters)[0])  # a letter at the end, or before a hyphen there
        self.cuts: dict[str, object] = {}  # those of its words; belongs to hyphenation.py
        self.space, self.space_frag = self.shape(" ")

    def _measure(self, word: str) -> float:
        width, frag = self._joined(word) or self.shape(word) if word else (0.0, b"")
        dict.__setitem__(self.frag, word, frag + self.space_frag)
        return width + self.space

    def _fragment(self, word: str) -> bytes:
        self.width[word] = self._measure(word)
        return dict.__getitem__(self.frag, word)

    def _joined(self, word: str) -> tuple[float, bytes] | None:
        """Put a word together from what shaping said of the same letters before the same in others; None where a pair is new."""
        pairs = _pairs(word)
        try:
            frag = b"".join(map(self._shown.__getitem__, pairs))
        except KeyError:
            return None
        return sum(map(self._kerned.__getitem__, pairs)) * self.file.scale + self.tracking * len(word), frag

    def bare(self, word: str) -> tuple[float, bytes]:
        """Return a word's width and fragment without the space after it."""
        width = self.width[word]
        return width - self.space, self.frag[word][: -len(self.space_frag)]

    def ink(self, letter: str) -> float:
        """Return the width of a letter at the end of a line."""
        return self._last[letter]

    def part(self, word: str, start: int, stop: int, end: str = "") -> tuple[float, bytes]:
        """Return width and fragment of a piece of a word, without a space.

        `end` is what the last glyph stands for where a line ends with it: a soft hyphen adds a hyphen; `-` and a zero-width space
        keep a hyphen of the author's, which readers of the file would take for one of ours.
        """
        key = (word, start, stop, end)
        part = self._parts.get(key)
        if part is None:
            piece = word[start:stop].translate(HIDE)
            known = None if end else self._joined(piece)
            part = self._parts[key] = known or self.shape(piece + self.file.hyphen if end == "\u00ad" else piece, end)
        return part

    def splits(self, word: str, places: Sequence[tuple[int, str, float]]) -> list[tuple[float, float]]:
        """Return the widths of what stays and of what goes on for each place of a word: its offset, and `end` as in `part`.

        Where each letter has its own glyph, moved by the next one alone, the word is shaped once for all.
        """
        edges = self._edges(word)
        if edges is None:
            return [(self.part(word, 0, at, end)[0], self.part(word, at, len(word))[0]) for at, end, _ in places]
        whole = edges[-1]
        before, hyphen = self._last, self.file.hyphen
        return [
            (edges[at - 1] + before[word[at - 1] + hyphen if end == "\u00ad" else word[at - 1]], whole - edges[at])
            for at, end, _ in places
        ]

    def _edges(self, word: str) -> list[float] | None:
        """Return where each letter of a word begins, and where the last one ends; None where glyphs aren't its letters' own."""
        if self.rtl or not word:
            return None
        try:
            advances = list(map(self._kerned.__getitem__, _pairs(word)))
        except KeyError:
            self._shape(word)
            glyphs = self._glyphs()
            if len(glyphs) != len(word) or None in map(self._fragments.__getitem__, zip(glyphs, word, strict=True)):
                return None
            advances = list(map(self._advances.__getitem__, glyphs))
        scale, tracking = self.file.scale, self.tracking
        return list(accumulate([advance * scale + tracking for advance in advances], initial=0.0))

    def shape(self, text: str, last: str = "") -> tuple[float, bytes]:
        """Shape one word; return its width in 1/1000 em and its fragment. `last`: what its last glyph extracts as."""
        if not text.isascii():
            text = text.translate(HIDE)
        if not text:
            return 0.0, b""
        self._shape(text)
        if self.rtl:
            return self._write_backward(text, last, self._buffer.glyph_infos, self._buffer.glyph_positions)
        return self._write_simple(text, last) or self._write(text, last, self._buffer.glyph_infos, self._buffer.glyph_positions)

    def _shape(self, text: str) -> None:
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if self.rtl else "ltr"
        if self._language:
            buffer.language = self._language
        hb.shape(self.file.font, buffer, self._features)

    def _glyphs(self) -> list[str]:
        """Return HarfBuzz's words for each glyph: it takes half as long to read them as the attributes of so many objects."""
        return self._buffer.serialize(self.file.font, _TEXT, _BARE)[1:-1].split("|")  # type: ignore[no-any-return]

    def _write_simple(self, text: str, last: str) -> tuple[float, bytes] | None:
        """Write glyphs that are each the own one of its character, or of a ligature: nearly all are. None where one isn't."""
        glyphs = self._glyphs()
        plain = len(glyphs) == len(text)
        sources = text if plain else self._sources(text)
        if len(sources) != len(glyphs):
            return None
        shown = list(map(self._fragments.__getitem__, zip(glyphs, sources, strict=True)))
        if last:
            shown[-1] = self._fragments.show(glyphs[-1], sources[-1], last)
        if None in shown:
            return None
        advances = list(map(self._advances.__getitem__, glyphs))
        if self.file.pairwise and plain and not last and text.isascii():
            pairs = _pairs(text)
            self._shown.update(zip(pairs, shown, strict=True))  # type: ignore[arg-type]
            self._kerned.update(zip(pairs, advances, strict=True))
        return sum(advances) * self.file.scale + self.tracking * len(text), b"".join(shown)  # type: ignore[arg-type]

    def _sources(self, text: str) -> list[str]:
        """Return what each glyph stands for; nothing where that isn't one after the other."""
        starts = [info.cluster for info in self._buffer.glyph_infos]
        spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
        return [text[start:end] for start, end in spans] if all(start < end for start, end in spans) else []

    def _write(self, text: str, last: str, infos: list[hb.GlyphInfo], positions: list[hb.GlyphPosition]) -> tuple[float, bytes]:
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

    def _write_backward(
        self, text: str, last: str, infos: list[hb.GlyphInfo], positions: list[hb.GlyphPosition]
    ) -> tuple[float, bytes]:
        """Write the glyphs of a right-to-left word in the order in which it is read, the pen moving back before each.

        Whoever takes the letters in the order of the content stream then reads the word forward, as structure readers do that
        look at marked content alone.
        """
        file, scale = self.file, self.file.scale
        starts = [info.cluster for info in infos]
        ends = _ends(starts, len(text))
        placed: list[tuple[float, int, str]] = []  # left edge in 1/1000 em, glyph, what it stands for: from left to right
        width, at = 0.0, 0
        for start, group in groupby(starts):
            first, at = at, at + len(list(group))
            source = text[start : ends[start]]
            glyph, shift, advance = self._glyph(source, infos, positions, first, at)
            placed.append((width + shift, glyph, last if last and ends[start] == len(text) else source))
            width += advance * scale
        out = bytearray()
        pen = 0.0
        for left, glyph, source in reversed(placed):
            pen += _moved(out, left - pen)
            out += file.code(glyph, source)
            pen += file.advance(glyph)
        return pen + _moved(out, width - pen), bytes(out)

    def _glyph(
        self, source: str, infos: list[hb.GlyphInfo], positions: list[hb.GlyphPosition], first: int, stop: int
    ) -> tuple[int, float, int]:
        """Return glyph, shift in 1/1000 em before it, and advance in font units, for what one character (or ligature) became."""
        if stop - first == 1:
            place = positions[first]
            if not place.y_offset and (place.x_advance or not place.x_offset) and source not in IGNORABLE:
                return infos[first].codepoint, place.x_offset * self.file.scale, place.x_advance
        pen = 0
        parts = []
        for info, place in zip(infos[first:stop], positions[first:stop], strict=True):
            parts.append((info.codepoint, pen + place.x_offset, place.y_offset))
            pen += place.x_advance
        return self.file.composite(tuple(parts), pen), 0.0, pen


def _moved(out: bytearray, distance: float) -> int:
    """Move the pen by whole 1/1000 em; return by how many."""
    whole = round(distance)
    if whole:
        out += b")%d(" % -whole
    return whole


def _pairs(text: str) -> list[tuple[str, str]]:
    """Return each character with the next; the last one with the end of a line, which is in no word."""
    return list(zip(text, text[1:] + "\n", strict=True)) if text else []


def _ends(starts: list[int], length: int) -> dict[int, int]:
    """Return where the text of each cluster ends."""
    order = sorted(set(starts))
    return dict(zip(order, [*order[1:], length], strict=True))

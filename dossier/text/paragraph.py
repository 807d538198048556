"""Pieces of text and a measure -> a paragraph in lines: the entry to the text engine, and its short way for plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from operator import sub

from dossier.problems import Warn
from dossier.text.bonds import BOUND, bound
from dossier.text.breaking import LineEnd, Matter, Setting, best_lines
from dossier.text.faces import FontBook
from dossier.text.hyphenation import WordCuts, word_cuts
from dossier.text.linebreaks import KEPT_HYPHEN, has_standing_alone
from dossier.text.ragged import RAGGED, first_fit_lines
from dossier.text.richtext import set_rich
from dossier.text.shaping import Face
from dossier.text.textlines import (
    LETTERS,
    LateLine,
    Layout,
    Line,
    Piece,
    RichLine,
    Segment,
    SetText,
    glyphs,
    tj,
    tracked,
    tracking,
)

__all__ = ["LateLine", "Layout", "Line", "Piece", "RichLine", "Segment", "SetText", "set_text"]

SHORT = 160  # characters up to which a set text is remembered: cells and labels come again, paragraphs don't
REMEMBERED = 10_000
_BLANKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_ASCENDING: list[int] = list(range(4096))


def set_text(
    pieces: Sequence[Piece],
    measure: float,
    book: FontBook,
    *,
    align: str = "left",
    hyphenate: bool = False,
    hyphen_penalty: float = 100.0,
    first_indent: float = 0.0,
    direction: str = "",
    hanging: float = 0.0,
    looser: float = 0.0,
    tighter: float = 0.0,
    warn: Warn = None,
) -> SetText:
    """Set pieces of text as one paragraph; lengths in points.

    `align` is 'left', 'justify', 'right' or 'center', 'left' and 'right' being start and end, so that they change sides in a
    paragraph that runs from right to left. Of lines that are filled, marks hang, and letters give, as `Layout` says.
    `direction` is found from the text where it is ''. `warn` is told of words that had to
    be cut and of characters without a glyph.
    """
    layout = Layout(measure, align, hyphenate, hyphen_penalty, first_indent, direction, hanging, looser, tighter)
    if len(pieces) != 1:
        return _set_rich(pieces, layout, book, warn)
    piece = pieces[0]
    if piece.element or piece.late or piece.style.rise or direction == "rtl":
        return _set_rich(pieces, layout, book, warn)
    if len(piece.text) > SHORT or piece.keys:
        return _set_plain(piece, layout, book, warn)
    key = piece.text, id(piece.style), piece.lang, layout  # it's kept with the style, whose identity is given to no other then
    known = book.memory.get(key)
    if known is None:
        if len(book.memory) > REMEMBERED:
            book.memory.clear()
        known = book.memory[key] = _set_plain(piece, layout, book, warn), piece.style
    return known[0]


def _set_rich(pieces: Sequence[Piece], layout: Layout, book: FontBook, warn: Warn) -> SetText:
    if not "".join([piece.text for piece in pieces]).isprintable() or any(piece.late for piece in pieces):
        pieces = [_cleaned(piece) for piece in pieces]
    return set_rich(pieces, layout, book, warn)


def _cleaned(piece: Piece) -> Piece:
    """Take blank characters for spaces, and keep some room for late text that asks for none, so that its place isn't lost."""
    if piece.late and not piece.text.strip():
        return piece._replace(text=piece.late.reserve.strip() or "0")
    return piece._replace(text=_BLANKS.sub(" ", piece.text)) if _BLANKS.search(piece.text) else piece


def _set_plain(piece: Piece, layout: Layout, book: FontBook, warn: Warn) -> SetText:
    """Set a single piece of plain text in one face, from left to right; whatever else it turns out to be goes the long way."""
    text, style = piece.text, piece.style
    face = book.face(style, piece.lang)
    if has_standing_alone(text):
        return _set_rich((piece,), layout, book, warn)
    if not text.isascii() and not face.file.simple.issuperset(text):
        return _set_rich((piece,), layout, book, warn)
    if text.isascii() and not text.isprintable():
        text = _BLANKS.sub(" ", text)
    words = text.split(" ")
    if "" in words:
        words = [word for word in words if word]
    widths = list(map(face.width.__getitem__, words))
    em = style.size / 1000
    fit = layout.limit / em
    indent = layout.indent / em
    starts = list(accumulate(widths, initial=0.0))
    if starts[-1] - face.space <= fit - indent:
        ends: list[LineEnd] = [(len(words), None)] if words else []
        hangs = [0.0] * len(ends)
    elif max(widths) - face.space > fit - max(indent, 0.0) or (not BOUND.isdisjoint(words) and bound(words)):
        return _set_rich((piece,), layout, book, warn)
    else:
        cuts = word_cuts(face, piece.lang, layout.penalty, layout.hyphenate, layout.hangs)
        matter = _matter(face, layout, cuts, words, widths, starts)
        ends = _line_ends(matter, face, layout, fit, indent, LETTERS * fit * len(text) / starts[-1])
        hangs = _hangs(cuts, words, ends) if layout.hangs else [0.0] * len(ends)
    rows, inks = _rows(face, words, starts, ends, indent)
    lines, extents = _lines(face, piece, layout, rows, inks, hangs)
    return SetText(lines, extents, face.tag, style, (piece,), {0: piece.keys} if piece.keys and lines else {})


def _hangs(cuts: WordCuts, words: list[str], ends: list[LineEnd]) -> list[float]:
    """Return how far each line reaches out, in 1/1000 em."""
    return [cuts.hang(words[unit][: cut[3]], cut[4]) if cut else cuts.hangs[words[unit - 1]] for unit, cut in ends]


def _matter(
    face: Face, layout: Layout, cuts: WordCuts, words: list[str], widths: list[float], starts: list[float]
) -> Matter[str]:
    count = len(words)
    if len(_ASCENDING) <= count:
        _ASCENDING.extend(range(len(_ASCENDING), 2 * count))
    ends = list(accumulate(widths, initial=-face.space))
    if layout.hangs:
        ends[1:] = map(sub, ends[1:], map(cuts.hangs.__getitem__, words))
    return Matter(starts, ends, _ASCENDING, count, words, cuts.plain, cuts.hyphens)


def _line_ends(matter: Matter[str], face: Face, layout: Layout, fit: float, indent: float, letters: float) -> list[LineEnd]:
    looser, tighter = letters * layout.looser, letters * layout.tighter
    setting = Setting(fit, face.space / 2, face.space / 3, layout.penalty, indent, 1000.0, looser, tighter)
    if layout.align == "justify":
        return best_lines(matter, setting)
    return first_fit_lines(matter, setting, fit * RAGGED)


def _rows(
    face: Face, words: list[str], starts: list[float], ends: list[LineEnd], indent: float
) -> tuple[list[list[bytes]], list[float]]:
    """Return each line's fragments and natural width in 1/1000 em; one that goes on ends with its space, beyond the measure."""
    fragments = list(map(face.frag.__getitem__, words))
    space, space_frag = face.space, face.space_frag
    rows: list[list[bytes]] = []
    inks: list[float] = []
    count, first, offset, x0 = len(words), 0, 0, 0.0
    for unit, cut in ends:
        row = fragments[first:unit]
        if cut is not None and unit == first:
            ink, piece = face.part(words[first], offset, cut[3], cut[4])
            row = [piece]
        else:
            if offset:
                row[0] = face.part(words[first], offset, len(words[first]))[1] + space_frag
            if cut is not None:
                stays, piece = face.part(words[unit], 0, cut[3], cut[4])
                row.append(piece)
                ink = starts[unit] + stays - x0
            else:
                ink = starts[unit] - space - x0
                if unit == count:
                    row[-1] = row[-1][: -len(space_frag)]
                elif words[unit - 1][-1] == "-":
                    word = words[unit - 1]
                    row[-1] = face.part(word, offset if unit - 1 == first else 0, len(word), KEPT_HYPHEN)[1] + space_frag
        rows.append(row)
        inks.append(ink)
        first = unit
        if cut is None:
            offset, x0 = 0, starts[unit]
        else:
            offset, x0 = cut[3], starts[unit + 1] - cut[1]
    return rows, inks


def _lines(
    face: Face, piece: Piece, layout: Layout, rows: list[list[bytes]], inks: list[float], hangs: list[float]
) -> tuple[list[Line], list[float]]:
    """Return the lines, stretched or moved as they are aligned, and the widths of their ink in points."""
    style = piece.style
    em = style.size / 1000
    lines: list[Line] = []
    extents: list[float] = []
    last = len(rows) - 1
    justify = layout.align == "justify"
    share = {"right": 1.0, "end": 1.0, "center": 0.5}.get(layout.align, 0.0)
    full = layout.measure / em
    for i, (row, ink, hang) in enumerate(zip(rows, inks, hangs, strict=True)):
        left = layout.indent if i == 0 else 0.0
        room = full - left / em
        extra = 0
        each = 0.0
        gaps = len(row) - 1
        if justify and gaps and (i < last or ink > room):
            white = room + hang - ink
            if layout.looser or layout.tighter:
                letters = glyphs(row) - (2 if row[-1].endswith(face.space_frag) else 1)  # no room is seen after the last
                each = tracking(white * em, gaps * face.space * em / (2 if white > 0 else 3), letters, layout, em)
                ink += letters * each / em
                white = room + hang - ink
            extra = max(round(white), -round(gaps * face.space / 3) - 1)
        code = tracked(tj(row, extra), each) if each else tj(row, extra)
        width = (ink + extra) * em
        if share:
            left += max(0.0, (layout.measure - left - width) * share)
        extents.append(width)
        if left:
            advance = width + face.space * em if row[-1].endswith(face.space_frag) else width
            lines.append(RichLine((Segment(face.tag, style.size, style.color, 0, left, advance, code, 0.0, True),)))
        else:
            lines.append(code)
    return lines, extents

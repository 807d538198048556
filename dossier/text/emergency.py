"""Words wider than their measure -> the same words with soft hyphens, or zero-width spaces where they must be cut anyhow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from dossier.text.cuts import word_cuts
from dossier.text.faces import FontBook
from dossier.text.fallback import clusters
from dossier.text.linebreaks import SOFT_HYPHEN, places
from dossier.text.textlines import Piece

if TYPE_CHECKING:
    from dossier.text.paragraph import Layout

CUT = "\u200b"
LONGEST = 300  # letters; what is longer is no word of a language, and the line breaker gets it in stretches


def chop(
    pieces: Sequence[Piece],
    layout: Layout,
    book: FontBook,
    warn: Callable[[str], None] | None,
) -> list[Piece]:
    """Return the pieces with cuts in each word that is too wide: hyphens, even where the style wants none; else between letters.

    Words that several pieces make together are also cut between these.
    """
    room = layout.measure - max(layout.indent, 0.0)
    out: list[Piece] = []
    for piece in pieces:
        if piece.late:
            out.append(piece)
            continue
        words = piece.text.split(" ")
        chopped = [_chopped(word, piece, room, layout, book) for word in words]
        for word, made in zip(words, chopped, strict=True):
            if warn and CUT not in word and made.count(CUT) > (len(_stretches(word)) - 1 if len(word) > LONGEST else 0):
                warn(f"the word {_short(word)!r} is wider than its column of {layout.measure:.0f} pt, and is cut")
        if out and _joined_too_wide(out[-1], piece, room, book):
            out[-1] = out[-1]._replace(text=out[-1].text + CUT)
        out.append(piece._replace(text=" ".join(chopped)))
    return out


def _short(word: str) -> str:
    return word if len(word) <= 40 else word[:39] + "…"


def _width(text: str, piece: Piece, book: FontBook) -> float:
    style = piece.style
    resolved = book.resolve(text, style, piece.lang)
    return sum(face.shape(part)[0] * style.size * factor for part, face, factor in resolved) / 1000


def _chopped(word: str, piece: Piece, room: float, layout: Layout, book: FontBook) -> str:
    """Return a word with soft hyphens, and a cut wherever the next letter would not fit all the same."""
    if not word or _width(word, piece, book) <= room:
        return word
    if len(word) > LONGEST:
        return CUT.join(_letters(part, piece, room, book) for part in _stretches(word))
    face = book.face(piece.style, piece.lang)
    hyphens: dict[int, str] = {}
    if face.file.covers.issuperset(word):
        hyphens = {cut[3]: cut[4] for cut in word_cuts(face, piece.lang, layout.penalty, True).hyphens[word]}
    out = ""
    for start, stop in pairwise([0, *hyphens, len(word)]):
        part = word[start:stop]
        hyphen = _width(face.file.hyphen, piece, book) if stop < len(word) else 0.0
        out += part if _width(part, piece, book) + hyphen <= room else _letters(part, piece, room, book)
        if hyphens.get(stop) == SOFT_HYPHEN and part[-1] != SOFT_HYPHEN:
            out += SOFT_HYPHEN
    return out


def _stretches(word: str) -> list[str]:
    """Part a word where it offers so itself; at its soft hyphens it stays whole, for these have to be seen at a line's end."""
    offsets = [offset for offset, mark, _ in places(word) if mark != SOFT_HYPHEN]
    return [word[start:stop] for start, stop in pairwise([0, *offsets, len(word)])]


def _letters(part: str, piece: Piece, room: float, book: FontBook) -> str:
    """Cut between letters, each stretch as long as fits, letters measured one by one."""
    out, taken = "", 0.0
    slack = room * 0.99
    widths: dict[str, float] = {}
    for cluster in clusters(part):
        width = widths.get(cluster)
        if width is None:
            width = widths[cluster] = _width(cluster, piece, book)
        if taken and taken + width > slack:
            out += CUT
            taken = 0.0
        out += cluster
        taken += width
    return out


def _joined_too_wide(before: Piece, piece: Piece, room: float, book: FontBook) -> bool:
    if not before.text or not piece.text or before.text[-1] == " " or piece.text[0] == " " or before.text[-1] == CUT:
        return False
    tail = before.text.rsplit(" ", 1)[-1].rsplit(CUT, 1)[-1]
    head = piece.text.split(" ", 1)[0]
    return _width(tail, before, book) + _width(head, piece, book) > room

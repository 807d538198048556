"""A quotation as it is written in a dossier -> the words that must stand in the source, with cuts and insertions between them.

`[...]` is a cut of ours: what stands on both sides of it must follow in this order. `[word]` is an insertion of ours, which the
source need not have; brackets at a letter, as in `[T]hey` and `word[s]`, change or add that letter. `...` without brackets is the
source's own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

from dossier.quotations.words import is_word, words
from dossier.tuples import NamedTuple

_EDIT: Final = re.compile(r"\[\s*(?:\.\s?\.\s?\.|…)\s*\]|[^\s\[\]]*\[[^\[\]]*\][^\s\[\]]*")
MOST_KEPT: Final = 256  # quotations whose parts are remembered: each is looked at several times in a row
_INSERTED: Final = re.compile(r"\[[^\[\]]*\]")

Words: TypeAlias = tuple[str, ...]


class Edit(NamedTuple):
    """Words with an insertion of ours: as they are without it, with it (then capitals don't count), or brackets of the source."""

    without: Words
    within: Words
    literal: Words


class Quotation(NamedTuple):
    """The pieces of a quotation between its cuts; each is a row of words that must stand together, and of edits."""

    pieces: tuple[tuple[Words | Edit, ...], ...]
    edited: bool

    @property
    def words(self) -> Words:
        """All words that must stand in the source, without insertions."""
        return tuple(w for piece in self.pieces for part in piece for w in (part.without if isinstance(part, Edit) else part))


@lru_cache(MOST_KEPT)
def parse(text: str) -> Quotation:
    """Take a quotation apart."""
    pieces: list[list[Words | Edit]] = [[]]
    start = 0
    for mark in _EDIT.finditer(text):
        _add(pieces[-1], words(text[start : mark.start()]))
        start = mark.end()
        if _is_cut(mark[0]):
            pieces.append([])
        else:
            pieces[-1].append(_edit(mark[0]))
    _add(pieces[-1], words(text[start:]))
    return Quotation(tuple(tuple(piece) for piece in pieces if piece), start > 0)


def _is_cut(mark: str) -> bool:
    return mark.startswith("[") and mark.endswith("]") and words(mark[1:-1]) == ("…",)


def _edit(chunk: str) -> Edit:
    kept = _INSERTED.sub(lambda inserted: inserted[0][1:-1], chunk)
    return Edit(words(_INSERTED.sub("", chunk)), words(kept), words(chunk))


def _add(piece: list[Words | Edit], row: Words) -> None:
    if row:
        piece.append(row)


def letters(quotation: Quotation) -> int:
    """Count the letters and digits of a quotation that must stand in the source."""
    return sum(len(word) for word in quotation.words if is_word(word))

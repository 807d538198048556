"""Find a quotation in a passage of its source: a `Quotation` and a `Passage` in; where it stands out, and how exactly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dossier.quotations.parsing import Edit, Quotation, Words
from dossier.quotations.words import words

EXACT: Final = "exact"
NORMALISED: Final = "normalised"  # the same but for quotation marks, white space, ellipses, dashes
EDITED: Final = "edited"  # with cuts or insertions of ours, marked as such


class Passage:
    """One or several paragraphs of a source: `label` says which, `text` is as written, `words` as compared."""

    __slots__ = ("_places", "label", "text", "words")

    def __init__(self, label: str, text: str) -> None:
        self.label, self.text, self.words = label, text, words(text)
        self._places: dict[str, list[int]] | None = None

    @property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, counted in words from 0."""
        if self._places is None:
            self._places = {}
            for place, word in enumerate(self.words):
                self._places.setdefault(word, []).append(place)
        return self._places


def find(quotation: Quotation, passage: Passage) -> tuple[int, int] | None:
    """Return where a quotation begins and ends in a passage, counted in words; None where it doesn't stand there.

    Pieces between cuts are taken as early as can be, so the first place found leaves most room to the rest.
    """
    begin, end = -1, 0
    for piece in quotation.pieces:
        found = _earliest(piece, passage, end)
        if found is None:
            return None
        begin, end = (found[0] if begin < 0 else begin), found[1]
    return (begin, end) if begin >= 0 else None


def kind(text: str, quotation: Quotation, passage: Passage) -> str:
    """Say how exactly a quotation stands in the passage in which it was found."""
    return EDITED if quotation.edited else EXACT if text in passage.text else NORMALISED


def _earliest(piece: tuple[Words | Edit, ...], passage: Passage, after: int) -> tuple[int, int] | None:
    """Find a piece at or behind a place."""
    for start in _starts(piece[0], passage):
        if start >= after:
            end = _match(piece, passage.words, start)
            if end is not None:
                return start, end
    return None


def _starts(first: Words | Edit, passage: Passage) -> Iterable[int]:
    """Return where a piece could begin: where its first word stands; anywhere, if it begins with an edit."""
    return range(len(passage.words)) if isinstance(first, Edit) else passage.places.get(first[0], ())


def _match(piece: tuple[Words | Edit, ...], there: Words, start: int) -> int | None:
    """Return where a piece that begins at `start` ends at the earliest; None where it doesn't stand there."""
    places = {start}
    for part in piece:
        places = {end for place in places for end in _ends(part, there, place)}
        if not places:
            return None
    return min(places)


def _ends(part: Words | Edit, there: Words, place: int) -> Iterable[int]:
    """Yield the ends that a part can have which begins at a place."""
    if not isinstance(part, Edit):
        if there[place : place + len(part)] == part:
            yield place + len(part)
        return
    for row in (part.without, part.literal):
        if there[place : place + len(row)] == row:
            yield place + len(row)
    size = len(part.within)
    if [w.casefold() for w in there[place : place + size]] == [w.casefold() for w in part.within]:
        yield place + size

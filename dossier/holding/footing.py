"""What a statement is held against: the paragraphs that it rests on, and what stands beside them for names and dates."""

from __future__ import annotations

from dossier.dates import When
from dossier.holding.shelf import Rest, Shelf
from dossier.holding.sought import Sought
from dossier.holding.stating import Stated
from dossier.model import Claim


class Footing:
    """The paragraphs on which a statement rests; `foreign` are the sources of which the text is not in English."""

    def __init__(self, shelf: Shelf, it: Stated, rest: Rest) -> None:
        self._shelf, self._rest = shelf, rest
        self._reads = {source: shelf.read[source] for source, _ in rest.paragraphs}
        self.foreign = [source for source, read in self._reads.items() if not read.english]
        self._parts = [self._reads[source].paragraph(label) for source, label in rest.paragraphs]
        self._parts += [shelf.judgement(id) for id in rest.judgements]
        self._is_claim, self._is_party = isinstance(it.record, Claim), bool(it.party)

    def holds(self, one: Sought) -> bool:
        """Say whether something stands in a paragraph; a name may stand beside it, and a day may be that of the source."""
        if any(one.within(part) for part in self._parts):
            return True
        if one.name is None:
            return any(one.digits and one.is_on(read.published) for read in self._reads.values())
        return self._is_beside(one) or self._is_spoken_of(one.name.ids, one)

    def _is_beside(self, one: Sought) -> bool:
        """Say whether a name is that of the outlet; other statements than claims are read in the light of the headline, too."""
        beside = [words for read in self._reads.values() for words in (read.voice, *(() if self._is_claim else (read.head,)))]
        return any(words.has(form) for words in beside for form in one.forms)

    def _is_spoken_of(self, ids: tuple[str, ...], one: Sought) -> bool:
        """Say whether a name is that of who speaks, and stands where their words are carried.

        A party that is told to hold what it says itself needs no more than that, where nobody noted who carries its words.
        """
        voices = [where for speakers, where in self._rest.voices if speakers.intersection(ids)]
        if self._is_party and () in voices:
            return True
        return any(one.within(self._shelf.read[source].paragraph(label)) for where in voices for source, label in where)

    def bears_out(self, when: When) -> bool:
        """Say whether a date follows from the day of a source: what it reports was so by, as of, or since that day."""
        date = when.date
        if date is None:
            return True
        for read in self._reads.values() if when.word else ():
            day = read.published
            if day and day.earliest is not None and day.latest is not None:
                begin, end = date.earliest or 0, date.latest if date.latest is not None else day.latest
                if (begin <= day.latest or when.word in ("by", "undated")) and end >= day.earliest:
                    return True
        return False

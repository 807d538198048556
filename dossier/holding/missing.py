"""Find what a statement says and its paragraphs don't: a `Dossier` and its `Evidence` in; numbers, dates and names out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dossier.evidence.graph import Evidence
from dossier.fields import Record
from dossier.holding.footing import Footing
from dossier.holding.propernames import Known
from dossier.holding.reasons import Reasons
from dossier.holding.shelf import Rest, Shelf
from dossier.holding.sought import Language, Sought, sought
from dossier.holding.spellings import spellings
from dossier.holding.stating import Stated, stated
from dossier.model import Claim, Dossier
from dossier.problems import Span
from dossier.tuples import NamedTuple

_TRIED: Final = 50  # findings that are looked up in the whole text; beyond, nobody reads where they stand


class Missing(NamedTuple):
    """A number, date or name that doesn't stand where it is cited.

    `words` is how it is written, from `span` on, `nth` which of its occurrences there; 0 where `span` is its place. `rest` is
    what was looked through; `elsewhere` are source and label of a paragraph in which it does stand, ('', '') without one.
    """

    kind: str
    words: str
    about: str
    span: Span
    nth: int
    rest: Rest
    elsewhere: tuple[str, str]


class Search:
    """Looks up all that a dossier states. `foreign` are the texts that are not in English; known when all is looked up."""

    def __init__(self, dossier: Dossier, evidence: Evidence) -> None:
        self.dossier, self.evidence, self.shelf = dossier, evidence, Shelf(dossier, evidence)
        self.english = dossier.facts.language.lower().split("-")[0] == "en"
        self.foreign: dict[str, None] = {}
        self._known = Known(spellings(dossier))
        self._capitals = self.shelf.capitals()
        self._reasons: dict[int, Reasons] = {}
        self._looked_up: set[int] = set()
        self._tried = 0

    def missing(self) -> Iterator[Missing]:
        """Yield what doesn't stand where it is cited; where the desk is cited as well, it may be its own knowledge."""
        for it in stated(self.dossier):
            rest = self.shelf.of(it.cites, it.record) if isinstance(it.record, Claim) else self.shelf.rest(it.cites)
            if rest.paragraphs:
                self._looked_up.add(id(it.record))
                occurrences = _Occurrences(it.text)
                for found in self._unheld(it, rest):
                    if not rest.desk:
                        yield self._missing(it, found, rest, occurrences)

    def idle(self) -> Iterator[tuple[Record, str]]:
        """Yield reasons that nothing asked for, of records of which something was looked up."""
        for number, reasons in self._reasons.items():
            if number in self._looked_up:
                for words in reasons.idle:
                    yield reasons.record, words

    def _unheld(self, it: Stated, rest: Rest) -> Iterator[Sought]:
        """Give what of a statement neither stands in its paragraphs nor is accounted for."""
        footing = Footing(self.shelf, it, rest)
        self.foreign.update(dict.fromkeys(footing.foreign))
        reasons = [self._reason(it.record), *(self._reason(self.evidence.record(claim)) for claim in rest.claims)]
        if it.when and footing.bears_out(it.when):
            return
        for one in sought(it, self._known, Language(self.english, not footing.foreign, self._capitals)):
            # each reason is asked, so that none is idle because another one said it
            if not footing.holds(one) and not sum(reason.account_for(one) for reason in reasons):
                yield one

    def _reason(self, record: Record) -> Reasons:
        if id(record) not in self._reasons:
            self._reasons[id(record)] = Reasons(record)
        return self._reasons[id(record)]

    def _missing(self, it: Stated, one: Sought, rest: Rest, occurrences: _Occurrences) -> Missing:
        if it.party:
            words, nth = next(iter(self.evidence.names_of(it.party)), it.party), 0
        else:
            words, nth = one.words, 1 + occurrences.until(one.start, one.words)
        return Missing(one.kind, words, it.about, it.span, nth, rest, self._elsewhere(one, rest))

    def _elsewhere(self, one: Sought, rest: Rest) -> tuple[str, str]:
        """Return a source that is cited, and the label of the first of its paragraphs in which something stands."""
        self._tried += 1
        for source in dict(rest.paragraphs) if self._tried <= _TRIED else ():
            label = next((part.label for part in self.shelf.read[source].all() if one.within(part)), "")
            if label:
                return source, label
        return "", ""


class _Occurrences:
    """Counts how often words stand in a text, not as parts of others; asked from its beginning to its end."""

    __slots__ = ("_seen", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: dict[str, tuple[int, int]] = {}

    def until(self, end: int, words: str) -> int:
        """Return how many stand before a place."""
        at, count = self._seen.get(words, (0, 0))
        while (place := self._text.find(words, at, end)) >= 0:
            at = place + len(words)
            count += not (self._text[place - 1 : place].isalnum() or self._text[at : at + 1].isalnum())
        self._seen[words] = at, count
        return count

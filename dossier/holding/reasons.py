"""What a claim, event or contact says it computed, or knows itself: the words that need not stand in a source."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.fields import Record
from dossier.holding.compass import points
from dossier.holding.dating import Day, dates
from dossier.holding.numbers import keys_of, numbers
from dossier.holding.propernames import folded
from dossier.holding.sought import Sought
from dossier.model import Claim, Contact, Event


class Reasons:
    """The words of which a record says that they are computed, or the desk's own; `record` is that record."""

    __slots__ = ("_days", "_keys", "_names", "_used", "record")

    def __init__(self, record: Record) -> None:
        self.record = record
        said = (*record.computed, *record.desk) if isinstance(record, Claim | Event | Contact) else ()
        self._used: dict[str, bool] = dict.fromkeys(said, False)
        self._days: dict[str, tuple[Day, ...]] = {words: tuple(it.day for it in dates(words)) for words in said}
        self._keys = {words: keys_of(numbers(words)) if not self._days[words] else set[str]() for words in said}
        for words, keys in self._keys.items():
            keys.update(it.key for it in points(words))
        self._names = {words: f" {' '.join(folded(words))} " for words in said}

    def account_for(self, sought: Sought) -> bool:
        """Say whether something is accounted for, and remember that it was asked for."""
        found = next((words for words in self._used if self._is(words, sought)), None)
        if found is not None:
            self._used[found] = True
        return found is not None

    def _is(self, words: str, sought: Sought) -> bool:
        if sought.day:
            return sought.day in self._days[words]
        if sought.name:
            return f" {' '.join(sought.name.folded)} " in self._names[words]
        return bool(self._keys[words].intersection(sought.keys))

    @property
    def idle(self) -> Iterator[str]:
        """Give the words that nothing asked for."""
        return (words for words, used in self._used.items() if not used)

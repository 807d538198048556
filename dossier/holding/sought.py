"""What a statement says that must stand in its paragraphs: a `Stated` in; numbers, dates, names, directions out, to look up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Final

from dossier.dates import PartialDate
from dossier.holding.compass import points
from dossier.holding.dating import Day, dates, days_of, is_told
from dossier.holding.digits import key
from dossier.holding.numbers import numbers
from dossier.holding.propernames import Known, Name
from dossier.holding.shelf import Paragraph
from dossier.holding.stating import Stated
from dossier.tuples import NamedTuple

UNWRITTEN: Final = "TODO"  # words that wait to be written rest on nothing yet
NUMBER: Final = "number"
DATE: Final = "date"
NAME: Final = "name"
DIRECTION: Final = "direction"


class Language(NamedTuple):
    """What is known of the language of a statement and of the texts that it rests on.

    `ours`: the statement is in English; `theirs`: all the texts are. `capitals` are words that are names at the beginning of
    a sentence too.
    """

    ours: bool
    theirs: bool
    capitals: Set[str] = frozenset()

    @property
    def both(self) -> bool:
        """Whether words can be compared, and not only digits."""
        return self.ours and self.theirs


class Sought(NamedTuple):
    """A number, date, name or point of the compass: its kind, how it is written, where it begins, in which forms it is sought.

    `digits`: of a date only the digits can be looked up, since the text is in another language.
    """

    kind: str
    words: str
    start: int
    keys: tuple[str, ...] = ()
    day: Day | None = None
    name: Name | None = None
    forms: tuple[tuple[str, ...], ...] = ()
    digits: bool = False

    def within(self, part: Paragraph) -> bool:
        """Say whether it stands in a paragraph."""
        if self.digits:
            return all(it in part.keys for it in self.keys)
        if any(it in part.keys for it in self.keys) or (self.day and is_told(self.day, part.days)):
            return True
        return any(part.words.has(form) if len(form) > 1 else part.words.has_word(form[0]) for form in self.forms)

    def is_on(self, published: PartialDate | None) -> bool:
        """Say whether it is the day on which a source was published."""
        return bool(self.day and published and is_told(self.day, days_of(published)))


def sought(it: Stated, known: Known, language: Language) -> list[Sought]:
    """Return all that has to stand in the paragraphs: of words their dates, names and numbers; a date; a party by its name."""
    if it.when:
        return [_date(day, day.written, 0, language) for day in days_of(it.when.date)] if it.when.date else []
    if it.party:
        forms = known.forms.get(it.party, ()) if language.both and it.party in known.proper else ()
        return [_name(known, Name((it.party,), forms[0], 0, it.text))] if forms else []
    return [] if UNWRITTEN in it.text else list(_in_words(it, known, language))


def _in_words(it: Stated, known: Known, language: Language) -> Iterator[Sought]:
    """Take dates out of a text, then names, then numbers, so that nothing counts twice."""
    text = " " * it.begin + it.text[it.begin :]
    found = dates(text) if language.ours else []
    for date in found:
        yield _date(date.day, date.words, date.start, language)
    text = _without(text, [(date.start, len(date.words)) for date in found])
    names = list(known.names(text, language.capitals, all_capitals=language.both))
    for name in names if language.both else ():
        yield _name(known, name)
    text = _without(text, [(name.start, len(name.words)) for name in names if name.ids])
    for point in points(text) if language.both else ():
        if point.words.islower():  # with a capital it may be part of a name
            yield Sought(DIRECTION, point.words, point.start, (point.key,))
    for number in numbers(text):
        if number.said and (language.both or not number.spelt):
            more = (key(number.value * it.scale),) if it.scale != 1 and number.value is not None else ()
            yield Sought(NUMBER, number.words, number.start, (*number.keys, *more))


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    """Return a text with blanks in some places, given by where they begin, in order, and how long they are."""
    out, at = [], 0
    for start, length in places:
        if start >= at:
            out += [text[at:start], " " * length]
            at = start + length
    return "".join((*out, text[at:]))


def _date(day: Day, words: str, start: int, language: Language) -> Sought:
    """Make a date of the forms in which it is looked up; a year alone may be a number as well."""
    if language.theirs:
        year = (key(day.year),) if not (day.month or day.day or day.weekday) else ()
        return Sought(DATE, words, start, year, day)
    digits = [part for part in (day.day, 0 if day.day else day.year) if part]
    return Sought(DATE, words, start, tuple(map(key, digits)), day, digits=True)


def _name(known: Known, name: Name) -> Sought:
    forms: Sequence[tuple[str, ...]] = (name.folded, *(form for id in name.ids for form in known.forms[id]))
    return Sought(NAME, name.words, name.start, name=name, forms=tuple(dict.fromkeys(forms)))

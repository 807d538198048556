"""Nothing in the brief waits for somebody to write it: no TODO, and nothing that we failed to note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.evidence.inside import records
from dossier.evidence.statements import texts
from dossier.fields import Record
from dossier.ids import ID_FORM
from dossier.model import NOT_RECORDED, Dossier
from dossier.problems import Problem, Span, warning

TELLS = {
    "todo": Name("No text waits to be written."),
    "unrecorded": Name("Nothing is missing that we could have noted."),
}

_TODO: Final = re.compile(r"\b(?:TODO|TBD|TBC|TBA|FIXME|XXX+)\b|\?\?+|\[\s{0,9}(?:…|\.\.\.)?\s{0,9}\]|\bLorem ipsum\b")
_SHORT: Final = 8  # characters of a text that stands for none: ..., -, n/a
_LEFT: Final = re.compile(r"(?<![A-Za-z0-9])(?:TODO|TBD|TBC|TBA|FIXME|XXX+)(?![A-Za-z0-9])|\bLorem ipsum\b")
_LEFT_ID: Final = re.compile(r"(?<![a-z0-9])(?:todo|tbd|tbc|tba|fixme|xxx+)(?![a-z0-9])")
_NO_WORD: Final = re.compile(r"(?:[^\w\s]|_|\s)+|n/?a\.?", re.IGNORECASE)
_SIGNS: Final = ("TODO", "TB", "FIXME", "XX", "??", "[", "Lorem")  # one of them is in whatever the pattern finds


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find text that was left to be written, and each field that says `not recorded`."""
    said = texts(dossier)
    out = [
        warning(f"{found[0]!r} is still to be done", words.span, "write it, or take it out", "todo", word=found[0])
        for words in said
        if words.ours and any(sign in words.text for sign in _SIGNS) and (found := _TODO.search(words.text))
    ]
    hint = "write it, or take the field out; `not stated` says that the sources are silent"
    out += [
        warning(f"{words.text!r} is no word", words.span, hint, "todo")
        for words in said
        if words.ours and len(words.text) < _SHORT and _NO_WORD.fullmatch(words.text) and not _TODO.search(words.text)
    ]
    ours = {words.text for words in said if words.ours}
    for text, span in _plain(dossier):
        if text not in ours and (found := _LEFT.search(text) or (_LEFT_ID.search(text) if ID_FORM.fullmatch(text) else None)):
            out.append(warning(f"{found[0]!r} is still to be done", span, "write it, or take it out", "todo", word=found[0]))
    hint = "look it up; where that can't be done any more, silence this check with the reason"
    return out + [warning(f"`{key}` is not recorded", span, hint, "unrecorded") for key, span in _unrecorded(dossier)]


def _plain(dossier: Dossier) -> Iterator[tuple[str, Span]]:
    """Go through what is plain text: ids, terms, addresses, files, names in other languages, titles, quotations."""
    for record in records(dossier):
        if record.id:
            yield record.id, record.span
        for field in type(record).own_fields:
            for text in _strings(record.__dict__.get(field.name)):
                yield text, record.place_of(field.name)


def _strings(value: object) -> Iterator[str]:
    """Give the strings in a value, but for those of values that are read whole and of records in it."""
    if type(value) is str:
        yield value
    elif type(value) is tuple:
        for item in value:
            yield from _strings(item)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(inner, Record):
                yield str(key)
                yield from _strings(inner)


def _unrecorded(dossier: Dossier) -> Iterator[tuple[str, Span]]:
    """Go through the fields that say `not recorded`."""
    for record in records(dossier):
        for field in type(record).own_fields:
            if record.__dict__.get(field.name) is NOT_RECORDED:
                yield field.key, record.place_of(field.name)

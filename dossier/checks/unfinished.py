"""Nothing in the brief waits for somebody to write it: no TODO, and nothing that we failed to note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.evidence.inside import records
from dossier.evidence.statements import texts
from dossier.model import NOT_RECORDED, Dossier
from dossier.problems import Problem, Span, warning

TELLS = {
    "todo": Name("No text waits to be written."),
    "unrecorded": Name("Nothing is missing that we could have noted."),
}

_TODO: Final = re.compile(r"\b(?:TODO|TBD|TBC|TBA|FIXME|XXX+)\b|\?\?+|\[\s{0,9}(?:…|\.\.\.)?\s{0,9}\]|\bLorem ipsum\b")
_SIGNS: Final = ("TODO", "TB", "FIXME", "XX", "??", "[", "Lorem")  # one of them is in whatever the pattern finds


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find text that was left to be written, and each field that says `not recorded`."""
    out = [
        warning(f"{found[0]!r} is still to be done", words.span, "write it, or take it out", "todo", word=found[0])
        for words in texts(dossier)
        if words.ours and any(sign in words.text for sign in _SIGNS) and (found := _TODO.search(words.text))
    ]
    hint = "look it up; where that can't be done any more, silence this check with the reason"
    return out + [warning(f"`{key}` is not recorded", span, hint, "unrecorded") for key, span in _unrecorded(dossier)]


def _unrecorded(dossier: Dossier) -> Iterator[tuple[str, Span]]:
    """Go through the fields that say `not recorded`."""
    for record in records(dossier):
        for field in type(record).own_fields:
            if record.__dict__.get(field.name) is NOT_RECORDED:
                yield field.key, record.place_of(field.name)

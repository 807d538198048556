"""Blocks -> what they use of which more is said elsewhere: sources cited, forms of citation, gaps, notes, names."""

from __future__ import annotations

from typing import Final

from dossier.blocks import Note, texts
from dossier.tuples import NamedTuple


class Gathered(NamedTuple):
    """What blocks use.

    `keys` are those of their runs: `source:ID` and `claim:ID` for what is cited, `form:chief`, `form:located` and `form:whole`
    for how a source is; `gap:WORD` for what is missing; `quotation:ID` for words that were held against a source, `quotation:`
    for words that weren't; `name:ID` for who or what is named and goes into the index. `notes` stand in the order of their marks.
    """

    keys: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()


NOTHING: Final = Gathered()


def gathered(blocks: object, before: Gathered = NOTHING) -> Gathered:
    """Return what some blocks use, together with what those before them do."""
    keys = set(before.keys)
    notes = list(before.notes)
    for words in texts(blocks):
        for run in words:
            if run.keys:
                keys.update(run.keys)
            if run.note:
                notes.append(run.note)
                for noted in run.note.text:
                    keys.update(noted.keys)
    return Gathered(frozenset(keys), tuple(notes))

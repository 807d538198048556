"""Blocks -> blocks in which every mention of an actor, a person or a place is noted, for the index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dossier.blocks import Note, Run, Text, rewritten
from dossier.saying.phrases import Phrases
from dossier.saying.typography import typographic


def indexed(phrases: Phrases, part: Any) -> Any:
    """Note names as keys `name:ID`, each where it stands. Of names that overlap the longest counts.

    A name that the author gave an id stands for that; computer text, addresses and late text hold no names.
    """
    names = printed_names(phrases)
    if not names:
        return part
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def say(words: Text) -> Text:
        return tuple(piece for run in words for piece in _pieces(phrases, run, names, pattern))

    return rewritten(part, say)


def printed_names(phrases: Phrases) -> dict[str, str]:
    """Return the known names as they print, with the ids of what they stand for."""
    marks = phrases.words.marks
    return {typographic([name], marks)[0]: id for name, id in phrases.evidence.names.items()}


def _pieces(phrases: Phrases, run: Run, names: dict[str, str], pattern: re.Pattern[str]) -> Iterator[Run]:
    """Yield a run in pieces that begin with the names in it; a link stays whole, and notes all of them at its beginning."""
    if run.note:
        if phrases.style.page.notes != "end":
            run = run._replace(note=Note(indexed_text(phrases, run.note.text, names, pattern), run.note.number))
        yield run
        return
    given = [key for key in run.keys if key.startswith("name:")]
    found = [] if given or run.late or run.role == "code" or ":" in run.link else list(pattern.finditer(run.text))
    keys = [f"name:{names[match.group()]}" for match in found]
    phrases.keys.update(given, keys)
    if run.link or not found:
        yield run._replace(keys=(*run.keys, *dict.fromkeys(keys))) if found else run
        return
    starts = [match.start() for match in found]
    if starts[0]:
        yield run._replace(text=run.text[: starts[0]])
    for i, (start, end) in enumerate(zip(starts, [*starts[1:], len(run.text)], strict=True)):
        before = () if i or starts[0] else run.keys
        yield run._replace(text=run.text[start:end], keys=(*before, keys[i]))


def indexed_text(phrases: Phrases, words: Text, names: dict[str, str], pattern: re.Pattern[str]) -> Text:
    """Note the names in one text."""
    return tuple(piece for run in words for piece in _pieces(phrases, run, names, pattern))

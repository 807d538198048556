"""Texts -> texts in which every mention of an actor, a person or a place is a key of its run, for the index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from operator import is_

from dossier.blocks import Run, Text
from dossier.saying.phrases import Phrases


def indexing(phrases: Phrases) -> Callable[[Text], Text]:
    """Return what notes names in a text as keys `name:ID`, each where it stands. Of names that overlap the longest counts.

    A name that the author gave an id stands for that; computer text, addresses and late text hold no names.
    """
    names = printed_names(phrases)
    if not names:
        return lambda words: words
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    noted = phrases.style.page.notes != "end"  # notes at the end are back matter

    def say(words: Text) -> Text:
        pieces = tuple(chain.from_iterable([pieces_of(run) for run in words]))
        return words if len(pieces) == len(words) and all(map(is_, pieces, words)) else pieces

    def pieces_of(run: Run) -> Iterator[Run] | tuple[Run, ...]:
        if run.note:
            return (run._replace(note=run.note._replace(text=say(run.note.text))) if noted else run,)
        if run.late or run.role == "code" or ":" in run.link or any(key.startswith("name:") for key in run.keys):
            return (run,)
        found = list(pattern.finditer(run.text))
        return _pieces(run, [match.start() for match in found], [f"name:{names[match.group()]}" for match in found])

    return say


def printed_names(phrases: Phrases) -> dict[str, str]:
    """Return the known names as they print, with the ids of what they stand for."""
    return {phrases.spelt(name): id for name, id in phrases.evidence.names.items()}


def _pieces(run: Run, starts: list[int], keys: list[str]) -> Iterator[Run]:
    """Yield a run in pieces that begin with the names in it; a link stays whole, and notes all of them at its beginning."""
    if not starts:
        yield run
        return
    if run.link:
        yield run._replace(keys=(*run.keys, *dict.fromkeys(keys)))
        return
    if starts[0]:
        yield run._replace(text=run.text[: starts[0]])
    for i, (start, end) in enumerate(zip(starts, [*starts[1:], len(run.text)], strict=True)):
        before = () if i or starts[0] else run.keys
        yield run._replace(text=run.text[start:end], keys=(*before, keys[i]))

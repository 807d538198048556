"""Citations -> notes: what a note says in words, and the numbers that marks and notes share, in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from dossier.blocks import Note, Run, Text, plain, text
from dossier.evidence.graph import Cited
from dossier.inline import Citation
from dossier.model import known
from dossier.saying.attribution import speaker
from dossier.saying.citing import merged, resolved, source
from dossier.saying.phrases import Phrases, capitalised
from dossier.saying.wording import NO_BREAK, Wording

_STOPS = ".,;:!?…"


class Noting(Phrases):
    """Phrases that call a note for what a statement rests on; a citation that stands by itself stays a key in brackets.

    What a note cites itself stands in it as `keyed` says it.
    """

    __slots__ = ("_called", "keyed")

    def __init__(self, keyed: Phrases) -> None:
        super().__init__(keyed.dossier, keyed.evidence, keyed.style, keyed.printed, keyed.found, indexing=keyed.indexing)
        self.keyed = keyed
        self._called: dict[tuple[object, ...], Run] = {}  # marks made already

    def mark_after(self, words: Sequence[Run], cites: Sequence[Citation]) -> Text:
        """Return the mark of a note; its number comes when the order of all marks is known."""
        key = tuple([cite[:2] for cite in cites])
        mark = self._called.get(key)
        if mark is None:
            mark = self._called[key] = _mark(self.keyed, cites)
        # a number right after another one, or after a figure, would be read as one with it
        apart = words and (words[-1].note or words[-1].text.rstrip(" ")[-1:].isdigit())
        return (Run(NO_BREAK, "note.mark"), mark) if apart else (mark,)


def _mark(phrases: Phrases, cites: Sequence[Citation]) -> Run:
    """Return a mark without a number, with its note; what the note uses is used where the mark stands."""
    said = noted(phrases, cites)
    keys = [key for run in (*phrases.mark(cites), *said) for key in run.keys if not key.startswith("name:")]
    note = Note(tuple(run._replace(keys=()) for run in said))
    return Run("", "note.mark", keys=tuple(dict.fromkeys(keys)), note=note)


def noted(phrases: Phrases, cites: Sequence[Citation]) -> Text:
    """Say in words what a statement rests on: where it stands in which source, and on whose word."""
    parts = merged(resolved(phrases, cites))
    said = capitalised(phrases.series([_part(phrases, part) for part in parts]))
    return said if plain(said).endswith((".", "!", "?")) else (*said, Run("."))


def _part(phrases: Phrases, part: Cited) -> Text:
    if part.kind == "judgement":
        return (_numbered(phrases, "judgement", part.id, part.number),)
    if part.kind == "source":
        return phrases.series(((source(phrases, part),), _record(phrases, part.id)), ": ")
    if part.kind != "claim":
        return text(phrases.words["note.desk"])
    places: list[Text] = [(source(phrases, at),) for at in merged(part.sources)]
    if phrases.numbered:
        places.insert(0, (_numbered(phrases, "claim", part.id, part.number),))
    view = phrases.evidence.claim(part.id)
    whose = text(phrases.words["note.desk"]) if view.ladder == "desk" else speaker(phrases, view)
    return phrases.series((phrases.series(places, ", "), whose), ": ")


def _numbered(phrases: Phrases, kind: str, id: str, number: int) -> Run:
    """Say a claim or a judgement by its number."""
    return Run(phrases.words[f"cite.{kind}"].format(number), link=phrases.link(id), title=phrases.described(id))


def _record(phrases: Phrases, id: str) -> Text:
    """Say who published a source, and when: enough to know it by."""
    published = known(phrases.dossier.sources[id].published)
    return phrases.series((text(phrases.source_name(id)), phrases.date(published)), ", ")


def numbering(words: Wording) -> Callable[[Text], Text]:
    """Return what numbers the marks in one text after the other, and the notes that they call, from 1."""
    numbers = count(1)

    def say(said: Text) -> Text:
        if not any(run.note for run in said):
            return said
        return tuple(_numbered_mark(run, next(numbers), words) if run.note else run for run in _stopped(said))

    return say


def _stopped(words: Text) -> list[Run]:
    """Put the stops with which a text goes on before the marks that it follows, as English does."""
    out: list[Run] = []
    for run in words:
        rest = run.text.lstrip(_STOPS)
        if out and out[-1].note and len(rest) < len(run.text) and not (run.link or run.late):
            at = len(out)
            while at and out[at - 1].role == "note.mark":
                at -= 1
            if at < len(out) and not out[at].note:  # the space between a figure and its mark: no figure stands there any more
                del out[at]
            out.insert(at, Run(run.text[: len(run.text) - len(rest)], run.role))
            run = run._replace(text=rest)
        if run.text or run.note or run.late or run.keys:
            out.append(run)
    return out


def _numbered_mark(run: Run, number: int, words: Wording) -> Run:
    """Give a mark and its note their number."""
    assert run.note is not None
    note = run.note._replace(number=number)
    title = words["note.title"].format(number)
    return run._replace(text=str(number), link=f"#note-{number}", title=title, keys=(note.mark, *run.keys), note=note)

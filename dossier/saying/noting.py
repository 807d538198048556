"""Citations -> notes: what a note says in words, and the numbers that marks and notes share, in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dossier.blocks import Run, Text, plain, rewritten, text
from dossier.evidence.graph import Cited
from dossier.inline import Citation
from dossier.model import Gap
from dossier.saying.attribution import speaker
from dossier.saying.citing import gathered, source
from dossier.saying.phrases import Phrases, capitalised

_STOPS = ".,;:!?…"


def noted(phrases: Phrases, cites: Sequence[Citation]) -> Text:
    """Say in words what a statement rests on: where it stands in which source, and on whose word."""
    parts = gathered(phrases.evidence.citation(cite) for cite in cites)
    said = capitalised(phrases.series([_part(phrases, part) for part in parts]))
    bare = tuple(run._replace(keys=()) for run in said)  # the source is cited where the mark stands
    return bare if plain(bare).endswith((".", "!", "?")) else (*bare, Run("."))


def _part(phrases: Phrases, part: Cited) -> Text:
    if phrases.evidence.part(part.id) == "judgements":
        return (_numbered(phrases, "judgement", part.id, phrases.evidence.number(part.id)),)
    if part.kind == "source":
        return phrases.series(((source(phrases, part),), _record(phrases, part.id)), ": ")
    if part.kind != "claim":
        return text(phrases.words["cite.title.desk"])
    places: list[Text] = [(source(phrases, at),) for at in gathered(part.sources)]
    if phrases.numbered:
        places.insert(0, (_numbered(phrases, "claim", part.id, part.number),))
    return phrases.series((phrases.series(places, ", "), speaker(phrases, phrases.evidence.claim(part.id))), ": ")


def _numbered(phrases: Phrases, kind: str, id: str, number: int) -> Run:
    """Say a claim or a judgement by its number."""
    title = phrases.words[f"cite.title.{kind}"].format(number, phrases.evidence.stated(id).plain)
    return Run(phrases.words[f"cite.{kind}"].format(number), link=phrases.link(id), title=title)


def _record(phrases: Phrases, id: str) -> Text:
    """Say who published a source, and when: enough to know it by."""
    published = phrases.dossier.sources[id].published
    return phrases.series((text(phrases.source_name(id)), () if isinstance(published, Gap) else phrases.date(published)), ", ")


def numbered(phrases: Phrases, part: Any) -> Any:
    """Number the marks of some blocks through, on from those before, and gather their notes."""

    def say(words: Text) -> Text:
        return tuple(_marked(phrases, run) for run in _stopped(words)) if any(run.note for run in words) else words

    return rewritten(part, say)


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


def _marked(phrases: Phrases, run: Run) -> Run:
    """Give a mark the next number."""
    if run.note is None:
        return run
    number = len(phrases.notes) + 1
    note = run.note._replace(number=number)
    phrases.notes.append(note)
    title = phrases.words["note.title"].format(number)
    return run._replace(text=str(number), link=f"#note-{number}", title=title, keys=(note.mark, *run.keys), note=note)

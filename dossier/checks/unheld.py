"""Each number, date, name and direction of a statement stands in the paragraphs that it cites, if their texts are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning

if TYPE_CHECKING:
    from dossier.holding.missing import Missing, Search

TELLS = {
    "unheld-number": Name("Each number of a statement stands in the paragraphs that it cites, in digits or in words."),
    "unheld-date": Name(
        "Each date of a statement stands in the paragraphs that it cites, or follows from the day of the source."
    ),
    "unheld-name": Name("Each proper name of a statement stands in the paragraphs that it cites, in one of its spellings."),
    "unheld-direction": Name("Each point of the compass in a statement stands in the paragraphs that it cites."),
    "unheld-range": Name("A range said in prose lies within the figures of the claims that it cites."),
    "unheld-language": Name("Texts against which only digits can be held, for their language, are told."),
    "idle-reason": Name("What is said to be computed, or the desk’s own, is no word of a cited paragraph."),
}
_SHOWN: Final = 120  # characters of a passage
_MOST: Final = 100  # occurrences of a word that are counted through to find its place
_NUMBER: Final = re.compile(r"(?<![\d:])\d[\d.,]*(?![\d:])")  # not a time of day


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find numbers, dates and names that don't stand where they are cited, and ranges that reach beyond the figures cited."""
    out: list[Problem] = []
    if evidence.texts:
        from dossier.holding.missing import Search

        search = Search(dossier, evidence)
        out += [_unheld(search, it) for it in search.missing()]
        out += _not_done(dossier, search)
        out += _idle(search)
    if any(_NUMBER.search(str(figure.words)) for view in evidence.claims for figure in view.claim.figures):
        from dossier.holding.ranging import beyond

        for it in beyond(dossier, evidence):
            message = f"“{it.words}” reaches beyond the figures of {', '.join(map(repr, it.claims))}, {it.figures}"
            hint = "say a range that lies within them, or cite what it rests on"
            out.append(warning(message, it.span, hint, "unheld-range", it.about, it.word))
    return out


def _unheld(search: Search, it: Missing) -> Problem:
    """Say what doesn't stand where, and what does stand there."""
    where = "; ".join(_places(it))
    message = f"the {it.kind} “{it.words}” does not stand in {where}"
    if it.rest.missing:
        message += f", and the text of {', '.join(it.rest.missing)} is not at hand"
    hint = f"it stands in {' '.join(it.elsewhere)}: cite that" if it.elsewhere[0] else _passage(search, it)
    if it.kind == "number":
        problem = warning(message, it.span, hint, "unheld-number")
    elif it.kind == "date":
        problem = warning(message, it.span, hint, "unheld-date")
    elif it.kind == "direction":
        problem = warning(message, it.span, hint, "unheld-direction")
    else:
        problem = warning(message, it.span, hint, "unheld-name")
    return problem._replace(about=it.about, word=it.words if 0 < it.nth <= _MOST else "", nth=it.nth)


def _places(it: Missing) -> Iterator[str]:
    """Name the paragraphs that were looked through, by source."""
    for source in dict(it.rest.paragraphs):
        labels = [label for other, label in it.rest.paragraphs if other == source]
        yield (
            f"{source} {', '.join(labels)}".rstrip() if len(labels) <= 8 else f"{source} {labels[0]}, {labels[1]} … {labels[-1]}"
        )


def _passage(search: Search, it: Missing) -> str:
    """Show the passage, round what it has of the same kind, and say what can be done."""
    source, label = it.rest.paragraphs[0]
    part = search.shelf.read[source].paragraph(label)
    text = " ".join(part.text.split())
    at = _like(it.kind, text)
    begin = max(0, min(at - _SHOWN // 3, len(text) - _SHOWN))
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    end = len(text) if len(text) <= begin + _SHOWN else text.rfind(" ", begin, begin + _SHOWN)
    shown = ("… " if begin else "") + text[begin : max(end, begin + 1)] + (" …" if end < len(text) else "")
    way = {"name": "list the spelling under `also`, or say"}.get(it.kind, "say")
    return f"{source} {label} reads “{shown}”; {way} under `computed` or `desk` how you come by it"


def _like(kind: str, text: str) -> int:
    """Return where a passage has its first number or date; 0 where it has none."""
    from dossier.holding.dating import dates
    from dossier.holding.numbers import numbers

    found = [it.start for it in dates(text)] if kind == "date" else [it.start for it in numbers(text) if it.said]
    return found[0] if found and kind != "name" else 0


def _not_done(dossier: Dossier, search: Search) -> Iterator[Problem]:
    """Tell once, by source, what could not be held for its language."""
    hint = "number words, months and names are known in English; look these up yourself"
    if not search.english:
        message = f"the dossier is in {dossier.facts.language!r}: of what it says only digits are held against the texts"
        yield warning(message, dossier.facts.place_of("language"), hint, "unheld-language")
        return
    for source in search.foreign:
        message = f"the text of {source!r} is not in English: only digits are held against it"
        yield warning(message, search.evidence.record(source).span, hint, "unheld-language", source)


def _idle(search: Search) -> Iterator[Problem]:
    """Tell reasons that nothing asks for: the word stands in what is cited, or isn't said at all."""
    for record, words in search.idle():
        field = "computed" if words in record.__dict__.get("computed", ()) else "desk"
        message = f"nothing has to be said of {words!r}: it stands in what is cited, or is not said here"
        hint = "take it out, or write it as the statement does"
        yield warning(message, record.place_of(field), hint, "idle-reason", word=words)

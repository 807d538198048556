"""Find words in quotation marks within prose, and the citation that each rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.evidence.inside import words
from dossier.inline import Citation, Prose
from dossier.model import Dossier, cited_by
from dossier.problems import Span
from dossier.tuples import NamedTuple

_QUOTED: Final = re.compile(r"""(?<!\w)"(?=\S)([^"]+?)(?<=\S)"(?!\w)|“([^“”]+)”|„([^„“”]+)[“”]|«\s?([^«»]+?)\s?»|‹([^‹›]+)›""")
_END: Final = re.compile(
    r"(?<!\bCapt)(?<!\bGen)(?<!\bCol)(?<!\bSen)(?<!\bGov)(?<!\bProf)(?<=[^\W\d_]{3})[.!?…][\"”’»)]*\s+(?=[^\W\d_a-z]|[\"“„«])"
)
_CITED_HERE: Final = "\ue000"  # stands for a citation in the text that is searched


class Quoted(NamedTuple):
    """Words in quotation marks, what they cite, and the place to tell."""

    text: str
    cites: tuple[Citation, ...]
    span: Span


def quoted(dossier: Dossier) -> Iterator[Quoted]:
    """Yield all words in quotation marks in the prose of a dossier.

    They rest on the next citation in their sentence, or the one before; else on what their record cites.
    """
    for _, record, _, said in words(dossier):
        if said.prose:
            lent = cited_by(record)
            yield from _block(said.prose, lent) if said.quotation else _in_prose(said.prose, lent)


def _block(prose: Prose, lent: tuple[Citation, ...]) -> Iterator[Quoted]:
    """Take a paragraph that is set as a quotation for the words of what it cites."""
    text = prose.plain.strip()
    cites = prose.cites or lent
    if text:
        yield Quoted(text, cites, prose.span)


def _in_prose(prose: Prose, lent: tuple[Citation, ...]) -> Iterator[Quoted]:
    """Yield the words in quotation marks of one paragraph."""
    text = ""
    cites: list[tuple[int, tuple[Citation, ...]]] = []
    for run in prose.runs:
        if run.cites:
            cites.append((len(text), run.cites))
            text += _CITED_HERE
        else:
            text += " " * len(run.text) if run.style == "code" else run.text
    if not any(mark in text for mark in '"“„«‹'):
        return
    ends = [0, *(end.end() for end in _END.finditer(text)), len(text)]
    for found in _QUOTED.finditer(text):
        said = next(group for group in found.groups() if group is not None)
        resting = _resting(found.start(), found.end(), ends, cites)
        span = resting[0].span if resting else prose.span
        yield Quoted(said.replace(_CITED_HERE, "").strip(), resting or lent, span)


def _resting(start: int, end: int, ends: list[int], cites: list[tuple[int, tuple[Citation, ...]]]) -> tuple[Citation, ...]:
    """Return the citation that follows within the sentence, or else the one that comes before in it."""
    begin = max(e for e in ends if e <= start)
    stop = next((e for e in ends if e >= end), ends[-1])
    after = next((c for place, c in cites if end <= place <= stop), None)
    before = next((c for place, c in reversed(cites) if begin <= place < start), None)
    return after or before or ()

"""A paragraph -> its sentences, each with the citations that stand in it or right behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.inline.parsed import Citation, Prose
from dossier.tuples import NamedTuple

_MARK: Final = "\ue000"  # stands for a citation in the text that is searched
_ABBREVIATED: Final = ("Adm", "Capt", "Col", "Dr", "Gen", "Gov", "Lt", "Mr", "Mrs", "Prof", "Sen")  # stand before a name
_TITLES: Final = "".join(rf"(?<!\b{title})" for title in _ABBREVIATED)
_WHOLE: Final = (
    rf"(?:(?<=[^\W_]{{2}}){_TITLES}|(?<=[)%\"”’»])|(?<=['’]s))"  # what a sentence ends with: no initial, no short title
)
_END: Final = rf"(?:{_WHOLE}[.!?…]+[\"'”’»)]*|(?<=\w)[.!?…][\"'”’»)]*(?:\s*{_MARK})+)\s+(?=[\"'“‘„«(]*[^\W\d_a-z])"


class Sentence(NamedTuple):
    """The words of a sentence, and its citations, each with its place in them."""

    text: str
    cites: tuple[tuple[int, tuple[Citation, ...]], ...]

    @property
    def all_cites(self) -> tuple[Citation, ...]:
        """All citations of it, in order."""
        return tuple(cite for _, cites in self.cites for cite in cites)


def sentences(prose: Prose) -> Iterator[Sentence]:
    """Part a paragraph; a citation behind a full stop belongs to what it follows."""
    text = ""
    cites: list[tuple[int, tuple[Citation, ...]]] = []
    for run in prose.runs:
        if run.cites:
            cites.append((len(text), run.cites))
            text += _MARK
        else:
            text += run.text
    start = seen = 0
    for end in (*(match.end() for match in re.finditer(_END, text)), len(text)):
        first = seen
        while seen < len(cites) and cites[seen][0] < end:
            seen += 1
        inside = tuple((at - start, group) for at, group in cites[first:seen])
        yield Sentence(text[start:end].replace(_MARK, " "), inside)
        start = end

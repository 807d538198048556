"""What author text is parsed to: citations, runs, paragraphs, and the blocks of a passage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from dossier.problems import Span
from dossier.tuples import NamedTuple

Place: TypeAlias = Callable[[int], Span]  # an offset of the text -> where that character stands in the file


class Locator(NamedTuple):
    """A label in the pinned text of a source (`headline`, `6`), or a range of labels."""

    first: str
    last: str = ""


class Citation(NamedTuple):
    """What a statement rests on: a source or a claim by its id, and labels in the source's text.

    `target` is '' where only labels are given: the default source is meant.
    """

    target: str
    locators: tuple[Locator, ...]
    span: Span


class Inline(NamedTuple):
    """A stretch of author text in one style, or a citation mark (then `text` is '' and `cites` is not).

    `style` is '', 'emphasis', 'strong', 'strong emphasis' or 'code'; `link` an address or '#id'; `ref` the id that a name stands
    for. `span` is where that id was written; None where there is none.
    """

    text: str
    style: str = ""
    link: str = ""
    ref: str = ""
    cites: tuple[Citation, ...] = ()
    span: Span | None = None


class Bracketed(NamedTuple):
    """Words in plain brackets that would be a citation if an @ stood before them, and where the bracket opens.

    `quoted`: the bracket stands within quotation marks, where it may be an insertion.
    """

    words: str
    span: Span
    quoted: bool


class Prose(NamedTuple):
    """One paragraph of author text, parsed, where it starts, and the plain brackets in it that look like citations."""

    runs: tuple[Inline, ...]
    span: Span
    brackets: tuple[Bracketed, ...] = ()

    @property
    def plain(self) -> str:
        """The words alone, without marks."""
        return "".join(run.text for run in self.runs)

    @property
    def cites(self) -> tuple[Citation, ...]:
        """All citations in it, in order."""
        return tuple(c for run in self.runs for c in run.cites)


class TextBlock(NamedTuple):
    """A block of a passage: 'paragraph', 'heading', 'quotation', or 'bullets' and 'numbers' with one Prose an item."""

    kind: str
    items: tuple[Prose, ...]

"""Author text -> runs: emphasis, strong, code, links, citations, and names with an id behind them. No markup comes out of it.

What isn't a complete mark of the language prints as it was written: `2 * 3 * 4`, `a_b_c`, `<b>`, `&amp;`, an unclosed asterisk.
Where another language would take it for a mark it is told (`other_markup`); brackets that look like a citation are kept aside.
A backslash before one of ``\\ * _ ` [ ] < > { }`` makes that character plain; before any other it is a backslash.
"""

from __future__ import annotations

from dossier.inline.citations import parse_citations
from dossier.inline.parsed import Citation, Inline, Locator, Place, Prose, TextBlock
from dossier.inline.passages import parse_passage
from dossier.inline.prose import parse_prose

__all__ = [
    "Citation",
    "Inline",
    "Locator",
    "Place",
    "Prose",
    "TextBlock",
    "parse_citations",
    "parse_passage",
    "parse_prose",
]

"""The notes at the end of the brief, where the style puts them there: what each mark calls, and the page on which it stands."""

from __future__ import annotations

from dossier.blocks import Blocks, Endnotes
from dossier.saying.phrases import Phrases


def compose(phrases: Phrases) -> Blocks:
    """Give the notes gathered from all other sections, in the order of their marks."""
    return (Endnotes(tuple(phrases.notes)),) if phrases.notes else ()

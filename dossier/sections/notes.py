"""The notes at the end of the brief, where the style puts them there: what each mark calls, and the page on which it stands."""

from __future__ import annotations

from dossier.blocks import Blocks, Endnotes
from dossier.saying.gathered import Gathered
from dossier.saying.phrases import Phrases


def compose(phrases: Phrases, gathered: Gathered) -> Blocks:
    """Give the notes of all other sections, in the order of their marks."""
    return (Endnotes(gathered.notes),) if gathered.notes else ()

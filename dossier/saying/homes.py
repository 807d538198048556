"""A section that a figure wants to stand in -> the one in which it does: a figure is printed even where that section isn't."""

from __future__ import annotations

from typing import Final

from dossier.saying.phrases import Phrases

HOMES: Final = ("reported", "geography", "timeline", "actors", "diplomacy", "questions", "scope")


def home(phrases: Phrases, section: str) -> str:
    """Return the section at whose end a figure stands: the one that the dossier names, or one that is printed."""
    return next((name for name in (section, *HOMES) if name in phrases.printed), "sources")

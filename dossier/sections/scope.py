"""The scope: what the brief covers, what it leaves out, which sources carry it."""

from __future__ import annotations

from dossier.blocks import Blocks, Definitions, Paragraph, Text, text
from dossier.saying.phrases import Phrases, statements


def compose(phrases: Phrases) -> Blocks:
    """Say what is covered and on whose word, as labels with their sentences."""
    scope = phrases.dossier.scope
    if scope is None:
        return ()
    words = phrases.words
    rows: list[tuple[Text, Blocks]] = []
    if scope.covers:
        rows.append((text(words["scope.covers"]), (Paragraph(phrases.prose(scope.covers)),)))
    if scope.leaves_out:
        rows.append((text(words["scope.leaves-out"]), statements(phrases, scope.leaves_out)))
    if scope.source_summary:
        rows.append((text(words["scope.sources"]), (Paragraph(phrases.prose(scope.source_summary)),)))
    return (Definitions(tuple(rows)),) if rows else ()

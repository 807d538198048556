"""The glossary: terms and what they mean here, in the order of the alphabet."""

from __future__ import annotations

from dossier.blocks import Blocks, Definitions, Paragraph
from dossier.saying.phrases import Phrases


def compose(phrases: Phrases) -> Blocks:
    """Say each term with its meaning."""
    terms = sorted(phrases.dossier.glossary.items(), key=lambda item: item[0].casefold())
    rows = [(phrases.line(term, "term"), (Paragraph(phrases.prose(meaning)),)) for term, meaning in terms]
    return (Definitions(tuple(rows), "apparatus"),) if rows else ()

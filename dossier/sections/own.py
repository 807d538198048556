"""Sections in the issuer's own prose."""

from __future__ import annotations

from dossier.blocks import Block, Blocks, Heading, Items, Paragraph, Quotation
from dossier.inline import TextBlock
from dossier.model import OwnSection
from dossier.saying.phrases import Phrases


def compose(phrases: Phrases, section: OwnSection) -> Blocks:
    """Say a passage: paragraphs, lists, quotations, sub-headings, in the author's order."""
    return tuple(_block(phrases, block, f"{section.id}-{index}") for index, block in enumerate(section.text, 1))


def _block(phrases: Phrases, block: TextBlock, id: str) -> Block:
    """Say one block of a passage; `id` names it where it is a sub-heading."""
    if block.kind == "heading":
        return Heading(3, phrases.prose(block.items[0]), id)
    if block.kind == "quotation":
        return Quotation(phrases.prose(block.items[0]))
    if block.kind in ("bullets", "numbers"):
        items = tuple((Paragraph(phrases.prose(item), "list"),) for item in block.items)
        return Items(items, "bullet" if block.kind == "bullets" else "number")
    return Paragraph(phrases.prose(block.items[0]))

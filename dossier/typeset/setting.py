"""Which function sets which kind of block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dossier import blocks
from dossier.layout.box import Box
from dossier.layout.element import Element
from dossier.typeset import definitions, entries, figure, front, paragraphs, table
from dossier.typeset.setter import Measure, Setter, Setting


def _set_note(setter: Setter, block: blocks.Note, measure: Measure, parent: Element) -> list[Box]:
    from dossier.typeset.noteset import set_note

    return set_note(setter, block, measure, parent)


def _set_endnotes(setter: Setter, block: blocks.Endnotes, measure: Measure, parent: Element) -> list[Box]:
    from dossier.typeset.noteset import set_endnotes

    return set_endnotes(setter, block, measure, parent)


KINDS: Final[Mapping[type, Setting]] = {
    blocks.Heading: paragraphs.set_heading,
    blocks.Paragraph: paragraphs.set_paragraph,
    blocks.Items: paragraphs.set_items,
    blocks.Definitions: definitions.set_definitions,
    blocks.Quotation: paragraphs.set_quotation,
    blocks.Entry: entries.set_entry,
    blocks.Card: entries.set_card,
    blocks.Cards: entries.set_cards,
    blocks.Table: table.set_table,
    blocks.Strip: front.set_strip,
    blocks.Figure: figure.set_figure,
    blocks.Note: _set_note,
    blocks.Endnotes: _set_endnotes,
    blocks.Contents: front.set_contents,
    blocks.Beside: front.set_beside,
}

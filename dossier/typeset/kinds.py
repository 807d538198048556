"""Which function sets which kind of block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dossier import blocks
from dossier.pages import Box
from dossier.structure import Element
from dossier.typeset import entries, figure, front, prose, table
from dossier.typeset.setter import Measure, Setter, Setting


def _set_endnotes(setter: Setter, block: blocks.Endnotes, measure: Measure, parent: Element) -> list[Box]:
    from dossier.typeset.notes import set_endnotes

    return set_endnotes(setter, block, measure, parent)


KINDS: Final[Mapping[type, Setting]] = {
    blocks.Heading: prose.set_heading,
    blocks.Paragraph: prose.set_paragraph,
    blocks.Items: prose.set_items,
    blocks.Definitions: prose.set_definitions,
    blocks.Quotation: prose.set_quotation,
    blocks.Callout: prose.set_callout,
    blocks.Entry: entries.set_entry,
    blocks.Card: entries.set_card,
    blocks.Cards: entries.set_cards,
    blocks.Table: table.set_table,
    blocks.Strip: front.set_strip,
    blocks.Figure: figure.set_figure,
    blocks.Endnotes: _set_endnotes,
    blocks.Contents: front.set_contents,
    blocks.Beside: front.set_beside,
}

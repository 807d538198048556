"""The roles of a brief's blocks and runs: what each is for, which kind of thing it dresses, whence it takes what isn't set.

The roles of a figure stand with its kind, under `figures/`.
"""

from __future__ import annotations

from functools import cache

from dossier import figures
from dossier.effects import (
    ASIDE,
    BESIDE,
    BODY,
    CAPTION,
    CARD,
    CARD_TITLE,
    CARDS,
    CELL,
    CONTENTS,
    ENTRY,
    ENTRY_CARD,
    FLUSH,
    HEADING,
    INDEX,
    INNER,
    LABEL,
    LINES,
    LIST,
    NOTE,
    NOTHING,
    PARAGRAPH,
    PICTURE,
    PLATE,
    PROSE,
    QUOTATION,
    RECORD,
    ROWS,
    SECTION,
    STRIP,
    TABLE,
    TABLE_CAPTION,
    Role,
    inline,
    part,
)
from dossier.styling.properties import BOX_PROPERTIES, CHARACTER_PROPERTIES, PAGE_PROPERTIES, ROLE_PROPERTIES

_WHOLE_WORDS = (("hyphenate", "no"),)  # in a heading no word is divided, unless a sheet says so of headings

ROLES: dict[str, Role] = {
    r.name: r
    for r in (
        Role("text", "", NOTHING, "The root of all blocks: what the brief looks like where nothing else is said."),
        Role("section", "text", SECTION, "A section as a whole."),
        Role("overleaf", "section", SECTION, "The second page of the short form as a whole."),
        Role("beside", "text", BESIDE, "Blocks in the main column with others beside them in the side column."),
        Role("series", "text", PARAGRAPH, "The masthead's line: issuer, series, edition, as-of date."),
        Role("heading", "text", NOTHING, "What all headings have in common.", defaults=_WHOLE_WORDS),
        Role("title", "heading", NOTHING, "The title of the brief."),
        Role("heading.1", "title", HEADING, "A heading of level 1: the title."),
        Role("heading.2", "heading", HEADING, "The heading of a section."),
        Role("heading.3", "heading", HEADING, "A heading within a section."),
        Role("heading.small", "heading", HEADING, "The heading of a section of small print: words, how to read, edition."),
        Role("standfirst", "text", PARAGRAPH, "The line below the title."),
        Role("body", "text", PARAGRAPH, "Running prose."),
        part("body.next", "body", INNER, "A further paragraph of the short form, right below the one before."),
        Role("bottom-line", "body", ASIDE, "The bottom line: what the reader has to know, in three sentences."),
        Role("list", "body", LIST, "A list, bulleted or numbered; `label-width` is the room for bullet or number."),
        part("list.label", "list", LABEL, "The bullet or number of an item."),
        Role("definitions", "body", ROWS, "Labels and what belongs to them, in two columns."),
        part("definitions.label", "definitions", LABEL, "The label."),
        part("definitions.body", "definitions", BODY, "What belongs to it; its rules and ground part the rows."),
        Role("apparatus", "definitions", ROWS, "How to read the brief, its words, its edition: labels and what belongs to them."),
        part("apparatus.label", "apparatus", LABEL, "The label."),
        part("apparatus.body", "apparatus", BODY, "What belongs to it."),
        Role("timeline", "definitions", ROWS, "Dates and what happened; a rule above `timeline.body` parts the rows."),
        part("timeline.label", "timeline", LABEL, "The date."),
        part("timeline.body", "timeline", BODY, "What happened."),
        Role("quotation", "body", QUOTATION, "Words of somebody, set apart."),
        Role("entry", "body", ENTRY, "A claim: its statement; `label-width` is the room for its number."),
        part("entry.number", "entry", LABEL, "The number of a claim."),
        part("entry.note", "entry", NOTHING, "What the small print of claims and of judgements has in common."),
        part("entry.group", "entry.note", PARAGRAPH, "On whose word the claims of a heading rest."),
        part("entry.quote", "entry", INNER, "The words of the source, below the claim."),
        Role("judgement", "entry", ENTRY, "A key judgement."),
        Role("judgement.number", "entry.number", LABEL, "The number of a judgement."),
        Role("judgement.note", "entry.note", INNER, "The confidence in a judgement, and why."),
        Role("cards", "text", CARDS, "Cards side by side: `columns`, `column-gap`, `row-gap`."),
        Role("cards.title", "cards", HEADING, "The heading of a group of cards.", part=True, defaults=_WHOLE_WORDS),
        Role("card", "body", NOTHING, "What cards have in common: an actor, an open question."),
        Role("actor", "card", ENTRY_CARD, "The entry of an actor."),
        Role("question", "card", CARD, "The card of an open question."),
        Role("card.title", "card", CARD_TITLE, "The heading of a card.", part=True, defaults=_WHOLE_WORDS),
        part("card.number", "card.title", LINES, "The number before a card's heading."),
        part("card.aside", "card.title", FLUSH, "A foreign name at the right end of the heading's line."),
        part("card.tag", "card.title", FLUSH, "A short label at the right end of the heading's line."),
        part("card.label", "card", LABEL, "The label of a row of the card; `label-width` is the room for it."),
        part("card.body", "card", BODY, "What a row of the card says."),
        Role(
            "table",
            "text",
            TABLE,
            "A table; `row-gap` is the room above and below the text of a row, `column-gap` that between columns.",
        ),
        part("table.head", "table", CELL, "The head of a column."),
        part("table.cell", "table", CELL, "A cell."),
        part("table.caption", "table", TABLE_CAPTION, "The caption of a table."),
        Role("strip", "text", STRIP, "A few figures with what they count."),
        part("strip.figure", "strip", PROSE, "The figure."),
        part("strip.label", "strip", PROSE, "What it counts."),
        Role("contents", "text", CONTENTS, "The sections with their pages."),
        part("contents.title", "contents", PARAGRAPH, "The heading of the contents."),
        part("contents.entry", "contents", PROSE, "The line of a section."),
        part("contents.page", "contents.entry", FLUSH, "The number of the page."),
        Role("side", "text", ASIDE, "Anything in the side column."),
        Role("side.note", "side", ASIDE, "What is said beside a claim: what sets it apart from the others of its heading."),
        part("side.label", "side", ASIDE, "A small heading in the side column."),
        Role("source", "text", RECORD, "The record of a source in the list of sources."),
        part("source.label", "source", LABEL, "The number or label of a source."),
        Role(
            "note",
            "text",
            NOTE,
            "A note: `rule-above`, `rule-gap` and `space-before` part the notes at the foot from the text, `row-gap` parts them "
            "from each other; `label-width` is the least room for the number.",
            ("rule-above", "rule-gap", "rule-color", "space-before", "span"),
        ),
        part("note.label", "note", LINES, "The number before a note."),
        Role("note.side", "note", NOTE, "A note in the side column; `row-gap` is the room between two."),
        Role("index", "text", INDEX, "The index: `columns`, `column-gap`."),
        Role("also", "text", INDEX, "Questions that are also open, in the short form: `columns`, `column-gap`."),
        Role("foot", "text", INDEX, "The foot of the short form, sources and what is left out: `columns`, `column-gap`."),
        Role("annex", "text", ROWS, "A paragraph of a source in the annex; `label-width` is the room for its label."),
        part("annex.label", "annex", LABEL, "The label of the paragraph."),
        part("annex.body", "annex", BODY, "What the paragraph says."),
        part("annex.note", "annex", INNER, "What cites it."),
        Role(
            "figure",
            "text",
            PICTURE,
            "A figure of one's own, and all others: `span` says which columns it takes, `show` whether it is drawn.",
            ("show",),
        ),
        *figures.roles(),
        Role("caption", "text", CAPTION, "The caption of a figure or a map."),
        Role("furniture", "text", LINES, "The running head and foot."),
        part("furniture.folio", "furniture", FLUSH, "The number of the page."),
        Role(
            "furniture.marking",
            "furniture",
            PLATE,
            "The TLP label; its colour is the standard's, `fill` is its plate.",
            part=True,
            # FIRST, TLP 2.0: on black, in 12-point type or greater
            defaults=(("size", "12pt"), ("leading", "14pt"), ("weight", "bold"), ("fill", "black")),
        ),
        part("furniture.banner", "furniture", FLUSH, "A classification banner, centred at both edges."),
        part("draft", "furniture", FLUSH, "The word that says that the brief is a draft."),
        inline("emphasis", "Words that the author stresses."),
        inline("strong", "Words that the author stresses more."),
        inline("strong emphasis", "Both.", "strong"),
        inline("code", "Computer text, identifiers."),
        inline("link", "Words that lead elsewhere."),
        inline("cite", "A citation: `1¶6`."),
        inline("note.mark", "The number in the text that calls a note."),
        inline("mark", "A warning: 'single origin', 'no source named'."),
        inline("grade", "The grade of a claim: `B3`."),
        inline("gap", "What is missing: 'not stated', 'not recorded'."),
        inline("native", "A name in the language of its country."),
        inline("number", "The number of a claim."),
        inline("term", "A word of the trade, where it is explained; a likelihood word."),
        inline("label", "What a line or paragraph is, at its head."),
        inline("small", "What an actor is, before what it does; where it is named."),
        inline("short", "A short form beside the name it stands for."),
    )
}
"""All roles by name, a parent before its children."""

CHILDREN: dict[str, tuple[Role, ...]] = {}
"""The roles that take from a role what they don't set."""
for _role in ROLES.values():
    CHILDREN[_role.parent] = (*CHILDREN.get(_role.parent, ()), _role)


def property_of(key: str) -> tuple[str, str] | None:
    """Take `heading.2.size` apart into role and property, `page.margin.top` into `page` and property; None for anything else."""
    if key.startswith("page."):
        return ("page", key[5:]) if key[5:] in PAGE_PROPERTIES else None
    group, _, name = key.rpartition(".")
    role = ROLES.get(group)
    return (group, name) if role and name in (CHARACTER_PROPERTIES if role.inline else ROLE_PROPERTIES) else None


@cache
def acts(name: str, role: str) -> bool:
    """Say whether a property has an effect on a role: on what it dresses, or on what takes the property from it."""
    return name in ROLES[role].acting or any(acts(name, heir.name) for heir in heirs(role, name))


def heirs(role: str, name: str) -> list[Role]:
    """Return the roles that take a property from a role where they don't set it."""
    return [child for child in CHILDREN.get(role, ()) if not (child.part and name in BOX_PROPERTIES)]


def acting(role: str) -> list[str]:
    """Return the properties that have an effect on a role, in the order of their table."""
    return [name for name in ROLE_PROPERTIES if acts(name, role)]


def is_idle(group: str, name: str) -> bool:
    """Say whether a property of a role or of the page has no effect there."""
    return group in ROLES and not acts(name, group)


def instead_of(group: str, name: str) -> str:
    """Say of a property without effect on a role where near to it it has one, and what has one there."""
    family = group.partition(".")[0]
    others = [role.name for role in ROLES.values() if role.name.partition(".")[0] == family and name in role.acting]
    near = f"it acts on {', '.join(others)}; " if others else ""
    there = [it for it in acting(group) if it in BOX_PROPERTIES] + ["what concerns text"] * acts("size", group)
    return f"{near}on {group} act: {', '.join(there)}"

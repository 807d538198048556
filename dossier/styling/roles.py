"""The roles of a brief's blocks and runs: what each is for, and from which it takes what a sheet doesn't say."""

from __future__ import annotations

from dossier.styling.properties import CHARACTER_PROPERTIES, PAGE_PROPERTIES, ROLE_PROPERTIES
from dossier.tuples import NamedTuple


class Role(NamedTuple):
    """A role. `parent` gives what is not set; to a `part` of a block it gives no box properties.

    An inline role takes what neither it nor its parent sets from the block in which it stands.
    """

    name: str
    parent: str
    doc: str
    part: bool = False
    inline: bool = False
    defaults: tuple[tuple[str, str], ...] = ()  # its own, where a standard asks for them


def _part(name: str, of: str, doc: str) -> Role:
    return Role(name, of, doc, part=True)


def _inline(name: str, doc: str, parent: str = "") -> Role:
    return Role(name, parent, doc, inline=True)


ROLES: dict[str, Role] = {
    r.name: r
    for r in (
        Role("text", "", "The root of all blocks: what the brief looks like where nothing else is said."),
        Role("section", "text", "A section as a whole: the room and the rule between two of them."),
        Role("beside", "text", "Blocks in the main column with others beside them in the side column."),
        Role("series", "text", "The masthead's line: issuer, series, edition, as-of date."),
        Role("heading", "text", "What all headings have in common."),
        Role("title", "heading", "The title of the brief."),
        Role("heading.1", "title", "A heading of level 1: the title."),
        Role("heading.2", "heading", "The heading of a section."),
        Role("heading.3", "heading", "A heading within a section."),
        Role(
            "heading.4",
            "heading",
            "A heading that runs into its text, or stands on a line of its own below a heading of level 3.",
        ),
        Role("standfirst", "text", "The line below the title."),
        Role("body", "text", "Running prose."),
        Role("lead", "body", "The first paragraph of a section, where it introduces the rest."),
        Role("bottom-line", "body", "The bottom line: what the reader has to know, in three sentences."),
        Role("list", "body", "A list, bulleted or numbered; `label-width` is the room for bullet or number."),
        _part("list.label", "list", "The bullet or number of an item."),
        Role("definitions", "body", "Labels and what belongs to them, in two columns."),
        _part("definitions.label", "definitions", "The label."),
        _part("definitions.body", "definitions", "What belongs to it."),
        Role("timeline", "definitions", "Dates and what happened; a rule above `timeline.body` parts the rows."),
        _part("timeline.label", "timeline", "The date."),
        _part("timeline.body", "timeline", "What happened."),
        Role("quotation", "body", "Words of somebody, set apart."),
        _part("quotation.by", "quotation", "Whose words they are."),
        Role("callout", "body", "Blocks set apart from the rest."),
        _part("callout.title", "callout", "The heading of a callout."),
        Role("entry", "body", "A claim: its statement; `label-width` is the room for its number."),
        _part("entry.number", "entry", "The number of a claim."),
        _part("entry.note", "entry", "Who says so, and other small print of a claim."),
        _part("entry.quote", "entry", "The words of the source, below the claim."),
        Role("judgement", "entry", "A key judgement."),
        Role("judgement.number", "entry.number", "The number of a judgement."),
        Role("judgement.note", "entry.note", "The confidence in a judgement, and why."),
        Role("cards", "text", "Cards side by side: `columns`, `column-gap`, `row-gap`."),
        _part("cards.title", "cards", "The heading of a group of cards."),
        Role("card", "body", "A card: an actor, a contact, an open question."),
        Role("contact", "card", "The card of a contact."),
        Role("question", "card", "The card of an open question."),
        _part("card.title", "card", "The heading of a card."),
        _part("card.number", "card.title", "The number before a card's heading."),
        _part("card.aside", "card.title", "A foreign name at the right end of the heading's line."),
        _part("card.tag", "card.title", "A short label at the right end of the heading's line."),
        _part("card.label", "card", "The label of a row of the card; `label-width` is the room for it."),
        _part("card.body", "card", "What a row of the card says."),
        Role(
            "table",
            "text",
            "A table; `row-gap` is the room above and below the text of a row, `column-gap` that between columns.",
        ),
        _part("table.head", "table", "The head of a column."),
        _part("table.cell", "table", "A cell."),
        _part("table.caption", "table", "The caption of a table."),
        Role("strip", "text", "A few figures with what they count."),
        _part("strip.figure", "strip", "The figure."),
        _part("strip.label", "strip", "What it counts."),
        Role("contents", "text", "The sections with their pages."),
        _part("contents.title", "contents", "The heading of the contents."),
        _part("contents.entry", "contents", "The line of a section."),
        _part("contents.page", "contents.entry", "The number of the page."),
        Role("side", "text", "Anything in the side column."),
        _part("side.label", "side", "A small heading in the side column."),
        Role("source", "text", "The record of a source in the list of sources."),
        _part("source.label", "source", "The number or label of a source."),
        Role(
            "note",
            "text",
            "A note: `rule-above`, `rule-gap` and `space-before` part the notes at the foot from the text, `row-gap` parts them "
            "from each other; `label-width` is the least room for the number.",
        ),
        _part("note.label", "note", "The number before a note."),
        Role("note.side", "note", "A note in the side column; `row-gap` is the room between two."),
        Role("index", "text", "The index: `columns`, `column-gap`."),
        Role("annex", "text", "A paragraph of a source in the annex; `label-width` is the room for its label."),
        _part("annex.label", "annex", "The label of the paragraph."),
        _part("annex.body", "annex", "What the paragraph says."),
        _part("annex.note", "annex", "What cites it."),
        Role("figure", "text", "A figure: `span` says which columns it takes, `show` whether it is drawn."),
        _part("figure.label", "figure", "Words within a figure."),
        Role(
            "map",
            "figure",
            "A map: its frame is `rule-above`, its ground `fill`; `names` says which names it writes, `inset` whether it "
            "shows where it lies.",
        ),
        _part("map.land", "map", "The countries in which something is: `fill`."),
        _part("map.abroad", "map", "All other countries: `fill`."),
        _part("map.water", "map", "Seas and lakes: `fill`; the coast is `rule-above`; their names are its text."),
        _part("map.river", "map", "Rivers: `rule-above`; their names are its text."),
        _part("map.border", "map", "Borders, drawn in dashes: `rule-above`."),
        _part("map.graticule", "map", "Meridians and parallels: `rule-above`; 0: none."),
        _part("map.country", "map", "The name of a country."),
        _part("map.place", "map", "The name of a place; `fill` is the halo of all names."),
        _part("map.chief", "map.place", "The name of the place that most is said of."),
        _part("map.area", "map", "The name of an area."),
        _part("map.note", "map", "Small print on the map: scale, numbers, what signs stand for."),
        _part("map.legend", "map", "The legend below the map; `column-gap` stands between its columns."),
        _part("map.way", "map", "Ways and routes, and signs at places: `rule-above`, `rule-color`."),
        Role("chronology", "figure", "A chronology: an axis of time with what happened, from `least` different dates on."),
        _part("chronology.axis", "chronology", "The axis: `rule-above`; its dates are its text."),
        _part("chronology.mark", "chronology", "The signs of dates: `rule-above`, `rule-color`."),
        _part("chronology.label", "chronology", "The words at a sign; `fill` is their halo."),
        _part("chronology.lane", "chronology", "A lane: its heading, `rule-below`; `fill` is the ground of wider days."),
        _part("chronology.cut-off", "chronology", "The line of the information cut-off: `rule-above`, `rule-color`."),
        _part("chronology.key", "chronology", "The key of the signs: `column-gap`, `row-gap`."),
        Role("relations", "figure", "A diagram of relations, of `most` parties at most."),
        _part("relations.party", "relations", "The box of a party: `fill`, `rule-above`, `padding`; the name is its text."),
        _part("relations.phrase", "relations.party", "The box of somebody whom the sources don't name."),
        _part("relations.tie", "relations", "The lines between parties: `rule-above`, `rule-color`."),
        _part("relations.hostile", "relations.tie", "The lines of hostile relations."),
        _part("relations.label", "relations", "The word on a line; `fill` is its halo."),
        _part("relations.key", "relations", "The key of the lines: `column-gap`, `row-gap`."),
        Role("chart", "figure", "A chart of figures."),
        _part("chart.axis", "chart", "The scale: `rule-above`; its numbers are its text."),
        _part("chart.label", "chart", "What a figure is for."),
        _part("chart.series", "chart", "The name of a series, at its bars or line."),
        _part("chart.figure", "chart", "A figure, at its bar or point; `fill` is the halo of words."),
        _part("chart.key", "chart", "What the patterns of stacked bars stand for."),
        _part("chart.mark", "chart", "Bars, points and lines: `rule-above`, `rule-color`."),
        Role("image", "figure", "A picture; `align` says where it stands in columns that it doesn't fill."),
        Role(
            "logo",
            "figure",
            "The logo above the masthead; `align` says at which edge of its columns.",
            defaults=(("span", "both"), ("align", "right")),
        ),
        Role("caption", "text", "The caption of a figure or a map."),
        Role("furniture", "text", "The running head and foot."),
        _part("furniture.folio", "furniture", "The number of the page."),
        Role(
            "furniture.marking",
            "furniture",
            "The TLP label; its colour is the standard's, `fill` is its plate.",
            part=True,
            # FIRST, TLP 2.0: on black, in 12-point type or greater
            defaults=(("size", "12pt"), ("leading", "14pt"), ("weight", "bold"), ("color", "white"), ("fill", "black")),
        ),
        _part("furniture.banner", "furniture", "A classification banner, centred at both edges."),
        _part("draft", "furniture", "The word that says that the brief is a draft."),
        _inline("emphasis", "Words that the author stresses."),
        _inline("strong", "Words that the author stresses more."),
        _inline("strong emphasis", "Both.", "strong"),
        _inline("code", "Computer text, identifiers."),
        _inline("link", "Words that lead elsewhere."),
        _inline("cite", "A citation: `[1 ¶6]`."),
        _inline("note.mark", "The number in the text that calls a note."),
        _inline("mark", "A warning: 'single origin', 'no source named'."),
        _inline("grade", "The grade of a claim: `B3`."),
        _inline("gap", "What is missing: 'not stated', 'not recorded'."),
        _inline("native", "A name in the language of its country."),
        _inline("number", "The number of a claim."),
        _inline("term", "A word of the trade, where it is explained; a likelihood word."),
        _inline("label", "What a line or paragraph is, at its head."),
        _inline("short", "A short form beside the name it stands for."),
        _inline("numeral", "A figure that stands out."),
    )
}
"""All roles by name, a parent before its children."""


def property_of(key: str) -> tuple[str, str] | None:
    """Take `heading.2.size` apart into role and property, `page.margin.top` into `page` and property; None for anything else."""
    if key.startswith("page."):
        return ("page", key[5:]) if key[5:] in PAGE_PROPERTIES else None
    group, _, name = key.rpartition(".")
    role = ROLES.get(group)
    return (group, name) if role and name in (CHARACTER_PROPERTIES if role.inline else ROLE_PROPERTIES) else None

"""The properties of a style, one line each: name, type, default, how far it is inherited, what it means.

Parsing, cascade, JSON Schema and reference documentation all come from these lines.
"""

from __future__ import annotations

from dossier.styling.types import (
    COLOR,
    FAMILY,
    FILL,
    FIXED,
    FLAG,
    HEIGHT,
    ITALIC,
    LEADING,
    LENGTH,
    MAIN_LENGTH,
    PATH,
    SIDE_LENGTH,
    SIGNED,
    SIZE,
    TRACKING,
    WEIGHT,
    Type,
    choice,
    count,
)
from dossier.tuples import NamedTuple
from dossier.units import PAPERS

CHARACTER = "character"
"""Inherited by every role, and by inline roles from the block in which they stand."""
PARAGRAPH = "paragraph"
"""Inherited by every block role; inline roles don't have it."""
BOX = "box"
"""Inherited by sub-roles, not by the parts of a block (the cells of a table don't take the space before the table)."""
PAGE = "page"
"""A property of the page."""


class Property(NamedTuple):
    """One property: its name in a sheet, the attribute that carries it ('' where several make one), type, default as written."""

    name: str
    attribute: str
    type: Type
    default: str
    scope: str
    doc: str


PAGE_PROPERTIES: dict[str, Property] = {
    p.name: p
    for p in (
        Property("paper", "paper", choice(*PAPERS), "a4", PAGE, "The paper; values under `on:` are chosen by it."),
        Property("width", "width", SIDE_LENGTH, "paper", PAGE, "The width of the page, where it isn't a paper's."),
        Property("height", "height", SIDE_LENGTH, "paper", PAGE, "The height of the page, where it isn't a paper's."),
        Property("margin.top", "top", FIXED, "25mm", PAGE, "From the upper edge to the text area."),
        Property("margin.bottom", "bottom", FIXED, "25mm", PAGE, "From the lower edge to the text area."),
        Property("margin.left", "left", FIXED, "25mm", PAGE, "From the left edge to the main column."),
        Property("margin.right", "right", FIXED, "25mm", PAGE, "From the right edge to the text area."),
        Property("main", "main", MAIN_LENGTH, "auto", PAGE, "The width of the main column."),
        Property("gap", "gap", FIXED, "0", PAGE, "Between main and side column; nothing where there is no side column."),
        Property(
            "side", "side", FIXED, "0", PAGE, "The width of the side column; 0: there is none, what it held stands in the text."
        ),
        Property("grid", "grid", FIXED, "14pt", PAGE, "The baseline grid; 0: none. Blocks take whole multiples of it."),
        Property(
            "binding",
            "binding",
            FIXED,
            "0",
            PAGE,
            "How far all of the page moves from the bound edge, for the office; nothing reflows.",
        ),
        Property(
            "thickness",
            "thickness",
            FIXED,
            "0.1mm",
            PAGE,
            "The thickness of the paper, by which inner pages of a booklet move in.",
        ),
        Property("head", "head", FIXED, "18mm", PAGE, "From the upper edge to the baseline of the running head."),
        Property("foot", "foot", FIXED, "14mm", PAGE, "From the lower edge to the baseline of the running foot."),
        Property("banner", "banner", FIXED, "9mm", PAGE, "From either edge to the baseline of a classification banner."),
        Property("head-rule", "head_rule", FIXED, "0", PAGE, "The weight of the rule under the running head."),
        Property("foot-rule", "foot_rule", FIXED, "0.5pt", PAGE, "The weight of the rule over the running foot."),
        Property("rule-color", "rule_color", COLOR, "gray(60%)", PAGE, "The colour of both."),
        Property(
            "notes",
            "notes",
            choice("inline", "foot", "side", "end"),
            "inline",
            PAGE,
            "Where it is said what a statement rests on: by a key in the line, or in a note at the foot of the page, in the side "
            "column (at the foot where there is none, or where the block takes both columns), or at the end of the brief.",
        ),
        Property("index", "indexed", FLAG, "no", PAGE, "Whether there is an index of people, actors and places."),
        Property(
            "qr",
            "qr",
            FLAG,
            "no",
            PAGE,
            "Whether the address of each source stands beside its record as a QR code too; needs the extra `dossier-press[qr]`.",
        ),
        Property(
            "logo",
            "logo",
            PATH,
            "none",
            PAGE,
            "The logo above the masthead: a PNG or JPEG below the folder of the sheet that names it.",
        ),
        Property("logo-height", "logo_height", HEIGHT, "12mm", PAGE, "How high the logo is, where its width has room."),
        Property("smallest", "smallest", FIXED, "7pt", PAGE, "The least size that a relative size comes to."),
    )
}
"""The properties of the group `page`, by name."""

_FIGURES = choice("default", "old-style", "lining", "tabular", "tabular old-style", "superior")

ROLE_PROPERTIES: dict[str, Property] = {
    p.name: p
    for p in (
        Property("font", "font", FAMILY, "Source Serif 4", CHARACTER, "The font family."),
        Property("weight", "weight", WEIGHT, "regular", CHARACTER, "The weight of the face."),
        Property("italic", "italic", ITALIC, "no", CHARACTER, "Whether the face is italic."),
        Property("size", "size", SIZE, "10pt", CHARACTER, "The type size."),
        Property("color", "color", COLOR, "black", CHARACTER, "The colour of the text."),
        Property(
            "figures", "", _FIGURES, "default", CHARACTER, "Which figures (0-9) the face sets; superior ones are small and high."
        ),
        Property(
            "caps", "", choice("none", "small", "all-small"), "none", CHARACTER, "Small capitals for small letters, or for all."
        ),
        Property("tracking", "tracking", TRACKING, "0", CHARACTER, "Extra room after each letter."),
        Property("rise", "rise", SIGNED, "0", CHARACTER, "How far the text stands above the baseline."),
        Property("leading", "leading", LEADING, "14pt", PARAGRAPH, "From one baseline to the next."),
        Property(
            "align", "align", choice("left", "justify", "right", "center"), "left", PARAGRAPH, "How lines stand in the measure."
        ),
        Property(
            "hyphenate", "hyphenate", FLAG, "no", PARAGRAPH, "Whether words may be divided by the patterns of the language."
        ),
        Property(
            "balance",
            "balance",
            FLAG,
            "no",
            PARAGRAPH,
            "Whether a text of two to four lines is set in lines of about one length.",
        ),
        Property("widows", "widows", count(1, 9), "2", PARAGRAPH, "The fewest lines of a paragraph at the head of a page."),
        Property("orphans", "orphans", count(1, 9), "2", PARAGRAPH, "The fewest lines of a paragraph at the foot of a page."),
        Property("first-indent", "first_indent", SIGNED, "0", BOX, "How far the first line is moved in; negative: it hangs."),
        Property("indent", "indent", SIGNED, "0", BOX, "How far the block is moved in at its beginning."),
        Property("indent-right", "indent_right", SIGNED, "0", BOX, "How far the block is moved in at its end."),
        Property("space-before", "before", LENGTH, "0", BOX, "Room above; of two rooms that meet, the larger counts."),
        Property("space-after", "after", LENGTH, "0", BOX, "Room below."),
        Property("keep-with-next", "keep_next", FLAG, "no", BOX, "Whether it stays on the page of what follows."),
        Property("keep-together", "keep_together", FLAG, "no", BOX, "Whether it stays on one page where it can."),
        Property("page-break", "page_break", choice("auto", "before"), "auto", BOX, "Whether it starts a page."),
        Property(
            "span",
            "span",
            choice("main", "both", "side", "page", "landscape"),
            "main",
            BOX,
            "Which columns of the page it takes; of a figure also: a page of its own, upright or turned to landscape.",
        ),
        Property("rule-above", "rule_above", LENGTH, "0", BOX, "The weight of a rule above."),
        Property("rule-below", "rule_below", LENGTH, "0", BOX, "The weight of a rule below."),
        Property("rule-gap", "rule_gap", LENGTH, "0", BOX, "Between a rule above or below and the text."),
        Property("bar", "bar", LENGTH, "0", BOX, "The weight of an upright rule at the beginning of each line."),
        Property("rule-color", "rule_color", COLOR, "black", BOX, "The colour of its rules and its bar."),
        Property("fill", "fill", FILL, "none", BOX, "The colour of the ground."),
        Property(
            "padding",
            "padding",
            LENGTH,
            "0",
            BOX,
            "Between text and bar, edge of the ground, or cell; above and below only where there is a ground.",
        ),
        Property(
            "label-width", "label_width", LENGTH, "0", BOX, "The width of the column of labels or numbers; 0: by the widest."
        ),
        Property("columns", "columns", count(1, 6), "1", BOX, "How many stand side by side."),
        Property("column-gap", "column_gap", LENGTH, "0", BOX, "Between columns, and between a label and its text."),
        Property(
            "names", "names", choice("both", "own", "native"), "both", BOX, "Which names of places a map writes: its own, native."
        ),
        Property(
            "show", "show", FLAG, "yes", BOX, "Whether a figure is drawn; what it shows stands in the lists and tables as well."
        ),
        Property(
            "inset", "inset", FLAG, "yes", BOX, "Whether a map shows in its corner where it lies; the dossier can say no too."
        ),
        Property("least", "least", count(2, 999), "4", BOX, "The fewest different dates of which a chronology is drawn."),
        Property("most", "most", count(2, 999), "40", BOX, "The most parties of which a diagram of relations is drawn."),
        Property("row-gap", "row_gap", LENGTH, "0", BOX, "Between rows, items, entries."),
    )
}
"""The properties of every role, by name; an inline role has the character properties only."""

CHARACTER_PROPERTIES = tuple(p.name for p in ROLE_PROPERTIES.values() if p.scope == CHARACTER)
BOX_PROPERTIES = tuple(p.name for p in ROLE_PROPERTIES.values() if p.scope == BOX)

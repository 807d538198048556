"""The properties of a style, one row each: attribute, name in a sheet, type, default, how far it is inherited, what it means.

A row is all there is to a property: parsing, cascade, the resolved value with its type, JSON Schema and reference come from it.
Lengths are resolved to points, tracking to thousandths of em.
"""

from __future__ import annotations

from dossier.styling.declaring import BOX, CHARACTER, PAGE, PARAGRAPH, Property, Resolved, prop
from dossier.styling.textstyle import CAPS, FIGURES, TextStyle, features_of
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
    SHARE,
    SIDE_LENGTH,
    SIGNED,
    SIZE,
    SMALL_TRACKING,
    TRACKING,
    WEIGHT,
    choice,
    count,
)
from dossier.units import PAPERS


class PageStyle(Resolved):
    """The page. `both` is the width of main and side column with the gap; it is `main` where `side` is 0."""

    both: float
    paper = prop("paper", choice(*PAPERS), "a4", PAGE, "The paper; values under `on:` are chosen by it.")
    width = prop("width", SIDE_LENGTH, "paper", PAGE, "The width of the page, where it isn't a paper's.")
    height = prop("height", SIDE_LENGTH, "paper", PAGE, "The height of the page, where it isn't a paper's.")
    top = prop("margin.top", FIXED, "25mm", PAGE, "From the upper edge to the text area.")
    bottom = prop("margin.bottom", FIXED, "25mm", PAGE, "From the lower edge to the text area.")
    left = prop("margin.left", FIXED, "25mm", PAGE, "From the left edge to the main column.")
    right = prop("margin.right", FIXED, "25mm", PAGE, "From the right edge to the text area.")
    main = prop("main", MAIN_LENGTH, "auto", PAGE, "The width of the main column.")
    gap = prop("gap", FIXED, "0", PAGE, "Between main and side column; nothing where there is no side column.")
    side = prop("side", FIXED, "0", PAGE, "The width of the side column; 0: there is none, what it held stands in the text.")
    grid = prop("grid", FIXED, "14pt", PAGE, "The baseline grid; 0: none. Blocks take whole multiples of it.")
    binding = prop(
        "binding", FIXED, "0", PAGE, "How far all of the page moves from the bound edge, for the office; nothing reflows."
    )
    thickness = prop("thickness", FIXED, "0.1mm", PAGE, "The thickness of the paper, by which inner pages of a booklet move in.")
    head = prop("head", FIXED, "18mm", PAGE, "From the upper edge to the baseline of the running head.")
    foot = prop("foot", FIXED, "14mm", PAGE, "From the lower edge to the baseline of the running foot.")
    banner = prop("banner", FIXED, "9mm", PAGE, "From either edge to the baseline of a classification banner.")
    head_rule = prop("head-rule", FIXED, "0", PAGE, "The weight of the rule under the running head.")
    foot_rule = prop("foot-rule", FIXED, "0.5pt", PAGE, "The weight of the rule over the running foot.")
    rule_color = prop("rule-color", COLOR, "gray(60%)", PAGE, "The colour of both.")
    notes = prop(
        "notes",
        choice("inline", "foot", "side", "end"),
        "inline",
        PAGE,
        "Where it is said what a statement rests on: by a key in the line, or in a note at the foot of the page, in the side "
        "column (at the foot where there is none, or where the block takes both columns), or at the end of the brief.",
    )
    indexed = prop("index", FLAG, "no", PAGE, "Whether there is an index of people, actors and places.")
    qr = prop(
        "qr",
        FLAG,
        "no",
        PAGE,
        "Whether the address of each source stands beside its record as a QR code too.",
    )
    logo = prop("logo", PATH, "none", PAGE, "The logo above the masthead: a PNG, JPEG or SVG below the folder of who names it.")
    logo_height = prop("logo-height", HEIGHT, "12mm", PAGE, "How high the logo is, where its width has room.")
    smallest = prop("smallest", FIXED, "7pt", PAGE, "The least size that a relative size comes to.")

    def turned(self) -> PageStyle:
        """Return the page in landscape: the same margins about a text block of one column."""
        both = self.height - self.left - self.right
        return self.changed(width=self.height, height=self.width, main=both, gap=0.0, side=0.0, both=both)


class RoleStyle(Resolved):
    """How a block is set; an inline role has the character properties only."""

    font = prop("font", FAMILY, "Source Serif 4", CHARACTER, "The font family.")
    weight = prop("weight", WEIGHT, "regular", CHARACTER, "The weight of the face.")
    italic = prop("italic", ITALIC, "no", CHARACTER, "Whether the face is italic.")
    size = prop("size", SIZE, "10pt", CHARACTER, "The type size.")
    color = prop("color", COLOR, "black", CHARACTER, "The colour of the text.")
    figures = prop(
        "figures", choice(*FIGURES), "default", CHARACTER, "Which figures (0-9) the face sets; superior ones are small and high."
    )
    caps = prop("caps", choice(*CAPS), "none", CHARACTER, "Small capitals for small letters, or for all.")
    tracking = prop("tracking", TRACKING, "0", CHARACTER, "Extra room after each letter.")
    rise = prop("rise", SIGNED, "0", CHARACTER, "How far the text stands above the baseline.")
    leading = prop("leading", LEADING, "14pt", PARAGRAPH, "From one baseline to the next.")
    align = prop("align", choice("left", "justify", "right", "center"), "left", PARAGRAPH, "How lines stand in the measure.")
    hyphenate = prop("hyphenate", FLAG, "no", PARAGRAPH, "Whether words may be divided by the patterns of the language.")
    penalty = prop(
        "hyphen-penalty", count(0, 10_000), "100", PARAGRAPH, "What a hyphen costs where lines are filled, in TeX's measure."
    )
    hanging = prop(
        "hanging", SHARE, "0", PARAGRAPH, "How much of a full stop, comma, hyphen or quotation mark stands beyond a filled line."
    )
    looser = prop(
        "letters-looser", SMALL_TRACKING, "0", PARAGRAPH, "By how much letters may stand farther apart to fill a line evenly."
    )
    tighter = prop(
        "letters-tighter", SMALL_TRACKING, "0", PARAGRAPH, "By how much letters may stand closer to fill a line evenly."
    )
    balance = prop("balance", FLAG, "no", PARAGRAPH, "Whether a text of two to four lines is set in lines of about one length.")
    widows = prop("widows", count(1, 9), "2", PARAGRAPH, "The fewest lines of a paragraph at the head of a page.")
    orphans = prop("orphans", count(1, 9), "2", PARAGRAPH, "The fewest lines of a paragraph at the foot of a page.")
    first_indent = prop("first-indent", SIGNED, "0", BOX, "How far the first line is moved in; negative: it hangs.")
    indent = prop("indent", SIGNED, "0", BOX, "How far the block is moved in at its beginning.")
    indent_right = prop("indent-right", SIGNED, "0", BOX, "How far the block is moved in at its end.")
    before = prop("space-before", LENGTH, "0", BOX, "Room above; of two rooms that meet, the larger counts.")
    after = prop("space-after", LENGTH, "0", BOX, "Room below.")
    keep_next = prop("keep-with-next", FLAG, "no", BOX, "Whether it stays on the page of what follows.")
    keep_together = prop("keep-together", FLAG, "no", BOX, "Whether it stays on one page where it can.")
    page_break = prop("page-break", choice("auto", "before"), "auto", BOX, "Whether it starts a page.")
    span = prop(
        "span",
        choice("main", "both", "side", "page", "landscape"),
        "main",
        BOX,
        "Which columns of the page it takes; of a figure also: a page of its own, upright or turned to landscape.",
    )
    rule_above = prop("rule-above", LENGTH, "0", BOX, "The weight of a rule above.")
    rule_below = prop("rule-below", LENGTH, "0", BOX, "The weight of a rule below.")
    rule_gap = prop("rule-gap", LENGTH, "0", BOX, "Between a rule above or below and the text.")
    bar = prop("bar", LENGTH, "0", BOX, "The weight of an upright rule at the beginning of each line.")
    rule_color = prop("rule-color", COLOR, "black", BOX, "The colour of its rules and its bar.")
    fill = prop("fill", FILL, "none", BOX, "The colour of the ground.")
    padding = prop(
        "padding",
        LENGTH,
        "0",
        BOX,
        "Between text and bar, edge of the ground, or cell; above and below only where there is a ground.",
    )
    label_width = prop("label-width", LENGTH, "0", BOX, "The width of the column of labels or numbers; 0: by the widest.")
    columns = prop("columns", count(1, 6), "1", BOX, "How many stand side by side.")
    column_gap = prop("column-gap", LENGTH, "0", BOX, "Between columns, and between a label and its text.")
    names = prop("names", choice("both", "own", "native"), "both", BOX, "Which names of places a map writes: its own, native.")
    show = prop("show", FLAG, "yes", BOX, "Whether a figure is drawn; what it shows stands in the lists and tables as well.")
    inset = prop("inset", FLAG, "yes", BOX, "Whether a map shows in its corner where it lies; the dossier can say no too.")
    least = prop("least", count(2, 999), "4", BOX, "The fewest different dates of which a chronology is drawn.")
    most = prop("most", count(2, 999), "40", BOX, "The most parties of which a diagram of relations is drawn.")
    row_gap = prop("row-gap", LENGTH, "0", BOX, "Between rows, items, entries.")

    @property
    def text(self) -> TextStyle:
        """The style of the block's own text."""
        features = features_of(self.figures, self.caps)
        return TextStyle(self.font, self.weight, self.italic, self.size, self.color, features, self.tracking, self.rise)


PAGE_PROPERTIES: dict[str, Property] = PageStyle.properties
"""The properties of the group `page`, by name."""
ROLE_PROPERTIES: dict[str, Property] = RoleStyle.properties
"""The properties of roles, by name."""
CHARACTER_PROPERTIES = tuple(p.name for p in ROLE_PROPERTIES.values() if p.scope == CHARACTER)
BOX_PROPERTIES = tuple(p.name for p in ROLE_PROPERTIES.values() if p.scope == BOX)

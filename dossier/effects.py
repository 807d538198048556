"""What a style sheet can dress, and in what: roles, and for each kind of thing that a role dresses the properties that act on it.

A property that doesn't act on a role, nor on one that takes what it doesn't set from it, can't be set there: the sheet that
sets it is told. Tests read off a brief that is made which properties are asked for, and hold these lists to that.
"""

from __future__ import annotations

from typing import Final

from dossier.tuples import NamedTuple


class Kind(NamedTuple):
    """A kind of thing that a role dresses, and the properties that act on it."""

    name: str
    acting: frozenset[str]


class Role(NamedTuple):
    """A role. `parent` gives what is not set; to a `part` of a block it gives no box properties.

    An inline role takes what neither it nor its parent sets from the block in which it stands. `also` are properties that act on
    it beside those of its kind.
    """

    name: str
    parent: str
    kind: Kind
    doc: str
    also: tuple[str, ...] = ()
    part: bool = False
    inline: bool = False
    defaults: tuple[tuple[str, str], ...] = ()  # its own, where a standard or good manners ask for them

    @property
    def acting(self) -> frozenset[str]:
        """The properties that act on it."""
        return self.kind.acting.union(self.also)


def _kind(name: str, *acting: str | Kind, but: tuple[str, ...] = ()) -> Kind:
    """Make a kind of the properties and of those of other kinds; `but` not these."""
    all_of_it = (it.acting if isinstance(it, Kind) else (it,) for it in acting)
    return Kind(name, frozenset(name for names in all_of_it for name in names).difference(but))


# Text
WORDS: Final = _kind("words within a line", "font", "weight", "italic", "size", "color", "figures", "caps", "tracking", "rise")
_FILLED: Final = _kind("", "hyphen-penalty", "hanging", "letters-looser", "letters-tighter")
_SET: Final = _kind("", WORDS, "leading", "align", "hyphenate", _FILLED, "balance", "first-indent")
LINES: Final = _kind("lines that stay together", _SET, "indent", "indent-right")
FLUSH: Final = _kind("a line whose place is given", LINES, but=("align",))
PROSE: Final = _kind("text", LINES, "widows", "orphans")
LABEL: Final = _kind("a label", _SET, "widows", "orphans")

# Blocks
_SPACES: Final = _kind("", "space-before", "space-after")
_DRESS: Final = _kind("", "rule-above", "rule-below", "rule-gap", "bar", "rule-color", "fill", "padding")
_BLOCK: Final = _kind("", _SPACES, "keep-with-next", "span")

NOTHING: Final = _kind("nothing by itself")
SECTION: Final = _kind("a section", "page-break")
BESIDE: Final = _kind("two columns of blocks", _SPACES, "keep-with-next")
PARAGRAPH: Final = _kind("a paragraph", PROSE, _DRESS, _BLOCK, "keep-together", "page-break")
ASIDE: Final = _kind("a paragraph with its place among the columns", PARAGRAPH, but=("span",))
INNER: Final = _kind("a paragraph within a block", ASIDE, but=("page-break",))
CAPTION: Final = _kind("a caption", PROSE, _SPACES)
HEADING: Final = _kind("a heading", LINES, _DRESS, _SPACES, "span", "page-break")
QUOTATION: Final = _kind("a quotation", PROSE, _DRESS, _BLOCK)
LIST: Final = _kind("a list", PROSE, _DRESS, _BLOCK, "label-width", "columns", "column-gap", "row-gap")
INDEX: Final = _kind("an index", LIST, but=("label-width",))
ROWS: Final = _kind("rows of a label and what belongs to it", _BLOCK, "label-width", "columns", "column-gap", "row-gap")
BODY: Final = _kind("what belongs to a label", LABEL, _DRESS)
RECORD: Final = _kind("a record of a source", ROWS, BODY)
ENTRY: Final = _kind("a numbered statement", BODY, _BLOCK, "indent", "keep-together", "label-width", "column-gap")
CARDS: Final = _kind("cards side by side", _SPACES, "span", "columns", "column-gap", "row-gap")
CARD: Final = _kind("a card", _DRESS, _BLOCK, "keep-together", "label-width", "column-gap", "row-gap")
ENTRY_CARD: Final = _kind("a card of prose, without rows", CARD, but=("label-width", "column-gap", "row-gap"))
CARD_TITLE: Final = _kind("the heading of a card", LINES, "space-after")
TABLE: Final = _kind("a table", _BLOCK, "column-gap", "row-gap", "rule-above", "rule-below", "rule-color")
TABLE_CAPTION: Final = _kind("the caption of a table", PROSE, _DRESS, "space-after", "page-break")
CELL: Final = _kind("a cell", PROSE, "rule-below", "rule-color")
STRIP: Final = _kind("figures at a glance", ROWS, but=("span", "columns"))
CONTENTS: Final = _kind("contents", _BLOCK, "column-gap", "row-gap")
NOTE: Final = _kind("a note", PROSE, "label-width", "row-gap")
PLATE: Final = _kind("a plate", WORDS, "leading", "fill", "padding", but=("color",))

# Figures
FIGURE: Final = _kind("a figure", _BLOCK, "show")
PICTURE: Final = _kind("a picture", _BLOCK, "align")
DRAWN_WORDS: Final = _kind("words in a figure", _SET, but=("align",))
FOREIGN_WORDS: Final = _kind("words of a drawing that is not ours", "font", "figures", "caps")
STROKE: Final = _kind("lines in a figure", "rule-above", "rule-color")
GROUND: Final = _kind("a ground in a figure", "fill")
KEY: Final = _kind("the key of a figure", DRAWN_WORDS, "column-gap", "row-gap")


def part(name: str, of: str, kind: Kind, doc: str, *also: str) -> Role:
    """Declare a part of a block."""
    return Role(name, of, kind, doc, also, part=True)


def inline(name: str, doc: str, parent: str = "") -> Role:
    """Declare a role of words within a line."""
    return Role(name, parent, WORDS, doc, inline=True)

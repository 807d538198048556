"""The galley: what is said, in order, in a dozen plain kinds of block. No lengths, no pages, no PDF.

`role` names the block of the style sheet that says how it looks. `side` stands in the side column, tied to the first line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from dossier.problems import Span
from dossier.tuples import NamedTuple


class Late(NamedTuple):
    """Text that is known only when pages are: `page` of an id, or the `pages` on which a key was noted.

    Room is kept for `reserve`; what isn't needed of it goes back to the line.
    """

    kind: Literal["page", "pages"]
    key: str
    reserve: str = "00"


class Run(NamedTuple):
    """A stretch of text in one inline role ('' = as the block), language and link.

    `lang` is set where it differs from the document's. `link` is '#id' or an address; `title` then says what it leads to.
    `keys` ('source:mee', 'claim:departure') are noted in the page map where the run begins; a run may be empty but for them.
    A run with a `note` is its mark.
    """

    text: str
    role: str = ""
    lang: str = ""
    link: str = ""
    title: str = ""
    late: Late | None = None
    keys: tuple[str, ...] = ()
    note: Note | None = None


Text: TypeAlias = tuple[Run, ...]


class Note(NamedTuple):
    """What a mark calls: its text, and the number that mark and note share, counted through the brief from 1."""

    text: Text
    number: int = 0

    @property
    def mark(self) -> str:
        """The key under which the page map knows where the mark stands; with a hyphen, the name of its place."""
        return f"mark:{self.number}"


class Heading(NamedTuple):
    """A heading; level 1 is the title of the brief, 2 a section, 3 and 4 below it. `listed`: it has a bookmark."""

    level: int
    text: Text
    id: str
    role: str = ""  # left out: heading.<level>
    number: str = ""
    listed: bool = True
    side: Blocks = ()
    tag: Text = ()  # a short label at the right end of the line


class Paragraph(NamedTuple):
    """A paragraph. Where its first run has the role `label`, that says what it is ('Bottom line.')."""

    text: Text
    role: str = "body"
    id: str = ""
    side: Blocks = ()


class Items(NamedTuple):
    """A list, its labels by its kind."""

    items: Sequence[Blocks]
    kind: Literal["bullet", "number", "plain"] = "bullet"
    role: str = "list"
    start: int = 1


class Definitions(NamedTuple):
    """Labels and what belongs to them, in two columns.

    `signs` are square drawings, one a row or None: in the side column, or where there is none at the right end of the row.
    """

    rows: Sequence[tuple[Text, Blocks]]
    role: str = "definitions"
    signs: Sequence[Figure | None] = ()


class Quotation(NamedTuple):
    """Words of somebody, set apart."""

    text: Text
    role: str = "quotation"


class Entry(NamedTuple):
    """A numbered statement with what hangs on it: claim, judgement. Its blocks stay together where they can."""

    number: str
    blocks: Blocks
    role: str = "entry"
    id: str = ""
    side: Blocks = ()


class Card(NamedTuple):
    """A heading with a number before it and a tag or foreign name at the end of its line; its blocks break between rows only."""

    head: Heading
    blocks: Blocks
    role: str = "card"
    number: str = ""
    aside: Text = ()


class Cards(NamedTuple):
    """Cards side by side, in as many columns as the style says; headings may stand between them."""

    cards: Sequence[Card | Heading]
    role: str = "cards"


class Column(NamedTuple):
    """A column of a table: its head, how wide it likes to be beside the others, how its cells are set.

    `header`: its cells are row headers. `nowrap`: they stay on one line where they can.
    """

    head: Text
    weight: float = 1.0
    align: Literal["left", "right", "decimal"] = "left"
    header: bool = False
    nowrap: bool = False


class Table(NamedTuple):
    """A table; a cell is text or blocks. Where its columns can't have their least width each row becomes a record."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Text | Blocks]]
    caption: Text = ()
    role: str = "table"
    id: str = ""


class Strip(NamedTuple):
    """A few figures with what they count."""

    figures: Sequence[tuple[str, Text]]
    role: str = "strip"


class Figure(NamedTuple):
    """A drawing: its kind names who draws it, `data` is what it shows, in a record of the kind's own.

    `alt` says in words what a reader who can't see it would miss. `title` opens the caption; where there is an `id`, who composes
    puts a number before it. `made` goes on with how it is drawn. Where there is no room for a drawing, `instead` follows the
    title; left out: what it would show.
    """

    kind: str
    data: Any
    alt: str
    title: Text = ()
    role: str = "figure"
    id: str = ""
    made: Text = ()
    instead: Text = ()

    @property
    def caption(self) -> Text:
        """What stands under the drawing."""
        return (*self.title, *self.made)


class Endnotes(NamedTuple):
    """Notes one after the other, each with the page of its mark."""

    notes: Sequence[Note]
    role: str = "note"


class Contents(NamedTuple):
    """The sections with their pages."""

    role: str = "contents"
    depth: int = 2


class Beside(NamedTuple):
    """A flow of blocks in the main column, and another beside it in the side column."""

    main: Blocks
    side: Blocks
    role: str = "beside"


class Section(NamedTuple):
    """A section: its blocks, first its heading with the same id and title. A structure element; the running head names it."""

    id: str
    title: str
    blocks: Blocks
    role: str = "section"
    back: bool = False  # back matter


class Galley(NamedTuple):
    """A whole brief, ready to be set."""

    title: str
    language: str
    marking: str
    banner: str
    front: Blocks  # masthead and first page
    sections: Sequence[Section]
    foot: str  # issuer, edition, as-of, for the running foot
    labels: dict[str, str]  # words that the furniture and the typesetter need: 'of', 'continued', 'page', …
    author: str = ""
    subject: str = ""
    keywords: str = ""
    running: str = ""  # the title as each page prints it: the short one, where there is one
    places: Mapping[str, Span] = {}  # where the dossier says what each page prints: `title`, `issuer`, `banner`, …


Block: TypeAlias = (
    Heading
    | Paragraph
    | Items
    | Definitions
    | Quotation
    | Entry
    | Card
    | Cards
    | Table
    | Strip
    | Figure
    | Endnotes
    | Contents
    | Beside
    | Section
)
Blocks: TypeAlias = tuple[Block, ...]


def texts(part: Any) -> list[Text]:
    """Return the texts of blocks, or of what they are made of, in the order in which `rewritten` asks for them."""
    out: list[Text] = []
    _add_texts((part,), out)
    return out


def _add_texts(parts: Sequence[Any], out: list[Text]) -> None:
    for part in parts:
        kind = type(part)
        if kind is str or not part:
            continue
        if kind is Paragraph:
            out.append(part.text)
            _add_texts(part.side, out)
        elif kind is Table:
            _add_texts((part.caption, part.columns, part.rows), out)
        elif kind is Figure:
            _add_texts((part.title, part.made), out)
        elif isinstance(part, (tuple, list)):
            if type(part[0]) is Run:
                out.append(part)  # type: ignore[arg-type]
            else:
                _add_texts(part, out)


def rewritten(part: Any, say: Callable[[Text], Text]) -> Any:
    """Return blocks, or what they are made of, with each text as `say` says it; it is asked in the order of reading.

    What doesn't change is not copied. The data of a figure is its kind's own and stays as it is.
    """
    if not isinstance(part, (tuple, list)) or not part:
        return part
    if type(part[0]) is Run:
        return say(part)  # type: ignore[arg-type]
    if type(part) is Table:
        caption = rewritten(part.caption, say)
        return part._replace(caption=caption, columns=rewritten(part.columns, say), rows=rewritten(part.rows, say))
    if type(part) is Figure:
        return part._replace(title=rewritten(part.title, say), made=rewritten(part.made, say))
    new = [rewritten(inner, say) for inner in part]
    if all(one is other for one, other in zip(new, part, strict=True)):
        return part
    return part._make(new) if hasattr(part, "_make") else type(part)(new)


def text(words: str, role: str = "", **more: object) -> Text:
    """Make a text of one run."""
    return (Run(words, role, **more),) if words else ()  # type: ignore[arg-type]


def plain(content: Text) -> str:
    """Return the words of a text without their dress, and without the marks of notes."""
    return "".join(run.text for run in content if run.note is None)

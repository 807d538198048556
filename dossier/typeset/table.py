"""Tables -> boxes: columns as wide as what they hold, a head that comes again on each page, rows split only when tall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from dossier.blocks import Blocks, Column, Paragraph, Run, Table, Text, text
from dossier.layout.box import Box, Room
from dossier.layout.element import Element
from dossier.layout.stacks import MANY, PLAIN, Cell, Decor, Row, Stack, Sums
from dossier.styling.style import RoleStyle
from dossier.tuples import NamedTuple
from dossier.typeset.definitions import definition_rows
from dossier.typeset.dress import spaced
from dossier.typeset.paragraphs import widest_number
from dossier.typeset.setter import Measure, Setter

SAMPLE = 400  # rows that are looked at to find the widths of columns


class Head(NamedTuple):
    """The head of a table: as it is shown first, and as an artifact on the pages that follow."""

    first: Box
    again: Box


class TableBox(Stack):
    """The rows of a table; where it is split, the head stands above the rest again."""

    __slots__ = ("head",)

    def __init__(
        self, head: Head, rows: Sequence[Box], width: float, *, shown: Box | None = None, sums: Sums | None = None
    ) -> None:
        self.head = head
        first = shown or head.first
        first.keep = True
        super().__init__([first, *rows], width, sums=_under(first, rows, sums) if sums else None)

    @property
    def rows(self) -> int:
        """How many rows it has, its head apart."""
        return len(self.children) - 1

    def split(self, room: Room, force: bool = False) -> tuple[Box, Box] | None:
        """Split between rows, or in a tall one; two rows stand below the head where there are more than two."""
        parts = super().split(room, force)
        if parts is None:
            return None
        above, below = parts
        assert isinstance(above, Stack)
        assert isinstance(below, Stack)
        if len(above.children) < (2 if force or len(self.children) < 4 else 3):
            return None
        sums = Sums(below.gaps, below.height) if len(below.children) > MANY else None
        rest = TableBox(self.head, below.children, self.width, shown=self.head.again, sums=sums)
        self.pass_on(rest)
        return above, rest


def _under(first: Box, rows: Sequence[Box], sums: Sums) -> Sums:
    """Return the sums of rows with a head above them."""
    gap = max(first.after, rows[0].before)
    return Sums([0.0, gap, *sums.gaps[1:]], first.height + gap + sums.height)


def set_table(setter: Setter, block: Table, measure: Measure, parent: Element) -> list[Box]:
    """Set a table; where its columns can't have their least width, each row is set as a record."""
    r = setter.style.role(block.role)
    width = measure.of(r)
    widths = column_widths(setter, block, width, r.column_gap)
    if widths is None:
        return set_records(setter, block, r, width, parent)
    element = Element("Table", parent)
    boxes: list[Box] = []
    if block.caption:
        caption = setter.dressed(block.caption, "table.caption", width, Element("Caption", element))
        caption.keep = True
        boxes.append(caption)
    head = table_head(setter, block, widths, r, width, element)
    body = Element("TBody", element)
    rows = [table_row(setter, block.columns, row, widths, r, width, body) for row in block.rows]
    if rows:
        rows[-1].decor = rows[-1].decor._replace(rule_below=r.rule_below, rule_color=r.rule_color)
    boxes.append(TableBox(head, rows, width))
    boxes[0].before, boxes[-1].after, boxes[-1].keep = r.before, r.after, r.keep_next
    boxes[0].id = block.id
    return boxes


def table_head(setter: Setter, block: Table, widths: Sequence[float], r: RoleStyle, width: float, element: Element) -> Head:
    """Set the heads of the columns twice: with structure (TH, Scope Column), and as the artifact that comes again."""
    row = Element("TR", Element("THead", element))
    heads = [Element("TH", row, attributes="/O/Table/Scope/Column") for _ in block.columns]
    decor = _row_decor(setter, r, head=True)
    first = Row(
        _cells(setter, block.columns, [c.head for c in block.columns], widths, r, "table.head", heads), width, decor=decor
    )
    again: list[Box] = []
    if word := setter.labels.get("continued"):
        named = block.caption[0].text if block.caption else ""
        words = f"{named} ({word})" if named else word
        again.append(setter.lines(text(words), "table.caption", width, None))
    again.append(
        Row(_cells(setter, block.columns, [c.head for c in block.columns], widths, r, "table.head", None), width, decor=decor)
    )
    return Head(first, Stack(again, width))


def table_row(
    setter: Setter,
    columns: Sequence[Column],
    row: Sequence[Text | Blocks],
    widths: Sequence[float],
    r: RoleStyle,
    width: float,
    body: Element,
) -> Row:
    """Set a row; the cells of a header column are row headers (TH, Scope Row)."""
    element = Element("TR", body)
    cells = [
        Element("TH", element, attributes="/O/Table/Scope/Row") if column.header else Element("TD", element) for column in columns
    ]
    return Row(
        _cells(setter, columns, row, widths, r, "table.cell", cells),
        width,
        decor=_row_decor(setter, r, head=False),
        whole=setter.third,
    )


def _row_decor(setter: Setter, r: RoleStyle, head: bool) -> Decor:
    role = setter.style.role("table.head" if head else "table.cell")
    above = r.rule_above if head else 0.0
    return Decor(above, role.rule_below, role.rule_color, top=r.row_gap, bottom=r.row_gap)


def _cells(
    setter: Setter,
    columns: Sequence[Column],
    row: Sequence[Text | Blocks],
    widths: Sequence[float],
    r: RoleStyle,
    role: str,
    elements: Sequence[Element] | None,
) -> list[Cell]:
    x = 0.0
    out = []
    for i, (column, content, width) in enumerate(zip(columns, row, widths, strict=True)):
        align = "right" if column.align in ("right", "decimal") else ""
        if elements is None:
            box: Box = setter.lines(content, role, width, None, align=align)  # type: ignore[arg-type]
        else:
            box = setter.cell(content, role, width, elements[i], align)
        out.append(Cell(x, box))
        x += width + r.column_gap
    return out


# Widths ----------------------------------------------------------------------------------------------------------------
def column_widths(setter: Setter, block: Table, width: float, gap: float) -> list[float] | None:
    """Share the width out: no column under its widest word, the rest by how much its cells hold; None where that is too much.

    A column that wants little gets what it wants; what is left goes to the others by the square root of what they want more, so
    that a long one doesn't starve the rest.
    """
    count = len(block.columns)
    free = width - gap * (count - 1)
    least, want = [0.0] * count, [0.0] * count
    for i, column in enumerate(block.columns):
        least[i], want[i] = measure_column(setter, column, [row[i] for row in block.rows[:SAMPLE]])
        numbers = widest_number(setter, [cell for row in block.rows[SAMPLE:] if is_text(cell := row[i])], "table.cell")
        least[i], want[i] = max(least[i], numbers + 0.1), max(want[i], numbers + 0.1)
    if sum(least) > free:
        return None
    if sum(want) <= free:
        spare = free - sum(want)
        weights = sum(column.weight for column in block.columns)
        return [w + spare * column.weight / weights for w, column in zip(want, block.columns, strict=True)]
    return share(least, want, [column.weight for column in block.columns], free)


def share(least: Sequence[float], want: Sequence[float], weights: Sequence[float], free: float) -> list[float]:
    """Return widths between least and want that add up to `free` (which is between the sums of both)."""
    widths = list(least)
    spare = free - sum(least)
    open_columns = {i for i in range(len(least)) if want[i] > least[i]}
    while spare > 0.01 and open_columns:
        pull = {i: weights[i] * (want[i] - widths[i]) ** 0.5 for i in open_columns}
        whole = sum(pull.values())
        if not whole:
            break
        full = {i for i in open_columns if widths[i] + spare * pull[i] / whole >= want[i]}
        for i in full or open_columns:
            more = min(want[i] - widths[i], spare) if full else spare * pull[i] / whole
            widths[i] += more
            if full:
                spare -= more
        if not full:
            break
        open_columns -= full
    return widths


def measure_column(setter: Setter, column: Column, cells: Sequence[Text | Blocks]) -> tuple[float, float]:
    """Return the least width of a column (its widest word) and the width that it wants (its longest cell on one line)."""
    least, want = setter.natural(column.head, "table.head")
    want = min(want, least * 2)  # a head may take two lines
    for content in cells:
        for part, role in _texts(content):
            word, whole = setter.natural(part, role)
            least, want = max(least, whole if column.nowrap else word), max(want, whole)
    return least + 0.1, max(want, least) + 0.1


def is_text(content: Text | Blocks) -> TypeGuard[Text]:
    """Tell whether a cell holds a text, and not blocks."""
    return bool(content) and type(content[0]) is Run


def _texts(content: Text | Blocks) -> list[tuple[Text, str]]:
    if not content:
        return []
    if type(content[0]) is Run:
        return [(content, "table.cell")]
    return [(b.text, b.role) for b in content if type(b) is Paragraph]


# Records ---------------------------------------------------------------------------------------------------------------
def set_records(setter: Setter, block: Table, r: RoleStyle, width: float, parent: Element) -> list[Box]:
    """Set each row as a list of head and cell: for columns that can't have their least width."""
    boxes: list[Box] = []
    if block.caption:
        caption = setter.dressed(block.caption, "table.caption", width, Element("P", parent))
        caption.keep = True
        boxes.append(caption)
    cell = setter.style.role("table.cell")
    decor = Decor(rule_above=cell.rule_below, rule_color=r.rule_color, top=r.row_gap)
    between = Decor(rule_below=cell.rule_below, rule_color=cell.rule_color) if cell.rule_below else PLAIN
    labels = setter.style.role("definitions").changed(row_gap=0.0, before=0.0, after=0.0, keep_next=False)
    for row in block.rows:
        rows = [(column.head, _blocks(content)) for column, content in zip(block.columns, row, strict=True) if content]
        found = definition_rows(setter, rows, labels, "table.head", "table.cell", width, parent, between=between)
        boxes.append(Stack(found, width, decor=decor))
    return spaced(boxes, r, r.row_gap)


def _blocks(content: Text | Blocks) -> Blocks:
    if content and type(content[0]) is Run:
        return (Paragraph(content, role="table.cell"),)
    return content  # type: ignore[return-value]

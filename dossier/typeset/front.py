"""What helps a reader to find his way: figures at a glance, contents, columns side by side, sections -> boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.blocks import Beside, Block, Blocks, Contents, Entry, Figure, Heading, Late, Run, Section, Strip, Text, text
from dossier.layout.box import Box
from dossier.layout.element import Element
from dossier.layout.stacks import Cell, LinkRow, Row
from dossier.typeset.dress import spaced
from dossier.typeset.figure import PLATES
from dossier.typeset.paragraphs import has_side, heading_role, label_room
from dossier.typeset.setter import Measure, Setter, list_element


def set_strip(setter: Setter, block: Strip, measure: Measure, parent: Element) -> list[Box]:
    """Set a few figures, each with what it counts beside it."""
    r = setter.style.role(block.role)
    width = measure.of(r)
    group = list_element(parent, [""])  # figures are no numbering
    room = label_room(setter, r, [text(figure) for figure, _ in block.figures], "strip.figure", taken=r.column_gap)
    boxes: list[Box] = []
    for figure, words in block.figures:
        entry = Element("LI", group)
        value = setter.lines(text(figure), "strip.figure", room - r.column_gap, Element("Lbl", entry))
        label = setter.lines(words, "strip.label", width - room, Element("LBody", entry))
        boxes.append(Row([Cell(0.0, value), Cell(room, label)], width))
    return spaced(boxes, r, r.row_gap)


def set_contents(setter: Setter, block: Contents, measure: Measure, parent: Element) -> list[Box]:
    """Set the sections with their pages, each line a link (TOC, TOCI, Link); the numbers come when the pages are known."""
    r = setter.style.role(block.role)
    width = measure.of(r)
    toc = Element("TOC", parent)
    room = setter.natural(text("0000"), "contents.page")[1]
    boxes: list[Box] = []
    for section in setter.galley.sections:
        if not section.title:
            continue
        link = Element("Link", Element("TOCI", toc), link=f"#{section.id}", title=section.title)
        title = setter.lines(text(section.title), "contents.entry", width - room - r.column_gap, link)
        page = setter.lines(
            (Run("\u00a0"), Run("", late=Late("page", section.id, "0000"))), "contents.page", room, link, align="right"
        )
        boxes.append(LinkRow([Cell(0.0, title), Cell(width - room, page)], width, link))
    return spaced(boxes, r, r.row_gap)


def set_beside(setter: Setter, block: Beside, measure: Measure, parent: Element) -> list[Box]:
    """Set two flows in main and side column; one under the other where there is no side column."""
    r = setter.style.role(block.role)
    if not has_side(measure):
        return setter.set(block.main, measure, parent) + setter.set(block.side, measure, parent)
    main = setter.stack(block.main, measure.main, parent)
    side = setter.stack(block.side, setter.page.side, parent)
    cells = [Cell(0.0, main), Cell(measure.both - setter.page.side, side)]
    return [Row(cells, measure.both, before=r.before, after=r.after, keep=r.keep_next)]


def flow(setter: Setter, root: Element) -> Iterator[Box]:
    """Set a whole galley, block by block, as boxes are asked for: what is set late knows the pages of what was set before."""
    galley = setter.galley
    yield from _in_order(setter, galley.front, root)
    back = [section for section in galley.sections if section.back]
    for section in galley.sections:
        if section.back:
            if says_pages(section.blocks):
                yield Waiting()
            setter.ahead = keys_of([*(s.blocks for s in back[back.index(section) :]), *_plates(setter)])
        element = Element("Sect", root)
        first = True
        for box in _in_order(setter, section.blocks, element):
            if first:
                box.running, first = section.title, False
                box.fresh = box.fresh or setter.style.role(section.role).page_break == "before"
            yield box
        yield _complete(element)
    yield _complete(root)


class Waiting(Box):
    """A box of no height: what comes after it says on which pages things stand that come before it."""

    __slots__ = ()
    waits = True

    def __init__(self) -> None:
        super().__init__(0.0, 0.0)


def says_pages(blocks: Blocks) -> bool:
    """Tell whether blocks list the pages of what stands elsewhere."""
    stack: list[object] = list(blocks)
    while stack:
        part = stack.pop()
        if type(part) is Run:
            if part.late and part.late.kind == "pages":
                return True
        elif isinstance(part, (tuple, list)):
            stack.extend(part)
    return False


def _plates(setter: Setter) -> list[Text]:
    """Return the captions of figures with a page of their own, which may come after what was set later."""
    found = [block for section in setter.galley.sections for block in section.blocks if type(block) is Figure]
    return [block.caption for block in found if setter.style.role(block.role).span in PLATES]


def _in_order(setter: Setter, blocks: Blocks, parent: Element) -> Iterator[Box]:
    """Set blocks one after the other; the structure elements of each are complete with its last box."""
    done = 0
    after_heading = False
    aside = setter.page.notes == "side" and has_side(setter.measure)
    for group in _groups(blocks):
        setter.aside = aside and _in_main(setter, group[0])
        for box in setter.set(group, setter.measure, parent):
            if setter.aside:
                from dossier.typeset.noteset import beside_marks

                box = beside_marks(setter, box)
            if after_heading and type(group[0]) is Heading:  # a heading right below another needs no room of its own
                box.before = min(box.before, setter.page.grid or box.before / 2)
            after_heading = False
            yield box
        after_heading = type(group[-1]) is Heading
        box = Box(0.0, 0.0)
        box.closes = tuple(kid for kid in parent.kids[done:] if isinstance(kid, Element))
        done = len(parent.kids)
        yield box


def _in_main(setter: Setter, block: Block) -> bool:
    """Tell whether a block leaves the side column to notes."""
    if type(block) is Beside or type(block) is Section:
        return False
    role = heading_role(block) if type(block) is Heading else block.role
    return setter.style.role(role).span == "main"


def _groups(blocks: Blocks) -> Iterator[Blocks]:
    """Yield blocks one by one, entries that follow each other together: they are one list."""
    run: list[Entry] = []
    for block in blocks:
        if type(block) is Entry:
            run.append(block)
            continue
        if run:
            yield tuple(run)
            run = []
        yield (block,)
    if run:
        yield tuple(run)


def _complete(element: Element) -> Box:
    """Return a box of no height that says that an element is complete."""
    box = Box(0.0, 0.0)
    box.closes = (element,)
    return box


def keys_of(flows: Sequence[Blocks | Text]) -> dict[str, int]:
    """Count how many texts of these blocks note each key."""
    found: dict[str, int] = {}
    stack: list[object] = list(flows)
    while stack:
        part = stack.pop()
        if type(part) is Run:
            for key in part.keys:
                found[key] = found.get(key, 0) + 1
        elif isinstance(part, (tuple, list)):
            stack.extend(part)
    return found

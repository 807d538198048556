"""Text and blocks -> boxes: what every kind of block needs to be set. Each kind has its function in a module beside this one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from dossier.blocks import Beside, Blocks, Entry, Galley, Late, Note, Paragraph, Run, Text
from dossier.layout.box import Box, Lines
from dossier.layout.element import Element
from dossier.layout.page import PageMap
from dossier.layout.stacks import PLAIN, Decor, Kept, Stack
from dossier.problems import Warn
from dossier.saying.citing import ranges
from dossier.styling.style import RoleStyle, Style, TextStyle
from dossier.text.bidi import needs_bidi
from dossier.text.faces import FontBook
from dossier.text.paragraph import Piece, SetText, set_text
from dossier.tuples import NamedTuple
from dossier.typeset.dress import decor_of, keep_last_two

UNBOUND = 14_400.0  # a measure that no line fills: the side of the largest page (ISO 32000-1, annex C)
BULLET = "•"
_NUMBER = re.compile(r"[1-9][0-9]{0,8}\.?\u00a0?")
BALANCED = 4  # lines up to which a text is balanced


class Measure(NamedTuple):
    """The widths that a block may take (points): the main column, or all of what there is."""

    main: float
    both: float

    def of(self, role: RoleStyle) -> float:
        """Return the width of a block in this role."""
        return self.both if role.span == "both" else self.main


Setting: TypeAlias = Callable[["Setter", Any, Measure, Element], list[Box]]


class Setter:
    """Sets blocks in a style. `kinds` says which function sets which kind of block; `pages` what is known of pages so far."""

    def __init__(
        self,
        galley: Galley,
        style: Style,
        book: FontBook,
        pages: PageMap,
        kinds: Mapping[type, Setting],
        warn: Warn = None,
    ) -> None:
        self.galley, self.style, self.book, self.pages, self.kinds, self.warn = galley, style, book, pages, kinds, warn
        self.language, self.labels = galley.language, galley.labels
        page = style.page
        self.page = page
        self.measure = Measure(page.main, page.both)
        self.third = (page.height - page.top - page.bottom) / 3
        self.ahead: Mapping[str, int] = {}  # key -> how many blocks yet to come note it
        self.aside = False  # notes stand in the side column, beside what is being set
        self._level = 0  # of the last heading's tag
        self._digits: dict[str, int] | None = None  # role -> how many the longest number of an entry has
        self._ascents: dict[tuple[TextStyle, float], float] = {}
        self._baselines: dict[str, float] = {}
        self._decors: dict[str, Decor] = {}

    # Text ----------------------------------------------------------------------------------------------------------------
    def lines(
        self,
        content: Text,
        role: str,
        width: float,
        element: Element | None,
        *,
        align: str = "",
        measure_indent: bool = True,
    ) -> Lines:
        """Set a text in a role as the bare lines of a paragraph of this width. Without an element it is an artifact."""
        r = self.style.role(role)
        left, right = (r.indent, r.indent_right) if measure_indent else (0.0, 0.0)
        inner = width - left - right
        pieces, inline = self.pieces(content, role, element)

        def fill(measure: float) -> SetText:
            how = align or r.align
            return set_text(
                pieces, measure, self.book, align=how, hyphenate=r.hyphenate, hyphen_penalty=r.penalty,
                first_indent=r.first_indent, hanging=r.hanging, looser=r.looser, tighter=r.tighter, warn=self.warn,
            )  # fmt: skip

        setting = fill(inner)
        if r.balance and 1 < len(setting.lines) <= BALANCED:
            setting = balance_lines(fill, inner, len(setting.lines)) or setting
        calls = None
        if element is not None and self.page.notes != "inline" and any(run.note for run in content):
            calls = self._calls(content, pieces, inline, element, setting)
        return Lines(
            setting, inner, r.leading, self._baseline(role), element, inline,
            orphans=r.orphans, widows=r.widows, indent=left, calls=calls,
        )  # fmt: skip

    def dressed(self, content: Text, role: str, width: float, element: Element) -> Box:
        """Set a text as a block of its own: with its role's rules, bar, ground and spaces."""
        r, decor = self.style.role(role), self._decor(role)
        lines = self.lines(content, role, width - decor.left - decor.right, element)
        if r.keep_together:
            lines.orphans = lines.widows = lines.last
        box: Box = lines
        if decor is not PLAIN:
            box = Stack([box], width, decor=decor)
        box.before, box.after, box.keep, box.fresh = r.before, r.after, r.keep_next, r.page_break == "before"
        return box

    def _calls(
        self, content: Text, pieces: Sequence[Piece], inline: Sequence[Element], element: Element, setting: SetText
    ) -> dict[int, tuple[Box, ...]]:
        """Return for each line with marks the notes that they call; at the end of the brief notes are called by nobody."""
        boxes: dict[str, Box | None] = {}
        for run, piece in zip(content, pieces, strict=True):
            if run.note is not None:
                mark = inline[piece.element - 1]
                boxes[run.note.mark] = None if self.page.notes == "end" else self._note(run.note, mark, element)
        return {
            line: tuple(box for key in keys if (box := boxes.get(key)) is not None)
            for line, keys in setting.anchors.items()
            if not boxes.keys().isdisjoint(keys)
        }

    def _note(self, note: Note, mark: Element, element: Element) -> Box:
        """Set a note. It follows its mark in the order of reading, but for one that a heading calls: that follows the heading."""
        if element.role[:1] == "H":
            place = Element("Note", element.parent)
        else:
            place = Element("Note", element, inline=True)
            assert mark.parent is not None
            mark.parent.follower = place
        (box,) = self.kinds[Note](self, note, self.measure, place)
        return box

    def pieces(self, content: Text, role: str, element: Element | None) -> tuple[list[Piece], list[Element]]:
        """Return the runs of a text in their styles, and the inline elements that they belong to."""
        run_style = self.style.run
        if len(content) == 1 and element is not None:
            only = content[0]
            if not (only.lang or only.link or only.late) and (only.text.isascii() or not needs_bidi(only.text)):
                return [Piece(only.text, run_style(role, only.role), self.language, 0, only.keys)], []
        mixed = any(needs_bidi(run.text) for run in content if not run.text.isascii())
        pieces: list[Piece] = []
        inline: list[Element] = []
        for run in content:
            index = 0
            if element is not None and run.text and (run.link or run.lang or mixed):
                inline.append(inline_element(run, element, mixed))
                index = len(inline)
            late = self.late(run.late) if run.late else None
            words = late.reserve if late else run.text
            pieces.append(Piece(words, run_style(role, run.role), run.lang or self.language, index, run.keys, late))
        return pieces, inline

    def late(self, late: Late) -> Late:
        """Say how much room late text may need: the pages known by now, and one for each text to come that notes the key."""
        if late.kind != "pages":
            return late
        known = ranges(self.pages.pages(late.key))
        more = ", 000" * self.ahead.get(late.key, 0)
        return late._replace(reserve=(known + more).removeprefix(", ") or self.labels.get("none", "–"))

    def words_of(self, late: Late) -> str:
        """Return what late text says, once all pages are known."""
        return late_words(late, self.pages, self.labels)

    def ascent(self, text: TextStyle, leading: float) -> float:
        """Return how far the baseline stands below the top of its line: half the leading's surplus, and the ascender."""
        key = text, leading
        found = self._ascents.get(key)
        if found is None:
            up, down, _ = self.book.metrics(text)
            found = self._ascents[key] = (leading - up + down) / 2 + up
        return found

    def _baseline(self, role: str) -> float:
        """Return the ascent of the lines of a role."""
        found = self._baselines.get(role)
        if found is None:
            r = self.style.role(role)
            found = self._baselines[role] = self.ascent(r.text, r.leading)
        return found

    def _decor(self, role: str) -> Decor:
        """Return what stands round a block in a role."""
        found = self._decors.get(role)
        if found is None:
            found = self._decors[role] = decor_of(self.style.role(role))
        return found

    def natural(self, content: Text, role: str) -> tuple[float, float]:
        """Return the width of the widest word of a text, and of the whole on one line (points)."""
        widest = whole = space = 0.0
        if any(needs_bidi(run.text) for run in content):
            return self._natural_mixed(content, role)
        for run in content:
            words = self.late(run.late).reserve if run.late else run.text
            style = self.style.run(role, run.role)
            for part, face, factor in self.book.resolve(words, style, run.lang or self.language):
                scale = style.size * factor / 1000
                space = face.space * scale
                for word in part.split(" "):
                    width = face.width[word] * scale
                    whole += width
                    widest = max(widest, width - space)
                if part:
                    whole -= space
        return widest, whole

    def _natural_mixed(self, content: Text, role: str) -> tuple[float, float]:
        """Return the same for a text of which some runs from right to left: words are shaped as they will be."""

        def width(part: Text) -> float:
            pieces, _ = self.pieces(part, role, None)
            return max(set_text(pieces, UNBOUND, self.book).widths, default=0.0)

        words = [run._replace(text=word) for run in content for word in run.text.split(" ") if word]
        return max((width((word,)) for word in words), default=0.0), width(content)

    def widest_numbers(self, role: str) -> tuple[Text, ...]:
        """Return numbers as wide as any of the entries in a role from 1000 on, so that all of them hang in one column."""
        if self._digits is None:
            self._digits = {}
            for block in (block for blocks in _flows(self.galley) for block in blocks):
                if isinstance(block, Entry) and block.number.isdecimal():
                    self._digits[block.role] = max(self._digits.get(block.role, 0), len(block.number))
        count = self._digits.get(role, 0)
        return tuple((Run(digit * count),) for digit in "0123456789") if count > 3 else ()

    def heading_tag(self, level: int) -> str:
        """Return the structure type of a heading, H1 to H6: none is skipped on the way down (ISO 14289-1, 7.4.2)."""
        self._level = min(level, self._level + 1, 6)
        return f"H{self._level}"

    # Blocks --------------------------------------------------------------------------------------------------------------
    def set(self, blocks: Blocks, measure: Measure, parent: Element, own: str = "") -> list[Box]:
        """Set blocks one after the other under a structure element. Entries that follow each other are one list.

        `own` is the role of the block that these belong to: a paragraph in it is the block's text, and takes none of its dress.
        """
        out: list[Box] = []
        entries: list[Box] = []  # the first box of each entry of the list that is being set
        group: Element | None = None
        for block in blocks:
            set_kind = self.kinds[type(block)]
            if isinstance(block, Entry):
                more = set_kind(self, block, measure, group or list_element(parent, [block.number]))
                group = group or parent.elements[-1]
                more[0].loose = bool(entries)
                entries.append(more[0])
                out += more
                continue
            keep_last_two(entries, self.third)
            group, entries = None, []
            if isinstance(block, Paragraph) and block.role == own:
                box = self.lines(block.text, own, measure.main, Element("P", parent), measure_indent=False)
                box.id = block.id
                out.append(box)
            else:
                out += set_kind(self, block, measure, parent)
        keep_last_two(entries, self.third)
        return out

    def stack(self, blocks: Blocks, width: float, parent: Element, own: str = "", *, together: bool = False) -> Stack:
        """Set blocks in a width as one box."""
        boxes = self.set(blocks, Measure(width, width), parent, own)
        return Kept(boxes, width, together=True) if together else Stack(boxes, width)

    def cell(self, content: Text | Blocks, role: str, width: float, element: Element, align: str = "") -> Box:
        """Set what a cell holds: a text, or blocks."""
        if not content:
            return Box(width, 0.0)
        if type(content[0]) is Run:
            return self.lines(content, role, width, element, align=align)
        return self.stack(content, width, element, role)  # type: ignore[arg-type]


def _flows(galley: Galley) -> Iterator[Blocks]:
    """Yield the flows of blocks in which entries stand."""
    for blocks in (galley.front, *(section.blocks for section in galley.sections)):
        yield blocks
        for block in blocks:
            if isinstance(block, Beside):
                yield block.main


def balance_lines(fill: Callable[[float], SetText], measure: float, count: int) -> SetText | None:
    """Return the text in the narrowest measure that takes no more lines, and tears no word."""
    low, high = measure / count, measure
    best: SetText | None = None
    while high - low > 2.0:
        middle = (low + high) / 2
        found = fill(middle)
        if len(found.lines) <= count and max(found.widths) <= middle + 0.5:
            best, high = found, middle
        else:
            low = middle
    return best


def list_element(parent: Element, labels: Sequence[str]) -> Element:
    """Make the element of a list that says how its items are labelled: by bullets, by numbers that rise, or by words."""
    numbers = [int(label.rstrip(".\u00a0")) if _NUMBER.fullmatch(label) else 0 for label in labels]
    rising = numbers and numbers[0] and all(before < after for before, after in pairwise(numbers))
    numbering = "Decimal" if rising else "Disc" if set(labels) == {BULLET} else "None"
    return Element("L", parent, attributes=f"/O/List/ListNumbering/{numbering}")


def inline_element(run: Run, parent: Element, mixed: bool) -> Element:
    """Make the element of a run.

    In a paragraph of mixed direction each says its text (ISO 32000-1, 14.9.4), since extractors guess the order.
    """
    role = "Link" if run.link else "Span"
    if run.note:
        parent = Element("Reference", parent, inline=True)
    actual = run.text if mixed else ""
    return Element(role, parent, inline=True, lang=run.lang, link=run.link, title=run.title, actual=actual)


def late_words(late: Late, pages: PageMap, labels: Mapping[str, str]) -> str:
    """Return what late text says by a complete page map."""
    if late.kind == "page":
        return str(pages.page(late.key) or "?")
    return ranges(pages.pages(late.key)) or labels.get("none", "–")

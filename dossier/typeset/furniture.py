"""Running heads and feet: short title and section, issuer and cut-off, folio, marking at both edges, banner, draft stamp."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, NoReturn, TypeAlias

from dossier.blocks import Galley, Run, Text, text
from dossier.layout.box import CLOSE, Lines
from dossier.layout.page import PageMap
from dossier.layout.surface import Artifact, Surface
from dossier.problems import DossierError, Problem, error
from dossier.styling.style import MARKING_COLORS, PageStyle, Style
from dossier.text.faces import FontBook
from dossier.text.paragraph import set_text
from dossier.tuples import NamedTuple
from dossier.typeset.setter import UNBOUND, Setter
from dossier.units import BLACK, WHITE

MOST_LINES: Final = 4  # of a head or a foot: the text block gives way to more than one, and so far
BESIDE: Final = 2  # lines of a head or a foot up to which it stands beside marking and folio
CLEAR: Final = 4.0  # points between a head or a foot and the text block
RULED: Final = 6.0  # from the baseline of a head down to its rule
FOOT_RULED: Final = 11.0  # from the baseline of a foot up to its rule
_DEEP: Final = 0.26  # of its size: how far a line reaches below its baseline
_CAPITALS: Final = 0.74  # of its size: the height of its capitals, rounded up
_HIGH: Final = 0.94  # of its size: how far a line or a plate reaches above its baseline
Edge: TypeAlias = Literal["left", "right", ""]
"""The edge of a page at which its folio stands; '' for its middle."""


class Placed(NamedTuple):
    """A head or a foot: its lines, and how far in points they stand apart from those of marking and folio; 0 beside them."""

    lines: Lines
    apart: float

    @property
    def depth(self) -> float:
        """How far its innermost baseline is from the outermost, which is that of the marking, in points."""
        return self.apart + (self.lines.last - 1) * self.lines.leading


class Furniture:
    """Draws head and foot of each page of a form. `running` tells what section a page shows, by its number.

    `outer(n)` tells where the folio of page n stands.
    """

    def __init__(
        self, setter: Setter, running: Sequence[str], page: PageStyle, outer: Callable[[int], Edge] = lambda number: ""
    ) -> None:
        self.setter, self.running, self.page, self.outer = setter, running, page, outer
        self.heads: dict[str, Placed] = {}
        self.marking = self._marking()
        galley = setter.galley
        self.banner = self._banner(galley.banner) if galley.banner else None
        self.gap = setter.style.role("furniture").size * 2
        self.plate = self._plate_width() + self.gap if self.marking else 0.0
        stamp = text(galley.labels.get("draft", ""))
        self.stamp = setter.lines(stamp, "draft", self.page.both, None, align="left") if stamp else None
        self.stamped = self.stamp.setting.widths[0] + self.gap if self.stamp else 0.0
        self.foot = self._foot_for(len(running))

    def _foot_for(self, pages: int) -> Placed:
        """Set the foot, beside the folio of the last of so many pages and the marking, or above them where that is narrow."""
        setter = self.setter
        folio = setter.natural(text(self._folio_words(pages, pages)), "furniture.folio")[1]
        found = self._placed(text(setter.galley.foot), self.plate + folio + self.gap, self._clearance(_HIGH, _DEEP))
        if found.lines.last > MOST_LINES:
            self._refuse("foot", found.lines.last, "short_issuer", ("short_issuer", "issuer", "series", "number"))
        return found

    def _head(self, section: str, id: str = "") -> Placed:
        """Set the head of the pages that show a section, beside the marking and the stamp, or under them."""
        found = self.heads.get(section)
        if found is None:
            content: Text = (Run(self.setter.galley.running), Run("\u2002|\u2002"), Run(section, "strong"))
            found = self.heads[section] = self._placed(content, self.plate + self.stamped, self._clearance(_DEEP, _HIGH))
            if found.lines.last > MOST_LINES:
                own = len(section) > len(self.setter.galley.running) and f"#{id}" in self.setter.galley.places
                self._refuse("head", found.lines.last, "short_title", (f"#{id}",) if own else ("short_title", "title"))
        return found

    def _placed(self, content: Text, taken: float, clearance: float) -> Placed:
        """Set a text beside what has taken its part of the width, or else, where it is cramped, in a line of its own."""
        width = self.page.both - taken
        box = self.setter.lines(content, "furniture", max(width, 1.0), None)
        if box.last <= BESIDE and max(box.setting.widths) <= width + CLOSE:
            return Placed(box, 0.0)
        return Placed(self.setter.lines(content, "furniture", self.page.both, None), clearance)

    def _clearance(self, of_marking: float, of_text: float) -> float:
        """Return how far apart baselines of marking and text must be, by what each reaches towards the other, in em."""
        style = self.setter.style
        size = style.role("furniture").size
        marked = of_marking * style.role("furniture.marking").size + of_text * size + 1.0 if self.marking else 0.0
        return max(marked, style.role("furniture").leading)

    def _refuse(self, which: str, lines: int, field: str, names: Sequence[str]) -> NoReturn:
        """Raise DossierError for a head or a foot that has no room, at the longest of the values in it: nothing is left out."""
        at = max(
            (span for name in names if (span := self.setter.galley.places.get(name))), key=lambda it: it.length, default=None
        )
        way = "shorten the title of the section" if names[0][:1] == "#" else f"shorten it, or give a shorter form as `{field}`"
        message = f"the {which} of the pages takes {lines} lines, and {MOST_LINES} is the most that there is room for"
        raise DossierError([error(message, at, way, which)])

    def reach(self) -> tuple[float, float]:
        """Return how far head and foot reach into the page, from its upper and its lower edge, with what parts them from text."""
        page = self.page
        heads = [self._head(section.title, section.id) for section in self.setter.galley.sections if section.title]
        head = max((it.depth for it in heads), default=0.0)
        foot = self._foot_for(9_999).depth
        return (
            page.head + head + RULED + CLEAR if head else 0.0,
            page.foot + foot + FOOT_RULED + CLEAR if foot else 0.0,
        )

    def _banner(self, words: str) -> Lines:
        """Set the banner, which is printed exactly or not at all; raise DossierError where a line doesn't hold it."""
        box = self.setter.lines(text(words), "furniture.banner", self.page.both, None, align="center")
        if box.last > 1:
            hint = "it stands at both edges of every page: shorten it, or make `furniture.banner.size` smaller"
            at = self.setter.galley.places.get("banner")
            raise DossierError([error("the banner is longer than a line of the page", at, hint, "banner")])
        self._keep_clear(box)
        return box

    def _keep_clear(self, banner: Lines) -> None:
        """Raise DossierError where the style lets head or foot stand on the banner."""
        page, style = self.page, self.setter.style
        size = max(style.role("furniture.marking").size if self.marking else 0.0, style.role("furniture").size)
        own = style.role("furniture.banner").size
        needed = {"head": size * _HIGH + own * _DEEP, "foot": own * _CAPITALS + size * _DEEP}
        tight = {"head": page.head - page.banner < needed["head"], "foot": page.foot - page.banner < needed["foot"]}
        for name in (name for name, wrong in tight.items() if wrong):
            declared = style.declared("page", name) or style.declared("page", "banner")
            message = f"the {name} of the pages stands on the banner: `page.{name}` and `page.banner` are too near to each other"
            raise DossierError([error(message, declared.span if declared else None, "part them by 5 mm", "banner")])

    def _marking(self) -> Lines | None:
        label = self.setter.galley.marking
        if not label:
            return None
        color = MARKING_COLORS.get(label, WHITE)
        content = text(label)
        pieces, _ = self.setter.pieces(content, "furniture.marking", None)
        setting = set_text(
            [piece._replace(style=piece.style._replace(color=color)) for piece in pieces], UNBOUND, self.setter.book
        )
        return Lines(setting, setting.widths[0], self.setter.style.role("furniture.marking").leading, 0.0, None)

    def __call__(self, surface: Surface, number: int, total: int) -> None:
        """Draw the furniture of one page of `total`."""
        page = self.page
        left, right = page.left, page.left + page.both
        head, foot = page.height - page.head, page.foot
        section = self.running[number - 1]
        if section:
            words = self._head(section)
            self._put(surface, words.lines, left, head - words.apart, "Header")
            if page.head_rule:
                under = head - words.depth - RULED
                surface.rule(left, under, right, under, page.head_rule, page.rule_color)
        if page.foot_rule:
            over = foot + self.foot.depth + FOOT_RULED
            surface.rule(left, over, right, over, page.foot_rule, page.rule_color)
        self._foot(surface, number, total, left, foot)
        self._marks(surface)

    def blank(self, surface: Surface) -> None:
        """Draw a page that bears nothing of the brief: that this is meant, and what every page is marked with."""
        page, line = self.page, self.setter.labels["blank" if len(self.running) > 1 else "blank.one"]
        words = self.setter.lines(text(line), "furniture", page.both, None, align="center")
        self._put(surface, words, page.left, (page.height - page.top + page.bottom) / 2, "")
        self._marks(surface)

    def _marks(self, surface: Surface) -> None:
        """Draw what stands on blank pages too: marking, draft stamp, banner."""
        page, left, right = self.page, self.page.left, self.page.left + self.page.both
        head = page.height - page.head
        self._plate(surface, right, head, "Header")
        self._plate(surface, right, page.foot, "Footer")
        if self.stamp:
            self._put(surface, self.stamp, right - self.plate - self.stamped + self.gap, head, "Header")
        if self.banner:
            self._put(surface, self.banner, left, page.height - page.banner, "Header")
            self._put(surface, self.banner, left, page.banner, "Footer")

    def _folio_words(self, number: int, total: int) -> str:
        return self.setter.labels.get("folio", "{page} of {pages}").format(page=number, pages=total)

    def _foot(self, surface: Surface, number: int, total: int, left: float, y: float) -> None:
        """Draw foot and folio: the folio at the outer edge or in the middle, and never on the foot, which grows upwards."""
        folio = self.setter.lines(text(self._folio_words(number, total)), "furniture.folio", self.page.both, None, align="left")
        outer, width = self.outer(number), folio.setting.widths[0]
        beside = self.foot.apart == 0.0
        first = left + width + self.gap if outer == "left" and beside else left
        self._put(surface, self.foot.lines, first, y + self.foot.depth, "Footer")
        if outer:
            x = 0.0 if outer == "left" else self.page.both - self.plate - width
        else:
            x = (self.page.both - width) / 2
            x = max(x, max(self.foot.lines.setting.widths) + self.gap) if beside else min(x, self.page.both - self.plate - width)
        self._put(surface, folio, left + x, y, "Footer")

    def _plate_width(self) -> float:
        assert self.marking is not None
        return self.marking.width + 2 * self.setter.style.role("furniture.marking").padding

    def _plate(self, surface: Surface, right: float, y: float, kind: Artifact) -> None:
        """Draw the marking, flush right: coloured letters on black (FIRST, TLP 2.0: 12 pt or larger, right-justified)."""
        if self.marking is None:
            return
        r = self.setter.style.role("furniture.marking")
        width = self._plate_width()
        surface.box(right - width, y - 0.26 * r.size, width, 1.2 * r.size, fill=r.fill or BLACK)
        self._put(surface, self.marking, right - width + r.padding, y, kind)

    def _put(self, surface: Surface, line: Lines, x: float, y: float, kind: Artifact) -> None:
        surface.artifact_text(line.setting, line.first, line.last, x, y, line.leading, kind)


def unfit(galley: Galley, style: Style, book: FontBook) -> list[Problem]:
    """Return what is wrong with head, foot and banner of the pages of a galley, before any is drawn."""
    try:
        Furniture(Setter(galley, style, book, PageMap(), {}), [""], style.page).reach()
    except DossierError as wrong:
        return list(wrong.problems)
    return []

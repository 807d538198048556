"""Running heads and feet: short title and section, issuer and cut-off, folio, marking at both edges, banner, draft stamp."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from dossier.blocks import Run, Text, text
from dossier.layout.box import Lines
from dossier.layout.surface import Artifact, Surface
from dossier.problems import DossierError, error
from dossier.styling.style import MARKING_COLORS, PageStyle
from dossier.text.paragraph import set_text
from dossier.typeset.setter import UNBOUND, Setter
from dossier.units import BLACK, WHITE

MOST_LINES = 2
Edge: TypeAlias = Literal["left", "right", ""]
"""The edge of a page at which its folio stands; '' for its middle."""


class Furniture:
    """Draws head and foot of each page of a form. `running` tells what section a page shows, by its number.

    `outer(n)` tells where the folio of page n stands.
    """

    def __init__(
        self, setter: Setter, running: Sequence[str], page: PageStyle, outer: Callable[[int], Edge] = lambda number: ""
    ) -> None:
        self.setter, self.running, self.page, self.outer = setter, running, page, outer
        self.heads: dict[str, Lines] = {}
        self.marking = self._marking()
        galley = setter.galley
        self.banner = self._banner(galley.banner) if galley.banner else None
        self.gap = setter.style.role("furniture").size * 2
        self.plate = self._plate_width() + self.gap if self.marking else 0.0
        stamp = text(galley.labels.get("draft", ""))
        self.stamp = self.line(stamp, "draft", self.page.both, "left") if stamp else None
        self.stamped = self.stamp.setting.widths[0] + self.gap if self.stamp else 0.0
        folio = setter.natural(text(self._folio_words(len(running), len(running))), "furniture.folio")[1]
        self.foot = self.line(text(galley.foot), "furniture", self.page.both - self.plate - folio - self.gap)

    def line(self, content: Text, role: str, width: float, align: str = "") -> Lines:
        """Set a line of furniture; what is too long takes a second one, and what two don't hold is cut short."""
        box = self.setter.lines(content, role, width, None, align=align)
        while box.last > MOST_LINES and any(len(run.text) > 1 for run in content):
            content = shorter(content, MOST_LINES / box.last)
            box = self.setter.lines(content, role, width, None, align=align)
        return box

    def _banner(self, words: str) -> Lines:
        """Set the banner, which is printed exactly or not at all; raise DossierError where a line doesn't hold it."""
        box = self.setter.lines(text(words), "furniture.banner", self.page.both, None, align="center")
        if box.last > 1:
            hint = "it stands at both edges of every page: shorten it, or make `furniture.banner.size` smaller"
            raise DossierError([error("the banner is longer than a line of the page", None, hint, "banner")])
        return box

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
            self._put(surface, self._head(section), left, head, "Header")
        if page.head_rule and section:
            surface.rule(left, head - 6.0, right, head - 6.0, page.head_rule, page.rule_color)
        if page.foot_rule:
            surface.rule(left, foot + 11.0, right, foot + 11.0, page.foot_rule, page.rule_color)
        self._foot(surface, number, total, left, foot)
        self._marks(surface)

    def blank(self, surface: Surface) -> None:
        """Draw a page that bears nothing of the brief: that this is meant, and what every page is marked with."""
        page, line = self.page, self.setter.labels["blank" if len(self.running) > 1 else "blank.one"]
        words = self.line(text(line), "furniture", page.both, "center")
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

    def _head(self, section: str) -> Lines:
        found = self.heads.get(section)
        if found is None:
            title = self.setter.galley.title
            content: Text = (Run(title), Run("\u2002|\u2002"), Run(section, "strong")) if section != title else (Run(title),)
            found = self.heads[section] = self.line(content, "furniture", self.page.both - self.plate - self.stamped)
        return found

    def _folio_words(self, number: int, total: int) -> str:
        return self.setter.labels.get("folio", "{page} of {pages}").format(page=number, pages=total)

    def _foot(self, surface: Surface, number: int, total: int, left: float, y: float) -> None:
        """Draw foot and folio: the folio at the outer edge or in the middle, and never on the foot."""
        folio = self.line(text(self._folio_words(number, total)), "furniture.folio", self.page.both, "left")
        outer = self.outer(number)
        width = folio.setting.widths[0]
        if outer == "left":
            self._put(surface, folio, left, y, "Footer")
            self._put(surface, self.foot, left + width + self.gap, y, "Footer")
            return
        centred = (self.page.both - width) / 2
        beside = max(self.foot.setting.widths) + self.gap
        self._put(surface, self.foot, left, y, "Footer")
        self._put(surface, folio, left + (self.page.both - self.plate - width if outer else max(centred, beside)), y, "Footer")

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


def shorter(content: Text, share: float) -> Text:
    """Cut the longest run of a text to about a share of its length, at a word if it has several, and say so by an ellipsis."""
    longest = max(range(len(content)), key=lambda place: len(content[place].text))
    run = content[longest]
    words = run.text.removesuffix("…")
    kept = words[: int(len(words) * share)]
    cut = run._replace(text=f"{kept.rpartition(' ')[0] or kept}…".lstrip())
    return (*content[:longest], cut, *content[longest + 1 :])

"""Set text: the lines of a paragraph as operators of a content stream, with what is needed to place, tag and link them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from dossier.blocks import Late
from dossier.styling.style import TextStyle
from dossier.units import Color

SLACK: Final = 0.005  # points
LETTERS: Final = 0.9  # how many letters a line of a paragraph has for certain, of those that it has on average


class Piece(NamedTuple):
    """A stretch of a paragraph in one style and language.

    `element` is the index of its inline structure element, 0 for the block's own. `keys` are noted at the line where it begins. A
    piece with `late` stands for text that is known when pages are; room is kept for the reserve.
    """

    text: str
    style: TextStyle
    lang: str = ""
    element: int = 0
    keys: tuple[str, ...] = ()
    late: Late | None = None


class Layout(NamedTuple):
    """How a paragraph is filled: measure and indent in points, alignment, hyphens, direction ('', 'ltr' or 'rtl').

    Of justified lines: `hanging` is the share of a mark's width by which it may stand beyond the measure; `looser` and `tighter`
    are by how much the letters of a line may stand farther apart and closer together than they do by themselves, in thousandths
    of em.
    """

    measure: float
    align: str = "left"
    hyphenate: bool = False
    penalty: float = 100.0
    indent: float = 0.0
    direction: str = ""
    hanging: float = 0.0
    looser: float = 0.0
    tighter: float = 0.0

    @property
    def hangs(self) -> float:
        """The share of a mark that hangs: none where lines aren't filled."""
        return self.hanging if self.align == "justify" else 0.0

    @property
    def limit(self) -> float:
        """How wide a line may be, in points: the measure, and what rounding adds up to."""
        return self.measure + SLACK


class Segment(NamedTuple):
    """A stretch of a line in one font, size, colour and element, as one TJ operator.

    `x` is where it starts and `width` what it advances, in points from the block's left edge; `dy` how far its baseline stands
    above the line's.
    `move`: the pen isn't there after the segment before, so it must be placed. `size` is in points.
    """

    font: bytes
    size: float
    color: Color | None
    element: int
    x: float
    width: float
    code: bytes
    dy: float = 0.0
    move: bool = False


class RichLine(NamedTuple):
    """A line of several segments, in reading order."""

    segments: Sequence[Segment]


class LateLine:
    """A line with words in it that are known later: `finish` sets them and gives the room that isn't needed back to the line.

    `lates` are what it waits for, in order.
    """

    __slots__ = ("_make", "lates")

    def __init__(self, lates: tuple[Late, ...], make: Callable[[Mapping[Late, str]], RichLine]) -> None:
        self.lates, self._make = lates, make

    def finish(self, words: str | Mapping[Late, str]) -> RichLine:
        """Return the line with the words in it; one string serves all that it waits for."""
        return self._make(dict.fromkeys(self.lates, words) if isinstance(words, str) else words)


Line: TypeAlias = "bytes | RichLine | LateLine"


class SetText:
    """A paragraph in lines.

    A line that is `bytes` is a TJ operator in `font`, `size` (points) and `color`, starting at the block's left edge, of the
    block's own element.
    `widths`: how wide each line's ink is (points). `anchors`: index of a line -> keys noted there. `mixed`: some of it runs right
    to left, so every piece needs its text beside it (ISO 32000-1, 14.9.4).
    """

    __slots__ = ("anchors", "color", "font", "lines", "mixed", "pieces", "rtl", "size", "widths")

    def __init__(
        self,
        lines: list[Line],
        widths: list[float],
        font: bytes,
        style: TextStyle,
        pieces: Sequence[Piece],
        anchors: dict[int, tuple[str, ...]],
        mixed: bool = False,
        rtl: bool = False,
    ) -> None:
        self.lines, self.widths, self.font, self.pieces = lines, widths, font, pieces
        self.size, self.color = style.size, style.color
        self.anchors, self.mixed, self.rtl = anchors, mixed, rtl


def tj(fragments: Sequence[bytes], extra: int) -> bytes:
    """Return the TJ operator of words' fragments; `extra`, in whole 1/1000 em, is shared out among the spaces between them."""
    gaps = len(fragments) - 1
    if not extra or not gaps:
        return b"[(" + b"".join(fragments) + b")]TJ"
    each, over = divmod(extra, gaps)
    join = b")%d(" % -each if each else b""
    if not over:
        return b"[(" + join.join(fragments) + b")]TJ"
    wider = b")%d(" % -(each + 1) if each + 1 else b""
    return b"[(" + wider.join(fragments[: over + 1]) + join + join.join(fragments[over + 1 :]) + b")]TJ"


def glyphs(fragments: Sequence[bytes]) -> int:
    """Return how many glyphs fragments show."""
    return sum(map(len, b"".join(fragments).replace(b"(", b")").split(b")")[::2])) // 2


def tracking(white: float, spaces: float, letters: int, layout: Layout, em: float) -> float:
    """Return what each glyph of a line is to be wider by, so that its letters give their part of what is to be filled.

    `white` is what a line lacks, `spaces` what its spaces give at r = 1: half a space each to fill, a third to make room. All in
    points, `em` is a thousandth of the type size.
    """
    most = (layout.looser if white > 0 else layout.tighter) * em
    ratio = white / (spaces + letters * most) if most and spaces else 0.0
    return round(max(-1.0, min(1.0, ratio)) * most, 3)


def tracked(code: bytes, room: float) -> bytes:
    """Return an operator that shows text with so much room (points) after each glyph, and leaves none to what follows."""
    return b"%.3f Tc %b 0 Tc" % (room, code)

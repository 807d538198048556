"""Set text: the lines of a paragraph as operators of a content stream, with what is needed to place, tag and link them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from dossier.blocks import Late
from dossier.styling.style import TextStyle
from dossier.units import Color

SLACK: Final = 0.005  # points


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
    """How a paragraph is filled: measure and indent in points, alignment, hyphens, direction ('', 'ltr' or 'rtl')."""

    measure: float
    align: str = "left"
    hyphenate: bool = False
    penalty: float = 100.0
    indent: float = 0.0
    direction: str = ""

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

    def extents(self) -> list[tuple[int, float, float]]:
        """Return (element, x, width) of each stretch of the line that belongs to an inline element."""
        out: list[tuple[int, float, float]] = []
        for part in self.segments:
            if not part.element:
                continue
            if out and out[-1][0] == part.element:
                left = min(out[-1][1], part.x)
                right = max(out[-1][1] + out[-1][2], part.x + part.width)
                out[-1] = (part.element, left, right - left)
            else:
                out.append((part.element, part.x, part.width))
        return out


class LateLine:
    """A line with words in it that are known later: `finish` sets them and gives the room that isn't needed back to the line.

    `lates` are what it waits for, in order. Until it's finished its extents are those with the reserves.
    """

    __slots__ = ("_make", "lates")

    def __init__(self, lates: tuple[Late, ...], make: Callable[[Mapping[Late, str]], RichLine]) -> None:
        self.lates, self._make = lates, make

    def finish(self, words: str | Mapping[Late, str]) -> RichLine:
        """Return the line with the words in it; one string serves all that it waits for."""
        return self._make(dict.fromkeys(self.lates, words) if isinstance(words, str) else words)

    def extents(self) -> list[tuple[int, float, float]]:
        """Return the extents of the line as long as the reserves stand in it."""
        return self.finish({late: late.reserve for late in self.lates}).extents()


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

    @property
    def links(self) -> list[list[tuple[int, float, float]]]:
        """For each line the (element, x, width) of what belongs to inline elements, in points."""
        return [[] if isinstance(line, bytes) else line.extents() for line in self.lines]

    @property
    def texts(self) -> dict[int, str]:
        """Inline element -> its text as it was written, soft hyphens left out."""
        out: dict[int, str] = {}
        for piece in self.pieces:
            out[piece.element] = out.get(piece.element, "") + piece.text.replace("\u00ad", "")
        return out


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

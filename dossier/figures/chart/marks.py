"""How figures are drawn: how exactly one is known is told by form, series are told apart without colour. Lengths in points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from dossier.figures.kit.ink import Ink, arrow_head, circle, polygon, rectangle
from dossier.figures.kit.placing import Rect
from dossier.figures.map.signs import hatch
from dossier.reading.amounts import Amount
from dossier.styling.style import RoleStyle
from dossier.units import PALETTE, WHITE, Color

THICK: Final = 3.4  # half of the height of a bar
CAP: Final = 2.6  # half of the stroke at an end of a range
ARROW: Final = 10.0  # the arrow of 'at least' and 'at most'
HEAD: Final = 5.5
DOT: Final = 3.6  # half of the room that the mark of a figure takes
DASHES: Final[Sequence[Sequence[float]]] = ((), (5, 2), (1.5, 1.5), (7, 2, 1.5, 2))
# corners of a mark's form (0: a circle), its turn as a part of a full one, its radius
FORMS: Final = ((0, 0.0, 2.6), (4, 0.125, 3.2), (3, 0.0, 3.6), (4, 0.0, 3.4), (3, 0.5, 3.6), (5, 0.0, 3.2), (6, 0.0, 3.0))


def color_of(series: int, mark: RoleStyle) -> Color:
    """Return the colour of a line: the style's own for the first, then those of the safe palette with 3:1 to white."""
    return (mark.rule_color, PALETTE[1], PALETTE[2], PALETTE[0])[series % 4]


def form(x: float, y: float, series: int) -> list[tuple[float, ...]]:
    """Return the form of the marks of a series."""
    corners, turn, r = FORMS[series % len(FORMS)]
    return polygon(x, y, r, corners, turn) if corners else circle(x, y, r)


def bar(amount: Amount, place: Callable[[float], float], y: float, mark: RoleStyle) -> tuple[list[Ink], Rect]:
    """Draw a bar from nought: full as far as a figure is exact, hollow up to where it may reach; with the box that it takes.

    An arrow goes to more where it is at least so much, to less where it is at most so much; hollow where that is towards nought.
    """
    color, start = mark.rule_color, place(0)
    sure, reach = (amount.low, amount.high) if abs(amount.low) <= abs(amount.high) else (amount.high, amount.low)
    if amount.low < 0 < amount.high:
        box = Rect(place(amount.low), y - THICK, place(amount.high), y + THICK)
        return [_block(box.left, box.right, y, WHITE, color), _caps(box.left, box.right, y, color)], box
    is_back = amount.bound == ("most" if amount.low >= 0 else "least")
    inks = [] if sure == 0 and reach else [_block(start, place(sure), y, WHITE if amount.about or is_back else color, color)]
    left, right = sorted((start, place(reach)))
    if amount.is_range:
        inks += [_block(place(sure), place(reach), y, WHITE, color), _caps(place(sure), place(reach), y, color)]
    if amount.bound:
        onwards = 1.0 if amount.bound == "least" else -1.0
        tip = place(sure) + ARROW * onwards
        inks += _arrow(place(sure), y, onwards, 0.0, color)
        left, right = min(left, tip), max(right, tip)
    return inks, Rect(left, y - THICK, right, y + THICK)


def point(
    amount: Amount, low: tuple[float, float], high: tuple[float, float], series: int, color: Color, *, upright: bool
) -> tuple[list[Ink], Rect]:
    """Draw a figure as a point, hollow where it is approximate, a range as a stroke between two ends; `upright`: on a height."""
    (x, y), (u, v) = low, high
    box = Rect(min(x, u) - DOT, min(y, v) - DOT, max(x, u) + DOT, max(y, v) + DOT)
    if amount.is_range:
        line = Ink([[low, high]], stroke=color, width=0.9, dash=(2, 2) if amount.about else ())
        if upright:
            return [line, Ink([[(x - CAP, at), (x + CAP, at)] for at in (y, v)], stroke=color, width=1.1)], box
        return [line, _caps(x, u, y, color)], box
    inks = [Ink([form(x, y, series)], WHITE if amount.about else color, color, 0.9, closed=True)]
    if amount.bound:
        way = 1.0 if amount.bound == "least" else -1.0
        inks = [*_arrow(x, y, 0.0 if upright else way, way if upright else 0.0, color, 2.0), *inks]
        end = way * (ARROW + 2)
        far = (x, y + end) if upright else (x + end, y)
        box = Rect(min(box.left, far[0]), min(box.bottom, far[1]), max(box.right, far[0]), max(box.top, far[1]))
    return inks, box


def segment(box: Rect, number: int, mark: RoleStyle) -> list[Ink]:
    """Draw a part of a stacked bar: plain dark, white, or with lines of a direction of its own."""
    color = mark.rule_color
    frame = Ink([rectangle(*box)], color if number % 9 == 0 else WHITE, color, 0.8, closed=True)
    lines = (None, None, 0, 3, 1, 2, (0, 1), 0, (2, 3))[number % 9]
    gap = 6.0 if number % 9 == 7 else 3.0
    if lines is None or box.right - box.left < 0.5:
        return [frame]
    ring = [[(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]]
    return [frame, *(ink for way in (lines if isinstance(lines, tuple) else (lines,)) for ink in hatch(ring, way, color, gap))]


def _block(start: float, end: float, y: float, fill: Color, color: Color) -> Ink:
    left, right = sorted((start, end))
    return Ink([rectangle(left, y - THICK, right, y + THICK)], fill, color, 0.6, closed=True)


def _caps(left: float, right: float, y: float, color: Color) -> Ink:
    return Ink([[(at, y - THICK - 0.8), (at, y + THICK + 0.8)] for at in (left, right)], stroke=color, width=1.1)


def _arrow(x: float, y: float, dx: float, dy: float, color: Color, start: float = 0.0) -> list[Ink]:
    """Draw an arrow of a fixed length from a point."""
    far = start + ARROW
    shaft = [(x + start * dx, y + start * dy), (x + (far - HEAD / 2) * dx, y + (far - HEAD / 2) * dy)]
    return [
        Ink([shaft], stroke=color, width=1.0),
        Ink([arrow_head(x + far * dx, y + far * dy, dx, dy, HEAD)], color),
    ]

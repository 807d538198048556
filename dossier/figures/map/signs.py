"""Signs of a map: places by precision and holder, ways in by state, routes; each tells apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.figures.kit.ink import Ink, arrow_head, circle, polygon
from dossier.figures.kit.placing import Rect
from dossier.figures.map.survey import ABOUT, BROKEN, CLOSED, EXACT, OPEN, Passage, Precision
from dossier.geodesy.lines import Line, bounds, lengths, point_at, stretch
from dossier.model import Holding
from dossier.units import BLACK, WHITE, Color

SMALL, LARGE = 2.5, 3.6  # points: radius of a mark, of the chief place's
INNER, OUTER = 7.0, 22.0  # points: from where to where a sign of a way stands off its place
HEAD: Final = 6.0  # points: an arrow head
AROUND: Final = 4.2  # points: how far what says how a place is held reaches beyond its mark
BAR: Final = 4.2  # points: half of a bar across a way
CROSS: Final = 2.7  # points: half of a cross on a way
ROUTE_DASH: Final = (5.0, 2.4)
OTHER_DASH: Final = (1.4, 2.0)
# corners of a mark's form, its turn as a part of a full one, its size as a factor
FORMS: Final = ((4, 0.125, 1.25), (3, 0.0, 1.4), (4, 0.0, 1.35), (3, 0.5, 1.4), (5, 0.0, 1.25), (6, 0.0, 1.2))
TINT: Final = 0.24  # of an actor's colour on white: the ground of its areas


def form(x: float, y: float, r: float, holder: int) -> list[tuple[float, ...]]:
    """Return the form of a mark: a circle where nobody is said to hold the place, else what the holder's number gives."""
    if holder < 0:
        return circle(x, y, r)
    corners, turn, factor = FORMS[holder % len(FORMS)]
    return polygon(x, y, factor * r, corners, turn)


def mark(
    x: float, y: float, precision: Precision, holder: int, color: Color | None, state: Holding = "held", *, large: bool = False
) -> list[Ink]:
    """Draw the mark of a place: full where its position is exact, hollow where it is approximate; an area has none of its own.

    About it stands how it is held: contested, in a ring; under attack, with four strokes towards it; taken, with a stroke below.
    """
    r = LARGE if large else SMALL
    if precision not in (EXACT, ABOUT):
        return []
    shape, rim = form(x, y, r, holder), form(x, y, r + 1.3, holder)
    edge = color or BLACK
    inks = [*_standing(x, y, r, state), Ink([rim], fill=WHITE, closed=True)]
    if precision == EXACT:
        return [*inks, Ink([shape], fill=edge, stroke=BLACK, width=0.4, closed=True)]
    return [*inks, Ink([shape], fill=WHITE, stroke=edge if edge != WHITE else BLACK, width=1.2, closed=True)]


def _standing(x: float, y: float, r: float, state: Holding) -> list[Ink]:
    """Draw what stands about a mark that isn't simply held."""
    inner, outer = r + 1.8, r + AROUND
    if state == "contested":
        return [
            Ink([circle(x, y, outer - 0.5)], fill=WHITE, closed=True),
            Ink([circle(x, y, outer - 0.8)], stroke=BLACK, width=0.9, closed=True),
        ]
    lines: list[list[tuple[float, float]]] = []
    if state == "under attack":
        lines = [[(x + a * inner, y + b * inner), (x + a * outer, y + b * outer)] for a in (-0.8, 0.8) for b in (-0.8, 0.8)]
    elif state == "taken":
        lines = [[(x - outer + 1, y - outer + 1.6), (x + outer - 1, y - outer + 1.6)]]
    return [Ink(lines, stroke=WHITE, width=3.0), Ink(lines, stroke=BLACK, width=1.2)] if lines else []


def mark_box(x: float, y: float, precision: Precision, state: Holding = "held", *, large: bool = False) -> Rect:
    """Return the room that a mark takes."""
    r = (LARGE if large else SMALL) + (1.2 if state == "held" else AROUND) if precision in (EXACT, ABOUT) else 0.5
    return Rect(x - r, y - r, x + r, y + r)


def way(x: float, y: float, dx: float, dy: float, kind: Passage, color: Color, width: float, far: float = OUTER) -> list[Ink]:
    """Draw a way into a place, in its direction: with an arrow where it is open, a bar where blocked, a cross where broken."""

    def at(distance: float, aside: float = 0.0) -> tuple[float, float]:
        return x + distance * dx - aside * dy, y + distance * dy + aside * dx

    middle, casing = (INNER + far) / 2, width + 2.2
    if kind == OPEN:
        tip = at(far)
        return [
            Ink([[at(INNER), at(far - 3)]], stroke=WHITE, width=casing),
            Ink([[at(INNER), at(far - 3)]], stroke=color, width=width),
            Ink([arrow_head(*tip, dx, dy, HEAD)], fill=color, closed=True),
        ]
    if kind == CLOSED:
        lines: list[Sequence[Sequence[float]]] = [[at(INNER), at(far - 4)]]
        bar: list[Sequence[Sequence[float]]] = [[at(far - 4, -BAR), at(far - 4, BAR)]]
        return [
            Ink([*lines, *bar], stroke=WHITE, width=casing + 0.6),
            Ink(lines, stroke=color, width=width),
            Ink(bar, stroke=color, width=width + 1.2),
        ]
    if kind == BROKEN:
        lines = [[at(INNER), at(middle - CROSS - 1)], [at(middle + CROSS + 1), at(far)]]
        cross = [[at(middle - CROSS, -CROSS), at(middle + CROSS, CROSS)], [at(middle - CROSS, CROSS), at(middle + CROSS, -CROSS)]]
        return [
            Ink([*lines, *cross], stroke=WHITE, width=casing),
            Ink([*lines, *cross], stroke=color, width=width),
        ]
    return [
        Ink([[at(INNER), at(far)]], stroke=WHITE, width=casing),
        Ink([[at(INNER), at(far)]], stroke=color, width=width, dash=OTHER_DASH),
    ]


def way_box(x: float, y: float, dx: float, dy: float, far: float = OUTER) -> list[Rect]:
    """Return the room that the sign of a way takes, in pieces."""
    out = []
    for start, end in ((INNER, (INNER + far) / 2), ((INNER + far) / 2, far)):
        left, bottom, right, top = bounds([(x + start * dx, y + start * dy), (x + end * dx, y + end * dy)])
        out.append(Rect(left - 3, bottom - 3, right + 3, top + 3))
    return out


def route(line: Line, kind: Passage, color: Color, width: float) -> list[Ink]:
    """Draw a route in dashes, its state on it: arrows where it is open, a bar or a cross in its middle where it isn't."""
    if len(line) < 2:
        return []
    along = lengths(line)
    whole = along[-1]
    inks = [
        Ink([line], stroke=WHITE, width=width + 2.0),
        Ink([line], stroke=color, width=width, dash=ROUTE_DASH),
    ]
    if kind == OPEN:
        for share in (0.5, 1.0) if whole > 60 else (1.0,):
            (x, y), (dx, dy) = point_at(line, along, whole * share)
            inks.append(Ink([arrow_head(x, y, dx, dy, HEAD)], fill=color, stroke=WHITE, width=0.4, closed=True))
    elif kind in (CLOSED, BROKEN):
        (x, y), (dx, dy) = point_at(line, along, whole / 2)
        inks += way(x - INNER * dx, y - INNER * dy, dx, dy, kind, color, width, INNER + 8)[1:]
    return inks


def trimmed(line: Line, start: float, end: float) -> Line:
    """Return a line without its beginning and its end, of these lengths; none of it where nothing is left."""
    whole = lengths(line)[-1]
    return stretch(line, start, whole - end) if whole > start + end + 2 else []


def tint(color: Color) -> Color:
    """Return the ground of an actor's areas."""
    return Color("rgb", tuple(1 - TINT * (1 - part) for part in color.rgb()))

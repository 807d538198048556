"""The inset: a small map of the wider region in a corner, with the stretch that the map shows outlined on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians
from typing import Final

from dossier.figures.kit.ink import Ink, paint, rectangle
from dossier.figures.kit.placing import Rect
from dossier.figures.map.frame import Frame, around
from dossier.figures.map.ground import ground_of, ink
from dossier.figures.map.lettering import Name
from dossier.geodesy.basemap import Box, Layer
from dossier.geodesy.extents import DEGREE
from dossier.geodesy.lines import Line, bounds
from dossier.layout.surface import Surface
from dossier.styling.style import Style
from dossier.tuples import NamedTuple
from dossier.units import WHITE

SHARE: Final = 0.21  # of the map's width
LEAST_MAP: Final = 260.0  # points: a narrower map has no room for an inset
WIDER: Final = 5.5  # how much more of the globe it shows
LEAST: Final = 3_200_000.0  # metres: it shows no less
MOST: Final = 9_000_000.0  # metres: it shows no more, and a map that is itself as wide needs none
LEAST_MARK: Final = 6.0  # points: a stretch that comes out smaller is marked by a square of this size
BUSY: Final = 3.0  # so many points near a corner are too many
COARSE: Final = 0.7  # points: what is nearer together than this is not drawn


class Inset(NamedTuple):
    """An inset: ink, border, where it stands on the map; names in the map's coordinates, and how many have no room."""

    inks: Sequence[Ink]
    border: Sequence[Ink]
    box: Rect
    names: Sequence[Name] = ()
    unnamed: int = 0


def inset(
    layers: Mapping[str, Layer], frame: Frame, style: Style, avoid: Sequence[tuple[float, float]], taken: Rect
) -> Inset | None:
    """Make the inset in the corner about which the fewest points lie; None where the map is too small, or wide enough itself."""
    metres = frame.metres(frame.width / 2, frame.height / 2) * frame.width
    if frame.width < LEAST_MAP or WIDER * metres > 4 * MOST or metres > MOST / 2:
        return None
    side = min(max(WIDER * metres, LEAST), MOST)
    x, y = frame.globe(frame.width / 2, frame.height / 2)
    up = side * 0.78 / DEGREE / 2
    south, north = max(-88.0, y - up), min(88.0, y + up)
    across = side / DEGREE / max(0.15, cos(radians((south + north) / 2))) / 2
    small = Frame(Box((x - across, south, x + across, north)), SHARE * frame.width, SHARE * frame.width * 0.8)
    where = corner(frame, small, avoid, taken)
    if where is None:
        return None
    ground = ground_of(layers, small, [(small.width / 2, small.height / 2)], COARSE)
    inks = ink(ground._replace(rivers=[], lakes=[]), small, style, weight=0.55)
    return Inset([*inks, *outlined(frame, small, style)[1]], bordered(small, style), where)


def outlined(frame: Frame, small: Frame, style: Style) -> tuple[Line, list[Ink]]:
    """Return the outline, on a small map, of the stretch that a map shows, and the ink that draws it."""
    outline = small.line(frame.globe(*point) for point in around(0, 0, frame.width, frame.height))
    left, bottom, right, top = bounds(outline)
    if max(right - left, top - bottom) < LEAST_MARK:
        x, y, half = (left + right) / 2, (bottom + top) / 2, LEAST_MARK / 2
        outline = [*around(x - half, y - half, x + half, y + half)]
    return outline, [
        Ink([outline], stroke=WHITE, width=2.4, closed=True),
        Ink([outline], stroke=style.role("map.way").rule_color, width=1.1, closed=True),
    ]


def bordered(small: Frame, style: Style) -> list[Ink]:
    """Return the border of a small map: its white casing, then its line."""
    border = [rectangle(0, 0, small.width, small.height)]
    edge = style.role("map").rule_color
    return [Ink(border, stroke=WHITE, width=4.0, closed=True), Ink(border, stroke=edge, width=0.5, closed=True)]


def corner(frame: Frame, small: Frame, avoid: Sequence[tuple[float, float]], taken: Rect, *, least: float = BUSY) -> Rect | None:
    """Return the corner about which the fewest points lie; the upper ones come first, and none in which something stands.

    `least`: from which cost on a corner has too much about it; none may hide a point, whatever it costs.
    """
    best = None
    for order, (right, top) in enumerate(((True, True), (False, True), (True, False), (False, False))):
        left = frame.width - small.width if right else 0.0
        bottom = frame.height - small.height if top else 0.0
        box = Rect(left, bottom, left + small.width, bottom + small.height)
        if box.touches(taken):
            continue
        near = Rect(box.left - 34, box.bottom - 16, box.right + 34, box.top + 16)
        count = sum(near.touches(Rect(x, y, x, y)) for x, y in avoid)
        hit = sum(box.touches(Rect(x - 4, y - 4, x + 4, y + 4)) for x, y in avoid)
        cost = count + 20 * hit + 0.1 * order
        if cost < least and not hit:
            best, least = box, cost
    return best


def paint_inset(surface: Surface, inset: Inset) -> None:
    """Draw an inset in its corner of the map."""
    box = inset.box
    with surface.turned(box.left, box.bottom, 0.0):
        paint(surface, inset.border[:1])
        with surface.clipped(0, 0, box.right - box.left, box.top - box.bottom):
            paint(surface, inset.inks)
        paint(surface, inset.border[1:])

"""The inset: a small map of the wider region in a corner, with the stretch that the map shows outlined on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians
from typing import Final

from dossier.figures.mapping.frame import Frame, around
from dossier.figures.mapping.ground import ground_of, ink
from dossier.figures.mapping.ink import Ink, rectangle
from dossier.mapping.basemap import Box, Layer
from dossier.mapping.extents import DEGREE
from dossier.mapping.placing import Rect
from dossier.style import Style
from dossier.tuples import NamedTuple
from dossier.units import WHITE

SHARE: Final = 0.21  # of the map's width
LEAST_MAP: Final = 260.0  # points: a narrower map has no room for an inset
WIDER: Final = 5.5  # how much more of the globe it shows
LEAST: Final = 3_200_000.0  # metres: it shows no less
MOST: Final = 9_000_000.0  # metres: it shows no more, and a map that is itself as wide needs none
COARSE: Final = 0.7  # points: what is nearer together than this is not drawn


class Inset(NamedTuple):
    """An inset: ink in its own coordinates, its border, where it stands on the map."""

    inks: Sequence[Ink]
    border: Sequence[Ink]
    box: Rect


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
    corner = _corner(frame, small, avoid, taken)
    if corner is None:
        return None
    shown = [frame.globe(*point) for point in around(0, 0, frame.width, frame.height)]
    outline = small.line(shown)
    middle = [(small.width / 2, small.height / 2)]
    ground = ground_of(layers, small, middle, COARSE)
    marked = [
        Ink([outline], stroke=WHITE, width=2.4, closed=True),
        Ink([outline], stroke=style.role("map.way").rule_color, width=1.1, closed=True),
    ]
    inks = ink(ground._replace(rivers=[], lakes=[]), small, style, weight=0.55)
    edge, border = style.role("map").rule_color, [rectangle(0, 0, small.width, small.height)]
    lines = [Ink(border, stroke=WHITE, width=4.0, closed=True), Ink(border, stroke=edge, width=0.5, closed=True)]
    return Inset([*inks, *marked], lines, corner)


def _corner(frame: Frame, small: Frame, avoid: Sequence[tuple[float, float]], taken: Rect) -> Rect | None:
    """Return the corner about which the fewest points lie; the upper ones come first, and none in which something stands."""
    best, least = None, 3.0
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
        if cost < least:
            best, least = box, cost
    return best

"""Points on the globe -> the stretch of it that a map shows, and the projection that suits it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians
from typing import Final

from dossier.geodesy.basemap import Box
from dossier.geodesy.geodesics import Degrees
from dossier.geodesy.projections import Conic, Cylindrical, Mercator, Projection, Stereographic

DEGREE: Final = 111_195.0  # metres: a degree of latitude
LEAST: Final = 120_000.0  # metres: about one place alone no less than this is shown, or nothing would say where it is
MARGIN: Final = 0.13  # of the greater side: room about the outermost points, for their names
POLAR: Final = 66.0  # degrees: where the middle of a map lies nearer to a pole it is drawn about the pole
TROPIC: Final = 12.0  # degrees: where its middle lies nearer to the equator a cone is as good as a cylinder
TEMPERATE: Final = 30.0  # degrees: nearer to the equator a map about the pole is of no use
WORLD: Final = 150.0  # degrees of longitude, from which on a map is one of the world


def box_of(points: Sequence[Degrees]) -> Box:
    """Return the narrowest box about points; it crosses the antimeridian where that makes it narrower."""
    around = sorted({(x + 180) % 360 - 180 for x, _ in points})
    west, east = around[0], around[-1]
    gap = west + 360 - east
    for left, right in pairwise(around):
        if right - left > gap:
            gap, west, east = right - left, right, left + 360
    latitudes = [y for _, y in points]
    return Box((west, min(latitudes), east, max(latitudes)))


def padded(box: Box, margin: float = MARGIN) -> Box:
    """Return a box with room about it, on the ground the same on all sides, and no smaller than a map can be."""
    west, south, east, north = box
    shrink = max(0.02, cos(radians(min(89.0, abs(south + north) / 2))))
    wide, high = (east - west) * DEGREE * shrink, (north - south) * DEGREE
    room = max(margin * max(wide, high), (LEAST - max(wide, high)) / 2)
    across = room / DEGREE / shrink
    west, east = (west - across, east + across) if east - west + 2 * across < 360 else (west - 1e-9, west + 360)
    return Box((west, max(-90.0, south - room / DEGREE), east, min(90.0, north + room / DEGREE)))


def within(point: Degrees, box: Box) -> Degrees:
    """Return the point with its longitude turned so that it lies in the box, or as near to its middle as it can."""
    middle = (box[0] + box[2]) / 2
    return middle + (point[0] - middle + 180) % 360 - 180, point[1]


def holds(box: Box, point: Degrees) -> bool:
    """Say whether a point lies in the box."""
    x, y = within(point, box)
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def suitable(box: Box, wanted: str | None = None) -> Projection:
    """Return the wanted projection where it can show a box, else that which suits it: of true angles, but for the whole world."""
    west, south, east, north = box
    middle, center = (south + north) / 2, (west + east) / 2
    name = wanted if wanted and can_show(wanted, box) else _usual(box)
    if name == "stereographic":
        pole = 1 if middle > 0 else -1
        return Stereographic(0.0 if east - west > 180 else center, pole * min(89.0, (abs(middle) + 90) / 2))
    if name == "cylindrical":
        wide = east - west > WORLD or north - south > 120
        return Cylindrical(center, min(45.0, abs(middle) + 20) if wide else middle)
    if name == "mercator":
        return Mercator(center, middle)
    sixth = (north - south) / 6
    return Conic(center, south + sixth, north - sixth)


def _usual(box: Box) -> str:
    """Name the projection that suits a box."""
    west, south, east, north = box
    middle = abs(south + north) / 2
    if (middle > POLAR or north > 84 or south < -80) and north - south < 90:
        return "stereographic"
    if east - west > WORLD or north - south > 120:
        return "cylindrical"
    return "mercator" if middle < TROPIC else "conic"


def can_show(name: str, box: Box) -> bool:
    """Say whether a projection can show a box without tearing it or blowing it up."""
    west, south, east, north = box
    middle = abs(south + north) / 2
    if name == "stereographic":
        return middle > TEMPERATE and north - south < 90
    if name == "cylindrical":
        return middle < 75
    away = south >= -84 and north <= 84
    return away if name == "mercator" else away and middle > 5 and east - west <= WORLD

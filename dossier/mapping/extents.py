"""Points on the globe -> the stretch of it that a map shows, and the projection that suits it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians
from typing import Final

from dossier.mapping.basemap import Box
from dossier.mapping.geodesy import Degrees
from dossier.mapping.projections import Conic, Cylindrical, Mercator, Projection, Stereographic

DEGREE: Final = 111_195.0  # metres: a degree of latitude
LEAST: Final = 120_000.0  # metres: about one place alone no less than this is shown, or nothing would say where it is
MARGIN: Final = 0.13  # of the greater side: room about the outermost points, for their names
POLAR: Final = 66.0  # degrees: where the middle of a map lies nearer to a pole it is drawn about the pole
TROPIC: Final = 12.0  # degrees: where its middle lies nearer to the equator a cone is as good as a cylinder
WORLD: Final = 150.0  # degrees of longitude, from which on a map is one of the world
FARTHEST: Final = 75.0  # degrees of latitude of a map of the world, where nothing lies beyond


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


def suitable(box: Box) -> Projection:
    """Choose the projection for a box: of true angles, but for the whole world."""
    west, south, east, north = box
    middle, center = (south + north) / 2, (west + east) / 2
    polar = abs(middle) > POLAR or north > 84 or south < -80
    if polar and north - south < 90:
        pole = 1 if middle > 0 else -1
        return Stereographic(0.0 if east - west > 180 else center, pole * min(89.0, (abs(middle) + 90) / 2))
    if east - west > WORLD or north - south > 120:
        return Cylindrical(center, min(45.0, abs(middle) + 20))
    if abs(middle) < TROPIC:
        return Mercator(center, middle)
    sixth = (north - south) / 6
    return Conic(center, south + sixth, north - sixth)

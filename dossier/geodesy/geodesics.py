"""Distances, directions and steps on the ellipsoid WGS 84, in metres and degrees; points are longitude, latitude.

After T. Vincenty, Direct and inverse solutions of geodesics on the ellipsoid, Survey Review 23 (1975);
right to less than a millimetre.
"""

from __future__ import annotations

from math import atan, atan2, cos, degrees, hypot, radians, sin, sqrt, tan
from typing import Final

from dossier.tuples import NamedTuple

SEMI_MAJOR: Final = 6_378_137.0  # metres
FLATTENING: Final = 1 / 298.257223563
SEMI_MINOR: Final = SEMI_MAJOR * (1 - FLATTENING)
MEAN_RADIUS: Final = 6_371_008.8  # metres: the sphere on which maps are projected
MILE: Final = 1_609.344  # metres
_ROUNDS: Final = 60
_CLOSE: Final = 1e-12

Degrees = tuple[float, float]


class Geodesic(NamedTuple):
    """The shortest way between two points: metres, and its direction at the start, degrees from north by east."""

    distance: float
    bearing: float


def inverse(start: Degrees, end: Degrees) -> Geodesic:
    """Return the shortest way from one point to another; for nearly opposite points on a sphere of the same size instead."""
    if start == end:
        return Geodesic(0.0, 0.0)
    difference = radians((end[0] - start[0] + 540) % 360 - 180)
    u1, u2 = (atan((1 - FLATTENING) * tan(radians(point[1]))) for point in (start, end))
    sin1, cos1, sin2, cos2 = sin(u1), cos(u1), sin(u2), cos(u2)
    angle = difference
    for _ in range(_ROUNDS):
        across = hypot(cos2 * sin(angle), cos1 * sin2 - sin1 * cos2 * cos(angle))
        along = sin1 * sin2 + cos1 * cos2 * cos(angle)
        if not across:
            break
        sigma = atan2(across, along)
        azimuth = cos1 * cos2 * sin(angle) / across
        square = 1 - azimuth * azimuth
        middle = along - 2 * sin1 * sin2 / square if square else 0.0
        before, angle = angle, difference + _longitude(azimuth, square, sigma, across, along, middle)
        if abs(angle - before) < _CLOSE:
            bearing = atan2(cos2 * sin(angle), cos1 * sin2 - sin1 * cos2 * cos(angle))
            return Geodesic(_length(square, sigma, across, along, middle), degrees(bearing) % 360)
    return _on_sphere(start, end)


def direct(start: Degrees, bearing: float, distance: float) -> Degrees:
    """Return the point that a geodesic reaches which starts in a direction (degrees) and is so many metres long."""
    u, course = atan((1 - FLATTENING) * tan(radians(start[1]))), radians(bearing)
    sin_u, cos_u, sin_a, cos_a = sin(u), cos(u), sin(course), cos(course)
    azimuth = cos_u * sin_a
    square = 1 - azimuth * azimuth
    origin = atan2(tan(u), cos_a)
    a, b = _series(square)
    sigma = first = distance / (SEMI_MINOR * a)
    for _ in range(_ROUNDS):
        middle = cos(2 * origin + sigma)
        before, sigma = sigma, first + _correction(b, sin(sigma), cos(sigma), middle)
        if abs(sigma - before) < _CLOSE:
            break
    across, along, middle = sin(sigma), cos(sigma), cos(2 * origin + sigma)
    part = sin_u * across - cos_u * along * cos_a
    latitude = atan2(sin_u * along + cos_u * across * cos_a, (1 - FLATTENING) * hypot(azimuth, part))
    angle = atan2(across * sin_a, cos_u * along - sin_u * across * cos_a)
    angle -= _longitude(azimuth, square, sigma, across, along, middle)
    return (start[0] + degrees(angle) + 540) % 360 - 180, degrees(latitude)


def _longitude(azimuth: float, square: float, sigma: float, across: float, along: float, middle: float) -> float:
    """Return what the difference of longitude is greater by on the auxiliary sphere (Vincenty 10 and 11)."""
    c = FLATTENING / 16 * square * (4 + FLATTENING * (4 - 3 * square))
    inner = middle + c * along * (2 * middle * middle - 1)
    return (1 - c) * FLATTENING * azimuth * (sigma + c * across * inner)


def _series(square: float) -> tuple[float, float]:
    """Return A and B (Vincenty 3 and 4)."""
    u = square * (SEMI_MAJOR**2 - SEMI_MINOR**2) / SEMI_MINOR**2
    return 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u))), u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))


def _correction(b: float, across: float, along: float, middle: float) -> float:
    """Return the difference of the arc (Vincenty 6)."""
    square = middle * middle
    last = b / 6 * middle * (4 * across * across - 3) * (4 * square - 3)
    return b * across * (middle + b / 4 * (along * (2 * square - 1) - last))


def _length(square: float, sigma: float, across: float, along: float, middle: float) -> float:
    a, b = _series(square)
    return SEMI_MINOR * a * (sigma - _correction(b, across, along, middle))


def _on_sphere(start: Degrees, end: Degrees) -> Geodesic:
    """Return the way on the sphere of mean radius (haversine formula)."""
    (x1, y1), (x2, y2) = ((radians(x), radians(y)) for x, y in (start, end))
    half = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    bearing = atan2(sin(x2 - x1) * cos(y2), cos(y1) * sin(y2) - sin(y1) * cos(y2) * cos(x2 - x1))
    return Geodesic(2 * MEAN_RADIUS * atan2(sqrt(half), sqrt(max(0.0, 1 - half))), degrees(bearing) % 360)


def along_geodesic(start: Degrees, end: Degrees, parts: int) -> list[Degrees]:
    """Return the shortest way as points at even distances; longitudes go on from the first, beyond 180 where need be."""
    way = inverse(start, end)
    points = [start, *(direct(start, way.bearing, way.distance * i / parts) for i in range(1, parts)), end]
    out = [start]
    for x, y in points[1:]:
        out.append((x + 360 * round((out[-1][0] - x) / 360), y))
    return out

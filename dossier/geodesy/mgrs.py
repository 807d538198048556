"""Points -> the Military Grid Reference System on WGS 84 (NGA.STND.0037): from 80 degrees south to 84 degrees north."""

from __future__ import annotations

from math import atan, atanh, cos, cosh, radians, sin, sinh, sqrt
from typing import Final

from dossier.geodesy.geodesics import FLATTENING, SEMI_MAJOR, Degrees

BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"  # 8 degrees each from 80 south; the last has 12
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
SCALE: Final = 0.9996
_N: Final = FLATTENING / (2 - FLATTENING)
_RADIUS: Final = SEMI_MAJOR / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA: Final = (
    _N / 2 - 2 / 3 * _N**2 + 5 / 16 * _N**3,
    13 / 48 * _N**2 - 3 / 5 * _N**3,
    61 / 240 * _N**3,
)


class Utm(tuple[int, str, float, float]):
    """Zone, band, easting and northing in metres (northing from the equator, or from 10,000 km south of it)."""

    __slots__ = ()


def utm(point: Degrees) -> Utm | None:
    """Return a point in its UTM zone (Krüger's series, right to a few millimetres); None beyond 80 south and 84 north."""
    longitude, latitude = (point[0] + 540) % 360 - 180, point[1]
    if not -80 <= latitude <= 84:
        return None
    band = BANDS[min(int((latitude + 80) // 8), 19)]
    zone = _zone(longitude, latitude)
    x, y = radians(longitude - (6 * zone - 183)), radians(latitude)
    root = 2 * sqrt(_N) / (1 + _N)
    conformal = sinh(atanh(sin(y)) - root * atanh(root * sin(y)))
    xi, eta = atan(conformal / cos(x)) if cos(x) > 0 else radians(90), atanh(sin(x) / sqrt(1 + conformal * conformal))
    east, north = eta, xi
    for j, alpha in enumerate(_ALPHA, 1):
        east += alpha * cos(2 * j * xi) * sinh(2 * j * eta)
        north += alpha * sin(2 * j * xi) * cosh(2 * j * eta)
    northing = SCALE * _RADIUS * north
    return Utm((zone, band, 500_000 + SCALE * _RADIUS * east, northing if latitude >= 0 else northing + 10_000_000))


def _zone(longitude: float, latitude: float) -> int:
    """Return the number of the zone, with the exceptions for south-west Norway and for Svalbard."""
    if 56 <= latitude < 64 and 3 <= longitude < 12:
        return 32
    if latitude >= 72 and 0 <= longitude < 42:
        return 31 + 2 * int((longitude + 3) // 12) if longitude >= 9 else 31
    return int((longitude + 180) // 6) % 60 + 1


def grid_reference(point: Degrees, digits: int) -> str:
    """Return `37S EV 00 78`: zone and band, square, and easting and northing to `digits` digits each, cut, never rounded.

    '' beyond 80 degrees south and 84 degrees north, where the grid is another one.
    """
    found = utm(point)
    if found is None:
        return ""
    zone, band, easting, northing = found
    east, north = int(easting), int(northing)
    column = LETTERS[(zone - 1) % 3 * 8 + east // 100_000 - 1]
    row = LETTERS[(north // 100_000 + (0 if zone % 2 else 5)) % 20]
    cut = 10 ** (5 - digits)
    numbers = f"{east % 100_000 // cut:0{digits}d} {north % 100_000 // cut:0{digits}d}" if digits else ""
    return f"{zone}{band} {column}{row} {numbers}".rstrip()


def digits_of(latitude: str, longitude: str) -> int:
    """Return how many digits a point deserves: as many as its decimals tell, so that none is made up; at least 1, at most 5.

    Two decimals of a degree are about a kilometre, and so are two digits.
    """
    return max(1, min(5, *(len(value.partition(".")[2]) for value in (latitude, longitude))))

"""Projections of the sphere: longitude and latitude in degrees to metres on the plane, and back.

The sphere has the mean radius of WGS 84; against the ellipsoid distances come out less than half a percent wrong, and a
map's scale bar is measured on the ellipsoid. Formulas: J. P. Snyder, Map Projections: A Working Manual (USGS Professional
Paper 1395). At the end, on the ellipsoid itself: the Military Grid Reference System (NGA.STND.0037).
"""

from __future__ import annotations

from math import atan, atan2, atanh, cos, cosh, degrees, exp, hypot, log, pi, radians, sin, sinh, sqrt, tan
from typing import Final, Protocol

from dossier.geodesy.geodesics import FLATTENING, MEAN_RADIUS, SEMI_MAJOR, Degrees

EIGHTH: Final = pi / 4
HALF: Final = pi / 360  # half a degree in radians
NEAR_POLE: Final = 89.9  # degrees: nearer to the far pole a conic has no place for a point


class Projection(Protocol):
    """A projection. `name` is its key among the printed words, `parallels` the latitudes at which its scale is true."""

    name: str
    parallels: tuple[float, ...]
    center: float
    """The longitude in the middle, degrees."""

    def forward(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return x, y in metres; longitudes may go on beyond 180 within half a turn of the centre."""

    def inverse(self, x: float, y: float) -> Degrees:
        """Return longitude and latitude in degrees, the longitude within half a turn of the centre."""


class Conic:
    """Lambert's conformal conic with two standard parallels (Snyder 15): for most maps, wider or higher."""

    name = "conic"

    def __init__(self, center: float, south: float, north: float) -> None:
        self.center = center
        self.parallels: tuple[float, ...] = (south, north)
        low, high = radians(south), radians(north)
        if abs(north - south) < 1e-6:
            self._n = sin(low)
        else:
            self._n = log(cos(low) / cos(high)) / log(tan(pi / 4 + high / 2) / tan(pi / 4 + low / 2))
        self._f = MEAN_RADIUS * cos(low) * tan(pi / 4 + low / 2) ** self._n / self._n
        self._top = self._radius((south + north) / 2)

    def _radius(self, latitude: float) -> float:
        if not -NEAR_POLE < latitude < NEAR_POLE:
            latitude = NEAR_POLE if latitude > 0 else -NEAR_POLE
        return float(self._f / tan(EIGHTH + HALF * latitude) ** self._n)

    def forward(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return x, y in metres."""
        radius, angle = self._radius(latitude), self._n * radians(longitude - self.center)
        return radius * sin(angle), self._top - radius * cos(angle)

    def inverse(self, x: float, y: float) -> Degrees:
        """Return longitude and latitude in degrees."""
        sign = 1 if self._n > 0 else -1
        radius, angle = sign * hypot(x, self._top - y), atan2(sign * x, sign * (self._top - y))
        if not radius:
            return self.center, 90.0 * sign
        latitude = 2 * atan((self._f / radius) ** (1 / self._n)) - pi / 2
        return self.center + degrees(angle / self._n), degrees(latitude)


class Mercator:
    """Mercator's projection, of true scale at one parallel and its mirror (Snyder 7): for maps across the equator."""

    name = "mercator"

    def __init__(self, center: float, latitude: float) -> None:
        self.center = center
        self.parallels: tuple[float, ...] = (latitude,)
        self._radius = MEAN_RADIUS * cos(radians(latitude))

    def forward(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return x, y in metres."""
        latitude = max(-NEAR_POLE, min(NEAR_POLE, latitude))
        return self._radius * radians(longitude - self.center), self._radius * log(tan(pi / 4 + radians(latitude) / 2))

    def inverse(self, x: float, y: float) -> Degrees:
        """Return longitude and latitude in degrees."""
        return self.center + degrees(x / self._radius), degrees(2 * atan(exp(y / self._radius)) - pi / 2)


class Stereographic:
    """The polar stereographic projection, of true scale at one parallel (Snyder 21): for maps about a pole."""

    name = "stereographic"

    def __init__(self, center: float, latitude: float) -> None:
        self.center = center
        self.parallels: tuple[float, ...] = (latitude,)
        self._sign = 1 if latitude > 0 else -1
        self._scale = MEAN_RADIUS * (1 + sin(radians(abs(latitude))))

    def forward(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return x, y in metres, the pole at the origin."""
        far = self._sign * max(-NEAR_POLE, self._sign * latitude)
        radius, angle = self._scale * tan(pi / 4 - self._sign * radians(far) / 2), radians(longitude - self.center)
        return radius * sin(angle), -self._sign * radius * cos(angle)

    def inverse(self, x: float, y: float) -> Degrees:
        """Return longitude and latitude in degrees."""
        radius = hypot(x, y)
        latitude = self._sign * (90 - degrees(2 * atan(radius / self._scale)))
        return self.center + degrees(atan2(x, -self._sign * y)) if radius else self.center, latitude


class Cylindrical:
    """The equidistant cylindrical projection, of true scale at one parallel and its mirror (Snyder 12): for the whole world."""

    name = "cylindrical"

    def __init__(self, center: float, latitude: float) -> None:
        self.center = center
        self.parallels: tuple[float, ...] = (latitude,)
        self._across = MEAN_RADIUS * cos(radians(latitude))

    def forward(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return x, y in metres."""
        return self._across * radians(longitude - self.center), MEAN_RADIUS * radians(latitude)

    def inverse(self, x: float, y: float) -> Degrees:
        """Return longitude and latitude in degrees."""
        return self.center + degrees(x / self._across), degrees(y / MEAN_RADIUS)


# The Military Grid Reference System ------------------------------------------------------------------------------------
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

"""Projections of the sphere: longitude and latitude in degrees to metres on the plane, and back.

The sphere has the mean radius of WGS 84; against the ellipsoid distances come out less than half a percent wrong, and a
map's scale bar is measured on the ellipsoid. Formulas: J. P. Snyder, Map Projections: A Working Manual (USGS Professional
Paper 1395).
"""

from __future__ import annotations

from math import atan, atan2, cos, degrees, exp, hypot, log, pi, radians, sin, tan
from typing import Final, Protocol

from dossier.geodesy.geodesics import MEAN_RADIUS, Degrees

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

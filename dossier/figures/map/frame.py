"""The frame of a map: a stretch of the globe fitted into a rectangle of paper; degrees to points, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import cos, hypot, radians, sin
from typing import Final

from dossier.geodesy.basemap import Box
from dossier.geodesy.extents import suitable, within
from dossier.geodesy.geodesics import Degrees, direct, inverse
from dossier.geodesy.lines import Line, bounds
from dossier.geodesy.projections import Projection

FLATTEST, TALLEST = 0.46, 0.8  # height of a map by its width
NARROW: Final = 200.0  # points: a map in a side column is narrower, and upright, so that names find room
UPRIGHT: Final = 1.05, 1.4  # height of such a map by its width, at least and at most
FURTHER: Final = 1.5  # how much higher than its region a map may be that has its height for itself
SAMPLES: Final = 12  # points of a side of a frame or a box that are looked at, since sides come out bent
STEP: Final = 1_000.0  # metres that say where a direction leads to


class Frame:
    """A rectangle of paper, its origin at the lower left, lengths in points, and what of the globe it shows."""

    __slots__ = ("_scale", "_x", "_y", "box", "height", "projection", "width")

    def __init__(
        self,
        box: Box,
        width: float,
        most: float,
        flattest: float = FLATTEST,
        tallest: float = TALLEST,
        projection: Projection | None = None,
    ) -> None:
        self.projection = projection or suitable(box)
        forward = self.projection.forward
        left, bottom, right, top = bounds(forward(*point) for point in around(*box))
        across, up = right - left, top - bottom
        self.width = width
        self.height = min(max(flattest * width, min(tallest * width, width * up / across)), most)
        self._scale = min(width / across, self.height / up)
        self._x = width / 2 - self._scale * (left + right) / 2
        self._y = self.height / 2 - self._scale * (bottom + top) / 2
        self.box = self._shown()

    def paper(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point of the globe lies on paper, within the frame or not."""
        x, y = self.projection.forward(longitude, latitude)
        return self._x + self._scale * x, self._y + self._scale * y

    def line(self, points: Iterable[Degrees]) -> Line:
        """Return a line of the globe on paper."""
        forward, scale, dx, dy = self.projection.forward, self._scale, self._x, self._y
        return [(dx + scale * x, dy + scale * y) for x, y in (forward(*point) for point in points)]

    def globe(self, x: float, y: float) -> Degrees:
        """Return which point of the globe lies at a point of the paper."""
        return self.projection.inverse((x - self._x) / self._scale, (y - self._y) / self._scale)

    def place(self, point: Degrees) -> tuple[float, float]:
        """Return where a point lies on paper, its longitude turned to the side of the map."""
        return self.paper(*within(point, self.box))

    def shows(self, point: Degrees, margin: float = 0.0) -> bool:
        """Say whether a point lies in the frame."""
        x, y = self.place(point)
        return -margin <= x <= self.width + margin and -margin <= y <= self.height + margin

    @property
    def degree(self) -> float:
        """How many points of paper a degree of latitude is in the middle of the map."""
        x, y = self.globe(self.width / 2, self.height / 2)
        y = max(-89.0, min(89.0, y))
        (a, b), (c, d) = self.paper(x, y - 0.5), self.paper(x, y + 0.5)
        return hypot(c - a, d - b)

    def metres(self, x: float, y: float) -> float:
        """Return how many metres, on the ellipsoid, a point of paper is, from left to right about here."""
        return inverse(self.globe(x - 20, y), self.globe(x + 20, y)).distance / 40

    def direction(self, point: Degrees, bearing: float) -> tuple[float, float]:
        """Return the way in which a bearing leads on paper at a point, as a vector of length 1."""
        x, y = self.place(point)
        u, v = self.place(direct(point, bearing, STEP))
        far = hypot(u - x, v - y)
        if not far:
            return sin(radians(bearing)), cos(radians(bearing))
        return (u - x) / far, (v - y) / far

    def _shown(self) -> Box:
        """Return the box of the globe within the frame; about a pole that is all longitudes."""
        west, south, east, north = bounds(self.globe(x, y) for x, y in around(0, 0, self.width, self.height))
        for pole in (-90.0, 90.0):
            x, y = self.paper(self.projection.center, pole)
            if self.projection.name != "stereographic" or not (-1 <= x <= self.width + 1 and -1 <= y <= self.height + 1):
                continue
            west, east = self.projection.center - 180, self.projection.center + 180
            south, north = (pole, north) if pole < 0 else (south, pole)
        if self.projection.name == "cylindrical":
            west, east = max(west, self.projection.center - 180), min(east, self.projection.center + 180)
        return Box((west, max(-90.0, south), east, min(90.0, north)))


def framed(box: Box, projection: Projection, width: float, height: float | None, share: float) -> Frame:
    """Return the frame of a map: of a height for itself it takes all, as far as the region asks; else a share of a page."""
    if height is None:
        flattest, tallest = UPRIGHT if width < NARROW else (FLATTEST, TALLEST)
        return Frame(box, width, share, flattest, tallest, projection)
    natural = Frame(box, width, height, 0.0, height / width, projection)
    least = min(height, max(FURTHER * natural.height, TALLEST * width))
    return Frame(box, width, height, least / width, height / width, projection)


def around(left: float, bottom: float, right: float, top: float) -> Iterator[tuple[float, float]]:
    """Yield points along the sides of a rectangle, counterclockwise from the lower left corner."""
    for i in range(SAMPLES):
        yield left + (right - left) * i / SAMPLES, bottom
    for i in range(SAMPLES):
        yield right, bottom + (top - bottom) * i / SAMPLES
    for i in range(SAMPLES):
        yield right - (right - left) * i / SAMPLES, top
    for i in range(SAMPLES):
        yield left, top - (top - bottom) * i / SAMPLES

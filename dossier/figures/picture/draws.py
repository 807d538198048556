"""A picture in, its size on the page and what paints it out: as wide as its columns, but never coarser than can be looked at."""

from __future__ import annotations

from typing import Final

from dossier.figures.kit.typesetter import Paint, Typesetter
from dossier.figures.picture.shows import Picture
from dossier.layout.surface import Surface
from dossier.units import POINTS

LEAST: Final = 150  # pixels to the inch: a picture of fewer prints smaller
MOST_THIRDS: Final = 1.5  # of the page's height, in thirds: half a page, unless it has a page of its own
NARROW: Final = 0.5  # of its columns: a picture that comes out narrower for want of pixels is told
PARTS: Final = {"right": 1.0, "center": 0.5}  # of the room beside it, that stands at its left


def draw(setter: Typesetter, data: Picture, width: float, height: float | None = None) -> tuple[float, Paint]:
    """Size a picture to a width; return its height and what paints it."""
    raster = data.raster
    wide = data.height * raster.width / raster.height if data.height else raster.width * POINTS["in"] / LEAST
    wide = min(wide, width)
    if not data.height and wide < width * NARROW and setter.warn:
        setter.warn(
            f"the picture '{data.id}' has {raster.width} pixels across: at {LEAST} to the inch, the fewest that print well, "
            f"it is {wide / POINTS['mm']:.0f} mm wide, where there is room for {width / POINTS['mm']:.0f}"
        )
    most = MOST_THIRDS * setter.third if height is None else height
    wide = min(wide, most * raster.width / raster.height)
    high = wide * raster.height / raster.width
    role = setter.style.role("logo" if data.height else "image")
    beside = (width - wide) * PARTS.get(role.align, 0.0)

    def paint(surface: Surface, x: float, y: float) -> None:
        surface.picture(raster, x + beside, y - high, wide, high, alone=True)

    return high, paint

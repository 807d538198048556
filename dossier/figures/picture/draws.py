"""A picture in, its size on the page and what paints it out: as wide as its columns, but never coarser than can be looked at."""

from __future__ import annotations

from typing import Final

from dossier.figures.drawing.sketch import Sketch
from dossier.figures.kit.typesetter import Paint, Typesetter
from dossier.figures.picture.loaded import Raster
from dossier.figures.picture.shows import Picture
from dossier.layout.surface import Surface
from dossier.units import POINTS

LEAST: Final = 150  # pixels to the inch: a picture of fewer prints smaller
MOST_THIRDS: Final = 1.5  # of the page's height, in thirds: half a page, unless it has a page of its own
NARROW: Final = 0.5  # of its columns: a picture that comes out narrower for want of pixels is told
PARTS: Final = {"right": 1.0, "center": 0.5}  # of the room beside it, that stands at its left


def draw(setter: Typesetter, data: Picture, width: float, height: float | None = None) -> tuple[float, Paint]:
    """Size a picture to a width; return its height and what paints it."""
    picture = data.picture
    wide = data.height * picture.width / picture.height if data.height else _natural(picture, width)
    wide = min(wide, width)
    if not data.height and wide < width * NARROW and setter.warn:
        setter.warn(
            f"the picture '{data.id}' has {picture.width:.0f} pixels across: at {LEAST} to the inch, the fewest that print well, "
            f"it is {wide / POINTS['mm']:.0f} mm wide, where there is room for {width / POINTS['mm']:.0f}"
        )
    most = MOST_THIRDS * setter.third if height is None else height
    wide = min(wide, most * picture.width / picture.height)
    high = wide * picture.height / picture.width
    role = setter.style.role("logo" if data.height else "image")
    beside = (width - wide) * PARTS.get(role.align, 0.0)
    put = None
    if isinstance(picture, Sketch):
        from dossier.figures.drawing.draws import placed

        put = placed(setter, picture, wide / picture.width, "" if data.height else f"the picture '{data.id}'")

    def paint(surface: Surface, x: float, y: float) -> None:
        if put:
            put(surface, x + beside, y - high)
        elif not isinstance(picture, Sketch):
            surface.picture(picture, x + beside, y - high, wide, high, alone=True)

    return high, paint


def _natural(picture: Raster | Sketch, width: float) -> float:
    """Return how wide a picture is without a height of its own: as its pixels allow; a drawing in lines has none of them."""
    return width if isinstance(picture, Sketch) else picture.width * POINTS["in"] / LEAST

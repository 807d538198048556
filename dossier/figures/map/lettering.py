"""Names on a map: text set by the same path as prose, in a box of its own, level or turned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import Run, Text
from dossier.figures.kit.placing import Rect
from dossier.figures.kit.snug import size, snug
from dossier.figures.kit.typesetter import Typesetter
from dossier.layout.box import Lines
from dossier.layout.surface import Surface
from dossier.tuples import NamedTuple

WIDE: Final = 400.0  # points: no name on a map is longer than this without a line break


class Name(NamedTuple):
    """A name on the map. `x`, `y` is the upper left corner of its lines before they are turned about it by `angle` (radians)."""

    lines: Lines
    x: float
    y: float
    angle: float
    boxes: Sequence[Rect]
    halo: bool
    leader: Sequence[tuple[float, float]] = ()


class Lettering:
    """Sets names in the roles of the map, each once."""

    def __init__(self, setter: Typesetter) -> None:
        self.setter = setter

    def set(self, content: Text, role: str, width: float = WIDE) -> Lines:
        """Return lines of a name: no element of their own, since they stand within the figure."""
        return snug(self.setter, content, role, width)

    size = staticmethod(size)

    def level(self, lines: Lines, box: Rect, *, halo: bool = True, leader: Sequence[tuple[float, float]] = ()) -> Name:
        """Put lines into a box."""
        return Name(lines, box.left, box.top, 0.0, (box,), halo, leader)


def place_name(native: Text, name: Text, shown: str) -> Text:
    """Return the names of a place that the style wants: its own, the native one, or both."""
    if not native or shown == "own":
        return name
    return native if shown == "native" else (*name, Run(" "), *native)


def letter(surface: Surface, name: Name) -> None:
    """Draw a name at its place."""
    if not name.angle:
        name.lines.draw(surface, name.x, name.y)
        return
    with surface.turned(name.x, name.y, name.angle):
        name.lines.draw(surface, 0.0, 0.0)

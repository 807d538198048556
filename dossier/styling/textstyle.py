"""How a stretch of text is set: face, size, colour, OpenType features, tracking, rise."""

from __future__ import annotations

from dossier.tuples import NamedTuple
from dossier.units import Color

FIGURES = {
    "default": (),
    "old-style": ("onum", "pnum"),
    "lining": ("lnum", "pnum"),
    "tabular": ("lnum", "tnum"),
    "tabular old-style": ("onum", "tnum"),
    "superior": ("sups",),
}
CAPS = {"none": (), "small": ("smcp",), "all-small": ("smcp", "c2sc")}


class TextStyle(NamedTuple):
    """How a stretch of text is set: size and rise in points, tracking in thousandths of em, features as OpenType tags."""

    family: str
    weight: int = 400
    italic: bool = False
    size: float = 10.0
    color: Color | None = None  # None: black
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    rise: float = 0.0


def features_of(figures: str, caps: str) -> tuple[str, ...]:
    """Return the OpenType tags of a choice of figures and of capitals."""
    return (*FIGURES[figures], *CAPS[caps])

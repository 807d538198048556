"""The style of a brief as the later phases read it: everything resolved to points, colours and OpenType features."""

from __future__ import annotations

from typing import NamedTuple

from dossier.units import Color


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

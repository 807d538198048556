"""The figures of a brief: an open set. Each module draws one kind from its data, in vector, by the same text path as prose."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, TypeAlias

Paint: TypeAlias = Callable[[Any, float, float], None]
"""Draws on a surface from the top left corner x, y."""
Draw: TypeAlias = Callable[[Any, Any, float, "float | None"], "tuple[float, Paint] | None"]
"""Takes a Setter, the figure's data, a width, and a height where the figure has it for itself (None: its share of a page), in
points; returns the height it needs, and what paints it; None where that would be no use."""

REGISTRY: Final = ("map", "chronology", "relations", "chart", "code", "drawing")
"""The kinds of figure: each is a module of this folder, with a function `draw`, imported when a brief has one."""


def drawer(kind: str) -> Draw:
    """Return who draws a kind of figure."""
    assert kind in REGISTRY, f"nobody draws {kind!r}"
    draw: Draw = import_module(f"dossier.figures.{kind}.draws").draw
    return draw

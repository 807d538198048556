"""The figures of a brief: an open set. Each module draws one kind from its data, in vector, by the same text path as prose."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, TypeAlias

Paint: TypeAlias = Callable[[Any, float, float], None]
"""Draws on a surface from the top left corner x, y."""
Draw: TypeAlias = Callable[[Any, Any, float], tuple[float, Paint]]
"""Takes a Setter, the figure's data and a width in points; returns the height it needs, and what paints it."""

REGISTRY: Final = ("map", "chronology", "relations", "chart", "qr")
"""The kinds of figure: each is a module of this folder, with a function `draw`, imported when a brief has one."""


def drawer(kind: str) -> Draw:
    """Return who draws a kind of figure."""
    assert kind in REGISTRY, f"nobody draws {kind!r}"
    draw: Draw = import_module(f"dossier.figures.{kind}").draw
    return draw

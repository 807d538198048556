"""The figures of a brief: an open set. Each module draws one kind from its data, in vector, by the same text path as prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Final, TypeAlias

from dossier.dress import Role

Paint: TypeAlias = Callable[[Any, float, float], None]
"""Draws on a surface from the top left corner x, y."""
Draw: TypeAlias = Callable[[Any, Any, float, "float | None"], "tuple[float, Paint] | None"]
"""Takes a Setter, the figure's data, a width, and a height where the figure has it for itself (None: its share of a page), in
points; returns the height it needs, and what paints it; None where that would be no use."""

REGISTRY: Final = ("map", "chronology", "relations", "chart", "code")
"""The kinds of figure, a row each: the folder of this name has ROLES, what a style sheet dresses of it, and beside them `shows`,
which a section asks for the figure, and `draws` with a function `draw`, imported when a brief has one."""


def roles() -> Iterator[Role]:
    """Yield the roles of all kinds, a parent before its parts."""
    for kind in REGISTRY:
        declared: tuple[Role, ...] = import_module(f"dossier.figures.{kind}").ROLES
        yield from declared


def drawer(kind: str) -> Draw:
    """Return who draws a kind of figure."""
    assert kind in REGISTRY, f"nobody draws {kind!r}"
    draw: Draw = import_module(f"dossier.figures.{kind}.draws").draw
    return draw

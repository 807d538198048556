"""What a figure needs of who sets the brief, and what it gives him: its height, and what paints it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol, TypeAlias

from dossier import figures
from dossier.blocks import Text
from dossier.layout.box import Lines
from dossier.layout.element import Element
from dossier.layout.surface import Surface
from dossier.problems import Warn
from dossier.styling.style import Style


class Typesetter(Protocol):
    """What a figure needs of who sets the brief; `typeset.setter.Setter` is one. Lengths are points."""

    @property
    def style(self) -> Style:
        """The style: its roles, its page."""

    @property
    def third(self) -> float:
        """A third of the height of a page's text."""

    @property
    def warn(self) -> Warn:
        """Who is told what the reader of the dossier should know, if anybody is."""

    def lines(
        self,
        content: Text,
        role: str,
        width: float,
        element: Element | None,
        *,
        align: str = "",
        measure_indent: bool = True,
    ) -> Lines:
        """Set a text in a role; without an element of its own it is part of the figure's."""

    def natural(self, content: Text, role: str) -> tuple[float, float]:
        """Return the width of the widest word of a text, and of the whole on one line."""


Paint: TypeAlias = Callable[[Surface, float, float], None]
"""Draws on a surface from the top left corner x, y."""
Draw: TypeAlias = Callable[[Typesetter, Any, float, "float | None"], "tuple[float, Paint] | None"]
"""Takes a typesetter, the figure's data (a record of its kind's own), a width, and a height where the figure has it for itself
(None: its share of a page), in points; returns the height it needs, and what paints it; None where that would be no use."""


def drawer(kind: str) -> Draw:
    """Return who draws a kind of figure."""
    assert kind in figures.REGISTRY, f"nobody draws {kind!r}"
    draw: Draw = import_module(f"dossier.figures.{kind}.draws").draw
    return draw

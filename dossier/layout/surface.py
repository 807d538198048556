"""What boxes and figures are drawn on. `pdf.canvas.Canvas` is one, and says what its calls mean.

Lengths are points; `y` grows upwards, as in PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from dossier.layout.element import Element
from dossier.text.textlines import SetText
from dossier.units import Color

if TYPE_CHECKING:
    from dossier.figures.drawing.sketch import Sketch
    from dossier.figures.picture.loaded import Raster

Artifact: TypeAlias = Literal["", "Layout", "Header", "Footer"]
"""What is no part of the brief's structure: decoration, head and foot of a page; '' for none of these."""


class Surface(Protocol):
    """A page that is being drawn: text and ink, structure, places and links."""

    # ruff: noqa: D102
    def text(
        self,
        setting: SetText,
        first: int,
        last: int,
        x: float,
        y: float,
        leading: float,
        element: Element,
        inline: Sequence[Element] = (),
    ) -> None: ...
    def artifact_text(
        self, setting: SetText, first: int, last: int, x: float, y: float, leading: float, kind: Artifact = ""
    ) -> None: ...

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float, color: Color | None = None) -> None: ...
    def box(
        self, x: float, y: float, w: float, h: float, fill: Color | None = None, stroke: Color | None = None, width: float = 0
    ) -> None: ...
    def path(
        self,
        lines: Sequence[Sequence[Sequence[float]]],
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        width: float = 0.0,
        dash: Sequence[float] = (),
        closed: bool = False,
    ) -> None: ...
    def graphic(self, sketch: Sketch, code: bytes, x: float, y: float, scale: float) -> None: ...
    def picture(self, raster: Raster, x: float, y: float, w: float, h: float, *, alone: bool = False) -> None: ...

    def figure(self, element: Element, box: tuple[float, float, float, float] | None = None) -> AbstractContextManager[None]: ...
    def clipped(self, x: float, y: float, w: float, h: float) -> AbstractContextManager[None]: ...
    def turned(self, x: float, y: float, angle: float) -> AbstractContextManager[None]: ...
    def halos(self, color: Color, width: float) -> AbstractContextManager[None]: ...

    def destination(self, id: str, y: float) -> None: ...
    def bookmark(self, level: int, title: str, id: str) -> None: ...
    def link(self, element: Element) -> int: ...
    def annotate(self, annotation: int, element: Element, box: tuple[float, float, float, float]) -> None: ...

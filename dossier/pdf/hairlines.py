"""A page for an office's printer: no line thinner than it draws cleanly, and a note of how near to its edges anything comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from dossier.pdf.canvas import Canvas

if TYPE_CHECKING:
    from dossier.figures.drawing.sketch import Sketch
    from dossier.layout.element import Element
    from dossier.text.textlines import SetText
    from dossier.units import Color

LEAST_LINE: Final = 0.5  # points
_WIDTH = re.compile(rb"(?<!\S)([0-9.]+) w(?!\S)")
_ABOVE, _BELOW = 0.75, 0.25  # of the size: how far letters reach from the baseline


class Border:
    """What comes nearest to each edge of a sheet: 'left', 'right', 'upper', 'lower' -> distance in points, number of the page."""

    __slots__ = ("nearest",)

    def __init__(self) -> None:
        self.nearest: dict[str, tuple[float, int]] = {}

    def note(self, edge: str, distance: float, page: int) -> None:
        """Note how near something comes to an edge."""
        if edge not in self.nearest or distance < self.nearest[edge][0]:
            self.nearest[edge] = distance, page


class OfficeCanvas(Canvas):
    """A `Canvas` that keeps lines at `LEAST_LINE` and tells a `Border` what it draws. Within figures the figure's box counts."""

    def __init__(self, border: Border, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._border = border
        self._deep = 0  # transformations under way: places mean something else then
        self._extent = [float("inf"), float("inf"), float("-inf"), float("-inf")]

    def _reach(self, left: float, bottom: float, right: float, top: float) -> None:
        if self._deep:
            return
        extent = self._extent
        if left < extent[0]:
            extent[0] = left
        if bottom < extent[1]:
            extent[1] = bottom
        if right > extent[2]:
            extent[2] = right
        if top > extent[3]:
            extent[3] = top

    def _reach_text(self, setting: SetText, first: int, last: int, x: float, y: float, leading: float) -> None:
        if last > first:
            bottom = y - (last - first - 1) * leading - _BELOW * setting.size
            self._reach(x, bottom, x + max(setting.widths[first:last]), y + _ABOVE * setting.size)

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
    ) -> None:
        """Draw lines of a set text; see `Canvas.text`."""
        self._reach_text(setting, first, last, x, y, leading)
        super().text(setting, first, last, x, y, leading, element, inline)

    def artifact_text(self, setting: SetText, first: int, last: int, x: float, y: float, leading: float, kind: str = "") -> None:
        """Draw lines as an artifact; see `Canvas.artifact_text`."""
        self._reach_text(setting, first, last, x, y, leading)
        super().artifact_text(setting, first, last, x, y, leading, kind)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float, color: Color | None = None) -> None:
        """Draw a straight line; see `Canvas.rule`."""
        half = max(width, LEAST_LINE) / 2
        if x0 == x1:
            self._reach(x0 - half, min(y0, y1), x0 + half, max(y0, y1))
        else:
            self._reach(min(x0, x1), min(y0, y1) - half, max(x0, x1), max(y0, y1) + half)
        super().rule(x0, y0, x1, y1, width, color)

    def box(
        self, x: float, y: float, w: float, h: float, fill: Color | None = None, stroke: Color | None = None, width: float = 0
    ) -> None:
        """Draw a rectangle; see `Canvas.box`."""
        self._reach(x, y, x + w, y + h)
        super().box(x, y, w, h, fill, stroke, width)

    def path(self, lines: Sequence[Sequence[Sequence[float]]], **more: Any) -> None:
        """Draw lines that may be curved; see `Canvas.path`. Those of figures lie in the figure's box."""
        if self._figure is None and not self._deep:
            steps = [step for line in lines for step in line]
            across = [place for step in steps for place in step[::2]]
            upward = [place for step in steps for place in step[1::2]]
            if steps:
                self._reach(min(across), min(upward), max(across), max(upward))
        super().path(lines, **more)

    @contextmanager
    def figure(self, element: Element, box: tuple[float, float, float, float] | None = None) -> Iterator[None]:
        """Draw a figure; see `Canvas.figure`."""
        if box is not None:
            self._reach(*box)
        with super().figure(element, box):
            yield

    def graphic(self, sketch: Sketch, code: bytes, x: float, y: float, scale: float) -> None:
        """Draw what was drawn elsewhere; see `Canvas.graphic`."""
        least = LEAST_LINE / scale

        def wide(match: re.Match[bytes]) -> bytes:
            return b"%.4f w" % max(float(match[1]), least)

        super().graphic(sketch, _WIDTH.sub(wide, code), x, y, scale)

    @contextmanager
    def _transformed(self, operators: bytes) -> Iterator[None]:
        self._deep += 1
        with super()._transformed(operators):
            yield
        self._deep -= 1

    def _set_stroke(self, color: Color | None, width: float) -> None:
        super()._set_stroke(color, max(width, LEAST_LINE))

    def take_body(self) -> bytes:
        """Return the content stream, and tell the border what was drawn."""
        left, bottom, right, top = self._extent
        if left <= right:
            width, height = self.side.size if self.side else (self.width, self.height)
            for edge, distance in (
                ("left", left + self.shift),
                ("right", width - right - self.shift),
                ("lower", bottom),
                ("upper", height - top),
            ):
                self._border.note(edge, distance, self.page)
        return super().take_body()

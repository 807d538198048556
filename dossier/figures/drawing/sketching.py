"""A Drawing or a Flowable of ReportLab's in, what it drew out; whatever goes wrong in it is a refusal.

Imported where a brief has such a figure, or an SVG.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import Final

import reportlab
from reportlab.graphics.renderbase import renderScaledDrawing
from reportlab.graphics.shapes import Drawing
from reportlab.platypus.flowables import Flowable

from dossier.figures.drawing.extent import extent_of
from dossier.figures.drawing.sketch import Refused, Sketch
from dossier.figures.drawing.stage import Renderer, Stage
from dossier.units import MOST

CLEAR: Final = 1.0  # points by which ink may leave its box: lines have a thickness
_FACE = re.compile(r"/F\d+ \S+ Tf ?")
_MAKER = f"ReportLab {reportlab.__version__}"


def sketched(drawing: object, name: str, room: tuple[float, float]) -> Sketch:
    """Have a Drawing or a Flowable drawn, or what a function returns; `room` is width and height for a Flowable, in points.

    Raises Refused, whatever happens in it.
    """
    stage = _stage()
    try:
        width, height = _drawn(stage, drawing, room)
    except Exception as raised:
        if stage.refusal is None:
            told = raised if isinstance(raised, Refused) else Refused(f"it raised {type(raised).__name__}: {raised}")
            raise told from None
    if stage.refusal is not None:  # even where the drawing went on
        raise stage.refusal
    code = _FACE.sub("", stage.getCurrentPageContent()) + " Q" * stage.depth
    sketch = Sketch(name, width, height, code, tuple(stage.words), dict(stage.named), dict(stage.pixels), _MAKER)
    _check_extent(sketch)
    return sketch


def _stage() -> Stage:
    try:
        return Stage()
    except ValueError as wrong:  # ReportLab takes a date, of which nothing is used, from SOURCE_DATE_EPOCH
        raise Refused(f"ReportLab can't begin ({wrong})", "SOURCE_DATE_EPOCH has to be a number of seconds") from None


def _drawn(stage: Stage, drawing: object, room: tuple[float, float]) -> tuple[float, float]:
    """Draw it with its lower left corner at the origin; return its width and height."""
    if callable(drawing) and not isinstance(drawing, (Drawing, Flowable)):
        drawing = drawing()
    if isinstance(drawing, Drawing):
        scaled = renderScaledDrawing(drawing)
        _check_size(scaled.width, scaled.height)
        Renderer(stage).draw(scaled, stage, 0, 0, showBoundary=0)
        return scaled.width, scaled.height
    if isinstance(drawing, Flowable):
        width, height = drawing.wrapOn(stage, *room)
        _check_size(width, height)
        drawing.drawOn(stage, 0, 0)
        return width, height
    hint = "put a shape or a chart into a Drawing: Drawing(400, 200, chart)"
    raise Refused(f"it is {_named(drawing)}, and neither a Drawing nor a Flowable", hint)


def _named(thing: object) -> str:
    return "nothing (None)" if thing is None else f"of type {type(thing).__name__}"


def _check_size(width: object, height: object) -> None:
    for side in (width, height):
        if not isinstance(side, (int, float)) or not isfinite(side) or not 0 < side <= MOST:
            raise Refused(f"it is {width} wide and {height} high: both have to be lengths above nought, in points")


def _check_extent(sketch: Sketch) -> None:
    """Refuse a figure that draws nothing, or beyond its box, where something else stands."""
    extent = extent_of(sketch)
    if extent is None:
        raise Refused("it draws nothing")
    over = {
        "left": -extent[0],
        "lower": -extent[1],
        "right": extent[2] - sketch.width,
        "upper": extent[3] - sketch.height,
    }
    far = [f"{by:.1f} points beyond its {edge} edge" for edge, by in over.items() if by > CLEAR]
    if far:
        raise Refused(f"it draws {', '.join(far)}", "make the Drawing larger, or move what stands in it")

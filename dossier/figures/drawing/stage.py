"""A drawing made with ReportLab in, what it drew out: operators of a content stream, and words that are still to be set.

ReportLab draws on a canvas of its own; what can't go into a tagged brief is refused there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import isfinite
from typing import Any, Final, NoReturn

import reportlab
from reportlab.graphics.renderbase import renderScaledDrawing
from reportlab.graphics.renderPDF import _PDFRenderer
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import CMYKColor, toColor
from reportlab.lib.colors import Color as ReportLabColor
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus.flowables import Flowable

from dossier.figures.drawing.extent import extent_of
from dossier.figures.drawing.sketch import SAMPLE, Pixels, Refused, Sketch, Words, token
from dossier.units import MOST, Color

CUTS: Final = {  # the faces of ReportLab that the brief has a counterpart of: weight, and whether it is slanted
    f"{family}{cut}": (700 if "Bold" in cut else 400, "Oblique" in cut or "Italic" in cut)
    for family, cuts in {
        "Helvetica": ("", "-Bold", "-Oblique", "-BoldOblique"),
        "Courier": ("", "-Bold", "-Oblique", "-BoldOblique"),
        "Times": ("-Roman", "-Bold", "-Italic", "-BoldItalic"),
    }.items()
    for cut in cuts
}
ANCHORS: Final = {"middle": 0.5, "end": 1.0}
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
    code = _FACE.sub("", stage.getCurrentPageContent())
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
        _Renderer(stage).draw(scaled, stage, 0, 0, showBoundary=0)
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


def as_rgb(color: Any) -> ReportLabColor:
    """Return a colour of ReportLab's in RGB, since the file has no other output intent; spot colours as the inks they are of."""
    found = toColor(color)
    if isinstance(found, CMYKColor):
        inks = (min(1.0, part * found.density) for part in (found.cyan, found.magenta, found.yellow, found.black))
        return ReportLabColor(*Color("cmyk", tuple(inks)).rgb(), alpha=found.alpha)
    return found


def _shading(kind: int, places: tuple[float, ...], colors: list[ReportLabColor], positions: Any, extend: Any) -> str:
    """Return the dictionary of a gradient, axial (2) or radial (3) (ISO 32000-1, 8.7.4.5 and 7.10)."""
    if len(colors) < 2:
        raise ValueError("a gradient has two colours or more")
    stops = list(positions) if positions is not None else [at / (len(colors) - 1) for at in range(len(colors))]
    if len(stops) != len(colors) or any(a > b for a, b in pairwise(stops)) or stops[0] < 0 or stops[-1] > 1:
        raise ValueError("the places of a gradient's colours go up from 0 to 1, one for each")
    if stops[0] > 0:
        stops, colors = [0, *stops], [colors[0], *colors]
    if stops[-1] < 1:
        stops, colors = [*stops, 1], [*colors, colors[-1]]
    parts = " ".join(f"<</FunctionType 2/Domain[0 1]/C0[{_parts(a)}]/C1[{_parts(b)}]/N 1>>" for a, b in pairwise(colors))
    function = (
        f"<</FunctionType 3/Domain[0 1]/Functions[{parts}]/Bounds[{fp_str(stops[1:-1])}]"
        f"/Encode[{' '.join(['0 1'] * (len(colors) - 1))}]>>"
    )
    ends = extend if isinstance(extend, (list, tuple)) else (extend, extend)
    beyond = " ".join("true" if end else "false" for end in ends)
    return f"<</ShadingType {kind}/ColorSpace/DeviceRGB/Coords[{fp_str(places)}]/Function{function}/Extend[{beyond}]>>"


def _parts(color: ReportLabColor) -> str:
    return str(fp_str(color.rgb()))


def _refuses(what: str) -> Callable[..., NoReturn]:
    """Return a method that refuses what it would draw."""

    def refuse(stage: Stage, *arguments: object, **more: object) -> NoReturn:
        stage.refuse(f"it holds {what}", "a figure of a brief is ink and words")

    return refuse


class _Renderer(_PDFRenderer):  # type: ignore[misc]
    """ReportLab's renderer of Drawings, which tells the canvas at which of its ends a string hangs."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage

    def drawString(self, stringObj: Any) -> None:
        """Draw a string of a Drawing."""
        with self.stage.hung(ANCHORS.get(self.getStateValue("textAnchor"), 0.0)):
            super().drawString(stringObj)

    def applyStateChanges(self, delta: dict[str, Any], newState: dict[str, Any]) -> None:
        """Change the state in the same order whatever the host's `rl_config` says."""
        super().applyStateChanges(dict(sorted(delta.items())), newState)


class _Text(PDFTextObject):  # type: ignore[misc]
    """ReportLab's text object, in which a token stands for each string that it would show."""

    stage: Stage
    spacing = 0.0

    def setWordSpace(self, wordSpace: float) -> None:
        """Note the space added between words: our strings have two bytes a character, for which PDF knows none (9.3.3)."""
        self.spacing = wordSpace

    def _formatText(self, text: str | bytes) -> str:
        words = text.decode() if isinstance(text, bytes) else str(text)
        return self.stage.say(words, self._fontname, self._fontsize, self.spacing)


class Stage(Canvas):  # type: ignore[misc]
    """ReportLab's canvas, of which only what was drawn is used: `getCurrentPageContent`, and what stands here beside it."""

    def __init__(self) -> None:
        self.words: list[Words] = []
        self.named: dict[tuple[bytes, bytes], bytes] = {}  # resources: category and name, dictionary
        self.pixels: dict[bytes, Pixels] = {}
        self.refusal: Refused | None = None
        self.share: float | None = None  # where a single string hangs; in a paragraph none does
        self.clear: dict[str, Any] = {"ca": 1, "CA": 1, "BM": "Normal"}
        self.clears: list[dict[str, Any]] = []
        super().__init__(None, pagesize=(MOST, MOST), invariant=1, enforceColorSpace=as_rgb, initialFontName="Helvetica")

    def refuse(self, message: str, hint: str | None = None) -> NoReturn:
        """End the drawing, and see to it that it is not taken, even if it catches the exception."""
        self.refusal = self.refusal or Refused(message, hint)
        raise self.refusal

    # words

    @contextmanager
    def hung(self, share: float) -> Iterator[None]:
        """Draw a string that hangs at its middle (0.5) or its end (1), and not at its beginning (0)."""
        before, self.share = self.share, share
        try:
            yield
        finally:
            self.share = before

    def drawString(self, *arguments: Any, **more: Any) -> None:
        """Draw a string that hangs at its beginning, unless another way was said before."""
        with self.hung(self.share or 0.0):
            super().drawString(*arguments, **more)

    def drawCentredString(self, *arguments: Any, **more: Any) -> None:
        """Draw a string that hangs at its middle."""
        with self.hung(0.5):
            super().drawCentredString(*arguments, **more)

    def drawRightString(self, *arguments: Any, **more: Any) -> None:
        """Draw a string that hangs at its end."""
        with self.hung(1.0):
            super().drawRightString(*arguments, **more)

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> _Text:
        """Return a text object."""
        text = _Text(self, x, y, direction=direction)
        text.stage = self
        return text

    def say(self, text: str, font: str, size: float, spacing: float = 0.0) -> str:
        """Note words to be set; return the token that stands for them. `spacing` is what their spaces are wider, in points."""
        if not text:
            return ""
        if font not in CUTS:
            hint = "Helvetica, Times-Roman, Courier and their cuts are set in the faces of the brief"
            self.refuse(f"its words are in {font!r}, which is not embedded", hint)
        before, advance = (
            self.stringWidth(part, font, size) + spacing * part.count(" ")
            for part in (text[: len(text) - len(text.lstrip(" "))], text)
        )
        sample = self.stringWidth(SAMPLE, font, 1)
        hung = self.share or 0.0
        self.words.append(Words(text, *CUTS[font], sample, size, before, advance, hung, self.share is None))
        return token(len(self.words) - 1)

    # the graphics state

    def saveState(self) -> None:
        """Save the graphics state, and what can be seen through in it."""
        self.clears.append(dict(self.clear))
        super().saveState()

    def restoreState(self) -> None:
        """Restore the graphics state."""
        self.clear = self.clears.pop()
        super().restoreState()

    def setFillAlpha(self, a: float) -> None:
        """Let areas and words be seen through: 0 wholly, 1 not at all."""
        self._clear("ca", float(a))

    def setStrokeAlpha(self, a: float) -> None:
        """Let lines be seen through."""
        self._clear("CA", float(a))

    def setBlendMode(self, v: str) -> None:
        """Mix colours with what is below."""
        self._clear("BM", str(v))

    def _clear(self, key: str, value: Any) -> None:
        if value == self.clear[key]:
            return
        if key == "BM":
            if not re.fullmatch("[A-Z][A-Za-z]{2,12}", value):
                raise ValueError(f"there is no blend mode {value!r}")
            written = f"/{value}"
        elif 0 <= value <= 1:
            written = f"{value:.4g}"
        else:
            raise ValueError(f"what can be seen through is between 0 and 1, and not {value}")
        self.clear[key] = value
        name = f"{key}{written.lstrip('/')}"
        self.named[b"ExtGState", name.encode()] = f"<</{key} {written}>>".encode()
        super().addLiteral(f"/{name} gs")

    def setFillOverprint(self, a: bool) -> None:
        """Do nothing: no ink is printed over another where all are mixed of three lights."""

    setStrokeOverprint = setOverprintMask = setFillOverprint

    # gradients and pictures

    def linearGradient(
        self, x0: float, y0: float, x1: float, y1: float, colors: Any, positions: Any = None, extend: Any = True
    ) -> None:
        """Fill what the clipping leaves with colours that go over into each other along a line."""
        self._shade(2, (x0, y0, x1, y1), colors, positions, extend)

    def radialGradient(self, x: float, y: float, radius: float, colors: Any, positions: Any = None, extend: Any = True) -> None:
        """Fill what the clipping leaves with colours that go over into each other from a point outwards."""
        self._shade(3, (x, y, 0, x, y, radius), colors, positions, extend)

    def _shade(self, kind: int, places: tuple[float, ...], colors: Any, positions: Any, extend: Any) -> None:
        shading = _shading(kind, places, [as_rgb(color) for color in colors], positions, extend)
        name = "S" + hashlib.md5(shading.encode(), usedforsecurity=False).hexdigest()[:12]
        self.named[b"Shading", name.encode()] = shading.encode()
        super().addLiteral(f"/{name} sh")

    def drawImage(self, image: Any, x: float, y: float, width: Any = None, height: Any = None, **more: Any) -> tuple[int, int]:
        """Draw a picture into a rectangle, what is clear in it left clear."""
        picture = self._picture(image)
        name = b"P" + hashlib.md5(repr(picture).encode(), usedforsecurity=False).hexdigest()[:12].encode()
        self.pixels[name] = picture
        wide = picture.width if width is None else width
        high = picture.height if height is None else height
        if more.get("preserveAspectRatio"):
            self.refuse("it holds a picture with preserveAspectRatio", "give it a width and a height of the same proportion")
        self.saveState()
        self.transform(wide, 0, 0, high, x, y)
        super().addLiteral(f"/{name.decode()} Do")
        self.restoreState()
        return picture.width, picture.height

    drawInlineImage = drawImage

    def _picture(self, image: Any) -> Pixels:
        """Read a picture as ReportLab does, but not from a network."""
        if isinstance(image, str) and "://" in image:
            self.refuse(f"it holds a picture from a network, {image}", "give its file, or a PIL image")
        reader = image if isinstance(image, ImageReader) else ImageReader(image)
        rgb = bytes(reader.getRGBData())
        clear = getattr(reader, "_dataA", None)
        width, height = reader.getSize()
        return Pixels(width, height, rgb, bytes(clear.getRGBData()) if clear else b"")

    # what a brief can't take

    linkURL = linkRect = linkAbsolute = _refuses("a link")
    textAnnotation = freeTextAnnotation = highlightAnnotation = inkAnnotation = _refuses("an annotation")
    bookmarkPage = bookmarkHorizontalAbsolute = bookmarkHorizontal = addOutlineEntry = _refuses("a bookmark")
    beginForm = doForm = _refuses("a form")
    shade = _refuses("a shading of its own")
    addLiteral = _refuses("operators of its own")
    addPostScriptCommand = _refuses("PostScript")
    showPage = save = _refuses("pages of its own")
    acroForm = property(_refuses("a form to be filled in"))

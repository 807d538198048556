"""The canvas on which ReportLab draws for a brief: its own, but for words, what can be seen through, pictures, and refusals."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from reportlab.graphics.renderPDF import _PDFRenderer
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from dossier.figures.drawing.shading import as_rgb, shading
from dossier.figures.drawing.sketch import SAMPLE, Pixels, Refused, Words, token
from dossier.units import MOST

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


def _refuses(what: str) -> Callable[..., NoReturn]:
    """Return a method that refuses what it would draw."""

    def refuse(stage: Stage, *arguments: object, **more: object) -> NoReturn:
        stage.refuse(f"it holds {what}", "a figure of a brief is ink and words")

    return refuse


class Renderer(_PDFRenderer):  # type: ignore[misc]
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

    @property
    def depth(self) -> int:
        """How many saved states of the graphics weren't restored."""
        return len(self.clears)

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
        made = shading(kind, places, [as_rgb(color) for color in colors], positions, extend).encode()
        name = "S" + hashlib.md5(made, usedforsecurity=False).hexdigest()[:12]
        self.named[b"Shading", name.encode()] = made
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

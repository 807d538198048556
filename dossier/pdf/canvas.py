"""One page under way: text, rules and areas in, the operators of its content stream out, each piece marked (ISO 32000-1, 14.6).

Text belongs to a structure element, or is drawn as an artifact; there is no third way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import cos, sin
from typing import TYPE_CHECKING, Protocol

from dossier.pdf.objects import fill_color, number, numbers, stroke_color
from dossier.pdf.pen import Area, LateText, TextPen

if TYPE_CHECKING:
    from dossier.blocks import Late
    from dossier.figures.drawing.sketch import Pixels, Sketch
    from dossier.figures.picture.loaded import Raster
    from dossier.layout.element import Element
    from dossier.pdf.document import Document
    from dossier.pdf.sides import Side
    from dossier.pdf.structure import StructureTree
    from dossier.text.textlines import Line, SetText
    from dossier.units import Color

LAYOUT = b"/Artifact<</Type/Layout>>BDC"
_ARTIFACTS = {
    "": b"/Artifact BMC",
    "Layout": LAYOUT,
    "Background": b"/Artifact<</Type/Background>>BDC",
    "Pagination": b"/Artifact<</Type/Pagination>>BDC",
    "Header": b"/Artifact<</Type/Pagination/Subtype/Header>>BDC",
    "Footer": b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC",
}
_UNKNOWN = (b"?", b"?", b"?", (b"?", 0.0))


class Publication(Protocol):
    """What a page needs of the document that it is part of; `pdf.press.Press` is one, and says what its calls mean."""

    # ruff: noqa: D102
    file: Document
    structure: StructureTree
    makers: set[str]

    def pixels(self, name: bytes, picture: Pixels) -> int: ...
    def annotate(self, annotation: int, element: Element, box: Area) -> None: ...
    def name_place(self, id: str, page: int, y: float) -> None: ...
    def bookmark(self, level: int, title: str, id: str) -> None: ...
    def picture(self, raster: Raster) -> tuple[bytes, int]: ...


class Canvas:
    """A page, or what is added to it last. Lengths are points, the origin is the bottom left corner of the page.

    `page` counts from 1. With `words` the canvas draws furniture: all of it is an artifact, and late text has its words at once.
    """

    def __init__(
        self,
        press: Publication,
        page: int,
        object_number: int,
        size: tuple[float, float],
        words: Callable[[Late], str] | None = None,
        *,
        shift: float = 0.0,
        side: Side | None = None,
    ) -> None:
        self.page, self.object_number = page, object_number
        self.width, self.height = size
        self.shift, self.side = shift, side  # how far to the right all of it is drawn, and on which side of a sheet
        self.annotations: list[int] = side.annotations if side else []
        self.marked: list[int] = side.marked if side else []  # MCID -> number of its structure element
        self.pictures: dict[bytes, int] = side.pictures if side else {}  # name among the resources -> number of the object
        self.named: dict[tuple[bytes, bytes], bytes] = side.named if side else {}  # category and name -> dictionary
        self.late: list[LateText] = []
        self.words = words
        self._press = press
        self._body: list[bytes] = []
        self._artifact = b""  # the artifact left open, since the next piece is mostly one more of them
        self._enclosed = False  # within a figure or an artifact of the caller's: text takes no mark of its own
        self._figure: Element | None = None  # the figure under way
        # the graphics state; a stream that follows another on the page can't know it
        self._fill, self._stroke, self._line_width, self._font = (b"0 g", b"0 G", b"1", (b"", 0.0)) if words is None else _UNKNOWN

    # text

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
        """Draw lines `first` to `last` - 1 of a set text; `y` is the baseline of line `first`.

        What is of element 0 in the setting belongs to `element`, what is of element i to `inline[i - 1]`.
        """
        if element is None:
            raise AssertionError(f"page {self.page}: text that belongs to no structure element: {setting.lines[first]!r}")
        if last <= first:
            return
        if self._enclosed or self.words is not None:
            self._unmarked(setting, first, last, x, y, leading)
            return
        self.leave_artifact()
        lines = setting.lines[first:last]
        code = _plain(lines)
        if code is None:
            TextPen(self, setting, (element, *inline)).draw(lines, x, y, leading)
            return
        mark = b"/%b<</MCID %d>>BDC\nBT\n" % (element.role.encode(), self.mark(element))
        self._body.append(mark + self._placed(setting, x, y, leading, len(lines)) + code + b"\nET EMC")

    def artifact_text(self, setting: SetText, first: int, last: int, x: float, y: float, leading: float, kind: str = "") -> None:
        """Draw lines as an artifact of a kind: 'Header', 'Footer', 'Layout', or '' for none."""
        if last > first:
            if not self._enclosed:
                self._enter(_ARTIFACTS[kind])
            self._unmarked(setting, first, last, x, y, leading)

    def _unmarked(self, setting: SetText, first: int, last: int, x: float, y: float, leading: float) -> None:
        """Draw lines within the mark that is open."""
        if self.words is not None and not self._enclosed and not self._artifact:
            self._enter(_ARTIFACTS["Pagination"])
        lines = setting.lines[first:last]
        code = _plain(lines)
        if code is None:
            TextPen(self, setting, ()).draw(lines, x, y, leading)
            return
        self._body.append(b"BT\n" + self._placed(setting, x, y, leading, len(lines)) + code + b"\nET")

    def _placed(self, setting: SetText, x: float, y: float, leading: float, count: int) -> bytes:
        """Return the operators before plain lines: font, colour, leading, place."""
        state = self.text_state(setting.font, setting.size, setting.color)
        lead = b"%b TL " % number(leading, 4) if count > 1 else b""
        return b"%b%b%b %b Td\n" % (state, lead, number(x), number(y))

    def text_state(self, font: bytes, size: float, color: Color | None) -> bytes:
        """Return the operators that change font and colour to what is wanted, and note them."""
        out = b""
        if (font, size) != self._font:
            self._font = font, size
            out = b"/%b %b Tf " % (font, number(size, 4))
        fill = fill_color(color)
        if fill != self._fill:
            self._fill = fill
            out += fill + b" "
        return out

    # marks

    def mark(self, element: Element) -> int:
        """Give a structure element its next marked content on this page; return the MCID."""
        element.attach()
        mcid = len(self.marked)
        self.marked.append(self._press.structure.number(element))
        element.kids.append((self.object_number, mcid))
        return mcid

    def emit(self, code: bytes) -> None:
        """Add operators to the page."""
        self._body.append(code)

    def link(self, element: Element) -> int:
        """Give a Link element an annotation on this page, to be written by `Press.annotate`; return its object number."""
        annotation = self._press.file.allocate()
        self.annotations.append(annotation)
        element.kids.append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (self.object_number, annotation))
        return annotation

    def annotate(self, annotation: int, element: Element, box: tuple[float, float, float, float]) -> None:
        """Write the annotation of a link; `box` is left, bottom, right, top."""
        self._press.annotate(annotation, element, self._on_side(box))

    def _on_side(self, box: Area) -> Area:
        """Return an area in the coordinates of the file's page, which are not ours where that is a side of a sheet."""
        return (box[0] + self.shift, box[1], box[2] + self.shift, box[3]) if self.side else box

    def _enter(self, artifact: bytes) -> None:
        if artifact != self._artifact:
            self.leave_artifact()
            self._body.append(artifact)
            self._artifact = artifact

    def leave_artifact(self) -> None:
        """Close the artifact that was left open."""
        if self._artifact:
            self._body.append(b"EMC")
            self._artifact = b""

    # rules and areas

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float, color: Color | None = None) -> None:
        """Draw a straight line, `width` points thick."""
        self._decorate()
        self._set_stroke(color, width)
        self._body.append(b"%b m %b l S" % (numbers((x0, y0)), numbers((x1, y1))))

    def box(
        self, x: float, y: float, w: float, h: float, fill: Color | None = None, stroke: Color | None = None, width: float = 0
    ) -> None:
        """Draw a rectangle from its lower left corner; without a fill or a stroke it has none."""
        if fill is None and (stroke is None or width <= 0):
            return
        self._decorate()
        if fill is not None:
            operator = fill_color(fill)
            if operator != self._fill:
                self._fill = operator
                self._body.append(operator)
        if stroke is not None and width > 0:
            self._set_stroke(stroke, width)
        paint = b"f" if stroke is None or width <= 0 else b"S" if fill is None else b"B"
        self._body.append(b"%b re %b" % (numbers((x, y, w, h)), paint))

    def path(
        self,
        lines: Sequence[Sequence[Sequence[float]]],
        *,
        fill: Color | None = None,
        stroke: Color | None = None,
        width: float = 0.0,
        dash: Sequence[float] = (),
        closed: bool = False,
    ) -> None:
        """Draw lines that may be curved: of two numbers a step goes straight to a point, of six by a Bézier curve.

        What lies inside an odd number of them is filled (ISO 32000-1, 8.5.3.3.3). Joins are round, and ends that aren't a dash's.
        """
        lines = [line for line in lines if len(line) > 1]
        if not lines or (fill is None and (stroke is None or width <= 0)):
            return
        self._decorate()
        end = "h\n" if closed or fill is not None else ""
        code = "".join([f"{line[0][0]:.2f} {line[0][1]:.2f} m\n{''.join(map(_step, line[1:]))}{end}" for line in lines])
        stroked = stroke is not None and width > 0
        if fill is not None:
            operator = fill_color(fill)
            if operator != self._fill:
                self._fill = operator
                self._body.append(operator)
        if stroked:
            self._set_stroke(stroke, width)
            code = f"1 j {0 if dash else 1} J [{numbers(dash).decode()}] 0 d\n{code}"
        paint = "f*" if not stroked else "S" if fill is None else "B*"
        after = "\n0 j 0 J [] 0 d" if stroked else ""
        self._body.append((code + paint + after).encode())

    @contextmanager
    def clipped(self, x: float, y: float, w: float, h: float) -> Iterator[None]:
        """Draw within a rectangle only, from its lower left corner."""
        with self._transformed(b"%b re W n" % numbers((x, y, w, h))):
            yield

    @contextmanager
    def turned(self, x: float, y: float, angle: float) -> Iterator[None]:
        """Draw with the origin at a point and the axes turned, counterclockwise, by an angle in radians."""
        c, s = cos(angle), sin(angle)
        with self._transformed(b"%.5f %.5f %.5f %.5f %b cm" % (c, s, -s, c, numbers((x, y)))):
            yield

    @contextmanager
    def _transformed(self, operators: bytes) -> Iterator[None]:
        """Change the graphics state for a time; of colours and font in it afterwards we know what we knew before."""
        if not self._enclosed:
            self._decorate()
        before = self._fill, self._stroke, self._line_width, self._font
        self._body.append(b"q " + operators)
        yield
        self._body.append(b"Q")
        self._fill, self._stroke, self._line_width, self._font = before

    def _decorate(self) -> None:
        if not self._enclosed:
            self._enter(LAYOUT if self.words is None else _ARTIFACTS["Pagination"])

    def _set_stroke(self, color: Color | None, width: float) -> None:
        operator, written = stroke_color(color), number(width)
        if operator != self._stroke:
            self._stroke = operator
            self._body.append(operator)
        if written != self._line_width:
            self._line_width = written
            self._body.append(written + b" w")

    # figures

    def picture(self, raster: Raster, x: float, y: float, w: float, h: float, *, alone: bool = False) -> None:
        """Draw a picture upright, from its lower left corner. `alone`: it is all of its figure, which is as large as it."""
        from dossier.pdf.pictures import upright

        if alone and self._figure is not None:
            self._figure.attributes = self._placement((x, y, x + w, y + h))
        self._decorate()
        name, self.pictures[name] = self._press.picture(raster)
        self._body.append(b"q %b cm/%b Do Q" % (upright(raster.turn, x, y, w, h), name))

    @contextmanager
    def figure(self, element: Element, box: tuple[float, float, float, float] | None = None) -> Iterator[None]:
        """Draw a figure: all that is drawn meanwhile is its content.

        `box` is what it takes up: left, bottom, right, top.
        """
        if box is not None and not element.attributes:
            element.attributes = self._placement(box)
        self.leave_artifact()
        self._body.append(b"/%b<</MCID %d>>BDC" % (element.role.encode(), self.mark(element)))
        with self._enclosure():
            self._figure = element
            yield

    def _placement(self, box: Area) -> str:
        """Return the layout attributes of a figure that takes up an area (ISO 32000-1, 14.8.5.4.3)."""
        return f"/O/Layout/Placement/Block/BBox[{numbers(self._on_side(box)).decode()}]"

    @contextmanager
    def halos(self, color: Color, width: float) -> Iterator[None]:
        """Draw text within a figure as outlines, under the same text that follows: as an artifact, since it is said again."""
        assert self._figure is not None, f"page {self.page}: halos stand within a figure"
        self._body.append(b"EMC\n" + LAYOUT)
        with self._transformed(b"1 Tr 1 j"):
            self._set_stroke(color, width)
            yield
        self._body.append(b"EMC\n/%b<</MCID %d>>BDC" % (self._figure.role.encode(), self.mark(self._figure)))

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Draw decoration: all that is drawn meanwhile is an artifact of the kind."""
        self.leave_artifact()
        self._body.append(_ARTIFACTS[kind])
        with self._enclosure():
            yield

    @contextmanager
    def _enclosure(self) -> Iterator[None]:
        assert not self._enclosed, f"page {self.page}: a figure within a figure"
        self._enclosed = True
        yield
        self._enclosed, self._figure = False, None
        self._body.append(b"EMC")

    def graphic(self, sketch: Sketch, code: bytes, x: float, y: float, scale: float) -> None:
        """Draw what was drawn elsewhere from its lower left corner, scaled; `code` are its operators, its words among them.

        They find the graphics state of a page that begins (ISO 32000-1, table 52), and leave ours as it was.
        """
        assert self.words is None, f"page {self.page}: furniture is drawn when resources are written"
        self._decorate()
        self._press.makers.add(sketch.maker)
        self.named.update(sketch.named)
        for name, picture in sketch.pixels.items():
            self.pictures[name] = self._press.pixels(name, picture)
        place = b"%b 0 0 %b %b" % (number(scale, 5), number(scale, 5), numbers((x, y)))
        self._body.append(b"q 0 g 0 G 1 w 0 J 0 j 10 M []0 d %b cm\n%b\nQ" % (place, code))

    # places

    def destination(self, id: str, y: float) -> None:
        """Name a place on this page, for links to '#id' and for bookmarks; the first of a name counts."""
        self._press.name_place(id, self.object_number, y)

    def bookmark(self, level: int, title: str, id: str) -> None:
        """Add a bookmark that leads to a destination."""
        self._press.bookmark(level, title, id)

    def take_body(self) -> bytes:
        """Return the content stream."""
        self.leave_artifact()
        return b"\n".join(self._body) + b"\n" if self._body else b""


def _plain(lines: Sequence[Line]) -> bytes | None:
    """Return the operators that show the lines one under the other; None where one is of several segments, or late."""
    try:
        return b" T*\n".join(lines)  # type: ignore[arg-type]
    except TypeError:
        return None


def _step(step: Sequence[float]) -> str:
    """Return the operator that goes on to a point, straight or by a curve."""
    if len(step) == 2:
        return f"{step[0]:.2f} {step[1]:.2f} l\n"
    return f"{step[0]:.2f} {step[1]:.2f} {step[2]:.2f} {step[3]:.2f} {step[4]:.2f} {step[5]:.2f} c\n"

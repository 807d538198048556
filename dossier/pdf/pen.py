"""Lines of several styles, elements and directions -> operators: where the pen goes, what is marked when, where links lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from dossier.pdf.objects import number
from dossier.text.textlines import LateLine
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from dossier.blocks import Late
    from dossier.layout.element import Element
    from dossier.text.textlines import Line, RichLine, Segment, SetText
    from dossier.units import Color

Area = tuple[float, float, float, float]  # left, bottom, right, top
_ABOVE, _BELOW = 0.8, 0.25  # how far a link's area reaches from the baseline, in em


class _Run(NamedTuple):
    """Marked content that was promised to a late line: its element's place in the list of elements, its MCID."""

    element: int
    mcid: int


class LateText(NamedTuple):
    """A line whose words come last: the line, where it stands, the elements it may belong to, what it was promised."""

    line: LateLine
    x: float
    y: float
    setting: SetText
    elements: tuple[Element, ...]
    runs: tuple[_Run, ...]
    links: tuple[tuple[Element, int], ...]  # and the annotation of each
    artifact: bool


class Page(Protocol):
    """What a pen needs of the page that it draws on; `pdf.canvas.Canvas` is one, and says what its calls mean."""

    # ruff: noqa: D102
    page: int
    words: Callable[[Late], str] | None
    late: list[LateText]

    def text_state(self, font: bytes, size: float, color: Color | None) -> bytes: ...
    def mark(self, element: Element) -> int: ...
    def emit(self, code: bytes) -> None: ...
    def link(self, element: Element) -> int: ...
    def annotate(self, annotation: int, element: Element, box: Area) -> None: ...


class TextPen:
    """Draws lines on a page within text objects. Without elements nothing is marked."""

    def __init__(self, canvas: Page, setting: SetText, elements: tuple[Element, ...]) -> None:
        self._canvas, self._setting, self._elements = canvas, setting, elements
        self._ops: list[bytes] = []
        self._shown = False  # a text object is open
        self._open = -1  # the element whose mark is open
        self._line_x = self._line_y = 0.0  # the start of the line as the file has it, rounded
        self._promised: dict[int, list[int]] | None = None
        self._areas: dict[int, list[float]] = {}  # link (place in elements) -> its area on this line
        self._finished: list[tuple[Element, Area]] = []

    def draw(self, lines: Sequence[Line], x: float, y: float, leading: float) -> None:
        """Draw lines from the baseline `y` downwards."""
        for place, line in enumerate(lines):
            base = y - place * leading
            if isinstance(line, LateLine):
                self._postpone(line, x, base)
            else:
                self._draw_line(line, x, base)
        self._end()
        for element, area in self._finished:
            self._canvas.annotate(self._canvas.link(element), element, area)

    def draw_late(self, late: LateText, line: RichLine) -> None:
        """Draw a late line that has its words now, under the marks and annotations that it was promised."""
        if not late.artifact:
            self._promised = {}
            for run in late.runs:
                self._promised.setdefault(run.element, []).append(run.mcid)
        self._draw_line(line, late.x, late.y)
        self._close_mark()
        for place, mcids in (self._promised or {}).items():  # what fewer words have no need of holds nothing
            self._ops += [b"/%b<</MCID %d>>BDC EMC" % (self._elements[place].role.encode(), mcid) for mcid in mcids]
        self._end()
        areas = iter(self._finished)
        for element, annotation in late.links:
            found, area = next(areas, (element, (late.x, late.y, late.x, late.y)))
            assert found is element, f"page {self._canvas.page}: a late line has other links than it was measured with"
            self._canvas.annotate(annotation, element, area)

    def _draw_line(self, line: bytes | RichLine, x: float, base: float) -> None:
        if isinstance(line, bytes):
            setting = self._setting
            self._show(0, setting.font, setting.size, setting.color, line, (x, base))
        else:
            self._draw_segments(line.segments, x, base)
        for owner, (left, right, size) in self._areas.items():
            area = (left, base - _BELOW * size, right, base + _ABOVE * size)
            self._finished.append((self._elements[owner], area))
        self._areas.clear()

    def _draw_segments(self, segments: Sequence[Segment], x: float, base: float) -> None:
        rise = None  # the baseline of the segment before; none at a line's start
        for segment in segments:
            moves = segment.move or segment.dy != rise
            rise = segment.dy
            place = (x + segment.x, base + segment.dy) if moves else None
            self._show(segment.element, segment.font, segment.size, segment.color, segment.code, place)
            if segment.element and self._elements:
                self._note_link(segment, x + segment.x)

    def _show(
        self, owner: int, font: bytes, size: float, color: Color | None, code: bytes, place: tuple[float, float] | None
    ) -> None:
        """Show a string under the mark of its element; `place` is where, if not where the last one ended."""
        if self._elements and owner != self._open:
            self._close_mark()
            self._begin()
            element = self._elements[owner]
            self._ops.append(b"/%b<</MCID %d>>BDC" % (element.role.encode(), self._mcid(owner, element)))
            self._open = owner
        self._begin()
        state = self._canvas.text_state(font, size, color)
        if place is not None:
            right, up = round(place[0] - self._line_x, 2), round(place[1] - self._line_y, 2)
            self._line_x, self._line_y = self._line_x + right, self._line_y + up
            state += b"%b %b Td " % (number(right), number(up))
        self._ops.append(state + code)

    def _mcid(self, owner: int, element: Element) -> int:
        if self._promised is None:
            return self._canvas.mark(element)
        promised = self._promised.get(owner)
        assert promised, f"page {self._canvas.page}: a late line belongs to other elements than it was measured with"
        return promised.pop(0)

    def _begin(self) -> None:
        if not self._shown:
            self._ops.append(b"BT")
            self._shown = True
            self._line_x = self._line_y = 0.0

    def _close_mark(self) -> None:
        if self._open >= 0:
            self._ops.append(b"EMC")
            self._open = -1

    def _end(self) -> None:
        """Close mark and text object, and hand the operators over."""
        self._close_mark()
        if self._shown:
            self._ops.append(b"ET")
            self._shown = False
        if self._ops:
            self._canvas.emit(b"\n".join(self._ops))
            self._ops = []

    def _note_link(self, segment: Segment, left: float) -> None:
        """Widen the area of the link that the segment lies in."""
        owner = self._link_of(segment.element)
        if owner is not None:
            right = left + segment.width
            area = self._areas.get(owner)
            self._areas[owner] = (
                [left, right, segment.size]
                if area is None
                else [min(left, area[0]), max(right, area[1]), max(segment.size, area[2])]
            )

    def _link_of(self, owner: int) -> int | None:
        """Return the place of the Link element that an element is, or lies in."""
        element: Element | None = self._elements[owner]
        while element is not None and element is not self._elements[0]:
            if element.role == "Link" and element.link:
                return owner if element is self._elements[owner] else self._elements.index(element)
            element = element.parent
        return None

    def _postpone(self, line: LateLine, x: float, base: float) -> None:
        """Leave a line until its words are known; what it needs of the structure tree is given out now, in reading order."""
        canvas = self._canvas
        if canvas.words is not None:
            self._draw_line(line.finish({late: canvas.words(late) for late in line.lates}), x, base)
            return
        self._end()
        runs: list[_Run] = []
        links: list[tuple[Element, int]] = []
        if self._elements:
            segments = line.finish({late: late.reserve for late in line.lates}).segments
            for segment in segments:
                if not runs or runs[-1].element != segment.element:
                    runs.append(_Run(segment.element, canvas.mark(self._elements[segment.element])))
            owners = dict.fromkeys(self._link_of(s.element) for s in segments if s.element)
            links = [(self._elements[o], canvas.link(self._elements[o])) for o in owners if o is not None]
        canvas.late.append(LateText(line, x, base, self._setting, self._elements, tuple(runs), tuple(links), not self._elements))

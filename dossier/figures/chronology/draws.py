"""A chronology in, the drawn axis of time out: marks as exact as their dates, in lanes, each with its words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dossier.blocks import text
from dossier.figures.chronology.axis import Axis, tick_labels
from dossier.figures.chronology.shows import WITHIN, Chronology, Extent, Mark
from dossier.figures.chronology.times import MARK, cut_off, entries, sides, sign, span
from dossier.figures.kit.ink import Ink, paint, rectangle
from dossier.figures.kit.key import Key, Label, key, letter
from dossier.figures.kit.placing import Rect
from dossier.figures.kit.snug import size, snug
from dossier.figures.kit.typesetter import Paint, Typesetter
from dossier.layout.box import Lines
from dossier.layout.surface import Surface
from dossier.styling.style import RoleStyle
from dossier.tuples import NamedTuple
from dossier.units import WHITE

MOST_THIRDS: Final = 2.2  # of the page's height, in thirds: what the lanes alone may take of it
LABEL: Final = 0.36  # of the width: the measure of the words at a mark
NARROWEST: Final = 96.0  # points: the least of it
CLEAR: Final = 5.0  # points: between a mark and its words, and between what stands in one row
ROW: Final = 3.0  # points: between two rows
LOOSE: Final = 12.0  # points: by how much more they may stand apart on a page of their own
MARGIN: Final = 3.0  # points: between the edge and a heading
UNDATED: Final = 6.0  # points: between the lanes and what has no place on the axis
DATES: Final = 0.3  # of the width: what is known of dates before what has no place on the axis
HALO: Final = 2.4  # points: the width of the outline under words


class Placed(NamedTuple):
    """A mark with the height of its middle below the upper edge of its lane, and its words, if there was room."""

    mark: Mark
    left: float
    right: float
    middle: float
    label: Label | None


def draw(setter: Typesetter, data: Chronology, width: float, height: float | None = None) -> tuple[float, Paint] | None:
    """Lay the chronology out; return its height, with the key, and what paints it; None in a column too narrow for its words."""
    sheet = Sheet(setter, data, width, height)
    return (sheet.height, sheet.paint) if sheet.words or width >= setter.style.page.both - 1 else None


class Sheet:
    """A chronology that is laid out. Lengths in points; the origin is the upper left corner, heights are negative."""

    def __init__(self, setter: Typesetter, data: Chronology, width: float, height: float | None = None) -> None:
        self.setter, self.data, self.width = setter, data, width
        self.style = setter.style
        self.axis = Axis(*_days(data), width)
        self.head = 2 * self.style.role("chronology.axis").leading + 4
        self.words, self.row = True, ROW
        most = MOST_THIRDS * setter.third if height is None else height - self.head - self._set_key().height
        self._arrange()
        if self._deep() > most:
            self.words = False
            self._arrange()
        if self._deep() > most:
            self._squeeze(most)
        if height is not None:
            self._loosen(most)
        self.foot = self.undated.height - self.head - self._deep()
        self.ticks = tick_labels(self.axis, setter, data.words["chronology.months"].split())
        self.key = self._set_key()
        self.height = self.undated.height + self.key.height - self.foot

    def _arrange(self) -> None:
        """Lay out the lanes, and below them what has no place on the axis."""
        self.lanes, self.undated = self._lay_lanes(), self._set_undated()

    def _set_undated(self) -> Key:
        """Set the entries without a place on the axis beside what is known of their dates, or how many they are; from 0 down."""
        entries = self.data.undated
        if not self.words and entries:
            count = sum(len(texts) for _, texts in entries)
            entries = [("", [text(self.data.words.count("chronology.undated", count).format(count))])]
        labels: list[Label] = []
        y = -UNDATED if entries else 0.0
        for title, texts in entries:
            start = DATES * self.width if title else MARGIN
            heads = [(MARGIN, snug(self.setter, text(title), "chronology.lane", start - 2 * MARGIN))] if title else []
            lines = [(start, snug(self.setter, it, "chronology.label", self.width - start - MARGIN)) for it in texts]
            bottoms = []
            for column in (heads, lines):
                top = y
                for x, it in column:
                    wide, high = size(it)
                    labels.append(Label(it, Rect(x, top - high, x + wide, top)))
                    top -= high + ROW
                bottoms.append(top)
            y = min(bottoms)
        return Key(-y, (), labels)

    def _set_key(self) -> Key:
        return key(entries(self.data, self.axis, self.style, self.words), self.setter, "chronology.key", self.width)

    # Layout --------------------------------------------------------------------------------------------------------------
    def _lay_lanes(self) -> list[list[Placed]]:
        """Put the marks of each lane into rows."""
        return [self._lay(lane) for lane in range(len(self.data.lanes))]

    def _loosen(self, most: float) -> None:
        """Let rows stand wider apart, where the figure has its height for itself."""
        tight, spare = self.lanes, most - self._deep()
        self.row = ROW + max(0.0, min(LOOSE, spare / len(self.data.marks)))
        self.lanes = self._lay_lanes()
        if self._deep() > most:
            self.lanes = tight

    def _squeeze(self, most: float) -> None:
        """Let rows of marks without words stand closer, over each other if need be, so that a page holds all lanes."""
        spread = sum(max((-it.middle for it in lane), default=0.0) for lane in self.lanes)
        share = max(0.05, 1 - (self._deep() - most) / (spread or 1.0))
        self.lanes = [[it._replace(middle=it.middle * share) for it in lane] for lane in self.lanes]

    def _lay(self, lane: int) -> list[Placed]:
        """Put marks with their words where there is room, each as high as it can stand."""
        taken: list[Rect] = []
        out: list[Placed] = []
        for mark in self.data.marks:
            if mark.lane != lane:
                continue
            left, right = self._ends(mark)
            lines = self._set(mark) if self.words else None
            place = self._beside(left, right, lines)
            y = self._highest(taken, place)
            taken.append(Rect(place.left, y - place.top + place.bottom, place.right, y))
            middle = y - (place.top - place.bottom if lines is not None and self._is_over(left, right, lines) else 0.0)
            middle = middle + MARK / 2 if middle < y else y - (place.top - place.bottom) / 2
            out.append(Placed(mark, left, right, middle, self._label(lines, left, right, y, place)))
        return out

    def _set(self, mark: Mark) -> Lines:
        return snug(self.setter, mark.words, "chronology.label", max(NARROWEST, LABEL * self.width))

    def _ends(self, mark: Mark) -> tuple[float, float]:
        """Return from where to where a mark reaches."""
        ends = [span(extent, self.axis.place, self._open_end(extent)) for extent in mark.sides or (mark.extent,)]
        return min(left for left, _ in ends), max(right for _, right in ends)

    def _open_end(self, extent: Extent) -> float:
        """Return where the arrow of what goes on ends: at the cut-off, or where the axis does."""
        last = self.data.cut_off
        if last is not None and last > (extent.start or 0):
            return self.axis.place(last + 1)
        return self.width

    def _beside(self, left: float, right: float, lines: Lines | None) -> Rect:
        """Return the room that a mark takes with its words: to its right, to its left, or over it; its upper edge at 0."""
        if lines is None:
            return Rect(left, -MARK, right, 0.0)
        wide, high = size(lines)
        deep = max(high, MARK)
        if self._fits_right(right, wide):
            return Rect(left, -deep, right + CLEAR + wide, 0.0)
        if self._fits_left(left, wide):
            return Rect(left - CLEAR - wide, -deep, right, 0.0)
        start = max(0.0, min(left, self.width - wide))
        return Rect(min(start, left), -high - MARK - 1, max(start + wide, right), 0.0)

    def _fits_right(self, right: float, wide: float) -> bool:
        return right + CLEAR + wide <= self.width

    @staticmethod
    def _fits_left(left: float, wide: float) -> bool:
        return left - CLEAR - wide >= 0

    def _is_over(self, left: float, right: float, lines: Lines) -> bool:
        wide, _ = size(lines)
        return not self._fits_right(right, wide) and not self._fits_left(left, wide)

    def _label(self, lines: Lines | None, left: float, right: float, top: float, place: Rect) -> Label | None:
        """Return the words of a mark in their box."""
        if lines is None:
            return None
        wide, high = size(lines)
        if self._is_over(left, right, lines):
            x = max(0.0, min(left, self.width - wide))
            return Label(lines, Rect(x, top - high, x + wide, top))
        x = right + CLEAR if self._fits_right(right, wide) else left - CLEAR - wide
        top -= (place.top - place.bottom - high) / 2
        return Label(lines, Rect(x, top - high, x + wide, top))

    def _highest(self, taken: Sequence[Rect], place: Rect) -> float:
        """Return the greatest height at which a box touches none that is taken."""
        beside = [box for box in taken if box.left < place.right + CLEAR and place.left < box.right + CLEAR]
        deep = place.top - place.bottom
        for y in sorted({0.0, *(box.bottom - self.row for box in beside)}, reverse=True):
            if all(y - deep >= box.top + self.row or y + self.row <= box.bottom for box in beside):
                return y
        return 0.0

    # Lanes ---------------------------------------------------------------------------------------------------------------
    def _title_room(self, lane: int) -> float:
        role = self.style.role("chronology.lane")
        return role.leading + 1 if self.data.lanes[lane] else 0.0

    def _lane_height(self, lane: int) -> float:
        """Return how deep a lane is, with its title and some room at both edges."""
        lows = [min(it.middle - MARK / 2, it.label.box.bottom if it.label else 0.0) for it in self.lanes[lane]]
        return self._title_room(lane) - min(lows, default=0.0) + 8

    def _deep(self) -> float:
        return sum(map(self._lane_height, range(len(self.lanes)))) + self.undated.height

    # Drawing -------------------------------------------------------------------------------------------------------------
    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Draw ground, axis, marks and words."""
        with surface.turned(x, y, 0.0):
            paint(surface, self._ground())
            labels: list[Label] = []
            top = -self.head
            marks: list[Ink] = []
            titles: list[Label] = []
            role = self.style.role("chronology.mark")
            for lane, placed in enumerate(self.lanes):
                title = self.data.lanes[lane]
                if title:
                    lines = snug(self.setter, text(title), "chronology.lane", self.width)
                    wide, high = size(lines)
                    titles.append(Label(lines, Rect(MARGIN, top - 2 - high, MARGIN + wide, top - 2)))
                base = top - self._title_room(lane) - 4
                for it in placed:
                    marks += self._mark(it, base + it.middle, role)
                    if it.label:
                        labels.append(Label(it.label.lines, _moved(it.label.box, base)))
                top -= self._lane_height(lane)
            with surface.halos(self.style.role("chronology.label").fill or WHITE, HALO):
                letter(surface, (*labels, *titles))
            paint(surface, marks)
            letter(surface, (*labels, *titles, *self.ticks))
        with surface.turned(x, y + self.foot, 0.0):
            letter(surface, self.undated.labels)
        with surface.turned(x, y + self.foot - self.undated.height, 0.0):
            paint(surface, self.key.inks)
            letter(surface, self.key.labels)

    def _mark(self, it: Placed, y: float, role: RoleStyle) -> Sequence[Ink]:
        extent, place = it.mark.extent, self.axis.place
        if it.mark.sides:
            return sides(it.mark.sides, place, y, role, self._open_end(extent))
        return sign(extent, place, y, role, self._open_end(extent))

    def _ground(self) -> list[Ink]:
        """Draw what lies under the marks: lanes, stretches of another scale, ticks, the axis, the cut-off."""
        lane_role, axis = self.style.role("chronology.lane"), self.style.role("chronology.axis")
        out: list[Ink] = []
        top = -self.head
        bottoms = [top := top - self._lane_height(lane) for lane in range(len(self.lanes))]
        wide = [rectangle(it.left, self.foot, it.right, 0) for it in self.axis.pieces if it.kind == "wide"]
        out.append(Ink(wide, lane_role.fill))
        ends = [-self.head, *bottoms]
        lines = [[(0.0, low), (self.width, low)] for _, low in pairwise(ends)]
        out.append(Ink(lines, stroke=lane_role.rule_color, width=lane_role.rule_below))
        ticks = [[(tick.x, -self.head), (tick.x, self.foot)] for tick in self.axis.ticks()]
        out.append(Ink(ticks, stroke=lane_role.rule_color, width=0.5 * lane_role.rule_below, dash=(1, 2)))
        starts = [[(tick.x, -self.head + 3), (tick.x, -self.head)] for tick in self.axis.ticks()]
        out.append(Ink([[(0, -self.head), (self.width, -self.head)], *starts], stroke=axis.rule_color, width=axis.rule_above))
        for piece in self.axis.pieces:
            if piece.kind == "cut":
                out += self._cut((piece.left + piece.right) / 2, self.foot)
        if self.data.cut_off is not None and self.axis.start <= self.data.cut_off <= self.axis.end:
            line = self.axis.place(self.data.cut_off + 1)
            out += cut_off((line, -self.head), (line, self.foot), self.style.role("chronology.cut-off"))
        return out

    def _cut(self, x: float, foot: float) -> list[Ink]:
        """Draw the break of the axis: two slanting strokes, and a white strip through all lanes."""
        axis = self.style.role("chronology.axis")
        top = -self.head
        strokes = [[(x + d - 2, top - 4), (x + d + 2, top + 4)] for d in (-2, 2)]
        return [
            Ink([rectangle(x - 2, top - 2, x + 2, top + 2)], WHITE),
            Ink(strokes, stroke=axis.rule_color, width=axis.rule_above),
            Ink([[(x, top - 6), (x, foot)]], stroke=axis.rule_color, width=0.5 * axis.rule_above, dash=(0.5, 3)),
        ]


def _moved(box: Rect, by: float) -> Rect:
    return Rect(box.left, box.bottom + by, box.right, box.top + by)


def _days(data: Chronology) -> tuple[list[int], list[int]]:
    """Return the days that want room of their own, and all that the axis has to reach."""
    extents = [extent for mark in data.marks for extent in (mark.sides or (mark.extent,))]
    reach = [day for extent in extents for day in (extent.start, extent.end) if day is not None]
    days: list[int] = []
    for extent in extents:
        if extent.kind == WITHIN and extent.start is not None and extent.end is not None:
            days.append((extent.start + extent.end) // 2)
        else:
            days += [day for day in (extent.start, extent.end) if day is not None]
    last = data.cut_off
    if last is not None and min(reach) <= last <= max(reach) + max(31, (max(reach) - min(reach)) // 3):
        reach.append(last)
    return days, reach

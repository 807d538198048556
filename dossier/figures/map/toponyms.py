"""The names of the ground: of countries in the midst of what is seen of them, of rivers along them, of seas on water alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import atan2, cos, pi, sin
from typing import Final

from dossier.blocks import Text, text
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.map.frame import Frame
from dossier.figures.map.ground import Country
from dossier.figures.map.lettering import Lettering, Name
from dossier.geodesy.lines import Line, lengths, point_at
from dossier.geodesy.seas import SEAS
from dossier.layout.box import Lines

ROW: Final = 6.0  # points: from one height to the next at which the room within a country is looked at
PIECES: Final = 6  # boxes that a turned name is made of, for what may not touch it
LIFT: Final = 2.6  # points: a river's name stands this far off its line
BENT: Final = 0.35  # radians: where a river turns by more, its name can't follow


# Countries --------------------------------------------------------------------------------------------------------------
def place_countries(board: Board, lettering: Lettering, countries: Sequence[Country], names: Mapping[str, str]) -> list[Name]:
    """Write the names of countries within them, as near to the middle of what is seen of them as there is room."""
    out = []
    for country in sorted(countries, key=lambda c: not c.concerned):
        said = names.get(country.name, country.name)
        if not said:
            continue
        lines = lettering.set(text(said), "map.country")
        box = _within(board, country, *lettering.size(lines))
        if box:
            board.take(box)
            out.append(lettering.level(lines, box, halo=False))
    return out


def _within(board: Board, country: Country, width: float, height: float) -> Rect | None:
    """Return the place of a name within a country that lies most in its midst; None where it has no room."""
    frame = board.frame
    step = ROW
    rows = [(j + 0.5) * step for j in range(int(frame.top / step))]
    spans = [_spans(country.rings, y, frame.right) for y in rows]
    area = sum(end - start for row in spans for start, end in row)
    if area * step < 2 * width * height:
        return None
    middle_y = sum(y * (end - start) for y, row in zip(rows, spans, strict=True) for start, end in row) / area
    middle_x = sum((end**2 - start**2) / 2 for row in spans for start, end in row) / area
    reach = int(height / 2 // step) + 1
    best, least = None, float("inf")
    for j in range(reach, len(rows) - reach, 2):
        for x in _places(spans[j - reach : j + reach + 1], width + 10):
            box = Rect(x - width / 2, rows[j] - height / 2, x + width / 2, rows[j] + height / 2)
            far = abs(x - middle_x) + 1.6 * abs(rows[j] - middle_y)
            if far < least and board.is_free(box, 4.0):
                cost = far + 10 * board.crossed(box)
                if cost < least:
                    best, least = box, cost
    return best


def _places(rows: Sequence[Sequence[tuple[float, float]]], width: float) -> Iterator[float]:
    """Yield the middles of stretches of a width that lie within all rows."""
    for start, end in rows[len(rows) // 2]:
        x = start + width / 2
        while x + width / 2 <= end:
            if all(any(a <= x - width / 2 and x + width / 2 <= b for a, b in row) for row in rows):
                yield x
            x += 12.0


def _spans(rings: Sequence[Line], y: float, right: float) -> list[tuple[float, float]]:
    """Return the stretches of a level line within rings, as far as the frame shows them (even-odd rule)."""
    cuts = []
    for ring in rings:
        a, b = ring[-1]
        for c, d in ring:
            if (b > y) != (d > y):
                cuts.append(a + (y - b) / (d - b) * (c - a))
            a, b = c, d
    cuts.sort()
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [(max(start, 0.0), min(end, right)) for start, end in pairs if end > 0 and start < right]


# Rivers -----------------------------------------------------------------------------------------------------------------
def place_rivers(board: Board, lettering: Lettering, rivers: Sequence[tuple[str, Line]], names: Mapping[str, Text]) -> list[Name]:
    """Write the names of rivers along them, each once, where the river is straight enough and nothing else stands."""
    out = []
    done: set[str] = set()
    longest = sorted((river for river in rivers if river[0]), key=lambda river: -lengths(river[1])[-1])
    for name, line in longest:
        if name in done:
            continue
        lines = lettering.set(names.get(name.lower()) or text(name), "map.river")
        found = _along(board, line, *lettering.size(lines))
        if found:
            done.add(name)
            x, y, angle, boxes = found
            for box in boxes:
                board.take(box)
            out.append(Name(lines, x, y, angle, boxes, True))
    return out


def _along(board: Board, line: Line, width: float, height: float) -> tuple[float, float, float, list[Rect]] | None:
    """Return the place of a name along a line: the corner of its lines, its angle, the boxes that it takes."""
    along = lengths(line)
    best, least = None, float("inf")
    distance, whole = 6.0, along[-1]
    while distance + width < whole:
        (x, y), _ = point_at(line, along, distance)
        (u, v), _ = point_at(line, along, distance + width)
        if x > u:
            x, y, u, v = u, v, x, y
        angle = atan2(v - y, u - x)
        bend = _bend(line, along, distance, width, angle)
        if bend < BENT * width / 2:
            for lift in (LIFT + bend, -LIFT - bend - height):
                corner = x - (lift + height) * sin(angle), y + (lift + height) * cos(angle)
                boxes = turned_boxes(*corner, angle, width, height)
                cost = bend + 0.6 * abs(angle) / pi * width + (1.5 if lift < 0 else 0)
                if cost < least and all(board.is_free(box, 0.5) for box in boxes):
                    cost += 2 * sum(map(board.crossed, boxes))
                    if cost < least:
                        best, least = (*corner, angle, boxes), cost
        distance += 8.0
    return best


def _bend(line: Line, along: Sequence[float], start: float, width: float, angle: float) -> float:
    """Return how far a stretch of a line leaves the straight one between its ends."""
    (x, y), _ = point_at(line, along, start)
    far = 0.0
    for i in range(1, 8):
        (u, v), _ = point_at(line, along, start + width * i / 8)
        far = max(far, abs((v - y) * cos(angle) - (u - x) * sin(angle)))
    return far


def turned_boxes(x: float, y: float, angle: float, width: float, height: float) -> list[Rect]:
    """Return boxes that cover a turned rectangle, whose upper left corner before turning is x, y."""
    c, s = cos(angle), sin(angle)
    out = []
    for i in range(PIECES):
        start, end = width * i / PIECES, width * (i + 1) / PIECES
        corners = [(x + u * c - v * s, y + u * s + v * c) for u in (start, end) for v in (0.0, -height)]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        out.append(Rect(min(xs), min(ys), max(xs), max(ys)))
    return out


# Seas -------------------------------------------------------------------------------------------------------------------
def place_seas(
    board: Board, lettering: Lettering, frame: Frame, names: Mapping[str, str], on_land: Callable[[float, float], bool]
) -> list[Name]:
    """Write the names of seas, where one of their points lies in the frame and the name on nothing but water."""
    out = []
    for name, points in SEAS.items():
        said = names.get(name, name)
        if not said:
            continue
        lines: Lines | None = None
        for point in points:
            if not frame.shows(point):
                continue
            x, y = frame.place(point)
            lines = lines or lettering.set(text(said), "map.water")
            width, height = lettering.size(lines)
            box = Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            ends = ((box.left, y), (x, y), (box.right, y))
            if board.is_free(box, 3.0) and not any(on_land(*end) for end in ends):
                board.take(box)
                out.append(lettering.level(lines, box, halo=False))
                break
    return out

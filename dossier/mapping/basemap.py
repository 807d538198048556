"""The base map that travels with the package: a box of longitude and latitude in, rings and lines of it out, in degrees.

`dossier/data/map/world.map` is made by scripts/derive_map.py: a line that names the format, then for each layer thirteen
blocks, each after its length (32 bits; all numbers little-endian). First the transform (origin and step, four doubles) and
the names of features, a line each; then as 32-bit integers: first ring of each feature, first arc of each ring, box of each
ring, arcs of the rings (~n: backwards), first piece of each arc, how many features use an arc, box of each piece, first
point of each piece, last point of each arc, end of each piece's points; at last the points, as differences from one to the
next, each piece after the letter of its width (`b`, `h`, `i`). Only the pieces that touch the box are decoded. A piece
outside stands in a ring as its end points: with its box it lies beyond one edge of ours, so what is inside stays as it is.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from struct import unpack_from
from typing import Final, TypeAlias

from dossier import files

Degrees: TypeAlias = tuple[float, float]
"""Longitude and latitude, east and north positive; the longitude may go beyond 180 where a box does."""
Line: TypeAlias = list[Degrees]

MAGIC: Final = b"DOSSIER MAP 1\n"
LAYERS: Final = ("countries 10m", "countries 50m", "countries 110m", "rivers", "lakes")
BLOCKS: Final = 13
COAST, BORDER = 1, 2
SEAM: Final = 179.999  # degrees: along the antimeridian countries are cut, but nothing ends there
POLE: Final = -89.9  # degrees: so are they along the South Pole


class Box(tuple[float, float, float, float]):
    """West, south, east, north in degrees; east is greater than west, and beyond 180 where the box crosses the antimeridian."""

    __slots__ = ()

    @property
    def turns(self) -> Iterator[float]:
        """Yield by how many degrees longitudes from -180 to 180 are shifted so as to lie in the box; once for most boxes."""
        for turn in (-360.0, 0.0, 360.0):
            if self[0] < 180 + turn and self[2] > -180 + turn:
                yield turn


def open_layers() -> dict[str, Layer]:
    """Open the base map; its layers by name."""
    data = files.read(files.data("map/world.map"))
    assert data.startswith(MAGIC), "world.map: another format than this program reads"
    view, at = memoryview(data), len(MAGIC)
    layers = {}
    for name in LAYERS:
        blocks = []
        for _ in range(BLOCKS):
            (length,) = unpack_from("<I", view, at)
            blocks.append(view[at + 4 : at + 4 + length])
            at += 4 + length
        layers[name] = Layer(blocks)
    return layers


def _integers(block: memoryview) -> array[int]:
    values = array("i")
    values.frombytes(block)
    if sys.byteorder == "big":
        values.byteswap()
    return values


class Layer:
    """A layer of the base map: features of rings (or lines) of arcs of pieces. Its tables are read when they are asked for."""

    __slots__ = ("_blocks", "_decoded", "_tables", "_x", "_y")

    def __init__(self, blocks: Sequence[memoryview]) -> None:
        self._blocks = blocks
        self._tables: dict[int, array[int]] = {}
        self._decoded: dict[int, Line] = {}
        origin_x, origin_y, step_x, step_y = unpack_from("<4d", blocks[0])
        self._x, self._y = (origin_x, step_x), (origin_y, step_y)

    @property
    def names(self) -> list[str]:
        """The names of the features, '' where one has none."""
        return bytes(self._blocks[1]).decode().split("\n")

    def _table(self, number: int) -> array[int]:
        table = self._tables.get(number)
        if table is None:
            table = self._tables[number] = _integers(self._blocks[number])
        return table

    def rings(self, box: Box) -> Iterator[tuple[int, Line]]:
        """Yield the rings that touch the box, each with the number of its feature, those of a feature one after the other."""
        features, rings, refs = self._table(2), self._table(3), self._table(5)
        for turn in box.turns:
            grid = self._grid(box, turn)
            feature = 0
            for ring in self._touching(4, grid):
                while features[feature + 1] <= ring:
                    feature += 1
                yield feature, self._ring(refs[rings[ring] : rings[ring + 1]], grid, turn)

    def lines(self, box: Box) -> Iterator[tuple[int, Line]]:
        """Yield the arcs, as far as they touch the box, each with how many features use it; not what runs along the seam."""
        arcs, used = self._table(6), self._table(7)
        for turn in box.turns:
            line: Line = []
            arc = last = -1
            for piece in self._touching(8, self._grid(box, turn)):
                before = arc
                while arcs[arc + 1] <= piece:
                    arc += 1
                points = self._piece(piece)
                if last == piece - 1 and arcs[arc] != piece:
                    line += points[1:]
                else:
                    yield from ((used[before], part) for part in _without_seam(line, turn))
                    line = points[:]
                last = piece
            yield from ((used[arc], part) for part in _without_seam(line, turn))

    def named_lines(self, box: Box) -> Iterator[tuple[str, Line]]:
        """Yield the lines of a layer of lines that touch the box, whole, each with its name."""
        names = self.names
        for feature, line in self.rings(box):
            yield names[feature], line

    def _grid(self, box: Box, turn: float) -> tuple[float, float, float, float]:
        """Return the box in the layer's own steps."""
        (x, dx), (y, dy) = self._x, self._y
        return (box[0] - turn - x) / dx, (box[1] - y) / dy, (box[2] - turn - x) / dx, (box[3] - y) / dy

    def _touching(self, table: int, grid: tuple[float, float, float, float]) -> list[int]:
        """Return which of the boxes of a table touch a box of the grid."""
        boxes = self._table(table)
        west, south, east, north = grid
        sides = zip(boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True)
        return [i for i, (w, s, e, n) in enumerate(sides) if w <= east and e >= west and s <= north and n >= south]

    def _ring(self, refs: Sequence[int], grid: tuple[float, float, float, float], turn: float) -> Line:
        """Put a ring together from the pieces that touch the box, and the end points of the others."""
        out: Line = []
        arcs, boxes = self._table(6), self._table(8)
        west, south, east, north = grid
        for ref in refs:
            arc = ref if ref >= 0 else ~ref
            points: Line = []
            for piece in range(arcs[arc], arcs[arc + 1]):
                w, s, e, n = boxes[4 * piece : 4 * piece + 4]
                inside = w <= east and e >= west and s <= north and n >= south
                points += self._piece(piece) if inside else self._point(9, piece)
            points += self._point(10, arc)
            out += points if ref >= 0 else points[::-1]
        return [(x + turn, y) for x, y in out] if turn else out

    def _point(self, table: int, number: int) -> Line:
        """Return a point of a table of points."""
        points, (x, dx), (y, dy) = self._table(table), self._x, self._y
        return [(x + dx * points[2 * number], y + dy * points[2 * number + 1])]

    def _piece(self, piece: int) -> Line:
        """Decode the points of a piece."""
        found = self._decoded.get(piece)
        if found is None:
            offsets, firsts, points = self._table(11), self._table(9), self._blocks[12]
            start, end = offsets[piece], offsets[piece + 1]
            deltas = array(chr(points[start]))
            deltas.frombytes(points[start + 1 : end])
            if sys.byteorder == "big":
                deltas.byteswap()
            (x, dx), (y, dy) = self._x, self._y
            xs = accumulate(deltas[0::2], initial=firsts[2 * piece])
            ys = accumulate(deltas[1::2], initial=firsts[2 * piece + 1])
            found = self._decoded[piece] = [(x + dx * u, y + dy * v) for u, v in zip(xs, ys, strict=True)]
        return found


def _without_seam(line: Line, turn: float) -> Iterator[Line]:
    """Cut a line where it runs along the antimeridian or the pole, and shift it."""
    part: Line = []
    for here, there in pairwise(line):
        on_seam = min(abs(here[0]), abs(there[0])) > SEAM or max(here[1], there[1]) < POLE
        if on_seam:
            if part:
                yield part
            part = []
            continue
        if not part:
            part = [(here[0] + turn, here[1])]
        part.append((there[0] + turn, there[1]))
    if part:
        yield part

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
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from struct import unpack_from
from typing import Final, TypeAlias

from dossier import files
from dossier.geodesy.lines import inside

Degrees: TypeAlias = tuple[float, float]
"""Longitude and latitude, east and north positive; the longitude may go beyond 180 where a box does."""
Line: TypeAlias = list[Degrees]

MAGIC: Final = b"DOSSIER MAP 1\n"
LAYERS: Final = ("countries 10m", "countries 50m", "countries 110m", "rivers", "lakes")
BLOCKS: Final = 13
COAST, BORDER = 1, 2
TURNS: Final = (-360.0, 0.0, 360.0)
SEAM: Final = 179.999  # degrees: along the antimeridian countries are cut, but nothing ends there
POLE: Final = -89.9  # degrees: so are they along the South Pole
SOUTH: Final = -60.0  # degrees: south of it there is one continent


class Box(tuple[float, float, float, float]):
    """West, south, east, north in degrees; east is greater than west, and beyond 180 where the box crosses the antimeridian."""

    __slots__ = ()

    def grids(self) -> list[Box]:
        """Return what of the box lies between longitudes of -180 and 180, shifted there; two boxes where it crosses the seam."""
        return [
            Box((self[0] - turn, self[1], self[2] - turn, self[3]))
            for turn in TURNS
            if self[0] < 180 + turn and self[2] > -180 + turn
        ]


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

    def __eq__(self, other: object) -> bool:
        """Say whether they are of the same file: what holds layers can be compared."""
        return isinstance(other, Layer) and self._blocks == other._blocks

    def __hash__(self) -> int:
        return hash(bytes(self._blocks[0]))

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
        grids = [self._grid(part) for part in box.grids()]
        feature = 0
        for ring in self._touching(4, grids):
            while features[feature + 1] <= ring:
                feature += 1
            line = _unwrapped(self._ring(refs[rings[ring] : rings[ring + 1]], grids))
            yield from ((feature, turned) for turned in _turned(line, box))

    def whole(self, feature: int) -> Iterator[Line]:
        """Yield all rings of a feature, by its number."""
        features, rings, refs = self._table(2), self._table(3), self._table(5)
        globe = [self._grid(Box((-180.0, -90.0, 180.0, 90.0)))]
        for ring in range(features[feature], features[feature + 1]):
            yield _unwrapped(self._ring(refs[rings[ring] : rings[ring + 1]], globe))

    def lines(self, box: Box) -> Iterator[tuple[int, int, Line]]:
        """Yield the arcs, as far as they touch the box, with how many features use each, and its number; not along the seam."""
        arcs, used = self._table(6), self._table(7)
        line: Line = []
        arc = last = before = -1
        for piece in self._touching(8, [self._grid(part) for part in box.grids()]):
            while arcs[arc + 1] <= piece:
                arc += 1
            points = self._piece(piece)
            if last == piece - 1 and arcs[arc] != piece:
                line += points[1:]
            else:
                yield from ((used[before], before, part) for whole in _without_seam(line) for part in _turned(whole, box))
                line = points[:]
            last, before = piece, arc
        yield from ((used[before], before, part) for whole in _without_seam(line) for part in _turned(whole, box))

    def shared(self, one: str, other: str) -> set[int]:
        """Return the numbers of the arcs that part two features, of the names given; none where the layer lacks one of them."""
        names = self.names
        return self._arcs(names.index(one)) & self._arcs(names.index(other)) if one in names and other in names else set()

    def _arcs(self, feature: int) -> set[int]:
        """Return the numbers of the arcs of a feature."""
        features, rings, refs = self._table(2), self._table(3), self._table(5)
        return {ref if ref >= 0 else ~ref for ref in refs[rings[features[feature]] : rings[features[feature + 1]]]}

    def names_at(self, points: Sequence[Degrees]) -> list[str]:
        """Return for each point the name of the feature in which it lies, '' where it lies in none."""
        if not points:
            return []
        names, boxes, grids = self.names, self._table(4), [self._grid(_about(point)) for point in points]
        (wests, souths, easts, norths) = zip(*grids, strict=True)
        near = self._touching(4, [Box((min(wests), min(souths), max(easts), max(norths)))])
        found = []
        for point, grid in zip(points, grids, strict=True):
            hits: dict[int, bool] = {}
            for ring in near:
                if touch(boxes[4 * ring : 4 * ring + 4], grid):
                    feature = bisect_right(self._table(2), ring) - 1
                    hits[feature] = hits.get(feature, False) != self._holds(ring, point, grid)  # a ring within one is a hole
            found.append(next((names[feature] for feature, hit in hits.items() if hit), ""))
        return found

    def _holds(self, ring: int, point: Degrees, grid: Box) -> bool:
        """Say whether a point lies in a ring, of which no more is decoded than a box about the point asks."""
        rings, refs = self._table(3), self._table(5)
        line = _unwrapped(self._ring(refs[rings[ring] : rings[ring + 1]], [grid]))
        return any(inside((point[0] + turn, point[1]), line) for turn in TURNS)

    def named_lines(self, box: Box) -> Iterator[tuple[str, Line]]:
        """Yield the lines of a layer of lines that touch the box, whole, each with its name."""
        names = self.names
        for feature, line in self.rings(box):
            yield names[feature], line

    def _grid(self, box: Box) -> Box:
        """Return the box in the layer's own steps."""
        (x, dx), (y, dy) = self._x, self._y
        return Box(((box[0] - x) / dx, (box[1] - y) / dy, (box[2] - x) / dx, (box[3] - y) / dy))

    def _touching(self, table: int, grids: Sequence[Box]) -> list[int]:
        """Return which of the boxes of a table touch one of some boxes of the grid."""
        boxes = self._table(table)
        found: set[int] = set()
        for west, south, east, north in grids:
            sides = zip(boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True)
            found.update([i for i, (w, s, e, n) in enumerate(sides) if w <= east and e >= west and s <= north and n >= south])
        return sorted(found)

    def _ring(self, refs: Sequence[int], grids: Sequence[Box]) -> Line:
        """Put a ring together from the pieces that touch the box, and the end points of the others."""
        out: Line = []
        arcs, boxes = self._table(6), self._table(8)
        for ref in refs:
            arc = ref if ref >= 0 else ~ref
            points: Line = []
            for piece in range(arcs[arc], arcs[arc + 1]):
                w, s, e, n = boxes[4 * piece : 4 * piece + 4]
                inside = any(w <= east and e >= west and s <= north and n >= south for west, south, east, north in grids)
                points += self._piece(piece) if inside else self._point(9, piece)
            points += self._point(10, arc)
            out += points if ref >= 0 else points[::-1]
        return out

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


def _about(point: Degrees) -> Box:
    """Return the box of a point alone; near the South Pole all of its continent, whose rings are closed through the pole."""
    x, y = (point[0] + 180) % 360 - 180, point[1]
    return Box((x, y, x, y) if y > SOUTH else (-180.0, -90.0, 180.0, SOUTH))


def touch(box: Sequence[float], other: Sequence[float]) -> bool:
    """Say whether two boxes touch."""
    return box[0] <= other[2] and box[2] >= other[0] and box[1] <= other[3] and box[3] >= other[1]


def _unwrapped(ring: Line) -> Line:
    """Return a ring whose longitudes go on beyond 180 where it crosses the antimeridian; about a pole it is closed through it."""
    xs = [x for x, _ in ring]
    if max(xs) - min(xs) <= 180:
        return ring
    out = _continuous(ring)
    (first, _), (last, latitude) = out[0], out[-1]
    if abs(last - first) > 180:
        pole = 90.0 if latitude > 0 else -90.0
        out += [(last, pole), (first, pole)]
    return out


def _continuous(line: Line) -> Line:
    shift, before, out = 0.0, line[0][0], []
    for x, y in line:
        if abs(x - before) > 180:
            shift += 360 if x < before else -360
        out.append((x + shift, y))
        before = x
    return out


def _turned(line: Line, box: Box) -> Iterator[Line]:
    """Yield a line once for each turn of the globe by which it comes to lie in the box."""
    if not line:
        return
    xs = [x for x, _ in line]
    west, east = min(xs), max(xs)
    for turn in TURNS:
        if west + turn <= box[2] and east + turn >= box[0]:
            yield [(x + turn, y) for x, y in line] if turn else line


def _without_seam(line: Line) -> Iterator[Line]:
    """Cut a line where it runs along the antimeridian or the pole; where it crosses it goes on beyond 180."""
    part: Line = []
    for here, there in pairwise(line):
        if min(abs(here[0]), abs(there[0])) > SEAM or max(here[1], there[1]) < POLE:
            if part:
                yield _continuous(part)
            part = []
            continue
        part = part or [here]
        part.append(there)
    if part:
        yield _continuous(part)

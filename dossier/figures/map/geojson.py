"""Overlays of the map: GeoJSON files that the dossier names in, shapes out, or what is wrong with them (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, NoReturn, TypeAlias

from dossier import files
from dossier.inline.piles import MOST_MARKS, piles
from dossier.problems import Problem, Span, error
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.model import Dossier

LIMIT: Final = 8 << 20  # bytes of a file
MOST_POINTS: Final = 200_000  # points of all files together: more than paper can show
LONGEST: Final = 200  # characters of a label or a class
WGS84: Final = ("crs84", "epsg::4326", "epsg:4326", "wgs84", "wgs 84")
Form: TypeAlias = Literal["point", "line", "area"]
# the type of a geometry: what it is here, and how deep its points lie in lists
GEOMETRIES: Final[Mapping[str, tuple[Form, int]]] = {
    "Point": ("point", 0),
    "MultiPoint": ("point", 1),
    "LineString": ("line", 1),
    "MultiLineString": ("line", 2),
    "Polygon": ("area", 2),
    "MultiPolygon": ("area", 3),
}

Degrees = tuple[float, float]


class Overlay(NamedTuple):
    """A shape: its form; its lines (of an area: rings; of a point: one point); label and class as written.

    `border`: it stands for a border of the base map that is disputed.
    """

    kind: Form
    lines: Sequence[Sequence[Degrees]]
    label: str
    class_: str
    border: bool = False


class Fault(Exception):
    """Something is wrong with a file: message, hint, and where in it, if that is known."""

    def __init__(self, message: str, hint: str | None = None, span: Span | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.span = message, hint, span


def load(dossier: Dossier, root: str | None) -> tuple[list[Overlay], list[Problem]]:
    """Read the overlays of a dossier's map below its folder; without a root none is read."""
    overlays: list[Overlay] = []
    problems: list[Problem] = []
    settings = dossier.map
    if settings is None or root is None:
        return overlays, problems
    room = MOST_POINTS
    named = [(name, "overlays") for name in settings.overlays] + [(name, "borders") for name in settings.borders.files]
    for name, field in named:
        span = settings.place_of(field)
        try:
            found = list(features(files.read_below(root, name, LIMIT), name, room))
            found = _as_borders(found) if field == "borders" else found
        except files.Unreadable as wrong:
            problems.append(error(f"{name}: {wrong}", span, "GeoJSON files stand below the dossier's folder", "overlay"))
        except Fault as fault:
            message = fault.message if fault.span else f"{name}: {fault.message}"
            problems.append(error(message, fault.span or span, fault.hint, "overlay"))
        else:
            room -= sum(len(line) for overlay in found for line in overlay.lines)
            overlays += found
    return overlays, problems


def _as_borders(found: Sequence[Overlay]) -> list[Overlay]:
    """Return the features of a file as borders. Raises Fault where there is no line among them."""
    lines = [overlay._replace(border=True) for overlay in found if overlay.kind != "point"]
    if len(lines) < len(found) or not lines:
        raise Fault("a border is a line, or the edge of an area", "points stand in a file of `overlays`")
    return lines


def features(data: bytes, name: str, room: int = MOST_POINTS) -> Iterator[Overlay]:
    """Yield the features of a GeoJSON file, of `room` points at most. Raises Fault."""
    content = _parsed(data, name)
    if not isinstance(content, dict):
        raise Fault("a GeoJSON object is wanted, with a `type`")
    _check_system(content)
    for number, (geometry, properties) in enumerate(_members(content), 1):
        label, class_ = (_word(properties, key, number) for key in ("label", "class"))
        for kind, lines in _shapes(geometry, number):
            room -= sum(map(len, lines))
            if room < 0:
                raise Fault(f"more than {MOST_POINTS:,} points in all overlays", "simplify the lines before they are drawn")
            yield Overlay(kind, lines, label, class_)


def _parsed(data: bytes, name: str) -> object:
    """Read JSON in UTF-8; no number in it is beyond all bounds."""
    from json import JSONDecodeError, loads

    def refuse(word: str) -> NoReturn:
        raise Fault(f"{word} is no number of a place")

    try:
        return loads(data.decode("utf-8-sig"), parse_constant=refuse)
    except UnicodeDecodeError as wrong:
        raise Fault(f"byte {wrong.start + 1} is not UTF-8", "GeoJSON is UTF-8 (RFC 7946, 4; RFC 8259, 8.1)") from None
    except JSONDecodeError as wrong:
        said = f"this is not JSON: {wrong.msg[:1].lower()}{wrong.msg[1:]}"
        raise Fault(said, None, Span(name, wrong.lineno, wrong.colno)) from None
    except (RecursionError, ValueError):
        raise Fault("its lists are nested too deep, or a number in it is too long") from None


def _check_system(content: dict[str, object]) -> None:
    """Refuse another coordinate reference system than WGS 84, which older files can name."""
    named = content.get("crs")
    if named is None:
        return
    properties = named.get("properties") if isinstance(named, dict) else None
    said = str(properties.get("name", "") if isinstance(properties, dict) else named)[:80]
    if not said.lower().endswith(WGS84):
        raise Fault(
            f"its coordinates are in {said or 'an unknown system'}", "project them to WGS 84: longitude, latitude in degrees"
        )


def _members(content: dict[str, object]) -> Iterator[tuple[object, dict[str, object]]]:
    """Yield the geometry and the properties of each feature."""
    kind = content.get("type")
    if kind == "FeatureCollection":
        members = content.get("features")
        if not isinstance(members, list):
            raise Fault("a FeatureCollection has a list of `features`")
    else:
        members = [content]
    for number, member in enumerate(members, 1):
        if isinstance(member, dict) and member.get("type") == "Feature":
            properties = member.get("properties")
            yield member.get("geometry"), properties if isinstance(properties, dict) else {}
        elif kind != "FeatureCollection":
            yield member, {}
        else:
            raise Fault(f"feature {number} has no type `Feature`")


def _word(properties: dict[str, object], key: str, number: int) -> str:
    """Return a label or a class, in one line."""
    value = properties.get(key)
    if value is None:
        return ""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise Fault(f"feature {number}: `{key}` is words, not {type(value).__name__}")
    said = " ".join(str(value).split())
    if len(said) > LONGEST:
        raise Fault(f"feature {number}: `{key}` is longer than {LONGEST} characters")
    for pile in piles(said):
        raise Fault(f"feature {number}: `{key}` has {pile.marks} marks on one letter; more than {MOST_MARKS} can't be drawn")
    return said


def _shapes(geometry: object, number: int) -> Iterator[tuple[Form, list[list[Degrees]]]]:
    """Yield the parts of a geometry: one for each point, line or polygon of it. A feature without geometry has none."""
    if geometry is None:
        return
    members = geometry if isinstance(geometry, dict) else {}
    kind = members.get("type")
    if kind == "GeometryCollection" and isinstance(members.get("geometries"), list):
        for part in members["geometries"]:
            yield from _shapes(part, number)
        return
    if not isinstance(kind, str) or kind not in GEOMETRIES:
        raise Fault(f"feature {number}: {kind!r} is no type of geometry")
    what, depth = GEOMETRIES[kind]
    yield from ((what, lines) for lines in _lines(members.get("coordinates"), what, depth, number))


def _lines(coordinates: object, what: Form, depth: int, number: int) -> Iterator[list[list[Degrees]]]:
    """Yield lists of lines as a shape has them: rings of a polygon together, all else one by one."""
    if what == "point":
        yield from ([[_point(at, number)]] for at in (_list(coordinates, number) if depth else [coordinates]))
        return
    parts = _list(coordinates, number) if depth > (2 if what == "area" else 1) else [coordinates]
    least = 3 if what == "area" else 2
    for part in parts:
        lines = [
            [_point(at, number) for at in _list(line, number)] for line in (_list(part, number) if what == "area" else [part])
        ]
        for line in lines:
            if len(line) < least:
                raise Fault(f"feature {number}: {'an area' if what == 'area' else 'a line'} of {len(line)} points")
        if lines:
            yield lines


def _list(value: object, number: int) -> list[object]:
    if not isinstance(value, list):
        raise Fault(f"feature {number}: its coordinates are not nested as its type asks")
    return value


def _point(value: object, number: int) -> Degrees:
    """Read a position: longitude, latitude; a height after them is left out."""
    position = _list(value, number)
    numbers = [float(part) for part in position[:2] if isinstance(part, int | float) and not isinstance(part, bool)]
    if len(numbers) < 2:
        raise Fault(f"feature {number}: a position is two numbers: longitude, latitude")
    x, y = numbers
    if abs(x) <= 360 and abs(y) <= 90:
        return x, y
    if abs(x) <= 90 and abs(y) <= 180:
        raise Fault(f"feature {number}: {y:g} is not a latitude", "in GeoJSON longitude comes first")
    hint = "these look like metres of another system: project them to WGS 84" if max(abs(x), abs(y)) > 1000 else None
    raise Fault(f"feature {number}: {x:g}, {y:g} lies beyond the globe", hint)

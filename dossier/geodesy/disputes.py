"""The table of disputed and de-facto borders and lands that travels with the base map: a cut-off in, its records out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier import files
from dossier.geodesy.basemap import Box, Degrees, Line
from dossier.geodesy.lines import bounds
from dossier.tuples import NamedTuple

TODAY, NEVER = "9999", "99999"  # as days: later than all that the table names


class Stretch(NamedTuple):
    """The border of the base map between two countries, as much of it as lies in a box."""

    one: str
    other: str
    box: Box


class Part(NamedTuple):
    """A land that the base map draws in a country: what of it lies in a convex outline; of `islands` those wholly within.

    Without an outline it is the whole of what the base map draws by that name.
    """

    of: str
    outline: Sequence[Degrees]
    islands: bool


class Dispute(NamedTuple):
    """What is disputed: its name, a line of reason; borders, lands, lines of our own, points in it.

    `land` is how its lands are called where they are drawn by themselves.
    """

    name: str
    says: str
    land: str
    stretches: Sequence[Stretch]
    parts: Sequence[Part]
    edge: Line
    points: Sequence[Degrees]


def disputes(day: str = "") -> list[Dispute]:
    """Read what is disputed on a day (ISO 8601); '' for today."""
    found = []
    for record in _records():
        since, until = record.get("since", [""])[0], record.get("until", [NEVER])[0]
        if since <= (day or TODAY) < until:
            found.append(_dispute(record))
    return found


def _records() -> Iterator[dict[str, list[str]]]:
    """Yield the records of the table: by key the values written, in order."""
    record: dict[str, list[str]] = {}
    for line in files.read(files.data("map/disputes.rec")).decode().splitlines():
        key, _, value = line.partition(": ")
        if line.startswith("#"):
            continue
        if key == "name" and record:
            yield record
            record = {}
        if value:
            record.setdefault(key, []).append(value)
    yield record


def _dispute(record: dict[str, list[str]]) -> Dispute:
    parts = [Part(*_placed(written), islands=False) for written in record.get("part", ())]
    parts += [Part(*_placed(written), islands=True) for written in record.get("islands", ())]
    parts += [Part(name, (), islands=False) for name in record.get("whole", ())]
    return Dispute(
        record["name"][0],
        record["says"][0],
        record.get("drawn", record["name"])[0],
        [_stretch(written) for written in record.get("line", ())],
        parts,
        _points(record.get("edge", [""])[0]),
        _points(record.get("at", [""])[0]),
    )


def _stretch(written: str) -> Stretch:
    """Read which border is meant, and how much of it."""
    pair, outline = _placed(written)
    one, _, other = pair.partition(", ")
    return Stretch(one, other, Box(bounds(outline)))


def _placed(written: str) -> tuple[str, Line]:
    """Split a country from the stretch of it that is meant."""
    country, _, where = written.partition(": ")
    return country, _outline(where)


def _outline(written: str) -> Line:
    """Read the corners of an area: written so, or as west, south, east, north."""
    numbers = [float(number) for number in written.split()]
    if len(numbers) == 4:
        west, south, east, north = numbers
        return [(west, south), (east, south), (east, north), (west, north)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _points(written: str) -> Line:
    pairs = [point.split() for point in written.split(", ") if point]
    return [(float(x), float(y)) for x, y in pairs]

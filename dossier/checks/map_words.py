"""What is said of the map has something to act on: names are those of the base map, and the stretch holds a place."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.ids import meant
from dossier.model import Dossier, Point, Stretch, known
from dossier.problems import Problem, warning

TELLS = {
    "map-name": Name("A name that the map is to print otherwise is one that the base map has."),
    "map-extent": Name("A place lies in the stretch that the map is to show."),
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find names under `map: names:` that the base map doesn't have, and a stretch without any place."""
    if dossier.map is None:
        return []
    return [*(_names(dossier) if dossier.map.names else ()), *_extent(dossier)]


def _names(dossier: Dossier) -> Iterator[Problem]:
    """Tell names that nothing on the base map bears, so that nothing is printed otherwise."""
    from dossier.geodesy.basemap import open_layers
    from dossier.geodesy.seas import SEAS

    assert dossier.map
    layers = open_layers()
    there = {*SEAS, *(name for layer in layers.values() for name in layer.names if name)}
    waters = {name.lower() for name in (*layers["rivers"].names, *layers["lakes"].names)}
    for name in dossier.map.names:
        if name not in there and name.lower() not in waters:
            hint = meant(name, there) or "write it as the base map has it, in English: Turkey, Euphrates, Black Sea"
            message = f"nothing on the base map is called {name!r}, so that this has no effect"
            yield warning(message, dossier.map.place_of("names"), hint, "map-name", word=name)


def _extent(dossier: Dossier) -> Iterator[Problem]:
    """Tell a stretch in which no place lies, though there are places with points."""
    assert dossier.map
    points = [at for place in dossier.places.values() if place.map and isinstance(at := known(place.at), Point)]
    if not (extent := dossier.map.extent) or not points or any(_holds(extent, point) for point in points):
        return
    turned = Stretch(extent.west, extent.south, extent.east, extent.north)
    swapped = any(_holds(turned, point) for point in points)
    hint = "latitude comes first in each corner" if swapped else "leave `extent` out: the map then shows what has a point"
    yield warning("no place lies in this stretch", dossier.map.place_of("extent"), hint, "map-extent")


def _holds(extent: Stretch, point: Point) -> bool:
    latitude, longitude = float(point.latitude), float(point.longitude)
    inside = extent.west <= longitude <= extent.east or extent.west <= longitude + 360 <= extent.east
    return inside and extent.south <= latitude <= extent.north

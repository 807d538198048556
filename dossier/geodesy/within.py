"""In whose land a point lies, and how far from a country: by the base map, which shows who holds what, and what is disputed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import cos, hypot, inf, radians
from typing import Final

from dossier.geodesy.basemap import Box, Layer, Line, open_layers
from dossier.geodesy.countries import FORMER, LET, OTHERWISE, TERRITORIES, named_in, names_of
from dossier.geodesy.disputes import Dispute, disputes
from dossier.geodesy.lines import bounds, inside

KM: Final = 111.2  # kilometres of a degree of latitude
_LAYER: Final = "countries 10m"
_SHORT: Final = 4  # letters of names that are capitals, and are like many others
# Lands that call themselves states, with the country in which the base map draws them
_BY_THEMSELVES: Final = {"abkhazia": "Georgia", "south ossetia": "Georgia", "transnistria": "Moldova"}


def _folded(name: str) -> str:
    """Return a name as names are compared: small letters without accents."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i")).casefold()
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


@cache
def _layer() -> Layer:
    return open_layers()[_LAYER]


@cache
def _called() -> dict[str, str]:
    """Return what each name stands for: a country of the base map, or a former one."""
    own = {_folded(name): country for name, country in names_of(_layer().names).items()}
    return {**own, **_BY_THEMSELVES, **{former: former for former in FORMER}}


def known_names() -> Iterable[str]:
    """Return the names by which countries are known here."""
    return (*filter(None, _layer().names), *(name.title() for name in OTHERWISE if len(name) > _SHORT))


def countries_in(words: str) -> tuple[str, ...]:
    """Return the countries that are named in a few words (`Turkey and Syria`), by their names on the base map."""
    found = named_in(_folded(words), _called())
    return tuple(dict.fromkeys(name for it in found for name in FORMER.get(it, it).split(", ")))


def distance(countries: Iterable[str], latitude: float, longitude: float) -> float:
    """Return how many kilometres a point lies from the nearest of some countries, or what is said to be theirs; 0 inside."""
    named = set(countries)
    lands = named | {land for land, owner in TERRITORIES.items() if owner in named}
    lands |= {land for land, owners in LET.items() if lands & set(owners.split(", "))}
    off = min((_distance(_shape(name), latitude, longitude) for name in sorted(lands)), default=inf)
    return 0.0 if off and named & claimants(latitude, longitude) else off  # few points ask for what is disputed


def country_at(latitude: float, longitude: float) -> str:
    """Return the country in which a point lies on the base map; '' for the sea."""
    return _layer().names_at([(longitude, latitude)])[0]


def claimants(latitude: float, longitude: float) -> set[str]:
    """Return the countries that are named where a point lies in a disputed land: whose it is said to be."""
    base = country_at(latitude, longitude)
    return {name for dispute in _disputes() if _covers(dispute, base, latitude, longitude) for name in _named(dispute)}


@cache
def _disputes() -> tuple[Dispute, ...]:
    return tuple(disputes())


def _covers(dispute: Dispute, base: str, latitude: float, longitude: float) -> bool:
    """Say whether a point is in what is disputed: a land, or the stretch in which a border between two countries is."""
    point = (longitude, latitude)
    if any(part.of == base and (not part.outline or inside(point, part.outline)) for part in dispute.parts):
        return True
    return any(
        base in (it.one, it.other) and it.box[0] <= longitude <= it.box[2] and it.box[1] <= latitude <= it.box[3]
        for it in dispute.stretches
    )


def _named(dispute: Dispute) -> Iterator[str]:
    for stretch in dispute.stretches:
        yield from (stretch.one, stretch.other)
    yield from (part.of for part in dispute.parts)
    yield from countries_in(dispute.says)


@cache
def _shape(name: str) -> tuple[tuple[Box, Line], ...]:
    """Return the rings of a country, holes among them, each closed and with its box."""
    rings = ([*ring, ring[0]] for ring in _layer().whole(_layer().names.index(name)))
    return tuple((Box(bounds(ring)), ring) for ring in rings)


def _distance(rings: tuple[tuple[Box, Line], ...], latitude: float, longitude: float) -> float:
    """Return how many kilometres a point lies outside of a shape, on a plane that touches the globe at the point."""
    if sum(_is_inside(box, ring, latitude, longitude) for box, ring in rings) % 2:
        return 0.0
    narrow = cos(radians(latitude))
    return min((d for _, ring in rings for d in _to_edges(ring, latitude, longitude, narrow)), default=inf)


def _to_edges(ring: Line, latitude: float, longitude: float, narrow: float) -> Iterator[float]:
    """Give the distances in kilometres to the edges of a ring."""
    points = [(((x - longitude + 180) % 360 - 180) * narrow * KM, (y - latitude) * KM) for x, y in ring]
    for (ax, ay), (bx, by) in pairwise(points):
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        at = 0.0 if not length else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
        yield hypot(ax + at * dx, ay + at * dy)


def _is_inside(box: Box, ring: Line, latitude: float, longitude: float) -> bool:
    """Say whether a point lies within a closed ring that fills a box, on whichever turn of the globe."""
    west, south, east, north = box
    x = west + (longitude - west) % 360
    return x <= east and south <= latitude <= north and inside((x, latitude), ring)

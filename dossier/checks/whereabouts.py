"""Each point lies in the country that its place is said to lie in, as far as the base map knows that country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.ids import meant
from dossier.model import Dossier, Place, Point, known
from dossier.problems import Problem, warning

TELLS = {
    "whereabouts": Name(
        "A point lies in its place’s country, give or take 50 km, or 150 km where it is `about`; where no country is given, it "
        "doesn’t lie far from all others and near them with latitude and longitude swapped."
    ),
    "country": Name("A place’s country is one that the base map knows, so that its point can be held against it."),
}

LEEWAY: Final = 50  # kilometres: islands and anchorages off a coast, and how coarse points and borders are
LEEWAY_ABOUT: Final = 150
LEAST: Final = 3  # places with a point, with fewer none lies far from the others
FAR: Final = 5.0  # degrees from the middle of the points
TIMES: Final = 5  # by how much nearer a swapped point has to be
SHORTEST: Final = 4  # letters of a country's name that may be a slip for another one
_AT_SEA: Final = re.compile(r"\b(?:seas?|oceans?|gulf|straits?|channel|waters|bay|antarctica|arctic|space)\b", re.IGNORECASE)


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find points outside of their country, and the first country that nobody knows."""
    told: list[Problem] = []
    strangers: list[Problem] = []
    for place in dossier.places.values():
        country, point = known(place.country), known(place.at)
        if not country or not isinstance(point, Point) or _AT_SEA.search(country):
            continue
        from dossier.geodesy.within import countries_in

        if countries := countries_in(country):
            told += _outside(place, point, countries)
        else:
            strangers.append(_stranger(place, country))
    return [*told, *strangers[:1], *_swapped(dossier, {it.about for it in told})]


def _swapped(dossier: Dossier, told: set[str]) -> Iterator[Problem]:
    """Tell points of places without a country, and of routes, that lie far off and would be near the others if swapped."""
    from math import cos, hypot, radians

    points = [(it.id, at, it.place_of("at")) for it in dossier.places.values() if isinstance(at := known(it.at), Point)]
    if not points:
        return
    middle = [sorted(float(getattr(it, name)) for _, it, _ in points)[len(points) // 2] for name in ("latitude", "longitude")]
    points = points if len(points) >= LEAST else []
    points += [(it.id, stop, it.place_of("via")) for it in dossier.routes.values() for stop in it.via if isinstance(stop, Point)]

    def off(latitude: float, longitude: float) -> float:
        east = (longitude - middle[1] + 180) % 360 - 180
        return hypot(latitude - middle[0], east * cos(radians(middle[0])))

    for id, point, span in points:
        latitude, longitude = float(point.latitude), float(point.longitude)
        here = off(latitude, longitude)
        if id not in told and here > FAR and abs(longitude) <= 90 and off(longitude, latitude) < here / TIMES:
            message = f"{point.latitude}, {point.longitude} lies far from all other points"
            hint = f"latitude comes first: is {point.longitude}, {point.latitude} meant?"
            yield warning(message, span, hint, "whereabouts", id)


def _outside(place: Place, point: Point, countries: tuple[str, ...]) -> Iterator[Problem]:
    """Tell a point that lies outside of all countries that are named for it."""
    from dossier.geodesy.within import country_at, distance

    latitude, longitude = float(point.latitude), float(point.longitude)
    off = distance(countries, latitude, longitude)
    if off <= (LEEWAY_ABOUT if point.about or place.area else LEEWAY):
        return
    where = country_at(latitude, longitude) or "the sea"
    names = " or ".join(countries[:3])
    message = f"{place.name} lies in {where} by its point, {off:,.0f} km from {names}"
    yield warning(message, place.place_of("at"), _meant(point, countries), "whereabouts", place.id)


def _meant(point: Point, countries: tuple[str, ...]) -> str:
    """Say with which other point the place would lie in its country, or what to do."""
    from dossier.geodesy.within import distance

    south, west = _negated(point.latitude), _negated(point.longitude)
    turned = (
        ("latitude and longitude are swapped", point.longitude, point.latitude),
        ("is it west or east?", point.latitude, west),
        ("is it south or north?", south, point.longitude),
    )
    for why, latitude, longitude in turned:
        if abs(float(latitude)) <= 90 and not distance(countries, float(latitude), float(longitude)):
            return f"{why}: {latitude}, {longitude} lies in {' or '.join(countries[:3])}"
    return "put the point right, latitude first, or the country"


def _negated(degrees: str) -> str:
    return degrees[1:] if degrees.startswith("-") else f"-{degrees.removeprefix('+')}"


def _stranger(place: Place, country: str) -> Problem:
    """Tell a country that the base map doesn't have; of many only the first is told."""
    from dossier.geodesy.within import known_names

    message = f"the base map has no country {country!r}, so that no point can be held against it"
    near = meant(country, known_names()) if len(country) >= SHORTEST else None
    way = "write the country by its usual English name, or accept this under `silence:` (check: country)"
    hint = f"{near} else {way}" if near else way
    return warning(message, place.place_of("country"), hint, "country", place.id)

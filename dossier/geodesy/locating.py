"""Countries by their names: what an author calls a country -> features of the base map; a point -> where it lies, how far off.

The base map shows who holds what. A point in a stretch that two countries claim lies in either of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import cos, hypot, inf, radians
from typing import Final

from dossier.geodesy.basemap import Box, Layer, Line, open_layers

KM: Final = 111.2  # kilometres of a degree of latitude
_LAYER: Final = "countries 10m"
_SHORT: Final = 4  # letters of names that are capitals, and are like many others
_NEAR: Final = 4.0  # degrees round a point in which its own country is looked for

# other names, and names of former days, which stand for what has come of them
_ALSO: Final = {
    "United States of America": "us, usa, united states, america",
    "United Kingdom": "uk, britain, great britain, england, scotland, wales, northern ireland",
    "Turkey": "turkiye",
    "Czechia": "czech republic",
    "Côte d’Ivoire": "ivory coast, cote d'ivoire",
    "Democratic Republic of the Congo": "drc, dr congo, congo-kinshasa, congo kinshasa, democratic republic of congo, zaire",
    "Congo": "republic of the congo, congo-brazzaville, congo brazzaville",
    "North Korea": "dprk, democratic people's republic of korea",
    "South Korea": "rok, republic of korea, korea",
    "Myanmar": "burma",
    "Eswatini": "swaziland",
    "North Macedonia": "macedonia",
    "Cabo Verde": "cape verde",
    "Timor-Leste": "east timor",
    "Macao": "macau",
    "United Arab Emirates": "uae, emirates",
    "Saudi Arabia": "ksa",
    "Netherlands": "holland",
    "Russia": "russian federation",
    "Syria": "syrian arab republic",
    "Iran": "islamic republic of iran",
    "Laos": "lao pdr",
    "Vietnam": "viet nam",
    "China": "prc, people's republic of china",
    "Taiwan": "republic of china",
    "Palestine": "palestinian territories, palestinian territory, west bank, gaza, gaza strip, state of palestine",
    "Vatican": "vatican city, holy see",
    "Bosnia and Herzegovina": "bosnia",
    "Ireland": "republic of ireland",
    "Gambia": "the gambia",
    "Bahamas": "the bahamas",
    "Micronesia": "federated states of micronesia",
    "St-Martin": "saint martin",
    "Cyprus": "republic of cyprus",
    "Moldova": "transnistria",
    "Georgia": "abkhazia, south ossetia",
    "Falkland Islands": "malvinas",
    "Trinidad and Tobago": "trinidad",
    "Western Sahara": "sahrawi arab democratic republic, sadr",
}
_FORMER: Final = {
    "soviet union": "Russia, Ukraine, Belarus, Estonia, Latvia, Lithuania, Moldova, Georgia, Armenia, Azerbaijan, Kazakhstan, "
    "Uzbekistan, Turkmenistan, Kyrgyzstan, Tajikistan",
    "ussr": "Russia, Ukraine, Belarus, Estonia, Latvia, Lithuania, Moldova, Georgia, Armenia, Azerbaijan, Kazakhstan, "
    "Uzbekistan, Turkmenistan, Kyrgyzstan, Tajikistan",
    "yugoslavia": "Serbia, Croatia, Slovenia, Bosnia and Herzegovina, Montenegro, North Macedonia, Kosovo",
    "serbia and montenegro": "Serbia, Montenegro, Kosovo",
    "czechoslovakia": "Czechia, Slovakia",
    "east germany": "Germany",
    "west germany": "Germany",
    "united arab republic": "Egypt, Syria",
}
# whose a country's land is said to be as well, by the one or the other side
_CLAIMED: Final = {
    "Serbia": "Kosovo",
    "Morocco": "Western Sahara",
    "Western Sahara": "Morocco",
    "Cyprus": "Northern Cyprus, UN buffer zone, Akrotiri, Dhekelia",
    "Northern Cyprus": "Cyprus, UN buffer zone",
    "Somalia": "Somaliland",
    "China": "Taiwan, Hong Kong, Macao, Spratly Islands, Scarborough Reef",
    "Israel": "Palestine",
    "Palestine": "Israel",
    "Kazakhstan": "Baikonur",
    "Cuba": "USNB Guantanamo Bay",
    "Argentina": "Falkland Islands, South Georgia and the South Sandwich Islands",
    "India": "Siachen Glacier",
    "Pakistan": "Siachen Glacier",
    "Denmark": "Greenland, Faroe Islands",
    "Finland": "Åland",
    "France": "French Polynesia, New Caledonia, French Southern and Antarctic Lands, St-Martin, St-Barthélemy, "
    "Saint Pierre and Miquelon, Wallis and Futuna, Clipperton Island",
    "United States of America": "Puerto Rico, Guam, American Samoa, US Virgin Islands, Northern Mariana Islands, "
    "US Minor Outlying Islands, USNB Guantanamo Bay",
    "United Kingdom": "Bermuda, Gibraltar, Falkland Islands, Cayman Islands, British Virgin Islands, Saint Helena, Anguilla, "
    "Montserrat, Turks and Caicos Islands, Isle of Man, Jersey, Guernsey, Akrotiri, Dhekelia, Pitcairn Islands, "
    "British Indian Ocean Territory, South Georgia and the South Sandwich Islands",
    "Netherlands": "Aruba, Curaçao, Sint Maarten",
    "Australia": "Norfolk Island, Indian Ocean Territories, Heard Island and McDonald Islands, Coral Sea Islands, "
    "Ashmore and Cartier Islands",
    "New Zealand": "Cook Islands, Niue",
}
# stretches that the base map gives to one country, and others claim: west, south, east, north, and all who do
_DISPUTED: Final = (
    ((32.3, 44.3, 36.7, 46.3), "Ukraine, Russia"),  # Crimea
    ((33.5, 45.9, 40.3, 50.3), "Ukraine, Russia"),  # the south-east, as held since 2014 and 2022
    ((35.6, 32.6, 36.0, 33.4), "Syria, Israel, Lebanon"),  # Golan, Shebaa
    ((72.4, 32.4, 80.5, 37.2), "India, Pakistan, China"),  # Kashmir, Aksai Chin
    ((91.5, 26.5, 97.5, 29.6), "India, China"),  # Arunachal
    ((27.7, 9.2, 29.1, 10.4), "Sudan, South Sudan"),  # Abyei
    ((33.1, 21.7, 37.0, 23.2), "Egypt, Sudan"),  # Halaib, Bir Tawil
    ((34.1, 3.8, 36.1, 5.7), "Kenya, South Sudan, Ethiopia"),  # Ilemi
    ((46.2, 38.8, 47.9, 40.6), "Azerbaijan, Armenia"),  # Karabakh
    ((-61.5, 0.8, -56.4, 8.7), "Guyana, Venezuela"),  # Essequibo
    ((145.3, 43.3, 149.0, 45.7), "Japan, Russia"),  # the southern Kurils
)


def _folded(name: str) -> str:
    """Return a name as names are compared: small letters without accents, hyphens as blanks."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'").replace("-", " ").replace("ı", "i")).casefold()
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


@cache
def _layer() -> Layer:
    return open_layers()[_LAYER]


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Return the countries that each name stands for."""
    out: dict[str, tuple[str, ...]] = {_folded(name): (name,) for name in _layer().names}
    for name, others in _ALSO.items():
        out.update((_folded(other), (name,)) for other in others.split(", "))
    out.update((former, tuple(of.split(", "))) for former, of in _FORMER.items())
    return out


@cache
def _names() -> re.Pattern[str]:
    longest = sorted(_by_name(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def known_names() -> Iterable[str]:
    """Return the names by which countries are known here."""
    return (*_layer().names, *(other.title() for others in _ALSO.values() for other in others.split(", ") if len(other) > _SHORT))


def countries_in(words: str) -> tuple[str, ...]:
    """Return the countries that are named in a few words (`Turkey and Syria`), by their names on the base map."""
    found = _names().findall(_folded(words))
    return tuple(dict.fromkeys(name for it in found for name in _by_name()[it]))


def distance(countries: Iterable[str], latitude: float, longitude: float) -> float:
    """Return how many kilometres a point lies from the nearest of some countries, or what is said to be theirs; 0 inside."""
    wanted = set(countries)
    for (west, south, east, north), claimed in _DISPUTED:
        if west <= longitude <= east and south <= latitude <= north and wanted & set(claimed.split(", ")):
            return 0.0
    for name in tuple(wanted):
        wanted.update(_CLAIMED[name].split(", ") if name in _CLAIMED else ())
    return min((_distance(_shape(name), latitude, longitude) for name in sorted(wanted)), default=inf)


def country_at(latitude: float, longitude: float) -> str:
    """Return the country in which a point lies on the base map; '' for the sea."""
    box = Box((longitude - _NEAR, latitude - _NEAR, longitude + _NEAR, latitude + _NEAR))
    inside: dict[int, bool] = {}
    for feature, ring in _layer().rings(box):
        ring = [*ring, ring[0]]
        if _is_inside(_box(ring), ring, latitude, longitude):
            inside[feature] = not inside.get(feature, False)
    return next((_layer().names[feature] for feature, odd in inside.items() if odd), "")


@cache
def _shape(name: str) -> tuple[tuple[Box, Line], ...]:
    """Return the rings of a country, holes among them, each closed and with its box."""
    rings = ([*ring, ring[0]] for ring in _layer().whole(_layer().names.index(name)))
    return tuple((_box(ring), ring) for ring in rings)


def _box(ring: Line) -> Box:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return Box((min(xs), min(ys), max(xs), max(ys)))


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
    if x > east or not south <= latitude <= north:
        return False
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > latitude) != (by > latitude) and x < (bx - ax) * (latitude - ay) / (by - ay) + ax:
            inside = not inside
    return inside

"""In which country each place is drawn: as the dossier has it, else as the base map; and where the two differ, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dossier.blocks import Text
from dossier.geodesy.basemap import Degrees, Layer
from dossier.geodesy.countries import TERRITORIES, named_in, names_of
from dossier.geodesy.disputes import Dispute, Part
from dossier.geodesy.lines import inside
from dossier.model import Place, known
from dossier.saying.phrases import Phrases
from dossier.tuples import NamedTuple


class Lands(NamedTuple):
    """The countries in which places are drawn, by the ids of places; disputed lands by name, with the country that has them.

    `differing` says where the base map has it otherwise than the dossier; it is drawn otherwise where the land is disputed.
    """

    of: Mapping[str, Sequence[str]]
    joined: Mapping[str, str]
    differing: Sequence[Text]


class _Difference(NamedTuple):
    """What the dossier says of the country of a place, what the base map does, and whether the dossier is followed."""

    said: str
    base: str
    followed: bool


def lands_of(
    phrases: Phrases, layer: Layer, disputed: Sequence[Dispute], places: Sequence[Place], points: Sequence[Degrees]
) -> Lands:
    """Find in which countries places are drawn."""
    settings = phrases.dossier.map
    printed = {said: name for name, said in settings.names.items()} if settings else {}
    called = names_of((*layer.names, *printed))
    said_of = {said: [printed.get(name, name) for name in named_in(said, called)] for said in {*map(_country, places)}}
    of: dict[str, Sequence[str]] = {}
    joined: dict[str, str] = {}
    differences: dict[_Difference, list[str]] = {}
    for place, point, base in zip(places, points, layer.names_at(points), strict=True):
        said = said_of[_country(place)]
        dispute = _dispute_at(disputed, point, base)
        if dispute and said:
            joined.setdefault(dispute.name, base if base in said else said[0])
        of[place.id] = _drawn_in(said, base, dispute.land if dispute else "")
        if base and _country(place) and base not in said and TERRITORIES.get(base) not in said:
            followed = dispute is not None and joined.get(dispute.name) in said
            differences.setdefault(_Difference(_country(place), base, followed), []).append(place.id)
    return Lands(of, joined, [_in_words(phrases, *found) for found in differences.items()])


def _country(place: Place) -> str:
    return known(place.country) or ""


def _dispute_at(disputed: Iterable[Dispute], point: Degrees, base: str) -> Dispute | None:
    """Return what is disputed where a point lies, if anything is."""
    return next((it for it in disputed if any(_covers(part, point, base) for part in it.parts)), None)


def _covers(part: Part, point: Degrees, base: str) -> bool:
    return part.of == base and (not part.outline or inside(point, part.outline))


def _drawn_in(said: Sequence[str], base: str, land: str) -> Sequence[str]:
    """Return the countries in which something is when a place lies in one of the base map, and in a disputed land."""
    if not said:
        return (land or base,)
    return (*said, base) if TERRITORIES.get(base) in said else said


def _in_words(phrases: Phrases, difference: _Difference, ids: Sequence[str]) -> Text:
    """Say where base map and dossier differ."""
    names = phrases.words.join([phrases.name_of(id) for id in ids])
    key = "map.redrawn" if difference.followed else "map.differs"
    return phrases.line(phrases.words.count(key, len(ids)).format(names, difference.said, difference.base))

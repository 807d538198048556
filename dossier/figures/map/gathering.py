"""The dossier and its overlays -> the survey: all that a map shows, typed; the figure adds nothing to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dossier.blocks import Text, text
from dossier.figures.map.geojson import Overlay
from dossier.figures.map.holding import holders_of, shapes_of
from dossier.figures.map.lands import lands_of
from dossier.figures.map.survey import ABOUT, AREA, EXACT, OTHER, WAYS, Course, Frontiers, Mark, Passage, Survey, Way
from dossier.geodesy.basemap import Box, open_layers
from dossier.geodesy.disputes import disputes
from dossier.geodesy.extents import box_of, holds, padded, suitable
from dossier.geodesy.geodesics import Degrees
from dossier.model import DIRECTIONS, Place, Point, Ref, Route, known
from dossier.saying.phrases import Phrases, route_state
from dossier.saying.wording import Wording

BEARINGS: Final[Mapping[str, float]] = {name: 45.0 * i for i, name in enumerate(DIRECTIONS)}


def survey_of(phrases: Phrases, overlays: Sequence[Overlay]) -> Survey | None:
    """Gather what the map shows; None where nothing has a point."""
    dossier, words = phrases.dossier, phrases.words
    settings = dossier.map
    drawn = [place for place in dossier.places.values() if place.map and isinstance(place.at, Point)]
    own = [overlay for overlay in overlays if overlay.border]
    overlays = [overlay for overlay in overlays if not overlay.border]
    holders = holders_of(phrases, drawn, overlays)
    shapes, kinds = shapes_of(phrases, list(holders), overlays)
    extent = settings.extent if settings else None
    courses = [course for route in dossier.routes.values() if (course := _course(phrases, route))]
    points = [_point(place) for place in drawn] + [point for shape in shapes for line in shape.lines for point in line]
    if not points:
        return None
    points += [point for course in courses for point in course.via]
    box = Box((extent.west, extent.south, extent.east, extent.north)) if extent else padded(box_of(points))
    wide = phrases.style.role("map").inset and (settings.inset if settings else True)
    far = [course for course in courses if extent and wide and not all(holds(box, stop) for stop in course.stops)]
    layers = open_layers()
    disputed = disputes(dossier.facts.as_of.date.edtf if dossier.facts.as_of else "")
    lands = lands_of(phrases, layers["countries 10m"], disputed, drawn, [_point(place) for place in drawn])
    ranks = _ranks(phrases, drawn)
    marks = [_mark(phrases, place, holders, lands.of[place.id], ranks) for place in drawn]
    names = dict(settings.names) if settings else {}
    title = phrases.line(settings.title) if settings and settings.title else _title(phrases, marks)
    cut_off = phrases.cut_off()
    frontiers = Frontiers(
        disputed,
        settings.borders.how if settings else "disputed",
        lands.joined,
        [line for overlay in own for line in overlay.lines],
        list(dict.fromkeys(overlay.label for overlay in own if overlay.label)),
    )
    return Survey(
        layers=layers,
        box=box,
        projection=suitable(box, settings.projection if settings else None),
        wanted=settings.projection if settings else None,
        inset=wide,
        marks=sorted(marks, key=lambda mark: mark.rank),
        courses=[course for course in courses if course not in far],
        far=far,
        stops=[mark for mark in marks if not holds(box, mark.at) and any(mark.at in course.stops for course in far)],
        holders=list(holders.values()),
        shapes=shapes,
        kinds=kinds,
        frontiers=frontiers,
        differing=lands.differing,
        waters=_waters(phrases),
        names=names,
        title=title,
        situation=text(words["map.situation"].format(cut_off)) if cut_off else (),
        words=words,
    )


# Places ------------------------------------------------------------------------------------------------------------------
def _point(place: Place) -> Degrees:
    assert isinstance(place.at, Point)  # without one a place isn't drawn
    return float(place.at.longitude), float(place.at.latitude)


def _mark(phrases: Phrases, place: Place, holders: Mapping[str, object], lands: Sequence[str], ranks: Mapping[str, int]) -> Mark:
    """Make the mark of a place."""
    native = phrases.native(place)[:1]
    held = known(place.held_by)
    return Mark(
        id=place.id,
        name=text(phrases.name_of(place.id)),
        native=tuple(native),
        at=_point(place),
        precision=AREA if place.area else ABOUT if isinstance(place.at, Point) and place.at.about else EXACT,
        holder=list(holders).index(held.by.id) if held else -1,
        state=held.state if held else "held",
        lands=lands,
        rank=ranks[place.id],
        senses=len(place.senses),
        ways=tuple(_way(phrases, way.direction, state) for way in place.approaches if (state := known(way.state))),
    )


def _way(phrases: Phrases, direction: str, state: str) -> Way:
    return Way(BEARINGS[direction], kind_of(state, phrases.words), state)


def kind_of(state: str, words: Wording) -> Passage:
    """Say what a state means for who wants to pass, by the words of the language; the first of its words that means something."""
    for word in state.lower().replace(",", " ").split():
        for kind in WAYS:
            if word in words[f"map.means.{kind}"].split():
                return kind
    return OTHER


def _ranks(phrases: Phrases, places: Sequence[Place]) -> dict[str, int]:
    """Order places by how much is said of them: ways in, routes, holders; areas last."""
    ends = [end.id for route in phrases.dossier.routes.values() for end in (route.start, route.end) if end]

    def weight(place: Place) -> float:
        held = known(place.held_by) is not None
        return len(place.approaches) + 2 * ends.count(place.id) + held - 10 * place.area

    by_weight = sorted(places, key=weight, reverse=True)
    stands_out = len(by_weight) > 1 and weight(by_weight[0]) > weight(by_weight[1])
    return {place.id: i + (0 if stands_out else 1) for i, place in enumerate(by_weight)}


# Routes and waters -------------------------------------------------------------------------------------------------------
def _course(phrases: Phrases, route: Route) -> Course | None:
    """Make the course of a route; None where one of its ends has no point on the map."""
    places = phrases.dossier.places
    ends = [places[end.id] for end in (route.start, route.end) if end and end.id in places]
    if len(ends) < 2 or not all(place.map and isinstance(place.at, Point) for place in ends):
        return None
    along, bank = _along(phrases, route)
    written = known(route.state) or ""
    kind, state = kind_of(written, phrases.words), route_state(phrases, written)
    via = [_stop(stop, places) for stop in route.via]
    between = [point for point in via if point is not None]
    return Course(phrases.line(route.name), _point(ends[0]), between, _point(ends[1]), along, bank, kind, state)


def _stop(stop: Ref | Point, places: Mapping[str, Place]) -> Degrees | None:
    """Return the point that a route goes through; None where its place has none."""
    if isinstance(stop, Point):
        return float(stop.longitude), float(stop.latitude)
    place = places.get(stop.id)
    return _point(place) if place and isinstance(place.at, Point) else None


def _along(phrases: Phrases, route: Route) -> tuple[tuple[str, ...], float | None]:
    """Return the names of the water that a route follows, and the bearing of the bank that it keeps to."""
    if not route.along:
        return (), None
    first, _, rest = route.along.partition(",")
    place = phrases.dossier.places.get(first.strip())
    names = _all_names(place) if place else (first.strip(),)
    said = rest.split()
    return names, next((BEARINGS[word] for word in said if word in BEARINGS), None)


def _all_names(place: Place) -> tuple[str, ...]:
    return (place.name, *place.also)


def _waters(phrases: Phrases) -> dict[str, Text]:
    """Return places without a point by all their names in lower case: a river of that name bears them on the map."""
    found: dict[str, Text] = {}
    for place in phrases.dossier.places.values():
        if place.map and not isinstance(place.at, Point):
            found.update((name.lower(), text(phrases.name_of(place.id))) for name in _all_names(place))
    return found


# Title -----------------------------------------------------------------------------------------------------------------
def _title(phrases: Phrases, marks: Sequence[Mark]) -> Text:
    """Name the map by the place that most is said of, or by what all places have in common: that they are in the brief."""
    words = phrases.words
    chief = [mark for mark in marks if mark.rank == 0]
    if len(marks) == 1:
        return marks[0].name
    return phrases.fill("map.title", chief[0].name) if chief else text(words["map.title.all"])

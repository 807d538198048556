"""Dossier -> what its map shows: places, ways in, routes, overlays, legend words, all typed; the figure adds nothing.

Points are longitude, latitude in degrees. What it rests on stands in legend, caption and alternative text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dossier.blocks import Figure, Run, Text, plain, text
from dossier.inline import Citation
from dossier.mapping.basemap import Box
from dossier.mapping.extents import box_of, padded, suitable
from dossier.mapping.geodesy import Degrees, inverse
from dossier.model import DIRECTIONS, Approach, Gap, Place, Point, Ref, Route
from dossier.phrases import Phrases, capitalised
from dossier.tuples import NamedTuple
from dossier.units import Color
from dossier.wording import NO_BREAK, Wording

BEARINGS: Final[Mapping[str, float]] = {name: 45.0 * i for i, name in enumerate(DIRECTIONS)}
# Okabe and Ito's hues, moved apart in lightness so that each pair differs by 13 L* or more on a black-and-white copy
PALETTE: Final = tuple(
    Color("rgb", tuple(part / 255 for part in parts))
    for parts in ((43, 43, 43), (178, 51, 46), (74, 144, 194), (127, 198, 164), (245, 220, 107))
)
NEAR: Final = 160_000.0  # metres: on a narrower map it shows that borders are drawn roughly
EXACT, ABOUT, AREA = "exact", "about", "area"
OPEN, CLOSED, BROKEN, OTHER = "open", "closed", "broken", "other"
WAYS: Final = (OPEN, CLOSED, BROKEN)


class Way(NamedTuple):
    """A way into a place: its bearing in degrees, its kind (OPEN, CLOSED, BROKEN, OTHER), its state as written."""

    bearing: float
    kind: str
    state: str


class Mark(NamedTuple):
    """A place on the map. `precision` is EXACT, ABOUT or AREA; `holder` the number of who holds it, -1 for nobody said.

    `rank`: 0 for the place that most is said of, then rising; names of low rank are placed first.
    """

    id: str
    name: Text
    native: Text
    at: Degrees
    precision: str
    holder: int
    rank: int
    senses: int
    ways: Sequence[Way]


class Course(NamedTuple):
    """A route: its ends, the names of the water that it follows, and on which bank (a bearing; None: not said)."""

    name: Text
    start: Degrees
    end: Degrees
    along: Sequence[str]
    bank: float | None
    kind: str
    state: Text


class Holder(NamedTuple):
    """Who holds places: name and colour."""

    name: Text
    color: Color


class Shape(NamedTuple):
    """Something of an overlay: 'point', 'line' or 'area', its lines (of an area: rings), its label, its class's number."""

    kind: str
    lines: Sequence[Sequence[Degrees]]
    label: Text
    class_number: int


class Kind(NamedTuple):
    """A class of shapes: its name as it prints, and a colour where it is an actor's."""

    name: Text
    color: Color | None


class Locator(NamedTuple):
    """All that a map shows. `names` turns names of the base map into those that print; `words` are those of the legend."""

    box: Box
    fixed: bool  # the dossier says what is shown: no room is added
    inset: bool
    marks: Sequence[Mark]
    courses: Sequence[Course]
    holders: Sequence[Holder]
    shapes: Sequence[Shape]
    kinds: Sequence[Kind]
    waters: Mapping[str, Text]
    names: Mapping[str, str]
    title: Text
    situation: Text
    words: Wording


def figure(phrases: Phrases) -> Figure | None:
    """Return the map of a dossier's places and overlays; None where nothing has a point."""
    locator = locate(phrases, *_shapes(phrases))
    if locator is None:
        return None
    number = phrases.figure_number()
    return Figure("map", locator, _alternative(phrases, locator), _caption(phrases, locator, number), "map", "map")


def locate(phrases: Phrases, shapes: Sequence[Shape], kinds: Sequence[Kind]) -> Locator | None:
    """Gather what the map shows; None where nothing has a point."""
    dossier, words = phrases.dossier, phrases.words
    settings = dossier.map
    drawn = [place for place in dossier.places.values() if place.map and isinstance(place.at, Point)]
    extent = settings.extent if settings else None
    points = [_point(place) for place in drawn] + [point for shape in shapes for line in shape.lines for point in line]
    if not points:
        return None
    holders = _holders(phrases, drawn)
    ranks = _ranks(phrases, drawn)
    courses = [course for route in dossier.routes.values() if (course := _course(phrases, route))]
    marks = [_mark(phrases, place, holders, ranks) for place in drawn]
    names = dict(settings.names) if settings else {}
    title = phrases.line(settings.title) if settings and settings.title else _title(phrases, marks)
    cut_off = phrases.cut_off()
    return Locator(
        box=Box((extent.west, extent.south, extent.east, extent.north)) if extent else padded(box_of(points)),
        fixed=extent is not None,
        inset=settings.inset if settings else True,
        marks=sorted(marks, key=lambda mark: mark.rank),
        courses=courses,
        holders=[Holder(phrases.name(Ref(id, dossier.places[place].span)), color) for id, (color, place) in holders.items()],
        shapes=shapes,
        kinds=kinds,
        waters=_waters(phrases),
        names=names,
        title=title,
        situation=text(words["map.situation"].format(cut_off)) if cut_off else (),
        words=words,
    )


# Places ------------------------------------------------------------------------------------------------------------------
def _point(place: Place) -> Degrees:
    return float(place.at.longitude), float(place.at.latitude)


def _mark(phrases: Phrases, place: Place, holders: Mapping[str, object], ranks: Mapping[str, int]) -> Mark:
    """Make the mark of a place."""
    senses = () if isinstance(place.senses, Gap) else place.senses
    native = phrases.native(place)[:1]
    ways = () if isinstance(place.approaches, Gap) else place.approaches
    held = place.held_by
    return Mark(
        id=place.id,
        name=text(phrases.name_of(place.id)),
        native=tuple(native),
        at=_point(place),
        precision=AREA if place.area else ABOUT if place.at.about else EXACT,
        holder=list(holders).index(held.by.id) if held and not isinstance(held, Gap) else -1,
        rank=ranks[place.id],
        senses=len(senses),
        ways=tuple(_way(phrases, way) for way in ways),
    )


def _way(phrases: Phrases, way: Approach) -> Way:
    return Way(BEARINGS[way.direction], kind_of(way.state, phrases.words), way.state)


def kind_of(state: str, words: Wording) -> str:
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
        ways = 0 if isinstance(place.approaches, Gap) else len(place.approaches)
        held = bool(place.held_by) and not isinstance(place.held_by, Gap)
        return ways + 2 * ends.count(place.id) + held - 10 * place.area

    by_weight = sorted(places, key=weight, reverse=True)
    stands_out = len(by_weight) > 1 and weight(by_weight[0]) > weight(by_weight[1])
    return {place.id: i + (0 if stands_out else 1) for i, place in enumerate(by_weight)}


def _holders(phrases: Phrases, places: Sequence[Place]) -> dict[str, tuple[Color, str]]:
    """Give each actor that holds a place a colour: its own, or the next of the palette that none has."""
    actors = phrases.dossier.actors
    found: dict[str, str] = {}
    for place in places:
        if place.held_by and not isinstance(place.held_by, Gap):
            found.setdefault(place.held_by.by.id, place.id)
    own = {id: actors[id].color for id in found if id in actors and isinstance(actors[id].color, Color)}
    free = [color for color in PALETTE if color not in own.values()] or list(PALETTE)
    given = iter(range(len(found)))
    return {id: (own[id] if id in own else free[next(given) % len(free)], place) for id, place in found.items()}


# Routes and waters -------------------------------------------------------------------------------------------------------
def _course(phrases: Phrases, route: Route) -> Course | None:
    """Make the course of a route; None where one of its ends has no point on the map."""
    places = phrases.dossier.places
    ends = [places[end.id] for end in (route.start, route.end) if end and end.id in places]
    if len(ends) < 2 or not all(place.map and isinstance(place.at, Point) for place in ends):
        return None
    along, bank = _along(phrases, route)
    state = "" if isinstance(route.state, Gap) else route.state or ""
    kind = kind_of(state, phrases.words)
    return Course(phrases.line(route.name), _point(ends[0]), _point(ends[1]), along, bank, kind, phrases.line(state))


def _along(phrases: Phrases, route: Route) -> tuple[tuple[str, ...], float | None]:
    """Return the names of the water that a route follows, and the bearing of the bank that it keeps to."""
    if not route.along or isinstance(route.along, Gap):
        return (), None
    first, _, rest = route.along.partition(",")
    place = phrases.dossier.places.get(first.strip())
    names = _all_names(place) if place else (first.strip(),)
    said = rest.split()
    return names, next((BEARINGS[word] for word in said if word in BEARINGS), None)


def _all_names(place: Place) -> tuple[str, ...]:
    also = () if isinstance(place.also, Gap) else place.also
    return (place.name, *also)


def _waters(phrases: Phrases) -> dict[str, Text]:
    """Return places without a point by all their names in lower case: a river of that name bears them on the map."""
    found: dict[str, Text] = {}
    for place in phrases.dossier.places.values():
        if place.map and not isinstance(place.at, Point):
            found.update((name.lower(), text(phrases.name_of(place.id))) for name in _all_names(place))
    return found


# Overlays ----------------------------------------------------------------------------------------------------------------
def _shapes(phrases: Phrases) -> tuple[list[Shape], list[Kind]]:
    """Return the overlays as shapes, and their classes: an actor's id stands for the actor, in its colour."""
    actors = phrases.dossier.actors
    classes = {class_: number for number, class_ in enumerate(dict.fromkeys(overlay.class_ for overlay in phrases.overlays))}
    shapes = [Shape(it.kind, it.lines, phrases.line(it.label), classes[it.class_]) for it in phrases.overlays]
    kinds = []
    for class_ in classes:
        actor = actors.get(class_)
        color = actor.color if actor and isinstance(actor.color, Color) else None
        kinds.append(Kind(phrases.line(actor.name if actor else class_), color))
    return shapes, kinds


# Words -------------------------------------------------------------------------------------------------------------------
def _title(phrases: Phrases, marks: Sequence[Mark]) -> Text:
    """Name the map by the place that most is said of, or by what all places have in common: that they are in the brief."""
    words = phrases.words
    chief = [mark for mark in marks if mark.rank == 0]
    if len(marks) == 1:
        return marks[0].name
    return phrases.fill("map.title", chief[0].name) if chief else text(words["map.title.all"])


def _caption(phrases: Phrases, locator: Locator, number: int) -> Text:
    """Say number, title, state, what the map rests on, how it is projected, and what the issuer says of boundaries."""
    words = phrases.words
    settings = phrases.dossier.map
    parts: list[Run] = [Run(words["figure.number"].format(number), "strong"), Run(" "), *locator.title, Run(". ")]
    if locator.situation:
        parts += [*capitalised(locator.situation), Run(". ")]
    cites = _cites(phrases)
    if cites:
        parts += [*phrases.fill("map.reported", phrases.cite(cites)), Run(" ")]
    parts += [Run(f"{words['map.sources']} {projection_words(locator, words)} ")]
    west, south, east, north = locator.box
    if inverse((west, (south + north) / 2), (east, (south + north) / 2)).distance < NEAR:
        parts += [Run(f"{words['map.near']} ")]
    if settings and settings.note:
        return (*parts, *phrases.prose(settings.note))
    issuer = phrases.dossier.facts.issuer
    note = words["map.boundaries"].format(issuer) if issuer else words["map.boundaries.nobody"]
    return (*parts, Run(note))


def _cites(phrases: Phrases) -> tuple[Citation, ...]:
    """Return what holders, ways in and routes on the map rest on, each citation once."""
    found: list[Citation] = []
    for place in phrases.dossier.places.values():
        if place.map and isinstance(place.at, Point):
            held = place.held_by
            found += held.cites if held and not isinstance(held, Gap) else ()
            found += [cite for way in (() if isinstance(place.approaches, Gap) else place.approaches) for cite in way.cites]
    for route in phrases.dossier.routes.values():
        found += () if isinstance(route.cite, Gap) or not route.cite else route.cite
    return tuple({cite[:2]: cite for cite in found}.values())


def projection_words(locator: Locator, words: Wording) -> str:
    """Name the projection with its standard parallels, and the datum."""
    projection = suitable(locator.box)
    parallels = f" {words['and']} ".join(
        f"{abs(p):.1f}°{NO_BREAK}{words['north' if p >= 0 else 'south']}" for p in projection.parallels
    )
    return words[f"map.{projection.name}"].format(parallels)


def _alternative(phrases: Phrases, locator: Locator) -> str:
    """Say in words what the map shows: places, who holds them, ways into them, routes; as of when, by whose word."""
    words = phrases.words
    sentences = [words["map.alt"].format(plain(locator.title), phrases.cut_off() or words["map.alt.undated"])]
    chief = locator.marks[0] if locator.marks else None
    sentences += [_mark_in_words(phrases, locator, mark, chief) for mark in locator.marks]
    for course in locator.courses:
        state = f": {plain(course.state)}" if course.state else ""
        sentences.append(words["map.alt.route"].format(plain(course.name), state))
    labelled = [plain(shape.label) for shape in locator.shapes if shape.label]
    if labelled:
        sentences.append(words["map.alt.shapes"].format(words.join(list(dict.fromkeys(labelled)))))
    return " ".join(sentences)


def _mark_in_words(phrases: Phrases, locator: Locator, mark: Mark, chief: Mark | None) -> str:
    """Say of a place where it lies from the chief place, how exactly that is known, who holds it, and the ways in."""
    words = phrases.words
    said = [plain(mark.name)]
    if mark.precision != EXACT:
        said.append(words[f"map.alt.{mark.precision}"])
    if chief is not None and mark is not chief:
        way = inverse(chief.at, mark.at)
        if way.distance > 1000:
            direction = DIRECTIONS[round(way.bearing / 45) % 8]
            said.append(words["map.alt.from"].format(round(way.distance / 1000), direction, plain(chief.name)))
    if mark.holder >= 0:
        place = phrases.dossier.places[mark.id]
        who = words["map.alt.held"].format(plain(locator.holders[mark.holder].name), plain(phrases.date(place.held_by.when)))
        said.append(f"{who} {plain(phrases.cite(place.held_by.cites))}".strip())
    said += [f"{way.state} {words['map.alt.to']} {DIRECTIONS[round(way.bearing / 45)]}" for way in mark.ways]
    return ", ".join(part.strip() for part in said) + "."

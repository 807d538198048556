"""The geography: a gazetteer with what is said of each place and who holds it, the ways into places, the routes between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.blocks import Block, Blocks, Column, Heading, Paragraph, Run, Table, Text, text
from dossier.model import Gap, Place, Point, Ref, Route, unsaid
from dossier.saying.phrases import Phrases, capitalised, is_sentence, paragraph, route_state
from dossier.saying.wording import NO_BREAK, Wording

if TYPE_CHECKING:
    from dossier.figures.map.geojson import Overlay


def compose(phrases: Phrases, overlays: Sequence[Overlay]) -> Blocks:
    """Say where it happens: one table of places, then what is reported of approaches and routes."""
    places = tuple(phrases.dossier.places.values())
    blocks: list[Block] = []
    if overlays or any(place.map and isinstance(place.at, Point) for place in places):
        from dossier.figures.map import shows

        blocks += [drawn] if (drawn := shows.figure(phrases, overlays)) else []
    if places:
        blocks.append(_gazetteer(phrases, places))
    for place in places:
        if place.approaches:
            title = phrases.words["places.ways"].format(phrases.name_of(place.id))
            blocks += [Heading(3, text(title), f"ways-{place.id}"), *_approaches(phrases, place)]
    if phrases.dossier.routes:
        if not any(place.approaches for place in places):
            blocks.append(Heading(3, text(phrases.words["routes.caption"]), "routes"))
        blocks += [_route(phrases, route) for route in phrases.dossier.routes.values()]
    return tuple(blocks)


def _gazetteer(phrases: Phrases, places: tuple[Place, ...]) -> Table:
    """Give the places one a row; a column that no place fills is left out."""
    words = phrases.words
    points = any(place.at for place in places)
    columns = [Column(text(words["places.place"]), 2.6, header=True), Column(text(words["places.said"]), 5.0)]
    columns += [Column(text(words["places.point"]), 1.9, nowrap=True)] if points else []
    rows = []
    for place in places:
        row: list[Text | Blocks] = [_named(phrases, place), _said(phrases, place)]
        row += [_point(phrases, place)] if points else []
        rows.append(tuple(row))
    caption = text(words["places.caption"])
    if any(isinstance(place.at, Point) for place in places):
        grid = phrases.dossier.map is not None and phrases.dossier.map.coordinates == "mgrs"
        caption = (*caption, Run(" "), Run(words["places.grid" if grid else "places.datum"], "short"))
    return Table(tuple(columns), tuple(rows), caption, id="gazetteer")


def _named(phrases: Phrases, place: Place) -> Blocks:
    """Say a place by all its names, then what kind of place it is."""
    names = [Run(phrases.name_of(place.id), "strong")]
    for native in phrases.native(place):
        names += [Run(" "), native]
    kind = phrases.series((phrases.line(place.kind), phrases.line(place.country)), ", ")
    spellings = text(f"{phrases.words['also']} {', '.join(place.also)}") if place.also else ()
    what = phrases.series((kind, spellings))
    return (Paragraph((*names, *((Run(", "), *what) if what else ())), "table.cell", id=f"place-{place.id}"),)


def _said(phrases: Phrases, place: Place) -> Blocks:
    """Say what is said of a place, the senses in which its name is used, and who holds it."""
    what = phrases.after(phrases.prose(place.what), place.cite)
    held = _held(phrases, place)
    if held and not phrases.evidence.contested(place.id):
        held = (Run(phrases.words["places.held"] + " "), *held)
    return paragraph(phrases.series((what, *map(phrases.prose, place.senses), held), " "), "table.cell")


def _held(phrases: Phrases, place: Place) -> Text:
    """Say who holds a place, as of when, by whose word."""
    held = place.held_by
    contested = phrases.evidence.contested(place.id)
    if contested:
        label = (Run(phrases.words["contested.holder"], "mark"), Run(" "))
        return (*label, *phrases.sides(contested[0].sides))
    if held is None or isinstance(held, Gap):
        return phrases.line(held)
    who = phrases.fill("places.taken", phrases.name(held.by)) if held.state == "taken" else phrases.name(held.by)
    return phrases.after(phrases.series((who, phrases.standing(held)), ", "), held.cites)


def _point(phrases: Phrases, place: Place) -> Text:
    """Say where a place is, with the digits that were recorded."""
    if place.at is None or isinstance(place.at, Gap):
        return phrases.line(place.at)
    if phrases.dossier.map and phrases.dossier.map.coordinates == "mgrs" and not place.area:
        from dossier.geodesy.projections import digits_of, grid_reference

        point = float(place.at.longitude), float(place.at.latitude)
        if said := grid_reference(point, digits_of(place.at.latitude, place.at.longitude)):
            return text(f"{phrases.words['about']} {said}" if place.at.about else said)
    return text(degrees(place.at, phrases.words))


def degrees(point: Point, words: Wording) -> str:
    """Return a point as people read it: `35.95° N 39.01° E`, latitude first."""
    said = []
    for value, positive, negative in ((point.latitude, "north", "south"), (point.longitude, "east", "west")):
        digits = value.strip().lstrip("+")
        side = negative if digits.startswith("-") else positive
        said.append(f"{digits.lstrip('-')}°{NO_BREAK}{words[side]}")
    return (words["about"] + " " if point.about else "") + " ".join(said)


def _approaches(phrases: Phrases, place: Place) -> Blocks:
    """Say the state of each way into a place in one paragraph; those of one state by the same word together."""
    ways: dict[Text, list[str]] = {}
    for way in place.approaches:
        state = phrases.line(way.state)
        if way.by is not None:
            state = (*state, Run(f" {phrases.words['by']} "), *phrases.name(way.by, short=True))
        ways.setdefault(phrases.after(state, way.cites), []).append(way.direction)
    if sides := unsaid(place):
        ways[text(phrases.words["places.unsaid"])] = list(sides)
    said = [(Run(phrases.words.join(sides), "strong"), Run(": "), *state) for state, sides in ways.items()]
    return paragraph((*capitalised(phrases.series(said)), Run(".")))


def _route(phrases: Phrases, route: Route) -> Paragraph:
    """Say where a route runs, in what state it is, by whose word."""
    name = capitalised(text(phrases.name_of(route.id), "strong"))
    state = phrases.series((route_state(phrases, route.state), phrases.prose(route.what)), ". ")
    said = phrases.series((_course(phrases, route), state))
    stop = () if is_sentence(said) else text(".")
    whole = phrases.after((*name, Run(": "), *said, *stop) if said else name, route.cite)
    return Paragraph(whole, "body", id=f"route-{route.id}")


def _course(phrases: Phrases, route: Route) -> Text:
    """Say from where to where a route runs, by way of which places, and along what; points between are for drawing only."""
    parts: list[Text] = []
    if route.start is not None:
        parts.append(phrases.fill("routes.from", phrases.name(route.start)))
    if route.end is not None:
        parts.append(phrases.fill("routes.to", phrases.name(route.end)))
    course = phrases.series(parts, " ")
    via = [phrases.name(stop) for stop in route.via if isinstance(stop, Ref)]
    if via:
        course = phrases.series((course, phrases.fill("routes.via", phrases.series(via, ", "))), " ")
    if not route.along:
        return course
    first, comma, rest = route.along.partition(",")
    along = phrases.named(first.strip()) if first.strip() in phrases.dossier.places else phrases.line(first)
    return phrases.series((course, phrases.fill("routes.along", (*along, *phrases.line(comma + rest)))), ", ")

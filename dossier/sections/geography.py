"""The geography: a gazetteer with who holds each place by whose word, the ways into places, the routes between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.blocks import Block, Blocks, Column, Definitions, Heading, Paragraph, Run, Table, Text, text
from dossier.model import Gap, Place, Point, Ref, Route, unsaid
from dossier.saying.phrases import Phrases, capitalised, paragraph, route_state
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
            blocks += [Heading(3, text(title), f"ways-{place.id}"), _approaches(phrases, place)]
    if phrases.dossier.routes:
        blocks.append(_routes(phrases, tuple(phrases.dossier.routes.values())))
    return tuple(blocks)


def _gazetteer(phrases: Phrases, places: tuple[Place, ...]) -> Table:
    """Give the places one a row; a column that no place fills is left out."""
    words = phrases.words
    held = any(place.held_by or phrases.evidence.contested(place.id) for place in places)
    points = any(place.at for place in places)
    columns = [Column(text(words["places.place"]), 2.6, header=True), Column(text(words["places.said"]), 4.0)]
    columns += [Column(text(words["places.held"]), 2.6)] if held else []
    columns += [Column(text(words["places.point"]), 1.9)] if points else []
    rows = []
    for place in places:
        row: list[Text | Blocks] = [_named(phrases, place), _said(phrases, place)]
        row += [_held(phrases, place) or text(words["none"])] if held else []
        row += [_point(phrases, place) or text(words["none"])] if points else []
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
    return (
        Paragraph(tuple(names), "table.cell", id=f"place-{place.id}"),
        *paragraph(phrases.series((kind, spellings)), "table.cell"),
    )


def _said(phrases: Phrases, place: Place) -> Blocks:
    """Say what is said of a place, and the senses in which its name is used."""
    what = phrases.after(phrases.prose(place.what), place.cite)
    return (*paragraph(what, "table.cell"), *(Paragraph(phrases.prose(sense), "table.cell") for sense in place.senses))


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


def _approaches(phrases: Phrases, place: Place) -> Definitions:
    """Say the state of each way into a place."""
    rows = []
    for way in place.approaches:
        state = phrases.line(way.state)
        if way.by is not None:
            state = (*state, Run(f" {phrases.words['by']} "), *phrases.name(way.by, short=True))
        body = phrases.after(state, way.cites)
        rows.append((capitalised(text(way.direction)), (Paragraph(body),)))
    if sides := unsaid(place):
        rows.append((capitalised(text(phrases.words.join(sides))), (Paragraph(text(phrases.words["places.unsaid"])),)))
    return Definitions(tuple(rows))


def _routes(phrases: Phrases, routes: tuple[Route, ...]) -> Table:
    """Give the routes one a row: where they run, what state they are in, by whose word."""
    words = phrases.words
    columns = (
        Column(text(words["routes.route"]), 2.6, header=True),
        Column(text(words["routes.course"]), 3.4),
        Column(text(words["routes.state"]), 3.4),
        Column(text(words["routes.source"]), 1.6),
    )
    rows = []
    for route in routes:
        state = phrases.series((route_state(phrases, route.state), phrases.prose(route.what)), ". ")
        name: Blocks = (Paragraph(text(phrases.name_of(route.id), "strong"), "table.cell", id=f"route-{route.id}"),)
        rows.append((name, _course(phrases, route), state or text(words["none"]), phrases.cite(route.cite)))
    return Table(columns, tuple(rows), text(words["routes.caption"]), id="routes")


def _course(phrases: Phrases, route: Route) -> Text:
    """Say from where to where a route runs, by way of which places, and along what; points between are for drawing only."""
    words = phrases.words
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
        return course or text(words["none"])
    first, comma, rest = route.along.partition(",")
    along = phrases.named(first.strip()) if first.strip() in phrases.dossier.places else phrases.line(first)
    return phrases.series((course, phrases.fill("routes.along", (*along, *phrases.line(comma + rest)))), ", ")

"""Who holds what -> the colours of actors on a map; an overlay whose class is an actor, or a place that one holds, is its."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.figures.map.geojson import Overlay
from dossier.figures.map.survey import Holder, Kind, Shape
from dossier.model import Place, Ref, known
from dossier.saying.phrases import Phrases
from dossier.units import PALETTE


def holders_of(phrases: Phrases, places: Sequence[Place], overlays: Sequence[Overlay]) -> dict[str, Holder]:
    """Return by id who holds places or areas, each in a colour: its own, or the next of the palette that none has."""
    actors = phrases.dossier.actors
    refs = [*map(_held, places), *(_owner(phrases, overlay.class_) for overlay in overlays)]
    found: dict[str, Ref] = {}
    for ref in refs:
        if ref:
            found.setdefault(ref.id, ref)
    own = {id: color for id in found if id in actors and (color := actors[id].color)}
    free = [color for color in PALETTE if color not in own.values()] or list(PALETTE)
    given = iter(range(len(found)))
    colors = {id: own[id] if id in own else free[next(given) % len(free)] for id in found}
    return {id: Holder(phrases.name(ref), colors[id]) for id, ref in found.items()}


def _held(place: Place) -> Ref | None:
    """Return who is said to hold a place."""
    held = known(place.held_by)
    return held.by if held else None


def _owner(phrases: Phrases, class_: str) -> Ref | None:
    """Return the actor that a class of overlays stands for: by its own id, or by that of a place which it holds."""
    dossier = phrases.dossier
    if class_ in dossier.actors:
        return Ref(class_, dossier.actors[class_].span)
    return _held(dossier.places[class_]) if class_ in dossier.places else None


def shapes_of(phrases: Phrases, holders: Sequence[str], overlays: Sequence[Overlay]) -> tuple[list[Shape], list[Kind]]:
    """Return the overlays as shapes, and their classes: those of an actor are one, in its colour and its hatch."""
    places = phrases.dossier.places
    kinds: dict[str, Kind] = {}
    shapes = []
    for overlay in overlays:
        class_ = overlay.class_
        owner = _owner(phrases, class_)
        key = f"#{owner.id}" if owner else class_
        if key not in kinds:
            said = phrases.name_of(owner.id if owner else class_) if owner or class_ in places else class_
            number = holders.index(owner.id) if owner else -1
            pattern = number if owner else len(holders) + sum(kind.holder < 0 for kind in kinds.values())
            kinds[key] = Kind(phrases.line(said), number, pattern)
        shapes.append(Shape(overlay.kind, overlay.lines, phrases.line(overlay.label), list(kinds).index(key)))
    return shapes, list(kinds.values())

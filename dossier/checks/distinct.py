"""Who deals with each other are two, and each has a name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.fields import Gap
from dossier.model import Dossier, Ref, known
from dossier.problems import Problem, warning

TELLS = {
    "itself": Name("Nobody has a relation or a contact with itself, and no route ends where it starts."),
    "one-name": Name("No name stands for two actors or persons, or for two places."),
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find relations, contacts and routes with one id at both ends, and names that two of a kind have."""
    return [*_with_itself(dossier), *_of_two(dossier)]


def _with_itself(dossier: Dossier) -> Iterator[Problem]:
    """Tell relations, contacts and routes in which one id stands twice."""
    hint = "one of the two ids is a slip"
    for relation in dossier.relations:
        ids = [it.id for it in (*relation.parties, *relation.to) if isinstance(it, Ref)]
        if len(set(ids)) < len(ids):
            yield warning("one id stands twice in this relation", relation.span, hint, "itself")
    for contact in dossier.contacts.values():
        ids = [it.id for it in contact.parties]
        if len(set(ids)) < len(ids):
            yield warning("one id stands twice among these parties", contact.place_of("parties"), hint, "itself", contact.id)
    for route in dossier.routes.values():
        if route.start and route.end and route.start.id == route.end.id and not route.via:
            yield warning("this route ends where it starts", route.place_of("end"), hint, "itself", route.id)


def _of_two(dossier: Dossier) -> Iterator[Problem]:
    """Tell names that stand for two actors or persons, or two places: in the text nobody can tell which is meant."""
    people = [person for actor in dossier.actors.values() for person in actor.people.values()]
    for parties in ((*dossier.actors.values(), *people), tuple(dossier.places.values())):
        first: dict[str, str] = {}
        for record in parties:
            names: list[str | Gap | None] = [*map(record.__dict__.get, ("name", "short")), *record.__dict__.get("also", ())]
            for name in map(known, names):
                if name and first.setdefault(name, record.id) != record.id:
                    message = f"{name!r} is a name of {first[name]!r} as well"
                    yield warning(message, record.span, "give each a name of its own", "one-name", record.id, name)

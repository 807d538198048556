"""What looks like an id in the words of a route is one: those of `along` and `state` link by themselves, or print as written."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.ids import ID_FORM, nearest
from dossier.model import Dossier, Route, known
from dossier.problems import Problem, warning

TELLS = {"route": Name("What looks like an id in the words of a route is one.")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of a route along an unknown place, or held by an unknown actor, where an id seems to be meant."""
    out: list[Problem] = []
    for route in dossier.routes.values():
        for field, word, what, ids in _names(route, dossier):
            meant = None if word in ids or not ID_FORM.fullmatch(word) else _like(word, ids)
            if meant is not None:
                hint = f"did you mean {meant}?" if meant else "write an id, or the words as they are to print"
                message = f"nothing has the id {word!r} among the {what}; it prints as it is written"
                out.append(warning(message, route.place_of(field), hint, "route"))
    return out


def _names(route: Route, dossier: Dossier) -> Iterator[tuple[str, str, str, Collection[str]]]:
    """Give the words of a route that may be ids: the field, the word, the part it would be in, the ids of that part."""
    if route.along:
        yield "along", route.along.partition(",")[0].strip(), "places", dossier.places
    if state := known(route.state):
        holder = f" {state}".rpartition(" by ")[2].split(None, 1) if " by " in f" {state}" else ()
        for word in holder[:1]:
            yield "state", word.rstrip(",;."), "actors", dossier.actors


def _like(word: str, ids: Collection[str]) -> str | None:
    """Return the id that an unknown word is like, '' where only its hyphens make it one; None where it is a word like others."""
    return nearest(word, ids) or ("" if "-" in word else None)

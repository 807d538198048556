"""Whose voices are one: a `Dossier` and its uses in; for each origin and source the party or publisher that it counts as out.

A party is an actor up its `part_of`: its people, its parts and its own documents are one with it. A source in its own words
counts as its publisher, once, or as the party that its publisher is. Who speaks without being named counts as who passes it on,
and nowhere where nobody does. What counts as one can't confirm itself; independence is counted by this, wherever it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dossier.evidence.references import Entry, Use
from dossier.model import Dossier, Origin, Ref, Source, known
from dossier.problems import Problem, error
from dossier.tuples import NamedTuple

PARTY: Final = "party"
OUTLET: Final = "outlet"
DOCUMENT: Final = "document"  # a document or a dataset that speaks for itself


class Parties(NamedTuple):
    """What origins and sources count as.

    `counted` leads from an origin or a source to the id of what it counts as: that of an actor, or of the first source of a
    publisher; '' where it counts nowhere. `kinds` says of these what they are: PARTY, OUTLET or DOCUMENT. `interested` are the
    parties of whose voices one at least is said to speak for a party to the matter.
    """

    counted: Mapping[str, str]
    kinds: Mapping[str, str]
    interested: frozenset[str]

    def independent(self, starts: Iterable[str]) -> tuple[str, ...]:
        """Return what the places where information starts come to: parties and publishers, each once."""
        return tuple(dict.fromkeys(id for start in starts if (id := self.counted.get(start, ""))))

    def spelt(self, starts: Iterable[str]) -> list[str]:
        """Return each independent origin as messages name it, with the voices that come to it: `ministry (briefing, notice)`."""
        voices: dict[str, list[str]] = {}
        for start in starts:
            if origin := self.counted.get(start, ""):
                voices.setdefault(origin, []).append(start)
        return [origin if its == [origin] else f"{origin} ({', '.join(its)})" for origin, its in voices.items()]

    def alone(self, starts: Sequence[str]) -> str:
        """Say what something comes from where that is less than two independent origins: `one party, ministry (briefing)`."""
        origins = self.independent(starts)
        return f"one {self.kinds[origins[0]]}, {self.spelt(starts)[0]}" if origins else "no origin at all"


def parties(
    dossier: Dossier, entries: Mapping[str, Entry], names: Mapping[str, str], found: Sequence[Use], order: Sequence[str]
) -> Parties:
    """Say of each origin and source what it counts as.

    `names` leads from what actors and people are called to their ids; `found` are the uses, the default source filled in; `order`
    holds all ids, what others rest on before them.
    """
    whole = wholes(dossier)
    whole.update({person: whole[id] for id, actor in dossier.actors.items() for person in actor.people})
    folded = {_folded(name): whole[id] for name, id in names.items() if id in whole}
    first: dict[str, str] = {}
    counted: dict[str, str] = {}
    for id, source in dossier.sources.items():
        name = _publisher(source)
        party = whole.get(source.party.id, "") if isinstance(source.party, Ref) else _named(source, folded)
        counted[id] = party or (first.setdefault(_folded(name), id) if name else id)
    for id, origin in dossier.origins.items():
        if isinstance(origin.speaker, Ref):
            counted[id] = whole.get(origin.speaker.id, "")
    carriers = _carriers(found, entries)
    for id in reversed(order):  # who passes something on comes before what is passed on
        if id in dossier.origins and id not in counted:
            counted[id] = next((counted[by] for by in carriers.get(id, ()) if counted.get(by)), "")
    return Parties(counted, _kinds(dossier, counted), _interested(dossier, counted))


def wholes(dossier: Dossier) -> dict[str, str]:
    """Return for each actor the one that it belongs to in the end; of a circle the first in the file."""
    order = {id: number for number, id in enumerate(dossier.actors)}
    out: dict[str, str] = {}
    for id in dossier.actors:
        path: dict[str, int] = {}
        at = id
        while at not in out and at not in path:
            path[at] = len(path)
            above = dossier.actors[at].part_of
            at = above.id if above and above.id in dossier.actors else at
        whole = out.get(at) or min(list(path)[path[at] :], key=order.__getitem__)
        out.update(dict.fromkeys(path, whole))
    return out


def circles(dossier: Dossier) -> list[Problem]:
    """Find actors that belong to themselves in the end; each circle is told once, at its first actor."""
    out: list[Problem] = []
    for id, whole in wholes(dossier).items():
        above = dossier.actors[id].part_of
        if id != whole or above is None or above.id not in dossier.actors:
            continue
        longer = f"a circle: {id!r} is part of {above.id!r}, which in the end is part of {id!r}"
        message = f"{id!r} is part of itself" if above.id == id else longer
        out.append(error(message, above.span, "an actor is part of a larger one: take one of these out", "circle"))
    return out


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _publisher(source: Source) -> str:
    """Return under which name a source counts: the party whose words it holds, or its publisher; '' for one without."""
    return source.party if isinstance(source.party, str) else known(source.publisher) or ""


def _named(source: Source, folded: Mapping[str, str]) -> str:
    """Return the actor whose words a source holds by the names in its record: of its party, or its author or its publisher."""
    said = (source.party,) if isinstance(source.party, str) else (known(source.author), known(source.publisher))
    return next((folded[name] for one in said if one and (name := _folded(one)) in folded), "")


def _carriers(found: Sequence[Use], entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    """Return who passes on the words of each origin: sources by either's word, then origins, then what claims by it cite."""
    cited: dict[str, list[str]] = {}
    sources: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    claims: dict[str, list[str]] = {}
    for use in found:
        user, on = (entries[id].part if id in entries else "" for id in (use.user, use.on))
        if use.how == "cite" and on == "sources" and not use.aside:
            cited.setdefault(use.user, []).append(use.on)
            if user == "origins":
                sources.setdefault(use.user, []).append(use.on)
        elif use.how == "rests_on" and on == "origins":
            (sources if user == "sources" else others).setdefault(use.on, []).append(use.user)
        elif use.how == "by" and on == "origins":
            claims.setdefault(use.on, []).append(use.user)
    carried = {id: [source for claim in users for source in cited.get(claim, ())] for id, users in claims.items()}
    parts = (sources, others, carried)
    return {id: [who for part in parts for who in part.get(id, ())] for part in parts for id in part}


def _kinds(dossier: Dossier, counted: Mapping[str, str]) -> dict[str, str]:
    """Say what each is that something counts as; a publisher with a report of its own is an outlet, an interested one a party."""
    out: dict[str, str] = {}
    for id, source in dossier.sources.items():
        party = counted[id] in dossier.actors or source.party is not None or source.interested
        kind = PARTY if party else OUTLET if source.kind == "report" else DOCUMENT
        out[counted[id]] = min(kind, out.get(counted[id], kind), key=(PARTY, OUTLET, DOCUMENT).index)
    return out | {id: PARTY for id in counted.values() if id in dossier.actors}


def _interested(dossier: Dossier, counted: Mapping[str, str]) -> frozenset[str]:
    """Return the parties that speak for themselves: one voice that is said to is enough, an unnamed one says it of nobody."""
    records: dict[str, Source | Origin] = {**dossier.sources, **dossier.origins}
    return frozenset(
        counted[id]
        for id, record in records.items()
        if record.interested and counted[id] and (isinstance(record, Source) or isinstance(record.speaker, Ref))
    )

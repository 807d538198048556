"""Where in the brief the entry of each id stands: what a link to it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.model import Dossier


def anchors(dossier: Dossier, printed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give for each id the name of the place in the brief where its entry stands; ids without a printed entry are left out."""
    parts: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("sources", "source", dossier.sources),
        ("summary", "judgement", dossier.judgements),
        ("reported", "claim", (id for group in dossier.claims for id in group.claims)),
        ("actors", "actor", dossier.actors),
        ("geography", "place", dossier.places),
        ("geography", "route", dossier.routes),
        ("diplomacy", "contact", dossier.contacts),
        ("questions", "question", dossier.questions),
    )
    for section, kind, ids in parts:
        if section in printed:
            for id in ids:
                yield id, f"{kind}-{id}"
    if "actors" in printed:
        for id, actor in dossier.actors.items():
            for person in actor.people or ():
                yield person, f"actor-{id}"
    if "sources" in printed:
        yield "desk", "source-desk"
    for name in printed:
        yield name, name

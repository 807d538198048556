"""All spellings that a dossier declares: of actors, people and places, and of abbreviations that its glossary explains."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.inline import Prose
from dossier.model import Actor, Dossier, Person, Place, known


def spellings(dossier: Dossier) -> dict[str, list[str]]:
    """Return all spellings of each actor, person and place by its id, and of abbreviations by their terms."""
    people = {id: person for actor in dossier.actors.values() for id, person in actor.people.items()}
    parts: tuple[Mapping[str, Actor | Person | Place], ...] = (dossier.actors, people, dossier.places)
    out: dict[str, list[str]] = {}
    for part in parts:
        for id, it in part.items():
            short = None if isinstance(it, Place) else it.short
            out.setdefault(id, [name for name in (known(it.name), short, *it.also, *it.native.values()) if name])
    for term, meaning in dossier.glossary.items():
        if isinstance(meaning, Prose) and (whole := _expanded(term, meaning.plain)):
            out[f"the term {term}"] = [term, whole]
    return out


def _expanded(term: str, meaning: str) -> str:
    """Return what an abbreviation stands for, where its meaning begins with words of these initials; '' where it doesn't."""
    words = meaning.split()[: len(term)]
    initials = "".join(word[0] for word in words)
    return " ".join(words).rstrip(".,;:") if term.isupper() and len(term) > 1 and initials.upper() == term else ""

"""Who says so, in words: the speaker with rank and office, the step of the attribution ladder, to whom, when."""

from __future__ import annotations

from dossier.blocks import Run, Text, text
from dossier.evidence.graph import ClaimView
from dossier.model import Actor, Gap, Origin, Person, Ref, known
from dossier.saying.phrases import Phrases


def speaker(phrases: Phrases, view: ClaimView) -> Text:
    """Say on whose word a claim rests. The ladder's step is printed as it is; nothing is said more strongly than it was."""
    words = phrases.words
    if view.ladder == "desk":
        return text(words["cite.title.desk"])
    if view.origin is not None:
        return origin(phrases, view.origin)
    origins = phrases.dossier.origins
    said = [origin(phrases, origins[id]) for id in view.voices if id in origins]
    names = [phrases.source_name(id) for id in view.voices if id not in origins]
    said.append(text(words.count("says.own", len(names)).format(words.join(names)) if names else ""))
    return phrases.series(said) or text(words["says.nobody"])


def origin(phrases: Phrases, source: Origin) -> Text:
    """Say who spoke, on what terms, to whom and when; what the sources leave out of it is left out."""
    words = phrases.words
    parts = [_who(phrases, source.speaker, named=source.record in (None, "named"))]
    if source.record:
        parts.append(text(words[f"says.{source.record}"]))
    if to := known(source.to):
        parts.append(phrases.fill("says.to", phrases.line(to)))
    if when := known(source.when):
        parts.append(phrases.dated(when))
    return phrases.series(parts, ", ")


def _who(phrases: Phrases, who: Ref | Gap, *, named: bool) -> Text:
    """Say the speaker: a person with rank and office, or a body. Who spoke without a name is said by the body alone."""
    if isinstance(who, Gap):
        if not named:
            return ()
        return (phrases.gap(who, phrases.words[f"says.speaker.{who}"]),)
    if who.id in phrases.people and not named:
        return phrases.named(phrases.people[who.id][1].id)
    if who.id in phrases.people:
        return (phrases.leading(phrases.person(*phrases.people[who.id], office=True), who.id),)
    return phrases.name(who)


def introduced(phrases: Phrases, person: Person, actor: Actor) -> Text:
    """Introduce a person with all names, rank, office, and where the source names them."""
    words = phrases.words
    said: list[Run] = [Run(phrases.person(person, actor, office=True))]
    if person.short and person.short not in (known(person.name) or ""):
        said += [Run(" "), *phrases.line(f"({person.short})", "short")]
    for native in phrases.native(person):
        said += [Run(" "), native]
    if person.also:
        said.append(Run(f" ({words['also']} {', '.join(person.also)})"))
    if isinstance(person.office, Gap):
        said += [Run(", "), Run(words["actors.office"] + " "), phrases.gap(person.office)]
    return phrases.after(tuple(said), person.cite)

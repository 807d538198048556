"""Who says so, in words: the speaker with rank and office, the step of the attribution ladder, to whom, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dossier.blocks import Run, Text, text
from dossier.evidence.graph import ClaimView
from dossier.inline import Citation
from dossier.model import Actor, Gap, Origin, Person, Ref, known
from dossier.saying.phrases import Phrases

FEW: Final = 5  # words: a sentence that names its speaker does so among the first or the last of them


def speaker(phrases: Phrases, view: ClaimView) -> Text:
    """Say on whose word a claim rests. The ladder's step is printed as it is; nothing is said more strongly than it was."""
    words = phrases.words
    if view.ladder == "desk":
        return text(words["cite.title.desk"])
    origins = phrases.dossier.origins
    said = [origin(phrases, origins[id]) for id in view.voices if id in origins]
    names = list(dict.fromkeys(phrases.source_name(id) for id in view.voices if id not in origins))
    said.append(text(words.count("says.own", len(names)).format(words.join(names)) if names else ""))
    return phrases.series(said) or text(words["says.nobody"])


def again(phrases: Phrases, view: ClaimView) -> Text:
    """Say briefly on whose word a claim rests, where that has been said in full before."""
    origins = phrases.dossier.origins
    named = [briefly(phrases, it) for id in view.voices if (it := origins.get(id))]
    if not named:
        return speaker(phrases, view)
    others = [text(phrases.source_name(id)) for id in view.voices if id not in origins]
    return phrases.fill("says.again", phrases.listing([*named, *others]))


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
        said = phrases.leading(phrases.person(*phrases.people[who.id], office=True), who.id)
        return (said._replace(keys=()),)  # the office may name a party, too: the index finds all names by themselves
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


def attributed(phrases: Phrases, claim: Ref | None, said: Text, cites: Sequence[Citation] = ()) -> Text:
    """Put before words who said so, where what they rest on is the word of speakers whom they don't name first or last.

    They rest on the claim that lends its evidence, or on what they cite, if those are claims of one voice and nothing else.
    """
    claims = [claim.id] if isinstance(claim, Ref) else [cite.target for cite in cites]
    if not said or not all(phrases.evidence.part(id) == "claims" for id in claims):
        return said
    voices = dict.fromkeys(voice for id in claims for voice in phrases.evidence.claim(id).voices)
    speakers = [it for id in voices if (it := phrases.dossier.origins.get(id))]
    if not speakers or (claim is None and len(voices) > 1) or _names_one(phrases, said, speakers):
        return said
    return (*phrases.listing([briefly(phrases, it) for it in speakers]), Run(": "), *said)


def _names_one(phrases: Phrases, said: Text, speakers: Sequence[Origin]) -> bool:
    """Say whether words name one of the speakers among their first or last."""
    words = "".join(run.text for run in said if run.role != "cite").split()
    ends = " ".join(words[:FEW]), " ".join(words[-FEW:])
    return any(name in end for it in speakers for name in _names_of(phrases, it) for end in ends)


def briefly(phrases: Phrases, source: Origin) -> Text:
    """Name the speaker of an origin in a word or two, a person with whom he speaks for; who spoke unnamed by the body alone."""
    who = source.speaker
    if isinstance(who, Gap):
        return _who(phrases, who, named=False)
    if who.id not in phrases.people:
        return phrases.named(who.id, short=True)
    person, actor = phrases.people[who.id]
    if source.record not in (None, "named"):
        return phrases.named(actor.id, short=True)
    if isinstance(person.name, Gap):
        return phrases.named(who.id)
    name = phrases.leading(person.short or person.name, who.id)
    return (name, Run(" ("), *phrases.named(actor.id, short=True), Run(")"))


def _names_of(phrases: Phrases, source: Origin) -> Iterator[str]:
    """Yield all names of the speaker of an origin, and of whom he speaks for."""
    if not isinstance(source.speaker, Gap):
        yield from phrases.evidence.names_of(source.speaker.id)
        if source.speaker.id in phrases.people:
            yield from phrases.evidence.names_of(phrases.people[source.speaker.id][1].id)

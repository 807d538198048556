"""The first page of the short form, side column: who is who, what this rests on, what is ahead, and how the keys are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from dossier.blocks import Blocks, Paragraph, Run, Text, plain, text, texts
from dossier.dates import sort_key
from dossier.evidence.parties import DOCUMENT, OUTLET, PARTY, wholes
from dossier.model import Actor, Contact, Positions, Ref, known
from dossier.saying.gathered import gathered
from dossier.saying.phrases import capitalised
from dossier.sections.diplomacy import encounter
from dossier.short.given import Sheet

MOST_NAMED: Final = 6  # parties, outlets or documents; the others are counted
MOST_AHEAD: Final = 5
FORMS: Final = ("chief", "other", "whole", "claim", "desk")
Told: TypeAlias = tuple[int, Text, Text]  # what is ahead: a day, when in words, what


def labelled(sheet: Sheet, key: str, *paragraphs: Text) -> Blocks:
    """Put a label of the side column over paragraphs; nothing over none."""
    said = [Paragraph(words, "side") for words in paragraphs if words]
    return (Paragraph(text(sheet.phrases.words[key]), "side.label"), *said) if said else ()


# Who is who --------------------------------------------------------------------------------------------------------------
def who(sheet: Sheet) -> Blocks:
    """Expand the short forms that stand on the page, and those that their expansions use."""
    ranked = sorted(sheet.dossier.actors.values(), key=lambda it: -(it.weight or 0))
    shorts = {it.short: it for it in ranked if it.short and it.short != it.name}
    page = " ".join(plain(words) for words in texts(sheet.said))
    said: dict[str, Text] = {}
    while True:
        there = [it for short, it in shorts.items() if it.id not in said and _stands(short, page)]
        if not there:
            break
        for actor in there:
            said[actor.id] = _introduced(sheet, actor, role=len(said) < sheet.room.roles)
        page = " ".join(plain(words) for words in said.values())
    return labelled(sheet, "short.who", *said.values())


def _stands(short: str, page: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", page) is not None


def _introduced(sheet: Sheet, actor: Actor, *, role: bool) -> Text:
    """Say a short form, what it stands for, and the actor's part in the matter."""
    phrases = sheet.phrases
    name = [Run(f"{actor.short} ", "strong"), *phrases.line(actor.name)]
    if actor.also:
        name.append(Run(f", {phrases.words['also']} {', '.join(actor.also)}"))
    part = phrases.prose(known(actor.role)) if role else ()
    return (*name, Run(". "), *part) if part else (*name, Run("."))


# What this rests on ------------------------------------------------------------------------------------------------------
def rests_on(sheet: Sheet) -> Blocks:
    """Count the sources and name whose words they are; then who is a party and wasn't heard."""
    words, evidence = sheet.phrases.words, sheet.evidence
    if not sheet.dossier.sources:
        return ()
    counted = evidence.parties.independent(id for view in evidence.claims for id in evidence.starts(view.id))
    number = len(sheet.dossier.sources)
    lines: list[Text] = [text(f"{number} {words.count('glance.sources', number)}.")]
    for kind, key in ((PARTY, "parties"), (OUTLET, "outlets"), (DOCUMENT, "documents")):
        ids = [id for id in counted if evidence.parties.kinds[id] == kind]
        if ids:
            label = f"{len(ids)} {words.count(f'glance.{key}', len(ids))}: "
            names = [text(_called(sheet, id)) for id in ids[:MOST_NAMED]]
            more = len(ids) - len(names)
            names += [text(words["short.more"].format(more))] if more else []
            lines.append((Run(label), *sheet.phrases.series(names, ", "), Run(".")))
    if silent := _unheard(sheet, counted):
        unheard = Run(words["short.unheard"] + " ", "strong")
        lines.append((unheard, *sheet.phrases.series([text(name) for name in silent], ", "), Run(".")))
    return labelled(sheet, "short.rests-on", *lines)


def _called(sheet: Sheet, id: str) -> str:
    """Name what counts as an origin: an actor, with those of its parts who spoke, or a publisher by his first source."""
    phrases, counted = sheet.phrases, sheet.evidence.parties.counted
    if id not in sheet.dossier.actors:
        return phrases.source_name(id)
    speakers = [it.speaker.id for it in sheet.dossier.origins.values() if isinstance(it.speaker, Ref) and counted[it.id] == id]
    bodies = dict.fromkeys(phrases.people[it][1].id if it in phrases.people else it for it in speakers)
    names = [phrases.name_of(body, short=True) for body in bodies if body != id]
    return phrases.name_of(id, short=True) + (f" ({', '.join(names)})" if names else "")


def _unheard(sheet: Sheet, counted: tuple[str, ...]) -> list[str]:
    """Return the parties none of whose words any claim rests on: wholes that act or may take a position."""
    whole = wholes(sheet.dossier)
    acting = [it.id for relation in sheet.dossier.relations for it in relation.parties if isinstance(it, Ref)]
    for question in sheet.dossier.questions.values():
        if isinstance(question.positions, Positions):
            acting += [it.id for it in (*(party for party, _ in question.positions.stated), *question.positions.silent)]
    parties = dict.fromkeys(whole[id] for id in acting if id in whole)
    return [sheet.phrases.name_of(id, short=True) for id in sheet.dossier.actors if id in parties and id not in counted]


# What is ahead -----------------------------------------------------------------------------------------------------------
def ahead(sheet: Sheet) -> Blocks:
    """Say what is planned, what is dated after the cut-off, and until when the judgements are meant."""
    found = sorted(_ahead(sheet), key=lambda told: told[0])
    lines = [(*((*when, Run(". ")) if when else ()), *what) for _, when, what in found[:MOST_AHEAD]]
    return labelled(sheet, "short.ahead", *lines)


def _ahead(sheet: Sheet) -> Iterator[Told]:
    phrases, dossier, words = sheet.phrases, sheet.dossier, sheet.phrases.words
    cut_off = dossier.facts.as_of.date.latest if dossier.facts.as_of else None
    for contact in dossier.contacts.values():
        if contact.status == "planned":
            day = min((sort_key(it.when)[0] for it in known(contact.when) or ()), default=0)
            when = phrases.when(known(contact.when) or ())
            label = f"{when}, {words['timeline.planned']}" if when else words["timeline.planned"].capitalize()
            yield day, text(label, "strong"), _met(sheet, contact)
    for event in dossier.events:
        day = min(sort_key(it.when)[0] for it in event.when)
        if cut_off is not None and day > cut_off:
            said = phrases.after(
                phrases.prose(event.what) or phrases.claimed(event.claim), phrases.basis(event.claim, event.cite)
            )
            yield day, text(phrases.when(event.when), "strong"), said
    ends: dict[str, tuple[int, list[int]]] = {}
    for number, judgement in enumerate(dossier.judgements.values(), 1):
        if judgement.by is not None:
            ends.setdefault(plain(phrases.date(judgement.by)), (judgement.by.latest or 0, []))[1].append(number)
    for said_day, (day, numbers) in ends.items():
        which = words["cite.judgement" if len(numbers) == 1 else "cite.judgements"].format(words.join([str(n) for n in numbers]))
        yield day, text(said_day, "strong"), text(words["short.horizon"].format(which))


def _met(sheet: Sheet, contact: Contact) -> Text:
    """Say a contact that is planned, and its outcome as recorded."""
    return capitalised(encounter(sheet.phrases, contact))


# Keys --------------------------------------------------------------------------------------------------------------------
def keys(sheet: Sheet) -> Blocks:
    """Explain the forms of keys that stand on the sheet, and no others."""
    words, used = sheet.phrases.words, gathered(sheet.said).keys
    number = sheet.evidence.number(sheet.evidence.chief)
    forms = [words[f"short.says.{form}"].format(number) for form in FORMS if f"key:{form}" in used]
    return labelled(sheet, "short.keys", text(" ".join(forms)))


PARTS: Final = {"who": who, "rests-on": rests_on, "ahead": ahead, "keys": keys}

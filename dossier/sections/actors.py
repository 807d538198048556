"""The actors: an entry of a few lines each, grouped by side or kind, then who stands with whom, one relation a row."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.blocks import Block, Blocks, Card, Cards, Column, Heading, Paragraph, Run, Table, Text, plain, text
from dossier.model import RELATION_VERBS, Actor, Ref, Relation, known
from dossier.saying.agreement import verb
from dossier.saying.attribution import introduced
from dossier.saying.phrases import Phrases, capitalised, paragraph


def compose(phrases: Phrases) -> Blocks:
    """Say who the parties are and how they stand to one another."""
    cards: list[Card | Heading] = []
    for index, (title, actors) in enumerate(_groups(phrases).items(), 1):
        if title:
            cards.append(Heading(3, phrases.line(title), f"actors-{index}", "cards.title"))
        cards += [_entry(phrases, actor, 4 if title else 3) for actor in actors]
    blocks: list[Block] = [Cards(tuple(cards))] if cards else []
    if phrases.dossier.relations:
        blocks += _drawn(phrases)
        blocks.append(_table(phrases, phrases.dossier.relations))
    return tuple(blocks)


def _drawn(phrases: Phrases) -> Blocks:
    """Draw the relations, where there are enough for a drawing to show more than a table; say so where there are too many."""
    from dossier.figures.relations import shows

    drawn = shows.figure(phrases)
    if isinstance(drawn, shows.TooMany):
        return (Paragraph(text(phrases.words["relations.many"].format(drawn.parties))),)
    return (drawn,) if drawn else ()


def _groups(phrases: Phrases) -> dict[str, list[Actor]]:
    """Group the actors by the heading that they name; where none names one, by kind, if that draws any together."""
    actors = list(phrases.dossier.actors.values())
    other = phrases.words["actors.other"]
    if any(actor.side for actor in actors):
        return _grouped(actors, [actor.side or other for actor in actors])
    kinds = [_sentence_case(kind) if (kind := known(actor.kind)) else other for actor in actors]
    if len(set(kinds)) * 2 <= len(actors):
        return _grouped(actors, kinds)
    return {"": actors} if actors else {}


def _grouped(actors: Sequence[Actor], titles: Sequence[str]) -> dict[str, list[Actor]]:
    groups: dict[str, list[Actor]] = {}
    for actor, title in zip(actors, titles, strict=True):
        groups.setdefault(title, []).append(actor)
    return groups


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _entry(phrases: Phrases, actor: Actor, level: int) -> Card:
    """Say one actor in a paragraph under its name: what it is, its part in the matter, its people, where it is named."""
    name = list(phrases.line(actor.name))
    if actor.short and actor.short not in actor.name:
        name += [Run(" "), *phrases.line(actor.short, "short")]
    native = phrases.native(actor)
    people = phrases.series([introduced(phrases, person, actor) for person in actor.people.values()])
    named = (Run(phrases.words["actors.cite"] + " ", "small"), *phrases.cite(actor.cite)) if actor.cite else ()
    said = (_what(phrases, actor, native[1:]), phrases.prose(actor.role), (*people, Run(".")) if people else (), named)
    head = Heading(level, tuple(name), f"actor-{actor.id}", role="card.title", listed=False)
    return Card(head, paragraph(phrases.series(said, " ")), "actor", aside=tuple(native[:1]))


def _what(phrases: Phrases, actor: Actor, native: Sequence[Run]) -> Text:
    """Say what an actor is: kind, whose part, other names."""
    words = phrases.words
    whole, _ = RELATION_VERBS["part-of"]
    parts: list[Text] = [phrases.line(actor.kind)]
    if isinstance(actor.part_of, Ref):
        parts.append((Run(f"{whole.removeprefix('is ')} "), *phrases.named(actor.part_of.id, short=True)))
    parts += [(Run(words.language_name(run.lang) + " "), run) for run in native]
    parts.append(phrases.line(f"{words['also']} {', '.join(actor.also)}") if actor.also else ())
    said = phrases.series(parts, "; ")
    return tuple(run._replace(role=run.role or "small") for run in (*capitalised(said), Run("."))) if said else ()


def _table(phrases: Phrases, relations: Sequence[Relation]) -> Table:
    """Give the relations one a row, each with what it rests on."""
    words = phrases.words
    columns = (
        Column(text(words["relations.who"]), 5.0, header=True),
        Column(text(words["relations.detail"]), 4.0),
        Column(text(words["relations.source"]), 1.6),
    )
    rows = []
    for relation in relations:
        detail = _qualified(phrases, phrases.line(relation.detail), relation)
        does = verb(phrases, relation.does, relation.parties, [plain(phrases.name(it, short=True)) for it in relation.parties])
        label = words["relations.label.open"].format(does) if relation.status == "open" else does
        who, whom = _strong(phrases.names(relation.parties, short=True)), _strong(phrases.names(relation.to, short=True))
        rows.append(((*who, Run(f" {label} "), *whom), detail, phrases.cite(relation.cites)))
    return Table(columns, tuple(rows), text(words["relations.caption"]), id="relations")


def _strong(names: Text) -> Text:
    return tuple(run._replace(role="strong") if run.link else run for run in names)


def _qualified(phrases: Phrases, said: Text, relation: Relation | None) -> Text:
    """Add how sure a relation is, where it isn't simply stated, and where more is said of it."""
    if relation is None:
        return said
    words = phrases.words
    notes: list[Text] = []
    if relation.status and relation.status != "stated":
        notes.append(text(words[f"status.{relation.status}"]))
    if relation.see is not None:
        kind = "claim" if phrases.evidence.part(relation.see.id) == "claims" else "question"
        number = phrases.evidence.number(relation.see.id)
        notes.append((phrases.leading(words[f"see.{kind}"].format(number), relation.see.id),))
    if not notes:
        return said
    whole = phrases.series(notes, ", ")
    return (*said, Run(" ("), *whole, Run(")")) if said else whole

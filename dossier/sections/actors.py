"""The actors: a compact card each, grouped by side or kind, then who stands with whom, one relation a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from dossier.blocks import Block, Blocks, Card, Cards, Column, Definitions, Heading, Paragraph, Run, Table, Text, plain, text
from dossier.model import RELATION_VERBS, Actor, Ref, Relation, known
from dossier.saying.agreement import verb
from dossier.saying.attribution import introduced
from dossier.saying.phrases import Phrases, paragraph

Stands: TypeAlias = dict[str, list[tuple[Relation | None, Ref | str]]]
"""How an actor stands to others: label -> relation (None: it is simply part of it) and the other party."""


def compose(phrases: Phrases) -> Blocks:
    """Say who the parties are and how they stand to one another."""
    relations = _by_actor(phrases)
    cards: list[Card | Heading] = []
    for index, (title, actors) in enumerate(_groups(phrases).items(), 1):
        if title:
            cards.append(Heading(3, phrases.line(title), f"actors-{index}", "cards.title"))
        cards += [_card(phrases, actor, relations.get(actor.id, {}), 4 if title else 3) for actor in actors]
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


def _by_actor(phrases: Phrases) -> dict[str, Stands]:
    """Return for each actor what it is part of, what it does, and what is done to it, in the dossier's order."""
    out: dict[str, Stands] = {}
    whole, part = RELATION_VERBS["part-of"]
    for actor in phrases.dossier.actors.values():
        if isinstance(actor.part_of, Ref):
            out.setdefault(actor.id, {}).setdefault(whole, []).append((None, actor.part_of))
            out.setdefault(actor.part_of.id, {}).setdefault(part, []).append((None, Ref(actor.id, actor.span)))
    for relation in phrases.dossier.relations:
        active, passive = RELATION_VERBS[relation.does]
        for label, ours, theirs in ((active, relation.parties, relation.to), (passive, relation.to, relation.parties)):
            for party in ours:
                if isinstance(party, Ref):
                    out.setdefault(party.id, {}).setdefault(label, []).extend((relation, other) for other in theirs)
    return out


def _card(phrases: Phrases, actor: Actor, relations: Stands, level: int) -> Card:
    """Say one actor: its names, its part in the matter, its people, whom it stands with."""
    name = list(phrases.line(actor.name))
    if actor.short and actor.short not in actor.name:
        name += [Run(" "), *phrases.line(f"({actor.short})", "short")]
    native = phrases.native(actor)
    blocks: list[Block] = list(paragraph(phrases.prose(actor.role)))
    rows = [*_facts(phrases, actor, native[1:]), *(_stands(phrases, label, others) for label, others in relations.items())]
    if actor.cite:
        rows.append((text(phrases.words["actors.cite"]), phrases.cite(actor.cite)))
    if rows:
        blocks.append(Definitions(tuple((label, (Paragraph(body),)) for label, body in rows), "card"))
    head = Heading(level, tuple(name), f"actor-{actor.id}", role="card.title", listed=False)
    return Card(head, tuple(blocks), aside=tuple(native[:1]))


def _facts(phrases: Phrases, actor: Actor, native: Sequence[Run]) -> list[tuple[Text, Text]]:
    """Say what the card gives under labels: other names, kind, people."""
    words = phrases.words
    rows: list[tuple[Text, Text]] = []
    if actor.also:
        rows.append((text(words["actors.also"]), phrases.line(", ".join(actor.also))))
    rows += [(text(words.language_name(run.lang)), (run,)) for run in native]
    if actor.kind:
        rows.append((text(words["actors.kind"]), phrases.line(actor.kind)))
    people = [introduced(phrases, person, actor) for person in actor.people.values()]
    if people:
        rows.append((text(words["actors.people"]), phrases.series(people)))
    return rows


def _stands(phrases: Phrases, label: str, others: Sequence[tuple[Relation | None, Ref | str]]) -> tuple[Text, Text]:
    """Say one kind of relation and the other parties; what is not simply stated is marked so."""
    said = [_qualified(phrases, phrases.name(party, short=True), relation) for relation, party in others]
    between = "; " if any("," in plain(words) for words in said) else ", "
    return text(_sentence_case(label.removeprefix("is ").removeprefix("the "))), phrases.series(dict.fromkeys(said), between)


def _table(phrases: Phrases, relations: Sequence[Relation]) -> Table:
    """Give the relations one a row, each with what it rests on."""
    words = phrases.words
    columns = (
        Column(text(words["relations.who"]), 3.0, header=True),
        Column(text(words["relations.does"]), 2.2),
        Column(text(words["relations.whom"]), 3.0),
        Column(text(words["relations.detail"]), 4.0),
        Column(text(words["relations.source"]), 1.6),
    )
    rows = []
    for relation in relations:
        detail = _qualified(phrases, phrases.line(relation.detail), relation)
        who = phrases.names(relation.parties, short=True)
        does = verb(phrases, relation.does, relation.parties, [plain(phrases.name(it, short=True)) for it in relation.parties])
        rows.append(
            (
                who,
                text(words["relations.label.open"].format(does) if relation.status == "open" else does),
                phrases.names(relation.to, short=True),
                detail,
                phrases.cite(relation.cites),
            )
        )
    return Table(columns, tuple(rows), text(words["relations.caption"]), id="relations")


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

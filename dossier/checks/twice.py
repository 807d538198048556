"""Nothing stands twice in the brief: no two records that say the same, no two items of a list, no two labels of a chart."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.evidence.inside import records
from dossier.fields import Record
from dossier.inline import Prose
from dossier.model import Chart, Claim, Dossier, Event, Ref, known
from dossier.problems import Problem, Span, warning
from dossier.tuples import NamedTuple

TELLS = {
    "twice": Name("No two claims, events, contacts, judgements, questions, relations or terms say the same."),
}


SHOWN = 40  # characters of an item that a message gives


class _Said(NamedTuple):
    """What something says, as far as two of them can be compared; what it is called; where it stands."""

    key: Hashable
    what: str
    span: Span
    word: str = ""


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find what says the same as something before it: by the claim and the date that it gives, or by its words."""
    first: dict[Hashable, _Said] = {}
    out = []
    for said in _said(dossier):
        before = first.setdefault(said.key, said)
        if before is not said:
            where = f", in line {before.span.line}," if before.span != said.span else ""
            message = f"this says the same as {before.what}{where} and prints a second time"
            out.append(warning(message, said.span, "take one of them out, or say in what they differ", "twice", word=said.word))
    return [*out, *_listed(dossier)]


def _listed(dossier: Dossier) -> Iterator[Problem]:
    """Tell items of a list that say the same, and labels of a chart that differ in capitals only."""
    hint = "take one of them out, or say in what they differ"
    for record in records(dossier):
        for field in type(record).own_fields:
            value = record.__dict__.get(field.name)
            items = value if isinstance(value, tuple) else ()
            said = [it.plain if isinstance(it, Prose) else it for it in items if isinstance(it, Prose | str)]
            rows = value.values() if isinstance(record, Chart) and isinstance(value, Mapping) else ()
            for texts in (said, *map(list, rows)):
                seen: set[str] = set()
                for text in texts:
                    if (fold := _folded(text)) and fold in seen:
                        message = f"{text[:SHOWN]!r} stands here twice"
                        yield warning(message, record.place_of(field.name), hint, "twice", record.id, text.split()[0])
                    seen.add(fold)


def _said(dossier: Dossier) -> Iterator[_Said]:
    """Give all that may say the same as another one of its kind."""
    claims = {id: claim for group in dossier.claims for id, claim in group.claims.items()}
    for group in dossier.claims:
        for id, claim in group.claims.items():
            yield _Said(
                ("claim", _folded(claim.text.plain), frozenset(it.id for it in claim.by)), f"the claim {id!r}", claim.span
            )
    for number, event in enumerate(dossier.events, 1):
        yield _Said(("event", *_dated(event, claims)), f"event {number}", event.span)
    for id, contact in dossier.contacts.items():
        parties = frozenset(it.id for it in contact.parties)
        when = tuple(it.when for it in known(contact.when) or ())
        lent = contact.claim.id if contact.claim else ""
        yield _Said(
            ("contact", contact.kind, parties, when, lent, _words(contact, "subject")), f"the contact {id!r}", contact.span
        )
    for id, judgement in dossier.judgements.items():
        yield _Said(("judgement", _folded(judgement.text.plain)), f"the judgement {id!r}", judgement.span)
    for id, question in dossier.questions.items():
        yield _Said(("question", _folded(question.ask)), f"the question {id!r}", question.span)
    for term in dossier.glossary:
        yield _Said(("term", _folded(term)), f"the term {term!r}", dossier.place_of("glossary"), term)
    for number, relation in enumerate(dossier.relations, 1):
        sides = tuple(tuple(it.id if isinstance(it, Ref) else it for it in side) for side in (relation.parties, relation.to))
        yield _Said(("relation", *sides, relation.does, relation.detail), f"relation {number}", relation.span)


def _dated(event: Event, claims: Mapping[str, Claim]) -> tuple[Hashable, ...]:
    """Return by what two events are the same: their dates, and their words, which a claim may lend."""
    lent = claims.get(event.claim.id) if event.claim else None
    said = _folded(event.what.plain if event.what else lent.text.plain if lent else "")
    return tuple(it.when for it in event.when), said


def _words(record: Record, field: str) -> str:
    value = record.__dict__.get(field)
    return _folded(str(getattr(value, "plain", "")))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")

"""Nothing stands twice in the brief: no claim at one date in the timeline, no two records that say the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.fields import Record
from dossier.model import Dossier, Event, Ref, known
from dossier.problems import Problem, Span, warning
from dossier.tuples import NamedTuple

TELLS = {"twice": Name("No two claims, events, contacts, judgements, questions or relations say the same.")}


class _Said(NamedTuple):
    """What something says, as far as two of them can be compared; what it is called; where it stands."""

    key: Hashable
    what: str
    span: Span


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find what says the same as something before it: by the claim and the date that it gives, or by its words."""
    first: dict[Hashable, _Said] = {}
    out = []
    for said in _said(dossier):
        before = first.setdefault(said.key, said)
        if before is not said:
            message = f"this says the same as {before.what}, in line {before.span.line}, and prints a second time"
            out.append(warning(message, said.span, "take one of them out, or say in what they differ", "twice"))
    return out


def _said(dossier: Dossier) -> Iterator[_Said]:
    """Give all that may say the same as another one of its kind."""
    for group in dossier.claims:
        for id, claim in group.claims.items():
            yield _Said(("claim", _folded(claim.text.plain), claim.by and claim.by.id), f"the claim {id!r}", claim.span)
    for number, event in enumerate(dossier.events, 1):
        yield _Said(("event", *_dated(event)), f"event {number}", event.span)
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
    for number, relation in enumerate(dossier.relations, 1):
        sides = tuple(tuple(it.id if isinstance(it, Ref) else it for it in side) for side in (relation.parties, relation.to))
        yield _Said(("relation", *sides, relation.does, relation.detail), f"relation {number}", relation.span)


def _dated(event: Event) -> tuple[Hashable, ...]:
    """Return by what two events are the same: their dates, and the claim or the words."""
    said = _folded(event.what.plain) if event.what else event.claim.id if event.claim else ""
    return (tuple(it.when for it in event.when), said, event.where.id if isinstance(event.where, Ref) else "")


def _words(record: Record, field: str) -> str:
    value = record.__dict__.get(field)
    return _folded(str(getattr(value, "plain", "")))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")

"""Every statement of fact says what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.inline import Prose
from dossier.model import Contact, Dossier, Event, Positions, known
from dossier.problems import Problem, Span, error, warning

TELLS = {
    "uncited": Name(
        "A claim cites something, and so does each statement that is put forward as reported.",
        "error: a claim; open: others",
    ),
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find claims without a source (an error), and other statements without a citation (a warning)."""
    out = [
        error("this claim rests on nothing", view.claim.span, "cite: a paragraph, a source, a claim, or desk", "uncited")
        for view in evidence.claims
        if not view.cited
    ]
    hint = "[@6] a paragraph, [@departure] a claim, [@desk] our own knowledge"
    return out + [warning(f"{what} cites nothing", span, hint, "uncited") for what, span in _uncited(dossier)]


def _uncited(dossier: Dossier) -> Iterator[tuple[str, Span]]:
    """Go through the statements that have no citation."""
    if dossier.bottom_line and not dossier.bottom_line.cites:
        yield "the bottom line", dossier.place_of("bottom_line")
    for actor in dossier.actors.values():
        if isinstance(actor.role, Prose) and not actor.role.cites and not actor.cite:
            yield f"what is said of {actor.name}", actor.place_of("role")
    for relation in dossier.relations:
        if not relation.cites:
            yield "this relation", relation.span
    for place in dossier.places.values():
        if isinstance(place.what, Prose) and not (place.what.cites or place.cite or place.senses):
            yield f"what is said of {place.name}", place.what.span
    for event in dossier.events:
        if not (_lent(event) or (event.what and event.what.cites) or _dates_cited(event)):
            yield "this event", event.span
    for contact in dossier.contacts.values():
        if not (_lent(contact) or _dates_cited(contact)):
            yield "this contact", contact.span
    yield from _in_questions(dossier)


def _in_questions(dossier: Dossier) -> Iterator[tuple[str, Span]]:
    for question in dossier.questions.values():
        for fact in known(question.known) or ():
            if not fact.cites:
                yield "what is known here", fact.span
        if isinstance(question.positions, Positions):
            for party, said in question.positions.stated:
                if not said.cites:
                    yield f"the position of {party.id!r}", said.span


def _lent(record: Event | Contact) -> bool:
    """Say whether a claim lends its evidence, or the record cites for itself."""
    return bool(record.claim or record.cite)


def _dates_cited(record: Event | Contact) -> bool:
    return any(dated.cites for dated in known(record.when) or ())

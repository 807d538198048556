"""What the sources of a dossier contradict each other on, computed and declared: a `Dossier` in, `Contradiction`s out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from dossier.dates import PartialDate, When
from dossier.inline import Citation
from dossier.model import Claim, Contact, Dated, Dossier, Event, Held, Place, Ref, known
from dossier.problems import Span
from dossier.reading.amounts import agree
from dossier.tuples import NamedTuple

DATE: Final = "date"
PLACE: Final = "place"
FIGURE: Final = "figure"
STATEMENT: Final = "statement"
HOLDER: Final = "holder"
HOLDING: Final = frozenset(("holds", "controls"))  # the verbs of relations by which a place has a holder
_NO_DATE: Final = ("as of", "undated")
Behind: TypeAlias = Event | Contact  # what a claim lends its evidence to
LEEWAY: Final = 3  # days by which a date that is `about` may be off at least


class Side(NamedTuple):
    """One of the things that are said: a date, the id of a place, actor or claim, or a figure; on what evidence; where.

    `when` is the time for which a holder is said to hold a place.
    """

    said: When | str
    note: str
    cites: tuple[Citation, ...]
    span: Span
    when: When | None = None


class Contradiction(NamedTuple):
    """Things said of a claim or a place that can't all be so. `declared`: the author wrote them as a list."""

    about: str
    aspect: str  # DATE, PLACE, FIGURE, STATEMENT, HOLDER
    sides: tuple[Side, ...]
    declared: bool


def contradictions(dossier: Dossier) -> tuple[Contradiction, ...]:
    """Find what the dossier declares as disputed, and what it says of one claim or place in two ways."""
    users = _users(dossier)
    out: list[Contradiction] = []
    for group in dossier.claims:
        for id, claim in group.claims.items():
            if records := users.get(id):
                out += _of_dates(id, [claim, *records])
                out += _of_places(id, records)
            elif claim.when:
                out += _of_dates(id, [claim])
            if len(claim.figures) > 1 and not agree(claim.figures):
                sides = tuple(Side(str(it.words), it.note, it.cites, it.span) for it in claim.figures)
                out.append(Contradiction(id, FIGURE, sides, declared=True))
    return (*out, *_disputes(dossier), *_holders(dossier))


def _users(dossier: Dossier) -> dict[str, list[Behind]]:
    """Return the events and contacts that a claim lends its evidence to, by the claim."""
    out: dict[str, list[Behind]] = {}
    records: tuple[Behind, ...] = (*dossier.events, *dossier.contacts.values())
    for record in records:
        if record.claim:
            out.setdefault(record.claim.id, []).append(record)
    return out


def _basis(record: Claim | Behind) -> tuple[Citation, ...]:
    """Return what a record rests on where its date or place has no citation of its own."""
    if record.cite or isinstance(record, Claim) or not record.claim:
        return record.cite
    return (Citation(record.claim.id, (), record.claim.span),)


# Dates -----------------------------------------------------------------------------------------------------------------
def _of_dates(about: str, records: Sequence[Claim | Behind]) -> Iterator[Contradiction]:
    """Find the dates of a claim and of the events and contacts behind it that can't be one date."""
    found: list[tuple[Dated, Claim | Behind]] = []
    dates = [(record, known(record.when) or ()) for record in records]
    declared = any(len(dated) > 1 for _, dated in dates)
    for record, own in dates:
        # a state that lasts, and what is only a bound, stands beside dates that differ without being one of them
        found += [(dated, record) for dated in own if len(own) > 1 or dated.when.word not in _NO_DATE or not declared]
    if len(found) < 2 or not (declared or _disagree([dated.when for dated, _ in found])):
        return
    sides: dict[When, Side] = {}
    for dated, record in found:
        sides.setdefault(dated.when, Side(dated.when, dated.note, dated.cites or _basis(record), dated.span))
    yield Contradiction(about, DATE, tuple(sides.values()), declared)


def _disagree(dates: Iterable[When]) -> bool:
    """Say whether dates of one kind leave no day that all of them can mean; `by` and `undated, before` bound the plain ones."""
    for kind in ("", "since"):
        known = [it for it in dates if it.word == kind and it.date]
        latest_start = max((start for it in known if (start := _bounds(it)[0]) is not None), default=None)
        ends = [end for it in known if (end := _bounds(it)[1]) is not None]
        if kind == "":
            bounding = [it for it in dates if it.word in ("by", "undated") and it.date]
            ends += [end for it in bounding if (end := _bounds(it)[1]) is not None]
        if latest_start is not None and ends and latest_start > min(ends):
            return True
    return False


def _bounds(when: When) -> tuple[int | None, int | None]:
    """Return the first and the last day that a date can mean; `about` widens it by its own length."""
    date = when.date
    assert isinstance(date, PartialDate)
    first, last = date.earliest, date.latest
    leeway = max(LEEWAY, last - first + 1) if when.about and first is not None and last is not None else 0
    return (None if first is None else first - leeway), (None if last is None else last + leeway)


# Places, statements, holders -------------------------------------------------------------------------------------------
def _of_places(about: str, records: Sequence[Behind]) -> Iterator[Contradiction]:
    """Find the places of the events and contacts behind one claim, where they differ."""
    sides: dict[str, Side] = {}
    for record in records:
        if isinstance(record.where, Ref):
            sides.setdefault(record.where.id, Side(record.where.id, "", _basis(record), record.where.span))
    if len(sides) > 1:
        yield Contradiction(about, PLACE, tuple(sides.values()), declared=False)


def _disputes(dossier: Dossier) -> Iterator[Contradiction]:
    """Give each claim with those that it disputes, or that dispute it."""
    claims: Mapping[str, Claim] = {id: claim for group in dossier.claims for id, claim in group.claims.items()}
    against: dict[str, dict[str, Span]] = {}
    for id, claim in claims.items():
        for ref in claim.disputes:
            if ref.id in claims and ref.id != id:
                against.setdefault(id, {}).setdefault(ref.id, ref.span)
                against.setdefault(ref.id, {}).setdefault(id, ref.span)
    for id in claims:
        if id in against:
            sides = tuple(Side(other, "", (Citation(other, (), span),), span) for other, span in against[id].items())
            yield Contradiction(id, STATEMENT, sides, declared=True)


def _holders(dossier: Dossier) -> Iterator[Contradiction]:
    """Find places that have one holder by their own record and another by a relation, or two by relations.

    Who contests a place may hold some of it, and a place that was taken may be held by anybody since.
    """
    holders: dict[str, dict[str, Side]] = {}
    for id, place in dossier.places.items():
        held = place.held_by
        if isinstance(held, Held) and held.state != "taken":
            holders.setdefault(id, {})[held.by.id] = Side(held.by.id, "", held.cites, held.by.span, held.when)
    for relation in dossier.relations:
        if relation.does in HOLDING and len(relation.parties) == 1:
            who = relation.parties[0]
            for what in relation.to:
                if isinstance(what, Ref) and isinstance(who, Ref) and what.id in dossier.places:
                    if _contests(dossier.places[what.id], who):
                        continue
                    holders.setdefault(what.id, {}).setdefault(
                        who.id, Side(who.id, relation.detail, relation.cites, relation.span)
                    )
    for id, sides in holders.items():
        if len(sides) > 1:
            yield Contradiction(id, HOLDER, tuple(sides.values()), declared=False)


def _contests(place: Place, who: Ref) -> bool:
    """Say whether somebody is said to contest a place."""
    held = place.held_by
    return isinstance(held, Held) and held.state == "contested" and who.id in [ref.id for ref in held.against]

"""The timeline: one chronology, what happened when. Contacts with a date join the events; how things stand, the claims say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from dossier import dates
from dossier.blocks import Block, Blocks, Definitions, Paragraph, Run, Text, text
from dossier.dates import When
from dossier.evidence.contradictions import DATE
from dossier.inline import Citation
from dossier.model import Contact, Dated, Event, Ref, known
from dossier.saying.attribution import attributed
from dossier.saying.phrases import Phrases, paragraph
from dossier.sections.diplomacy import encounter
from dossier.tuples import NamedTuple


class _Entry(NamedTuple):
    """A line of the timeline: its dates, what is said, on what evidence, and what became of it where that isn't plain.

    `reasons` say what of it no source has. `numbered`: a numbered claim says all of it.
    """

    when: tuple[Dated, ...]
    said: Text
    cites: Sequence[Citation] = ()
    status: str = ""
    lane: str = ""
    label: Text = ()
    reasons: Sequence[Text] = ()
    numbered: bool = False


def compose(phrases: Phrases) -> Blocks:
    """Say the events in the order of time; what the sources date differently shows both dates."""
    entries = sorted(_entries(phrases), key=lambda entry: min(dates.sort_key(dated.when) for dated in entry.when))
    entries = [entry for entry in entries if not (entry.numbered and all(phrases.is_now(it.when) for it in entry.when))]
    drawn = _drawn(phrases, entries)
    return (*drawn, _rows(phrases, entries)) if entries else drawn


def _drawn(phrases: Phrases, entries: Sequence[_Entry]) -> Blocks:
    """Draw the entries on an axis of time, where their dates differ enough for a drawing to show more than a list."""
    role = phrases.style.role("chronology")
    if not role.show or len({dated.when for entry in entries for dated in entry.when}) < role.least:
        return ()
    from dossier.figures.chronology import shows

    happenings = [shows.Happening(it.when, it.said, it.status, it.lane, it.label) for it in entries]
    drawn = shows.figure(phrases, happenings)
    return (drawn,) if drawn else ()


def _entries(phrases: Phrases) -> Iterator[_Entry]:
    """Give the events and the dated contacts in the dossier's order; a contact and its event are one."""
    dated = [it for it in phrases.dossier.contacts.values() if known(it.when)]
    by_claim = {contact.claim.id: contact for contact in dated if contact.claim}
    merged: set[str] = set()
    for event in phrases.dossier.events:
        contact = by_claim.get(event.claim.id) if event.claim else None
        when = _one_date(phrases, event, contact) if contact and contact.id not in merged else ()
        if contact and when:
            merged.add(contact.id)
            yield from _line(phrases, event, when, contact)
        else:
            yield from _line(phrases, event, event.when)
    for contact in dated:
        if contact.id not in merged:
            said = encounter(phrases, contact)
            yield _Entry(
                known(contact.when) or (),
                said,
                contact.cite,
                _status(contact),
                contact.lane or "",
                _label(phrases, contact),
                _why(phrases, contact),
            )


def _status(contact: Contact) -> str:
    return contact.status if contact.status in ("planned", "cancelled") else ""


def _line(phrases: Phrases, event: Event, when: tuple[Dated, ...], contact: Contact | None = None) -> Iterator[_Entry]:
    """Say an event in its own words, or in those of the claim that lends them, with what a contact on that claim says besides."""
    said = phrases.prose(event.what) or phrases.claimed(event.claim)
    only_claimed = event.claim is not None and not (event.what or event.cite or contact)
    if not when or not said:
        return
    said = attributed(phrases, event.claim, said, (*(event.what.cites if event.what else ()), *event.cite))
    cites = tuple(dict.fromkeys((*event.cite, *(contact.cite if contact else ()))))
    where = event.where if isinstance(event.where, Ref) else contact.where if contact else None
    if isinstance(where, Ref):
        said = phrases.series((phrases.name(where), said), ": ")
    said = phrases.after(said, phrases.basis(event.claim, cites))
    lane = event.lane or (contact.lane if contact else "")
    label = _label(phrases, event) or (_label(phrases, contact) if contact else ())
    reasons = (*phrases.reasons(event), *(_why(phrases, contact) if contact else ()))
    yield _Entry(
        when, said, cites, _status(contact) if contact else "", lane or "", label, reasons, only_claimed and phrases.numbered
    )


def _why(phrases: Phrases, contact: Contact) -> Sequence[Text]:
    """Say what of a contact is computed or desk knowledge, where its card doesn't."""
    return () if phrases.link(contact.id) else phrases.reasons(contact)


def _label(phrases: Phrases, entry: Event | Contact) -> Text:
    """Say the short text of an entry, if it has one, on the word of who says so."""
    what = entry.what if isinstance(entry, Event) else None
    cites = (*(what.cites if what else ()), *entry.cite)
    return attributed(phrases, entry.claim, phrases.line(entry.label), cites) if entry.label else ()


def _one_date(phrases: Phrases, of: Event, other: Contact) -> tuple[Dated, ...]:
    """Return the dates of an event and a contact on one claim, the more exact; nothing where they are those of two things."""
    of_event, of_contact = of.when, known(other.when) or ()
    event, contact = ({it.when for it in dated} for dated in (of_event, of_contact))
    if contact <= event:
        return of_event
    if event <= contact:
        return of_contact
    one_kind = len({dates.is_state(when) for when in event | contact}) == 1
    contested = of.claim and any(it.aspect == DATE for it in phrases.evidence.contested(of.claim.id))
    if len(event | contact) > 2 or not one_kind or contested:
        return ()
    return min(of_event, of_contact, key=lambda dated: _width(dated[0].when))


def _width(when: When) -> float:
    """Return how many days a date may mean; many where it has no bound on one side."""
    date = when.date
    if when.word or date is None or date.earliest is None or date.latest is None:
        return inf
    return date.latest - date.earliest + (1 if when.about else 0)


def _rows(phrases: Phrases, entries: Sequence[_Entry]) -> Definitions:
    """Give date and event as two columns, each date once; a conflict of the sources stands under its event."""
    rows: dict[str, list[Block]] = {}
    for entry in entries:
        label = phrases.when(entry.when)
        if entry.status:
            label = f"{label}, {phrases.words[f'timeline.{entry.status}']}"
        rows.setdefault(label, []).extend(
            (Paragraph(entry.said), *paragraph(_noted(phrases, entry)), *map(Paragraph, entry.reasons))
        )
    return Definitions(tuple((text(label), tuple(said)) for label, said in rows.items()), "timeline")


def _noted(phrases: Phrases, entry: _Entry) -> Text:
    """Say which source gives which date, where they disagree; else what was noted on the only date, and its evidence if other."""
    if len(entry.when) > 1:
        return (*phrases.dated(entry.when), Run("."))
    (dated,) = entry.when
    said = {cite[:2] for cite in entry.cites}
    cites = dated.cites if dated.note or not said.issuperset(cite[:2] for cite in dated.cites) else ()
    return phrases.after(phrases.line(dated.note), cites)

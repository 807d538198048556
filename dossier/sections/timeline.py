"""The timeline: the situation as it stands, apart from what happened when. Contacts with a date join the events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier import dates
from dossier.blocks import Block, Blocks, Definitions, Heading, Paragraph, Run, Text, text
from dossier.inline import Citation
from dossier.model import Contact, Dated, Event, Ref, known
from dossier.saying.attribution import attributed
from dossier.saying.phrases import Phrases, paragraph
from dossier.sections.diplomacy import encounter
from dossier.tuples import NamedTuple


class _Entry(NamedTuple):
    """A line of the timeline: its dates, what is said, on what evidence, and what became of it where that isn't plain."""

    when: tuple[Dated, ...]
    said: Text
    cites: Sequence[Citation] = ()
    status: str = ""
    lane: str = ""
    label: Text = ()


def compose(phrases: Phrases) -> Blocks:
    """Say the states first, then the events in the order of time; what the sources date differently shows both dates."""
    entries = sorted(_entries(phrases), key=lambda entry: min(dates.sort_key(dated.when) for dated in entry.when))
    states = [entry for entry in entries if _is_state(entry)]
    events = [entry for entry in entries if not _is_state(entry)]
    blocks: list[Block] = list(_drawn(phrases, entries))
    if states:
        blocks += [Heading(3, text(_as_of(phrases, states)), "timeline-states"), _rows(phrases, states)]
    if events:
        if states:
            blocks.append(Heading(3, text(phrases.words["timeline.events"]), "timeline-events"))
        blocks.append(_rows(phrases, events))
    return tuple(blocks)


def _drawn(phrases: Phrases, entries: Sequence[_Entry]) -> Blocks:
    """Draw the entries on an axis of time, where their dates differ enough for a drawing to show more than a list."""
    role = phrases.style.role("chronology")
    if not role.show or len({dated.when for entry in entries for dated in entry.when}) < role.least:
        return ()
    from dossier.figures.chronology import shows

    happenings = [shows.Happening(it.when, it.said, it.status, it.lane, it.label) for it in entries]
    drawn = shows.figure(phrases, happenings)
    return (drawn,) if drawn else ()


def _is_state(entry: _Entry) -> bool:
    return all(dates.is_state(dated.when) for dated in entry.when)


def _entries(phrases: Phrases) -> Iterator[_Entry]:
    """Give the events and the dated contacts in the dossier's order."""
    for event in phrases.dossier.events:
        if event.when and (said := _event(phrases, event)):
            yield _Entry(event.when, said, event.cite, "", event.lane or "", _label(phrases, event))
    for contact in phrases.dossier.contacts.values():
        if when := known(contact.when):
            status = contact.status if contact.status in ("planned", "cancelled") else ""
            said = encounter(phrases, contact)
            yield _Entry(when, said, contact.cite, status, contact.lane or "", _label(phrases, contact))


def _label(phrases: Phrases, entry: Event | Contact) -> Text:
    """Say the short text of an entry, if it has one, on the word of who says so."""
    what = entry.what if isinstance(entry, Event) else None
    cites = (*(what.cites if what else ()), *entry.cite)
    return attributed(phrases, entry.claim, phrases.line(entry.label), cites) if entry.label else ()


def _event(phrases: Phrases, event: Event) -> Text:
    """Say an event in its own words, or in those of the claim that lends them."""
    said = phrases.prose(event.what) or phrases.claimed(event.claim)
    cites = (*(event.what.cites if event.what else ()), *event.cite)
    said = attributed(phrases, event.claim, said, cites)
    if isinstance(event.where, Ref):
        said = phrases.series((phrases.name(event.where), said), ": ")
    return phrases.after(said, phrases.basis(event.claim, event.cite))


def _as_of(phrases: Phrases, states: Sequence[_Entry]) -> str:
    """Return the heading of the states, with the day that all of them share, or else the cut-off."""
    days = {dated.when.date for entry in states for dated in entry.when if dated.when.word == "as of"}
    cut_off = phrases.dossier.facts.as_of
    day = days.pop() if len(days) == 1 else cut_off.date if cut_off else None
    if day is None:
        return phrases.words["timeline.states.undated"]
    return phrases.words["timeline.states"].format(dates.words(day, phrases.words.dates))


def _rows(phrases: Phrases, entries: Sequence[_Entry]) -> Definitions:
    """Give date and event as two columns, each date once; a conflict of the sources stands under its event."""
    rows: dict[str, list[Block]] = {}
    for entry in entries:
        label = phrases.when(entry.when)
        if entry.status:
            label = f"{label}, {phrases.words[f'timeline.{entry.status}']}"
        rows.setdefault(label, []).extend((Paragraph(entry.said), *paragraph(_noted(phrases, entry))))
    return Definitions(tuple((text(label), tuple(said)) for label, said in rows.items()), "timeline")


def _noted(phrases: Phrases, entry: _Entry) -> Text:
    """Say which source gives which date, where they disagree; else what was noted on the only date, and its evidence if other."""
    if len(entry.when) > 1:
        return (*phrases.dated(entry.when), Run("."))
    (dated,) = entry.when
    said = {cite[:2] for cite in entry.cites}
    cites = dated.cites if dated.note or not said.issuperset(cite[:2] for cite in dated.cites) else ()
    return phrases.after(phrases.line(dated.note), cites)

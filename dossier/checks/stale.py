"""States of things are as fresh as the reader will take them to be: asked for a day, not at every build."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.checks.names import Name
from dossier.dates import PartialDate, When
from dossier.evidence.graph import Evidence
from dossier.model import Dossier, Held, known
from dossier.problems import Problem, Span, warning

TELLS = {"stale": Name("States are fresh on the day given with --today, and plans have a day still to come.")}


def check(dossier: Dossier, evidence: Evidence, today: int) -> list[Problem]:
    """Find states (`as of`) older than `dossier.stale_after` days on a day (a proleptic ordinal), and plans whose day is over."""
    limit = dossier.facts.stale_after
    out = []
    for said, date, span in _states(dossier):
        if date.latest is not None and (age := today - date.latest) > limit:
            hint = f"look whether it is still so; `stale_after` is {limit}"
            out.append(warning(f"{said} as of {date.edtf} is {age} days old", span, hint, "stale"))
    for contact in dossier.contacts.values():
        for dated in (known(contact.when) or ()) if contact.status == "planned" else ():
            last = dated.when.date.latest if dated.when.date else None
            if last is not None and last < today:
                hint = "say what became of it: held, cancelled, or reported"
                out.append(warning("the day for which this was planned is over", dated.span, hint, "stale"))
    return out


def _states(dossier: Dossier) -> Iterator[tuple[str, PartialDate, Span]]:
    """Go through what the dossier says to be so as of a day."""
    if dossier.facts.as_of:
        yield "the information", dossier.facts.as_of.date, dossier.facts.place_of("as_of")
    for event in dossier.events:
        for dated in event.when:
            if _is_state(dated.when) and dated.when.date:
                yield "the state", dated.when.date, dated.span
    for place in dossier.places.values():
        held = place.held_by
        if isinstance(held, Held) and held.when and _is_state(held.when) and held.when.date:
            yield f"who holds {place.name}", held.when.date, held.by.span


def _is_state(when: When) -> bool:
    return when.word == "as of"

"""States are as fresh as the reader will take them to be, and judgements in force: asked for a day, not at every build."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.checks.names import Name
from dossier.dates import PartialDate, When
from dossier.evidence.graph import Evidence
from dossier.model import Dossier, Held, known
from dossier.problems import Problem, Span, warning

TELLS = {"stale": Name("On the day given with --today states are fresh, and plans and horizons of judgements still to come.")}


def check(dossier: Dossier, evidence: Evidence, today: int) -> list[Problem]:
    """Find what is over on a day (a proleptic ordinal): states older than `dossier.stale_after` days, plans, judgements."""
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
    for judgement in dossier.judgements.values():
        if judgement.by and judgement.by.latest is not None and judgement.by.latest < today:
            hint = "judge anew, and set another horizon"
            out.append(warning(f"this judgement was meant up to {judgement.by.edtf}", judgement.place_of("by"), hint, "stale"))
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

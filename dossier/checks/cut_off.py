"""Nothing in the brief is later than its information cut-off, and no judgement is meant for a time before it."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dated, Dossier, known
from dossier.problems import Problem, error, warning

TELLS = {
    "cut-off": Name("Nothing is later than the information cut-off.", "error: a source; open: an event"),
    "horizon": Name("The horizon of a judgement has an end, which lies not before the cut-off."),
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find sources published after the cut-off (an error), and events and held contacts dated after it (a warning)."""
    as_of = dossier.facts.as_of
    out = _horizons(dossier)
    if as_of is None or as_of.date.latest is None:
        return out
    end = as_of.date.latest
    for source in dossier.sources.values():
        for name, date in (("published", known(source.published)), ("taken_as", known(source.taken_as))):
            if date and date.earliest is not None and date.earliest > end:
                message = f"published after the information cut-off, {as_of.date.edtf}"
                out.append(
                    error(
                        message, source.place_of(name), "move dossier.as_of, or leave this source to the next edition", "cut-off"
                    )
                )
    dates = [("this event", event.when) for event in dossier.events]
    contacts = [it for it in dossier.contacts.values() if it.status not in ("planned", "cancelled")]
    dates += [("this contact", known(contact.when) or ()) for contact in contacts]
    for what, when in dates:
        for dated in when:
            if _starts_after(dated, end):
                hint = "move dossier.as_of, or say that it is planned"
                out.append(
                    warning(f"{what} is dated after the information cut-off, {as_of.date.edtf}", dated.span, hint, "cut-off")
                )
    return out


def _horizons(dossier: Dossier) -> list[Problem]:
    """Find judgements whose horizon is over at the cut-off, or never is."""
    as_of = dossier.facts.as_of
    start = as_of.date.earliest if as_of else None
    out: list[Problem] = []
    for judgement in dossier.judgements.values():
        by, span = judgement.by, judgement.place_of("by")
        if by and by.latest is None:
            hint = "name the day, month or year up to which it is meant"
            out.append(warning("the horizon of this judgement has no end", span, hint, "horizon"))
        elif by and by.latest is not None and start is not None and as_of and by.latest < start:
            message = f"the horizon of this judgement lies before the information cut-off, {as_of.date.edtf}"
            hint = "a judgement is meant for a time that is still to come"
            out.append(warning(message, span, hint, "horizon"))
    return out


def _starts_after(dated: Dated, end: int) -> bool:
    """Say whether all that the date can mean lies after the day; bounds (`by`, `undated, before`) don't count."""
    date = dated.when.date
    return dated.when.word in ("", "since", "as of") and date is not None and date.earliest is not None and date.earliest > end

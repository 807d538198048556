"""Nothing in the brief is later than its information cut-off."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dated, Dossier, known
from dossier.problems import Problem, error, warning

TELLS = {"cut-off": Name("Nothing is later than the information cut-off.", "error: a source; open: an event")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find sources published after the cut-off (an error), and events and held contacts dated after it (a warning)."""
    as_of = dossier.facts.as_of
    if as_of is None or as_of.date.latest is None:
        return []
    end = as_of.date.latest
    out: list[Problem] = []
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


def _starts_after(dated: Dated, end: int) -> bool:
    """Say whether all that the date can mean lies after the day; bounds (`by`, `undated, before`) don't count."""
    date = dated.when.date
    return dated.when.word in ("", "since", "as of") and date is not None and date.earliest is not None and date.earliest > end

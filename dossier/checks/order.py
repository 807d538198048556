"""Nothing is told before it happened, and nothing read before it was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dossier.checks.names import Name
from dossier.dates import PartialDate
from dossier.evidence.graph import Evidence
from dossier.inline import Citation
from dossier.model import DESK, Contact, Dated, Dossier, Event, Source, known
from dossier.problems import Problem, warning

TELLS = {
    "order": Name("Nothing is read before it was published, told before it happened, or planned for a day that is over."),
}

_MOVED = ("planned", "cancelled")  # what was to happen may lie after its report


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of what was read before it was published, spoken after, or reported before it happened; and of plans overtaken."""
    published = {id: _latest(source) for id, source in dossier.sources.items()}
    return [*_read_early(dossier), *_spoken_late(dossier, evidence, published), *_foretold(dossier, evidence, published)]


def _latest(source: Source) -> int | None:
    """Return the last day on which a source can have been published."""
    date = known(source.published) or source.taken_as
    return date.latest if isinstance(date, PartialDate) else None


def _read_early(dossier: Dossier) -> Iterator[Problem]:
    for source in dossier.sources.values():
        read, out = known(source.accessed), known(source.published)
        if not read or not out or read.latest is None or out.earliest is None:
            continue
        if read.latest < out.earliest:
            message = f"read on {read.edtf}, before it was published on {out.edtf}"
            yield warning(message, source.place_of("accessed"), "one of the two dates is wrong", "order")


def _spoken_late(dossier: Dossier, evidence: Evidence, published: Mapping[str, int | None]) -> Iterator[Problem]:
    """Find origins that spoke after each source that carries them was out."""
    for origin in dossier.origins.values():
        end = _last(origin.cite, evidence, published)
        for dated in known(origin.when) or ():
            if end is not None and _starts_after(dated, end):
                hint = "an origin is earlier than the sources that carry it"
                yield warning("spoken after all sources that carry it were published", dated.span, hint, "order")


def _foretold(dossier: Dossier, evidence: Evidence, published: Mapping[str, int | None]) -> Iterator[Problem]:
    """Find what is dated after all that reports it, and plans for a day that was over at the cut-off."""
    as_of = dossier.facts.as_of.date.earliest if dossier.facts.as_of else None
    records: tuple[Event | Contact, ...] = (*dossier.events, *dossier.contacts.values())
    for record in records:
        status = record.status if isinstance(record, Contact) else None
        planned = status in _MOVED
        own = record.cite
        own += (Citation(record.claim.id, (), record.claim.span),) if record.claim else ()
        own += record.what.cites if isinstance(record, Event) and record.what else ()
        for dated in known(record.when) or ():
            end = _last(dated.cites or own, evidence, published)
            if not planned and end is not None and _starts_after(dated, end):
                hint = "what is only announced is a contact with `status: planned`"
                yield warning("dated after all that it cites was published", dated.span, hint, "order")
            last = dated.when.date.latest if dated.when.date and not dated.when.word else None
            if status == "planned" and last is not None and as_of is not None and last < as_of:
                hint = "say what became of it: held, cancelled, or reported"
                yield warning("planned for a day before the information cut-off", dated.span, hint, "order")


def _last(cites: tuple[Citation, ...], evidence: Evidence, published: Mapping[str, int | None]) -> int | None:
    """Return the last day of publication among the sources behind citations; None where one has no date, or there is none."""
    days = []
    for cite in cites:
        cited = evidence.citation(cite)
        if cited.kind == DESK or not cited.sources:
            return None
        for source in cited.sources:
            day = published.get(source.id)
            if day is None:
                return None
            days.append(day)
    return max(days, default=None)


def _starts_after(dated: Dated, day: int) -> bool:
    """Say whether all that a plain date can mean lies after a day."""
    date = dated.when.date
    return dated.when.word in ("", "since", "as of") and date is not None and date.earliest is not None and date.earliest > day

"""A running order leaves out nothing that the dossier holds: no section with something to print, least of all the sources."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.fields import Record
from dossier.model import RUNNING_ORDER, BuiltIn, Chart, Dossier, Image
from dossier.problems import Problem, error, warning

TELLS = {
    "left-out": Name(
        "The running order has the sources, each section that the dossier holds something for, and those of its figures.",
        "error: a figure that no section can take; open: others",
    )
}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find sections that `sections:` leaves out though they have something to print, and figures whose section it leaves out."""
    if not dossier.sections:
        return []
    listed = {part for part in dossier.sections if isinstance(part, str)}
    left_out = [row for row in RUNNING_ORDER if row.name not in listed and not row.on_demand]
    return [*_sections(dossier, left_out), *_figures(dossier, listed)]


def _sections(dossier: Dossier, left_out: list[BuiltIn]) -> Iterator[Problem]:
    """Tell each section that is missing from the order, with what is not printed therefore."""
    span = dossier.place_of("sections")
    for row in left_out:
        fields = {it.name: it.key for it in type(dossier).own_fields}
        lost = [fields[name] for name in (*row.entries, *row.also) if name in fields and dossier.__dict__.get(name)]
        if row.name == "sources" and "sources" in lost:
            message = "the running order leaves out the sources, without which no citation can be looked up"
            yield warning(message, span, "add `sources` to `sections`", "left-out")
        elif lost := [key for key in lost if key not in ("charts", "images")]:
            message = f"the running order leaves out '{row.name}', so that {_and(lost)} of the dossier isn't printed there"
            hint = f"add `{row.name}` to `sections`, or accept it under `silence:` (check: left-out)"
            yield warning(message, span, hint, "left-out")


def _and(words: list[str]) -> str:
    quoted = [f"`{word}`" for word in words]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _figures(dossier: Dossier, listed: set[str]) -> Iterator[Problem]:
    """Tell each chart and picture whose section isn't printed: it moves to another one, or is lost where there is none."""
    records: tuple[Record, ...] = (*dossier.charts.values(), *dossier.images.values())
    homes = [row.name for row in sorted(RUNNING_ORDER, key=lambda row: row.figures) if row.figures]
    goes_to = next((name for name in (*homes, "sources") if name in listed), "")
    for record in records:
        assert isinstance(record, Chart | Image)
        if record.section in listed:
            continue
        place = record.place_of("section")
        if goes_to:
            message = f"this figure belongs to '{record.section}', which the running order leaves out; it stands in '{goes_to}'"
            yield warning(
                message, place, f"write `in: {goes_to}`, or add `{record.section}` to `sections`", "left-out", record.id
            )
        else:
            message = f"this figure belongs to '{record.section}', and no section that can take it is printed"
            yield error(message, place, f"add `{record.section}` to `sections`", "left-out", record.id)

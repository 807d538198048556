"""What the checks found in a dossier with errors -> what holds all the same: nothing is told that may come of what is lost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import Any, Final

from dossier.evidence.graph import Evidence
from dossier.evidence.inside import PHRASES, phrase
from dossier.fields import Kind, Record
from dossier.model import DESK, Dossier
from dossier.problems import Problem, Span
from dossier.tuples import NamedTuple

BY_ITSELF: Final = frozenset(
    (
        "bottom-line", "hedge", "language", "likelihood", "likelihood-and-confidence", "long-quotation", "mixed-units",
        "quotation", "quotation-marks", "spelling", "todo", "uncited", "unknown-label", "unrecorded",
        "unverified-quotation-marks",
    )
)  # fmt: skip
"""Checks that go by the words and fields in which their findings stand, and by nothing else of the dossier."""
BY_ALL: Final = frozenset(("annex", "idle-reason", "party", "route", "unheld-name", "unused"))
"""Checks that go by the whole dossier, as where they say that something is nowhere. All others go by what is named as well."""
KEYS: Final = frozenset(("unknown-key", "missing-key", "wrong-level"))
"""Errors that stand at a key, so that the field before it is sound."""


class _Place(NamedTuple):
    """Something of the dossier and one of its fields; '' where it begins, before the first of them.

    `bears`: what rests on it may come out in another way by this field: it names others, or says how good they are.
    """

    owner: str
    field: str = ""
    bears: bool = True


class Doubt:
    """Knows which of a dossier's records and fields are lost in part, and who rests on those. `wrong` are the errors in it."""

    def __init__(self, dossier: Dossier, evidence: Evidence, wrong: Sequence[Problem]) -> None:
        self.places = _places(dossier, evidence)
        self.starts = sorted(self.places)
        self.heads = {place.owner: start for start, place in reversed(self.places.items()) if not place.field}
        placed = [(self.at(it.span), it) for it in wrong if it.span]
        self.lost = {_Place(place.owner) if it.name in KEYS else place for place, it in placed}
        self.lost |= {self.before(it.span) for it in wrong if it.span and it.name == "yaml-syntax"}
        self.owners = {place.owner for place in self.lost}
        self.shaky = _resting(evidence, {place.owner for place in self.lost if place.bears})
        self.silences = "the silence" in self.owners
        self.scale = any(place[:2] == ("the dossier", "likelihood") for place in self.lost)

    def before(self, span: Span) -> _Place:
        """Return what begins last before a place, however deep: a syntax error there may have cost it words."""
        at = bisect_right(self.starts, (span.line, span.column)) - 1
        return _Place(self.places[self.starts[at]].owner if at >= 0 else "")

    def at(self, span: Span) -> _Place:
        """Return what stands at a place: what begins last before it, and isn't deeper in."""
        at = bisect_right(self.starts, (span.line, span.column)) - 1
        while at > 0 and self.starts[at][0] != span.line and self.starts[at][1] > span.column:
            at -= 1
        return self.places[self.starts[at]] if at >= 0 else _Place("")

    def holds(self, finding: Problem) -> bool:
        """Say whether a finding can't come of what is lost."""
        if finding.span is None or finding.name in BY_ALL or self.silences:
            return False
        if self.scale and finding.name in ("likelihood", "hedge"):
            return False  # by another scale other words are right
        place = self.at(finding.span)
        owner = finding.about or place.owner
        if finding.name not in BY_ITSELF:
            return owner not in self.owners and owner not in self.shaky
        at_head = (finding.span.line, finding.span.column) == self.heads.get(owner)
        return place not in self.lost and not (at_head and owner in self.owners)


def _bears(kind: Kind[Any]) -> bool:
    return bool(kind.names or kind.records) or kind.name in ("choice", "digit", "yes")


def _places(dossier: Dossier, evidence: Evidence) -> dict[tuple[int, int], _Place]:
    """Note where everything begins, and each of its fields."""
    found: dict[tuple[int, int], _Place] = {}

    def note(owner: str, record: Record) -> None:
        for field in type(record).own_fields:
            if field.name in record.spans:
                span = record.spans[field.name]
                found[span.line, span.column] = _Place(owner, field.name, _bears(field.kind))
        found[record.span.line, record.span.column] = _Place(owner)

    for field in type(dossier).own_fields:
        if field.name in dossier.spans:
            span = dossier.place_of(field.name)
            found[span.line, span.column] = _Place(phrase(field))
            value = dossier.__dict__.get(field.name)
            if isinstance(value, Record):
                note(phrase(field), value)
    for name in ("events", "relations"):
        for number, item in enumerate(getattr(dossier, name), 1):
            if isinstance(item, Record):
                note(f"{PHRASES[name]} {number}", item)
            else:
                found[item.span.line, item.span.column] = _Place(f"{PHRASES[name]} {number}")
    for id, entry in evidence.entries.items():
        note(id, entry.record)
    return found


def _resting(evidence: Evidence, on: Collection[str]) -> set[str]:
    """Return these, and all that name them, or name what does, or name what isn't there."""
    reached = {*on, *(use.user for use in evidence.uses if use.on not in evidence.entries and use.on != DESK)}
    waiting = list(reached)
    while waiting:
        for use in evidence.using(waiting.pop()):
            if use.user not in reached:
                reached.add(use.user)
                waiting.append(use.user)
    return reached

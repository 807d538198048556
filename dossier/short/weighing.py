"""What weighs more than what: by the dossier's `weight`, else by rule; of things alike the first in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from dossier.evidence.graph import ClaimView, Evidence
from dossier.inline import Citation
from dossier.model import Dossier, Question, Relation, Source
from dossier.settled import Settled

T = TypeVar("T")


class Weights(Settled):
    """What a dossier's claims, relations, questions and sources weigh.

    `bearing` are the claims that a judgement or the bottom line rests on, `judged` those that a judgement does.
    """

    __slots__ = ("bearing", "dossier", "evidence", "judged")

    def __init__(self, dossier: Dossier, evidence: Evidence) -> None:
        self.dossier, self.evidence = dossier, evidence
        cited = {cite.target for cite in dossier.bottom_line.cites} if dossier.bottom_line else set[str]()
        self.judged = frozenset(it.id for view in evidence.judgements for it in (*view.claims, *view.absences))
        self.bearing = self.judged.union(id for id in cited if evidence.part(id) == "claims")

    def claim(self, view: ClaimView) -> int:
        """Return what a claim weighs."""
        return _weight(view.claim.weight, view.id in self.bearing)

    def relation(self, relation: Relation) -> int:
        """Return what a relation weighs."""
        return _weight(relation.weight, self.bears(relation.cites))

    def bears(self, cites: Iterable[Citation]) -> bool:
        """Say whether a judgement or the bottom line rests on what is cited."""
        return any(cite.target in self.bearing for cite in cites)

    def questions(self) -> list[Question]:
        """Return the questions that aren't closed, the weightiest first."""
        unsettled = [it for it in self.dossier.questions.values() if it.status != "closed"]
        return sorted(unsettled, key=lambda it: -(it.weight or 0))

    def sources(self) -> list[Source]:
        """Return the sources, those first that carry most."""
        carried = {id: len(self.evidence.supports(id)) for id in self.dossier.sources}
        return sorted(self.dossier.sources.values(), key=lambda it: (-(it.weight or 0), -carried[it.id]))


def _weight(written: int | None, bears: bool) -> int:
    return int(bears) if written is None else written


def heaviest(values: Sequence[T], weights: Sequence[int], most: int) -> list[T]:
    """Return so many of the values as weigh most, in the order in which they are given."""
    ranked = sorted(range(len(values)), key=lambda at: -weights[at])[:most]
    return [values[at] for at in sorted(ranked)]

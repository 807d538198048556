"""What weighs more than what: by the dossier's `weight`, else by rule; of things alike the first in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from dossier.evidence.graph import ClaimView, Evidence
from dossier.model import Dossier, Question, Ref, Relation, Source
from dossier.settled import Settled

T = TypeVar("T")


class Weights(Settled):
    """What a dossier's claims, relations, questions and sources weigh.

    `bearing` are the claims that a judgement or the bottom line rests on, `judged` those that a judgement does; `named` are the
    actors whom these name.
    """

    __slots__ = ("bearing", "dossier", "evidence", "judged", "named")

    def __init__(self, dossier: Dossier, evidence: Evidence) -> None:
        self.dossier, self.evidence = dossier, evidence
        cited = {cite.target for cite in dossier.bottom_line.cites} if dossier.bottom_line else set[str]()
        said = " ".join(it.text.plain for it in dossier.judgements.values())
        said = f"{dossier.bottom_line.plain if dossier.bottom_line else ''} {said}"
        self.named = frozenset(id for id in dossier.actors if _stands(evidence.names_of(id), said))
        self.judged = frozenset(it.id for view in evidence.judgements for it in (*view.claims, *view.absences))
        self.bearing = self.judged.union(id for id in cited if evidence.part(id) == "claims")

    def claim(self, view: ClaimView) -> int:
        """Return what a claim weighs."""
        return _weight(view.claim.weight, view.id in self.bearing)

    def relation(self, relation: Relation) -> int:
        """Return what a relation weighs."""
        named = all(any(isinstance(it, Ref) and it.id in self.named for it in side) for side in (relation.parties, relation.to))
        return _weight(relation.weight, named or any(cite.target in self.bearing for cite in relation.cites))

    def questions(self) -> list[Question]:
        """Return the questions that aren't closed, the weightiest first."""
        unsettled = [it for it in self.dossier.questions.values() if it.status != "closed"]
        return sorted(unsettled, key=lambda it: -(it.weight or 0))

    def sources(self, cited: Mapping[str, int]) -> list[Source]:
        """Return the sources, those first that are cited most often."""
        return sorted(self.dossier.sources.values(), key=lambda it: (-(it.weight or 0), -cited.get(it.id, 0)))


def _stands(names: Iterable[str], words: str) -> bool:
    """Say whether one of the names stands in words, as a whole."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in names)


def _weight(written: int | None, bears: bool) -> int:
    return int(bears) if written is None else written


def heaviest(values: Sequence[T], weights: Sequence[int], most: int) -> list[T]:
    """Return so many of the values as weigh most, in the order in which they are given."""
    ranked = sorted(range(len(values)), key=lambda at: -weights[at])[:most]
    return [values[at] for at in sorted(ranked)]

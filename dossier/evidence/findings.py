"""What the checks found in a linked dossier, as the later phases take it: what is told, what is asked, what is accepted."""

from __future__ import annotations

from dossier.model import Silence
from dossier.problems import Problem
from dossier.tuples import NamedTuple


class Silenced(NamedTuple):
    """A problem that is accepted, and the silence that says why."""

    problem: Problem
    silence: Silence


class Findings(NamedTuple):
    """What the checks found: `told` at every run; `asked`, what `--strict` adds; `silenced`, what is accepted."""

    told: tuple[Problem, ...] = ()
    asked: tuple[Problem, ...] = ()
    silenced: tuple[Silenced, ...] = ()

    @property
    def open(self) -> tuple[Problem, ...]:
        """All that keeps the brief a draft."""
        return (*self.told, *self.asked)

"""The long forms beside the short ones: records that become a relation, a holder, an approach or a date."""

from __future__ import annotations

from typing import Any, Final

from dossier.fields import Record, field
from dossier.model import CITE, LINE, PARTY, RELATION_VERBS, WHEN, choice, listed, ref

STATUSES: Final = ("stated", "disputed", "inferred", "open")


class RelationForm(Record):
    """Who does what to whom, one key each."""

    parties: Any = field(listed(PARTY), "Who.", key="from", required=True)
    does: str = field(choice(*RELATION_VERBS), "What: a verb of the list.", required=True)
    to: Any = field(listed(PARTY), "To whom, or with whom.", required=True)
    detail: str = field(LINE, "What else has to be said.", default="", gaps=False)
    status: str = field(choice(*STATUSES), "Whether it is stated, disputed, inferred or open.", default="stated", gaps=False)
    see: Any = field(ref("questions", "claims"), "The question or claim that says more.", gaps=False)
    cite: Any = field(CITE, "What it rests on.", default=(), gaps=False)


class HeldForm(Record):
    """Who holds a place, one key each."""

    by: Any = field(ref("actors"), "Who holds it.", required=True)
    when: Any = field(WHEN, "Since or as of when.", default=(), gaps=False)
    cite: Any = field(CITE, "By whose word.", default=(), gaps=False)


class ApproachForm(Record):
    """The state of one way in, one key each."""

    state: str = field(LINE, "Open, blocked, …", required=True)
    by: Any = field(ref("actors"), "By whom.", gaps=False)
    cite: Any = field(CITE, "What it rests on.", default=(), gaps=False)


class QuantityForm(Record):
    """A figure with what supports it, one key each."""

    value: str = field(LINE, "The figure, with what it counts.", required=True)
    cite: Any = field(CITE, "Which source gives it.", default=(), gaps=False)
    note: str = field(LINE, "How the source puts it.", default="", gaps=False)


class DatedForm(Record):
    """A date with what supports it, one key each."""

    when: Any = field(WHEN, "The date.", required=True)
    cite: Any = field(CITE, "Which source gives it.", default=(), gaps=False)
    note: str = field(LINE, "How the source puts it.", default="", gaps=False)

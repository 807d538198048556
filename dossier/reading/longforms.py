"""The long forms beside the short ones: records that become a relation, a holder, an approach or a date."""

from __future__ import annotations

from dossier.fields import Choice, Record, field
from dossier.model import CITE, HOLDING, LINE, PARTY, RELATION_VERBS, STANDING, WHEN, listed, ref


class RelationForm(Record):
    """Who does what to whom, one key each."""

    parties = field(listed(PARTY), "Who.", key="from", required=True)
    does = field(Choice(tuple(RELATION_VERBS)), "What: a verb of the list.", required=True)
    to = field(listed(PARTY), "To whom, or with whom.", required=True)
    detail = field(LINE, "What else has to be said.", default="", gaps=False)
    status = field(STANDING, "Whether it is stated, disputed, inferred or open.", default="stated", gaps=False)
    see = field(ref("questions", "claims"), "The question or claim that says more.", gaps=False)
    cite = field(CITE, "What it rests on.", default=(), gaps=False)


class HeldForm(Record):
    """Who holds a place, one key each."""

    by = field(ref("actors"), "Who holds it, or has taken it.", required=True)
    state = field(
        HOLDING,
        "How it stands; `taken`: who holds it now is not said.",
        default="held",
        gaps=False,
    )
    against = field(listed(ref("actors")), "Who contests or attacks it.", default=(), gaps=False)
    when = field(WHEN, "Since or as of when.", default=(), gaps=False)
    cite = field(CITE, "By whose word.", default=(), gaps=False)


class ApproachForm(Record):
    """The state of one way in, one key each."""

    state = field(LINE, "Open, blocked, …", required=True, gaps=True)
    by = field(ref("actors"), "By whom.", gaps=False)
    cite = field(CITE, "What it rests on.", default=(), gaps=False)


class QuantityForm(Record):
    """A figure with what supports it, one key each."""

    value = field(LINE, "The figure, with what it counts.", required=True)
    cite = field(CITE, "Which source gives it.", default=(), gaps=False)
    note = field(LINE, "How the source puts it.", default="", gaps=False)


class DatedForm(Record):
    """A date with what supports it, one key each."""

    when = field(WHEN, "The date.", required=True)
    cite = field(CITE, "Which source gives it.", default=(), gaps=False)
    note = field(LINE, "How the source puts it.", default="", gaps=False)

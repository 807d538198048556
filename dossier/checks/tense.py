"""Words and date of an event are of one time: what is so on the day of a report isn't what began months before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier, Event, Ref
from dossier.problems import Problem, warning

TELLS = {"tense": Name("Words in the present stand at dates of a state (`as of`), or of what is undated.")}

_NOT_VERBS: Final = (
    "anything|during|evening|everything|existing|interesting|lacking|lasting|missing|morning|nothing|ongoing|outstanding|pending|"
    "remaining|something|standing|willing"
)
# English words for what goes on while they are written; elsewhere nothing is found
_GOING_ON: Final = re.compile(
    rf"\b(?:is|are)\b(?: (?:also|now|still|not|\w+ly))? (?!(?:{_NOT_VERBS})\b)\w{{2,}}ing\b"
    r"|\b(?:has|have)(?: already)? (?:been \w+ing|begun|started)\b"
)
_SO_LONG: Final = re.compile(r"\b(?:after|for) (?:\w+ ){1,2}(?:days|weeks|months|years)\b")
_TOLD: Final = re.compile(r"\b(?:that|whether|says?|said|tells?|told|asks?|asked)\b")  # before what is of that moment


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find events whose words say what is going on, or for how long it has been, at a date that isn't that of a state."""
    if not dossier.facts.language.startswith("en"):
        return []
    return [
        warning(
            f"{said!r} is said of the day of the report, and this event is dated otherwise",
            event.when[0].span,
            "say in `what:` what happened then, or write `as of` the day of the report",
            "tense",
        )
        for event in dossier.events
        if event.when and not any(dated.when.word in ("as of", "undated") for dated in event.when)
        for said in _going_on(event, evidence)
    ]


def _going_on(event: Event, evidence: Evidence) -> Iterator[str]:
    """Yield the words of an event that are of the day on which they were written; of one that lasts, how long it has."""
    claim = event.claim.id if isinstance(event.claim, Ref) else ""
    there = evidence.part(claim) == "claims"  # of a dossier with errors the claim may not be
    prose = event.what or (evidence.stated(claim) if there else None)
    words = getattr(prose, "plain", "")
    found = _GOING_ON.search(words)
    if found is None and any(dated.when.word == "since" for dated in event.when):
        found = _SO_LONG.search(words)
    if found and not _TOLD.search(words, 0, found.start()):
        yield found[0]

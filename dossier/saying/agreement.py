"""Parties and a verb of relations -> a clause in which both agree: 'Syrian rebels fight', 'the SDF fights'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.model import RELATION_VERBS, Ref, known
from dossier.saying.called import Names

_AFTERWARDS = re.compile(r",|\(|\s(?:of|in|from|at|near|with|for|by|on|to|who|that|which|not|[a-z]+ing)\b")  # what follows a noun
_PLURAL = re.compile(r".*[^\W\d_]{2}(?<![sui])s", re.DOTALL)
_ONE = ("a ", "an ", "one ", "some", "any", "each ", "every ", "no ")  # how a phrase in the singular begins


def is_plural(names: Names, who: Ref | str, said: str) -> bool:
    """Say whether a verb after a party stands in the plural: by its record, else by its kind, else by the form of its name."""
    words = names.words
    if isinstance(who, Ref) and who.id in names.people:
        return False
    actor = names.dossier.actors.get(who.id) if isinstance(who, Ref) else None
    if actor is not None and actor.plural is not None:
        return actor.plural
    kind = _noun(known(actor.kind) or "") if actor is not None else ""
    if _has_plural_form(kind):
        return True
    noun = _noun(said)
    if kind.lower() in words["agree.one.kinds"].split() or noun in words["agree.one.names"].split():
        return False
    return noun in words["agree.many"].split() or (_has_plural_form(noun) and not said.lower().startswith(_ONE))


def _noun(words: str) -> str:
    """Return the noun of a name or phrase: the last word before what tells more of it."""
    found = _AFTERWARDS.search(words)
    before = (words[: found.start()] if found else words).split()
    return before[-1] if before else ""


def _has_plural_form(noun: str) -> bool:
    """Say whether a noun ends as plurals do; initials don't."""
    return bool(_PLURAL.fullmatch(noun)) and not noun[-2].isupper()


def verb(names: Names, does: str, subjects: Sequence[Ref | str], said: Sequence[str]) -> str:
    """Return a verb of relations in the number of its subjects, which print as `said`."""
    active = RELATION_VERBS[does][0]
    if len(subjects) == 1 and not is_plural(names, subjects[0], said[0]):
        return active
    first, space, rest = active.partition(" ")
    plural = "are" if first == "is" else f"{first[:-3]}y" if first.endswith("ies") else first.removesuffix("s")
    return plural + space + rest


def clause(names: Names, subjects: Sequence[Ref | str], does: str, objects: Sequence[Ref | str]) -> str:
    """Return who does what to whom, with full names: 'A and B back C', 'D considers E terrorist'."""
    who, whom = ([it if isinstance(it, str) else names.name_of(it.id) for it in parties] for parties in (subjects, objects))
    said = verb(names, does, subjects, who)
    between = ", " if "," in who[-1] else " "
    head, _, rest = said.partition(" ")
    if does in ("considers-terrorist", "designates-terrorist"):
        return f"{names.words.join(who)}{between}{head} {names.words.join(whom)} {rest}"
    return f"{names.words.join(who)}{between}{said} {names.words.join(whom)}"

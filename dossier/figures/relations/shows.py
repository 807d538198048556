"""Relations of a dossier -> what their diagram shows: parties, and ties of a few kinds between them; the figure adds nothing.

The table below the figure gives each relation with its source; what the diagram leaves out stands there too: the caption says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from dossier.blocks import Figure, Run, Text, plain, text
from dossier.model import RELATION_VERBS, Ref
from dossier.saying.agreement import clause
from dossier.saying.phrases import Phrases, capitalised
from dossier.saying.wording import Wording
from dossier.tuples import NamedTuple

Status: TypeAlias = Literal["", "disputed", "inferred", "open"]
Kind: TypeAlias = Literal["backs", "allied", "hostile", "regards", "part", "holds", "deals"]
BACKS: Final = "backs"
ALLIED: Final = "allied"
HOSTILE: Final = "hostile"
REGARDS: Final = "regards"
PART: Final = "part"
HOLDS: Final = "holds"
DEALS: Final = "deals"
KINDS: Final[Sequence[Kind]] = (BACKS, ALLIED, HOSTILE, REGARDS, PART, HOLDS, DEALS)
# the kind of each verb: the form of its line; what it means the key says by the verbs that were written
KIND_OF: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("backs", "supplies", "insures"), BACKS),
    "allied-with": ALLIED,
    **dict.fromkeys(("fights", "besieges", "opposes", "detains"), HOSTILE),
    **dict.fromkeys(("designates-terrorist", "considers-terrorist", "disputes", "regulates", "investigates"), REGARDS),
    **dict.fromkeys(("part-of", "armed-wing-of", "takes-part-in"), PART),
    **dict.fromkeys(("owns", "operates", "manages", "charters", "controls", "holds"), HOLDS),
    **dict.fromkeys(("negotiates-with", "meets", "proposes-to", "asks"), DEALS),
}
MUTUAL: Final = frozenset(("negotiates-with", "meets"))
LEAST: Final = 3  # ties from which on a drawing shows more than a table does
MOST_TIES: Final = 120


class Party(NamedTuple):
    """A party: its name, and whether it is an actor of the dossier or a phrase of the sources."""

    name: Text
    known: bool


class Tie(NamedTuple):
    """A tie from one party to another, by their numbers; of a part, from the whole to the part.

    `status`: '' for what is simply stated, else that it is disputed, inferred, or an open question. `mutual`: without direction.
    `verb`: what was written, as it stands on a line.
    """

    start: int
    end: int
    kind: Kind
    status: Status
    mutual: bool
    verb: str


class Web(NamedTuple):
    """All that a diagram of relations shows."""

    parties: Sequence[Party]
    ties: Sequence[Tie]
    words: Wording


class TooMany(NamedTuple):
    """There are too many parties for a drawing."""

    parties: int


def figure(phrases: Phrases) -> Figure | TooMany | None:
    """Return the diagram of relations; None where there are too few, or none is wanted, TooMany where nobody could read it."""
    role = phrases.style.role("relations")
    gathered = _Gathering(phrases)
    if not role.show or len(gathered.ties) < LEAST:
        return None
    if len(gathered.parties) > role.most or len(gathered.ties) > MOST_TIES:
        return TooMany(len(gathered.parties))
    web = Web(list(gathered.parties.values()), list(gathered.ties), phrases.words)
    small = text(phrases.words["relations.small"].format(len(gathered.parties)))
    title = text(phrases.words["relations.title"])
    alternative, made = _alternative(phrases, gathered), _made(phrases, gathered)
    return Figure("relations", web, alternative, title, "relations", "web", made, small)


class _Gathering:
    """The parties and ties of a dossier, in its order, and what they say; `undrawn`: there are relations to things or oneself."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.parties: dict[str, Party] = {}
        self.ties: dict[Tie, None] = {}
        self.said: dict[str, None] = {}
        self.undrawn = False
        self._numbers: dict[str, int] = {}
        for relation in phrases.dossier.relations:
            status: Status = "" if relation.status == "stated" else relation.status
            self._add(relation.parties, relation.does, relation.to, status, relation.see)
        for actor in phrases.dossier.actors.values():
            if isinstance(actor.part_of, Ref):
                self._add((Ref(actor.id, actor.span),), "part-of", (actor.part_of,), "", None)

    def _add(self, starts: Sequence[Ref | str], verb: str, ends: Sequence[Ref | str], status: Status, see: Ref | None) -> None:
        """Add a relation: a tie for each two of its parties, and what it says in one sentence if all of them have one."""
        pairs = [(start, end) for start in starts for end in ends]
        drawn = [(start, end) for start, end in pairs if self._is_drawn(start, verb, end)]
        self.undrawn |= len(drawn) < len(pairs)
        for start, end in drawn:
            self._tie(start, verb, end, status)
        if len(drawn) == len(pairs):
            self._say(starts, verb, ends, status, see)
        else:
            for start, end in drawn:
                self._say((start,), verb, (end,), status, see)

    def _is_drawn(self, start: Ref | str, verb: str, end: Ref | str) -> bool:
        """Say whether both are parties, and two: a phrase as what somebody holds is a thing."""
        is_thing = KIND_OF[verb] == HOLDS and isinstance(end, str)
        return self._is_party(start) and self._is_party(end) and not is_thing and _key(start) != _key(end)

    def _tie(self, start: Ref | str, verb: str, end: Ref | str, status: Status) -> None:
        kind = KIND_OF[verb]
        first, second = self._number(start), self._number(end)
        if kind == PART:
            first, second = second, first
        words = RELATION_VERBS[verb][0].removeprefix("is ").removeprefix("the ")
        self.ties[Tie(first, second, kind, status, verb in MUTUAL or kind == ALLIED, words)] = None

    def _say(self, starts: Sequence[Ref | str], verb: str, ends: Sequence[Ref | str], status: Status, see: Ref | None) -> None:
        """Say a relation as a sentence; what isn't simply stated is said to be what it is, and where more is said of it."""
        words = self.phrases.words
        said = clause(self.phrases, starts, verb, ends)
        if status:
            said = words[f"relations.clause.{status}"].format(said)
        if see is not None:
            kind = "claim" if self.phrases.evidence.part(see.id) == "claims" else "question"
            said += f" ({words[f'see.{kind}'].format(self.phrases.evidence.number(see.id))})"
        self.said[plain(capitalised(text(said)))] = None

    def _is_party(self, who: Ref | str) -> bool:
        return isinstance(who, str) or who.id in self.phrases.dossier.actors or who.id in self.phrases.people

    def _number(self, who: Ref | str) -> int:
        """Return the number of a party, a new one if it has none yet."""
        key = _key(who)
        if key not in self.parties:
            self._numbers[key] = len(self.parties)
            self.parties[key] = Party(self._text(who), isinstance(who, Ref))
        return self._numbers[key]

    def _text(self, who: Ref | str) -> Text:
        if isinstance(who, str):
            return self.phrases.line(who)
        return (Run(self.phrases.name_of(who.id)),)

    def alone(self) -> Iterator[str]:
        """Yield the names of actors to whom no tie leads."""
        tied = set(self.parties)
        for id in self.phrases.dossier.actors:
            if f"#{id}" not in tied:
                yield self.phrases.name_of(id)


def _key(who: Ref | str) -> str:
    return who if isinstance(who, str) else f"#{who.id}"


def _made(phrases: Phrases, gathered: _Gathering) -> Text:
    """Say where the sources stand, and what isn't drawn."""
    words = phrases.words
    parts = [words["relations.sources"]]
    if gathered.undrawn:
        parts.append(words["relations.undrawn"])
    if alone := list(gathered.alone()):
        parts.append(words["relations.alone"].format(words.join(alone)))
    return text(" " + " ".join(parts))


def _alternative(phrases: Phrases, gathered: _Gathering) -> str:
    """Say in words what the figure shows: every tie as a sentence."""
    return f"{phrases.words['relations.alt'].format(len(gathered.parties))} {'. '.join(gathered.said)}."

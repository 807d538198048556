"""Relations of a dossier -> what their diagram shows: parties, and ties of a few kinds between them; the figure adds nothing.

The table below the figure gives each relation with its source; what the diagram leaves out stands there too: the caption says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from dossier.blocks import Figure, Run, Text, plain, text
from dossier.model import RELATION_VERBS, Ref
from dossier.saying.phrases import Phrases
from dossier.saying.wording import Wording
from dossier.tuples import NamedTuple

Kind: TypeAlias = Literal["backs", "allied", "hostile", "regards", "part", "deals"]
BACKS: Final = "backs"
ALLIED: Final = "allied"
HOSTILE: Final = "hostile"
REGARDS: Final = "regards"
PART: Final = "part"
DEALS: Final = "deals"
KINDS: Final[Sequence[Kind]] = (BACKS, ALLIED, HOSTILE, REGARDS, PART, DEALS)
# the kind of each verb; those that aren't here say what somebody does to a thing, and make no tie
KIND_OF: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("backs", "supplies", "insures"), BACKS),
    "allied-with": ALLIED,
    **dict.fromkeys(("fights", "besieges", "opposes", "detains"), HOSTILE),
    **dict.fromkeys(("designates-terrorist", "considers-terrorist", "disputes", "regulates", "investigates"), REGARDS),
    **dict.fromkeys(("part-of", "armed-wing-of", "takes-part-in", "owns", "operates", "charters", "controls", "holds"), PART),
    **dict.fromkeys(("negotiates-with", "meets", "proposes-to", "asks"), DEALS),
}
UPWARD: Final = frozenset(("part-of", "armed-wing-of", "takes-part-in"))  # the object of these is the whole
PLAIN: Final = frozenset(("backs", "allied-with", "fights", "part-of"))  # what the kind says already
MUTUAL: Final = frozenset(("negotiates-with", "meets"))
THINGS: Final = frozenset(
    ("holds", "controls", "owns", "operates", "charters")
)  # a phrase as their object is a thing, not a party
LEAST: Final = 3  # ties from which on a drawing shows more than a table does
MOST_TIES: Final = 120


class Party(NamedTuple):
    """A party: its name, and whether it is an actor of the dossier or a phrase of the sources."""

    name: Text
    known: bool


class Tie(NamedTuple):
    """A tie from one party to another, by their numbers; of a part, from the whole to the part.

    `open`: disputed, inferred or an open question. `mutual`: it has no direction. `verb` is '' where the kind says it already.
    """

    start: int
    end: int
    kind: Kind
    open: bool
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
    number = Run(phrases.words["figure.number"].format(phrases.figure_number()), "strong")
    small = text(" " + phrases.words["relations.small"].format(len(gathered.parties)))
    alternative, made = _alternative(phrases, gathered), _made(phrases, gathered)
    return Figure("relations", web, alternative, (number,), "relations", "web", made, small)


class _Gathering:
    """The parties and ties of a dossier, in its order; `undrawn` counts relations to oneself, `things` those to no party."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.parties: dict[str, Party] = {}
        self.ties: dict[Tie, None] = {}
        self.said: list[str] = []
        self.undrawn = self.things = 0
        for relation in phrases.dossier.relations:
            for start in relation.parties:
                for end in relation.to:
                    self._add(start, relation.does, end, relation.status not in ("", "stated"))
        for actor in phrases.dossier.actors.values():
            if isinstance(actor.part_of, Ref):
                self._add(Ref(actor.id, actor.span), "part-of", actor.part_of, False)

    def _add(self, start: Ref | str, verb: str, end: Ref | str, is_open: bool) -> None:
        kind = KIND_OF.get(verb)
        parties = self._is_party(start) and self._is_party(end) and not (verb in THINGS and isinstance(end, str))
        if kind is None or not parties:
            self.things += 1
            return
        if _key(start) == _key(end):
            self.undrawn += 1
            return
        first, second = self._number(start), self._number(end)
        if verb in UPWARD:
            first, second = second, first
        words = "" if verb in PLAIN else RELATION_VERBS[verb][verb in UPWARD]
        tie = Tie(first, second, kind, is_open, verb in MUTUAL or kind == ALLIED, words)
        if tie not in self.ties:
            self.ties[tie] = None
            status = f" ({self.phrases.words['relations.open']})" if is_open else ""
            self.said.append(f"{self._name(start)} {RELATION_VERBS[verb][0]} {self._name(end)}{status}")

    def _is_party(self, who: Ref | str) -> bool:
        return isinstance(who, str) or who.id in self.phrases.dossier.actors or who.id in self.phrases.people

    def _number(self, who: Ref | str) -> int:
        """Return the number of a party, a new one if it has none yet."""
        if _key(who) not in self.parties:
            self.parties[_key(who)] = Party(self._text(who), isinstance(who, Ref))
        return list(self.parties).index(_key(who))

    def _text(self, who: Ref | str) -> Text:
        if isinstance(who, str):
            return self.phrases.line(who)
        return (Run(self.phrases.name_of(who.id)),)

    def _name(self, who: Ref | str) -> str:
        return plain(self._text(who))

    def alone(self) -> Iterator[str]:
        """Yield the names of actors to whom no tie leads."""
        tied = set(self.parties)
        for id in self.phrases.dossier.actors:
            if f"#{id}" not in tied:
                yield self.phrases.name_of(id)


def _key(who: Ref | str) -> str:
    return who if isinstance(who, str) else f"#{who.id}"


def _made(phrases: Phrases, gathered: _Gathering) -> Text:
    """Say the title, what isn't drawn, and where the sources stand."""
    words = phrases.words
    parts = [words["relations.drawn"], words["relations.sources"]]
    if gathered.things or gathered.undrawn:
        parts.append(words["relations.undrawn"])
    if alone := list(gathered.alone()):
        parts.append(words["relations.alone"].format(words.join(alone)))
    return text(" " + " ".join(parts))


def _alternative(phrases: Phrases, gathered: _Gathering) -> str:
    """Say in words what the figure shows: every tie as a sentence."""
    return f"{phrases.words['relations.alt'].format(len(gathered.parties))} {'. '.join(gathered.said)}."

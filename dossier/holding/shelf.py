"""The paragraphs of pinned texts, each read once for numbers, dates and names; and which of them a statement rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dossier.dates import PartialDate
from dossier.evidence.graph import Evidence
from dossier.holding.compass import points
from dossier.holding.dating import Day, told
from dossier.holding.numbers import keys_of, numbers
from dossier.holding.propernames import Words
from dossier.inline import Citation, Prose
from dossier.model import DESK, Claim, Dossier, Origin, Ref, Source, cited_by, known
from dossier.texts import PinnedText
from dossier.tuples import NamedTuple

_ENGLISH: Final = re.compile(
    r"\b(?:the|of|and|to|a|is|was|for|that|by|with|it|has|said|are|were|not|from|which|who|have|be|its|their|had|in|on|as)\b"
)
_OTHERS: Final = re.compile(  # of other languages in Latin letters
    r"\b(?:de|het|een|van|en|dat|niet|zijn|der|die|das|und|ist|nicht|den|dem|ein|eine|le|la|les|des|et|une|est|que|pas|dans|el|los|las"
    r"|del|por|una|il|che|di|della|non|sono|os|uma|não|ve|bir|bu|için|w|na|się|nie|och|att|det|som|ett)\b"
)
_LEAST: Final = 0.15  # of the words of an English text are among these
_ENOUGH: Final = 60  # words; fewer may be English and have few of them
_READ: Final = 10_000  # characters of a text by which its language is told


class Paragraph:
    """A paragraph: its text, and what stands in it."""

    __slots__ = ("days", "keys", "label", "text", "words")

    def __init__(self, label: str, text: str, published: PartialDate | None) -> None:
        self.label, self.text = label, text
        self.words = Words(text)
        self.keys = keys_of(numbers(text)) | {it.key for it in points(text)}
        self.days: set[Day] = told(text, published)


class Read:
    """A source whose text is at hand: its paragraphs by label, when it was published, whether it is in English.

    `voice` are the words of who wrote and published it, `head` those of its title, in whose light each paragraph is read.
    """

    __slots__ = ("_paragraphs", "_pinned", "english", "head", "published", "voice")

    def __init__(self, source: Source, pinned: PinnedText) -> None:
        self._pinned = pinned
        self.published = known(source.published) or source.taken_as
        self.english = is_english(" ".join(it.text for it in pinned.paragraphs.values()))
        self.voice = Words(f"{known(source.publisher) or ''} . {known(source.author) or ''}")
        headline = pinned.paragraphs.get("headline")
        self.head = Words(f"{known(source.title) or ''} . {headline.text if headline else ''}")
        self._paragraphs: dict[str, Paragraph] = {}

    def paragraph(self, label: str) -> Paragraph:
        """Return a paragraph, which is read when it is first asked for."""
        if label not in self._paragraphs:
            self._paragraphs[label] = Paragraph(label, self._pinned.paragraphs[label].text, self.published)
        return self._paragraphs[label]

    def cited(self, cite: Citation) -> tuple[str, ...] | None:
        """Return the labels of the paragraphs that a citation means, all where it names none; None where one isn't there."""
        if not cite.locators:
            return tuple(self._pinned.paragraphs)
        if any(self._pinned.unknown(at) for at in cite.locators):
            return None
        return tuple(part.label for at in cite.locators for part in self._pinned.between(at))

    def all(self) -> Iterator[Paragraph]:
        """Give all paragraphs in their order."""
        return map(self.paragraph, self._pinned.paragraphs)


def is_english(text: str) -> bool:
    """Say whether a text looks English, by its letters and the small words that each language has; what is too short may be."""
    small = text[:_READ].casefold()
    words = re.findall(r"[^\W\d_]+", small)
    ours, others = len(_ENGLISH.findall(small)), len(_OTHERS.findall(small))
    latin = sum(word[0] < "\u0250" for word in words)
    if 2 * latin < len(words) or others > ours:
        return False
    return len(words) < _ENOUGH or ours >= _LEAST * len(words)


class Rest(NamedTuple):
    """What a statement comes to rest on, through claims too.

    `paragraphs` by source, in order; `desk`: on our own knowledge as well; `missing` are sources whose text, or paragraph, isn't
    at hand; `claims` those that it goes through, `judgements` those that it repeats. `voices` are the ids of who spoke, each
    with paragraphs in which they are named.
    """

    paragraphs: tuple[tuple[str, str], ...] = ()
    desk: bool = False
    missing: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    voices: tuple[tuple[frozenset[str], tuple[tuple[str, str], ...]], ...] = ()
    judgements: tuple[str, ...] = ()


def _together(rests: Sequence[Rest]) -> Rest:
    """Return what several come to together, each thing once."""
    if len(rests) == 1:
        return rests[0]
    return Rest(
        tuple(dict.fromkeys(it for rest in rests for it in rest.paragraphs)),
        any(rest.desk for rest in rests),
        tuple(dict.fromkeys(it for rest in rests for it in rest.missing)),
        tuple(dict.fromkeys(it for rest in rests for it in rest.claims)),
        tuple(dict.fromkeys(it for rest in rests for it in rest.voices)),
        tuple(dict.fromkeys(it for rest in rests for it in rest.judgements)),
    )


class Shelf:
    """The sources of a dossier whose texts are at hand, and what each statement rests on in them."""

    def __init__(self, dossier: Dossier, evidence: Evidence) -> None:
        self.evidence = evidence
        self._actors = dossier.actors
        self._actor_of = {person: id for id, actor in dossier.actors.items() for person in actor.people}
        self.read: dict[str, Read] = {}
        for id, pinned in evidence.texts.items():
            record = evidence.record(id)
            assert isinstance(record, Source)
            self.read[id] = Read(record, pinned)
        self._behind: dict[str, Rest] = {}
        self._judgements: dict[str, Paragraph] = {}

    def judgement(self, id: str) -> Paragraph:
        """Return what a judgement says, which may be said again where it is cited."""
        if id not in self._judgements:
            said: Prose | None = self.evidence.record(id).__dict__.get("text")  # of a dossier with errors it may be lost
            self._judgements[id] = Paragraph("", said.plain if said else "", None)
        return self._judgements[id]

    def capitals(self) -> frozenset[str]:
        """Return the words that have a capital in mid-sentence in some text at hand, and are small in none."""
        words = [part.words for read in self.read.values() for part in read.all()]
        small = set[str]().union(*(it.small for it in words))
        return frozenset(set[str]().union(*(it.capitals for it in words)) - small)

    def rest(self, cites: Sequence[Citation]) -> Rest:
        """Return what citations come to."""
        return _together([self._one(cite) for cite in cites])

    def _one(self, cite: Citation) -> Rest:
        id = cite.target or self.evidence.default
        part = self.evidence.part(id)
        if id == DESK:
            return Rest(desk=True)
        if part == "claims":
            return self._claim(id)
        if part == "judgements":
            claims = [self._claim(view.id) for view in self.evidence.judgement(id).claims]
            return _together([Rest(judgements=(id,)), *claims])
        if id not in self.read:
            return Rest(missing=(id,))
        labels = self.read[id].cited(cite)
        return Rest(missing=(id,)) if labels is None else Rest(tuple((id, label) for label in labels))

    def _claim(self, id: str) -> Rest:
        """Return what a claim rests on; who speaks in it may be named where its origin is."""
        if id not in self._behind:
            self._behind[id] = Rest()  # for a claim that leads back to itself
            claim = self.evidence.record(id)
            assert isinstance(claim, Claim)
            self._behind[id] = _together((self.rest(cited_by(claim)), self._spoken(claim)))
        return self._behind[id]

    def of(self, cites: Sequence[Citation], claim: Claim) -> Rest:
        """Return what citations come to in words of a claim."""
        return _together((self.rest(cites), self._spoken(claim)))

    def _spoken(self, claim: Claim) -> Rest:
        """Return a claim as something that is rested on, with its speaker."""
        voices = []
        for voice in claim.by:
            entry = self.evidence.entries.get(voice.id)
            if entry and isinstance(entry.record, Origin) and isinstance(entry.record.speaker, Ref):
                ids = frozenset(self._parties(entry.record.speaker.id))
                voices.append((ids, self.rest(entry.record.cite).paragraphs))
        return Rest(claims=(claim.id,), voices=tuple(voices))

    def _parties(self, id: str) -> Iterator[str]:
        """Give a speaker, and the actors for whom they speak."""
        seen: set[str] = set()
        while id and id not in seen:
            yield id
            seen.add(id)
            actor = self._actors.get(id)
            above = actor.part_of.id if actor and actor.part_of else ""
            id = self._actor_of.get(id, above)

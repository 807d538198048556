"""Questions to the evidence, answered in lines of text: what rests on what, and what falls with a source or an origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dossier.evidence.falling import fallen
from dossier.evidence.graph import ABSENCE, SINGLE, Evidence
from dossier.evidence.references import SINGULAR
from dossier.evidence.statements import Statement, statements
from dossier.fields import Record
from dossier.inline import Citation
from dossier.model import (
    DESK,
    Actor,
    Chart,
    Claim,
    Contact,
    Dossier,
    Judgement,
    Origin,
    OwnSection,
    Person,
    Place,
    Question,
    Ref,
    Route,
    Source,
    cited_by,
    known,
)
from dossier.saying.citing import located
from dossier.saying.wording import wording

_WIDTH: Final = 100  # characters of a statement that are quoted


def told_without(dossier: Dossier, evidence: Evidence, id: str) -> list[str]:
    """Say what falls without a source or an origin, one thing a line under headings; what is empty is left out."""
    say = _Says(dossier, evidence)
    it = fallen(dossier, evidence, id)
    parts: tuple[tuple[str, list[str]], ...] = (
        ("claims that rest on nothing", [say.thing(one) for one in it.claims]),
        ("claims that keep part of their support", [say.thing(one) for one in it.weakened_claims]),
        ("claims that become single-origin", [say.thing(one) for one in it.single]),
        ("judgements that stand on nothing", [say.thing(one) for one in it.judgements]),
        ("judgements that lose part of their claims", [say.judged(one, it.claims) for one in it.shaken]),
        ("judgements that become single-origin", [say.thing(one) for one in it.single_judgements]),
        ("other statements that rest on nothing", [say.statement(one) for one in it.statements]),
        ("other statements that keep part of their support", [say.statement(one) for one in it.weakened]),
        ("to be read again: they cite paragraphs that carry its words", [say.statement(one) for one in it.again]),
    )
    out = [f"without {say.thing(id)}"]
    for title, lines in parts:
        if lines:
            out += ["", f"{title} ({len(lines)})", *(f"  {line}" for line in lines)]
    return out if len(out) > 1 else [*out, "", "nothing falls"]


# What rests on what ----------------------------------------------------------------------------------------------------
def told_trace(dossier: Dossier, evidence: Evidence, id: str) -> list[str]:
    """Say what something rests on, down to paragraphs and origins, and what rests on it."""
    say = _Says(dossier, evidence)
    below = list(_below(say, id, 1, set()))
    above = list(_above(say, id))
    out = [say.thing(id), *(f"  {line}" for line in say.weight(id))]
    out += ["", "rests on", *(below or ["  nothing that the dossier names"])]
    return [*out, "", "what rests on it", *(above or ["  nothing"])]


def _below(say: _Says, id: str, depth: int, seen: set[str]) -> Iterator[str]:
    """Give the lines of what an id rests on, each level further in; what was told already is only named."""
    pad = "  " * depth
    for kind, named, words in say.basis(id) if id in say.evidence.entries else ():
        again = named in seen
        yield f"{pad}{words}{' (see above)' if again and kind != 'source' else ''}"
        if not again:
            seen.add(named)
            yield from _below(say, named, depth + 1, seen)


def _above(say: _Says, id: str) -> Iterator[str]:
    """Give the lines of what rests on an id: claims and judgements all the way up, then statements that cite any of them."""
    evidence = say.evidence
    reached = {id}
    waiting = [id]
    while waiting:
        for use in evidence.using(waiting.pop()):
            if (
                use.user not in reached
                and use.how in ("cite", "by", "rests_on", "speaker")
                and not use.aside
                and evidence.part(use.user) in _BEARERS
            ):
                reached.add(use.user)
                waiting.append(use.user)
    for one in evidence.entries:
        if one in reached and one != id:
            yield f"  {say.thing(one)}"
    for it in statements(say.dossier):
        if it.about != id and any(evidence.citation(cite).id in reached for cite in it.cites):
            yield f"  {say.statement(it)}"


_BEARERS: Final = frozenset(("claims", "origins", "sources", "judgements"))


class _Says:
    """Says things of a dossier in one line each."""

    def __init__(self, dossier: Dossier, evidence: Evidence) -> None:
        self.dossier, self.evidence = dossier, evidence
        self.words = wording(dossier.facts.language)

    def thing(self, id: str) -> str:
        """Say what an id is: its part, number and words."""
        part, number = self.evidence.part(id), self.evidence.number(id)
        kind = SINGULAR[part].split(" ", 1)[1]
        head = f"{kind} {number}, {id}" if number else f"{kind} {id}"
        said = self.about(id)
        return f"{head}: {said}" if said else head

    def about(self, id: str) -> str:
        """Return the words of a record, shortened."""
        record = self.evidence.record(id)
        if isinstance(record, Origin):
            return self.about(record.speaker.id) if isinstance(record.speaker, Ref) else str(record.speaker)
        return shortened(_words(record))

    def statement(self, it: Statement) -> str:
        """Say a statement by what it is about, and its words or those of the claim that it takes them from."""
        part, number = self.evidence.part(it.about), self.evidence.number(it.about)
        kind = SINGULAR[part].split(" ", 1)[1] + " " if part else ""
        name = f"{kind}{number}, {it.name}" if number else f"{kind}{it.name}"
        said = it.words or next((self.about(cite.target) for cite in it.cites if cite.target in self.evidence.entries), "")
        return f"{name}: {shortened(said)}" if said else name

    def judged(self, id: str, lost: Sequence[str]) -> str:
        """Say a judgement, and which of its claims are left."""
        left = [f"claim {c.number}, {c.id}" for c in self.evidence.judgement(id).claims if c.id not in lost]
        return f"{self.thing(id)} (left: {'; '.join(left)})"

    def weight(self, id: str) -> Iterator[str]:
        """Say what a claim or judgement is worth: grade, marks, origins."""
        part = self.evidence.part(id)
        if part == "claims":
            view = self.evidence.claim(id)
            yield "; ".join((f"graded {view.grade}" if view.grade else "not graded", *view.marks))
        if part in ("claims", "judgements"):
            spelt = self.evidence.parties.spelt(self.evidence.starts(id))
            if part == "judgements":
                judgement = self.evidence.judgement(id).judgement
                yield f"confidence: {judgement.confidence or 'not recorded'}" + (f"; {SINGLE}" if len(spelt) == 1 else "")
            yield f"independent origins: {'; '.join(spelt) or 'none'}"

    def basis(self, id: str) -> Iterator[tuple[str, str, str]]:
        """Give what an id rests on: the kind of thing, its id, and the line that says it."""
        record = self.evidence.record(id)
        part = self.evidence.part(id)
        for voice in record.by if isinstance(record, Claim) else ():
            yield "origin", voice.id, f"on the word of {self.thing(voice.id)}"
        for ref in record.rests_on if isinstance(record, Source | Origin | Judgement) else ():
            absent = self.evidence.part(ref.id) == "claims" and self.evidence.claim(ref.id).absence
            told = f"{self.thing(ref.id)} ({ABSENCE}: supports nothing)" if absent else self.thing(ref.id)
            yield "rests", ref.id, ("repeats " if part in ("origins", "sources") else "") + told
        if part not in _BEARERS:
            for it in statements(self.dossier):
                if it.about == id:
                    yield from (
                        (kind, one, f"{it.aspect}: {line}" if it.aspect else line) for kind, one, line in self.cited(it.cites)
                    )
        else:
            yield from self.cited(cited_by(record))

    def cited(self, cites: Iterable[Citation]) -> Iterator[tuple[str, str, str]]:
        """Give what citations name, with the paragraphs."""
        for cite in cites:
            cited = self.evidence.citation(cite)
            if cited.kind == DESK:
                yield "source", DESK, "desk knowledge, unsourced"
            elif cited.kind in ("source", "claim", "judgement"):
                where = located(cited.locators, self.words)
                yield cited.kind, cited.id, f"{where} of {self.thing(cited.id)}" if where else self.thing(cited.id)


def _words(record: Record) -> str:
    """Return what a record says or asks, or what it is called; '' where that is missing."""
    if isinstance(record, Claim | Judgement):
        return record.text.plain
    if isinstance(record, Question):
        return record.ask
    if isinstance(record, Source | Chart | OwnSection):
        return known(record.title) or ""
    if isinstance(record, Actor | Person | Place | Route):
        return known(record.name) or ""
    return record.kind if isinstance(record, Contact) else ""


def shortened(words: str) -> str:
    """Return words in one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1].rstrip() + "…"

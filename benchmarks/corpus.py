"""Write dossiers of a wanted length: the same number of pages and seed give the same bytes.

    python benchmarks/corpus.py PAGES > dossier.yaml

Half of it is prose with a citation in most sentences; the rest is what a brief has: claims, actors with relations, tables of
places and events, contacts, questions, sources, a glossary.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from vocabulary import Vocabulary

FIRST_YEAR = 2011
VERBS = ["fights", "backs", "supplies", "opposes", "meets", "holds", "disputes", "asks"]


class Corpus:
    """Makes one dossier, section by section; `pages` is about what it comes out at in the style `briefing`."""

    def __init__(self, pages: int, seed: int = 1) -> None:
        self.pages = pages
        self.vocabulary = Vocabulary(seed)
        self.chance = self.vocabulary.chance
        self.sources = [f"source-{n}" for n in range(max(3, pages // 12))]
        self.actors = [f"actor-{n}" for n in range(max(6, pages // 5))]
        self.places = [f"place-{n}" for n in range(max(6, pages // 3))]
        self.claims = [f"claim-{n}" for n in range(max(12, pages))]
        self.names = dict[str, str]()
        for key in (*self.actors, *self.places):
            self.names[key] = self._new_name()

    def _new_name(self) -> str:
        taken = set(self.names.values())
        while (name := self.vocabulary.name()) in taken:
            pass
        return name

    def text(self) -> str:
        """Return the whole file."""
        return "\n".join(self.lines()) + "\n"

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        yield from self.head()
        yield from self.sources_lines()
        yield from self.front()
        yield from self.own_sections()
        yield from self.parties()
        yield from self.gazetteer()
        yield from self.reported()
        yield from self.events()
        yield from self.contacts()
        yield from self.questions()
        yield from self.glossary()

    # Small pieces
    def cite(self) -> str:
        """Return a citation of a claim or of a paragraph of a source."""
        if self.chance.random() < 0.5:
            return f"[@{self.chance.choice(self.claims)}]"
        return f"[@{self.chance.choice(self.sources)} {self.chance.randint(1, 40)}]"

    def locator(self) -> str:
        """Return what `cite:` takes: a source and a paragraph, or a range of them."""
        first = self.chance.randint(1, 40)
        return f"{self.chance.choice(self.sources)} {first}" + (f"-{first + 2}" if self.chance.random() < 0.3 else "")

    def cited(self, least: int = 8, most: int = 26) -> str:
        """Return a sentence of prose; two in three bear a citation, one in ten an emphasis or a name."""
        words = self.vocabulary.sentence(least, most)
        if self.chance.random() < 0.1:
            words += f" *{self.vocabulary.clause(1, 3)}*"
        if self.chance.random() < 0.15:
            words += f" {self.names[self.chance.choice(self.actors)]}"
        return f"{words}. {self.cite()}" if self.chance.random() < 0.66 else f"{words}."

    def stated(self, least: int, most: int) -> str:
        """Return a sentence that bears its citation, as the statements of a brief do."""
        return f"{self.vocabulary.sentence(least, most)}. {self.cite()}"

    def paragraph(self, least: int = 3, most: int = 7) -> str:
        """Return some sentences."""
        return " ".join(self.cited() for _ in range(self.chance.randint(least, most)))

    def date(self) -> str:
        """Return a day, a month or a year with its words."""
        day = f"{self.chance.randint(FIRST_YEAR, FIRST_YEAR + 5)}-{self.chance.randint(1, 12):02d}"
        if self.chance.random() < 0.7:
            day += f"-{self.chance.randint(1, 28):02d}"
        return self.chance.choice(("", "", "", "about ", "by ", "since about ")) + day

    def title(self) -> str:
        """Return a heading of a few words."""
        return self.vocabulary.sentence(3, 7).replace(",", "").replace(";", "").replace(" –", "")

    # The file from top to bottom
    def head(self) -> Iterator[str]:
        """Yield what the brief is."""
        yield "dossier:"
        yield f"  id: corpus-{self.pages}"
        yield f"  title: {self.title()}"
        yield f"  standfirst: {self.title()}"
        yield "  series: Situation brief"
        yield "  issuer: Benchmark desk"
        yield "  edition: 1"
        yield f"  as_of: {FIRST_YEAR + 7}-02-17 20:00 UTC"
        yield "  language: en-GB"
        yield "  marking: TLP:CLEAR"

    def sources_lines(self) -> Iterator[str]:
        """Yield the sources and one origin for each second of them."""
        yield "sources:"
        for key in self.sources:
            yield f"  {key}:"
            yield f"    title: {self.title()}"
            yield f"    author: {self.vocabulary.name()}"
            yield f"    publisher: {self.vocabulary.name()}"
            yield f"    published: {FIRST_YEAR + 6}-0{self.chance.randint(1, 9)}"  # after all that it reports
            yield f"    url: https://{self.vocabulary.word()}.example/{self.vocabulary.word()}/{self.chance.randint(100, 999)}"
            yield f"    descriptor: {self.vocabulary.sentence(10, 24)}."
            yield f"    reliability: {self.chance.choice('ABCD')}"
        yield "origins:"
        for number in range(0, len(self.sources), 2):
            yield f"  origin-{number}:"
            yield f"    speaker: {self.chance.choice(self.actors)}"
            yield f"    when: {FIRST_YEAR + 5}-03"
            yield "    record: named"
            yield f"    reliability: {self.chance.choice('ABCD')}"
            yield f"    cite: {self.sources[number]} {self.chance.randint(1, 40)}"

    def front(self) -> Iterator[str]:
        """Yield the bottom line and the judgements."""
        yield f"bottom_line: {self.stated(12, 18)} {self.stated(12, 18)} It is likely to go on. [@judgement-0]"
        yield "judgements:"
        for number in range(3):
            yield f"  judgement-{number}:"
            yield f"    text: It is likely that {self.vocabulary.clause(8, 16)}."
            yield "    confidence: low"
            yield f"    because: {self.vocabulary.sentence(8, 16)}."
            yield f"    rests_on: [{', '.join(self.chance.sample(self.claims, 2))}]"

    def own_sections(self) -> Iterator[str]:
        """Yield the running order, with sections in our own prose of about four pages each."""
        yield "sections:"
        yield "  - summary"
        yield "  - reported"
        for number in range(max(2, self.pages // 6)):
            yield f"  - id: own-{number}"
            yield f"    title: {self.title()}"
            yield "    text: |"
            for block in range(20):
                if block % 5 == 4:
                    yield f"      ## {self.title()}"
                    yield ""
                if block % 9 == 7:
                    yield from (f"      - {self.cited(6, 14)}" for _ in range(4))
                else:
                    yield f"      {self.paragraph()}"
                yield ""
        for name in ["actors", "geography", "timeline", "diplomacy", "questions", "sources", "glossary", "reading", "colophon"]:
            yield f"  - {name}"

    def parties(self) -> Iterator[str]:
        """Yield the actors and, of each, two relations."""
        yield "actors:"
        for key in self.actors:
            yield f"  {key}:"
            yield f"    name: {self.names[key]}"
            yield f"    kind: {self.chance.choice(('state', 'armed group', 'ministry', 'company'))}"
            yield f"    role: {self.stated(8, 24)}"
        yield "relations:"
        for key in self.actors:
            for other in self.chance.sample([actor for actor in self.actors if actor != key], 2):
                detail = f"{self.vocabulary.word()} {self.vocabulary.word()} [@{self.chance.choice(self.claims)}]"
                yield f"  - {key} {self.chance.choice(VERBS)} {other}, {detail}"

    def gazetteer(self) -> Iterator[str]:
        """Yield the places."""
        yield "places:"
        for key in self.places:
            yield f"  {key}:"
            yield f"    name: {self.names[key]}"
            yield f"    at: {self.chance.uniform(30, 38):.2f}, {self.chance.uniform(36, 44):.2f}"
            yield f"    what: {self.stated(6, 16)}"
            claim = self.chance.choice(self.claims)
            yield f"    held_by: {self.chance.choice(self.actors)}, as of {FIRST_YEAR + 5}-04-17 [@{claim}]"

    def reported(self) -> Iterator[str]:
        """Yield the claims, eight under a heading."""
        yield "claims:"
        origins = [f"origin-{number}" for number in range(0, len(self.sources), 2)]
        for number, key in enumerate(self.claims):
            if number % 8 == 0:
                yield f"  {number // 8 + 1}. {self.title()}:"
            yield f"    {key}:"
            yield f"      text: {self.vocabulary.sentence(10, 22)}."
            if self.chance.random() < 0.6:
                yield f"      by: {self.chance.choice(origins)}"
            yield f"      cite: {self.locator()}"
            yield f"      grade: {max(3, self.chance.randint(2, 4))}"
            if self.chance.random() < 0.3:
                yield f"      quote: {self.vocabulary.sentence(8, 18)}"

    def events(self) -> Iterator[str]:
        """Yield the chronology."""
        yield "events:"
        for _ in range(max(8, self.pages)):
            yield f"  - when: {self.date()}"
            yield f"    what: {self.stated(8, 18)}"

    def contacts(self) -> Iterator[str]:
        """Yield meetings."""
        yield "contacts:"
        count = max(3, self.pages // 6)
        for number, claim in enumerate(self.chance.sample(self.claims, min(count, len(self.claims)))):
            yield f"  contact-{number}:"
            yield "    kind: meeting"
            yield f"    parties: [{', '.join(self.chance.sample(self.actors, 2))}]"
            yield f"    where: {self.chance.choice(self.places)}"
            yield f"    when: {FIRST_YEAR + 5}-0{self.chance.randint(1, 9)}-11"
            yield f"    subject: {self.vocabulary.sentence(4, 9)}."
            yield f"    outcome: {self.vocabulary.sentence(4, 9)}."
            yield f"    claim: {claim}"

    def questions(self) -> Iterator[str]:
        """Yield open questions."""
        yield "questions:"
        for number in range(max(3, self.pages // 6)):
            yield f"  question-{number}:"
            yield f"    ask: {self.vocabulary.sentence(6, 12)}?"
            yield "    type: gap"
            yield "    known:"
            yield from (f"      - {self.stated(8, 16)}" for _ in range(2))
            yield "    positions:"
            yield f"      {self.chance.choice(self.actors)}: {self.stated(6, 12)}"
            yield f"    matters: {self.vocabulary.sentence(10, 18)}."
            yield f"    resolves: {self.vocabulary.sentence(6, 12)}."
            yield "    watch:"
            yield from (f"      - {self.vocabulary.clause(3, 6)}" for _ in range(2))

    def glossary(self) -> Iterator[str]:
        """Yield terms."""
        yield "glossary:"
        for number in range(max(3, self.pages // 6)):
            yield f"  {self.vocabulary.words[300 + number]}: {self.vocabulary.sentence(8, 20)}."


def write(pages: int, folder: Path) -> Path:
    """Write the dossier of so many pages into a folder, and return its path."""
    path = folder / f"corpus-{pages}.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(Corpus(pages).text(), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.stdout.write(Corpus(int(sys.argv[1])).text())

"""Values of the dossier -> runs of text: what all sections say in the same way. Prose stands here; names, dates, citations below.

A section is composed with a `Phrases`, which nobody changes: what it says it returns, and what that uses is gathered from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dossier.blocks import Paragraph, Run, Text, plain, text
from dossier.dates import When
from dossier.evidence.contradictions import Side
from dossier.evidence.findings import Findings
from dossier.evidence.graph import Evidence
from dossier.inline import Prose
from dossier.model import Claim, Contact, Dated, Dossier, Event, Gap, Held, Quantity, Ref, known
from dossier.saying.citing import Citing
from dossier.saying.typography import spoken, typographic
from dossier.styling.style import Style

_SENTENCE_ENDS = (".", "!", "?", "…")
_HOLDER = re.compile(r"(.*\bby )([a-z][a-z0-9-]*)(.*)", re.DOTALL)  # who holds a route, by his id


class Phrases(Citing):
    """What the sections are composed with: the dossier, its evidence, its style, and what the checks found.

    A citation prints as a key in brackets; in a `Noting` it is the mark of a note.
    """

    __slots__ = ("found", "style")

    def __init__(
        self,
        dossier: Dossier,
        evidence: Evidence,
        style: Style,
        printed: frozenset[str],
        found: Findings | None = None,
        *,
        indexing: bool = False,
    ) -> None:
        super().__init__(dossier, evidence, printed, indexing)
        self.style, self.found = style, found or Findings()

    def indexed(self) -> Phrases:
        """Return phrases in which what is named is a key of its run, by which the index finds it."""
        return Phrases(self.dossier, self.evidence, self.style, self.printed, self.found, indexing=True)

    def is_now(self, when: When | None) -> bool:
        """Say whether a date is that up to which the brief knows, as of which all of it is said."""
        cut_off = self.dossier.facts.as_of
        return bool(cut_off and when) and when.word == "as of" and when.date == cut_off.date  # type: ignore[union-attr]

    def standing(self, held: Held) -> Text:
        """Say how a place stands that somebody holds: by whom it is contested or attacked, that it was only taken, and when."""
        when = () if self.is_now(held.when) else self.date(held.when)
        if held.state == "taken":
            return self.series((when, text(self.words["places.holder-unsaid"])))
        state = text(self.words[f"places.{held.state}"]) if held.state != "held" else ()
        against = self.listing([self.name(ref) for ref in held.against])
        by = (*text(f" {self.words['by']} "), *against) if against else ()
        return self.series(((*state, *by), when), ", ")

    def prose(self, prose: Prose | Gap | str | None, role: str = "") -> Text:
        """Say a paragraph of author text; `role` is the dress of what has none of its own. A gap says its word."""
        if not isinstance(prose, Prose):
            return self.line(prose, role)
        words = typographic([run.text for run in prose.runs], self.words.marks, [run.style == "code" for run in prose.runs])
        out: list[Run] = []
        for run, said in zip(prose.runs, words, strict=True):
            if run.cites:
                self.add_mark(out, run.cites)
            elif run.ref or run.link:
                before = self.evidence.split_name(run)[0] if run.ref else ""
                if before:
                    out.append(Run(said[: len(before)], run.style or role))
                rest, dress = said[len(before) :], run.style or role
                if run.ref:
                    out.append(self.leading(rest, run.ref, dress))
                elif run.link.startswith("#"):
                    out.append(self.leading(rest, run.link[1:], dress)._replace(keys=()))
                else:
                    out.append(Run(rest, dress, link=run.link))
            else:
                out.append(Run(said, run.style or role))
        return tuple(out)

    def claimed(self, claim: Ref | None) -> Text:
        """Say the text of a claim that lends its words."""
        return self.prose(self.evidence.claim(claim.id).claim.text) if isinstance(claim, Ref) else ()

    def position(self, party: Ref, said: Prose) -> Text:
        """Say who takes a position, and which."""
        return (*self.name(party, short=True, role="strong"), Run(": "), *self.prose(said))

    def dated(self, when: Sequence[Dated]) -> Text:
        """Say when something was so, each date with its own citation and note; and that sources disagree, where they do."""
        parts = []
        for dated in when:
            said = self.after(self.date(dated.when), dated.cites)
            parts.append(self.series((said, self.line(dated.note)), ", "))
        mark = (Run(self.words["dates.conflict"], "mark"), Run(": ")) if len(parts) > 1 else ()
        return (*mark, *self.series(parts))

    def sides(self, sides: Sequence[Side | Quantity]) -> Text:
        """Say several dates, names or figures side by side, each with its own citation and note."""
        parts = []
        for side in sides:
            said = side.words if isinstance(side, Quantity) else side.said
            words = self.date(said) if isinstance(said, When) else self._side(said)
            if isinstance(side, Side) and side.when:
                words = self.series((words, self.date(side.when)), ", ")
            parts.append(self.series((self.after(words, side.cites), self.line(side.note)), ", "))
        return self.series(parts)

    def _side(self, said: str | Gap) -> Text:
        """Say a place or holder by its name, another claim by its words, a figure as written."""
        if isinstance(said, Gap):
            return self.line(said)
        part = self.evidence.part(said)
        if part == "claims":
            return self.prose(self.evidence.claim(said).claim.text)
        return self.named(said) if part else self.line(said)

    def reasons(self, record: Claim | Event | Contact) -> list[Text]:
        """Say what of a record its sources don't have: what we computed, what we know ourselves, each with how."""
        rows = [("says.computed", record.computed), ("says.desk", record.desk)]
        return [
            self.series((text(self.words[label].format(spoken(said, self.words.marks))), self.prose(how)), " ")
            for label, reasons in rows
            for said, how in reasons.items()
        ]

    def stamp(self) -> str:
        """Return the words that say that this is a draft, and how many checks are open; '' where none is."""
        count = len(self.found.open)
        return self.words.count("draft", count).format(count) if count else ""


def paragraph(words: Text, role: str = "body", **more: Any) -> tuple[Paragraph, ...]:
    """Make a paragraph of words, or nothing of nothing."""
    return (Paragraph(words, role, **more),) if words else ()


def statements(phrases: Phrases, values: Sequence[Prose | str] | Gap | None, role: str = "body") -> tuple[Paragraph, ...]:
    """Say several statements, one a paragraph; phrases in lower case draw together to one sentence."""
    if values is None or isinstance(values, Gap):
        return paragraph(phrases.line(values), role)
    said = [words for words in map(phrases.prose, values) if words]
    if any(is_sentence(words) for words in said) or all(plain(words)[:1].isupper() for words in said):
        return tuple(Paragraph(words, role) for words in said)
    return (Paragraph(capitalised((*phrases.series(said), Run("."))), role),)


def is_sentence(words: Text) -> bool:
    """Say whether words end with the mark of a sentence, before quotation marks and a citation."""
    said = "".join(run.text for run in words if run.role != "cite" and run.note is None)
    return said.rstrip("”’»\u00a0 \n\t").endswith(_SENTENCE_ENDS)


def capitalised(words: Text) -> Text:
    """Begin words with a capital, where they begin with a word in lower case."""
    first = plain(words).split(" ")[0]
    if not first.islower():
        return words
    return (words[0]._replace(text=words[0].text[:1].upper() + words[0].text[1:]), *words[1:])


def route_state(phrases: Phrases, state: str | Gap | None) -> Text:
    """Say the state of a route; an id after `by` is the actor who holds it."""
    holder = _HOLDER.fullmatch(known(state) or "")
    if holder is None or holder[2] not in phrases.dossier.actors:
        return phrases.line(state)
    return (*phrases.line(holder[1]), *phrases.named(holder[2], short=True), *phrases.line(holder[3]))

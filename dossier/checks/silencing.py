"""What the dossier has accepted is told no more: problems and silences in; what is open, and what is silenced, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from dossier.evidence.findings import Findings, Silenced
from dossier.evidence.graph import Evidence
from dossier.evidence.inside import PHRASES, phrase
from dossier.ids import meant
from dossier.model import Dossier, Silence
from dossier.problems import Problem, Span, error, warning


def findings(
    dossier: Dossier,
    evidence: Evidence,
    told: Iterable[Problem],
    asked: Iterable[Problem],
    text: str,
    names: Collection[str],
    *,
    whole: bool = True,
) -> Findings:
    """Part what is open from what is silenced, give each problem what it is about, and its word a place in `text`.

    `names` are those of the checks that there are. Of a dossier that isn't `whole` a silence may be idle because of
    what is lost.
    """
    places = _Places(dossier, evidence, text)
    open_told, open_asked = ([places.completed(it) for it in found] for found in (told, asked))
    if not dossier.silence:
        return Findings(tuple(open_told), tuple(open_asked))
    silenced: list[Silenced] = []
    used: set[int] = set()

    def still_open(problems: list[Problem]) -> list[Problem]:
        out = []
        for problem in problems:
            silence = next((it for it in dossier.silence if _covers(it, problem)), None)
            if silence is None:
                out.append(problem)
            else:
                silenced.append(Silenced(problem, silence))
                used.add(id(silence))
        return out

    open_told, open_asked = still_open(open_told), still_open(open_asked)
    idle = [it for it in dossier.silence if id(it) not in used and (whole or it.check not in names)]
    return Findings((*open_told, *(_idle(it, names) for it in idle)), tuple(open_asked), tuple(silenced))


def _covers(silence: Silence, problem: Problem) -> bool:
    return silence.check == problem.name and (not silence.about or problem.about in silence.about)


def _idle(silence: Silence, names: Collection[str]) -> Problem:
    """Tell a silence that names no check, or has nothing to be silent about."""
    span = silence.place_of("check")
    if silence.check not in names:
        hint = meant(silence.check, names) or "docs/checks.md lists the checks"
        return error(f"there is no check {silence.check!r}", span, hint, "unknown-check")
    about = " about " + ", ".join(map(repr, silence.about)) if silence.about else ""
    return warning(f"this silences nothing: {silence.check!r} finds nothing{about}", span, "take it out", "idle-silence")


# Where a problem is ----------------------------------------------------------------------------------------------------
REACH: Final = 20_000  # characters of the file in which a word is looked for


class _Places:
    """Knows which line belongs to what, and finds words in the text of the file; builds what it needs when it is first asked."""

    def __init__(self, dossier: Dossier, evidence: Evidence, text: str) -> None:
        self.dossier, self.evidence, self.text = dossier, evidence, text
        self.starts: list[tuple[int, int]] = []
        self.owners: list[str] = []
        self.lines: Sequence[int] = ()

    def completed(self, problem: Problem) -> Problem:
        """Say what a problem is about, and put it at its word."""
        if problem.span is None:
            return problem
        about = problem.about or self.owner(problem.span)
        return problem._replace(about=about, span=self.at_word(problem.span, problem.word, problem.nth), word="", nth=1)

    def owner(self, span: Span) -> str:
        """Return the id, or the phrase, of what stands at a place: what begins last before it."""
        if not self.starts:
            self._index()
        at = bisect_right(self.starts, (span.line, span.column))
        return self.owners[at - 1] if at else ""

    def _index(self) -> None:
        """Note where everything begins that problems can be about."""
        found: dict[tuple[int, int], str] = {}
        for field in type(self.dossier).own_fields:
            if field.name in self.dossier.__dict__:
                span = self.dossier.place_of(field.name)
                found[span.line, span.column] = phrase(field)
        spans = {"events": [it.span for it in self.dossier.events], "relations": [it.span for it in self.dossier.relations]}
        for name, places in spans.items():
            for number, span in enumerate(places, 1):
                found[span.line, span.column] = f"{PHRASES[name]} {number}"
        for id, entry in self.evidence.entries.items():
            found[entry.record.span.line, entry.record.span.column] = id
        self.starts = sorted(found)
        self.owners = [found[start] for start in self.starts]

    def at_word(self, span: Span, word: str, nth: int = 1) -> Span:
        """Return where a word stands for the nth time, from a place on; the place itself where the lines as written lack it.

        What stands in a citation is no word.
        """
        if not word or not self.text:
            return span
        if not self.lines:
            self.lines = [0, *(match.end() for match in re.finditer("\r\n|[\r\n\x85\u2028\u2029]", self.text))]
        start = self.lines[min(span.line, len(self.lines)) - 1] + span.column - 1
        words = word.split()
        at = self.text.find(words[0], start, start + REACH)
        while at >= 0:
            end = self._end(words, at)
            if end and self.text.rfind("[@", start, at) <= self.text.rfind("]", start, at):
                nth -= 1
            if end and not nth:
                line = bisect_right(self.lines, at)
                length = len(self.text[at:end].splitlines()[0].rstrip())
                return Span(span.file, line, at - self.lines[line - 1] + 1, length)
            at = self.text.find(words[0], at + 1, start + REACH)
        return span

    def _end(self, words: Sequence[str], at: int) -> int:
        """Return where these words end if they begin at this place, with any white space between; 0 where they don't."""
        text = self.text
        if text[at - 1 : at].isalnum() or text[at - 1 : at] == "_":
            return 0
        for number, word in enumerate(words):
            if number:
                part = at
                while text[at : at + 1].isspace():
                    at += 1
                if at == part:
                    return 0
            if not text.startswith(word, at):
                return 0
            at += len(word)
        return 0 if text[at : at + 1].isalnum() or text[at : at + 1] == "_" else at

"""Citations -> runs: `¶6`, `4¶1–2; source 2`, `→3, 7`, each part linked to the entry of what it names.

The source that carries nearly all keys goes without its number; how to read the brief says which it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dossier.blocks import Run, Text
from dossier.evidence.graph import Cited, Evidence
from dossier.inline import Citation, Locator
from dossier.model import DESK, Dossier, Ref
from dossier.saying.called import Names
from dossier.saying.wording import NO_BREAK, Wording

_NUMBERED = ("judgement", "claim")
_BETWEEN = Run("; ", "cite")
_FEW = 4  # numbers that stay on one line


class Citing(Names):
    """What is said of evidence. `numbered`: claims are printed with numbers, and so can be cited by them.

    The keys of a mark are what it cites, `source:ID` and `claim:ID`, and the form in which it does: `form:chief`,
    `form:located`, `form:whole`.
    """

    __slots__ = ("_marks", "numbered")

    def __init__(self, dossier: Dossier, evidence: Evidence, printed: frozenset[str], indexing: bool) -> None:
        super().__init__(dossier, evidence, printed, indexing)
        self.numbered = "reported" in printed and dossier.facts.paragraphs == "numbered"
        self._marks: dict[tuple[object, ...], Text] = {}  # those made already: the same citations have the same mark

    def cite(self, cites: Sequence[Citation]) -> Text:
        """Say what a statement rests on, as it stands by itself."""
        return self.mark(cites) if cites else ()

    def mark(self, cites: Sequence[Citation], before: str = "") -> Text:
        """Return the mark of a citation with something before it."""
        key = (before, *[cite[:2] for cite in cites])
        mark = self._marks.get(key)
        if mark is None:
            mark = self.mark(cites) if before else citation(self, cites)
            if mark and before:
                mark = (mark[0]._replace(text=before + mark[0].text), *mark[1:])
            self._marks[key] = mark
        return mark

    def mark_after(self, words: Sequence[Run], cites: Sequence[Citation]) -> Text:
        """Return the mark of a citation that follows words, if there are any; it never starts a line."""
        return self.mark(cites, NO_BREAK if words else "")

    def after(self, words: Text, cites: Sequence[Citation]) -> Text:
        """Add a citation to words."""
        out = list(words)
        if cites:
            self.add_mark(out, cites)
        return tuple(out)

    def add_mark(self, out: list[Run], cites: Sequence[Citation]) -> None:
        """Add a citation to the runs of a text that is being made; the space at their end goes."""
        mark = self.mark_after(out, cites)
        if mark and out and out[-1].text.endswith(" "):
            out[-1] = out[-1]._replace(text=out[-1].text.rstrip(" "))
        out.extend(mark)

    def basis(self, claim: Ref | None, cites: Sequence[Citation]) -> tuple[Citation, ...]:
        """Return what something rests on that a claim may lend its evidence to: the claim, then its own citations."""
        return (Citation(claim.id, (), claim.span), *cites) if claim else tuple(cites)


def citation(phrases: Citing, cites: Sequence[Citation]) -> Text:
    """Say what a statement rests on, nothing for nothing.

    Claims and judgements come first, by their numbers; those that aren't printed with a number give way to what they rest on.
    """
    parts = merged(
        part
        for cited in resolved(phrases, cites)
        for part in (cited.sources if cited.kind == "claim" and not phrases.numbered else (cited,))
    )
    groups = [_numbered(phrases, kind, same) for kind in _NUMBERED if (same := [part for part in parts if part.kind == kind])]
    groups += [[source(phrases, part)] for part in parts if part.kind not in _NUMBERED]
    if not groups:
        return ()
    runs = groups[0]
    for group in groups[1:]:
        runs += [_BETWEEN, *group]
    return tuple(runs)


def resolved(phrases: Citing, cites: Iterable[Citation]) -> list[Cited]:
    """Look up what is cited, in order; a judgement that isn't printed gives way to the claims that it rests on."""
    evidence, out = phrases.evidence, list[Cited]()
    for cite in cites:
        cited = evidence.citation(cite)
        view = evidence.judgement(cited.id) if cited.kind == "judgement" and not phrases.link(cited.id) else None
        claims = (*view.claims, *view.absences) if view else ()
        out += [evidence.citation(Citation(claim.id, (), cite.span)) for claim in claims] or [cited]
    return out


def merged(parts: Iterable[Cited]) -> list[Cited]:
    """Name each thing once, with all its labels."""
    out: dict[str, Cited] = {}
    for part in parts:
        seen = out.get(part.id)
        if seen:
            part = seen._replace(locators=tuple(dict.fromkeys(seen.locators + part.locators)))
        out[part.id] = part
    return list(out.values())


def _numbered(phrases: Citing, kind: str, parts: Sequence[Cited]) -> list[Run]:
    """Say the numbers of claims or judgements in order, each linked."""
    words = phrases.words
    before, after = words[f"key.{kind}" if len(parts) == 1 else f"key.{kind}s"].split("{}")
    comma = Run(f",{NO_BREAK}" if len(parts) <= _FEW else ", ", "cite")
    runs: list[Run] = []
    for index, part in enumerate(sorted(parts, key=lambda part: part.number)):
        if index:
            runs.append(comma)
        said = str(part.number) if index else before.replace(" ", NO_BREAK) + str(part.number)
        title = phrases.described(part.id)
        keys = (f"{kind}:{part.id}", *(f"source:{source.id}" for source in part.sources))
        runs.append(Run(said, "cite", link=phrases.link(part.id), title=title, keys=keys))
    return [*runs, Run(after, "cite")] if after else runs


def source(phrases: Citing, part: Cited) -> Run:
    """Say a source by its number, and where in it."""
    words = phrases.words
    if part.kind == DESK:
        return Run(words["cite.desk"], "cite", link=phrases.link(DESK), title=words["cite.title.desk"], keys=("source:desk",))
    where = located(part.locators, words)
    number = "" if where and part.id == phrases.evidence.chief else str(part.number)
    apart = NO_BREAK if number and where[:1] != words["cite.paragraph"][:1] else ""  # before a label that is a word
    said = number + apart + where.replace(" ", NO_BREAK) if where else words["key.source"].format(number).replace(" ", NO_BREAK)
    title = phrases.described(part.id)
    form = "form:whole" if not where else "form:located" if number else "form:chief"
    keys = (f"source:{part.id}", form)
    return Run(said, "cite", link=phrases.link(part.id), title=title, keys=keys)


def located(locators: Sequence[Locator], words: Wording) -> str:
    """Return the labels as they print: numbers after a paragraph sign, the others by their names."""
    numbered = [f"{at.first}–{at.last}" if at.last else at.first for at in locators if at.first[:1].isdigit()]
    named = [
        words.words.get(f"cite.label.{at.first}", at.first) + (f"–{at.last}" if at.last else "")
        for at in locators
        if not at.first[:1].isdigit()
    ]
    if numbered:
        named.append(words["cite.paragraph"].format(", ".join(numbered)))
    return ", ".join(named)


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers in order with stretches drawn together: '1–3, 7'."""
    out: list[list[int]] = []
    for number in sorted(set(numbers)):
        if out and out[-1][-1] == number - 1:
            out[-1].append(number)
        else:
            out.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else ', '}{run[-1]}" for run in out)

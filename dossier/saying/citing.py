"""Citations -> runs: `[1 ¶6]`, `[1 ¶¶1–2; 2]`, `[claims 3, 7]`, each part linked to the entry of what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dossier.blocks import Run, Text
from dossier.evidence.graph import Cited
from dossier.inline import Citation, Locator
from dossier.model import DESK, Dossier
from dossier.saying.wording import NO_BREAK, Wording

if TYPE_CHECKING:
    from dossier.saying.phrases import Phrases

_NUMBERED = ("judgement", "claim")
_OPEN, _BETWEEN, _CLOSE = Run("[", "cite"), Run("; ", "cite"), Run("]", "cite")


def citation(phrases: Phrases, cites: Sequence[Citation]) -> Text:
    """Say what a statement rests on, in brackets; nothing for nothing.

    Claims and judgements come first, by their numbers; claims that aren't printed with a number give way to their sources.
    """
    parts = gathered(_resolved(phrases, cites))
    groups = [_numbered(phrases, kind, same) for kind in _NUMBERED if (same := [part for part in parts if part.kind == kind])]
    groups += [[source(phrases, part)] for part in parts if part.kind not in _NUMBERED]
    if not groups:
        return ()
    runs = [_OPEN, *groups[0]]
    for group in groups[1:]:
        runs += [_BETWEEN, *group]
    return (*runs, _CLOSE)


def _resolved(phrases: Phrases, cites: Iterable[Citation]) -> list[Cited]:
    """Look up what is cited, in order."""
    out: list[Cited] = []
    for cite in cites:
        cited = phrases.evidence.citation(cite)
        if cited.kind == "unknown" and phrases.evidence.part(cite.target) == "judgements":
            out.append(Cited("judgement", cite.target, phrases.evidence.number(cite.target), ()))
        elif cited.kind == "claim" and not phrases.numbered:
            out += cited.sources
        else:
            out.append(cited)
    return out


def gathered(parts: Iterable[Cited]) -> list[Cited]:
    """Name each thing once, with all its labels."""
    out: dict[str, Cited] = {}
    for part in parts:
        seen = out.get(part.id)
        if seen:
            part = seen._replace(locators=tuple(dict.fromkeys(seen.locators + part.locators)))
        out[part.id] = part
    return list(out.values())


def _numbered(phrases: Phrases, kind: str, parts: Sequence[Cited]) -> list[Run]:
    """Say the numbers of claims or judgements in order, each linked."""
    words = phrases.words
    before, after = words[f"cite.{kind}" if len(parts) == 1 else f"cite.{kind}s"].split("{}")
    runs: list[Run] = []
    for index, part in enumerate(sorted(parts, key=lambda part: part.number)):
        if index:
            runs.append(Run(", ", "cite"))
        said = str(part.number) if index else before.replace(" ", NO_BREAK) + str(part.number)
        title = words[f"cite.title.{kind}"].format(part.number, phrases.evidence.record(part.id).text.plain)
        keys = (f"{kind}:{part.id}", *(f"source:{source.id}" for source in part.sources))
        runs.append(Run(said, "cite", link=phrases.link(part.id), title=title, keys=keys))
    return [*runs, Run(after, "cite")] if after else runs


def source(phrases: Phrases, part: Cited) -> Run:
    """Say a source by its number, and where in it."""
    words = phrases.words
    if part.kind == DESK:
        return Run(words["cite.desk"], "cite", link=phrases.link(DESK), title=words["cite.title.desk"], keys=("source:desk",))
    said = str(part.number)
    where = located(part.locators, words)
    phrases.keys.add("form:located" if where else "form:whole")
    if where:
        said += NO_BREAK + where
    title = words["cite.title.source"].format(part.number, phrases.source_title(part.id))
    return Run(said, "cite", link=phrases.link(part.id), title=title, keys=(f"source:{part.id}",))


def located(locators: Sequence[Locator], words: Wording) -> str:
    """Return the labels as they print: numbers after a paragraph sign, the others by their names."""
    numbered = [f"{at.first}–{at.last}" if at.last else at.first for at in locators if at.first[:1].isdigit()]
    named = [
        words.words.get(f"cite.label.{at.first}", at.first) + (f"–{at.last}" if at.last else "")
        for at in locators
        if not at.first[:1].isdigit()
    ]
    if numbered:
        several = len(numbered) > 1 or "–" in numbered[0]
        named.append(words["cite.paragraphs" if several else "cite.paragraph"].format(", ".join(numbered)))
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


def anchors(dossier: Dossier, printed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give for each id the name of the place in the brief where its entry stands; ids without a printed entry are left out."""
    parts: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("sources", "source", dossier.sources),
        ("summary", "judgement", dossier.judgements),
        ("reported", "claim", (id for group in dossier.claims for id in group.claims)),
        ("actors", "actor", dossier.actors),
        ("geography", "place", dossier.places),
        ("geography", "route", dossier.routes),
        ("diplomacy", "contact", dossier.contacts),
        ("sources", "chart", dossier.charts),
        ("sources", "image", dossier.images),
        ("questions", "question", dossier.questions),
    )
    for section, kind, ids in parts:
        if section in printed:
            for id in ids:
                yield id, f"{kind}-{id}"
    if "actors" in printed:
        for id, actor in dossier.actors.items():
            for person in actor.people or ():
                yield person, f"actor-{id}"
    if "sources" in printed:
        yield "desk", "source-desk"
    for name in printed:
        yield name, name

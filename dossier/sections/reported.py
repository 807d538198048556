"""What is reported: the claims under the dossier's headings, numbered through.

What the claims of a heading share stands there once: who says so, and the grade. Beside a claim stands only what differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from dossier.blocks import Block, Blocks, Entry, Heading, Paragraph, Run, Text, plain, text
from dossier.evidence.contradictions import DATE, FIGURE, STATEMENT, Contradiction
from dossier.evidence.graph import ABSENCE, CONTESTED, ClaimView
from dossier.model import ClaimGroup
from dossier.saying.attribution import again, speaker
from dossier.saying.citing import ranges
from dossier.saying.phrases import Phrases, capitalised, paragraph
from dossier.saying.typography import spoken
from dossier.tuples import NamedTuple

UNCHECKED: Final = "quotation not checked"
_BESIDE: Final = frozenset((ABSENCE, *CONTESTED.values()))  # marks that stand beside each claim that has them


class _Shared(NamedTuple):
    """What most claims of a heading share: on whose word, in plain words, and the grade ('' for none); None where they differ."""

    speaker: str | None
    grade: str | None


def compose(phrases: Phrases) -> Blocks:
    """Say which marks which claims have, then each claim as an entry under what its heading says of all."""
    views = phrases.evidence.claims
    if not views:
        return ()
    blocks: list[Block] = list(_rule(phrases, views))
    said: set[str] = set()
    for index, group in enumerate(phrases.dossier.claims, 1):
        if group.claims:
            blocks += _group(phrases, group, index, said)
    return tuple(blocks)


def _group(phrases: Phrases, group: ClaimGroup, index: int, said: set[str]) -> Blocks:
    """Say a heading's claims; `said` are the speakers of headings above, in full."""
    views = [phrases.evidence.claim(id) for id in group.claims]
    speakers = {view.id: speaker(phrases, view) for view in views}
    shared = _Shared(_most([plain(speakers[view.id]) for view in views]), _most([view.grade for view in views]))
    blocks: list[Block] = []
    side = () if shared.grade is None else (Paragraph((_grade(phrases, shared.grade, "grade.shared"),), "side"),)
    if group.title:
        beside = side if shared.speaker is None else ()  # where nobody is named below the heading, the grade stands beside it
        blocks.append(Heading(3, phrases.line(group.title), f"reported-{index}", side=beside))
    if shared.speaker is not None:
        first = next(view for view in views if plain(speakers[view.id]) == shared.speaker)
        whose = again(phrases, first) if shared.speaker in said else speakers[first.id]
        said.add(shared.speaker)
        blocks.append(Paragraph((*capitalised(whose), Run(".")), "entry.group", side=side))
    elif not group.title:
        blocks += side
    return (*blocks, *(_claim(phrases, view, speakers[view.id], shared) for view in views))


def _most(values: Sequence[str]) -> str | None:
    """Return the value that comes most often, of several the first; None where each of several comes once."""
    value, times = Counter(values).most_common(1)[0]
    return value if times > 1 or len(values) == 1 else None


def _grade(phrases: Phrases, grade: str, pattern: str = "") -> Run:
    words = phrases.words
    return Run(words[pattern].format(grade) if pattern else grade, "grade") if grade else Run(words["grade.none"], "gap")


def _rule(phrases: Phrases, views: Sequence[ClaimView]) -> Blocks:
    """Say once how to read the claims, and which of them have which mark."""
    if not phrases.numbered:
        return ()
    words = phrases.words
    marked: dict[str, list[int]] = {}
    for view in views:
        for mark in _marks(phrases, view):
            if mark not in _BESIDE:
                marked.setdefault(mark, []).append(view.number)
    lines = [text(words["reported.rule"])] if len(views) > 1 else []
    every = {view.number for view in views}
    for mark, numbers in marked.items():
        others = every.difference(numbers)
        key = "all" if not others else "but" if len(others) < len(numbers) else "these"
        which = words[f"reported.{key}"].format(ranges(others if key == "but" else numbers))
        lines.append((Run(words[f"mark.{mark}"].capitalize(), "strong"), Run(f": {which}")))
    return paragraph(phrases.series(lines, " "), "body")


def _marks(phrases: Phrases, view: ClaimView) -> Sequence[str]:
    return (*view.marks, *([UNCHECKED] if _checked(phrases, view) == "" else ()))


def _claim(phrases: Phrases, view: ClaimView, whose: Text, shared: _Shared) -> Entry:
    """Say one claim: the statement and the words themselves; beside them what sets it apart from its neighbours."""
    claim = view.claim
    blocks = [Paragraph(phrases.after(phrases.prose(claim.text), claim.cite), "entry")]
    if claim.quote:
        blocks.append(Paragraph((_quoted(phrases, claim.quote, _checked(phrases, view)),), "entry.quote"))
    number = str(view.number) if phrases.numbered else ""
    side = tuple(Paragraph(said, "side.note") for said in _beside(phrases, view, whose, shared))
    return Entry(number, tuple(blocks), "entry", f"claim-{view.id}", side=side)


def _checked(phrases: Phrases, view: ClaimView) -> str | None:
    """Return the source against which the words of a claim were held, '' where nobody did; None for a claim without words."""
    quote = view.claim.quote
    if not quote:
        return None
    if not phrases.evidence.texts:
        return ""
    from dossier.quotations.verifying import standing

    return standing(phrases.evidence, quote, view.sources).source


def _quoted(phrases: Phrases, quote: str, source: str | None) -> Run:
    """Say the words themselves; the key of the run is the source against which they were held."""
    return Run(spoken(quote, phrases.words.marks), keys=(f"quotation:{source}",))


def _beside(phrases: Phrases, view: ClaimView, whose: Text, shared: _Shared) -> list[Text]:
    """Say what differs from what the heading says, then what else has to be known of this claim alone."""
    claim, words = view.claim, phrases.words
    contested = phrases.evidence.contested(view.id)
    aspects = {it.aspect for it in contested}
    out = [_contested(phrases, it) for it in contested]
    apart: list[Text] = []
    if view.grade != shared.grade:
        apart.append((_grade(phrases, view.grade),))
    apart += [text(words[f"mark.{mark}"]) for mark in _marks(phrases, view) if mark == ABSENCE or not phrases.numbered]
    if plain(whose) != shared.speaker:
        apart.append(whose)
    if claim.when and DATE not in aspects:
        apart.append(phrases.series((text(words["says.when"]), phrases.dated(claim.when)), " "))
    if claim.figures and FIGURE not in aspects:
        apart.append(phrases.series((text(words["says.figure"]), phrases.sides(claim.figures)), " "))
    differs = phrases.series(apart, " · ")
    if said := phrases.series((differs, phrases.prose(claim.why)), ". " if differs and claim.why else " "):
        out.append(said)
    out += phrases.reasons(claim)
    return out + [_circular(phrases, sources) for _, sources in view.repeated]


def _contested(phrases: Phrases, it: Contradiction) -> Text:
    """Say side by side what the sources disagree on, each with its own evidence; other claims by their numbers."""
    label = (Run(phrases.words[f"contested.{it.aspect}"], "mark"), Run(" "))
    if it.aspect == STATEMENT and phrases.numbered:
        return (*label, *phrases.cite([cite for side in it.sides for cite in side.cites]))
    return (*label, *phrases.sides(it.sides), *text("" if it.aspect == STATEMENT else "."))


def _circular(phrases: Phrases, sources: Sequence[str]) -> Text:
    """Say which sources have it from one origin."""
    numbers = phrases.words.join([str(phrases.evidence.number(id)) for id in sources])
    return text(phrases.words["says.circular"].format(phrases.words["cite.sources"].format(numbers)))

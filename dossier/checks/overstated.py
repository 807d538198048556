"""Nothing is said more surely than the judgements that it rests on say it: the bottom line, and judgements on judgements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from dossier.checks.likelihood import in_own_words, unreported
from dossier.checks.names import Name
from dossier.evidence.graph import Evidence, JudgementView
from dossier.inline.parting import Sentence, sentences
from dossier.model import Dossier
from dossier.problems import Problem, Span, warning
from dossier.saying.scales import OWN, Estimate, estimates, step

TELLS = {
    "unjudged": Name("The bottom line rests on judgements where there are any, and so does each of its likelihood words."),
    "overstated": Name("Nothing is said to be surer than the judgement that it rests on, nor the other way round."),
}

_CITE: Final = "cite each judgement right behind the words that it bears"


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Hold the likelihood words of the bottom line to its judgements, and those of judgements to the judgements below them."""
    steps = {view.id: _step(view, dossier.facts.likelihood) for view in evidence.judgements}
    out = [problem for view in evidence.judgements for problem in _chained(view, evidence, steps)]
    return [*_bottom_line(dossier, evidence, steps), *out]


def _step(view: JudgementView, scale: str) -> int | None:
    """Return the step of the one likelihood word of a judgement; None where it has none, or several."""
    words = [it for it in estimates(view.judgement.text.plain, scale) if it.kind == OWN]
    return step(words[0].word, scale) if len(words) == 1 else None


# Judgements on judgements ------------------------------------------------------------------------------------------------
def _chained(view: JudgementView, evidence: Evidence, steps: dict[str, int | None]) -> Iterator[Problem]:
    """Find judgements below this one that are less sure than it is, whatever their direction: they may be its opposite."""
    mine = steps[view.id]
    for ref in view.judgement.rests_on:
        below = steps.get(ref.id)
        if mine is not None and below is not None and abs(mine) > abs(below):
            message = f"this judgement is surer than judgement {evidence.number(ref.id)}, {ref.id}, on which it rests"
            hint = "what rests on a judgement is no surer than it; where claims bear it by themselves, name those alone"
            yield warning(message, view.judgement.place_of("text"), hint, "overstated")


# The bottom line -------------------------------------------------------------------------------------------------------
def _bottom_line(dossier: Dossier, evidence: Evidence, steps: dict[str, int | None]) -> Iterator[Problem]:
    """Check the sentences of the bottom line; that it cites no judgement at all is told once, that it cites nothing elsewhere."""
    line = dossier.bottom_line
    if line is None or any(evidence.citation(cite).kind == "unknown" for cite in line.cites):  # told where it stands
        return
    span, scale = dossier.place_of("bottom_line"), dossier.facts.likelihood
    cited = {cite.target for cite in line.cites}
    if cited and steps and cited.isdisjoint(steps):
        hint = f"say what you make of it, and cite the judgement behind it: [@{evidence.judgements[0].id}]"
        yield warning("the bottom line rests on no judgement", span, hint, "unjudged")
        return
    for sentence in sentences(line):
        yield from _in_sentence(sentence, evidence, steps, span, scale)


def _in_sentence(
    sentence: Sentence, evidence: Evidence, steps: dict[str, int | None], span: Span, scale: str
) -> Iterator[Problem]:
    """Hold each likelihood word to the judgements cited next behind it, and find those cited without one."""
    words = in_own_words(sentence.text, scale)
    pending: list[Estimate] = []
    seen = 0
    for at, cites in sentence.cites:
        end = bisect_left(words, at, lo=seen, key=lambda word: word.start)
        here, seen = words[seen:end], end
        judged = [evidence.judgement(cite.target) for cite in cites if cite.target in steps]
        if not judged:
            pending += unreported(here, cites, evidence)
            continue
        if not pending and not here:
            yield _flat(judged[0], span)
        for word in (*pending, *here):
            yield from _compared(word, judged, steps, span, scale)
        pending = []
    for word in unreported([*pending, *words[seen:]], sentence.all_cites, evidence):
        if word.kind == OWN:
            hint = _CITE if steps else "write down under `judgements` what you judge, and cite it here"
            yield warning(f"{word.word!r} in the bottom line rests on no judgement", span, hint, "unjudged", word=word.word)


def _flat(view: JudgementView, span: Span) -> Problem:
    message = f"the bottom line cites judgement {view.number}, {view.id}, without a likelihood word before it"
    return warning(message, span, "what is judged isn't said as if it were known; take over its likelihood word", "overstated")


def _compared(
    word: Estimate, judged: Sequence[JudgementView], steps: dict[str, int | None], span: Span, scale: str
) -> Iterator[Problem]:
    """Compare a word with the judgements that bear it: with the weakest of those that point where it does."""
    mine = step(word.word, scale) if word.kind == OWN else None
    known = {view.id: below for view in judged if (below := steps[view.id]) is not None}
    if mine is None or not known:
        return
    alike = {id: below for id, below in known.items() if mine * below > 0 or mine == 0}
    weakest = min(alike or known, key=lambda id: abs(known[id]))
    named = next(f"judgement {view.number}, {view.id}" for view in judged if view.id == weakest)
    if not alike and known[weakest]:
        message = f"{word.word!r} in the bottom line says the opposite of {named}"
        hint = f"say it in the direction in which the judgement does; {_CITE}"
        yield warning(message, span, hint, "overstated", word=word.word)
    elif abs(mine) > abs(known[weakest]):
        message = f"{word.word!r} in the bottom line is stronger than {named}"
        yield warning(message, span, f"take over the word of the judgement; {_CITE}", "overstated", word=word.word)

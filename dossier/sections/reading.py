"""How to read this brief: the scales, grades, marks and forms that it uses, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from dossier.blocks import Blocks, Definitions, Paragraph, Run, Text, text
from dossier.evidence.graph import ABSENCE, CONTESTED, ONE_PARTY, SINGLE, UNNAMED
from dossier.saying.gathered import Gathered
from dossier.saying.phrases import Phrases
from dossier.saying.scales import NAMES, SCALES
from dossier.saying.wording import NO_BREAK
from dossier.sections.reported import UNCHECKED


def compose(phrases: Phrases, gathered: Gathered) -> Blocks:
    """Explain what a reader meets in these pages."""
    words = phrases.words
    parts = (
        ("likelihood", _likelihood(phrases)),
        ("confidence", _confidence(phrases)),
        ("grades", _grades(phrases)),
        ("marks", _marks(phrases, gathered.keys)),
        ("matrix", _matrix(phrases)),
        ("cites", _cites(phrases, gathered.keys)),
        ("gaps", _gaps(phrases, gathered.keys)),
        ("marking", [_explained(phrases.dossier.facts.marking, words.tlp[phrases.dossier.facts.marking], "strong")]),
    )
    rows = tuple((text(words[f"reading.{name}"]), tuple(map(Paragraph, lines))) for name, lines in parts if lines)
    return (Definitions(rows, "apparatus"),)


def _explained(what: str, meaning: str, role: str = "term") -> Text:
    return (Run(what, role), Run(f": {meaning}"))


def _likelihood(phrases: Phrases) -> Sequence[Text]:
    """Give the whole scale: a word is understood beside its neighbours."""
    if "summary" not in phrases.printed or not phrases.dossier.judgements:
        return ()
    scale = phrases.dossier.facts.likelihood
    steps = [(Run(term.words[0], "term"), Run(f" {term.range}".replace(" ", NO_BREAK))) for term in SCALES[scale]]
    lines = [text(phrases.words["reading.likelihood.text"].format(NAMES[scale])), (*phrases.series(steps), Run("."))]
    if any(judgement.by for judgement in phrases.dossier.judgements.values()):
        lines.append(text(phrases.words["reading.horizon"]))
    return lines


def _confidence(phrases: Phrases) -> Sequence[Text]:
    if "summary" not in phrases.printed:
        return ()
    used = {judgement.confidence for judgement in phrases.dossier.judgements.values()}
    return [_explained(level, meaning) for level, meaning in phrases.words.confidence.items() if level in used]


def _grades(phrases: Phrases) -> Sequence[Text]:
    """Explain the letters and digits that stand in these pages; F and 6 mean that nothing can be judged, not the worst."""
    words, dossier = phrases.words, phrases.dossier
    graded = phrases.evidence.claims if "reported" in phrases.printed else ()
    letters = {view.letter for view in graded}
    if "sources" in phrases.printed:
        letters.update(it.reliability or "" for it in dossier.sources.values())
        letters.update(it.reliability or "" for it in dossier.origins.values())
    digits = {str(view.claim.grade) for view in graded if view.claim.grade}
    lines = []
    for used, table in ((letters, words.letters), (digits, words.digits)):
        steps = [(Run(step, "grade"), Run(f" {meaning}")) for step, meaning in table.items() if step in used]
        if steps:
            lines.append((*phrases.series(steps), Run(".")))
    if any(not view.grade for view in graded):
        lines.append(_explained(words["grade.none"], words["reading.not graded"], "gap"))
    return [text(words["reading.grades.text"]), *lines] if lines else ()


def _marks(phrases: Phrases, keys: Set[str]) -> Sequence[Text]:
    words = phrases.words
    used = {mark for view in phrases.evidence.claims for mark in view.marks} if "reported" in phrases.printed else set()
    used |= {UNCHECKED} if "quotation:" in keys else set()
    lines = [
        _explained(words[f"mark.{mark}"], words[f"reading.{mark}"])
        for mark in (SINGLE, ONE_PARTY, UNNAMED, ABSENCE, UNCHECKED)
        if mark in used
    ]
    contested = [mark for mark in CONTESTED.values() if mark in used]
    if contested:
        named = ", ".join(words[f"mark.{mark}"] for mark in contested)
        lines.append(_explained(named, words["reading.contested"], "mark"))
    return lines


def _matrix(phrases: Phrases) -> Sequence[Text]:
    """Explain the cells of a matrix of hypotheses, where one is printed."""
    questions = phrases.dossier.questions.values() if "questions" in phrases.printed else ()
    used = {cell for question in questions for row in question.evidence for cell in row.weighs.values()}
    words = phrases.words
    steps = [(Run(cell, "term"), Run(f" {words[f'cell.{cell}']}")) for cell in ("CC", "C", "N", "I", "II") if cell in used]
    return [text(words["reading.matrix.text"]), (*phrases.series(steps), Run("."))] if steps else []


def _cites(phrases: Phrases, keys: Set[str]) -> Sequence[Text]:
    """Explain the forms of citation, each by an example."""
    words = phrases.words
    other = 2 if phrases.evidence.number(phrases.evidence.chief) == 1 else 1
    forms: Iterable[tuple[bool, str, str]] = (
        ("form:chief" in keys, "¶6", "chief"),
        ("form:located" in keys, f"{other}¶6", "source"),
        ("form:whole" in keys, words["key.source"].format(other), "whole"),
        (any(key.startswith("claim:") for key in keys), words["key.claim"].format(7), "claim"),
        (any(key.startswith("judgement:") for key in keys), words["key.judgement"].format(2), "judgement"),
        ("source:desk" in keys, words["cite.desk"], "desk"),
    )
    chief = phrases.evidence.number(phrases.evidence.chief)
    number = {"chief": chief, "source": other, "whole": other}
    lines = [
        _explained(form, words[f"reading.cite.{name}"].format(number.get(name)), "cite") for used, form, name in forms if used
    ]
    if lines and phrases.style.page.notes != "inline":
        lines.insert(0, _explained("1", words["reading.cite.note"], "note.mark"))
    return lines


def _gaps(phrases: Phrases, keys: Set[str]) -> Sequence[Text]:
    words = phrases.words
    return [
        _explained(words[f"gap.{gap}"], words[f"reading.{gap}"], "gap")
        for gap in ("not stated", "not recorded")
        if f"gap:{gap}" in keys
    ]

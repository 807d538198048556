"""The first page of the short form, main column: bottom line, what is reported, key judgements, what isn't judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from dossier.blocks import Block, Blocks, Entry, Paragraph, Run, Text, plain, text
from dossier.evidence.graph import ClaimView
from dossier.inline import Citation, Prose
from dossier.model import Judgement, Question
from dossier.saying.attribution import briefly
from dossier.saying.scales import OWN, estimates
from dossier.short.given import Sheet, heading
from dossier.short.keyed import Keyed

MOST_WORDS: Final = 170  # of the report
MOST_JUDGEMENTS: Final = 3


def bottom_line(sheet: Sheet) -> Blocks:
    """Say what the reader has to know."""
    phrases, said = sheet.phrases, sheet.dossier.bottom_line
    if not said:
        return ()
    label = Run(phrases.words["bottom-line"], "label")
    return (Paragraph((label, Run(" "), *stressed(phrases, phrases.prose(said))), "bottom-line"),)


def stressed(phrases: Keyed, words: Text) -> Text:
    """Stress the words of likelihood that are of the scale in use."""
    out: list[Run] = []
    for run in words:
        at = 0
        found = estimates(run.text, phrases.dossier.facts.likelihood) if not run.role else []
        for it in found:
            if it.kind == OWN:
                end = it.start + len(it.word)
                out += [run._replace(text=run.text[at : it.start])] * (it.start > at)
                out.append(run._replace(text=it.word, role="emphasis", keys=(f"likelihood:{it.word.lower()}",)))
                at = end
        if at < len(run.text) or not run.text:
            out.append(run._replace(text=run.text[at:]))
    return tuple(out)


# What is reported --------------------------------------------------------------------------------------------------------
def report(sheet: Sheet) -> Blocks:
    """Say what is reported: in the dossier's own paragraphs, or in the sentences of its claims."""
    phrases = sheet.phrases
    said = [phrases.prose(item) for block in sheet.dossier.report for item in block.items]
    said = said[: sheet.room.paragraphs] or list(_of_claims(sheet))
    if not said:
        return ()
    title = heading(phrases.words.sections["reported"], "short-report")
    return (title, *(Paragraph(words, "body.next" if at else "body") for at, words in enumerate(said)))


def _of_claims(sheet: Sheet) -> Iterator[Text]:
    """Yield the sentences of the claims that weigh most, in two paragraphs; who speaks is said where that changes."""
    most = sheet.room.paragraphs
    views = _chosen(sheet, MOST_WORDS * most // 2)
    if most == 1:
        yield _told(sheet.phrases, views)
        return
    groups = [list(found) for _, found in groupby(views, key=lambda view: view.group)]
    half, halves = len(views) / 2, list[list[ClaimView]]()
    for group in groups:
        if halves and (len(halves) > 1 or len(halves[0]) < half):
            halves[-1] += group
        else:
            halves.append(group)
    for part in halves:
        yield _told(sheet.phrases, part)


def _chosen(sheet: Sheet, most: int) -> list[ClaimView]:
    """Return as many claims as the report has words for, none cut."""
    views, words = sheet.evidence.claims, 0
    ranked: list[int] = []
    for at in sorted(range(len(views)), key=lambda at: -sheet.weights.claim(views[at])):
        words += len(views[at].claim.text.plain.split())
        if words > most and ranked:
            break
        ranked.append(at)
    return [views[at] for at in sorted(ranked)]


def _told(phrases: Keyed, views: Sequence[ClaimView]) -> Text:
    """Say claims one after the other, and before each other voice whose it is."""
    out: list[Run] = []
    for (_, said), same in groupby(views, key=lambda view: (view.voices, plain(_voice(phrases, view)))):
        for index, view in enumerate(same):
            out += [Run(" ")] * bool(out)
            if said and not index:
                out += [*_voice(phrases, view), Run(": ")]
            out += phrases.after(phrases.prose(view.claim.text), [*view.claim.cite])
    return tuple(out)


def _voice(phrases: Keyed, view: ClaimView) -> Text:
    """Name on whose word a claim rests, in few words: who spoke, or who published; nobody where nobody is named."""
    origins = phrases.dossier.origins
    names = [briefly(phrases, origins[id]) for id in view.voices if id in origins]
    names += [text(name) for name in dict.fromkeys(phrases.source_name(id) for id in view.voices if id not in origins)]
    return phrases.listing([name for name in names if name])


# Judgements --------------------------------------------------------------------------------------------------------------
def judgements(sheet: Sheet) -> Blocks:
    """Say the first judgements, each with its likelihood and horizon, and below it how sure it is, and what else could be."""
    phrases = sheet.phrases
    chosen = list(sheet.dossier.judgements.values())[:MOST_JUDGEMENTS]
    if not chosen:
        return ()
    entries = [_judgement(sheet, it) for it in chosen]
    return (heading(phrases.words["key-judgements"], "short-judgements"), *entries)


def _judgement(sheet: Sheet, it: Judgement) -> Entry:
    """Say a judgement. The confidence has a sentence of its own (ICD 203: never in the sentence of the likelihood)."""
    phrases, words = sheet.phrases, sheet.phrases.words
    sentence = phrases.after(stressed(phrases, phrases.prose(it.text)), [Citation(ref.id, (), ref.span) for ref in it.rests_on])
    confidence = text(words[f"confidence.{it.confidence or 'none'}"], "strong")
    until = _labelled(phrases, "horizon", (*phrases.date(it.by), Run("."))) if it.by else ()
    parts: list[Text] = [until, confidence, phrases.prose(it.because), *(_rivals(phrases, it) if sheet.room.rivals else ())]
    parts.append(_labelled(phrases, "changes-if", phrases.prose(it.changes_if)))
    parts.append(_labelled(phrases, "matters", phrases.prose(it.matters)) if sheet.room.matters else ())
    note = Paragraph(phrases.series(parts, " "), "judgement.note")
    number = str(phrases.evidence.number(it.id))
    return Entry(number, (Paragraph(sentence, "judgement"), note), "judgement", f"judgement-{it.id}")


def _labelled(phrases: Keyed, label: str, said: Text) -> Text:
    return (*text(phrases.words[label], "strong"), Run(" "), *said) if said else ()


def _rivals(phrases: Keyed, it: Judgement) -> Iterator[Text]:
    """Yield the rival readings; those that a question weighs by their names, with its number."""
    for rival in it.rivals:
        yield _labelled(phrases, "rival", phrases.prose(rival.reading))
    if it.weighed_in and (names := phrases.dossier.questions[it.weighed_in.id].hypotheses):
        label = phrases.words["weighed-in"].format(phrases.evidence.number(it.weighed_in.id))
        yield (Run(label, "strong"), Run(" "), *phrases.series([phrases.line(name) for name in names]), Run("."))


# What isn't judged -------------------------------------------------------------------------------------------------------
def unjudged(sheet: Sheet) -> Blocks:
    """Name a question with readings on which there is no judgement: none is weighed in it, none rests on what it cites."""
    phrases = sheet.phrases
    judged = {it.weighed_in.id for it in sheet.dossier.judgements.values() if it.weighed_in}
    out: list[Block] = []
    for question in sheet.weights.questions() if sheet.dossier.judgements else ():
        readings = [phrases.line(it) for it in (*question.readings, *question.hypotheses)]
        if not readings or question.id in judged or any(cite.target in sheet.weights.judged for cite in _cites(question)):
            continue
        label = Run(phrases.words["short.unjudged"], "emphasis")
        asked = Paragraph((label, Run(" "), *phrases.line(question.ask)), "judgement")
        names = (*text(phrases.words["questions.readings"] + ": "), *phrases.series(readings), Run("."))
        out.append(Entry(phrases.words["none"], (asked, Paragraph(names, "judgement.note")), "judgement"))
    return tuple(out[:1])


def _cites(question: Question) -> Iterable[Citation]:
    """Yield what a question cites as known, and as evidence for its readings."""
    for prose in question.known if isinstance(question.known, tuple) else ():
        if isinstance(prose, Prose):
            yield from prose.cites
    for row in question.evidence:
        yield from row.cite
        if row.claim:
            yield Citation(row.claim.id, (), row.claim.span)


PARTS: Final = {"bottom-line": bottom_line, "report": report, "judgements": judgements, "unjudged": unjudged}

"""The summary: the bottom line and the key judgements, each with its likelihood word and, apart from it, its confidence."""

from __future__ import annotations

import re

from dossier.blocks import Block, Blocks, Entry, Heading, Paragraph, Run, Text, text
from dossier.inline import Citation
from dossier.model import Judgement
from dossier.saying.phrases import Phrases
from dossier.saying.scales import SCALES


def compose(phrases: Phrases) -> Blocks:
    """Say what matters most, on one page: the bottom line, then the judgements, numbered."""
    blocks: list[Block] = []
    words = phrases.words
    if phrases.dossier.bottom_line:
        label = Run(words["bottom-line"], "label")
        blocks.append(Paragraph((label, Run(" "), *phrases.prose(phrases.dossier.bottom_line)), "bottom-line"))
    if phrases.dossier.judgements:
        blocks.append(Heading(2, text(words["key-judgements"]), "judgements", role="heading.3", listed=False))
        blocks += [_judgement(phrases, number, it) for number, it in enumerate(phrases.dossier.judgements.values(), 1)]
    return tuple(blocks)


def _judgement(phrases: Phrases, number: int, judgement: Judgement) -> Entry:
    """Say one judgement. The confidence has a sentence of its own (ICD 203: never in the sentence of the likelihood)."""
    words = phrases.words
    sentence = _stressed(phrases.prose(judgement.text), phrases.dossier.facts.likelihood)
    sentence = phrases.after(sentence, [Citation(ref.id, (), ref.span) for ref in judgement.rests_on])
    confidence = text(words[f"confidence.{judgement.confidence or 'none'}"])
    blocks = [
        Paragraph(sentence, "judgement"),
        Paragraph(phrases.series((confidence, phrases.prose(judgement.because)), " "), "judgement.note"),
    ]
    if judgement.changes_if:
        changes = phrases.series((text(words["changes-if"]), phrases.prose(judgement.changes_if)), " ")
        blocks.append(Paragraph(changes, "judgement.note"))
    return Entry(str(number), tuple(blocks), "judgement", f"judgement-{judgement.id}")


def _stressed(sentence: Text, scale: str) -> Text:
    """Stress the likelihood word, where the author's sentence holds one of the scale in use."""
    terms = sorted((word for term in SCALES[scale] for word in term.words), key=len, reverse=True)
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, terms))})\b", re.IGNORECASE)
    out: list[Run] = []
    found = False
    for run in sentence:
        match = None if found or run.role else pattern.search(run.text)
        if match is None:
            out.append(run)
            continue
        found = True
        pieces = (run.text[: match.start()], ""), (match.group(), "emphasis"), (run.text[match.end() :], "")
        out += [run._replace(text=words, role=role) for words, role in pieces if words]
    return tuple(out)

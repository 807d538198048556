"""The summary: the bottom line and the key judgements, each with its likelihood word and, apart from it, its confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    sentence = _stressed(phrases.prose(judgement.text), phrases.dossier.facts.likelihood)
    sentence = phrases.after(sentence, [Citation(ref.id, (), ref.span) for ref in judgement.rests_on])
    notes = (Paragraph(said, "judgement.note") for said in _notes(phrases, judgement) if said)
    return Entry(str(number), (Paragraph(sentence, "judgement"), *notes), "judgement", f"judgement-{judgement.id}")


def _notes(phrases: Phrases, judgement: Judgement) -> Iterator[Text]:
    """Say what hangs on a judgement: so what; how sure, and until when; what else could be so, and what would change it."""
    yield _labelled(phrases, "matters", phrases.prose(judgement.matters))
    confidence = text(phrases.words[f"confidence.{judgement.confidence or 'none'}"], "strong")
    until = (*phrases.date(judgement.by), Run(".")) if judgement.by else ()
    yield phrases.series((confidence, phrases.prose(judgement.because), _labelled(phrases, "horizon", until)), " ")
    changes = _labelled(phrases, "changes-if", phrases.prose(judgement.changes_if))
    yield phrases.series((*_rivals(phrases, judgement), changes), " ")


def _labelled(phrases: Phrases, label: str, said: Text) -> Text:
    """Put a label before words; nothing before nothing."""
    return (*text(phrases.words[label], "strong"), Run(" "), *said) if said else ()


def _rivals(phrases: Phrases, judgement: Judgement) -> Iterator[Text]:
    """Say the rival readings; those that a question of this brief weighs are told there, and only named here."""
    for rival in judgement.rivals:
        yield _labelled(phrases, "rival", phrases.prose(rival.reading))
        yield _labelled(phrases, "favoured-by", phrases.prose(rival.favoured_by))
    if not judgement.weighed_in:
        return
    id = judgement.weighed_in.id
    hypotheses, link = phrases.dossier.questions[id].hypotheses, phrases.link(id)
    if link and hypotheses:
        label = phrases.words["weighed-in"].format(phrases.evidence.number(id))
        names = phrases.series([phrases.line(name) for name in hypotheses])
        yield (phrases.leading(label, id, "strong"), Run(" "), *names, Run("."))
        return
    for name, reading in hypotheses.items():
        yield _labelled(phrases, "rival", (*phrases.line(name), Run(": "), *phrases.prose(reading)))


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

"""Hold quoted words against the texts of their sources: `Evidence` and words in, how they stand out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from weakref import WeakKeyDictionary

from dossier.evidence.graph import Cited, Evidence
from dossier.problems import Problem, Span, error, warning
from dossier.quotations.matching import Passage, find, kind
from dossier.quotations.parsing import Quotation, parse
from dossier.texts import PinnedText
from dossier.tuples import NamedTuple

MISSING: Final = "missing"
UNCHECKED: Final = "unchecked"


class Standing(NamedTuple):
    """How a quotation stands to the text of its source.

    `how` is 'exact', 'normalised' or 'edited' where it was found, with the id of its `source` and the `label` of its paragraph;
    else 'missing', or 'unchecked' where a text is not at hand.
    """

    how: str
    source: str = ""
    label: str = ""


def standing(evidence: Evidence, text: str, cited: Sequence[Cited]) -> Standing:
    """Look a quotation up in what is cited: first in one paragraph, then in neighbours together."""
    quotation = parse(text)
    for cite in cited:
        pinned = evidence.texts.get(cite.id)
        for passage in passages(pinned, cite) if pinned else ():
            if find(quotation, passage):
                return Standing(kind(text, quotation, passage), cite.id, passage.label)
    complete = bool(cited) and all(cite.id in evidence.texts for cite in cited)
    known = complete and not any(evidence.texts[cite.id].unknown(at) for cite in cited for at in cite.locators)
    return Standing(MISSING if known else UNCHECKED)


def passages(pinned: PinnedText, cite: Cited) -> Iterator[Passage]:
    """Yield the paragraphs that are cited, then each range of them as one."""
    singles = [part for at in cite.locators for part in pinned.between(at)] or (
        [] if cite.locators else list(pinned.paragraphs.values())
    )
    for part in singles:
        yield _passage(pinned, part.label, (part.label,))
    for at in cite.locators:
        row = pinned.between(at)
        if len(row) > 1:
            yield _passage(pinned, f"{row[0].label} to {row[-1].label}", tuple(part.label for part in row))


_passages: WeakKeyDictionary[PinnedText, dict[tuple[str, ...], Passage]] = WeakKeyDictionary()
_words: WeakKeyDictionary[PinnedText, dict[str, list[str]]] = WeakKeyDictionary()


def _passage(pinned: PinnedText, name: str, labels: tuple[str, ...]) -> Passage:
    """Return a passage, whose words are found once."""
    known = _passages.setdefault(pinned, {})
    if labels not in known:
        known[labels] = Passage(name, " ".join(pinned.paragraphs[label].text for label in labels))
    return known[labels]


def wrong(evidence: Evidence, text: str, cited: Sequence[Cited], span: Span, what: str, *, advise: bool = True) -> Problem | None:
    """Say that words don't stand where they are cited; with `advise`, where they do stand, or how the nearest passage differs."""
    found = standing(evidence, text, cited)
    if found.how == UNCHECKED and any(cite.id in evidence.texts for cite in cited):
        return _perhaps(evidence, cited, span, what)
    if found.how != MISSING:
        return None
    message = f"{what} does not stand in {'; '.join(dict.fromkeys(_place(cite) for cite in cited))}"
    if not advise:
        return error(message, span, None, "quotation")
    quotation = parse(text)
    for cite in cited:
        elsewhere = _elsewhere(evidence.texts[cite.id], quotation)
        if elsewhere:
            return error(message, span, f"it stands in {cite.id} {elsewhere}: cite that", "quotation")
    return _differs(evidence, quotation, cited, span, message)


def _perhaps(evidence: Evidence, cited: Sequence[Cited], span: Span, what: str) -> Problem | None:
    """Tell that words stand in none of the texts at hand, where other sources are cited whose text is not."""
    if any(evidence.texts[c.id].unknown(at) for c in cited if c.id in evidence.texts for at in c.locators):
        return None  # the label is told by itself
    at_hand = [cite.id for cite in cited if cite.id in evidence.texts]
    others = [cite.id for cite in cited if cite.id not in evidence.texts]
    message = f"{what} does not stand in {', '.join(at_hand)}, and the text of {', '.join(others)} is not at hand"
    return warning(message, span, "cite only the source that has the words", "quotation")


def _place(cite: Cited) -> str:
    labels = ", ".join(f"{at.first} to {at.last}" if at.last else at.first for at in cite.locators)
    return f"{cite.id} {labels}".rstrip()


def _elsewhere(pinned: PinnedText, quotation: Quotation) -> str:
    """Return the label of the first paragraph in which a quotation stands; '' where there is none."""
    having = _having(pinned)
    labels = min((having.get(word, ()) for word in quotation.words), key=len, default=())
    return next((label for label in labels if find(quotation, _passage(pinned, label, (label,)))), "")


def _having(pinned: PinnedText) -> dict[str, list[str]]:
    """Return for each word of a text the labels of the paragraphs that have it; made once."""
    if pinned not in _words:
        having = _words[pinned] = {}
        for label in pinned.paragraphs:
            for word in _passage(pinned, label, (label,)).places:
                having.setdefault(word, []).append(label)
    return _words[pinned]


def _differs(evidence: Evidence, quotation: Quotation, cited: Sequence[Cited], span: Span, message: str) -> Problem:
    """Tell the nearest passage and the difference, from what is cited or else from the whole text."""
    from dossier.quotations.differences import nearest

    for wide in (False, True):
        for cite in cited:
            there = list(passages(evidence.texts[cite.id], cite._replace(locators=()) if wide else cite))
            lost = _lost(quotation, there)
            near = nearest(lost.words, there) if lost else None
            if near and near.differences:
                hint = f"{cite.id} {near.label} reads “{near.around}”"
                return error(f"{message}: {near.differences}", span, hint, "quotation", word=near.word)
            if lost is None and not wide:
                hint = "what stands between cuts must follow in this order within one paragraph"
                return error(f"{message}, though its pieces do", span, hint, "quotation")
    hint = "nothing there is like it; a quotation repeats the source word for word, [...] marks a cut and [word] an insertion"
    return error(message, span, hint, "quotation")


def _lost(quotation: Quotation, there: Sequence[Passage]) -> Quotation | None:
    """Return the first piece of a quotation that stands in none of these passages; None where each stands somewhere."""
    pieces = (Quotation((piece,), quotation.edited) for piece in quotation.pieces)
    return next((piece for piece in pieces if not any(find(piece, passage) for passage in there)), None)

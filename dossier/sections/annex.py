"""The annex: of sources that may be reproduced the paragraphs that are cited, each with its label and what cites it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dossier.blocks import Block, Blocks, Definitions, Heading, Paragraph, Run, Text, text
from dossier.inline import Locator
from dossier.model import Ref, Source
from dossier.saying.citing import located, ranges
from dossier.saying.phrases import Phrases
from dossier.saying.typography import spoken, typographic

if TYPE_CHECKING:
    from dossier.texts import PinnedText

_UNNUMBERED: Final = re.compile(r"^(event|relation) \d+$")  # counted by us, and nowhere on the page
_NUMBERED = {"judgements": "cite.judgement", "claims": "cite.claim", "questions": "question"}


def compose(phrases: Phrases) -> Blocks:
    """Give the paragraphs by source; a source without a text at hand, or of which none is cited, is left out."""
    blocks: list[Block] = []
    for id, source in phrases.dossier.sources.items():
        pinned = phrases.evidence.texts.get(id)
        if source.rights and pinned:
            blocks += _source(phrases, source, pinned)
    return tuple(blocks)


def _source(phrases: Phrases, source: Source, pinned: PinnedText) -> Blocks:
    """Give the paragraphs of one source in its own order."""
    users = _users(phrases, source.id, pinned)
    if not users:
        return ()
    number = f"{phrases.evidence.number(source.id)}"
    rows = [
        (
            text(located((Locator(label, ""),), phrases.words)),
            (Paragraph(text(paragraph.text)), Paragraph(_cited_by(phrases, users[label]), "annex.note")),
        )
        for label, paragraph in pinned.paragraphs.items()
        if label in users
    ]
    head = Heading(3, text(phrases.source_title(source.id)), f"annex-{source.id}", number=number)
    return (head, Definitions(tuple(rows), "annex"))


def _users(phrases: Phrases, id: str, pinned: PinnedText) -> dict[str, dict[str, None]]:
    """Return who cites each paragraph, by its label."""
    users: dict[str, dict[str, None]] = {}
    for use in phrases.evidence.uses:
        if use.on == id and use.how == "cite":
            for at in use.locators:
                for paragraph in pinned.between(at):
                    users.setdefault(paragraph.label, {})[use.user] = None
    return users


def _unnamed(phrases: Phrases, user: str, part: str) -> Text:
    """Say what a reader knows by no name or number: a chart by its title, an event by where it stands."""
    words, dossier = phrases.words, phrases.dossier
    if part == "charts":
        title = typographic([dossier.charts[user].title], words.marks.inner)[0]
        return text(words["annex.charts"].format(spoken(title, words.marks)))
    if part == "images":
        return text(words["annex.images"])
    return text(words[f"annex.{user}"] if user in ("events", "relations") else user)


def _cited_by(phrases: Phrases, users: Sequence[str] | dict[str, None]) -> Text:
    """Say what cites a paragraph: numbered things by their numbers, others by their names."""
    words = phrases.words
    said: list[Text] = []
    for part, kind in _NUMBERED.items():
        numbers = [phrases.evidence.number(user) for user in users if phrases.evidence.part(user) == part]
        if numbers and (part != "claims" or phrases.numbered):
            said.append(text(words[kind if len(numbers) == 1 else f"{kind}s"].format(ranges(numbers))))
    for user in dict.fromkeys(_UNNUMBERED.sub(r"\1s", user) for user in users):
        part = phrases.evidence.part(user)
        if part == "sources":
            said.append((Run(phrases.source_name(user)),))
        elif part == "contacts":
            said.append(phrases.line(phrases.dossier.contacts[user].kind))
        elif part == "origins":
            speaker = phrases.dossier.origins[user].speaker
            said.append(phrases.named(speaker.id) if isinstance(speaker, Ref) and speaker.id not in users else ())
        elif part not in _NUMBERED:
            said.append(
                phrases.named(user) if part in ("actors", "people", "places", "routes") else _unnamed(phrases, user, part)
            )
    return phrases.fill("annex.cited-by", phrases.series(said))

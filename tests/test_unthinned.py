"""Nothing is thinned: each statement of a dossier stands on the page, and beside it each key that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dossier.blocks import Card, Definitions, Entry, Galley, Paragraph, Table, plain, texts
from dossier.compose import compose
from dossier.evidence.graph import Evidence, link
from dossier.evidence.statements import statements
from dossier.model import Dossier, Ref, known
from dossier.pipeline import usual_look
from dossier.reading.reader import read

SAMPLES = Path(__file__).parent.parent / "sources"
WORD = re.compile(r"\w+")


class Unit(NamedTuple):
    """Words that stand together on the page, and what the marks of citations among them lead to: key -> as printed."""

    words: frozenset[str]
    keys: dict[str, set[str]]


class Pair(NamedTuple):
    """A statement of the dossier and a key that it rests on, with the labels of the places in it."""

    about: str
    statement: str
    words: tuple[frozenset[str], ...]
    key: str
    labels: frozenset[str]


def brief(name: str) -> tuple[Dossier, Evidence, Galley]:
    """Compose a sample."""
    dossier, _ = read(SAMPLES.joinpath(f"{name}.yaml").read_bytes(), name)
    style = usual_look().style
    assert dossier is not None
    assert style is not None
    evidence, _ = link(dossier)
    return dossier, evidence, compose(dossier, evidence, style)


def bare(words: str) -> frozenset[str]:
    """Return the words of a text, without what typography does to them."""
    return frozenset(WORD.findall(words.casefold()))


def units(block: Any) -> Iterator[Unit]:
    """Go through what stands together: an entry, a row, a card, a paragraph; each row of a card or table is one."""
    if isinstance(block, Table):
        for row in block.rows:
            yield unit((block.caption, row))
    elif isinstance(block, Definitions):
        for row in block.rows:
            yield unit(row)
    elif isinstance(block, (Entry, Card, Paragraph)):
        yield unit(block)
    elif isinstance(block, (tuple, list)) and not isinstance(block, str):
        for inner in block:
            yield from units(inner)


def unit(part: Any) -> Unit:
    """Gather the words and keys of a part; the entry of a claim is the claim's own."""
    words: set[str] = set()
    keys: dict[str, set[str]] = {}
    if isinstance(part, Entry):
        keys[part.id.replace("claim-", "claim:")] = set()
    for text in texts(part):
        words |= bare(plain(text))
        for run in text:
            for key in run.keys:
                keys.setdefault(key, set()).update(bare(run.text))
    return Unit(frozenset(words), keys)


def wordings(dossier: Dossier, evidence: Evidence, about: str, words: str) -> tuple[frozenset[str], ...]:
    """Return the sets of words by any of which a statement is known: its own, or the names of what it is about."""
    kind, _, number = about.partition(" ")
    if kind == "event":
        event = dossier.events[int(number) - 1]
        claimed = evidence.claim(event.claim.id).claim.text if isinstance(event.claim, Ref) else None
        return tuple(bare(said.plain) for said in (event.what, claimed) if said)
    if kind == "relation":
        relation = dossier.relations[int(number) - 1]
        names = [evidence.names_of(it.id) if isinstance(it, Ref) else (it,) for it in relation.to]
        return tuple(bare(name) for some in names for name in some)
    if about in dossier.contacts:
        contact = dossier.contacts[about]
        kind = bare(known(contact.kind) or "")
        return (kind, *(bare(name) for party in contact.parties for name in evidence.names_of(party.id)))
    own = (bare(words),) if words else ()
    return (*own, *(bare(name) for name in evidence.names_of(about) if evidence.part(about) not in ("claims", "questions")))


def pairs(dossier: Dossier, evidence: Evidence) -> Iterator[Pair]:
    """Go through all statements of a dossier, each with each key that it rests on."""
    claims = [(it.id, it.claim.text.plain, it.claim.cite) for it in evidence.claims]
    # the report in prose is what the short form prints of the claims; the full brief prints these themselves
    said = [(it.about, it.words, it.cites) for it in statements(dossier) if it.about != "the report"]
    for about, words, cites in [*claims, *said]:
        known_by = wordings(dossier, evidence, about, words)
        for cite in cites:
            cited = evidence.citation(cite)
            key = f"{'source' if cited.kind == 'desk' else cited.kind}:{cited.id}"
            labels = frozenset(at.first for at in cite.locators) if cited.kind == "source" else frozenset()
            lent = (bare(evidence.claim(cited.id).claim.text.plain),) if cited.kind == "claim" else ()
            yield Pair(about, f"{about}: {words}", known_by or lent, key, labels)


@pytest.mark.parametrize("sample", ["raqqa", "suez"])
def test_each_statement_stands_beside_its_keys(sample: str) -> None:
    """No statement of a sample, and no key that it rests on with the labels of the places, is missing where the other stands."""
    dossier, evidence, galley = brief(sample)
    found = [*units(galley.front), *units([section.blocks for section in galley.sections])]
    printed = {section.id for section in galley.sections}
    asked = [it for it in pairs(dossier, evidence) if "diplomacy" in printed or it.about not in dossier.contacts]
    missing = [pair for pair in asked if not any(stands(pair, there) for there in found)]
    assert len(asked) > 100
    assert not missing, "\n".join(f"{pair.statement} [{pair.key} {' '.join(pair.labels)}]" for pair in missing)


def stands(pair: Pair, there: Unit) -> bool:
    """Say whether a statement stands in a unit, and beside it its key with all labels, in ranges too."""
    printed = there.keys.get(pair.key)
    if printed is None or not any(words <= there.words for words in pair.words):
        return False
    return pair.labels <= printed

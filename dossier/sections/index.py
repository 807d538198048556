"""The index: people, actors and places with the pages on which they are named; other names lead to the one that is used."""

from __future__ import annotations

import unicodedata

from dossier.blocks import Blocks, Items, Late, Paragraph, Run, Text, text
from dossier.saying.gathered import Gathered
from dossier.saying.phrases import Phrases


def compose(phrases: Phrases, gathered: Gathered) -> Blocks:
    """Give whoever and whatever is named before the back matter, in the order of the alphabet; an article doesn't count."""
    lines: list[tuple[str, Text]] = []
    for id in dict.fromkeys(phrases.evidence.names.values()):
        if f"name:{id}" not in gathered.keys:
            continue
        first, *others = map(phrases.spelt, phrases.evidence.names_of(id))
        pages = Run("", late=Late("pages", f"name:{id}"))
        lines.append((_order(first), (*text(first), Run(", "), pages)))
        lines += [(_order(other), _see(phrases, other, first)) for other in others if not _beside(other, first)]
    lines.sort(key=lambda line: line[0])
    return (Items(tuple((Paragraph(words, "index"),) for _, words in lines), "plain", "index"),) if lines else ()


def _see(phrases: Phrases, name: str, used: str) -> Text:
    """Lead from a name to the one under which the pages stand."""
    return (*text(name), Run(", "), Run(phrases.words["index.see"], "emphasis"), Run(f" {used}"))


def _beside(name: str, used: str) -> bool:
    """Say whether a name would stand beside the one that is used, since it begins as that does."""
    one, other = _order(name), _order(used)
    return one.startswith(other) or other.startswith(one)


def _order(name: str) -> str:
    """Return a name as it is sorted: without article, accents and capitals."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return bare.removeprefix("the ").lstrip("‘’“”'")

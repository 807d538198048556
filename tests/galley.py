"""A galley as text, so that tests and people can read what is said in which blocks; and all its parts, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dossier.blocks import Card, Entry, Galley, Heading, Paragraph, Run, Section, Text, plain


def show(galley: Galley) -> str:
    """Return the galley as indented text: kind, role, id and words of each block."""
    lines = [f"{galley.title} | {galley.language} | {galley.marking} | {galley.banner} | {galley.foot} | {galley.keywords}"]
    if galley.running != galley.title:
        lines.append(f"running: {galley.running}")
    for block in galley.front:
        lines += _lines(block, 0)
    for section in galley.sections:
        lines.append(f"=== {section.title} #{section.id}{' (back)' if section.back else ''}")
        for block in section.blocks:
            lines += _lines(block, 0)
    return "\n".join(lines) + "\n"


def _words(text: Text) -> str:
    """Return words with what is late in braces, foreign languages and inline roles marked."""
    out = []
    for run in text:
        words = f"{{{run.late.kind} {run.late.key}}}" if run.late else run.text
        out.append(f"<{run.lang}>{words}</>" if run.lang else words)
    return "".join(out).replace("\u00a0", "~")


def _lines(block: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    kind = type(block).__name__
    name = f"{pad}{kind}{block.level if isinstance(block, Heading) else ''} {block.role}".rstrip()
    anchor = f" #{block.id}" if getattr(block, "id", "") else ""
    if isinstance(block, (Heading, Paragraph)):
        tag = f" <{plain(block.tag)}>" if isinstance(block, Heading) and block.tag else ""
        yield f"{name}{anchor}: {_words(block.text)}{tag}"
    elif isinstance(block, (Entry, Card)):
        aside = f" {_words(block.aside)}" if isinstance(block, Card) else ""
        yield f"{name}{anchor} {block.number}{aside}".rstrip()
    else:
        yield name + anchor
    yield from _inner(block, depth + 1)
    for side in getattr(block, "side", ()) if kind != "Beside" else ():
        for line in _lines(side, 0):
            yield f"{pad}  | {line}"


def _inner(block: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    kind = type(block).__name__
    if kind == "Card":
        yield from _lines(block.head, depth)
    if kind == "Definitions":
        for label, blocks in block.rows:
            yield f"{pad}* {_words(label)}"
            for one in blocks:
                yield from _lines(one, depth + 1)
    elif kind == "Table":
        yield f"{pad}{_words(block.caption)}: {' | '.join(_words(column.head) for column in block.columns)}"
        for row in block.rows:
            yield f"{pad}{' | '.join(_cell(cell) for cell in row)}"
    elif kind == "Strip":
        yield from (f"{pad}{figure} {_words(what)}" for figure, what in block.figures)
    elif kind == "Items":
        for item in block.items:
            for one in item:
                yield from _lines(one, depth)
    elif kind == "Quotation":
        yield f"{pad}{_words(block.text)}"
    else:
        for one in (*getattr(block, "main", ()), *getattr(block, "cards", ()), *getattr(block, "blocks", ())):
            yield from _lines(one, depth)
        if kind == "Beside":
            yield f"{pad}--"
            for one in block.side:
                yield from _lines(one, depth)


def _cell(cell: Any) -> str:
    if not cell or isinstance(cell[0], Run):
        return _words(cell)
    return " // ".join(_words(block.text) for block in cell)


def parts(thing: Any) -> Iterator[Any]:
    """Yield everything that a galley is made of, in the order of reading: blocks, runs, words."""
    yield thing
    if isinstance(thing, tuple) and not isinstance(thing, Run):
        for part in thing:
            yield from parts(part)


def runs(galley: Galley) -> list[Run]:
    """Return all runs."""
    return [part for part in parts((galley.front, galley.sections)) if isinstance(part, Run)]


def words(galley: Galley) -> str:
    """Return all words: those of runs, and figures and numbers, which are plain strings."""
    out: list[str] = []
    for part in parts((galley.front, galley.sections, galley.marking, galley.banner, galley.running, galley.foot)):
        if isinstance(part, Run):
            out.append(part.text)
        elif isinstance(part, str):
            out.append(part)
    return "\n".join(out)


def ids(galley: Galley) -> list[str]:
    """Return the ids that links can lead to; a section's stands at its heading."""
    found = (part for part in parts((galley.front, galley.sections)) if not isinstance(part, Section))
    return [part.id for part in found if getattr(part, "id", "")]

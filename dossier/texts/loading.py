"""The pinned texts of a dossier's sources: read below its folder or where the user says, and held against their digests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from dossier import files
from dossier.model import Dossier, Source, known
from dossier.problems import Problem, Span, error, errors_in
from dossier.reading import foreign
from dossier.texts.decoding import decode
from dossier.texts.labelling import labelled
from dossier.texts.pinned import PinnedText

LIMIT: Final = 16 << 20  # bytes of a text: the length of a long book, several times

Loaded = tuple[dict[str, PinnedText], list[Problem]]


def load(dossier: Dossier, root: str | None, grants: Mapping[str, str]) -> Loaded:
    """Read the texts of a dossier's sources, by the ids of these.

    `root` is the folder below which the paths stand that the dossier names; without one they are not read. `grants` are
    paths that the user named, by the ids of sources; they go first.
    """
    texts: dict[str, PinnedText] = {}
    problems = [_no_such_source(dossier, id, path) for id, path in grants.items() if id not in dossier.sources]
    for id, source in dossier.sources.items():
        text, found = text_of(source, root, grants.get(id))
        problems += found
        if text is not None:
            texts[id] = text
    return texts, problems


def text_of(source: Source, root: str | None, granted: str | None = None) -> tuple[PinnedText | None, list[Problem]]:
    """Read the text of one source: at the path that the user granted, else below the root; None where there is none.

    A text whose digest isn't that of the record is returned, and told as an error.
    """
    if granted is not None:
        return _read(source, granted, None)
    return _read(source, source.text, root) if source.text and root is not None else (None, [])


def pinned(data: bytes, name: str) -> tuple[PinnedText | None, list[Problem]]:
    """Make a pinned text of the bytes of a file; None where something is wrong with it."""
    from hashlib import sha256

    if foreign.is_html(data):
        hint = f"{foreign.TO_TEXT}; `dossier new ID --from {name}` takes the article out of it"
        return None, [error(f"{name} is a page in HTML, not a text", Span(name, 1, 1), hint, "no-text")]
    text, problems = decode(data, name)
    paragraphs, found = labelled(text, name)
    problems += found
    if not paragraphs and not problems:
        problems.append(error(f"{name}: the text is empty", hint="a pinned text holds the paragraphs of its source", name="text"))
    return (None if errors_in(problems) else PinnedText(name, sha256(data).hexdigest(), paragraphs)), problems


def _no_such_source(dossier: Dossier, id: str, path: str) -> Problem:
    """Say that a text was given to a source that isn't there."""
    there = ", ".join(list(dossier.sources)[:10]) or "none"
    message = f"--text {id}={path}: no source has the id {id!r}"
    return error(message, dossier.facts.span._replace(line=1, column=1, length=1), f"sources are {there}", "unknown-id")


def _read(source: Source, path: str, root: str | None) -> tuple[PinnedText | None, list[Problem]]:
    """Read one text, granted by the user or below the root, and compare its digest with the record."""
    try:
        data = files.read(path, LIMIT) if root is None else files.read_below(root, path, LIMIT)
    except files.Unreadable as wrong:
        hint = "give it by `--text ID=PATH`, or take `text` out: the quotations are then printed as not checked"
        message = f"the text of {source.id!r}, {path}: {wrong}"
        return None, [error(message, source.place_of("text"), hint if root is not None else None, "unreadable")]
    text, problems = pinned(data, path if root is None or root == "." else os.path.join(root, path))
    wanted = known(source.sha256)
    if text is not None and wanted and wanted != text.digest:
        message = f"the text of {source.id!r} is another one: its SHA-256 is {text.digest}, the record says {wanted}"
        hint = "compare it with what was cited; if this is the right one, write its SHA-256 into the record"
        problems.append(error(message, source.place_of("sha256"), hint, "changed-text"))
    return text, problems

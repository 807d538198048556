"""A dossier's file and what the command line wishes -> a finished mail, or all that is wrong with either."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from dossier import files, pipeline
from dossier.mailing import recipients, sizes
from dossier.mailing.covering import Attachment, Cover, check_words
from dossier.mailing.drafting import draft
from dossier.mailing.naming import attachment_name
from dossier.mailing.recipients import Recipient
from dossier.mailing.sealing import seal
from dossier.problems import DossierError, Problem, error
from dossier.reading import reader
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.model import Dossier
    from dossier.styling.library import Opened

Value = TypeVar("Value")

LIST_LIMIT: Final = 1 << 20  # bytes of a list of recipients


class Wish(NamedTuple):
    """Addresses by header, or @FILE; words of the user's own; a password, or ''; the most bytes of a draft."""

    given: Mapping[str, Sequence[str]]
    topic: str = ""
    note: str = ""
    password: str = ""
    fit: int | None = None


class Mail(NamedTuple):
    """A finished mail: the text alone, the draft, the pages of its attachment, what is to be told, the files it was made from."""

    text: str
    draft: bytes
    pages: int
    problems: Sequence[Problem]
    inputs: Sequence[str]


def make(name: str, look: Opened, wish: Wish, texts: Mapping[str, str] = pipeline.NO_TEXTS, *, strict: bool = False) -> Mail:
    """Build the brief of a file and make its mail; raise DossierError with all that is wrong with dossier and wishes."""
    contents = pipeline.contents_of(name)
    dossier, _ = reader.read(contents, name)  # what is wrong with it the build tells
    wrong: list[Problem] = []
    given = {field: _given(written, f"--{field.lower()}", wrong) for field, written in wish.given.items()}
    found = _recipients(dossier, given, wrong) if dossier else {}
    if dossier:
        _tried(wrong, partial(check_words, dossier, wish.topic, wish.note))
    root = pipeline.folder_of(name)
    built = _tried(wrong, lambda: pipeline.build(contents, name, look, root=root, texts=texts, strict=strict))
    if wrong or dossier is None or built is None:
        raise DossierError(wrong)
    pdf = seal(built.pdf, wish.password) if wish.password else built.pdf
    attached = Attachment(pdf, attachment_name(dossier.facts, name, bool(wish.password)), built.pages, bool(wish.password))
    cover = Cover(dossier, attached, len(built.open), wish.topic, wish.note)
    text = cover.text()
    written = draft(found, cover.subject(), text, pdf, attached.name, _moment(dossier))
    told = sizes.judge(len(written), pdf, built.pdf, wish.fit)
    lists = [it[1:] for given in wish.given.values() for it in given if it.startswith("@")]
    return Mail(text, written, built.pages, [*built.problems, *told], [name, *look.paths, *built.inputs, *lists])


def _recipients(dossier: Dossier, given: Mapping[str, list[Recipient]], wrong: list[Problem]) -> dict[str, tuple[Recipient, ...]]:
    """Return who gets the mail: those given, and the dossier's where nobody is given as To; what is wrong with them is added."""
    found, facts = dict(given), dossier.facts
    if dossier.mail and not found.get("To"):
        place = dossier.mail.place_of("to")
        own = [_tried(wrong, partial(recipients.read, it, "mail.to", place)) for it in dossier.mail.to]
        found["To"] = [it for it in own if it]
    everybody = [it for field in found.values() for it in field]
    _tried(wrong, partial(recipients.check_red, everybody, facts.marking, facts.place_of("marking")))
    return _tried(wrong, partial(recipients.settled, found)) or {}


def _given(given: Sequence[str], origin: str, wrong: list[Problem]) -> list[Recipient]:
    """Return the recipients that an option names, each by itself or in a list."""
    found: list[Recipient] = []
    for it in given:
        if it.startswith("@"):
            found += _tried(wrong, partial(_listed, it[1:], origin)) or []
        elif one := _tried(wrong, partial(recipients.read, it, origin)):
            found.append(one)
    return found


def _listed(path: str, origin: str) -> list[Recipient]:
    try:
        return recipients.read_list(files.read(path, LIST_LIMIT), path, origin)
    except files.Unreadable as wrong:
        raise DossierError([error(f"{origin} @{path}: {wrong}", name="unreadable")]) from None


def _moment(dossier: Dossier) -> int | None:
    """Return the date that the draft bears: that of SOURCE_DATE_EPOCH, or none."""
    return pipeline.creation(dossier) if os.environ.get("SOURCE_DATE_EPOCH") else None


def _tried(wrong: list[Problem], step: Callable[[], Value]) -> Value | None:
    """Take a step and return its value; None where it fails, and then its problems are added to the others."""
    try:
        return step()
    except DossierError as failed:
        wrong += failed.problems
        return None

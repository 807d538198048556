"""A dossier's file and what the command line wishes -> a finished mail, or all that is wrong with either."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import formataddr
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeVar

from dossier import files, pipeline
from dossier.mailing import recipients, sizes
from dossier.mailing.covering import Attachment, Cover, check_words
from dossier.mailing.naming import attachment_name
from dossier.mailing.recipients import FIELDS, Recipient
from dossier.mailing.sealing import seal
from dossier.problems import DossierError, Problem, error
from dossier.reading import reader
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.model import Dossier
    from dossier.styling.library import Opened

Value = TypeVar("Value")

LIST_LIMIT: Final = 1 << 20  # bytes of a list of recipients
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


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


# The draft -------------------------------------------------------------------------------------------------------------
class _Folding(EmailPolicy):
    """The library's policy for sending, but for the subject and for addresses.

    Its own folding loses spaces between encoded words, and encodes the comma behind a long name, so that the next recipient
    becomes a part of it (Python 3.11). Here each address has lines of its own, and its older encoder writes the words.
    """

    def fold(self, name: str, value: Any) -> str:
        """Return the lines of a header."""
        if name in FIELDS:
            return f"{name}: {f',{self.linesep} '.join(map(self._mailbox, value.addresses))}{self.linesep}"
        if name == "Subject":
            return f"{name}: {self._encoded(value, name)}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the lines of a header, as bytes."""
        return self.fold(name, value).encode("ascii")

    def _mailbox(self, address: Address) -> str:
        if address.display_name.isascii():
            return formataddr((address.display_name, address.addr_spec))
        return f"{self._encoded(address.display_name)}{self.linesep} <{address.addr_spec}>"

    def _encoded(self, words: str, name: str | None = None) -> str:
        """Return words in lines, the first behind a header's name; those beyond ASCII in encoded words of 75 characters."""
        charset = "us-ascii" if words.isascii() else "utf-8"
        return Header(words, charset, header_name=name, maxlinelen=75).encode(linesep=self.linesep)


def draft(
    recipients: Mapping[str, Sequence[Recipient]],
    subject: str,
    text: str,
    attachment: bytes,
    name: str,
    moment: int | None = None,
) -> bytes:
    """Return the bytes of a draft with its attachment (RFC 5322, 2045 to 2047, 2183), the same each time.

    It has no sender and no Message-ID, which the program that sends it adds, and bears `X-Unsent: 1`, Microsoft's mark of a mail
    that is still to be sent. It has a date only where one is given: `moment`, in seconds since 1970.
    """
    message = EmailMessage(policy=_Folding(linesep="\r\n"))
    message["X-Unsent"] = "1"
    message["Subject"] = subject
    for field in FIELDS:
        if recipients.get(field):
            message[field] = [Address(it.name, addr_spec=it.address) for it in recipients[field]]
    if moment is not None:
        message["Date"] = EPOCH + timedelta(seconds=moment)
    message.set_content(text, cte="quoted-printable")
    message.add_attachment(attachment, "application", "pdf", filename=name)
    # what stands between the parts can't occur in them: neither base64 nor quoted-printable text holds `=_`
    message.set_boundary(f"=_{sha256(text.encode() + attachment).hexdigest()[:40]}")
    return message.as_bytes()

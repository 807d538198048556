"""Recipients, subject, text and attachment -> the bytes of a draft (RFC 5322, 2045 to 2047, 2183), the same each time.

A draft has no sender and no Message-ID, which the program that sends it adds, and bears `X-Unsent: 1`, Microsoft's mark of a mail
that is still to be sent. It has a date only where one is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import formataddr
from hashlib import sha256
from typing import Any, Final

from dossier.mailing.recipients import FIELDS, Recipient

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


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
    """Return a draft with its attachment; `moment` is its date in seconds since 1970."""
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

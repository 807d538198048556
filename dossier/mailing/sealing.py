"""A PDF and a password -> the PDF encrypted by it: AES-256, revision 6 (ISO 32000-2, 7.6), all of it, metadata too.

Salts and keys come from the system's randomness, so that the bytes differ each time: see docs/decisions.md.
"""

from __future__ import annotations

import secrets
import unicodedata
from io import BytesIO
from typing import Final

from dossier.pdf.metadata import without_archive_claim
from dossier.problems import DossierError, error

MOST_BYTES: Final = 127  # what counts of a password (ISO 32000-2, 7.6.4.3.2)


def seal(pdf: bytes, password: str) -> bytes:
    """Encrypt a brief. Screen readers and printers may use what the password has opened; it is no longer PDF/A, and says so.

    The owner's password is random, and nobody knows it. Raise DossierError where the library is missing.
    """
    try:
        import pikepdf
    except ImportError as missing:
        message = f"--password-file: encryption needs pikepdf, which can't be used here ({missing})"
        raise DossierError([error(message, None, "pip install 'dossier-press[mail]'", "needs-extra")]) from None
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        metadata = file.Root.Metadata
        metadata.write(without_archive_claim(metadata.read_bytes()))
        allowed = pikepdf.Permissions(modify_assembly=True)  # all: what was opened could be copied whatever a file forbids
        owner = secrets.token_urlsafe(32)
        lock = pikepdf.Encryption(user=password, owner=owner, R=6, aes=True, metadata=True, allow=allowed)
        file.save(out, encryption=lock, object_stream_mode=pikepdf.ObjectStreamMode.preserve, fix_metadata_version=False)
    return out.getvalue()


def password_in(contents: bytes, origin: str) -> str:
    """Return the password that a file holds on its only line; raise DossierError where it can't be one."""
    if b"\0" in contents:
        raise _unfit(origin, "the password holds a NUL character")
    try:
        password = contents.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unfit(origin, "is not text in UTF-8") from None
    return checked(password.removesuffix("\n").removesuffix("\r"), origin)


def checked(password: str, origin: str) -> str:
    """Return a password that every viewer takes in the same way; raise DossierError for another."""
    if not password:
        raise _unfit(origin, "the password is empty")
    if "\n" in password or "\r" in password:
        raise _unfit(origin, "holds more than one line; the password stands alone")
    if any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in password):
        raise _unfit(origin, "the password holds a control character")
    if len(password.encode()) > MOST_BYTES:
        raise _unfit(origin, f"the password has more than {MOST_BYTES} bytes in UTF-8, and what follows would not count")
    if unicodedata.normalize("NFKC", password) != password:
        raise _unfit(origin, "the password holds characters that some viewers take for others (RFC 4013)")
    return password


def _unfit(origin: str, why: str) -> DossierError:
    return DossierError([error(f"{origin}: {why}", name="password")])

"""Addresses as written on the command line, in a list or in the dossier -> recipients that a header can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dossier.problems import DossierError, Problem, Span, error, lines_of
from dossier.tuples import NamedTuple

FIELDS: Final = ("To", "Cc", "Bcc")
RED: Final = "TLP:RED"
LONGEST_NAME: Final = 200  # characters: with its quotation marks a name still fits a line of 998
ENCODED: Final = "=?"  # RFC 2047: what a header holds behind it is decoded
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS: Final = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@({_LABEL}(?:\.{_LABEL})*)")  # RFC 5322, 3.4.1, without the quoted forms
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_UNFIT = ("Cc", "Cs", "Zl", "Zp")  # controls, halves of characters, separators of lines and paragraphs
_GROUPS = re.compile(
    r"(?:.*[-_.])?(?:all|announce|board|committee|contact|desk|everybody|everyone|group|info|list|mail|members|news|newsroom|office"
    r"|press|staff|subscribers|team|users)(?:[-_.].*)?|.*-l",
    re.IGNORECASE,
)
_HOSTS = re.compile(r"(?:lists?|groups?|googlegroups|mailman)\.", re.IGNORECASE)


class Recipient(NamedTuple):
    """A name as it shows, or '', and an address; where it was written, and whether in a list."""

    name: str
    address: str
    span: Span | None = None
    listed: bool = False


def read(written: str, origin: str, span: Span | None = None, listed: bool = False) -> Recipient:
    """Read `address` or `Name <address>`, the name with or without quotation marks; raise DossierError where it is neither.

    `origin` says in problems where it comes from: `--to`, `mail.to`.
    """
    text = written.strip()
    if unfit(written.strip("\r\n \t")):
        raise _wrong(origin, written, "a line break, or another character that no header may hold", span)
    if ENCODED in text:
        raise _wrong(origin, written, f"{ENCODED!r}, which mail programs take for the beginning of encoded words", span)
    name, opened, rest = text.rpartition("<")
    if opened and rest.endswith(">"):
        name, text = name.strip(), rest[:-1]
    elif opened or ">" in text:
        raise _wrong(origin, written, "a bracket too few or too many", span)
    if quoted := _QUOTED.fullmatch(name):
        name = re.sub(r"\\(.)", r"\1", quoted[1])
    name = " ".join(name.split())
    found = ADDRESS.fullmatch(text)
    if found is None or len(found[1]) > 64 or len(text) > 254:
        raise _wrong(origin, written, _why(text), span)
    if "@" in name and not quoted:
        raise _wrong(origin, written, "more than one address", span)
    if len(name) > LONGEST_NAME:
        raise _wrong(origin, written[:40] + "…", f"a name of more than {LONGEST_NAME} characters", span)
    return Recipient(name, text, span, listed)


def read_list(contents: bytes, name: str, origin: str) -> list[Recipient]:
    """Read a list, one address a line, `#` before a comment; raise DossierError with all that is wrong in it."""
    try:
        lines = lines_of(contents.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DossierError([error(f"{name}: is not text in UTF-8", name="encoding")]) from None
    found: list[Recipient] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and not text.startswith("#"):
            try:
                found.append(read(text, origin, Span(name, number, line.index(text) + 1, len(text)), listed=True))
            except DossierError as wrong:
                problems += wrong.problems
    if not found and not problems:
        problems.append(error(f"{name}: there is no address in it", name="address"))
    if problems:
        raise DossierError(problems)
    return found


def unfit(text: str) -> bool:
    """Say whether a text holds a character that could break a header, or that UTF-8 can't write."""
    return not text.isprintable() and any(unicodedata.category(char) in _UNFIT for char in text)


def settled(given: Mapping[str, Iterable[Recipient]]) -> dict[str, tuple[Recipient, ...]]:
    """Return the recipients of each header, each address once; raise DossierError where one stands in two headers."""
    seen: dict[str, str] = {}
    out: dict[str, list[Recipient]] = {field: [] for field in FIELDS}
    problems: list[Problem] = []
    for field in FIELDS:
        for it in given.get(field, ()):
            key = it.address.casefold()
            if key not in seen:
                seen[key] = field
                out[field].append(it)
            elif seen[key] != field:
                problems.append(error(f"{it.address} is given as {seen[key]} and as {field}", it.span, name="address"))
    if problems:
        raise DossierError(problems)
    return {field: tuple(found) for field, found in out.items()}


def check_red(recipients: Sequence[Recipient], marking: str, span: Span) -> None:
    """Refuse a draft of a brief marked TLP:RED to more than one person: it is for those who are named, one by one (TLP 2.0)."""
    if marking != RED:
        return
    rule = f"{RED} is for named recipients only, so a draft goes to one person, not to"
    hint = "write a draft for each person who may have it: dossier mail FILE --to ADDRESS -o NAME.eml"
    groups = [(it, f"{rule} {it.address}, which looks like a group's") for it in _groups(recipients)]
    problems = [error(message, it.span, hint, "red") for it, message in groups]
    if any(it.listed for it in recipients):
        problems.insert(0, error(f"{rule} a list", span, hint, "red"))
    elif len(recipients) > 1:
        problems.insert(0, error(f"{rule} {len(recipients)}", span, hint, "red"))
    if problems:
        raise DossierError(problems)


def _groups(recipients: Sequence[Recipient]) -> list[Recipient]:
    """Return those whose address looks like that of a desk, an office or a list."""
    parts = [(it, it.address.partition("@")) for it in recipients]
    return [it for it, (local, _, host) in parts if _GROUPS.fullmatch(local) or _HOSTS.match(host)]


def _wrong(origin: str, written: str, why: str, span: Span | None) -> DossierError:
    hint = "one address each time, as in somebody@example.org or 'Somebody <somebody@example.org>'"
    return DossierError([error(f"{origin}: {written!r}: {why}", span, hint, "address")])


def _why(text: str) -> str:
    """Say what keeps a text from being an address."""
    if text.startswith("@") and len(text) > 1:
        return "a list is read from the command line only: --to @FILE"
    if text.count("@") > 1 or re.search(r"[,;]", text):
        return "more than one address"
    if not text.isascii():
        return "an address with letters beyond ASCII, which not every mail server takes; give its host name in the form xn--…"
    return "not an address"

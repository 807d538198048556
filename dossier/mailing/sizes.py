"""How large a mail may be: a limit as written, a draft and its PDF in; what speaks against sending it out."""

from __future__ import annotations

import re
from typing import Final

from dossier.pdf.weights import PICTURES, weights
from dossier.problems import DossierError, Problem, error, warning

WARNED: Final = 7_000_000  # bytes of PDF: as mail it is 9.6 MB, and many servers stop at 10
REFUSED: Final = 18_000_000  # bytes of PDF: as mail it is 24.6 MB, and hardly any server takes more than 25
UNITS: Final = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}


def limit(text: str) -> int:
    """Read `10MB`, `7.5 MB`, `10MiB` as bytes; raise ValueError, in words, where it is none of them."""
    found = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*([KMG]i?B)", text.strip(), re.IGNORECASE | re.ASCII)
    size = int(float(found[1]) * UNITS[found[2].upper()]) if found else 0
    if not size:
        raise ValueError(f"{text!r} is not a size: write 10MB, 7.5MB or 10MiB")
    return size


def judge(draft: int, pdf: bytes, plain: bytes, allowed: int | None) -> list[Problem]:
    """Return what is to be told of the size of a draft; raise DossierError where it is too large.

    What counts for a limit that is given is the whole draft as it is encoded. `pdf` is the attachment, `plain` the same before it
    was encrypted.
    """
    size = f"the PDF has {_megabytes(len(pdf))}, and the mail, as it is encoded, {_megabytes(draft)}"
    if allowed is not None and draft > allowed:
        raise DossierError([error(f"{size}: more than the {_megabytes(allowed)} of --fit", None, _advice(plain), "mail-size")])
    if allowed is None and len(pdf) > REFUSED:
        advice = f"{_advice(plain)}; --fit 30MB, say, allows more"
        raise DossierError([error(f"{size}: hardly any server takes it", None, advice, "mail-size")])
    if allowed is None and len(pdf) > WARNED:
        return [warning(f"{size}: many servers take 10 MB at most", None, _advice(plain), "mail-size")]
    return []


def _advice(pdf: bytes) -> str:
    """Say what the PDF is made of, and what could make it smaller."""
    found = {kind: size for kind, size in weights(pdf).items() if size}
    parts = ", ".join(f"{kind} {_megabytes(size)}" for kind, size in found.items())
    images = "Make its pictures smaller" if PICTURES in found else "There are no images that could be made smaller"
    return f"it holds {parts}. {images}; leave out an annex or sections, or send a link"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:,.0f} KB"

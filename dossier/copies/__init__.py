"""What a brief is handed out as besides its PDF: an open set, one module a form, found by the ending of a file's name."""

from __future__ import annotations

import os
from typing import Final

PDF: Final = ".pdf"
MARKDOWN: Final = ".md"
PROOFS: Final = ".png"
FORMS: Final = (PDF, MARKDOWN, PROOFS)


def form_of(target: str) -> str | None:
    """Return the form that the name of an output asks for; None for one that nobody writes. Without an ending it is a PDF."""
    ending = os.path.splitext(target)[1].lower() or PDF
    return ending if ending in FORMS else None

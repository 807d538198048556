"""What a brief is handed out as besides its PDF: an open set, one module a form, found by the ending of a file's name."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.blocks import Galley
    from dossier.layout.paginate import PageMap


class Finished(Protocol):
    """What copies are made of: the PDF, and what it says, on which pages."""

    @property
    def pdf(self) -> bytes:
        """The bytes of the PDF."""

    @property
    def galley(self) -> Galley:
        """What it says."""

    @property
    def map(self) -> PageMap:
        """On which pages."""


class Form(NamedTuple):
    """A form: the ending that asks for it, the module of this folder that makes it, what it is in the words of the help page.

    The module has a function `copy`, which makes the file: `Finished` in, bytes out. `paper`: the form shows pages.
    """

    ending: str
    module: str
    what: str = ""
    paper: bool = False

    def copy(self, brief: Finished) -> bytes:
        """Return the brief in this form."""
        if not self.module:
            return brief.pdf
        copy: Callable[[Finished], bytes] = import_module(f"dossier.copies.{self.module}").copy
        return copy(brief)


PROOFS: Final = Form(".png", "proofs", "its pages", paper=True)
"""The one form that is several files, one a page: whoever delivers it asks `proofs` for them."""
FORMS: Final = (
    Form(".pdf", "", paper=True),
    Form(".md", "markdown", "a copy in Markdown"),
    PROOFS,
)


def form_of(target: str) -> Form | None:
    """Return the form that the name of an output asks for; None for one that nobody writes. Without an ending it is a PDF."""
    ending = os.path.splitext(target)[1].lower() or FORMS[0].ending
    return next((form for form in FORMS if form.ending == ending), None)

"""What a build returns: the finished brief, with what it says, what was found, and the forms that it can be handed out in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from dossier.blocks import Galley
from dossier.layout.page import PageMap
from dossier.problems import DossierError, Problem, error


class Brief(NamedTuple):
    """A finished brief: its PDF, the number of its pages, what was found but stopped nothing, the files it was made from.

    `galley` and `map` are what the PDF says, and on which pages: copies in other forms are made of them. `open` is what makes
    the brief a draft.
    """

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]
    galley: Galley
    map: PageMap
    inputs: tuple[str, ...] = ()
    open: tuple[Problem, ...] = ()

    def markdown(self) -> str:
        """Return a reading copy in Markdown, with the statements of the PDF."""
        from dossier.copies.markdown import markdown

        return markdown(self.galley, self.map)

    def proofs(self, dpi: int = 100) -> Iterator[bytes]:
        """Return the pages one by one as images in PNG; raise DossierError without pypdfium2, which an extra brings."""
        from dossier.copies.proofs import proofs

        return proofs(self.pdf, dpi)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the PDF to a file, whole or not at all; raise DossierError where that can't be done, and over an input."""
        from dossier import files

        try:
            files.write(os.fspath(path), self.pdf, self.inputs)
        except files.Unwritable as wrong:
            raise DossierError([error(f"{os.fspath(path)}: {wrong}", name="unwritable")]) from None

    def __repr__(self) -> str:
        pages, found = f"{self.pages} page{'s' * (self.pages != 1)}", len(self.problems)
        told = f", {found} problem{'s' * (found > 1)}" if found else ""
        return f"<Brief {self.galley.title!r}: {pages}, {len(self.pdf) / 1000:.0f} KB{told}>"

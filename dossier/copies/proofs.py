"""The bytes of a PDF -> its pages as images in PNG, for proofs on a screen; and how the files of a set of them are called."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from dossier import files
from dossier.problems import DossierError, Problem, error, warning
from dossier.units import POINTS

DPI: Final = 100
MOST_PIXELS: Final = 100_000_000  # of a page: more would need gigabytes


def proofs(pdf: bytes, dpi: int = DPI) -> Iterator[bytes]:
    """Yield each page as an image of `dpi` pixels to the inch, which says so itself; raise DossierError without pypdfium2."""
    with library().PdfDocument(pdf) as document:
        for page in document:
            _bounded(page, dpi)
            kept = BytesIO()
            page.render(scale=dpi / POINTS["in"]).to_pil().save(kept, "PNG", dpi=(dpi, dpi))
            yield kept.getvalue()


def library() -> Any:
    """Import pypdfium2, which an extra of this package brings."""
    try:
        import pypdfium2
    except ImportError as missing:
        message = f"proofs in PNG need pypdfium2, which can't be used here ({missing})"
        raise DossierError([error(message, hint="pip install 'dossier-press[proof]'", name="needs-extra")]) from None
    return pypdfium2


def names(target: str, pages: int) -> list[str]:
    """Return the names of a set's files: brief-01.png, …; as many digits as sort them, two at least."""
    stem, ending = os.path.splitext(target)
    digits = max(2, len(str(pages)))
    return [f"{stem}-{number:0{digits}}{ending}" for number in range(1, pages + 1)]


def left_over(target: str, pages: int) -> list[Problem]:
    """Tell the files that look like further pages of the set, from an earlier build; they are not ours to remove."""
    stem, ending = os.path.splitext(target)
    pattern = re.compile(rf"{re.escape(os.path.basename(stem))}-[0-9]{{2,}}{re.escape(ending)}")
    own = {os.path.basename(name) for name in names(target, pages)}
    old = [name for name in files.beside(target) if pattern.fullmatch(name) and name not in own]
    if not old:
        return []
    which = old[0] if len(old) == 1 else f"{old[0]} to {old[-1]}"
    message = f"{target}: {which} stood there before and {'is no page' if len(old) == 1 else 'are no pages'} of this brief"
    return [warning(message, hint="nothing was removed; delete what you don't need", name="left-over")]


def _bounded(page: Any, dpi: int) -> None:
    width, height = (side / POINTS["in"] * dpi for side in page.get_size())
    if width * height > MOST_PIXELS:
        message = f"a page of {width:,.0f} by {height:,.0f} pixels is too large for a proof"
        raise DossierError([error(message, hint="ask for fewer with --dpi, or for smaller paper", name="proof-too-large")])

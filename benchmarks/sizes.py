"""What is measured: a dossier, and the same content written out for the peers, with the column its body stands in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from corpus import write
from to_typst import Typst
from to_weasyprint import WeasyPrint

from dossier import pipeline

RAQQA = Path(__file__).parent.parent / "sources" / "raqqa.yaml"


class Size(NamedTuple):
    """One document in three languages; the body's left edge, measure and size in points."""

    name: str
    dossier: Path
    typst: Path
    html: Path
    left: float
    measure: float
    size: float


def prepare(name: str, folder: Path) -> Size:
    """Write out the dossier named `raqqa`, or one of so many pages, for all programs."""
    path = RAQQA if name == "raqqa" else write(int(name), folder)
    ready = pipeline.check(path.read_bytes(), str(path))
    galley, style = ready.galley, ready.style
    typst, html = folder / f"{name}.typ", folder / f"{name}.html"
    typst.write_text(Typst(galley, style).document(), encoding="utf-8")
    html.write_text(WeasyPrint(galley, style).document(), encoding="utf-8")
    return Size(name, path, typst, html, style.page.left, style.page.main, style.role("body").size)

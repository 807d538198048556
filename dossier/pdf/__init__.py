"""Pages drawn, tagged and written as PDF."""

from __future__ import annotations

from dossier.pdf.canvas import Canvas
from dossier.pdf.press import Press

__all__ = ["Canvas", "Press"]

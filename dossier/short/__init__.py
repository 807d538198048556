"""The short form: a brief on two pages, for who decides, of the statements of the full one. Its parts are rows of `products`.

Each part is a function, found by its name in the `PARTS` of its module, that says its part of the dossier on a `Sheet`, and
returns its blocks; no blocks, no part.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from dossier.blocks import Blocks
from dossier.products import Part


def composer(part: Part) -> Callable[[Any], Blocks]:
    """Return what composes a part, given the sheet."""
    composers: dict[str, Callable[[Any], Blocks]] = import_module(f"dossier.short.{part.module}").PARTS
    return composers[part.name]

"""The sections of a brief: an open set, a module for each row of `model.RUNNING_ORDER`.

Each has a `compose` that says its part of the dossier and returns its blocks, and nothing else; no blocks, no section.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from dossier.blocks import Blocks


def composer(name: str) -> Callable[..., Blocks]:
    """Return what composes a section: given the phrases, then what its row says that it gathers and takes."""
    compose: Callable[..., Blocks] = import_module(f"dossier.sections.{name}").compose
    return compose

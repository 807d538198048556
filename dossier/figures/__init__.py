"""The figures of a brief: an open set. Each kind is drawn from its data, in vector, by the same text path as prose."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from dossier.effects import Role

REGISTRY: Final = ("map", "chronology", "relations", "chart", "code", "picture", "drawing")
"""The kinds of figure, a row each: the folder of this name has ROLES, what a style sheet dresses of it, and beside them `shows`,
which a section asks for the figure, and `draws` with a function `draw`, imported when a brief has one."""


def roles() -> Iterator[Role]:
    """Yield the roles of all kinds, a parent before its parts."""
    for kind in REGISTRY:
        declared: tuple[Role, ...] = import_module(f"dossier.figures.{kind}").ROLES
        yield from declared

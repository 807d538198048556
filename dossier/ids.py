"""Ids and other words that are typed: the form of an id, and which known word was meant by one that isn't known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

ID: Final = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
ID_FORM: Final = re.compile(ID)
NEAR: Final = 0.65  # of two words: how like they are where one may be meant by the other; in three letters one may differ
LONGEST: Final = 60  # characters that are compared


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or '' where none is near; case, and what joins words, count for nothing."""
    from difflib import get_close_matches  # slow to import, and rarely needed

    folded = {_folded(it): it for it in reversed(list(known))}
    near = get_close_matches(_folded(word[:LONGEST]), folded, 1, NEAR)
    return folded[near[0]] if near else ""


def meant(word: str, known: Iterable[str]) -> str | None:
    """Return a hint that asks whether the nearest known word was meant; None where none is near."""
    near = nearest(word, known)
    return f"did you mean {near}?" if near else None


def id_like(text: str) -> str:
    """Return an id that resembles the text, or '' where none does."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text[:60]).encode("ascii", "ignore").decode().lower()
    parts = "".join(c if c.isalnum() else " " for c in plain).split()
    made = "-".join(parts)
    return made if ID_FORM.fullmatch(made) else ""


def _folded(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-")

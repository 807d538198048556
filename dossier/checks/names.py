"""What a check says of itself: under which names it tells its findings, and dossiers silence them."""

from __future__ import annotations

from dossier.tuples import NamedTuple


class Name(NamedTuple):
    """What is held under a name, in a sentence; and how grave it is where that doesn't hold: open, an error, or when which."""

    holds: str
    gravity: str = "open"

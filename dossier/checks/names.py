"""What a check says of itself: under which names it tells its findings, and dossiers silence them."""

from __future__ import annotations

from typing import Final

from dossier.tuples import NamedTuple

ITSELF: Final = "itself"
LINKS: Final = "links"
ALL: Final = "all"


class Name(NamedTuple):
    """What is held under a name, in a sentence; and how grave it is where that doesn't hold: open, an error, or when which.

    `rests` is what a finding goes by: the words and fields in which it stands (ITSELF), also those that they name (LINKS), or
    the whole dossier (ALL), as where it says that something is nowhere. Where a dossier has errors, a finding is held back as
    soon as something of that is lost.
    """

    holds: str
    gravity: str = "open"
    rests: str = LINKS

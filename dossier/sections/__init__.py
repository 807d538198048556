"""The sections of a brief: an open set. Each module has a `compose` that says its part of the dossier; no blocks, no section."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dossier.blocks import Blocks
from dossier.saying.phrases import Phrases
from dossier.sections import (
    actors,
    annex,
    colophon,
    diplomacy,
    geography,
    glossary,
    index,
    notes,
    own,
    questions,
    reading,
    reported,
    scope,
    sources,
    summary,
    timeline,
)

REGISTRY: Final[tuple[tuple[str, Callable[[Phrases], Blocks]], ...]] = (
    ("summary", summary.compose),
    ("scope", scope.compose),
    ("reported", reported.compose),
    ("actors", actors.compose),
    ("geography", geography.compose),
    ("timeline", timeline.compose),
    ("diplomacy", diplomacy.compose),
    ("questions", questions.compose),
    ("glossary", glossary.compose),
    ("sources", sources.compose),
    ("reading", reading.compose),
    ("annex", annex.compose),
    ("colophon", colophon.compose),
    ("notes", notes.compose),
    ("index", index.compose),
)
"""The sections by name, in the order in which they are composed: sources and reading say only what was used before them."""

OWN: Final = own.compose
"""What says a section in the issuer's own prose, wherever it stands."""

BACK_MATTER: Final = frozenset(("notes", "sources", "annex", "glossary", "reading", "index", "colophon"))
"""These stand at the end, whatever their place in the dossier's list."""

ON_DEMAND: Final = frozenset(("notes", "annex", "index"))
"""These are printed only where dossier or style ask for them."""

GATHERED: Final = frozenset(("notes", "index"))
"""These are composed from what all others say."""

APPARATUS: Final = frozenset(("sources", "annex", "reading", "colophon"))
"""These say where things come from; what they cite stands in them as keys in brackets, in every style."""

"""Text -> embedding levels, and levels -> visual order: the Unicode Bidirectional Algorithm (UAX#9)."""

from __future__ import annotations

import re

# Letters and digits of scripts that run from right to left, and all explicit marks and controls. Nothing else can raise a level above 0.
_RAISES = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def needs_bidi(text: str) -> bool:
    """Say whether a text holds anything that may run from right to left; if not, all its levels are 0."""
    return not text.isascii() and _RAISES.search(text) is not None


has_rtl = needs_bidi

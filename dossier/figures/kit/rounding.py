"""Round numbers for scales: 1, 2 and 5 times the powers of ten."""

from __future__ import annotations

from math import floor, log10
from typing import Final

PARTS: Final = (1.0, 2.0, 5.0, 10.0)


def round_up(figure: float) -> float:
    """Return the least round number that is not less than a figure, or hardly less."""
    power = 10.0 ** floor(log10(figure))
    return next(part * power for part in PARTS if part * power >= figure * 0.999)


def round_down(figure: float) -> float:
    """Return the greatest round number that is not greater than a figure."""
    power = 10.0 ** floor(log10(figure))
    return next(part * power for part in reversed(PARTS) if part * power <= figure * (1 + 1e-9))

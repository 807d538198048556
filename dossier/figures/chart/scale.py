"""A scale of figures: what is to be shown in, round steps and places along a line out."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dossier.saying.wording import Wording

LEAST: Final = 1e-300  # figures that lie no farther apart are alike


class Scale:
    """Places figures along a length in points, between round ends."""

    def __init__(self, figures: Iterable[float], length: float, *, zero: bool, steps: int = 5) -> None:
        """Choose the ends; `zero`: nought is one of what is shown; about so many steps."""
        known = [*figures, *([0.0] if zero else [])]
        low, high = min(known), max(known)
        size = max(abs(low), abs(high))
        if high - low <= max(LEAST, 1e-9 * size):
            room = max(1.0, 1e-6 * size)
            low, high = (low - room, high + room) if not zero else (0.0, 1.0)
        self.step = round_step((high - low) / steps)
        if all(figure == int(figure) for figure in known):
            self.step = max(1.0, self.step)  # of what is counted there are no parts
        self.low = floor(low / self.step + 1e-9) * self.step
        self.high = -floor(-high / self.step + 1e-9) * self.step
        self.length = length

    def place(self, figure: float) -> float:
        """Return where a figure stands."""
        return (figure - self.low) / (self.high - self.low) * self.length

    def ticks(self) -> list[float]:
        """Return the round figures from end to end."""
        count = round((self.high - self.low) / self.step)
        return [self.low + i * self.step for i in range(count + 1)]


def round_step(step: float) -> float:
    """Return 1, 2 or 5 times a power of ten, not less than a step."""
    power = 10.0 ** floor(log10(step))
    return next(power * part for part in (1, 2, 5, 10) if power * part >= step * 0.999)


def said(figure: float, unit: str = "", between: str = ",", short: Wording | None = None) -> str:
    """Return a round figure as it prints: a real minus, thousands apart, its unit; `short`: with letters for millions."""
    size = abs(figure)
    power = next((power for power in (12, 9, 6) if size >= 10.0**power), 0) if short else 0
    number = f"{size / 10.0**power:,.9f}".rstrip("0").rstrip(".") if 1e-9 <= size < 1e18 else f"{size:g}"
    letters = short[f"magnitude.{power}"] if short and power else ""
    before, after = (unit, "") if unit != "%" else ("", unit)
    return f"{'−' if figure < 0 else ''}{before}{number.replace(',', between)}{letters}{after}"

"""Variables of style sheets: `$accent` stands for its value, `$grid * 2` for a multiple of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier.styling.sheets import VARIABLES, Setting, meant

_VARIABLE = re.compile(r"\$([A-Za-z0-9_-]*)", re.ASCII)
_PRODUCT = re.compile(r"(\S+) *([*/]) *(\S+)", re.ASCII)
_QUANTITY = re.compile(r"([+-]?(?:\d+(?:\.\d+)?|\.\d+)) ?(pt|pc|in|cm|mm|em|%)?", re.ASCII)


class Variables:
    """The variables of a cascade, looked up when they are used: a later sheet changes what an earlier one says with them."""

    def __init__(self, settings: Mapping[str, Setting]) -> None:
        self.settings = settings
        self._values: dict[str, str] = {}

    def expand(self, written: str, within: tuple[str, ...] = ()) -> str:
        """Return a value as written with its variables replaced and its product reckoned.

        Raises ValueError for an unknown variable, one that needs itself, and a product of anything but a number and a length.
        """
        if "$" not in written and "*" not in written and "/" not in written:
            return written
        if product := _PRODUCT.fullmatch(written):
            left, right = self._operand(product[1], within), self._operand(product[3], within)
            return _product(left, product[2], right, written)
        return self._operand(written, within)

    def named(self, written: str) -> list[Setting]:
        """Return the variables that a value names, where they are set."""
        return [self.settings[name] for name in _VARIABLE.findall(written) if name in self.settings]

    def _operand(self, text: str, within: tuple[str, ...]) -> str:
        if "$" not in text:
            return text
        match = _VARIABLE.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}': a variable stands alone, or in a product as '$grid * 2'")
        name = match[1]
        if name in within:
            raise ValueError(f"the variable ${name} needs itself: " + ", ".join(f"${n}" for n in (*within, name)))
        if name not in self.settings:
            hint = meant(name, self.settings)
            raise ValueError(f"there is no variable ${name}" + (f": {hint}" if hint else f" under '{VARIABLES}'"))
        if name not in self._values:
            self._values[name] = self.expand(self.settings[name].written, (*within, name))
        return self._values[name]


def _product(left: str, sign: str, right: str, written: str) -> str:
    first, second = _QUANTITY.fullmatch(left), _QUANTITY.fullmatch(right)
    if first is None or second is None or (first[2] and second[2]) or (sign == "/" and second[2]):
        raise ValueError(f"'{written}': only a number and a length can be multiplied, and a length divided by a number")
    if sign == "/" and not float(second[1]):
        raise ValueError(f"'{written}': nothing can be divided by 0")
    value = float(first[1]) * float(second[1]) if sign == "*" else float(first[1]) / float(second[1])
    return f"{value:.6f}".rstrip("0").rstrip(".") + (first[2] or second[2] or "")

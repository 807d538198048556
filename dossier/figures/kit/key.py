"""The key of a figure: what is drawn, and only that, each sign with its words, in rows below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dossier.blocks import Text
from dossier.figures.kit.ink import Ink, Sign
from dossier.figures.kit.placing import Rect
from dossier.figures.kit.snug import size, snug
from dossier.figures.kit.typesetter import Typesetter
from dossier.layout.box import Lines
from dossier.layout.surface import Surface
from dossier.tuples import NamedTuple

SIGN: Final = 28.0  # points: the room of a sign, before the words
SHORT: Final = 14.0  # points: that of a number
ABOVE: Final = 6.0  # points: between the figure and its key


class Entry(NamedTuple):
    """A sign, drawn from its left end at mid-height over SIGN - 6 points, and its words; a number may stand for the sign."""

    draw: Sign
    words: Text
    number: Text = ()


class Label(NamedTuple):
    """Lines of a figure and the box in which they stand; they are drawn from its upper left corner."""

    lines: Lines
    box: Rect


def letter(surface: Surface, labels: Iterable[Label]) -> None:
    """Draw labels in their boxes."""
    for lines, box in labels:
        lines.draw(surface, box.left, box.top)


class Key(NamedTuple):
    """A key that was set: its height, ink and words; its upper edge is at 0."""

    height: float
    inks: Sequence[Ink]
    labels: Sequence[Label]


def key(entries: Sequence[Entry], setter: Typesetter, role: str, width: float) -> Key:
    """Set entries one after the other in rows of a width."""
    style = setter.style.role(role)
    inks: list[Ink] = []
    labels: list[Label] = []
    x, y = 0.0, -ABOVE
    deep = 0.0
    for entry in entries:
        sign = SHORT if entry.number else SIGN
        lines = snug(setter, entry.words, role, width - sign)
        wide, high = size(lines)
        if x and x + sign + wide > width:
            x, y, deep = 0.0, y - deep - style.row_gap, 0.0
        inks += entry.draw(x, y - style.leading / 2)
        if entry.number:
            number = snug(setter, entry.number, role, sign)
            room, _ = size(number)
            labels.append(Label(number, Rect(x + sign - 3 - room, y - high, x + sign - 3, y)))
        labels.append(Label(lines, Rect(x + sign, y - high, x + sign + wide, y)))
        x += sign + wide + style.column_gap
        deep = max(deep, high)
    return Key(-(y - deep) if entries else 0.0, inks, labels)

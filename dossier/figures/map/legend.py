"""The legend: what is drawn, and only that, each sign beside its words, in columns below the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import Final

from dossier.blocks import Text
from dossier.figures.kit.ink import Ink
from dossier.figures.kit.placing import Rect
from dossier.figures.map.lettering import Lettering, Name
from dossier.styling.style import Style
from dossier.tuples import NamedTuple

SAMPLE: Final = 24.0  # points: the room of a sign, before the words
ABOVE: Final = 5.0  # points: between the map and the legend
MOST_COLUMNS: Final = 4


class Entry(NamedTuple):
    """An entry: which class it tells of, who draws the sign about a point, and its words; a sign may be a number instead."""

    key: str
    draw: Callable[[float, float], Sequence[Ink]]
    words: Text
    number: Text = ()


class Legend(NamedTuple):
    """A legend that was set: its height, ink and words; its upper edge is at 0."""

    height: float
    inks: Sequence[Ink]
    names: Sequence[Name]
    keys: Sequence[str]


def legend(entries: Sequence[Entry], lettering: Lettering, style: Style, width: float) -> Legend:
    """Set entries in as many columns as their words leave room for, down each column."""
    if not entries:
        return Legend(0.0, (), (), ())
    role = style.role("map.legend")
    natural = max(lettering.size(lettering.set(entry.words, "map.legend", 10 * width))[0] for entry in entries)
    count = max(
        1, min(MOST_COLUMNS, len(entries), int((width + role.column_gap) / (SAMPLE + min(natural, width / 2) + role.column_gap)))
    )
    rows = ceil(len(entries) / count)
    count = ceil(len(entries) / rows)
    measure = (width - (count - 1) * role.column_gap) / count
    inks: list[Ink] = []
    names: list[Name] = []
    lowest = 0.0
    for column in range(count):
        x, y = column * (measure + role.column_gap), -ABOVE
        for entry in entries[column * rows : (column + 1) * rows]:
            lines = lettering.set(entry.words, "map.legend", measure - SAMPLE)
            wide, high = lettering.size(lines)
            middle = y - role.leading / 2
            inks += entry.draw(x + SAMPLE / 2 - 2, middle)
            if entry.number:
                mark = lettering.set(entry.number, "map.legend")
                w, h = lettering.size(mark)
                names.append(lettering.level(mark, Rect(x + SAMPLE - 6 - w, y - h, x + SAMPLE - 6, y), halo=False))
            names.append(lettering.level(lines, Rect(x + SAMPLE, y - high, x + SAMPLE + wide, y), halo=False))
            y -= high + 1.5
        lowest = min(lowest, y)
    return Legend(-lowest, inks, names, [entry.key for entry in entries])

"""The names of countries: each once, in the midst of what is seen of it, where it has room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dossier.blocks import text
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.map.ground import Country
from dossier.figures.map.lettering import Lettering, Name
from dossier.geodesy.lines import Line

ROW: Final = 6.0  # points: from one height to the next at which the room within a country is looked at


def place_countries(board: Board, lettering: Lettering, countries: Sequence[Country], names: Mapping[str, str]) -> list[Name]:
    """Write the names of countries within them, as near to the middle of what is seen of them as there is room."""
    out = []
    for country in sorted(countries, key=lambda c: not c.concerned):
        said = names.get(country.name, country.name)
        if not said:
            continue
        lines = lettering.set(text(said), "map.country")
        box = _within(board, country, *lettering.size(lines))
        if box:
            board.take(box)
            out.append(lettering.level(lines, box, halo=False))
    return out


def _within(board: Board, country: Country, width: float, height: float) -> Rect | None:
    """Return the place of a name within a country that lies most in its midst; None where it has no room."""
    frame = board.frame
    step = ROW
    rows = [(j + 0.5) * step for j in range(int(frame.top / step))]
    spans = [_spans(country.rings, y, frame.right) for y in rows]
    area = sum(end - start for row in spans for start, end in row)
    if area * step < 2 * width * height:
        return None
    middle_y = sum(y * (end - start) for y, row in zip(rows, spans, strict=True) for start, end in row) / area
    middle_x = sum((end**2 - start**2) / 2 for row in spans for start, end in row) / area
    reach = int(height / 2 // step) + 1
    best, least = None, float("inf")
    for j in range(reach, len(rows) - reach, 2):
        for x in _places(spans[j - reach : j + reach + 1], width + 10):
            box = Rect(x - width / 2, rows[j] - height / 2, x + width / 2, rows[j] + height / 2)
            far = abs(x - middle_x) + 1.6 * abs(rows[j] - middle_y)
            if far < least and board.is_free(box, 4.0):
                cost = far + 10 * board.crossed(box)
                if cost < least:
                    best, least = box, cost
    return best


def _places(rows: Sequence[Sequence[tuple[float, float]]], width: float) -> Iterator[float]:
    """Yield the middles of stretches of a width that lie within all rows."""
    for start, end in rows[len(rows) // 2]:
        x = start + width / 2
        while x + width / 2 <= end:
            if all(any(a <= x - width / 2 and x + width / 2 <= b for a, b in row) for row in rows):
                yield x
            x += 12.0


def _spans(rings: Sequence[Line], y: float, right: float) -> list[tuple[float, float]]:
    """Return the stretches of a level line within rings, as far as the frame shows them (even-odd rule)."""
    cuts = []
    for ring in rings:
        a, b = ring[-1]
        for c, d in ring:
            if (b > y) != (d > y):
                cuts.append(a + (y - b) / (d - b) * (c - a))
            a, b = c, d
    cuts.sort()
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [(max(start, 0.0), min(end, right)) for start, end in pairs if end > 0 and start < right]

"""Text -> the points of the compass that it names, by what each is known: southeast, south-eastern, south east are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.tuples import NamedTuple

_POINT: Final = re.compile(
    r"(?<![\w-])(?:(north|south)(?:[ -]?(east|west))?|(east|west))(?:ern(?:most)?|erly|wards?)?(?![\w-]*\w)", re.IGNORECASE
)


class Point(NamedTuple):
    """A point of the compass in a text: what it is known by, where it begins, how it is written."""

    key: str
    start: int
    words: str


def points(text: str) -> Iterator[Point]:
    """Yield the points of the compass in a text; with a capital they may be part of a name."""
    for at in _POINT.finditer(text):
        yield Point("to " + "".join(filter(None, at.groups())).lower(), at.start(), at[0])

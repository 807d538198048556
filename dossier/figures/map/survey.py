"""What a map shows: places, ways in, routes, holders, overlays, as records; points are longitude, latitude in degrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

from dossier.blocks import Text
from dossier.figures.map.geojson import Form
from dossier.geodesy.basemap import Box, Layer
from dossier.geodesy.disputes import Dispute
from dossier.geodesy.geodesics import Degrees
from dossier.geodesy.projections import Projection
from dossier.model import Drawing, Holding
from dossier.saying.wording import Wording
from dossier.tuples import NamedTuple
from dossier.units import Color

Precision: TypeAlias = Literal["exact", "about", "area"]
EXACT: Final = "exact"
ABOUT: Final = "about"
AREA: Final = "area"
Passage: TypeAlias = Literal["open", "closed", "broken", "other"]
OPEN: Final = "open"
CLOSED: Final = "closed"
BROKEN: Final = "broken"
OTHER: Final = "other"
WAYS: Final[Sequence[Passage]] = (OPEN, CLOSED, BROKEN)


class Way(NamedTuple):
    """A way into a place: its bearing in degrees, its kind, its state as written."""

    bearing: float
    kind: Passage
    state: str


class Mark(NamedTuple):
    """A place on the map. `holder` is the number of who holds it, -1 for nobody said; `state` says whether others contest that.

    `lands` are the countries, by the names of the base map, in which it is drawn; a disputed land by its own name.
    `rank`: 0 for the place that most is said of, then rising; names of low rank are placed first.
    """

    id: str
    name: Text
    native: Text
    at: Degrees
    precision: Precision
    holder: int
    state: Holding
    lands: Sequence[str]
    rank: int
    senses: int
    ways: Sequence[Way]


class Course(NamedTuple):
    """A route: its ends, what lies between, the names of the water that it follows, on which bank (a bearing; None: not said)."""

    name: Text
    start: Degrees
    via: Sequence[Degrees]
    end: Degrees
    along: Sequence[str]
    bank: float | None
    kind: Passage
    state: Text

    @property
    def stops(self) -> list[Degrees]:
        """All points that it is drawn through, in order."""
        return [self.start, *self.via, self.end]


class Holder(NamedTuple):
    """Who holds places or areas: name and colour."""

    name: Text
    color: Color


class Shape(NamedTuple):
    """Something of an overlay: its form, its lines (of an area: rings), its label, its class's number."""

    kind: Form
    lines: Sequence[Sequence[Degrees]]
    label: Text
    class_number: int


class Kind(NamedTuple):
    """A class of shapes: its name as it prints, the number of the actor whose it is (-1: of none), the number of its hatch."""

    name: Text
    holder: int
    pattern: int


class Frontiers(NamedTuple):
    """What is disputed on the day of the brief, and how its borders are drawn.

    `joined` says by the names of disputed lands which countries they are drawn in. `own` are lines
    that stand for these borders, `called` what they are called.
    """

    disputed: Sequence[Dispute]
    how: Drawing
    joined: Mapping[str, str]
    own: Sequence[Sequence[Degrees]]
    called: Sequence[str]


class Survey(NamedTuple):
    """All that a map shows. `names` turns names of the base map into those that print; `words` are those of the legend.

    `differing` says where the base map has places in other countries than the dossier. `far` are the routes that lead beyond what
    is shown, `stops` the places where they stop there: both stand on the inset.
    """

    layers: Mapping[str, Layer]  # the base map, open
    box: Box
    projection: Projection
    wanted: str | None  # the projection that the dossier asks for; where it can't show the box, another is taken
    inset: bool
    marks: Sequence[Mark]
    courses: Sequence[Course]
    far: Sequence[Course]
    stops: Sequence[Mark]
    holders: Sequence[Holder]
    shapes: Sequence[Shape]
    kinds: Sequence[Kind]
    frontiers: Frontiers
    differing: Sequence[Text]
    waters: Mapping[str, Text]
    names: Mapping[str, str]
    title: Text
    situation: Text
    words: Wording

"""An axis of time: days in, places along a line out, and the dates at its ticks.

Where dates crowd it is drawn wider, and long empty stretches are cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from dossier.blocks import text
from dossier.dates.calendar import ordinal
from dossier.figures.kit.key import Label
from dossier.figures.kit.placing import Rect
from dossier.figures.kit.snug import size, snug
from dossier.figures.kit.typesetter import Typesetter
from dossier.tuples import NamedTuple

ROLE: Final = "chronology.axis"
CLOSE: Final = 10.0  # points: dates that stand nearer to each other than this crowd
ROOM: Final = 22.0  # points: what each of them takes where they are drawn wider
WIDEST: Final = 0.5  # of the axis: what all that is drawn wider may take
EMPTY: Final = 0.6  # of the whole time: a stretch without dates that is longer is cut
CUT: Final = 40.0  # points: what a stretch takes that is cut
YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
MONTH: Final = 30.44  # days
Scaling: TypeAlias = Literal["even", "wide", "cut"]
Stretch: TypeAlias = tuple[float, float, Scaling, int]  # start, end; of what is drawn wider the number of dates in it
Unit: TypeAlias = Literal["day", "month", "year"]
LEAST: Final[Mapping[Unit, float]] = {"day": 13.0, "month": 24.0, "year": 30.0}  # points from one tick to the next


class Piece(NamedTuple):
    """A stretch of the axis with a scale of its own: days, points."""

    start: float
    end: float
    left: float
    right: float
    kind: Scaling


class Tick(NamedTuple):
    """A tick: where it stands, the date that begins there; `unit` says how much of the date it tells."""

    x: float
    unit: Unit
    date: tuple[int, int, int]


class Axis:
    """Places days along a line of a width in points."""

    def __init__(self, days: Sequence[int], reach: Sequence[int], width: float) -> None:
        """Choose the scales; `days` are those that want room of their own, `reach` all that have to be on the axis."""
        at = sorted({float(day) for day in days})
        first, last = min(reach), max(reach)
        room = max(0.6, 0.03 * (last - first))
        self.start, self.end = first - room, last + 1 + room
        self.width = width
        self.pieces = _scaled(_stretches(at, self.start, self.end, width), width)

    def place(self, day: float) -> float:
        """Return where a day stands."""
        day = min(max(day, self.start), self.end)
        piece = next((it for it in self.pieces if day <= it.end), self.pieces[-1])
        return piece.left + (day - piece.start) / (piece.end - piece.start) * (piece.right - piece.left)

    def ticks(self) -> list[Tick]:
        """Return the ticks of all pieces, from left to right, each in the unit for which there is room."""
        out: list[Tick] = []
        for piece in self.pieces:
            if piece.kind != "cut":
                out += [Tick(self.place(day + (0.5 if unit == "day" else 0)), unit, date) for day, unit, date in _dates(piece)]
        return out


def _stretches(at: Sequence[float], start: float, end: float, width: float) -> list[Stretch]:
    """Take the axis apart: start, end, kind, and for what is drawn wider how many dates stand in it."""
    scale = width / (end - start)
    groups = [[at[0]]]
    for before, day in pairwise(at):
        if (day - before) * scale < CLOSE:
            groups[-1].append(day)
        else:
            groups.append([day])
    if len(groups) == 1 or end - start < len(at) * 2:
        return [(start, end, "even", 0)]
    wide: list[Stretch] = []
    for index, group in enumerate(groups):
        if len(group) < 2:
            continue
        left = start if index == 0 else (groups[index - 1][-1] + 1 + group[0]) / 2
        right = end if index == len(groups) - 1 else (group[-1] + 1 + groups[index + 1][0]) / 2
        around = max(1.0, (group[-1] - group[0]) / len(group))
        wide.append((max(left, group[0] - around), min(right, group[-1] + 1 + around), "wide", len(group) + 1))
    cuts: list[Stretch] = []
    for group, following in pairwise(groups):
        if following[0] - group[-1] > EMPTY * (end - start):
            inset = 0.04 * (following[0] - group[-1])
            cuts.append((group[-1] + 1 + inset, following[0] - inset, "cut", 0))
    return _filled(sorted(_apart(wide, cuts)), start, end)


def _apart(wide: Sequence[Stretch], cuts: Sequence[Stretch]) -> list[Stretch]:
    """Let what is cut end where what is drawn wider begins."""
    out = list(wide)
    for start, end, kind, count in cuts:
        for left, right, _, _ in wide:
            if left < end and right > end:
                end = left
            if left < start and right > start:
                start = right
        out.append((start, end, kind, count))
    return out


def _filled(parts: Sequence[Stretch], start: float, end: float) -> list[Stretch]:
    """Fill what lies between with even stretches."""
    out: list[Stretch] = []
    at = start
    for part in parts:
        if part[0] > at + 1e-6:
            out.append((at, part[0], "even", 0))
        out.append(part)
        at = part[1]
    if at < end - 1e-6:
        out.append((at, end, "even", 0))
    return out


def _scaled(parts: Sequence[Stretch], width: float) -> list[Piece]:
    """Give each stretch its points: those drawn wider by their dates, those cut a fixed room, the others by their time."""
    wanted = sum(count * ROOM for *_, count in parts)
    cut = CUT * sum(kind == "cut" for _, _, kind, _ in parts)
    even = sum(end - start for start, end, kind, _ in parts if kind == "even")
    room = width - cut
    most = room * WIDEST if even else room
    each = ROOM * (min(1.0, most / wanted) if even else most / wanted) if wanted else 0.0
    scale = (room - each * wanted / ROOM) / even if even else 0.0
    out = []
    x = 0.0
    for start, end, kind, count in parts:
        points = CUT if kind == "cut" else count * each if kind == "wide" else (end - start) * scale
        out.append(Piece(start, end, x, x + points, kind))
        x += points
    return out


def _dates(piece: Piece) -> Iterator[tuple[float, Unit, tuple[int, int, int]]]:
    """Yield the days at which the dates of a stretch begin, in the smallest unit whose ticks have room."""
    scale = (piece.right - piece.left) / (piece.end - piece.start)
    for unit, step in _units():
        days = step * {"day": 1.0, "month": MONTH, "year": 365.2425}[unit]
        if days * scale >= LEAST[unit] or (unit, step) == ("year", YEARS[-1]):
            break
    year, month, _ = from_ordinal(max(1, int(piece.start)))
    if unit == "day":
        first = int(piece.start)
        for number in range(first - first % step, int(piece.end) + 2, step):
            if piece.start <= number + 0.5 <= piece.end and number > 0:
                yield number, unit, from_ordinal(number)
        return
    months = step if unit == "month" else 12 * step
    count = (year * 12 + month - 1) // months * months
    while (begun := ordinal(max(1, count // 12), count % 12 + 1, 1)) <= piece.end:
        if begun >= piece.start and count >= 12:
            yield begun, unit, (count // 12, count % 12 + 1, 1)
        count += months


def _units() -> Iterator[tuple[Unit, int]]:
    yield from (("day", 1), ("day", 2), ("month", 1), ("month", 3), ("month", 6))
    yield from (("year", step) for step in YEARS)


def tick_labels(axis: Axis, setter: Typesetter, months: Sequence[str]) -> list[Label]:
    """Set the dates at the ticks in two rows: days or months, and below what they belong to; the upper edge is at 0."""
    leading = setter.style.role(ROLE).leading
    rows: tuple[list[Label], list[Label]] = ([], [])
    before: tuple[str, tuple[int, ...]] = ("", ())
    for tick in axis.ticks():
        first, second, owner = _words(tick, months)
        is_day = tick.unit == "day"
        upper = _label(axis, setter, first, tick.x if is_day else tick.x + 2, 0.0, centred=is_day)
        pushed = not is_day and upper.box.left < tick.x + 1.95  # by the end of the axis: it would name what is before
        if pushed or (rows[0] and upper.box.left < rows[0][-1].box.right + 3):
            continue
        rows[0].append(upper)
        if second and (tick.unit, owner) != before:
            lower = _label(axis, setter, second, upper.box.left, -leading, centred=False)
            if not rows[1] or lower.box.left > rows[1][-1].box.right + 4:
                rows[1].append(lower)
                before = tick.unit, owner
    return [*rows[0], *rows[1]]


def _words(tick: Tick, months: Sequence[str]) -> tuple[str, str, tuple[int, ...]]:
    """Return what a tick says in both rows, and the month or year that the lower one names."""
    year, month, day = tick.date
    if tick.unit == "day":
        return str(day), f"{months[month - 1]} {year}", (year, month)
    return (months[month - 1], str(year), (year,)) if tick.unit == "month" else (str(year), "", ())


def _label(axis: Axis, setter: Typesetter, words: str, x: float, top: float, *, centred: bool) -> Label:
    lines = snug(setter, text(words), ROLE, axis.width)
    wide, high = size(lines)
    x = min(max(0.0, x - wide / 2 if centred else x), axis.width - wide)
    return Label(lines, Rect(x, top - high, x + wide, top))


def from_ordinal(day: int) -> tuple[int, int, int]:
    """Return year, month and day of a proleptic Gregorian ordinal."""
    year = max(1, int((day - 1) / 365.2425) + 1)
    while ordinal(year, 1, 1) > day:
        year -= 1
    while ordinal(year + 1, 1, 1) <= day:
        year += 1
    month = 12
    while ordinal(year, month, 1) > day:
        month -= 1
    return year, month, day - ordinal(year, month, 1) + 1

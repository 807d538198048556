"""By what a map is measured: scale bar and arrow to the north; meridians and parallels, each named where it leaves the frame.

The bars, in kilometres and miles, are measured on the ellipsoid where they stand. Graticules have round degrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, radians
from typing import Final

from dossier.blocks import text
from dossier.figures.kit.ink import Ink, rectangle
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.kit.rounding import round_down
from dossier.figures.map.frame import Frame
from dossier.figures.map.lettering import Lettering, Name
from dossier.geodesy.geodesics import MILE
from dossier.geodesy.lines import Line, clip_line
from dossier.saying.wording import NO_BREAK, Wording
from dossier.styling.style import RoleStyle
from dossier.tuples import NamedTuple
from dossier.units import WHITE, Color

LONGEST: Final = 118.0  # points
LONGEST_SHARE: Final = 0.28  # of the map's width
DARK: Final = Color("gray", (0.2,))
BAR: Final = 2.4  # points: how high a bar is
EDGE: Final = 9.0  # points: from the frame
MESHES: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)  # degrees from one line of a graticule to the next
MESH: Final = 75.0  # points: about how far the lines stand from each other
FINEST: Final = 0.35  # points: a line where the style has none, on maps that can't be read without
PARTS: Final = 32  # steps of a line, which may be bent


class Scale(NamedTuple):
    """Scale bar and north arrow: ink, words, the room that they take; what the bars measure in metres, and in points."""

    inks: Sequence[Ink]
    names: Sequence[Name]
    box: Rect
    metres: Sequence[float]
    lengths: Sequence[float]


def room(frame: Frame, right: bool) -> Rect:
    """Return about where a scale would stand."""
    wide = min(LONGEST, LONGEST_SHARE * frame.width) + 38 + EDGE
    return Rect(frame.width - wide if right else 0.0, 0.0, frame.width if right else wide, 40.0)


def scale(frame: Frame, lettering: Lettering, words: Wording, right: bool = False) -> Scale:
    """Make the scale at the lower left of a frame, or at the lower right."""
    longest = most = min(LONGEST, LONGEST_SHARE * frame.width)
    metre = 1 / frame.metres(frame.width / 2, frame.height / 2)
    north_room = 20.0
    left = frame.width - EDGE - most - 18 if right else EDGE + north_room
    inks: list[Ink] = []
    names: list[Name] = []
    measured: list[float] = []
    spans: list[float] = []
    for unit, one, y, up in (("kilometres", 1000.0, EDGE + 11.5, True), ("miles", MILE, EDGE + 8.3, False)):
        length = round_down(longest / metre / one)
        span = longest = length * one * metre  # miles in no longer a bar than kilometres
        measured.append(length * one)
        spans.append(span)
        inks += _bar(left, y, span)
        names += _figures(lettering, left, y, span, length, words[f"map.{unit}"], up)
    ends = [name.boxes[0] for name in names]
    box = Rect(left - north_room, EDGE - 3, max(end.right for end in ends) + 3, max(end.top for end in ends) + 2)
    if frame.projection.name == "stereographic":  # about a pole north is another way at each place
        return Scale(inks, names, box, measured, spans)
    arrow, letter = _north(frame, lettering, left - north_room + 7, EDGE + 1, words)
    return Scale([*inks, *arrow], [*names, letter], box, measured, spans)


def _bar(left: float, y: float, span: float) -> list[Ink]:
    """Draw a bar in two halves, one full, one hollow."""
    half = left + span / 2
    return [
        Ink([rectangle(left, y, left + span, y + BAR)], fill=WHITE, stroke=DARK, width=0.5, closed=True),
        Ink([rectangle(left, y, half, y + BAR)], fill=DARK, closed=True),
    ]


def _figures(lettering: Lettering, left: float, y: float, span: float, length: float, unit: str, up: bool) -> list[Name]:
    """Write 0, the half and the whole at a bar, above or below it."""
    out = []
    for share in (0.0, 0.5, 1.0):
        figure = f"{length * share:,.10g}"
        said = f"{figure}{NO_BREAK}{unit}" if share == 1 else figure
        lines = lettering.set(text(said), "map.note")
        width, height = lettering.size(lines)
        middle = lettering.size(lettering.set(text(figure), "map.note"))[0] / 2
        x = left + span * share - middle
        bottom = y + BAR - 0.3 if up else y - height + 0.6
        out.append(lettering.level(lines, Rect(x, bottom, x + width, bottom + height)))
    return out


def _north(frame: Frame, lettering: Lettering, x: float, y: float, words: Wording) -> tuple[list[Ink], Name]:
    """Draw the arrow to true north in the middle of the map, and its letter."""
    dx, dy = frame.direction(frame.globe(frame.width / 2, frame.height / 2), 0.0)
    length, half = 15.0, 3.6
    cx, cy = x, y + length / 2
    tip = cx + dx * length / 2, cy + dy * length / 2
    base = cx - dx * length / 2, cy - dy * length / 2
    notch = cx - dx * length * 0.26, cy - dy * length * 0.26
    left = base[0] - half * dy, base[1] + half * dx
    right = base[0] + half * dy, base[1] - half * dx
    lines = lettering.set(text(words["north"]), "map.note")
    width, height = lettering.size(lines)
    letter = Rect(tip[0] - width / 2, tip[1] - 0.5, tip[0] + width / 2, tip[1] - 0.5 + height)
    inks = [
        Ink([[tip, left, notch]], fill=DARK, stroke=DARK, width=0.4, closed=True),
        Ink([[tip, right, notch]], fill=WHITE, stroke=DARK, width=0.4, closed=True),
    ]
    return inks, lettering.level(lines, letter)


# Graticule --------------------------------------------------------------------------------------------------------------
def graticule(frame: Frame, board: Board, lettering: Lettering, role: RoleStyle, words: Wording) -> tuple[list[Ink], list[Name]]:
    """Draw the graticule, and name its lines where there is room."""
    step = next((step for step in MESHES if step * frame.degree >= MESH), MESHES[-1])
    west, south, east, north = frame.box
    lines: list[Line] = []
    names: list[Name] = []
    turn = _turn(frame, south, north)
    for i in range(ceil(west / turn), int(east // turn) + 1):
        meridian = [(i * turn, south + (north - south) * j / PARTS) for j in range(PARTS + 1)]
        lines += _drawn(frame, meridian)
        value = (i * turn + 180) % 360 - 180
        names += _named(frame, board, lettering, lines, value, words["east" if value >= 0 else "west"], at_top=True)
    for i in range(ceil(south / step), int(north // step) + 1):
        parallel = [(west + (east - west) * j / PARTS, i * step) for j in range(PARTS + 1)]
        lines += _drawn(frame, parallel)
        names += _named(frame, board, lettering, lines, i * step, words["north" if i >= 0 else "south"], at_top=False)
    return [Ink(lines, stroke=role.rule_color, width=role.rule_above or FINEST)], names


def _turn(frame: Frame, south: float, north: float) -> float:
    """Return from how many to how many degrees meridians stand: near a pole they draw together."""
    middle = cos(radians((south + north) / 2))
    return next((step for step in MESHES if step * frame.degree * middle >= MESH), MESHES[-1])


def _drawn(frame: Frame, line: Sequence[tuple[float, float]]) -> list[Line]:
    return clip_line(frame.line(line), (0.0, 0.0, frame.width, frame.height))


def _named(
    frame: Frame, board: Board, lettering: Lettering, lines: Sequence[Line], value: float, side: str, *, at_top: bool
) -> list[Name]:
    """Write the degrees of the last line drawn, where it ends at the upper or the left edge."""
    if not lines:
        return []
    edge = max(lines[-1], key=lambda p: p[1]) if at_top else min(lines[-1])
    if (frame.height - edge[1] if at_top else edge[0]) > 0.5:
        return []
    said = lettering.set(text(f"{abs(value):.10g}°{NO_BREAK}{side}"), "map.note")
    width, height = lettering.size(said)
    left, bottom = (edge[0] + 2, edge[1] - height - 2.5) if at_top else (edge[0] + 3, edge[1])
    box = Rect(left, bottom, left + width, bottom + height)
    if not board.is_free(box):
        return []
    board.take(box)
    return [lettering.level(said, box)]

"""Meridians and parallels across a map, at round degrees, each named where it leaves the frame on the left and at the top."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, radians
from typing import Final

from dossier.blocks import text
from dossier.figures.kit.ink import Ink
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.map.frame import Frame
from dossier.figures.map.lettering import Lettering, Name
from dossier.geodesy.lines import Line, clip_line
from dossier.saying.wording import NO_BREAK, Wording
from dossier.styling.style import RoleStyle

STEPS: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)  # degrees
APART: Final = 75.0  # points: about how far the lines stand from each other
FINEST: Final = 0.35  # points: a line where the style has none, on maps that can't be read without
PARTS: Final = 32  # steps of a line, which may be bent


def graticule(frame: Frame, board: Board, lettering: Lettering, role: RoleStyle, words: Wording) -> tuple[list[Ink], list[Name]]:
    """Draw the graticule, and name its lines where there is room."""
    step = next((step for step in STEPS if step * frame.degree >= APART), STEPS[-1])
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
    return next((step for step in STEPS if step * frame.degree * middle >= APART), STEPS[-1])


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

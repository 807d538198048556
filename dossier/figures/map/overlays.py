"""Overlays on a map: points, lines and areas of the analyst's own, each in the manner of its class, with its label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import plain
from dossier.figures.kit.hatching import hatch
from dossier.figures.kit.ink import Ink, polygon
from dossier.figures.kit.placing import Board, Rect, Spot
from dossier.figures.map import signs
from dossier.figures.map.frame import Frame
from dossier.figures.map.lettering import Lettering, Name
from dossier.figures.map.survey import Shape, Survey
from dossier.geodesy.extents import within
from dossier.geodesy.lines import Line, bounds, clip_area, clip_line, lengths, point_at, thinned, unbroken
from dossier.styling.style import Style
from dossier.units import WHITE, Color

PLAIN: Final = Color("gray", (0.2,))
DASHES: Final = ((), (6.0, 2.0), (1.5, 1.8), (6.0, 2.0, 1.2, 2.0))
THIN: Final = 0.4  # points
SIZE: Final = 3.0  # points: half a mark


def draw_shapes(frame: Frame, board: Board, lettering: Lettering, data: Survey, style: Style) -> tuple[list[Ink], list[Name]]:
    """Draw what lies in the frame; areas first, then lines, then points; and write the labels where there is room."""
    inks: list[Ink] = []
    names: list[Name] = []
    for wanted in ("area", "line", "point"):
        for shape in data.shapes:
            if shape.kind != wanted:
                continue
            lines = on_paper(frame, shape)
            if not lines:
                continue
            inks += sign(shape, lines, data)
            if wanted == "line":
                for line in lines:
                    board.draw(line, 1.2)
            names += _label(board, lettering, shape, lines)
    return inks, names


def tints(frame: Frame, data: Survey) -> list[Ink]:
    """Return the grounds of areas that are an actor's, to lie under rivers and borders."""
    out = []
    for shape in data.shapes:
        holder = data.kinds[shape.class_number].holder
        if shape.kind == "area" and holder >= 0:
            out.append(Ink(on_paper(frame, shape), fill=signs.tint(data.holders[holder].color), closed=True))
    return out


def on_paper(frame: Frame, shape: Shape) -> list[Line]:
    """Return the lines of a shape on paper, as far as they are seen."""
    box = (-6.0, -6.0, frame.width + 6, frame.height + 6)
    out: list[Line] = []
    for line in shape.lines:
        points = frame.line(unbroken([within(point, frame.box) for point in line[:1]] + list(line[1:])))
        if shape.kind == "area":
            ring = clip_area(thinned(points, THIN), box)
            out += [ring] if len(ring) > 2 else []
        elif shape.kind == "line":
            out += clip_line(thinned(points, THIN), box)
        else:
            out += [[point] for point in points if frame.shows(line[0])]
    return out


def named_lines(frame: Frame, data: Survey) -> list[tuple[str, Line]]:
    """Return the lines of overlays with their labels: a route may follow one of them."""
    shapes = [shape for shape in data.shapes if shape.kind == "line" and shape.label]
    return [(plain(shape.label), line) for shape in shapes for line in on_paper(frame, shape)]


def sign(shape: Shape, lines: Sequence[Line], data: Survey) -> list[Ink]:
    """Draw a shape in the manner of its class."""
    number, kind = shape.class_number, data.kinds[shape.class_number]
    color = data.holders[kind.holder].color if kind.holder >= 0 else PLAIN
    if shape.kind == "area":
        return hatch(lines, kind.pattern, color)
    if shape.kind == "line":
        return [
            Ink(lines, stroke=WHITE, width=3.0),
            Ink(lines, stroke=color, width=1.3, dash=DASHES[number % len(DASHES)]),
        ]
    corners, turn = (4, 0.125 if number % 4 == 3 else 0.0) if number % 2 else (3, 0.0)
    forms = [polygon(x, y, SIZE, corners, turn) for ((x, y),) in lines]
    return [Ink(forms, fill=color, stroke=WHITE, width=0.7, closed=True)]


def _label(board: Board, lettering: Lettering, shape: Shape, lines: Sequence[Line]) -> list[Name]:
    """Write the label of a shape: in the middle of an area, else beside it; without room it has none on the map."""
    if shape.kind == "point":
        for ((x, y),) in lines:
            board.take(Rect(x - SIZE, y - SIZE, x + SIZE, y + SIZE))
    if not shape.label:
        return []
    said = lettering.set(shape.label, "map.area" if shape.kind == "area" else "map.note")
    width, height = lettering.size(said)
    spot: Spot | None = None
    if shape.kind == "area":
        left, bottom, right, top = bounds(point for line in lines for point in line)
        x, y = (max(left, 0) + min(right, board.frame.right)) / 2, (max(bottom, 0) + min(top, board.frame.top)) / 2
        spot = board.place_over(width, height, x, y)
    else:
        longest = max(lines, key=lambda line: lengths(line)[-1])
        along = lengths(longest)
        x, y = point_at(longest, along, along[-1] / 2)[0] if len(longest) > 1 else longest[0]
    spot = spot or board.place(width, height, Rect(x - SIZE, y - SIZE, x + SIZE, y + SIZE), leaders=shape.kind != "line")
    return [lettering.level(said, spot.box, leader=spot.leader or ())] if spot else []

"""A figure in, what is drawn of it out, in order: each word with its place, each line and area, as records and as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from math import cos, floor, hypot, log10, sin
from typing import Any, NamedTuple

from dossier import pipeline
from dossier.blocks import Figure, plain
from dossier.figures.kit.typesetter import drawer
from dossier.layout.paginate import PageMap
from dossier.typeset.setter import Setter
from dossier.typeset.setting import KINDS
from dossier.units import Color

Point = tuple[float, float]
FEW = 12  # points of what is shown point by point
SIMPLE = 6  # points of a form that is drawn by rule and compass
NUDGE = 1e-6  # what lies in the middle between two round numbers goes up, on any machine


class Words(NamedTuple):
    """Words in a role: the upper left corner of their lines, how wide and how many these are, and how they are turned."""

    text: str
    role: str
    x: float
    y: float
    width: float
    lines: int
    angle: float
    halo: bool


class Paths(NamedTuple):
    """Lines, or the outlines of areas, in one style: as points, where curves have only those that they go through."""

    lines: Sequence[Sequence[Point]]
    fill: Color | None
    stroke: Color | None
    width: float
    dash: Sequence[float]
    closed: bool


class Listener:
    """A setter that remembers which words it has set."""

    def __init__(self, setter: Setter) -> None:
        self._setter = setter
        self.said: list[tuple[Any, str, str]] = []  # set text, its words, their role

    def __getattr__(self, name: str) -> Any:
        return getattr(self._setter, name)

    def lines(self, content: Any, role: str, width: float, element: Any, **more: Any) -> Any:
        """Set words, and note them."""
        box = self._setter.lines(content, role, width, element, **more)
        self.said.append((getattr(box, "setting", None), plain(content), role))
        return box

    def words(self, lines: Any) -> str:
        """Return what lines say that were set here."""
        return next(text for setting, text, _ in self.said if setting is lines.setting)


class Surface:
    """What a figure is painted on: keeps what was drawn, at its place on the figure, whatever was turned."""

    def __init__(self, listener: Listener) -> None:
        self.drawn: list[Words | Paths] = []
        self._listener = listener
        self._turns: list[tuple[float, float, float]] = []
        self._halos: list[Any] | None = None
        self._haloed: set[tuple[int, float, float]] = set()

    def _at(self, x: float, y: float) -> Point:
        for left, bottom, angle in reversed(self._turns):
            x, y = left + x * cos(angle) - y * sin(angle), bottom + x * sin(angle) + y * cos(angle)
        return x, y

    @contextmanager
    def turned(self, x: float, y: float, angle: float) -> Iterator[None]:
        """Move and turn what follows."""
        self._turns.append((x, y, angle))
        yield
        self._turns.pop()

    @contextmanager
    def clipped(self, x: float, y: float, w: float, h: float) -> Iterator[None]:
        """Hide nothing: what is drawn outside is seen here."""
        yield

    @contextmanager
    def halos(self, color: Color, width: float) -> Iterator[None]:
        """Note what has a halo."""
        self._halos = []
        yield
        self._halos = None

    def artifact_text(self, setting: Any, first: int, last: int, x: float, y: float, leading: float, kind: str = "") -> None:
        """Note words at their first baseline."""
        where = self._at(x, y)
        key = (id(setting), *where)
        if self._halos is not None:
            self._haloed.add(key)
            return
        text, role = next((text, role) for known, text, role in self._listener.said if known is setting)
        angle = sum(angle for *_, angle in self._turns)
        widest = max(setting.widths[first:last], default=0.0)
        self.drawn.append(Words(text, role, *where, widest, last - first, angle, key in self._haloed))

    def path(self, lines: Any, *, fill: Any = None, stroke: Any = None, width: float = 0.0, dash: Any = (), closed: bool) -> None:
        """Note lines and areas."""
        points = [[self._at(*step[-2:]) for step in line] for line in lines]
        self.drawn.append(Paths([line for line in points if line], fill, stroke if width else None, width, dash, closed))


def heard(yaml: bytes, style: Any = None, *, root: str = ".") -> tuple[list[Figure], Listener]:
    """Return the figures of a dossier, and what sets their words and remembers them."""
    ready = pipeline.check(yaml, "figure.yaml", style, root=root)
    figures = [block for section in ready.galley.sections for block in section.blocks if isinstance(block, Figure)]
    return figures, Listener(Setter(ready.galley, ready.style, ready.book, PageMap(), KINDS))


def drawing(yaml: bytes, number: int, style: Any = None, *, root: str = ".", width: float | None = None) -> list[Words | Paths]:
    """Draw a figure of a dossier, counted from 0, as wide as its style has it; its origin is the upper left corner."""
    figures, listener = heard(yaml, style, root=root)
    figure = figures[number]
    return painted(listener, figure.kind, figure.data, width or listener.measure.of(listener.style.role(figure.role)))


def painted(listener: Listener, kind: str, data: Any, width: float) -> list[Words | Paths]:
    """Draw the data of a figure in a width."""
    found = drawer(kind)(listener, data, width, None)
    assert found is not None, f"no room for the {kind}"
    surface = Surface(listener)
    found[1](surface, 0.0, 0.0)
    return surface.drawn


# As text -------------------------------------------------------------------------------------------------------------------
def told(drawn: Sequence[Words | Paths]) -> str:
    """Return a drawing as text, a line for each thing, places in half points from the upper left corner, downwards."""
    return "\n".join(_told_words(it) if isinstance(it, Words) else _told_paths(it) for it in _joined(drawn)) + "\n"


def _joined(drawn: Sequence[Words | Paths]) -> Iterator[Words | Paths]:
    """Yield what is seen; shapes of the ground, which have many points, as one where they follow each other in one style."""
    open_: Paths | None = None
    for it in drawn:
        if open_ and isinstance(it, Paths) and it[1:] == open_[1:]:
            open_ = open_._replace(lines=[*open_.lines, *it.lines])
            continue
        if open_:
            yield open_
        open_ = it if isinstance(it, Paths) and _is_shapeless(it) else None
        if not open_ and (isinstance(it, Words) or it.lines):
            yield it
    if open_:
        yield open_


def _is_shapeless(it: Paths) -> bool:
    return any(len(line) > SIMPLE for line in it.lines)


def _told_words(it: Words) -> str:
    more = [f"{it.lines} lines"] * (it.lines > 1) + [f"turned {_number(it.angle, 0.01)}"] * bool(it.angle) + ["halo"] * it.halo
    return f"{it.role:20} {_place(it.x, it.y):>13}  {it.text!r} {' '.join((f'w {_number(it.width)}', *more))}"


def _told_paths(it: Paths) -> str:
    style = [f"fill {_color(it.fill)}"] if it.fill else []
    if it.stroke:
        style.append(f"stroke {_color(it.stroke)} {_number(it.width, 0.01)}")
        style += [f"dash {' '.join(_number(part, 0.1) for part in it.dash)}"] if it.dash else []
    kind = "area" if it.closed else "line"
    name = f"{len(it.lines)} {kind}s" if len(it.lines) > 1 else kind
    points = [point for line in it.lines for point in line]
    if len(points) <= FEW:
        where = "; ".join(" ".join(_place(*point) for point in line) for line in it.lines)
    else:
        xs, ys = zip(*points, strict=True)
        where = f"{_place(min(xs), max(ys))} to {_place(max(xs), min(ys))}, long {_rough(sum(map(_length, it.lines)))}"
        if len(it.lines) == 1:
            line = it.lines[0]
            where += f", from {_place(*line[0])} by {_place(*_middle(line))} to {_place(*line[-1])}"
    return f"{name:20} {', '.join(style)}: {where}"


def _length(line: Sequence[Point]) -> float:
    return sum(hypot(u - x, v - y) for (x, y), (u, v) in pairwise(line))


def _middle(line: Sequence[Point]) -> Point:
    """Return the point half way along a line."""
    left = _length(line) / 2
    for (x, y), (u, v) in pairwise(line):
        step = hypot(u - x, v - y)
        if step and left <= step:
            return x + left / step * (u - x), y + left / step * (v - y)
        left -= step
    return line[-1]


def _place(x: float, y: float) -> str:
    return f"{_number(x)},{_number(-y)}"


def _number(value: float, step: float = 0.5) -> str:
    return f"{floor(value / step + 0.5 + NUDGE) * step + 0.0:.6g}"


def _rough(value: float) -> str:
    """Return a length with two digits that count."""
    return _number(value, 10.0 ** (floor(log10(value)) - 1)) if value else "0"


def _color(color: Color) -> str:
    return f"{color.space} {' '.join(_number(part, 0.01) for part in color.values)}"

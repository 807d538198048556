"""Operators of a drawing -> how far its ink reaches, by the transformations and the clipping in force (ISO 32000-1, 8.3, 8.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

from dossier.figures.drawing.sketch import TOKEN, Sketch, Words

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

ALL: Final[Box] = (float("-inf"), float("-inf"), float("inf"), float("inf"))
SAME: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ABOVE, BELOW = 0.75, 0.22  # of the size: how far letters reach from their baseline
PARTS: Final = 8  # into which a curve is cut
PAINT: Final = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))


class State(NamedTuple):
    """What `q` saves: how places are meant, and where ink shows."""

    matrix: Matrix = SAME
    clip: Box = ALL


class Trace:
    """Follows operators and notes where they leave ink."""

    def __init__(self, words: Sequence[Words]) -> None:
        self.words = words
        self.found: Box | None = None
        self.state = State()
        self.saved: list[State] = []
        self.path: list[tuple[float, float]] = []
        self.here = (0.0, 0.0)  # the current point, as it is written
        self.clipping = False
        self.line: Matrix = SAME  # where a line of text begins
        self.pen: Matrix = SAME  # and where it goes on
        self.leading = 0.0
        self.acts: dict[str, Callable[[list[float]], None]] = {
            "q": self._save,
            "Q": self._restore,
            "cm": self._transform,
            "m": self._go,
            "l": self._go,
            "c": self._curve,
            "re": self._rectangle,
            "W": self._clip,
            "W*": self._clip,
            "n": self._end,
            "Do": lambda given: self._area(((0, 0), (1, 0), (1, 1), (0, 1))),
            "sh": lambda given: self._note(self.state.clip),
            "BT": self._text,
            "Tm": self._text,
            "TL": self._lead,
            "Td": lambda given: self._down(*given[-2:]),
            "T*": lambda given: self._down(0.0, -self.leading),
        }

    def follow(self, code: str) -> Box | None:
        """Return how far the ink of these operators reaches; None where there is none."""
        given: list[float] = []
        for part in code.split():
            if token := TOKEN.fullmatch(part):
                self._say(self.words[int(token[1])])
            elif part in PAINT:
                self._paint()
            elif part in self.acts:
                self.acts[part](given)
            else:
                try:
                    given.append(float(part.strip("[]")))
                    continue
                except ValueError:
                    pass
            given = []
        return self.found

    def _save(self, given: list[float]) -> None:
        self.saved.append(self.state)

    def _restore(self, given: list[float]) -> None:
        self.state = self.saved.pop()

    def _transform(self, given: list[float]) -> None:
        a, b, c, d, e, f = given
        self.state = self.state._replace(matrix=times((a, b, c, d, e, f), self.state.matrix))

    def _go(self, given: list[float]) -> None:
        x, y = self.here = given[0], given[1]
        self.path.append(at(self.state.matrix, x, y))

    def _curve(self, given: list[float]) -> None:
        (x0, y0), (x1, y1, x2, y2, x3, y3) = self.here, given
        for part in range(1, PARTS + 1):
            t = part / PARTS
            u = 1 - t
            x = u**3 * x0 + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t**3 * x3
            y = u**3 * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * y3
            self.path.append(at(self.state.matrix, x, y))
        self.here = x3, y3

    def _rectangle(self, given: list[float]) -> None:
        x, y, w, h = given
        self.here = x, y
        self.path += [at(self.state.matrix, *corner) for corner in ((x, y), (x + w, y), (x + w, y + h), (x, y + h))]

    def _clip(self, given: list[float]) -> None:
        self.clipping = True

    def _end(self, given: list[float]) -> None:
        """End a path: where it was to clip, what follows shows within it only."""
        if self.clipping and self.path:
            self.state = self.state._replace(clip=within(around(self.path), self.state.clip))
        self.path, self.clipping = [], False

    def _paint(self) -> None:
        if self.path:
            self._note(around(self.path))
        self._end([])

    def _area(self, corners: Sequence[tuple[float, float]], matrix: Matrix = SAME) -> None:
        whole = times(matrix, self.state.matrix)
        self._note(around([at(whole, x, y) for x, y in corners]))

    def _note(self, box: Box) -> None:
        left, bottom, right, top = within(box, self.state.clip)
        if left <= right and bottom <= top:
            old = self.found or (left, bottom, right, top)
            self.found = min(old[0], left), min(old[1], bottom), max(old[2], right), max(old[3], top)

    def _text(self, given: list[float]) -> None:
        self.line = self.pen = (given[0], given[1], given[2], given[3], given[4], given[5]) if given else SAME

    def _lead(self, given: list[float]) -> None:
        self.leading = given[0]

    def _down(self, x: float, y: float) -> None:
        self.line = self.pen = times((1.0, 0.0, 0.0, 1.0, x, y), self.line)

    def _say(self, words: Words) -> None:
        low, high = -BELOW * words.size, ABOVE * words.size
        if words.text.strip():
            self._area(((0, low), (words.advance, low), (words.advance, high), (0, high)), self.pen)
        self.pen = times((1.0, 0.0, 0.0, 1.0, words.advance, 0.0), self.pen)


def extent_of(sketch: Sketch) -> Box | None:
    """Return how far the ink of a drawing reaches; None where it leaves none."""
    return Trace(sketch.words).follow(sketch.code)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the transformation that is `first` and `then` one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point comes to be."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: Sequence[tuple[float, float]]) -> Box:
    """Return the box round points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def within(box: Box, clip: Box) -> Box:
    """Return what two boxes have in common; its sides change places where that is nothing."""
    return max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])

"""The end of a paragraph, from its first late words on -> its lines, broken again once these are known.

The room that late words keep is often more than they take. Were the rest left where it stood, a full stop would stand alone on a
line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from dossier.blocks import Late
from dossier.text.runs import Atoms, Run
from dossier.text.textlines import LateLine, Layout, Line, Piece, RichLine, Segment, SetText
from dossier.units import Color

Again: TypeAlias = Callable[[Sequence[Piece], Layout], SetText]


def with_tail(lines: list[Line], begins: Sequence[tuple[int, int]], atoms: Atoms, layout: Layout, again: Again) -> list[Line]:
    """Return the lines, those from the first late one on such that they are broken again when their words are known.

    `begins` gives for each line its first atom, and the offset in it. A late line that is the last one stays as it is, and so do
    lines of several elements, whose marks are given out before, and lines at which keys are noted: these have their pages.
    """
    first = next((at for at, line in enumerate(lines) if isinstance(line, LateLine)), len(lines))
    if first >= len(lines) - 1 or begins[first][1]:
        return lines
    pieces = _pieces(atoms, begins[first][0])
    lates = tuple(piece.late for piece in pieces if piece.late)
    if not any(late.kind == "pages" for late in lates):  # a single number takes about what was kept for it
        return lines
    if len({piece.element for piece in pieces}) > 1 or any(piece.keys for piece in pieces):
        return lines
    own = atoms.runs[0]
    kept = [_own(own, line) if isinstance(line, bytes) else line for line in lines[first:]]
    tail = _Tail(pieces, layout._replace(indent=0.0), kept, again)
    return [*lines[:first], *(LateLine(lates, partial(tail.line, at)) for at in range(len(lines) - first))]


def _pieces(atoms: Atoms, atom: int) -> list[Piece]:
    """Return what is set from an atom on."""
    number = bisect_right(atoms.firsts, atom) - 1
    stop = atoms.firsts[number + 1]
    out = []
    for at, run in enumerate(atoms.runs[number:], number):
        text = run.text if at > number else " ".join(atoms.words[atom:stop]) + " " * (atoms.spaces[stop - 1] > 0)
        out.append(run.piece._replace(text=text, keys=run.keys if at > number else ()))
    return out


class _Tail:
    """The last lines of a paragraph, in the room that was kept for them."""

    def __init__(self, pieces: Sequence[Piece], layout: Layout, kept: Sequence[RichLine | LateLine], again: Again) -> None:
        self.pieces, self.layout, self.kept, self.again = pieces, layout, kept, again
        self.known: tuple[dict[Late, str], list[RichLine] | None] = {}, None

    def line(self, at: int, words: Mapping[Late, str]) -> RichLine:
        """Return a line with the words in it: an empty one where they need fewer lines, that first set where they need more."""
        said = dict(words)
        if self.known[0] != said:
            self.known = said, self._broken(said)
        lines = self.known[1]
        if lines is not None:
            return lines[at] if at < len(lines) else RichLine(())
        kept = self.kept[at]
        return kept.finish(words) if isinstance(kept, LateLine) else kept

    def _broken(self, words: Mapping[Late, str]) -> list[RichLine] | None:
        """Break the lines again; None where the room isn't enough for them, or is taken whole."""
        if all(late.reserve == said for late, said in words.items()):
            return None
        pieces = [it._replace(text=words[it.late], late=None) if it.late else it for it in self.pieces]
        made = self.again(pieces, self.layout)
        lines = [_shown(made.font, made.size, made.color, line) for line in made.lines if not isinstance(line, LateLine)]
        return lines if len(lines) <= len(self.kept) else None


def _own(run: Run, line: bytes) -> RichLine:
    """Return a line in the paragraph's own font, which is that of its first run."""
    return _shown(run.face.tag, run.size, run.piece.style.color, line)


def _shown(font: bytes, size: float, color: Color | None, line: bytes | RichLine) -> RichLine:
    """Return a line as segments, what is plain as one of the block's own element."""
    return line if isinstance(line, RichLine) else RichLine([Segment(font, size, color, 0, 0.0, 0.0, line, 0.0, True)])

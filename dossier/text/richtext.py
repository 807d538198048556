"""Pieces in several faces, sizes and elements, with late words or right-to-left text among them -> a paragraph in lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import sub

from dossier.text.assembly import Assembler
from dossier.text.breaking import LineEnd, Matter, Setting, best_lines, first_fit_lines
from dossier.text.faces import FontBook
from dossier.text.paragraph import RAGGED, SLACK, Layout
from dossier.text.runs import ATOM, Atoms, Runs, make_runs
from dossier.text.textlines import Line, Piece, SetText


def set_rich(pieces: Sequence[Piece], layout: Layout, book: FontBook, warn: Callable[[str], None] | None) -> SetText:
    """Set pieces as a paragraph; as `set_text`, without its short way."""
    if warn:
        _warn_of_missing(pieces, book, warn)
    made = make_runs(pieces, book, layout.direction, layout.hyphenate, layout.penalty)
    atoms = Atoms(made.runs)
    if not atoms.words:
        return _empty(pieces, book)
    if atoms.edges[-1] - atoms.spaces[-1] <= layout.measure + SLACK - layout.indent:
        return _assembled(atoms, made, [(len(atoms.units) - 1, None)], layout, pieces)
    matter = atoms.matter()
    if _too_wide(matter, layout):
        from dossier.text.emergency import chop

        cut = chop(pieces, layout, book, warn)
        made = make_runs(cut, book, layout.direction, layout.hyphenate, layout.penalty)
        atoms = Atoms(made.runs)
        matter = atoms.matter()
        if _too_wide(matter, layout):
            atoms = Atoms(made.runs, keep_marks=False)
            matter = atoms.matter()
    first = made.runs[0]
    space = first.face.space * first.em
    setting = Setting(layout.measure + SLACK, space / 2, space / 3, layout.penalty, layout.indent, first.size)
    if layout.align == "justify":
        ends = best_lines(matter, setting)
    else:
        ends = first_fit_lines(matter, setting, layout.measure * RAGGED)
    return _assembled(atoms, made, ends, layout, pieces)


def _assembled(atoms: Atoms, made: Runs, ends: Sequence[LineEnd], layout: Layout, pieces: Sequence[Piece]) -> SetText:
    """Make the lines that end at these places."""
    first = made.runs[0]
    assembler = Assembler(atoms, layout, made.base, made.mixed, pieces[0].style)
    lines: list[Line] = []
    widths: list[float] = []
    for stretch in _stretches(atoms, ends):
        line, width = assembler.line(*stretch)
        lines.append(line)
        widths.append(width)
    anchors = _anchors(atoms, ends)
    base_style = pieces[0].style._replace(size=first.size)
    return SetText(lines, widths, first.face.tag, base_style, pieces, anchors, made.mixed, made.base == 1)


def _empty(pieces: Sequence[Piece], book: FontBook) -> SetText:
    if not pieces:
        raise ValueError("a paragraph needs at least one piece, if an empty one")
    style = pieces[0].style
    return SetText([], [], book.face(style, pieces[0].lang).tag, style, pieces, {})


def _warn_of_missing(pieces: Sequence[Piece], book: FontBook, warn: Callable[[str], None]) -> None:
    for piece in pieces:
        if not piece.text.isascii():
            for char in book.missing(piece.text, piece.style):
                warn(f"no typeface of {piece.style.family} has the character {char!r} (U+{ord(char):04X})")


def _too_wide(matter: Matter, layout: Layout) -> bool:
    room = layout.measure + SLACK - max(layout.indent, 0.0)
    return bool(max(map(sub, matter.ends[1:], matter.starts)) > room)


def _stretches(atoms: Atoms, ends: Sequence[LineEnd]) -> list[tuple[int, int, int, int, str, bool]]:
    """Return for each line what `Assembler.line` takes."""
    out = []
    atom, offset = 0, 0
    count = len(atoms.units) - 1
    for unit, cut in ends:
        if cut is None:
            stop = atoms.units[unit]
            out.append((atom, offset, stop, 0, "", unit == count))
            atom, offset = stop, 0
        else:
            at = atoms.units[unit] + (cut[3] >> ATOM)
            place = cut[3] & (1 << ATOM) - 1
            out.append((atom, offset, at + 1, place, cut[4], False))
            atom, offset = at, place
    return out


def _anchors(atoms: Atoms, ends: Sequence[LineEnd]) -> dict[int, tuple[str, ...]]:
    """Return the keys noted at each line: where the run they belong to begins."""
    out: dict[int, tuple[str, ...]] = {}
    if not any([run.keys for run in atoms.runs]):  # noqa: C419 - a list is twice as fast as a generator, and this is done often
        return out
    begins = [0]
    for unit, cut in ends[:-1]:
        begins.append(atoms.units[unit] + (cut[3] >> ATOM) + 1 if cut else atoms.units[unit])
    last = len(atoms.words) - 1
    for run, first in zip(atoms.runs, atoms.firsts, strict=False):
        if run.keys:
            line = bisect_right(begins, min(first, last)) - 1
            out[line] = out.get(line, ()) + run.keys
    return out

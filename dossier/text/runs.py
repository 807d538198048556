"""Pieces of text -> runs, each in one face, size and direction; and the runs' words -> units for the line breaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple

from dossier.blocks import Late
from dossier.styling.style import TextStyle
from dossier.text import bidi
from dossier.text.bonds import BOUND, bound
from dossier.text.breaking import Cut, Matter
from dossier.text.faces import FontBook
from dossier.text.hyphenation import WordCuts, word_cuts
from dossier.text.linebreaks import CLOSES, OPENS, has_standing_alone, has_unspaced, may_part, unspaced_units
from dossier.text.shaping import Face
from dossier.text.textlines import Layout, Piece

ATOM = 32  # bits of a cut's offset below the number of the atom in its unit


class Run:
    """A stretch of text in one face, size, colour, element and level. `em` is a thousandth of its size, in points.

    Runs of the same `look` can be shown by one operator where nothing moves the pen between them.
    """

    __slots__ = (
        "color",
        "cuts",
        "element",
        "em",
        "face",
        "keys",
        "late",
        "level",
        "look",
        "parts",
        "piece",
        "rise",
        "size",
        "text",
    )

    def __init__(self, text: str, face: Face, size: float, piece: Piece, level: int, cuts: WordCuts) -> None:
        self.text, self.face, self.size, self.em = text, face, size, size / 1000
        self.color, self.rise, self.element = piece.style.color, piece.style.rise, piece.element
        self.look = face.tag, size, self.color, self.element
        self.late: Late | None = piece.late
        self.piece = piece
        self.level, self.cuts = level, cuts
        self.keys: tuple[str, ...] = ()
        self.parts = False  # a line may end after it though no space follows


class Runs:
    """The runs of a paragraph, its base level (1: right to left), and whether any level in it isn't 0."""

    __slots__ = ("base", "mixed", "runs")

    def __init__(self, runs: list[Run], base: int, mixed: bool) -> None:
        self.runs, self.base, self.mixed = runs, base, mixed


class _Dress(NamedTuple):
    """What pieces of one style and language share. The style is kept too, so that its identity isn't given to another."""

    face: Face
    cuts: WordCuts
    style: TextStyle


def _dress(piece: Piece, book: FontBook, layout: Layout) -> _Dress:
    key = id(piece.style), piece.lang, layout.hyphenate, layout.penalty, layout.hangs
    found = book.dresses.get(key)
    if not isinstance(found, _Dress):
        face = book.face(piece.style, piece.lang)
        found = book.dresses[key] = _Dress(
            face, word_cuts(face, piece.lang, layout.penalty, layout.hyphenate, layout.hangs), piece.style
        )
    return found


def make_runs(pieces: Sequence[Piece], book: FontBook, layout: Layout) -> Runs:
    """Split pieces by direction (UAX#9), by what faces have, and where lines end without a space; join what looks the same."""
    levels: Sequence[int] | None = None
    base = 0
    whole = "".join([piece.text for piece in pieces])
    if layout.direction == "rtl" or bidi.needs_bidi(whole):
        base, levels = bidi.levels(whole, {"ltr": 0, "rtl": 1}.get(layout.direction))
        layout = layout._replace(hanging=0.0)
    runs: list[Run] = []
    keys: tuple[str, ...] = ()
    before: Piece | None = None
    at = 0
    for piece in pieces:
        text, style, lang, element, noted, late = piece
        if noted:
            keys += noted
        if not text:
            continue
        dress = _dress(piece, book, layout)
        file = dress.face.file
        first = len(runs)
        if levels is None and (file.ascii if text.isascii() else file.simple.issuperset(text)):
            if before and not (keys or late or before.late) and before[1:4] == (style, lang, element):
                runs[-1].text += text
            else:
                runs.append(Run(text, dress.face, style.size, piece, 0, dress.cuts))
                before = piece
        else:
            before = None
            for part, level in _by_level(text, levels, at):
                for stretch, face, factor in book.resolve(part, style, lang, level & 1 == 1):
                    cuts = word_cuts(face, lang, layout.penalty, layout.hyphenate and not level & 1, layout.hangs)
                    _add(runs, stretch, Run(stretch, face, style.size * factor, piece, level, cuts), piece)
        at += len(text)
        if keys and len(runs) > first:
            runs[first].keys, keys = keys, ()
    if keys and runs:
        runs[-1].keys += keys
    _part_between(runs)
    return Runs(runs, base, levels is not None and any(levels))


def _by_level(text: str, levels: Sequence[int] | None, at: int) -> list[tuple[str, int]]:
    if levels is None:
        return [(text, 0)]
    out: list[tuple[str, int]] = []
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or levels[at + i] != levels[at + start]:
            out.append((text[start:i], levels[at + start]))
            start = i
    return out


def _add(runs: list[Run], text: str, run: Run, piece: Piece) -> None:
    """Add a run; one with ideographs or zero-width spaces in it as several, between which lines may end."""
    if not has_unspaced(text):
        runs.append(run)
        return
    for unit in unspaced_units(text):
        part = Run(unit, run.face, run.size, piece, run.level, run.cuts)
        part.parts = True
        runs.append(part)
    runs[-1].parts = text.endswith("\u200b")


def _part_between(runs: list[Run]) -> None:
    for run, following in pairwise(runs):
        if not run.parts and run.text[-1] != " " and following.text[0] != " ":
            run.parts = may_part(run.text[-1], following.text[0])


class Atoms:
    """The words of all runs, in order. Atoms that stand together without a space are one unit, which the
    line breaker doesn't part by itself.

    `fragments[i]` includes the space after atom i, `spaces[i]` is that space's width (0 for none); `edges[i]` is where atom i
    starts if all stood on one line: points. `units[u]` is the first atom of unit u, `firsts[r]` that of run r; both end with the
    number of atoms.
    """

    __slots__ = ("edges", "firsts", "fragments", "runs", "spaces", "units", "words")

    def __init__(self, runs: list[Run], keep_marks: bool = True) -> None:
        self.runs = runs
        self.words = words = list[str]()
        self.fragments = fragments = list[bytes]()
        self.spaces = spaces = list[float]()
        self.units = units = list[int]()
        self.firsts = firsts = list[int]()
        advances: list[float] = []
        joined = False
        for run in runs:
            start = len(words)
            firsts.append(start)
            tokens = run.text.split(" ")
            spaced = not tokens[-1]
            if spaced:
                tokens.pop()
            if not (tokens and (tokens[0] or joined)) or "  " in run.text:
                tokens = _collapsed(tokens, spaced, joined)
                if not tokens:
                    continue
            face, em = run.face, run.em
            space = face.space * em
            words += tokens
            stop = len(words)
            units += range(start + joined, stop)
            advances += [advance * em for advance in map(face.width.__getitem__, tokens)]
            fragments += map(face.frag.__getitem__, tokens)
            spaces += [space] * (stop - start)
            if not spaced:
                advances[-1] -= space
                spaces[-1] = 0.0
                fragments[-1] = fragments[-1][: -len(face.space_frag)]
            joined = not spaced and not run.parts
        if keep_marks and has_standing_alone("".join([run.text for run in runs])):
            self._keep_marks()
        if keep_marks and not BOUND.isdisjoint(words):
            stick = bound(words)
            self.units = [atom for atom in self.units if atom not in stick]
        self.units.append(len(words))
        firsts.append(len(words))
        self.edges = list(accumulate(advances, initial=0.0))

    def _keep_marks(self) -> None:
        """Join marks that stand alone between spaces to the word that they belong to, space and all (UAX#14, LB13 and LB14)."""
        stick = {atom for atom, word in enumerate(self.words) if atom and CLOSES.match(word)}
        stick |= {atom + 1 for atom, word in enumerate(self.words) if OPENS.match(word)}
        self.units = [atom for atom in self.units if atom not in stick]

    def matter(self, hanging: bool) -> Matter[int]:
        """Return the paragraph as the line breaker sees it, in points; with what hangs, where it does."""
        edges, spaces, units = self.edges, self.spaces, self.units
        count = len(units) - 1
        starts = list(map(edges.__getitem__, units))
        trailing = [spaces[atom - 1] for atom in units]
        trailing[0] = 0.0
        ends = list(map(sub, starts, trailing))
        if hanging:
            hangs = self._hangs()
            ends[1:] = [end - hangs[atom - 1] for end, atom in zip(ends[1:], units[1:], strict=True)]
        gaps = list(accumulate(map(bool, trailing)))
        return Matter(starts, ends, gaps, count, range(count + 1), UnitCuts(self, False), UnitCuts(self, True))

    def _hangs(self) -> list[float]:
        """Return for each atom how far a line that ends with it reaches out, in points."""
        out: list[float] = []
        for run, (first, stop) in zip(self.runs, pairwise(self.firsts), strict=True):
            out += [hang * run.em for hang in map(run.cuts.hangs.__getitem__, self.words[first:stop])]
        return out


def _collapsed(tokens: list[str], spaced: bool, joined: bool) -> list[str]:
    """Take several spaces for one. An empty first word is the space after the word before, if none follows that yet."""
    words = [token for i, token in enumerate(tokens) if token or (not i and joined)]
    return [""] if spaced and joined and not words else words


class UnitCuts(dict[int, Sequence[Cut]]):
    """The cuts of units, made from those of their words when asked for."""

    __slots__ = ("_atoms", "_hyphens")

    def __init__(self, atoms: Atoms, hyphens: bool) -> None:
        self._atoms, self._hyphens = atoms, hyphens

    def __missing__(self, unit: int) -> Sequence[Cut]:
        atoms = self._atoms
        first, stop = atoms.units[unit], atoms.units[unit + 1]
        start, end = atoms.edges[first], atoms.edges[stop]
        out: list[Cut] = []
        for atom in range(first, stop):
            run = atoms.runs[bisect_right(atoms.firsts, atom) - 1]
            table = run.cuts.hyphens if self._hyphens else run.cuts.plain
            word = atoms.words[atom]
            if run.late or not table[word]:
                continue
            before, after = atoms.edges[atom] - start, end - atoms.edges[atom + 1]
            after += atoms.spaces[atom] - run.face.space * run.em
            base = (atom - first) << ATOM
            out += [(before + a * run.em, b * run.em + after, c, base + d, e) for a, b, c, d, e in table[word]]
        made = self[unit] = out
        return made

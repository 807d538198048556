"""Pieces in several faces, sizes and elements, with late words or right-to-left text among them -> a paragraph in lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import sub

from dossier.problems import Warn
from dossier.text.assembly import Assembler
from dossier.text.breaking import LineEnd, Matter, Setting, best_lines
from dossier.text.faces import FontBook
from dossier.text.hyphenation import word_cuts
from dossier.text.linebreaks import SOFT_HYPHEN, places
from dossier.text.ragged import RAGGED, first_fit_lines
from dossier.text.runs import ATOM, Atoms, Runs, make_runs
from dossier.text.textlines import LETTERS, Layout, Line, Piece, SetText

CUT = "\u200b"
LONGEST = 300  # letters; what is longer is no word of a language, and the line breaker gets it in stretches


def set_rich(pieces: Sequence[Piece], layout: Layout, book: FontBook, warn: Warn) -> SetText:
    """Set pieces as a paragraph; as `set_text`, without its short way."""
    if warn:
        _warn_of_missing(pieces, book, warn)
    made = make_runs(pieces, book, layout)
    if made.mixed or made.base:
        layout = layout._replace(hanging=0.0, looser=0.0, tighter=0.0)
    hanging = layout.hangs > 0
    atoms = Atoms(made.runs)
    if not atoms.words:
        return _empty(pieces, book)
    if atoms.edges[-1] - atoms.spaces[-1] <= layout.limit - layout.indent:
        return _assembled(atoms, made, [(len(atoms.units) - 1, None)], layout, pieces, book)
    matter = atoms.matter(hanging)
    if _too_wide(matter, layout):
        cut = _chopped(pieces, layout, book, warn)
        made = make_runs(cut, book, layout)
        atoms = Atoms(made.runs)
        matter = atoms.matter(hanging)
        if _too_wide(matter, layout):
            atoms = Atoms(made.runs, keep_marks=False)
            matter = atoms.matter(hanging)
    first = made.runs[0]
    space = first.face.space * first.em
    letters = LETTERS * layout.limit * sum(len(run.text) for run in made.runs) / atoms.edges[-1]
    setting = Setting(
        layout.limit, space / 2, space / 3, layout.penalty, layout.indent, first.size,
        letters * layout.looser * first.em, letters * layout.tighter * first.em,
    )  # fmt: skip
    if layout.align == "justify":
        ends = best_lines(matter, setting)
    else:
        ends = first_fit_lines(matter, setting, layout.measure * RAGGED)
    return _assembled(atoms, made, ends, layout, pieces, book)


def _assembled(
    atoms: Atoms, made: Runs, ends: Sequence[LineEnd], layout: Layout, pieces: Sequence[Piece], book: FontBook
) -> SetText:
    """Make the lines that end at these places."""
    first = made.runs[0]
    assembler = Assembler(atoms, layout, made.base, made.mixed, pieces[0].style)
    lines: list[Line] = []
    widths: list[float] = []
    stretches = _stretches(atoms, ends)
    for stretch in stretches:
        line, width = assembler.line(*stretch)
        lines.append(line)
        widths.append(width)
    if len(lines) > 1 and assembler.shares:
        from dossier.text.latetails import with_tail

        side = layout._replace(direction="rtl" if made.base == 1 else "ltr")
        begins = [(atom, offset) for atom, offset, *_ in stretches]
        lines = with_tail(lines, begins, atoms, side, lambda rest, layout: set_rich(rest, layout, book, None))
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


def _too_wide(matter: Matter[int], layout: Layout) -> bool:
    room = layout.limit - max(layout.indent, 0.0)
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


# Words wider than the measure ------------------------------------------------------------------------------------------
def _chopped(pieces: Sequence[Piece], layout: Layout, book: FontBook, warn: Warn) -> list[Piece]:
    """Return the pieces with cuts in each word that is too wide: hyphens, even where the style wants none; else between letters.

    Words that several pieces make together are also cut between these.
    """
    room = layout.measure - max(layout.indent, 0.0)
    out: list[Piece] = []
    for piece in pieces:
        if piece.late:
            out.append(piece)
            continue
        words = piece.text.split(" ")
        chopped = [_word_chopped(word, piece, room, layout, book) for word in words]
        for word, made in zip(words, chopped, strict=True):
            if warn and CUT not in word and made.count(CUT) > (len(_offered(word)) - 1 if len(word) > LONGEST else 0):
                warn(f"the word {_short(word)!r} is wider than its column of {layout.measure:.0f} pt, and is divided")
        if out and _joined_too_wide(out[-1], piece, room, book):
            out[-1] = out[-1]._replace(text=out[-1].text + CUT)
        out.append(piece._replace(text=" ".join(chopped)))
    return out


def _short(word: str) -> str:
    return word if len(word) <= 40 else word[:39] + "…"


def _width(text: str, piece: Piece, book: FontBook) -> float:
    style = piece.style
    resolved = book.resolve(text, style, piece.lang)
    return sum(face.shape(part)[0] * style.size * factor for part, face, factor in resolved) / 1000


def _word_chopped(word: str, piece: Piece, room: float, layout: Layout, book: FontBook) -> str:
    """Return a word with soft hyphens, and a cut wherever the next letter would not fit all the same."""
    if not word or _width(word, piece, book) <= room:
        return word
    if len(word) > LONGEST:
        return CUT.join(_letters(part, piece, room, book) for part in _offered(word))
    face = book.face(piece.style, piece.lang)
    hyphens = {offset: mark for offset, mark, _ in places(word)}  # what a face doesn't cover has no other places
    if face.file.covers.issuperset(word):
        hyphens = {cut[3]: cut[4] for cut in word_cuts(face, piece.lang, layout.penalty, True).hyphens[word]}
    out = ""
    for start, stop in pairwise([0, *hyphens, len(word)]):
        part = word[start:stop]
        hyphen = _width(face.file.hyphen, piece, book) if stop < len(word) else 0.0
        out += part if _width(part, piece, book) + hyphen <= room else _letters(part, piece, room, book)
        if hyphens.get(stop) == SOFT_HYPHEN and part[-1] != SOFT_HYPHEN:
            out += SOFT_HYPHEN
    return out


def _offered(word: str) -> list[str]:
    """Part a word where it offers so itself; at its soft hyphens it stays whole, for these have to be seen at a line's end."""
    offsets = [offset for offset, mark, _ in places(word) if mark != SOFT_HYPHEN]
    return [word[start:stop] for start, stop in pairwise([0, *offsets, len(word)])]


def _letters(part: str, piece: Piece, room: float, book: FontBook) -> str:
    """Cut between letters, each stretch as long as fits, letters measured one by one."""
    from dossier.text.fallback import clusters

    out: list[str] = []
    taken = 0.0
    slack = room * 0.99
    widths: dict[str, float] = {}
    for cluster in clusters(part):
        width = widths.get(cluster)
        if width is None:
            width = widths[cluster] = _width(cluster, piece, book)
        if taken and taken + width > slack:
            out.append(CUT)
            taken = 0.0
        out.append(cluster)
        taken += width
    return "".join(out)


def _joined_too_wide(before: Piece, piece: Piece, room: float, book: FontBook) -> bool:
    if not before.text or not piece.text or before.text[-1] == " " or piece.text[0] == " " or before.text[-1] == CUT:
        return False
    tail = before.text.rsplit(" ", 1)[-1].rsplit(CUT, 1)[-1]
    head = piece.text.split(" ", 1)[0]
    return _width(tail, before, book) + _width(head, piece, book) > room

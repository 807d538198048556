"""The atoms of one line -> its segments: stretched or moved to its side, late words left open, directions put in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from dossier.blocks import Late
from dossier.styling.style import TextStyle
from dossier.text.linebreaks import KEPT_HYPHEN
from dossier.text.parts import LateShare, Part, Word, place_mixed, place_on
from dossier.text.runs import Atoms, Run
from dossier.text.textlines import LateLine, Layout, Line, RichLine, glyphs, tracked, tracking

SHARES = {"right": 1.0, "end": 1.0, "center": 0.5}


class Assembler:
    """Makes the lines of one paragraph."""

    __slots__ = ("atoms", "base", "indent", "layout", "mixed", "shares", "style")

    def __init__(self, atoms: Atoms, layout: Layout, base: int, mixed: bool, style: TextStyle) -> None:
        self.atoms, self.layout, self.base, self.mixed, self.style = atoms, layout, base, mixed or base == 1, style
        self.indent = layout.indent
        self.shares: dict[int, LateShare] = {}

    def line(self, atom: int, offset: int, stop: int, place: int, end: str, last: bool) -> tuple[Line, float]:
        """Return a line and its ink's width (points), from `offset` in an atom to `place` in that before `stop` (0: its end)."""
        parts: list[Part] = []
        lates: list[tuple[Late, int, int]] = []
        atoms = self.atoms
        firsts, runs = atoms.firsts, atoms.runs
        low, number = atom, bisect_right(firsts, atom) - 1
        while low < stop:
            high = firsts[number + 1]
            if high > stop:
                high = stop
            if low < high:
                part = self._part(number, low, high, offset if low == atom else 0, place if high == stop else 0, end)
                late = runs[number].late
                if late:
                    share = self.shares.setdefault(number, LateShare())
                    part = part._replace(late=share)
                    lates.append((late, len(parts), len(share.rooms)))
                    share.rooms.append(part.width)
                parts.append(part)
                low = high
            number += 1
        if not place:
            self._keep_hyphen(parts, stop - 1, offset if stop - 1 == atom else 0, last)
        indent, self.indent = self.indent, 0.0
        run, word = runs[number - 1], atoms.words[stop - 1]
        hang = run.cuts.hang(word[:place] if place else word, end) * run.em if self.layout.hangs and not run.late else 0.0
        made, width = self._set(parts, indent, last, hang)
        if not lates:
            return self._plain(made), width

        def finish(words: Mapping[Late, str]) -> RichLine:
            filled = list(parts)
            for late, at, nth in lates:
                filled[at] = _filled(parts[at], words[late], nth)
            return self._set([part for part in filled if part.fragments], indent, last, hang)[0]

        return LateLine(tuple(late for late, _, _ in lates), finish), width

    def _part(self, number: int, low: int, high: int, offset: int, place: int, end: str) -> Part:
        """Return what a line has of a run: atoms low to high, the first from `offset`, the last up to `place` (0: its end)."""
        atoms = self.atoms
        run = atoms.runs[number]
        fragments = atoms.fragments[low:high]
        width = atoms.edges[high] - atoms.edges[low]
        spaced = atoms.spaces[high - 1] > 0
        if not (offset or place or run.level & 1):
            return Part(run, fragments, width, spaced)
        face, words = run.face, atoms.words[low:high]
        if place:
            word = words[-1]
            start = offset if high - low == 1 else 0
            ink, fragments[-1] = face.part(word, start, place, end)
            width += ink * run.em - atoms.edges[high] + atoms.edges[high - 1]
            spaced = False
        if offset and not (place and high - low == 1):
            word = words[0]
            ink, piece = face.part(word, offset, len(word))
            width += (ink - face.bare(word)[0]) * run.em
            fragments[0] = piece + face.space_frag if atoms.spaces[low] and (high - low > 1 or spaced) else piece
        listed = self._listed(run, fragments, words, spaced) if run.level & 1 else []
        return Part(run, fragments, width, spaced, listed)

    def _listed(self, run: Run, fragments: list[bytes], words: list[str], spaced: bool) -> list[Word]:
        """Return the words of a part one by one; those that are cut have been put into `fragments` already."""
        face, out, count = run.face, [], len(words)
        for i, (fragment, word) in enumerate(zip(fragments, words, strict=True)):
            follows = spaced or i < count - 1
            bare = fragment[: -len(face.space_frag)] if follows else fragment
            width, whole = face.bare(word)
            out.append(Word(bare, (width if bare == whole else _drawn(run, bare)) * run.em, follows))
        return out

    def _keep_hyphen(self, parts: list[Part], atom: int, offset: int, last: bool) -> None:
        """End the line: a paragraph's last space isn't shown, and a hyphen of the author's is marked as one."""
        part = parts[-1]
        face, fragments = part.run.face, part.fragments
        word = self.atoms.words[atom]
        if last and part.spaced:
            fragments[-1] = fragments[-1][: -len(face.space_frag)]
            words = [*part.words[:-1], part.words[-1]._replace(spaced=False)] if part.words else []
            parts[-1] = part._replace(spaced=False, width=part.width - self.atoms.spaces[atom], words=words)
        elif not last and word[-1:] == "-" and not part.words:
            piece = face.part(word, offset, len(word), KEPT_HYPHEN)[1]
            fragments[-1] = piece + face.space_frag if part.spaced else piece

    def _set(self, parts: list[Part], indent: float, last: bool, hang: float) -> tuple[RichLine, float]:
        """Place a line's parts, the last mark so far beyond the measure; return the line and the width of its ink."""
        layout = self.layout
        natural, gaps = 0.0, 0
        for _, fragments, width, spaced, _, _ in parts:
            natural += width
            gaps += len(fragments) - 1 + spaced
        if parts and parts[-1].spaced:
            natural -= parts[-1].run.face.space * parts[-1].run.em
            gaps -= 1
        room = layout.measure - indent
        extra = each = 0.0
        counts: list[int] = []
        if layout.align == "justify" and gaps and (not last or natural > room):
            room += hang
            first = self.atoms.runs[0]
            space = first.face.space * first.em
            if layout.looser or layout.tighter:
                counts = [glyphs(part.fragments) for part in parts]
                letters = sum(counts) - (2 if parts[-1].spaced else 1)
                white = room - natural
                each = tracking(white, gaps * space / (2 if white > 0 else 3), letters, layout, first.em)
                natural += letters * each
            extra = max((room - natural) / gaps, -space / 2.9)
        width = natural + extra * gaps
        share = SHARES.get(layout.align, 0.0)
        if self.base:
            left = max(0.0, room - width) * (1 - share) if width < room else 0.0
        else:
            left = indent + max(0.0, room - width) * share
        if self.mixed:
            return place_mixed(parts, left, extra, self.base), width
        line = place_on(parts, left, extra, each, counts)
        return (_tracked(line, each) if each else line), width

    def _plain(self, line: RichLine) -> Line:
        """Return just the operator, where a line is one segment in the paragraph's own font, colour and element."""
        if len(line.segments) != 1:
            return line
        only, first = line.segments[0], self.atoms.runs[0]
        same = only.font == first.face.tag and only.size == first.size and only.color == self.style.color
        return only.code if same and not (only.element or only.dy or only.move) else line


def _tracked(line: RichLine, each: float) -> RichLine:
    """Return a line with so much room (points) after each of its glyphs."""
    first, *others = line.segments
    if not others:
        return RichLine((first._replace(code=tracked(first.code, each)),))
    code, end = tracked(b"\n", each).split(b"\n")
    return RichLine((first._replace(code=code + first.code), *others[:-1], others[-1]._replace(code=others[-1].code + end)))


def _filled(part: Part, words: str, nth: int) -> Part:
    """Return a late part with its true words; where its reserve went over several lines, those that fit into this one."""
    run, share = part.run, part.late
    face = run.face
    tokens = [word for word in words.split(" ") if word]
    rooms = share.rooms if share else []
    for turn, room in enumerate(rooms):
        final = turn == len(rooms) - 1
        taken = len(tokens) if final else _fitting(tokens, room / run.em + 0.5, run)
        mine, tokens = tokens[:taken], tokens[taken:]
        if turn == nth:
            break
    else:
        mine = tokens
    spaced = part.spaced
    fragments = [face.frag[word] for word in mine]
    width = sum(face.width[word] for word in mine) * run.em
    if fragments and not spaced:
        fragments[-1] = fragments[-1][: -len(face.space_frag)]
        width -= face.space * run.em
    listed = [Word(face.bare(word)[1], face.bare(word)[0] * run.em, spaced or i < len(mine) - 1) for i, word in enumerate(mine)]
    return Part(run, fragments, width, spaced, listed if run.level & 1 else [])


def _fitting(tokens: list[str], room: float, run: Run) -> int:
    total = 0.0
    for i, word in enumerate(tokens):
        total += run.face.width[word]
        if total - run.face.space > room:
            return i
    return len(tokens)


def _drawn(run: Run, fragment: bytes) -> float:
    """Return the width of a fragment in 1/1000 em from its codes and kerns."""
    file = run.face.file
    glyphs = {cid.to_bytes(2, "big"): glyph for (glyph, _), cid in file.pairs.items()}
    total = 0.0
    for i, piece in enumerate(fragment.replace(b"(", b")").split(b")")):
        if i % 2:
            total -= int(piece)
        else:
            total += sum(file.advance(glyphs[piece[j : j + 2]]) for j in range(0, len(piece), 2))
    return total

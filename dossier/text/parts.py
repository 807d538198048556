"""What a line has of each run -> segments in reading order, each where it stands: one after the other, or in both directions."""

from __future__ import annotations

from dossier.text.bidi import order
from dossier.text.runs import Run
from dossier.text.textlines import RichLine, Segment, tj
from dossier.tuples import NamedTuple
from dossier.units import Color


class Word(NamedTuple):
    """A word on a line: its fragment and width (points) without the space that follows, if one does."""

    frag: bytes
    width: float
    spaced: bool


class Part(NamedTuple):
    """What a line has of one run. `width` (points) and `fragments` include the spaces between words,
    and the one at the end where `spaced`.

    `words` are listed one by one for runs from right to left only; `share` of a late text: which of its lines this is, and the
    room on each.
    """

    run: Run
    fragments: list[bytes]
    width: float
    spaced: bool
    words: list[Word] = []
    late: LateShare | None = None


class LateShare:
    """Late text that may go over several lines: the room that its reserve takes on each, in points."""

    __slots__ = ("rooms",)

    def __init__(self) -> None:
        self.rooms: list[float] = []


def place_on(parts: list[Part], left: float, extra: float, each: float, letters: list[int]) -> RichLine:
    """Place parts one after the other; what whole-number stretches leave over goes to the next, so the margin stays exact.

    Spaces are widened by `extra` points, and there are `each` after each glyph; `letters` is how many a part has.
    """
    out: list[Segment] = []
    x, owed, height, end = left, 0.0, 0.0, len(parts) - 1
    move = left != 0.0
    look: tuple[bytes, float, Color | None, int] | None = None
    for i, (run, fragments, width, spaced, _, _) in enumerate(parts):
        inner = len(fragments) - 1
        if spaced and i < end:
            inner += 1
            fragments = [*fragments, b""]
        if extra and inner:
            owed += extra * inner
            stretch = round(owed / run.em)
            owed -= stretch * run.em
            width += stretch * run.em
            code = tj(fragments, stretch)
        else:
            code = b"[(" + b"".join(fragments) + b")]TJ"
        if each:
            width += each * letters[i]
        rise = run.rise
        if rise != height:
            move, height = True, rise
        if not move and run.look == look:
            joined = out[-1]
            out[-1] = joined._replace(width=joined.width + width, code=joined.code[:-4] + code[2:])
        else:
            font, size, color, element = look = run.look
            out.append(Segment(font, size, color, element, x, width, code, rise, move))
        x += width
        move = False
    return RichLine(out)


class Item(NamedTuple):
    """What is placed as a whole: a stretch from left to right, or a word or space from right to left; `width` in points."""

    run: Run
    code: bytes
    width: float
    level: int


def place_mixed(parts: list[Part], left: float, extra: float, base: int) -> RichLine:
    """Place a line's parts; `left` is where its ink begins, `extra` what each space is widened by, in points.

    Right-to-left text is shown word by word and letter by letter in reading order: so extractors read it. The space at the end
    of a line that goes on hangs outside the measure, at the side where the paragraph ends its lines (L1).
    """
    items: list[Item] = []
    for i, part in enumerate(parts):
        items += _items(part, extra, i == len(parts) - 1, base)
    hanging = bool(items) and bool(parts[-1].spaced)
    visual = order([item.level for item in items])
    places = [0.0] * len(items)
    x = left
    if hanging and visual[0] == len(items) - 1 and base:
        x -= items[-1].width
    for at in visual:
        places[at] = x
        x += items[at].width
    segments = []
    pen, height = 0.0, 0.0
    for item, place in zip(items, places, strict=True):
        run = item.run
        move = abs(place - pen) > 1e-6 or run.rise != height
        segments.append(Segment(run.face.tag, run.size, run.color, run.element, place, item.width, item.code, run.rise, move))
        pen, height = place + item.width, run.rise
    return RichLine(segments)


def _items(part: Part, extra: float, last: bool, base: int) -> list[Item]:
    run = part.run
    space = run.face.space * run.em
    spaces = tj([run.face.space_frag], 0)
    out: list[Item] = []
    if run.level & 1:
        for i, word in enumerate(part.words):
            if word.frag:
                out.append(Item(run, tj([word.frag], 0), word.width, run.level))
            if word.spaced:
                ends = last and i == len(part.words) - 1
                out.append(Item(run, spaces, space if ends else space + extra, base if ends else run.level))
        return out
    if not (last and part.spaced):
        return [_stretched(part, part.fragments, extra, part.spaced)]
    bare = [*part.fragments[:-1], part.fragments[-1][: -len(run.face.space_frag)]]
    if bare != [b""]:
        out.append(_stretched(part, bare, extra, False, space))
    return [*out, Item(run, spaces, space, base)]


def _stretched(part: Part, fragments: list[bytes], extra: float, spaced: bool, less: float = 0.0) -> Item:
    run = part.run
    stretch = round(extra * (len(fragments) - 1 + spaced) / run.em)
    code = tj([*fragments, b""] if spaced and stretch else fragments, stretch)
    return Item(run, code, part.width - less + stretch * run.em, run.level)

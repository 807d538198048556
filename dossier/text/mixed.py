"""The parts of a line that runs both ways -> segments in reading order, each where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.text.bidi import order
from dossier.text.runs import Run
from dossier.text.textlines import RichLine, Segment, tj
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.text.assembly import Part


class Item(NamedTuple):
    """What is placed as a whole: a stretch from left to right, or a word or space from right to left; `width` in points."""

    run: Run
    code: bytes
    width: float
    level: int


def place_mixed(parts: list[Part], left: float, extra: float, base: int) -> RichLine:
    """Place a line's parts; `left` is where its ink begins, `extra` what each space is widened by, in points.

    Right-to-left text is shown word by word in reading order, each word's glyphs from left to right: so extractors read it. The
    space at the end of a line that goes on hangs outside the measure, at the side where the paragraph ends its lines (L1).
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

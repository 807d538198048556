"""A web of relations in, the drawn diagram out: parties in boxes, layer under layer, ties that cross no box, and their key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dossier.blocks import text
from dossier.figures.kit.ink import Ink, Sign, nothing, paint, rectangle
from dossier.figures.kit.key import SIGN, Entry, Key, Label, key, letter
from dossier.figures.kit.placing import Board, Rect
from dossier.figures.kit.snug import size, snug
from dossier.figures.kit.typesetter import Paint, Typesetter
from dossier.figures.relations.layers import Layout, layout
from dossier.figures.relations.shows import ALLIED, BACKS, DEALS, HOLDS, HOSTILE, KINDS, PART, REGARDS, Kind, Tie, Web
from dossier.figures.relations.strands import OPEN, bend, strand
from dossier.figures.relations.verbs import Group, Ways, grown, verbs, wanted
from dossier.layout.surface import Surface
from dossier.styling.style import RoleStyle
from dossier.units import WHITE

MOST_THIRDS: Final = 2.4  # of the page's height, in thirds: what diagram and key may take of it, as any figure with its heading
NAME: Final = 84.0  # points: the measure of a name
NARROW: Final = 0.24  # of the width: the most of it
SHORT: Final = 34.0  # points: the least room for a name
NUMBER: Final = 12.0  # points: the least room for a number
GAPS: Final = (48.0, 10.0)  # points: between two layers, at most and at least
WIDEST: Final = 120.0  # points: the most between two layers of a diagram that has its height for itself
PORTS: Final = 0.72  # of a box's width: where ties reach it
END: Final = 8.5  # points: what the sign at the end of a tie takes
TRIES: Final = 3  # how often ties are laid anew to make room for a key that has become higher
LEAVE: Final = 4.0  # points: between two words, so that they aren't read as one
AROUND: Final = 1.0  # points: by how much the ground of a word is wider than it
ORDER: Final[Sequence[Kind]] = (PART, HOLDS, BACKS, ALLIED, REGARDS, DEALS, HOSTILE)  # whose direction matters most, first


def draw(setter: Typesetter, data: Web, width: float, height: float | None = None) -> tuple[float, Paint] | None:
    """Lay the diagram out; return its height, with the key, and what paints it; None where it has no room."""
    sheet = Sheet(setter, data, width, height)
    return (sheet.height, sheet.paint) if sheet.height <= sheet.most + 1 and sheet.fits else None


class Sheet:
    """A diagram that is laid out. Lengths in points; the origin is the lower left corner of the boxes and ties."""

    def __init__(self, setter: Typesetter, data: Web, width: float, height: float | None = None) -> None:
        self.setter, self.data, self.width = setter, data, width
        self.most = height or MOST_THIRDS * setter.third
        self.widest = GAPS[0] if height is None else WIDEST
        self.style = setter.style
        self.ties: list[Tie] = sorted(data.ties, key=lambda tie: ORDER.index(tie.kind))
        self.padding = self.style.role("relations.party").padding
        self.measure = min(NAME, NARROW * width)
        self.roles = ["relations.party" if party.known else "relations.phrase" for party in data.parties]
        self.verbs = verbs(self.ties)
        self.wanted = wanted(self.ties, self.verbs, data.words)
        self.numbered = self.measure < NAME and self._tears()
        self._lay()
        if self.height > self.most or not self.fits:
            self.numbered = True
            self._lay()

    # Layout --------------------------------------------------------------------------------------------------------------
    def _lay(self) -> None:
        """Lay boxes, ties and words out, and the key, which says what had no room: so the ties have to make room for it."""
        self.widths = self._lay_names()
        self.labels: dict[int, Label] = {}  # the words on ties, or their numbers, by tie
        self.numbers: dict[str, int] = {}  # of words that had no room on their tie
        self.wordless: set[Group] = set()  # ties of which some had no room for a number either
        self.key: Key = self._set_key()
        bands: Sequence[tuple[float, float]] = ()
        for _ in range(TRIES):
            self.bands = self._bands()
            if self.bands == bands:
                break  # they stand as close as they may
            bands = self.bands
            self._lay_ties()
            self.key = self._set_key()
            self.height = self.deep + self.key.height
            if self.height <= self.most:
                break

    def _lay_ties(self) -> None:
        """Lay out boxes and ties above the key, and the words on these."""
        self.deep = self.bands[0][1]
        self.boxes = [self._box(i, wide) for i, wide in enumerate(self.widths)]
        self.strands = self._strands()
        self.labels = self._write_verbs()

    def _set_key(self) -> Key:
        return key(self._entries(), self.setter, "relations.key", self.width)

    def _lay_names(self) -> list[float]:
        """Set the names, or where there is no room for them their numbers, and lay the boxes out; return their widths."""
        said = (
            [text(str(i)) for i in range(1, len(self.data.parties) + 1)]
            if self.numbered
            else [it.name for it in self.data.parties]
        )
        self.names = [snug(self.setter, it, role, self.measure) for it, role in zip(said, self.roles, strict=True)]
        sizes = [size(lines) for lines in self.names]
        least = NUMBER if self.numbered else SHORT
        widths = [max(wide, least) + 2 * self.padding for wide, _ in sizes]
        self.heights = [high + 2 * self.padding for _, high in sizes]
        self.layout: Layout = layout(widths, [(tie.start, tie.end) for tie in self.ties], self.width)
        return widths

    def _tears(self) -> bool:
        """Say whether the measure of a name is too narrow for a word of one."""
        natural = self.setter.natural
        return any(natural(it.name, role)[0] > self.measure for it, role in zip(self.data.parties, self.roles, strict=True))

    @property
    def fits(self) -> bool:
        """Whether no box reaches beyond the measure."""
        edges = [self.layout.middles[i] + side * wide / 2 for i, wide in enumerate(self.widths) for side in (-1, 1)]
        return min(edges) >= -0.5 and max(edges) <= self.width + 0.5

    def _bands(self) -> list[tuple[float, float]]:
        """Return lower and upper edge of each layer, the uppermost first."""
        layers = self.layout.layers
        deep = [max(self.heights[i] for i, layer in enumerate(layers) if layer == it) for it in range(self.layout.depth)]
        least = GAPS[1]
        room = self.most - self.key.height - sum(deep)
        gap = max(least, min(self.widest, room / max(1, len(deep) - 1)))
        out = []
        y = sum(deep) + gap * (len(deep) - 1)
        for it in deep:
            out.append((y - it, y))
            y -= it + gap
        return out

    def _box(self, party: int, width: float) -> Rect:
        bottom, top = self.bands[self.layout.layers[party]]
        middle, x = (bottom + top) / 2, self.layout.middles[party]
        high = self.heights[party]
        return Rect(x - width / 2, middle - high / 2, x + width / 2, middle + high / 2)

    def _strands(self) -> list[list[tuple[float, float]]]:
        """Return the way of each tie, from its start to its end."""
        leaves = self._ports(True)
        enters = self._ports(False)
        return [self._way(i, leaves[i], enters[i]) for i in range(len(self.ties))]

    def _ends(self, tie: int) -> tuple[int, int]:
        """Return the upper and the lower party of a tie."""
        it = self.ties[tie]
        return (it.end, it.start) if self.layout.turned[tie] else (it.start, it.end)

    def _ports(self, upper: bool) -> list[float]:
        """Return where each tie leaves its upper party, or reaches its lower one: in the order of where it goes."""
        found: dict[int, list[tuple[float, int]]] = {}
        for tie in range(len(self.ties)):
            above, below = self._ends(tie)
            way = [self.layout.middles[above], *self.layout.passages[tie], self.layout.middles[below]]
            found.setdefault(above if upper else below, []).append((way[1] if upper else way[-2], tie))
        out = [0.0] * len(self.ties)
        for party, ties in found.items():
            box = self.boxes[party]
            room = (box.right - box.left) * PORTS
            step = min(14.0, room / len(ties))
            x = (box.left + box.right) / 2 - step * (len(ties) - 1) / 2
            for i, (_, tie) in enumerate(sorted(ties)):
                out[tie] = x + i * step
        return out

    def _way(self, tie: int, x: float, end: float) -> list[tuple[float, float]]:
        """Return the way of a tie: upright through layers, bent between them."""
        above, below = self._ends(tie)
        layer = self.layout.layers[above]
        points = [(x, self.boxes[above].bottom)]
        stops = [*self.layout.passages[tie], end]
        for step, u in enumerate(stops, 1):
            bottom, top = self.bands[layer + step - 1][0], self.bands[layer + step][1]
            points += bend(points[-1][0], bottom, u, top)
            points.append((u, self.bands[layer + step][0] if step < len(stops) else self.boxes[below].top))
        return points[::-1] if self.layout.turned[tie] else points

    def _write_verbs(self) -> dict[int, Label]:
        """Write the words on their ties, or their numbers where there is no room: whatever lies on a tie belongs to it."""
        board = Board(self.width, self.deep)
        for box in self.boxes:
            board.take(box)
        for points in self.strands:
            for x, y in (points[0], points[-1]):
                board.take(Rect(x - 3, y - END, x + 3, y + END))
        ways = Ways(self.ties, self.strands)
        self.numbers, self.wordless = {}, set()
        out: dict[int, Label] = {}
        order = sorted(range(len(self.ties)), key=lambda tie: (not self.ties[tie].status, not self.wanted[tie].needed))
        for tie in order:
            words, needed = self.wanted[tie]
            if not words or self._write(tie, words, ways, board, out) or not needed:
                continue
            first = len(self.data.parties) if self.numbered else 0
            number = self.numbers.get(words, first + len(self.numbers) + 1)
            if self._write(tie, str(number), ways, board, out):
                self.numbers[words] = number
            else:
                self.wordless.add((self.ties[tie].kind, self.ties[tie].mutual))
        return out

    def _write(self, tie: int, words: str, ways: Ways, board: Board, out: dict[int, Label]) -> bool:
        """Write words on a tie, if there is room for them."""
        lines = snug(self.setter, text(words), "relations.label", NAME)
        box = ways.place(tie, *size(lines), board)
        if box is None:
            return False
        board.take(grown(box, LEAVE))
        out[tie] = Label(lines, box)
        return True

    def _entries(self) -> list[Entry]:
        """Return the key: the kinds of tie that are drawn, by the verbs that were written, and what else has a sign."""
        words = self.data.words
        stated = {(tie.kind, tie.mutual) for tie in self.ties if not tie.status}
        out = [
            Entry(self._sample(*group, group not in stated), text(self._said_of(group)))
            for group in sorted(self.verbs, key=lambda it: (KINDS.index(it[0]), it[1]))
        ]
        statuses = list(dict.fromkeys(tie.status for tie in self.ties if tie.status))
        if statuses:
            said = [words[f"relations.status.{status}"] for status in statuses]
            out.append(Entry(self._open_sample, text(words.either(said))))
        if not all(party.known for party in self.data.parties):
            out.append(Entry(self._phrase_sample, text(words["relations.phrase"])))
        if self.numbered:
            out += [Entry(nothing, party.name, text(str(i))) for i, party in enumerate(self.data.parties, 1)]
        out += [Entry(nothing, text(said), text(str(number))) for said, number in self.numbers.items()]
        return out

    def _said_of(self, group: Group) -> str:
        """Say what a line means: the verb that was written most often, or all where some had no room on their lines."""
        words = self.data.words
        kind, _ = group
        said, is_stated = self.verbs[group]
        if group in self.wordless and len(said) > 1:
            verb = words["relations.which"].format(words.either(said))
        elif len(said) > 1 and is_stated:
            verb = words["relations.others"].format(said[0])
        else:
            verb = words.either(said)
        return words["relations.part"].format(verb) if kind == PART else verb

    def _sample(self, kind: Kind, mutual: bool, is_open: bool) -> Sign:
        def sign(x: float, y: float) -> Sequence[Ink]:
            return strand([(x, y), (x + SIGN - 5, y)], kind, self._role(kind), is_open=is_open, mutual=mutual)

        return sign

    def _open_sample(self, x: float, y: float) -> Sequence[Ink]:
        role = self.style.role("relations.tie")
        return [Ink([[(x, y), (x + SIGN - 5, y)]], stroke=role.rule_color, width=role.rule_above, dash=OPEN)]

    def _phrase_sample(self, x: float, y: float) -> Sequence[Ink]:
        return [self._frame(Rect(x, y - 3.5, x + SIGN - 5, y + 3.5), False)]

    def _role(self, kind: Kind) -> RoleStyle:
        return self.style.role("relations.hostile" if kind == HOSTILE else "relations.tie")

    def _frame(self, box: Rect, known: bool) -> Ink:
        role = self.style.role("relations.party" if known else "relations.phrase")
        dash = () if known else (2.0, 1.6)
        return Ink([rectangle(*box)], role.fill, role.rule_color, role.rule_above, dash, closed=True)

    # Drawing -------------------------------------------------------------------------------------------------------------
    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Draw ties, boxes over them, and words."""
        with surface.turned(x, y - self.deep, 0.0):
            for tie, points in zip(self.ties, self.strands, strict=True):
                paint(surface, strand(points, tie.kind, self._role(tie.kind), is_open=bool(tie.status), mutual=tie.mutual))
            paint(surface, [self._frame(box, it.known) for box, it in zip(self.boxes, self.data.parties, strict=True)])
            boxes = [it.box for it in self.labels.values()]
            ground = [rectangle(box.left - AROUND, box.bottom, box.right + AROUND, box.top) for box in boxes]
            paint(surface, [Ink(ground, self.style.role("relations.label").fill or WHITE, closed=True)])
            letter(surface, self.labels.values())
            for lines, box in zip(self.names, self.boxes, strict=True):
                wide, _ = size(lines)
                lines.draw(surface, (box.left + box.right - wide) / 2, box.top - self.padding)
            paint(surface, self.key.inks)
            letter(surface, self.key.labels)

"""How a page can be filled from where it starts: the fullest way, and the other ends near its foot, each with its cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dossier.layout import costs
from dossier.layout.box import CLOSE, Box, Lines, Room
from dossier.layout.columns import Columns
from dossier.layout.page import Frame, Mark, OpenPage
from dossier.layout.window import Window
from dossier.problems import DossierError, Problem, error
from dossier.tuples import NamedTuple

NEAR: Final = 0.55  # of a page: ends higher up aren't tried
MOST_EARLIER: Final = 10  # chains before which the page might have ended
MOST_ENDS: Final = 6  # that are followed of a page
CUTS: Final = 4  # ways to part one box
LEAST_LINES: Final = 3  # on either side, where what is to stay together is parted
MOST_FLOATING: Final = 0.9  # of a page: what is higher stays where it is called


class Start(NamedTuple):
    """What stands at the head of a page: figures put off, the rest of a chain, the next one; notes carried over; the section."""

    at: int = 0  # the number of the next chain
    rest: tuple[Box, ...] = ()
    floats: tuple[Box, ...] = ()
    carried: tuple[Box, ...] = ()
    section: str = ""

    def alike(self) -> tuple[object, ...]:
        """Return what is equal for starts of which only the cheaper way is of interest."""
        heights = [round(box.height, 1) for box in (*self.rest, *self.carried)]
        return self.at, len(self.rest), *heights, *map(id, self.floats)


class End(NamedTuple):
    """A way to fill a page: the page, where the next one starts, what it costs. `last`: nothing follows that was read."""

    page: OpenPage
    then: Start
    cost: float
    last: bool = False


class Earlier(NamedTuple):
    """A place above the foot where the page might have ended: before a chain."""

    mark: Mark
    then: Start
    chain: Sequence[Box]


class Filling:
    """A page that is filled from a start as far as it goes. `fullest` is that way; `ends` are that and all others.

    `whole`: the chains that were read were enough to know.
    """

    def __init__(self, window: Window, frame: Frame, separator: float, start: Start) -> None:
        self.window, self.frame = window, frame
        self.page = OpenPage(frame, start.section, separator)
        self.page.add_notes(start.carried)
        self.section = start.section
        self.floats = list(start.floats)
        self.at, self.rest = start.at, start.rest
        self.headed = False  # the next chain begins with the heading of a figure that was put off, which stands on this page
        self.trail: list[Earlier] = []
        self.others: list[End] = []
        self.whole = True
        self._ends: list[End] = []
        self._place_floats()
        self.fullest = self._fill()

    def ends(self) -> list[End]:
        """Return the ways to fill the page, the cheapest first."""
        if not self._ends:
            found = [self.fullest, *self.others, *self._earlier()]
            cheapest: dict[tuple[object, ...], End] = {}
            for end in sorted(found, key=lambda end: end.cost):
                cheapest.setdefault((*end.then.alike(), end.last), end)
            self._ends = list(cheapest.values())[:MOST_ENDS]
        return self._ends

    # The fullest way -----------------------------------------------------------------------------------------------------
    def _place_floats(self) -> None:
        """Place at the head what was put off."""
        page = self.page
        while self.floats:
            tops = page.tops(self.floats[:1])
            if not (page.empty or page.room(tops[0]).holds(self.floats[0])):
                break
            page.put(self.floats[:1], tops)
            del self.floats[0]

    def _fill(self) -> End:
        """Place chain after chain until one doesn't fit."""
        page = self.page
        while (chain := self.rest or self.window.chain(self.at)) is not None:
            if page.boxes and not self.rest and (chain[0].fresh or (chain[0].running and self.floats)):
                return End(page, self._then(), self._late()) if chain[0].fresh else self._made(page, self._then())
            tops = page.tops(chain)
            room = self._room(chain, tops)
            if room.holds(chain[-1]) and not (self.floats and chain[-1].floats):  # figures keep their order
                if page.y > NEAR * self.frame.height and not self.headed:
                    self.trail.append(Earlier(page.mark(), self._then(), chain))
                self._put(chain, tops)
                self._go_on(chain)
            elif not self._put_off(chain):
                parts = chain[-1].split(room) if room.height > 0 else None
                if parts and not parts[1].height:  # columns that are shared out anew, so that nothing is left
                    self._put([*chain[:-1], parts[0]], tops)
                    page.closes += parts[1].closes
                    self._go_on(chain)
                elif parts:
                    return self._parted(chain, tops, room, parts)
                elif not page.empty:
                    self._torn(chain, tops, room)
                    return self._before(chain)
                elif left := self._force(chain):
                    self._go_on(chain, left)
                    return self._made(page, self._then())
                else:
                    self._go_on(chain)
        return self._run_out()

    def _run_out(self) -> End:
        """End the page where nothing more was read: figures that were put off have a page still to come."""
        page, known = self.page, self.window.ended or self.window.waiting
        if self.floats and known:
            return self._made(page, self._then())
        self.whole = self.window.ended
        cost = costs.last_page(page.y + page.notes_height) if self.window.ended else 0.0
        return End(page, self._then(), cost + self._late(), last=True)

    def _room(self, chain: Sequence[Box], tops: Sequence[float]) -> Room:
        """Return the room of the last box of a chain, the notes of those above it taken off."""
        room = self.page.room(tops[-1])
        called = tuple(note for box in chain[:-1] for note in box.notes())
        return room.less(0.0, called) if called else room

    def _put(self, chain: Sequence[Box], tops: Sequence[float]) -> None:
        self.page.put(chain, tops)
        self.section = _section(chain, self.section)

    def _go_on(self, chain: Sequence[Box], rest: Sequence[Box] = ()) -> None:
        """Go on to what follows a chain, of which this rest is left."""
        self.at += chain is not self.rest
        self.rest, self.headed = tuple(rest), False

    def _put_off(self, chain: Sequence[Box]) -> bool:
        """Let a figure stand on the next page, so that what follows it in its section fills this one.

        A heading stays here, and so needs something below it.
        """
        figure, page = chain[-1], self.page
        if not (figure.floats and page.boxes):
            return False
        following = self.window.chain(self.at + (chain is not self.rest))
        too_high = sum(it.height for it in (*self.floats, figure)) > MOST_FLOATING * self.frame.height
        if following is None or following[0].running or following[0].fresh or too_high:
            return False
        together = (*chain[:-1], *following)
        if chain[1:] and not self._begins(together):
            return False
        self.others.append(self._before(chain))
        self.floats.append(figure)
        self.at += 1 + (chain is not self.rest)
        self.rest, self.headed = together, bool(chain[1:])
        return True

    def _begins(self, chain: Sequence[Box]) -> bool:
        """Say whether a chain, or a part of its last box, stands on what is left of the page."""
        room = self._room(chain, self.page.tops(chain))
        return not chain[-1].floats and (room.holds(chain[-1]) or (room.height > 0 and chain[-1].split(room) is not None))

    def _before(self, chain: Sequence[Box]) -> End:
        """End the page, as it is now, before a chain."""
        page, then = self.page.copy(), self._then()
        return self._made(page, then, self._alone(page, chain, then))

    def _parted(self, chain: Sequence[Box], tops: Sequence[float], room: Room, parts: tuple[Box, Box]) -> End:
        """End the page with the head of the last box of a chain; try it parted higher, and the end before it, too."""
        fullest = self._cut(chain, tops, *parts, costs.parting(*parts))
        lowest = parts[0].height
        if not chain[-1].notes():
            for _ in range(CUTS - 1):
                higher = chain[-1].split(room.shorter(parts[0].height - 2 * CLOSE))
                if not higher or not higher[1].height:
                    break
                parts = higher
                self.others.append(self._cut(chain, tops, *parts, costs.parting(*parts)))
        if room.height - lowest > costs.LINES:
            self._torn(chain, tops, room, lowest)
        if self.page.boxes and not self.headed:
            self.others.append(self._before(chain))
        return fullest

    def _torn(self, chain: Sequence[Box], tops: Sequence[float], room: Room, beyond: float = 0.0) -> None:
        """Try to part what is to stay together, where three lines stand on either side."""
        parts = chain[-1].split(room.needing()) if room.height > costs.LINES else None
        if parts and parts[1].height and parts[0].height > beyond and min(map(costs.lines, parts)) >= LEAST_LINES:
            self.others.append(self._cut(chain, tops, *parts, costs.TORN))

    def _cut(self, chain: Sequence[Box], tops: Sequence[float], head: Box, tail: Box, cost: float) -> End:
        """End the page with a head; the next begins with the tail."""
        return self._ended(self.page, self._then(), chain, tops, (head, tail), cost)

    # The other ways ------------------------------------------------------------------------------------------------------
    def _earlier(self) -> Iterator[End]:
        """Yield ends above the foot: before chains that were placed, and within them."""
        for mark, then, chain in list(reversed(self.trail))[:MOST_EARLIER]:
            page = self.page.upto(mark)
            yield self._made(page, then, self._alone(page, chain, then))
            if isinstance(chain[-1], Lines | Columns) or chain[-1].rows:
                yield from self._within(page, then, chain)

    def _within(self, above: OpenPage, then: Start, chain: Sequence[Box]) -> Iterator[End]:
        """Yield ends within a chain that was placed, parted higher and higher."""
        last = chain[-1]
        if last.notes():
            return
        tops = above.tops(chain)
        height = last.height
        for _ in range(CUTS):
            parts = last.split(Room(height - 2 * CLOSE))
            if not parts or not parts[1].height or tops[-1] + parts[0].height < NEAR * self.frame.height:
                return
            height = parts[0].height
            yield self._ended(above, then, chain, tops, parts, costs.parting(*parts))

    # What is common ------------------------------------------------------------------------------------------------------
    def _ended(
        self,
        above: OpenPage,
        then: Start,
        chain: Sequence[Box],
        tops: Sequence[float],
        parts: tuple[Box, Box],
        cost: float,
    ) -> End:
        """End a page, kept as it is, with the head of a chain's last box; `then`: how the next would start without the chain."""
        head, tail = parts
        page = above.copy()
        page.put([*chain[:-1], head], tops)
        at = then.at + (not then.rest)
        after = Start(at, (tail,), then.floats, tuple(page.carried), _section(chain, then.section))
        return self._made(page, after, cost)

    def _then(self) -> Start:
        """Return how the next page starts if this one ends here."""
        return Start(self.at, tuple(self.rest), tuple(self.floats), tuple(self.page.carried), self.section)

    def _late(self) -> float:
        return costs.PUT_OFF * len(self.floats)

    def _alone(self, page: OpenPage, chain: Sequence[Box], then: Start) -> float:
        """Return what it costs to end a page before a chain, for what stands alone then."""
        following = self.window.chain(then.at if then.rest else then.at + 1)
        above = page.boxes[-1].box if page.boxes else None
        return costs.alone(above, chain[0], following[0] if following else None)

    def _made(self, page: OpenPage, then: Start, cost: float = 0.0) -> End:
        """End a page: add to the cost that of what is empty, of its foot, and of what was put off."""
        more = costs.emptiness(page.emptiness) + costs.foot(page.boxes) + costs.PUT_OFF * len(then.floats)
        return End(page, then, cost + more)

    # Against all keeps ---------------------------------------------------------------------------------------------------
    def _force(self, chain: Sequence[Box]) -> list[Box]:
        """Fill an empty page with a chain that is taller than a page, whatever its keeps say; return what is left of it."""
        page = self.page
        for i, box in enumerate(chain):
            top = page.tops([box])
            room = page.room(top[0])
            if room.holds(box):
                self._put([box], top)
                continue
            parts = self._forced(box, room)
            if parts is None and page.empty:
                room = Room(room.height, page.forced_cost)
                if room.holds(box):
                    self._put([box], top)
                    continue
                parts = self._forced(box, room)
            if parts:
                head, tail = parts
                self._put([head], top)
                if tail.height:
                    return [tail, *chain[i + 1 :]]
                page.closes += tail.closes
                return list(chain[i + 1 :])
            if page.empty:
                raise DossierError([too_tall(box, self.frame)])
            return list(chain[i:])
        return []

    def _forced(self, box: Box, room: Room) -> tuple[Box, Box] | None:
        """Part a box so that its head stands in the room with its notes, against its keeps where nothing else stands there."""
        starved = not self.page.notes and all(placed.box.keep for placed in self.page.boxes)
        parts = box.split(room) or box.split(room, force=starved)
        return parts if parts and room.holds(parts[0]) else None


def _section(chain: Sequence[Box], before: str) -> str:
    """Return in which section a page is after these boxes."""
    return next((box.running for box in reversed(chain) if box.running), before)


def too_tall(box: Box, frame: Frame) -> Problem:
    """Say that a line is taller than the page."""
    return error(
        f"a line of {box.height:.0f} pt doesn't fit a text block that is {frame.height:.0f} pt high",
        hint="make the type smaller, the page larger, or its margins narrower",
        name="page-too-small",
    )

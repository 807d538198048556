"""A directed graph in, places in layers out: who acts above whom it is done to, few crossings, no tie through a box.

After K. Sugiyama, S. Tagawa and M. Toda, Methods for Visual Understanding of Hierarchical System Structures (1981): break
cycles, assign layers, order each by the middles of neighbours, place. A tie passes a layer at a place of its own, so that it
crosses no box.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from dossier.tuples import NamedTuple

BETWEEN: Final = 20.0  # points: between two boxes of a layer
PASSAGES: Final = (8.0, 5.0, 3.0, 1.5)  # points: the room of a tie that passes a layer, and beside it; less where many do
SWEEPS: Final = 8  # how often the order of all layers is improved
SETTLING: Final = 12  # how often places are moved to the middle of their neighbours


class Layout(NamedTuple):
    """Where boxes stand: the layer of each and the middle of each, and the places at which each tie passes layers, from above.

    `turned` says of each tie whether it runs upwards from its start to its end.
    """

    layers: Sequence[int]
    middles: Sequence[float]
    passages: Sequence[Sequence[float]]
    turned: Sequence[bool]
    depth: int


def layout(widths: Sequence[float], ties: Sequence[tuple[int, int]], measure: float) -> Layout:
    """Lay boxes of these widths out in a measure; `ties` go from box to box, those first whose direction matters most."""
    turned = _acyclic(len(widths), ties)
    down = [(end, start) if turn else (start, end) for (start, end), turn in zip(ties, turned, strict=True)]
    grid, layers = _fitting(widths, down, measure)
    grid.order()
    grid.settle(measure)
    passages = [[grid.at[node] for node in chain[1:-1]] for chain in grid.chains]
    return Layout(layers, grid.at[: len(widths)], passages, turned, len(grid.rows))


def _fitting(widths: Sequence[float], down: Sequence[tuple[int, int]], measure: float) -> tuple[_Grid, list[int]]:
    """Return the layers in which as many boxes stand side by side as the measure holds with the ties that pass them."""
    most = max(1, int((measure + BETWEEN) / (max(widths) + BETWEEN)))
    tried = [(count, passage) for passage in PASSAGES for count in range(most, most // 2, -1)]
    for count, passage in (*tried, (1, PASSAGES[-1])):
        layers = _layered(len(widths), down, count)
        grid = _Grid(widths, layers, down, passage)
        if all(grid.width(row) <= measure for row in grid.rows):
            break
    return grid, layers


def _acyclic(count: int, ties: Sequence[tuple[int, int]]) -> list[bool]:
    """Say which ties have to be turned so that no way leads back."""
    after: list[set[int]] = [set() for _ in range(count)]

    def leads(start: int, end: int) -> bool:
        seen, stack = {start}, [start]
        while stack:
            node = stack.pop()
            if node == end:
                return True
            fresh = after[node] - seen
            seen |= fresh
            stack += fresh
        return False

    out = []
    for start, end in ties:
        turn = leads(end, start)
        after[end if turn else start].add(start if turn else end)
        out.append(turn)
    return out


def _layered(count: int, down: Sequence[tuple[int, int]], most: int) -> list[int]:
    """Give each box a layer below all from which ties lead to it, at most so many boxes to a layer."""
    above: list[set[int]] = [set() for _ in range(count)]
    below: list[set[int]] = [set() for _ in range(count)]
    for start, end in down:
        above[end].add(start)
        below[start].add(end)
    ranks = _ranks(above)
    order = sorted(range(count), key=lambda node: (ranks[node], -len(below[node]), node))
    layers = [-1] * count
    full: dict[int, int] = {}
    for node in order:
        layer = max((layers[other] + 1 for other in above[node]), default=0)
        while full.get(layer, 0) >= most:
            layer += 1
        layers[node] = layer
        full[layer] = full.get(layer, 0) + 1
    for node in reversed(order):  # who has more ties downwards than upwards stands as low as it can
        if len(below[node]) <= len(above[node]):
            continue
        lowest = min(layers[other] for other in below[node]) - 1
        for layer in range(lowest, layers[node], -1):
            if full.get(layer, 0) < most:
                full[layers[node]] -= 1
                full[layer] = full.get(layer, 0) + 1
                layers[node] = layer
                break
    used = sorted(set(layers))
    return [used.index(layer) for layer in layers]


def _ranks(above: Sequence[set[int]]) -> list[int]:
    """Return for each box the length of the longest way that leads to it."""
    ranks = [-1] * len(above)

    def rank(node: int) -> int:
        if ranks[node] < 0:
            ranks[node] = max((rank(other) + 1 for other in above[node]), default=0)
        return ranks[node]

    for node in range(len(above)):
        rank(node)
    return ranks


class _Grid:
    """Boxes and passages in rows. Nodes from the number of boxes on are passages."""

    def __init__(self, widths: Sequence[float], layers: Sequence[int], down: Sequence[tuple[int, int]], passage: float) -> None:
        self.widths = list(widths)
        self.boxes = len(widths)
        self.passage = passage
        self.rows: list[list[int]] = [[] for _ in range(max(layers) + 1)]
        for node, layer in enumerate(layers):
            self.rows[layer].append(node)
        self.chains: list[list[int]] = []
        for start, end in down:
            chain = [start]
            for layer in range(layers[start] + 1, layers[end]):
                chain.append(len(self.widths))
                self.rows[layer].append(len(self.widths))
                self.widths.append(passage)
            self.chains.append([*chain, end])
        self.up: list[list[int]] = [[] for _ in self.widths]
        self.down: list[list[int]] = [[] for _ in self.widths]
        for chain in self.chains:
            for before, after in pairwise(chain):
                self.down[before].append(after)
                self.up[after].append(before)
        self.at = [0.0] * len(self.widths)

    def _gap(self, left: int, right: int) -> float:
        return (BETWEEN if left < self.boxes and right < self.boxes else self.passage) + (
            self.widths[left] + self.widths[right]
        ) / 2

    def width(self, row: Sequence[int]) -> float:
        """Return how wide a row is when it stands as close as it may."""
        return sum(self._gap(a, b) for a, b in pairwise(row)) + (self.widths[row[0]] + self.widths[row[-1]]) / 2

    # Order ---------------------------------------------------------------------------------------------------------------
    def order(self) -> None:
        """Order the rows so that ties cross little: the best of several sweeps down and up."""
        best, least = [list(row) for row in self.rows], self._crossings()
        for sweep in range(SWEEPS):
            if not least:
                break
            downwards = sweep % 2 == 0
            near = self.up if downwards else self.down
            for row in self.rows if downwards else reversed(self.rows):
                self._sort(row, near)
            crossings = self._crossings()
            if crossings < least:
                best, least = [list(row) for row in self.rows], crossings
        self.rows = best

    def _sort(self, row: list[int], near: Sequence[Sequence[int]]) -> None:
        """Sort a row by the middles of neighbours; what has none keeps its place."""
        places = self._places()
        middles = {node: sum(places[it] for it in near[node]) / len(near[node]) for node in row if near[node]}
        sorted_nodes: Iterator[int] = iter(sorted(middles, key=lambda node: (middles[node], places[node])))
        row[:] = [next(sorted_nodes) if node in middles else node for node in row]

    def _places(self) -> list[float]:
        places = [0.0] * len(self.widths)
        for row in self.rows:
            for i, node in enumerate(row):
                places[node] = (i + 0.5) / len(row)
        return places

    def _crossings(self) -> int:
        """Count the pairs of ties that cross between two rows."""
        places = self._places()
        count = 0
        for row in self.rows:
            ends: list[float] = []
            for node in row:
                found = [places[other] for other in self.down[node]]
                count += sum(len(ends) - bisect_right(ends, place) for place in found)
                for place in found:
                    insort(ends, place)
        return count

    # Places --------------------------------------------------------------------------------------------------------------
    def settle(self, measure: float) -> None:
        """Place all rows: each node near the middle of its neighbours, in order, without overlap; the whole in the middle."""
        for row in self.rows:
            spare = measure - self.width(row)
            x = max(0.0, spare / 2) + self.widths[row[0]] / 2
            for i, node in enumerate(row):
                x += self._gap(row[i - 1], node) if i else 0.0
                self.at[node] = x
        for step in range(SETTLING):
            for row in self.rows if step % 2 == 0 else reversed(self.rows):
                wished = [self._wish(node) for node in row]
                self._spread(row, wished, measure)
        left = min(at - wide / 2 for at, wide in zip(self.at, self.widths, strict=True))
        right = max(at + wide / 2 for at, wide in zip(self.at, self.widths, strict=True))
        self.at = [at + (measure - left - right) / 2 for at in self.at]

    def _wish(self, node: int) -> float:
        near = [*self.up[node], *self.down[node]]
        return sum(self.at[other] for other in near) / len(near) if near else self.at[node]

    def _weight(self, node: int) -> float:
        """Return how much a node's wish counts: long ties are to be straight, who has many is to stand in their midst."""
        if node < self.boxes:
            return 1.0 + len(self.up[node]) + len(self.down[node])
        return 8.0 if self.up[node][0] >= self.boxes or self.down[node][0] >= self.boxes else 4.0

    def _spread(self, row: Sequence[int], wished: Sequence[float], measure: float) -> None:
        """Put a row as near to its wishes as order and room allow: least squares, by pooling neighbours that would overlap."""
        starts = list(accumulate((self._gap(a, b) for a, b in pairwise(row)), initial=0.0))
        pools: list[tuple[float, float, int]] = []  # place less what stands before it, weight, how many
        for node, wish, start in zip(row, wished, starts, strict=True):
            place, weight, count = wish - start, self._weight(node), 1
            while pools and pools[-1][0] > place:
                before, heavy, more = pools.pop()
                place = (before * heavy + place * weight) / (heavy + weight)
                weight, count = heavy + weight, count + more
            pools.append((place, weight, count))
        least = self.widths[row[0]] / 2
        most = max(least, measure - self.widths[row[-1]] / 2 - starts[-1])
        places = [min(max(place, least), most) for place, _, count in pools for _ in range(count)]
        for node, place, start in zip(row, places, starts, strict=True):
            self.at[node] = place + start

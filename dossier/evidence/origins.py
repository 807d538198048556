"""What rests on what, and where information starts: the uses of a dossier in; an order, circles and starts out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from dossier.evidence.references import SINGULAR, Entry, Use
from dossier.model import Claim
from dossier.problems import Problem, error

BEARING: Final = frozenset(("claims", "origins", "sources"))  # the parts that carry information

Graph: TypeAlias = dict[str, list[Use]]


def _rests(use: Use, entries: Mapping[str, Entry]) -> bool:
    """Say whether this use is one thing's resting on another, among those that carry information."""
    user, on = entries.get(use.user), entries.get(use.on)
    if not user or not on:
        return False
    if user.part == "claims":
        return use.how in ("cite", "by") and not use.aside and on.part in BEARING
    return use.how == "rests_on" and user.part in ("origins", "sources", "judgements")


def bearing(found: Sequence[Use], entries: Mapping[str, Entry]) -> Graph:
    """Return for each thing the uses by which it rests on others."""
    out: Graph = {}
    for use in found:
        if _rests(use, entries):
            out.setdefault(use.user, []).append(use)
    return out


def in_order(graph: Graph, entries: Mapping[str, Entry]) -> tuple[list[str], list[Use]]:
    """Put what others rest on before them; return all ids in that order, and the uses that close a circle."""
    order: list[str] = []
    circles: list[Use] = []
    done: dict[str, bool] = {}  # False while what it rests on is being followed
    for start in entries:
        if start in done:
            continue
        done[start] = False
        path: list[tuple[str, Iterator[Use]]] = [(start, iter(graph.get(start, ())))]
        while path:
            id, rest = path[-1]
            use = next(rest, None)
            if use is None:
                done[id] = True
                order.append(id)
                path.pop()
            elif use.on not in done:
                done[use.on] = False
                path.append((use.on, iter(graph.get(use.on, ()))))
            elif not done[use.on]:
                circles.append(use)
    return order, circles


def circle(use: Use, entries: Mapping[str, Entry]) -> Problem:
    """Say that something rests on itself."""
    kind = SINGULAR[entries[use.user].part]
    if use.user == use.on:
        return error(f"{use.user!r} is {kind} that rests on itself", use.span, "name what it really rests on", "circle")
    message = f"a circle: {use.user!r} rests on {use.on!r}, which in the end rests on {use.user!r}"
    return error(message, use.span, "take one of these references out", "circle")


def roots(order: Sequence[str], graph: Graph, entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Return for each thing the origins and sources where its information starts: those that repeat nobody, each once.

    For a claim with `by` those voices count, and not the sources that carry them; without, each source cited counts for itself.
    Claims cited bring their own. So a source can only add a start by being cited in its own words. Where a claim says that
    something was not said, nothing starts. How many of these are independent is for `parties` to say.
    """
    out: dict[str, tuple[str, ...]] = {}
    for id in order:
        rests = graph.get(id, [])
        if any(use.how == "by" for use in rests):
            rests = [use for use in rests if use.how == "by" or entries[use.on].part == "claims"]
        merged = tuple(dict.fromkeys(start for use in rests for start in out.get(use.on, ())))
        entry = entries[id]
        begins = entry.part in ("origins", "sources")
        absent = isinstance(entry.record, Claim) and entry.record.kind == "absence"
        out[id] = () if absent else merged or ((id,) if begins else ())
    return out

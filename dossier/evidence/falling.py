"""What falls with a source or an origin: a `Dossier` and its `Evidence` in, `Fallen` out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dossier.evidence.graph import Cited, ClaimView, Evidence
from dossier.evidence.statements import Statement, statements
from dossier.inline import Locator
from dossier.model import DESK, Dossier
from dossier.tuples import NamedTuple


class Fallen(NamedTuple):
    """What a dossier loses without a source or origin; claims and judgements by id, other statements whole.

    `claims` and `statements` rest on nothing any more; those `weakened` keep part of their support. `single` are the claims, and
    `single_judgements` the judgements, that come from one origin only then. `judgements` stand on nothing; `shaken` ones lose
    some of their claims. `again` cite paragraphs that carry the origin's words without naming it; they want to be read again.
    """

    claims: tuple[str, ...]
    weakened_claims: tuple[str, ...]
    single: tuple[str, ...]
    judgements: tuple[str, ...]
    shaken: tuple[str, ...]
    single_judgements: tuple[str, ...]
    statements: tuple[Statement, ...]
    weakened: tuple[Statement, ...]
    again: tuple[Statement, ...]


def fallen(dossier: Dossier, evidence: Evidence, id: str) -> Fallen:
    """Find what falls when a source or an origin is withdrawn, and with it all that only repeats it."""
    gone = _repeating(evidence, id)
    standing = _standing(evidence, gone)
    claims = [view for view in evidence.claims if not standing[view.id]]
    lost = {view.id for view in claims}
    weakened = [view for view in evidence.claims if view.id not in lost and _touched(evidence, view, gone, lost)]
    single = [v.id for v in evidence.claims if v.id not in lost and len(v.origins) > 1 and len(standing[v.id]) == 1]
    judged = [(view, [c.id for c in view.claims if c.id not in lost]) for view in evidence.judgements if view.claims]
    bare = [view.id for view, left in judged if not left]
    shaken = [view.id for view, left in judged if left and len(left) < len(view.claims)]
    one = [
        view.id
        for view, left in judged
        if left and len(view.origins) > 1 and len({start for c in left for start in standing[c]}) == 1
    ]
    without, part, again = _of_statements(dossier, evidence, gone, lost.union(bare), frozenset(shaken))
    return Fallen(
        tuple(view.id for view in claims),
        tuple(view.id for view in weakened),
        tuple(single),
        tuple(bare),
        tuple(shaken),
        tuple(one),
        without,
        part,
        again,
    )


def _repeating(evidence: Evidence, id: str) -> frozenset[str]:
    """Return a source or origin with all that has nothing but it to repeat."""
    gone = {id}
    repeats: dict[str, set[str]] = {}
    for use in evidence.uses:
        if use.how == "rests_on" and evidence.part(use.user) in ("sources", "origins"):
            repeats.setdefault(use.user, set()).add(use.on)
    changed = True
    while changed:
        more = {user for user, on in repeats.items() if user not in gone and on <= gone}
        changed = bool(more)
        gone |= more
    return frozenset(gone)


def _standing(evidence: Evidence, gone: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return for each claim the origins that it still has; none where it falls."""
    out: dict[str, tuple[str, ...]] = {}
    cited: dict[str, list[str]] = {}
    for use in evidence.uses:
        if use.how == "cite" and evidence.part(use.user) == "claims":
            cited.setdefault(use.user, []).append(use.on)
    for id in evidence.order:
        if evidence.part(id) == "claims":
            out[id] = tuple(dict.fromkeys(_left(evidence, evidence.claim(id), cited.get(id, ()), gone, out)))
    return out


def _left(
    evidence: Evidence, view: ClaimView, cited: Iterable[str], gone: frozenset[str], standing: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """Give the origins that are left to a claim: of its voice as long as something carries it, of its sources, of its claims."""
    by = view.by if view.claim.by is not None else ""
    carriers = [id for id in cited if id == DESK or (evidence.part(id) == "sources" and id not in gone)]
    if by not in gone:
        for voice in [by] if by and carriers else carriers:
            starts = [start for start in evidence.starts(voice) if start not in gone]
            yield from starts or [voice]
    for id in cited:
        yield from standing.get(id, ())


def _touched(evidence: Evidence, view: ClaimView, gone: frozenset[str], lost: set[str]) -> bool:
    """Say whether a claim cites something that is gone or fallen."""
    return any(cited.id in gone or cited.id in lost for cited in view.cited)


def _of_statements(
    dossier: Dossier, evidence: Evidence, gone: frozenset[str], lost: set[str], shaken: frozenset[str]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...], tuple[Statement, ...]]:
    """Part the statements that lose all their support, those that lose some, and those that want to be read again.

    One that cites a judgement loses some of its support with that judgement.
    """
    without, part, again = [], [], []
    carried = _carried(dossier, evidence, gone)
    again += [
        Statement(view.id, "", view.claim.text.plain, (), view.claim.text.span)
        for view in evidence.claims
        if view.id not in lost and any(_carries(one, carried) for one in view.cited)
    ]
    for it in statements(dossier):
        cited = [evidence.citation(cite) for cite in it.cites]
        dead = [one for one in cited if one.id in gone or one.id in lost]
        if cited and len(dead) == len(cited):
            without.append(it)
        elif dead or any(one.id in shaken for one in cited):
            part.append(it)
        if len(dead) < len(cited) and any(one not in dead and _carries(one, carried) for one in cited):
            again.append(it)
    return tuple(without), tuple(part), tuple(again)


def _carried(dossier: Dossier, evidence: Evidence, gone: frozenset[str]) -> dict[str, set[str]]:
    """Return by source the labels of the paragraphs that carry the words of the origins that are gone."""
    out: dict[str, set[str]] = {}
    for id in gone:
        origin = dossier.origins.get(id)
        for cite in origin.cite if origin and isinstance(origin.cite, tuple) else ():
            cited = evidence.citation(cite)
            out.setdefault(cited.id, set()).update(labels(cited.locators))
    return out


def _carries(cited: Cited, carried: Mapping[str, set[str]]) -> bool:
    return cited.kind == "source" and not carried.get(cited.id, set()).isdisjoint(labels(cited.locators))


def labels(locators: Iterable[Locator]) -> Iterator[str]:
    """Give each label that locators name, ranges of numbers counted out."""
    for first, last in locators:
        if first.isdecimal() and last.isdecimal() and int(last) - int(first) < 10_000:
            yield from map(str, range(int(first), int(last) + 1))
        else:
            yield first
            yield from (last,) if last else ()

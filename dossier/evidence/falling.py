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
    independent = evidence.parties.independent
    claims = [view for view in evidence.claims if standing[view.id] is None]
    lost = {view.id for view in claims}
    left_of = {id: left or () for id, left in standing.items()}
    weakened = [view for view in evidence.claims if view.id not in lost and _touched(view, gone, lost)]
    single = [v.id for v in evidence.claims if len(v.origins) > 1 and len(independent(left_of[v.id])) == 1]
    judged = [(view, [c.id for c in view.claims if c.id not in lost]) for view in evidence.judgements if view.claims]
    bare = [view.id for view, left in judged if not left]
    shaken = [view.id for view, left in judged if left and len(left) < len(view.claims)]
    one = [
        view.id
        for view, left in judged
        if len(view.origins) > 1 and len(independent(start for c in left for start in left_of[c])) == 1
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


def _standing(evidence: Evidence, gone: frozenset[str]) -> dict[str, tuple[str, ...] | None]:
    """Return for each claim where the information starts that it still has, if anywhere; None where the claim falls."""
    out: dict[str, tuple[str, ...] | None] = {}
    cited: dict[str, list[str]] = {}
    for use in evidence.uses:
        if use.how == "cite" and not use.aside and evidence.part(use.user) == "claims":
            cited.setdefault(use.user, []).append(use.on)
    for id in evidence.order:
        if evidence.part(id) == "claims":
            out[id] = _left(evidence, evidence.claim(id), cited.get(id, ()), gone, out)
    return out


def _left(
    evidence: Evidence,
    view: ClaimView,
    cited: Iterable[str],
    gone: frozenset[str],
    standing: Mapping[str, tuple[str, ...] | None],
) -> tuple[str, ...] | None:
    """Return what is left to a claim: of its voices as long as something carries them, of its sources, of its claims.

    A statement doesn't live on claims that something was not said.
    """
    claims = [left for id in cited if (left := standing.get(id)) is not None and (view.absence or not evidence.claim(id).absence)]
    carriers = [id for id in cited if id == DESK or (evidence.part(id) == "sources" and id not in gone)]
    voices = [ref.id for ref in view.claim.by if ref.id not in gone and (carriers or claims)] if view.claim.by else carriers
    if not voices and not claims:
        return None
    if view.absence:
        return ()
    starts = [start for voice in voices for start in evidence.starts(voice) if start not in gone]
    return tuple(dict.fromkeys((*starts, *(start for left in claims for start in left))))


def _touched(view: ClaimView, gone: frozenset[str], lost: set[str]) -> bool:
    """Say whether a claim cites, or rests on the word of, something that is gone or fallen."""
    return any(cited.id in gone or cited.id in lost for cited in view.cited) or any(ref.id in gone for ref in view.claim.by)


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

"""Whose words a claim rests on is said, and nobody counts twice: a party by several voices, an outlet beside whom it quotes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Final, TypeAlias

from dossier.checks.names import Name
from dossier.evidence.falling import labels
from dossier.evidence.graph import ClaimView, Evidence
from dossier.model import Dossier, Ref
from dossier.problems import Problem, error, warning

TELLS = {
    "party": Name("Each source and origin that speaks for a party to the matter says for which."),
    "second-voice": Name("No source is named as a voice beside somebody whose words it carries.", "error"),
    "unattributed": Name("A claim from a paragraph that carries somebody’s words says whose it is."),
}

_OWN: Final = "leave it out: `cite` says who carries the words, and what the source says itself is a claim of its own"
_MOST: Final = 200  # paragraphs of a citation that are looked at: a range of thousands is no statement about each of them
Carried: TypeAlias = Mapping[str, Mapping[str, Collection[str]]]  # source -> label -> the origins whose words stand there


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Find carriers named as voices (an error); warn of parties not named, and of claims that don't say whose words they are."""
    out = list(_parties(dossier, evidence))
    carried = _carried(dossier, evidence)
    for view in evidence.claims:
        if len(view.claim.by) > 1:
            out += _second(dossier, evidence, view, carried)
        elif not view.claim.by and not view.absence:
            out += _unattributed(evidence, view, carried)
    return out


def _parties(dossier: Dossier, evidence: Evidence) -> Iterator[Problem]:
    """Find sources and origins that speak for a party which isn't known."""
    for id, source in dossier.sources.items():
        if source.interested and source.party is None and evidence.parties.counted[id] not in dossier.actors:
            hint = "party: the id of the actor, or a name; voices of one party count as one"
            yield warning("this source speaks for a party, but not said which", source.place_of("interested"), hint, "party")
    for origin in dossier.origins.values():
        if origin.interested and not isinstance(origin.speaker, Ref):
            hint = "speaker: the actor for which somebody speaks; `record: background` says that nobody is named"
            yield warning("this origin speaks for a party, but not said which", origin.place_of("interested"), hint, "party")


def _carried(dossier: Dossier, evidence: Evidence) -> Carried:
    """Return the paragraphs that carry the words of origins by the word of their records; '' stands for the whole source."""
    out: dict[str, dict[str, dict[str, None]]] = {}
    for id, origin in dossier.origins.items():
        for cite in origin.cite:
            paragraphs = out.setdefault(cite.target or evidence.default, {})
            for label in ("", *islice(labels(cite.locators), _MOST)):
                paragraphs.setdefault(label, {})[id] = None
    return out


def _second(dossier: Dossier, evidence: Evidence, view: ClaimView, carried: Carried) -> Iterator[Problem]:
    """Find sources that a claim names beside an origin whose words they carry, or are all that it cites for them."""
    origins = [voice.id for voice in view.claim.by if voice.id in dossier.origins]
    cited = {one.id for one in view.cited}
    for voice in view.claim.by:
        if voice.id not in dossier.sources:
            continue
        passes_on = {*carried.get(voice.id, {}).get("", ()), *(ref.id for ref in dossier.sources[voice.id].rests_on)}
        named = next((id for id in origins if id in passes_on or cited == {voice.id}), "")
        if named:
            yield error(f"{voice.id!r} carries the words of {named!r}: no second voice", voice.span, _OWN, "second-voice")


def _unattributed(evidence: Evidence, view: ClaimView, carried: Carried) -> Iterator[Problem]:
    """Find citations of paragraphs of which each carries somebody's words, in a claim that names nobody."""
    for cite in view.claim.cite:
        source = cite.target or evidence.default
        paragraphs = [carried.get(source, {}).get(label, ()) for label in islice(labels(cite.locators), _MOST)]
        if paragraphs and all(paragraphs):
            named = next(iter(paragraphs[0]))
            hint = f"by: {named}; or by: {source}, where it says so itself"
            message = f"this paragraph of {source!r} carries the words of {named!r}, but the claim names nobody"
            yield warning(message, cite.span, hint, "unattributed")

"""Who speaks for a party to the matter is known as that party's voice, so that it can't confirm what another of them says."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier, Ref
from dossier.problems import Problem, warning

TELLS = {"party": Name("Each source and origin that speaks for a party to the matter says for which.")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of sources and origins with `interested` of which the dossier doesn't tell whose voices they are."""
    out: list[Problem] = []
    for id, source in dossier.sources.items():
        if source.interested and source.party is None and evidence.parties.counted[id] not in dossier.actors:
            hint = "party: the id of the actor, or a name; voices of one party count as one"
            out.append(
                warning("this source speaks for a party, but not said which", source.place_of("interested"), hint, "party")
            )
    for origin in dossier.origins.values():
        if origin.interested and not isinstance(origin.speaker, Ref):
            hint = "speaker: the actor for which somebody speaks; `record: background` says that he isn't named"
            out.append(
                warning("this origin speaks for a party, but not said which", origin.place_of("interested"), hint, "party")
            )
    return out

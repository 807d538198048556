"""An annex that is asked for can be given: there are sources that may be reproduced, and their texts are at hand."""

from __future__ import annotations

from dossier.checks.names import Name
from dossier.evidence.graph import Evidence
from dossier.model import Dossier
from dossier.problems import Problem, warning

TELLS = {"annex": Name("Where an annex is asked for, there are sources to reproduce, and their texts are at hand.")}


def check(dossier: Dossier, evidence: Evidence) -> list[Problem]:
    """Warn of an annex without a source to reproduce, and of such a source whose text isn't at hand."""
    if not dossier.facts.annex and "annex" not in dossier.sections:
        return []
    granted = {id: source for id, source in dossier.sources.items() if source.rights}
    if not granted:
        hint = "write `rights: yes` into the record of each source that you may reproduce, or take `annex` out"
        return [warning("no source of the annex may be reproduced", dossier.facts.place_of("annex"), hint, "annex")]
    hint = "name its file in `text:`, or give it by `--text`"
    return [
        warning(f"the annex lacks the text of {id!r}", source.place_of("rights"), hint, "annex")
        for id, source in granted.items()
        if id not in evidence.texts
    ]

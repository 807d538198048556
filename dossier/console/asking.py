"""Put a question about one id to the dossiers that have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from dossier import pipeline
from dossier.console import terminal
from dossier.console.options import dossiers
from dossier.ids import meant
from dossier.problems import DossierError, Problem, error, errors_in

if TYPE_CHECKING:
    from dossier.evidence.graph import Evidence
    from dossier.model import Dossier


def ask(id: str, names: Sequence[str], answer: Callable[[Dossier, Evidence, str], list[str]], parts: Sequence[str] = ()) -> int:
    """Print the answer of each dossier that has the id, in one of these parts; return the exit code.

    Raises DossierError where none has it.
    """
    known: dict[str, None] = {}
    answered, failed = False, False
    for name in dossiers(names):
        try:
            dossier, evidence = _linked(name)
        except DossierError as wrong:
            terminal.show_problems(wrong.problems, terminal.Lines({}))
            failed = True
            continue
        ids = [it for it, entry in evidence.entries.items() if not parts or entry.part in parts]
        known.update(dict.fromkeys(ids))
        if id in ids:
            click.echo("\n".join(([""] if answered else []) + [f"{name}:", *answer(dossier, evidence, id)]))
            answered = True
    if not answered and not failed:
        raise DossierError([_unknown(id, list(known), parts)])
    return 2 if failed else 0


def _linked(name: str) -> tuple[Dossier, Evidence]:
    """Read and link a dossier; raise DossierError where it has errors."""
    from dossier.evidence.graph import link
    from dossier.reading import reader

    dossier, problems = reader.read(pipeline.contents_of(name), name)
    if dossier is None:
        raise DossierError(problems)
    graph, problems = link(dossier)
    if errors_in(problems):
        raise DossierError(problems)
    return dossier, graph


def _unknown(id: str, known: Sequence[str], parts: Sequence[str]) -> Problem:
    wanted = " or ".join(part.removesuffix("s") for part in parts) or "thing"
    return error(f"no {wanted} has the id {id!r}", None, meant(id, known), "unknown-id")

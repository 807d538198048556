"""`dossier watch`: build again whenever something changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import click

from dossier.commands.build import Job, first_of, make
from dossier.console import terminal, watching
from dossier.console.options import dossiers, opened, output_option, style_options, targets, text_option
from dossier.problems import Problem

if TYPE_CHECKING:
    from dossier.styling.library import Opened

EXAMPLES = """
\b
Examples:
  dossier watch sources/raqqa.yaml
  dossier watch sources/raqqa.yaml --style house.yaml -o draft.pdf
"""


@click.command(epilog=EXAMPLES)
@click.argument("names", nargs=-1, type=click.Path(), metavar="[FILES]...")
@output_option(".  [default: build/NAME.pdf]")
@style_options
@text_option
def command(
    names: tuple[str, ...],
    output: str | None,
    styles: tuple[str, ...],
    settings: tuple[str, ...],
    paper: str | None,
    purposes: tuple[str, ...],
    texts: dict[str, str],
) -> None:
    """Build FILES, or all of sources/, then build again whenever one of them, a style sheet or a file that they name changes.

    While something is wrong the last good brief stays. Ctrl-C ends it.
    """
    if output == "-":
        raise click.UsageError("watch needs a file to write to")
    jobs = [Job(name, target) for name, target in targets(dossiers(names), output, purposes)]

    def again(job: Job) -> dict[str, watching.Stamp]:
        return _again(job, lambda: opened(styles, settings, paper, purposes), texts)

    seen = {job.name: again(job) for job in jobs}
    while True:
        changed = watching.until_changed({name: stamp for files in seen.values() for name, stamp in files.items()})
        for job in jobs:
            if not seen[job.name].keys().isdisjoint(changed):
                seen[job.name] = again(job)


def _again(job: Job, open_look: Callable[[], Opened], texts: Mapping[str, str]) -> dict[str, watching.Stamp]:
    """Build once, and return the stamps that its files had before; what was changed meanwhile is then built again."""
    before = watching.stamps([job.name, *texts.values()])
    look = open_look()
    before |= watching.stamps(look.paths)
    problems: list[Problem] = []
    done = make(job, look, problems, texts)
    before = watching.stamps([*done.inputs, *_named(problems)]) | before  # texts that the dossier names
    terminal.show_problems(problems, terminal.Lines(look.lines))
    clock = time.strftime("%H:%M:%S")
    kept = "" if done.code == 0 else "; the last good brief stays" if _exists(first_of(job)) else "; there is no brief yet"
    terminal.tell(f"{clock} {done.words or job.name + ': not built'}{kept}")
    return before


def _named(problems: Iterable[Problem]) -> set[str]:
    """Return the files that problems name: where one of them is wrong, it is the one that will change."""
    return {problem.span.file for problem in problems if problem.span and problem.span.file}


def _exists(name: str) -> bool:
    return watching.stamps([name])[name] is not None

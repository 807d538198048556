"""`dossier build`: dossiers in, PDF files out."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from dossier import files, press, terminal
from dossier.commands.options import BUILD, dossiers, json_option, opened, style_options, targets, text_option
from dossier.problems import DossierError, Problem

if TYPE_CHECKING:
    from dossier.styling.library import Opened

EXAMPLES = """
\b
Examples:
  dossier build                                  all of sources/, into build/
  dossier build sources/raqqa.yaml --open        one brief, then look at it
  dossier build a.yaml --style house.yaml --set page.paper=letter
  dossier build a.yaml --text report=article.txt hold quotations against it
  dossier build a.yaml -o - | lpr                to standard output
  dossier build a.yaml --json > problems.json    all problems, for a program
"""


class Job(NamedTuple):
    """A dossier to build, and where its PDF goes: a file, or `-`."""

    name: str
    target: str


class Done(NamedTuple):
    """How a build ended: exit code, in words what was made, and the files it was made from."""

    code: int
    words: str = ""
    inputs: Sequence[str] = ()


@click.command(epilog=EXAMPLES, short_help="Build PDF briefs from dossiers.")
@click.argument("names", nargs=-1, type=click.Path(), metavar="[FILES]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="Where the PDF goes; - is standard output.  [default: build/NAME.pdf]",
)
@style_options
@text_option
@click.option("--strict", is_flag=True, help="Build no draft: refuse where a check is open.")
@click.option("--open", "wants_open", is_flag=True, help="Open the PDF when it is built.")
@json_option
def command(
    names: tuple[str, ...],
    output: str | None,
    styles: tuple[str, ...],
    settings: tuple[str, ...],
    paper: str | None,
    texts: dict[str, str],
    strict: bool,
    wants_open: bool,
    wants_json: bool,
) -> int:
    """Build a PDF brief from each of FILES, or from all of sources/.

    The old PDF stays until the new one is complete. Where checks are open, the brief is stamped as a draft.
    Exit code 0: built; 1: could not be written; 2: something is wrong with the input.
    """
    if output == "-" and (wants_json or wants_open):
        raise click.UsageError("-o - can't go together with --json or --open")
    if output == "-" and sys.stdout.isatty():
        raise click.UsageError(
            "standard output is a terminal, and a PDF is not for reading there; send it to a file or a program"
        )
    jobs = [Job(name, target) for name, target in targets(dossiers(names), output)]
    look = opened(styles, settings, paper)
    problems: list[Problem] = []
    done = [make(job, look, problems, texts, strict=strict) for job in jobs]
    if wants_json:
        print(terminal.as_json(problems))
    else:
        terminal.show_problems(problems, terminal.Lines(look.lines))
    for job, end in zip(jobs, done, strict=True):
        terminal.result(end.words)
        if wants_open and end.code == 0:
            click.launch(job.target)
    return max(end.code for end in done)


def make(
    job: Job, look: Opened, problems: list[Problem], texts: Mapping[str, str] = press.NO_TEXTS, *, strict: bool = False
) -> Done:
    """Build one brief; what is wrong with the input is added to the problems, what can't be written is told at once."""
    progress = terminal.Progress(job.name)
    try:
        if job.target != "-" and (os.path.dirname(job.target) != BUILD or os.path.lexists(job.target)):
            files.writable(job.target, [job.name])
        built = press.brief(job.name, look, tell=progress, texts=texts, strict=strict)
        problems += built.problems
        _deliver(job, built)
    except DossierError as wrong:
        problems += wrong.problems
        return Done(2)
    except files.Unwritable as wrong:
        progress.clear()
        terminal.failure(f"{job.target}: {wrong}")
        return Done(1)
    finally:
        progress.clear()
    pages = "1 page" if built.pages == 1 else f"{built.pages:,} pages"
    words = f"{job.target}: {pages}, {len(built.pdf) / 1000:,.0f} KB, {progress.seconds:.2f} s"
    if count := len(built.open):
        words += f"; a draft with {count} open check{'s' * (count > 1)}"
    return Done(0, words, built.inputs)


def _deliver(job: Job, built: press.Built) -> None:
    """Write the PDF to its file or to standard output."""
    if job.target == "-":
        sys.stdout.buffer.write(built.pdf)
        sys.stdout.buffer.flush()
    else:
        files.write(job.target, built.pdf, built.inputs, make_folder=os.path.dirname(job.target) == BUILD)

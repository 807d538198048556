"""`dossier build`: dossiers in, PDF files out, or copies of them in another form."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from dossier import files, pipeline
from dossier.console import terminal
from dossier.console.options import (
    BUILD,
    deliver,
    dossiers,
    json_option,
    opened,
    output_option,
    product_options,
    refuse_unwritable,
    style_options,
    targets,
    text_option,
    wanted_of,
)
from dossier.copies import PROOFS, form_of
from dossier.problems import DossierError, Problem

if TYPE_CHECKING:
    from dossier.brief import Brief
    from dossier.products import Wanted
    from dossier.styling.library import Opened

EXAMPLES = """
\b
Examples:
  dossier build                                  all of sources/, into build/
  dossier build sources/raqqa.yaml --open        one brief, then look at it
  dossier build a.yaml --style house.yaml --set page.paper=letter
  dossier build a.yaml --product short           two pages: build/a-short.pdf
  dossier build a.yaml --fit 8                   eight pages at most
  dossier build a.yaml --for booklet             to print, fold and staple
  dossier build a.yaml --text report=article.txt hold quotations against it
  dossier build a.yaml -o - | lpr                to standard output
  dossier build a.yaml -o a.md                   a reading copy in Markdown
  dossier build a.yaml -o a.png --dpi 150        its pages: a-01.png, a-02.png
  dossier build a.yaml --json > problems.json    all problems, for a program
"""


MOST_CHECKS = 6  # names of open checks that a line says


class Job(NamedTuple):
    """A dossier to build, and where the brief goes: a file, the ending of which tells its form, or `-`."""

    name: str
    target: str
    dpi: int | None = None  # of proofs
    wanted: Wanted | None = None


class Done(NamedTuple):
    """How a build ended: exit code, in words what was made, the files it was made from, and those that were made."""

    code: int
    words: str = ""
    inputs: Sequence[str] = ()
    made: Sequence[str] = ()


@click.command(epilog=EXAMPLES)
@click.argument("names", nargs=-1, type=click.Path(), metavar="[FILES]...")
@output_option("; - is standard output.  [default: build/NAME.pdf; with --for, build/NAME-office.pdf]")
@click.option("--dpi", type=click.IntRange(36, 600), help="Pixels to the inch of pages in PNG.  [default: 100]")
@product_options
@style_options
@text_option
@click.option("--strict", is_flag=True, help="Build no draft: refuse where a check is open.")
@click.option("--open", "wants_open", is_flag=True, help="Open what was built.")
@json_option
def command(
    names: tuple[str, ...],
    output: str | None,
    dpi: int | None,
    product: str,
    sections: str | None,
    fit: int | None,
    styles: tuple[str, ...],
    settings: tuple[str, ...],
    paper: str | None,
    purposes: tuple[str, ...],
    texts: dict[str, str],
    strict: bool,
    wants_open: bool,
    wants_json: bool,
) -> int:
    """Build a PDF brief from each of FILES, or from all of sources/.

    The old file stays until the new one is complete. Where checks are open, the brief is stamped as a draft.
    Exit code 0: built; 1: could not be written; 2: something is wrong with the input.
    """
    if output == "-" and (wants_json or wants_open):
        raise click.UsageError("-o - can't go together with --json or --open")
    _refuse_unfit(output, dpi, purposes)
    jobs = _jobs(dossiers(names), output, dpi, wanted_of(product, sections, fit), purposes)
    look = opened(styles, settings, paper, purposes)
    problems: list[Problem] = []
    done = [make(job, look, problems, texts, strict=strict) for job in jobs]
    if wants_json:
        print(terminal.as_json(problems))
    else:
        terminal.show_problems(problems, terminal.Lines(look.lines))
    for end in done:
        terminal.result(end.words)
        if wants_open and end.code == 0:
            click.launch(end.made[0])
    return max(end.code for end in done)


def _jobs(names: Sequence[str], output: str | None, dpi: int | None, wanted: Wanted, purposes: Sequence[str]) -> list[Job]:
    """Return what is to be built: each dossier in each product, in files named after both."""
    from dossier import products

    if wanted.product != products.ALL:
        suffixes = [*([] if wanted.product == products.FULL else [wanted.product]), *purposes]
        return [Job(name, target, dpi, wanted) for name, target in targets(names, output, suffixes)]
    if output:
        raise click.UsageError("-o takes one product; --product all writes each to a file named after it")
    jobs: list[Job] = []
    for name in names:
        for product in pipeline.products_of(name):
            suffixes = [*([] if product == products.FULL else [product]), *purposes]
            jobs += [Job(name, target, dpi, wanted._replace(product=product)) for _, target in targets([name], None, suffixes)]
    return jobs


def _refuse_unfit(output: str | None, dpi: int | None, purposes: Sequence[str]) -> None:
    """Refuse options that mean nothing for what is to be written."""
    if output == "-" and sys.stdout.isatty():
        raise click.UsageError(
            "standard output is a terminal, and a PDF is not for reading there; send it to a file or a program"
        )
    if dpi is not None and (output is None or form_of(output) != PROOFS):
        raise click.UsageError("--dpi goes with -o FILE.png")
    form = form_of(output) if output else None
    if purposes and form and not form.paper:
        raise click.UsageError("a reading copy has no paper: --for goes with a PDF, or with images of its pages")


def make(
    job: Job, look: Opened, problems: list[Problem], texts: Mapping[str, str] = pipeline.NO_TEXTS, *, strict: bool = False
) -> Done:
    """Build one brief; what is wrong with the input is added to the problems, what can't be written is told at once."""
    progress = terminal.Progress(job.name)
    try:
        _prepare(job)
        built = pipeline.brief(job.name, look, tell=progress, texts=texts, strict=strict, wanted=job.wanted)
        problems += built.problems
        progress("writing")
        made, size = _deliver(job, built, problems)
    except DossierError as wrong:
        problems += wrong.problems
        return Done(2, inputs=wrong.inputs)
    except files.Unwritable as wrong:
        progress.clear()
        terminal.failure(f"{job.target}: {wrong}")
        return Done(1)
    finally:
        progress.clear()
    which = made[0] if len(made) == 1 else f"{made[0]} to {made[-1]}"
    words = f"{which}: {terminal.pages(built.pages)}, {size / 1000:,.0f} KB, {progress.seconds:.2f} s"
    if built.open:
        words += f"; {_draft(job.name, built.open, texts)}"
    return Done(0, words, built.inputs, made)


def _draft(name: str, found: Sequence[Problem], texts: Mapping[str, str]) -> str:
    """Say which checks are open, the most frequent first, and how they are shown."""
    from collections import Counter
    from shlex import quote

    counts = Counter(problem.name for problem in found).most_common()
    which = [f"{check} {count}" for check, count in counts]
    shown = ", ".join(
        which if len(which) <= MOST_CHECKS else [*which[: MOST_CHECKS - 1], f"{len(which) - MOST_CHECKS + 1} others"]
    )
    asked = " ".join(["dossier check --strict", quote(name), *(f"--text {quote(f'{id}={path}')}" for id, path in texts.items())])
    return f"a draft with {len(found)} open check{'s' * (len(found) > 1)} ({shown}): {asked} shows them"


def first_of(job: Job) -> str:
    """Return the first file that a job writes, by which one sees whether it ever did."""
    if form_of(job.target) != PROOFS:
        return job.target
    from dossier.copies import proofs

    return proofs.names(job.target, 1)[0]


def _prepare(job: Job) -> None:
    """Refuse before the work what couldn't be written after it."""
    if form_of(job.target) == PROOFS:
        from dossier.copies.proofs import library

        library()
    refuse_unwritable(first_of(job), job.name)


def _deliver(job: Job, built: Brief, problems: list[Problem]) -> tuple[list[str], int]:
    """Write a brief in the form that is asked for, or to standard output; return the names of its files, and its size."""
    form = form_of(job.target)
    assert form is not None
    if form == PROOFS:
        return _deliver_proofs(job, built, problems)
    contents = form.copy(built)
    deliver(job.target, contents, built.inputs)
    return [job.target], len(contents)


def _deliver_proofs(job: Job, built: Brief, problems: list[Problem]) -> tuple[list[str], int]:
    """Write the pages as images; tell what an earlier and longer build has left."""
    from dossier.copies import proofs

    names, sizes = proofs.names(job.target, built.pages), []

    def drawn() -> Iterator[tuple[str, bytes]]:
        for name, image in zip(names, built.proofs(job.dpi or proofs.DPI), strict=True):
            sizes.append(len(image))
            yield name, image

    files.write_all(drawn(), built.inputs, make_folder=os.path.dirname(job.target) == BUILD)
    problems += proofs.left_over(job.target, built.pages)
    return names, sum(sizes)

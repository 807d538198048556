"""`dossier check`: dossiers in, problems out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from dossier import pipeline
from dossier.console import terminal
from dossier.console.options import dossiers, json_option, opened, style_options, text_option
from dossier.problems import DossierError, Problem, Span, errors_in

if TYPE_CHECKING:
    from dossier.checks import Silenced

EXAMPLES = """
\b
Examples:
  dossier check                     all of sources/
  dossier check sources/raqqa.yaml
  dossier check a.yaml --text report=article.txt   hold quotations against it
  dossier check --strict            all that makes a brief a draft
  dossier check --today 2017-04-01  and what is stale on that day
  dossier check --json | jq length  how many problems there are
"""


def _day(ctx: click.Context, param: click.Parameter, given: str | None) -> int | None:
    """Take a day as its proleptic ordinal."""
    if given is None:
        return None
    from dossier.dates import parse_date

    date = parse_date(given, lambda offset: Span("--today", 1, 1 + offset), [])
    if date is None or date.earliest is None or date.earliest != date.latest:
        raise click.BadParameter(f"{given!r}: write a day, as 2017-02-17")
    return date.earliest


@click.command(epilog=EXAMPLES)
@click.argument("names", nargs=-1, type=click.Path(), metavar="[FILES]...")
@style_options
@text_option
@click.option("--strict", is_flag=True, help="Ask for all that a finished brief needs; what is open fails.")
@click.option(
    "--today",
    metavar="DATE",
    callback=_day,
    help="Ask for states that are stale, and plans that are over, on this day; implies --strict.",
)
@click.option("--sarif", "wants_sarif", is_flag=True, help="Print all problems as SARIF 2.1.0 on standard output.")
@json_option
def command(
    names: tuple[str, ...],
    styles: tuple[str, ...],
    settings: tuple[str, ...],
    paper: str | None,
    purposes: tuple[str, ...],
    texts: dict[str, str],
    strict: bool,
    today: int | None,
    wants_sarif: bool,
    wants_json: bool,
) -> int:
    """Find everything that is wrong with FILES, or with all of sources/, and with the style sheets, without building anything.

    Exit code 0: no error, though perhaps warnings; 2: errors, and with --strict anything at all.
    """
    if wants_sarif and wants_json:
        raise click.UsageError("--sarif and --json can't go together")
    strict = strict or today is not None
    look = opened(styles, settings, paper, purposes)
    problems: list[Problem] = list(look.problems)
    silenced: list[Silenced] = []
    for name in dossiers(names):
        root = pipeline.folder_of(name)
        try:
            ready = pipeline.check(pipeline.contents_of(name), name, look, root=root, texts=texts, strict=strict, today=today)
            problems += ready.problems
            silenced += ready.findings.silenced
        except DossierError as wrong:
            problems += wrong.problems
    _show(problems, silenced, terminal.Lines(look.lines), "sarif" if wants_sarif else "json" if wants_json else "")
    return 2 if problems and (strict or errors_in(problems)) else 0


def _show(problems: Sequence[Problem], silenced: Sequence[Silenced], lines: terminal.Lines, form: str) -> None:
    """Print the problems for a person, or for a program in the form that it asks for."""
    if form == "json":
        print(terminal.as_json(problems))
    elif form == "sarif":
        from dossier.console.sarif import as_sarif

        print(as_sarif(problems, silenced))
    else:
        terminal.show_problems(problems, lines)
        if not problems:
            terminal.result("nothing is wrong")

"""`dossier check`: dossiers in, problems out."""

from __future__ import annotations

import click

from dossier import press, terminal
from dossier.commands.options import dossiers, json_option, opened, style_options, text_option
from dossier.problems import DossierError, Problem, errors_in

EXAMPLES = """
\b
Examples:
  dossier check                     all of sources/
  dossier check sources/raqqa.yaml
  dossier check a.yaml --text report=article.txt   hold quotations against it
  dossier check --json | jq length  how many problems there are
"""


@click.command(epilog=EXAMPLES, short_help="Find everything that is wrong with a dossier, without building it.")
@click.argument("names", nargs=-1, type=click.Path(), metavar="[FILES]...")
@style_options
@text_option
@json_option
def command(
    names: tuple[str, ...],
    styles: tuple[str, ...],
    settings: tuple[str, ...],
    paper: str | None,
    texts: dict[str, str],
    wants_json: bool,
) -> int:
    """Find everything that is wrong with FILES, or with all of sources/, and with the style sheets, without building anything.

    Exit code 0: no error, though perhaps warnings; 2: errors.
    """
    look = opened(styles, settings, paper)
    problems: list[Problem] = list(look.problems)
    for name in dossiers(names):
        try:
            problems += press.check(press.contents_of(name), name, look, root=press.folder_of(name), texts=texts).problems
        except DossierError as wrong:
            problems += wrong.problems
    if wants_json:
        print(terminal.as_json(problems))
    else:
        terminal.show_problems(problems, terminal.Lines(look.lines))
        if not problems:
            terminal.result("nothing is wrong")
    return 2 if errors_in(problems) else 0

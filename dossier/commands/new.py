"""`dossier new`: the beginning of a dossier, and the schema beside it."""

from __future__ import annotations

import os

import click

from dossier import files, scaffold, terminal
from dossier.commands.options import SOURCES

EXAMPLES = """
\b
Examples:
  dossier new suez-1956
  dossier new suez-1956 --title "Suez: the canal is closed"
  dossier new suez-1956 -o desk/suez.yaml
"""


@click.command(epilog=EXAMPLES, short_help="Start a dossier.")
@click.argument("id")
@click.option("--title", help="The title as it prints.  [default: made from ID]")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Where the dossier goes.  [default: sources/ID.yaml]")
def command(id: str, title: str | None, output: str | None) -> int:
    """Start a dossier with the id ID, and write the schema beside it, with which an editor completes and checks it.

    Every part is there once, ready to be overwritten; it builds as it is. A dossier that exists is never touched.
    """
    if not scaffold.is_id(id):
        raise click.BadParameter("an id is lower-case letters, digits and hyphens, and begins with a letter", param_hint="ID")
    target = output or f"{SOURCES}/{id}.yaml"
    schema = os.path.join(os.path.dirname(target), scaffold.SCHEMA_NAME)
    if os.path.lexists(target):
        terminal.failure(f"{target}: is there already; nothing was written")
        return 1
    for path, text in ((target, scaffold.dossier_text(id, title)), (schema, scaffold.schema_text())):
        try:
            files.write(path, text.encode(), make_folder=output is None)
        except files.Unwritable as wrong:
            terminal.failure(f"{path}: {wrong}")
            return 1
    terminal.result(f"{target}: started; `dossier build {target}` makes the brief")
    return 0

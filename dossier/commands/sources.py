"""`dossier sources`: records of sources from a bibliography, on standard output."""

from __future__ import annotations

import click

from dossier import pipeline

EXAMPLES = """
\b
Examples:
  dossier sources library.json                     to paste into a dossier
  dossier sources library.json > found.yaml
  dossier new suez-1956 --csl library.json         a new dossier that has them
"""


@click.command(epilog=EXAMPLES)
@click.argument("name", type=click.Path(), metavar="FILE")
def command(name: str) -> int:
    """Print the items of FILE, a bibliography in CSL-JSON as Zotero exports it, as the part sources: of a dossier.

    Ids come from citation keys; those that collide are numbered. What has no place in a record stands below it as a comment.
    Exit code 0: printed; 2: something is wrong with FILE, and nothing is printed.
    """
    from dossier.importing.bibliography import read_bibliography, written

    click.echo(written(read_bibliography(pipeline.contents_of(name), name)), nl=False)
    return 0

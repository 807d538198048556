"""`dossier schema`: the JSON Schema of dossiers, on standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dossier import pipeline
from dossier.problems import DossierError

if TYPE_CHECKING:
    from dossier.model import Dossier

EXAMPLES = """
\b
Examples:
  dossier schema > sources/dossier.schema.json
  dossier schema sources/raqqa.yaml > raqqa.schema.json   knows the ids, too
  dossier schema --style > style.schema.json              of style sheets
"""


@click.command(epilog=EXAMPLES)
@click.argument("name", required=False, type=click.Path(), metavar="[FILE]")
@click.option("--style", "of_styles", is_flag=True, help="The schema of style sheets instead.")
def command(name: str | None, of_styles: bool) -> int:
    """Print the JSON Schema of dossiers. With FILE it knows the ids of this dossier, so that an editor can complete them."""
    if of_styles and name:
        raise click.UsageError("--style takes no file")
    from json import dumps

    if of_styles:
        from dossier.styling.schema import style_json_schema

        made = style_json_schema()
    else:
        from dossier.reading.schema import json_schema

        made = json_schema(_dossier(name) if name else None)
    click.echo(dumps(made, indent=2, ensure_ascii=False))
    return 0


def _dossier(name: str) -> Dossier:
    """Read the dossier whose ids the schema is to know; raise DossierError where it has errors."""
    from dossier.reading import reader

    dossier, problems = reader.read(pipeline.contents_of(name), name)
    if dossier is None:
        raise DossierError(problems)
    return dossier

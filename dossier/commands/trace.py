"""`dossier trace`: an id in, what it rests on and what rests on it out."""

from __future__ import annotations

import click

from dossier.console.asking import ask

EXAMPLES = """
\b
Examples:
  dossier trace departure                   a claim: origin, paragraphs
  dossier trace leaving sources/raqqa.yaml  a judgement of one dossier
  dossier trace mee                         a source: all that rests on it
"""


@click.command(epilog=EXAMPLES)
@click.argument("id")
@click.argument("names", nargs=-1, type=click.Path(), metavar="[FILES]...")
def command(id: str, names: tuple[str, ...]) -> int:
    """Show what ID rests on, down to paragraphs and origins, and what rests on it.

    It is looked for in FILES, or in all of sources/.

    ID is that of a claim, judgement, question, actor, place, contact, source or origin.
    """
    from dossier.console.tracing import told_trace

    return ask(id, names, told_trace)

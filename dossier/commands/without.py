"""`dossier without`: a source or an origin in, what falls with it out."""

from __future__ import annotations

import click

from dossier.console.asking import ask

EXAMPLES = """
\b
Examples:
  dossier without briefing                  what rests on it alone
  dossier without mee sources/raqqa.yaml    what one report carries
"""


@click.command(epilog=EXAMPLES)
@click.argument("id", metavar="SOURCE|ORIGIN")
@click.argument("names", nargs=-1, type=click.Path(), metavar="[FILES]...")
def command(id: str, names: tuple[str, ...]) -> int:
    """Show what would lose its support, or come from a single origin, if a source or an origin had to be withdrawn.

    What only repeats it goes with it.
    """
    from dossier.console.tracing import told_without

    return ask(id, names, told_without, ("sources", "origins"))

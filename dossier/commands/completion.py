"""`dossier completion`: the script that teaches a shell to complete this command."""

from __future__ import annotations

import click

EXAMPLES = """
\b
Examples:
  dossier completion bash >> ~/.bashrc
  dossier completion zsh >> ~/.zshrc
  dossier completion fish > ~/.config/fish/completions/dossier.fish
"""


@click.command(epilog=EXAMPLES)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the completion script for SHELL."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(ctx.find_root().command, {}, "dossier", "_DOSSIER_COMPLETE").source())
    return 0

"""The command `dossier`: find the command that is asked for, run it, turn what went wrong into words and an exit code.

Exit codes: 0 done, 1 could not write, or a bug of ours, 2 bad input or bad usage, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

import click

from dossier.console import terminal
from dossier.console.streams import Unheard
from dossier.problems import DossierError
from dossier.version import __version__

WROTE_NOTHING: Final = 1
BAD_INPUT: Final = 2
INTERRUPTED: Final = 130

COMMANDS: Final = (  # a row each: the name of the module under commands/, and what the help page and completion say of it
    ("build", "Build PDF briefs from dossiers."),
    ("mail", "Draft a covering mail with the brief attached."),
    ("check", "Find everything that is wrong with a dossier, without building it."),
    ("new", "Start a dossier."),
    ("sources", "Print records of sources from a bibliography."),
    ("show", "Show a paragraph of a source, and what cites it."),
    ("watch", "Build again whenever the dossier or its style changes."),
    ("styles", "List, show and explain style sheets."),
    ("schema", "Print the JSON Schema of dossiers, for editors."),
    ("trace", "Show what something rests on, and what rests on it."),
    ("without", "Show what falls without a source or an origin."),
    ("completion", "Print the shell completion script."),
)
EXAMPLES: Final = """
\b
Examples:
  dossier new suez-1956          start sources/suez-1956.yaml
  dossier check                  check all of sources/
  dossier build                  build all of sources/ into build/
  dossier build sources/raqqa.yaml --style plain --paper letter -o raqqa.pdf
"""


class Commands(click.Group):
    """The commands, each imported when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names in the order of the help page."""
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command by its name."""
        if name not in self.list_commands(ctx):
            return None
        from importlib import import_module

        command = import_module(f"dossier.commands.{name}").command
        assert isinstance(command, click.Command)
        command.short_help = dict(COMMANDS)[name]
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments begin with, or say which was perhaps meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from dossier.ids import meant

            hint = meant(args[0], self.list_commands(ctx))
            raise click.UsageError(f"no such command: {args[0]}{f'; {hint}' if hint else ''}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(COMMANDS)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXAMPLES)
@click.version_option(__version__, "-V", "--version", prog_name="dossier", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a bug.")
def dossier() -> None:
    """Turn YAML files of sourced facts into paginated, tagged, print-ready PDF briefs."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    try:
        code = _done(arguments)
        sys.stdout.flush()
    except Unheard as wrong:
        if not wrong.left:  # who closes a pipe has read enough, and needs no words
            terminal.failure(f"standard output: {wrong}")
        return WROTE_NOTHING
    return code


def _done(arguments: Sequence[str]) -> int:
    debug = "--debug" in arguments
    try:
        return dossier.main([a for a in arguments if a != "--debug"], "dossier", standalone_mode=False) or 0
    except Unheard:
        raise
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return BAD_INPUT
    except click.UsageError as wrong:
        usage = f"\nTry '{wrong.ctx.command_path} --help'." if wrong.ctx else ""
        terminal.failure(wrong.format_message() + usage)
        return BAD_INPUT
    except DossierError as wrong:
        terminal.show_problems(wrong.problems, terminal.Lines({}))
        return BAD_INPUT
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Exception as bug:
        if debug:
            raise
        terminal.failure(_bug(bug))
        return WROTE_NOTHING


def _bug(bug: Exception) -> str:
    """Describe a bug in one line, with an id that is the same whenever it comes from the same place."""
    from traceback import extract_tb
    from zlib import crc32

    frames = extract_tb(bug.__traceback__)
    places = [f"{frame.filename.replace(chr(92), '/').rpartition('dossier/')[2]}:{frame.name}" for frame in frames]
    number = crc32(" ".join([type(bug).__name__, *places]).encode())
    last = f"{places[-1]}, line {frames[-1].lineno}" if frames else "nowhere"
    return f"internal error {number:08x}: {type(bug).__name__} in {last}; nothing was written (--debug shows the traceback)"

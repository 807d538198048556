"""`dossier styles`: which style sheets there are, what they say, why a property has its value."""

from __future__ import annotations

import click

from dossier import files
from dossier.console import terminal
from dossier.console.options import opened, style_names, style_options
from dossier.problems import DossierError, Span, error

EXAMPLES = """
\b
Examples:
  dossier styles list
  dossier styles show briefing > house.yaml
  dossier styles explain heading.2.size --style house.yaml --paper letter
"""


@click.group(epilog=EXAMPLES)
def command() -> None:
    """List, show and explain style sheets."""


@command.command("list")
def list_styles() -> int:
    """List the styles that travel with the program, each with the first line that it says of itself."""
    from dossier.styling.library import shipped

    rows = [(name, _first_comment(name)) for name in shipped()]
    width = max((len(name) for name, _ in rows), default=0)
    for name, words in rows:
        click.echo(f"{name:<{width}}  {words}".rstrip())
    return 0


def _first_comment(name: str) -> str:
    line = _sheet(name).decode("utf-8").splitlines()[0]
    return line.lstrip("# ") if line.startswith("#") else ""


def _sheet(name: str) -> bytes:
    return files.read(files.data(f"styles/{name}.yaml"))


@command.command()
@click.argument("name", shell_complete=style_names)
def show(name: str) -> int:
    """Print the style sheet NAME as it is: a beginning for one of your own."""
    from dossier.styling.library import shipped

    if name not in (known := shipped()):
        raise DossierError([error(f"no style is called {name}", hint=f"styles are {', '.join(known)}", name="unknown-style")])
    click.echo(_sheet(name).decode("utf-8"), nl=False)
    return 0


@command.command()
@click.argument("key")
@style_options
def explain(key: str, styles: tuple[str, ...], settings: tuple[str, ...], paper: str | None, purposes: tuple[str, ...]) -> int:
    """Say which value the property KEY has, such as heading.2.size, which sheet and line set it, and what that overrode."""
    from dossier.styling.roles import instead_of, is_idle, property_of

    look = opened(styles, settings, paper, purposes)
    terminal.show_problems(look.problems, terminal.Lines(look.lines))
    if look.style is None:
        return 2
    try:
        found = look.style.explain(key)
    except (KeyError, ValueError):
        raise DossierError([error(f"no property is called {key}", hint=_near(key), name="unknown-property")]) from None
    click.echo(f"{found.key}: {found.value}")
    group, name = property_of(key) or ("", "")
    if is_idle(group, name):
        click.echo(f"  {name} has no effect on {group}; {instead_of(group, name)}")
    inherited = f", inherited from {found.role}" if found.role else ""
    if found.declared is None:
        click.echo(f"  the default{inherited}")
        return 0
    click.echo(f"  {found.declared.written}  set in {_place(found.declared.span)}{inherited}")
    for over in found.overrode:
        click.echo(f"  {over.written}  overridden, from {_place(over.span)}")
    return 0


def _place(span: Span) -> str:
    return f"{span.file}, line {span.line}"


def _near(key: str) -> str:
    """Name what was perhaps meant."""
    from dossier.ids import meant
    from dossier.styling.properties import PAGE_PROPERTIES, ROLE_PROPERTIES
    from dossier.styling.roles import ROLES

    keys = [f"page.{name}" for name in PAGE_PROPERTIES] + [f"{role}.{name}" for role in ROLES for name in ROLE_PROPERTIES]
    return meant(key, keys) or "docs/style-reference.md lists them all"

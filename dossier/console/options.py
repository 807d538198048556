"""Options that several commands share, and what they mean: which dossiers, in which look, and where the result goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

import click

from dossier import files
from dossier.copies import FORMS, form_of
from dossier.units import PAPERS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from dossier.products import Wanted
    from dossier.styling.library import Opened

Command = TypeVar("Command", bound=Callable[..., object])

SOURCES: Final = "sources"
BUILD: Final = "build"


def style_options(command: Command) -> Command:
    """Add --style, --set, --paper and --for."""
    command = click.option(
        "--for",
        "purposes",
        type=click.Choice(["office", "booklet"]),
        multiple=True,
        help="What it is for: an office's duplex printer, or folding into a booklet.  [default: the screen]",
    )(command)
    command = click.option("--paper", type=click.Choice(list(PAPERS)), help="Short for --set page.paper=…")(command)
    command = click.option(
        "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one property, such as heading.2.size=15pt."
    )(command)
    return click.option(
        "--style",
        "styles",
        multiple=True,
        metavar="NAME|FILE",
        shell_complete=style_names,
        help="A style sheet; give it again to lay another over it.",
    )(command)


def product_options(command: Command) -> Command:
    """Add --product, --sections and --fit."""
    command = click.option(
        "--fit", type=click.IntRange(1), metavar="N", help="Refuse to build more than N pages, and say what would have to go."
    )(command)
    command = click.option(
        "--sections", metavar="A,B", help="Print these sections only, in this order; of the short form, these parts."
    )(command)
    return click.option(
        "--product",
        metavar="NAME",
        default="full",
        help="What is made of the dossier: full, short (two pages), one of its `products:`, or all.  [default: full]",
    )(command)


def wanted_of(product: str, sections: str | None, fit: int | None) -> Wanted:
    """Return what the options of products ask for."""
    from dossier.products import ALL, Wanted

    names = tuple(name for part in (sections or "").split(",") if (name := part.strip()))
    if sections is not None and not names:
        raise click.UsageError("--sections names none: write them with commas between, as in --sections summary,questions")
    if product == ALL and names:
        raise click.UsageError("--sections goes with one product, since each has parts of its own")
    return Wanted(product, names, fit or 0)


def style_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the names of the styles that travel with the program, and files."""
    from click.shell_completion import CompletionItem

    from dossier.styling.library import shipped

    found = [CompletionItem(name) for name in shipped() if name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


def text_option(command: Command) -> Command:
    """Add --text."""
    return click.option(
        "--text",
        "texts",
        multiple=True,
        metavar="ID=PATH",
        callback=_texts,
        help="The pinned text of a source, wherever it lies; quotations are checked against it.",
    )(command)


def _texts(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    """Take `ID=PATH` apart."""
    out: dict[str, str] = {}
    for pair in given:
        id, equals, path = pair.partition("=")
        if not (equals and id and path):
            raise click.BadParameter(f"{pair!r}: write ID=PATH, the id of a source and the path of its text")
        if id in out:
            raise click.BadParameter(f"{id!r} is given two texts")
        out[id] = path
    return out


def output_option(more: str) -> Callable[[Command], Command]:
    """Return what adds --output; `more` ends the sentence on where the brief goes."""
    endings = ", ".join(f"{form.ending} for {form.what}" if form.what else form.ending for form in FORMS)
    return click.option("-o", "--output", type=click.Path(), metavar="FILE", help=f"Where the brief goes: {endings}{more}")


def json_option(command: Command) -> Command:
    """Add --json."""
    return click.option("--json", "wants_json", is_flag=True, help="Print all problems as JSON on standard output.")(command)


def dossiers(named: Sequence[str]) -> list[str]:
    """Return the dossiers that are named, or else all of sources/."""
    if named:
        return list(named)
    try:
        names = sorted(os.listdir(SOURCES))
    except OSError:
        names = []
    found = [f"{SOURCES}/{name}" for name in names if name.endswith((".yaml", ".yml")) and not name.startswith(".")]
    if not found:
        raise click.UsageError(f"no dossier is named, and there is none in {SOURCES}/; `dossier new ID` starts one")
    return found


def targets(names: Sequence[str], output: str | None, purposes: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return each dossier with where its brief goes; refuse two in one place, and a form that nobody writes."""
    suffix = "".join(f"-{purpose}" for purpose in purposes)
    if output and len(names) > 1:
        raise click.UsageError(f"-o takes one dossier; several go into {BUILD}/")
    if output and form_of(output) is None:
        raise click.UsageError(f"-o {output}: what can be written ends in {', '.join(form.ending for form in FORMS)}")
    seen: dict[str, str] = {}
    for name in names:
        target = output or f"{BUILD}/{os.path.splitext(os.path.basename(name))[0]}{suffix}.pdf"
        if seen.setdefault(target, name) != name:
            raise click.UsageError(f"{seen[target]} and {name} would both become {target}; build them one by one with -o")
    return [(name, target) for target, name in seen.items()]


def opened(styles: Sequence[str], settings: Sequence[str], paper: str | None, purposes: Sequence[str] = ()) -> Opened:
    """Open the style that the options ask for; --paper comes last."""
    if len(purposes) > 1:
        raise click.UsageError("--for takes one purpose; build for each by itself")
    from dossier.styling.library import open_style

    return open_style(styles, [*settings, *([f"page.paper={paper}"] if paper else [])], *purposes)


def refuse_unwritable(target: str, name: str) -> None:
    """Raise Unwritable before the work on the dossier `name` where its result couldn't be written after it."""
    if target != "-" and (os.path.dirname(target) != BUILD or os.path.lexists(target)):
        files.writable(target, [name])


def deliver(target: str, contents: bytes, inputs: Sequence[str]) -> None:
    """Write a result to its file, which must be none of the inputs, or to standard output."""
    if target == "-":
        sys.stdout.buffer.write(contents)
        sys.stdout.buffer.flush()
    else:
        files.write(target, contents, inputs, make_folder=os.path.dirname(target) == BUILD)

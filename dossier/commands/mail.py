"""`dossier mail`: a dossier in, a draft of its covering mail out, with the brief attached."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import click

from dossier import files
from dossier.console import terminal
from dossier.console.options import BUILD, deliver, opened, refuse_unwritable, style_options, text_option
from dossier.problems import DossierError, error

if TYPE_CHECKING:
    from dossier.mailing.making import Mail

EXAMPLES = """
\b
Examples:
  dossier mail sources/raqqa.yaml            build/raqqa.eml, to be sent
  dossier mail a.yaml --to 'Ayşe Yılmaz <ayse@example.org>'
  dossier mail a.yaml --to @readers.txt      a list, one address a line
  dossier mail a.yaml --fit 10MB             refuse what is larger, encoded
  dossier mail a.yaml --body | wl-copy       the text alone, for pasting
  pass show brief | dossier mail a.yaml --password-file -
"""
PASSWORD_LIMIT: Final = 4096  # bytes of a file with a password: enough to say that it is too long
SEALED: Final = (
    "the PDF is encrypted (AES-256): no longer PDF/A, still PDF/UA, and screen readers may read it; "
    "subject, text and file name of the mail are not encrypted"
)


def _limit(ctx: click.Context, param: click.Parameter, given: str | None) -> int | None:
    """Read a size."""
    from dossier.mailing.sizes import limit

    try:
        return None if given is None else limit(given)
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from None


@click.command(epilog=EXAMPLES)
@click.argument("name", type=click.Path(), metavar="FILE")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="DRAFT",
    help="Where the draft goes; - is standard output.  [default: build/NAME.eml]",
)
@click.option("--to", multiple=True, metavar="ADDRESS|@LIST", help="A recipient, instead of the dossier's; once for each.")
@click.option("--cc", multiple=True, metavar="ADDRESS|@LIST", help="Somebody who gets a copy.")
@click.option("--bcc", multiple=True, metavar="ADDRESS|@LIST", help="Somebody who gets a copy unseen by the others.")
@click.option("--subject", default="", metavar="TEXT", help="The subject, without marking, edition and date.")
@click.option("--note", default="", metavar="TEXT", help="A line of your own, instead of the dossier's.")
@click.option("--body", is_flag=True, help="Print the text alone, and write no draft.")
@click.option("--fit", metavar="SIZE", callback=_limit, help="Refuse a draft that is larger as it is sent: 10MB.")
@click.option(
    "--password-file",
    type=click.Path(),
    metavar="FILE",
    help="Encrypt the PDF with the password in FILE; - asks for it, or reads standard input.",
)
@style_options
@text_option
@click.option("--strict", is_flag=True, help="Draft no mail of a brief in which a check is open.")
def command(
    name: str,
    output: str | None,
    to: tuple[str, ...],
    cc: tuple[str, ...],
    bcc: tuple[str, ...],
    subject: str,
    note: str,
    body: bool,
    fit: int | None,
    password_file: str | None,
    styles: tuple[str, ...],
    settings: tuple[str, ...],
    paper: str | None,
    purposes: tuple[str, ...],
    texts: dict[str, str],
    strict: bool,
) -> int:
    """Build the brief of FILE and write a draft of its covering mail, which a mail program opens for sending. Nothing is sent.

    Subject and text come from the dossier, in which `mail:` gives a subject, recipients and a note. The marking stands first.
    Exit code 0: written; 1: could not be written; 2: something is wrong with the input.
    """
    from dossier.mailing.making import Wish, make

    given = {"To": to, "Cc": cc, "Bcc": bcc}
    if body:
        _alone({"-o": output, "--subject": subject, "--fit": fit, "--password-file": password_file}, given)
    target = _target(name, output)
    look = opened(styles, settings, paper, purposes)
    try:
        if not body:
            refuse_unwritable(target, name)
        wish = Wish(given, subject, note, _password(password_file) if password_file else "", fit)
        mail = make(name, look, wish, texts, strict=strict)
        terminal.show_problems(mail.problems, terminal.Lines(look.lines))
        if body:
            click.echo(mail.text, nl=False)
        else:
            _hand_over(mail, target, password_file)
    except DossierError as wrong:
        terminal.show_problems(wrong.problems, terminal.Lines(look.lines))
        return 2
    except files.Unwritable as wrong:
        terminal.failure(f"{target}: {wrong}")
        return 1
    return 0


def _hand_over(mail: Mail, target: str, password_file: str | None) -> None:
    """Write the draft, but over nothing that it was made from, and tell how large it is."""
    secrets = [password_file] if password_file and password_file != "-" else []
    deliver(target, mail.draft, [*mail.inputs, *secrets])
    if password_file:
        terminal.tell(f"{target}: {SEALED}")
    terminal.result(f"{target}: {terminal.pages(mail.pages)}, {len(mail.draft) / 1000:,.0f} KB as it is sent")


def _alone(others: Mapping[str, object], given: Mapping[str, Sequence[str]]) -> None:
    """Refuse what means nothing where the text alone is printed."""
    spare = [option for option, value in others.items() if value]
    spare += [f"--{field.lower()}" for field, addresses in given.items() if addresses]
    if spare:
        raise click.UsageError(f"--body prints the text alone, for which {' and '.join(spare)} mean nothing")


def _target(name: str, output: str | None) -> str:
    """Return where the draft goes."""
    if output == "-" and sys.stdout.isatty():
        raise click.UsageError("standard output is a terminal; send the draft to a file or a program")
    if output and output != "-" and not output.lower().endswith(".eml"):
        raise click.UsageError(f"-o {output}: a draft is a file of mail, and its name ends in .eml")
    return output or f"{BUILD}/{os.path.splitext(os.path.basename(name))[0]}.eml"


def _password(path: str) -> str:
    """Return the password: from a file, from standard input, or asked for where that is a terminal."""
    from dossier.mailing.sealing import checked, password_in

    if path != "-":
        try:
            return password_in(files.read_private(path, PASSWORD_LIMIT), f"--password-file {path}")
        except files.Unreadable as wrong:
            raise DossierError([error(f"--password-file {path}: {wrong}", name="unreadable")]) from None
    if sys.stdin.isatty():
        return checked(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True), "--password-file -")
    return password_in(sys.stdin.buffer.read(PASSWORD_LIMIT), "--password-file -")

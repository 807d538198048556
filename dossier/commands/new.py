"""`dossier new`: the beginning of a dossier, and the schema beside it; from an article or a bibliography, what these hold too."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from dossier import files, pipeline
from dossier.console import terminal
from dossier.console.options import SOURCES
from dossier.importing import blank

if TYPE_CHECKING:
    from dossier.importing.article import Article

EXAMPLES = """
\b
Examples:
  dossier new suez-1956
  dossier new suez-1956 --title "Suez: the canal is closed"
  dossier new suez-1956 -o desk/suez.yaml
  dossier new ferry --from article.txt      its text pinned, its quotes claims
  dossier new ferry --csl library.json      its sources from Zotero
"""


@click.command(epilog=EXAMPLES)
@click.argument("id")
@click.option("--title", help="The title as it prints.  [default: made from ID]")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Where the dossier goes.  [default: sources/ID.yaml]")
@click.option("--from", "origin", type=click.Path(), metavar="ARTICLE", help="A text or HTML file to begin from.")
@click.option(
    "--csl", "bibliography", type=click.Path(), metavar="FILE", help="A bibliography in CSL-JSON: its items are the sources."
)
@click.option(
    "--drop-menu/--keep-menu", default=None, help="Leave out lines of the web site's menu, or keep them.  [default: ask]"
)
def command(
    id: str, title: str | None, output: str | None, origin: str | None, bibliography: str | None, drop_menu: bool | None
) -> int:
    """Start a dossier with the id ID, and write the schema beside it, with which an editor completes and checks it.

    Every part is there once, with TODO where a person must decide; it builds as it is, a draft. A dossier that exists is
    never touched, and none is written that `dossier check` would refuse.

    With --from, the article's text is pinned beside the dossier, with a label before each paragraph, and its quotations become
    claims; what only a person can decide says TODO. Nothing is fetched from anywhere.

    With --csl, the items of a bibliography, as Zotero exports it in CSL-JSON, stand in it as sources.
    """
    if not blank.is_id(id):
        raise click.BadParameter("an id is lower-case letters, digits and hyphens, and begins with a letter", param_hint="ID")
    if drop_menu is not None and origin is None:
        raise click.UsageError("--drop-menu and --keep-menu go with --from")
    if origin and bibliography:
        raise click.UsageError("--from and --csl can't go together; `dossier sources FILE` prints the records to paste")
    target = output or f"{SOURCES}/{id}.yaml"
    if origin:
        made = _from_article(id, title, target, origin, drop_menu)
    elif bibliography:
        made = {target: _with_sources(blank.dossier_text(id, title), bibliography)}
    else:
        made = {target: blank.dossier_text(id, title)}
    for path in made:
        if os.path.lexists(path):
            terminal.failure(f"{path}: is there already; nothing was written")
            return 1
    if _refuses(made[target], target):
        return 2
    made[os.path.join(os.path.dirname(target), blank.SCHEMA_NAME)] = blank.schema_text()
    for path, text in made.items():
        try:
            files.write(path, text.encode(), make_folder=output is None)
        except files.Unwritable as wrong:
            terminal.failure(f"{path}: {wrong}")
            return 1
    terminal.result(f"{target}: started; `dossier build {target}` makes the brief")
    return 0


def _refuses(text: str, target: str) -> bool:
    """Tell what `dossier check` would find wrong with a new dossier at once, and say whether there was anything."""
    from dossier.importing.refused import refused

    problems = refused(text, target)
    terminal.show_problems(problems, terminal.Lines({target: text.split("\n")}))
    if problems:
        terminal.failure(f"{target}: nothing was written, for it would be refused")
    return bool(problems)


def _with_sources(text: str, name: str) -> str:
    """Put the items of a bibliography in the place of the source in a new dossier."""
    from dossier.importing.bibliography import read_bibliography, written

    items = read_bibliography(pipeline.contents_of(name), name, blank.ids_in(text))
    return blank.with_sources(text, written(items), items[0].id)


def _from_article(id: str, title: str | None, target: str, origin: str, drop_menu: bool | None) -> dict[str, str]:
    """Return the files that an article makes: its pinned text, and the dossier."""
    from hashlib import sha256

    from dossier.importing.article import read_article
    from dossier.importing.scaffold import scaffold as dossier_on
    from dossier.importing.scaffold import text_name
    from dossier.texts import written

    article = read_article(pipeline.contents_of(origin), origin)
    if article.menu and _drops(article, drop_menu):
        article = article.without_menu()
    pinned = written(article.paragraphs)
    digest = sha256(pinned.encode()).hexdigest()
    words = blank.title_of(id) if title is None else title
    text = dossier_on(id, words, article, digest, blank.now(), blank.SCHEMA_NAME)
    terminal.tell(f"{origin}: {_labels(article)}")
    return {os.path.join(os.path.dirname(target), text_name(id)): pinned, target: text}


def _drops(article: Article, wanted: bool | None) -> bool:
    """Ask whether the lines of a menu are left out, unless that was said; tell which lines."""
    lines = "\n".join(f"  line {it.line}: {it.text}" for it in article.menu)
    if wanted is None:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise click.UsageError(f"these lines look like the menu of a web site:\n{lines}\nsay --drop-menu or --keep-menu")
        terminal.tell(f"These lines look like the menu of a web site:\n{lines}")
        return click.confirm("Leave them out?", default=True, err=True)
    terminal.tell(f"{'left out' if wanted else 'kept'}, as the menu of a web site:\n{lines}")
    return wanted


def _labels(article: Article) -> str:
    """Say what the text was labelled as: 'headline, deck, caption, 1 to 17'."""
    from dossier.texts import PinnedText

    return PinnedText("", "", article.paragraphs).labels()

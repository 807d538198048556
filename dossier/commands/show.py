"""`dossier show`: a source and a label in, the paragraph and what cites it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from dossier import pipeline
from dossier.console import terminal
from dossier.console.options import dossiers, text_option
from dossier.problems import DossierError, Problem, error, errors_in

if TYPE_CHECKING:
    from dossier.evidence.references import Use
    from dossier.model import Dossier
    from dossier.texts import PinnedText

EXAMPLES = """
\b
Examples:
  dossier show report                 all labels, each with its first words
  dossier show report 6               the paragraph, and what cites it
  dossier show report caption --in a.yaml --text report=article.txt
"""


@click.command(epilog=EXAMPLES)
@click.argument("source")
@click.argument("label", required=False)
@click.option(
    "--in", "name", type=click.Path(), metavar="FILE", help="The dossier.  [default: the one in sources/ that has SOURCE]"
)
@text_option
def command(source: str, label: str | None, name: str | None, texts: dict[str, str]) -> int:
    """Show the paragraph LABEL of the pinned text of SOURCE, and what in the dossier cites it; without LABEL, all labels.

    This is also how to see which labels a text without written ones gets.
    """
    name, dossier = _opened(source, name)
    from dossier.texts import text_of

    text, problems = text_of(dossier.sources[source], pipeline.folder_of(name), texts.get(source))
    terminal.show_problems(problems, terminal.Lines({}))
    if text is None:
        if errors_in(problems):
            return 2
        hint = f"give it by `--text {source}=PATH`, or name it in the record: `text: PATH`"
        raise DossierError([error(f"the text of {source!r} is not at hand", dossier.sources[source].span, hint, "no-text")])
    if label is None:
        _show_labels(text)
        return 0
    paragraph = text.paragraphs.get(label)
    if paragraph is None:
        raise DossierError(
            [error(f"{source!r} has no paragraph {label!r}", None, f"its text has {text.labels()}", "unknown-label")]
        )
    click.echo(f"[{label}] {paragraph.text}")
    _show_uses(dossier, source, label, text)
    return 0


def _opened(source: str, name: str | None) -> tuple[str, Dossier]:
    """Return the dossier that is named, or the only one in sources/ that has the source; errors elsewhere in it don't matter."""
    from dossier.reading import reader

    read: dict[str, Dossier] = {}
    problems: list[Problem] = []
    for path in dossiers([name] if name else []):
        dossier, found = reader.read_partly(pipeline.contents_of(path), path)
        if dossier is not None:
            read[path] = dossier
        if dossier is None or source not in dossier.sources:
            problems += errors_in(found)
    having = [path for path, dossier in read.items() if source in dossier.sources]
    if len(having) == 1:
        return having[0], read[having[0]]
    if having:
        raise click.UsageError(f"{' and '.join(having)} have a source {source!r}; say which is meant: --in FILE")
    known = ", ".join(id for dossier in read.values() for id in dossier.sources) or "none"
    raise DossierError([*problems, error(f"no source has the id {source!r}", None, f"sources are {known}", "unknown-id")])


def _show_labels(text: PinnedText) -> None:
    """List the labels with the first words of each paragraph."""
    width = max(map(len, text.paragraphs)) + 2
    for label, paragraph in text.paragraphs.items():
        words = paragraph.text if len(paragraph.text) <= 90 else paragraph.text[:89].rsplit(" ", 1)[0] + " …"
        click.echo(f"{f'[{label}]':<{width}} {words}")


def _show_uses(dossier: Dossier, source: str, label: str, text: PinnedText) -> None:
    """List what cites the paragraph, and what rests on those claims in turn."""
    from dossier.evidence.references import default_source, index, uses

    entries, default = index(dossier), default_source(dossier)
    found = [use if use.on else use._replace(on=default) for use in uses(dossier)]
    direct = list(_citing(found, source, label, text))
    if not direct:
        click.echo("cited by nothing")
        return
    parts = {id: entry.part for id, entry in entries.items()}
    click.echo("cited by")
    for use in direct:
        click.echo(f"  {_who(use, parts)}")
        for other in _resting(found, use.user, parts):
            click.echo(f"    and through it by {_who(other, parts)}")


def _resting(found: list[Use], id: str, parts: Mapping[str, str]) -> Iterator[Use]:
    """Yield what rests on a claim, through other claims and judgements too; each user and place once."""
    waiting = [id] if parts.get(id) == "claims" else []
    reached, seen = set(waiting), set[tuple[str, int]]()
    for on in waiting:
        for use in found:
            rests = use.how in ("cite", "claim", "rests_on") and not use.aside
            if rests and use.on == on and (use.user, use.span.line) not in seen:
                seen.add((use.user, use.span.line))
                yield use
                if parts.get(use.user) in ("claims", "judgements") and use.user not in reached:
                    reached.add(use.user)
                    waiting.append(use.user)


def _citing(found: list[Use], source: str, label: str, text: PinnedText) -> Iterator[Use]:
    """Yield the citations of a paragraph, by its label or by a range; each user and place once."""
    seen: set[tuple[str, int]] = set()
    for use in found:
        hit = use.on == source and any(part.label == label for at in use.locators for part in text.between(at))
        if hit and (use.user, use.span.line) not in seen:
            seen.add((use.user, use.span.line))
            yield use


def _who(use: Use, parts: Mapping[str, str]) -> str:
    """Say who cites, and where: `claim one-road, sources/raqqa.yaml:415`."""
    from dossier.evidence.references import SINGULAR

    part = SINGULAR.get(parts.get(use.user, ""), "").partition(" ")[2]
    return f"{part} {use.user}, {use.span.file}:{use.span.line}".lstrip()

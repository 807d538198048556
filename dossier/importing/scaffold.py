"""The beginning of a dossier on one article: its source filled in, its words as candidates, TODO where a person must decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from json import dumps
from typing import Final

from dossier.importing.article import Article
from dossier.importing.candidates import Candidate, Mention, mentioned_dates, names, quotations
from dossier.texts import Labelled

SOURCE: Final = "report"
MOST: Final = 80  # candidates of one kind; the rest is counted
MOST_LABELS: Final = 20
TODO: Final = "TODO: say in your own words what is claimed here."


def text_name(id: str) -> str:
    """Return the name of the file for the pinned text, beside the dossier."""
    return f"{id}.{SOURCE}.txt"


def scaffold(id: str, title: str, article: Article, digest: str, as_of: str, schema: str) -> str:
    """Return the text of a dossier on an article whose pinned text has the SHA-256 `digest`; it builds as it is."""
    return "\n".join(
        [
            f"# yaml-language-server: $schema={schema}",
            "#",
            "# Made from an article. What could be found is filled in, or stands in comments as a suggestion, and is a guess;",
            "# where it says TODO, a person must decide.",
            "",
            "dossier:",
            f"  id: {id}",
            "  # the title says what the brief says, not what the article is called",
            f"  title: {_quoted(title)}",
            "  series: Situation brief",
            "  issuer: TODO who issues this",
            "  edition: 1",
            f"  as_of: {as_of}",
            "  language: en-GB",
            "  # TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN or TLP:CLEAR",
            "  marking: TLP:RED",
            "",
            "defaults:",
            f"  source: {SOURCE}",
            "",
            *_source(id, article, digest),
            "",
            *_claims(quotations(article.paragraphs), article.paragraphs),
            "",
            *_suggested(
                "actors, people, places: names in the text, each with its paragraphs",
                names(article.paragraphs),
            ),
            *_suggested("events: dates in the text, each with its paragraphs", mentioned_dates(article.paragraphs)),
        ]
    )


def _quoted(text: str) -> str:
    """Return a string of JSON, which is a string of YAML."""
    return dumps(text, ensure_ascii=False)


def _source(id: str, article: Article, digest: str) -> Iterable[str]:
    """Fill in the record as far as the article tells."""
    return (
        "sources:",
        f"  {SOURCE}:",
        f"    title: {_quoted(article.title) if article.title else 'not stated'}",
        f"    author: {_quoted(article.author) if article.author else 'not stated'}",
        f"    publisher: {_quoted(article.publisher) if article.publisher else 'not recorded'}",
        f"    published: {article.published or 'not stated'}",
        f"    url: {_quoted(article.url) if article.url.startswith(('http://', 'https://')) else 'not recorded'}",
        "    accessed: not recorded",
        "    archived: not recorded",
        "    # TODO: what is not recorded above; descriptor: who this source is and how it knows; reliability: a letter, A to F;",
        "    # interested: yes, if it speaks for a party",
        f"    text: {text_name(id)}",
        f"    sha256: {digest}",
    )


def _claims(found: Sequence[Candidate], paragraphs: Sequence[Labelled]) -> Iterable[str]:
    """Make a claim of each quotation; without any, one of the first paragraph."""
    yield "# Who speaks becomes an origin (`origins:`), named in the claim's `by`; claims without quotations are yours to add."
    yield "claims:"
    yield "  What is reported:"
    for number, candidate in enumerate(found[:MOST], 1):
        yield f"    quoted-{number}:"
        yield f"      text: {_quoted(TODO)}"
        if candidate.speaker:
            yield f"      # perhaps said by: {candidate.speaker}"
        yield f"      cite: {SOURCE} {candidate.label}"
        yield f"      quote: {_quoted(candidate.words)}"
    if len(found) > MOST:
        yield f"    # and {len(found) - MOST} more quotations in the text"
    if not found:
        first = next(it.label for it in paragraphs if it.label[:1].isdigit())
        yield "    reported-1:"
        yield f"      text: {_quoted(TODO)}"
        yield f"      cite: {SOURCE} {first}"


def _suggested(heading: str, found: Sequence[Mention]) -> Iterable[str]:
    """List what was found as comments."""
    if not found:
        return
    yield f"# {heading}"
    for mention in found[:MOST]:
        edtf = f", {mention.edtf}" if mention.edtf else ""
        more = f" and {len(mention.labels) - MOST_LABELS} more" if len(mention.labels) > MOST_LABELS else ""
        yield f"#   {mention.words}{edtf} ({', '.join(mention.labels[:MOST_LABELS])}{more})"
    if len(found) > MOST:
        yield f"#   and {len(found) - MOST} more"
    yield ""

"""An article in HTML -> its paragraphs and its record, by trafilatura, which an extra of this package brings."""

from __future__ import annotations

import json
from typing import Any

from dossier.importing.article import Article, from_text
from dossier.problems import DossierError, Span, error


def from_html(text: str, name: str) -> Article:
    """Take the article out of a page; raise DossierError without trafilatura, or where there is no article in the page."""
    try:
        import trafilatura
    except ImportError as missing:
        hint = "pip install 'dossier-press[import]', or save the article's text in a .txt file and import that"
        message = f"{name}: a page in HTML needs trafilatura, which can't be used here ({missing})"
        raise DossierError([error(message, hint=hint, name="needs-extra")]) from None
    found = trafilatura.extract(text, output_format="json", with_metadata=True, include_comments=False, include_tables=False)
    record: dict[str, Any] = json.loads(found) if found else {}
    body = str(record.get("text") or "")
    if not body.strip():
        hint = "open the article, and save its text in a file; a page that wants a login holds none"
        raise DossierError([error("no article is found in this page", Span(name, 1, 1), hint, "no-article")])
    title = _one_line(record.get("title"))
    lines = [line for line in body.split("\n") if line.strip()]
    if title and _one_line(lines[0]) != title:
        lines.insert(0, title)
    article = from_text("\n\n".join(lines), name)
    return article._replace(
        author=_one_line(record.get("author")) or article.author,
        published=_one_line(record.get("date"))[:10] or article.published,
        publisher=_one_line(record.get("sitename") or record.get("source-hostname")),
        url=_one_line(record.get("source") or record.get("url")),
    )


def _one_line(value: object) -> str:
    return " ".join(str(value or "").split())

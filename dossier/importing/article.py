"""A file with an article -> its labelled paragraphs, and what it says of itself: title, author, date.

Out of a page in HTML it is taken by trafilatura, which an extra of this package brings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dossier.importing.prosedates import first_date
from dossier.problems import DossierError, Problem, Span, error
from dossier.texts import Labelled, labelled
from dossier.texts.decoding import decode
from dossier.texts.labelling import MENU
from dossier.texts.loading import LIMIT
from dossier.tuples import NamedTuple

_HTML: Final = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL)
_LOGIN: Final = re.compile(
    r"\b(?:log ?in|sign ?in|password|forgot(?:ten)? (?:your )?password|create (?:an )?account|subscribe to (?:continue|read)"
    r"|subscribers? only|enable (?:javascript|cookies)|verify (?:that )?you are (?:a )?human|access denied|captcha)\b",
    re.IGNORECASE,
)
_FEW_WORDS: Final = 120  # a page with fewer words that speaks of passwords is no article


class Article(NamedTuple):
    """An article as it was found, its paragraphs labelled; all else is '' where it says nothing, `published` is EDTF."""

    paragraphs: tuple[Labelled, ...]
    author: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""

    @property
    def title(self) -> str:
        """The headline; '' where there is none."""
        return next((it.text for it in self.paragraphs if it.label == "headline"), "")

    @property
    def menu(self) -> tuple[Labelled, ...]:
        """The lines that look like the menu of a web site."""
        return tuple(it for it in self.paragraphs if it.label.startswith(MENU))

    def without_menu(self) -> Article:
        """Return the article without these lines; the other labels stay as they are."""
        menu = set(self.menu)
        return self._replace(paragraphs=tuple(it for it in self.paragraphs if it not in menu))


def read_article(data: bytes, name: str) -> Article:
    """Read an article from the bytes of a text or HTML file; raise DossierError where it can't be one."""
    if len(data) > LIMIT:
        raise DossierError([error(f"{name}: is larger than {LIMIT:,} bytes, which no article is", name="no-article")])
    text, problems = decode(data, name)
    if problems:
        raise DossierError(problems)
    is_html = name.lower().endswith((".html", ".htm", ".xhtml")) or bool(_HTML.match(text[:4096]))
    article = from_html(text, name) if is_html else from_text(text, name)
    if wrong := _no_article(article.paragraphs, name):
        raise DossierError([wrong])
    return article


def from_text(text: str, name: str) -> Article:
    """Label a plain text, and look at its byline and dateline; raise DossierError where written labels are wrong."""
    paragraphs, problems = labelled(text, name)
    if problems:
        raise DossierError(problems)
    said = {it.label: it.text for it in paragraphs}
    author = re.sub(r"(?i)^by\s+", "", said.get("byline", ""))
    return Article(tuple(paragraphs), author, first_date(said.get("dateline", "")))


def from_html(text: str, name: str) -> Article:
    """Take the article out of a page in HTML; raise DossierError without trafilatura, or where there is none in it."""
    import json

    try:
        import trafilatura
    except ImportError as missing:
        hint = "pip install 'dossier-press[import]', or save the article's text in a .txt file and import that"
        message = f"{name}: a page in HTML needs trafilatura, which can't be used here ({missing})"
        raise DossierError([error(message, hint=hint, name="needs-extra")]) from None
    found = trafilatura.extract(text, output_format="json", with_metadata=True, include_comments=False, include_tables=False)
    record: dict[str, object] = json.loads(found) if found else {}
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


def _no_article(paragraphs: Sequence[Labelled], name: str) -> Problem | None:
    """Say why this is no article: empty, without a paragraph, a page that asks for a password."""
    top = Span(name, 1, 1)
    if not paragraphs:
        return error("there is no text in this file", top, "save the article's text in a file, and import that", "no-article")
    words = sum(len(it.text.split()) for it in paragraphs)
    asks = next((it for it in paragraphs if _LOGIN.search(it.text)), None)
    if asks and words < _FEW_WORDS:
        message = f"this looks like a page that wants a login, not like an article: “{asks.text[:60]}”"
        return error(message, Span(name, asks.line, 1), "open the article, and save its text in a file", "no-article")
    if not any(it.label[:1].isdigit() for it in paragraphs):
        message = f"no paragraph of an article is found in this file, only {', '.join(it.label for it in paragraphs[:5])}"
        hint = "paragraphs are parted by empty lines and end with a full stop; or write the labels yourself: [headline], [1], …"
        return error(message, top, hint, "no-article")
    return None

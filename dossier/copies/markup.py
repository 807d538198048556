"""Runs -> a line of Markdown that reads the same: escaped, emphasised, linked (CommonMark, GitHub's tables and footnotes)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby
from typing import Final, NamedTuple

from dossier.blocks import Run, Text

STRONG: Final = "**"
EMPHASIS: Final = "*"
BOTH: Final = "***"
MARKS: Final = {
    "strong": STRONG,
    "label": STRONG,
    "term": STRONG,
    "emphasis": EMPHASIS,
    "gap": EMPHASIS,
    "strong emphasis": BOTH,
}
"""How a run in a role is emphasised; the other roles differ in type only."""

_TAGS: Final = {EMPHASIS: ("<em>", "</em>"), STRONG: ("<strong>", "</strong>"), BOTH: ("<strong><em>", "</em></strong>")}
_SPECIAL: Final = re.compile(r"[\\`*\[\]<~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_SPACE: Final = re.compile(r"[ \t\n\r\f\v]+")
_OPENS_BLOCK: Final = re.compile(r"(?:#{1,6}|[-+]|=+|-[- \t]*-)(?=[ \t]|$)|>")
_COUNTS: Final = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_AUTOLINK: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*")
_BRACKETS: Final = ("[", "]")
_BARE: Final = re.compile(r"[^\s<>()\\&\x00-\x1f]+")
_ISOLATED: Final = "\u2068{}\u2069"  # first strong isolate, pop directional isolate (UAX #9, 2.4)


class _Piece(NamedTuple):
    """A stretch of Markdown in one emphasis, and the white space on its sides."""

    before: str
    inner: str
    after: str
    mark: str


def inline(content: Text, words: Callable[[Run], str], base: str = "") -> str:
    """Return a text as one line of Markdown. `words` tells what a run says; `base` emphasises all of it."""
    sources = _sources(content, words, base)
    pieces = [_piece("".join(source for _, source in same), mark) for mark, same in groupby(sources, lambda pair: pair[0])]
    out = ""
    for index, piece in enumerate(pieces):
        rest = piece.after + "".join(later.before + later.mark + later.inner for later in pieces[index + 1 : index + 2])
        out += piece.before
        out += _emphasised(piece, out[-1:], rest[:1]) + piece.after
    return out.strip(" ")


def _sources(content: Text, words: Callable[[Run], str], base: str) -> list[tuple[str, str]]:
    """Return emphasis and Markdown of each run; runs that differ in nothing but their words are one."""
    said = [(run, f"[^{run.note.number}]" if run.note else words(run)) for run in content]
    alike = groupby((pair for pair in said if pair[1]), lambda pair: pair[0]._replace(text="", late=None, title="", keys=()))
    out: list[tuple[str, str]] = []
    for run, same in alike:
        mark, source = _mark(run, base), _source(run, "".join(words for _, words in same))
        if out and source[0] == "[" and out[-1][1].endswith("!"):  # together they would begin an image
            out[-1] = out[-1][0], out[-1][1][:-1] + "\\!"
        elif (
            out and source[0] in "(:" and _closes(out[-1][1])
        ):  # these would make a link of what stands in the brackets, or a note
            source = "\\" + source
        out.append((mark, source))
    return out


def _closes(source: str) -> bool:
    """Tell whether Markdown ends with a bracket of ours: of a citation, or of the mark of a note."""
    return source.endswith("]") and not source.endswith("\\]")


def opening(line: str) -> str:
    """Keep the beginning of a paragraph from being taken for that of a heading, a list, a quotation or a rule."""
    return "\\" + line if _OPENS_BLOCK.match(line) else _COUNTS.sub(r"\1\\\2", line, count=1) if _COUNTS.match(line) else line


def escaped(words: str) -> str:
    """Escape whatever Markdown would take for markup within a line."""
    return _SPECIAL.sub(r"\\\g<0>", words)


def cell(line: str) -> str:
    """Return a line as a table takes it, where a bar parts columns even within code and links."""
    return line.replace("|", "\\|")


def _mark(run: Run, base: str) -> str:
    """Return the emphasis of a run, together with that of the whole text."""
    mark = MARKS.get(run.role, "")
    return base if not mark or mark == base else mark if not base else BOTH


def _source(run: Run, words: str) -> str:
    """Return one run as Markdown, but for its emphasis."""
    if run.note:
        return words
    words = _SPACE.sub(" ", words)
    if run.role == "cite" and words.strip() in _BRACKETS and not run.link:  # round links they are literal, and easier to read so
        return words
    if run.lang and any(unicodedata.bidirectional(char) in ("R", "AL") for char in words):
        words = _ISOLATED.format(words)
    source = _code(words) if run.role == "code" and words.strip() else escaped(words)
    if not run.link or not words.strip():
        return source
    if run.link in (words, f"mailto:{words}") and _AUTOLINK.fullmatch(run.link):
        return f"<{words}>"
    target = run.link if _BARE.fullmatch(run.link) else "<{}>".format(re.sub(r"([\\<>])", r"\\\1", run.link))
    link = _piece(source, "")
    return f"{link.before}[{link.inner}]({target}){link.after}"


def _code(words: str) -> str:
    """Return words as code, within more backticks than they hold in a row."""
    fence = "`" * (max((len(ticks) for ticks in re.findall("`+", words)), default=0) + 1)
    room = " " if words[0] in "` " or words[-1] in "` " else ""
    return f"{fence}{room}{words}{room}{fence}"


def _piece(source: str, mark: str) -> _Piece:
    """Move the white space at the ends out of the emphasis, where it would undo it."""
    inner = source.strip()
    start = source.find(inner)
    return _Piece(source[:start], inner, source[start + len(inner) :], mark if inner else "")


def _emphasised(piece: _Piece, last: str, following: str) -> str:
    """Put asterisks round a piece; where its neighbours would keep them from being taken as such, tags.

    CommonMark 6.2: a delimiter opens before what isn't white space, and if that is punctuation, only after space or punctuation.
    """
    if not piece.mark:
        return piece.inner
    opens = last != "*" and (not _punctuation(piece.inner[0]) or _apart(last))
    closes = following != "*" and (not _punctuation(piece.inner[-1]) or _apart(following))
    before, after = (
        (piece.mark, piece.mark) if opens and closes and "*" not in (piece.inner[0], piece.inner[-1]) else _TAGS[piece.mark]
    )
    return f"{before}{piece.inner}{after}"


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _apart(char: str) -> bool:
    return not char or char.isspace() or (char.isascii() and _punctuation(char))

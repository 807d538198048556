"""Marks of emphasis and white space: what the scan of a paragraph found -> its runs as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.inline.parsed import Inline

FOLD = re.compile(r"[ \t]*\n\s*")
STYLES = {"*": "emphasis", "_": "emphasis", "**": "strong", "***": "strong emphasis"}


class Mark:
    """An asterisk or underscore group that may begin or end emphasis; plain text until it is paired."""

    __slots__ = ("at", "closes", "link", "opens", "partner", "text")

    def __init__(self, text: str, opens: bool, closes: bool, link: str, at: int) -> None:
        self.text, self.opens, self.closes, self.link, self.at = text, opens, closes, link, at
        self.partner = ""  # 'opens' or 'closes' once it is paired


def styled(pieces: Sequence[Inline | Mark]) -> list[Inline]:
    """Pair the marks of emphasis and give the runs between them their style."""
    plain = [piece for piece in pieces if isinstance(piece, Inline)]
    if len(plain) == len(pieces):
        return plain
    _pair([piece for piece in pieces if isinstance(piece, Mark)])
    out: list[Inline] = []
    depth = {"strong": 0, "emphasis": 0}
    style = ""
    for piece in pieces:
        if isinstance(piece, Mark):
            if not piece.partner:
                out.append(Inline(piece.text, style, piece.link))
                continue
            for name in STYLES[piece.text].split():
                depth[name] += 1 if piece.partner == "opens" else -1
            style = " ".join(name for name, count in depth.items() if count)
        elif style and not piece.style and not piece.cites:
            out.append(piece._replace(style=style))
        else:
            out.append(piece)
    return out


def unpaired(pieces: Sequence[Inline | Mark]) -> Mark | None:
    """Return the first asterisks that were meant as a mark and are none: they would begin one, or are doubled."""
    plain = [piece for piece in pieces if isinstance(piece, Mark) and not piece.partner and piece.text[0] == "*"]
    opening = next((mark for mark in plain if mark.opens), None)
    doubled = [mark for mark in plain if mark.text == "**"]
    return opening or (doubled[0] if len(doubled) > 1 or any(mark.closes for mark in doubled) else None)


def _pair(marks: list[Mark]) -> None:
    """Match marks that begin with marks that end, innermost first; those between a pair that match nothing stay text."""
    waiting: list[Mark] = []
    waits: dict[tuple[str, str], int] = {}
    for mark in marks:
        key = (mark.text, mark.link)
        if mark.closes and waits.get(key):
            while (waiting[-1].text, waiting[-1].link) != key:
                passed = waiting.pop()
                waits[passed.text, passed.link] -= 1
            opener = waiting.pop()
            waits[key] -= 1
            opener.partner, mark.partner = "opens", "closes"
        elif mark.opens:
            waiting.append(mark)
            waits[key] = waits.get(key, 0) + 1


def tidy(runs: list[Inline]) -> tuple[Inline, ...]:
    """Fold line ends, join equal neighbours, and trim both ends and the space before a citation."""
    out: list[Inline] = []
    for run in runs:
        if run.cites:
            _trim_end(out)
            out.append(run)
            continue
        words = FOLD.sub(" ", run.text) if "\n" in run.text else run.text
        last = out[-1] if out else None
        if last is None:
            words = words.lstrip()
        elif not last.cites and last[1:4] == run[1:4] and not run.ref and not run.link.startswith("#"):
            joined = last.text.rstrip(" \t") + words if words == " " and run.text != " " else last.text + words
            out[-1] = last._replace(text=joined)
            continue
        if words:
            out.append(run if words == run.text else Inline(words, *run[1:]))
    _trim_end(out)
    return tuple(out)


def _trim_end(runs: list[Inline]) -> None:
    """Drop the white space at the end of the last run of words."""
    while runs and not runs[-1].cites:
        last = runs[-1]
        words = last.text.rstrip()
        if words:
            if words != last.text:
                runs[-1] = Inline(words, *last[1:])
            return
        runs.pop()

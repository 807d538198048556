"""Citations: `[@departure; @mee 6]` in prose, `1-3, 6; dod 2` in a field of their own -> what is cited, and where in it.

A number, or one of the labels headline, deck and caption, means the default source; any other word is the id of a source or
claim. Commas part the labels of one source, semicolons part sources and claims.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dossier.ids import ID_FORM
from dossier.inline.parsed import Citation, Locator, Place
from dossier.problems import Problem, error

_BARE = re.compile(r"\d+[a-z]?(?:[-–]\d+[a-z]?)?|headline|deck|caption")
_RANGE = re.compile(r"([A-Za-z]*\d+[a-z]?)[-–]([A-Za-z]*\d+[a-z]?)")
_SIGNED = re.compile(r"(?:[¶§]|(?:paras?|paragraphs?|pp?|nos?)\b\.?)\s*(\d+[a-z]?)", re.IGNORECASE)
_LABEL = re.compile(r"[\w.§¶-]+")

MOST_KEPT: Final = 4096  # citations whose reading is remembered: the same ones come again and again in a brief


def parse_citations(text: str, place: Place, problems: list[Problem]) -> tuple[Citation, ...]:
    """Parse what a `cite` field holds: `1-3, 6; dod 2`, with or without `[@` and `]` round it."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if text.startswith("[@", start):
        if text.endswith("]", start, end):
            start, end = start + 1, end - 1
        else:
            problems.append(error("this citation has no closing bracket", place(start).at(0, 2), "write 6 or [@6]", "citation"))
            return ()
    return citations_in(text, start, end, place, problems)


def citations_in(text: str, start: int, end: int, place: Place, problems: list[Problem]) -> tuple[Citation, ...]:
    """Parse the citations between two offsets; none at all where one of them is bad."""
    out: list[Citation] = []
    at, bad = start, False
    for item in text[start:end].split(";"):
        words = item.strip()
        where = at if words == item else at + len(item) - len(item.lstrip())
        span = place(where if words else min(where, max(end - 1, 0))).at(0, len(words) or 1)
        try:
            out.append(Citation(*_cited(words), span))
        except _BadCitationError as wrong:
            label = words.rfind(wrong.label) if wrong.label else -1
            marked = span.at(label, len(wrong.label)) if label > 0 else span
            problems.append(error(wrong.message, marked, wrong.hint, "citation"))
            bad = True
        at += len(item) + 1
    return () if bad else tuple(out)


class _BadCitationError(Exception):
    """A citation can't be read: what is wrong, what to write instead, and the label that is to blame, or ''."""

    def __init__(self, message: str, hint: str, label: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.label = message, hint, label


@lru_cache(MOST_KEPT)
def _cited(words: str) -> tuple[str, tuple[Locator, ...]]:
    """Parse one citation: the id of a source or claim, or '', and labels."""
    body = words.removeprefix("@").strip()
    if not body:
        raise _BadCitationError("this citation names nothing", "write [@6], [@mee 6] or [@departure]")
    first, _, rest = body.replace(",", " , ").partition(" ")
    target = "" if _BARE.fullmatch(first) else first
    if target and not ID_FORM.fullmatch(target):
        hint = "an id has lower-case letters, digits and hyphens; several citations are separated by ;"
        if sign := _SIGNED.match(body):
            hint = f"write the number of the paragraph alone: {sign[1]}"
        elif ID_FORM.fullmatch(target.lower()):
            hint = f"write the id: {target.lower()}"
        raise _BadCitationError(f"{target!r} is neither a paragraph number nor an id", hint)
    labels = (rest if target else body).strip()
    parts = labels.removeprefix(",").split(",") if labels else ()
    return target, tuple(_locator(label.strip(), bool(target)) for label in parts)


def _locator(label: str, sourced: bool) -> Locator:
    """Parse a label or a range of labels; without a source before it only a number or a known label is one."""
    label = re.sub(r"\s*[-–]\s*", "-", label)
    pair = _RANGE.fullmatch(label)
    if pair and pair.group(1).isdigit() and pair.group(2).isdigit() and int(pair.group(1)[:9]) >= int(pair.group(2)[:9]):
        raise _BadCitationError(f"{label}: the range runs backwards", "write the smaller number first")
    if pair:
        return Locator(pair.group(1), pair.group(2))
    if _LABEL.fullmatch(label) if sourced else _BARE.fullmatch(label):
        return Locator(label)
    hint = "paragraphs are separated by commas, sources and claims by semicolons: [@5, 10; @dod 2]"
    raise _BadCitationError(f"{label!r} is not a paragraph or label" if label else "a paragraph is missing", hint, label)

"""Citations: `[@departure; @mee 6]` in prose, `1-3, 6; dod 2` in a field of their own -> what is cited, and where in it.

A number, or one of the labels headline, deck and caption, means the default source; any other word is the id of a source or
claim. Commas part the labels of one source, semicolons part sources and claims.
"""

from __future__ import annotations

import re

from dossier.inline.runs import Citation, Locator, Place
from dossier.problems import Problem, Span, error

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_BARE = re.compile(r"\d+[a-z]?(?:[-–]\d+[a-z]?)?|headline|deck|caption")
_RANGE = re.compile(r"([A-Za-z]*\d+[a-z]?)[-–]([A-Za-z]*\d+[a-z]?)")
_LABEL = re.compile(r"[\w.§¶-]+")


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
        where = at + len(item) - len(item.lstrip())
        cite = _citation(words, place(min(where, max(end - 1, 0)))._replace(length=max(1, len(words))), problems)
        if cite:
            out.append(cite)
        bad = bad or cite is None
        at += len(item) + 1
    return () if bad else tuple(out)


def _citation(words: str, span: Span, problems: list[Problem]) -> Citation | None:
    """Parse one citation: a source or claim and its labels, or labels alone."""
    body = words.removeprefix("@").strip()
    if not body:
        problems.append(error("this citation names nothing", span, "write [@6], [@mee 6] or [@departure]", "citation"))
        return None
    first, _, rest = body.replace(",", " , ").partition(" ")
    target = "" if _BARE.fullmatch(first) else first
    if target and not _ID.fullmatch(target):
        hint = "an id has lower-case letters, digits and hyphens; several citations are separated by ;"
        problems.append(error(f"{target!r} is neither a paragraph number nor an id", span, hint, "citation"))
        return None
    labels = (rest if target else body).strip()
    locators: list[Locator] = []
    for label in labels.removeprefix(",").split(",") if labels else ():
        locator = _locator(label.strip(), bool(target), span, problems)
        if locator is None:
            return None
        locators.append(locator)
    return Citation(target, tuple(locators), span)


def _locator(label: str, sourced: bool, span: Span, problems: list[Problem]) -> Locator | None:
    """Parse a label or a range of labels; without a source before it only a number or a known label is one."""
    label = re.sub(r"\s*[-–]\s*", "-", label)
    pair = _RANGE.fullmatch(label)
    if pair and pair.group(1).isdigit() and pair.group(2).isdigit() and int(pair.group(1)[:9]) >= int(pair.group(2)[:9]):
        problems.append(error(f"{label}: the range runs backwards", span, "write the smaller number first", "citation"))
        return None
    if pair:
        return Locator(pair.group(1), pair.group(2))
    if _LABEL.fullmatch(label) if sourced else _BARE.fullmatch(label):
        return Locator(label)
    hint = "paragraphs are separated by commas, sources and claims by semicolons: [@5, 10; @dod 2]"
    problems.append(
        error(f"{label!r} is not a paragraph or label" if label else "a paragraph is missing", span, hint, "citation")
    )
    return None

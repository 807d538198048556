"""Signs that word processors write in place of those of a keyboard: named where they are what keeps a value from being read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from dossier.problems import Problem, Span, error
from dossier.reading.source import Source

_SPACES: Final = "\u00a0\u2000-\u200b\u202f\u205f\u3000"
_WRITTEN: Final = "as word processors write it"
_TYPE: Final[dict[str, str]] = {
    "\u00a0": "type a plain space",
    "\u00ad": "take it out",
    "\u200b": "take it out",
    "\u2010": "type a plain hyphen (-)",
    "\u2011": "type a plain hyphen (-)",
    "\u2013": "type a plain hyphen (-)",
    "\u2014": "type a plain hyphen (-)",
    "\u2212": "type a plain hyphen (-)",
    "\u2022": "type a plain hyphen (-)",
    "\uff0d": "type a plain hyphen (-)",
    "\u2018": "type the straight one (')",
    "\u2019": "type the straight one (')",
    "\u201a": "type the straight one (')",
    "\u201c": 'type the straight one (")',
    "\u201d": 'type the straight one (")',
    "\u201e": 'type the straight one (")',
    "\u00ab": 'type the straight one (")',
    "\u00bb": 'type the straight one (")',
    "\uff1a": "type a plain colon (:) and a space",
    "\uff0c": "type a plain comma (,)",
}
_PLAIN: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", **dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-")})
_SPACE: Final = "type a plain space"
_NAMES: Final = {"\u2022": "bullet", "\u00a0": "no-break space", "\uff1a": "full-width colon", "\uff0c": "full-width comma"}
FORMED: Final = frozenset(
    (
        "bad-id", "wrong-type", "unknown-word", "unknown-key", "bad-marking", "bad-url", "bad-path", "bad-language", "bad-sha256",
        "bad-point", "bad-extent", "bad-color", "date", "bad-date", "citation", "bad-relation", "bad-figure", "yaml-syntax",
        "missing-key", "setting", "style-value", "bad-evidence",
    )
)  # fmt: skip
"""The problems of values that have a form, in which such signs have no place."""


def is_odd(char: str) -> bool:
    """Say whether a character is a blank that is none for YAML."""
    return bool(re.match(f"[{_SPACES}]", char))


def _odd_places() -> re.Pattern[str]:
    """Return the pattern of such blanks where a line is indented, and after the colon of a key or the hyphen of an item."""
    return re.compile(
        rf"^[ \t]*[{_SPACES}][ \t{_SPACES}]*(?=\S)|(?<=[:{{,])[{_SPACES}]|(?:(?<=^-)|(?<=[ ]-))[{_SPACES}]", re.MULTILINE
    )


def odd_lines(source: Source, first: int, last: int) -> bool:
    """Say whether one of these lines, counted from 1, has such a blank where the structure of the file is told by blanks."""
    return any(_odd_places().search(source.line(number - 1)) for number in range(first, last + 1))


def wide_colon(source: Source, first: int, last: int) -> Problem | None:
    """Tell a full-width colon behind a key in one of these lines; None where there is none."""
    for number in range(first, last + 1):
        line = source.line(number - 1)
        found = re.match(r"[ -]*[\w-]+(\uff1a)", line) if "\uff1a" in line else None
        if found:
            message = f"{named(found[1])} stands where a colon is wanted"
            return error(message, Span(source.name, number, found.start(1) + 1), _TYPE[found[1]], "yaml-syntax")
    return None


def repaired(source: Source) -> tuple[str, Problem]:
    """Return a text with plain blanks in the place of odd ones that tell its structure, each as long, and what was wrong."""
    found = list(_odd_places().finditer(source.text))
    text = _odd_places().sub(lambda match: " " * len(match[0]), source.text)
    lines = dict.fromkeys(source.span(match.start()).line for match in found)
    first = found[0]
    char = next(c for c in first[0] if is_odd(c))
    where = "where the line is indented" if source.span(first.start()).column == 1 else "after the sign before it"
    message = f"{named(char)} stands {where}"
    rest = f"; {len(lines) - 1} more line{'s have' if len(lines) > 2 else ' has'} such blanks" if len(lines) > 1 else ""
    place = source.span(first.start() + first[0].index(char))
    return text, error(message, place, f"type plain spaces{rest}", "odd-space")


def named(char: str) -> str:
    """Name a character as messages do: `a no-break space (U+00A0), as word processors write it`."""
    name = _NAMES.get(char) or unicodedata.name(char, "character without a name").lower().replace(" mark", " mark")
    article = "an" if name[0] in "aeio" else "a"
    written = f", {_WRITTEN}" if char in _TYPE or is_odd(char) else ""
    return f"{article} {name} (U+{ord(char):04X}){written},"


def explained(problems: Sequence[Problem], source: Source) -> Sequence[Problem]:
    """Return problems with advice on the sign that no keyboard has where it is in a value that can't be read."""
    if not problems or source.text.isascii():
        return problems
    return [_explained(problem, source) if problem.name in FORMED else problem for problem in problems]


def _explained(problem: Problem, source: Source) -> Problem:
    span = problem.span
    if span is None or span.file != source.name or "(U+" in problem.message:
        return problem
    words = source.line(span.line - 1)[span.column - 1 : span.column - 1 + span.length]
    if words.isascii():
        return problem
    odd = next((c for c in words if c in _TYPE or is_odd(c) or _is_foreign(c)), "")
    if not odd:
        return problem
    advice = _TYPE.get(odd, _SPACE if is_odd(odd) else "type the Latin letter that looks like it")
    said = f"{named(odd)} stands in it"
    known = problem.hint or ""
    if problem.name in ("date", "bad-date", "bad-point", "citation") and (plain := words.translate(_PLAIN)).isascii():
        return problem._replace(hint=f"write {plain}; {said}")
    if words.startswith(odd) and _TYPE.get(odd, "").endswith("(-)"):
        return problem._replace(hint=f"{said}: type a plain hyphen and a space (- )")
    return problem._replace(hint=f"{known}; {said}" if known.startswith(("write ", "did you")) else f"{said}: {advice}")


def _is_foreign(char: str) -> bool:
    """Say whether a letter looks Latin and isn't."""
    return char in "АВЕКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"

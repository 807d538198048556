"""Text -> embedding levels, and levels -> visual order: the Unicode Bidirectional Algorithm (UAX#9), one paragraph at a time.

Mirroring (L4) is done by the shaper, which mirrors each character of a right-to-left run that has a mirrored form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dossier.text.bidirules import ISOLATES, Explicit, first_strong, resolve_brackets, resolve_neutral, resolve_weak

_RTL_BLOCKS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
# Letters and digits of scripts that run from right to left, and all explicit marks and controls. Nothing else can raise a level
# above 0.
_RAISES = re.compile(f"[{_RTL_BLOCKS}\u200f\u202a-\u202e\u2066-\u2069]")
# First and last of the ranges in which characters that aren't assigned have the class AL (DerivedBidiClass.txt).
_AL_BLOCKS = (
    "\u0600\u07bf\u0860\u08ff\ufb50\ufdcf\ufdf0\ufdff\ufe70\ufefe\U00010d00\U00010d3f\U00010ec0\U00010eff"
    "\U00010f30\U00010f6f\U0001ec70\U0001ecbf\U0001ed00\U0001ed4f\U0001ee00\U0001eeff"
)
_REMOVED = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))  # X9
_HOLDS_BACK = frozenset(("WS", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF", "BN"))


def needs_bidi(text: str) -> bool:
    """Say whether a text holds anything that may run from right to left; if not, all its levels are 0."""
    return not text.isascii() and _RAISES.search(text) is not None


def levels(text: str, base: int | None = None) -> tuple[int, list[int]]:
    """Return the paragraph's level (by P2 and P3 where `base` is None) and that of each character, after L1 as one line.

    Characters that X9 removes have the level of the one before them.
    """
    classes = [_class(char) for char in text]
    matches = _matching_isolates(classes)
    if base is None:
        base = first_strong(classes, matches, 0, len(classes)) or 0
    rules = Explicit(classes, base)
    rules.apply(classes, matches)
    explicit, resolved = rules.levels, rules.resolved
    found = list(explicit)
    kept = [i for i, kind in enumerate(classes) if kind not in _REMOVED]
    for sequence in _sequences(classes, explicit, kept, matches):
        sos, eos = _edges(classes, explicit, sequence, base, matches)
        _resolve(text, resolved, found, sequence, sos, eos)
    _settle(classes, found, base)
    return base, found


def _class(char: str) -> str:
    """Return the Bidi_Class; of characters not assigned, that of their block (DerivedBidiClass.txt)."""
    kind = unicodedata.bidirectional(char)
    if kind:
        return kind
    if _RAISES.match(char):
        return "AL" if any(a <= char <= b for a, b in zip(_AL_BLOCKS[::2], _AL_BLOCKS[1::2], strict=True)) else "R"
    return "ET" if "\u20a0" <= char <= "\u20cf" else "L"


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Return initiator -> PDI and PDI -> initiator (BD9)."""
    matches: dict[int, int] = {}
    stack: list[int] = []
    for i, kind in enumerate(classes):
        if kind in ISOLATES:
            stack.append(i)
        elif kind == "PDI" and stack:
            start = stack.pop()
            matches[start], matches[i] = i, start
        elif kind == "B":
            stack.clear()
    return matches


def _sequences(classes: Sequence[str], found: Sequence[int], kept: Sequence[int], matches: dict[int, int]) -> list[list[int]]:
    """Return the isolating run sequences (X10, BD13) as indexes of characters, those that X9 removes left out."""
    runs: list[list[int]] = []
    for i in kept:
        if runs and found[runs[-1][-1]] == found[i]:
            runs[-1].append(i)
        else:
            runs.append([i])
    starting = {run[0]: run for run in runs}
    out: list[list[int]] = []
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in matches:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in ISOLATES and sequence[-1] in matches:
            following = starting.get(matches[sequence[-1]])
            if following is None:
                break
            sequence += following
        out.append(sequence)
    return out


def _edges(
    classes: Sequence[str], explicit: Sequence[int], sequence: Sequence[int], base: int, matches: dict[int, int]
) -> tuple[str, str]:
    """Return the types at the start and the end of a sequence, from the explicit levels on both sides (X10)."""
    level = explicit[sequence[0]]
    before = _level_before(classes, explicit, sequence[0], base)
    after = _level_after(classes, explicit, sequence[-1], base, matches)
    return "R" if max(level, before) & 1 else "L", "R" if max(level, after) & 1 else "L"


def _resolve(text: str, resolved: Sequence[str], found: list[int], sequence: Sequence[int], sos: str, eos: str) -> None:
    """Apply W1 to I2 to one isolating run sequence; levels are changed in place."""
    level = found[sequence[0]]
    kinds = [resolved[i] for i in sequence]
    resolve_weak(kinds, sos)
    embedding = "R" if level & 1 else "L"
    resolve_brackets(text, kinds, sequence, embedding, sos, [resolved[i] for i in sequence])
    resolve_neutral(kinds, embedding, sos, eos)
    for i, kind in zip(sequence, kinds, strict=True):
        if level & 1:
            found[i] = level if kind == "R" else level + 1  # I2
        else:
            found[i] = level + {"L": 0, "R": 1}.get(kind, 2)  # I1


def _level_before(classes: Sequence[str], found: Sequence[int], first: int, base: int) -> int:
    for i in range(first - 1, -1, -1):
        if classes[i] not in _REMOVED:
            return found[i] if classes[i] != "B" else base
    return base


def _level_after(classes: Sequence[str], found: Sequence[int], last: int, base: int, matches: dict[int, int]) -> int:
    if classes[last] in ISOLATES and last not in matches:
        return base
    for i in range(last + 1, len(classes)):
        if classes[i] not in _REMOVED:
            return found[i] if classes[i] != "B" else base
    return base


def _settle(classes: Sequence[str], found: list[int], base: int) -> None:
    """Apply L1 to the paragraph as one line, and give removed characters the level of the one before."""
    for i, kind in enumerate(classes):
        if kind in _REMOVED:
            found[i] = found[i - 1] if i else base
    trailing = True
    for i in range(len(classes) - 1, -1, -1):
        kind = classes[i]
        if kind in ("B", "S"):
            trailing = True
            found[i] = base
        elif trailing and kind in _HOLDS_BACK:
            found[i] = base
        else:
            trailing = False


def order(line: Sequence[int]) -> list[int]:
    """Return the indexes of a line's parts in visual order from left to right, by their levels (L2)."""
    out = list(range(len(line)))
    highest = max(line, default=0)
    lowest = min((level for level in line if level & 1), default=highest + 1)
    for level in range(highest, lowest - 1, -1):
        i = 0
        while i < len(out):
            if line[out[i]] < level:
                i += 1
                continue
            stop = i
            while stop < len(out) and line[out[stop]] >= level:
                stop += 1
            out[i:stop] = reversed(out[i:stop])
            i = stop
    return out

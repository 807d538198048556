"""A text -> stretches by the first face of a chain that covers them; loaded only when one face doesn't cover all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

_JOINER = "\u200d"


def clusters(text: str) -> list[str]:
    """Split a text into what a reader takes for letters: base and marks, joined emoji, flag, syllable (UAX#29, in essence)."""
    out: list[str] = []
    for char in text:
        if out and _continues(out[-1], char):
            out[-1] += char
        else:
            out.append(char)
    return out


def _continues(cluster: str, char: str) -> bool:
    if char < "\u0300":
        return cluster == "\r" and char == "\n"
    if char == _JOINER or unicodedata.category(char) in ("Mn", "Me", "Mc"):
        return cluster not in ("\r", "\n")
    last = cluster[-1]
    if last == _JOINER and len(cluster) > 1:
        return unicodedata.category(char) in ("So", "Sk")
    if "\U0001f3fb" <= char <= "\U0001f3ff":
        return unicodedata.category(last) == "So"
    if "\U0001f1e6" <= char <= "\U0001f1ff":
        return "\U0001f1e6" <= last <= "\U0001f1ff" and len(cluster) % 2 == 1
    if "\u1160" <= char <= "\u11ff":
        return "\u1100" <= last <= "\u11ff" or "\uac00" <= last <= "\ud7a3"
    return False


def split_by_coverage(text: str, covers: Sequence[frozenset[str]]) -> list[tuple[str, int]]:
    """Split a text into (stretch, index of the face that draws it)."""
    return _absorb_neutral(_joined((cluster, _first_cover(cluster, covers)) for cluster in clusters(text)), covers)


def _joined(parts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Join neighbours of one face."""
    return [("".join([text for text, _ in group]), at) for at, group in groupby(parts, itemgetter(1))]


def _first_cover(cluster: str, covers: Sequence[frozenset[str]]) -> int:
    for at, cover in enumerate(covers):
        if cover.issuperset(cluster):
            return at
    return next((at for at, cover in enumerate(covers) if cluster[0] in cover), 0)


def _absorb_neutral(runs: list[tuple[str, int]], covers: Sequence[frozenset[str]]) -> list[tuple[str, int]]:
    """Give spaces and points between two stretches of one face to that face, so that a phrase keeps its own spaces."""
    out: list[tuple[str, int]] = []
    for i, (text, at) in enumerate(runs):
        if out and i + 1 < len(runs) and runs[i + 1][1] == out[-1][1] != at:
            neutral = not any(map(str.isalnum, text)) and covers[out[-1][1]].issuperset(text)
            at = out[-1][1] if neutral else at
        out.append((text, at))
    return _joined(out)

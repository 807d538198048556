"""Classes of one isolating run sequence -> strong directions and numbers: the rules W1 to N2 of UAX#9."""

from __future__ import annotations

from collections.abc import Sequence

_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_STRENGTH = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # N0 to N2 take numbers for R
# BidiBrackets.txt: opening, closing. U+2329 and U+232A are U+3008 and U+3009 by canonical equivalence.
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩"
    "\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSING = {_SAME.get(a, a): _SAME.get(b, b) for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
_CLOSERS = frozenset(_CLOSING.values())
_MAX_BRACKETS = 63  # BD16


def resolve_weak(kinds: list[str], sos: str) -> None:
    """Apply W1 to W7 to the classes of one isolating run sequence, in place; `sos` is the type at its start."""
    previous = sos
    for i, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[i] = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = kinds[i]
    strong = sos
    for i, kind in enumerate(kinds):  # W2, W3
        if kind in ("L", "R", "AL"):
            strong = kind
            if kind == "AL":
                kinds[i] = "R"
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"
    for i in range(1, len(kinds) - 1):  # W4
        left, right = kinds[i - 1], kinds[i + 1]
        if left == right and ((kinds[i] in ("ES", "CS") and left == "EN") or (kinds[i] == "CS" and left == "AN")):
            kinds[i] = left
    _terminators(kinds)
    strong = sos
    for i, kind in enumerate(kinds):  # W6, W7
        if kind in ("ES", "ET", "CS"):
            kinds[i] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"


def _terminators(kinds: list[str]) -> None:
    """Apply W5: terminators beside European numbers join them."""
    i, count = 0, len(kinds)
    while i < count:
        if kinds[i] != "ET":
            i += 1
            continue
        stop = i
        while stop < count and kinds[stop] == "ET":
            stop += 1
        if (i and kinds[i - 1] == "EN") or (stop < count and kinds[stop] == "EN"):
            kinds[i:stop] = ["EN"] * (stop - i)
        i = stop


def resolve_brackets(
    text: str, kinds: list[str], sequence: Sequence[int], embedding: str, sos: str, original: Sequence[str]
) -> None:
    """Apply N0: a pair of brackets takes one direction, and so do the marks on it; `original` are the classes before W1."""
    for opening, closing in _bracket_pairs(text, kinds, sequence):
        inside = {_STRENGTH.get(kind) for kind in kinds[opening + 1 : closing]} - {None}
        if embedding in inside:
            direction = embedding
        elif inside:
            context = next((_STRENGTH[kinds[i]] for i in range(opening - 1, -1, -1) if kinds[i] in _STRENGTH), sos)
            other = "L" if embedding == "R" else "R"
            direction = other if context == other else embedding
        else:
            continue
        for at in (opening, closing):
            kinds[at] = direction
            following = at + 1
            while following < len(kinds) and original[following] == "NSM":
                kinds[following] = direction
                following += 1


def _bracket_pairs(text: str, kinds: Sequence[str], sequence: Sequence[int]) -> list[tuple[int, int]]:
    """Return the bracket pairs of a sequence as places in it, by their openings (BD16)."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, i in enumerate(sequence):
        char = _SAME.get(text[i], text[i])
        if kinds[at] != "ON":
            continue
        if char in _CLOSING:
            if len(stack) == _MAX_BRACKETS:
                return []
            stack.append((_CLOSING[char], at))
        elif char in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == char:
                    pairs.append((stack[depth][1], at))
                    del stack[depth:]
                    break
    return sorted(pairs)


def resolve_neutral(kinds: list[str], embedding: str, sos: str, eos: str) -> None:
    """Apply N1 and N2: what has no direction takes that of both its sides, or the embedding's."""
    i, count = 0, len(kinds)
    while i < count:
        if kinds[i] not in _NEUTRAL:
            i += 1
            continue
        stop = i
        while stop < count and kinds[stop] in _NEUTRAL:
            stop += 1
        left = _STRENGTH[kinds[i - 1]] if i else sos
        right = _STRENGTH[kinds[stop]] if stop < count else eos
        kinds[i:stop] = [left if left == right else embedding] * (stop - i)
        i = stop

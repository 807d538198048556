"""The rules of UAX#9: classes of characters -> explicit levels (X1 to X8); those of one sequence -> directions (W1 to N2)."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.tuples import NamedTuple

MAX_DEPTH = 125  # BD2
ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
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


class _Status(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str
    isolate: bool


def first_strong(classes: Sequence[str], matches: dict[int, int], start: int, stop: int) -> int | None:
    """Return the level by the first strong character outside isolates (P2, P3), None where there's none."""
    i = start
    while i < stop:
        kind = classes[i]
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
        if kind in ISOLATES:
            i = matches.get(i, stop)
        i += 1
    return None


class Explicit:
    """The rules X1 to X8 under way: the levels found, the classes after overrides, and the directional status stack."""

    __slots__ = ("_base", "_embeddings", "_isolates", "_overflow", "_stack", "levels", "resolved")

    def __init__(self, classes: Sequence[str], base: int) -> None:
        self._base = base
        self.levels = [base] * len(classes)
        self.resolved = list(classes)
        self._begin()

    def _begin(self) -> None:
        """Begin a paragraph (X1)."""
        self._stack = [_Status(self._base, "", False)]
        self._isolates = 0  # valid ones that are open
        self._overflow = self._embeddings = 0  # isolates and embeddings that are open and too deep

    def apply(self, classes: Sequence[str], matches: dict[int, int]) -> None:
        """Go through the characters, each by its class."""
        for i, kind in enumerate(classes):
            if kind in _EMBEDDINGS:
                self._embed(i, *_EMBEDDINGS[kind])
            elif kind in ISOLATES:
                own = kind == "FSI" and first_strong(classes, matches, i + 1, matches.get(i, len(classes))) == 1
                self._isolate(i, kind, kind == "RLI" or own)
            elif kind == "PDI":
                self._end_isolate(i, kind)
            elif kind == "PDF":
                self._end_embedding(i)
            elif kind == "B":
                self._begin()
            else:
                self._set(i, kind if kind != "BN" else "")

    def _set(self, i: int, kind: str = "") -> None:
        """Give a character level and override of the last entry (X6); without a kind it keeps its class."""
        top = self._stack[-1]
        self.levels[i] = top.level
        if kind:
            self.resolved[i] = top.override or kind

    def _push(self, direction: int, override: str, isolate: bool) -> bool:
        """Open an embedding or an isolate; say whether it isn't too deep."""
        level = _next_level(self._stack[-1].level, direction)
        fits = level <= MAX_DEPTH and not self._overflow and not self._embeddings
        if fits:
            self._stack.append(_Status(level, override, isolate))
        return fits

    def _embed(self, i: int, direction: int, override: str) -> None:
        """Apply X2 to X5."""
        self._set(i)
        if not self._push(direction, override, False) and not self._overflow:
            self._embeddings += 1

    def _isolate(self, i: int, kind: str, direction: bool) -> None:
        """Apply X5a to X5c."""
        self._set(i, kind)
        if self._push(direction, "", True):
            self._isolates += 1
        else:
            self._overflow += 1

    def _end_isolate(self, i: int, kind: str) -> None:
        """Apply X6a."""
        if self._overflow:
            self._overflow -= 1
        elif self._isolates:
            self._embeddings = 0
            while not self._stack[-1].isolate:
                self._stack.pop()
            self._stack.pop()
            self._isolates -= 1
        self._set(i, kind)

    def _end_embedding(self, i: int) -> None:
        """Apply X7."""
        self._set(i)
        if self._overflow:
            return
        if self._embeddings:
            self._embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) >= 2:
            self._stack.pop()


def _next_level(level: int, odd: int) -> int:
    """Return the least level above `level` that is odd, or even."""
    return level + 1 + ((level + 1) % 2 != odd)


def resolve_weak(kinds: list[str], sos: str) -> None:
    """Apply W1 to W7 to the classes of one isolating run sequence, in place; `sos` is the type at its start."""
    previous = sos
    for i, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[i] = "ON" if previous in ISOLATES or previous == "PDI" else previous
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

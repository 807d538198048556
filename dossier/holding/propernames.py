"""Text -> the proper names in it, known ones and others; and the form in which names are compared.

Accents, hyphens, possessives and British spelling make no difference, nor does case but in short words of capitals: IS is not is.
What English has for a state and for who belongs to it is one word: US, American.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from typing import Final

from dossier.holding.demonyms import same
from dossier.tuples import NamedTuple

_WORD: Final = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'&][^\W_]+)*")
_SHORT: Final = 4  # letters of a word of capitals, from which on its case doesn't matter
_ENDS: Final = ".!?:;…"
_SKIPPED: Final = re.compile(  # capitals by rule, or beside every name; units and zones of time
    r"I|I'm|Mr|Mrs|Ms|Dr|Prof|Sir|UTC|GMT|CES?T|EES?T|BST|USD|EUR|GBP|AM|PM"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_LETTERS: Final = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ß": "ss"})
_BRITISH: Final = re.compile(
    r"(?<=def|off)ence|(?<=lic)ence|(?<=cent|heat)re|(?<=harb|.lab|.hon|.arm|olab)our|(?<=\w{3})is(?=ation|ed$|ing$|e$)"
)
_AMERICAN: Final = {"ence": "ense", "re": "er", "our": "or", "is": "iz"}


class Name(NamedTuple):
    """A name in a text: the ids that it may stand for, its words in the form that is compared, where it begins, as written."""

    ids: tuple[str, ...]
    folded: tuple[str, ...]
    start: int
    words: str


class _Token(NamedTuple):
    word: str
    folded: str
    start: int
    first: bool  # in its sentence


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    """Return a word in the form that is compared: small, but for words of capitals."""
    word = re.sub(r"['’]s$", "", word).replace(".", "")
    plain = re.sub(r"[’'&]", "", word)
    if len(plain) > 1 and plain.isupper() and not plain.isdigit():
        return _states().get(plain) or _states().get(plain.lower(), plain)
    small = plain.casefold()
    if not small.isascii():
        from unicodedata import combining, normalize

        small = "".join(c for c in normalize("NFKD", small.translate(_LETTERS)) if not combining(c))
    small = "al" if small == "el" else _BRITISH.sub(lambda at: _AMERICAN[at[0]], small)
    return _states().get(small, small) if plain[:1].isupper() else small


@lru_cache(maxsize=1)
def _states() -> Mapping[str, str]:
    """Return what stands for the single words of states and peoples."""
    words = ((word, first) for word, first in same().items() if " " not in word)
    return {word if word.isupper() else word.casefold().replace("ü", "u"): _mark(first) for word, first in words}


@lru_cache(maxsize=1)
def _wide_states() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return, by the first word, what stands for those of several words."""
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for word, first in same().items():
        if " " in word:
            parts = " ".join(_folded(part) for part in word.split())
            out[parts.split()[0]] = (*out.get(parts.split()[0], ()), (f" {parts} ", f" {_mark(first)} "))
    return out


def _mark(state: str) -> str:
    return "§" + state.casefold().replace(" ", "_")


def _tokens(text: str) -> list[_Token]:
    out = []
    for at in _WORD.finditer(text):
        before = text[max(0, at.start() - 8) : at.start()].rstrip(" \n\"'“„«‘([—–-")
        out.append(_Token(at[0], _folded(at[0]), at.start(), not before or before[-1] in _ENDS))
    return out


def _joined(words: Iterable[str]) -> str:
    """Return words in the form in which they are searched, each between blanks."""
    line = f" {' '.join(words)} "
    for first, pairs in _wide_states().items():
        if f" {first} " in line:
            for wide, mark in pairs:
                line = line.replace(wide, mark)
    return line


class Words:
    """The words of a paragraph, in which names are looked up; which have a capital in mid-sentence, and which are small."""

    __slots__ = ("_exact", "_small", "capitals", "small")

    def __init__(self, text: str) -> None:
        tokens = _tokens(text)
        self._exact = _joined(token.folded for token in tokens)
        self._small = _joined(token.folded.lower() for token in tokens)
        self.capitals = {token.folded for token in tokens if token.word[0].isupper() and not token.first}
        self.small = {token.folded for token in tokens if token.word[0].islower()}

    def has(self, name: Iterable[str]) -> bool:
        """Say whether a name stands here, all its words one after the other."""
        parts = tuple(name)
        if (line := _joined(parts)) in self._exact:
            return True
        return not any(it.isupper() and len(it) < _SHORT for it in parts) and line.lower() in self._small

    def has_word(self, word: str) -> bool:
        """Say whether a word stands here, in the singular or in the plural."""
        forms = (word, word + "s", *([word[:-1]] if word.endswith("s") and len(word) > 4 else ()))
        return any(self.has((form,)) for form in forms)


def folded(name: str) -> tuple[str, ...]:
    """Return the words of a name in the form that is compared."""
    return tuple(_joined(token.folded for token in _tokens(name)).split())


class Known:
    """The names that a dossier knows: their forms by id, and which ids have a name of their own: not `areas west of Osk`."""

    __slots__ = ("_starts", "forms", "proper")

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self.forms: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._starts: dict[str, dict[tuple[str, ...], list[str]]] = {}
        self.proper = {id for id, forms in names.items() for form in forms if not form[0].islower()}
        for id, forms in names.items():
            self.forms[id] = tuple(dict.fromkeys(form for it in forms if (form := folded(it))))
            for it in forms:
                row = tuple(token.folded for token in _tokens(it))
                if row and any(c.isupper() for c in it):
                    ids = self._starts.setdefault(row[0], {}).setdefault(row, [])
                    ids += [id] if id not in ids else []

    def names(self, text: str, capitals: Set[str] = frozenset(), *, all_capitals: bool = True) -> Iterator[Name]:
        """Find the names in a text: known ones, and other words with a capital.

        At the beginning of a sentence a word counts only where it is one of `capitals`, has several, or is known.
        """
        tokens = _tokens(text)
        place = 0
        while place < len(tokens):
            size, ids = (0, list[str]()) if _is_currency(text, tokens[place]) else self._longest(tokens, place)
            if size:
                row = tokens[place : place + size]
                end = row[-1].start + len(re.sub(r"['’]s$", "", row[-1].word))
                yield Name(tuple(ids), tuple(it.folded for it in row), row[0].start, text[row[0].start : end])
            elif all_capitals and _is_name(text, tokens[place], capitals):
                word = re.sub(r"['’]s$", "", tokens[place].word)
                yield Name((), (tokens[place].folded,), tokens[place].start, word)
            place += size or 1

    def _longest(self, tokens: list[_Token], place: int) -> tuple[int, list[str]]:
        """Return how many words the longest known name has that begins here, and whose it is; 0 where none does."""
        best: tuple[int, list[str]] = (0, [])
        for row, ids in self._starts.get(tokens[place].folded, {}).items():
            there = tokens[place : place + len(row)]
            if (
                len(row) > best[0]
                and tuple(it.folded for it in there) == row
                and any(c.isupper() for it in there for c in it.word)
            ):
                best = (len(row), ids)
        return best


def _is_currency(text: str, token: _Token) -> bool:
    """Say whether this is the first part of a sign: US$."""
    end = token.start + len(token.word)
    return text[end : end + 1] == "$"


def _is_name(text: str, token: _Token, capitals: Set[str]) -> bool:
    """Say whether a word that nobody has declared is written like a name."""
    word = re.sub(r"['’]s$", "", token.word)
    uppers = sum(map(str.isupper, word))
    if not uppers or _SKIPPED.fullmatch(word) or _is_currency(text, token):
        return False
    if word[0].isdigit():
        return uppers > 2
    if len(word) == 1:
        return False
    return not token.first or uppers > 1 or (word[0].isupper() and token.folded in capitals)

"""Where a line may end inside what stands between two spaces: after hyphens and dashes, in addresses, between ideographs.

A subset of UAX#14, with the habits of European typesetting: no line ends before a digit after a hyphen or en dash, none after a
hyphen that leads a word, none at a no-break space, U+2011 or a word joiner, none before closing or after opening punctuation.
"""

from __future__ import annotations

import re
from bisect import bisect_right

SOFT_HYPHEN = "\u00ad"
KEPT_HYPHEN = "-\u200b"  # readers of PDF drop a plain hyphen at a line's end; this one they keep
AFTER_HYPHEN = 50.0
IN_ADDRESS = 30.0
AFTER_POINT = 80.0

Place = tuple[int, str, float]

_MAY_BREAK = frozenset("-\u2010\u2012\u2013\u2014/\u00ad?&=._#@")
# Both cases are spelt out: to ignore case takes five times as long to compile. What leads is never given back (`*+`), else a row
# of ten thousand dashes is gone through ten thousand times.
_ADDRESS = re.compile(r"\W*+(?:[A-Za-z][A-Za-z0-9+.-]*://|[Ww]{3}\.|[^\s@]+@[\w-]+\.)|[\w.-]+\.[A-Za-z]{2,}/")
# Ideographs, kana, Hangul and their punctuation: first and last of each range. No pattern: these take 3 ms to compile.
_WIDE = (
    "\u2e80\u2fff\u3001\u30ff\u3105\u318f\u31a0\u31ff\u3400\u4dbf\u4e00\u9fff\ua000\ua4cf\uac00\ud7a3\uf900\ufaff\uff01\uff60"
    "\U00020000\U0003ffff"
)
# Kinsoku: what must not begin a line, and what must not end one (JIS X 4051, UAX#14 classes CL, CP, EX, NS, CJ, IS and OP).
_NOT_FIRST = frozenset(
    "!%),.:;?]}¢°’”›»‰℃、。々〉》」』】〕〗〙〛〜〞〟ぁぃぅぇぉっゃゅょゎゕゖ゛゜ゝゞ゠ァィゥェォッャュョヮヵヶ・ーヽヾ！％），．：；？］｝～｡｣､･\u2011\u2060\u00a0\u202f"
)
_NOT_LAST = frozenset("([{‘“‹«〈《「『【〔〖〘〚〝（［｛｢$£¥€＄￡￥\u2011\u2060\u00a0\u202f")
# Marks that stand alone between spaces: closing ones and dashes stay with the word before, opening ones with the word after.
_STANDING_ALONE = re.compile(r" (?:[!?;:)\]}»›%‰–—]+[.,]?|[(\[{«‹„]+)(?: |$)")
CLOSES = re.compile(r"[!?;:)\]}»›%‰–—]+[.,]?$")
OPENS = re.compile(r"[(\[{«‹„]+$")


def has_standing_alone(text: str) -> bool:
    """Tell whether a mark stands alone between spaces."""
    return _STANDING_ALONE.search(" " + text) is not None  # a pattern that begins with one character is found fastest


def places(word: str) -> list[Place]:
    """Return where a word may be cut without a dictionary: (offset, what its last glyph stands for, penalty), in order."""
    if _MAY_BREAK.isdisjoint(word):
        return []
    address = _ADDRESS.match(word) is not None
    out: list[Place] = []
    for offset in range(1, len(word)):
        place = _place(word, offset, address)
        if place is not None:
            out.append(place)
    return out


def _place(word: str, offset: int, address: bool) -> Place | None:
    before, after = word[offset - 1], word[offset]
    if before == SOFT_HYPHEN:
        return (offset, SOFT_HYPHEN, AFTER_HYPHEN)
    if after in _NOT_FIRST or before == "\u2060":
        return None
    if address and before in "/?&=._#-":
        fine = after.isalnum() if before not in "/?" else after not in "/?."
        return (offset, KEPT_HYPHEN if before == "-" else "", IN_ADDRESS if before != "." else AFTER_POINT) if fine else None
    if before == "\u2014":
        return (offset, "", 0.0) if offset > 1 else None
    if before in "-\u2010\u2012\u2013" and offset > 1:
        joins = word[offset - 2].isalnum() or word[offset - 2] in ")]’”»"
        if joins and not after.isdigit() and after not in "-\u2010\u2012\u2013\u2014":
            return (offset, KEPT_HYPHEN if before == "-" else "", AFTER_HYPHEN)
    if before == "/" and 2 < offset < len(word) - 1 and word[offset - 2].isalpha() and after.isalpha():
        return (offset, "", AFTER_HYPHEN)
    return None


def is_address(word: str) -> bool:
    """Say whether a word looks like the address of a page or a mailbox; such words get no hyphens."""
    return _ADDRESS.match(word) is not None


def is_wide(char: str) -> bool:
    """Say whether a line may end before and after a character as such, kinsoku apart."""
    at = bisect_right(_WIDE, char)
    return at % 2 == 1 or (at > 0 and _WIDE[at - 1] == char)


def has_unspaced(text: str) -> bool:
    """Say whether a line may end in a text without a space there: at ideographs or zero-width spaces."""
    return "\u200b" in text or (max(text, default="") >= _WIDE[0] and ("\u3000" in text or any(map(is_wide, text))))


def may_part(before: str, after: str) -> bool:
    """Say whether a line may end between two characters that stand together though they belong to different runs."""
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if before in "\u2014\u200b":
        return True
    if before in "-\u2010\u2013/":
        return after.isalpha()
    return is_wide(before) or is_wide(after)


def unspaced_units(text: str) -> list[str]:
    """Split a text where a line may end with no space there: at zero-width spaces, and round ideographs by kinsoku."""
    out: list[str] = []
    start = 0
    for offset in range(1, len(text)):
        before, after = text[offset - 1], text[offset]
        if before == " " or after == " ":
            continue
        wide = is_wide(before) or is_wide(after) or before == "\u3000"
        if before == "\u200b" or (wide and after != "\u200b" and after not in _NOT_FIRST and before not in _NOT_LAST):
            if _continues(after):
                continue
            out.append(text[start:offset])
            start = offset
    out.append(text[start:])
    return out


def _continues(char: str) -> bool:
    """Say whether a character belongs to the one before it: marks, joiners, variation selectors."""
    if char < "\u0300":
        return False
    import unicodedata

    return unicodedata.combining(char) > 0 or unicodedata.category(char) in ("Mn", "Me", "Mc") or char == "\u200d"

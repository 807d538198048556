"""Text -> words and signs, in the form in which they are compared: what is only a matter of typesetting makes no difference.

The same are: all kinds of quotation marks, all white space, the ellipsis and three full stops, all dashes and a hyphen that
stands between spaces, all hyphens, composed and decomposed letters. Soft hyphens and characters without width are nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ′ʹ‹›", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("–—―−", "–"),
        **dict.fromkeys("\u00ad\u200b\u2060\u200e\u200f\ufeff", None),
    }
)
_ELLIPSIS: Final = re.compile(r"\.\s?\.\s?\.(?:\s?\.)?")
_DASH: Final = re.compile(r"-{2,}|(?<=\s)-(?=\s)")
_SIGNS: Final = r"!-/:-@\[-`{-~¡-©«-±´-¸»¿×÷‐-⁞⁺-⁾₊-₎、-〿！-／：-＠［-｀｛-･"
_ALONE: Final = r"぀-ヿ㐀-鿿豈-﫿฀-๿ກ-໿က-႟ក-៿"  # scripts that put no spaces between words: each character by itself
_WORD: Final = re.compile(rf"…|[{_ALONE}]|[^\s{_SIGNS}{_ALONE}]+(?:(?:['-]|(?<=\d)[.,](?=\d))[^\s{_SIGNS}{_ALONE}]+)*|\S")


def normal(text: str) -> str:
    """Return a text in the form in which it is compared; white space stays as it is."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_SAME))
    if "." in text:
        text = _ELLIPSIS.sub("…", text)
    return _DASH.sub("–", text) if "-" in text else text


def words(text: str) -> tuple[str, ...]:
    """Return the words and signs of a text. A single quotation mark outside a word is a double one."""
    found = _WORD.findall(normal(text))
    return tuple(['"' if word == "'" else word for word in found] if "'" in found else found)


def is_word(word: str) -> bool:
    """Say whether this is a word or number, and not a sign."""
    return word[:1].isalnum()

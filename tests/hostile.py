"""Texts that attack, and a dossier to put them into: every field that takes words of the author's, one text each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import yaml
from test_inline import LITERAL

FULL: Final = Path(__file__).with_name("full.yaml")
WORD: Final = re.compile(r"zq[a-z]+")
# What isn't free text: short forms with a grammar of their own, addresses, paths, digests; and what by design is not printed.
BOUND: Final[dict[str, frozenset[Any]]] = {
    "sources": frozenset(("url", "archived", "text", "sha256")),
    "relations": frozenset((0,)),
    "places": frozenset(("held_by", "approaches")),
    "routes": frozenset(("along", "state")),
    "images": frozenset(("file", "in")),
}
NOT_PROSE: Final = ("mail", "map")  # not printed; drawn in a figure, where there is room
KEYS: Final = ("claims", "glossary")  # whose keys print
MARKS: Final = str.maketrans({**dict.fromkeys('“”„‘’"', "'"), "…": "...", "\u00a0": " ", "\u202f": " "})
PAYLOADS: Final = [text for text in LITERAL if text not in ("𝒳 𝔘", "ﷺ", "٣٫١٤", "قوات سوريا")]  # of the letters: the next list


def _words(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield each leaf of a tree with the keys that lead to it."""
    if isinstance(value, (dict, list)):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _words(child, (*path, key))
    else:
        yield path, value


TREE: Final = yaml.load(FULL.read_text(encoding="utf-8"), yaml.CBaseLoader)


def _is_free(path: tuple[Any, ...]) -> bool:
    """Say whether a field takes any words."""
    return path[0] not in NOT_PROSE and "when" not in path and BOUND.get(path[0], frozenset()).isdisjoint(path[1:])


FIELDS: Final = [path for path, text in _words(TREE) if WORD.search(text) and _is_free(path)]


def filled(text_for: Callable[[int], str]) -> bytes:
    """Return the full dossier with a text after the last word in each of FIELDS, then of KEYS, numbered from 0."""
    tree = yaml.load(FULL.read_text(encoding="utf-8"), yaml.CBaseLoader)
    for number, path in enumerate(FIELDS):
        parent = tree
        for key in path[:-1]:
            parent = parent[key]
        *_, last = WORD.finditer(parent[path[-1]])
        whole = parent[path[-1]]
        parent[path[-1]] = f"{whole[: last.end()]} {text_for(number)} zqend{whole[last.end() :]}"
    for number, part in enumerate(KEYS, len(FIELDS)):
        tree[part] = {f"{key} {text_for(number)} zqend": value for key, value in tree[part].items()}
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10**9).encode()


def flat(text: str) -> str:
    """Return a text with quotation marks, dots and spaces as they are typed."""
    return re.sub(r"\s+", " ", text.translate(MARKS))


NAUGHTY: Final = [
    # empty, words of programs, numbers
    "undefined", "null", "nil", "None", "true", "hasOwnProperty", "then", "CON", "__proto__", "0", "-0", "1/0", "0x10",
    "1e309",
    "NaN", "Infinity", "1,000,000.00", "1 000", "0.1.2", "½ ⅓ ¾", "10² m³ H₂O", "٠١٢٣٤٥٦٧٨٩", "२०१७", "𝟘𝟙",
    # signs of ASCII and beyond
    ",./;'[]\\-=", "<>?:\"{}|_+", "!@#$%^&*()~", "¡™£¢∞§¶•ªº–≠", "œ∑´®†¥¨ˆøπ“‘", "åß∂ƒ©˙∆˚¬…æ", "Ω≈ç√∫˜µ≤≥÷",
    "ЁЂЃЄЅІЇЈ", "«quoted» ‹so›",
    "→ ⇒ ☐ ✓", "€ ₤ ₺ ₽ ₪ ﷼", "№ ‰ ℃ °F ′ ″", "\u2013 \u2014 \u2015 \u2010 \u2011",
    # scripts
    "Đặng Thị Ngọc Thịnh", "Nguyễn Ái Quốc", "Türkçe: ığüşöç İI", "Česko, Łódź, Őr, Ţara, Šiauliai", "Ισλαμικό Κράτος",
    "Ἀθῆναι πολιτεία",
    "Москва и Київ", "Қазақстан", "ქართული", "Հայերեն", "العربية الفصحى", "مرحبا (سلام) 123!", "قوات سوريا الديمقراطية",
    "فارسی گچپژ", "اردو ٹڈڑ",
    "עברית מודרנית", "שָׁלוֹם", "ภาษาไทย", "हिन्दी में", "বাংলা", "தமிழ்", "中华人民共和国", "日本語のテキスト", "한국어", "አማርኛ",
    "ខ្មែរ", "မြန်မာ",
    # combining, zalgo, forms
    "e\u0301 a\u030a n\u0303", "o\u0323\u0302", "Z\u0351\u036b\u0343a\u0335\u0321l\u0334\u0489g\u0338\u0322o\u0337",
    "\u0301alone", "a\u0301\u0301\u0301\u0301",
    "\ufb01ne \ufb02ow", "\u212b \u2126", "ǆ Ǉ", "ﷺ", "ﻻ", "𝒳 𝔘", "Ⅳ ⅻ", "\U0001d49e",
    # spaces and signs without width
    "a\u00a0b", "a\u202fb", "a\u2003b", "a\u3000b", "a\u200bb", "a\u200cb", "a\u200db", "a\u2060b", "a\u00adb",
    "می\u200cخواهم", "a\ufe0fb", "\u2066isolated\u2069",
    "a\u200eb\u200f", "a\u061cb", "tab\there",
    # characters that have no place
    "nul\0here", "bell\a", "escape\x1b[31mred", "\x7f", "\x85next", "\u2028line", "\u2029paragraph",
    "\u202eoverride\u202c", "\ufeffmark", "\uffff", "\ufdd0",
    "\ue000private", "\U000e0041tag", "\ufffd", "\ufffcobject",
    # pictures
    "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "\u2764\ufe0f", "1\ufe0f\u20e3",
    "☃", "♥",
    # orders to programs
    "<script>alert(0)</script>", "'; DROP TABLE users; --", "$(touch /tmp/x)", "`ls -al /`", "%s%s%n%x", "{{7*7}}",
    "${7*7}", "../../../etc/passwd\0",
    "() { :; }; echo", "=cmd|'/C calc'!A0", "\\u0000 \\x00", "C:\\Windows\\System32", "(unbalanced \\) of PDF",
    ") Tj ET EMC endstream endobj", "<</S/JavaScript>>", "%%EOF",
    # length
    "w" * 1000, "a-" * 300 + "b", "x" * 79 + "." + "y" * 79, "https://example.org/" + "path/" * 60,
]  # fmt: skip

"""The types of style properties: how a value is read, what it may be, what it is resolved to, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from dossier.units import NAMED_COLORS, Color, Length, read_color, read_length

LENGTH_PATTERN = r"[+-]?(\d+(\.\d+)?|\.\d+) ?(pt|pc|in|cm|mm|em|%)|0"
COLOR_PATTERN = r"#([0-9a-fA-F]{3}){1,2}|(rgb|cmyk|gray)\([^()]*\)|" + "|".join(NAMED_COLORS)


Value = TypeVar("Value")


class Type(Generic[Value]):
    """What a property takes. `read` turns the text of a value into the value, or raises ValueError with what was wanted.

    `resolve` turns that into what the type stands for, for a type size in points; None where it is that already.
    """

    __slots__ = ("doc", "name", "read", "resolve", "schema")

    def __init__(
        self,
        name: str,
        read: Callable[[str], Any],
        doc: str,
        schema: dict[str, Any],
        resolve: Callable[[Any, float], Value] | None = None,
    ) -> None:
        self.name, self.read, self.doc, self.schema, self.resolve = name, read, doc, schema, resolve


def in_points(length: Length | None, size: float) -> Any:
    """Return a length in points; a word that stands for None is reckoned by who knows the rest."""
    return length and length.points(size, size)


def in_thousandths(length: Length, size: float) -> float:
    """Return tracking in thousandths of em."""
    return round(length.points(size, size) / size * 1000, 3)


def lengths(name: str, doc: str, relative: tuple[str, ...] = ("em",), least: float | None = 0.0, words: str = "") -> Type[float]:
    """Make a type of length: which relative units it takes, the least value, a word that stands for None."""

    def read(text: str) -> Length | None:
        if words and text == words:
            return None
        length = read_length(text)
        if length.unit != "pt" and length.unit not in relative:
            raise ValueError(f"'{text}': '{length.unit}' means nothing here: write {doc}")
        if least is not None and length.value < least:
            raise ValueError(f"'{text}' is too small: write {doc}")
        return length

    pattern = f"^({LENGTH_PATTERN}{'|' + words if words else ''})$"
    return Type(name, read, doc, {"type": ["string", "number"], "pattern": pattern}, in_points)


def choice(*words: str) -> Type[str]:
    """Make a type of a few words."""
    doc = "one of " + ", ".join(f"`{w}`" for w in words)

    def read(text: str) -> str:
        if text in words:
            return text
        if text.lower() in words:
            raise ValueError(f"'{text}' is written in small letters: {text.lower()}")
        raise ValueError(f"'{text}' is not known here: write {' or '.join(words)}")

    return Type("choice", read, doc, {"enum": list(words)})


def count(least: int, most: int) -> Type[int]:
    """Make a type of whole number between two bounds, both allowed."""
    doc = f"a whole number from {least} to {most}"

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and least <= int(text[:6]) <= most:
            return int(text)
        raise ValueError(f"'{text}': write {doc}")

    return Type("count", read, doc, {"type": "integer", "minimum": least, "maximum": most})


_FLAGS = {"yes": True, "no": False, "true": True, "false": False}
_WEIGHTS = {"light": 300, "regular": 400, "medium": 500, "semibold": 600, "bold": 700, "black": 900}


def _read_flag(text: str) -> bool:
    if text in _FLAGS:
        return _FLAGS[text]
    raise ValueError(f"'{text}': write yes or no")


def _read_italic(text: str) -> bool | str:
    if text == "reverse" or text in _FLAGS:
        return _FLAGS.get(text, text)
    raise ValueError(f"'{text}': write yes, no, or reverse (roman in italic text, italic in roman)")


def _read_weight(text: str) -> int:
    if text in _WEIGHTS:
        return _WEIGHTS[text]
    if text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= 1000:
        return int(text)
    raise ValueError(f"'{text}' is not a weight: write {', '.join(_WEIGHTS)}, or a number from 1 to 1000")


def _read_family(text: str) -> str:
    if not text or not text.isprintable() or "," in text:
        raise ValueError(f"'{text}' is not the name of one font family, as in 'Source Serif 4'")
    return text


def _read_path(text: str) -> str | None:
    if not text.isprintable():
        raise ValueError(f"'{text}' is not the path of a file, as in 'logo.png'")
    return None if text == "none" else text


def _read_fill(text: str) -> Any:
    return None if text == "none" else read_color(text)


def _read_size(text: str) -> Length:
    length = read_length(text)
    if length.unit == "pt" and not 1 <= length.value <= 500:
        raise ValueError(f"'{text}': a type size goes from 1pt to 500pt")
    if length.value <= 0:
        raise ValueError(f"'{text}': a type size is more than nothing")
    return length


def _read_tracking(text: str) -> Length:
    length = read_length(text)
    least, most = {"pt": (-0.5, 20.0), "em": (-0.1, 1.0), "%": (-10.0, 100.0)}[length.unit]
    if not least <= length.value <= most:
        raise ValueError(f"'{text}': tracking goes from -0.1em to 1em, or from -0.5pt to 20pt")
    return length


def _read_small_tracking(text: str) -> Length:
    length = read_length(text)
    most = {"em": 0.03, "%": 3.0, "pt": 0.0}[length.unit]
    if not 0 <= length.value <= most:
        raise ValueError(f"'{text}': letters give by 0 to 3%, or 0 to 0.03em; more is seen")
    return length


def _read_share(text: str) -> Length:
    length = read_length(text)
    if (length.value and length.unit != "%") or not 0 <= length.value <= 100:
        raise ValueError(f"'{text}': write a share from 0 to 100%")
    return length


_SIZE_DOC = "a length from 1pt to 500pt, or one in `%` or `em` of the size of the parent role (an inline role's: of the block's)"
FLAG: Type[bool] = Type("flag", _read_flag, "`yes` or `no`", {"enum": [True, False, "yes", "no"]})
ITALIC: Type[bool] = Type(
    "italic",
    _read_italic,
    "`yes`, `no`, or `reverse`: roman in italic text, italic in roman",
    {"enum": [True, False, "yes", "no", "reverse"]},
)
WEIGHT: Type[int] = Type(
    "weight",
    _read_weight,
    "a number from 1 to 1000, or " + ", ".join(f"`{w}`" for w in _WEIGHTS),
    {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 1000}, {"enum": list(_WEIGHTS)}]},
)
FAMILY: Type[str] = Type("family", _read_family, "the name of a font family", {"type": "string"})
SIZE: Type[float] = Type("size", _read_size, _SIZE_DOC, {"type": "string", "pattern": f"^({LENGTH_PATTERN})$"})
COLOR: Type[Color] = Type(
    "color",
    read_color,
    "a colour: `#1b3a5d`, `cmyk(0, 83%, 83%, 0)`, `gray(20%)` or a basic name",
    {"type": "string", "pattern": f"^({COLOR_PATTERN})$"},
)
PATH: Type[str | None] = Type(
    "path", _read_path, "a path with `/` from the folder of the sheet, as it is written, or `none`", {"type": "string"}
)
FILL: Type[Color | None] = Type(
    "fill", _read_fill, "a colour, or `none`", {"type": "string", "pattern": f"^({COLOR_PATTERN}|none)$"}
)

LEADING = lengths("leading", "a length, or one in `%` or `em` of the type size", ("em", "%"), 1.0)
LENGTH = lengths("length", "a length that is not negative")
SIGNED = lengths("signed length", "a length, negative too", least=None)
TRACKING = Type(
    "tracking",
    _read_tracking,
    "a length from -0.1em to 1em, or from -0.5pt to 20pt",
    {"type": ["string", "number"], "pattern": f"^({LENGTH_PATTERN})$"},
    in_thousandths,
)
SMALL_TRACKING = Type(
    "small tracking",
    _read_small_tracking,
    "0 to 3% of the type size, or 0 to 0.03em",
    {"type": ["string", "number"], "pattern": f"^({LENGTH_PATTERN})$"},
    in_thousandths,
)
SHARE: Type[float] = Type(
    "share",
    _read_share,
    "a share from 0 to 100%",
    {"type": ["string", "number"], "pattern": f"^({LENGTH_PATTERN})$"},
    lambda share, size: share.value / 100,
)
FIXED = lengths("absolute length", "a length in pt, mm, cm, in or pc", ())
HEIGHT = lengths("height", "a length of 1pt or more in pt, mm, cm, in or pc", (), 1.0)
SIDE_LENGTH = lengths("paper side", "a length in pt, mm, cm, in or pc, or `paper`: that of the named paper", (), 72.0, "paper")
MAIN_LENGTH = lengths("column width", "a length in pt, mm, cm, in or pc, or `auto`: what the rest leaves", (), 1.0, "auto")

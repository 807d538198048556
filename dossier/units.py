"""Lengths, colours and paper: what a style sheet writes, in the values that the typesetter reckons with (points; 0 to 1)."""

from __future__ import annotations

import re

from dossier.tuples import NamedTuple

MOST = 14_400.0  # the side of the largest page in default user space units (ISO 32000-1, annex C)

POINTS = {"pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
RELATIVE = ("em", "%")

_NUMBER = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)"
_LENGTH = re.compile(rf"({_NUMBER}) ?(pt|pc|in|cm|mm|em|%)?", re.ASCII)
_CALL = re.compile(r"(cmyk|gray|rgb)\( *([^()]*?) *\)", re.ASCII)
_PART = re.compile(rf"({_NUMBER}) ?(%?)", re.ASCII)
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", re.ASCII)

BETWEEN = "a4-letter"  # no paper that is made, but what A4 and Letter have in common
PAPERS = {
    "a3": (297 * POINTS["mm"], 420 * POINTS["mm"]),
    "a4": (210 * POINTS["mm"], 297 * POINTS["mm"]),
    "a5": (148 * POINTS["mm"], 210 * POINTS["mm"]),
    "letter": (612.0, 792.0),
    "legal": (612.0, 1008.0),
    "half-letter": (396.0, 612.0),
    "tabloid": (792.0, 1224.0),
    BETWEEN: (210 * POINTS["mm"], 792.0),  # as wide as A4 and as high as Letter: it prints on both, and is scaled on neither
}
"""Width and height of each paper that a sheet can name, upright, in points (ISO 216; ANSI/ASME Y14.1 for the American ones)."""

NEXT_LARGER = {
    name: larger
    for name, (width, height) in PAPERS.items()
    for larger, (long, longer) in PAPERS.items()
    if abs(long - height) < 3 and abs(longer - 2 * width) < 3  # an A5 is half a millimetre narrower than half an A4
}
"""Paper -> the one of which it is half: what two of its pages lie on side by side."""

PAGES_OF_BOOKLETS = {"letter": "half-letter", "half-letter": "half-letter", "legal": "half-letter", "tabloid": "half-letter"}
"""Paper -> what the pages of a booklet are cut to where nobody says; A5 for all others."""


class Length(NamedTuple):
    """A length as written: in points (`pt`), or relative: in `em` of the type size, in `%` of what the property says."""

    value: float
    unit: str = "pt"

    def points(self, em: float, whole: float = 0.0) -> float:
        """Return it in points; `em` is the type size, `whole` what a percentage is of."""
        if self.unit == "pt":
            return self.value
        return self.value * em if self.unit == "em" else self.value * whole / 100


def read_length(text: str) -> Length:
    """Read `10pt`, `21 mm`, `1.2em`, `80%` or a bare `0`; absolute units come out in points.

    Raises ValueError, with what was wanted, for anything else and beyond 14,400 points.
    """
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a length: write a number and a unit, as in '10pt', '21mm', '1.2em'")
    number, unit = float(match[1]), match[2]
    if unit is None:
        if number:
            raise ValueError(f"'{text}' has no unit: write '{text}pt' or '{text}mm'")
        return Length(0.0)
    length = Length(number, unit) if unit in RELATIVE else Length(number * POINTS[unit])
    if abs(length.value) > MOST:
        raise ValueError(f"'{text}' is too long: the largest length is 14,400pt (508 cm)")
    return length


class Color(NamedTuple):
    """A colour in the space in which it was written: 'rgb' (sRGB), 'gray' (0 is black) or 'cmyk'; values from 0 to 1."""

    space: str
    values: tuple[float, ...]

    def rgb(self) -> tuple[float, float, float]:
        """Return it in sRGB; inks are mixed by the plain formula `(1 - ink)(1 - black)`, which no press follows exactly."""
        if self.space == "gray":
            return (self.values[0],) * 3
        if self.space == "cmyk":
            cyan, magenta, yellow, black = self.values
            return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
        red, green, blue = self.values
        return red, green, blue


BLACK = Color("gray", (0.0,))
WHITE = Color("gray", (1.0,))
# Okabe and Ito's hues, moved apart in lightness so that each pair differs by 13 L* or more on a black-and-white copy
PALETTE = tuple(
    Color("rgb", tuple(part / 255 for part in parts))
    for parts in ((43, 43, 43), (178, 51, 46), (74, 144, 194), (127, 198, 164), (245, 220, 107))
)

NAMED_COLORS = {
    "black": BLACK,
    "white": WHITE,
    "silver": Color("rgb", (192 / 255,) * 3),
    "gray": Color("rgb", (128 / 255,) * 3),
    "maroon": Color("rgb", (128 / 255, 0.0, 0.0)),
    "red": Color("rgb", (1.0, 0.0, 0.0)),
    "purple": Color("rgb", (128 / 255, 0.0, 128 / 255)),
    "fuchsia": Color("rgb", (1.0, 0.0, 1.0)),
    "green": Color("rgb", (0.0, 128 / 255, 0.0)),
    "lime": Color("rgb", (0.0, 1.0, 0.0)),
    "olive": Color("rgb", (128 / 255, 128 / 255, 0.0)),
    "yellow": Color("rgb", (1.0, 1.0, 0.0)),
    "navy": Color("rgb", (0.0, 0.0, 128 / 255)),
    "blue": Color("rgb", (0.0, 0.0, 1.0)),
    "teal": Color("rgb", (0.0, 128 / 255, 128 / 255)),
    "aqua": Color("rgb", (0.0, 1.0, 1.0)),
}
"""The sixteen basic colour keywords of CSS (CSS Color Module Level 3, 4.1); black and white as one ink."""

_PARTS = {"gray": 1, "rgb": 3, "cmyk": 4}


def read_color(text: str) -> Color:
    """Read `#rgb`, `#rrggbb`, `rgb(10%, 20%, 30%)`, `gray(20%)`, `cmyk(0, 83%, 83%, 0)` or a basic name.

    In brackets a part is a percentage, or a fraction from 0 to 1. Raises ValueError, with what was wanted, for anything else.
    """
    if _HEX.fullmatch(text):
        digits = text[1:] if len(text) == 7 else "".join(d + d for d in text[1:])
        return Color("rgb", tuple(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    call = _CALL.fullmatch(text)
    if call is not None:
        parts = [_read_part(part.strip(), text) for part in call[2].split(",")]
        if len(parts) != _PARTS[call[1]]:
            raise ValueError(f"'{text}' has {len(parts)} parts: {call[1]}() takes {_PARTS[call[1]]}")
        return Color(call[1], tuple(parts))
    if text in NAMED_COLORS:
        return NAMED_COLORS[text]
    raise ValueError(f"'{text}' is not a colour: write '#1b3a5d', 'cmyk(0, 83%, 83%, 0)', 'gray(20%)' or a basic name as 'navy'")


def _read_part(part: str, text: str) -> float:
    """Read a part of a colour: a percentage or a fraction, from 0 to 1."""
    match = _PART.fullmatch(part)
    value = float(match[1]) / (100 if match[2] else 1) if match else -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"'{part}' in '{text}': each part goes from 0 to 100% (or from 0 to 1)")
    return value


def luminance(color: Color) -> float:
    """Return the relative luminance, from 0 (black) to 1 (white) (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in color.rgb())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color: Color, ground: Color = WHITE) -> float:
    """Return the contrast ratio of the two, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    low, high = sorted((luminance(color), luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def lightness(color: Color) -> float:
    """Return L*, from 0 to 100: how light the colour comes out of a black-and-white copier (CIE 15, 8.2.1)."""
    y = luminance(color)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27

"""A figure of one's own as a program gives it, and what it came to: operators, words among them, what they name; in points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

SAMPLE: Final = "The quick brown fox jumps over the lazy dog 0123456789"
TOKEN: Final = re.compile("\x01([0-9]+)\x01")  # stands among the operators for words of this number


class OwnFigure(NamedTuple):
    """A figure that a program makes with ReportLab: it stands at the end of a section, numbered, tagged, and told in words.

    `drawing` is a Drawing of reportlab.graphics or a Flowable of ReportLab's platypus, or a function that returns one. `alt` says
    in words what it shows. `section` is the name of a section of the dossier, as `sections:` lists it. `title` stands under it,
    after its number. `name`, in lower case with hyphens, is what problems call it and what links lead to: `figure-NAME`.
    """

    drawing: object
    alt: str
    section: str
    title: str = ""
    name: str = ""


class Words(NamedTuple):
    """A string to be set: in which weight, slant and size, and how wide `SAMPLE` is in the face it was meant for, in em.

    In that face it would take up `advance`, `before` of it for spaces at its beginning. `share` says where it hangs: at its
    beginning (0), its middle (0.5) or its end (1); `running`: it is part of a paragraph, and its spaces take up what is over.
    """

    text: str
    weight: int
    italic: bool
    sample: float
    size: float
    before: float
    advance: float
    share: float
    running: bool


class Pixels(NamedTuple):
    """A picture: three bytes a pixel from the upper left corner on, and one a pixel for how solid it is, or b''."""

    width: int
    height: int
    rgb: bytes
    solid: bytes


class Sketch(NamedTuple):
    """A figure of one's own: its size, its operators with a token for each of its words, what they name, what drew it."""

    name: str
    width: float
    height: float
    code: str
    words: tuple[Words, ...]
    named: Mapping[tuple[bytes, bytes], bytes]  # category of resources (`ExtGState`, `Shading`) and name -> dictionary
    pixels: Mapping[bytes, Pixels]
    maker: str


class Refused(Exception):
    """A brief can't take a drawing: why, and what to do about it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def token(number: int) -> str:
    """Return what stands for words among the operators."""
    return f"\x01{number}\x01"

"""A sketch in, its size on the page and what paints it out: never larger than it was drawn, its words in faces of the style."""

from __future__ import annotations

from typing import Final

from dossier.figures.drawing.sketch import SAMPLE, TOKEN, Sketch, Words
from dossier.figures.kit.typesetter import Paint, Typesetter
from dossier.layout.surface import Surface
from dossier.styling.style import TextStyle
from dossier.text.bidi import needs_bidi
from dossier.text.paragraph import Piece, set_text
from dossier.text.textlines import LateLine, SetText

MOST_THIRDS: Final = 2.2  # of the page's height, in thirds: what is left is the caption's, and the heading's before it
PARTS: Final = {"right": 1.0, "center": 0.5}  # of the room beside it, that stands at its left
UNBOUND: Final = 14_400.0  # a measure that no line fills
ENDS: Final = frozenset(("T*", "Td", "Tm", "ET"))  # operators after which words stand somewhere else
NARROWEST: Final = 0.1  # em: what a space between words is at least
LIKE: Final = (0.8, 1.15)  # by how much a face may be set smaller or larger to look as large as the one that it stands for


def draw(setter: Typesetter, data: Sketch, width: float, height: float | None = None) -> tuple[float, Paint]:
    """Size a sketch to a width, and set its words; return its height and what paints it."""
    most = MOST_THIRDS * setter.third if height is None else height
    scale = min(1.0, width / data.width, most / data.height)
    beside = (width - scale * data.width) * PARTS.get(setter.style.role("figure").align, 0.0)
    put = placed(setter, data, scale, f"figure {data.name!r}")

    def paint(surface: Surface, x: float, y: float) -> None:
        put(surface, x + beside, y - scale * data.height)

    return scale * data.height, paint


def placed(setter: Typesetter, data: Sketch, scale: float, name: str) -> Paint:
    """Set the words of a sketch; return what paints it from its lower left corner.

    Words that come out too small are told by the figure's name, where it has one: a logo's are no text to be read.
    """
    lettering = Lettering(setter)
    code = _lettered(data, lettering)
    least, smallest = lettering.least * scale, setter.style.page.smallest
    if name and least < smallest - 0.05 and setter.warn:
        made = f"; it was made {data.width:.0f} points wide, and is drawn {scale * data.width:.0f} wide" if scale < 1 else ""
        setter.warn(f"{name}: words of it come out at {least:.1f} points, and the style's smallest are {smallest:g}{made}")

    def put(surface: Surface, x: float, y: float) -> None:
        surface.graphic(data, code, x, y, scale)

    return put


def _lettered(data: Sketch, lettering: Lettering) -> bytes:
    """Return the operators of a sketch with its words among them; those that end a line are followed by a space."""
    parts = TOKEN.split(data.code)
    out = []
    for code, number, after in zip(parts[::2], [*parts[1::2], ""], [*parts[2::2], ""], strict=True):
        out.append(code.encode("ascii"))
        if number:
            out.append(lettering.show(data.words[int(number)], apart=not ENDS.isdisjoint(after.split())))
    return b"".join(out)


class Lettering:
    """Sets the words of a sketch. A face of the style is set as much smaller or larger as makes it look like the one meant."""

    def __init__(self, setter: Typesetter) -> None:
        self._setter = setter
        self._base = setter.style.role("figure.label").text
        self.least = float("inf")  # the size of the smallest words

    def show(self, words: Words, apart: bool) -> bytes:
        """Return the operators that show words and leave the pen where the drawing expects it.

        Extracted text has the spaces that are shown, so one stands wherever words stand `apart`.
        """
        style = self._style(words)
        body = words.text.strip(" ")
        behind = len(words.text) - len(words.text.rstrip(" ")) if body else 0
        spread = words.running and not needs_bidi(body)
        settings = [self._set(it, style) for it in (body.split(" ") if spread else [body])]
        width = sum(it.widths[0] for it in settings if it.lines)
        gap = (words.advance - words.before - width) / max(len(settings) - 1 + behind, 1)
        face = self._setter.book.face(style, self._setter.language)
        line = _Line(face.tag, style.size, b"[(%b)]TJ " % face.space_frag, face.space * style.size / 1000)
        if words.text.startswith(" "):
            line.space()
        start = words.share * (words.advance - width) if words.share else words.before
        for setting in settings:
            line.go(start)
            line.set(setting)
            if setting is not settings[-1]:
                start = line.pen + max(gap, NARROWEST * style.size)
                line.space()
        if body and (apart or behind):
            line.space()
        if body:
            self.least = min(self.least, style.size)
        line.go(words.advance)
        return line.code

    def _style(self, words: Words) -> TextStyle:
        """Return the style that makes ordinary words as wide as in the face that they were meant for."""
        style = self._base._replace(weight=words.weight, italic=words.italic, size=words.size, color=None, tracking=0.0, rise=0.0)
        like = words.sample * words.size / self._set(SAMPLE, style).widths[0]
        return style._replace(size=words.size * min(max(like, LIKE[0]), LIKE[1]))

    def _set(self, text: str, style: TextStyle) -> SetText:
        return set_text([Piece(text, style, self._setter.language)], UNBOUND, self._setter.book)


class _Line:
    """A line of a drawing under way: its operators, and where its pen is."""

    def __init__(self, font: bytes, size: float, space: bytes, wide: float) -> None:
        self._face = b"/%b %.4f Tf " % (font, size)
        self.code, self.pen = self._face, 0.0
        self._space, self._wide, self._size = space, wide, size

    def space(self) -> None:
        """Show a space."""
        self.code += self._space
        self.pen += self._wide

    def go(self, place: float, size: float | None = None) -> None:
        """Move the pen along the line (ISO 32000-1, 9.4.3), by thousandths of the size that is set."""
        thousandths = round((self.pen - place) * 1000 / (size or self._size), 1)
        if thousandths:
            self.code += b"[%.1f]TJ " % thousandths
        self.pen = place

    def set(self, setting: SetText) -> None:
        """Show set text from where the pen is."""
        if not setting.lines:
            return
        line, start = setting.lines[0], self.pen
        assert not isinstance(line, LateLine), "a drawing knows no late words"
        if isinstance(line, bytes):
            self.code += line + b" "
            self.pen = start + setting.widths[0]
            return
        for part in line.segments:
            self.code += b"/%b %.4f Tf " % (part.font, part.size)
            self.go(start + part.x, part.size)
            self.code += b"%.3f Ts %b 0 Ts " % (part.dy, part.code) if part.dy else part.code + b" "
            self.pen = start + part.x + part.width
        self.code += self._face

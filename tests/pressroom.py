"""Documents for the tests of dossier.pdf: a press with a book of fonts, and text set on it in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dossier.blocks import Late
from dossier.layout.element import Element
from dossier.pdf import Canvas, Press
from dossier.text.faces import FontBook, TextStyle
from dossier.text.paragraph import set_text
from dossier.text.textlines import Piece, SetText

SERIF = TextStyle("Source Serif 4", size=10)
BOLD = TextStyle("Source Serif 4", 700, size=16)
SANS = TextStyle("Source Sans 3", size=8)
MOMENT = 1_700_000_000  # 2023-11-14T22:13:20Z


class Pressroom:
    """A press, its root element and its book of fonts. Pages are 300 pt by 400 pt unless said otherwise."""

    def __init__(self, **more: Any) -> None:
        self.book = FontBook()
        self.root = Element("Document")
        self.press = Press(root=self.root, book=self.book, **{"title": "A proof", "language": "en", "created": MOMENT, **more})

    def page(self, width: float = 300, height: float = 400) -> Canvas:
        """Begin a page."""
        return self.press.begin_page(width, height)

    def set(self, *pieces: str | Piece, style: TextStyle = SERIF, measure: float = 200, **more: Any) -> SetText:
        """Set text in one style, or pieces in their own."""
        whole = [Piece(piece, style) if isinstance(piece, str) else piece for piece in pieces]
        return set_text(whole, measure, self.book, **more)

    def put(
        self,
        canvas: Canvas,
        element: Element,
        *pieces: str | Piece,
        y: float = 300,
        inline: Sequence[Element] = (),
        style: TextStyle = SERIF,
        **more: Any,
    ) -> SetText:
        """Set text and draw all of it."""
        setting = self.set(*pieces, style=style, **more)
        canvas.text(setting, 0, len(setting.lines), 50, y, 12, element, inline)
        return setting

    def heading(self, canvas: Canvas, text: str = "A heading", y: float = 350) -> Element:
        """Draw a heading of the first level."""
        element = Element("H1", self.root)
        self.put(canvas, element, text, y=y, style=BOLD)
        return element

    def finish(
        self,
        furniture: Callable[[Canvas, int, int], None] = lambda canvas, page, pages: None,
        late: Callable[[Late], str] = lambda late: "0",
    ) -> bytes:
        """End the last page and the document."""
        self.press.end_page()
        return self.press.finish(furniture, late)

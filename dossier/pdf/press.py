"""The press: pages drawn one after the other in, a tagged file that keeps to PDF/A-2a and PDF/UA-1 out, in one pass.

A page's body is compressed when the page ends, a structure element is written when it is complete; what waits for the end is late
text and furniture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dossier.pdf.canvas import Canvas
from dossier.pdf.document import Document
from dossier.pdf.metadata import Metadata, information, write_metadata, write_output_intent
from dossier.pdf.objects import address, literal, number, numbers, text_string
from dossier.pdf.outline import Bookmark, write_outline
from dossier.pdf.packing import Packed
from dossier.pdf.pen import LateText, TextPen
from dossier.pdf.structure import StructureTree
from dossier.pdf.trees import PageTree, name_tree, references
from dossier.tuples import NamedTuple
from dossier.version import __version__

if TYPE_CHECKING:
    from dossier.blocks import Late
    from dossier.figures.drawing.sketch import Pixels
    from dossier.figures.picture.loaded import Raster
    from dossier.layout.element import Element
    from dossier.pdf.pictures import Pictures
    from dossier.pdf.sides import Side
    from dossier.text.faces import FontBook


PRODUCER = f"dossier {__version__}"


class _Page(NamedTuple):
    """What is kept of a page that has ended: for its last stream, which takes furniture and late text."""

    object_number: int
    size: tuple[float, float]
    last_stream: int
    late: Sequence[LateText]
    shift: float
    side: Side | None


class Press:
    """A document under way. `created` counts seconds since the epoch, in UTC: the only date in the file.

    Pages come in order: `begin_page`, drawing on the canvas it returns, `end_page`. The same calls give the same bytes.
    """

    def __init__(
        self,
        *,
        root: Element,
        book: FontBook,
        title: str,
        language: str,
        author: str = "",
        subject: str = "",
        keywords: str = "",
        created: int,
        creator: str = PRODUCER,
        preferences: str = "",
    ) -> None:
        self.make_canvas: Callable[..., Canvas] = Canvas
        self._preferences = preferences
        self.file = Document()
        self._fonts = self.file.allocate()
        self.structure = StructureTree(self.file, root)
        self._metadata = Metadata(title, language, author, subject, keywords, creator, PRODUCER, created)
        self._book = book
        self._tree = PageTree(self.file)
        self._resources = b"%d 0 R" % self.file.put(b"<</Font %d 0 R>>" % self._fonts)
        self._pages: list[_Page] = []
        self._sides: list[Side] = []
        self._canvas: Canvas | None = None
        self._places: dict[str, bytes] = {}
        self._wanted: dict[str, str] = {}  # destination -> who leads to it
        self._bookmarks: list[Bookmark] = []
        self._pictures: Pictures | None = None
        self.makers: set[str] = set()  # programs whose operators stand in figures
        self._pixels: dict[bytes, int] = {}

    def begin_page(self, width: float, height: float, shift: float = 0.0, side: Side | None = None) -> Canvas:
        """Begin a page of a size in points, by itself or on a side of a sheet, and return it.

        All that is drawn stands `shift` points farther to the right of its paper, or of the side.
        """
        assert self._canvas is None, "a page is still open"
        number = side.object_number if side else self.file.allocate()
        self._canvas = self.make_canvas(self, len(self._pages) + 1, number, (width, height), shift=shift, side=side)
        return self._canvas

    def begin_side(self, width: float, height: float) -> Side:
        """Begin a side of a sheet, for pages to stand on; sides come in the file in the order of these calls."""
        from dossier.pdf.sides import Side

        self._sides.append(Side(self.file.allocate(), (width, height)))
        return self._sides[-1]

    def end_page(self) -> None:
        """End the page: its body and its dictionary are written and forgotten."""
        canvas, self._canvas = self._canvas, None
        assert canvas is not None, "no page is open"
        side, size = canvas.side, (canvas.width, canvas.height)
        body = self.file.put_stream(Packed(_placed(canvas)))
        last_stream = self.file.allocate()
        if side:
            side.bodies.append(body)
            side.lasts.append(last_stream)
        else:
            left = 0.0 - round(canvas.shift, 2)  # rounded by itself: the page must not be a hundredth narrower than its paper
            edges = left, 0.0, left + round(canvas.width, 2), canvas.height
            self._write_page(canvas, edges, (body, last_stream))
        self._pages.append(_Page(canvas.object_number, size, last_stream, tuple(canvas.late), canvas.shift, side))

    def _write_page(self, drawn: Canvas | Side, edges: Sequence[float], contents: Sequence[int]) -> None:
        """Write the dictionary of a page of the file: a page of the brief, or a side of a sheet."""
        key = self.structure.parent_key()
        self.structure.set_parents(key, drawn.marked)
        annotations = b"/Annots[%b]" % references(drawn.annotations) if drawn.annotations else b""
        parent = self._tree.append(drawn.object_number)
        self.file.add(
            drawn.object_number,
            b"<</Type/Page/Parent %d 0 R/MediaBox[%b]/Resources %b/Contents[%b]/StructParents %d/Tabs/S%b>>"
            % (parent, numbers(edges), self._resources_with(drawn), references(contents), key, annotations),
        )

    def _resources_with(self, drawn: Canvas | Side) -> bytes:
        """Return the resources of a page: those that all share, and what its figures name (ISO 32000-1, 7.8.3)."""
        if not drawn.pictures and not drawn.named:
            return self._resources
        parts = [b"/Font %d 0 R" % self._fonts]
        if drawn.pictures:
            parts.append(b"/XObject<<%b>>" % b"".join([b"/%b %d 0 R" % it for it in drawn.pictures.items()]))
        for category in sorted({category for category, _ in drawn.named}):
            entries = [b"/%b%b" % (name, body) for (of, name), body in sorted(drawn.named.items()) if of == category]
            parts.append(b"/%b<<%b>>" % (category, b"".join(entries)))
        return b"<<%b>>" % b"".join(parts)

    def picture(self, raster: Raster) -> tuple[bytes, int]:
        """Write a picture, unless it is written; return its name among the resources of pages, and the number of its object."""
        if self._pictures is None:
            from dossier.pdf.pictures import Pictures

            self._pictures = Pictures(self.file)
        return self._pictures.written(raster)

    def pixels(self, name: bytes, picture: Pixels) -> int:
        """Write a picture within a figure of one's own, unless one of its name is written; return the number of its object."""
        if name not in self._pixels:
            from dossier.pdf.pixels import write_pixels

            self._pixels[name] = write_pixels(self.file, picture)
        return self._pixels[name]

    def close(self, element: Element) -> None:
        """Write a structure element that is complete, with all below it, and forget them."""
        self.structure.close(element)

    def bookmark(self, level: int, title: str, id: str) -> None:
        """Add a bookmark that leads to a destination; level 1 is the outermost."""
        self._bookmarks.append(Bookmark(level, title, id))
        self._wanted.setdefault(id, f"the bookmark '{title}'")

    def name_place(self, id: str, page: int, y: float) -> None:
        """Name a place on a page, given by the number of its object."""
        self._places.setdefault(id, b"[%d 0 R/XYZ null %b null]" % (page, number(y)))

    def annotate(self, annotation: int, element: Element, box: tuple[float, float, float, float]) -> None:
        """Write the annotation of a link, with what PDF/UA asks of one (ISO 14289-1, 7.18.5)."""
        target = element.link
        if target.startswith("#"):
            self._wanted.setdefault(target[1:], f"the link '{element.title or target}'")
            action = b"/Dest" + literal(target[1:].encode())
        else:
            action = b"/A<</S/URI/URI%b>>" % address(target)
        self.file.add(
            annotation,
            b"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[%b]/Contents%b/StructParent %d%b>>"
            % (numbers(box), text_string(element.title or target), self._parent_key(element), action),
        )

    def finish(self, furniture: Callable[[Canvas, int, int], None], late: Callable[[Late], str]) -> bytes:
        """Draw each page's head and foot by `furniture(canvas, page, pages)`, give late text its words, and return the file.

        Raises AssertionError where a link or a bookmark leads to a destination that nobody named.
        """
        assert self._canvas is None, "the last page is still open"
        assert self._pages, "a document has at least one page"
        for place, page in enumerate(self._pages, 1):
            canvas = self.make_canvas(self, place, page.object_number, page.size, late, shift=page.shift, side=page.side)
            furniture(canvas, place, len(self._pages))
            for text in page.late:
                self._draw_late(canvas, text, late)
            self.file.add_stream(page.last_stream, Packed(_placed(canvas)))
        for side in self._sides:
            self._write_page(side, (0.0, 0.0, *side.size), side.bodies + side.lasts)
        lost = [f"{self._wanted[id]} leads to '{id}'" for id in self._wanted if id not in self._places]
        assert not lost, "no place has the name that " + "; ".join(lost)
        self._metadata = self._metadata._replace(producer=", ".join((self._metadata.producer, *sorted(self.makers))))
        catalog = self._write_catalog()
        return self.file.finish(catalog, self.file.put(information(self._metadata)))

    def _draw_late(self, canvas: Canvas, text: LateText, late: Callable[[Late], str]) -> None:
        line = text.line.finish({one: late(one) for one in text.line.lates})
        if text.artifact:
            with canvas.artifact("Layout"):
                TextPen(canvas, text.setting, ()).draw_late(text, line)
        else:
            canvas.leave_artifact()
            TextPen(canvas, text.setting, text.elements).draw_late(text, line)

    def _parent_key(self, element: Element) -> int:
        return self.structure.parent_key(b"%d 0 R" % self.structure.number(element))

    def _write_catalog(self) -> int:
        """Write fonts, trees, metadata and what else hangs on the catalogue (ISO 32000-1, 7.7.2); return its number."""
        file = self.file
        self._embed_fonts()
        entries = [
            b"/Pages %d 0 R" % self._tree.write(),
            b"/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>" % self.structure.finish(),
            b"/Lang%b/Metadata %d 0 R" % (text_string(self._metadata.language), write_metadata(file, self._metadata)),
            b"/OutputIntents[%d 0 R]" % write_output_intent(file),
            b"/PageMode/UseNone/ViewerPreferences<</DisplayDocTitle true%b>>" % self._preferences.encode(),
        ]
        outline = write_outline(file, self._bookmarks)
        if outline:
            entries.append(b"/Outlines %d 0 R" % outline)
        if self._places:
            names = name_tree(file, {literal(id.encode()): place for id, place in self._places.items()})
            entries.append(b"/Names<</Dests %d 0 R>>" % names)
        return file.put(b"<</Type/Catalog%b>>" % b"".join(entries))

    def _embed_fonts(self) -> None:
        """Embed the typefaces that the document uses, and write the dictionary of fonts that every page shares."""
        used = [font for font in self._book.files if font.pairs]
        if used:
            from dossier.pdf.fonts import embed
        tags = b"".join([b"/%b %d 0 R" % (font.tag, embed(font, self.file)) for font in used])
        self.file.add(self._fonts, b"<<%b>>" % tags)


def _placed(canvas: Canvas) -> bytes:
    """Return the content stream of a page; on a side of a sheet it draws at its place there."""
    if canvas.side is None:
        return canvas.take_body()
    from dossier.pdf.sides import moved

    return moved(canvas.take_body(), canvas.shift)

"""An SVG picture in, a Drawing of ReportLab's out, by svglib.

What could reach out of the file, or would be lost without a word, is refused before svglib sees it.
"""

from __future__ import annotations

import logging
import re
from _thread import get_ident
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from dossier.figures.drawing.sketch import Refused, Sketch

if TYPE_CHECKING:
    from lxml.etree import _Element as Node
    from reportlab.graphics.shapes import Drawing

LIMIT: Final = 512 << 10  # bytes
MATCHES: Final = 250_000  # of rules of style sheets within it with elements
ELEMENTS: Final = 5_000  # also of what `use` draws again
DEEPEST: Final = 64
SVG: Final = "{http://www.w3.org/2000/svg}"
DRAWN: Final = frozenset(
    (
        *("svg", "g", "a", "defs", "symbol", "use", "switch", "clipPath", "style"),
        *("rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan"),
        *("linearGradient", "radialGradient", "stop"),
    )
)
SILENT: Final = frozenset(("title", "desc", "metadata"))
PATHS: Final = "draw it as paths, or export the picture as PNG"
_OUTSIDE = re.compile(r"url\(\s*(?!['\"]?\s*#)|@(?!media\b|charset\b|namespace\b)[a-z-]+", re.I)
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*['\"]\s*([^'\"\s]+)")


def read_svg(data: bytes) -> Drawing:
    """Return an SVG picture as a Drawing, of which nothing shows beyond its edges.

    Raises Refused, whatever is wrong with it, and where svglib is missing, which an extra brings.
    """
    try:
        import svglib.svglib  # noqa: F401
        from lxml import etree
    except ImportError as missing:
        message = f"SVG pictures need svglib, which can't be used here ({missing})"
        raise Refused(message, "pip install 'dossier-press[svg]'") from None
    _check_bytes(data)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as wrong:
        raise Refused(f"this is no well-formed XML ({wrong})", "save the picture once more") from None
    _check_tree(root)
    return _clipped(_converted(data))


def sketched_svg(data: bytes, missing: Callable[[str], Sequence[str]]) -> Sketch:
    """Return what an SVG picture draws; `missing` returns the characters of a text that no face has. Raises Refused."""
    from dossier.figures.drawing.sketching import sketched

    sketch = sketched(read_svg(data), "", (0.0, 0.0))
    for char in (char for words in sketch.words for char in missing(words.text)):
        raise Refused(f"no typeface of the style has {char!r} (U+{ord(char):04X})", PATHS)
    return sketch


def _check_bytes(data: bytes) -> None:
    """Refuse what isn't plain SVG in UTF-8, and any DTD, whose entities may grow without end or name other files."""
    if len(data) > LIMIT:
        raise Refused(f"the picture has {len(data):,} bytes; the most is {LIMIT:,}", "simplify its paths")
    if data.startswith(b"\x1f\x8b"):
        raise Refused("the picture is compressed", "unpack it: gunzip < picture.svgz > picture.svg")
    declared = _DECLARED.search(data[:200])
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("the picture is not in UTF-8", "save it as UTF-8") from None
    if b"\0" in data or (declared and declared[1].upper() not in (b"UTF-8", b"US-ASCII", b"ASCII")):
        raise Refused("the picture is not in UTF-8", "save it as UTF-8")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Refused("the picture has a document type, through which it could reach other files", "take <!DOCTYPE …> out of it")


def _check_tree(root: Node) -> None:
    """Refuse what reaches out of the picture, is too much, or would not be drawn."""
    if _local(root) != "svg":
        raise Refused("this is XML, but no SVG: its first element is not <svg>")
    rules = 0
    by_id: dict[str, Node] = {}
    for count, (node, depth) in enumerate(_nodes(root)):
        if count >= ELEMENTS or depth > DEEPEST:
            raise Refused(f"the picture has more than {ELEMENTS:,} elements, or nests them deeper than {DEEPEST}", "simplify it")
        name = _local(node)
        if name not in DRAWN:
            raise Refused(f"<{name}> in line {node.sourceline} would not be drawn", PATHS)
        if name == "style":
            rules += (node.text or "").count("{")
            if _OUTSIDE.search(node.text or ""):
                raise Refused(f"the style sheet in line {node.sourceline} names what lies outside of the picture", "take it out")
        by_id.setdefault(node.get("id", ""), node)
        _check_attributes(node, name)
    drawn = _check_uses(root, by_id)
    if rules * drawn > MATCHES:
        raise Refused(f"the picture has {rules:,} rules of style for {drawn:,} elements", "save it with attributes instead")


def _nodes(root: Node) -> Iterator[tuple[Node, int]]:
    """Yield the elements that are drawn, each with how deep it lies."""
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        inner = [it for it in node if isinstance(it.tag, str) and (it.tag.startswith(SVG) or not it.tag.startswith("{"))]
        waiting += [(it, depth + 1) for it in inner if _local(it) not in SILENT]


def _check_attributes(node: Node, name: str) -> None:
    for key, value in node.attrib.items():
        outside = name != "a" and not value.strip().startswith("#") if _last(str(key)) == "href" else _OUTSIDE.search(str(value))
        if outside:
            raise Refused(f"<{name}> in line {node.sourceline} names what lies outside of the picture: {str(value)[:60]}", PATHS)


def _check_uses(root: Node, by_id: dict[str, Node]) -> int:
    """Refuse what draws itself, or so much of others that it never ends; return how many elements are drawn."""
    sizes: dict[Node, int] = {}
    under_way: set[Node] = set()

    def size(node: Node) -> int:
        """Count what an element draws, itself included."""
        if node in under_way or len(under_way) > 2 * DEEPEST:
            raise Refused(f"<{_local(node)}> in line {node.sourceline} draws itself, or too many others in turn", PATHS)
        if node not in sizes:
            under_way.add(node)
            target = by_id.get(_target(node)) if _target(node) else None
            drawn = [it for it in node if isinstance(it.tag, str)] + ([] if target is None else [target])
            sizes[node] = 1 + sum(map(size, drawn))
            under_way.discard(node)
            if sizes[node] > ELEMENTS:
                raise Refused(f"the picture draws more than {ELEMENTS:,} elements by <use>", "simplify it")
        return sizes[node]

    return size(root)


def _target(node: Node) -> str:
    """Return the id of what a `use` draws again; '' for other elements."""
    if _local(node) != "use":
        return ""
    found = [str(value) for key, value in node.attrib.items() if _last(str(key)) == "href"]
    return found[0].strip().lstrip("#") if found else ""


def _local(node: Node) -> str:
    return _last(str(node.tag))


def _last(name: str) -> str:
    return name.rpartition("}")[2]


def _converted(data: bytes) -> Drawing:
    """Have svglib make a Drawing; it has no file name to start from, and looks for no typeface on this machine."""
    from svglib.fonts import FontMap
    from svglib.svglib import svg2rlg

    class Faces(FontMap):  # type: ignore[misc]
        """Names of typefaces -> those of ReportLab that the brief has a counterpart of."""

        def find_font(self, font_name: str, weight: str = "normal", style: str = "normal") -> tuple[str, bool]:
            """Return the nearest of the standard faces."""
            return _standard(str(font_name), str(weight), str(style)), True

    try:
        with _complaints() as complaints:
            drawing: Drawing | None = svg2rlg(BytesIO(data), font_map=Faces())
    except Exception as raised:
        raise Refused(f"svglib can't read it ({type(raised).__name__}: {raised})", PATHS) from None
    if complaints:
        raise Refused(f"svglib can't draw all of it ({complaints[0]})", PATHS)
    if drawing is None or not drawing.width > 0 or not drawing.height > 0:
        raise Refused("the picture says no width and height, and no viewBox", "save it with its size")
    return drawing


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Keep what svglib would write to a log about what it leaves out, while this thread is at it."""
    found: list[str] = []
    logger, thread = logging.getLogger("svglib.svglib"), get_ident()

    def keep(record: logging.LogRecord) -> bool:
        if record.thread != thread:
            return True
        found.extend([record.getMessage()] if record.levelno >= logging.WARNING else [])
        return False

    logger.addFilter(keep)
    try:
        yield found
    finally:
        logger.removeFilter(keep)


def _standard(name: str, weight: str, style: str) -> str:
    """Return the standard face that a typeface of SVG is nearest to."""
    heavy = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)
    slanted = style.startswith(("italic", "oblique"))
    if "mono" in name.lower() or "courier" in name.lower():
        family = "Courier"
    elif re.search("times|georgia|garamond|(?<!sans[- ])(?<!sans)serif", name.lower()):
        return "Times-" + ("Bold" * heavy + "Italic" * slanted or "Roman")
    else:
        family = "Helvetica"
    cut = "Bold" * heavy + "Oblique" * slanted
    return f"{family}-{cut}" if cut else family


def _clipped(drawing: Any) -> Drawing:
    """Let nothing show beyond the edges of a picture, as SVG has it (SVG 2, 8.8)."""
    from reportlab.graphics.shapes import Drawing, Group, Path

    edge = Path(isClipPath=1, fillColor=None, strokeColor=None)
    edge.moveTo(0, 0)
    for x, y in ((drawing.width, 0), (drawing.width, drawing.height), (0, drawing.height)):
        edge.lineTo(x, y)
    edge.closePath()
    return Drawing(drawing.width, drawing.height, Group(edge, *drawing.contents))

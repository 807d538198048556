"""Pictures that a dossier or a style sheet names: files in, pictures ready for a page out, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from dossier import files
from dossier.figures.drawing.sketch import Refused, Sketch
from dossier.problems import Problem, Span, error, warning
from dossier.tuples import NamedTuple

if TYPE_CHECKING:
    from dossier.model import Dossier

LIMIT: Final = 40 << 20  # bytes of a file
TOGETHER: Final = 200 << 20  # bytes of all files of a brief
NAME: Final = "picture"  # of the problems told here
PIXELS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # what PNG and JPEG begin with
EXPORT: Final = "save it as PNG, or as JPEG where it is a photograph"
# What a file of another form begins with, and at which byte.
OTHERS: Final = (
    (0, b"GIF8", "a GIF"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"II*\0", "a TIFF"),
    (0, b"MM\0*", "a TIFF"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyp", "a HEIC picture, or a film"),
    (4, b"jP  \r\n\x87\n", "a JPEG 2000 picture"),
    (0, b"\xffO\xffQ", "a JPEG 2000 picture"),
    (0, b"\xff\n", "a JPEG XL picture"),
    (4, b"JXL \r\n\x87\n", "a JPEG XL picture"),
    (0, b"%PDF", "a PDF"),
    (0, b"%!PS", "PostScript"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"BM", "a BMP"),
    (0, b"version https://git-lfs", "a pointer of Git LFS, and not the picture itself"),
)


class Raster(NamedTuple):
    """A picture ready for a page, as a stream of PDF holds it (ISO 32000-1, 8.9).

    `width` and `height` are pixels of the picture as it is looked at; `turn` says how what is stored lies to that (Exif 2.3,
    4.6.4: 1 upright, 6 turned by a quarter). `colors` is the colour space of a picture without a profile. `changes` says in
    words what isn't as in the file.
    """

    width: int
    height: int
    turn: int
    entries: bytes
    data: bytes
    colors: bytes
    profile: bytes = b""
    changes: tuple[str, ...] = ()


class Fault(Exception):
    """Something is wrong with a picture: message, and what to do about it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


Ready = Callable[[bytes], Raster]
"""Takes the bytes of a PNG or a JPEG. Raises Fault."""
Drawn = Callable[[bytes], Sketch]
"""Takes the bytes of an SVG. Raises Refused."""


def load(dossier: Dossier, root: str | None, ready: Ready, drawn: Drawn) -> tuple[dict[str, Raster | Sketch], list[Problem]]:
    """Read the pictures of a dossier below its folder, by the ids of their records; without a root none is read."""
    pictures: dict[str, Raster | Sketch] = {}
    problems: list[Problem] = []
    known: dict[str, tuple[Raster | Sketch | None, Sequence[Problem]]] = {}
    room = TOGETHER
    for id, image in dossier.images.items() if root is not None else ():
        if not image.file:  # of a dossier with errors it may be lost
            continue
        span = image.place_of("file")
        if image.file not in known:
            known[image.file] = load_one(root or "", image.file, span, ready, drawn, min(room, LIMIT))
        picture, found = known[image.file]
        problems += [problem._replace(span=span, about=id) for problem in found]
        if picture:
            pictures[id] = picture
            room -= len(picture.code if isinstance(picture, Sketch) else picture.data)
    return pictures, problems


def load_one(
    root: str, name: str, span: Span, ready: Ready, drawn: Drawn, limit: int = LIMIT
) -> tuple[Raster | Sketch | None, list[Problem]]:
    """Read a picture below a folder; `span` is where it is named. None, and why, where it can't be used."""
    try:
        data = files.read_below(root, name, limit)
        if is_svg(data):
            return drawn(data)._replace(name=name), []
        check_form(data)
        raster = ready(data)
    except files.Unreadable as wrong:
        return None, [error(f"{name}: {wrong}", span, "pictures stand below the folder of the file that names them", NAME)]
    except (Fault, Refused) as fault:
        return None, [error(f"{name}: {fault.message}", span, fault.hint, NAME)]
    return raster, [warning(f"{name}: {change}", span, None, NAME) for change in raster.changes]


def is_svg(data: bytes) -> bool:
    """Say whether a file is a drawing in SVG, by what stands in it."""
    return b"<svg" in data[:4096] and not data.startswith(PIXELS)


def check_form(data: bytes) -> None:
    """Raise Fault for what is neither PNG nor JPEG, by what the file holds; its name says nothing."""
    if data.startswith(PIXELS):
        return
    if not data:
        raise Fault("the file is empty", None)
    for place, begin, what in OTHERS:
        if data.startswith(begin, place):
            raise Fault(f"this is {what}; pictures are PNG, JPEG or SVG", EXPORT)
    raise Fault("this is neither PNG, JPEG nor SVG", EXPORT)

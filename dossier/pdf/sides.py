"""One side of a sheet, on which several pages stand: what is drawn of each in, in any order; one page of the file out."""

from __future__ import annotations

from dossier.pdf.objects import number


class Side:
    """A side under way. Its pages share their marks and annotations, so that each mark has one number on the side."""

    __slots__ = ("annotations", "bodies", "lasts", "marked", "named", "object_number", "pictures", "size")

    def __init__(self, object_number: int, size: tuple[float, float]) -> None:
        self.object_number, self.size = object_number, size
        self.marked: list[int] = []  # MCID -> number of its structure element
        self.annotations: list[int] = []
        self.pictures: dict[bytes, int] = {}  # name among the resources -> number of the object
        self.named: dict[tuple[bytes, bytes], bytes] = {}  # category and name -> dictionary
        self.bodies: list[int] = []  # streams, and the streams of what is drawn last
        self.lasts: list[int] = []


def moved(body: bytes, shift: float) -> bytes:
    """Return a content stream that draws the same farther to the right, and leaves the graphics state as it was."""
    return b"q 1 0 0 1 %b 0 cm\n%bQ\n" % (number(shift), body)

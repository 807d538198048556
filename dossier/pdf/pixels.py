"""The pictures within figures of one's own -> image objects, with a mask where they are clear (ISO 32000-1, 8.9.5, 11.6.5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.pdf.document import Document
from dossier.pdf.packing import Packed

if TYPE_CHECKING:
    from dossier.figures.drawing.sketch import Pixels


def write_pixels(file: Document, picture: Pixels) -> int:
    """Write a picture; return its number."""
    front = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (picture.width, picture.height)
    mask = b""
    if picture.solid:
        mask = b"/SMask %d 0 R" % file.put_stream(Packed(picture.solid, front + b"/ColorSpace/DeviceGray"))
    return file.put_stream(Packed(picture.rgb, front + b"/ColorSpace/DeviceRGB" + mask))

"""A finished file of ours -> how many bytes of it are pages, typefaces, structure: what makes it large."""

from __future__ import annotations

import re
import zlib
from typing import Final

PICTURES: Final = "pictures"
KINDS: Final = ("pages and their figures", PICTURES, "typefaces", "tags, links and bookmarks", "everything else")
_STREAM = re.compile(rb"\n\d+ 0 obj\n<<((?:[^<>]|<<[^<>]*>>)*)/Length (\d+)>>\nstream\n")
_CMAP = b"/CIDInit"  # what the maps from codes to characters begin with


def weights(pdf: bytes) -> dict[str, int]:
    """Return the bytes of each kind, the heaviest first; together they are the whole file. Only files that `Document` wrote."""
    pages, pictures, typefaces, structure, rest = KINDS
    found = dict.fromkeys(KINDS, 0)
    at = 0
    while match := _STREAM.search(pdf, at):
        entries, length = match[1], int(match[2])
        start, at = match.end(), match.end() + length
        if b"/Subtype/Image" in entries:
            kind = pictures
        elif b"/Type/ObjStm" in entries:
            kind = structure
        elif b"/Length1 " in entries:
            kind = typefaces
        elif b"/Type" in entries or b"/N " in entries:
            kind = rest
        else:
            kind = typefaces if _begins(pdf[start : start + 1024], entries, _CMAP) else pages
        found[kind] += length
    found[rest] += len(pdf) - sum(found.values())
    return dict(sorted(found.items(), key=lambda it: -it[1]))


def _begins(data: bytes, entries: bytes, words: bytes) -> bool:
    """Say whether a stream begins with these words; `data` is its first kilobyte."""
    return (zlib.decompressobj().decompress(data) if b"/FlateDecode" in entries else data).lstrip().startswith(words)

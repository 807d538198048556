"""A JPEG taken apart, not decoded: what it is, what it says of itself, and its bytes without that (ITU-T T.81, annex B)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.figures.picture.loaded import Fault
from dossier.tuples import NamedTuple

MOST_SCANS: Final = 200  # of a progressive one, each of which draws all of it once more; encoders write about ten
FRAMES: Final = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive: what DCTDecode takes (ISO 32000-1, 7.4.8)
OTHER_FRAMES: Final = frozenset((0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF))
BARE: Final = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a length
SOI, EOI, SOS, APP0, APP1, APP2, APP14, COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
TAIL: Final = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")  # the marker after the data of a scan
BROKEN: Final = "the JPEG is broken, or cut short"
AGAIN: Final = "save it once more as a usual JPEG (baseline or progressive, 8 bits)"


class Jpeg(NamedTuple):
    """What a JPEG is: pixels as stored, how many components, how they lie, the profile of its colours.

    `adobe` is the colour transform of Adobe's marker (0 none, 1 YCbCr, 2 YCCK), -1 without one. `plain` says that its three
    components are red, green and blue, though no marker does. `bare` are its bytes without what it says of itself.
    """

    width: int
    height: int
    components: int
    turn: int
    adobe: int
    plain: bool
    profile: bytes
    bare: bytes


def taken_apart(data: bytes) -> Jpeg:
    """Read the segments of a JPEG. Raises Fault for one that is broken, or of a kind that PDF doesn't know."""
    frame, turn, adobe, jfif = b"", 1, -1, False
    chunks: dict[int, bytes] = {}
    kept: list[bytes] = [b"\xff\xd8"]
    scans = 0
    for marker, body, entropy in _segments(data):
        if marker in FRAMES and not frame:
            frame = body
        elif marker in FRAMES or marker in OTHER_FRAMES:
            raise Fault("this is a JPEG of a rare kind (lossless, arithmetic or hierarchical)", AGAIN)
        elif marker == APP1 and body.startswith(b"Exif\0\0"):
            turn = turned(body[6:])
        elif marker == APP2 and body.startswith(b"ICC_PROFILE\0") and len(body) > 14:
            chunks[body[12]] = body[14:]
        elif marker == APP14 and body.startswith(b"Adobe") and len(body) >= 12:
            adobe = body[11]
        jfif = jfif or (marker == APP0 and body.startswith(b"JFIF\0"))
        scans += marker == SOS
        if scans > MOST_SCANS:
            raise Fault(f"the JPEG draws itself in more than {MOST_SCANS} scans", AGAIN)
        says = APP0 <= marker <= 0xEF or marker == COM
        if not says or (marker == APP14 and adobe >= 0):
            kept.append(b"\xff%c%b%b%b" % (marker, (len(body) + 2).to_bytes(2), body, entropy))
        elif marker == APP0 and body.startswith(b"JFIF\0") and len(body) >= 12:
            kept.append(b"\xff\xe0\0\x10%b\0\0" % body[:12])  # without the small picture in it
    if len(frame) < 6 or len(frame) < 6 + 3 * frame[5] or not scans:
        raise Fault(BROKEN, AGAIN)
    if frame[0] != 8:
        raise Fault(f"this is a JPEG of {frame[0]} bits; a PDF takes 8", AGAIN)
    ids = bytes(frame[6 + 3 * i] for i in range(frame[5]))
    profile = b"".join(chunks[number] for number in sorted(chunks))
    size = int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3])
    plain = ids == b"RGB" and adobe < 0 and not jfif
    return Jpeg(*size, frame[5], turn, adobe, plain, profile, b"".join(kept) + b"\xff\xd9")


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield marker, contents, and after the head of a scan its data, up to the end of the picture: what follows is left out."""
    at = 2
    while True:
        if data[at : at + 1] != b"\xff":
            raise Fault(BROKEN, AGAIN)
        while data[at + 1 : at + 2] == b"\xff":  # filling
            at += 1
        marker = data[at + 1] if at + 1 < len(data) else 0
        if marker == EOI:
            return
        if marker in BARE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        end = at + 2 + length
        if length < 2 or end > len(data) or marker in (0, SOI):
            raise Fault(BROKEN, AGAIN)
        entropy = b""
        if marker == SOS:
            tail = TAIL.search(data, end)
            if tail is None:
                raise Fault(BROKEN, AGAIN)
            entropy = data[end : tail.start()]
        yield marker, data[at + 4 : end], entropy
        at = end + len(entropy)


def turned(tiff: bytes) -> int:
    """Return how a picture lies, by its Exif data: 1 to 8 (Exif 2.3, tag 274); 1 where they don't say, or are broken."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return 1

    def whole(at: int, length: int) -> int:
        return int.from_bytes(tiff[at : at + length], order)  # type: ignore[arg-type]

    start = whole(4, 4)
    for number in range(min(whole(start, 2), 512)):
        entry = start + 2 + 12 * number
        if whole(entry, 2) == 274:
            found = whole(entry + 8, 2)
            return found if 1 <= found <= 8 else 1
    return 1

"""The colour profile that a picture brings along -> whether a file that keeps to PDF/A-2 may carry it (ISO 19005-2, 6.2.4.2)."""

from __future__ import annotations

from typing import Final

MOST: Final = 4 << 20  # bytes
CLASSES: Final = (b"scnr", b"mntr", b"prtr", b"spac")  # of a scanner, a monitor, a printer, a colour space
SPACES: Final = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}
_HEAD, _ENTRY = 128, 12


def fits(profile: bytes, components: int) -> bool:
    """Say whether this is a whole ICC profile of version 4 at most, for a picture of so many components."""
    if not _HEAD + 4 < len(profile) <= MOST or int.from_bytes(profile[:4]) != len(profile):
        return False
    if profile[36:40] != b"acsp" or profile[8] > 4 or profile[12:16] not in CLASSES:
        return False
    count = int.from_bytes(profile[_HEAD : _HEAD + 4])
    if profile[16:20] != SPACES.get(components) or not count or _HEAD + 4 + count * _ENTRY > len(profile):
        return False
    entries = [profile[at + 4 : at + 12] for at in range(_HEAD + 4, _HEAD + 4 + count * _ENTRY, _ENTRY)]
    return all(int.from_bytes(it[:4]) + int.from_bytes(it[4:]) <= len(profile) for it in entries)

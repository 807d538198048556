"""A reader of QR codes that shares nothing with who made them: modules in, the bytes that they hold out (ISO/IEC 18004:2015)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

MASKS: Final = (  # table 10: where each pattern turns a module over
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)
LEVELS: Final = {1: "L", 0: "M", 3: "Q", 2: "H"}  # table 12
# Table 9, versions 1 to 16: code words of correction in a block, and blocks.
CORRECTION: Final = {
    "M": (10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28),
    "Q": (13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24),
    "H": (17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30),
}
BLOCKS: Final = {
    "M": (1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10),
    "Q": (1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17),
    "H": (1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16),
}


class Read(NamedTuple):
    """What a code holds, its level of correction, its mask."""

    data: bytes
    level: str
    mask: int


def read(rows: Sequence[bytes]) -> Read:
    """Read a code; raise AssertionError where a module is not as the standard has it."""
    size = len(rows)
    version = (size - 17) // 4
    assert all(len(row) == size for row in rows)
    assert size == 17 + 4 * version
    _check_finders(rows)
    level, mask = _format(rows)
    bits = [rows[r][c] ^ MASKS[mask](r, c) for r, c in _places(size, version)]
    words = [int("".join(map(str, map(int, bits[i : i + 8]))), 2) for i in range(0, len(bits) // 8 * 8, 8)]
    return Read(_message(_corrected(words, version, level), version), level, mask)


def _check_finders(rows: Sequence[bytes]) -> None:
    """The three large squares stand in their corners, each within white, and dots run between them (6.3.3 to 6.3.5)."""
    size = len(rows)
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        for r in range(-1, 8):
            for c in range(-1, 8):
                if 0 <= top + r < size and 0 <= left + c < size:
                    ring = max(abs(r - 3), abs(c - 3))
                    assert rows[top + r][left + c] == (ring not in (2, 4)), f"the finder at {top}, {left}"
    for i in range(8, size - 8):
        assert rows[6][i] == rows[i][6] == (i % 2 == 0), "the dots between the finders"


def _format(rows: Sequence[bytes]) -> tuple[str, int]:
    """Read level and mask, which are there twice (7.9.1)."""
    size = len(rows)
    one = [rows[8][c] for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [rows[r][8] for r in (7, 5, 4, 3, 2, 1, 0)]
    two = [rows[r][8] for r in range(size - 1, size - 8, -1)] + [rows[8][c] for c in range(size - 8, size)]
    assert one == two
    assert rows[size - 8][8] == 1, "the dark module"
    value = int("".join(map(str, one)), 2) ^ 0b101010000010010
    rest = value
    for shift in range(4, -1, -1):
        if rest >> (shift + 10) & 1:
            rest ^= 0b10100110111 << shift
    assert rest == 0, "the format doesn't check"
    return LEVELS[value >> 13], value >> 10 & 7


def _places(size: int, version: int) -> Iterator[tuple[int, int]]:
    """Yield the modules of data in their order: up and down in pairs of columns, from the right (7.7.3)."""
    count = version // 7 + 2
    step = (version * 4 + count * 2 + 1) // (count * 2 - 2) * 2
    centres = [6, *sorted(size - 7 - i * step for i in range(count - 1))] if version > 1 else []
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    squares = {
        (r + i, c + j) for r in centres for c in centres if (r, c) not in corners for i in range(-2, 3) for j in range(-2, 3)
    }

    def taken(r: int, c: int) -> bool:
        finder = (r < 9 and (c < 9 or c >= size - 8)) or (r >= size - 8 and c < 9)
        number = version > 6 and ((r < 6 and c >= size - 11) or (c < 6 and r >= size - 11))
        return finder or number or 6 in (r, c) or (r, c) in squares

    upward = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        for r in range(size - 1, -1, -1) if upward else range(size):
            yield from ((r, c) for c in (right, right - 1) if not taken(r, c))
        upward = not upward


def _corrected(words: Sequence[int], version: int, level: str) -> list[int]:
    """Put the blocks together, each of which has to check as it is (7.6)."""
    blocks, extra = BLOCKS[level][version - 1], CORRECTION[level][version - 1]
    short, longer = divmod(len(words), blocks)
    lengths = [short - extra + (i >= blocks - longer) for i in range(blocks)]
    parts: list[list[int]] = [[] for _ in range(blocks)]
    stream = iter(words)
    for i in range(max(lengths)):
        for part, length in zip(parts, lengths, strict=True):
            if i < length:
                part.append(next(stream))
    tails: list[list[int]] = [[] for _ in range(blocks)]
    for _ in range(extra):
        for tail in tails:
            tail.append(next(stream))
    for part, tail in zip(parts, tails, strict=True):
        assert not any(_syndrome([*part, *tail], power) for power in range(extra)), "a block doesn't check"
    return [word for part in parts for word in part]


def _syndrome(words: Sequence[int], power: int) -> int:
    """Evaluate the polynomial of a block at a root of its correction, in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1."""
    root, total = 1, 0
    for _ in range(power):
        root = _product(root, 2)
    for word in words:
        total = _product(total, root) ^ word
    return total


def _product(one: int, other: int) -> int:
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product


def _message(words: Sequence[int], version: int) -> bytes:
    """Return what a single stretch of bytes holds (7.4.5)."""
    bits = "".join(f"{word:08b}" for word in words)
    assert bits[:4] == "0100", "not a stretch of bytes"
    head = 12 if version < 10 else 20
    count = int(bits[4:head], 2)
    end = head + 8 * count
    assert bits[end : end + 4] in ("0000", "000", "00", "0", ""), "something follows the message"
    return bytes(int(bits[i : i + 8], 2) for i in range(head, end, 8))

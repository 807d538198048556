"""The file as it is written: object bodies in, in any order; a compact PDF 1.7 file out (ISO 32000-1, 7.5.7 and 7.5.8).

Streams are written in the order in which they come; all else is gathered into compressed object streams. What was written is
forgotten.
"""

from __future__ import annotations

import struct
from io import BytesIO

from dossier.pdf.digest import md5
from dossier.pdf.objects import predicted, stream
from dossier.pdf.packing import Packed

GATHERED = 400  # objects to an object stream: twice as many save 2 % of a file, and a reader unpacks all of them to get at one
AHEAD = 4  # streams that may be under compression at once
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 tell a mailer that the file is binary (7.5.2)
_ROW = 7  # a cross-reference row: kind (1 byte), offset or stream (4), generation or index (2)


class Document:
    """A file under way. `allocate` gives out object numbers; each must be written once, by `add` or `add_stream`."""

    __slots__ = ("_digest", "_gathered", "_out", "_rows", "_waiting", "count")

    def __init__(self) -> None:
        self.count = 0  # the highest object number given out
        self._out = BytesIO()
        self._digest = md5(usedforsecurity=False)
        self._gathered: list[tuple[int, bytes]] = []
        self._waiting: list[tuple[int, bytes | Packed]] = []  # streams in their order; the first isn't compressed yet
        self._rows = bytearray(_ROW)  # object 0 heads the list of free objects
        self._write(_HEADER)

    def allocate(self) -> int:
        """Give out the next object number."""
        self.count += 1
        return self.count

    def add(self, number: int, body: bytes) -> int:
        """Write an object that isn't a stream; return its number."""
        self._gathered.append((number, body))
        if len(self._gathered) >= GATHERED:
            self._flush()
        return number

    def put(self, body: bytes) -> int:
        """Write an object that isn't a stream under a new number; return it."""
        return self.add(self.allocate(), body)

    def add_stream(self, number: int, body: bytes | Packed) -> int:
        """Write an object made by `objects.stream`, or one that is still under compression; return its number."""
        self._waiting.append((number, body))
        self._write_waiting(AHEAD)
        return number

    def put_stream(self, body: bytes | Packed) -> int:
        """Write an object made by `objects.stream`, or one still under compression, under a new number; return it."""
        return self.add_stream(self.allocate(), body)

    def finish(self, catalog: int, info: int) -> bytes:
        """Write the cross-reference stream and return the file. `/ID` is a digest of all that stands before it (14.4).

        Raises AssertionError for a number that was given out and never written.
        """
        self._flush()
        self._write_waiting(0)
        start, own = self._out.tell(), self.allocate()
        self._locate(own, 1, start, 0)
        lost = self._rows[_ROW::_ROW].find(0) + 1
        assert not lost, f"object {lost} was given out and never written"
        name = self._digest.hexdigest().encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/DecodeParms<</Predictor 12/Columns %d>>" % (
            self.count + 1,
            catalog,
            info,
            name,
            name,
            _ROW,
        )
        body = stream(predicted(bytes(self._rows), _ROW), entries, always=True)  # a file of 30,000 objects saves 60 kB
        self._write(b"%d 0 obj\n%b\nendobj\n" % (own, body))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._out.getvalue()

    def _flush(self) -> None:
        """Write the gathered objects as one object stream."""
        if not self._gathered:
            return
        self._gathered.sort()  # rows of the cross-reference stream that count upwards shrink to nothing
        holder, head, offset = self.allocate(), [], 0
        for index, (number, body) in enumerate(self._gathered):
            self._locate(number, 2, holder, index)
            head.append(b"%d %d" % (number, offset))
            offset += len(body) + 1
        front = b" ".join(head) + b"\n"
        bodies = b"\n".join([body for _, body in self._gathered])
        self.add_stream(holder, Packed(front + bodies, b"/Type/ObjStm/N %d/First %d" % (len(head), len(front))))
        self._gathered.clear()

    def _write_waiting(self, most: int) -> None:
        """Write the streams that are ready, in their order; wait until no more than so many are left."""
        waiting = self._waiting
        while waiting:
            number, body = waiting[0]
            if not isinstance(body, bytes):
                if len(waiting) <= most and not body.ready:
                    return
                body = body.body()
            del waiting[0]
            self._locate(number, 1, self._out.tell(), 0)
            self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)

    def _locate(self, number: int, kind: int, place: int, index: int) -> None:
        """Note where an object stands: kind 1 at an offset, kind 2 within an object stream (table 18)."""
        start = number * _ROW
        if len(self._rows) < start + _ROW:
            self._rows.extend(bytes(start + _ROW - len(self._rows)))
        assert not self._rows[start], f"object {number} written twice"
        struct.pack_into(">BIH", self._rows, start, kind, place, index)

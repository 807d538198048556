"""Streams -> objects, compressed beside the setting of what follows: zlib lets the interpreter go on meanwhile."""

from __future__ import annotations

from _thread import allocate_lock, start_new_thread

from dossier.pdf.objects import stream

WORTHWHILE = 4096  # bytes; to compress less takes less time than to start a thread


class Packed:
    """The object of a stream, as `objects.stream` makes it, once it is compressed."""

    __slots__ = ("_body", "_done", "_problem")

    def __init__(self, data: bytes, entries: bytes = b"") -> None:
        self._body = b""
        self._problem: BaseException | None = None
        self._done = allocate_lock()
        if len(data) < WORTHWHILE:
            self._body = stream(data, entries)
            return
        self._done.acquire()  # given back by the thread
        try:
            start_new_thread(self._pack, (data, entries))
        except RuntimeError:  # there can't be more threads, or any
            self._pack(data, entries)

    def _pack(self, data: bytes, entries: bytes) -> None:
        try:
            self._body = stream(data, entries)
        except BaseException as problem:
            self._problem = problem  # whoever asks for the body gets it
        finally:
            self._done.release()

    @property
    def ready(self) -> bool:
        """Whether the object needn't be waited for."""
        return not self._done.locked()

    def body(self) -> bytes:
        """Return the object, and wait for it where that must be."""
        with self._done:
            if self._problem is not None:
                raise self._problem
            return self._body

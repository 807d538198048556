"""The standard streams of the process -> streams that a command can rely on: they are there, and fail in one known way.

A stream may be closed from the start (`>&-`), be full (`>/dev/full`), or lose its reader (a pipe).
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import Any, Final

OUTPUT: Final = 1  # the numbers of standard output and standard error (POSIX)
MESSAGES: Final = 2
_LEFT: Final = (errno.EPIPE, errno.EINVAL)  # no reader any more; EINVAL is what Windows says


class Unheard(Exception):
    """What was asked for can't be written to standard output; the text says why. `left`: its reader went away."""

    def __init__(self, wrong: OSError) -> None:
        from dossier.files import write_reason

        super().__init__("it is closed" if wrong.errno == errno.EBADF else write_reason(wrong))
        self.left = wrong.errno in _LEFT


class _Raw(io.RawIOBase):
    """A stream of the system, by way of Python's own."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw
        self._over = False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()

    def write(self, data: Any, /) -> int | None:
        if self._over:
            return memoryview(data).nbytes
        try:
            return self._raw.write(data)
        except OSError as wrong:
            self._lose(wrong)
            return memoryview(data).nbytes
        except KeyboardInterrupt:  # it comes when all is written; what Python still holds would be written again on its way out
            self._over = True
            raise

    def _lose(self, wrong: OSError) -> None:
        raise NotImplementedError


class _Output(_Raw):
    """Standard output: raises Unheard once; what Python still wants to write on its way out is dropped."""

    def _lose(self, wrong: OSError) -> None:
        self._over = True
        raise Unheard(wrong) from None


class _Messages(_Raw):
    """Standard error: what nobody can read there is dropped and stops nothing; the exit code still tells."""

    def _lose(self, wrong: OSError) -> None:
        """Do without."""


def settle() -> None:
    """Put streams that fail in one way in the place of Python's, and something in the place of those that are closed."""
    _fill_numbers()
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8")
    sys.stdout = _renewed(sys.stdout, OUTPUT, _Output)
    sys.stderr = _renewed(sys.stderr, MESSAGES, _Messages)


def _fill_numbers() -> None:
    """Give the numbers of closed streams away: else the next file that is opened gets one, and messages go into it.

    What is put there can only be read, so that whoever writes to it is told.
    """
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        if stream is None:
            opened = os.open(os.devnull, os.O_RDONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)


def _renewed(stream: object, number: int, kind: type[_Raw]) -> io.TextIOWrapper:
    """Return a text stream over Python's raw one, or over the number where Python has none."""
    old = stream if isinstance(stream, io.TextIOWrapper) else None
    found = getattr(old.buffer, "raw", None) if old else None
    raw = found if isinstance(found, io.RawIOBase) else io.FileIO(number, "w", closefd=False)
    by_line = old.line_buffering if old else number == MESSAGES
    encoding = old.encoding if old else "utf-8"
    return io.TextIOWrapper(io.BufferedWriter(kind(raw)), encoding, "backslashreplace", line_buffering=by_line)

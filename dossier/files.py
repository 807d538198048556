"""Read files whole, below a root where a file names them; write a file so that the old one stays until the new one is complete.

No other module opens a file for writing. Reasons come as `Unreadable` and `Unwritable`, in words that can be shown.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

TEXT_LIMIT: Final = 64 << 20  # bytes of a dossier or a sheet
HERE: Final = os.path.dirname(os.path.abspath(__file__))
STEPS: Final = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW") and hasattr(os, "O_DIRECTORY")
MOVES_OPEN: Final = os.name != "nt"  # whether the system moves and removes files that are open
LINK_TAGS: Final = (0xA000000C, 0xA0000003)  # IO_REPARSE_TAG_SYMLINK, _MOUNT_POINT; a cloud folder's files have other tags

_QUIET: Final = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)  # a FIFO without a writer must not hold us up
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_PART: Final = ".part"
_REASONS: Final = {
    errno.ENOENT: "no such file",
    errno.ENOTDIR: "no such file",
    errno.EACCES: "may not be read",
    errno.EPERM: "may not be read",
    errno.ELOOP: "is a symbolic link",
    errno.EISDIR: "is a folder",
    errno.ENAMETOOLONG: "the name is too long",
}
_WRITE_REASONS: Final = {
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "its folder does not exist",
    errno.EACCES: "may not be written here",
    errno.EPERM: "may not be written here",
    errno.EROFS: "the file system is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EFBIG: "it would be larger than this system allows",
    errno.ENAMETOOLONG: "the name is too long",
}
if hasattr(errno, "EDQUOT"):
    _WRITE_REASONS[errno.EDQUOT] = "the disk quota is used up"


class Unreadable(Exception):
    """A file can't be read; the text says why, without its name."""


class Unwritable(Exception):
    """A file can't be written; the text says why, without its name. What stood there before still stands."""


def data(name: str) -> str:
    """Return the path of something that travels with the package: `styles/briefing.yaml`, `fonts/…`.

    All of it lies under `dossier/data`; in a checkout the style sheets stand one level above the package instead.
    """
    path = os.path.join(HERE, "data", *name.split("/"))
    return path if os.path.exists(path) else _beside(name, path)


def _beside(name: str, path: str) -> str:
    checkout = os.path.join(os.path.dirname(HERE), *name.split("/"))
    return checkout if name.split("/")[0] == "styles" and os.path.exists(checkout) else path


def read(path: str, limit: int = TEXT_LIMIT) -> bytes:
    """Read a regular file that the user named, of `limit` bytes at most. Links are followed: the path is the user's own grant."""
    try:
        return _contents(os.open(path, os.O_RDONLY | _QUIET | _NO_WAIT), limit)
    except OSError as wrong:
        raise Unreadable(_reason(wrong, _REASONS)) from None
    except ValueError:
        raise Unreadable("the name holds a NUL character") from None


def read_private(path: str, limit: int) -> bytes:
    """Read a regular file that holds a secret; refuse one that others than its owner may read, or change (POSIX)."""
    try:
        opened = os.open(path, os.O_RDONLY | _QUIET | _NO_WAIT)
        if os.name != "nt" and stat.S_ISREG(found := os.fstat(opened).st_mode) and found & 0o077:
            os.close(opened)
            raise Unreadable(f"is open to others than you (mode {stat.S_IMODE(found):04o}); chmod 600 closes it")
        return _contents(opened, limit)
    except OSError as wrong:
        raise Unreadable(_reason(wrong, _REASONS)) from None
    except ValueError:
        raise Unreadable("the name holds a NUL character") from None


def read_below(root: str, name: str, limit: int = TEXT_LIMIT) -> bytes:
    """Read a regular file below the folder `root`; `name` is relative, with `/` between its parts.

    Neither `..` nor a link leads out: where the platform can, each step is opened from the one before, without following links.
    """
    parts = _parts(name)
    try:
        return _contents((_open_steps if STEPS else _open_checked)(root, parts), limit)
    except OSError as wrong:
        raise Unreadable(_reason(wrong, _REASONS)) from None


def _parts(name: str) -> list[str]:
    """Take a name apart; refuse what could mean a place outside the root on any platform."""
    parts = name.split("/")
    if "\0" in name:
        raise Unreadable("the name holds a NUL character")
    if "\\" in name or ":" in name:
        raise Unreadable("the path must have / between its parts, no \\ and no drive")
    if not parts[0]:
        raise Unreadable("the path must be relative to the folder of the file that names it")
    if any(part in ("", ".", "..") for part in parts):
        raise Unreadable("the path must stay below the folder of the file that names it")
    return parts


def _open_steps(root: str, parts: list[str]) -> int:
    """Open by steps, each from the folder before it, so that nobody can put a link in between."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | _QUIET)
    try:
        for part in parts[:-1]:
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | _NO_LINK | _QUIET, dir_fd=folder)
            os.close(folder)
            folder = below
        return os.open(parts[-1], os.O_RDONLY | _NO_LINK | _NO_WAIT | _QUIET, dir_fd=folder)
    finally:
        os.close(folder)


def _open_checked(root: str, parts: list[str]) -> int:
    """Look at each step before opening, and see after opening that it is the same file: for systems without `openat`."""
    path = root
    for part in parts:
        path = os.path.join(path, part)
        seen = os.lstat(path)
        if _is_link(seen):
            raise Unreadable("is a symbolic link")
    if not stat.S_ISREG(seen.st_mode):
        raise Unreadable("is not a regular file")
    opened = os.open(path, os.O_RDONLY | _NO_WAIT | _QUIET)
    if not os.path.samestat(seen, os.fstat(opened)):
        os.close(opened)
        raise Unreadable("changed while it was opened")
    return opened


def _is_link(found: os.stat_result) -> bool:
    """Say whether this is a symbolic link, or a junction of Windows."""
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in LINK_TAGS


def _contents(opened: int, limit: int) -> bytes:
    """Read an open file to its end and close it."""
    try:
        found = os.fstat(opened)
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable("is a folder")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("is not a regular file")
        pieces, left = [], limit + 1
        while left > 0 and (piece := os.read(opened, min(left, max(found.st_size + 1, 1 << 16)))):
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(opened)
    if left <= 0:
        raise Unreadable(f"is larger than {limit:,} bytes")
    return b"".join(pieces)


def write(path: str, contents: bytes, inputs: Iterable[str] = (), make_folder: bool = False) -> None:
    """Write a file atomically: whoever looks sees the old one or the new one, whole.

    A folder, a link, one of the `inputs`, anything but a regular file, and a file without leave to write are refused.
    `make_folder` makes the folder where it is missing.
    """
    try:
        mode = _cleared(path, inputs, make_folder)
        _replace(path, contents, mode)
    except OSError as wrong:
        raise Unwritable(write_reason(wrong)) from None
    except ValueError:
        raise Unwritable("the name holds a NUL character") from None


def write_all(named: Iterable[tuple[str, bytes]], inputs: Sequence[str] = (), make_folder: bool = False) -> None:
    """Write files as `write` does, by their paths: none takes its place before all of them are complete on the disk.

    Each is asked for when the one before is written, so that they need not be in memory together.
    """
    parts: list[tuple[str, str]] = []
    try:
        for path, contents in named:
            mode = _cleared(path, inputs, make_folder)
            part, opened = _open_part(path)
            parts.append((part, path))
            try:
                _fill(opened, contents, mode)
            finally:
                os.close(opened)
        while parts:
            _take_place(*parts[0])
            del parts[0]
    except OSError as wrong:
        raise Unwritable(write_reason(wrong)) from None
    except ValueError:
        raise Unwritable("the name holds a NUL character") from None
    finally:
        for part, _ in parts:
            _unlink(part)


def _cleared(path: str, inputs: Iterable[str], make_folder: bool) -> int | None:
    """Make the folder if asked, refuse what must not be replaced, remove remainders; return the permissions to keep."""
    if make_folder:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    mode = _writable(path, inputs)
    _sweep(path)
    return mode


def writable(path: str, inputs: Iterable[str] = ()) -> None:
    """Refuse an output that `write` would refuse, before the work is done."""
    try:
        _writable(path, inputs)
    except OSError as wrong:
        raise Unwritable(write_reason(wrong)) from None
    except ValueError:
        raise Unwritable("the name holds a NUL character") from None


def _writable(path: str, inputs: Iterable[str]) -> int | None:
    """Refuse what must not be replaced; return the permissions of the file that stands there."""
    try:
        there = os.lstat(path)
    except FileNotFoundError:
        os.stat(os.path.dirname(path) or ".")  # a missing folder is told by its own error
        return None
    if stat.S_ISDIR(there.st_mode):
        raise Unwritable("is a folder")
    if _is_link(there):
        raise Unwritable("is a symbolic link")
    if not stat.S_ISREG(there.st_mode):
        raise Unwritable("is not a regular file")
    if any(os.path.exists(name) and os.path.samefile(name, path) for name in inputs):
        raise Unwritable("is one of the inputs")
    if not os.access(path, os.W_OK):
        raise Unwritable("is write-protected")
    return stat.S_IMODE(there.st_mode)


def _replace(path: str, contents: bytes, mode: int | None) -> None:
    """Write beside `path`, let it reach the disk, then take its place in one step."""
    part, opened = _open_part(path)
    try:
        try:
            _fill(opened, contents, mode)
            if MOVES_OPEN:  # while the lock is held: without it another run would take the part for a remainder
                _take_place(part, path)
        finally:
            os.close(opened)
        if not MOVES_OPEN:
            _take_place(part, path)
    except BaseException:
        _unlink(part)
        raise


def _fill(opened: int, contents: bytes, mode: int | None) -> None:
    """Write an open file and let it reach the disk."""
    left = memoryview(contents)
    while left:
        left = left[os.write(opened, left) :]
    if mode is not None and hasattr(os, "fchmod"):
        os.fchmod(opened, mode)
    os.fsync(opened)


def _take_place(part: str, path: str) -> None:
    try:
        os.replace(part, path)
    except PermissionError:
        if os.path.exists(path):  # Windows keeps a file that a viewer has open
            raise Unwritable("is open in another program; close it there, then build again") from None
        raise


def _open_part(path: str) -> tuple[str, int]:
    """Make a new file beside `path`, locked so that another run knows it is in use."""
    folder, name = os.path.split(path)
    while True:
        part = os.path.join(folder, f".{name}.{os.urandom(6).hex()}{_PART}")
        opened = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINK | _QUIET, 0o666)
        if _lock(opened) and (not MOVES_OPEN or os.fstat(opened).st_nlink):
            return part, opened
        os.close(opened)  # another run took it for a remainder in the moment before the lock


def _sweep(path: str) -> None:
    """Remove what a killed run left beside `path`; what a live run still writes is locked and stays."""
    for part in _parts_beside(path):
        try:
            opened = os.open(part, os.O_RDWR | _NO_LINK | _NO_WAIT | _QUIET)
        except OSError:
            continue
        stale = _lock(opened)
        if stale and MOVES_OPEN:
            _unlink(part)
        os.close(opened)
        if stale and not MOVES_OPEN:
            _unlink(part)


def beside(path: str) -> list[str]:
    """Return the names of what stands in the same folder as `path`, in order; none where that can't be listed."""
    try:
        return sorted(os.listdir(os.path.dirname(path) or "."))
    except OSError:
        return []


def _parts_beside(path: str) -> Iterator[str]:
    folder, name = os.path.split(path)
    start = f".{name}."
    with os.scandir(folder or ".") as entries:
        for entry in entries:
            middle = entry.name[len(start) : -len(_PART)]
            if entry.name.startswith(start) and entry.name.endswith(_PART) and len(middle) == 12 and middle.isalnum():
                yield os.path.join(folder, entry.name)


def _unlink(part: str) -> None:
    """Remove a part, unless it is gone, or another process holds it (Windows)."""
    try:
        os.unlink(part)
    except OSError:
        return


def _lock(opened: int) -> bool:
    """Take the lock of an open file; False where another process holds it. Systems without such locks say True."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def write_reason(wrong: OSError) -> str:
    """Say in words why the system refused to write."""
    return _reason(wrong, _WRITE_REASONS)


def _reason(wrong: OSError, reasons: dict[int, str]) -> str:
    """Say in words what the system refused."""
    return reasons.get(wrong.errno or 0) or (wrong.strerror or type(wrong).__name__).lower()

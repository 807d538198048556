"""Notice that files have changed, by looking at them from time to time: no more than the standard library, on every system."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

PAUSE: Final = 0.25  # seconds between two looks

Stamp: TypeAlias = "tuple[int, int, int] | None"


def stamps(names: Iterable[str]) -> dict[str, Stamp]:
    """Return what tells one state of each file from another: time, size, identity; None where there is no file."""
    return {name: _stamp(name) for name in names}


def _stamp(name: str) -> Stamp:
    try:
        found = os.stat(name)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def until_changed(seen: Mapping[str, Stamp], pause: Callable[[], None] = lambda: time.sleep(PAUSE)) -> list[str]:
    """Wait until a file differs from its stamp and has come to rest, and return the names of those that differ.

    An editor may write in pieces, or put a new file in the place of the old one: two looks in a row must agree, and a file that
    has just vanished is waited for.
    """
    last = dict(seen)
    while True:
        pause()
        now = stamps(seen)
        changed = [name for name in seen if now[name] != seen[name]]
        if changed and now == last and all(now[name] is not None for name in changed):
            return changed
        last = now

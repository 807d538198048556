"""Streams that are compressed beside what goes on: the same bytes in the same order, and no error is lost."""

from __future__ import annotations

import random
from typing import Any

import pytest

from dossier.pdf import packing
from dossier.pdf.document import AHEAD, Document
from dossier.pdf.objects import stream
from dossier.pdf.packing import WORTHWHILE, Packed


def _noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def test_streams_stand_in_the_order_in_which_they_came() -> None:
    """Long ones, which take a while, don't change places with the short ones behind them; the bytes are as without threads."""
    sizes = [WORTHWHILE * 50, 10, WORTHWHILE, 0, WORTHWHILE * 90, 20, *range(WORTHWHILE, WORTHWHILE + 3 * AHEAD)]
    beside, plain = Document(), Document()
    for size in sizes:
        beside.put_stream(Packed(_noise(size), b"/N 3"))
        plain.put_stream(stream(_noise(size), b"/N 3"))
    made = [file.finish(file.put(b"<<>>"), file.put(b"<<>>")) for file in (beside, plain)]
    assert made[0] == made[1]
    assert made[0].count(b"endstream") == len(sizes) + 2


def test_what_goes_wrong_beside_is_told_to_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the thread comes out where the object is wanted, not on the terminal."""

    def fails(data: bytes, entries: bytes) -> bytes:
        raise MemoryError

    monkeypatch.setattr(packing, "stream", fails)
    packed = Packed(bytes(WORTHWHILE))
    with pytest.raises(MemoryError):
        packed.body()


def test_where_there_are_no_threads_streams_are_packed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems limit threads, and some have none."""

    def refuses(*_: Any) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(packing, "start_new_thread", refuses)
    packed = Packed(_noise(WORTHWHILE))
    assert packed.ready
    assert packed.body() == stream(_noise(WORTHWHILE))

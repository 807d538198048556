"""A postponed module is run when it is first used, once, whoever asks."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest

from dossier.postponing import postpone


@pytest.fixture
def seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Put a package with a module on the path, which takes a moment and counts how often it is run; return its name."""
    (tmp_path / "outer_for_test").mkdir()
    (tmp_path / "outer_for_test" / "__init__.py").write_text("runs = []\n")
    source = "import time\nfrom outer_for_test import runs\nruns.append(1)\ntime.sleep(0.02)\nvalue = 7\n"
    (tmp_path / "outer_for_test" / "seldom.py").write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.import_module("outer_for_test")
    yield "outer_for_test.seldom"
    for name in ("outer_for_test", "outer_for_test.seldom"):
        sys.modules.pop(name, None)


def test_run_when_used(seldom: str) -> None:
    """Importing it doesn't run it, its first attribute does, by either way of reaching it."""
    postpone(seldom)
    module = importlib.import_module(seldom)
    outer = sys.modules["outer_for_test"]
    assert outer.runs == []
    assert outer.seldom is module
    assert module.value == 7
    assert outer.runs == [1]
    assert type(module) is type(sys)
    with pytest.raises(AttributeError, match="nothing"):
        _ = module.nothing


def test_value_set_before(seldom: str) -> None:
    """A value that a postponed module was given is imported from it without running it."""
    postpone(seldom)
    vars(sys.modules[seldom])["given"] = 5
    found: dict[str, int] = {}
    exec(f"from {seldom} import given", found)
    assert found["given"] == 5
    assert sys.modules["outer_for_test"].runs == []
    exec(f"from {seldom} import value", found)
    assert found["value"] == 7


def test_missing_attribute(seldom: str) -> None:
    """An attribute that isn't there is missing as ever, also as the first that is asked for."""
    postpone(seldom)
    with pytest.raises(AttributeError, match=r"outer_for_test\.seldom.*nothing"):
        _ = sys.modules[seldom].nothing


def test_what_stays(seldom: str) -> None:
    """A module that is imported stays itself; one that doesn't exist is passed over."""
    module = importlib.import_module(seldom)
    postpone(seldom, "outer_for_test.absent")
    assert sys.modules[seldom] is module
    assert "outer_for_test.absent" not in sys.modules


def test_threads_wait(seldom: str) -> None:
    """Threads that ask at the same time all get the whole module, which is run once."""
    postpone(seldom)
    start, got = Barrier(4), []

    def ask() -> None:
        start.wait()
        got.append(sys.modules[seldom].value)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [7] * 4
    assert sys.modules["outer_for_test"].runs == [1]

"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from dossier.problems import Problem

# How long an example takes, or making it, says more about the machine than about us.
settings.register_profile("dossier", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dossier")

pytest_plugins = ["gate", "pytester"]

GOLDENS = Path(__file__).parent / "goldens"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare `--update`, which rewrites text goldens."""
    parser.addoption("--update", action="store_true", help="rewrite text goldens instead of comparing with them (not in CI)")


@pytest.fixture(scope="session", autouse=True)
def _problems_say_something() -> Iterator[None]:
    """Whatever a test is about: no problem that it meets has nothing to say, and a hint has words or isn't there."""
    make = Problem.__new__

    def made(cls: type[Problem], *values: Any, **named: Any) -> Problem:
        problem = make(cls, *values, **named)
        assert problem.message.strip(), f"a problem without a word: {problem}"
        assert problem.hint is None or problem.hint.strip(), f"an empty hint: {problem}"
        return problem

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Problem, "__new__", made)
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with its golden file, or rewrite that and say what changed."""

    def compare(name: str, text: str) -> None:
        file = GOLDENS / name
        old = file.read_text(encoding="utf-8") if file.exists() else ""
        if request.config.getoption("--update"):
            assert not os.environ.get("CI"), "goldens are not rewritten in CI"
            GOLDENS.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
            if old != text:
                print(f"{name}: rewritten")
        else:
            assert text.splitlines() == old.splitlines(), f"{name} differs; look at it, then run pytest --update"

    return compare

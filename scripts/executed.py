"""Which tests execute which lines: the suite is traced once, each test by itself; traced again is only what has changed.

Also a pytest plugin, which tells `coverage` the test that runs. Caches are emptied from test to test, so that a line counts for
each that needs it; what a fixture of a module does counts for all tests of its file; so does what is done when modules are
imported. What runs in a process of its own is traced by way of its environment.
"""

from __future__ import annotations

import ast
import gc
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import _lru_cache_wrapper
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import pytest

WHO = "DOSSIER_TRACED_TEST"  # the environment's variable with the test that runs, for processes that it starts
TIMES = "DOSSIER_TEST_TIMES"
SETTINGS = """[run]
source = {root}/{package}
relative_files = true
parallel = true
data_file = {data}
context = ${{{who}-}}
disable_warnings = no-data-collected, module-not-measured, couldnt-parse, module-not-imported
"""
START = "import coverage\ncoverage.process_startup()\n"


# The plugin ----------------------------------------------------------------------------------------------------------------
def _switch(context: str) -> None:
    import coverage

    os.environ[WHO] = context
    if tracing := coverage.Coverage.current():
        tracing.switch_context(context)


def pytest_runtest_logstart(nodeid: str) -> None:
    """Begin a test: nothing is left in caches."""
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper):
            thing.cache_clear()
    _switch(nodeid)
    _started[nodeid] = perf_counter()


def pytest_runtest_logfinish(nodeid: str) -> None:
    """Note how long a test took."""
    _taken[nodeid] = perf_counter() - _started[nodeid]


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Iterator[None]:
    """What a fixture does that is made once counts for all tests of the file."""
    test = os.environ[WHO]
    if fixturedef.scope != "function":
        _switch(test.split("::")[0])
    try:
        return (yield)
    finally:
        _switch(test)


def pytest_sessionfinish() -> None:
    """Write how long tests took."""
    Path(os.environ[TIMES]).write_text(json.dumps(_taken), encoding="utf-8")


_started: dict[str, float] = {}
_taken: dict[str, float] = {}


# The map -------------------------------------------------------------------------------------------------------------------
class Traced(NamedTuple):
    """The tests of a test file: how many seconds each takes, and what executes the lines of the files of the package.

    That is a test; the name of the test file, where a fixture does it; nothing, where it is done when modules are imported.
    """

    seconds: Mapping[str, float]
    lines: Mapping[str, Mapping[int, list[str]]]


def traced(root: Path, package: str, kept: Path, jobs: int, python: str = sys.executable) -> dict[str, Traced]:
    """Return what each test file executes; trace those that have changed, or that execute what has."""
    kept.mkdir(exist_ok=True)
    files = sorted(path.relative_to(root).as_posix() for path in (root / "tests").glob("test_*.py"))
    stale = [file for file in files if not _is_fresh(root, kept, file)]
    for number, file in enumerate(ThreadPoolExecutor(jobs).map(lambda it: _trace(root, package, kept, it, python), stale), 1):
        print(f"\rtracing tests: {number} of {len(stale)}: {file:40}", end="", file=sys.stderr, flush=True)
    if stale:
        print(file=sys.stderr)
    return {file: _read(kept, file) for file in files}


def _trace(root: Path, package: str, kept: Path, file: str, python: str) -> str:
    """Run a test file under `coverage`, with all processes that it starts."""
    place = kept / file.replace("/", ".")
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    settings, data = place / "settings", place / "lines"
    settings.write_text(SETTINGS.format(root=root, package=package, data=data, who=WHO), encoding="utf-8")
    (place / "sitecustomize.py").write_text(START, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (place, root / "scripts", root))),
        "COVERAGE_PROCESS_START": str(settings),
        "PYTHONDONTWRITEBYTECODE": "1",
        TIMES: str(place / "times"),
    }
    pytest = ["-m", "pytest", "-q", "-p", "executed", "-p", "no:cacheprovider", "--hypothesis-seed=0", file]
    quiet = {"cwd": root, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
    subprocess.run([python, *pytest], **quiet)  # type: ignore[call-overload]
    subprocess.run([python, "-m", "coverage", "combine", f"--rcfile={settings}"], **quiet)  # type: ignore[call-overload]
    seconds = json.loads((place / "times").read_text("utf-8")) if (place / "times").exists() else {}
    lines = _lines(data, root) if data.exists() else {}
    names = sorted({test for by_line in lines.values() for who in by_line.values() for test in who})
    numbers = {name: number for number, name in enumerate(names)}
    numbered = {path: {line: [numbers[test] for test in who] for line, who in by_line.items()} for path, by_line in lines.items()}
    sources = {path: _digest(root / path) for path in (*_imported(root, file), *lines)}
    known = {"sources": sources, "seconds": seconds, "names": names, "lines": numbered}
    (place / "map").write_text(json.dumps(known), encoding="utf-8")
    data.unlink(missing_ok=True)
    return file


def _lines(data: Path, root: Path) -> dict[str, dict[int, list[str]]]:
    """Return file -> line -> tests, as `coverage` noted it."""
    from coverage import CoverageData

    found = CoverageData(str(data))
    found.read()
    out: dict[str, dict[int, list[str]]] = {}
    for path in found.measured_files():
        lines = out.setdefault((root / path).relative_to(root).as_posix(), {})
        for line, tests in found.contexts_by_lineno(path).items():
            lines.setdefault(line, []).extend(tests)
    return out


def _imported(root: Path, file: str) -> list[str]:
    """Return a test file, what all tests share, and all that these import beside them."""
    found: dict[str, None] = {}
    wanted = [Path(file).stem, "conftest"]
    while wanted:
        path = root / "tests" / f"{wanted.pop()}.py"
        name = path.relative_to(root).as_posix()
        if name in found or not path.exists():
            continue
        found[name] = None
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module:
                wanted.append(node.module)
            elif isinstance(node, ast.Import):
                wanted += [alias.name for alias in node.names]
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                wanted.append(node.value)  # a plugin, by its name
    return list(found)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.exists() else ""


def _is_fresh(root: Path, kept: Path, file: str) -> bool:
    place = kept / file.replace("/", ".") / "map"
    if not place.exists():
        return False
    sources = json.loads(place.read_text("utf-8"))["sources"]
    return all(_digest(root / path) == digest for path, digest in sources.items())


def _read(kept: Path, file: str) -> Traced:
    known = json.loads((kept / file.replace("/", ".") / "map").read_text("utf-8"))
    names = known["names"]
    lines = {
        path: {int(line): [names[number] for number in who] for line, who in by_line.items()}
        for path, by_line in known["lines"].items()
    }
    return Traced(known["seconds"], lines)


def executing(tests: Mapping[str, Traced], places: Collection[tuple[str, int]], *, imported: bool) -> dict[str, float]:
    """Return the tests that execute one of these lines, with their seconds; `imported`: also where that is done by an import."""
    out: dict[str, float] = {}
    for known in tests.values():
        who = {test for path, line in places for test in known.lines.get(path, {}).get(line, ())}
        all_of_them = any("::" not in test and (test or imported) for test in who)
        out |= {test: seconds for test, seconds in known.seconds.items() if all_of_them or test in who}
    return out

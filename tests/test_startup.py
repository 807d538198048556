"""A short brief is mostly start-up: what a build may load is listed here by name, and what joins it is a decision."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from dossier.__main__ import SELDOM_USED, SETTINGS

SAMPLE = Path(__file__).resolve().parent.parent / "sources" / "raqqa.yaml"
LIBRARIES = {"click", "uharfbuzz", "yaml"}
# What our libraries load of the standard library is theirs to say; this is all that comes on top of it.
STANDARD = {
    "__future__",
    "array",
    "bisect",
    "difflib",
    "encodings",
    "fcntl",
    "gc",
    "heapq",
    "importlib",
    "locale",
    "msvcrt",
    "unicodedata",
    "zlib",
}
POSTPONED = set(SELDOM_USED)
NOT_NEEDED = {
    "dossier.importing",
    "dossier.quotations.matching",
    "dossier.texts",
    "dossier.figures.picture.shows",
    "dossier.pdf.pictures",
    "hashlib",
    "pickle",
    "reportlab",
    "tempfile",
    "textwrap",
}  # the sample pins no text, and holds neither pictures nor anything that ReportLab draws
OTHER_COMMANDS = {"dossier.mailing", "dossier.importing.blank", "dossier.reading.schema", "dossier.commands.watch"}

BUILD = """
import sys
from dossier.__main__ import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""
LIBRARIES_ALONE = "import sys, click, yaml, uharfbuzz\n"
LIST = """
for name, module in sys.modules.items():
    print(type(module).__name__, name)
"""


class Loaded(NamedTuple):
    """The modules that an interpreter has run, and those that wait for their first use."""

    run: set[str]
    waiting: set[str]


def modules_after(program: str, *arguments: str) -> Loaded:
    """Run a program in a fresh interpreter and return what it has loaded."""
    command = [sys.executable, "-c", program + LIST, *arguments]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    pairs = [line.split(" ") for line in lines if line.count(" ") == 1]
    waiting = {name for kind, name in pairs if kind == "_Postponed"}
    return Loaded({name for _, name in pairs} - waiting, waiting)


@pytest.fixture(scope="module")
def bare() -> Loaded:
    """Return what the environment loads into every process."""
    return modules_after("import sys\n")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Return what building the sample loads."""
    target = tmp_path_factory.mktemp("startup") / "brief.pdf"
    loaded = modules_after(BUILD, "build", str(SAMPLE), "-o", str(target))
    assert target.stat().st_size
    assert {"dossier.pipeline", "dossier.pdf.press"} <= loaded.run
    return loaded


def tops(names: set[str]) -> set[str]:
    """Return the first parts of names, without those that stand for the insides of others."""
    return {top for top in (name.split(".")[0] for name in names) if not top.startswith("_") or top == "__future__"}


def test_libraries(built: Loaded, bare: Loaded) -> None:
    """Only the libraries that a build needs are loaded."""
    inside = {"cython_runtime", "dossier", *SETTINGS}
    assert tops(built.run - bare.run) - sys.stdlib_module_names - inside <= LIBRARIES


def test_standard_library(built: Loaded) -> None:
    """Beyond what the libraries load by themselves there are few modules of the standard library."""
    theirs = modules_after(LIBRARIES_ALONE)
    assert tops(built.run - theirs.run) & sys.stdlib_module_names <= STANDARD


def test_postponed(built: Loaded, bare: Loaded) -> None:
    """What is postponed is not run in a build, nor loaded by another way."""
    assert not POSTPONED & (built.run - bare.run)
    assert built.waiting == POSTPONED


def test_only_what_is_needed(built: Loaded) -> None:
    """Those of our own modules that are of other commands stay away, and whatever is for what the sample doesn't hold."""
    assert not (OTHER_COMMANDS | NOT_NEEDED) & built.run
    commands = {name for name in built.run if name.startswith("dossier.commands.")}
    assert commands == {"dossier.commands.build"}


def test_no_look_for_garbage(tmp_path: Path) -> None:
    """A brief is done before the first look for circular garbage."""
    watch = "import gc\ngc.collect()\nlooks = []\ngc.callbacks.append(lambda phase, found: looks.append(phase))\n"
    program = BUILD.replace("try:", watch + "try:") + "assert not looks\n"
    modules_after(program, "build", str(SAMPLE), "-o", str(tmp_path / "brief.pdf"))

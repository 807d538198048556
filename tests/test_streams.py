"""Standard streams that are closed, full or left by their reader: one line at most, the brief kept, a code that tells."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOSSIER = f"{shlex.quote(sys.executable)} -m dossier"
BUILD = f"{DOSSIER} build a.yaml -o out.pdf"
CLOSED = "dossier: error: standard output: it is closed"
FULL = "dossier: error: standard output: the disk is full"
SHORT = """
dossier:
  title: The bridge is closed
  marking: TLP:GREEN
sources:
  agency:
    title: Bridge closed to lorries
    published: 2026-02-03
claims:
  What is reported:
    closed:
      text: The bridge has been closed since Monday.
      cite: agency 2
"""
needs_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a system without /dev/full")

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="redirections of a POSIX shell"),
    pytest.mark.ungated,  # the same file is gated elsewhere
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small dossier."""
    (tmp_path / "a.yaml").write_text(SHORT, encoding="utf-8")
    return tmp_path


def shell(folder: Path, line: str) -> tuple[int, str, str]:
    """Run a line of a shell; return exit code, and what came to its own streams."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


@pytest.mark.parametrize("closing", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_build_needs_no_streams(folder: Path, closing: str) -> None:
    """Whatever is closed, the brief is built as always, letter by letter: no message went into it, and nothing fails."""
    assert shell(folder, BUILD)[0] == 0
    usual = (folder / "out.pdf").read_bytes()
    (folder / "out.pdf").unlink()
    assert shell(folder, f"{BUILD} {closing}") == (0, "", "")
    assert (folder / "out.pdf").read_bytes() == usual


@needs_full
@pytest.mark.parametrize("filling", [">/dev/full", "2>/dev/full"])
def test_a_build_that_says_nothing_heeds_no_full_stream(folder: Path, filling: str) -> None:
    """A full stream that nothing is written to changes nothing."""
    assert shell(folder, f"{BUILD} {filling}")[0] == 0
    assert (folder / "out.pdf").read_bytes().startswith(b"%PDF")


@needs_full
@pytest.mark.parametrize(
    "asked", ["build a.yaml -o out.pdf --json", "build a.yaml -o -", "check --json a.yaml", "schema", "--help"]
)
@pytest.mark.parametrize(("where", "line"), [(">&-", CLOSED), (">/dev/full", FULL)])
def test_output_that_was_asked_for_and_is_lost_is_told(folder: Path, asked: str, where: str, line: str) -> None:
    """What can't be written to standard output is one line on standard error, and exit code 1; a brief in a file is kept."""
    assert shell(folder, f"{DOSSIER} {asked} {where}") == (1, "", line)
    assert (folder / "out.pdf").exists() == ("out.pdf" in asked)


@needs_full
@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full"])
def test_problems_that_nobody_hears_still_fail(folder: Path, where: str) -> None:
    """Without anybody to tell, bad input ends with exit code 2 all the same."""
    (folder / "a.yaml").write_text("dossier: {title: [}", encoding="utf-8")
    assert shell(folder, f"{BUILD} {where}") == (2, "", "")


def test_a_pipe_without_a_reader_is_a_failure(folder: Path) -> None:
    """A command whose reader has gone before it starts ends with exit code 1, and says nothing."""
    ends = os.pipe()
    os.close(ends[0])
    with os.fdopen(ends[1], "wb") as pipe:
        command = [sys.executable, "-m", "dossier", "schema"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, env=environment, cwd=folder, check=False)
    assert (done.returncode, done.stderr) == (1, b"")

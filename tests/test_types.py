"""What mypy says of the centre: how much of it is typed, and that a missing guard is an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy", reason="mypy comes with the extra dossier-press[dev]")

ROOT = Path(__file__).resolve().parent.parent
GUARDS = "tests/typed/guards.py"
LEAST = 95.0  # per cent of the expressions of a module whose type is known


def mypy(*arguments: str) -> list[str]:
    """Run mypy with the settings of the project, and return its lines."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.splitlines()


def test_the_centre_is_typed(tmp_path: Path) -> None:
    """In the model, its fields and the reader hardly an expression has a type that nobody knows."""
    assert mypy("-p", "dossier.reading", "-m", "dossier.model", "-m", "dossier.fields", "--any-exprs-report", str(tmp_path)) == []
    rows = [line.split() for line in (tmp_path / "any-exprs.txt").read_text(encoding="utf-8").splitlines()]
    shares = {row[0]: float(row[-1].rstrip("%")) for row in rows if row and row[0].startswith("dossier.")}
    assert {"dossier.model", "dossier.fields", "dossier.reading.reader", "dossier.reading.kinds"} <= set(shares)
    assert {module: share for module, share in shares.items() if share < LEAST} == {}


def test_a_missing_guard_is_an_error() -> None:
    """Each use of a field that forgets the gap or None is an error to mypy, and no right use is."""
    lines = (ROOT / GUARDS).read_text(encoding="utf-8").splitlines()
    wrong = {number for number, line in enumerate(lines, 1) if line.endswith("# wrong")}
    assert len(wrong) > 10
    assert {int(line.split(":")[1]) for line in mypy(GUARDS) if ": error: " in line} == wrong

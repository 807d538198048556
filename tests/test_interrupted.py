"""A build that is ended from outside at any moment, and what a finished file tells of where it was made."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from sizes import many_claims

ROOT = Path(__file__).resolve().parent.parent
BUILD = [sys.executable, "-m", "dossier", "build", "a.yaml", "-o", "out.pdf"]
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which the package is found."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a dossier of some pages."""
    (tmp_path / "a.yaml").write_text(many_claims(10, 60), encoding="utf-8")
    return tmp_path


@posix
@pytest.mark.ungated  # the same file is gated elsewhere
def test_a_killed_build_leaves_the_old_file_or_the_new_one(folder: Path) -> None:
    """Ended thirty times at random moments, the output is whole each time; the next build sweeps what was left over."""
    started = time.monotonic()
    subprocess.run(BUILD, cwd=folder, env=environment(), check=True, capture_output=True)
    lasts = time.monotonic() - started
    new = (folder / "out.pdf").read_bytes()
    chance = random.Random(1)
    for turn in range(30):
        old = b"%PDF-1.7 the old file"
        (folder / "out.pdf").write_bytes(old)
        build = subprocess.Popen(BUILD, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.0, lasts))
        build.send_signal(signal.SIGKILL if turn % 2 else signal.SIGTERM)
        build.wait()
        assert (folder / "out.pdf").read_bytes() in (old, new)
    subprocess.run(BUILD, cwd=folder, env=environment(), check=True, capture_output=True)
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml", "out.pdf"]


INTERRUPTED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever a shell made of it for what runs in its background
from dossier import pipeline
from dossier.cli import run
made = pipeline.creation
pipeline.creation = lambda dossier: os.kill(os.getpid(), signal.SIGINT) or made(dossier)
sys.exit(run(sys.argv[1:]))
"""


@posix
def test_an_interrupted_build_says_so_by_its_code(folder: Path) -> None:
    """Ctrl-C between check and printing: exit code 130, no words, no file."""
    command = [sys.executable, "-c", INTERRUPTED, *BUILD[3:]]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "")
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml"]


def test_the_file_says_nothing_of_where_it_was_made(tmp_path: Path) -> None:
    """Neither user, host, folder, home nor the name of a temporary file stands anywhere in the decoded PDF."""
    folder = tmp_path / "zqfolder"
    folder.mkdir()
    (folder / "zqfile.yaml").write_text(many_claims(3, 6), encoding="utf-8")
    told = {"USER": "zquser", "LOGNAME": "zquser", "USERNAME": "zquser", "HOME": str(tmp_path), "HOSTNAME": "zqhost"}
    command = [sys.executable, "-m", "dossier", "build", "zqfile.yaml", "-o", "zqout.pdf"]
    subprocess.run(command, cwd=folder, env=environment(**told, TMPDIR=str(tmp_path)), check=True, capture_output=True)
    with pikepdf.open(folder / "zqout.pdf") as pdf:
        pdf.save(tmp_path / "plain.pdf", stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    data = (tmp_path / "plain.pdf").read_bytes() + (folder / "zqout.pdf").read_bytes()
    secrets = ["zqfolder", "zqfile", "zquser", "zqhost", "zqout", socket.gethostname(), str(tmp_path), str(ROOT), sys.prefix]
    assert [secret for secret in secrets for form in ("utf-8", "utf-16-be") if secret.encode(form) in data] == []

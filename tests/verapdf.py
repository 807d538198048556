"""veraPDF for the tests: one Java machine for the whole run, asked for one file at a time.

`DOSSIER_VERAPDF_JAR` names the jar; without it the jar in the cache folder is taken, where `scripts/verapdf-jar` puts it.
`DOSSIER_JAVA_LIBRARY` names the folder of the JAXB jars (Debian's, /usr/share/java), which the jar itself lacks.
"""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

FLAVOURS = ("2a", "ua1")  # ISO 19005-2 level A, ISO 14289-1
PROGRAM = Path(__file__).with_name("VeraCheck.java")
JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "javax.activation", "txw2")
PATIENCE = 1200.0  # seconds that one file may take


def jar() -> Path:
    """Return where the jar of veraPDF is to be."""
    named = os.environ.get("DOSSIER_VERAPDF_JAR")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(named) if named else cache / "dossier-verapdf" / "verapdf.jar"


def library() -> list[Path]:
    """Return the JAXB jars, in the order in which they stand before veraPDF's own."""
    folder = Path(os.environ.get("DOSSIER_JAVA_LIBRARY") or "/usr/share/java")
    return [folder / f"{name}.jar" for name in JAXB]


def absent() -> list[str]:
    """Return what veraPDF needs and this machine lacks; empty where it can run."""
    missing = [name for name in ("java", "javac") if shutil.which(name) is None]
    missing += [str(path) for path in (jar(), *library()) if not path.is_file()]
    return missing


class Validator:
    """A veraPDF that stays alive between files; use it as a context, or close it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="dossier-verapdf-")
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str | None] = queue.Queue()
        self._compiled = False

    def __enter__(self) -> Validator:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def check(self, pdf: Path, flavours: tuple[str, ...] = FLAVOURS, password: str = "") -> list[str]:
        """Return what breaks the flavours, a line each with clause, test number and count; empty where the file is valid."""
        pdf = pdf.resolve()
        if {"\n", "\t"} & set(str(pdf)):
            raise ValueError(f"a line break or a tab in {pdf}")
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(f"{','.join(flavours)}\t{pdf}{password and chr(9)}{password}\n")
            process.stdin.flush()
            answers = self._read()
        except (OSError, queue.Empty) as error:
            self._stop()
            return [f"veraPDF gave no answer: {error!r}"]
        passed = [f"PASS {name}" for name in flavours]
        return [line for line in answers if line not in passed] + [f"no {want}" for want in passed if want not in answers]

    def close(self) -> None:
        """End the Java machine and remove what was compiled."""
        self._stop()
        self._folder.cleanup()

    def _read(self) -> list[str]:
        lines: list[str] = []
        while (line := self._answers.get(timeout=PATIENCE)) != "END":
            if line is None:
                raise OSError("the Java machine ended")
            lines.append(line)
        return lines

    def _running(self) -> subprocess.Popen[str]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        classes = os.pathsep.join(map(str, [self._folder.name, *library(), jar()]))
        if not self._compiled:
            subprocess.run(
                ["javac", "-nowarn", "-cp", classes, "-d", self._folder.name, str(PROGRAM)], check=True, capture_output=True
            )
            self._compiled = True
        quick_start = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g"]
        self._answers = queue.Queue()
        self._process = subprocess.Popen(
            ["java", *quick_start, "-cp", classes, "VeraCheck"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()


def _listen(process: subprocess.Popen[str], answers: queue.Queue[str | None]) -> None:
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            answers.put(line.rstrip("\n"))
    answers.put(None)

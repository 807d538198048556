"""The validity gate: what every PDF that the tests make has to pass.

veraPDF (PDF/A-2a and PDF/UA-1, no exceptions granted), qpdf, poppler, mutool, Ghostscript and PDFium; no word on standard error,
all fonts embedded and subset, the same number of pages in each. `DOSSIER_REQUIRE_VERAPDF=1` makes a failure of what this machine
lacks.

- fixture `gate(pdf)` asserts it, by what is at hand, and the run's last lines say what was not;
- fixture `valid_pdf(pdf)` asserts it and skips the test where anything is lacking;
- each whole PDF that a test leaves in its `tmp_path` is gated when the test is over, unless it is marked `ungated`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from verapdf import Validator
from verapdf import absent as absent_for_verapdf

TOOLS = ("qpdf", "pdfinfo", "pdffonts", "mutool", "gs")
REQUIRED = ("qpdf", "pdfinfo", "pdffonts")  # mutool and gs are a second and third opinion
EMBEDDED_AND_SUBSET = re.compile(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$")
BUILD_NOTES = ("warning: ICC support is not available",)  # what a tool says of its own build, whatever the file

Gate = Callable[[Path | bytes], None]


def _run(*command: str) -> tuple[int, str, str]:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=1200, check=False)
    said = "\n".join(line for line in done.stderr.splitlines() if line.strip() not in BUILD_NOTES)
    return done.returncode, done.stdout, said.strip()


def _quiet(*command: str) -> tuple[str, list[str]]:
    """Run a checker that has to end well and say nothing; return what it printed, and what is wrong."""
    code, out, said = _run(*command)
    problems = [f"{command[0]}: {said}"] if said else []
    return out, problems + ([f"{command[0]}: ended with {code}: {out.strip()[-500:]}"] if code else [])


def qpdf(path: Path) -> tuple[int | None, list[str]]:
    """Check syntax, cross-references and streams; the pages that qpdf counts."""
    out, problems = _quiet("qpdf", "--check", str(path))
    if "WARNING" in out:
        problems.append(f"qpdf: {out.strip()}")
    count, more = _quiet("qpdf", "--show-npages", str(path))
    return (int(count) if count.strip().isdigit() else None), problems + [line for line in more if line not in problems]


def poppler(path: Path) -> tuple[int | None, list[str]]:
    """Check by poppler, and that each font is embedded as a subset with a ToUnicode map; the pages that poppler counts."""
    info, problems = _quiet("pdfinfo", str(path))
    count = re.search(r"^Pages:\s+(\d+)$", info, re.M)
    if not re.search(r"^Tagged:\s+yes$", info, re.M):
        problems.append("pdfinfo: not tagged")
    table, more = _quiet("pdffonts", str(path))
    for line in table.splitlines()[2:]:
        facts = EMBEDDED_AND_SUBSET.search(line)
        if facts is None or facts.groups() != ("yes", "yes", "yes"):
            problems.append(f"pdffonts: not embedded, subset and mapped: {line.strip()}")
    return (int(count[1]) if count else None), problems + more


def mutool(path: Path) -> list[str]:
    """Draw every page by MuPDF."""
    return _quiet("mutool", "draw", "-q", "-r", "20", "-o", os.devnull, "-F", "ppm", str(path))[1]


def ghostscript(path: Path) -> list[str]:
    """Interpret every page by Ghostscript."""
    out, problems = _quiet("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-sDEVICE=nullpage", str(path))
    return problems + ([f"gs: {out.strip()[:500]}"] if out.strip() else [])


def pdfium(path: Path) -> tuple[int | None, list[str]]:
    """Open and render every page by PDFium; the pages that PDFium counts."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                page.render(scale=0.2)
                page.close()
            return len(document), []
    except pypdfium2.PdfiumError as error:
        return None, [f"PDFium: {error}"]


class Checker:
    """All checks, what was found lacking, and the files that have passed."""

    def __init__(self) -> None:
        self.lacking = [name for name in TOOLS if shutil.which(name) is None]
        self.lacking += [f"veraPDF ({', '.join(missing)})"] if (missing := absent_for_verapdf()) else []
        self.required_lacking = [name for name in self.lacking if name in REQUIRED or name.startswith("veraPDF")]
        self.validator = Validator() if not missing else None
        self.passed: set[bytes] = set()

    def problems(self, path: Path) -> list[str]:
        """Return all that is wrong with a file by the checkers at hand; empty where it is valid."""
        digest = hashlib.sha256(path.read_bytes()).digest()
        if digest in self.passed:
            return []
        found = self._by_all(path)
        if not found:
            self.passed.add(digest)
        return found

    def _by_all(self, path: Path) -> list[str]:
        counts: dict[str, int | None] = {}
        counts["PDFium"], found = pdfium(path)
        if "qpdf" not in self.lacking:
            counts["qpdf"], more = qpdf(path)
            found += more
        if not {"pdfinfo", "pdffonts"} & set(self.lacking):
            counts["poppler"], more = poppler(path)
            found += more
        for name, check in (("mutool", mutool), ("gs", ghostscript)):
            found += check(path) if name not in self.lacking else []
        if len(set(counts.values())) != 1 or None in counts.values():
            found.append(f"pages counted: {counts}")
        if self.validator is not None:
            found += [f"veraPDF: {line}" for line in self.validator.check(path)]
        return found

    def close(self) -> None:
        """End what runs on between files."""
        if self.validator is not None:
            self.validator.close()


CHECKER = pytest.StashKey[Checker]()


def _checker(config: pytest.Config) -> Checker:
    if CHECKER not in config.stash:
        config.stash[CHECKER] = Checker()
    return config.stash[CHECKER]


def _insist(checker: Checker, path: Path) -> None:
    found = checker.problems(path)
    if checker.required_lacking and os.environ.get("DOSSIER_REQUIRE_VERAPDF") == "1":
        found.append(f"lacking on this machine: {', '.join(checker.required_lacking)}")
    if found:
        pytest.fail(f"{path.name} is not valid:\n" + "\n".join(found), pytrace=False)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark for tests that leave bad files behind on purpose."""
    config.addinivalue_line("markers", "ungated: PDFs left in tmp_path are not meant to be valid")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the Java machine with the run."""
    if CHECKER in config.stash:
        config.stash[CHECKER].close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which checkers this machine lacks, so that a pass isn't taken for more than it is."""
    checker = config.stash.get(CHECKER, None)
    if checker is not None and checker.lacking:
        terminalreporter.write_line(f"validity gate: not checked by {'; '.join(checker.lacking)}", yellow=True)


@pytest.fixture
def gate(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Gate:
    """Return the gate: it fails the test where the PDF, a path or bytes, is not valid by the checkers at hand."""

    def insist(pdf: Path | bytes) -> None:
        if isinstance(pdf, bytes):
            path = tmp_path_factory.mktemp("gate") / "made.pdf"
            path.write_bytes(pdf)
            pdf = path
        _insist(_checker(pytestconfig), pdf)

    return insist


@pytest.fixture
def valid_pdf(gate: Gate, pytestconfig: pytest.Config) -> Gate:
    """Return the gate for tests that are about validity: where a checker is lacking they skip, after the others have passed."""

    def insist(pdf: Path | bytes) -> None:
        gate(pdf)
        lacking = _checker(pytestconfig).required_lacking
        if lacking:
            pytest.skip(f"lacking on this machine: {', '.join(lacking)}")

    return insist


def _whole_pdfs(folder: Path) -> Iterator[Path]:
    """Yield what claims to be a whole PDF; a stand-in of a few bytes doesn't."""
    for path in sorted(folder.rglob("*.pdf")):
        if path.is_file() and not path.is_symlink() and path.stat().st_size > 400:
            data = path.read_bytes()
            if data.startswith(b"%PDF-") and b"%%EOF" in data[-64:]:
                yield path


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Gate each PDF that a test leaves behind, once all else is torn down."""
    yield
    folder = getattr(item, "funcargs", {}).get("tmp_path")
    if folder is None or item.get_closest_marker("ungated") is not None:
        return
    for path in _whole_pdfs(folder):
        _insist(_checker(item.config), path)

"""Compare whole processes on the same text: this program, Typst and WeasyPrint, in turn, in one run.

    python benchmarks/bench.py                          Raqqa and 100 pages, Typst and WeasyPrint, five pairs
    python benchmarks/bench.py --sizes 1000 --peers typst --pairs 2
    python benchmarks/bench.py --sizes raqqa,100,1000 --write      puts the tables into README.md beside it

Needs the packages typst and weasyprint beside this one, and poppler. The dossier is composed by us; what is said, in order, is
then written out for each peer (`to_typst.py`, `to_weasyprint.py`). The machine should have nothing else to do, and even so: trust
ratios, not seconds.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OUT = HERE / "out"
sys.path[:0] = [str(ROOT), str(HERE)]

from report import tables  # noqa: E402 - our own modules, once they can be found
from sizes import Size, prepare  # noqa: E402

PEERS = ("typst", "weasyprint")
ENOUGH = {"raqqa": 10, "100": 5, "1000": 2}  # pairs, where the command line doesn't say
SLOW = 20.0  # seconds; a run that takes longer needs no warming up, and WeasyPrint then runs once
TOO_LONG = 300  # pages; from here on WeasyPrint takes minutes, and runs only where it is asked for by name
TYPST = (
    "import typst; typst.compile({source!r}, output={target!r}, "
    "font_paths=[{fonts!r}], ignore_system_fonts=True, pdf_standards=['a-2a'])"
)
WEASYPRINT = "import weasyprint; weasyprint.HTML({source!r}).write_pdf({target!r}, pdf_variant='pdf/ua-1')"


class Run(NamedTuple):
    """What one process cost: seconds of wall clock and of processor, peak memory in bytes."""

    wall: float
    processor: float
    memory: int


class Result(NamedTuple):
    """All runs of one program on one size, and what came out."""

    program: str
    runs: list[Run]
    pages: int
    words: int
    bytes: int


def command(program: str, size: Size, target: Path) -> list[str]:
    """Return the command line that makes a size's PDF."""
    if program == "dossier":
        return [sys.executable, "-m", "dossier", "build", str(size.dossier), "-o", str(target)]
    code, source = (TYPST, size.typst) if program == "typst" else (WEASYPRINT, size.html)
    return [
        sys.executable,
        "-I",
        "-c",
        code.format(source=str(source), target=str(target), fonts=str(ROOT / "dossier/data/fonts")),
    ]


def measure(words: Sequence[str], patience: float) -> Run | None:
    """Run a command by `measure.py`; None where it takes longer than so many seconds."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    starter = [sys.executable, "-I", "-S", str(HERE / "measure.py"), *words]
    with subprocess.Popen(starter, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, process_group=0) as process:
        try:
            out, said = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            return None
    cost = json.loads(out.splitlines()[-1])
    if cost.pop("code"):
        sys.exit(f"{words}: {said.decode(errors='replace')[-2000:]}")
    return Run(**cost)


def compare(size: Size, programs: Sequence[str], pairs: int, patience: float) -> list[Result]:
    """Run all programs in turn, as often as pairs are wanted; the first run of each warms up, unless it was slow."""
    runs: dict[str, list[Run]] = {program: [] for program in programs}
    for number in range(pairs + 1):
        for program in list(runs)[:: 1 if number % 2 else -1]:
            if program == "weasyprint" and any(run.wall > SLOW for run in runs[program]):
                continue
            run = measure(command(program, size, target(size, program)), patience)
            print(f"  {size.name} {program} {'out of time' if run is None else f'{run.wall:.3f} s'}", file=sys.stderr)
            if run is None:
                del runs[program]
            elif number or run.wall > SLOW:
                runs[program].append(run)
    return [_result(program, size, kept) for program, kept in runs.items()]


def target(size: Size, program: str) -> Path:
    """Return where a program's PDF of a size goes."""
    return OUT / f"{size.name}-{program}.pdf"


def _result(program: str, size: Size, runs: list[Run]) -> Result:
    pdf = target(size, program)
    info = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    pages = re.search(r"^Pages:\s+(\d+)", info, re.M)
    assert pages is not None
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    words = sum(any(map(str.isalnum, word)) for word in text.split())  # leaders and dots are none
    return Result(program, runs, int(pages[1]), words, pdf.stat().st_size)


def starts(pairs: int) -> dict[str, float]:
    """Return the median seconds that starting costs before any work is done."""
    alone = {"Python itself": "pass", "import typst": "import typst", "import weasyprint": "import weasyprint"}
    found = {}
    for name, code in alone.items():
        runs = [measure([sys.executable, "-I", "-c", code], 60) for _ in range(pairs)]
        found[name] = statistics.median(run.wall for run in runs if run is not None)
    return found


def line_quality(size: Size, programs: Sequence[str]) -> dict[str, Any]:
    """Return the evenness of the body's lines in each program's PDF."""
    from quality import quality

    font = ROOT / "dossier/data/fonts/SourceSerif4-400.ttf"
    return {program: quality(target(size, program), font, size.left, size.measure, size.size) for program in programs}


def own_time(size: Size) -> dict[str, dict[str, float]]:
    """Return where our own time goes, from `phases.py`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = {}
    for what in ("phases", "parts", "libraries"):
        words = [sys.executable, str(HERE / "phases.py"), str(size.dossier), what]
        done = subprocess.run(words, capture_output=True, text=True, check=True, env=environment, cwd=OUT)
        found[what] = json.loads(done.stdout)
    return found


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="raqqa,100", help="raqqa, or a number of pages, with commas between")
    parser.add_argument(
        "--peers", help="typst, weasyprint, both with a comma, or nothing; left out: both, Typst alone for long texts"
    )
    parser.add_argument("--pairs", type=int, help="how often each program runs")
    parser.add_argument("--patience", type=float, default=900, help="seconds that one process may take")
    parser.add_argument("--no-phases", action="store_true", help="leave out where our time goes")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    return parser.parse_args()


def _programs(size: str, peers: str | None) -> list[str]:
    if peers is None:
        return ["dossier", *(peer for peer in PEERS if peer == "typst" or not size.isdigit() or int(size) < TOO_LONG)]
    return ["dossier", *filter(None, peers.split(","))]


def main() -> None:
    """Prepare, measure, print."""
    wanted = arguments()
    compileall.compile_dir(ROOT / "dossier", quiet=1)
    OUT.mkdir(exist_ok=True)
    found: dict[str, Any] = {"starts": starts(5), "sizes": {}, "quality": {}, "own": {}}
    for name in wanted.sizes.split(","):
        size = prepare(name, OUT)
        results = compare(size, _programs(name, wanted.peers), wanted.pairs or ENOUGH.get(name, 3), wanted.patience)
        found["sizes"][name] = results
        if results[0].pages > 20:  # fewer have too few full lines
            found["quality"][name] = line_quality(size, [result.program for result in results])
        if not wanted.no_phases:
            found["own"][name] = own_time(size)
    text = tables(found)
    print(text)
    if wanted.write:
        readme = HERE / "README.md"
        before = readme.read_text(encoding="utf-8").partition("<!-- results -->")[0]
        readme.write_text(f"{before}<!-- results -->\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Measures how time grows: hostile and large dossiers in three sizes, each twice the one before, by processor time of builds.

    python benchmarks/scaling.py                        all kinds, at the sizes that they are named for
    python benchmarks/scaling.py claims --runs 3        one kind, the least of three runs
    python benchmarks/scaling.py --scale 0.1            a tenth of each size

t(2n) / t(n) should be at most 2.2. Of claims that all dispute each other it is taken by the pairs that are written: n² / 2 of n.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
MEASURE: Final = ROOT / "benchmarks" / "measure.py"
MOST: Final = 2.2
Made = Callable[[int], str]

HEAD: Final = """dossier: {title: Sizes, marking: TLP:GREEN}
defaults: {source: s}
sources: {s: {title: A log, published: 2026-01-01, author: not stated, url: not stated}}
"""


def _claim(words: str) -> str:
    return f"{HEAD}claims: {{All: {{c: {{text: {json.dumps(words, ensure_ascii=False)}, cite: 1}}}}}}\n"


def _claims(count: int) -> str:
    rows = "".join(
        f"    c{i}: {{text: Claim number {i} says that the bridge is shut., cite: {i % 90 + 1}}}\n" for i in range(count)
    )
    return f"{HEAD}claims:\n  All:\n{rows}"


def _disputing(pairs: int) -> str:
    count = round((2 * pairs) ** 0.5)
    rows = "".join(
        f"    c{i}: {{text: Claim number {i}., cite: 1, disputes: [{', '.join(f'c{j}' for j in range(i))}]}}\n"
        for i in range(1, count)
    )
    return f"{HEAD}claims:\n  All:\n    c0: {{text: Claim number 0., cite: 1}}\n{rows}"


def _chain(count: int) -> str:
    rows = "".join(f"    c{i}: {{text: Claim number {i}., cite: 1, disputes: [c{i - 1}]}}\n" for i in range(1, count))
    return f"{HEAD}claims:\n  All:\n    c0: {{text: Claim number 0., cite: 1}}\n{rows}"


def _chart(kind: str) -> Made:
    def chart(figures: int) -> str:
        side = round(figures**0.5)
        series = {f"Series {i}": {f"Label {j}": f"{(i * 7 + j * 3) % 90 + 1} [@1]" for j in range(side)} for i in range(side)}
        shown = f"charts: {{k: {{title: A chart, kind: {kind}, unit: ships, figures: {json.dumps(series)}}}}}"
        return f"{HEAD}claims: {{All: {{c: {{text: It is so., cite: 1}}}}}}\n{shown}\n"

    return chart


KINDS: Final[Mapping[str, tuple[int, Made]]] = {  # name: largest size, and what makes a dossier of a size
    "dots": (50_000, lambda n: _claim("so" + "." * n + " end")),
    "dots apart": (50_000, lambda n: _claim("so" + " ." * n + " end")),
    "dashes": (50_000, lambda n: _claim("so " + "-" * n + " end")),
    "question marks": (50_000, lambda n: _claim("so " + "?" * n + " end")),
    "breaks": (20_000, lambda n: _claim("a\u200b" * n)),
    "soft hyphens": (20_000, lambda n: _claim("a\u00ad" * n + "b")),
    "hyphens": (20_000, lambda n: _claim("a-" * n + "b")),
    "brackets of two directions": (20_000, lambda n: _claim("(\u0639) " * n)),
    "disputing pairs": (45_000, _disputing),
    "disputes in a chain": (10_000, _chain),
    "bars": (10_000, _chart("bars")),
    "lines": (10_000, _chart("multiples")),
    "claims": (100_000, _claims),
}


def seconds(text: str, folder: Path, runs: int) -> float:
    """Return the least processor time of some builds of a dossier, each a process of its own."""
    source, target = folder / "sized.yaml", folder / "sized.pdf"
    source.write_text(text, encoding="utf-8")
    build = [sys.executable, str(MEASURE), sys.executable, "-m", "dossier", "build", str(source), "-o", str(target)]
    took = []
    for _ in range(runs):
        done = subprocess.run(build, capture_output=True, text=True, check=True, cwd=ROOT)
        cost = json.loads(done.stdout)
        if cost["code"]:
            raise SystemExit(f"a build ended with code {cost['code']}: {done.stderr[-400:]}")
        took.append(float(cost["processor"]))
    return min(took)


def main() -> None:
    """Measure the kinds that are named, and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    options.add_argument("--runs", type=int, default=1, help="the least of so many runs counts")
    options.add_argument("--scale", type=float, default=1.0, help="by which each size is multiplied")
    given = options.parse_args()
    print("| what | n | t(n/4), s | t(n/2), s | t(n), s | t(n)/t(n/2) |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        empty = seconds(_claim("so"), Path(folder), 3)
        for name in given.kinds or KINDS:
            largest, made = KINDS[name]
            size = max(4, int(largest * given.scale))
            took = [seconds(made(n), Path(folder), given.runs) for n in (size // 4, size // 2, size)]
            ratio = (took[2] - empty) / max(took[1] - empty, 0.005)
            times = " | ".join(f"{it:.2f}" for it in took)
            print(f"| {name} | {size:,} | {times} | {ratio:.2f}{' **more**' if ratio > MOST else ''} |", flush=True)
    print(f"\nA build of one claim takes {empty:.2f} s, which is taken off before the ratio.")


if __name__ == "__main__":
    main()

"""The tables of a benchmark run, in Markdown."""

from __future__ import annotations

import os
import platform
import statistics
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

MIB = 2**20
NAMES = {"dossier": "dossier", "typst": "Typst", "weasyprint": "WeasyPrint"}


def tables(found: dict[str, Any]) -> str:
    """Return everything that was found as Markdown."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: dict[str, Any]) -> Iterator[str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("typst", "weasyprint", "reportlab", "uharfbuzz"))
    yield f"Python {platform.python_version()}, {libraries}; {os.cpu_count()} cores, {platform.system()} {platform.machine()}."
    yield ""
    yield "## Whole processes"
    yield ""
    yield from _table(
        ["size", "program", "pages", "words", "seconds", "ours / theirs: least, median, most", "processor time", "MiB", "KB"],
        _whole(found["sizes"]),
    )
    yield ""
    starting = ", ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in found["starts"].items())
    yield f"Seconds are medians. Starting alone costs: {starting}."
    yield ""
    quality = [(size, program, q) for size, programs in found["quality"].items() for program, q in programs.items()]
    if quality:
        yield "## Lines of running text"
        yield ""
        head = ["size", "program", "full lines", "mean abs r", "p95", "p99", "most", "r over 1", "ends in a hyphen"]
        rows = [
            (
                size,
                NAMES[program],
                q.lines,
                *(f"{v:.3f}" for v in (q.mean, q.p95, q.p99, q.most)),
                f"{q.loose:.1%}",
                f"{q.hyphens:.1%}",
            )
            for size, program, q in quality
        ]
        yield from _table(head, rows)
        yield ""
    for size, own in found["own"].items():
        yield f"## Where our time goes: {size}"
        yield ""
        for what, title in (
            ("phases", "by phase, ms"),
            ("libraries", "imports, ms"),
            ("parts", "own time under the profiler, ms"),
        ):
            shown = ", ".join(f"{name} {1000 * seconds:.1f}" for name, seconds in list(own[what].items())[:20])
            yield f"- {title}: {shown}"
        yield ""


def _whole(sizes: dict[str, Any]) -> Iterator[Sequence[object]]:
    for size, results in sizes.items():
        ours = results[0]
        for result in results:
            walls = [run.wall for run in result.runs]
            memory = max(run.memory for run in result.runs) / MIB
            yield (
                *(size, NAMES[result.program], result.pages, result.words, f"{statistics.median(walls):.3f}"),
                *(_ratios(ours.runs, result.runs, what) if result is not ours else "" for what in ("wall", "processor")),
                *(f"{memory:.0f}", result.bytes // 1000),
            )


def _ratios(ours: Sequence[Any], theirs: Sequence[Any], what: str) -> str:
    ratios = sorted(getattr(a, what) / getattr(b, what) for a, b in zip(ours, theirs, strict=False))
    return f"{ratios[0]:.2f}, **{statistics.median(ratios):.2f}**, {ratios[-1]:.2f} ({len(ratios)} pairs)"


def _table(head: Sequence[str], rows: Any) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


if __name__ == "__main__":
    sys.exit("run bench.py")

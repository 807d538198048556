"""Measure how full pages are: both samples in all styles, papers and purposes, the room at the foot of each page but the last.

    python benchmarks/footroom.py                       the table of all builds, and their means
    python benchmarks/footroom.py --pages               also each page that is emptier than it may be

Empty is what lies between the lowest line of the text block and its foot, or the notes that stand there, in per cent of its
height. A page of its own (a plate) isn't counted. `stranded` are parts of a divided block with fewer than two rows and fewer
than three lines.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dossier import pipeline  # noqa: E402 - ours, once it can be found
from dossier.layout.box import Box, Lines  # noqa: E402
from dossier.layout.columns import Columns  # noqa: E402
from dossier.layout.page import Frame, Page  # noqa: E402
from dossier.layout.stacks import Row, Stack  # noqa: E402
from dossier.printing import stream  # noqa: E402
from dossier.styling.library import open_style  # noqa: E402

SAMPLES = ("raqqa", "suez")
STYLES = ("briefing", "plain")
FORMS = (  # paper, purpose
    ("a4", ""), ("letter", ""), ("a4", "office"), ("letter", "office"), ("a4", "booklet"), ("letter", "booklet"),
    ("a5", ""), ("a5", "office"),
)  # fmt: skip
MOST, MOST_SMALL = 15.0, 20.0  # per cent of a page that may be empty; of a small one
SMALL = 500.0  # points: text blocks lower than this are small
FEW_LINES = 3
HEAD_LEAST = 36.0  # points: three lines


class Foot(NamedTuple):
    """A page: how much of it is empty at the foot (per cent), how much may be, what ends it and what begins the next."""

    number: int
    empty: float
    most: float
    ends: str
    begins: str


class Measured(NamedTuple):
    """A build: its name, its pages but the last, how many there are with that, and parts that are stranded."""

    name: str
    feet: list[Foot]
    pages: int
    stranded: list[str]


def measure(path: Path, style: str, paper: str, purpose: str) -> Measured:
    """Build a sample and measure its pages as they are decided."""
    look = open_style((style,), [f"page.paper={paper}"], purpose)
    known: list[tuple[Page, float]] = []
    usual = stream.paginate

    def watched(boxes: Iterable[Box], frame: Frame, *arguments: Any, **named: Any) -> Iterator[Page]:
        for page in usual(boxes, frame, *arguments, **named):
            known.append((page, frame.bottom))
            yield page

    stream.paginate = watched  # type: ignore[assignment]
    try:
        brief = pipeline.brief(str(path), look)
    finally:
        stream.paginate = usual
    upright = [(page, bottom) for page, bottom in known if not page.turned]
    feet = [foot(page, bottom, after) for (page, bottom), (after, _) in pairwise(upright)]
    name = " ".join(filter(None, (path.stem, style, paper, purpose)))
    return Measured(name, feet, brief.pages, list(stranded([page for page, _ in upright])))


def foot(page: Page, bottom: float, after: Page) -> Foot:
    """Measure a page."""
    top = max((placed.y for placed in page.boxes), default=bottom)
    low = min((placed.y - placed.box.height for placed in page.boxes), default=top)
    floor = max((placed.y for placed in page.notes), default=bottom)
    height = top - bottom
    most = MOST_SMALL if height < SMALL else MOST
    ends, begins = (called(page.boxes[-1].box) if page.boxes else "", called(after.boxes[0].box) if after.boxes else "")
    return Foot(page.number, 100 * max(0.0, low - floor) / height, most, ends, begins)


def called(box: Box) -> str:
    """Name a box by its kind, what it holds and how high it is."""
    inner = f" of {len(box.children)}" if isinstance(box, Stack | Columns) else ""
    return f"{type(box).__name__}{inner} {box.height:.0f}"


def stranded(pages: Sequence[Page]) -> Iterator[str]:
    """Name what is left alone at a foot or a head: a part of a divided block, or the first or last row of a list."""
    for page, after in pairwise(pages):
        if not page.boxes or not after.boxes:
            continue
        last, first = page.boxes[-1].box, after.boxes[0].box
        second = after.boxes[1].box if len(after.boxes) > 1 else None
        if isinstance(last, Lines) and isinstance(first, Lines) and last.setting is first.setting:
            lone = min(last.last - last.first, first.last - first.first) < 2
            yield from [f"page {page.number}: one line of a paragraph"] if lone else []
        elif first.loose:
            if not last.loose and last.height < HEAD_LEAST and not last.keep:
                yield f"page {page.number}: the first of a list"
            if (second is None or not second.loose) and first.height < HEAD_LEAST:
                yield f"page {after.number}: the last of a list"
        elif type(first) is type(last) and isinstance(first, Stack | Row) and not (first.before or first.id):
            lone = min(lines_in(last), lines_in(first)) < FEW_LINES and lines_in(first) > 0
            yield from [f"page {page.number}: {called(last)} and {called(first)}"] if lone else []


def lines_in(box: Box) -> int:
    """Count the lines of the longest column of a box."""
    if isinstance(box, Lines):
        return box.last - box.first
    if isinstance(box, Row):
        return max((lines_in(cell.box) for cell in box.cells), default=0)
    return sum(lines_in(child) for child in box.held())


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks/footroom.py", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--pages", action="store_true", help="name each page that is emptier than it may be, and what is stranded"
    )
    parser.add_argument("--only", default="", metavar="WORDS", help="only builds whose name has all of these words")
    wanted = parser.parse_args(arguments)
    builds = [(sample, style, *form) for sample in SAMPLES for style in STYLES for form in FORMS]
    all_feet: list[Foot] = []
    print(f"{'build':36} pages  over  mean  worst  stranded")
    for sample, style, paper, purpose in builds:
        if not all(word in (sample, style, paper, purpose) for word in wanted.only.split()):
            continue
        found = measure(ROOT / "sources" / f"{sample}.yaml", style, paper, purpose)
        print(row(found.name, found.feet, found.pages, len(found.stranded)))
        all_feet += found.feet
        if wanted.pages:
            for it in found.feet:
                if it.empty > it.most:
                    print(f"    page {it.number}: {it.empty:.0f} % empty after {it.ends}, before {it.begins}")
            print("".join(f"    {line}\n" for line in found.stranded), end="")
    print(row("all", all_feet, len(all_feet), 0))
    return 0


def row(name: str, feet: Sequence[Foot], pages: int, alone: int) -> str:
    """Return a line of the table."""
    over = sum(it.empty > it.most for it in feet)
    mean = sum(it.empty for it in feet) / max(1, len(feet))
    return f"{name:36} {pages:5} {over:5} {mean:5.1f} {max((it.empty for it in feet), default=0.0):6.1f} {alone:9}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""How evenly lines are set: by the words' boxes that poppler sees, the same for every typesetter's PDF of the same text.

A line's ratio r is what its word spaces were stretched by, in halves of a natural space, or shrunk by, in thirds of it (as TeX
reckons). Counted are full lines of justified running text at the measure and in the size of the body.
"""

from __future__ import annotations

import html
import re
import statistics
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
BULLETS = "•–‣"
MARKS = ".,-\u00ad‐'\"’”‘“"
HYPHENS = "\u00ad-\u2010"
EDGE = 0.8  # points by which a line's ends may miss the margins: rounding
HANGING = 0.3  # of the size: how far a mark at the end may stand beyond the margin
UNEVEN = 2.5  # points by which a space of another size, or one that was kerned, may differ
FEWEST = 5  # words of a line that counts

Box = tuple[float, float, float, float, str]


class Quality(NamedTuple):
    """The figures of one PDF: full lines, |r| in the mean, at two percentiles and at most, shares of loose and hyphened lines."""

    lines: int
    mean: float
    p95: float
    p99: float
    most: float
    loose: float
    hyphens: float


def quality(pdf: Path, font: Path, left: float, measure: float, size: float) -> Quality:
    """Measure the lines of running text in a column; lengths in points, `font` is the file of the body's face."""
    space = _space(font) * size
    ratios, hyphens = list[float](), 0
    for line in full_lines(pdf, left, left + measure, HANGING * size):
        gap = (line[-1][2] - line[0][0] - sum(box[2] - box[0] for box in line)) / (len(line) - 1) - space
        ratios.append(abs(gap / (space / 2 if gap > 0 else space / 3)))
        hyphens += line[-1][4][-1:] in HYPHENS
    if not ratios:
        raise ValueError(f"no full lines in {pdf}")
    ratios.sort()
    count = len(ratios)
    loose = sum(ratio > 1 for ratio in ratios) / count
    p95, p99 = ratios[int(0.95 * (count - 1))], ratios[int(0.99 * (count - 1))]
    return Quality(count, statistics.fmean(ratios), p95, p99, ratios[-1], loose, hyphens / count)


def full_lines(pdf: Path, left: float, right: float, hanging: float = 0.0) -> Iterator[list[Box]]:
    """Yield the words of the lines that fill the column, in the height of type that most of them have; marks may hang."""
    lines = [line for line in _lines(pdf, left, right) if _fills(line, left, right, hanging)]
    height = Counter(_height(line) for line in lines).most_common(1)
    for line in lines:
        if _height(line) == height[0][0]:
            yield line


def _height(line: list[Box]) -> float:
    return round(statistics.median(box[3] - box[1] for box in line), 1)


def _fills(line: list[Box], left: float, right: float, hanging: float) -> bool:
    """Tell whether a line of words reaches from margin to margin without a gap that is no word space: a bullet's, a label's."""
    if len(line) < FEWEST or line[0][4] in BULLETS or abs(line[0][0] - left) > EDGE:
        return False
    if not -EDGE <= line[-1][2] - right <= EDGE + (hanging if line[-1][4][-1:] in MARKS else 0.0):
        return False
    gaps = [after[0] - before[2] for before, after in pairwise(line)]
    return max(gaps) < 1.5 * statistics.median(gaps) + UNEVEN


def _lines(pdf: Path, left: float, right: float) -> Iterator[list[Box]]:
    """Yield the words of a column line by line; words belong together whose boxes overlap by half of their height."""
    command = ["pdftotext", "-bbox", "-enc", "UTF-8", str(pdf), "-"]
    out = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    for page in out.split("<page ")[1:]:
        found: list[Box] = [(*map(float, box), html.unescape(text)) for *box, text in WORD.findall(page)]  # type: ignore[misc]
        column = sorted((box for box in found if box[0] > left - 3 and box[2] < right + 3), key=lambda box: box[1] + box[3])
        line: list[Box] = []
        for box in column:
            if line and (box[1] + box[3]) / 2 > line[0][3] - 0.25 * (line[0][3] - line[0][1]):
                yield sorted(line)
                line = []
            line.append(box)
        if line:
            yield sorted(line)


def _space(font: Path) -> float:
    """Return the advance of a font's space in ems."""
    import uharfbuzz

    face: Any = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font)))  # type: ignore[attr-defined,unused-ignore]
    opened: Any = uharfbuzz.Font(face)  # type: ignore[attr-defined,unused-ignore]
    return float(opened.get_glyph_h_advance(opened.get_nominal_glyph(32)) / face.upem)

"""Draw a dossier's places and events as GMT and Matplotlib draw them, to lay beside the map and the chronology of its brief.

    python benchmarks/figures.py sources/raqqa.yaml     puts locator.pdf and timeline.pdf into benchmarks/out/

Needs GMT 6 with its coastlines (Debian: gmt, gmt-gshhg) and the package matplotlib. Both get what our figures get, the places
with their names and the entries with their dates, and are told what a careful user would tell them; docs/figures.md says what
came of it.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
sys.path[:0] = [str(HERE.parent)]

from dossier import pipeline  # noqa: E402 - our own package, once it can be found
from dossier.blocks import Figure, plain  # noqa: E402

WIDTH = 16.8  # centimetres: both columns of our page
GMT = """
gmt set FONT_ANNOT_PRIMARY 8p FONT_LABEL 8p MAP_FRAME_TYPE plain MAP_FRAME_PEN 0.6p MAP_GRID_PEN_PRIMARY 0.2p,gray80
gmt begin locator pdf
gmt coast -R{west}/{east}/{south}/{north} -JM{width}c -Df -N1/0.6p,gray40,- -I1/1p,steelblue -I2/0.5p,steelblue \
    -Gwhite -Slightblue -W0.4p,steelblue -Bafg -LjBL+c{middle}+w100k+f+l+o0.8c -TdjTL+w1c+o0.3c
gmt plot places.txt -Sc0.15c -Gblack
gmt text places.txt -F+f9p+jLB -D0.15c/0.1c
gmt inset begin -DjBR+w4c/3c+o0.1c -F+gwhite+p0.5p
gmt coast -R{wider} -JM3.9c -Dl -N1/0.2p,gray40 -Gwhite -Slightblue -W0.2p
gmt plot -W1p,firebrick -A extent.txt
gmt inset end
gmt end
"""


def main() -> None:
    """Draw both."""
    name = sys.argv[1] if len(sys.argv) > 1 else "sources/raqqa.yaml"
    ready = pipeline.check(Path(name).read_bytes(), name, root=str(Path(name).parent))
    blocks = [block for section in ready.galley.sections for block in section.blocks]
    figures = {block.kind: block.data for block in blocks if isinstance(block, Figure)}
    OUT.mkdir(exist_ok=True)
    if "map" in figures:
        locator(figures["map"])
    if "chronology" in figures:
        timeline(figures["chronology"])


def locator(survey: Any) -> None:
    """Draw the places with GMT, on the stretch of the globe that our map shows, with an inset five times as wide."""
    west, south, east, north = survey.box
    (OUT / "places.txt").write_text("".join(f"{mark.at[0]} {mark.at[1]} {plain(mark.name)}\n" for mark in survey.marks))
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    (OUT / "extent.txt").write_text("".join(f"{x} {y}\n" for x, y in corners))
    wide, high = east - west, north - south
    wider = f"{west - 2 * wide}/{east + 2 * wide}/{max(-80.0, south - 2 * high)}/{min(80.0, north + 2 * high)}"
    script = GMT.format(west=west, east=east, south=south, north=north, width=WIDTH, middle=(south + north) / 2, wider=wider)
    subprocess.run(["sh", "-ec", script], cwd=OUT, check=True)


def timeline(chronology: Any) -> None:
    """Draw the entries with Matplotlib, a row each: a point or a bar, and the words, wrapped, as the row's label."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import dates as ticks
    from matplotlib import pyplot as plot

    marks = chronology.marks
    figure, axes = plot.subplots(figsize=(WIDTH / 2.54, (1.5 + 0.8 * len(marks)) / 2.54), layout="constrained")
    for row, mark in enumerate(marks):
        days = [day for day in (mark.start, mark.end, *mark.days) if day]
        first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
        axes.plot([first, last], [row, row], "-o", markersize=4, color="tab:blue")
    if chronology.cut_off:
        axes.axvline(date.fromordinal(chronology.cut_off), linestyle="--", color="tab:red", linewidth=0.8)
    axes.set_yticks(range(len(marks)), [fill(plain(mark.words), 44) for mark in marks], fontsize=7)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(spacing := ticks.AutoDateLocator())
    axes.xaxis.set_major_formatter(ticks.ConciseDateFormatter(spacing))
    axes.tick_params(axis="x", labelsize=7)
    axes.grid(axis="x", linewidth=0.3)
    axes.spines[["left", "top", "right"]].set_visible(False)
    figure.savefig(OUT / "timeline.pdf", metadata={"CreationDate": None})


if __name__ == "__main__":
    main()

"""Running heads, feet and banner: nothing of them is left out, nothing overprints, and what has no room is told at its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from geometry import page_words
from test_typeset import galley_of, setter_of

from dossier import pipeline
from dossier.blocks import Galley
from dossier.layout.box import Lines
from dossier.layout.page import PageMap
from dossier.printing.stream import _frame
from dossier.problems import DossierError, Problem
from dossier.styling.library import open_style
from dossier.text.textlines import SetText
from dossier.typeset.furniture import MOST_LINES, Furniture
from dossier.typeset.setter import Setter
from dossier.units import Color

ISSUER = (
    "Joint Office for the Observation of Inland Waterways, Bridges and Ferries of the Northern Provinces and their Neighbours"
)
BRIEF = f"""
dossier:
  title: The bridge at Dorn is shut to lorries, and nobody says until when
  marking: TLP:AMBER+STRICT
  issuer: {ISSUER}
  series: Situation brief
  edition: 12
  as_of: 2026-09-28 23:30 +05:45
  banner: OFFICIAL - NOT TO BE FORWARDED
sources:
  log: {{title: Log of the harbour office, published: 2026-09-28}}
claims:
  The bridge:
    shut: {{text: The bridge is shut to lorries., cite: log 1}}
"""
LOOKS = [
    (style, paper, purpose)
    for style in ("briefing", "plain")
    for paper in ("a4", "letter", "a5", "half-letter", "a4-letter", "legal")
    for purpose in ("", "office", "booklet")
    if purpose != "booklet" or paper in ("a5", "half-letter", "a4", "letter")
]


class Ink(NamedTuple):
    """A line of furniture, or the ground of one: left, bottom, right, top, in points."""

    said: str
    box: tuple[float, float, float, float]


class Recorder:
    """A surface that notes where lines of furniture stand."""

    def __init__(self) -> None:
        self.inks: list[Ink] = []

    def artifact_text(self, setting: SetText, first: int, last: int, x: float, y: float, leading: float, kind: str = "") -> None:
        """Note the lines, each from its descenders to its capitals."""
        said = "".join(piece.text for piece in setting.pieces)
        for line in range(first, last):
            base, indent = y - (line - first) * leading, (0.0, setting.widths[line])
            if "OFFICIAL" in said:  # centred
                indent = self.centred(setting.widths[line])
            box = (x + indent[0], base - 0.22 * setting.size, x + indent[1], base + 0.72 * setting.size)
            self.inks.append(Ink(f"{said}:{line}", box))

    def centred(self, width: float) -> tuple[float, float]:
        """Return where a centred line lies: as wide as it can be."""
        return 0.0, width

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float, color: Color | None = None) -> None:
        """Note a rule."""
        self.inks.append(Ink("rule", (x0, y0, x1, y1 + width)))

    def box(self, x: float, y: float, w: float, h: float, fill: Color | None = None) -> None:
        """A plate's ground belongs to the marking on it."""


def overlapping(inks: list[Ink]) -> Iterator[tuple[str, str]]:
    """Yield the lines that stand on one another."""
    for one, other in combinations(inks, 2):
        a, b = one.box, other.box
        if a[0] < b[2] - 0.1 and b[0] < a[2] - 0.1 and a[1] < b[3] - 0.1 and b[1] < a[3] - 0.1:
            yield one.said, other.said


def furniture_of(galley: Galley) -> Furniture:
    """Return the furniture of an upright page."""
    setter = setter_of(galley)
    return Furniture(setter, ["A section"], setter.page)


def words_of(box: Lines) -> str:
    """Return the words of a line of furniture."""
    return "".join(piece.text for piece in box.setting.pieces)


def refused(text: str, *settings: str) -> list[Problem]:
    """Return what is wrong with a dossier in a look."""
    with pytest.raises(DossierError) as caught:
        pipeline.check(text.encode(), "a.yaml", open_style(["briefing"], settings))
    return [problem for problem in caught.value.problems if problem.severity == "error"]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(filter(None, look)))
def test_a_long_issuer_leaves_all_else_in_place(look: tuple[str, str, str]) -> None:
    """With an issuer of 120 characters the cut-off is printed whole on every paper, and no two boxes share a point."""
    assert 115 <= len(ISSUER) <= 125
    style, paper, purpose = look
    opened = open_style([style], [f"page.paper={paper}"], *([purpose] if purpose else []))
    ready = pipeline.check(BRIEF.encode(), "a.yaml", opened)
    setter = Setter(ready.galley, ready.style, ready.book, PageMap(), {})
    page = ready.style.page
    for edge in ("left", "right", ""):
        furniture = Furniture(setter, ["What is reported"], page, lambda number, edge=edge: edge)  # type: ignore[misc]
        drawn = Recorder()
        furniture(drawn, 1, 1)  # type: ignore[arg-type]
        said = words_of(furniture.foot.lines).replace("\u00a0", " ")
        assert "as of 28 September 2026, 23:30 +05:45" in said
        assert ISSUER in said
        assert "edition 12" in said
        assert "…" not in said
        assert list(overlapping(drawn.inks)) == []
        assert {"1 of 1:0", "TLP:AMBER+STRICT:0", "OFFICIAL - NOT TO BE FORWARDED:0"} <= {ink.said for ink in drawn.inks}
        assert min(ink.box[1] for ink in drawn.inks) > 0
        assert min(ink.box[0] for ink in drawn.inks) >= page.left - 0.1
        assert max(ink.box[2] for ink in drawn.inks) <= page.left + page.both + 0.1
        frame = _frame(setter, page)
        feet = [ink.box[3] for ink in drawn.inks if ink.box[1] < page.height / 2]
        heads = [ink.box[1] for ink in drawn.inks if ink.box[1] > page.height / 2]
        assert max(feet) < frame.bottom
        assert min(heads) > frame.top


def test_what_fits_stands_as_ever() -> None:
    """A foot of one line changes nothing of the text block."""
    setter = setter_of(galley_of())
    assert words_of(furniture_of(galley_of()).foot.lines) == "foot"
    frame = _frame(setter, setter.page)
    assert (frame.top, frame.bottom) == (setter.page.height - setter.page.top, setter.page.bottom)


def test_text_gives_way_to_a_foot_of_several_lines(tmp_path: Path) -> None:
    """In the PDF no word of the text stands lower than the foot's first line."""
    long = BRIEF.replace("The bridge is shut to lorries.,", f"{'The bridge is shut to lorries and to carts ' * 300}.,")
    path = tmp_path / "a.pdf"
    path.write_bytes(pipeline.build(long.encode(), "a.yaml", open_style(["briefing"], ["page.paper=a5"])).pdf)
    pages = [words for words in page_words(path, 1) if sum(word.text == "carts" for word in words) > 30]
    assert len(pages) > 2
    for words in pages:
        foot = min(word.y0 for word in words if word.text == "Joint" and word.y0 > 400)
        assert max(word.y1 for word in words if word.text in ("lorries", "carts")) <= foot + 0.5


def test_short_forms_stand_on_every_page_and_the_whole_on_the_first() -> None:
    """`short_issuer` and `short_title` are what head and foot print; the masthead and the title stay whole."""
    short = BRIEF.replace("  series:", "  short_issuer: JOW\n  short_title: Dorn\n  series:")
    ready = pipeline.check(short.encode(), "a.yaml")
    furniture = Furniture(Setter(ready.galley, ready.style, ready.book, PageMap(), {}), ["A section"], ready.style.page)
    assert words_of(furniture.foot.lines).startswith("JOW · Situation brief")
    assert words_of(furniture._head("A section").lines) == "Dorn\u2002|\u2002A section"
    assert ISSUER in str(ready.galley.front)
    assert "nobody says until when" in str(ready.galley.front)


@pytest.mark.parametrize(
    ("field", "line", "hint"),
    [("issuer: Joint", 5, "short_issuer"), ("title: The", 3, "short_title"), ("series: Situation", 6, "short_issuer")],
)
def test_what_has_no_room_is_told_at_its_place(field: str, line: int, hint: str) -> None:
    """A name that would take half the page is an error with its line and the way out, for `check` too, and never cut short."""
    (problem,) = refused(BRIEF.replace(field, f"{field} {'very ' * 120}"), "page.paper=a5")
    assert problem.span is not None
    assert problem.span.line == line
    assert f"{MOST_LINES} is the most" in problem.message
    assert hint in (problem.hint or "")


def test_a_section_with_a_long_title_is_told() -> None:
    """Where it is the section's own title that is too long for a head, that title is named."""
    own = f"sections:\n  - summary\n  - {{id: own, title: {'Words ' * 120}, text: Some.}}\n  - reported\n"
    (problem,) = refused(BRIEF.replace("sources:", own + "sources:", 1))
    assert problem.span is not None
    assert problem.span.line == 12
    assert "title of the section" in (problem.hint or "")


def test_a_banner_is_never_cut() -> None:
    """A banner is printed exactly; where a line doesn't hold it, that is told at its place."""
    (problem,) = refused(BRIEF.replace("NOT TO BE FORWARDED", "NOT FOR DISTRIBUTION " * 12))
    assert problem.span is not None
    assert (problem.span.line, problem.name) == (9, "banner")


@pytest.mark.parametrize("setting", ["page.banner=13mm", "page.head=11mm"])
def test_nothing_overprints_the_banner(setting: str) -> None:
    """A style that lets head or foot stand on the banner is refused where a brief has one, at the value that does it."""
    (problem,) = refused(BRIEF, setting)
    assert problem.name == "banner"
    assert "too near" in problem.message
    assert problem.span is not None
    assert pipeline.check(BRIEF.replace("  banner: OFFICIAL - NOT TO BE FORWARDED\n", "").encode(), "a.yaml").galley

"""Whole briefs, from YAML to PDF: valid, read alike by every witness, nothing lost on the way, nothing off its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from gate import Gate
from geometry import misplaced, page_words
from witness import comparable, destinations, differences, links, outline, stream_text

from dossier import pipeline
from dossier.blocks import Blocks, Card, Cards, Figure, Galley, Run, plain
from dossier.styling.library import Opened, open_style

SOURCES = Path(__file__).parent.parent / "sources"
DOSSIERS = sorted(SOURCES.glob("*.yaml"), key=lambda path: path.name)
SHORT = """
dossier: {title: The bridge at Dorn, marking: TLP:GREEN, issuer: Harbour desk, as_of: 2019-05-02 18:00 UTC}
sources:
  log: {kind: document, title: Log of the harbour office, author: not stated, published: 2019-05-02, reliability: B}
bottom_line: The bridge is shut to lorries since noon, and nobody says until when. [@log 1]
claims:
  The bridge:
    shut: {text: The bridge is shut to lorries., cite: log 1, grade: 2, quote: closed to heavy vehicles until further notice}
"""
LOOKS = [("briefing", ""), ("briefing", "page.paper=letter"), ("plain", "")]


@pytest.fixture(scope="module", params=DOSSIERS, ids=lambda path: path.stem)
def source(request: pytest.FixtureRequest) -> Path:
    """Return each dossier of the repository in turn."""
    path: Path = request.param
    return path


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: " ".join(filter(None, look)))
def look(request: pytest.FixtureRequest) -> Opened:
    """Return each style and paper in turn."""
    sheet, setting = request.param
    return open_style([sheet], [setting] if setting else [])


@pytest.fixture(scope="module")
def brief(source: Path, look: Opened, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the PDF of a dossier in a look."""
    path = tmp_path_factory.mktemp("brief") / f"{source.stem}.pdf"
    path.write_bytes(pipeline.brief(str(source), look).pdf)
    return path


@pytest.fixture(scope="module")
def galley(source: Path, look: Opened) -> Galley:
    """Return what is said in it."""
    return pipeline.check(source.read_bytes(), str(source), look).galley


def said(part: Any) -> Iterator[str]:
    """Yield all that a part of a galley says, cut where words come late."""
    if isinstance(part, tuple) and part and all(isinstance(run, Run) for run in part) and not isinstance(part, Run):
        words = ""
        for run in part:
            words += "\n" if run.late else run.text
        yield from words.split("\n")
    elif isinstance(part, Figure):
        yield from said(part.caption)
    elif isinstance(part, (tuple, list)):
        for inner in part:
            if not isinstance(inner, str):
                yield from said(inner)


def test_a_brief_is_valid(brief: Path, valid_pdf: Gate) -> None:
    """PDF/A-2a, PDF/UA-1, and no other reader finds a fault."""
    valid_pdf(brief)


def test_all_witnesses_read_the_same(brief: Path) -> None:
    """The file, PDFium by structure and poppler agree, and no text stands outside the structure."""
    assert differences(brief) == []


def test_words_stand_on_their_pages_and_not_on_one_another(brief: Path) -> None:
    """No text leaves its page and no word lies on another."""
    assert misplaced(brief) == []


def test_all_that_is_composed_is_in_the_file(galley: Galley, brief: Path) -> None:
    """Each stretch of the galley is found whole in the text of some block."""
    text = "\n".join(comparable(block.text) for block in stream_text(brief).blocks)
    stretches = [comparable(words) for part in (galley.front, galley.sections) for words in said(part)]
    assert len(stretches) > 100
    assert [words for words in stretches if words and words not in text] == []


def test_bookmarks_follow_the_headings(galley: Galley, brief: Path) -> None:
    """Sections are bookmarked in their order, on pages that do not go back."""
    marks = outline(brief)
    sections = [section.title for section in galley.sections]
    assert [title for level, title, _ in marks if level == 1] == sections
    assert [page for *_, page in marks] == sorted(page for *_, page in marks)


def test_every_link_leads_somewhere_and_says_where(brief: Path) -> None:
    """Links within the brief end at places that exist; each has words for those who can't see it (PDF/UA-1, 7.18.5)."""
    found = links(brief)
    assert found
    assert destinations(brief)
    assert [link for link in found if not link.contents] == []
    assert {link.target.partition(":")[0] for link in found if isinstance(link.target, str)} <= {"https", "http", "mailto"}


def test_a_link_is_described_by_the_name_of_its_target(galley: Galley, brief: Path) -> None:
    """Nobody is read an id: what a link says of itself isn't its anchor, and a name that is printed there."""
    with pikepdf.open(brief) as pdf:
        within = {(str(it.Dest), str(it.Contents)) for page in pdf.pages for it in page.get("/Annots", ()) if "/Dest" in it}
    assert len(within) > 30
    assert [pair for pair in within if pair[1].startswith("#") or pair[1] == pair[0].partition("-")[2]] == []
    heads = {block.head.id: plain(block.head.text) for section in galley.sections for block in _cards(section.blocks)}
    parties = [(heads[anchor], said) for anchor, said in within if anchor in heads and anchor.startswith("question-")]
    assert parties
    assert [pair for pair in parties if pair[0] not in pair[1]] == []


def _cards(blocks: Blocks) -> Iterator[Card]:
    for block in blocks:
        if isinstance(block, Card):
            yield block
        elif isinstance(block, Cards):
            yield from _cards(block.cards)


def _elements(element: pikepdf.Object, role: str) -> Iterator[pikepdf.Object]:
    """Yield the elements of a role below an element of the structure."""
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if role == kid.S:
                yield kid
            yield from _elements(kid, role)


def test_lists_say_how_they_are_numbered(brief: Path) -> None:
    """Each list says how its labels go on (ISO 32000-1, 14.8.5.5): by rising numbers where these are its labels."""
    with pikepdf.open(brief) as pdf:
        lists = list(_elements(pdf.Root.StructTreeRoot, "/L"))
        kinds = [str(it.A.ListNumbering) for it in lists]
        assert {str(it.A.O) for it in lists} == {"/List"}
    assert set(kinds) <= {"/None", "/Decimal", "/Disc"}
    assert kinds.count("/Decimal") >= 3


def test_captions_stand_within_what_they_describe(brief: Path) -> None:
    """A caption is part of its figure or table, and is read after what is drawn (ISO 32000-1, 14.8.4.3.4)."""
    with pikepdf.open(brief) as pdf:
        captions = list(_elements(pdf.Root.StructTreeRoot, "/Caption"))
        assert captions
        assert {str(it.P.S) for it in captions} <= {"/Figure", "/Table"}
        of_figures = [it.P for it in captions if it.P.S == "/Figure"]
        assert of_figures
        assert [it for it in of_figures if isinstance(it.K[0], pikepdf.Dictionary) and it.K[0].get("/S") == "/Caption"] == []


def _link_elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure that are links."""
    if element.get("/S") == "/Link":
        yield element
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _link_elements(kid)


def test_each_link_of_the_structure_can_be_followed(galley: Galley, brief: Path) -> None:
    """No link is one by name only: each has its annotation (ISO 32000-1, 14.8.4.4.2), the lines of the contents too."""
    with pikepdf.open(brief) as pdf:
        found = list(_link_elements(pdf.Root.StructTreeRoot))
        referred = [[kid.get("/Type") for kid in link.K if isinstance(kid, pikepdf.Dictionary)] for link in found]
    assert len(found) > 100
    assert [types for types in referred if "/OBJR" not in types] == []
    assert {section.title for section in galley.sections} <= {link.contents for link in links(brief)}


def test_words_keep_their_places(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """A short brief's words stand where they stood when somebody last looked, to half a point."""
    path = tmp_path / "short.pdf"
    path.write_bytes(pipeline.build(SHORT.encode()).pdf)
    lines = [
        f"{number} {word.x0 * 2:.0f} {word.y1 * 2:.0f} {word.text}"
        for number, page in enumerate(page_words(path), 1)
        for word in page
    ]
    golden("short.geometry.txt", "\n".join(lines) + "\n")


def test_the_same_dossier_gives_the_same_bytes(source: Path) -> None:
    """Two builds in one process do not differ by a byte."""
    assert pipeline.brief(str(source)).pdf == pipeline.brief(str(source)).pdf

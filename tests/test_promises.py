"""What a brief promises on paper, held against what is extracted from it: contents, pages of sources, marking, the inventory."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from geometry import pages as page_geometry
from witness import Reading, comparable, outline, stream_text

from dossier import pipeline
from dossier.blocks import Card, Figure, Run, Table
from dossier.evidence.graph import link
from dossier.model import Dossier, Gap
from dossier.reading.reader import read
from dossier.saying.citing import ranges
from dossier.styling.library import Opened, open_style
from dossier.styling.style import MARKING_SIZE

SOURCES = Path(__file__).parent.parent / "sources"
LOOKS = [("briefing", ""), ("briefing", "page.paper=letter"), ("plain", "")]
# →7, 9 are claims; source 2 the whole of one; 2¶6 a paragraph; ¶6 one of the source that carries nearly all, as are its labels
MARK = re.compile(
    r"→(?P<claims>\d+(?:[,–] ?\d+)*)|source (?P<whole>\d+)|(?P<source>\d*)¶\d|\b(?:headline|deck|caption)(?=[,;.]|$| ?¶)"
)
CHIEF = "1"


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: " ".join(filter(None, look)))
def look(request: pytest.FixtureRequest) -> Opened:
    """Each look in turn."""
    sheet, setting = request.param
    return open_style([sheet], [setting] if setting else [])


@pytest.fixture(scope="module")
def brief(look: Opened, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Raqqa brief in a look."""
    path = tmp_path_factory.mktemp("promises") / "raqqa.pdf"
    path.write_bytes(pipeline.brief(str(SOURCES / "raqqa.yaml"), look).pdf)
    return path


@pytest.fixture(scope="module")
def reading(brief: Path) -> Reading:
    """Its text in structure order."""
    return stream_text(brief)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """The Raqqa dossier."""
    found, problems = read((SOURCES / "raqqa.yaml").read_bytes(), "raqqa.yaml")
    assert found is not None, problems
    return found


def test_contents_print_the_pages_of_the_headings(brief: Path, reading: Reading) -> None:
    """Each line of the contents names the page on which the section's heading stands, as the bookmark does."""
    printed = [comparable(block.text).rpartition(" ") for block in reading.blocks if block.role == "TOCI"]
    sections = [(title, page) for level, title, page in outline(brief) if level == 1]
    assert [(title, int(page)) for title, _, page in printed] == sections
    headings = {comparable(block.text): block.pages for block in reading.blocks if block.role == "H2"}
    assert all(headings[title] == [page] for title, page in sections)


def cited(words: str, sources_of_claim: dict[int, set[int]]) -> set[int]:
    """Return the numbers of the sources behind the citation marks in a text, read as a reader of the paper would."""
    found: set[int] = set()
    for mark in MARK.finditer(comparable(words)):
        if mark["claims"]:
            for number in re.findall(r"\d+", mark["claims"]):
                found |= sources_of_claim[int(number)]
        else:
            found.add(int(mark["whole"] or mark["source"] or CHIEF))
    return found


def test_the_pages_of_a_source_are_those_on_which_it_is_cited(reading: Reading, dossier: Dossier) -> None:
    """'Cited on pages' equals what the marks on the pages say, claim by claim."""
    evidence, _ = link(dossier)
    sources_of_claim = {view.number: {evidence.number(s.id) for s in view.sources} for view in evidence.claims}
    true: dict[int, set[int]] = defaultdict(set)
    after = "How to read this brief"
    blocks = [b for b in reading.blocks if b.role != "TOCI"]
    explained = next(i for i, block in enumerate(blocks) if comparable(block.text) == after)
    for block in blocks[:explained]:
        marks = cited(block.text, sources_of_claim)
        for page in block.pages if len(block.pages) == 1 else ():
            for number in marks:
                true[number].add(page)
        for page, words in block.parts if len(block.pages) > 1 else ():
            for number in cited(words, sources_of_claim):
                true[number].add(page)
    said = [m[1] for block in blocks if (m := re.search(r"Cited on pages ([\d, –]+)\.", comparable(block.text)))]
    assert said[: len(dossier.sources)] == [ranges(sorted(true[number])) for number in range(1, len(dossier.sources) + 1)]


def test_the_marking_stands_at_head_and_foot_of_every_page(brief: Path, dossier: Dossier) -> None:
    """Twice on each page beside the text, at the right edge, at least 12 points high (FIRST, TLP 2.0)."""
    for number, page in enumerate(page_geometry(brief), 1):
        words = [word for word in page.words if word.text == dossier.facts.marking]
        edges = [word for word in words if word.x1 > 0.75 * page.width]
        assert [word.y0 > page.height / 2 for word in sorted(edges, key=lambda w: w.y0)] == [False, True], f"page {number}"
        assert all(word.y1 - word.y0 >= MARKING_SIZE for word in edges)


def test_each_page_says_which_of_how_many_it_is(brief: Path, reading: Reading) -> None:
    """The folio is true on every page."""
    total = len(reading.furniture)
    assert [f"{number} of {total}" in words for number, words in enumerate(reading.furniture, 1)] == [True] * total


def test_the_marking_is_real_text_once(reading: Reading, dossier: Dossier) -> None:
    """Screen readers skip running heads; the marking is said to them at the head of the brief."""
    assert dossier.facts.marking in reading.blocks[0].text


def in_order(part: Any) -> Iterator[str]:
    """Yield all that a part of a galley says in the order in which it reads: a caption first, a foreign name beside its own."""
    if isinstance(part, Card):
        part = (part.head, part.aside, part.blocks)
    elif isinstance(part, Table):
        part = (part.caption, [column.head for column in part.columns], part.rows)
    if isinstance(part, tuple) and part and all(isinstance(run, Run) for run in part):
        yield from "".join("\n" if run.late else run.text for run in part).split("\n")
    elif isinstance(part, Figure):
        yield from in_order(part.caption)
    elif isinstance(part, (tuple, list)) and not isinstance(part, Run):
        for inner in part:
            yield from in_order(inner)


def test_the_text_stands_in_the_order_of_the_galley(reading: Reading, look: Opened) -> None:
    """Stretch by stretch, Arabic too, the file says what was composed, one after the other in the order of its structure."""
    galley = pipeline.check((SOURCES / "raqqa.yaml").read_bytes(), "raqqa.yaml", look).galley
    body = "".join("".join(comparable(b.text).split()) for b in reading.blocks if b.role not in ("TOCI", "Figure"))
    place, count = 0, 0
    for words in in_order((galley.front, [section.blocks for section in galley.sections])):
        wanted = "".join(comparable(words).split())
        if wanted:
            found = body.find(wanted, place)
            assert found >= 0, words
            place, count = found + len(wanted), count + 1
    assert count > 400


def test_the_inventory_is_in_the_file(reading: Reading, dossier: Dossier) -> None:
    """Actors, people, places, routes, claims, quotations, events, relations and questions are all found in the text."""
    text = comparable("\n".join(block.text for block in reading.blocks)).replace("’", "'")
    wanted: list[str] = []
    for actor in dossier.actors.values():
        wanted += [actor.name, *(actor.native or {}).values()]
        wanted += [person.name for person in (actor.people or {}).values() if not isinstance(person.name, Gap)]
    wanted += [place.name for place in dossier.places.values()]
    wanted += [word for place in dossier.places.values() for word in (place.native or {}).values()]
    wanted += [route.name for route in dossier.routes.values()]
    claims = [claim for group in dossier.claims for claim in group.claims.values()]
    wanted += [claim.text.plain for claim in claims] + [claim.quote for claim in claims if claim.quote]
    wanted += [event.what.plain for event in dossier.events if event.what]
    wanted += [relation.detail for relation in dossier.relations if relation.detail]
    wanted += [question.ask for question in dossier.questions.values()]
    wanted += [known.plain for question in dossier.questions.values() for known in question.known]
    assert len(wanted) > 100
    assert [words for words in wanted if comparable(words).strip(". ") not in text] == []

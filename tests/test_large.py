"""Dossiers beyond all measure: they are built, nothing is lost, memory stays in bounds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from gate import Gate, pdfium, qpdf
from geometry import misplaced
from sizes import (
    LARGE,
    SYLLABLES,
    long_card,
    long_heading,
    long_note,
    long_table,
    long_word,
    many_claims,
    many_sections,
    one_paragraph,
    words,
)
from witness import comparable, links, outline, stream_text

from dossier import pipeline

ROOT = Path(__file__).resolve().parent.parent
MOST_MEMORY = 600_000_000  # bytes
MADE = re.compile(rf"\b(?:{'|'.join(SYLLABLES)}){{2,4}}\b", re.IGNORECASE)
BUILD = """
import sys
from dossier import pipeline
with open(sys.argv[2], "wb") as file:
    file.write(pipeline.brief(sys.argv[1]).pdf)
try:
    with open("/proc/self/status") as status:  # of this program alone; ru_maxrss counts what its parent held when it was started
        print(next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM")))
except OSError:  # not Linux
    print(0)
"""


def text_of(path: Path) -> str:
    """Return what the blocks of a PDF say, words that lines part joined again."""
    return "\n".join(comparable(block.text) for block in stream_text(path).blocks)


def made(text: str) -> Counter[str]:
    """Count the made-up words of a text."""
    return Counter(word.lower() for word in MADE.findall(text))


# veraPDF takes minutes for hundreds of pages of tables; it sees the same kinds of pages in the smaller dossiers below
@pytest.mark.ungated
@pytest.mark.parametrize("dossier", LARGE, ids=lambda dossier: dossier.__name__)
def test_nothing_is_lost_of_a_large_dossier(dossier: Callable[[], str], tmp_path: Path) -> None:
    """A process of its own builds it in little memory; each word stands in the PDF at least as often as in the dossier."""
    source, path = tmp_path / "large.yaml", tmp_path / "large.pdf"
    source.write_text(dossier(), encoding="utf-8")
    command = [sys.executable, "-c", BUILD, str(source), str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=1200)
    assert done.stderr == ""
    assert int(done.stdout) < MOST_MEMORY
    if shutil.which("qpdf"):
        assert qpdf(path)[1] == []
    assert pdfium(path)[1] == []
    assert made(dossier()) - made(text_of(path)) == Counter()


@pytest.mark.parametrize("dossier", [lambda: long_table(150), lambda: many_claims(40, 120)], ids=["tables", "claims"])
def test_many_rows_are_valid(dossier: Callable[[], str], valid_pdf: Gate) -> None:
    """Tables and lists over several pages pass every checker."""
    valid_pdf(pipeline.build(dossier().encode()).pdf)


def test_a_long_paragraph_keeps_its_order(tmp_path: Path) -> None:
    """Thousands of words over many pages are one paragraph, word by word as it was written."""
    path = tmp_path / "paragraph.pdf"
    path.write_bytes(pipeline.build(one_paragraph(8_000).encode()).pdf)
    (block,) = [block for block in stream_text(path).blocks if len(block.pages) > 5]
    assert " ".join(words(8_000)) in comparable(block.text)


def test_a_long_word_keeps_its_letters(tmp_path: Path) -> None:
    """A word of many lines comes out whole, and stays in its column."""
    path = tmp_path / "word.pdf"
    built = pipeline.build(long_word(20_000).encode())
    path.write_bytes(built.pdf)
    assert "abcdefghij" * 2_000 in "".join(block.text for block in stream_text(path).blocks).replace("\u200b", "")
    assert [problem.name for problem in built.problems if "is divided" in problem.message] == ["setting"]
    assert misplaced(path) == []


@pytest.mark.parametrize("word", ["a-" * 5_000, "https://example.org/" + "path/" * 2_000, "ab\u00ad" * 5_000, "ابجد" * 2_500])
def test_long_words_of_all_kinds(word: str, tmp_path: Path) -> None:
    """Hyphens, addresses, soft hyphens and Arabic letters without an end are set, and stay on their page."""
    path = tmp_path / "word.pdf"
    path.write_bytes(pipeline.build(long_word(10).replace("abcdefghij", word).encode()).pdf)
    said = "".join(block.text for block in stream_text(path).blocks)
    assert word.replace("\u00ad", "") in said.replace("\u200b", "").replace("\u00ad", "")
    assert misplaced(path) == []


@pytest.mark.parametrize("look", [("briefing", "page.paper=letter"), ("plain", "page.paper=a5")], ids=" ".join)
@pytest.mark.parametrize(
    "dossier", [lambda: long_heading(300), lambda: long_card(120), long_note], ids=["heading", "card", "note"]
)
def test_what_is_longer_than_its_page_goes_on(dossier: Callable[[], str], look: tuple[str, str], tmp_path: Path) -> None:
    """Headings, cards and side notes that no page holds go on over the next ones in any look, and nothing lies on anything."""
    from dossier.styling.library import open_style

    path = tmp_path / "long.pdf"
    path.write_bytes(pipeline.build(dossier().encode(), look=open_style([look[0]], [look[1]])).pdf)
    assert made(dossier()) - made(text_of(path)) == Counter()
    assert misplaced(path) == []


def test_contents_over_pages_name_the_right_pages(tmp_path: Path) -> None:
    """Hundreds of entries name the page that each of them leads to, and on which its heading is bookmarked."""
    path = tmp_path / "contents.pdf"
    path.write_bytes(pipeline.build(many_sections(300).encode()).pdf)
    pages = {title: page for level, title, page in outline(path) if level == 1}
    entries = {link.contents: link.target for link in links(path) if link.contents in pages}
    printed = re.findall(r"^([a-z ]+ \d+) (\d+)$", text_of(path), re.M)
    assert len(entries) >= 300
    assert entries.items() <= pages.items()
    assert {title: int(page) for title, page in printed}.items() >= entries.items()
    assert len({link.page for link in links(path)}) > 3

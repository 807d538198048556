"""The benchmark measures what it says: same text for all, real vocabulary, a ruler that measures."""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from handmade import Maker, Part, Segment
from test_whole_briefs import said

from dossier import pipeline

ROOT = Path(__file__).parent.parent
SERIF = ROOT / "dossier" / "data" / "fonts" / "SourceSerif4-400.ttf"


@pytest.fixture(autouse=True)
def benchmarks_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find the modules of the benchmark, which are not a package."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")


def test_a_corpus_is_clean_and_always_the_same() -> None:
    """The same length gives the same bytes, and nothing is wrong with them."""
    from corpus import Corpus

    text = Corpus(12).text()
    assert text == Corpus(12).text()
    assert Corpus(13).text() != text
    assert pipeline.check(text.encode(), "corpus.yaml").problems == []


def test_words_are_spread_as_in_prose() -> None:
    """Over ten thousand distinct words, the commonest about one in twenty, four to six letters in the mean."""
    from vocabulary import Vocabulary

    vocabulary = Vocabulary(7)
    drawn = [vocabulary.word() for _ in range(20_000)]
    assert len(set(vocabulary.words)) >= 10_000
    assert 0.02 < drawn.count("the") / len(drawn) < 0.08
    assert 4 < sum(map(len, drawn)) / len(drawn) < 6


def test_peers_are_given_all_that_is_said() -> None:
    """Each word of the galley stands as often in what is written for each peer."""
    from corpus import Corpus
    from to_typst import Typst
    from to_weasyprint import WeasyPrint

    ready = pipeline.check(Corpus(12).text().encode(), "corpus.yaml")
    typst = re.sub(r"\\(.)", r"\1", Typst(ready.galley, ready.style).document())
    page = html.unescape(re.sub(r"<[^>]*>", " ", WeasyPrint(ready.galley, ready.style).document()))
    words = _words("\n".join(stretch for part in (ready.galley.front, ready.galley.sections) for stretch in said(part)))
    assert words.total() > 2_000
    assert words - _words(typst) == Counter()
    assert words - _words(page) == Counter()


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.ungated
def test_the_ruler_measures_word_spaces(tmp_path: Path) -> None:
    """Lines whose words stand at their natural distance, and lines with half a space more, come out at r of 0 and of 1."""
    from quality import full_lines, quality

    maker = Maker(1, footers=False)
    maker.add(Part("P", [Segment(0, ["several words on one long line ", "a short one"])]))
    path = maker.save(tmp_path / "lines.pdf")
    width = _width(path)
    assert [[box[4] for box in line] for line in full_lines(path, 72, 72 + width)] == [
        ["several", "words", "on", "one", "long", "line"]
    ]
    measured = quality(path, SERIF, 72, width, 10)
    # the ruler's space is that of Source Serif, the line's that of Helvetica: 2.78 pt against 2.37 pt
    assert measured.lines == 1
    assert measured.mean == pytest.approx((2.78 - 2.37) / (2.37 / 2), abs=0.05)
    assert measured.hyphens == 0


def _width(path: Path) -> float:
    from geometry import page_words

    words = page_words(path, 3)[0]
    return max(word.x1 for word in words) - 72


def test_a_process_is_measured(tmp_path: Path) -> None:
    """Time, memory and exit code are those of the process that was started."""
    import json
    import subprocess

    hungry = "import time; held = bytearray(80_000_000); time.sleep(0.2); raise SystemExit(3)"
    command = [sys.executable, "-I", "-S", str(ROOT / "benchmarks" / "measure.py"), sys.executable, "-c", hungry]
    cost = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert cost["code"] == 3
    assert cost["wall"] >= 0.2
    assert cost["memory"] > 80_000_000

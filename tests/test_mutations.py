"""Hundreds of damaged copies of a real dossier through the whole command: located problems or a valid PDF, nothing else."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest
from gate import pdfium, qpdf

from dossier import cli

LINES = (Path(__file__).parent.parent / "sources" / "raqqa.yaml").read_text(encoding="utf-8").split("\n")
SIGNS = [
    *"\0\t{}[]'\"\\@`~|>\u202e\ufeff", ": ", " #", "*a", "&a ", "!!str ", "<<: ", "- ", "? ", "[@", "[@]", "[@1;]", "---\n",
    "...\n", "9" * 400, "[" * 80, "{x}", "[a](javascript:x)", "**",
]  # fmt: skip
VALUES = [
    "", "x", "word " * 60, "قوات", "1", "2017-02", "undated", "not stated", "not recorded", "desk", "raqqa", "1-3, 6", "[@6]",
    "*", "\\", "A", "yes", "since 2017 [@6]", "35.95, 39.01", "north", "2024-99-99", "it is likely and unlikely", "null", "☃",
]  # fmt: skip
WORDS = [
    "", "not", "[@6]", "[@departure]", "[@desk]", "**", "*x*", "`", "is-group", "2017-02-17", "{raqqa}", "—", "likely", ";",
    "[x](#raqqa)",
]  # fmt: skip
LOCATED = re.compile(r"^x\.yaml:\d+:\d+: error: \S", re.M)


def damage(seed: int) -> bytes:
    """Return the dossier after up to three changes to its lines: cut, doubled, moved, with other signs, words or values."""
    chance = random.Random(seed)
    lines = list(LINES)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        key, colon, _ = lines[at].partition(": ")
        kind = chance.choice(("cut", "twice", "swap", "deeper", "signs", "value", "value", "value", "word", "word", "many"))
        if kind == "cut":
            del lines[at]
        elif kind == "twice":
            lines.insert(at, lines[at])
        elif kind == "swap":
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "deeper":
            lines[at] = " " * chance.randint(1, 4) + lines[at]
        elif kind == "signs":
            place = chance.randint(0, len(lines[at]))
            lines[at] = lines[at][:place] + chance.choice(SIGNS) + lines[at][place:]
        elif kind == "value" and colon:
            lines[at] = key + colon + json.dumps(chance.choice(VALUES), ensure_ascii=False)
        elif kind == "word":
            words = lines[at].split(" ")
            words[-1 - chance.randrange(min(5, len(words)))] = chance.choice(WORDS)
            lines[at] = " ".join(words)
        elif kind == "many":
            del lines[at : at + chance.randint(2, 30)]
    data = bytearray("\n".join(lines).encode())
    if chance.random() < 0.05:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("seed", range(0, 300, 30))
def test_damage_gives_located_problems_or_a_pdf(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Thirty damaged copies: exit 2 with places and no PDF, or exit 0 with one that other programs read; never a bug of ours."""
    monkeypatch.chdir(tmp_path)
    source, made = tmp_path / "x.yaml", tmp_path / "x.pdf"
    codes = set()
    for number in range(seed, seed + 30):
        source.write_bytes(damage(number))
        made.unlink(missing_ok=True)
        code = cli.run(["build", "x.yaml", "-o", "x.pdf"])
        said = capsys.readouterr().err
        codes.add(code)
        assert code in (0, 2), f"damage {number}: {said}"
        assert "Traceback" not in said
        assert made.exists() == (code == 0)
        if code == 2:
            assert LOCATED.search(said), f"damage {number}: {said}"
        elif shutil.which("qpdf"):
            assert qpdf(made)[1] == [], f"damage {number}"
        else:
            assert pdfium(made)[1] == [], f"damage {number}"
    assert codes == {0, 2}

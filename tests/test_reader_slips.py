"""Slips of the pen: one line of a good dossier goes wrong, and the first problem must stand at that line."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.reading.reader import read

LINES = (Path(__file__).parent.parent / "sources" / "raqqa.yaml").read_text(encoding="utf-8").split("\n")
NUMBERS = [
    n
    for n, line in enumerate(LINES)
    if re.match(r" +(title|name|kind|when|text|cite|status|speaker|published): [^\s\"'>|]", line)
]


def before_value(signs: str) -> Callable[[str], str]:
    """Return the slip that puts signs before the value."""
    return lambda line: re.sub(r": (\S)", lambda found: f": {signs}{found[1]}", line, count=1)


SLIPS: dict[str, Callable[[str], str]] = {
    "a key misspelt": lambda line: line.replace(":", "zz:", 1),
    "a colon left out": lambda line: line.replace(":", "", 1),
    "no blank after the colon": lambda line: line.replace(": ", ":", 1),
    "a tab before the line": lambda line: "\t" + line,
    "tabs for blanks": lambda line: re.sub("^ +", "\t", line),
    "indented too far": lambda line: " " + line,
    "indented too little": lambda line: line[1:],
    "made an item": lambda line: re.sub(r"^( +)", r"\1- ", line),
    "a quotation mark opened": before_value('"'),
    "an apostrophe opened": before_value("'"),
    "an at sign first": before_value("@"),
    "a bracket first": before_value("["),
    "a brace first": before_value("{"),
    "an asterisk first": before_value("*"),
    "an ampersand first": before_value("&"),
    "an exclamation mark first": before_value("!"),
    "a backtick first": before_value("`"),
    "a percent sign first": before_value("%"),
    "a colon in the text": before_value("So: "),
    "a list for text": lambda line: re.sub(r": .*", ": [[a]]", line, count=1),
    "a mapping for text": lambda line: re.sub(r": .*", ": {a: b}", line, count=1),
    "nothing after the key": lambda line: re.sub(r": .*", ":", line, count=1),
    "a control character": lambda line: line + "\0",
    "the line twice": lambda line: f"{line}\n{line}",
}


@pytest.mark.parametrize("name", SLIPS)
def test_slip_is_found_in_its_line(name: str) -> None:
    """Every slip is found, and of ten at least nine times the first problem that is told stands in the very line."""
    right = 0
    lines = random.Random(name).sample(NUMBERS, 10)
    for number in lines:
        changed = SLIPS[name](LINES[number])
        _, problems = read("\n".join([*LINES[:number], changed, *LINES[number + 1 :]]).encode(), "x")
        assert problems, (number + 1, changed)
        right += problems[0].span.line == number + 1 + changed.count("\n")
    assert right >= 9


def test_one_slip_a_section() -> None:
    """Syntax errors in many sections are told in one run, each in its line."""
    tops = [n for n, line in enumerate(LINES) if re.match(r"[a-z_]+:\s*$", line)]
    lines, wanted = list(LINES), []
    for first, last in zip(tops, [*tops[1:], len(LINES)], strict=True):
        inside = [n for n in NUMBERS if first < n < last]
        if inside:
            lines[inside[-1]] = before_value("`")(lines[inside[-1]])
            wanted.append(inside[-1] + 1)
    _, problems = read("\n".join(lines).encode(), "x")
    assert len(wanted) >= 7
    assert [p.span.line for p in problems] == wanted

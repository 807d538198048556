"""A brief by somebody in a hurry: all that is wrong with dossier and style sheet is told in one run, line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier import cli, pipeline
from dossier.checks import names
from dossier.checks.doubtful import BY_ALL, BY_ITSELF
from dossier.problems import DossierError, Problem

HERE = Path(__file__).parent / "careless"
FILES = ("brief.yaml", "house.yaml")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the specimen, without what it says of itself, into the current folder."""
    monkeypatch.chdir(tmp_path)
    for name in FILES:
        lines = (HERE / name).read_text(encoding="utf-8").split("\n")
        (tmp_path / name).write_text("\n".join(line for line in lines if not line.startswith("#!")), encoding="utf-8")
    (tmp_path / "gazette.txt").write_bytes((HERE / "gazette.txt").read_bytes())
    return tmp_path


def wanted(name: str) -> list[tuple[str, int, int, str, str]]:
    """Return the problems that a file of the specimen says it has: file, line, column, severity, name of the check."""
    out, number = [], 0
    for line in (HERE / name).read_text(encoding="utf-8").split("\n"):
        if found := re.fullmatch(r"#! (\d+) (error|warning) ([\w-]+)", line):
            out.append((name, number, int(found[1]), found[2], found[3]))
        number += not line.startswith("#!")
    return out


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int, int, str, str]]:
    """Run a command that finds errors, and return what it tells."""
    assert cli.run([*arguments, "--json"]) == 2
    problems = json.loads(capsys.readouterr().out)
    return [(it["file"], it["line"], it["column"], it["severity"], it["name"]) for it in problems]


@pytest.mark.parametrize("command", ["check", "build"])
def test_all_mistakes_are_told_in_one_run(desk: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """Syntax, keys, ids, dates, points, glyphs, quotations, checks and style: each mistake is told, none twice, in one run."""
    expected = [it for name in FILES for it in wanted(name)]
    assert len(expected) >= 40
    assert told([command, "brief.yaml", "--style", "house.yaml"], capsys) == expected


def test_strict_tells_what_is_unfinished_as_well(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a finished brief needs is told beside the errors where it is asked for."""
    found = told(["check", "brief.yaml", "--strict"], capsys)
    assert {"todo", "uncited", "likelihood"} <= {name for *_, name in found}


def problems_of(text: str) -> list[Problem]:
    """Return what is wrong with a dossier."""
    try:
        return list(pipeline.check(text.encode(), "a.yaml").problems)
    except DossierError as wrong:
        return list(wrong.problems)


SOUND = """\
dossier:
  title: The pass
  marking: TLP:GREEN
  as_of: 2024-02-09
defaults:
  source: gazette
sources:
  gazette:
    title: Pass closed
    published: 2024-02-08
    reliability: B
  wire:
    title: Bridges damaged
    reliability: C
bottom_line: The pass is closed [@closed] and likely to stay so. [@stays]
judgements:
  stays:
    text: It is likely that the pass stays closed.
    confidence: moderate
    because: Two bridges are damaged.
    rests_on: [closed, bridges]
actors:
  office:
    name: Road Office
    role: Keeps the roads. [@1]
    people:
      prado:
        name: Ana Prado
        cite: 2
claims:
  What is reported:
    closed:
      text: The pass is closed.
      cite: 1
      grade: 3
    bridges:
      text: Two bridges are damaged.
      cite: wire
      grade: 3
contacts:
  call:
    kind: call
    parties: [prado, office]
    when: 2024-02-07 [@2]
    claim: closed
"""


def test_the_dossier_that_is_spoilt_is_sound() -> None:
    """What the tests below spoil has nothing wrong with it but for them."""
    assert problems_of(SOUND) == []


ACTOR = SOUND[SOUND.index("  office:") : SOUND.index("claims:")]
SPOILT: dict[str, Callable[[str], str]] = {
    "an actor that isn't a record": lambda text: text.replace(ACTOR, "  office: Road Office\n").replace(
        "[prado, office]", "office"
    ),
    "an actor without its colon": lambda text: text.replace("  office:\n", "  office\n"),
    "a claim without its colon": lambda text: text.replace("    closed:\n", "    closed\n"),
    "a claim with a bad citation": lambda text: text.replace("cite: wire", "cite: wire p. 3"),
    "a claim with a bad key": lambda text: text.replace("      cite: wire", "      cites: wire"),
    "a source that begins with @": lambda text: text.replace("title: Bridges damaged", "title: @bridges"),
    "an id that none can be": lambda text: text.replace("  wire:\n", "  Wire:\n"),
    "a section misspelt": lambda text: text.replace("sources:\n", "sorces:\n"),
    "the default source in words": lambda text: text.replace("source: gazette", "source: The Gazette"),
    "a tab": lambda text: text.replace("    reliability: C", "\treliability: C"),
    "a list for a mapping": lambda text: text.replace("people:\n      prado:\n", "people:\n      - prado:\n"),
    "a quotation mark that isn't closed": lambda text: text.replace("text: Two bridges", 'text: "Two bridges'),
    "a judgement without its word": lambda text: text.replace("rests_on: [closed, bridges]", "rests_on: closed, bridges"),
    "two headings forgotten": lambda text: text.replace("  What is reported:\n", ""),
    "the id of a record forgotten": lambda text: text.replace("  wire:\n", "").replace("cite: wire", "cite: gazette"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_one_cause_is_one_problem(name: str) -> None:
    """What can't be read is told, and nobody who names it, rests on it or lacks it because of that."""
    spoilt = SPOILT[name](SOUND)
    assert spoilt != SOUND
    problems = problems_of(spoilt)
    assert len(problems) == 1, [(it.span, it.message) for it in problems]


def test_what_follows_a_syntax_error_is_read() -> None:
    """A slip of YAML costs its own line: what is wrong below it, in the same record and in the next, is told in the same run."""
    text = (
        SOUND.replace("title: Pass closed", "title: @pass")
        .replace("2024-02-08", "8 Feb 2024")
        .replace("reliability: C", "reliability: X")
    )
    assert [(it.span.line, it.name) for it in problems_of(text) if it.span] == [
        (9, "yaml-syntax"),
        (10, "date"),
        (14, "unknown-word"),
    ]


def test_a_flood_of_syntax_errors_ends() -> None:
    """Hundreds of mistakes in the YAML are told up to a number, and then that there are more."""
    text = "dossier:\n  title: T\n  marking: TLP:GREEN\nglossary:\n" + "".join(f"  t{n}: @x\n" for n in range(400))
    problems = problems_of(text)
    assert problems[-1].message == "more than 100 mistakes in the YAML of one file; what follows isn't read"
    assert len(problems) == 101


ODD = [
    ("  title: The pass", "\u00a0\u00a0title: The pass", "no-break space (U+00A0), as word processors write it", (2, 1)),
    ("  title: The pass", "  title:\u00a0The pass", "no-break space (U+00A0), as word processors write it", (2, 9)),
    ("  title: The pass", "  title\uff1a The pass", "full-width colon (U+FF1A)", (2, 8)),
    ("marking: TLP:GREEN", "marking: \u201cTLP:GREEN\u201d", "left double quotation mark (U+201C)", (3, 12)),
    ("as_of: 2024-02-09", "as_of: 2024\u201302\u201309", "write 2024-02-09; an en dash (U+2013)", (4, 10)),
    ("cite: wire", "cite: wir\u0435", "cyrillic small letter ie (U+0435)", (38, 13)),
    ("rests_on: [closed, bridges]", "rests_on: [closed,\u00a0bridges]", "no-break space (U+00A0)", (21, 24)),
]


@pytest.mark.parametrize("was, put, said, place", ODD)
def test_signs_of_word_processors_are_named(was: str, put: str, said: str, place: tuple[int, int]) -> None:
    """A sign that can't be told from the right one on a screen is called by its name, at its place, once."""
    problems = problems_of(SOUND.replace(was, put))
    assert [it for it in problems if said in f"{it.message} {it.hint}"], problems
    assert len(problems) == 1, problems
    assert problems[0].span is not None
    assert problems[0].span[1] == place[0]


def test_lists_with_dashes_and_bullets_are_named() -> None:
    """An item that begins with a dash of a word processor is told, with what to type."""
    for sign in ("\u2014", "\u2013", "\u2022"):
        (problem,) = problems_of(SOUND + f"sections:\n  {sign} summary\n  {sign} reported\n")
        assert problem.hint is not None
        assert problem.hint.endswith("as word processors write it, stands in it: type a plain hyphen and a space (- )")


def test_checks_that_hold_in_spite_of_errors_are_checks() -> None:
    """The lists of what holds whatever is lost name checks that there are."""
    assert set(names()) >= BY_ITSELF | BY_ALL
    assert not BY_ITSELF & BY_ALL


def test_words_are_not_held_to_a_scale_that_is_lost() -> None:
    """Where the scale can't be read, no word is called foreign to it."""
    text = SOUND.replace("as_of: 2024-02-09", "as_of: 2024-02-09\n  likelihood: fia").replace("likely", "a realistic possibility")
    assert [it.name for it in problems_of(text)] == ["unknown-word"]

"""Strict checks at the command line, SARIF for editors and code hosts, the stamp on each page, questions to the evidence."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from content import read_page

from dossier import cli, pipeline
from dossier.console.terminal import as_sarif
from dossier.problems import DossierError, Span, error, warning
from dossier.styling.library import open_style

ROOT = Path(__file__).resolve().parent.parent
RAQQA = ROOT / "sources" / "raqqa.yaml"
DRAFT = """\
dossier: {title: The bridge is closed, marking: "TLP:GREEN", as_of: 2020-02-03}
sources:
  agency: {title: Bridge closed, url: not recorded}
claims:
  What is reported:
    closed: {text: The bridge is closed. TODO since when, cite: agency 2}
events:
  - {when: as of 2020-02-03, claim: closed}
"""
LONG = "\n".join(f"    c{n}: {{text: Something else was said number {n}., cite: agency {n}}}" for n in range(120))
# What SARIF 2.1.0 asks for in the parts that we write (3.13, 3.14, 3.18, 3.19, 3.27, 3.28, 3.29, 3.30, 3.35, 3.49).
MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
REGION = {
    "type": "object",
    "required": ["startLine", "startColumn", "endColumn"],
    "properties": {name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endColumn")},
    "additionalProperties": False,
}
ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "properties": {"uri": {"type": "string", "pattern": r"^([A-Za-z0-9._~/:-]|%[0-9A-F]{2})+$"}},
    "additionalProperties": False,
}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "properties": {"artifactLocation": ARTIFACT, "region": REGION},
            "additionalProperties": False,
        },
        "logicalLocations": {"type": "array", "items": {"type": "object", "required": ["name"]}},
    },
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message"],
    "properties": {
        "ruleId": {"type": "string", "minLength": 1},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION},
        "suppressions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"enum": ["inSource", "external"]}, "justification": {"type": "string", "minLength": 1}},
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
DRIVER = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "rules": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["id"],
                "properties": {"id": {"type": "string"}, "shortDescription": MESSAGE},
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
RUN = {
    "type": "object",
    "required": ["tool", "results"],
    "properties": {
        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": DRIVER}, "additionalProperties": False},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
    "additionalProperties": False,
}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": RUN},
    },
    "additionalProperties": False,
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft in sources/, as the current one."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.yaml").write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


# Strict ---------------------------------------------------------------------------------------------------------------
def test_a_draft_is_no_error_unless_asked(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --strict nothing is wrong with a draft; with it each open check is told, and the exit code is 2."""
    assert cli.run(["check"]) == 0
    assert capsys.readouterr().err == ""
    assert cli.run(["check", "--strict"]) == 2
    said = capsys.readouterr().err
    assert "sources/a.yaml:6:42: warning: 'TODO' is still to be done" in said
    assert "sources/a.yaml:3:39: warning: `url` is not recorded" in said


def test_today_asks_for_stale_states(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--today implies --strict, takes a day, and nothing but a day."""
    assert cli.run(["check", "--today", "2020-05-01", "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert [(it["name"], it["about"]) for it in found if it["name"] == "stale"] == [
        ("stale", "the dossier"),
        ("stale", "event 1"),
    ]
    assert cli.run(["check", "--today", "2020-02-20", "--json"]) == 2
    assert "stale" not in capsys.readouterr().out
    for bad in ("2020-05", "soon", "2020-02-30"):
        assert cli.run(["check", "--today", bad]) == 2
        assert "write a day" in capsys.readouterr().err


def test_the_sample_is_no_draft(capsys: pytest.CaptureFixture[str]) -> None:
    """What the Raqqa dossier leaves open is silenced with reasons."""
    assert cli.run(["check", "--strict", str(RAQQA)]) == 0
    assert capsys.readouterr().err == ""


def test_no_draft_is_built_strictly(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`build --strict` tells what is open and leaves the old PDF; without it the draft is built."""
    assert cli.run(["build"]) == 0
    old = (desk / "build" / "a.pdf").read_bytes()
    capsys.readouterr()
    assert cli.run(["build", "--strict"]) == 2
    said = capsys.readouterr().err
    assert "error: sources/a.yaml: 2 open checks, and a draft is not built with --strict" in said
    assert "'TODO' is still to be done" in said
    assert (desk / "build" / "a.pdf").read_bytes() == old
    with pytest.raises(DossierError):
        pipeline.build(DRAFT.encode(), strict=True)


@pytest.mark.parametrize("look", [["briefing"], ["plain"]])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_page_of_a_draft_says_so(gate: Callable[[bytes], None], look: list[str], paper: str) -> None:
    """The stamp with the number stands in the furniture of each page, and once in the text; a finished brief has none."""
    style = open_style(look, [f"page.paper={paper}"])
    draft = pipeline.build(DRAFT.replace("events:", LONG + "\nevents:").encode(), "a.yaml", style)
    gate(draft.pdf)
    assert [it.name for it in draft.open] == ["todo", "unrecorded"]
    with pikepdf.open(BytesIO(draft.pdf)) as pdf:
        pages = [read_page(page) for page in pdf.pages]
    assert len(pages) > 2
    assert all("Draft, 2 open checks" in page.furniture for page in pages)
    assert "".join(text for page in pages for text in page.marked.values()).count("Draft, 2 open checks") == 2
    done = pipeline.build(DRAFT.replace(" TODO since when", "").replace(", url: not recorded", "").encode(), "a.yaml", style)
    gate(done.pdf)
    with pikepdf.open(BytesIO(done.pdf)) as pdf:
        assert not any("raft" in read_page(page).furniture for page in pdf.pages)


# SARIF ----------------------------------------------------------------------------------------------------------------
def test_sarif_of_a_run(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The log keeps to what SARIF asks for; what is silenced is in it, suppressed with its reason."""
    silence = "silence:\n  - {check: unrecorded, id: agency, because: It was read on paper.}\n"
    (desk / "sources" / "a.yaml").write_text(DRAFT + silence, encoding="utf-8")
    assert cli.run(["check", "--strict", "--sarif"]) == 2
    log = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SARIF).validate(log)
    todo, silenced = log["runs"][0]["results"]
    assert (todo["ruleId"], todo["level"]) == ("todo", "warning")
    place = todo["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "sources/a.yaml"
    assert place["region"] == {"startLine": 6, "startColumn": 42, "endColumn": 46}
    assert todo["locations"][0]["logicalLocations"] == [{"name": "closed"}]
    assert silenced["suppressions"] == [{"kind": "inSource", "justification": "It was read on paper."}]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rules[it["ruleIndex"]]["id"] for it in (todo, silenced)] == ["todo", "unrecorded"]


def test_sarif_of_any_problem() -> None:
    """Problems without a place, without a name, in files with strange names: each becomes a result."""
    problems = [
        error("nowhere"),
        error("there", Span("a b/ü%.yaml", 1, 1, 0), "so", "x"),
        warning("here", Span("/tmp/a.yaml", 2, 3), name="x"),
        warning("far", Span("C:\\a b.yaml", 2, 3), name="x"),
    ]
    log = json.loads(as_sarif(problems))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    uris = {
        it["message"]["text"]: it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for it in log["runs"][0]["results"]
        if "locations" in it
    }
    assert uris == {"there. So": "a%20b/%C3%BC%25.yaml", "here": "file:///tmp/a.yaml", "far": "file:///C:/a%20b.yaml"}


def test_sarif_and_json_exclude_each_other(desk: Path) -> None:
    """One form for a program at a time."""
    assert cli.run(["check", "--sarif", "--json"]) == 2


# Questions to the evidence --------------------------------------------------------------------------------------------
def test_trace_and_without(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer names the dossier, and goes to standard output."""
    assert cli.run(["trace", "closed"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("sources/a.yaml:\nclaim 1, closed: The bridge is closed. TODO since when\n  not graded;")
    assert "\nrests on\n  ¶2 of source 1, agency: Bridge closed\n" in out
    assert out.endswith("what rests on it\n  event 1: The bridge is closed. TODO since when\n")
    assert cli.run(["without", "agency"]) == 0
    assert "\nclaims that rest on nothing (1)\n  claim 1, closed" in capsys.readouterr().out


def test_questions_about_what_isnt_there(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown id is told with the one that was meant; a claim can't be withdrawn; a broken dossier has no answer."""
    assert cli.run(["trace", "closd"]) == 2
    assert "did you mean closed?" in capsys.readouterr().err
    assert cli.run(["without", "closed"]) == 2
    assert "no source or origin has the id 'closed'" in capsys.readouterr().err
    (desk / "sources" / "a.yaml").write_text(DRAFT.replace("cite: agency 2", "cite: nobody 2"), encoding="utf-8")
    assert cli.run(["trace", "closed"]) == 2
    said = capsys.readouterr()
    assert "nothing has the id 'nobody'" in said.err
    assert said.out == ""

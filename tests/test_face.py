"""The public face: what it takes, what it gives, what it says of wrong arguments, and that its documents tell the truth."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import dossier
from dossier import pipeline

ROOT = Path(__file__).resolve().parent.parent
SHORT = b"dossier:\n  title: T\n  marking: TLP:CLEAR\n"
FIGURE = dossier.OwnFigure(None, "Nothing", "reported")
WITH_TEXT = SHORT + b"sources:\n  a: {title: A, published: 2019-05-02, text: a.txt}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A short dossier in a file."""
    path = tmp_path / "a.yaml"
    path.write_bytes(SHORT)
    return path


def test_a_path_and_its_bytes_are_one_dossier(file: Path) -> None:
    """A path as text, as a Path, and the bytes give the same brief."""
    from_path = dossier.build(file)
    assert from_path.pdf == dossier.build(str(file)).pdf == dossier.build(SHORT).pdf
    assert from_path.inputs[0] == str(file)
    assert str(file) not in dossier.build(SHORT).inputs


def test_settings_are_those_of_the_command_line() -> None:
    """What `settings` holds arrives as with `--set`, flags and numbers too; a Style holds the same."""
    settings = {"page.paper": "letter", "page.index": True, "body.widows": 3}
    look = dossier.Style("plain", settings=settings)
    assert look.opened.style is not None
    assert (look.opened.style.page.indexed, look.opened.style.role("body").widows) == (True, 3)
    assert dossier.build(SHORT, look).pdf == dossier.build(SHORT, "plain", settings).pdf != dossier.build(SHORT, "plain").pdf
    assert (look.sheets, look.paper, look.purpose) == (("plain",), "letter", "")


def test_defaults_are_the_usual_ones() -> None:
    """Nothing given means the style `briefing` on A4, for the screen, a draft allowed."""
    usual = dossier.Style()
    assert (usual.sheets, usual.paper, usual.purpose) == (("briefing",), "a4", "")
    draft = SHORT + b"bottom_line: TODO write this.\n"
    assert dossier.build(draft).open
    assert dossier.build(draft).pdf == dossier.build(draft, usual).pdf == dossier.build(draft, "briefing", {}, strict=False).pdf
    with pytest.raises(dossier.DossierError, match="draft"):
        dossier.build(draft, strict=True)
    assert len(dossier.check(draft, strict=True)) >= len(dossier.check(draft))


def test_a_purpose_makes_another_file() -> None:
    """`purpose` is that of `--for`."""
    assert dossier.build(SHORT, purpose="office").pdf != dossier.build(SHORT).pdf
    assert dossier.build(SHORT, dossier.Style(purpose="booklet")).pdf == dossier.build(SHORT, purpose="booklet").pdf


def test_bytes_name_files_only_below_a_root(tmp_path: Path) -> None:
    """Without a root, bytes reach no file; with one they do; of a path it is the folder, unless another is given."""
    (tmp_path / "a.txt").write_text("[1]\nThe bridge is closed.\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_bytes(WITH_TEXT)

    def read(**more: Any) -> bool:
        return any(name.endswith("a.txt") for name in dossier.build(WITH_TEXT, **more).inputs)

    assert not any("a.txt" in problem.message for problem in dossier.check(WITH_TEXT, root=tmp_path))
    assert read(root=tmp_path)
    assert any("a.txt" in name for name in dossier.build(tmp_path / "a.yaml").inputs)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert dossier.check(tmp_path / "a.yaml", root=elsewhere) != dossier.check(tmp_path / "a.yaml")


def test_check_returns_what_build_raises(tmp_path: Path) -> None:
    """All problems of dossier and style come back as a tuple, errors as well; a file that isn't there is one."""
    bad = b"dossier:\n  titel: T\n"
    with pytest.raises(dossier.DossierError) as raised:
        dossier.build(bad, "briefing", {"body.sise": "1pt"}, name="b.yaml")
    assert dossier.check(bad, "briefing", {"body.sise": "1pt"}, name="b.yaml") == raised.value.problems
    assert {problem.span.file for problem in raised.value.problems if problem.span} == {"b.yaml", "command line"}
    (missing,) = dossier.check(tmp_path / "none.yaml")
    assert "no such file" in missing.message
    assert dossier.check(SHORT) == tuple(pipeline.check(SHORT).problems)


def test_load_gives_typed_records() -> None:
    """The dossier comes as it was written, each record with its place; with errors nothing comes."""
    found = dossier.load(ROOT / "sources" / "raqqa.yaml")
    assert isinstance(found, dossier.Dossier)
    assert found.facts.span.line > 1
    assert found.sources["mee"].title
    with pytest.raises(dossier.DossierError, match="titel"):
        dossier.load(b"dossier:\n  titel: T\n")


WRONG: list[tuple[Callable[[], object], type[Exception], str]] = [
    (lambda: dossier.build(3), TypeError, "the path of a dossier, or its bytes, is wanted, not a value of type int"),  # type: ignore[arg-type]
    (lambda: dossier.build(None), TypeError, "is wanted, not None"),  # type: ignore[arg-type]
    (lambda: dossier.build(SHORT, 7), TypeError, "style: a Style, or the name or path"),  # type: ignore[arg-type]
    (lambda: dossier.build(SHORT, ["briefing", 7]), TypeError, "a style sheet is wanted, not a value of type int"),  # type: ignore[list-item]
    (lambda: dossier.build(SHORT, "briefing", ["a=b"]), TypeError, "settings: values by property"),  # type: ignore[arg-type]
    (lambda: dossier.build(SHORT, "briefing", {"page.paper": None}), TypeError, "'page.paper' has the value None"),  # type: ignore[dict-item]
    (lambda: dossier.build(SHORT, purpose="print"), ValueError, "purpose: 'office', 'booklet' or ''"),
    (lambda: dossier.Style("plain", purpose="print"), ValueError, "purpose: 'office', 'booklet' or ''"),
    (lambda: dossier.build(SHORT, dossier.Style(), {"page.paper": "a5"}), ValueError, "belong to the Style"),
    (lambda: dossier.check(SHORT, texts=["a"]), TypeError, "texts: paths by the ids"),  # type: ignore[arg-type]
    (lambda: dossier.check(SHORT, texts={"a": 1}), TypeError, "texts: the path of the text of 'a' is wanted"),  # type: ignore[dict-item]
    (lambda: dossier.check(SHORT, root=5), TypeError, "root: a folder is wanted"),  # type: ignore[arg-type]
    (lambda: dossier.build(SHORT, created="now"), TypeError, "created: seconds since 1970"),  # type: ignore[arg-type]
    (lambda: dossier.build(SHORT, created=-1), TypeError, "created: seconds since 1970"),
    (lambda: dossier.build(SHORT, figures=3), TypeError, "a list of OwnFigure is wanted, not a value of type int"),  # type: ignore[arg-type]
    (lambda: dossier.build(SHORT, figures=FIGURE), TypeError, "a list of OwnFigure is wanted, not a value of type OwnFigure"),  # type: ignore[arg-type]
    (lambda: dossier.check(SHORT, figures=[len]), TypeError, "OwnFigure(drawing, alt, section) is wanted"),  # type: ignore[list-item]
    (lambda: dossier.build(SHORT, figures=[FIGURE._replace(alt=None)]), TypeError, "figures: alt is a text, and not None"),
    (lambda: dossier.load(SHORT, name=5), TypeError, "name: the name of the dossier"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("call", "kind", "words"), WRONG, ids=[words for *_, words in WRONG])
def test_a_wrong_argument_gets_a_sentence(call: Callable[[], object], kind: type[Exception], words: str) -> None:
    """One line that says what was wanted, and what was found instead."""
    with pytest.raises(kind) as raised:
        call()
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_wrong_sheet_is_a_problem_at_once() -> None:
    """A Style that couldn't be used is never made; its problems say why."""
    with pytest.raises(dossier.DossierError, match="none"):
        dossier.Style("none")
    with pytest.raises(dossier.DossierError, match="sise"):
        dossier.Style(settings={"body.sise": "1pt"})


def test_what_is_returned_is_frozen_and_short_to_read(tmp_path: Path) -> None:
    """No attribute can be set; a repr is a line."""
    brief, look = dossier.build(SHORT), dossier.Style("plain")
    found = dossier.load(SHORT)
    (problem, *_) = dossier.check(b"dossier:\n  titel: T\n")
    assert problem.span is not None
    for value in (brief, look, found, problem, problem.span):
        with pytest.raises(AttributeError):
            value.pages = 1  # type: ignore[attr-defined]
        assert len(repr(value)) < 300, repr(value)
    assert repr(brief) == f"<Brief 'T': 1 page, {len(brief.pdf) / 1000:.0f} KB>"
    assert repr(look) == "<Style plain: a4>"


def test_a_brief_is_saved_whole_and_never_over_its_inputs(file: Path, tmp_path: Path) -> None:
    """`save` writes the PDF, and refuses what was read."""
    brief = dossier.build(file)
    brief.save(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == brief.pdf
    with pytest.raises(dossier.DossierError, match="input"):
        brief.save(file)
    assert file.read_bytes() == SHORT


@pytest.mark.parametrize("name", [name for name in dossier.__all__ if name != "__version__"])
def test_type_hints_can_be_asked_for(name: str) -> None:
    """`typing.get_type_hints` resolves every name in the face: functions, classes and their public methods."""
    thing = getattr(dossier, name)
    get_type_hints(thing)
    if isinstance(thing, type):
        for attribute, value in vars(thing).items():
            if callable(value) and not attribute.startswith("_"):
                get_type_hints(value)


def _program() -> str:
    (program, *_) = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.M | re.S)
    return str(program)


def test_the_program_in_the_docs_runs(tmp_path: Path) -> None:
    """The first program of docs/python.md builds and saves the brief, and prints what it says."""
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    (tmp_path / "build").mkdir()
    done = subprocess.run([sys.executable, "-c", _program()], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "build" / "raqqa-letter.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert done.stdout.splitlines()[0].endswith("<Style briefing: letter>")


def test_the_program_in_the_docs_is_typed(tmp_path: Path) -> None:
    """`mypy --strict` checks it as a user would, knowing the package by its own types; it is about as long as promised."""
    pytest.importorskip("mypy")
    assert len([line for line in _program().splitlines() if line.strip()]) <= 18
    (tmp_path / "program.py").write_text(_program(), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "program.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

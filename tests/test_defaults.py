"""What is done where nothing is asked for: each default of the library and of the command line, by value and by what it does."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import click
import pikepdf
import pytest

import dossier
from dossier import checks, cli, pipeline
from dossier.problems import DossierError
from dossier.styling.library import open_style

DRAFT = """\
dossier: {title: The bridge is closed, marking: "TLP:GREEN", as_of: 2020-02-03 10:00 UTC}
sources:
  agency: {title: Bridge closed, published: 2020-02-03, url: not recorded, text: a.txt}
claims:
  What is reported:
    closed: {text: The bridge is closed. TODO since when, cite: agency 2}
events:
  - {when: as of 2020-02-03, claim: closed}
"""
TEXT = "[2]\nThe bridge is closed.\n"
OTHERS = {"look": None, "created": None, "tell": pipeline.silent, "texts": {}, "strict": False, "figures": (), "wanted": None}
PUBLIC = {
    "style": "briefing",
    "settings": {},
    "purpose": "",
    "texts": {},
    "name": "dossier.yaml",
    "root": None,
    "strict": False,
    "figures": (),
}
LIBRARY: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (dossier.build, {**PUBLIC, "created": None}),
    (dossier.check, PUBLIC),
    (dossier.load, {"name": "dossier.yaml"}),
    (dossier.Style, {"settings": {}, "purpose": ""}),
    (pipeline.brief, OTHERS),
    (pipeline.build, {"name": "dossier.yaml", "root": None, **OTHERS}),
    (
        pipeline.check,
        {
            "name": "dossier.yaml",
            "look": None,
            "tell": pipeline.silent,
            "root": None,
            "texts": {},
            "strict": False,
            "today": None,
            "figures": (),
            "wanted": None,
        },
    ),
    (open_style, {"settings": (), "purpose": "", "product": ""}),
    (checks.find, {"text": "", "today": None, "also": ()}),
]
LOOK = {"styles": (), "settings": (), "paper": None, "purposes": ()}
COMMANDS: dict[str, tuple[list[str], dict[str, Any]]] = {
    "build": ([], {
        "names": (), "output": None, "dpi": None, **LOOK, "texts": {}, "strict": False, "wants_open": False, "wants_json": False,
        "product": "full", "sections": None, "fit": None,
    }),
    "check": ([], {"names": (), **LOOK, "texts": {}, "strict": False, "today": None, "wants_sarif": False, "wants_json": False}),
    "mail": (["a"], {
        "name": "a", "output": None, "to": (), "cc": (), "bcc": (), "subject": "", "note": "", "body": False, "fit": None,
        "password_file": None, **LOOK, "texts": {}, "strict": False,
    }),
    "new": (["a"], {"id": "a", "title": None, "output": None, "origin": None, "bibliography": None, "drop_menu": None}),
    "sources": (["a"], {"name": "a"}),
    "show": (["a"], {"source": "a", "label": None, "name": None, "texts": {}}),
    "watch": ([], {"names": (), "output": None, **LOOK, "texts": {}}),
    "schema": ([], {"name": None, "of_styles": False}),
    "trace": (["a"], {"id": "a", "names": ()}),
    "without": (["a"], {"id": "a", "names": ()}),
    "completion": (["bash"], {"shell": "bash"}),
    "styles list": ([], {}),
    "styles show": (["a"], {"name": "a"}),
    "styles explain": (["a"], {"key": "a", **LOOK}),
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft in sources/ and the text of its source, as the current one."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.yaml").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "sources" / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


# The library ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("function", "defaults"), LIBRARY, ids=lambda it: getattr(it, "__qualname__", ""))
def test_defaults_of_the_library(function: Callable[..., Any], defaults: dict[str, Any]) -> None:
    """A program that leaves an argument out would get something else than before, or than the documentation says."""
    parameters = inspect.signature(function).parameters.values()
    assert {it.name: it.default for it in parameters if it.default is not it.empty} == defaults


def test_a_draft_is_built_where_nobody_is_strict(desk: Path) -> None:
    """Who calls the library for a draft would be refused, as if it had asked for a finished brief; or never be refused."""
    assert len(pipeline.brief("sources/a.yaml").open) == 2
    assert len(pipeline.build(DRAFT.encode()).open) == 2
    assert pipeline.check(DRAFT.encode()).problems == []
    for build in (lambda: pipeline.brief("sources/a.yaml", strict=True), lambda: pipeline.build(DRAFT.encode(), strict=True)):
        with pytest.raises(DossierError, match="2 open checks"):
            build()
    assert {it.name for it in pipeline.check(DRAFT.encode(), strict=True).problems} == {"todo", "unrecorded"}


def test_states_are_stale_only_on_a_day_that_is_named() -> None:
    """Whether a brief is a draft would depend on the day on which it is built."""
    assert "stale" not in {it.name for it in pipeline.check(DRAFT.encode(), strict=True).problems}
    assert "stale" in {it.name for it in pipeline.check(DRAFT.encode(), strict=True, today=738_000).problems}


def test_without_a_style_a_brief_is_set_as_a_briefing_for_the_screen(desk: Path) -> None:
    """A brief would look otherwise from Python than from the command line, or be made for a printer that nobody mentioned."""
    usual = pipeline.brief("sources/a.yaml").pdf
    assert usual == pipeline.brief("sources/a.yaml", open_style(["briefing"])).pdf
    assert usual == pipeline.build(DRAFT.encode(), root="sources").pdf
    assert usual == pipeline.brief("sources/a.yaml", open_style(["briefing"], [], "")).pdf
    assert usual != pipeline.brief("sources/a.yaml", open_style(["plain"])).pdf
    assert usual != pipeline.brief("sources/a.yaml", open_style(["briefing"], ["page.paper=a5"])).pdf
    style = open_style(["briefing"]).style
    assert style is not None
    assert style.purpose == ""


def test_a_brief_bears_the_moment_of_its_cut_off(desk: Path) -> None:
    """The same dossier would give other bytes tomorrow; or a moment that is named wouldn't count."""

    def date_of(pdf: bytes) -> str:
        with pikepdf.open(BytesIO(pdf)) as document:
            return str(document.docinfo["/CreationDate"])

    for made, moment in (({}, "20200203100000"), ({"created": 1_600_000_000}, "20200913122640")):
        assert moment in date_of(pipeline.brief("sources/a.yaml", **made).pdf)
        assert moment in date_of(pipeline.build(DRAFT.encode(), **made).pdf)


def test_files_are_read_below_a_folder_that_is_named_only(desk: Path) -> None:
    """A dossier from anywhere could make the library read files beside the program that called it."""
    wrong = DRAFT.replace("text: a.txt", "text: nowhere.txt")
    (desk / "nowhere.txt").write_text(TEXT.replace("[2]", "[9]"), encoding="utf-8")
    for function in (pipeline.build, pipeline.check):
        assert function(wrong.encode())  # type: ignore[operator]
        with pytest.raises(DossierError, match=r"nowhere\.txt"):
            function(wrong.encode(), root="sources")  # type: ignore[operator]
    with pytest.raises(DossierError, match=r"nowhere\.txt"):
        pipeline.brief("sources/a.yaml", texts={"agency": "sources/nowhere.txt"})


def test_nothing_is_said_and_problems_have_a_name(capfd: pytest.CaptureFixture[str]) -> None:
    """A program would find progress on its streams, or problems in a file of no name."""
    assert pipeline.build(DRAFT.encode())
    assert capfd.readouterr() == ("", "")
    told: list[str] = []
    pipeline.build(DRAFT.encode(), tell=told.append)
    assert told == ["reading", "composing", "setting"]
    with pytest.raises(DossierError) as caught:
        pipeline.check(DRAFT.replace("cite: agency 2", "cite: nobody 2").encode())
    assert {it.span.file for it in caught.value.problems if it.span} == {"dossier.yaml"}


# The command line ----------------------------------------------------------------------------------------------------------
def _commands() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, _ in cli.COMMANDS:
        command = import_module(f"dossier.commands.{name}").command
        inner = {f"{name} {it}": made for it, made in command.commands.items()} if isinstance(command, click.Group) else {}
        found |= inner or {name: command}
    return found


def test_defaults_of_the_command_line() -> None:
    """A command would do something else than before where an option is left out, or a new option would have no test here."""
    found = {name: command.make_context(name, list(COMMANDS[name][0])).params for name, command in _commands().items()}
    assert found == {name: values for name, (_, values) in COMMANDS.items()}


def test_what_commands_do_without_options(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Briefs, drafts and dossiers would land elsewhere, in another look, or for another purpose than the help page says."""
    made = {}
    for name, *options in (
        ("build/a.pdf",),
        ("named.pdf", "-o", "named.pdf", "--style", "briefing"),
        ("plain.pdf", "-o", "plain.pdf", "--style", "plain"),
        ("build/a-office.pdf", "--for", "office"),
    ):
        assert cli.run(["build", "sources/a.yaml", *options]) == 0
        made[name] = (desk / name).read_bytes()
    assert made["build/a.pdf"] == made["named.pdf"]
    assert len(set(made.values())) == 3
    assert cli.run(["mail", "sources/a.yaml"]) == 0
    assert (desk / "build" / "a.eml").exists()
    assert cli.run(["new", "night-ferry"]) == 0
    assert "Night ferry" in (desk / "sources" / "night-ferry.yaml").read_text(encoding="utf-8")
    capsys.readouterr()
    assert cli.run(["schema"]) == 0
    assert '"sources"' in capsys.readouterr().out


def test_pages_are_drawn_at_a_hundred_pixels_to_the_inch(desk: Path) -> None:
    """Images of pages would be too coarse to be read, or too large to be sent."""
    assert cli.run(["build", "sources/a.yaml", "-o", "a.png"]) == 0
    assert cli.run(["build", "sources/a.yaml", "-o", "b.png", "--dpi", "100"]) == 0
    first, second = ((desk / sorted(desk.glob(f"{name}-*.png"))[0]).read_bytes() for name in "ab")
    assert first == second
    assert int.from_bytes(first[16:20], "big") == pytest.approx(210 / 25.4 * 100, abs=1)


@pytest.mark.parametrize(("command", "id"), [("trace", "closed"), ("without", "agency")])
def test_a_question_that_one_dossier_cannot_answer_fails(
    command: str, id: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script would take the answer of some dossiers for that of all, since the exit code says that all is well."""
    assert cli.run([command, id]) == 0
    assert cli.run([command, "nothing-of-that-name"]) == 2
    (desk / "sources" / "b.yaml").write_text(DRAFT.replace("cite: agency 2", "cite: nobody 2"), encoding="utf-8")
    capsys.readouterr()
    assert cli.run([command, id]) == 2
    said = capsys.readouterr()
    assert said.out.startswith("sources/a.yaml:\n")
    assert "nothing has the id 'nobody'" in said.err

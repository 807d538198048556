"""The command line: what it makes, what it says, how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from dossier import cli, files, pipeline
from dossier.commands import watch
from dossier.console import terminal
from dossier.problems import Span, error, warning
from dossier.reading.schema import json_schema

ROOT = Path(__file__).resolve().parent.parent
SHORT = """\
dossier:
  title: The bridge is closed
  marking: TLP:GREEN
sources:
  agency:
    title: Bridge closed to lorries
claims:
  What is reported:
    closed:
      text: The bridge has been closed since Monday.
      cite: agency 2
"""
WRONG = SHORT.replace("TLP:GREEN", "TLP:WHITE").replace("    title: Bridge", "    titel: Bridge")
posix = pytest.mark.skipif(os.name == "nt", reason="links and limits of POSIX")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sources/a.yaml, as the current one; no colours, no date from outside."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.yaml").write_text(SHORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def pages_of(path: Path) -> bytes:
    """Return the contents of a file that must be a PDF."""
    contents = path.read_bytes()
    assert contents.startswith(b"%PDF-1.7")
    return contents


def parameters(command: click.Command, name: str) -> Iterator[str]:
    """Yield a line for each argument and option of a command, and of those below it: its names, what it takes, its help."""
    for one in command.params:
        takes = one.metavar or ("|".join(one.type.choices) if isinstance(one.type, click.Choice) else "")
        if isinstance(one, click.Option):
            yield f"{' '.join([name, *one.opts, *one.secondary_opts, takes]).rstrip()}: {one.help}"
        else:
            yield f"{name} {takes or str(one.name).upper()}"
    for below, inner in (command.commands if isinstance(command, click.Group) else {}).items():
        yield from parameters(inner, f"{name} {below}")


class TestBuild:
    """`dossier build`."""

    def test_all_of_sources_goes_into_build(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a file every dossier of sources/ is built; hidden files and other kinds are not dossiers."""
        (desk / "sources" / "b.yml").write_text(SHORT, encoding="utf-8")
        (desk / "sources" / ".hidden.yaml").write_text("no", encoding="utf-8")
        (desk / "sources" / "dossier.schema.json").write_text("{}", encoding="utf-8")
        assert cli.run(["build"]) == 0
        assert sorted(p.name for p in (desk / "build").iterdir()) == ["a.pdf", "b.pdf"]
        assert pages_of(desk / "build" / "a.pdf") == pages_of(desk / "build" / "b.pdf")
        assert capsys.readouterr() == ("", "")

    def test_output_goes_where_it_is_sent(self, desk: Path) -> None:
        """-o names the file, and nothing else is made."""
        assert cli.run(["build", "sources/a.yaml", "-o", "out.pdf"]) == 0
        pages_of(desk / "out.pdf")
        assert sorted(p.name for p in desk.iterdir()) == ["out.pdf", "sources"]

    def test_standard_output_gets_the_same_bytes(self, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        """`-o -` writes the PDF and nothing else to standard output."""
        assert cli.run(["build", "sources/a.yaml", "-o", "out.pdf"]) == 0
        assert cli.run(["build", "sources/a.yaml", "-o", "-"]) == 0
        assert capfdbinary.readouterr().out == pages_of(desk / "out.pdf")

    def test_style_and_paper_take_effect(self, desk: Path) -> None:
        """Another sheet, another setting, another paper: another file; --paper is the setting it stands for."""
        made = []
        for number, options in enumerate(
            ([], ["--style", "plain"], ["--set", "body.size=11pt"], ["--paper", "letter"], ["--set", "page.paper=letter"])
        ):
            assert cli.run(["build", "sources/a.yaml", "-o", f"{number}.pdf", *options]) == 0
            made.append(pages_of(desk / f"{number}.pdf"))
        assert len(set(made)) == 4
        assert made[3] == made[4]

    def test_layers_of_style_come_one_over_the_other(self, desk: Path) -> None:
        """A sheet of the user's own over a shipped one."""
        (desk / "house.yaml").write_text("body:\n  size: 11pt\n", encoding="utf-8")
        (desk / "other").mkdir()
        (desk / "other" / "house.yaml").write_text("extends: briefing\nbody:\n  size: 11pt\n", encoding="utf-8")
        assert cli.run(["build", "sources/a.yaml", "-o", "1.pdf", "--style", "briefing", "--style", "house.yaml"]) == 0
        assert cli.run(["build", "sources/a.yaml", "-o", "2.pdf", "--style", "other/house.yaml"]) == 0
        assert pages_of(desk / "1.pdf") == pages_of(desk / "2.pdf")

    def test_bad_input_keeps_the_old_pdf(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Every problem is told with its place, the exit code is 2, and the old file stays."""
        (desk / "build").mkdir()
        (desk / "build" / "a.pdf").write_bytes(b"old")
        (desk / "sources" / "a.yaml").write_text(WRONG, encoding="utf-8")
        assert cli.run(["build"]) == 2
        out, said = capsys.readouterr()
        assert out == ""
        assert re.search(r"^sources/a\.yaml:3:12: error: .*$\n +3 \|   marking: TLP:WHITE$\n +\| +\^+$\n  hint: ", said, re.M)
        assert re.search(r"^sources/a\.yaml:6:5: error: .*\n.*titel: Bridge.*\n.*\^\^\^\^\^\n  hint: .*title", said, re.M)
        assert (desk / "build" / "a.pdf").read_bytes() == b"old"
        assert [p.name for p in (desk / "build").iterdir()] == ["a.pdf"]

    def test_one_bad_dossier_does_not_stop_the_others(self, desk: Path) -> None:
        """The good ones are built, and the exit code tells of the bad one."""
        (desk / "sources" / "b.yaml").write_text(WRONG, encoding="utf-8")
        assert cli.run(["build"]) == 2
        assert [p.name for p in (desk / "build").iterdir()] == ["a.pdf"]

    def test_problems_as_json_are_all_there(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """--json writes one array, of the same shape with and without problems."""
        assert cli.run(["build", "--json"]) == 0
        assert all(p["severity"] == "warning" for p in json.loads(capsys.readouterr().out))
        (desk / "sources" / "a.yaml").write_text(WRONG, encoding="utf-8")
        assert cli.run(["build", "--json"]) == 2
        out, said = capsys.readouterr()
        assert said == ""
        found = json.loads(out)
        assert [found[0][key] for key in ("file", "line", "column", "severity")] == ["sources/a.yaml", 3, 12, "error"]
        assert {tuple(p) for p in found} == {("file", "line", "column", "length", "severity", "name", "about", "message", "hint")}

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["build", "a.yaml", "b.yaml", "-o", "x.pdf"], "-o takes one dossier"),
            (["build", "x/a.yaml", "y/a.yaml"], "would both become build/a.pdf"),
            (["build", "a.yaml", "-o", "-", "--json"], "-o - can't go together"),
            (["build", "--nonsense"], "--nonsense"),
            (["biuld"], "did you mean build?"),
            (["schema", "--style", "a.yaml"], "--style takes no file"),
            (["new", "Suez"], "an id is lower-case"),
            (["new", "suez", "--keep-menu"], "--drop-menu and --keep-menu go with --from"),
            (["build", "--for", "office", "--for", "booklet"], "--for takes one purpose"),
            (["build", "a.yaml", "--text", "mee"], "write ID=PATH"),
            (["build", "a.yaml", "--text", "mee=a", "--text", "mee=b"], "'mee' is given two texts"),
            (["build", "a.yaml", "-o", "a.docx"], "what can be written ends in .pdf, .md, .png"),
            (["watch", "a.yaml", "-o", "-"], "watch needs a file"),
        ],
    )
    def test_unclear_commands_are_refused(
        self, desk: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
    ) -> None:
        """What can't be meant is refused with exit code 2, and nothing is made."""
        assert cli.run(arguments) == 2
        assert words in capsys.readouterr().err
        assert [p.name for p in desk.iterdir()] == ["sources"]

    @pytest.mark.parametrize("command", ["build", "mail"])
    def test_a_terminal_gets_no_pdf(
        self, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
    ) -> None:
        """A terminal would be filled with bytes that nobody can read, and that may put it out of order."""
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        assert cli.run([command, "sources/a.yaml", "-o", "-"]) == 2
        out, said = capsys.readouterr()
        assert out == ""
        assert "standard output is a terminal" in said

    def test_nothing_to_build_is_told(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Without sources/ the message says how to start."""
        (desk / "sources" / "a.yaml").unlink()
        assert cli.run(["build"]) == 2
        assert "dossier new ID" in capsys.readouterr().err

    def test_a_missing_file_is_bad_input(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A wrong name is told in a line."""
        assert cli.run(["build", "none.yaml"]) == 2
        assert capsys.readouterr().err == "error: none.yaml: no such file\n"

    def test_a_folder_as_output_is_refused(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Exit code 1, one line."""
        assert cli.run(["build", "sources/a.yaml", "-o", "sources"]) == 1
        assert capsys.readouterr().err == "dossier: error: sources: is a folder\n"

    def test_inputs_are_never_overwritten(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Neither the dossier nor a style sheet can be the output."""
        (desk / "house.md").write_text("body:\n  size: 11pt\n", encoding="utf-8")
        (desk / "sources" / "a.pdf").write_text(SHORT, encoding="utf-8")
        assert cli.run(["build", "sources/a.pdf", "-o", "sources/a.pdf"]) == 1
        assert cli.run(["build", "sources/a.yaml", "-o", "house.md", "--style", "briefing", "--style", "./house.md"]) == 1
        assert capsys.readouterr().err.count("is one of the inputs") == 2
        assert cli.run(["build", "sources/a.yaml", "-o", "sources/a.yaml"]) == 2
        assert (desk / "sources" / "a.pdf").read_text(encoding="utf-8") == SHORT
        assert (desk / "sources" / "a.yaml").read_text(encoding="utf-8") == SHORT

    @posix
    def test_a_link_as_output_is_refused(self, desk: Path) -> None:
        """What the link points to stays."""
        (desk / "target").write_bytes(b"old")
        (desk / "out.pdf").symlink_to(desk / "target")
        assert cli.run(["build", "sources/a.yaml", "-o", "out.pdf"]) == 1
        assert (desk / "target").read_bytes() == b"old"
        (desk / "out.pdf").unlink()

    @posix
    def test_a_file_where_build_should_be_is_told(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """One line, exit code 1."""
        (desk / "build").write_bytes(b"mine")
        assert cli.run(["build"]) == 1
        assert capsys.readouterr().err.startswith("dossier: error: build/a.pdf: ")
        assert (desk / "build").read_bytes() == b"mine"

    def test_the_viewer_is_opened_when_asked(self, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """--open hands the PDF to the desktop, a bad build opens nothing."""
        opened: list[str] = []
        monkeypatch.setattr("click.launch", opened.append)
        assert cli.run(["build", "sources/a.yaml", "--open"]) == 0
        assert opened == ["build/a.pdf"]
        (desk / "sources" / "a.yaml").write_text(WRONG, encoding="utf-8")
        assert cli.run(["build", "sources/a.yaml", "--open"]) == 2
        assert opened == ["build/a.pdf"]


class TestEnds:
    """How the program ends when something goes wrong."""

    @pytest.fixture
    def broken(self, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[type[BaseException]], None]:
        """Make the press fail with an exception."""

        def breaks(wrong: type[BaseException]) -> None:
            def build(*arguments: object, **more: object) -> None:
                raise wrong("secret")

            monkeypatch.setattr(pipeline, "build", build)

        return breaks

    def test_an_interrupt_ends_with_130(self, broken: Callable[[type[BaseException]], None]) -> None:
        """Ctrl-C is no bug and no traceback."""
        broken(KeyboardInterrupt)
        assert cli.run(["build"]) == 130

    def test_a_bug_has_an_id_and_no_traceback(
        self, broken: Callable[[type[BaseException]], None], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One line with an id that is the same each time; --debug shows the traceback."""
        broken(ZeroDivisionError)
        assert cli.run(["build"]) == 1
        first = capsys.readouterr().err
        assert cli.run(["build"]) == 1
        assert capsys.readouterr().err == first
        assert re.fullmatch(
            r"dossier: error: internal error [0-9a-f]{8}: ZeroDivisionError in .*--debug shows the traceback\)\n", first
        )
        assert "secret" not in first
        for arguments in (["--debug", "build"], ["build", "--debug"]):
            with pytest.raises(ZeroDivisionError):
                cli.run(arguments)

    @posix
    def test_a_reader_that_goes_away_is_no_bug(self, desk: Path) -> None:
        """`dossier schema | head -1` ends without a word."""
        done = subprocess.run(
            f'"{sys.executable}" -m dossier schema | head -c 1', shell=True, capture_output=True, text=True, env=environment()
        )
        assert done.stdout == "{"
        assert done.stderr == ""


@posix
def test_an_interrupt_from_outside_ends_with_130(desk: Path) -> None:
    """Ctrl-C ends a watch at once and without a traceback."""
    command = [sys.executable, "-m", "dossier", "watch", "sources/a.yaml"]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(), preexec_fn=heed_interrupts)
    assert run.stderr is not None
    assert "build/a.pdf: 1 page" in run.stderr.readline()
    run.send_signal(signal.SIGINT)
    assert (run.communicate(timeout=120)[1].strip(), run.returncode) == ("", 130)


def heed_interrupts() -> None:
    """Let a process that is started end by Ctrl-C, also where we don't: a shell lets what runs in its background ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which the package is found and no byte code is written."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


class Tty:
    """Standard error of a person: keeps what was written and says it is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        """Be a terminal."""
        return True

    def write(self, words: str) -> int:
        """Keep the words."""
        self.text += words
        return len(words)

    def flush(self) -> None:
        """Have nothing to flush."""


@pytest.fixture
def tty(monkeypatch: pytest.MonkeyPatch) -> Tty:
    """A terminal with colours as standard error."""
    made = Tty()
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stderr=made))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return made


class TestTerminal:
    """What a person sees, and what a pipe gets."""

    def test_a_person_is_told_what_was_made(self, desk: Path, tty: Tty) -> None:
        """Path, pages, size and time, on a terminal only."""
        assert cli.run(["build"]) == 0
        assert re.search(r"build/a\.pdf: 1 page, \d+ KB, \d+\.\d\d s", tty.text)
        assert cli.run(["mail", "sources/a.yaml"]) == 0
        assert re.search(r"build/a\.eml: 1 page, \d+ KB as it is sent", tty.text)
        assert cli.run(["new", "ferry"]) == 0
        assert "sources/ferry.yaml: started; `dossier build sources/ferry.yaml` makes the brief" in tty.text

    def test_colours_only_where_they_are_wanted(self, tty: Tty, monkeypatch: pytest.MonkeyPatch) -> None:
        """A terminal gets colours, unless NO_COLOR is set or it is a dumb one; the words are the same."""
        problem = error("wrong", Span("a", 1, 2, 3), "write right", "x")
        terminal.show_problems([problem], {"a": ["abcdef"]})
        coloured, tty.text = tty.text, ""
        assert "\x1b[1;31merror:\x1b[0m" in coloured
        for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
            with monkeypatch.context() as patch:
                patch.setenv(name, value)
                terminal.show_problems([problem], {"a": ["abcdef"]})
            assert tty.text == re.sub(r"\x1b\[[\d;]*m", "", coloured)
            tty.text = ""

    def test_text_of_a_file_does_not_steer_the_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Escape sequences in messages and in source lines are shown as signs, one for one."""
        terminal.show_problems(
            [error("bad \x1b[31m", Span("a\x9b", 1, 3), "do\x07", "x")], {"a\x9b": ["\x1b]0;title\x07é\u202e"]}
        )
        said = capsys.readouterr().err
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", said)
        assert "␛]0;title␇é" in said

    def test_fifty_are_shown_and_the_rest_counted(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Errors have precedence over warnings; what is shown stands in order; the same problem counts once."""
        many = [warning("small", Span("a", n, 1), None, "w") for n in range(1, 40)]
        many += [error("large", Span("a", n, 1), None, "e") for n in range(20, 60)]
        terminal.show_problems([*many, many[0]], {})
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 51
        assert sum("error: large" in line for line in lines) == 40
        assert lines[-1] == "… and 29 more (--json gives all)"
        numbers = [int(line.split(":")[1]) for line in lines[:-1]]
        assert numbers == sorted(numbers)

    def test_long_work_is_told_on_a_terminal_and_wiped(self, tty: Tty, monkeypatch: pytest.MonkeyPatch) -> None:
        """Progress appears after its patience, and leaves an empty line behind."""
        import time

        monkeypatch.setattr(terminal, "PATIENCE", 0.01)
        progress = terminal.Progress("a.yaml")
        progress("setting")
        deadline = time.monotonic() + 120
        while "setting" not in tty.text and time.monotonic() < deadline:
            time.sleep(0.01)
        progress.clear()
        lines = re.findall(r"\r(a\.yaml: setting, \d+ s)", tty.text)
        assert lines
        assert tty.text.endswith("\r" + " " * len(lines[-1]) + "\r")

    def test_short_work_and_pipes_hear_nothing(self, tty: Tty, capsys: pytest.CaptureFixture[str]) -> None:
        """No line for work that is done at once."""
        terminal.Progress("a.yaml").clear()
        assert tty.text == ""

    def test_lines_are_those_of_yaml(self, tmp_path: Path) -> None:
        """A form feed ends no line, a next-line character does: numbers agree with the reader's."""
        (tmp_path / "a").write_bytes("\ufeffone\x0cone\r\ntwo\x85three\u2028four\n".encode())
        assert list(terminal.Lines({})[str(tmp_path / "a")]) == ["one\x0cone", "two", "three", "four", ""]
        assert list(terminal.Lines({})[str(tmp_path / "none")]) == []


class TestCheck:
    """`dossier check`."""

    def test_a_good_dossier_ends_with_0(self, desk: Path) -> None:
        """Nothing is built."""
        assert cli.run(["check"]) == 0
        assert not (desk / "build").exists()

    def test_dossier_and_sheet_are_told_at_once(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Problems of all inputs come in one run."""
        (desk / "sources" / "a.yaml").write_text(WRONG, encoding="utf-8")
        (desk / "house.yaml").write_text("body:\n  sise: 11pt\n", encoding="utf-8")
        assert cli.run(["check", "--style", "house.yaml"]) == 2
        said = capsys.readouterr().err
        assert "house.yaml:2:3: error: " in said
        assert "sources/a.yaml:3:12: error: " in said

    def test_json_gives_all(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """More than fifty problems are all in the array."""
        extra = "".join(f"unknown-{n}: x\n" for n in range(70))
        (desk / "sources" / "a.yaml").write_text(SHORT + extra, encoding="utf-8")
        assert cli.run(["check", "--json"]) == 2
        assert len(json.loads(capsys.readouterr().out)) >= 70


class TestNew:
    """`dossier new`."""

    def test_a_new_dossier_is_right_from_the_start(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing is wrong with it but what waits to be written, and it builds."""
        assert cli.run(["new", "suez-1956", "--title", 'Suez: "the canal" is \\closed']) == 0
        assert cli.run(["check", "sources/suez-1956.yaml", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == []
        assert cli.run(["build", "sources/suez-1956.yaml"]) == 0
        pages_of(desk / "build" / "suez-1956.pdf")

    def test_the_schema_beside_it_takes_it(self, desk: Path) -> None:
        """The line for editors names the schema, which is the one that `dossier schema` prints, and finds nothing wrong."""
        from test_schema import complaints

        assert cli.run(["new", "suez-1956"]) == 0
        text = (desk / "sources" / "suez-1956.yaml").read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=dossier.schema.json\n")
        assert 'title: "TODO: Suez 1956"' in text
        assert json.loads((desk / "sources" / "dossier.schema.json").read_text(encoding="utf-8")) == json_schema()
        assert complaints(text) == []

    def test_what_exists_is_never_touched(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A second start is refused."""
        assert cli.run(["new", "a"]) == 1
        assert "is there already" in capsys.readouterr().err
        assert (desk / "sources" / "a.yaml").read_text(encoding="utf-8") == SHORT


class TestWatch:
    """`dossier watch` and how it notices."""

    def test_it_builds_again_and_keeps_the_last_good_pdf(
        self, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A change builds; a mistake is told and the PDF stays; the style sheet is watched too; Ctrl-C ends it."""
        (desk / "house.yaml").write_text("extends: briefing\n", encoding="utf-8")
        made: list[bytes] = []
        changes = [
            ("sources/a.yaml", SHORT.replace("Monday", "Tuesday")),
            ("sources/a.yaml", WRONG),
            ("house.yaml", "body: {size: 11pt}\n"),
        ]

        def changed(seen: dict[str, object]) -> list[str]:
            files_of = {os.path.normpath(name): name for name in seen}
            made.append((desk / "build" / "a.pdf").read_bytes())
            if not changes:
                raise KeyboardInterrupt
            name, text = changes.pop(0)
            (desk / name).write_text(text, encoding="utf-8")
            return [files_of[os.path.normpath(name)]]

        monkeypatch.setattr(watch, "until_changed", changed)
        assert cli.run(["watch", "sources/a.yaml", "--style", "house.yaml"]) == 130
        assert made[0] != made[1] == made[2] == made[3]
        said = capsys.readouterr().err
        assert said.count("build/a.pdf: 1 page") == 2
        assert said.count("not built; the last good brief stays") == 2

    def test_a_dossier_that_is_not_there_yet_is_waited_for(
        self, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What no line of a file is to blame for would end the watch; a file that comes later would never be built."""
        changes = ["late.yaml"]

        def changed(seen: dict[str, object]) -> list[str]:
            assert "late.yaml" in seen
            assert "" not in seen
            if not changes:
                raise KeyboardInterrupt
            (desk / "late.yaml").write_text(SHORT, encoding="utf-8")
            return [changes.pop()]

        monkeypatch.setattr(watch, "until_changed", changed)
        assert cli.run(["watch", "late.yaml"]) == 130
        said = capsys.readouterr().err
        assert "error: late.yaml: no such file" in said
        assert "late.yaml: not built; there is no brief yet" in said
        assert "build/late.pdf: 1 page" in said

    def test_a_change_counts_when_it_has_come_to_rest(self, tmp_path: Path) -> None:
        """A file that is being written, or has just vanished, is waited for."""
        kept, watched = tmp_path / "kept", tmp_path / "watched"
        kept.write_text("", encoding="utf-8")
        watched.write_text("one", encoding="utf-8")
        steps = iter(["rest", "", "vanish", "rest", "one and tw", "one and two", "rest"])

        def pause() -> None:
            step = next(steps)
            if step == "vanish":
                watched.unlink()
            elif step != "rest":
                watched.write_text(step, encoding="utf-8")

        seen = watch.stamps([str(kept), str(watched)])
        assert watch.until_changed(seen, pause) == [str(watched)]
        assert list(steps) == []


class TestOther:
    """Styles, schema, completion, help."""

    def test_styles_are_listed_shown_and_explained(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A shown sheet is the sheet itself; an explanation names sheet and line, and what was overridden."""
        assert cli.run(["styles", "list"]) == 0
        assert re.search(r"^briefing +\S.*\n(.*\n)*plain +\S", capsys.readouterr().out)
        assert cli.run(["styles", "show", "plain"]) == 0
        assert capsys.readouterr().out.encode() == files.read(files.data("styles/plain.yaml"))
        (desk / "house.yaml").write_text("extends: briefing\nbody:\n  size: 11pt\n", encoding="utf-8")
        assert cli.run(["styles", "explain", "body.size", "--style", "house.yaml", "--set", "body.size=12pt"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("body.size: 12pt\n")
        assert "11pt  overridden, from house.yaml, line 3" in out

    def test_unknown_styles_and_properties_are_told(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """With what was perhaps meant."""
        assert cli.run(["styles", "show", "brefing"]) == 2
        assert "styles are briefing, plain" in capsys.readouterr().err
        assert cli.run(["styles", "explain", "heading.2.sise"]) == 2
        assert "did you mean heading.2.size?" in capsys.readouterr().err

    def test_a_sheet_that_is_no_style_explains_nothing(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A script would take the value of a style that can't be used for the one that is printed."""
        (desk / "house.yaml").write_text("extends: briefing\nbody: {size: 9}\n", encoding="utf-8")
        assert cli.run(["styles", "explain", "body.size", "--style", "house.yaml"]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "house.yaml:2:14: error: body.size: '9' has no unit" in said.err

    def test_schemas_are_json(self, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Of dossiers, of this dossier, of style sheets."""
        for arguments in ([], ["sources/a.yaml"], ["--style"]):
            assert cli.run(["schema", *arguments]) == 0
            assert "$schema" in json.loads(capsys.readouterr().out)
        (desk / "sources" / "a.yaml").write_text(WRONG, encoding="utf-8")
        assert cli.run(["schema", "sources/a.yaml"]) == 2

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_completion_is_printed(self, shell: str, capsys: pytest.CaptureFixture[str]) -> None:
        """The script calls our command by its own variable."""
        assert cli.run(["completion", shell]) == 0
        assert "_DOSSIER_COMPLETE" in capsys.readouterr().out

    def test_styles_and_commands_are_completed(self) -> None:
        """The shell asks with a variable and gets names of commands, of options, of styles."""

        def completions(*words: str) -> list[str]:
            asked = environment(_DOSSIER_COMPLETE="bash_complete", COMP_WORDS=" ".join(words), COMP_CWORD=str(len(words) - 1))
            done = subprocess.run([sys.executable, "-m", "dossier"], capture_output=True, text=True, env=asked, check=False)
            assert done.stderr == ""
            return done.stdout.split()

        assert completions("dossier", "b") == ["plain,build"]
        assert completions("dossier", "build", "--style", "br") == ["plain,briefing"]
        assert completions("dossier", "styles", "show", "pl") == ["plain,plain"]

    @pytest.mark.parametrize("name", [name for name, _ in cli.COMMANDS])
    def test_every_help_page_has_examples(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        """The examples call the command that they explain, and no line is wider than a terminal."""
        assert cli.run([name, "--help"]) == 0
        out = capsys.readouterr().out
        assert f"\n    dossier {name}" in out.partition("Examples:")[2]
        assert max(map(len, out.splitlines())) <= 80

    def test_options_are_called_and_explained_as_they_were(self, golden: Callable[[str, str], None]) -> None:
        """An option or an argument would have another name, or its help nothing to say, and nobody would have wanted it."""
        lines = [line for name, _ in cli.COMMANDS for line in parameters(import_module(f"dossier.commands.{name}").command, name)]
        golden("help.txt", "".join(f"{line}\n" for line in lines))

    def test_the_version_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Name and number."""
        import dossier

        assert cli.run(["--version"]) == 0
        assert capsys.readouterr().out == f"dossier {dossier.__version__}\n"

    def test_the_short_dossier_of_the_readme_builds(self, desk: Path) -> None:
        """What stands in the README is true: it builds as it is."""
        (block,) = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
        (desk / "readme.yaml").write_text(block, encoding="utf-8")
        assert cli.run(["build", "readme.yaml"]) == 0
        pages_of(desk / "build" / "readme.pdf")


WATCHED = """
import os, sys
allowed, writing = sys.argv[1], os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
def watch(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork", "os.system", "os.spawn", "ctypes.")):
        seen.append(f"{event} {arguments}")
    elif event == "open" and (arguments[2] & writing or set(str(arguments[1])) & set("wax+")):
        seen.append(f"writes {arguments[0]}")
    elif event in ("os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.utime"):
        seen.append(f"{event} {arguments[0]}")
    elif event == "os.rename":
        seen.append(f"moves to {arguments[1]}")
    elif event == "open" and isinstance(arguments[0], str):
        read.append(os.path.abspath(arguments[0]))
seen, read = [], []
sys.addaudithook(watch)
from dossier.cli import run
code = run(["build", "sources/a.yaml", "-o", "out.pdf"])
watching, read = seen, read[:]
print(code)
print("\\n".join(watching))
print("reads")
print("\\n".join(name for name in read if not name.startswith(tuple(sys.argv[1].split(os.pathsep)))))
"""


def test_a_build_touches_nothing_but_its_output(desk: Path) -> None:
    """No socket, no process; only the output and the part beside it written; only Python, the package and the inputs read."""
    pinned = SHORT.replace("title: Bridge closed to lorries", "title: Bridge closed to lorries\n    text: agency.txt")
    (desk / "sources" / "a.yaml").write_text(pinned, encoding="utf-8")
    (desk / "sources" / "agency.txt").write_text("[2]\nThe bridge is closed since Monday.\n", encoding="utf-8")
    allowed = [str(ROOT / "dossier"), str(ROOT / "styles"), sys.prefix, sys.base_prefix, os.path.realpath(sys.prefix)]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, os.pathsep.join(allowed)], capture_output=True, text=True, cwd=desk, env=environment()
    )
    assert done.stderr == ""
    head, _, reads = done.stdout.partition("reads\n")
    code, *seen = head.splitlines()
    assert code == "0"
    assert [re.sub(r"\.[0-9a-f]{12}\.", ".*.", line) for line in seen] == ["writes .out.pdf.*.part", "moves to out.pdf"]
    steps = {str(desk / "sources"), str(desk / "agency.txt"), str(desk / "sources" / "agency.txt")}  # opened from its folder
    assert set(reads.split()) - steps == {str(desk / "sources" / "a.yaml")}
    assert steps & set(reads.split())


@posix
def test_a_full_disk_keeps_the_old_pdf(desk: Path) -> None:
    """With room for 4,000 bytes the command ends with 1 and one line, and the old PDF is as it was."""
    (desk / "out.pdf").write_bytes(b"old")
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))\n"
        "from dossier.cli import run\n"
        "sys.exit(run(['build', 'sources/a.yaml', '-o', 'out.pdf']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=desk, env=environment(), check=False
    )
    assert done.returncode == 1
    assert done.stderr == "dossier: error: out.pdf: it would be larger than this system allows\n"
    assert (desk / "out.pdf").read_bytes() == b"old"
    assert sorted(p.name for p in desk.iterdir()) == ["out.pdf", "sources"]


def test_same_input_same_bytes(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither hash seed, folder, time zone, locale nor user shows in the file."""
    other = tmp_path_factory.mktemp("another folder")
    (other / "b.yaml").write_text(SHORT, encoding="utf-8")
    made = []
    for folder, name, more in (
        (desk, "sources/a.yaml", {"PYTHONHASHSEED": "1", "TZ": "UTC", "HOME": str(desk), "USER": "one"}),
        (other, "b.yaml", {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "USER": "two"}),
    ):
        command = [sys.executable, "-m", "dossier", "build", name, "-o", "-"]
        made.append(subprocess.run(command, capture_output=True, check=True, cwd=folder, env=environment(**more)).stdout)
    assert made[0].startswith(b"%PDF-1.7")
    assert made[0] == made[1]


def test_a_hostile_folder_changes_nothing(desk: Path) -> None:
    """Neither modules nor settings that lie about in the current folder or at home are taken, nor ReportLab's variables."""
    clean = environment(PYTHONSAFEPATH="1")  # as for the installed command, whose folder is the first on the path
    command = [sys.executable, "-m", "dossier", "build", "sources/a.yaml", "-o", "-"]
    wanted = subprocess.run(command, capture_output=True, check=True, cwd=desk, env=clean).stdout
    trap = "open('sprung', 'w').close()\nraise SystemExit('sprung')\n"
    for name in ("reportlab_settings", "local_reportlab_settings", "yaml", "click", "json", "uharfbuzz", "sitecustomize"):
        (desk / f"{name}.py").write_text(trap, encoding="utf-8")
    (desk / ".reportlab_settings").write_text(trap + "pageCompression = 0\n", encoding="utf-8")
    hostile = {
        **clean,
        "HOME": str(desk),
        "USERPROFILE": str(desk),
        "RL_pageCompression": "0",
        "RL_invariant": "0",
        "RL_trustedHosts": "*",
    }
    done = subprocess.run(command, capture_output=True, check=False, cwd=desk, env=hostile)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == wanted
    assert not (desk / "sprung").exists()

"""What docs/architecture.md promises: one more of each open set is added to a copy, works, and touches no other file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

ROOT = Path(__file__).resolve().parent.parent
NAME = "weather"
HEAD = '"""Weather."""\n\nfrom __future__ import annotations\n\n'
DOSSIER = """\
dossier: {{title: A rainy day, marking: TLP:CLEAR{facts}}}
scope: {{covers: One day.}}
sources:
  gazette: {{title: Gazette, publisher: The Gazette}}
claims:
  Heard:
    rain: {{text: It rained., cite: gazette 1}}
"""
BUILT = """\
from dossier import pipeline
from dossier.blocks import Figure, plain
from dossier.styling.library import open_style

def built(*settings):
    return pipeline.build(open("a.yaml", "rb").read(), look=open_style(["briefing"], settings))
"""
SCRIPTS = ("style_reference.py", "check_reference.py")


class House:
    """A copy of the package, with the scripts and documents that are written from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "dossier", folder / "dossier", ignore=lambda path, names: {"data"} & set(names))
        for name in ("docs", "scripts", "styles"):
            shutil.copytree(ROOT / name, folder / name)
        (folder / "dossier" / "data").symlink_to(ROOT / "dossier" / "data")
        (folder / "a.yaml").write_text(DOSSIER.format(facts=""), encoding="utf-8")

    def new(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def row(self, name: str, before: str, text: str) -> None:
        """Put something into a file, before what stands there once."""
        path = self.folder / name
        old = path.read_text(encoding="utf-8")
        assert old.count(before) == 1, f"{before!r} stands {old.count(before)} times in {name}"
        path.write_text(old.replace(before, text + before), encoding="utf-8")

    def says(self, program: str) -> str:
        """Run a program in the copy, and return what it prints."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=self.folder, env=environment)
        assert run.returncode == 0, run.stderr
        return run.stdout

    def dossier(self, *arguments: str) -> str:
        """Run a command line of the copy, and return what it says."""
        program = f"import sys; from dossier.cli import run; sys.stderr = sys.stdout; print(run({list(arguments)!r}))"
        return self.says(program)

    def touched(self) -> set[str]:
        """Let the scripts write what they write, and return the files that are new or other than they were."""
        for script in SCRIPTS:
            subprocess.run([sys.executable, self.folder / "scripts" / script], check=True, cwd=self.folder)
        paths = (path for part in ("dossier", "docs", "scripts", "styles") for path in (self.folder / part).rglob("*"))
        texts = [path for path in paths if path.is_file() and path.suffix in (".py", ".md", ".yaml")]
        names = {path.relative_to(self.folder).as_posix() for path in texts if "data" not in path.parts}
        return {name for name in names if not _same(self.folder / name, ROOT / name)}


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A fresh copy."""
    return House(tmp_path)


def promised(thing: str) -> list[str]:
    """Return the files and folders that the table names for a thing."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.*?) ?\|$", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.M)
    (row,) = (row for row in rows if row[0] == thing)
    return [name.replace("NAME", NAME) for name in re.findall(r"`([\w./-]+)`", row[1] + row[2])]


def hold(house: House, thing: str, *elsewhere: str) -> None:
    """Hold what was touched to the table; `elsewhere` is the place that the table can name in words only."""
    names = promised(thing)
    touched = house.touched() - set(elsewhere)
    assert {name for name in touched if not any(name == it or (it[-1] == "/" and name.startswith(it)) for it in names)} == set()
    assert {it for it in names if not any(name == it or (it[-1] == "/" and name.startswith(it)) for name in touched)} == set()


SCOPE = "dossier/sections/scope.py"
SCOPE_END = "    return (Definitions(tuple(rows)),) if rows else ()"


def test_the_copy_is_what_it_was(house: House) -> None:
    """Nothing is counted as touched that wasn't, and the copy is the package that runs."""
    assert house.touched() == set()
    assert house.says("import dossier; print(dossier.__file__)").strip() == str(house.folder / "dossier" / "__init__.py")


def test_a_section(house: House) -> None:
    """It is printed under its title in its place, and can be named in the running order."""
    says = "from dossier.blocks import Blocks, Paragraph, text\nfrom dossier.saying.phrases import Phrases\n\n\n"
    says += 'def compose(phrases: Phrases) -> Blocks:\n    """Say it."""\n    return (Paragraph(text("It rained.")),)\n'
    house.new(f"dossier/sections/{NAME}.py", HEAD + says)
    house.row("dossier/model.py", '    BuiltIn("timeline"', f'    BuiltIn("{NAME}"),\n')
    house.row("dossier/saying/wording.py", '        "timeline": "Timeline",\n', f'        "{NAME}": "The weather",\n')
    order = "print([section.title for section in built().galley.sections])"
    assert house.says(BUILT + order).split("'")[1:6:2] == ["Scope", "What is reported", "The weather"]
    house.new("a.yaml", DOSSIER.format(facts="") + "sections: [weather, scope]\n")
    assert house.says(BUILT + order).strip() == "['The weather', 'Scope']"
    assert NAME in house.dossier("schema")
    hold(house, "a section")


def test_a_field(house: House) -> None:
    """It is read, is in the schema, and is printed where a section prints it."""
    house.row("dossier/model.py", "    banner = field(", f'    {NAME} = field(LINE, "The weather.", gaps=False)\n')
    house.row(SCOPE, SCOPE_END, f'    rows.append((text("Weather"), (Paragraph(phrases.line(phrases.dossier.facts.{NAME})),)))\n')
    house.new("a.yaml", DOSSIER.format(facts=", weather: Very wet"))
    assert "Very wet" in house.says(BUILT + "print(built().markdown())")
    assert '"The weather.' in house.dossier("schema")
    house.new("a.yaml", DOSSIER.format(facts=", wether: Very wet"))
    assert "did you mean weather?" in house.dossier("check", "a.yaml")
    hold(house, "a field", SCOPE)


def test_a_style_property_of_roles(house: House) -> None:
    """It is parsed, resolved, inherited, explained and in the schema; it acts where it is said to act, and only there."""
    declared = f'    {NAME} = prop("{NAME}", LENGTH, "0", BOX, "Room for rain.")\n'
    house.row("dossier/styling/properties.py", "    row_gap = prop(", declared)
    house.row("dossier/effects.py", ', "page-break")\nASIDE', f', "{NAME}"')
    taken = "        box.before, box.after, box.keep, box.fresh = r.before,"
    house.row("dossier/typeset/setter.py", taken, f"        r = r.changed(after=r.after + r.{NAME})\n")
    program = "print(*(built(f'series.weather={room}').pdf == built().pdf for room in ('20pt', '0')))"
    assert house.says(BUILT + program).split() == ["False", "True"]
    assert "body.weather: 0pt" in house.dossier("styles", "explain", "body.weather")
    assert "weather has no effect on table" in house.dossier("build", "a.yaml", "--set", "table.weather=9pt", "-o", "a.pdf")
    assert "write a number and a unit" in house.dossier("build", "a.yaml", "--set", "body.weather=much", "-o", "a.pdf")
    assert "Room for rain." in house.says("from dossier.styling.schema import *; print(style_json_schema())")
    hold(house, "a style property of roles", "dossier/typeset/setter.py")


def test_a_style_property_of_the_page(house: House) -> None:
    """The same of the page."""
    declared = f'    {NAME} = prop("{NAME}", FIXED, "0", PAGE, "Room for rain.")\n'
    house.row("dossier/styling/properties.py", "    smallest = prop(", declared)
    house.row("dossier/typeset/furniture.py", "        if page.foot_rule:\n", f"        foot += page.{NAME}\n")
    program = "print(*(built(f'page.weather={room}').pdf == built().pdf for room in ('1mm', '0')))"
    assert house.says(BUILT + program).split() == ["False", "True"]
    hold(house, "a style property of the page", "dossier/typeset/furniture.py")


FIGURE = {
    "__init__.py": """\
from dossier.effects import FIGURE, STROKE, Role, part

ROLES = (Role("weather", "figure", FIGURE, "The weather."), part("weather.rain", "weather", STROKE, "Rain."))
""",
    "shows.py": """\
from dossier.blocks import Figure, text


def figure(phrases):
    if phrases.style.role("weather").show:
        yield Figure("weather", 3, "Three drops", text("Figure."), "weather", "weather")
""",
    "draws.py": """\
from dossier.figures.kit.ink import Ink, paint


def draw(setter, data, width, height=None):
    role = setter.style.role("weather.rain")

    def ink(surface, x, y):
        lines = [[(x + 9 * i, y), (x + 9 * i, y - 30)] for i in range(data)]
        paint(surface, [Ink(lines, stroke=role.rule_color, width=role.rule_above)])

    return 40.0, ink
""",
}


def test_a_figure_kind(house: House) -> None:
    """It is drawn in the brief, told in words, and dressed by style sheets."""
    folder = f"dossier/figures/{NAME}"
    for file, text in FIGURE.items():
        house.new(f"{folder}/{file}", HEAD + text)
    house.row("dossier/figures/__init__.py", ')\n"""The kinds of figure', f', "{NAME}"')
    shown = "    from dossier.figures.weather.shows import figure\n\n    return (Definitions(tuple(rows)), *figure(phrases))\n"
    house.row(SCOPE, SCOPE_END, shown)
    program = """\
thick, thin, none = (built(f"weather.{it}") for it in ("rain.rule-above=3pt", "rain.rule-above=1pt", "show=no"))
print(thick.pdf == thin.pdf, "Three drops" in thin.markdown(), "Three drops" in none.markdown())
"""
    assert house.says(BUILT + program).split() == ["False", "True", "False"]
    said = house.dossier("build", "a.yaml", "--set", "weather.rain.fill=navy", "-o", "a.pdf")
    assert "fill has no effect on weather.rain" in said
    hold(house, "a figure kind", SCOPE)


RULE = """\
from dossier.checks.names import Name
from dossier.problems import warning

TELLS = {"weather": Name("No title says how the weather was.")}


def check(dossier, evidence):
    facts = dossier.facts
    return [warning("rain", facts.place_of("title"), None, "weather")] if "rain" in facts.title else []
"""


def test_a_check(house: House) -> None:
    """It is told at every run under its name, can be silenced, and stands on the page of checks."""
    house.new(f"dossier/checks/{NAME}.py", HEAD + RULE)
    house.row("dossier/checks/__init__.py", ")\nfrom dossier.checks.names", f"    {NAME},\n")
    house.row("dossier/checks/__init__.py", ")\n\nSTRICT", f"    {NAME},\n")
    assert "a.yaml:1:18: warning: rain" in house.dossier("check", "a.yaml")
    house.new("a.yaml", DOSSIER.format(facts="") + f"silence: [{{check: {NAME}, because: It is so.}}]\n")
    assert "rain\n" not in house.dossier("check", "a.yaml")
    hold(house, "a check")


def test_a_command(house: House) -> None:
    """It is listed, with what its row says, and runs."""
    says = '@click.command()\ndef command() -> int:\n    """Say it."""\n    click.echo("wet")\n    return 0\n'
    house.new(f"dossier/commands/{NAME}.py", f"{HEAD}import click\n\n\n{says}")
    house.row("dossier/cli.py", ")\nEXAMPLES", f'    ("{NAME}", "Say how the weather is."),\n')
    assert re.search(rf"{NAME} +Say how the weather is\.", house.dossier("--help"))
    assert house.dossier(NAME).split() == ["wet", "0"]
    hold(house, "a command")


def test_an_output_form(house: House) -> None:
    """A file with its ending is written in it, and the help page names it."""
    says = 'def copy(brief):\n    """Say the title."""\n    return f"{brief.galley.title}: wet".encode()\n'
    house.new(f"dossier/copies/{NAME}.py", HEAD + says)
    house.row("dossier/copies/__init__.py", "    PROOFS,\n)", f'    Form(".wet", "{NAME}", "the weather"),\n')
    house.dossier("build", "a.yaml", "-o", "a.wet")
    assert (house.folder / "a.wet").read_text(encoding="utf-8") == "A rainy day: wet"
    assert ".wet for the weather" in " ".join(house.dossier("build", "--help").split())
    hold(house, "an output form")


def test_a_paper(house: House) -> None:
    """The command line and sheets take it, and pages are as large."""
    house.row("dossier/units.py", '    "letter": (612.0, 792.0),\n', f'    "{NAME}": (620.0, 700.0),\n')
    house.dossier("build", "a.yaml", "--paper", NAME, "-o", "a.pdf")
    with pikepdf.open(house.folder / "a.pdf") as pdf:
        assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, 620, 700]
    house.new("house.yaml", f"extends: briefing\non: {{{NAME}: {{body.size: 9pt}}}}\n")
    assert "error" not in house.dossier("build", "a.yaml", "--style", "house.yaml", "--paper", NAME, "-o", "a.pdf")
    hold(house, "a paper")


def test_a_printed_word(house: House) -> None:
    """What a section says by a new key is printed."""
    house.row("dossier/saying/wording.py", '        "scope.covers": "Covers",\n', f'        "{NAME}": "It was wet.",\n')
    house.row(SCOPE, SCOPE_END, f'    rows.append((text("Weather"), (Paragraph(text(words["{NAME}"])),)))\n')
    assert "It was wet." in house.says(BUILT + "print(built().markdown())")
    hold(house, "a printed word", SCOPE)


def test_a_product(house: House) -> None:
    """It is built by its name, of its sections, within its limit."""
    house.row("dossier/products.py", ')\n"""The products that there are', f', Plan("{NAME}", parts=("reported",), pages=1)')
    assert house.dossier("build", "a.yaml", "--product", NAME, "-o", "b.md").strip() == "0"
    assert "What is reported" in (house.folder / "b.md").read_text(encoding="utf-8")
    assert "Supports claim" not in (house.folder / "b.md").read_text(encoding="utf-8")
    hold(house, "a product")


def test_a_part_of_the_short_form(house: House) -> None:
    """It stands in the short form, and can be left out of it."""
    house.row("dossier/products.py", '    Part("references"', f'    Part("{NAME}", "{NAME}", "back"),\n')
    says = "from dossier.blocks import Blocks, Paragraph, text\nfrom dossier.short.given import Sheet\n\n\n"
    says += 'def weather(sheet: Sheet) -> Blocks:\n    """Say it."""\n    return (Paragraph(text("It poured.")),)\n\n\n'
    house.new(f"dossier/short/{NAME}.py", HEAD + says + f'PARTS = {{"{NAME}": weather}}\n')
    assert house.dossier("build", "a.yaml", "--product", "short", "-o", "b.md").strip() == "0"
    assert "It poured." in (house.folder / "b.md").read_text(encoding="utf-8")
    assert house.dossier("build", "a.yaml", "--product", "short", "--sections", "report", "-o", "b.md").strip() == "0"
    assert "It poured." not in (house.folder / "b.md").read_text(encoding="utf-8")
    hold(house, "a part of the short form")


def test_every_promise_is_kept_by_a_test() -> None:
    """Each row of the table is one of these tests."""
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("| to add |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (an? .+?) \|", table, re.M)
    assert rows
    assert {f"test_{row.replace(' ', '_')}" for row in rows} == {name for name in globals() if re.match(r"test_an?_", name)}

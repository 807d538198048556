"""The rules of the house: who imports whom, who touches files, how things are called, and that documents say what is so."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import click
import pytest

import dossier
from dossier import cli
from dossier.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "dossier"

# Rooms and vocabularies, the earliest first: a module imports from its own line and those above. A folder is all its modules,
# unless a longer name below stands for some of them: the more exact name counts.
LAYERS = (
    ("tuples", "postponing", "settled", "version", "problems", "units", "files", "geodesy", "blocks", "effects", "ids"),
    ("fields", "inline", "dates"),
    ("model",),
    ("reading", "products"),
    ("texts", "figures", "figures.drawing.sketch", "figures.kit.rounding", "figures.map.geojson", "figures.picture.loaded"),
    ("styling",),
    ("evidence",),
    ("quotations", "holding"),
    ("saying",),
    ("checks",),
    ("sections", "figures.*.shows"),
    ("compose",),
    ("text",),
    ("layout",),
    ("short",),
    ("figures.*",),
    ("typeset",),
    ("pdf",),
    ("printing",),
    ("shortening",),
    ("copies",),
    ("brief",),
    ("pipeline",),
    ("console", "importing", "mailing", "face"),
    ("commands", "cli", "__main__"),
)
# Modules of one name in two folders are taken for one another. These are named for what users write, or for a part of every kind.
TWINS = {
    "annex": "a section, and the check of what it needs",
    "citations": "marks in author text, and the check that there are any",
    "contradictions": "what evidence finds, and the check that tells it",
    "draws": "of each kind of figure",
    "questions": "a section, and the check of its records",
    "schema": "of dossiers, of style sheets, and the command that prints them",
    "shows": "of each kind of figure",
    "sources": "a section, and a command",
}
ONLY_HERE = {
    "reportlab": ("figures", "pdf"),
    "yaml": ("reading",),
    "click": ("cli", "commands", "console"),
    "uharfbuzz": ("text", "pdf"),
    "pypdfium2": ("copies",),
    "pikepdf": ("mailing",),
    "PIL": ("pdf",),
    "email": ("mailing",),
    "socket": (),
    "subprocess": (),
    "urllib": (),
    "http": (),
    "pickle": (),
}
NOT_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?|handlers?|processors?|services?|info)(_|$)|^(do|process)_", re.I)


def modules() -> list[Path]:
    """Return all modules of the package."""
    return sorted(PACKAGE.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def part(path: Path) -> str:
    """Return the folder or the flat module at the top to which a module belongs."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def dotted(path: Path) -> str:
    """Return the name of a module without that of the package; '' for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(path: Path) -> Sequence[tuple[int, str]]:
    """Return line and full name of everything that a module imports, wherever in it: when it is called, or for its types."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: relative import"
            found += ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
    return found


@cache
def graph() -> dict[str, dict[str, int]]:
    """Return for each module which others of the package it imports, and in which line; '' is the package itself."""
    names = {dotted(path) for path in modules()}
    out: dict[str, dict[str, int]] = {}
    for path in modules():
        others = out.setdefault(dotted(path), {})
        for line, name in imports(path):
            if name.startswith("dossier."):
                inner = name.removeprefix("dossier.")
                module = inner if inner in names else inner.rpartition(".")[0]
                assert module in names, f"{path}:{line}: {name}"
                others.setdefault(module, line)
    return out


def shown(module: str) -> bool:
    """Say whether a module of a figure belongs to its `shows`: to the record and its words, not to the ink."""
    _, kind, *rest = module.split(".")
    if not rest:
        return False
    reached, waiting = set[str](), [f"figures.{kind}.shows"]
    while waiting:
        name = waiting.pop()
        if name not in reached and name.startswith(f"figures.{kind}."):
            reached.add(name)
            waiting += graph().get(name, ())
    return module in reached


def rank(module: str) -> int:
    """Return the number of the layer in which a module stands."""
    layers = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    if module in layers:
        return layers[module]
    if module.startswith("figures."):
        return layers["figures.*.shows" if shown(module) else "figures.*"]
    return layers[module.split(".")[0]]


def room(module: str) -> str:
    """Return the room of a module: its folder or itself; of a figure one room for what it shows and one for its drawing."""
    parts = module.split(".")
    if parts[0] != "figures" or len(parts) < 3 or module in [name for layer in LAYERS for name in layer]:
        return module if parts[0] == "figures" else parts[0]
    return ".".join((*parts[:2], "shows" if shown(module) else "draws"))


def circles(arrows: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the groups of names from each of which arrows lead to all others of the group."""
    reach: dict[str, set[str]] = {}
    for start in arrows:
        seen, waiting = set[str](), [start]
        while waiting:
            for other in arrows.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        reach[start] = seen
    groups = {tuple(sorted(other for other in reach[name] if name in reach.get(other, ()))) for name in arrows}
    return sorted(list(group) for group in groups if len(group) > 1)


def test_every_part_has_its_place_among_the_phases() -> None:
    """A flat module is a phase or a vocabulary: a new one is placed here, and nothing is listed that is gone."""
    there = {part(path) for path in modules()} - {"__init__"}
    listed = [name for layer in LAYERS for name in layer]
    assert len(listed) == len(set(listed))
    assert there == {name for name in listed if "." not in name}
    assert all(name in graph() for name in listed if "." in name and "*" not in name)


def test_imports_point_to_earlier_phases() -> None:
    """No phase knows of a later one; what a figure shows knows nothing of how it is drawn."""
    wrong = []
    for module, others in graph().items():
        for other, line in others.items():
            if module and rank(other) > rank(module):
                wrong.append(f"{module}:{line}: {module} is earlier than {other}")
    assert wrong == []


def test_nothing_leads_back_to_itself() -> None:
    """There is no circle of modules, nor of rooms: not by a late import, not by one for types."""
    assert circles(graph()) == []
    between: dict[str, set[str]] = {}
    for module, others in graph().items():
        if module:
            between.setdefault(room(module), set()).update(room(it) for it in others if it and room(it) != room(module))
    assert circles(between) == []


def test_no_two_modules_have_one_name() -> None:
    """A name stands for one thing; where it stands for two, the reason stands here."""
    stems = [path.stem for path in modules() if path.stem != "__init__"]
    assert {stem for stem in stems if stems.count(stem) > 1} == set(TWINS)


def test_libraries_are_imported_where_they_belong() -> None:
    """Reportlab under pdf/, yaml in the reader, click in the commands; nothing that talks to a network or starts a process."""
    wrong = []
    for path in modules():
        for line, name in imports(path):
            allowed = ONLY_HERE.get(name.split(".")[0])
            if allowed is not None and part(path) not in allowed:
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {name}")
    assert wrong == []


WRITING = {
    "fdopen",
    "write_text",
    "write_bytes",
    "mkstemp",
    "NamedTemporaryFile",
    "rename",
    "unlink",
    "remove",
    "makedirs",
    "mkdir",
}


def writes(call: ast.Call) -> bool:
    """Say whether a call could write to the file system: `open` for anything but reading, and what WRITING lists."""
    if isinstance(call.func, ast.Name) and call.func.id == "open":
        mode = (
            call.args[1] if len(call.args) > 1 else next((k.value for k in call.keywords if k.arg == "mode"), ast.Constant("r"))
        )
        return not (isinstance(mode, ast.Constant) and str(mode.value) in ("r", "rb"))
    return isinstance(call.func, ast.Attribute) and call.func.attr in WRITING


def test_files_are_written_by_files_only() -> None:
    """One module opens files for writing; no other calls anything that could."""
    wrong = []
    for path in modules():
        if part(path) != "files":
            calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and writes(node)]
            wrong += [f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call.func)}" for call in calls]
    assert wrong == []


def test_names_say_what_things_are() -> None:
    """No utils, helpers, managers: in no file name, no class, no function."""
    wrong = [str(path.relative_to(ROOT)) for path in modules() if NOT_NAMES.search(path.stem)]
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name)
                if NOT_NAMES.search(words):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}")
    assert wrong == []


def test_nothing_is_there_for_tests_alone() -> None:
    """Each function and class of a module is named somewhere in the package besides where it is made; commands find their own."""
    named: set[str] = set()
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Name | ast.Attribute):
                named.add(node.id if isinstance(node, ast.Name) else node.attr)
            elif isinstance(node, ast.alias) and node.asname:
                named.add(node.name.rpartition(".")[2])
    made = [node for path in modules() for node in tree(path).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    idle = {node.name for node in made if not node.decorator_list} - named - set(dossier.__all__)
    assert {name for name in idle if not name.startswith("__")} == set()


def test_every_command_is_listed() -> None:
    """The registry of commands names each file of the folder, and what it says of each is what completion says."""
    assert {path.stem for path in (PACKAGE / "commands").glob("*.py")} == {name for name, _ in COMMANDS} | {
        "__init__",
    }
    context = click.Context(cli.dossier)
    for name, words in COMMANDS:
        command = cli.dossier.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(100) == words


def test_the_public_face_is_small_and_there() -> None:
    """What is promised is there, sorted, and no more than it."""
    assert dossier.__all__ == sorted(dossier.__all__)
    assert len(dossier.__all__) <= 12
    for name in dossier.__all__:
        assert getattr(dossier, name) is not None
    assert dir(dossier) == dossier.__all__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        dossier.nothing  # noqa: B018


def loaded_by(program: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after a program."""
    program += "\nimport sys; print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stderr.split())


def test_importing_the_package_costs_nothing() -> None:
    """`import dossier` loads itself alone."""
    assert {name for name in loaded_by("import dossier") if name.startswith("dossier")} == {"dossier", "dossier.version"}


def test_the_version_needs_neither_yaml_nor_reportlab() -> None:
    """What a command doesn't use it doesn't import."""
    loaded = loaded_by("from dossier.cli import run; run(['--version'])")
    assert "click" in loaded
    assert not loaded & {"yaml", "reportlab", "uharfbuzz", "dossier.pipeline", "dossier.reading.reader", "difflib", "json"}


def code_blocks(text: str) -> list[str]:
    """Return the fenced code blocks of a Markdown text."""
    return re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_readme_begins_with_two_command_lines() -> None:
    """One line builds the brief on a fresh machine, one passes the tests."""
    first, second = code_blocks((ROOT / "README.md").read_text(encoding="utf-8"))[:2]
    assert first.count("\n") == second.count("\n") == 1
    assert "dossier build sources/raqqa.yaml" in first
    assert second.rstrip().endswith("-m pytest")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """CI reads the second code block out of the README, so that the two can't drift."""
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (program,) = re.findall(r"awk '(.*?)' README.md", run)
    second = code_blocks((ROOT / "README.md").read_text(encoding="utf-8"))[1]
    try:
        found = subprocess.run(["awk", program, "README.md"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    except FileNotFoundError:
        pytest.skip("no awk here")
    assert found == second


DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    """Each relative link names a file that is there, each fragment a heading of it."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        other = (path.parent / name).resolve() if name else path
        assert other.exists(), f"{path.name}: {target}"
        if fragment:
            titles = re.findall(r"^#+ (.+)$", other.read_text(encoding="utf-8"), re.MULTILINE)
            assert fragment in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}, (
                f"{path.name}: {target}"
            )


def test_terms_stand_in_order_in_the_vocabulary() -> None:
    """The vocabulary is a table that can be searched by eye: within each part sorted, each term once."""
    text = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    seen: set[str] = set()
    for section in text.split("\n## ")[1:]:
        terms = re.findall(r"^- \*\*(.+?)\*\*", section, re.MULTILINE)
        assert terms
        assert all(one.casefold() < other.casefold() for one, other in pairwise(terms)), section.split("\n")[0]
        assert seen.isdisjoint(terms)
        seen.update(terms)


def test_the_architecture_names_every_part() -> None:
    """The tree in docs/architecture.md is that of the package: no part is missing, none is named that is gone."""
    (tree_of_parts,) = code_blocks((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    named = set(re.findall(r"(?<=[ \n])(\w+)(?:\.py|/)(?= )", tree_of_parts.partition("sources/")[0])) - {"dossier"}
    assert named == {part(path) for path in modules()} | {"data"}


def test_every_problem_has_a_name() -> None:
    """A problem without a name could not be found by a program, nor be looked up; names are words with hyphens."""
    wrong, seen = [], 0
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called not in ("error", "warning", "bad") or any(isinstance(it, ast.Starred) for it in node.args):
                continue
            named = node.args[3] if len(node.args) > 3 else next((it.value for it in node.keywords if it.arg == "name"), None)
            if isinstance(named, ast.Constant):
                seen += 1
                if not (isinstance(named.value, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", named.value)):
                    wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno}: {named.value!r}")
            elif named is None:
                wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno}: no name")
    assert seen > 150
    assert wrong == []

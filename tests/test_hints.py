"""Hints lead to something that exists: commands, options and fields that a message names are those that there are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from dossier import model
from dossier.cli import COMMANDS
from dossier.fields import Choice, Record
from dossier.reading import longforms
from dossier.styling.properties import PAGE_PROPERTIES, ROLE_PROPERTIES
from dossier.styling.roles import ROLES
from dossier.styling.sheets import BRANCHES, EXTENDS, ON, PURPOSES, VARIABLES

PACKAGE = Path(model.__file__).parent
GROUPS = {name: import_module(f"dossier.commands.{name}").command for name, _ in COMMANDS}
VALUES = {"not stated", "not recorded", "not stated or not recorded"}
# Words in backticks that stand for what the reader puts in their place, or are YAML, or another program's.
ELSEWHERE = {
    "key", "key: value", "some-id:", "\\", "none", "`", "accent: '#1b3a5d'", "letter:", "$name",
    "features", "Feature", "class", "date-parts",  # of GeoJSON and CSL
    "about", "B3", "words", "1¶6",  # as it prints, or is said
}  # fmt: skip


def strings() -> Iterator[tuple[str, str]]:
    """Yield each text of the source that isn't documentation, with where it stands; what is filled in is `…`."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
        }
        docs |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
        inner = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node
        }
        for node in ast.walk(tree):
            if id(node) in docs or id(node) in inner:
                continue
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path.name}:{node.lineno}", node.value
            elif isinstance(node, ast.JoinedStr):
                parts = (str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
                yield f"{path.name}:{node.lineno}", "".join(parts)


ALL = list(strings())


def records() -> list[type[Record]]:
    """Return all kinds of record."""
    return [
        it for module in (model, longforms) for it in vars(module).values() if isinstance(it, type) and issubclass(it, Record)
    ]


def keys() -> set[str]:
    """Return the keys of all records, and what stands in a style sheet."""
    found = {key for record in records() for key in record.by_key}
    found |= {part for name in PAGE_PROPERTIES for part in name.split(".")}
    return found | set(ROLE_PROPERTIES) | set(PAGE_PROPERTIES) | set(ROLES) | set(BRANCHES) | {EXTENDS, ON, VARIABLES, *PURPOSES}


def options(command: click.Command) -> set[str]:
    """Return the options of a command, and of those below it."""
    found = {name for it in command.params for name in (*it.opts, *it.secondary_opts)} | {"--help"}
    return found.union(*(options(it) for it in command.commands.values())) if isinstance(command, click.Group) else found


def test_commands_that_are_named_are_there() -> None:
    """`dossier X` in a message is a command, with the options that it has."""
    seen = 0
    for where, text in ALL:
        for found in re.finditer(r"`dossier ([a-z]+)((?: [^`]*)?)`|^  dossier ([a-z]+)(.*)$", text, re.MULTILINE):
            name, rest = found[1] or found[3], found[2] or found[4]
            assert name in GROUPS, f"{where}: there is no command {name!r}"
            used = set(re.findall(r"(?<!\S)(--[a-z-]+)", rest))
            assert used <= options(GROUPS[name]), f"{where}: {name} has no {used - options(GROUPS[name])}"
            seen += 1
    assert seen > 30


def test_options_that_are_named_are_there() -> None:
    """An option in a message is one of some command."""
    known = set().union(*map(options, GROUPS.values())) | {"--debug", "--version"}
    for where, text in ALL:
        for option in re.findall(r"(?<![\w-])--[a-z]{2}[a-z-]*", text):
            assert option in known, f"{where}: there is no option {option}"


def test_fields_that_are_named_are_there() -> None:
    """A word in backticks is a field, a property, a role, a command, an option or a value that is taken."""
    known, seen = keys(), 0
    choices = {word for kind in vars(model).values() if isinstance(kind, Choice) for word in kind.of}
    for where, text in ALL:
        if "`" not in text or "(?" in text or where.startswith(("style_reference", "types.py")):  # "(?": a pattern
            continue
        for quoted in re.findall(r"`([^`\n]+)`", text):
            first = re.split(r"[ .:=/]", quoted)[0] if not quoted.startswith("--") else ""
            parts = quoted.removesuffix(":").split(".")
            fine = (
                not first
                or (" " in quoted and ":" not in quoted)  # a phrase, as it prints or is said
                or "…" in quoted
                or quoted in VALUES | ELSEWHERE
                or first == "dossier"
                or first in known | choices
                or quoted.removesuffix(":") in known
                or all(part in known for part in parts)
            )
            assert fine, f"{where}: nothing is called `{quoted}`"
            seen += 1
    assert seen > 60


def test_problems_stand_at_fields_that_there_are() -> None:
    """A problem would stand where its record begins, and not at the value that is wrong, for a slip in the field's name."""
    names = {field.name for record in records() for field in record.own_fields}
    seen = 0
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "place_of":
                for asked in node.args:
                    if isinstance(asked, ast.Constant):
                        assert asked.value in names, f"{path.name}:{node.lineno}: no field is called {asked.value!r}"
                        seen += 1
    assert seen > 40


@pytest.mark.parametrize("path", ["docs/checks.md"])
def test_pages_that_are_named_are_there(path: str) -> None:
    """A page of documentation that a hint names is one."""
    named = {found for _, text in ALL for found in re.findall(r"docs/[\w-]+\.md", text)}
    assert path in named
    assert all((PACKAGE.parent / it).is_file() for it in named)

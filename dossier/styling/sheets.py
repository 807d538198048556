"""A style sheet's YAML -> the settings in it, each with its place: keys are checked here, values by the cascade."""

from __future__ import annotations

import re

from dossier.ids import meant
from dossier.problems import Problem, Span, error
from dossier.reading.nodes import MAP, SCALAR, Node, Scalar
from dossier.reading.reader import read_sheet_nodes
from dossier.styling.properties import CHARACTER_PROPERTIES, PAGE_PROPERTIES, ROLE_PROPERTIES
from dossier.styling.roles import ROLES, acting, instead_of, is_idle, property_of
from dossier.tuples import NamedTuple
from dossier.units import PAPERS

VARIABLES = "variables"
EXTENDS = "extends"
ON = "on"
PURPOSES = ("office", "booklet")
"""What a brief can be drawn for, beside the screen: each a branch of a sheet, for what holds there only."""
BRANCHES = frozenset((*ROLES, "page", "page.margin"))
"""What holds properties or further branches."""

# what other languages of style say -> what is said here
_CALLED = {
    "font-size": "size", "font-family": "font", "family": "font", "typeface": "font", "font-weight": "weight",
    "bold": "weight: bold", "font-style": "italic", "line-height": "leading", "text-align": "align", "alignment": "align",
    "background": "fill",
    "background-color": "fill", "letter-spacing": "tracking", "hyphens": "hyphenate", "margin-top": "space-before",
    "margin-bottom": "space-after", "text-indent": "first-indent", "border": "rule-above", "border-top": "rule-above",
    "border-bottom": "rule-below", "h1": "heading.1", "h2": "heading.2", "h3": "heading.3", "p": "body", "paragraph": "body",
    "a": "link", "th": "table.head", "td": "table.cell", "em": "emphasis", "header": "furniture", "footer": "furniture",
    "format": "paper", "margins": "margin", "columns-gap": "column-gap", "colors": "variables", "vars": "variables",
}  # fmt: skip
_JOINTS = str.maketrans("", "", ".-_ ")
_VARIABLE_NAME = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)


class Setting(NamedTuple):
    """A value for a property: its group (`page`, `variables` or a role), its name, the value as written, its place."""

    group: str
    name: str
    written: str
    span: Span


class Sheet(NamedTuple):
    """A style sheet: what it extends ('' for nothing), its settings in order, those of one paper or one purpose only."""

    name: str
    settings: tuple[Setting, ...] = ()
    on: dict[str, tuple[Setting, ...]] = {}
    extends: str = ""
    extends_span: Span | None = None
    purposes: dict[str, tuple[Setting, ...]] = {}


def read_sheet(data: bytes, name: str) -> tuple[Sheet | None, list[Problem]]:
    """Read a style sheet; `name` stands for it in problems. The sheet is there unless the YAML can't be read at all."""
    root, problems = read_sheet_nodes(data, name)
    if root is None:
        return None, problems
    body = _Body(problems)
    sheet = Sheet(name)
    on: dict[str, tuple[Setting, ...]] = {}
    purposes: dict[str, tuple[Setting, ...]] = {}
    for key, value in root.items:
        if key.value == EXTENDS:
            extends = body.scalar(EXTENDS, value) or ""
            sheet = sheet._replace(extends=extends, extends_span=value.span)
        elif key.value == ON:
            on = _read_on(value, problems)
        elif key.value in PURPOSES:
            purposes[key.value] = _read_branch(key.value, value, problems)
        else:
            body.place("", key, value)
    return sheet._replace(settings=tuple(body.settings), on=on, purposes=purposes), problems


def read_setting(key: str, written: str, span: Span) -> tuple[Setting | None, list[Problem]]:
    """Read `key=value` of a command line; the key is dotted, as `heading.2.size` or `variables.accent`."""
    if key.startswith(VARIABLES + ".") and _VARIABLE_NAME.fullmatch(key[len(VARIABLES) + 1 :]):
        return Setting(VARIABLES, key[len(VARIABLES) + 1 :], written, span), []
    found = property_of(key)
    if found is None:
        return None, [unknown_key(key, span)]
    if is_idle(*found):
        return None, [idle(*found, span)]
    return Setting(*found, written, span), []


def unknown_key(path: str, span: Span) -> Problem:
    """Say that there is no such key, and which was meant."""
    parent, _, name = path.rpartition(".")
    while parent and parent not in BRANCHES:
        parent, _, rest = parent.rpartition(".")
        name = f"{rest}.{name}"
    role = ROLES.get(parent)
    if role and role.inline and name in ROLE_PROPERTIES:
        takes = f"an inline role takes {', '.join(CHARACTER_PROPERTIES)}"
        return error(f"'{path}': {parent} is a role of words within a line, and has no {name}", span, takes, "unknown-key", path)
    hint = _respelt(path) or meant(name, _children(parent))
    if name in _CALLED and _CALLED[name].split(":")[0] in _children(parent):
        hint = f"what you mean by it is `{_CALLED[name]}` here"
    if not parent and name in ROLE_PROPERTIES:
        hint = f"it stands under what it is a property of: `body:`, below that, indented, `{name}:`"
    return error(f"there is no '{name}' in {parent or 'a style sheet'}", span, hint, "unknown-key", path)


def _respelt(path: str) -> str | None:
    """Return a hint that names the key that has the same letters, with its dots and hyphens in other places."""
    letters = path.translate(_JOINTS)
    keys = [f"{role}.{name}" for role in ROLES for name in ROLE_PROPERTIES if f"{role}{name}".translate(_JOINTS) == letters]
    keys += [f"page.{name}" for name in PAGE_PROPERTIES if f"page{name}".translate(_JOINTS) == letters]
    keys += [role for role in ROLES if role.translate(_JOINTS) == letters]
    return f"did you mean {keys[0]}?" if keys else None


def idle(group: str, name: str, span: Span) -> Problem:
    """Say that a property has no effect on a role."""
    return error(f"{name} has no effect on {group}", span, instead_of(group, name), "no-effect", f"{group}.{name}")


def _children(parent: str) -> list[str]:
    """Return the keys that may stand in a branch."""
    if parent.startswith("page"):
        full = ["page." + name for name in (*PAGE_PROPERTIES, "margin")]
        return [key[len(parent) + 1 :] for key in full if key.startswith(parent + ".")]
    if not parent:
        return [EXTENDS, VARIABLES, ON, *PURPOSES, "page", *ROLES]
    return [*acting(parent), *(name[len(parent) + 1 :] for name in ROLES if name.startswith(parent + "."))]


def _read_on(node: Node, problems: list[Problem]) -> dict[str, tuple[Setting, ...]]:
    """Read the values that hold on one paper only."""
    found: dict[str, tuple[Setting, ...]] = {}
    if node.kind != MAP:
        problems.append(
            error("'on' wants papers, each with what holds there", node.span, "write `on:`, then `letter:`", "wrong-type")
        )
        return found
    for key, value in node.items:
        if key.value not in PAPERS:
            hint = meant(key.value, PAPERS) or "papers are " + ", ".join(PAPERS)
            problems.append(error(f"'{key.value}' is not a paper", key.span, hint, "unknown-key"))
            continue
        found[key.value] = _read_branch(key.value, value, problems, ON)
    return found


def _read_branch(name: str, node: Node, problems: list[Problem], within: str = "") -> tuple[Setting, ...]:
    """Read the values that hold on one paper, or for one purpose: any but the paper."""
    body = _Body(problems)
    body.branch("", name, node)
    return tuple(s for s in body.settings if not _chooses_paper(s, within or name, problems))


def _chooses_paper(setting: Setting, within: str, problems: list[Problem]) -> bool:
    if setting[:2] != ("page", "paper"):
        return False
    if within == ON:
        message, hint = "the paper chooses what stands under 'on', so it can't be set there", None
    else:
        message, hint = f"the paper can't be set under '{within}'", "set it above, for all purposes, or say --paper"
    problems.append(error(message, setting.span, hint, "wrong-place"))
    return True


class _Body:
    """Collects the settings of one body of a sheet, the sheet itself or a paper's part of it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.settings: list[Setting] = []
        self._seen: dict[tuple[str, str], Scalar] = {}

    def branch(self, path: str, shown: str, node: Node) -> None:
        """Read what stands in a map."""
        if node.kind != MAP:
            if node.partial:
                return
            found = "nothing" if node.kind == SCALAR and not node.value else "a value" if node.kind == SCALAR else "a list"
            message = f"'{shown}' wants properties, and holds {found}"
            example = {"page": "`paper: a4`", "page.margin": "`top: 25mm`, and so for `bottom`, `left`, `right`"}.get(path)
            hint = f"write them below, indented: {example or '`size: 10pt`'}"
            self.problems.append(error(message, node.span, hint, "wrong-type", path))
            return
        for key, value in node.items:
            self.place(path, key, value)

    def place(self, parent: str, key: Scalar, value: Node) -> None:
        """Read one key of a map, and what it holds."""
        path = f"{parent}.{key.value}" if parent else key.value
        if path == VARIABLES:
            self._variables(value)
        elif path in BRANCHES:
            self.branch(path, path, value)
        elif found := property_of(path):
            if is_idle(*found):
                self.problems.append(idle(*found, key.span))
            else:
                self._add(path, *found, key, value)
        elif path.startswith(VARIABLES + "."):
            self._variable(key, path[len(VARIABLES) + 1 :], value)
        else:
            self.problems.append(unknown_key(path, key.span))

    def scalar(self, path: str, node: Node) -> str | None:
        """Return the text of a value; a list, a map, or nothing at all is a problem."""
        if node.kind == SCALAR and node.value:
            return node.value
        if node.partial:
            return None
        found, hint = "nothing" if node.kind == SCALAR else f"a {node.kind}", None
        if node.kind == SCALAR and node.source.line(node.line)[node.column :].lstrip().startswith("#"):
            hint = "everything from # on is a comment: put the colour in quotes"
        self.problems.append(error(f"'{path}' wants one value, and holds {found}", node.span, hint, "wrong-type", path))
        return None

    def _variables(self, node: Node) -> None:
        if node.kind != MAP:
            hint = "write `variables:`, then `accent: '#1b3a5d'`"
            self.problems.append(error("'variables' wants names with values", node.span, hint, "wrong-type"))
            return
        for key, value in node.items:
            self._variable(key, key.value, value)

    def _variable(self, key: Scalar, name: str, value: Node) -> None:
        if _VARIABLE_NAME.fullmatch(name):
            self._add(f"variables.{name}", VARIABLES, name, key, value)
            return
        hint = "a variable's name has small letters, figures and hyphens, and begins with a letter"
        self.problems.append(error(f"'{name}' can't be the name of a variable", key.span, hint, "variable-name"))

    def _add(self, path: str, group: str, name: str, key: Scalar, node: Node) -> None:
        written = self.scalar(path, node)
        if written is None:
            return
        first = self._seen.setdefault((group, name), key)
        if first is not key:
            message = f"'{path}' is set twice in this sheet: first in line {first.span.line}"
            self.problems.append(error(message, key.span, "keep one of them", "duplicate-key"))
            return
        self.settings.append(Setting(group, name, written, node.span))

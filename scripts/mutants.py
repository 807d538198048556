"""Python source in, mutants out: small changes, each of which a good test notices. Nothing here knows the project's modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OPPOSITE = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
AT_THE_EDGE = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
SWAPPED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.Pow: ast.Mult, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip

LARGE = 50  # a number from which on one more or less is seldom seen


class Mutant(NamedTuple):
    """A change to a file: the bytes from start to end become others; `kind` says in words what was done.

    What runs when its module is imported has the name that its statement binds, and the lines of that statement.
    """

    path: str
    line: int
    kind: str
    start: int
    end: int
    new: bytes
    name: str = ""
    within: range = range(0)

    @property
    def is_doubtful(self) -> bool:
        """Whether it may well do the same as what it was made of."""
        return self.kind.startswith(("edge", "limit"))

    def of(self, source: bytes) -> bytes:
        """Return the changed source."""
        return source[: self.start] + self.new + source[self.end :]

    def shown(self, source: bytes) -> tuple[str, str]:
        """Return the line as it was, and what it became, on one line each."""
        start = source.rfind(b"\n", 0, self.start) + 1
        end = source.find(b"\n", self.end)
        old, new = source[start:end], source[start : self.start] + self.new + source[self.end : end]
        return " ".join(old.decode().split()), " ".join(new.decode().split())


def mutants_of(path: str, root: Path) -> list[Mutant]:
    """Return all mutants of a file: those that still compile, and not to the same code."""
    source = (root / path).read_bytes()
    tree = ast.parse(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    out = []
    for node, top in _nodes(tree, None):
        name, within = (_bound(top), range(top.lineno, (top.end_lineno or 0) + 1)) if top else ("", range(0))
        for target, kind, new in _changes(node):
            start = starts[target.lineno - 1] + target.col_offset
            end = starts[(target.end_lineno or 0) - 1] + (target.end_col_offset or 0)
            mutant = Mutant(path, target.lineno, kind, start, end, new.encode(), name, within)
            if _compiles(mutant.of(source)):
                out.append(mutant)
    return out


def _compiles(source: bytes) -> bool:
    try:
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _nodes(node: ast.AST, top: ast.stmt | None) -> Iterator[tuple[ast.AST, ast.stmt | None]]:
    """Yield what runs, and if it does when the module is imported its statement: no annotations, docstrings, f-strings."""
    yield node, top
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr) or _is_for_types(child) or _is_docstring(child):
                continue
            its_top = top
            if isinstance(node, ast.Module) and isinstance(child, ast.stmt):
                its_top = child
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and field == "body":
                its_top = None
            yield from _nodes(child, its_top)


def _bound(statement: ast.stmt) -> str:
    """Return what a statement at the top of a module binds; '' where it is nothing or more than a name."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return statement.name
    target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
    return target.id if isinstance(target, ast.Name) else ""


def _is_for_types(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
    return isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).endswith("TypeAlias")


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str, str]]:
    """Yield what may be done to a node: what is replaced, in words, by what."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield node, "comparison turned round", _compared(node, OPPOSITE)
        if type(node.ops[0]) in AT_THE_EDGE:
            yield node, "edge of a comparison moved", _compared(node, AT_THE_EDGE)
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in SWAPPED and not _is_text(node):
        changed = SWAPPED[type(node.op)]()
        if isinstance(node, ast.BinOp):
            yield node, "operator swapped", f"({ast.unparse(ast.BinOp(node.left, changed, node.right))})"
        else:
            yield node, "operator swapped", ast.unparse(ast.AugAssign(node.target, changed, node.value))
    elif isinstance(node, ast.BoolOp):
        changed_to = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield node, "and, or exchanged", f"({ast.unparse(ast.BoolOp(changed_to, node.values))})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield node, "not, or minus, left out", f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.Constant):
        large = isinstance(node.value, (int, float)) and abs(node.value) >= LARGE
        yield from ((node, "limit moved by one" if large else "constant changed", new) for new in _constants(node.value))
    elif isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        yield node, "nothing returned", "return None"
    elif isinstance(node, (ast.Assign, ast.AugAssign)) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield node, "statement left out", "pass"
    if isinstance(node, (ast.If, ast.While, ast.IfExp)):
        yield node.test, "condition negated", f"(not ({ast.unparse(node.test)}))"
    elif isinstance(node, ast.comprehension):
        yield from ((test, "condition negated", f"(not ({ast.unparse(test)}))") for test in node.ifs)


def _compared(node: ast.Compare, to: dict[type, type]) -> str:
    return f"({ast.unparse(ast.Compare(node.left, [to[type(node.ops[0])]()], node.comparators))})"


def _constants(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, (int, float)):
        yield repr(value + 1)
    elif isinstance(value, str):
        yield repr("") if value else repr("x")


def _is_text(node: ast.BinOp | ast.AugAssign) -> bool:
    """Say whether words are joined: what has no difference fails at once, and says nothing about a test."""
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    return any(
        isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str)) for side in sides
    )


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def uses(name: str, root: Path, package: str) -> Iterator[tuple[str, int]]:
    """Yield the lines of the package in which a name is used."""
    for path in sorted((root / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if (isinstance(node, ast.Name) and node.id == name) or (isinstance(node, ast.Attribute) and node.attr == name):
                yield path.relative_to(root).as_posix(), node.lineno

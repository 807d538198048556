"""The changes by which tests are tried: which there are of a source, that they are where they say, and what is left alone."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))
from executed import Traced, executing
from mutants import mutants_of, uses

SOURCE = '''"""A module — with words."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from x import y

LIMIT: Final[int] = 3
TEXT = f"{LIMIT + 1} é"


def find(items: list["int"], most: int = 7) -> int | None:
    """Return one."""
    é = 0
    for item in items:
        if item > LIMIT and not item % 2 == 0:
            return item
    print(é)
    return None
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tree with one module, and one that uses it."""
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "one.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "package" / "other.py").write_text(
        "from package import one\n\n\ndef use():\n    return one.LIMIT\n", encoding="utf-8"
    )
    return tmp_path


def changes(root: Path) -> Mapping[tuple[int, str, str], str]:
    """Return what is changed of the module: line, kind and new line."""
    source = (root / "package" / "one.py").read_bytes()
    return {(it.line, it.kind, it.shown(source)[1]): it.name for it in mutants_of("package/one.py", root)}


def test_small_changes_are_made_and_nothing_else(root: Path) -> None:
    """A change would be missed, hit another place than it says, or be one that no test can notice: of words, or of types."""
    assert changes(root) == {
        (8, "constant changed", "LIMIT: Final[int] = 4"): "LIMIT",
        (9, "statement left out", "pass"): "TEXT",
        (12, "constant changed", 'def find(items: list["int"], most: int = 8) -> int | None:'): "find",
        (14, "statement left out", "pass"): "",
        (14, "constant changed", "é = 1"): "",
        (16, "condition negated", "if (not (item > LIMIT and (not item % 2 == 0))):"): "",
        (16, "and, or exchanged", "if (item > LIMIT or not item % 2 == 0):"): "",
        (16, "comparison turned round", "if (item <= LIMIT) and not item % 2 == 0:"): "",
        (16, "edge of a comparison moved", "if (item >= LIMIT) and not item % 2 == 0:"): "",
        (16, "not, or minus, left out", "if item > LIMIT and (item % 2 == 0):"): "",
        (16, "comparison turned round", "if item > LIMIT and not (item % 2 != 0):"): "",
        (16, "operator swapped", "if item > LIMIT and not (item * 2) == 0:"): "",
        (16, "constant changed", "if item > LIMIT and not item % 3 == 0:"): "",
        (16, "constant changed", "if item > LIMIT and not item % 2 == 1:"): "",
        (17, "nothing returned", "return None"): "",
        (18, "statement left out", "pass"): "",
    }


def test_a_constant_is_used_where_its_name_stands(root: Path) -> None:
    """Traced for a constant would be looked for among those that import it, which are all."""
    assert list(uses("LIMIT", root, "package")) == [
        ("package/one.py", 8), ("package/one.py", 9), ("package/one.py", 16), ("package/other.py", 5),
    ]  # fmt: skip


def test_tests_are_those_that_run_the_line() -> None:
    """Traced that can't notice a change would be run, or those that can be left out."""
    lines = {"one.py": {16: ["a::one"], 18: ["a"], 8: [""]}}
    tests = {"a": Traced({"a::one": 0.1, "a::two": 0.2}, lines), "b": Traced({"b::one": 0.3}, {})}
    assert executing(tests, [("one.py", 16)], imported=True) == {"a::one": 0.1}
    assert executing(tests, [("one.py", 18)], imported=False) == {"a::one": 0.1, "a::two": 0.2}
    assert executing(tests, [("one.py", 8)], imported=False) == {}
    assert executing(tests, [("one.py", 8)], imported=True) == {"a::one": 0.1, "a::two": 0.2}

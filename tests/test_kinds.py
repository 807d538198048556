"""Kinds: each has its row in the table, and each finds all that its values name and say, so that no walk forgets one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dossier import fields, model
from dossier.evidence.inside import names, records, words
from dossier.fields import Gap, Kind, Record
from dossier.inline import Citation, Prose
from dossier.model import Dossier, Ref
from dossier.reading import longforms
from dossier.reading.kinds import _ROWS, KINDS
from dossier.reading.reader import read

HERE = Path(__file__).parent
FULL = [HERE / "full.yaml", HERE / "specimens" / "valid.yaml", *sorted((HERE.parent / "sources").glob("*.yaml"))]
MODEL = (HERE.parent / "dossier" / "model.py").read_text(encoding="utf-8")


def kinds() -> Iterator[Kind[Any]]:
    """Go through all kinds that are declared, or made for a field."""
    declared = [it for module in (fields, model) for it in vars(module).values() if isinstance(it, Kind)]
    records = [it for module in (model, longforms) for it in vars(module).values() if isinstance(it, type)]
    waiting = declared + [field.kind for record in records if issubclass(record, Record) for field in record.own_fields]
    while waiting:
        kind = waiting.pop()
        yield kind
        inner = getattr(kind, "of", None)
        waiting += [inner] if isinstance(inner, Kind) else []


def below(value: object) -> Iterator[object]:
    """Go through a value and all values in it, whatever they are."""
    yield value
    if isinstance(value, Record):
        for name, inner in vars(value).items():
            if name not in ("span", "spans"):
                yield from below(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from below(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from below(inner)


def dossier_in(path: Path) -> Dossier:
    """Read a dossier that has no errors."""
    dossier, problems = read(path.read_bytes(), path.name)
    assert dossier is not None, problems
    return dossier


def test_each_kind_has_one_row() -> None:
    """A kind without a row in the table of readers, two rows of one name, and a row that nothing uses are mistakes."""
    assert {kind.name for kind in kinds()} == set(KINDS)
    assert len(_ROWS) == len(KINDS)


def test_words_to_choose_from_are_those_of_their_type() -> None:
    """A choice takes the words of the very Literal that its kind is annotated with."""
    pairs = re.findall(r"^[A-Z_]+: Final\[Kind\[(\w+)\]\] = choice\((\w+)\)", MODEL, re.MULTILINE)
    assert len(pairs) == MODEL.count("= choice(")
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


@pytest.mark.parametrize("path", FULL, ids=lambda path: path.stem)
def test_nothing_that_is_named_is_forgotten(path: Path) -> None:
    """Each id and each citation, however deep it stands in a value, is found by the kind of the field."""
    dossier = dossier_in(path)
    found = [name for _, _, _, name in names(dossier)]
    there = [it for it in below(dossier) if isinstance(it, Ref | Citation)]
    assert {it for it in there if isinstance(it, Citation)} == {it for it in found if isinstance(it, Citation)}
    plain = {(it.id, it.span) for it in found if not isinstance(it, Citation) and not it.how}
    assert {tuple(it) for it in there if isinstance(it, Ref)} == plain
    assert plain


@pytest.mark.parametrize("path", FULL, ids=lambda path: path.stem)
def test_nothing_that_is_said_is_forgotten(path: Path) -> None:
    """Each paragraph of prose and each line of the author is found by the kind of the field, and each record with it."""
    dossier = dossier_in(path)
    found = [(about, said) for about, _, _, said in words(dossier)]
    assert {it for it in below(dossier) if isinstance(it, Prose)} == {said.prose for _, said in found if said.prose}
    assert {it for it in below(dossier) if isinstance(it, Record)} == set(records(dossier))
    lines = {said.text for _, said in found}
    for record in records(dossier):
        for field in type(record).own_fields:
            value = vars(record).get(field.name)
            if field.kind.name == "line" and value is not None and not isinstance(value, Gap):
                assert value in lines, field.name

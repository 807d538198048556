"""The JSON Schema of dossiers: it takes what the reader takes, refuses what it refuses, and knows a dossier's ids."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dossier.fields import Listed, Mapped, One, Record
from dossier.model import Dossier
from dossier.reading.kinds import KINDS
from dossier.reading.nodes import LIST, MAP, Node
from dossier.reading.reader import read, read_sheet_nodes
from dossier.reading.schema import json_schema

HERE = Path(__file__).parent
SOURCES = sorted((HERE.parent / "sources").glob("*.yaml"))
GOOD = HERE / "specimens" / "valid.yaml"
LEAST = "dossier:\n  title: T\n  marking: TLP:CLEAR\n"
TYPED = {"true": True, "false": False, "": None, "~": None, "null": None}


def as_editor_sees(node: Node) -> Any:
    """Type a node as YAML 1.2's core schema does (10.3.2), which is what editors check against."""
    if node.kind == MAP:
        return {key: as_editor_sees(value) for key, value in node.value.items()}
    if node.kind == LIST:
        return [as_editor_sees(item) for item in node.value]
    if node.style != "plain":
        return node.value
    if re.fullmatch(r"[-+]?[0-9]+", node.value):
        return int(node.value)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.value):
        return float(node.value)
    return TYPED.get(node.value, node.value)


def complaints(text: str, dossier: Dossier | None = None) -> list[str]:
    """Return what the schema says against a file."""
    root, _ = read_sheet_nodes(text.encode(), "x")
    assert root is not None
    return [error.message for error in jsonschema.Draft202012Validator(json_schema(dossier)).iter_errors(as_editor_sees(root))]


def dossier_of(text: str) -> Dossier:
    """Read a file that has no errors."""
    dossier, problems = read(text.encode(), "x")
    assert dossier is not None, problems
    return dossier


def test_schema_is_valid() -> None:
    """The schema itself keeps to draft 2020-12, with and without a dossier."""
    for schema in (json_schema(), json_schema(dossier_of(LEAST))):
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", [*SOURCES, GOOD], ids=lambda path: path.stem)
def test_good_files_pass(path: Path) -> None:
    """What the reader takes without an error the schema takes too; our sources also with their own ids as the only choices."""
    text = path.read_text(encoding="utf-8")
    dossier = dossier_of(text)
    assert complaints(text) == []
    assert path == GOOD or complaints(text, dossier) == []


MISTAKES = [
    "scop: {}\n",
    "scope: {coverz: x}\n",
    "scope: text\n",
    "sources: {a: {}}\n",
    "sources: {A B: {title: x}}\n",
    "sources: {a: {title: x, url: 'javascript:x'}}\n",
    "sources: {a: {title: x, text: ../x}}\n",
    "sources: {a: {title: x, text: /x}}\n",
    "sources: {a: {title: x, sha256: 12}}\n",
    "sources: {a: {title: x, reliability: G}}\n",
    "sources: {a: {title: x, interested: maybe}}\n",
    "sources: {a: {title: x, descriptor: not stated}}\n",
    "defaults: {source: The Gazette}\n",
    "origins: {a: {speaker: b, record: loud}}\n",
    "actors: {a: {name: not stated}}\n",
    "actors: {a: {name: x, people: {b: {}}}}\n",
    "places: {a: {name: x, at: here}}\n",
    "places: {a: {name: x, held_by: The Army}}\n",
    "places: {a: {name: x, approaches: {up: open}}}\n",
    "claims: {H: {a: {text: x}}}\n",
    "claims: {H: {a: {text: x, cite: 1, grade: 7}}}\n",
    "claims: {a: {text: x, cite: 1}}\n",
    "events: [{when: 2024}]\n",
    "events: [{what: x}]\n",
    "events: [{what: x, when: []}]\n",
    "contacts: {a: {kind: call, parties: not stated}}\n",
    "questions: {a: {ask: x, type: guess}}\n",
    "questions: {a: {ask: x, type: gap, positions: unknown}}\n",
    "questions: {a: {ask: x, type: gap, positions: {The Union: x}}}\n",
    "relations: [a loves b]\n",
    "relations: [a backs]\n",
    "relations: [{from: a, does: backs}]\n",
    "sections: [sumary]\n",
    "sections: [{title: x, text: y}]\n",
    "glossary: [x]\n",
    "bottom_line: not stated\n",
]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_both_refuse(mistake: str) -> None:
    """A seeded mistake is refused by the schema and by the reader."""
    assert complaints(LEAST + mistake)
    dossier, problems = read((LEAST + mistake).encode(), "x")
    assert dossier is None
    assert problems


def test_schema_knows_ids() -> None:
    """With a dossier given, a reference takes the ids of the part that it may name, and no other."""
    text = LEAST + "actors: {army: {name: A, people: {chief: {name: B}}}}\nclaims: {H: {closed: {text: x, cite: 1}}}\n"
    dossier = dossier_of(text)
    assert complaints(text + "events: [{when: 2024, claim: closed}]\n", dossier) == []
    assert complaints(text + "events: [{when: 2024, claim: army}]\n", dossier)
    assert complaints(text + "contacts: {call: {kind: call, parties: [chief, army]}}\n", dossier) == []
    assert complaints(text + "contacts: {call: {kind: call, parties: [closed]}}\n", dossier)
    assert complaints(text + "defaults: {names: desk}\n", dossier) == []


def records_below(record: type[Record], seen: set[type[Record]]) -> set[type[Record]]:
    """Collect the record classes that the fields of one lead to."""
    seen.add(record)
    for declared in record.own_fields:
        kind = declared.kind
        while isinstance(kind, Listed):
            kind = kind.of
        if isinstance(kind, Mapped | One) and kind.of not in seen:
            records_below(kind.of, seen)
    return seen


def test_every_field_is_described() -> None:
    """Each declared field is in the schema with its sentence, and each kind that is used stands in the table."""
    definitions = json_schema()["$defs"]
    for record in records_below(Dossier, set()):
        properties = definitions[record.__name__]["properties"]
        assert {key: value["description"] for key, value in properties.items()} == {f.key: f.doc for f in record.own_fields}
        assert all(f.kind.name in KINDS for f in record.own_fields)
        assert [f.key for f in record.own_fields if len(f.doc) < 5 or f.doc[-1] not in ".…"] == []

"""JSON Schema of a dossier, from the same declarations that it is read by; with a dossier given, one that knows its ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from dossier.fields import Field, Kind, Record
from dossier.ids import ID
from dossier.model import DESK, NOT_RECORDED, NOT_STATED, Dossier, OwnSection
from dossier.reading.context import KindRow, Schema
from dossier.reading.kinds import KINDS

T = TypeVar("T")
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ID: Final = f"^{ID}$"


def json_schema(dossier: Dossier | None = None) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a dossier file; with a dossier given, what names an id is a choice of its ids.

    It describes the file as an editor's YAML 1.2 sees it: `grade: 3` is an integer there, `2017-02` and `NO` are strings.
    """
    view = _View(ids_of(dossier) if dossier else {})
    top = view.record(Dossier)
    return {"$schema": DIALECT, "title": "Dossier", **top, "$defs": view.definitions}


def ids_of(dossier: Dossier) -> dict[str, list[str]]:
    """Return the ids of a dossier by the part that they stand in (`sources`, `claims`, `people`, …)."""
    parts = ("sources", "origins", "judgements", "actors", "places", "routes", "contacts", "questions")
    ids: dict[str, list[str]] = {part: list(getattr(dossier, part)) for part in parts}
    ids["sources"].append(DESK)
    ids["claims"] = [id for group in dossier.claims for id in group.claims]
    ids["people"] = [id for actor in dossier.actors.values() for id in actor.people or {}]
    ids["sections"] = [section.id for section in dossier.sections if isinstance(section, OwnSection)]
    return ids


class _View:
    """Collects the definitions of records while kinds are described."""

    def __init__(self, ids: Mapping[str, list[str]]) -> None:
        self.ids = ids
        self.definitions: dict[str, Schema] = {}

    def record(self, record: type[Record]) -> Schema:
        """Refer to a record, and define it the first time."""
        name = record.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a place for it, before its fields refer to it
            self.definitions[name] = self.define(record)
        return {"$ref": f"#/$defs/{name}"}

    def define(self, record: type[Record]) -> Schema:
        """Describe a record by its fields."""
        required = [f.key for f in record.own_fields if f.required]
        schema: Schema = {
            "type": "object" if required else ["object", "null"],
            "description": (record.__doc__ or "").strip(),
            "properties": {f.key: self.field(f) for f in record.own_fields},
            "additionalProperties": False,
        }
        if required:
            schema["required"] = required
        if record.any_of:
            schema["anyOf"] = [{"required": [name]} for name in record.any_of]
        return schema

    def field(self, field: Field[T]) -> Schema:
        """Describe a field: its kind, or one of the reserved values where it takes them."""
        schema = self.kind(field.kind)
        gaps = [str(NOT_STATED), str(NOT_RECORDED)]
        if field.gaps:
            schema = {"anyOf": [{"enum": gaps}, schema]}
        elif KINDS[field.kind.name].free:
            schema = {"allOf": [schema, {"not": {"enum": gaps}}]}
        described: Schema = {"description": field.doc, **schema}
        if isinstance(field.default, str) and field.default:
            described["default"] = field.default
        return described

    def kind(self, kind: Kind[T]) -> Schema:
        """Describe a kind."""
        row: KindRow[Kind[T], T] = KINDS[kind.name]
        return dict(row.schema) if isinstance(row.schema, dict) else row.schema(self, kind)

    def known(self, parts: Iterable[str]) -> list[str]:
        """Return the ids of these parts; none where no dossier is given."""
        return list(dict.fromkeys(id for part in parts for id in self.ids.get(part, ())))

    def refs(self, parts: Iterable[str]) -> Schema:
        """Describe an id that names something: one of those there are, or its form alone."""
        return {"enum": self.known(parts)} if self.ids else {"type": "string", "pattern": _ID}

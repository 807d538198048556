"""The table of kinds, each declared once: what it is called in problems, how it is read, how JSON Schema describes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from dossier import model
from dossier.fields import IDENT, Choice, Kind, Listed, Mapped, One, Record, Texts
from dossier.ids import ID
from dossier.model import (
    DIRECTIONS,
    MARKINGS,
    NOT_STATED,
    PARTIES,
    RELATION_VERBS,
    SECTION_NAMES,
    Claim,
    Dated,
    OwnSection,
    Ref,
    Reference,
    listed,
    ref,
)
from dossier.reading import amounts, printable, records, relations, scalars, shortforms
from dossier.reading.context import Bad, KindRow, Reading, Schema, Table
from dossier.reading.longforms import ApproachForm, DatedForm, HeldForm, QuantityForm, RelationForm
from dossier.reading.nodes import Node

if TYPE_CHECKING:
    from dossier.reading.context import View

T = TypeVar("T")
R = TypeVar("R", bound=Record)
W = TypeVar("W", bound=str)
_ID: Final = f"^{ID}$"
# an editor's YAML makes numbers of what we keep as text
_FILLED: Final[Schema] = {"type": ["string", "number"], "pattern": r"\S"}
_CITE: Final = r"^[^\[\]]*\S[^\[\]]*$"
_POINT: Final = r"^(about\s+)?[-+−]?[0-9.]+\s*,\s*[-+−]?[0-9.]+$"
_LANGUAGE: Final = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"


# What JSON Schema says --------------------------------------------------------------------------------------------------
def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _either(*schemas: Schema) -> Schema:
    return {"anyOf": [dict(schema) for schema in schemas]}


def _map_of(value: Schema, names: str = r"\S") -> Schema:
    return {"type": ["object", "null"], "propertyNames": {"pattern": names}, "additionalProperties": value}


def _one_of(kind: Choice[W]) -> str:
    return "one of " + ", ".join(kind.of)


def _choice_schema(view: View, kind: Choice[W]) -> Schema:
    return {"enum": list(kind.of)}


def _ref_schema(view: View, kind: Reference) -> Schema:
    return view.refs(kind.of)


def _record_schema(view: View, kind: One[R]) -> Schema:
    return view.record(kind.of)


def _texts_schema(view: View, kind: Texts[T]) -> Schema:
    return _map_of(view.kind(kind.of))


def _list_schema(view: View, kind: Listed[T]) -> Schema:
    item = view.kind(kind.of)
    return _either(item, {"type": "array", "items": item}, {"type": "null"})


def _voices_schema(view: View, kind: Listed[Ref]) -> Schema:
    item = view.kind(kind.of)
    return _either(item, {"type": "array", "items": item, "minItems": 1}, _text(rf"^{ID}(\s*[,;]\s*{ID})+$"))


def _map_schema(view: View, kind: Mapped[R]) -> Schema:
    return _map_of(view.record(kind.of), _ID)


def _claims_schema(view: View, kind: object) -> Schema:
    return _map_of(_map_of(view.record(Claim), _ID))


def _section_schema(view: View, kind: object) -> Schema:
    return _either({"enum": list(SECTION_NAMES)}, view.record(OwnSection))


def _when_schema(view: View, kind: Listed[Dated]) -> Schema:
    item = view.kind(kind.of)
    return _either(item, {"type": "array", "items": item, "minItems": 1})


def _dated_schema(view: View, kind: object) -> Schema:
    return _either({"type": "integer", "minimum": 0}, _text("[0-9X]|^undated"), view.record(DatedForm))


def _quantity_schema(view: View, kind: object) -> Schema:
    return _either({"type": ["string", "number"], "pattern": r"^[^\[]*\S"}, view.record(QuantityForm))


def _held_schema(view: View, kind: object) -> Schema:
    return _either(_text(_ID[:-1] + r"\s*(,|\[@|$)"), view.record(HeldForm))


def _borders_schema(view: View, kind: object) -> Schema:
    file = _text(r"(?i)\.(geo)?json$")
    return _either({"enum": ["disputed", "plain", "left out"]}, file, {"type": "array", "items": file, "minItems": 1})


def _approach_schema(view: View, kind: object) -> Schema:
    return _either(_text(r"^[^\[]*\S[^\[]*(\[@[^\]]*\]\.?)?$"), view.record(ApproachForm))


def _approaches_schema(view: View, kind: object) -> Schema:
    state = view.kind(listed(model.APPROACH))
    return {"type": "object", "properties": dict.fromkeys(DIRECTIONS, state), "additionalProperties": False}


def _relation_schema(view: View, kind: object) -> Schema:
    party = r"(\"[^\"]+\"|“[^”]+”|" + f"{ID})"
    parties = rf"{party}(\s*\+\s*{party})*"
    verbs = "|".join(RELATION_VERBS)
    return _either(_text(rf"^{parties}\s+({verbs})\s+{parties}\s*(,|\[@|$)"), view.record(RelationForm))


def _positions_schema(view: View, kind: object) -> Schema:
    nobody: Schema = {"const": str(NOT_STATED)}
    positions: Schema = {
        "type": "object",
        "properties": {str(NOT_STATED): view.kind(listed(ref(*PARTIES)))},
        "propertyNames": _either(nobody, view.refs(PARTIES)),
        "additionalProperties": dict(_FILLED),
    }
    return _either(positions, nobody)


def _cite_schema(view: View, kind: object) -> Schema:
    known = view.known(("claims", "sources"))
    return _either({"type": "integer", "minimum": 0}, *([Schema(enum=known)] if known else []), _text(_CITE))


def _stop_schema(view: View, kind: object) -> Schema:
    return _either(view.refs(("places",)), _text(_POINT))


# The table --------------------------------------------------------------------------------------------------------------
@overload
def _row(
    kind: Listed[T],
    wanted: str,
    read: Callable[[Reading, Node, Listed[T]], tuple[T, ...] | Bad],
    schema: Schema | Callable[[View, Listed[T]], Schema],
) -> KindRow[Any, Any]: ...
@overload
def _row(
    kind: Kind[T],
    wanted: str,
    read: Callable[[Reading, Node, Kind[T]], T | Bad],
    schema: Schema | Callable[[View, Kind[T]], Schema],
    *,
    free: bool = False,
    silence: bool = False,
) -> KindRow[Any, Any]: ...
def _row(
    kind: Kind[Any],  # the overloads hold reader and schema to it
    wanted: str,
    read: Callable[[Reading, Node, Any], Any],
    schema: Schema | Callable[[View, Any], Schema],
    *,
    free: bool = False,
    silence: bool = False,
) -> KindRow[Any, Any]:
    """Make the row of a kind: its reader gives values of the kind, which mypy sees to."""
    return KindRow(kind.name, wanted, read, schema, free=free, silence=silence)


# fmt: off
_ROWS: Final[tuple[KindRow[Any, Any], ...]] = (  # of all kinds, so that none can be said
    # one scalar
    _row(model.LINE, "one line of text", printable.read_line, _FILLED, free=True),
    _row(model.PROSE, "a paragraph of text", printable.read_prose, _FILLED, free=True),
    _row(model.PASSAGE, "text", printable.read_passage, _FILLED, free=True),
    _row(IDENT, "an id", scalars.read_ident, _text(_ID)),
    _row(model.WHOLE, "a whole number from 0", scalars.read_whole, {"type": "integer", "minimum": 0}),
    _row(model.DIGIT, "a digit from 1 to 6", scalars.read_digit, {"type": "integer", "minimum": 1, "maximum": 6}),
    _row(model.YES, "yes or no", scalars.read_yes, {"enum": ["yes", "no"]}),
    _row(model.URL, "an address", scalars.read_url, _text(r"^([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:)[^\s<>]+$")),
    _row(model.PATH, "a path", scalars.read_path, _text(r"^(?![/~]|[A-Za-z]:|(.*/)?\.{1,2}(/|$)|.*//|.*/$)[^\\]+$")),
    _row(model.LANGUAGE, "a language tag", scalars.read_language, _text(_LANGUAGE)),
    _row(model.MARKING, "a TLP 2.0 label", scalars.read_marking, {"enum": list(MARKINGS)}),
    _row(model.SHA256, "a SHA-256", scalars.read_sha256, _text("^[0-9A-Fa-f]{64}$")),
    _row(model.POINT, "a point", scalars.read_point, _text(_POINT)),
    _row(model.STOP, "the id of a place, or a point", scalars.read_stop, _stop_schema),
    _row(model.COLOR, "a colour", scalars.read_color, _text(r"^(#|[A-Za-z])")),
    _row(model.BORDERS, "disputed, plain, left out, or GeoJSON files", scalars.read_borders, _borders_schema),
    _row(model.STRETCH, "a stretch of the globe", scalars.read_stretch, _text(r"^[-+]?[0-9.]+\s*,.*\sto\s")),
    _row(model.DATE, "a date", scalars.read_date, _either({"type": "integer"}, _text("[0-9X]"))),
    _row(model.MOMENT, "a day with time and zone", scalars.read_moment, _text(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    _row(model.CITE, "a citation", scalars.read_cite, _cite_schema),
    # short forms
    _row(model.WHEN, "a date", shortforms.read_when, _when_schema),
    _row(model.DATED, "a date", shortforms.read_dated, _dated_schema),
    _row(model.QUANTITY, "a figure", shortforms.read_quantity, _quantity_schema),
    _row(model.AMOUNT, "a figure", amounts.read_amount, _quantity_schema),
    _row(model.HELD, "who holds it", shortforms.read_held, _held_schema),
    _row(model.APPROACH, "the state of a way in", shortforms.read_approach, _approach_schema),
    _row(model.APPROACHES, "a mapping from directions to states", shortforms.read_approaches, _approaches_schema),
    _row(model.PARTY, "an id or a phrase", relations.read_party, _FILLED, free=True),
    _row(model.RELATION, "a relation", relations.read_relation, _relation_schema),
    _row(model.POSITIONS, "a mapping from parties to positions", relations.read_positions, _positions_schema, silence=True),
    # lists and maps
    _row(model.VOICES, "the id of an origin or a source, or a list of them,", records.read_voices, _voices_schema),
    _row(model.NAMES, "a mapping from languages to names", records.read_names, _map_of(_FILLED, _LANGUAGE)),
    _row(model.SECTION, "the name of a section, or a section", records.read_section, _section_schema),
    _row(model.SECTIONS, "a list of sections", records.read_sections, _list_schema),
    _row(model.CLAIMS, "a mapping from headings to claims", records.read_claims, _claims_schema),
    # of several types: one row takes all kinds of its name
    KindRow("choice", _one_of, scalars.read_choice, _choice_schema),
    KindRow("ref", "an id", scalars.read_ref, _ref_schema),
    KindRow("list", "a list", records.read_list, _list_schema, empty=True),
    KindRow("record", "a record of `key: value` lines", records.read_one, _record_schema),
    KindRow("map", "a mapping from ids to records", records.read_map, _map_schema, empty=True),
    KindRow("texts", "a mapping from terms to text", records.read_texts, _texts_schema, empty=True),
)
KINDS: Final[Table] = {row.name: row for row in _ROWS}
# fmt: on
